"""Reads what is written in digits, and Roman numerals: numbers, dates, times, fractions, powers. Knows no number words."""

from __future__ import annotations

import re
import unicodedata
from fractions import Fraction

from rephrase.fidelity.quantities.context import CLOCK, DECADE, LETTER_SCALES, ORDINAL, pair
from rephrase.fidelity.quantities.digits import COMMA_GROUPS, Value, number, plain, quotient, readings, times
from rephrase.fidelity.quantities.page import SUPERSCRIPTS, Found, Page, Quantity, finish
from rephrase.fidelity.quantities.spelled import HAN_SCALES, roman_value

MOST_SCALES = 4  # multipliers in a row
NAME_HYPHEN = re.compile(r"[A-Z]-$")
YEAR_BEFORE = re.compile(r"\b(1\d|20)\d\d[-–/]$")
GLUED = re.compile(r"(?:[a-zA-Z\u0370-\u052f]\d{0,2})+$")
GLUED_AFTER = re.compile(r"[a-zA-Z]{0,8}")
NUMBERED = re.compile(  # in small letters
    r"\b(?:centur|siglo|siècle|século|secol|jahrhundert|wiek|eeuw|век|yüzyıl|thế kỷ|chapter|part|volume|book|section|act|"
    r"article|table|type|phase|class|stage|capítulo|chapitre|kapitel|глава|том|часть|tome|tomo)"
)
SUPERSCRIPT = re.compile("([⁰¹²³⁴⁵⁶⁷⁸⁹⁻]+)")
POWER = re.compile(r"(\d+(?:[.,]\d+)?)(?:\s?[×x*·]\s?10\s?\^[\s{]*|[eE]\+?)(-?\d+)")


def read_number(page: Page, token: re.Match[str]) -> Found:
    groups = (readings if len(token[0]) < 64 else readings.__wrapped__)(token[0], page.language in COMMA_GROUPS)
    if len(groups) > 1:
        return [Quantity(str(group[0]), group, token.start(), token.end()) for group in groups], token.end()
    special = _identifier(page, token, groups[0]) or _decade(page, token, groups[0])
    if special:
        return [special], token.end()
    values, after = _scaled(page, token.end(), _short_year(page, token, groups[0]))
    end = _ordinal_end(page, after)
    named = NAME_HYPHEN.match(page.text, token.start() - 2, token.start()) is not None
    firm = values != (1,) and not named
    parts = pair(token[0]) if "," in token[0] else ()
    quantity = finish(page, Quantity(token[0], values, token.start(), end, firm, None, parts, named))
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


def _scaled(page: Page, end: int, values: tuple[Value, ...]) -> tuple[tuple[Value, ...], int]:
    """The values times the multipliers that follow: 1.5 million, 20 тыс., 3 dozen, 5k, 1.2万, 3億5000万; and their end."""
    for _ in range(MOST_SCALES):
        token = page.next_to(end)
        word = page.meant(token)
        if token is None or word is None or word.role != "scale":
            break
        if word.value == 100 and page.language != "en":  # 25 cents (French)
            break
        values, end = times(values, word.value, word.value == 12), token.end()
    if page.is_han and (han := page.beside(end)) is not None and han.lastgroup == "han":
        return han_scaled(page, values, end)
    sign = page.text[end : end + 1]
    if sign in LETTER_SCALES and not page.text[end + 1 : end + 2].isalnum():
        return (*times(values, LETTER_SCALES[sign], False), *values), end if sign in "mMbB" else end + 1
    return values, end


def han_scaled(page: Page, values: tuple[Value, ...], end: int) -> tuple[tuple[Value, ...], int]:
    """Digits with Chinese multipliers: 1.2万, 3億5000万, 3千; and where they end."""
    total: Fraction = Fraction(0)
    current = values[0]
    while (token := page.beside(end)) is not None:
        if token.lastgroup == "han" and not isinstance(current, str):
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
        end = token.end()
    if isinstance(current, str) or not total:
        return values, end
    return (plain(total + current),), end


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
    if quantity.unit is not None or CLOCK.match(page.text, quantity.end) is None:
        return quantity
    value = quantity.values[0]
    hour, _, minute = quantity.text.partition(".")
    if len(minute) == 2 and hour.isdigit() and minute.isdigit() and int(hour) <= 24:
        return quantity._replace(values=(*quantity.values, f"time {int(hour) % 12}:{minute}"), unit=None)
    if isinstance(value, int) and 0 <= value <= 24:
        hours = (value, value + 12, value - 12) if value <= 12 else (value, value - 12)
        return quantity._replace(values=(*hours, f"time {value % 12}:00"), unit=None)
    return quantity


def read_time(page: Page, token: re.Match[str]) -> Found:
    hour, minute = (int(part) for part in re.split(r"\s?[:h]\s?", token[0])[:2])
    values: tuple[Value, ...] = (f"time {hour % 12}:{minute:02}", *((hour, (hour + 12) % 24) if not minute else ()))
    return [Quantity(token[0], values, token.start(), token.end(), parts=(hour, minute))], token.end()


def read_date(page: Page, token: re.Match[str]) -> Found:
    """1994-05-12, 12.05.1994, 5/12/1994: year, and a day and a month in either order."""
    pieces = [int(piece) for piece in re.split(r"[-/.]", token[0])]
    if not all(0 < piece <= 31 for piece in sorted(pieces)[:2]):
        return read_number_run(token, pieces)
    found = []
    for piece in pieces:
        values: tuple[Value, ...] = (piece, f"month {piece}") if piece <= 12 else (piece,)
        found.append(Quantity(token[0], values, token.start(), token.end()))
    return found, token.end()


def read_number_run(token: re.Match[str], pieces: list[int]) -> Found:
    return [Quantity(str(piece), (piece,), token.start(), token.end()) for piece in pieces], token.end()


def read_power(page: Page, token: re.Match[str]) -> Found:
    """3×10^8, 3e8: its value, or its parts."""
    mantissa, exponent = POWER.match(SUPERSCRIPT.sub(r"^\1", token[0]).translate(SUPERSCRIPTS)).groups()  # type: ignore[union-attr]
    base = number(mantissa.replace(",", "."))
    if isinstance(base, str):
        return [Quantity(token[0], (token[0],), token.start(), token.end())], token.end()
    value = plain(Fraction(base) * Fraction(10) ** int(exponent))
    quantity = Quantity(token[0], (value,), token.start(), token.end(), parts=(base, 10, int(exponent)))
    return [finish(page, quantity)], token.end()


def read_fraction(page: Page, token: re.Match[str]) -> Found:
    """1/2, 3 1/2, ½: its value; a division (12/3) is said by its two numbers as well."""
    if token[0][-1] not in "0123456789":
        whole = token[0][:-1].strip()
        value = Fraction(whole or 0) + Fraction(unicodedata.numeric(token[0][-1])).limit_denominator(100)
        return [finish(page, Quantity(token[0], (plain(value),), token.start(), token.end()))], token.end()
    said = quotient(token[0])
    if said is None:
        return read_number_run(token, [*map(int, re.findall(r"\d+", token[0]))])
    return [finish(page, Quantity(token[0], (said[0],), token.start(), token.end(), parts=said[1]))], token.end()


def read_roman(page: Page, token: re.Match[str]) -> Found:
    """Louis XIV, siglos XVI y XVII, Chapter IV: after a capitalised word or near one that is numbered in this way.

    A lone I is never read, a lone V or X only beside such a word.
    """
    start, end = token.span()
    around = page.text[max(0, start - 30) : start] + " " + page.text[end : end + 20]
    numbered = NUMBERED.search(around.lower()) is not None
    if not numbered and len(token[0]) == 1:
        return [], end
    before = page.text[max(0, start - 20) : start].split(" ")
    named = len(before) > 1 and not before[-1] and before[-2][:1].isupper() and before[-2].isalpha()
    value = roman_value(re.sub("[eèmº]", "", token[0]).replace("Х", "X"))
    if not value or not (numbered or named):
        return [], end
    firm = numbered and len(token[0]) > 1
    return [Quantity(token[0], (value,), start, end, firm, weak=not firm)], end
