"""What sets of a text's words several checks look at: made once for each text. Knows no rewriting."""

from __future__ import annotations

from functools import lru_cache
from itertools import pairwise

from rephrase.fidelity.words import Remembered, words

MOST_WORDS = 4000  # of a text whose words are compared in order
_STEM = 5
_STEMS = Remembered(lambda word: word[:_STEM])


@lru_cache(maxsize=8)
def vocabulary(text: str) -> frozenset[str]:
    """The different words of a text."""
    return frozenset(words(text))


@lru_cache(maxsize=8)
def word_stems(text: str) -> tuple[str, ...]:
    """The beginnings of a text's first MOST_WORDS words, in order."""
    return tuple(map(_STEMS.__getitem__, words(text)[:MOST_WORDS]))


@lru_cache(maxsize=8)
def stem_pairs(text: str) -> frozenset[tuple[str, str]]:
    """The different pairs of neighbours among them."""
    return frozenset(pairwise(word_stems(text)))
