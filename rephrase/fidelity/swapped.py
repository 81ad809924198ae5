"""Do two numbers stand in each other's places? By which words stand nearer to each of them, in one language.

"Bought 12 pens for 40 dollars": the pens, nearer to the 40 in the source, are nearer to the 12, and the dollars the other way
round. Where clauses change their order, numbers take words along, and what two clauses share changes over alone: "it costs 7
at noon, 12 at night" for "at night it costs 12, at noon 7".
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence, Set
from itertools import chain, combinations, pairwise

from rephrase.fidelity.drawn import FAR, Both, Distances, Drawn, Text, around, drawn, laid_out, list_of, weighed
from rephrase.fidelity.facts import Text as Facts
from rephrase.fidelity.facts import facts_of
from rephrase.fidelity.pairing import stem
from rephrase.fidelity.words import Remembered
from rephrase.fidelity.written import COUNTS

# What must have changed over from each number, of two in the other order or in the same, and as share of both what may have
# stayed; the same where much has changed over from one.
_EACH, _EACH_IN_ORDER, _KEPT = 0.2, 0.4, 0.35
_EACH_OF_MUCH, _MUCH, _KEPT_OF_MUCH = 0.1, 1.0, 0.1
_KEPT_OF_SHARED = 0.08  # the same where words have changed over from one number alone, which both may share
_CHANGED = 0.15  # what must have changed over at least for numbers to have moved
_SHORT = 3  # numbers of a list that may be by size without saying so
_RESPECTIVELY = "respectively"
_NEAR = 6  # words either side of a number that are looked at before the text is laid out
_FEW = 4  # numbers that are all looked at
_LONG = 3  # characters of a number that a mark may part

_NOTHING = [""] * _NEAR
_DISTANCES = [*chain.from_iterable(zip(range(_NEAR, 0, -1), range(_NEAR, 0, -1), strict=True))]

# A number in digits or in words as it is compared, "" for any other word.
_NUMBER = Remembered(lambda word: word if word.isdecimal() else COUNTS.get(word, ""))


Said = tuple[str, int]  # a number, roughly, and its place among the words of its text


def _numbers(text: Facts) -> list[Said]:
    """The numbers of a text in order."""
    return [(value, at) for at in text.places if (value := _NUMBER[text.words[at]])]


def _may_have_moved(one: Facts, two: Facts, before: Sequence[Said], after: Sequence[Said]) -> set[str]:
    """The numbers said equally often that may have changed places: of few all, of many those that stand beside other numbers than
    they did, or where all keep their order, those before a word that another stood before."""
    times, times_there = (Counter([value for value, _ in text]) for text in (before, after))
    known = {value for value, count in times.items() if times_there.get(value) == count}
    if len(known) <= _FEW:
        return known
    order, order_there = ([value for value, _ in text if value in known] for text in (before, after))
    if order != order_there:
        return _beside_others(order, order_there)
    owners = {(value, one.words[at + 1]) for value, at in before}
    followers = {follower for _, follower in owners}
    new = {(value, two.words[at + 1]) for value, at in after}.difference(owners)
    return {value for value, follower in new if follower in followers and value in known}


def _beside_others(before: Sequence[str], after: Sequence[str]) -> set[str]:
    """What stands beside another in the second order than in the first."""
    pairs = {*pairwise(("^", *before, "$"))}
    are_new = [pair not in pairs for pair in pairwise(("^", *after, "$"))]
    return {value for value, left, right in zip(after, are_new, are_new[1:], strict=False) if left or right}


def _beside(text: Facts, numbers: Sequence[Said], wanted: Set[str]) -> dict[str, Distances]:
    """How far away what stands next to some numbers is from each."""
    units = [*_NOTHING, *text.words, *_NOTHING]
    found: dict[str, Distances] = {}
    for number, at in numbers:
        if number in wanted:
            before, after = units[at : at + _NEAR], units[at + 2 * _NEAR : at + _NEAR : -1]
            marks = map(stem, chain.from_iterable(zip(before, after, strict=True)))
            near = dict(zip(marks, _DISTANCES, strict=True))  # the nearest of several comes last
            near.pop("", None)
            if number in found:  # the nearest to any of its places
                near |= {mark: at for mark, at in found[number].items() if at < near.get(mark, FAR)}
            found[number] = near
    return found


def _candidates(source: str, rewrite: str) -> list[tuple[str, str]]:
    """Pairs of numbers, as words, that may stand in each other's places. Takes little time."""
    one, two = facts_of(source), facts_of(rewrite)
    if one.said == two.said:
        return []
    numbers, others = _numbers(one), _numbers(two)
    if len(numbers) < 2 or len(others) < 2 or len(wanted := _may_have_moved(one, two, numbers, others)) < 2:
        return []
    before, after = _beside(one, numbers, wanted), _beside(two, others, wanted)
    pairs = combinations([number for number in before if number in after], 2)
    return [pair for pair in pairs if _may_be_swapped(*((near[pair[0]], near[pair[1]]) for near in (before, after)))]


def _may_be_swapped(before: Both, after: Both) -> bool:
    """Whether something next to each of two numbers was next to the other, and little has stayed with its own."""
    drawn_over = (before[0].keys() & after[1].keys()) | (before[1].keys() & after[0].keys())
    if len(drawn_over) < 2:
        return False
    found = weighed(drawn_over, before, after)
    return min(found.to_other, found.to_one) >= _EACH_OF_MUCH


def swapped(source: str, rewrite: str) -> list[str]:
    """What stands in whose place, as `12 → 40: bought … pens for`."""
    candidates = _candidates(source, rewrite)
    if not candidates:
        return []
    among = frozenset(chain.from_iterable(candidates))
    one, two = laid_out(source, among), laid_out(rewrite, among)
    numbers = [number for number, times in one.counts.items() if two.counts[number] == times]
    order = [*two.counts]
    for number, other in combinations(numbers, 2):
        if not any(_is_pair(number, other, pair) or _is_pair(other, number, pair) for pair in candidates):
            continue
        if any(_goes_respectively(text, each) for text in (one, two) for each in (number, other)):
            continue
        is_turned = order.index(number) > order.index(other)
        if _are_swapped(drawn(one, two, number, other), is_turned) and not _are_listed_anew(one, two, number, other):
            return [f"{number} → {other}: {around(one, number)}", f"{other} → {number}: {around(one, other)}"]
    return []


def _is_pair(number: str, other: str, words_of_both: tuple[str, str]) -> bool:
    """Whether two words are these numbers, or parts of them: 200 of 1,200 and of 3.200."""
    return all(
        one == word or (len(one) > _LONG and word in one)
        for one, word in zip((number, other), words_of_both, strict=True)
    )


def _goes_respectively(text: Text, number: str) -> bool:
    """Whether a number belongs to what stands as far along another list, near or not."""
    return any(number in line.numbers and _RESPECTIVELY in line.tokens for line in text.lines)


def _are_swapped(found: Drawn, is_turned: bool) -> bool:
    """Whether enough has changed over from each of two numbers, where they stand in the other order or in the same."""
    least, both = min(found.to_other, found.to_one), found.to_other + found.to_one
    if least >= (_EACH if is_turned else _EACH_IN_ORDER):
        return found.kept <= _KEPT * both
    return is_turned and least >= _EACH_OF_MUCH and both >= _MUCH and found.kept <= _KEPT_OF_MUCH * both


def moved_along(source: str, rewrite: str, number: str, other: str) -> bool:
    """Whether two numbers, each once in both texts, changed places with the words that are theirs, or in a list."""
    among = frozenset([number, other])
    one, two = laid_out(source, among), laid_out(rewrite, among)
    if not all(text.counts[each] == 1 for text in (one, two) for each in (number, other)):
        return False
    if _are_listed_anew(one, two, number, other):
        return True
    found = drawn(one, two, number, other)
    both = found.to_other + found.to_one
    share = _KEPT if min(found.to_other, found.to_one) > 0 else _KEPT_OF_SHARED
    return both >= _CHANGED and found.kept > share * both


def _are_listed_anew(one: Text, two: Text, number: str, other: str) -> bool:
    """Whether two numbers stand in a list that says the same in another order: a longer one that has its numbers by size, up
    or down, says that, too, and one that goes with other things in order is no such list."""
    before, after = list_of(one, number, other), list_of(two, number, other)
    if (
        not before
        or sorted(before) != sorted(after)
        or any(_RESPECTIVELY in line.tokens for line in (*one.lines, *two.lines))
    ):
        return False
    return len(before) <= _SHORT or not _is_by_size(before) or _is_by_size(after)


def _is_by_size(numbers: list[str]) -> bool:
    sizes = [*map(float, numbers)]
    return sizes in (sorted(sizes), sorted(sizes, reverse=True))
