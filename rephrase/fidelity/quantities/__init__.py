"""Reads the quantities out of a text: digits, words, dates, times, units. Knows nothing of comparing two texts.

A `Quantity` holds every reading a careful person would accept: "1.000" in a German text is 1000 and 1, "3 dozen" is 36
and 3, "1990s" is 1990 and 90, "3 pm" is 3 and 15.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from functools import lru_cache

from rephrase.fidelity.quantities import figures, numerals
from rephrase.fidelity.quantities.context import NEAR, in_passing
from rephrase.fidelity.quantities.digits import Value
from rephrase.fidelity.quantities.numerals import WORD_WINDOW, alone, implied
from rephrase.fidelity.quantities.page import Found, Page, Quantity, lay_out
from rephrase.fidelity.quantities.tokens import FIGURE, VULGAR, means_number, word_places

__all__ = ["Quantity", "Value", "read", "read_again", "read_part"]

READERS: Mapping[str, Callable[[Page, re.Match[str]], Found]] = {
    "number": figures.read_number,
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


def read(text: str, language: str | None = None) -> tuple[Quantity, ...]:
    """All quantities of a text in order, in a language that is guessed where none is given. Never raises; linear in the
    length of the text."""
    return _guessed(text)[1] if language is None else _in_language(text, language)


def read_again(text: str, language: str) -> tuple[Quantity, ...]:
    """The same of a text that was read without a language: what was read then, where this one was guessed."""
    guessed, found = _guessed(text)
    return found if guessed == language else _in_language(text, language)


@lru_cache(maxsize=16)
def _guessed(text: str) -> tuple[str, tuple[Quantity, ...]]:
    """The language that is guessed, and what the text says in it."""
    page = lay_out(text)
    return page.language, tuple(_read(page))


@lru_cache(maxsize=16)
def _in_language(text: str, language: str) -> tuple[Quantity, ...]:
    return tuple(_read(lay_out(text, language)))


@lru_cache(maxsize=64)
def read_part(part: str, language: str) -> tuple[Quantity, ...]:
    """The same of a part of a text in a language that was guessed from the whole."""
    return tuple(_read(lay_out(part, language)))


def _read(page: Page) -> list[Quantity]:
    if page.is_han or (not page.text.isascii() and VULGAR.search(page.text)):
        return _closely(page)
    return _in_places(page)


def _closely(page: Page) -> list[Quantity]:
    """What every token of a text says, found by one search from its start."""
    means = means_number(page.language)
    quantities: list[Quantity] = []
    position = 0
    for token in page.tokens.finditer(page.text):
        kind = str(token.lastgroup)
        if token.start() >= position and (kind != "word" or means(token[0].lower())):
            found, position = READERS[kind](page, token)
            quantities += found
    return quantities


def _in_places(page: Page) -> list[Quantity]:
    """The same, looking only where a number may begin, and closely only where its surroundings ask for it."""
    text, known_figures = page.text, in_passing(page.language)
    runs = {run.start(): run for run in FIGURE.finditer(text)}
    places = _in_words(page) | {
        start: known_figures[text[start - NEAR : run.end() + 1]] if run.lastgroup else None
        for start, run in runs.items()
    }
    quantities: list[Quantity] = []
    position = 0
    for start in sorted(places):
        known = places[start]
        if known is not None and start >= position:
            quantities.append(known)
        elif start in runs:
            position = _look_at_digits(page, runs[start], position, quantities)
        elif start >= position:
            position = _look(page, start, quantities)
    return quantities


def _in_words(page: Page) -> dict[int, Quantity | None]:
    """What the words of a text say, by where they stand; None where it takes a closer look."""
    text, known_words, known_cardinals = page.text, implied(page.language), alone(page.language)
    found: dict[int, Quantity | None] = {}
    for start, word in word_places(text, page.language, page.letters, page.words).items():
        said = known_words[word]
        if said:
            found[start] = said[0]
        elif said is None:
            window = WORD_WINDOW.match(text, start)
            found[start] = known_cardinals[text[start - NEAR : window.end() + 1]] if window else None
    return found


def _look(page: Page, start: int, quantities: list[Quantity]) -> int:
    """Reads the token that begins here, if there is one, and says where it ends."""
    token = page.tokens.match(page.text, start)
    if token is None:
        return start + 1
    found, position = READERS[str(token.lastgroup)](page, token)
    quantities += found
    return position


def _look_at_digits(page: Page, run: re.Match[str], position: int, quantities: list[Quantity]) -> int:
    """Reads the tokens that begin in a run of digits or with the point before it, and says where the last one ends."""
    start, end = run.start(), run.end("lone") if run.lastgroup else run.end()
    while (at := max(start, position)) < end:
        if at > position and page.text[at - 1] == "." and page.tokens.match(page.text, at - 1):
            at -= 1
        position = _look(page, at, quantities)
    return position
