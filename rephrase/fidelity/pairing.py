"""Which sentences of two texts belong together, and which words of theirs: by equal stems, in one language.

Every content word of one text is paired with one of the other, first where two sentences share most. Says nothing of
what that means; the checks that compare sentence by sentence look at it.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import NamedTuple

from rephrase.fidelity.coverage import STOP
from rephrase.fidelity.words import Remembered, prose, sentences

# Punctuation parts words, apostrophes and points within numbers do not; a table is ten times as fast as a pattern.
_PARTING = str.maketrans(
    dict.fromkeys('!"#$%&()*+,-/:;<=>?@[\\]^_`{|}~.—–…“”„«»¿¡·•×÷−≤≥≠', " ") | dict.fromkeys("'’", "")
)
_PARTING_ASCII = bytes(ord(" ") if _PARTING.get(byte) == " " else byte for byte in range(256))
_CLAUSE = re.compile(r"\s(?:(?<=[,;:]\s)|(?=[–—(]|(?:and|but|which|who|because|while|although|where)\s))")
_STEM = 5
# Words that tie sentences together or name no thing: a paraphrase has others.
_LIGHT = STOP | frozenset(
    "additionally altogether amount calculate cant compute couldnt currently determine didnt doesnt dont finally find first following"
    " given hence however furthermore many moreover number overall particular quantity respectively second several since"
    " specifically thus total unfortunately various wasnt whole within wont isnt arent werent hasnt havent".split()
)
_LONG, _CLAUSE_LEAST = 26, 7  # words of a sentence that is looked at clause by clause, and content words of a clause
_AROUND, _PRIOR = 3, 8  # sentences either side, and how many words the rate of the whole text counts for beside them
_COMMON = 8  # sentences: a word in more of them places none
_FAR = 1.0  # of its likeness that a sentence loses at the other end of the text


class Sentence(NamedTuple):  # a tuple, because many are made
    """A sentence or clause and its content words as stems, with repeats."""

    text: str
    stems: tuple[str, ...]


def _stem(unit: str) -> str:
    """The beginning of a word, "" for one that carries no content."""
    return unit[:_STEM] if (len(unit) > 2 and unit not in _LIGHT) or unit.isdigit() else ""


_STEMS = Remembered(_stem)


def stems(sentence: str) -> tuple[str, ...]:
    """Stems of the content words and numbers of a sentence, in order."""
    return _stems_of_parted(_parted(sentence.lower()))


def _stems_of_parted(lowered: str) -> tuple[str, ...]:
    return tuple(filter(None, map(_STEMS.__getitem__, lowered.split())))


def _parted(lowered: str) -> str:
    """The text with spaces for punctuation. Most sentences have ASCII alone, where bytes are ten times as fast."""
    if lowered.isascii():
        return lowered.encode().translate(_PARTING_ASCII, b"'").decode()
    return lowered.translate(_PARTING)


def _clauses(sentence: str) -> Iterator[Sentence]:
    """A long sentence cut where a clause may begin; each piece but the only one has words enough to be judged."""
    pieces = [(piece, stems(piece)) for piece in _CLAUSE.split(sentence)]
    left = sum(len(own) for _, own in pieces)
    texts: list[str] = []
    own: tuple[str, ...] = ()
    for piece, more in pieces:
        if len(own) >= _CLAUSE_LEAST and left >= _CLAUSE_LEAST:
            yield Sentence(" ".join(texts), own)
            texts, own = [], ()
        texts.append(piece)
        own += more
        left -= len(more)
    yield Sentence(" ".join(texts), own)


@lru_cache(maxsize=8)
def laid_out(text: str) -> tuple[Sentence, ...]:
    """The sentences and clauses of a text that have any content words."""
    lines = sentences(prose(text))
    if not lines:
        return ()
    parted = _parted("\n".join(lines).lower()).split("\n")  # of all at once: no sentence has a line break
    found: list[Sentence] = []
    for line, lowered in zip(lines, parted, strict=True):
        found += _clauses(line) if line.count(" ") >= _LONG else [Sentence(line, _stems_of_parted(lowered))]
    return tuple(clause for clause in found if clause.stems)


def _where(sentences: Sequence[Sentence]) -> dict[str, list[int]]:
    """The sentences that have each stem, by number, without the stems of many."""
    found: dict[str, list[int]] = {}
    for number, sentence in enumerate(sentences):
        for stem in dict.fromkeys(sentence.stems):
            if stem in found:
                found[stem].append(number)
            else:
                found[stem] = [number]
    return {stem: numbers for stem, numbers in found.items() if len(numbers) <= _COMMON}


def _places(own: Sequence[Sentence], other: Sequence[Sentence]) -> list[tuple[float, int]]:
    """For each sentence, the one of the other text most like it, by their rarer words, and how alike; -1 for none."""
    where = _where(other)
    sizes = [len(sentence.stems) for sentence in other]
    positions = [(number + 0.5) / len(other) for number in range(len(other))]
    found = []
    for at, sentence in enumerate(own):
        votes: dict[int, float] = {}
        for numbers in filter(None, map(where.get, dict.fromkeys(sentence.stems))):
            vote = 1 / len(numbers)
            for number in numbers:
                votes[number] = votes.get(number, 0) + vote
        size = len(sentence.stems)
        position = (at + 0.5) / len(own)
        best, place = 0.0, -1
        for number, vote in votes.items():
            likeness = vote / (size + sizes[number]) * (1 - _FAR * abs(positions[number] - position))
            if likeness > best or (likeness == best and number < place):
                best, place = likeness, number
        found.append((best, place))
    return found


class Side:
    """One of the two texts: where its sentences have their places, and how many words of each found a partner there.

    A word without a partner at the place of its sentence may have one elsewhere: `anywhere` counts these as well.
    """

    def __init__(self, own: Sequence[Sentence], other: Sequence[Sentence]) -> None:
        self._texts = own, other
        self.sizes = [len(sentence.stems) for sentence in own]
        self.partners = [0] * len(own)
        self.anywhere = [0] * len(own)

    @cached_property
    def ranked(self) -> list[tuple[float, int]]:
        """For each sentence how like the one in its place is, and which that is."""
        return _places(*self._texts)

    @cached_property
    def places(self) -> list[int]:
        """The place of each sentence in the other text, -1 for none. Found when asked for: few pairs need both sides'."""
        return [place for _, place in self.ranked]

    def alone(self, at: int) -> int:
        """Words of a sentence without a partner; 0 where there is no such sentence."""
        return self.sizes[at] - self.partners[at] if 0 <= at < len(self.sizes) else 0

    def rate_around(self, run: range) -> float:
        """Share of words with a partner in the sentences before the run or in those after it, whichever is lower.

        The whole text's share makes up for few words there.
        """
        count = len(self.sizes)
        outside = [n for n in range(count) if n not in run]
        rate = (sum(self.partners[n] for n in outside) + 1) / (sum(self.sizes[n] for n in outside) + 2)
        sides = range(max(0, run.start - _AROUND), run.start), range(run.stop, min(count, run.stop + _AROUND))
        return min(
            (sum(self.partners[n] for n in side) + _PRIOR * rate) / (sum(self.sizes[n] for n in side) + _PRIOR)
            for side in sides
            if side or not outside
        )

    def is_anchor(self, at: int) -> bool:
        """Whether so much of a sentence stands at its place that the place is sure."""
        return 2 * self.partners[at] >= self.sizes[at]

    def unsure(self, at: int) -> int:
        """Words of a sentence whose place is not sure, else 0."""
        return self.sizes[at] if 0 <= at < len(self.sizes) and not self.is_anchor(at) else 0

    def gap(self, run: range) -> range:
        """The run and what stands around it up to the sentences whose place is sure."""
        start, stop = run.start, run.stop
        while start > 0 and not self.is_anchor(start - 1):
            start -= 1
        while stop < len(self.sizes) and not self.is_anchor(stop):
            stop += 1
        return range(start, stop)

    def stretch(self, run: range) -> set[int]:
        """The other text's sentences among which the run belongs, by the places of the sure ones before and after it."""
        earlier = range(run.start - 1, max(-1, run.start - 4), -1)
        later = range(run.stop, min(len(self.sizes), run.stop + 3))
        before = next((n for n in earlier if self.is_anchor(n)), -1)
        after = next((n for n in later if self.is_anchor(n)), -1)
        if before < 0 and after < 0:
            return {place + step for at in run for place in [self.places[at]] if place >= 0 for step in (-1, 0, 1)}
        start = self.places[before] if before >= 0 else self.places[after] - (after - run.start) - 1
        end = self.places[after] if after >= 0 else start + (run.stop - before)
        found = {start, start + 1, end - 1, end}
        if 0 <= end - start <= len(run) + 5:
            found.update(range(start, end))
        return found


Taken = list[tuple[int, str]]  # sentences of the other text and the words taken from them


def paired(own: Sequence[Sentence], other: Sequence[Sentence]) -> tuple[Side, Side]:
    """Both texts with each word of one paired with at most one equal word of the other."""
    one, two = Side(own, other), Side(other, own)
    free = [_counted(sentence.stems) for sentence in other]
    for at in sorted(range(len(own)), key=lambda at: -one.ranked[at][0]):
        place = one.places[at]
        taken = _take(own[at].stems, (place, place + 1, place - 1), free) if place >= 0 else []
        if 2 * len(taken) >= len(own[at].stems):
            _pair(at, taken, one, two)
        else:
            for number, stem in taken:
                free[number][stem] += 1
    for at, sentence in enumerate(own):
        if not one.is_anchor(at):
            _pair(at, _take(sentence.stems, sorted(one.stretch(range(at, at + 1))), free), one, two)
    one.anywhere, two.anywhere = _with_the_rest(own, free, one, two)
    return one, two


def _counted(stems: Sequence[str]) -> dict[str, int]:
    """How often each stem stands there; no Counter, which is slow where it is asked for what it has not."""
    return dict(Counter(stems)) if len(set(stems)) < len(stems) else dict.fromkeys(stems, 1)


def _take(stems: Sequence[str], near: Sequence[int], free: list[dict[str, int]]) -> Taken:
    """Takes an equal word for each of the stems from the first of the sentences that has one free."""
    taken = []
    near = [number for number in near if 0 <= number < len(free)]
    for stem in stems:
        for number in near:
            if free[number].get(stem):
                free[number][stem] -= 1
                taken.append((number, stem))
                break
    return taken


def _pair(at: int, taken: Taken, one: Side, two: Side) -> None:
    one.partners[at] += len(taken)
    for number, _ in taken:
        two.partners[number] += 1


def _with_the_rest(
    own: Sequence[Sentence], free: list[dict[str, int]], one: Side, two: Side
) -> tuple[list[int], list[int]]:
    """Partners of each sentence, those counted too whose partner stands far from the sentence's place."""
    spare = {stem for counts in free for stem, count in counts.items() if count}
    stems = [frozenset(sentence.stems) for sentence in own]
    missing = [one.alone(at) for at in range(len(own))]
    here = [
        partners + (min(missing[at], len(spare & stems[at])) if missing[at] else 0)
        for at, partners in enumerate(one.partners)
    ]
    known = frozenset().union(*stems)
    there = [
        partners + sum([count for stem, count in counts.items() if stem in known])
        for partners, counts in zip(two.partners, free, strict=True)
    ]
    return here, there


@dataclass(frozen=True, slots=True)
class Pairing:
    """Two texts cut into sentences, and each one's side of the pairing."""

    one: tuple[Sentence, ...]
    two: tuple[Sentence, ...]
    before: Side
    after: Side


@lru_cache(maxsize=4)
def pairing(source: str, rewrite: str) -> Pairing:
    """The sentences of both texts and which belong together."""
    one, two = laid_out(source), laid_out(rewrite)
    return Pairing(one, two, *paired(one, two))


def around(sentences: Sequence[Sentence], at: int) -> str:
    """The text of a sentence and of its neighbours."""
    return " ".join(sentence.text for sentence in sentences[max(0, at - 1) : at + 2])
