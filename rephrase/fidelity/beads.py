"""Which sentences of a translation stand for which of its source: by their lengths, the order they stand in and paragraphs.

After Gale and Church (1993): a language needs about the same number of letters for the same text, so the cheapest way to
go through both texts side by side pairs each sentence with its translation, and a sentence that is missing shows as one
that has no partner. Knows no words; says nothing where the source's language has no known proportion to English.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from rephrase.fidelity.anchors import Common, marked, tokens, unmarked
from rephrase.fidelity.language import language_of
from rephrase.fidelity.quantities.languages import guess_for
from rephrase.fidelity.words import UNSPACED, prose, sentences, words_of

if TYPE_CHECKING:
    import numpy as np

    Vector = np.ndarray[Any, Any]

# English characters for one of the language's own, the mean of published human translations (xquad, d2l, mgsm, demetr, mlqe).
LETTERS = {
    "de": 0.89, "nl": 0.93, "fr": 0.9, "es": 0.9, "it": 0.88, "pt": 0.93, "ro": 0.94, "pl": 0.95, "cs": 1.07, "tr": 0.96, "vi": 0.99,
    "ru": 1.02, "uk": 1.02, "el": 0.88, "et": 1.03, "ar": 1.22, "hi": 1.08, "zh": 2.85, "ja": 2.0,
}  # fmt: skip
_MOST_STRETCHED = 1.6
_BREAK = re.compile(r"\n\s*\n")
_HAN_KANA = re.compile(f"[{UNSPACED}]")
_WRAPPED = re.compile(r"(?<![\n:])\n(?=[^\n#|*>\d-])")  # a line that goes on in the next
_ABBREVIATION = re.compile(r"\b[^\W\d_]{1,2}\.(?:[^\W\d_]{1,2}\.)+$")  # i.e., o.k.f.
_LONGEST = 12  # characters of an abbreviation
_LEAST_LETTERS = 5  # of a line that counts as a sentence
_MOST = 400  # sentences of a text; beyond, nothing is said
_BAND = 12  # sentences by which a place may be away from the diagonal
# Standard deviation of the logarithm of a sentence's length over the expected one: 0.17 for a hundred letters, 0.1 for two
# hundred and fifty (published human translations).
_SPREAD, _SPREAD_OF_LETTERS = 0.06, 1.4
_SLACK = 6.0  # letters that are nothing to a length
# In natural logarithms of probability: pieces of source and translation that stand for one another.
_COSTS = {(1, 1): 0.0, (2, 1): 6.5, (1, 2): 6.5, (2, 2): 8.5, (3, 1): 9.0, (1, 3): 9.0, (1, 0): 5.0, (0, 1): 5.0}
_PARTED = re.compile(
    f"[;；]| [–—-] |: |[，、,](?=[{UNSPACED}])"
)  # in scripts without spaces a comma, too, ends what English makes a sentence
# What begins with a year in a Chinese or Japanese sentence, and how many of these make it a list of what came to pass, of
# which English makes sentences.
_DATED = re.compile(f"(?<=[{UNSPACED}])[，、,；;]\\s*(?=(?:[12]\\d{{3}}年?[^\\d]|\\d{{1,2}}月))")
_MANY_DATED = 3
_PART = 2.0  # less for two that stand for one with a semicolon, a dash or a colon
_MARGIN = 3  # pieces, the longest step
_TOKEN = 4.0  # for what both texts have, in one of two sentences that stand for one another and not in the other
_ACROSS = 4.0  # for a pair that begins at a paragraph in one text and within one in the other
_RELIEF = 3.0  # of that, where one is the second of its paragraph: the first may be lost


def measured(text: str) -> tuple[int, int]:
    """Characters of unspaced scripts, and the others but for white space."""
    unspaced = 0 if text.isascii() else len(_HAN_KANA.findall(text))
    return unspaced, len("".join(text.split())) - unspaced


@dataclass(frozen=True, slots=True)
class Piece:
    """A sentence, its length in English letters, whether a paragraph begins with it, and what may stand in both texts."""

    text: str
    letters: float
    begins: bool
    tokens: frozenset[str]


@dataclass(frozen=True, slots=True)
class Bead:
    """Sentences that stand for one another, as ranges of their numbers in source and translation."""

    source: range
    rewrite: range


def pieces(text: str, factor: float = 1.0, language: str | None = None) -> list[Piece]:
    """The sentences of a text's prose. `factor` is the English letters for one of its language's own.

    Where the language is given, with what may stand word for word in the other text.
    """
    found = []
    with_marks, held = marked(text)
    plain = prose(with_marks)
    for block in _BREAK.split(plain):
        begins = True
        for sentence in _dated(_whole(sentences(unwrapped(block)))):
            line = unmarked(sentence).strip() if held else sentence
            unspaced, letters = measured(line)
            expected = unspaced * factor + letters if factor >= 2 else letters * factor
            if expected >= _LEAST_LETTERS:
                held_here = frozenset[str]() if language is None else tokens(sentence, held, language)
                found.append(Piece(line, expected, begins, held_here))
                begins = False
    return found


def _whole(lines: Sequence[str]) -> Iterator[str]:
    """The sentences, those put together that the point of an abbreviation cut in two: the rest begins small or in brackets."""
    carry = ""
    for line in lines:
        if carry and not _goes_on(carry, line):
            yield carry
            carry = ""
        carry = f"{carry} {line}" if carry else line
    if carry:
        yield carry


def _dated(lines: Iterable[str]) -> Iterator[str]:
    """The sentences, those that list what was in one year and the next as so many."""
    for line in lines:
        parts = [line] if line.isascii() else _DATED.split(line)
        yield from parts if len(parts) > _MANY_DATED else [line]


def _goes_on(one: str, two: str) -> bool:
    """Whether the second line is the rest of a sentence of which the first is the beginning."""
    if two[0].islower() or two[0] in ",;)" or (one[-1] == "." and one.count("(") > one.count(")")):
        return True
    return _ABBREVIATION.search(one, max(0, len(one) - _LONGEST)) is not None and unmarked(two).lstrip()[:1].islower()


def unwrapped(text: str) -> str:
    """The text with lines that go on in the next joined to it."""
    return _WRAPPED.sub(" ", text)


def _runs(values: Vector, size: int) -> Vector:
    """Sums of `size` values from each place on; those that would go past the end lack what is not there."""
    import numpy as np

    padded = np.concatenate([values, np.zeros(size)])
    found = padded[: len(values)]
    for step in range(1, size):
        found = found + padded[step : step + len(values)]
    return found


def _costs(one: list[Piece], two: list[Piece], columns: Vector) -> Vector:
    """What each step of _COSTS costs that ends before piece i of one text and piece columns[i, k] of the other: by step, i, k.

    All at once, as each by itself is a dozen operations. A step from before a text costs something, which nobody asks for.
    """
    import numpy as np

    letters, letters_there = (np.array([piece.letters for piece in text]) for text in (one, two))
    begins, begins_there = (np.array([piece.begins for piece in text], float) for text in (one, two))
    parted, parted_there = (np.array([_PARTED.search(piece.text) is not None for piece in text]) for text in (one, two))
    second, second_there = (np.concatenate([[0.0], each[:-1]]) * (1 - each) for each in (begins, begins_there))
    rows = np.arange(len(one) + 1)[:, None]
    found = np.empty((len(_COSTS), *columns.shape))
    ends = np.clip(columns, 0, len(two))
    common = Common([piece.tokens for piece in one], [piece.tokens for piece in two])
    for step, ((a, b), base) in enumerate(_COSTS.items()):
        found[step] = base
        if a and b:
            i, j = np.clip(rows - a, 0, None), np.clip(columns - b, 0, len(two) - 1)
            before, after = _runs(letters, a)[i], _runs(letters_there, b)[j]
            ratio = np.log((after + _SLACK) / (before + _SLACK))
            variance = (_SPREAD + _SPREAD_OF_LETTERS / np.sqrt(before + after)) ** 2
            within = (_runs(begins, a) - begins)[i] + (_runs(begins_there, b) - begins_there)[j]
            across = _ACROSS * (begins[i] != begins_there[j]) + _ACROSS * within
            across -= _RELIEF * (begins[i] * second_there[j] + second[i] * begins_there[j])
            found[step] = base + across + ratio * ratio / variance / 2
            if a + b == 3:
                found[step] -= _PART * (parted[i] if a == 1 else parted_there[j])
            if common.any:
                found[step] += _TOKEN * common.apart(i, np.minimum(j, ends), rows, ends)
    return found


def _cheapest(one: list[Piece], two: list[Piece]) -> Iterator[Bead]:
    """The beads of the cheapest way through both texts, the last one first. Row by row, with all steps but one at once."""
    import numpy as np

    slope = len(two) / max(len(one), 1)
    middles = [round(i * slope) for i in range(len(one) + 1)]
    costs = _costs(one, two, np.array(middles)[:, None] + np.arange(-_BAND, _BAND + 1))
    steps = list(_COSTS)
    # With a margin for steps from before a text, which is never reached.
    best = np.full((_MARGIN + len(one) + 1, _MARGIN + len(two) + 1), np.inf)
    chosen = np.zeros(best.shape, int)
    best[_MARGIN, _MARGIN] = 0.0
    back = np.array([a * best.shape[1] + b for a, b in steps[:-1]])[:, None]
    for i, middle in enumerate(middles):
        low, high = max(0, middle - _BAND), min(len(two), middle + _BAND) + 1
        here = slice(_MARGIN + low, _MARGIN + high)
        if i:
            at = (_MARGIN + i) * best.shape[1] + np.arange(here.start, here.stop)
            totals = best.take(at - back) + costs[:-1, i, low - middle + _BAND : high - middle + _BAND]
            chosen[_MARGIN + i, here] = totals.argmin(axis=0)  # of equally cheap ones the first
            best[_MARGIN + i, here] = totals.min(axis=0)
        _along(best[_MARGIN + i, here], chosen[_MARGIN + i, here], len(steps) - 1)
    i, j = len(one), len(two)
    while (i, j) != (0, 0) and best[_MARGIN + i, _MARGIN + j] < np.inf:
        a, b = steps[chosen[_MARGIN + i, _MARGIN + j]]
        i, j = i - a, j - b
        yield Bead(range(i, i + a), range(j, j + b))


def _along(best: Vector, chosen: Vector, number: int) -> None:
    """The steps within a row, the last of _COSTS: a piece of the translation that stands for none."""
    totals = best.tolist()
    for at in range(1, len(totals)):
        if (total := totals[at - 1] + _COSTS[0, 1]) < totals[at]:
            totals[at], chosen[at] = total, number
    best[:] = totals


@dataclass(frozen=True, slots=True)
class Beads:
    """Both texts' sentences and what stands for what, in order."""

    source: list[Piece]
    rewrite: list[Piece]
    beads: list[Bead]


def _stretch(source: str, rewrite: str, factor: float) -> float:
    """By how much a translation is longer throughout than its source makes one expect, from 1 to _MOST_STRETCHED: in a
    script without spaces a terse text takes twice the letters for a character that a chatty one takes."""
    unspaced, letters = measured(prose(source))
    return min(_MOST_STRETCHED, max(1.0, measured(prose(rewrite))[1] / max(1.0, unspaced * factor + letters)))


@lru_cache(maxsize=4)
def beads(source: str, rewrite: str, closely: bool = False) -> Beads | None:
    """A translation into English set beside its source; None where the language has no known proportion or a text is empty.

    `closely` looks at what both texts have word for word, too, which takes longer than all else.
    """
    factor = LETTERS.get(language_of(prose(source)))
    if factor is None:
        return None
    if factor >= 2:
        factor *= _stretch(source, rewrite, factor)
    one = pieces(source, factor, guess_for(source, "translate") if closely else None)
    two = pieces(rewrite, 1.0, "en" if closely else None)
    if not one or not two or max(len(one), len(two)) > _MOST:
        return None
    return Beads(one, two, list(_cheapest(one, two))[::-1])


@lru_cache(maxsize=4)
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


@lru_cache(maxsize=4)
def words_beside(source: str, rewrite: str) -> tuple[tuple[str, ...], ...]:
    """The words of each of the rewrite's texts that stand beside one of the source."""
    return words_of([after for _, after in side_by_side(source, rewrite)])
