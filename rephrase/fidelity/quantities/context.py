"""Reads numbers in surroundings that ask for no closer look, and remembers surroundings. `figures` does the closer look.

What stands before a number and the word after it are each judged once and for all texts: most numbers stand after the
same few characters and before the same words. None as a judgement means that it takes a closer look.
"""

from __future__ import annotations

import re
from functools import lru_cache

from rephrase.fidelity.quantities.digits import COMMA_GROUPS, LONGEST, Value, readings
from rephrase.fidelity.quantities.page import CURRENCY, EQUALS, LONGEST_WORD, Page, Quantity, as_shares, noun_of
from rephrase.fidelity.quantities.spelled import vocabulary
from rephrase.fidelity.quantities.tokens import AFTER
from rephrase.fidelity.quantities.units import UNITS, Unit
from rephrase.fidelity.quantities.vocabulary import LANGUAGES, words

LETTER_SCALES = {"k": 10**3, "m": 10**6, "b": 10**9, "M": 10**6, "B": 10**9, "K": 10**3}
ORDINAL = re.compile(r"-?(?:st|nd|rd|th|er|re|ère|ème|e|nd|ª|º|°|й|я|го|е|му|м|х|инд|[ıiuü]nc[ıiuü])\b|\.(?= [a-zäöü])")
DECADE = re.compile(r"['’]?s\b|er\b|-?[еых]+\b|年代|'?l[ae]r")
CLOCK = re.compile(r"\s?(?:[ap]\.?m\b|o['’]clock|uhr|時(?!間)|点|點|часов|giờ)", re.I)

NEAR = 4  # characters before a number that are looked at
_JOINS = frozenset("-–/负負")  # with one of these before it, a number is negative, or part of a name or of a range
_QUOTES = frozenset("'’")
_SYMBOLS = frozenset("$€£¥₹₽")
_CLOSER = frozenset(".\n")  # the point of an ordinal; a new line before "am"
_MINUS = frozenset(form[-2:] for name in LANGUAGES for form, word in words(name).items() if word.role == "minus")
_MORE_TO_READ = frozenset({"us", "per", "a", "p", "o"})  # US dollars, per cent, a.m., o'clock

After = tuple[Unit | None, int, str]  # the unit, the characters it takes, the noun
_NOTHING: After = (None, 0, "")


@lru_cache(maxsize=8192)
def _before(near: str) -> tuple[Unit | None, bool] | None:
    """The unit in what stands before a number, and whether it ends in an equals sign."""
    last, second = near[-1:], near[-2:-1]
    if last.isalnum() or last in _JOINS or (last == "\n" and (second.isalnum() or second in _JOINS)):
        return None
    if last in _SYMBOLS and (second in _JOINS or (second == " " and near[-4:-2] in _MINUS)):
        return None
    if last == " " and (near[-3:-1] in _MINUS or near.lower() == "áng "):  # Vietnamese for a month
        return None
    currency = CURRENCY.search(near)
    if currency and currency[3]:
        return None
    return UNITS.get(currency[1] or currency[2]) if currency else None, EQUALS.search(near) is not None


@lru_cache(maxsize=8192)
def _after(follows: str, language: str) -> After | None:
    """What the word or sign after a number makes of it."""
    match = AFTER.match(follows)
    if match is None or DECADE.match(follows) or ORDINAL.match(follows) or CLOCK.match(follows):
        return None
    written = match[1].lower()
    word = vocabulary(language).get(written)
    if (
        written in _MORE_TO_READ
        or follows in LETTER_SCALES
        or written[0] >= "\u3040"
        or (word and word.role == "scale")
    ):
        return None
    unit = UNITS.get(written)
    return (unit, match.end(), unit[0]) if unit else (None, 0, noun_of(match[1]))


def _behind(page: Page, end: int) -> After | None:
    """What stands behind a number that ends here."""
    text = page.text
    match = AFTER.match(text, end, end + LONGEST_WORD)
    sign = text[end : end + 1]
    if match is not None:
        stop = match.end()
        last = text[stop : stop + 1]
        return None if last.isalnum() or last == "_" else _after(match[0], page.language)
    if sign in _QUOTES or (sign == "." and ORDINAL.match(text, end)) or (sign.isspace() and CLOCK.match(text, end)):
        return None
    return _NOTHING


def in_passing(page: Page, token: re.Match[str], values: tuple[Value, ...]) -> Quantity | None:
    """The number as `figures.read_number` reads it, or None where its surroundings ask for a closer look."""
    start, end = token.span()
    before = _before(page.text[start - NEAR if start > NEAR else 0 : start])
    if before is None:
        return None
    after = _behind(page, end)
    if after is None:
        return None
    return _quantity(token[0], values, page.text[end : end + after[1]], before, after)


def lone(page: Page, token: re.Match[str]) -> Quantity | None:
    """The same for a number whose token has the word or sign behind it already."""
    start, end = token.span()
    near = page.text[start - NEAR if start > NEAR else 0 : start]
    follows, glued = token.group("after", "glued")
    if end - start > LONGEST:
        return None
    if glued or (len(follows) > LONGEST_WORD if follows else page.text[end : end + 1] in _CLOSER):
        return in_passing(page, token, readings(token[0], page.language in COMMA_GROUPS)[0])
    return _remembered(near, token[0], follows, page.language)


@lru_cache(maxsize=16384)
def _remembered(near: str, written: str, follows: str | None, language: str) -> Quantity | None:
    """A number by what stands around it: many stand in the same surroundings, in one text or in two."""
    before = _before(near)
    after = _after(follows, language) if follows else _NOTHING
    if before is None or after is None:
        return None
    return _quantity(
        written, readings(written, language in COMMA_GROUPS)[0], follows[: after[1]] if follows else "", before, after
    )


def _quantity(
    written: str, values: tuple[Value, ...], its_unit: str, before: tuple[Unit | None, bool], after: After
) -> Quantity:
    unit, _, noun = after
    firm = values != (1,)
    if before[0] is not None:
        unit, noun = before[0], before[0][0]
    if unit is not None and unit[0] == "share":
        values += as_shares(values, unit[1])
    parts = pair(written) if "," in written else ()
    return Quantity(written + its_unit, values, firm=firm, unit=unit, parts=parts, noun=noun, result=before[1])


def pair(written: str) -> tuple[Value, ...]:
    """{0,1} and (0,1) are two numbers, where 0,1 could be one."""
    first, comma, second = written.partition(",")
    return (int(first), int(second)) if comma and first.isdigit() and second.isdigit() and len(written) < 6 else ()
