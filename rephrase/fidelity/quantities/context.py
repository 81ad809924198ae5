"""Reads numbers in surroundings that ask for no closer look, and remembers surroundings. `figures` does the closer look.

A window is a number with the few characters before it, the word or sign after it and one character more. Most numbers
stand in windows that come again and again, each of which is judged once and for all texts. None as a judgement means that
it takes a closer look.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache, lru_cache

from rephrase.fidelity.quantities.digits import COMMA_GROUPS, LONGEST, Value, quotient, readings
from rephrase.fidelity.quantities.page import (
    CURRENCY,
    EQUALS,
    MARGIN,
    MINUS_WORDS,
    SYMBOLS,
    Quantity,
    as_shares,
    has_sign,
    negated,
    noun_of,
)
from rephrase.fidelity.quantities.spelled import vocabulary
from rephrase.fidelity.quantities.tokens import AFTER, FIGURE
from rephrase.fidelity.quantities.units import UNITS, Unit
from rephrase.fidelity.words import Remembered

LETTER_SCALES = {"k": 10**3, "m": 10**6, "b": 10**9, "M": 10**6, "B": 10**9, "K": 10**3}
ORDINAL = re.compile(r"-?(?:st|nd|rd|th|er|re|ère|ème|e|nd|ª|º|°|й|я|го|е|му|м|х|инд|[ıiuü]nc[ıiuü])\b|\.(?= [a-zäöü])")
DECADE = re.compile(r"['’]?s\b|er\b|-?[еых]+\b|年代|'?l[ae]r")
CLOCK = re.compile(r"\s?(?:[ap]\.?m\b|o['’]clock|uhr|時(?!間)|点|點|часов|giờ)", re.I)

NEAR = MARGIN  # characters before a number that are looked at
WIDEST = 80  # characters of a window
LONGEST_TERM = 9  # characters of a fraction's number
_QUOTES = frozenset("'’")
_JOINS = frozenset("-–/")  # what parts the numbers of a range, a name or a date
_MINUS_ENDS = frozenset(word[-3:] for word in MINUS_WORDS)
_MINUS_TWO = frozenset(word[-2:] for word in MINUS_WORDS)
_OF_HOURS = frozenset(".'’")  # in a.m. and o'clock
_MORE_TO_READ = frozenset({"us", "de"})  # US dollars, de libras

Before = tuple[Unit | None, bool, bool]  # the unit, whether an equals sign stands there, whether a minus sign does
After = tuple[Unit | None, int, str]  # the unit, the characters it takes, the noun
NOTHING: After = (None, 0, "")


@cache
def in_passing(language: str) -> Mapping[str, Quantity | None]:
    """By its window, what `figures.read_number` reads."""
    return Remembered(lambda window: _reading(window, language), most=20_000)


def _reading(window: str, language: str) -> Quantity | None:
    figure = FIGURE.match(window, NEAR)
    if figure is None or figure.lastgroup is None or len(window) > WIDEST:
        return None
    end = figure.end("lone")
    near, written, ending = window[:NEAR], window[NEAR:end], figure["ordinal"] or ""
    is_fraction = "/" in written or "⁄" in written
    number = _fraction(near, written + ending) if is_fraction else _number(written, ending, language)
    follows = window[end + len(ending) : figure.end()]
    before, after = before_it(near), _behind(follows, window[figure.end() :], language)
    if number is None or before is None or after is None:
        return None
    return between(before, number, follows, after, language)


def _number(written: str, ending: str, language: str) -> Quantity | None:
    groups = readings(written, language in COMMA_GROUPS)
    if len(groups) > 1 or len(written) > LONGEST:
        return None
    parts = pair(written) if "," in written else ()
    return Quantity(written + ending, groups[0], firm=groups[0] != (1,), parts=parts)


def _fraction(near: str, written: str) -> Quantity | None:
    terms = re.split(r"\s?[/⁄]\s?", written)
    if near[-1] in ".,/" or not all(term.isdigit() and len(term) <= LONGEST_TERM for term in terms):
        return None
    said = quotient(written)
    if said is None:
        return None
    return Quantity(written, (said[0],), parts=said[1])


@lru_cache(maxsize=8192)
def before_it(near: str) -> Before | None:
    """What stands before a number makes of it."""
    last, second = near[-1:], near[-2:-1]
    if last.isalnum() or last in ("负", "負") or near.lower() == "áng ":  # Vietnamese for a month
        return None
    if last == "\n" and (second.isalnum() or second in _JOINS):
        return None
    if last in _JOINS and ("A" <= second <= "Z" or near[:3].isdigit()):  # a name, or maybe a range of years
        return None
    symbol = last in SYMBOLS
    if (near[-4:-2] if symbol else near[-4:-1]).lower() in (_MINUS_TWO if symbol else _MINUS_ENDS):
        return None
    currency = CURRENCY.search(near)
    if currency and currency[3]:
        return None
    unit = UNITS.get(currency[1] or currency[2]) if currency else None
    return unit, EQUALS.search(near) is not None, has_sign(near)


def _behind(follows: str, sign: str, language: str) -> After | None:
    """What the word or sign after a number makes of it; `sign` is what stands behind that."""
    if not follows:
        return None if sign in _QUOTES else NOTHING
    if sign.isalnum() or sign == "_" or (follows[-1] in "apoAPO" and sign in _OF_HOURS):
        return None
    return _after(follows, language)


@lru_cache(maxsize=8192)
def _after(follows: str, language: str) -> After | None:
    if DECADE.match(follows) or ORDINAL.match(follows) or CLOCK.match(follows) or follows in LETTER_SCALES:
        return None
    word = vocabulary(language).get(follows.lstrip(" \u00a0\u202f-").lower())
    return None if word and word.role == "scale" else after_it(follows)


def after_it(follows: str) -> After | None:
    """The unit or the noun that the word or sign after a number is, which stands for itself."""
    match = AFTER.match(follows)
    written = match[1].lower() if match else ""
    if match is None or written in _MORE_TO_READ or written[0] >= "\u3040":
        return None
    unit = UNITS.get(written)
    return (unit, match.end(), unit[0]) if unit else (None, 0, noun_of(match[1]))


def between(before: Before, number: Quantity, follows: str, after: After, language: str) -> Quantity:
    """A number with the unit and the sign that it has from what stands before and after it."""
    unit, taken, noun = after
    if before[0] is not None:
        unit, noun = before[0], before[0][0]
    values = negated(number.values, language) if before[2] else number.values
    if unit is not None and unit[0] == "share":
        values += as_shares(values, unit[1])
    return number._replace(text=number.text + follows[:taken], values=values, unit=unit, noun=noun, result=before[1])


def pair(written: str) -> tuple[Value, ...]:
    """{0,1} and (0,1) are two numbers, where 0,1 could be one."""
    first, comma, second = written.partition(",")
    return (int(first), int(second)) if comma and first.isdigit() and second.isdigit() and len(written) < 6 else ()
