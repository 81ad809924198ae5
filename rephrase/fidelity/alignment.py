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

_UNIT = re.compile(r"\d+(?:[.,]\d+)*|[^\W\d_]+(?:['’][^\W\d_]+)*")
_CLAUSE = re.compile(r"[,;:–—(]\s+|\s+(?=(?:and|but|which|who|because|while|although|where) )")
_STEM = 5
# Words that tie sentences together or name no thing: a paraphrase has others.
_LIGHT = STOP | frozenset(
    "additionally altogether amount calculate can't compute couldn't currently determine doesn't finally find first following"
    " given hence however furthermore many moreover number overall particular quantity respectively second several since"
    " specifically thus total unfortunately various wasn't whole within won't".split()
)
_LONG, _CLAUSE_LEAST = 14, 5  # content words of a sentence that is looked at clause by clause, and of a clause
_KEPT = 0.15  # of a sentence's words: more, and it is there
_KEPT_ANYWHERE = 0.4  # the same with words that stand far from its place
_SURPRISE = 0.03  # chance of keeping as few, at the rate at which the text around keeps its words
_AROUND, _PRIOR = 3, 8  # sentences either side, and how many words the rate of the whole text counts for beside them
_LOWEST_RATE, _HIGHEST_RATE = 0.3, 0.93  # where the rest keeps less, words say nothing; no rate is certain
_REPLACED = 0.35  # of a sentence's words that new ones around its place may stand for
_REPLACED_BY_SENTENCES = 0.3  # of them that sentences of no sure place may stand for
_COMMON = 8  # sentences: a word in more of them places none
_NEAR = 0.6  # cosine of a sentence with its counterpart


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence or clause and its content words as stems, with repeats."""

    text: str
    stems: tuple[str, ...]


def stems(sentence: str) -> tuple[str, ...]:
    """Stems of the content words and numbers of a sentence, in order."""
    return tuple(
        unit.replace(",", "") if unit[0].isdigit() else unit[:_STEM]
        for unit in _UNIT.findall(sentence.lower())
        if unit[0].isdigit() or (len(unit) > 2 and unit not in _LIGHT)
    )


def _clauses(sentence: Sentence) -> Iterator[Sentence]:
    """A long sentence cut where a clause may begin, each piece with enough words to be judged."""
    if len(sentence.stems) < _LONG:
        yield sentence
        return
    start, own = 0, ()
    cuts = [match.start() for match in _CLAUSE.finditer(sentence.text)]
    for cut in cuts:
        own = stems(sentence.text[start:cut])
        if len(own) >= _CLAUSE_LEAST and len(stems(sentence.text[cut:])) >= _CLAUSE_LEAST:
            yield Sentence(sentence.text[start:cut], own)
            start = cut
    yield Sentence(sentence.text[start:], stems(sentence.text[start:]))


@lru_cache(maxsize=8)
def laid_out(text: str) -> tuple[Sentence, ...]:
    """The sentences and clauses of a text that have any content words."""
    whole = (Sentence(sentence, stems(sentence)) for sentence in sentences(prose(text)))
    return tuple(clause for sentence in whole if sentence.stems for clause in _clauses(sentence))


def _places(own: Sequence[Sentence], other: Sequence[Sentence]) -> list[tuple[float, int]]:
    """For each sentence, the one of the other text that shares most of its rarer words, and the share; -1 for none."""
    where: dict[str, list[int]] = {}
    for number, sentence in enumerate(other):
        for stem in set(sentence.stems):
            where.setdefault(stem, []).append(number)
    found = []
    for sentence in own:
        votes: dict[int, float] = {}
        for stem in set(sentence.stems):
            numbers = where.get(stem, ())
            if len(numbers) <= _COMMON:
                for number in numbers:
                    votes[number] = votes.get(number, 0) + 1 / len(numbers)
        best = max(votes, key=lambda number: (votes[number], -number)) if votes else -1
        found.append((votes.get(best, 0.0) / len(sentence.stems), best))
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
        """Share of words with a partner in the sentences around the run; the whole text's where these have few words."""
        rate = (sum(self.partners) + 1) / (sum(self.sizes) + 2)
        around = [n for n in range(run.start - _AROUND, run.stop + _AROUND) if 0 <= n < len(self.sizes) and n not in run]
        total, partners = sum(self.sizes[at] for at in around), sum(self.partners[at] for at in around)
        return (partners + _PRIOR * rate) / (total + _PRIOR)

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
        earlier, later = range(run.start - 1, max(-1, run.start - 4), -1), range(run.stop, min(len(self.sizes), run.stop + 3))
        start = next((self.places[n] for n in earlier if self.is_anchor(n)), -1)
        end = next((self.places[n] for n in later if self.is_anchor(n)), -1)
        if start < 0 and end < 0:
            return set(range(run.start - 2, run.stop + 2))
        start = start if start >= 0 else end - len(run) - 1
        end = end if end >= 0 else start + len(run) + 1
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
    return rate >= _LOWEST_RATE and _chance(partners, total, rate) <= _SURPRISE


def _is_replaced(side: Side, other: Side, run: range) -> bool:
    """Whether something of the other text may stand for a run: words alone around its place, or sentences without one."""
    size = sum(side.sizes[at] for at in run)
    stretch = side.stretch(run)
    here = sum(side.alone(at) for at in range(run.start - 1, run.stop + 1))
    if here - sum(other.alone(number) for number in stretch) < _REPLACED * size:
        return True
    unsure = sum(side.sizes[at] for at in side.gap(run))
    return unsure - sum(other.unsure(number) for number in stretch) < _REPLACED_BY_SENTENCES * size


def missed(source: str, rewrite: str, nearest: Nearest | None = None) -> tuple[list[str], list[str]]:
    """Sentences and clauses of the source without a counterpart in the rewrite, and the other way round; in order.

    Both texts are of one language. `nearest` clears a suspect that is near in meaning to a sentence of the other text.
    """
    one, two = laid_out(source), laid_out(rewrite)
    if len(one) < 2 or len(two) < 2:
        return [], []
    before, after = paired(one, two)
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
