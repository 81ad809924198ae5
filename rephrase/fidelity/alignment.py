"""Does each sentence find its counterpart in the other text? By words alone, unless told which sentences are near in meaning.

Every content word of one text is paired with one of the other, first where two sentences share most. A sentence is
missed if next to none of its words found a partner where most of its neighbours' did, and if the stretch around it
brings no words without partners that could stand for it: a free paraphrase puts other words in their place, a dropped
sentence leaves none. Says nothing across languages.
"""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from rephrase.data import Task, Verdict
from rephrase.fidelity.coverage import STOP
from rephrase.fidelity.words import is_unspaced, prose, sentences, shown

# For each of some sentences, how near in meaning the nearest sentence of the other text is, in [-1, 1].
Nearest = Callable[[Sequence[str], Sequence[str]], Sequence[float]]

# Punctuation parts words, apostrophes and points within numbers do not; a table is ten times as fast as a pattern.
_PARTING = str.maketrans(
    dict.fromkeys('!"#$%&()*+,-/:;<=>?@[\\]^_`{|}~.—–…“”„«»¿¡·•×÷−≤≥≠', " ") | dict.fromkeys("'’", "")
)
_CLAUSE = re.compile(r"(?<=[,;:])\s|\s(?=[–—(]|(?:and|but|which|who|because|while|although|where)\s)")
_STEM = 5
_REMEMBERED = 50_000  # words
# Words that tie sentences together or name no thing: a paraphrase has others.
_LIGHT = STOP | frozenset(
    "additionally altogether amount calculate cant compute couldnt currently determine didnt doesnt dont finally find first following"
    " given hence however furthermore many moreover number overall particular quantity respectively second several since"
    " specifically thus total unfortunately various wasnt whole within wont isnt arent werent hasnt havent".split()
)
_LONG, _CLAUSE_LEAST = 26, 7  # words of a sentence that is looked at clause by clause, and content words of a clause
_KEPT = 0.15  # of a sentence's words: more, and it is there
_KEPT_ANYWHERE = 0.4  # the same with words that stand far from its place
_SURPRISE = 0.02  # chance of keeping as few, at the rate at which the text around keeps its words
_AROUND, _PRIOR = 3, 8  # sentences either side, and how many words the rate of the whole text counts for beside them
_LOWEST_RATE, _HIGHEST_RATE = 0.3, 0.93  # where the rest keeps less, words say nothing; no rate is certain
_REPLACED = 0.35  # of a sentence's words that new ones around its place may stand for
_REPLACED_BY_SENTENCES = 0.3  # of them that sentences of no sure place may stand for
_COMMON = 8  # sentences: a word in more of them places none
_FAR = 1.0  # of its likeness that a sentence loses at the other end of the text
_LEAST = 3  # content words that are missed
_NEAR = 0.6  # cosine of a sentence with its counterpart


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence or clause and its content words as stems, with repeats."""

    text: str
    stems: tuple[str, ...]


class _Stems(dict[str, str]):
    """The stem of each word met, "" for one that carries no content: looking one up is faster than making it."""

    def __missing__(self, unit: str) -> str:
        stem = unit[:_STEM] if (len(unit) > 2 and unit not in _LIGHT) or unit.isdigit() else ""
        if len(self) > _REMEMBERED:
            self.clear()
        self[unit] = stem
        return stem


_STEMS = _Stems()


def stems(sentence: str) -> tuple[str, ...]:
    """Stems of the content words and numbers of a sentence, in order."""
    return tuple(filter(None, map(_STEMS.__getitem__, sentence.lower().translate(_PARTING).split())))


def _clauses(sentence: str) -> Iterator[Sentence]:
    """A sentence, a long one cut where a clause may begin; each piece but the only one has words enough to be judged."""
    if sentence.count(" ") < _LONG:
        yield Sentence(sentence, stems(sentence))
        return
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
    return tuple(clause for sentence in sentences(prose(text)) for clause in _clauses(sentence) if clause.stems)


def _places(own: Sequence[Sentence], other: Sequence[Sentence]) -> list[tuple[float, int]]:
    """For each sentence, the one of the other text most like it, by their rarer words, and how alike; -1 for none."""
    where: dict[str, list[int]] = {}
    for number, sentence in enumerate(other):
        for stem in set(sentence.stems):
            where.setdefault(stem, []).append(number)
    sizes = [len(sentence.stems) for sentence in other]
    found = []
    for at, sentence in enumerate(own):
        votes: dict[int, float] = {}
        for stem in set(sentence.stems):
            numbers = where.get(stem, ())
            if len(numbers) <= _COMMON:
                for number in numbers:
                    votes[number] = votes.get(number, 0) + 1 / len(numbers)
        size = len(sentence.stems)
        position = (at + 0.5) / len(own)
        alike = [
            (votes[number] / (size + sizes[number]) * (1 - _FAR * abs((number + 0.5) / len(other) - position)), -number)
            for number in votes
        ]
        likeness, best = max(alike, default=(0.0, 1))
        found.append((likeness, -best))
    return found


class Side:
    """One of the two texts: where its sentences have their places, and how many words of each found a partner there.

    A word without a partner at the place of its sentence may have one elsewhere: `anywhere` counts these as well.
    """

    def __init__(self, own: Sequence[Sentence], places: Sequence[int]) -> None:
        self.places = list(places)  # -1 for none
        self.sizes = [len(sentence.stems) for sentence in own]
        self.partners = [0] * len(own)
        self.anywhere = [0] * len(own)

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
    forth = _places(own, other)
    one, two = Side(own, [place for _, place in forth]), Side(other, [place for _, place in _places(other, own)])
    free = [Counter(sentence.stems) for sentence in other]
    for at in sorted(range(len(own)), key=lambda at: -forth[at][0]):
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


def _take(stems: Sequence[str], near: Sequence[int], free: list[Counter[str]]) -> Taken:
    """Takes an equal word for each of the stems from the first of the sentences that has one free."""
    taken = []
    near = [number for number in near if 0 <= number < len(free)]
    for stem in stems:
        for number in near:
            if free[number][stem]:
                free[number][stem] -= 1
                taken.append((number, stem))
                break
    return taken


def _pair(at: int, taken: Taken, one: Side, two: Side) -> None:
    one.partners[at] += len(taken)
    for number, _ in taken:
        two.partners[number] += 1


def _with_the_rest(
    own: Sequence[Sentence], free: list[Counter[str]], one: Side, two: Side
) -> tuple[list[int], list[int]]:
    """Partners of each sentence, those counted too whose partner stands far from the sentence's place."""
    spare: Counter[str] = Counter()
    for counter in free:
        spare.update(counter)
    stems = [frozenset(sentence.stems) for sentence in own]
    missing = [one.alone(at) for at in range(len(own))]
    here = [
        partners + min(missing[at], sum(spare[stem] > 0 for stem in stems[at]) if missing[at] else 0)
        for at, partners in enumerate(one.partners)
    ]
    known = frozenset().union(*stems)
    there = [
        partners + sum(count for stem, count in counter.items() if count and stem in known)
        for partners, counter in zip(two.partners, free, strict=True)
    ]
    return here, there


def _chance(partners: int, total: int, rate: float) -> float:
    """Probability that so few of the words or fewer find a partner."""
    return sum(math.comb(total, k) * rate**k * (1 - rate) ** (total - k) for k in range(partners + 1))


def _suspects(side: Side) -> list[range]:
    """Runs of sentences of which next to nothing is in the other text, while of those around much is."""
    bare = [
        partners <= _KEPT * size and anywhere <= _KEPT_ANYWHERE * size
        for partners, anywhere, size in zip(side.partners, side.anywhere, side.sizes, strict=True)
    ]
    found, start = [], 0
    while start < len(bare):
        end = start + 1
        while bare[start] and end < len(bare) and bare[end]:
            end += 1
        if bare[start] and _is_surprising(side, range(start, end)):
            found.append(range(start, end))
        start = end
    return found


def _is_surprising(side: Side, run: range) -> bool:
    rate = min(side.rate_around(run), _HIGHEST_RATE)
    partners, total = sum(side.partners[at] for at in run), sum(side.sizes[at] for at in run)
    return total >= _LEAST and rate >= _LOWEST_RATE and _chance(partners, total, rate) <= _SURPRISE


def _is_replaced(side: Side, other: Side, run: range) -> bool:
    """Whether something of the other text may stand for a run: words alone around its place, or sentences without one."""
    size = sum(side.sizes[at] for at in run)
    stretch = side.stretch(run)
    here = sum(side.alone(at) for at in range(run.start - 1, run.stop + 1))
    if here - sum(other.alone(number) for number in stretch) < _REPLACED * size:
        return True
    unsure = sum(side.sizes[at] for at in side.gap(run))
    return unsure - sum(other.unsure(number) for number in stretch) < _REPLACED_BY_SENTENCES * size


def around(sentences: Sequence[Sentence], at: int) -> str:
    """The text of a sentence and of its neighbours."""
    return " ".join(sentence.text for sentence in sentences[max(0, at - 1) : at + 2])


def _may_miss(one: Sequence[Sentence], two: Sequence[Sentence]) -> bool:
    """Whether any sentence has words that the other text lacks or has less often: without pairing them, so fast."""
    here = Counter(stem for sentence in one for stem in sentence.stems)
    there = Counter(stem for sentence in two for stem in sentence.stems)
    return any(
        sum(stem in rare for stem in sentence.stems) >= (1 - _KEPT_ANYWHERE) * len(sentence.stems)
        for own, rare in ((one, here - there), (two, there - here))
        for sentence in own
    )


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


def missed(source: str, rewrite: str, nearest: Nearest | None = None) -> tuple[list[str], list[str]]:
    """Sentences and clauses of the source without a counterpart in the rewrite, and the other way round; in order.

    Both texts are of one language. `nearest` clears a suspect that is near in meaning to a sentence of the other text.
    """
    one, two = laid_out(source), laid_out(rewrite)
    if len(one) < 2 or len(two) < 2 or not _may_miss(one, two):
        return [], []
    found = pairing(source, rewrite)
    before, after = found.before, found.after
    lost = [one[at].text for run in _suspects(before) if not _is_replaced(before, after, run) for at in run]
    invented = [two[at].text for run in _suspects(after) if not _is_replaced(after, before, run) for at in run]
    if nearest is not None:
        lost, invented = _not_near(lost, two, nearest), _not_near(invented, one, nearest)
    return lost, invented


def _not_near(suspects: list[str], other: Sequence[Sentence], nearest: Nearest) -> list[str]:
    if not suspects:
        return []
    close = nearest(suspects, [sentence.text for sentence in other])
    return [text for text, cosine in zip(suspects, close, strict=True) if cosine < _NEAR]


def check(source: str, rewrite: str, task: Task, nearest: Nearest | None = None) -> Verdict:
    """Fails a rephrasing that drops a sentence or brings one of its own. Other tasks leave out and add by their nature."""
    if task != "rephrase" or is_unspaced(source) or is_unspaced(rewrite):
        return Verdict("alignment", True, 1.0, "not judged across languages, in other tasks and unspaced scripts")
    lost, invented = missed(source, rewrite, nearest)
    total = len(laid_out(source)) + len(laid_out(rewrite))
    score = 1 - (len(lost) + len(invented)) / max(total, 1)
    said = [f"lost: {shown(lost, 2, 90)}"] * bool(lost) + [f"invented: {shown(invented, 2, 90)}"] * bool(invented)
    return Verdict("alignment", not said, score, "; ".join(said)[:240])
