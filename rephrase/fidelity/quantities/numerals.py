"""Reads what is written in words, and Chinese numerals. Knows no digits."""

from __future__ import annotations

import re
from collections.abc import Mapping
from fractions import Fraction
from functools import cache, lru_cache

from rephrase.fidelity.quantities.context import NEAR, NOTHING, WIDEST, after_it, before_it, between
from rephrase.fidelity.quantities.digits import Ratio, Value, plain
from rephrase.fidelity.quantities.figures import clock, month_number
from rephrase.fidelity.quantities.page import VAGUE_HAN, Found, Page, Quantity, finish
from rephrase.fidelity.quantities.spelled import HAN_ONES, HAN_SCALES, Phrase, han_value, other_word, vocabulary
from rephrase.fidelity.quantities.tokens import FOLLOWING, LETTERS
from rephrase.fidelity.quantities.units import UNITS, Unit
from rephrase.fidelity.quantities.vocabulary import Word
from rephrase.fidelity.words import Remembered

AND_A_HALF = re.compile(r"\s(?:and\sa\shalf|y medi[oa]|et demie?|e mei[oa]|e mezz[oa]|с половиной|buçuk)\b")
_AND_A = re.compile(rf"(?<![-\w])({LETTERS})\s({LETTERS})\sand\sa\s$")
_SMALL = 10  # a number that demands nothing by itself
_CLOSER = frozenset(["month", "cardinal", "scale", "fraction"])  # roles of which more is to be read
_IMPLYING = frozenset(["unit", "implied"])  # roles of words that are no part of a number before them
_GOES_ON = frozenset(["and", "y", "et", "e", "с", "per"])  # with which a half may begin, or "per cent"
_YEAR_OR_FIVE = "năm"  # in Vietnamese; a five where it is multiplied
WORD_WINDOW = re.compile(rf"(?P<word>{LETTERS})(?P<follows>(?:{FOLLOWING})?)")
HALF_OF = re.compile(r" (?:the|of|as|that|his|her|their|its)\b")  # a share of something, not a half-time
ONE_BEFORE = re.compile(r"\ba $", re.I)
_LONGEST_NAME = 30  # characters looked at before a quarter
_OF_A_TOWN = re.compile(r"(?<=\w )[A-ZÀ-ÖØ-Þ][^\W\d_]+ (?=[Qq]uarter\b)")  # the Latin quarter


def read_word(page: Page, token: re.Match[str]) -> Found:
    word = page.word(token[0])
    if word is None:
        return [], token.end()
    if token[0].lower() == _YEAR_OR_FIVE and page.language == "vi" and _multiplies(page, token):
        return _phrase(page, token, Phrase("vi").plus(Word("cardinal", 5)))
    if word.role == "month":
        return [_month(page, token, int(word.value))], token.end()
    if word.role in ("cardinal", "scale") or (word.role == "ordinal" and page.language == "ar"):
        return _phrase(page, token)
    if word.role == "fraction":
        return _half(page, token, word)
    if token[0].lower() == _YEAR_OR_FIVE:
        return [*_implication(token[0], word, page.language)], token.end()
    return [*(implied(page.language)[token[0]] or ())], token.end()


@cache
def implied(language: str) -> Mapping[str, tuple[Quantity, ...] | None]:
    """By each word, as written, what it says whatever stands around it: nothing, or what demands nothing.

    None where more is to be read.
    """
    return Remembered(lambda written: _implied_by(written, language))


def _implied_by(written: str, language: str) -> tuple[Quantity, ...] | None:
    lower, table = written.lower(), vocabulary(language)
    word = table.get(lower) or other_word(lower, language, table)
    if word is None:
        return None if written[0] in "IVXХ" else ()
    if word.role in _CLOSER or lower == _YEAR_OR_FIVE or (word.role == "ordinal" and language == "ar"):
        return None
    return () if word.role in ("joiner", "minus") else _implication(written, word, language)


def _implication(written: str, word: Word, language: str) -> tuple[Quantity, ...]:
    unit = UNITS.get(written.lower()) if word.role in ("unit", "implied") else None
    if unit is not None and word.role == "implied":  # a decade, which says ten, of years
        unit = (unit[0], plain(Fraction(unit[1]) / word.value)) if word.value > 2 else None
    return (Quantity(written, _implied_values(word.role, word.value, language), firm=False, unit=unit),)


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


def _half(page: Page, token: re.Match[str], word: Word) -> Found:
    """half a million, half an hour, half past five, a quarter."""
    start, end = token.span()
    hour = page.next_to(end + 5) if page.text[end : end + 5] == " past" else None
    told = page.meant(hour)
    if hour is not None and told is not None and told.role == "cardinal":
        values = (plain(told.value + Fraction(1, 2)), told.value)
        return [Quantity(page.text[start : hour.end()], values, start, hour.end(), False)], hour.end()
    scale = page.next_to(end + 2 if page.text[end : end + 3] == " a " else end)
    scale_word = page.meant(scale)
    if scale is not None and scale_word is not None and scale_word.role == "scale":
        value = plain(Fraction(word.value) * scale_word.value)
        return [finish(page, Quantity(token[0], (value,), start, scale.end()))], scale.end()
    if behind := _behind_unit(page, start):
        whole, unit = behind
        values = (plain(whole + Fraction(word.value)), word.value)
        return [Quantity(token[0], values, start, end, unit=unit, noun=unit[0])], end
    firm = word.value.denominator == 3 or HALF_OF.match(page.text, end) is not None
    if _OF_A_TOWN.search(page.text, max(0, start - _LONGEST_NAME), end):
        firm = False
    return [finish(page, Quantity(token[0], (word.value,), start, end, firm), half=True)], end


def _behind_unit(page: Page, start: int) -> tuple[int, Unit] | None:
    """The small number to which a half belongs that stands behind its unit, and the unit: one dollar and a half."""
    before = _AND_A.search(page.text, max(0, start - WIDEST), start)
    unit = UNITS.get(before[2].lower()) if before else None
    if before is None or unit is None:
        return None
    if before[1].lower() in ("a", "an"):
        return 1, unit
    word = page.word(before[1])
    return (int(word.value), unit) if word and word.role == "cardinal" and word.value <= _SMALL else None


@lru_cache(maxsize=4096)
def _begun(lower: str, language: str) -> Phrase:
    """A phrase of one word."""
    table = vocabulary(language)
    word = table.get(lower) or other_word(lower, language, table)
    return Phrase(language).plus(word) if word is not None else Phrase(language)


def _multiplies(page: Page, token: re.Match[str]) -> bool:
    """Whether a multiple follows a word."""
    following = page.meant(page.next_to(token.end()))
    return following is not None and following.role == "scale"


def _phrase(page: Page, first: re.Match[str], begun: Phrase | None = None) -> Found:
    """The longest run of number words that is one number, from its first on: one hundred and twenty-three million."""
    phrase, end = begun or _begun(first[0].lower(), page.language), first.end()
    while (token := page.next_to(end)) is not None:
        word = page.meant(token)
        if word is not None and word.role == "joiner" and phrase.joins():
            token = page.next_to(token.end())
            word = page.meant(token)
        if token is None or word is None or not phrase.takes(word):
            break
        phrase, end = phrase.plus(word), token.end()
    start = first.start()
    vague = phrase.bare_scale and ONE_BEFORE.search(page.text, max(0, start - 5), start) is None
    quantity = finish(page, _spelled(page.text[start:end], phrase, vague)._replace(start=start, end=end))
    half = AND_A_HALF.match(page.text, end)
    if half is None:
        return [quantity], end
    value = plain(phrase.value() + Fraction(1, 2))
    joiner = page.meant(page.next_to(end))
    after = end if joiner is not None and joiner.role == "joiner" else half.end()  # what is joined is read once more
    return [quantity._replace(values=(value,), firm=True, text=page.text[start : half.end()])], after


def _spelled(written: str, phrase: Phrase, vague: bool) -> Quantity:
    value = phrase.value()
    count = not phrase.ended and 1 < value <= 10 and value.denominator == 1
    share = phrase.share and value.denominator > 2
    firm = share or (not vague and not phrase.ended and value > 10)
    return Quantity(written, (value, *phrase.also()), firm=firm, weak=count)


@cache
def alone(language: str) -> Mapping[str, Quantity | None]:
    """By its window (see `context`), what a cardinal says that is a number by itself; None where it may be part of one,
    and for other words."""
    return Remembered(lambda window: _alone(window, language), most=8_000)


def _alone(window: str, language: str) -> Quantity | None:
    match = WORD_WINDOW.match(window, NEAR)
    table = vocabulary(language)
    word = table.get(match["word"].lower()) if match else None
    if match is None or word is None or word.role != "cardinal" or len(window) > WIDEST:
        return None
    follows, sign = match["follows"], window[match.end() :]
    before, after = before_it(window[:NEAR]), after_it(follows) if follows else NOTHING
    if before is None or after is None or (sign == "\u2010" and not follows) or sign.isalnum() or sign == "_":
        return None
    following = follows.lstrip(" \u00a0\u202f-").lower()
    other = table.get(following) or other_word(following, language, table)
    if following in _GOES_ON or (other and (other.role not in _IMPLYING or isinstance(other.value, Fraction))):
        return None
    return between(before, _spelled(match["word"], Phrase(language).plus(word), False), follows, after, language)


def read_han(page: Page, token: re.Match[str]) -> Found:
    """三百二十, 一九九四, 两: single characters and everyday words made of numerals (万一) demand nothing."""
    if about := _ABOUT.fullmatch(token[0]):
        return _read_about(page, token, about)
    value = han_value(_OVER.sub("", token[0]))
    named = any(han in HAN_SCALES for han in token[0]) or len(token[0]) > 2
    firm = len(token[0]) > 1 and value > 10 and named and token[0] not in VAGUE_HAN
    quantity = Quantity(token[0], (value,), token.start(), token.end(), firm)
    if (rest := _REST.match(page.text, token.end())) is not None:
        tenths = 5 if rest["half"] else HAN_ONES[rest["tenths"]]
        quantity = quantity._replace(values=(value + Ratio(tenths, 10), value), firm=True)
    quantity = clock(page, month_number(page, finish(page, quantity)))
    return [quantity._replace(weak=False)], token.end()


# What a measure is followed by where it is not whole: 两吨半 is two tonnes and a half, 一米二 1.2 metres.
_REST = re.compile(
    r"(?:[吨噸斤年里米尺寸寸亩畝元块塊圆天岁歲倍]|公[里斤尺分]|英[里尺寸])(?:(?P<half>半)|(?<=[米元块塊])(?P<tenths>[一二三四五六七八九])(?![十百千万萬亿億个個月年日天点點]))"
)
_OVER = re.compile("[多余餘]")  # 三百多万 is over three million
_ABOUT = re.compile(
    r"(十?)(?:一(?=二)|[二两兩](?=三)|三(?=四)|四(?=五)|五(?=六)|六(?=七)|七(?=八)|八(?=九))(.)([十百千万萬亿億]*)"
)


def _read_about(page: Page, token: re.Match[str], about: re.Match[str]) -> Found:
    """两三天 is two or three days, 十七八 seventeen or eighteen: two numbers, neither of which is firm."""
    ten, _, scale = about.groups()
    middle = token.start() + about.start(2)
    low, high = (han_value(ten + one + scale) for one in token[0][len(ten) : len(ten) + 2])
    second = finish(page, Quantity(token[0], (high,), middle, token.end(), False))
    first = Quantity(token[0], (low,), token.start(), middle, False, second.unit, noun=second.noun)
    return [first, second], token.end()


def read_era(page: Page, token: re.Match[str]) -> Found:
    """20世纪60年代 is the 1960s."""
    century, decade = re.split(r"\s*世[纪紀]\s*", token[0].removesuffix("年代").rstrip())
    start = int(decade) if decade.isdecimal() else han_value(decade)
    values = ((int(century) - 1) * 100 + start, start)
    return [Quantity(token[0], values, token.start(), token.end())], token.end()


def read_share(page: Page, token: re.Match[str]) -> Found:
    """百分之四十二 is 42 %, 三分之一 is 1/3."""
    bottom, _, top = re.split("(分之|分の)", token[0])
    values = [int(text) if text.isdecimal() else han_value(text) for text in (bottom, top)]
    if bottom == "百":
        percent = (values[1], plain(Fraction(values[1], 100)))
        return [Quantity(token[0], percent, token.start(), token.end(), True, UNITS["%"])], token.end()
    value = plain(Fraction(values[1], values[0] or 1))
    return [Quantity(token[0], (value,), token.start(), token.end())], token.end()


def read_half(page: Page, token: re.Match[str]) -> Found:
    quantity = Quantity(token[0], (Fraction(1, 2),), token.start(), token.end(), False)
    return [finish(page, quantity)], token.end()


def skip(page: Page, token: re.Match[str]) -> Found:
    """A weekday (周三) says no number."""
    return [], token.end()
