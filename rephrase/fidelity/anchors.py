"""What two texts of different languages have in common word for word, and which sentences have it. Knows no meaning.

Formulas, code, keys of references, numbers, names and borrowed words: where a sentence has one, its translation has the
same. What one of the texts lacks altogether tells no place, and is for other checks.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from rephrase.fidelity.quantities import read_part
from rephrase.fidelity.spans import spans

if TYPE_CHECKING:
    import numpy as np

    Vector = np.ndarray[Any, Any]

_FIRST, _MOST = 0xE000, 6400  # characters of the private use area stand for code and formulas
_MARK = re.compile("[\ue000-\uf8ff]")
_NUMBER = re.compile(r"\d+(?:[.,]\d+)*")
_WORD = re.compile(r"[A-Za-z\u00c0-\u024f]{4,}")
_STEM = 5
_COMMON = 4  # sentences: what stands in more of them places none


def marked(text: str) -> tuple[str, list[str]]:
    """The text with one character for each piece of code and each formula, and what these are without white space."""
    found = spans(text)
    if not found:
        return text, []
    parts, held, position = [], [], 0
    for number, span in enumerate(found):
        parts += [text[position : span.start], chr(_FIRST + number) if number < _MOST else " "]
        held.append("".join(span.inner.split()))
        position = span.end
    return "".join([*parts, text[position:]]), held


def unmarked(text: str) -> str:
    """The text with spaces for what stands for code and formulas."""
    return _MARK.sub(" ", text)


def tokens(text: str, held: Sequence[str], language: str) -> frozenset[str]:
    """The formulas, numbers and Latin words of a marked text; of the words what they begin with."""
    found = {held[ord(mark) - _FIRST] for mark in _MARK.findall(text) if ord(mark) - _FIRST < len(held)}
    found.update(number.replace(".", "").replace(",", "") for number in _NUMBER.findall(text))
    found.update(word[:_STEM].lower() for word in _WORD.findall(text))
    found.update(f"={quantity.values[0]}" for quantity in read_part(unmarked(text), language))
    return frozenset(found)


def _places(text: Sequence[frozenset[str]]) -> dict[str, list[int]]:
    found: dict[str, list[int]] = {}
    for at, held in enumerate(text):
        for token in held:
            found.setdefault(token, []).append(at)
    return found


class Common:
    """What sentences of two texts have in common with the other text, and with one another: as sums from the beginning.

    What fewer sentences have weighs more, at most 1.
    """

    def __init__(self, one: Sequence[frozenset[str]], two: Sequence[frozenset[str]]) -> None:
        import numpy as np

        places, places_there = _places(one), _places(two)
        here, there = [0.0] * len(one), [0.0] * len(two)
        shared = places.keys() & places_there.keys()
        self.any = bool(shared)
        both = np.zeros((len(one) + 1, len(two) + 1))
        for token in shared:
            numbers, others = places[token], places_there[token]
            if max(len(numbers), len(others)) > _COMMON:
                continue
            weight = 1 / max(len(numbers), len(others))
            for i in numbers:
                here[i] += weight
                for j in others:
                    both[i + 1, j + 1] += weight
            for j in others:
                there[j] += weight
        self._here, self._there = (np.concatenate([[0.0], np.cumsum(weights)]) for weights in (here, there))
        self._both = both.cumsum(0).cumsum(1)

    def apart(self, i: Vector, j: Vector, rows: Vector, columns: Vector) -> Vector:
        """What sentences from i to rows and from j to columns have that is in the other text, but not in one another."""
        import numpy as np

        here, there, table = self._here[rows] - self._here[i], self._there[columns] - self._there[j], self._both
        shared = table[rows, columns] - table[i, columns] - table[rows, j] + table[i, j]
        found: Vector = here + there - 2 * np.minimum(shared, np.minimum(here, there))
        return found
