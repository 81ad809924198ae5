"""Which sentences of a text stand for which of its rewording: by their words, how many these are, and the order.

As `beads` does across languages: the cheapest way through both texts pairs each sentence with what says the same, and one
that was dropped or brought along has no partner. Finds short sentences that share their words with the rest of the text,
which the pairing of words alone cannot see. Knows words as stems.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from typing import NamedTuple

Words = frozenset[str]
Text = Sequence[Words]

# In natural logarithms of probability, about: what stands for what, by numbers of sentences.
_STEPS = ((1, 1, 0.0), (1, 0, 4.5), (0, 1, 4.5), (2, 1, 2.0), (1, 2, 2.0), (3, 1, 4.0), (1, 3, 4.0))
_REPLACED, _LEFT = 0.7, 1.0  # for a word without a partner: another may stand for it, or none
_NUMBER = 2.0  # besides, for a number
_LOST = 0.35  # for a word of a sentence that stands for none
_BARE = 4.0  # for one of several sentences that has no partner for any word of its own
_SURE = 0.6  # of the longer sentence's words that both have, where they surely belong together, no later one with the second
_SURE_AHEAD = 0.7  # the same where of one text more sentences stand before than of the other
_AHEAD = 4  # sentences by which a sure partner may be away from the place
_MOST = 16  # sentences between sure pairs; beyond, nothing is said of them
_BAND = 2  # sentences by which what stands for another may be away from its place, beside those that one text has more
_FIRST = 20  # sentences without a partner that are looked at closely
_WIDEST = 3  # sentences that may stand for one
_LEAST = 2  # words
_HOME = 0.4  # of a sentence's words that those beside have left over
_SPLIT = 0.5  # of its words that one beside has which was divided or merged, too
_SAID = 0.75  # of an added sentence's words that any beside has: a question before its answer adds nothing
_ROOM = 0.7  # of as many words as it has, left over there
_LEAST_ROOM = 3  # words
_SAME = 0.5  # of the longer one's words that two sentences have that changed places
_MOVED, _MOVED_AMONG = 0.4, 0.3  # of its words that one elsewhere has; the same of one that was divided or merged


class Bead(NamedTuple):
    """Sentences that stand for one another, as ranges of their numbers."""

    one: range
    two: range


def _union(text: Text, numbers: range) -> Words:
    if not numbers:
        return frozenset()
    return text[numbers[0]] if len(numbers) == 1 else frozenset().union(*[text[at] for at in numbers])


def _cost(one: Text, here: Words, two: Text, there: Words, most: float) -> float:
    """What it costs that these sentences stand for one another, but for their numbers; `here` and `there` are all words.

    At least `most` if it is more than that.
    """
    both = here & there
    left, left_there = len(here) - len(both), len(there) - len(both)
    cost = _REPLACED * min(left, left_there) + _LEFT * abs(left - left_there)
    if left or left_there:
        cost += _NUMBER * sum(map(str.isdigit, here ^ there))
    if len(one) > 1 and cost < most:
        cost += _BARE * _bare(one, both)
    if len(two) > 1 and cost < most:
        cost += _BARE * _bare(two, both)
    return cost


def _bare(text: Text, both: Words) -> int:
    """How many of the sentences have none of the common words for themselves."""
    return sum([both.isdisjoint(words.difference(*text[:at], *text[at + 1 :])) for at, words in enumerate(text)])


def _sure(one: Text, two: Text) -> Iterator[tuple[int, int]]:
    """Sentences that surely belong together, in order, and the ends."""
    start, at = 0, 0
    for number, words in enumerate(one):
        for other in range(at, min(at + _AHEAD, len(two))):
            there, in_step = two[other], other - at == number - start
            least = (_SURE if in_step else _SURE_AHEAD) * max(len(words), len(there))
            both = len(words & there)
            if both >= least and (
                (in_step and words == there)
                or all(len(there & later) < both for later in one[number + 1 : number + 2 * _AHEAD])
            ):
                yield number, other
                start, at = number + 1, other + 1
                break
    yield len(one), len(two)


def beads(one: Text, two: Text) -> list[Bead]:
    """What stands for what, in order."""
    found: list[Bead] = []
    start, start_there = 0, 0
    for end, end_there in _sure(one, two):
        here, there = range(start, end), range(start_there, end_there)
        if len(here) == len(there):
            found += [Bead(here[at : at + 1], there[at : at + 1]) for at in range(len(here))]
        elif max(len(here), len(there)) > _MOST:
            found.append(Bead(here, there))
        else:
            found += _cheapest(one, two, here, there)
        if end < len(one):
            found.append(Bead(range(end, end + 1), range(end_there, end_there + 1)))
        start, start_there = end + 1, end_there + 1
    return found


def _unions(text: Text) -> list[list[Words]]:
    """For each place the words of the last 0, 1, 2, 3 sentences before it."""
    return [
        [_union(text, range(end - size, end)) for size in range(min(end, _WIDEST) + 1)] for end in range(len(text) + 1)
    ]


def _cheapest(one: Text, two: Text, here: range, there: range) -> list[Bead]:
    """The cheapest way through a part of both texts."""
    own, other = one[here.start : here.stop], two[there.start : there.stop]
    best = [[math.inf] * (len(other) + 1) for _ in range(len(own) + 1)]
    chosen: dict[tuple[int, int], tuple[int, int]] = {}
    best[0][0] = 0.0
    unions, unions_there = _unions(own), _unions(other)
    band = _BAND + abs(len(own) - len(other))
    for i in range(len(own) + 1):
        for j in range(max(0, i - band), min(len(other), i + band) + 1):
            for a, b, base in _STEPS:
                if a > i or b > j:
                    continue
                words, others = unions[i][a], unions_there[j][b]
                total = best[i - a][j - b] + base
                if not a or not b:
                    total += _LOST * (len(words) + len(others))
                elif total + _LEFT * abs(len(words) - len(others)) < best[i][j]:
                    total += _cost(own[i - a : i], words, other[j - b : j], others, best[i][j] - total)
                else:
                    continue  # at least so much
                if total < best[i][j]:
                    best[i][j], chosen[i, j] = total, (a, b)
    found: list[Bead] = []
    i, j = len(own), len(other)
    while i or j:
        a, b = chosen[i, j]
        found.append(Bead(here[i - a : i], there[j - b : j]))
        i, j = i - a, j - b
    return found[::-1]


def _neighbours(found: Sequence[Bead], at: int) -> Iterator[Bead]:
    """The nearest beads before and after that have both sides."""
    for numbers in (range(at - 1, -1, -1), range(at + 1, len(found))):
        near = next((found[number] for number in numbers if found[number].one and found[number].two), None)
        if near is not None:
            yield near


def _has_home(words: Words, near: Bead, own: Text, other: Text, side: int) -> bool:
    """Whether a sentence beside may have taken this one in: by words that it has left over, or as one of several."""
    here, there = _union(own, near[side]), _union(other, near[1 - side])
    if any(word.isdigit() and len(word) > 1 for word in words - there):
        return False  # its number is not there, and no small one that words may say
    left, is_split = there - here, len(near[side]) > 1
    room = len(left) - (0 if is_split else len(here - there))
    said = len(words & there) / len(words)
    return (
        len(words & left) > _HOME * len(words)
        or room >= max(_ROOM * len(words), _LEAST_ROOM)
        or (is_split and said >= _SPLIT)
        or (side == 1 and said >= _SAID)
    )


def _has_moved(words: Words, found: Sequence[Bead], own: Text, other: Text, side: int) -> bool:
    """Whether a sentence elsewhere has much of this one's words, and more of them than its partners."""
    for bead in found:
        among = len(bead[1 - side]) > 1
        least = (_MOVED_AMONG if among else _MOVED) * len(words)
        near = [other[number] for number in bead[1 - side] if len(words & other[number]) >= least]
        if near and bead[side]:
            here = _union(own, bead[side])
            if any(len(words & there) >= len(here & there) + (not among) for there in near):
                return True
    return False


def _exchanged(one: Text, two: Text, found: Sequence[Bead]) -> set[int]:
    """Numbers of beads whose sentences only changed places: of either text one without a partner, alike."""
    lost = [at for at, bead in enumerate(found) if not bead.two]
    invented = [at for at, bead in enumerate(found) if not bead.one]
    same: set[int] = set()
    for at in lost[:_FIRST]:
        words = _union(one, found[at].one)
        for other in invented[:_FIRST]:
            there = _union(two, found[other].two)
            if other not in same and len(words & there) >= _SAME * max(len(words), len(there)):
                same |= {at, other}
                break
    return same


def missed(one: Text, two: Text) -> tuple[list[int], list[int]]:
    """Numbers of the sentences without a partner, of either text.

    None where both texts have some: they may stand for one another.
    """
    found = beads(one, two) if one and two else []
    alone = [at for at, bead in enumerate(found) if not bead.one or not bead.two]
    if not alone:
        return [], []
    same = _exchanged(one, two, found)
    alone = [at for at in alone if at not in same]
    lost, invented = (
        []
        if any(not found[at][side] for at in alone)
        else [found[at][side][0] for at in alone[:_FIRST] if _is_missed(found, at, (one, two), side)]
        for side in (0, 1)
    )
    return lost, invented


def _is_missed(found: Sequence[Bead], at: int, texts: tuple[Text, Text], side: int) -> bool:
    """Whether a sentence without a partner is nowhere in the other text."""
    own, other = texts[side], texts[1 - side]
    words = _union(own, found[at][side])
    return (
        len(words) >= _LEAST
        and not any(_has_home(words, near, own, other, side) for near in _neighbours(found, at))
        and not _has_moved(words, found, own, other, side)
    )
