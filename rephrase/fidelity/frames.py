"""Does a word's opposite stand among the words that stood around it: largest number, smallest number? Knows no sentences.

Told by the nearest content word before or after, whatever else was put in other words or another order.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from rephrase.fidelity.bare_words import Units, places
from rephrase.fidelity.opposites import NEGATIONS, OPPOSITES
from rephrase.fidelity.pairing import stem

_NEAR = 3  # words either side among which is the nearest content word
_DENIED = 5  # words before, of which one may deny
_THAN = 6  # words after a comparative among which is its "than": what is compared may have changed ends

Mark = tuple[int, str, bool]  # the side it stands on, the content word's stem, whether there is a negation before


def _marks(words: Iterable[str], units: Units) -> Counter[Mark]:
    """What stands around some words, each time they stand in a text."""
    found: Counter[Mark] = Counter()
    for word in words:
        for at in places(word, units):
            denied = not NEGATIONS.isdisjoint(units[max(0, at - _DENIED) : at])
            for side, near in ((-1, units[max(0, at - _NEAR) : at][::-1]), (1, units[at + 1 : at + 1 + _NEAR])):
                if mark := next(filter(None, map(stem, near)), ""):
                    found[side, mark, denied] += 1
    return found


def same_side(word: str, opposite: str) -> set[str]:
    """A word and all that have the same opposite."""
    return {word, *OPPOSITES.get(opposite, ())}


def _is_compared(word: str, units: Units) -> bool:
    return any("than" in units[at + 1 : at + 1 + _THAN] for at in places(word, units))


def in_its_frame(before: Units, after: Units, word: str, opposite: str) -> str:
    """The stem beside which the rewrite has a word's opposite, and the source had the word; "" for none."""
    if _is_compared(word, before) or _is_compared(opposite, after):
        return ""
    one, two = same_side(word, opposite), same_side(opposite, word)
    lost = _marks(one, before) - _marks(one, after)
    come = _marks(two, after) - _marks(two, before)
    return next((mark for _, mark, _ in lost & come), "")
