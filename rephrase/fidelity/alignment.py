"""Does each sentence find its counterpart in the other text? By words alone.

Every content word of one text is paired with one of the other, first where two sentences share most. A sentence is
missed if next to none of its words found a partner where most of its neighbours' did, and if the stretch around it
brings no words without partners that could stand for it: a free paraphrase puts other words in their place, a dropped
sentence leaves none. Where nothing is missed so, both texts are gone through in order. Says nothing across languages.
"""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Sequence
from itertools import chain

from rephrase.data import Task, Verdict, not_judged
from rephrase.fidelity import in_order
from rephrase.fidelity.pairing import Sentence, Side, laid_out, pairing, whole
from rephrase.fidelity.plain_words import announces, may_be_function_words
from rephrase.fidelity.words import is_unspaced, shown

_KEPT = 0.15  # of a sentence's words: more, and it is there
_KEPT_ANYWHERE = 0.4  # the same with words that stand far from its place
_SURPRISE = 0.02  # chance of keeping as few, at the rate at which the text around keeps its words
_LOWEST_RATE, _HIGHEST_RATE = 0.3, 0.93  # where the rest keeps less, words say nothing; no rate is certain
_REPLACED = 0.35  # of a sentence's words that new ones around its place may stand for
_REPLACED_BY_SENTENCES = 0.3  # of them that sentences of no sure place may stand for
_MOVED = 0.6  # of its words that a sentence elsewhere has, if it is the same in other words and another place
_SWAPPED = 0.5  # of its words that a sentence of no sure place has beside where it belongs
_FEW_MORE = 2  # sentences by which texts in the same order may differ, and a quarter of them
_DIVIDED, _LONG = 0.35, 10  # of a sentence's words that two have between them, if it has so many
_LEAST = 3  # content words that are missed
_LEAST_ASKED = 2  # questions; one alone may be invented

_ENDS = re.compile(r"[.!?…][\"'”’)\]*_]*$")  # what ends otherwise is a heading or a line
# A heading, or a bold sentence after whose mark nothing stands: of few words, it names what follows.
_LABEL = re.compile(r"\s*(?:[-+•]\s+|\d{1,2}[.)]\s+)?(?:#{1,6}\s|(\*\*|__)(?!.*\1\s*[^\s*_]))")
_LABEL_WORDS = 8
_LIST_NUMBER = re.compile(r"[(\[]?\d{1,3}[.)\]]*$")
_QUESTION = re.compile(r"\?[\"'”’)]*$")
# Asks without a question mark.
_ASKS = re.compile(
    r"^(?:\W*(?:please|now|so|then)\W+)?(?:find out|determine|calculate|compute|work out|tell|ask)\b|\bhow (?:much|many|long|far|old|often)\b",
    re.I,
)


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
    if unsure - sum(other.unsure(number) for number in stretch) < _REPLACED_BY_SENTENCES * size:
        return True
    return _may_have_moved(side, other, size, stretch)


def _lacking(side: Side, other: Side, as_many: bool) -> list[range]:
    """The suspects that nothing stands for. Where both texts have as many sentences, one may have changed places with the next."""
    runs = (run for run in _suspects(side) if not _is_replaced(side, other, run))
    return [run for run in runs if not (as_many and _may_have_swapped(side, other, run))]


def _may_have_swapped(side: Side, other: Side, run: range) -> bool:
    """Whether a sentence of no sure place stands just beyond the sentences among which the run belongs."""
    size, stretch = sum(side.sizes[at] for at in run), side.stretch(run)
    beyond = {number + step for number in stretch for step in (-1, 1)} - stretch
    return any(other.unsure(number) >= _SWAPPED * size for number in beyond)


def _may_have_moved(side: Side, other: Side, size: int, stretch: set[int]) -> bool:
    """Whether a sentence elsewhere of no sure place may stand for it, and the other text has as many words without partners."""
    alone, alone_there = (sum(text.sizes) - sum(text.partners) for text in (side, other))
    elsewhere = (number for number in range(len(other.sizes)) if number not in stretch)
    return alone <= alone_there and any(other.unsure(number) >= _MOVED * size for number in elsewhere)


def _may_miss(one: Sequence[Sentence], two: Sequence[Sentence]) -> bool:
    """Whether any sentence has words that the other text lacks or has less often: without pairing them, so fast."""
    return _has_unknown(one, two) or _has_unknown(two, one) or _has_rarer(one, two)


def _has_unknown(own: Sequence[Sentence], other: Sequence[Sentence]) -> bool:
    """Whether any sentence has mostly words that the other text lacks: the first that has them settles it."""
    known = frozenset(chain.from_iterable([sentence.stems for sentence in other]))
    return any(
        len(stems) - sum(map(known.__contains__, stems)) >= (1 - _KEPT_ANYWHERE) * len(stems) for _, stems in own
    )


def _has_rarer(one: Sequence[Sentence], two: Sequence[Sentence]) -> bool:
    """Whether any sentence has mostly words that the other text lacks or has less often."""
    here, there = (Counter(chain.from_iterable([sentence.stems for sentence in text])) for text in (one, two))
    rare = {stem for stem, count in here.items() if count > there.get(stem, 0)}
    rare_there = {stem for stem, count in there.items() if count > here.get(stem, 0)}
    return any(
        sum(map(rarer.__contains__, sentence.stems)) >= (1 - _KEPT_ANYWHERE) * len(sentence.stems)
        for own, rarer in ((one, rare), (two, rare_there))
        for sentence in own
    )


def _unasked(one: Sequence[Sentence], two: Sequence[Sentence], side: Side) -> list[str]:
    """The source's last question, where the rewrite asks nothing and has not half of its words at its place."""
    asked = [at for at, sentence in enumerate(one) if _QUESTION.search(sentence.text)]
    if (
        not asked
        or side.is_anchor(asked[-1])
        or any(_QUESTION.search(sentence.text) or _ASKS.search(sentence.text) for sentence in two)
    ):
        return []
    return [one[asked[-1]].text]


def missed(source: str, rewrite: str) -> tuple[list[str], list[str]]:
    """Sentences and clauses of the source without a counterpart in the rewrite, and the other way round; in order.

    Both texts are of one language.
    """
    one, two = laid_out(source), laid_out(rewrite)
    if not one or len(two) < 2 or not _may_miss(one, two):
        return [], []
    found = pairing(source, rewrite)
    before, after = found.before, found.after
    as_many = len(whole(source)) == len(whole(rewrite))
    lost = [
        one[at].text for run in _lacking(before, after, as_many) if not _is_divided(one, two, before, run) for at in run
    ]
    lost += _unasked(one, two, before) if not lost else []
    runs = _lacking(after, before, as_many)
    if runs and _asks_for_form(one, two, _LEAST_ASKED):
        runs = _told(two, runs)
    invented = _claims([two[at].text for run in runs for at in run], rewrite) if runs else []
    invented = _brought(invented, source, rewrite) if len(invented) == 1 else invented
    return (lost, invented) if lost or invented else _in_order(source, rewrite)


def _is_divided(one: Sequence[Sentence], two: Sequence[Sentence], side: Side, run: range) -> bool:
    """Whether two sentences at the place of a single long one have so much of it that they say it in other words."""
    place, here = side.places[run.start], {*one[run.start].stems}
    if len(run) > 1 or place < 0 or len(here) < _LONG:
        return False
    pairs = ({*two[at].stems, *two[at + 1].stems} for at in (place - 1, place) if 0 <= at < len(two) - 1)
    return any(len(here & there) >= _DIVIDED * len(here) for there in pairs)


def _asks_for_form(one: Sequence[Sentence], two: Sequence[Sentence], least: int = 1) -> bool:
    """Whether the questions of a rewrite, so many at least, are its form, and claim nothing: its source has not half as many."""
    asked, asked_there = (sum(_QUESTION.search(each.text) is not None for each in text) for text in (one, two))
    return asked_there >= least and 2 * asked < asked_there


def _told(text: Sequence[Sentence], runs: Sequence[range]) -> list[range]:
    """The runs without their questions, where words enough are left: a bare yes is none."""
    left = [[at for at in run if not _QUESTION.search(text[at].text)] for run in runs]
    enough = [run for run in left if sum(len(text[at].stems) for at in run) >= _LEAST]
    return [range(at, at + 1) for run in enough for at in run]


def _claims(texts: Sequence[str], text: str) -> list[str]:
    """Those that are no part of a sentence that ends with a colon, which introduces what follows, no labels and no list's numbers."""
    introductions = [each.text for each in whole(text) if each.text.endswith(":")]
    said = (each for each in texts if not (_LIST_NUMBER.match(each) or _is_label(each)))
    return [each for each in said if not any(each in whole_ for whole_ in introductions)]


def _is_label(text: str) -> bool:
    return _LABEL.match(text) is not None and len(text.split()) <= _LABEL_WORDS


def _brought(texts: Sequence[str], source: str, rewrite: str) -> list[str]:
    """Those that do not only announce what follows, and that no function words of the source may say."""
    return [
        text for text in texts if not (announces(text) or may_be_function_words(text, whole(source), whole(rewrite)))
    ]


def _in_order(source: str, rewrite: str) -> tuple[list[str], list[str]]:
    """Sentences without a place in the order of the other text's; none where both texts have equally many, or where one was
    cut into far more than the other."""
    one, two = ([each for each in whole(text) if not _LIST_NUMBER.match(each.text)] for text in (source, rewrite))
    if not 0 < abs(len(one) - len(two)) <= _FEW_MORE + min(len(one), len(two)) // 4:
        return [], []
    lost, invented = in_order.missed([*map(_words, one)], [*map(_words, two)])
    left, new = [one[at].text for at in lost], [two[at].text for at in invented]
    if _asks_for_form(one, two):
        new = [text for text in new if not _QUESTION.search(text)]
    new = [text for text in _brought(new, source, rewrite) if not _is_label(text)]
    return [*filter(_ENDS.search, left)], [*filter(_ENDS.search, new)]


def _words(sentence: Sentence) -> frozenset[str]:
    """What a sentence is compared by: its stems, and a mark where it asks."""
    return frozenset((*sentence.stems, "?") if _QUESTION.search(sentence.text) else sentence.stems)


def check(source: str, rewrite: str, task: Task) -> Verdict:
    """Fails a rephrasing that drops a sentence or brings one of its own. Other tasks leave out and add by their nature."""
    if task != "rephrase" or is_unspaced(source) or is_unspaced(rewrite):
        return not_judged("alignment", "across languages, in other tasks and unspaced scripts")
    lost, invented = missed(source, rewrite)
    total = len(laid_out(source)) + len(laid_out(rewrite))
    score = 1 - (len(lost) + len(invented)) / max(total, 1)
    said = [f"lost: {shown(lost, 2, 90)}"] * bool(lost) + [f"invented: {shown(invented, 2, 90)}"] * bool(invented)
    return Verdict("alignment", not said, score, "; ".join(said)[:240])
