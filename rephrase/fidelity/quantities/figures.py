"""Reads what is written in digits, and Roman numerals: numbers, dates, times, fractions, powers. Knows no number words."""

from __future__ import annotations

import re
import unicodedata
from fractions import Fraction

from rephrase.fidelity.quantities.context import CLOCK, DECADE, LETTER_SCALES, ORDINAL, in_passing, pair
from rephrase.fidelity.quantities.digits import COMMA_GROUPS, Value, number, plain, readings
from rephrase.fidelity.quantities.page import SUPERSCRIPTS, Found, Page, Quantity, finish
from rephrase.fidelity.quantities.spelled import HAN_SCALES, roman_value

MOST_SCALES = 4  # multipliers in a row
NAME_HYPHEN = re.compile(r"[A-Z]-$")
YEAR_BEFORE = re.compile(r"\b(1\d|20)\d\d[-–/]$")
GLUED = re.compile(r"(?:[a-zA-Z\u0370-\u052f]\d{0,2})+$")
GLUED_AFTER = re.compile(r"[a-zA-Z]{0,8}")
NUMBERED = re.compile(
    r"\b(?:centur|siglo|siècle|século|secol|jahrhundert|wiek|eeuw|век|yüzyıl|thế kỷ|chapter|part|volume|book|section|act|"
    r"article|table|type|phase|class|stage|capítulo|chapitre|kapitel|глава|том|часть|tome|tomo)",
    re.I,
)
SUPERSCRIPT = re.compile("([⁰¹²³⁴⁵⁶⁷⁸⁹⁻]+)")
POWER = re.compile(r"(\d+(?:[.,]\d+)?)(?:\s?[×x*·]\s?10\s?\^[\s{]*|[eE]\+?)(-?\d+)")


def read_number(page: Page, index: int) -> Found:
    token = page.tokens[index]
    groups = (readings if len(token[0]) < 64 else readings.__wrapped__)(token[0], page.language in COMMA_GROUPS)
    if len(groups) > 1:
        return [Quantity(str(group[0]), group, token.start(), token.end()) for group in groups], index + 1
    if figure := in_passing(page, token, groups[0]):
        return [figure], index + 1
    special = _identifier(page, token, groups[0]) or _decade(page, token, groups[0])
    if special:
        return [special], index + 1
    values, end, after = _scaled(page, index, _short_year(page, token, groups[0]))
    end = _ordinal_end(page, end)
    named = NAME_HYPHEN.match(page.text, max(0, token.start() - 2), token.start()) is not None
    firm = values != (1,) and not named
    parts = pair(token[0]) if "," in token[0] else ()
    quantity = Quantity(token[0], values, token.start(), end, firm, None, parts, named)
    quantity = finish(page, index, quantity)
    return [clock(page, month_number(page, quantity))], after


def _short_year(page: Page, token: re.Match[str], values: tuple[Value, ...]) -> tuple[Value, ...]:
    """1939-45: the end of a range of years can leave out the century."""
    if len(token[0]) != 2 or not isinstance(values[0], int):
        return values
    before = YEAR_BEFORE.search(page.text, max(0, token.start() - 6), token.start())
    if before is None:
        return values
    return (*values, int(before[1]) * 100 + values[0])


def _identifier(page: Page, token: re.Match[str], values: tuple[Value, ...]) -> Quantity | None:
    """H2O, MP3, v2: a number glued to the letters before it is a name; the number alone says it as well."""
    last = page.text[token.start() - 1 : token.start()]
    if not last.isalnum() and last != "\n":
        return None
    before = GLUED.search(page.text, max(0, token.start() - 12), token.start())
    if before is None or before[0] in ("US", "USD", "EUR", "GBP", "Rs"):
        return None
    end = GLUED_AFTER.match(page.text, token.end()).end()  # type: ignore[union-attr]
    written = page.text[before.start() : end]
    return Quantity(written, (written.lower(), *values), before.start(), end)


def _decade(page: Page, token: re.Match[str], values: tuple[Value, ...]) -> Quantity | None:
    """1990s, '90s, 90er, 1990-х, 90年代: the year it begins with, with or without the century."""
    value = values[0]
    if not isinstance(value, int) or value % 10 or not 10 <= value <= 2990:
        return None
    match = DECADE.match(page.text, token.end())
    if match is None:
        return None
    end = match.end()
    values = (value, value % 100) if value % 100 else (value,)  # the 1600s are no 0s
    return Quantity(page.text[token.start() : end], values, token.start(), end)


def _scaled(page: Page, index: int, values: tuple[Value, ...]) -> tuple[tuple[Value, ...], int, int]:
    """The values times the multipliers that follow: 1.5 million, 20 тыс., 3 dozen, 5k, 1.2万, 3億5000万."""
    end, index = page.tokens[index].end(), index + 1
    last = index + MOST_SCALES
    while index < last and (token := page.next_to(index, end)) is not None:
        word = page.word(token[0]) if token.lastgroup == "word" else None
        if word is None or word.role != "scale":
            break
        if word.value == 100 and page.language != "en":  # 25 cents (French)
            break
        values = times(values, word.value, word.value == 12)
        end, index = token.end(), index + 1
    if index < len(page.tokens) and page.tokens[index].lastgroup == "han" and page.tokens[index].start() <= end + 1:
        return han_scaled(page, index, values, end)
    if page.text[end : end + 1] in LETTER_SCALES and not page.text[end + 1 : end + 2].isalnum():
        scale = LETTER_SCALES[page.text[end]]
        return (*times(values, scale, False), *values), end if page.text[end] in "mMbB" else end + 1, index
    return values, end, index


def times(values: tuple[Value, ...], scale: int | Fraction, keep: bool) -> tuple[Value, ...]:
    scaled = tuple(plain(Fraction(value) * scale) for value in values if not isinstance(value, str))
    return (*scaled, *values) if keep else scaled or values


def han_scaled(page: Page, index: int, values: tuple[Value, ...], end: int) -> tuple[tuple[Value, ...], int, int]:
    """Digits with Chinese multipliers: 1.2万, 3億5000万, 3千."""
    total: Fraction = Fraction(0)
    current = values[0]
    while index < len(page.tokens):
        token = page.tokens[index]
        if token.lastgroup == "han" and token.start() <= end + 1 and not isinstance(current, str):
            scale = 1
            for han in token[0][:MOST_SCALES]:
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
    if page.text[end : end + 1] in " ,":  # or the text's end
        return end
    match = ORDINAL.match(page.text, end)
    return match.end() if match else end


def month_number(page: Page, quantity: Quantity) -> Quantity:
    """5月, tháng 5 can name a month: the number says it, and so does the month's name."""
    if page.text.isascii():
        return quantity
    value = quantity.values[0]
    after = page.text[quantity.end : quantity.end + 2].lstrip(" ").startswith("月")
    before = page.text[max(0, quantity.start - 6) : quantity.start].lower() == "tháng "
    if (after or before) and isinstance(value, int) and 1 <= value <= 12:
        return quantity._replace(values=(*quantity.values, f"month {value}"), unit=None)
    return quantity


def clock(page: Page, quantity: Quantity) -> Quantity:
    """3 pm, 15 Uhr, 午後3時: an hour of either half of the day says it."""
    after = CLOCK.match(page.text, quantity.end)
    if after is None:
        return quantity
    value = quantity.values[0]
    hour, _, minute = quantity.text.partition(".")
    if len(minute) == 2 and (hour + minute).isdigit() and int(hour) <= 24:
        return quantity._replace(values=(*quantity.values, f"time {int(hour) % 12}:{minute}"), unit=None)
    if isinstance(value, int) and 0 <= value <= 24:
        hours = (value, value + 12, value - 12) if value <= 12 else (value, value - 12)
        return quantity._replace(values=(*hours, f"time {value % 12}:00"), unit=None)
    return quantity


def read_time(page: Page, index: int) -> Found:
    token = page.tokens[index]
    hour, minute = (int(part) for part in re.split(r"\s?[:h]\s?", token[0])[:2])
    values: tuple[Value, ...] = (f"time {hour % 12}:{minute:02}", *((hour, (hour + 12) % 24) if not minute else ()))
    return [Quantity(token[0], values, token.start(), token.end(), parts=(hour, minute))], index + 1


def read_date(page: Page, index: int) -> Found:
    """1994-05-12, 12.05.1994, 5/12/1994: year, and a day and a month in either order."""
    token = page.tokens[index]
    pieces = [int(piece) for piece in re.split(r"[-/.]", token[0])]
    if not all(0 < piece <= 31 for piece in sorted(pieces)[:2]):
        return read_number_run(page, index, pieces)
    found = []
    for piece in pieces:
        values: tuple[Value, ...] = (piece, f"month {piece}") if piece <= 12 else (piece,)
        found.append(Quantity(token[0], values, token.start(), token.end()))
    return found, index + 1


def read_number_run(page: Page, index: int, pieces: list[int]) -> Found:
    token = page.tokens[index]
    return [Quantity(str(piece), (piece,), token.start(), token.end()) for piece in pieces], index + 1


def read_power(page: Page, index: int) -> Found:
    """3×10^8, 3e8: its value, or its parts."""
    token = page.tokens[index]
    mantissa, exponent = POWER.match(SUPERSCRIPT.sub(r"^\1", token[0]).translate(SUPERSCRIPTS)).groups()  # type: ignore[union-attr]
    base = number(mantissa.replace(",", "."))
    if isinstance(base, str):
        return [Quantity(token[0], (token[0],), token.start(), token.end())], index + 1
    value = plain(Fraction(base) * Fraction(10) ** int(exponent))
    quantity = Quantity(token[0], (value,), token.start(), token.end(), parts=(base, 10, int(exponent)))
    return [finish(page, index, quantity)], index + 1


def read_fraction(page: Page, index: int) -> Found:
    """1/2, 3 1/2, ½: its value; a division (12/3) is said by its two numbers as well."""
    token = page.tokens[index]
    if token[0][-1] not in "0123456789":
        whole = token[0][:-1].strip()
        value = Fraction(whole or 0) + Fraction(unicodedata.numeric(token[0][-1])).limit_denominator(100)
        return [finish(page, index, Quantity(token[0], (plain(value),), token.start(), token.end()))], index + 1
    *whole_part, top, bottom = (int(digits) for digits in re.findall(r"\d+", token[0]))
    if not bottom:
        return read_number_run(page, index, [*whole_part, top, bottom])
    value = Fraction(top, bottom) + sum(whole_part)
    parts = (*whole_part, top, bottom)
    division = top >= bottom or bottom > 12
    quantity = Quantity(token[0], (plain(value),), token.start(), token.end(), parts=parts if division else ())
    return [finish(page, index, quantity)], index + 1


def read_roman(page: Page, index: int) -> Found:
    """Louis XIV, siglos XVI y XVII, Chapter IV: after a capitalised word or near one that is numbered in this way.

    A lone I is never read, a lone V or X only beside such a word.
    """
    token = page.tokens[index]
    value = roman_value(re.sub("[eèmº]", "", token[0]).replace("Х", "X"))
    around = page.text[max(0, token.start() - 30) : token.start()] + " " + page.text[token.end() : token.end() + 20]
    numbered = NUMBERED.search(around) is not None
    before = page.text[max(0, token.start() - 20) : token.start()].split(" ")
    named = (
        len(token[0]) > 1 and len(before) > 1 and not before[-1] and before[-2][:1].isupper() and before[-2].isalpha()
    )
    if not value or not (numbered or named) or (token[0] == "I" and not numbered):
        return [], index + 1
    firm = numbered and len(token[0]) > 1
    return [Quantity(token[0], (value,), token.start(), token.end(), firm, weak=not firm)], index + 1
