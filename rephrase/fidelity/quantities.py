"""Reads the quantities out of a text: digits, words, dates, times, units. Knows nothing of comparing two texts.

A `Quantity` holds every reading a careful person would accept: "1.000" in a German text is 1000 and 1, "3 dozen" is 36
and 3, "1990s" is 1990 and 90, "3 pm" is 3 and 15.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass, replace
from fractions import Fraction
from functools import lru_cache

from rephrase.fidelity.digits import Value, facts, number, plain, readings
from rephrase.fidelity.number_words import Word, guess, words
from rephrase.fidelity.spelled import HAN_SCALES, Phrase, han_value, other_word, roman_value
from rephrase.fidelity.units import UNITS, Unit


@dataclass(frozen=True, slots=True)
class Quantity:
    """One number as written. `values` are its accepted readings; `parts` are numbers that together say the same.

    `firm` says that it may be counted as lost or invented: false for small number words ("one of the two") and words
    that only imply a number (both, dozens, weekly), which can support a number of the other text but demand nothing.
    `weak` marks what counts only where one is lost and another invented: a spelled-out count from two to ten, the
    number in a name (Louis XIV, COVID-19). `result` says that it stands after an equals sign. `noun` is what is counted: the unit, or how the next word begins.
    """

    text: str
    values: tuple[Value, ...]
    start: int
    end: int
    firm: bool = True
    unit: Unit | None = None
    parts: tuple[Value, ...] = ()
    weak: bool = False
    noun: str = ""
    result: bool = False

    def bases(self) -> tuple[tuple[str, Value], ...]:
        """The readings in base units: 3 km is 3000 metres, half an hour is 1800 seconds; none without a unit."""
        if self.unit is None:
            return ()
        measures, factor = self.unit
        return tuple((measures, value * factor) for value in self.values if not isinstance(value, str))


NUMBER = r"(?:(?<![\w.,)])\.)?\d+(?:[.,'’·٫٬\u00a0\u202f\u2009]\d+|[ _](?=\d{3}(?!\d))\d+)*"
LETTERS = r"[^\W\d_]+(?:[\u0900-\u0963\u064b-\u0652]+[^\W\d_]*)*"
HAN_DIGITS = "〇零一二三四五六七八九十百千万萬億亿兆两兩"
SUPERSCRIPTS = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹⁻", "0123456789-")
PARTS = rf"""
  (?P<date>(?<![\d.,/-])(?:\d{{4}}[-/.]\d{{1,2}}[-/.]\d{{1,2}}|\d{{1,2}}[-/.]\d{{1,2}}[-/.]\d{{4}})(?![\d/-]))
| (?P<time>(?<![\d:.])\d{{1,2}}:[0-5]\d(?::[0-5]\d)?(?![\d:]))
| (?P<power>\d+(?:[.,]\d+)?(?:\s?[×x*·]\s?10\s?(?:\^\s?\{{?\s?-?\d{{1,3}}\s?\}}?|[⁰¹²³⁴⁵⁶⁷⁸⁹⁻]{{1,4}})|[eE][+-]?\d{{1,3}}(?!\w)))
| (?P<fraction>(?<![\d.,/])(?:\d{{1,9}}[ -])?\d{{1,9}}\s?[/⁄]\s?\d{{1,9}}(?![\d/]|[.,]\d)|\d{{0,9}}\s?[½⅓⅔¼¾⅕⅖⅗⅘⅙⅚⅛⅜⅝⅞])
| (?P<number>{NUMBER})
"""
ROMAN = r"(?P<roman>(?<![\w.-])[IVXХ]+(?![\w'’-]))"
LATIN_TOKEN = re.compile(PARTS + rf"| {ROMAN} | (?P<word>{LETTERS})", re.X)
HAN_TOKEN = re.compile(
    rf"""
  (?P<share>(?:[{HAN_DIGITS}]{{1,9}}|\d{{1,9}})分[之の](?:[{HAN_DIGITS}]{{1,9}}|\d{{1,9}}))
| (?P<weekday>(?:[周週]|星期|礼拜)[一二三四五六])
| """
    + PARTS
    + rf"""
| (?P<han>[{HAN_DIGITS}]+)
| (?P<half>半)
| (?P<word>[a-zA-Z]+)""",
    re.X,
)
AFTER = re.compile(r"[ \u00a0\u202f-]?(" + LETTERS + r"|°[CF]?|[%‰℃℉$€£¥₹₽¢])")
CURRENCY = re.compile(r"(?:US|A|C|HK)?([$€£¥₹₽])\s?$|\b(USD|EUR|GBP|JPY|CNY|INR)\s$")
ORDINAL = re.compile(r"-?(?:st|nd|rd|th|er|re|ère|ème|e|nd|ª|º|°|й|я|го|е|му|м|х|инд|[ıiuü]nc[ıiuü])\b|\.(?= [a-zäöü])")
VAGUE_HAN = {"万一", "千万", "百万", "十万", "千百", "一一", "十分", "一万", "一千", "一百", "亿万", "千千万万", "一二", "三三两两"}
EQUALS = re.compile(r"=[\s$€£({]{0,3}$")
LETTER_SCALES = {"k": 10**3, "m": 10**6, "b": 10**9, "M": 10**6, "B": 10**9, "K": 10**3}


@dataclass(frozen=True, slots=True)
class Page:
    """A text being read: its facts, what its words mean, and the tokens that may be numbers."""

    text: str
    language: str
    words: Mapping[str, Word]
    tokens: tuple[re.Match[str], ...]

    def word(self, written: str) -> Word | None:
        lower = written.lower()
        return self.words.get(lower) or other_word(lower, self.language, self.words)

    def next_to(self, index: int, end: int) -> re.Match[str] | None:
        """The token at `index`, if nothing but a space or a hyphen parts it from `end`."""
        if index < len(self.tokens):
            token = self.tokens[index]
            if self.text[end : token.start()] in ("", " ", "-", "\u00a0", "\u202f", "\u2010"):
                return token
        return None


def _page(text: str) -> Page:
    text = facts(text)
    language = guess(text)
    table = words(language)
    token = HAN_TOKEN if language in ("zh", "ja") else LATIN_TOKEN
    found = token.finditer(text)
    kept = (m for m in found if m.lastgroup != "word" or m[0].lower() in table or other_word(m[0].lower(), language, table))
    return Page(text, language, table, tuple(kept))


@lru_cache(maxsize=128)
def read(text: str) -> tuple[Quantity, ...]:
    """All quantities of a text in order. Never raises; linear in the length of the text."""
    page = _page(text)
    quantities: list[Quantity] = []
    index = 0
    while index < len(page.tokens):
        found, index = READERS[str(page.tokens[index].lastgroup)](page, index)
        quantities.extend(found)
    return tuple(quantities)


Found = tuple[list[Quantity], int]  # what was read, and the index of the next token


# --- around a number: sign, currency, scale, unit -----------------------------------------------------------------


def _unit_after(page: Page, end: int, half: bool = False) -> tuple[Unit | None, int]:
    """The unit written after a number ("km", "an hour", "%"), and where it ends."""
    match = AFTER.match(page.text, end)
    if match is None:
        return None, end
    written = match[1].lower()
    if written == "us" or (half and written in ("a", "an")):
        match = AFTER.match(page.text, match.end()) or match
        written = match[1].lower()
    if "\u3040" <= written[0] <= "\u9fff":
        for length in (5, 4, 3, 2, 1):
            if written[:length] in UNITS:
                return UNITS[written[:length]], match.start(1) + length
    if written == "per" and page.text[match.end() : match.end() + 5] == " cent":
        return UNITS["%"], match.end() + 5
    return UNITS.get(written), match.end() if written in UNITS else end


def _unit_before(page: Page, start: int) -> Unit | None:
    match = CURRENCY.search(page.text, max(0, start - 5), start)
    return UNITS.get((match[1] or match[2]).lower()) if match else None


def _negative(page: Page, index: int, start: int) -> bool:
    """A minus sign that belongs to the number: glued to it, and nothing before it that it could join or subtract from."""
    text = page.text
    if start and text[start - 1] in "$€£¥₹":
        start -= 1
    if start and text[start - 1] in "负負":
        return True
    if start and text[start - 1] == "-":
        before = text[max(0, start - 3) : start - 1]
        if before[-1:] == " ":
            return not (before[-2:-1].isdigit() or before[-2:-1] in (")", "]", "}", "%"))
        return not before or not (before[-1].isalnum() or before[-1] in ")]}$%'\"|*-_.°")
    before_token = page.tokens[index - 1] if index else None
    if before_token is not None and before_token.lastgroup == "word" and start - before_token.end() == 1:
        word = page.word(before_token[0])
        return word is not None and word.role == "minus"
    return False


def _finish(page: Page, index: int, quantity: Quantity, half: bool = False) -> Quantity:
    """The quantity with its sign and unit."""
    unit, end = _unit_after(page, quantity.end, half)
    unit = _unit_before(page, quantity.start) or unit
    values = quantity.values
    if _negative(page, index, quantity.start):
        values = tuple(value if isinstance(value, str) else -value for value in values)
    if unit and unit[0] == "share":
        values += tuple(plain(value * unit[1]) for value in values if not isinstance(value, str))
    noun = unit[0] if unit else _noun_after(page, quantity.end)
    text = page.text[quantity.start : end].strip()
    result = EQUALS.search(page.text, max(0, quantity.start - 4), quantity.start) is not None
    return replace(quantity, values=values, unit=unit, end=end, text=text, noun=noun, result=result)


def _noun_after(page: Page, end: int) -> str:
    match = AFTER.match(page.text, end)
    return match[1][: 1 if match[1][0] >= "\u3040" else 4].lower() if match else ""


# --- digits -------------------------------------------------------------------------------------------------------


def _read_number(page: Page, index: int) -> Found:
    token = page.tokens[index]
    groups = readings(token[0], page.language == "en")
    if len(groups) > 1:
        return [Quantity(token[0], group, token.start(), token.end()) for group in groups], index + 1
    special = _identifier(page, token, groups[0]) or _decade(page, token, groups[0])
    if special:
        return [special], index + 1
    values, end, after = _scaled(page, index, groups[0])
    end = _ordinal_end(page, end)
    named = NAME_HYPHEN.search(page.text, max(0, token.start() - 2), token.start()) is not None
    firm = values != (1,) and not named
    quantity = Quantity(token[0], values, token.start(), end, firm, parts=_pair(token[0]), weak=named)
    quantity = _finish(page, index, quantity)
    return [_clock(page, _month_number(page, quantity))], after


def _pair(written: str) -> tuple[Value, ...]:
    """{0,1} and (0,1) are two numbers, where 0,1 could be one."""
    first, comma, second = written.partition(",")
    return (int(first), int(second)) if comma and first.isdigit() and second.isdigit() and len(written) < 6 else ()


def _identifier(page: Page, token: re.Match[str], values: tuple[Value, ...]) -> Quantity | None:
    """H2O, MP3, v2: a number glued to the letters before it is a name; the number alone says it as well."""
    before = GLUED.search(page.text, max(0, token.start() - 12), token.start())
    if before is None or before[0] in ("US", "USD", "EUR", "GBP", "Rs"):
        return None
    end = GLUED_AFTER.match(page.text, token.end()).end()  # type: ignore[union-attr]
    written = page.text[before.start() : end]
    return Quantity(written, (written.lower(), *values), before.start(), end)


def _decade(page: Page, token: re.Match[str], values: tuple[Value, ...]) -> Quantity | None:
    """1990s, '90s, 90er, 1990-х, 90年代: the year it begins with, with or without the century."""
    match = DECADE.match(page.text, token.end())
    value = values[0]
    if match is None or not isinstance(value, int) or value % 10 or not 10 <= value <= 2990:
        return None
    end = match.end()
    return Quantity(page.text[token.start() : end], (value, value % 100), token.start(), end)


def _scaled(page: Page, index: int, values: tuple[Value, ...]) -> tuple[tuple[Value, ...], int, int]:
    """The values times the multipliers that follow: 1.5 million, 20 тыс., 3 dozen, 5k, 1.2万, 3億5000万."""
    end, index = page.tokens[index].end(), index + 1
    while (token := page.next_to(index, end)) is not None:
        word = page.word(token[0]) if token.lastgroup == "word" else None
        if word is None or word.role != "scale":
            break
        if word.value == 100 and page.language != "en":  # 25 cents (French)
            break
        values = _times(values, word.value, word.value == 12)
        end, index = token.end(), index + 1
    if index < len(page.tokens) and page.tokens[index].lastgroup == "han" and page.tokens[index].start() <= end + 1:
        return _han_scaled(page, index, values, end)
    if page.text[end : end + 1] in LETTER_SCALES and not page.text[end + 1 : end + 2].isalnum():
        scale = LETTER_SCALES[page.text[end]]
        return (*_times(values, scale, False), *values), end if page.text[end] in "mMbB" else end + 1, index
    return values, end, index


def _times(values: tuple[Value, ...], scale: int | Fraction, keep: bool) -> tuple[Value, ...]:
    scaled = tuple(plain(Fraction(value) * scale) for value in values if not isinstance(value, str))
    return (*scaled, *values) if keep else scaled or values


def _han_scaled(page: Page, index: int, values: tuple[Value, ...], end: int) -> tuple[tuple[Value, ...], int, int]:
    """Digits with Chinese multipliers: 1.2万, 3億5000万, 3千."""
    total: Fraction = Fraction(0)
    current = values[0]
    while index < len(page.tokens):
        token = page.tokens[index]
        if token.lastgroup == "han" and token.start() <= end + 1 and not isinstance(current, str):
            scale = 1
            for han in token[0]:
                scale *= HAN_SCALES.get(han, 1)
            if scale == 1:
                break
            total, current = total + Fraction(current) * scale, 0
        elif token.lastgroup == "number" and token.start() == end and total and current == 0:
            current = readings(token[0], True)[0][0]
        else:
            break
        end, index = token.end(), index + 1
    if isinstance(current, str) or not total:
        return values, end, index
    return (plain(total + current),), end, index


def _ordinal_end(page: Page, end: int) -> int:
    match = ORDINAL.match(page.text, end)
    return match.end() if match else end


def _month_number(page: Page, quantity: Quantity) -> Quantity:
    """5月, tháng 5 can name a month: the number says it, and so does the month's name."""
    value = quantity.values[0]
    after = page.text[quantity.end : quantity.end + 1] == "月"
    before = page.text[max(0, quantity.start - 6) : quantity.start].lower() == "tháng "
    if (after or before) and isinstance(value, int) and 1 <= value <= 12:
        return replace(quantity, values=(*quantity.values, f"month {value}"), unit=None)
    return quantity


def _clock(page: Page, quantity: Quantity) -> Quantity:
    """3 pm, 15 Uhr, 午後3時: an hour of either half of the day says it."""
    value = quantity.values[0]
    after = CLOCK.match(page.text, quantity.end)
    hour, _, minute = quantity.text.partition(".")
    if after and len(minute) == 2 and (hour + minute).isdigit() and int(hour) <= 24:
        return replace(quantity, values=(*quantity.values, f"time {int(hour) % 12}:{minute}"), unit=None)
    if after and isinstance(value, int) and 0 <= value <= 24:
        hours = (value, value + 12, value - 12) if value <= 12 else (value, value - 12)
        return replace(quantity, values=(*hours, f"time {value % 12}:00"), unit=None)
    return quantity


def _read_time(page: Page, index: int) -> Found:
    token = page.tokens[index]
    hour, minute = (int(part) for part in token[0].split(":")[:2])
    values: tuple[Value, ...] = (f"time {hour % 12}:{minute:02}", *((hour, (hour + 12) % 24) if not minute else ()))
    return [Quantity(token[0], values, token.start(), token.end(), parts=(hour, minute))], index + 1


def _read_date(page: Page, index: int) -> Found:
    """1994-05-12, 12.05.1994, 5/12/1994: year, and a day and a month in either order."""
    token = page.tokens[index]
    pieces = [int(piece) for piece in re.split(r"[-/.]", token[0])]
    if not all(0 < piece <= 31 for piece in sorted(pieces)[:2]):
        return _read_number_run(page, index, pieces)
    found = []
    for piece in pieces:
        values: tuple[Value, ...] = (piece, f"month {piece}") if piece <= 12 else (piece,)
        found.append(Quantity(token[0], values, token.start(), token.end()))
    return found, index + 1


def _read_number_run(page: Page, index: int, pieces: list[int]) -> Found:
    token = page.tokens[index]
    return [Quantity(str(piece), (piece,), token.start(), token.end()) for piece in pieces], index + 1


def _read_power(page: Page, index: int) -> Found:
    """3×10^8, 3e8: its value, or its parts."""
    token = page.tokens[index]
    mantissa, exponent = POWER.match(token[0].translate(SUPERSCRIPTS)).groups()  # type: ignore[union-attr]
    base = number(mantissa.replace(",", "."))
    if isinstance(base, str):
        return [Quantity(token[0], (token[0],), token.start(), token.end())], index + 1
    value = plain(Fraction(base) * Fraction(10) ** int(exponent))
    quantity = Quantity(token[0], (value,), token.start(), token.end(), parts=(base, 10, int(exponent)))
    return [_finish(page, index, quantity)], index + 1


def _read_fraction(page: Page, index: int) -> Found:
    """1/2, 3 1/2, ½: its value; a division (12/3) is said by its two numbers as well."""
    token = page.tokens[index]
    if token[0][-1] not in "0123456789":
        whole = token[0][:-1].strip()
        value = Fraction(whole or 0) + Fraction(unicodedata.numeric(token[0][-1])).limit_denominator(100)
        return [_finish(page, index, Quantity(token[0], (plain(value),), token.start(), token.end()))], index + 1
    *whole_part, top, bottom = (int(digits) for digits in re.findall(r"\d+", token[0]))
    if not bottom:
        return _read_number_run(page, index, [*whole_part, top, bottom])
    value = Fraction(top, bottom) + sum(whole_part)
    parts = (*whole_part, top, bottom)
    division = top >= bottom or bottom > 12
    quantity = Quantity(token[0], (plain(value),), token.start(), token.end(), parts=parts if division else ())
    return [_finish(page, index, quantity)], index + 1


def _read_roman(page: Page, index: int) -> Found:
    """Louis XIV, siglos XVI y XVII, Chapter IV: after a capitalised word or near one that is numbered in this way.

    A lone I is never read, a lone V or X only beside such a word.
    """
    token = page.tokens[index]
    value = roman_value(token[0].replace("Х", "X"))
    around = page.text[max(0, token.start() - 30) : token.start()] + " " + page.text[token.end() : token.end() + 20]
    numbered = NUMBERED.search(around) is not None
    before = page.text[max(0, token.start() - 20) : token.start()].split(" ")
    named = len(token[0]) > 1 and len(before) > 1 and not before[-1] and before[-2][:1].isupper() and before[-2].isalpha()
    if not value or not (numbered or named) or (token[0] == "I" and not numbered):
        return [], index + 1
    firm = numbered and len(token[0]) > 1
    return [Quantity(token[0], (value,), token.start(), token.end(), firm, weak=not firm)], index + 1


# --- words --------------------------------------------------------------------------------------------------------


def _read_word(page: Page, index: int) -> Found:
    token = page.tokens[index]
    word = page.word(token[0])
    if word is None or word.role in ("joiner", "minus"):
        return [], index + 1
    if word.role == "month":
        return [_month(page, token, int(word.value))], index + 1
    if word.role in ("cardinal", "scale"):
        return _phrase(page, index)
    if word.role == "fraction":
        return _half(page, index, word)
    if word.role == "unit":
        unit = UNITS[token[0].lower()]
        return [Quantity(token[0], (1,), token.start(), token.end(), False, unit)], index + 1
    values: tuple[Value, ...] = (word.value,)
    if word.role == "ordinal" and 3 <= word.value <= 100:
        values = (word.value, Fraction(1, int(word.value)))
    if word.role == "decade":
        values = (word.value, 1900 + word.value)
    return [Quantity(token[0], values, token.start(), token.end(), False)], index + 1


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
        return [_finish(page, index - 1, Quantity(token[0], (value,), token.start(), scale.end()))], index + 1
    quantity = Quantity(token[0], (word.value,), token.start(), end, word.value.denominator == 3)
    return [_finish(page, index - 1, quantity, half=True)], index


def _phrase(page: Page, index: int) -> Found:
    """The longest run of number words from `index` that is one number: one hundred and twenty-three million."""
    first = index
    phrase = Phrase(page.language)
    end = page.tokens[index].end()
    while (token := page.tokens[index] if index == first else page.next_to(index, end)) is not None:
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
    return [_spelled(page, first, end, phrase)], index


def _spelled(page: Page, first: int, end: int, phrase: Phrase) -> Quantity:
    start = page.tokens[first].start()
    value = phrase.value()
    vague = phrase.bare_scale and ONE_BEFORE.search(page.text, max(0, start - 5), start) is None
    count = not phrase.ended and 1 < value <= 10 and value.denominator == 1
    share = phrase.share and value.denominator > 2
    firm = share or (not vague and not phrase.ended and value > 10)
    values: tuple[Value, ...] = (value, *phrase.also())
    quantity = Quantity(page.text[start:end], values, start, end, firm, weak=count)
    return _finish(page, first, quantity)


# --- Chinese and Japanese -----------------------------------------------------------------------------------------


def _read_han(page: Page, index: int) -> Found:
    """三百二十, 一九九四, 两: single characters and everyday words made of numerals (万一) demand nothing."""
    token = page.tokens[index]
    value = han_value(token[0])
    named = any(han in HAN_SCALES for han in token[0]) or len(token[0]) > 2
    firm = len(token[0]) > 1 and value > 10 and named and token[0] not in VAGUE_HAN
    quantity = Quantity(token[0], (value, *SINGLES.get(token[0], ())), token.start(), token.end(), firm)
    quantity = _clock(page, _month_number(page, _finish(page, index, quantity)))
    return [replace(quantity, weak=False)], index + 1


def _read_share(page: Page, index: int) -> Found:
    """百分之四十二 is 42 %, 三分之一 is 1/3."""
    token = page.tokens[index]
    bottom, _, top = re.split("(分之|分の)", token[0])
    values = [int(text) if text.isdecimal() else han_value(text) for text in (bottom, top)]
    if bottom == "百":
        percent = (values[1], plain(Fraction(values[1], 100)))
        return [Quantity(token[0], percent, token.start(), token.end(), True, UNITS["%"])], index + 1
    value = plain(Fraction(values[1], values[0] or 1))
    return [Quantity(token[0], (value,), token.start(), token.end())], index + 1


def _read_half(page: Page, index: int) -> Found:
    token = page.tokens[index]
    quantity = Quantity(token[0], (Fraction(1, 2),), token.start(), token.end(), False)
    return [_finish(page, index, quantity)], index + 1


SINGLES: Mapping[str, tuple[Value, ...]] = {}
NAME_HYPHEN = re.compile(r"[A-Z]-$")
GLUED = re.compile(r"(?:[a-zA-Z\u0370-\u052f]\d{0,2})+$")
GLUED_AFTER = re.compile(r"[a-zA-Z]{0,8}")
ONE_BEFORE = re.compile(r"\ba $", re.I)
DECADE = re.compile(r"['’]?s\b|er\b|-?[еых]+\b|年代|'?l[ae]r")
NUMBERED = re.compile(
    r"\b(?:centur|siglo|siècle|século|secol|jahrhundert|wiek|eeuw|век|yüzyıl|thế kỷ|chapter|part|volume|book|section|act|"
    r"article|table|type|phase|class|stage|capítulo|chapitre|kapitel|глава|том|часть|tome|tomo)",
    re.I,
)
CLOCK = re.compile(r"\s?(?:[ap]\.?m\b|o['’]clock|uhr|時(?!間)|点|點|часов|giờ)", re.I)
POWER = re.compile(r"(\d+(?:[.,]\d+)?).*?(-?\d+)\s?\}?$")
READERS = {
    "number": _read_number,
    "time": _read_time,
    "date": _read_date,
    "power": _read_power,
    "fraction": _read_fraction,
    "word": _read_word,
    "roman": _read_roman,
    "han": _read_han,
    "share": _read_share,
    "half": _read_half,
    "weekday": lambda page, index: ([], index + 1),
}
