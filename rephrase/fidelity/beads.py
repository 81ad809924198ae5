"""Which sentences of a translation stand for which of its source: by their lengths, the order they stand in and paragraphs.

After Gale and Church (1993): a language needs about the same number of letters for the same text, so the cheapest way to
go through both texts side by side pairs each sentence with its translation, and a sentence that is missing shows as one
that has no partner. Knows no words; says nothing where the source's language has no known proportion to English.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from rephrase.fidelity.language import language_of
from rephrase.fidelity.words import UNSPACED, prose, sentences

# English characters for one of the language's own, the mean of published human translations (xquad, d2l, mgsm, demetr, mlqe).
LETTERS = {
    "de": 0.89, "nl": 0.93, "fr": 0.9, "es": 0.9, "it": 0.88, "pt": 0.93, "ro": 0.94, "pl": 0.95, "cs": 1.07, "tr": 0.96, "vi": 0.99,
    "ru": 1.02, "uk": 1.02, "el": 0.88, "et": 1.03, "ar": 1.22, "hi": 1.08, "zh": 2.6, "ja": 2.0,
}  # fmt: skip
_BREAK = re.compile(r"\n\s*\n")
_HAN_KANA = re.compile(f"[{UNSPACED}]")
_SPACE = re.compile(r"\s+")
_WRAPPED = re.compile(r"(?<![\n:])\n(?=[^\n#|*>\d-])")  # a line that goes on in the next
_LEAST_LETTERS = 5  # of a line that counts as a sentence
_MOST = 400  # sentences of a text; beyond, nothing is said
_BAND = 12  # sentences by which a place may be away from the diagonal
# Standard deviation of the logarithm of a sentence's length over the expected one: 0.17 for a hundred letters, 0.1 for two
# hundred and fifty (published human translations).
_SPREAD, _SPREAD_OF_LETTERS = 0.06, 1.4
_SLACK = 6.0  # letters that are nothing to a length
# In natural logarithms of probability: pieces of source and translation that stand for one another.
_COSTS = {(1, 1): 0.0, (2, 1): 5.0, (1, 2): 5.0, (2, 2): 7.0, (3, 1): 7.5, (1, 3): 7.5, (1, 0): 6.0, (0, 1): 6.0}
_ACROSS = 4.0  # for a pair that begins at a paragraph in one text and within one in the other


def measured(text: str) -> tuple[int, int]:
    """Characters of unspaced scripts, and the others but for white space."""
    unspaced = len(_HAN_KANA.findall(text))
    return unspaced, len(_SPACE.sub("", text)) - unspaced


@dataclass(frozen=True, slots=True)
class Piece:
    """A sentence, its length in English letters, and whether a paragraph begins with it."""

    text: str
    letters: float
    begins: bool


@dataclass(frozen=True, slots=True)
class Bead:
    """Sentences that stand for one another, as ranges of their numbers in source and translation."""

    source: range
    rewrite: range


def pieces(text: str, factor: float = 1.0) -> list[Piece]:
    """The sentences of a text's prose. `factor` is the English letters for one of its language's own."""
    found = []
    for block in _BREAK.split(prose(text)):
        begins = True
        for sentence in sentences(unwrapped(block)):
            unspaced, letters = measured(sentence)
            if unspaced + letters >= _LEAST_LETTERS:
                expected = unspaced * factor + letters if factor >= 2 else letters * factor
                found.append(Piece(sentence, expected, begins))
                begins = False
    return found


def unwrapped(text: str) -> str:
    """The text with lines that go on in the next joined to it."""
    return _WRAPPED.sub(" ", text)


def _cost(one: list[Piece], two: list[Piece], i: int, j: int, a: int, b: int) -> float:
    """What it costs that the `a` sentences from `i` on are the `b` from `j` on."""
    base = _COSTS[a, b]
    if not (a and b):
        return base
    before, after = sum(p.letters for p in one[i : i + a]), sum(p.letters for p in two[j : j + b])
    ratio = math.log((after + _SLACK) / (before + _SLACK))
    variance = (_SPREAD + _SPREAD_OF_LETTERS / math.sqrt(before + after)) ** 2
    across = _ACROSS * (one[i].begins != two[j].begins)
    across += _ACROSS * sum(p.begins for p in (*one[i + 1 : i + a], *two[j + 1 : j + b]))
    return base + across + ratio * ratio / variance / 2


def _cheapest(one: list[Piece], two: list[Piece]) -> Iterator[Bead]:
    best: dict[tuple[int, int], tuple[float, tuple[int, int]]] = {(0, 0): (0.0, (0, 0))}
    slope = len(two) / max(len(one), 1)
    for i in range(len(one) + 1):
        middle = round(i * slope)
        for j in range(max(0, middle - _BAND), min(len(two), middle + _BAND) + 1):
            for a, b in _COSTS:
                if a > i or b > j or (i - a, j - b) not in best:
                    continue
                total = best[i - a, j - b][0] + _cost(one, two, i - a, j - b, a, b)
                if (i, j) not in best or total < best[i, j][0]:
                    best[i, j] = total, (a, b)
    i, j = len(one), len(two)
    while (i, j) != (0, 0) and (i, j) in best:
        a, b = best[i, j][1]
        i, j = i - a, j - b
        yield Bead(range(i, i + a), range(j, j + b))


@dataclass(frozen=True, slots=True)
class Beads:
    """Both texts' sentences and what stands for what, in order."""

    source: list[Piece]
    rewrite: list[Piece]
    beads: list[Bead]


@lru_cache(maxsize=4)
def beads(source: str, rewrite: str) -> Beads | None:
    """A translation into English set beside its source; None where the language has no known proportion or a text is empty."""
    factor = LETTERS.get(language_of(prose(source)))
    if factor is None:
        return None
    one, two = pieces(source, factor), pieces(rewrite)
    if not one or not two or max(len(one), len(two)) > _MOST:
        return None
    return Beads(one, two, list(_cheapest(one, two))[::-1])


def side_by_side(source: str, rewrite: str) -> list[tuple[str, str]]:
    """What stands for what, as texts in order, one of them "" where a sentence has no partner.

    Where the language has no known proportion, sentence by sentence if both texts have as many; else nothing.
    """
    found = beads(source, rewrite)
    if found is not None:
        return [
            (" ".join(found.source[i].text for i in bead.source), " ".join(found.rewrite[j].text for j in bead.rewrite))
            for bead in found.beads
        ]
    before, after = sentences(prose(source)), sentences(prose(rewrite))
    return list(zip(before, after, strict=True)) if len(before) == len(after) else []
