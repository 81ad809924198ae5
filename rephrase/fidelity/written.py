"""The numbers of a text in digits, and its counts in words: as they are written, with their units. Compares no texts."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Set
from itertools import groupby
from typing import NamedTuple

from rephrase.fidelity.quantities.units import UNITS, Unit
from rephrase.fidelity.quantities.vocabulary import words as number_words
from rephrase.fidelity.words import Remembered, prose, words

# Begins with a digit and looks behind it afterwards: so the search skips what is none, which is ten times as fast. Finds
# the digits, the sign of a currency before them, alone or before a space, and the unit or word after them.
_NUMBER = re.compile(
    r"(\d(?<![\w.,/]\d)(?:(?<=([$€£])\d)|(?<=([$€£])[^\S\n]\d)|)\d{0,11}(?:,\d{3})*(?:\.\d{1,9})?)(?!\d|[.,]\d|/\d)"
    r"(?:[ -]?(%|per cent|[a-zA-Z]{1,12}))?"
)
# Counts in words, which say the same as digits; a part of a longer one (twenty-five, two hundred and ten) is none.
COUNTS = {
    word: str(value.value) for word, value in number_words("en").items() if value.role == "cardinal" and value.value > 1
}
# Begins with a word's first letter and looks behind it afterwards, like the digits' pattern.
_ENDINGS = "|".join(
    rf"(?<={first})(?:{'|'.join(word[1:] for word in words_of_it)})"
    for first, words_of_it in groupby(sorted(COUNTS), key=lambda word: word[0])
)
_COUNT = re.compile(
    rf"([{''.join(sorted({word[0] for word in COUNTS}))}](?<![\w-].)(?<!hundred .)(?<!hundred and .)(?<!thousand .)"
    rf"(?<!thousand and .)(?:{_ENDINGS}))(?!\w|-(?:{'|'.join(COUNTS)})\b|[ -](?:hundred|thousand|million|billion))"
    r"(?:[ -]([a-z]{1,12}))?"
)

Written = tuple[str, str, str, str]  # digits, the sign of a currency before them, one apart from them, what follows
Said = tuple[str, Unit | None, bool]  # a number, its unit, and whether it counts or measures what the next word names


class Numbers(NamedTuple):
    """The numbers of a text as they are written, those in digits first, and how often each stands there."""

    written: list[Written]
    in_digits: int
    counts: dict[str, int]

    def more_than(self, other: Numbers) -> set[str]:
        """The numbers that stand here more often than there."""
        there = other.counts
        return {number for number, count in self.counts.items() if count > there.get(number, 0)}

    def said(self) -> dict[Said, int]:
        """How often each stands there with each unit."""
        return Counter([_meaning(*one) for one in self.written])


def read(text: str, counts: Set[str]) -> Numbers:
    """The numbers of a text in digits; and these counts in words, where one of them stands alone."""
    written: list[Written] = _NUMBER.findall(text)
    in_digits = len(written)
    if counts and any(map((lowered := text.lower()).__contains__, counts)):
        written += _in_words(lowered, counts)
    if not written:
        return _NONE
    found: dict[str, int] = {}
    for one in written:
        number = PLAIN[one[0]]
        found[number] = found.get(number, 0) + 1
    return Numbers(written, in_digits, found)


def _in_words(lowered: str, counts: Set[str]) -> Iterator[Written]:
    """These counts in words. Looks where they stand: few do, and a pattern for all of them is slow."""
    if not any(f" {word} " in lowered for word in counts) and counts.isdisjoint(lowered.split()):
        return
    end = 0
    for at in sorted({at for word in counts for at in _places(word, lowered)}):
        if at >= end and (match := _COUNT.match(lowered, at)):
            end = match.end()
            yield match[1], "", "", match[2] or ""


def _places(word: str, text: str) -> Iterator[int]:
    at = text.find(word)
    while at >= 0:
        yield at
        at = text.find(word, at + 1)


_NONE = Numbers([], 0, {})


def _plain(digits: str) -> str:
    plain = COUNTS.get(digits) or digits.replace(",", "")
    return plain.rstrip("0").rstrip(".") if "." in plain else plain


PLAIN = Remembered(_plain)  # a number as it is compared: 1000 for 1,000, 5 for five and 5.0
_UNIT = Remembered(lambda mark: UNITS.get(mark.lower().replace("per cent", "%")))


def _meaning(digits: str, sign: str, sign_apart: str, after: str) -> Said:
    unit = _UNIT[sign or sign_apart or after]
    return PLAIN[digits], unit, unit is None and len(after) > 3


def units_of(written: Iterable[Written]) -> dict[str, set[Unit]]:
    """The units that each number stands with, where it has any."""
    found: dict[str, set[Unit]] = {}
    for digits, sign, sign_apart, after in written:
        if unit := _UNIT[sign or sign_apart or after]:
            found.setdefault(PLAIN[digits], set()).add(unit)
    return found


def count_words(text: str) -> list[str]:
    """The counts in words of a text, in order."""
    return list(filter(COUNTS.__contains__, words(prose(text))))
