"""Reads what is written in words, and Chinese numerals. Knows no digits."""

from __future__ import annotations

import re
from fractions import Fraction
from functools import lru_cache

from rephrase.fidelity.quantities.digits import Ratio, Value, plain
from rephrase.fidelity.quantities.figures import clock, month_number
from rephrase.fidelity.quantities.page import VAGUE_HAN, Found, Page, Quantity, finish
from rephrase.fidelity.quantities.spelled import HAN_SCALES, Phrase, han_value, other_word, vocabulary
from rephrase.fidelity.quantities.units import UNITS
from rephrase.fidelity.quantities.vocabulary import Word

AND_A_HALF = re.compile(r" (?:and a half|y medi[oa]|et demie?|e mei[oa]|e mezz[oa]|с половиной|buçuk)\b")
_CLOSER = frozenset(["joiner", "minus", "month", "cardinal", "scale", "fraction"])  # roles of which more is to be read
HALF_OF = re.compile(r" (?:the|of|as|that|his|her|their|its)\b")  # a share of something, not a half-time
ONE_BEFORE = re.compile(r"\ba $", re.I)


def read_word(page: Page, index: int) -> Found:
    token = page.tokens[index]
    word = page.word(token[0])
    if word is None:
        return [], index + 1
    if word.role == "month":
        return [_month(page, token, int(word.value))], index + 1
    if word.role in ("cardinal", "scale") or (word.role == "ordinal" and page.language == "ar"):
        return _phrase(page, index)
    if word.role == "fraction":
        return _half(page, index, word)
    return [], index + 1  # a joiner or a minus; what is left is `implied`


def implied(page: Page, token: re.Match[str]) -> Quantity | None:
    """What a word says that demands nothing, whatever stands around it; None for other words."""
    return _implied_by(token[0], page.language)


@lru_cache(maxsize=8192)
def _implied_by(written: str, language: str) -> Quantity | None:
    table = vocabulary(language)
    word = table.get(written.lower()) or other_word(written.lower(), language, table)
    if word is None or word.role in _CLOSER or (word.role == "ordinal" and language == "ar"):
        return None
    unit = UNITS.get(written.lower()) if word.role in ("unit", "implied") else None
    if unit is not None and word.role == "implied":  # a decade, which says ten, of years
        unit = (unit[0], plain(Fraction(unit[1]) / word.value)) if word.value > 2 else None
    return Quantity(written, _implied_values(word.role, word.value, language), firm=False, unit=unit)


def _implied_values(role: str, value: int | Fraction, language: str) -> tuple[Value, ...]:
    """The values of a word that demands nothing: an ordinal, a decade, a unit, a word that implies a number."""
    if role == "ordinal" and 3 <= value <= 100:
        return value, Ratio(1, int(value))
    if role == "implied" and value == 2 and language != "en":  # вдвое меньше is half as much
        return 2, Ratio(1, 2)
    if role == "decade":
        return value, 1900 + value
    return (value,)


def _month(page: Page, token: re.Match[str], value: int) -> Quantity:
    """A month's name; firm only beside a number, since several are everyday words too (may, march, aralık)."""
    around = page.text[max(0, token.start() - 4) : token.start()] + page.text[token.end() : token.end() + 4]
    firm = any(character.isdigit() for character in around)
    return Quantity(token[0], (f"month {value}",), token.start(), token.end(), firm)


def _half(page: Page, index: int, word: Word) -> Found:
    """half a million, half an hour, a quarter."""
    token = page.tokens[index]
    end, index = token.end(), index + 1
    gap = 2 if page.text[end : end + 3] == " a " else 0
    scale = page.next_to(index, end + gap)
    scale_word = page.word(scale[0]) if scale is not None and scale.lastgroup == "word" else None
    if scale is not None and scale_word is not None and scale_word.role == "scale":
        value = plain(Fraction(word.value) * scale_word.value)
        return [finish(page, index - 1, Quantity(token[0], (value,), token.start(), scale.end()))], index + 1
    quantity = Quantity(
        token[0],
        (word.value,),
        token.start(),
        end,
        word.value.denominator == 3 or HALF_OF.match(page.text, end) is not None,
    )
    return [finish(page, index - 1, quantity, half=True)], index


@lru_cache(maxsize=4096)
def _begun(lower: str, language: str) -> Phrase:
    """A phrase of one word."""
    table = vocabulary(language)
    word = table.get(lower) or other_word(lower, language, table)
    return Phrase(language).plus(word) if word is not None else Phrase(language)


def _phrase(page: Page, index: int) -> Found:
    """The longest run of number words from `index` that is one number: one hundred and twenty-three million."""
    first = index
    phrase = _begun(page.tokens[index][0].lower(), page.language)
    end, index = page.tokens[index].end(), index + 1
    while (token := page.next_to(index, end)) is not None:
        word = page.word(token[0]) if token.lastgroup == "word" else None
        if word is not None and word.role == "joiner" and phrase.joins():
            after = page.next_to(index + 1, token.end())
            word = page.word(after[0]) if after is not None and after.lastgroup == "word" else None
            if after is None or word is None or not phrase.takes(word):
                break
            token, index = after, index + 1
        elif word is None or not phrase.takes(word):
            break
        phrase = phrase.plus(word)
        end, index = token.end(), index + 1
    quantity = _spelled(page, first, end, phrase)
    half = AND_A_HALF.match(page.text, end)
    if half is None:
        return [quantity], index
    value = plain(phrase.value() + Fraction(1, 2))
    return [quantity._replace(values=(value,), firm=True, text=page.text[quantity.start : half.end()])], index + 1


def _spelled(page: Page, first: int, end: int, phrase: Phrase) -> Quantity:
    start = page.tokens[first].start()
    value = phrase.value()
    vague = phrase.bare_scale and ONE_BEFORE.search(page.text, max(0, start - 5), start) is None
    count = not phrase.ended and 1 < value <= 10 and value.denominator == 1
    share = phrase.share and value.denominator > 2
    firm = share or (not vague and not phrase.ended and value > 10)
    values: tuple[Value, ...] = (value, *phrase.also())
    quantity = Quantity(page.text[start:end], values, start, end, firm, weak=count)
    return finish(page, first, quantity)


def read_han(page: Page, index: int) -> Found:
    """三百二十, 一九九四, 两: single characters and everyday words made of numerals (万一) demand nothing."""
    token = page.tokens[index]
    value = han_value(token[0])
    named = any(han in HAN_SCALES for han in token[0]) or len(token[0]) > 2
    firm = len(token[0]) > 1 and value > 10 and named and token[0] not in VAGUE_HAN
    quantity = Quantity(token[0], (value,), token.start(), token.end(), firm)
    quantity = clock(page, month_number(page, finish(page, index, quantity)))
    return [quantity._replace(weak=False)], index + 1


def read_era(page: Page, index: int) -> Found:
    """20世纪60年代 is the 1960s."""
    token = page.tokens[index]
    century, decade = re.split("世[纪紀]", token[0].removesuffix("年代"))
    start = int(decade) if decade.isdecimal() else han_value(decade)
    values = ((int(century) - 1) * 100 + start, start)
    return [Quantity(token[0], values, token.start(), token.end())], index + 1


def read_share(page: Page, index: int) -> Found:
    """百分之四十二 is 42 %, 三分之一 is 1/3."""
    token = page.tokens[index]
    bottom, _, top = re.split("(分之|分の)", token[0])
    values = [int(text) if text.isdecimal() else han_value(text) for text in (bottom, top)]
    if bottom == "百":
        percent = (values[1], plain(Fraction(values[1], 100)))
        return [Quantity(token[0], percent, token.start(), token.end(), True, UNITS["%"])], index + 1
    value = plain(Fraction(values[1], values[0] or 1))
    return [Quantity(token[0], (value,), token.start(), token.end())], index + 1


def read_half(page: Page, index: int) -> Found:
    token = page.tokens[index]
    quantity = Quantity(token[0], (Fraction(1, 2),), token.start(), token.end(), False)
    return [finish(page, index, quantity)], index + 1


def skip(page: Page, index: int) -> Found:
    """A weekday (周三) says no number."""
    return [], index + 1
