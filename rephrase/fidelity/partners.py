"""Which words of two texts are one another's: each with at most one equal word of the other text, near its sentence's place.

First where two sentences share most. Knows words as stems and the places that it is given, no texts.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import cached_property

Stems = Sequence[str]
Bag = set[str]  # of a sentence's stems: one that it has more often is there as `stem`, `stem 2`, and so on


class Matched:
    """The words of two texts paired: how many of each sentence have a partner. Of the first text the places are known."""

    def __init__(self, own: Sequence[Stems], other: Sequence[Stems], ranked: Sequence[tuple[float, int]]) -> None:
        self._again: set[str] = set()  # what has a number
        self._own, self._free = ([self._bag(stems) for stems in text] for text in (own, other))
        self._sizes, self._places = [*map(len, own)], [place for _, place in ranked]
        self.partners = [0] * len(own), [0] * len(other)  # near the sentences' places, of each text
        for at in sorted(range(len(own)), key=lambda at: -ranked[at][0]):
            place = self._places[at]
            if place >= 0:
                self._pair(at, (place, place + 1, place - 1), self._sizes[at] / 2)
        for at in range(len(own)):
            if not is_anchor(at, self.partners[0], self._sizes):
                run = range(at, at + 1)
                self._pair(at, sorted(stretch(run, self.partners[0], self._sizes, self._places)), 0)

    def _bag(self, stems: Stems) -> Bag:
        bag = set(stems)
        if len(bag) < len(stems):
            counts: dict[str, int] = {}
            for stem in stems:
                counts[stem] = number = counts.get(stem, 0) + 1
                if number > 1:
                    bag.add(f"{stem} {number}")
                    self._again.add(f"{stem} {number}")
        return bag

    def _pair(self, at: int, near: Iterable[int], least: float) -> None:
        """Pairs a sentence's words with free ones of some sentences, of the first that has any; at least so many or none."""
        wanted, free, found, count = self._own[at], self._free, [], 0
        for number in near:
            if 0 <= number < len(free) and (taken := wanted & free[number]):
                found.append((number, taken))
                count += len(taken)
                if len(taken) == len(wanted):
                    break
                wanted = self._left(wanted - taken)
        if count < least:
            return
        here, there = self.partners
        here[at] += count
        for number, taken in found:
            there[number] += len(taken)
            free[number] = self._left(free[number] - taken)

    def _left(self, bag: Bag) -> Bag:
        """What is left of a bag, numbered anew."""
        return bag if self._again.isdisjoint(bag) else self._bag([*map(_stem, bag)])

    @cached_property
    def anywhere(self) -> tuple[list[int], list[int]]:
        """Partners of each sentence, those counted too whose partner stands far from the sentence's place."""
        spare = set().union(*self._free) - self._again
        here = [
            partners + min(size - partners, len(spare & bag)) if partners < size else partners
            for partners, size, bag in zip(self.partners[0], self._sizes, self._own, strict=True)
        ]
        known = set().union(*self._own)
        there = [
            partners + (len(bag & known) if self._again.isdisjoint(bag) else sum(_stem(each) in known for each in bag))
            for partners, bag in zip(self.partners[1], self._free, strict=True)
        ]
        return here, there


def _stem(label: str) -> str:
    return label.partition(" ")[0]


def is_anchor(at: int, partners: Sequence[int], sizes: Sequence[int]) -> bool:
    """Whether so much of a sentence stands at its place that the place is sure."""
    return 2 * partners[at] >= sizes[at]


def stretch(run: range, partners: Sequence[int], sizes: Sequence[int], places: Sequence[int]) -> set[int]:
    """The other text's sentences among which the run belongs, by the places of the sure ones before and after it."""
    earlier = range(run.start - 1, max(-1, run.start - 4), -1)
    later = range(run.stop, min(len(sizes), run.stop + 3))
    before = next((n for n in earlier if is_anchor(n, partners, sizes)), -1)
    after = next((n for n in later if is_anchor(n, partners, sizes)), -1)
    if before < 0 and after < 0:
        return {places[at] + step for at in run if places[at] >= 0 for step in (-1, 0, 1)}
    start = places[before] if before >= 0 else places[after] - (after - run.start) - 1
    end = places[after] if after >= 0 else start + (run.stop - before)
    found = {start, start + 1, end - 1, end}
    if 0 <= end - start <= len(run) + 5:
        found.update(range(start, end))
    return found
