"""Reads the quantities out of a text: digits, words, dates, times, units. Knows nothing of comparing two texts.

A `Quantity` holds every reading a careful person would accept: "1.000" in a German text is 1000 and 1, "3 dozen" is 36
and 3, "1990s" is 1990 and 90, "3 pm" is 3 and 15.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from functools import lru_cache

from rephrase.fidelity.quantities import figures, numerals
from rephrase.fidelity.quantities.context import lone
from rephrase.fidelity.quantities.digits import Value
from rephrase.fidelity.quantities.page import Found, Page, Quantity, lay_out

__all__ = ["Quantity", "Value", "read", "read_part"]

READERS: Mapping[str, Callable[[Page, int], Found]] = {
    "number": figures.read_number,
    "lone": figures.read_number,
    "time": figures.read_time,
    "date": figures.read_date,
    "power": figures.read_power,
    "fraction": figures.read_fraction,
    "roman": figures.read_roman,
    "word": numerals.read_word,
    "han": numerals.read_han,
    "share": numerals.read_share,
    "era": numerals.read_era,
    "half": numerals.read_half,
    "weekday": numerals.skip,
}
# Tried first, as most tokens ask for no closer look.
SIMPLE: Mapping[str, Callable[[Page, re.Match[str]], Quantity | None]] = {"lone": lone, "word": numerals.implied}


@lru_cache(maxsize=16)
def read(text: str) -> tuple[Quantity, ...]:
    """All quantities of a text in order. Never raises; linear in the length of the text."""
    return tuple(_read(lay_out(text)))


@lru_cache(maxsize=64)
def read_part(part: str, language: str) -> tuple[Quantity, ...]:
    """The same of a part of a text in a language that was guessed from the whole."""
    return tuple(_read(lay_out(part, language)))


def _read(page: Page) -> list[Quantity]:
    quantities: list[Quantity] = []
    index = 0
    while index < len(page.tokens):
        token = page.tokens[index]
        kind = str(token.lastgroup)
        known = SIMPLE[kind](page, token) if kind in SIMPLE else None
        if known is not None:
            quantities.append(known)
            index += 1
        else:
            found, index = READERS[kind](page, index)
            quantities += found
    return quantities
