"""Do two numbers of a translation stand in each other's places? By the order of all its numbers, sentence by sentence.

Knows no words. Languages move phrases, and with them what is next to each other. That two numbers alone change places across
others, which all stay in order, is no language's doing; nor that two sentences that stay where they are have each other's.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import combinations, pairwise
from math import log
from typing import NamedTuple

from rephrase.fidelity.beads import side_by_side
from rephrase.fidelity.quantities import Quantity, Value, read, read_part
from rephrase.fidelity.quantities.languages import guess_for

_FARTHEST = 12  # numbers across which two are looked at
_AROUND = 2  # of them before and after that must stay in order, too
_SLACK = 6  # letters that are nothing to a length
_SURE = 0.2  # by how much likelier, as a logarithm, two sentences' lengths must be where they stand than in each other's place
_TURNING = frozenset(["ja", "zh", "ko", "hi", "tr"])  # what English says after a word, these languages say before it

Pairs = Sequence[tuple[str, str]]  # sentences of the source and what stands for them


class Number(NamedTuple):
    """What both texts say once: where it stands in the order of the source's numbers, its sentence in both, and as it is said."""

    place: int
    home: int
    sentence: int
    given: Quantity
    written: Quantity

    def is_at_home(self) -> bool:
        """Whether it stands in the sentence that stands for that of the source."""
        return self.home == self.sentence

    def said(self) -> str:
        """The number as the translation says it, without its unit."""
        return self.written.text.partition(" ")[0]


def _said(quantities: Sequence[Quantity]) -> list[Quantity]:
    """The numbers proper: no months, and none that is only implied."""
    return [q for q in quantities if (q.firm or q.weak) and not isinstance(q.values[0], str)]


def _places(quantities: Sequence[Quantity], others: Sequence[Quantity]) -> list[tuple[int, int]]:
    """Where the second text says what the first does, both once: places in the first and in the second, in the order of that."""
    by_value: dict[Value, int] = {}  # the place of each value, -1 for one that has several
    for at, quantity in enumerate(quantities):
        by_value |= {value: -1 if value in by_value else at for value in {*quantity.values}}
    found = []
    for at, other in enumerate(others):
        places = {by_value[value] for value in other.values if value in by_value}
        if len(places) == 1 and (place := places.pop()) >= 0:
            found.append((place, at))
    times = Counter([place for place, _ in found])
    return [pair for pair in found if times[pair[0]] == 1]


def _ascend(places: Sequence[int]) -> bool:
    return all(one < other for one, other in pairwise(places))


def _numbers(pairs: Pairs, language: str) -> list[Number]:
    """In the order of the translation."""
    own, english = (
        [(at, quantity) for at, pair in enumerate(pairs) for quantity in _said(read_part(pair[side], spoken))]
        for side, spoken in enumerate((language, "en"))
    )
    return [
        Number(place, own[place][0], english[at][0], own[place][1], english[at][1])
        for place, at in _places([quantity for _, quantity in own], [quantity for _, quantity in english])
    ]


def _exchanged(numbers: Sequence[Number]) -> Iterator[tuple[int, int]]:
    """Two numbers that are in order once each stands in the other's place, as are those around and between them."""
    places = [number.place for number in numbers]
    for i in range(len(places)):
        for j in range(i + 1, min(len(places), i + _FARTHEST)):
            before, after = places[max(0, i - _AROUND) : i], places[j + 1 : j + 1 + _AROUND]
            if places[i] > places[j] and _ascend([*before, places[j], *places[i + 1 : j], places[i], *after]):
                yield i, j


def crossed(source: str, rewrite: str) -> list[str]:
    """What stands in whose place, as `1990 → 1970: the sentence`."""
    language = guess_for(source, "translate")
    written = _said(read(rewrite, "en"))
    if len(written) < 2 or _ascend([place for place, _ in _places(_said(read(source, language)), written)]):
        return []
    pairs = side_by_side(source, rewrite)
    numbers = _numbers(pairs, language)
    found = [*_between_sentences(numbers, pairs), *_within_sentences(numbers, language)]
    return [f"{other.said()} → {one.said()}: {pairs[one.sentence][1]}" for one, other in found[:1]]


def _between_sentences(numbers: Sequence[Number], pairs: Pairs) -> Iterator[tuple[Number, Number]]:
    """Two numbers of which each alone stands in the sentence of the other."""
    away = [number for number in numbers if not number.is_at_home()]
    for one, other in combinations(away, 2):
        if (one.home, other.home) == (other.sentence, one.sentence):
            homes = {one.home, other.home}
            others = [number for number in away if not homes.isdisjoint((number.home, number.sentence))]
            if len(others) == 2 and _sentences_stay(one, other, numbers, pairs):
                yield one, other


def _within_sentences(numbers: Sequence[Number], language: str) -> Iterator[tuple[Number, Number]]:
    """Two numbers of a sentence that have changed places as no phrases do: across others, or without their units."""
    for i, j in _exchanged(numbers):
        one, other = numbers[i], numbers[j]
        is_within = one.home == other.home and one.is_at_home() and other.is_at_home()
        if is_within and ((j - i > 1 and language not in _TURNING) or _left_their_units(one, other)):
            yield one, other


def _left_their_units(one: Number, other: Number) -> bool:
    units = one.given.unit, other.given.unit
    return units[0] != units[1] and (other.written.unit, one.written.unit) == units


def _sentences_stay(one: Number, other: Number, numbers: Sequence[Number], pairs: Pairs) -> bool:
    """Whether two sentences that have each other's number are those of the source: others stand between them, or say so, or
    the units of both numbers do, or else their lengths."""
    if abs(one.sentence - other.sentence) > 1 or _left_their_units(one, other):
        return True
    if any(number.is_at_home() and number.home in (one.home, other.home) for number in numbers):
        return True
    if any(number.given.unit and number.given.unit == number.written.unit for number in (one, other)):
        return False
    (own, english), (own_of_other, english_of_other) = pairs[other.home], pairs[one.home]
    stretch = sum([len(text) for _, text in pairs]) / max(1, sum([len(text) for text, _ in pairs]))
    as_they_are = _unlikeness(own, english, stretch) + _unlikeness(own_of_other, english_of_other, stretch)
    exchanged = _unlikeness(own, english_of_other, stretch) + _unlikeness(own_of_other, english, stretch)
    return exchanged - as_they_are >= _SURE


def _unlikeness(own: str, english: str, stretch: float) -> float:
    """By how much two lengths differ, as a logarithm, where a translation is longer by a factor."""
    return abs(log((len(own) * stretch + _SLACK) / (len(english) + _SLACK)))
