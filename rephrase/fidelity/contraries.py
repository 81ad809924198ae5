"""What is denied in one text and said without a denial in the other: does not change, stays."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence

from rephrase.fidelity.opposites import NEGATIONS, OPPOSITES

_SCOPE = 5  # words after a negation among which is what it denies
# What denies what the other side says, and may not stand for it alone: same is no opposite of vary.
_CHANGING = frozenset(
    "change changes changed changing vary varies varied varying differ differs differed different".split()
)
_STAYING = frozenset("same stay stays stayed constant equal equally alike identical keep keeps kept fixed".split())


def said_otherwise(units: Sequence[str], here: Mapping[str, int], there: Mapping[str, int]) -> bool:
    """Whether what stands around a sentence in the other text newly says, without a denial, what the sentence denies.

    `here` and `there` are the words around the sentence in its own text and around its place in the other.
    """
    scopes = [units[at + 1 : at + 1 + _SCOPE] for at, unit in enumerate(units) if unit in NEGATIONS]
    contraries = {contrary for scope in scopes for unit in scope for contrary in _contraries(unit)}
    return not (contraries & there.keys()).issubset(here.keys())


def _contraries(word: str) -> Collection[str]:
    """The words by which what a word says may be denied."""
    if word in _CHANGING or word in _STAYING:
        return _STAYING if word in _CHANGING else _CHANGING
    return OPPOSITES.get(word, ())


def has_come(opposite: str, one: Mapping[str, int], two: Mapping[str, int]) -> bool:
    """Whether the second text says an opposite more often than the first, which may say it by another word of its side."""
    side = {opposite, *(word for other in OPPOSITES.get(opposite, ()) for word in OPPOSITES[other])}
    return sum(two.get(word, 0) for word in side) > sum(one.get(word, 0) for word in side)
