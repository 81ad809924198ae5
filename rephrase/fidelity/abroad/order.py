"""Do two names of a translation stand in each other's place, by the order of what stands around them?

Languages move phrases, and with them what is next to each other. That two names alone change places across others, and
across numbers, which all stay in order, is no language's doing; nor that two do that are far apart.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from rephrase.fidelity.abroad.lexicon import IS_ENGLISH, romanised
from rephrase.fidelity.abroad.reading import reading
from rephrase.fidelity.words import prose

_WORD = r"[A-ZÀ-ÖØ-ÞĀ-Ž][a-zß-öø-ÿā-ž]{2,}(?![\w@/\\])"
_NAME = re.compile(rf"(?<![\w.@/\\'’-]){_WORD}(?: {_WORD})*")
_NUMBER = re.compile(r"(?<![\w.,])\d+(?:[.,]\d+)*(?!\w)")
_END = re.compile(r"[.!?][\"”’)]*\s")
_FARTHEST = 12  # names and numbers across which two are looked at
_AROUND = 2  # of them before and after that must stay in order, too
_APART = 70  # characters between two names that have nothing between them to go by
_MOST = 40  # of a text


class Anchor(NamedTuple):
    """What both texts have once: where it stands in each."""

    at: int
    place: float
    said: str
    is_name: bool
    sentence: int  # its number in the translation


def _once(found: Sequence[re.Match[str]]) -> list[re.Match[str]]:
    counts = Counter(match[0] for match in found)
    return [match for match in found if counts[match[0]] == 1]


def _before(ends: Sequence[int], match: re.Match[str]) -> int:
    return bisect_right(ends, match.start())


def _words(name: str) -> list[str]:
    """The words of a name that are none of English."""
    return [word for word in name.split() if not IS_ENGLISH[word.lower()]]


def _anchors(source: str, rewrite: str) -> list[Anchor]:
    """In the order of the translation."""
    text = prose(rewrite)
    found = [match for match in _NAME.finditer(text) if _words(match[0])][:_MOST]
    if len(found) < 2:
        return []
    read, ends = reading(source), [match.end() for match in _END.finditer(text)]
    counts = Counter(word for match in found for word in match[0].split())
    anchors = []
    for match in _once(found):
        words = _words(match[0])
        places = (place for word in words if counts[word] == 1 and (place := read.stands(romanised(word))) is not None)
        if (place := next(places, None)) is not None:
            anchors.append(Anchor(match.start(), place, " ".join(words), True, _before(ends, match)))
    numbers = {match[0]: match.start() / len(source) for match in _once([*_NUMBER.finditer(source)])}
    for match in _once([*_NUMBER.finditer(text)]):
        if match[0] in numbers:
            anchors.append(Anchor(match.start(), numbers[match[0]], match[0], False, _before(ends, match)))
    taken = Counter(anchor.place for anchor in anchors)
    return sorted(anchor for anchor in anchors if taken[anchor.place] == 1)


def _ascend(places: Sequence[float]) -> bool:
    return all(one < other for one, other in pairwise(places))


def out_of_order(source: str, rewrite: str) -> Iterator[tuple[str, str]]:
    """Names that stand in each other's place across others, while all else around them is in order."""
    anchors = _anchors(source, rewrite)
    places = [anchor.place for anchor in anchors]
    if _ascend(places):
        return
    stays = Counter(anchor.sentence for anchor in anchors)
    for i, first in enumerate(anchors):
        for j in range(i + 1, min(len(anchors), i + _FARTHEST)):
            other = anchors[j]
            if not (first.is_name and other.is_name and first.place > other.place):
                continue
            if j == i + 1 and min(other.at - first.at, (first.place - other.place) * len(source)) < _APART:
                continue
            if first.sentence != other.sentence and not (stays[first.sentence] > 1 and stays[other.sentence] > 1):
                continue  # sentences may change places
            before, after = places[max(0, i - _AROUND) : i], places[j + 1 : j + 1 + _AROUND]
            if _ascend([*before, other.place, *places[i + 1 : j], first.place, *after]):
                yield first.said, other.said
