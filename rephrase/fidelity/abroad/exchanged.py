"""Do names of a translation stand where others stand in its source? Compares sentences that were set side by side.

Only across sentences: within one the order of names differs from language to language, and nothing tells an exchange.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from rephrase.fidelity.abroad.lexicon import IS_ENGLISH, ONLY_A_NAME, romanised
from rephrase.fidelity.abroad.reading import Reading
from rephrase.fidelity.beads import side_by_side
from rephrase.fidelity.naming import pieces_of

_CAPITALISED = re.compile(r"(?<![\w.@/\\'’-])[A-ZÀ-ÖØ-ÞĀ-Ž][a-zß-öø-ÿā-ž]{2,}(?![\w@/\\])")
_THERE, _NOT_THERE = 0.15, 0.35  # distances up to which a name stands in a sentence, and from which it does not
_MOST = 30  # names of a text
_DIGITS = re.compile(r"\d+")
_ANYWHERE = (0.5,)


@lru_cache(maxsize=256)
def _read(sentence: str) -> Reading:
    return Reading(sentence)


class Places:
    """Sentences of the source with the names of those that stand for them."""

    def __init__(self, source: str, rewrite: str) -> None:
        beside = [(own, english) for own, english in side_by_side(source, rewrite) if own and english]
        self.sources = [own for own, _ in beside]
        self.agree = [sorted(_DIGITS.findall(own)) == sorted(_DIGITS.findall(english)) for own, english in beside]
        known = pieces_of(source)
        self.names = [frozenset(_names(english, known)) for _, english in beside]
        self.every = sorted(frozenset().union(*self.names)) if len(beside) > 1 else []

    def distance(self, name: str, at: int) -> float:
        """How far a name is from all that a sentence of the source has."""
        return _read(self.sources[at]).distance(romanised(name), _ANYWHERE)

    def homes(self, name: str) -> int:
        """In how many sentences of the source a name stands."""
        return sum(self.distance(name, at) <= _THERE for at in range(len(self.sources)))

    def said(self, name: str) -> int:
        """In how many of the translation."""
        return sum(name in names for names in self.names)

    def instead(self) -> Iterator[tuple[str, str]]:
        """Names that alone of its names a sentence of the source does not have, each with the one that alone is gone from it.

        Where more have changed, or numbers have, sentences have changed places, and not names.
        """
        for at, names in enumerate(self.names):
            if not self.agree[at]:
                continue
            come = [name for name in sorted(names) if self.distance(name, at) >= _NOT_THERE]
            if len(come) == 1 and self.homes(come[0]):
                gone = [name for name in self.every if name not in names and self.distance(name, at) <= _THERE]
                yield from ((come[0], name) for name in gone if len(gone) == 1)


def _names(sentence: str, known: frozenset[str]) -> Iterator[str]:
    """Words that can only be names, and others with a capital that the source has as they are."""
    for match in _CAPITALISED.finditer(sentence):
        word, lower = match[0], match[0].lower()
        if ONLY_A_NAME[lower] or (word in known and not IS_ENGLISH[lower]):
            yield word


def exchanged(source: str, rewrite: str) -> list[tuple[str, str]]:
    """Names that stand in each other's place: each where the source has the other, or one where it has the other and each
    as often as the other should."""
    places = Places(source, rewrite)
    if not 2 <= len(places.every) <= _MOST:
        return []
    found = frozenset(places.instead())
    return [
        (name, other)
        for name, other in sorted(found)
        if (other, name) in found
        or (places.homes(name) - places.homes(other)) * (places.said(name) - places.said(other)) < 0
    ]
