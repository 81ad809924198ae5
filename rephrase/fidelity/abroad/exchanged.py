"""Do names of a translation stand where others stand in its source? Compares sentences that were set side by side.

Only across sentences: within one the order of names differs from language to language, and nothing tells an exchange.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import NamedTuple

from rephrase.fidelity.abroad.lexicon import IS_ENGLISH, romanised
from rephrase.fidelity.abroad.reading import Reading
from rephrase.fidelity.beads import side_by_side

_CAPITALISED = re.compile(r"(?<![\w.@/\\'’-])[A-ZÀ-ÖØ-ÞĀ-Ž][a-zß-öø-ÿā-ž]{2,}(?![\w@/\\])")
_THERE, _NOT_THERE = 0.15, 0.35  # distances up to which a name stands in a sentence, and from which it does not
_MOST = 40  # names of a text
_ANYWHERE = (0.5,)


@lru_cache(maxsize=256)
def _read(sentence: str) -> Reading:
    return Reading(sentence)


class Place(NamedTuple):
    """A sentence of the source with the one that stands for it, and the names of that."""

    source: str
    names: frozenset[str]


def _places(source: str, rewrite: str) -> list[Place]:
    found = []
    for own, english in side_by_side(source, rewrite):
        if own and english:
            words = (match[0] for match in _CAPITALISED.finditer(english))
            found.append(Place(own, frozenset(word for word in words if not IS_ENGLISH[word.lower()])))
    return found


def _distances(names: Sequence[str], places: Sequence[Place]) -> dict[str, list[float]]:
    """How far each name is from what each sentence of the source has."""
    return {name: [_read(place.source).distance(romanised(name), _ANYWHERE) for place in places] for name in names}


def exchanged(source: str, rewrite: str) -> Iterator[tuple[str, str]]:
    """Names that stand in sentences whose source has another one in their stead, each with that other."""
    places = _places(source, rewrite)
    names = [*dict.fromkeys(name for place in places for name in sorted(place.names))]
    if len(places) < 2 or not 2 <= len(names) <= _MOST:
        return
    far = _distances(names, places)
    for at, place in enumerate(places):
        for name in sorted(place.names):
            if far[name][at] < _NOT_THERE or min(far[name]) > _THERE:
                continue
            for other in names:
                if other not in place.names and far[other][at] <= _THERE:
                    yield name, other, at
