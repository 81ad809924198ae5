"""Does a word's opposite stand among the words that stood around it: largest number, smallest number? Knows no sentences.

Told by the nearest content word before or after, whatever else was put in other words or another order.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence, Set

from rephrase.fidelity.bare_words import BARE, Units
from rephrase.fidelity.opposites import NEGATIONS, OPPOSITES
from rephrase.fidelity.pairing import stem
from rephrase.fidelity.words import lines_of_words, prose

_NEAR = 3  # words either side among which is the nearest content word
_DENIED = 5  # words before, of which one may deny
_THAN = 6  # words after a comparative among which is its "than": what is compared may have changed ends

Mark = tuple[int, str, bool]  # the side it stands on, the content word's stem, whether there is a negation before


class Frames:
    """What stands around some words of a text within their sentences, told once for all of them."""

    def __init__(self, text: str, wanted: Set[str]) -> None:
        self._marks: dict[str, list[Mark]] = {}
        self.compared: set[str] = set()  # those with "than" soon after them
        for line in lines_of_words(prose(text)):
            if wanted.isdisjoint(line):
                continue
            units = tuple(map(BARE.__getitem__, line))
            for at, word in enumerate(units):
                if word in wanted:
                    self._marks.setdefault(word, []).extend(_marks(units, at))
                    if "than" in units[at + 1 : at + 1 + _THAN]:
                        self.compared.add(word)

    def of(self, words: Iterable[str]) -> list[Mark]:
        """All that stands around any of some words, with repeats, always in the same order."""
        return [mark for word in sorted(words) if word in self._marks for mark in self._marks[word]]


def _marks(units: Units, at: int) -> Iterator[Mark]:
    """The nearest content word on either side of a word."""
    denied = not NEGATIONS.isdisjoint(units[max(0, at - _DENIED) : at])
    for side, near in ((-1, units[max(0, at - _NEAR) : at][::-1]), (1, units[at + 1 : at + 1 + _NEAR])):
        if mark := next(filter(None, map(stem, near)), ""):
            yield side, mark, denied


def same_side(word: str, opposite: str) -> set[str]:
    """A word and all that have the same opposite."""
    return {word, *OPPOSITES.get(opposite, ())}


def in_their_frames(source: str, rewrite: str, pairs: Sequence[tuple[str, str]]) -> Iterator[tuple[str, str, str]]:
    """Pairs (word, opposite) of which the rewrite has the opposite beside a content word where the source had the word."""
    sides = [(word, opposite, same_side(word, opposite), same_side(opposite, word)) for word, opposite in pairs]
    wanted = set().union(*(one | two for _, _, one, two in sides))
    before, after = Frames(source, wanted), Frames(rewrite, wanted)
    for word, opposite, one, two in sides:
        gone, come = before.of(one), after.of(two)
        if set(gone).isdisjoint(come) or word in before.compared or opposite in after.compared:
            continue
        beside = (Counter(gone) - Counter(after.of(one))) & (Counter(come) - Counter(before.of(two)))
        if mark := next((mark for _, mark, _ in beside), ""):
            yield word, opposite, mark
