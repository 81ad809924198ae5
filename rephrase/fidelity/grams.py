"""What sets of a text's words several checks look at: made once for each text. Knows no rewriting."""

from __future__ import annotations

from functools import lru_cache
from itertools import pairwise

from rephrase.fidelity.words import words

MOST_WORDS = 4000  # of a text that are compared in order
_STEM = 5


@lru_cache(maxsize=8)
def vocabulary(text: str) -> frozenset[str]:
    """The different words of a text."""
    return frozenset(words(text))


@lru_cache(maxsize=8)
def word_stems(text: str) -> list[str]:
    """The beginnings of a text's words, in order."""
    return [word[:_STEM] for word in words(text)]


@lru_cache(maxsize=8)
def stem_pairs(text: str) -> frozenset[tuple[str, str]]:
    """The different pairs of neighbours among a text's first MOST_WORDS stems."""
    return frozenset(pairwise(word_stems(text)[:MOST_WORDS]))
