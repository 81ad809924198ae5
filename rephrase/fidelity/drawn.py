"""Which words stand nearer to one number of a text and which to another. Knows one language and no grammar.

Distances are in words, and a mark that parts clauses counts as several. Numbers in ranges, scores and equations, those of items
of a list and days of a month have no words that are theirs: they are marks like any word.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from functools import lru_cache
from itertools import chain
from typing import NamedTuple

from rephrase.fidelity.dates import NAMED_BY
from rephrase.fidelity.framed import TOKEN_STEMS
from rephrase.fidelity.pairing import whole
from rephrase.fidelity.words import Remembered
from rephrase.fidelity.written import COUNTS

_TOKEN = re.compile(r"\d+(?:,\d{3})*(?:\.\d+)?(?!\w)|[\w'’-]+|[^\w\s]")
_DIGITS = re.compile(r"\d+(?:,\d{3})*(?:\.\d+)?")
_SIGNS = {"$": "dollars", "€": "euros", "£": "pounds", "%": "percent"}
_OPERATORS = frozenset("–-−+×*=/^:÷·")
_RANGE_GOES_ON = re.compile(r"-\d")
_PARTING = frozenset(", ; : and but while whereas then ( )".split())
_PARTED = 4  # words that a mark between clauses counts as
# Words that tell one from the other.
_ORDERING = frozenset("first second third fourth fifth other last next former latter".split())
_LISTING = frozenset(", ; and or & $ € £ %".split())
_JOINING = frozenset("and or &".split())
_MONTHS = {"may", "march"}.union(word for word, name in NAMED_BY.items() if not name.endswith("day"))
_DAY_DIGITS = 2  # of the day of a month at most
_IN_WORDS = {number: (word, word.capitalize()) for word, number in COUNTS.items()}
FAR = 99  # words: as far as what stands in another sentence
_LEAST = 0.02  # of nearness in which a word tells two numbers apart
_CONTEXT = 2  # words either side that are shown


def _value(token: str) -> str:
    """A number as it is compared, "" for what is none."""
    if _DIGITS.fullmatch(token):
        plain = token.replace(",", "")
        return plain.rstrip("0").rstrip(".") if "." in plain else plain
    return COUNTS.get(token.lower(), "")


_VALUES = Remembered(_value)
_MARKS = Remembered(
    lambda token: (low,) if (low := token.lower()) in _ORDERING else TOKEN_STEMS[_SIGNS.get(token, token)]
)


class Line(NamedTuple):
    """A sentence: its tokens, where what tells something stands, in words, and where its numbers; both by what they say."""

    tokens: list[str]
    marks: list[tuple[str, int]]
    numbers: dict[str, list[int]]
    at: dict[str, int]  # the token that first says each number


Distances = dict[str, int]  # in words, by what stands there


class Text:
    """The sentences of a text that have numbers, and how near each word is to each number."""

    def __init__(self, lines: Sequence[Line]) -> None:
        self.lines = lines
        self.counts = Counter([n for line in lines for n, places in line.numbers.items() for _ in places])
        self._distances: dict[str, Distances] = {}

    def distances(self, number: str) -> Distances:
        """How far each word is from a number, in words, of those in sentences with it; never 0."""
        if number not in self._distances:
            found: Distances = {}
            self._distances[number] = found
            for line in self.lines:
                for place in line.numbers.get(number, ()):
                    for mark, at in line.marks:
                        distance = abs(at - place)
                        if 0 < distance < found.get(mark, FAR):
                            found[mark] = distance
        return self._distances[number]


@lru_cache(maxsize=4)
def laid_out(text: str, among: frozenset[str]) -> Text:
    """The sentences of a text that say one of these whole numbers, or one that it is a part of: 200 of 1,200."""
    forms = [*among, *chain.from_iterable(_IN_WORDS.get(number, ()) for number in among)]
    lines = [sentence.text for sentence in whole(text) if any(map(sentence.text.__contains__, forms))]
    return Text([line for line in map(_line, lines) if line.numbers])


def _line(sentence: str) -> Line:
    tokens = _TOKEN.findall(sentence)
    marks: list[tuple[str, int]] = []
    numbers: dict[str, list[int]] = {}
    first: dict[str, int] = {}
    place = 0
    for at, token in enumerate(tokens):
        place += _PARTED if token.lower() in _PARTING else 1
        value = _VALUES[token]
        if value and _stands_alone(tokens, at, value):
            numbers.setdefault(value, []).append(place)
            first.setdefault(value, at)
        marks += [(mark, place) for mark in ((value,) if value else _MARKS[token])]
    return Line(tokens, marks, numbers, first)


def _stands_alone(tokens: Sequence[str], at: int, value: str) -> bool:
    before, after = tokens[at - 1] if at else "", tokens[at + 1] if at + 1 < len(tokens) else ""
    if before in _OPERATORS or after in _OPERATORS or _RANGE_GOES_ON.match(after) or (not at and after == "."):
        return False
    return len(value) > _DAY_DIGITS or _MONTHS.isdisjoint((before.lower(), after.lower()))


class Drawn(NamedTuple):
    """How much tells, of words that both texts have, that what stood by each of two numbers stands by the other, or by its own."""

    to_other: float  # from the first number to the second
    to_one: float
    kept: float


Both = tuple[Distances, Distances]  # from each of two numbers


def drawn(one: Text, two: Text, number: str, other: str) -> Drawn:
    """How the words of both texts stand to two numbers that both have."""
    before, after = ((text.distances(number), text.distances(other)) for text in (one, two))
    marks = (before[0].keys() | before[1].keys()) & (after[0].keys() | after[1].keys())
    return weighed(marks - {number, other}, before, after)


def weighed(marks: Iterable[str], before: Both, after: Both) -> Drawn:
    """How these words stand to two numbers."""
    to_other = to_one = kept = 0.0
    for mark in marks:
        nearer, now = _nearer(mark, *before), _nearer(mark, *after)
        weight = min(abs(nearer), abs(now))
        if weight < _LEAST:
            continue
        if nearer * now > 0:
            kept += weight
        elif mark[0].isdigit():  # may itself have changed places
            continue
        elif nearer > 0:
            to_other += weight
        else:
            to_one += weight
    return Drawn(to_other, to_one, kept)


def _nearer(mark: str, one: Distances, other: Distances) -> float:
    """By how much nearer a word is to one of two numbers than to the other, below zero where it is to the other."""
    return 1 / one.get(mark, FAR) - 1 / other.get(mark, FAR)


def list_of(text: Text, one: str, other: str) -> list[str]:
    """The list that two numbers stand in, of three or more, or of two joined by a word; else none. Each may have its unit."""
    for line in text.lines:
        if one in line.at and other in line.at:
            start, end = sorted((line.at[one], line.at[other]))
            follower = line.tokens[start + 1]
            unit = follower if line.tokens[end + 1 : end + 2] == [follower] else ""
            while start > 0 and _goes_on(line.tokens[start - 1], unit):
                start -= 1
            while end + 1 < len(line.tokens) and _goes_on(line.tokens[end + 1], unit):
                end += 1
            run = line.tokens[start : end + 1]
            if all(_goes_on(token, unit) for token in run):
                numbers = [value for token in run if (value := _VALUES[token])]
                return numbers if len(numbers) > 2 or not _JOINING.isdisjoint(map(str.lower, run)) else []
    return []


def _goes_on(token: str, unit: str) -> bool:
    """Whether a list of numbers with a unit may go on with this."""
    return token.lower() in _LISTING or token == unit or bool(_VALUES[token])


def around(text: Text, number: str) -> str:
    """What stands around a number, with `…` in its place."""
    for line in text.lines:
        if number in line.at:
            at = line.at[number]
            before, after = line.tokens[max(0, at - _CONTEXT) : at], line.tokens[at + 1 : at + 1 + _CONTEXT]
            return " ".join([*before, "…", *after])
    return ""
