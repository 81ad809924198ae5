"""Do two names stand in each other's places? Compares what stands before and after each, in one language.

framed.py asks of one name whether the words around it are another's, in no order. Here two names are asked together, and
it counts on which side of a name a word stands and how near: "Ann hired Bob" and "Bob hired Ann" have the same words around
both. In a passive, sides say nothing; names in one list, and those of which one stands beside the other, may change places.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import product
from typing import NamedTuple

from rephrase.fidelity.naming import alias_stems
from rephrase.fidelity.opposites import CONVERSE, OPPOSITES
from rephrase.fidelity.slots import WORDS, Place, Places, Text, Unit, is_form, moved, place, units

# By how much the places of two names must be more like each other's than their own, both together: at all, where only one
# of them has anything of the other's place, where a comma is between them in one text only, and in what may be a list.
_ENOUGH, _ENOUGH_ALONE, _ENOUGH_APPOSED, _ENOUGH_JOINED = 2.1, 3.0, 4.2, 3.2
_LEAST = -0.6  # the same of either
_FAR = 9  # words between names of one sentence, past which they are not near
_CLOSE = 4  # words from another name, within which both may be of one person or thing
_GAP = [""]
_LISTING = frozenset(", and or & the / ; amp nor well as".split())
# Verbs and prepositions that say the same from either end.
_MUTUAL = frozenset(
    "marry marries married marrying wed divorced meet meets met meeting versus vs against faced faces equal equals border borders"
    " bordered resemble resembles resembled neighbour neighbours neighboring neighbouring intersects".split()
)
_JOINING = frozenset("and or & / nor".split())


def _is_same(one: Place, other: Place) -> bool:
    """Whether two names may be one's."""
    return (
        any(a == b or is_form(a, b) for a in one.words for b in other.words)
        or not alias_stems(one.stems).isdisjoint(other.stems)
        or _has_initials(one.words, other.words)
        or _has_initials(other.words, one.words)
    )


def _has_initials(name: tuple[str, ...], other: tuple[str, ...]) -> bool:
    return len(name) > 1 and "".join([word[:1] for word in name]) in other


class _Claim(NamedTuple):
    """By how much more a name's place in the rewrite is like another's than like its own, and which places."""

    gain: float
    place: Place
    rival: Place | None


def _lists(text: Text, names: Iterable[Unit]) -> Iterator[tuple[Unit, set[str]]]:
    """The names, each with the words of those that stand in a list with it: exchanged, they say the same."""
    run: list[Unit] = []
    joints: list[str] = []
    for name in names:
        between = text.tokens[run[-1].end : name.start] if run else []
        if between and _LISTING.issuperset(map(str.lower, between)):
            joints += between
        else:
            yield from _listed(run, joints)
            run, joints = [], []
        run.append(name)
    yield from _listed(run, joints)


def _listed(run: Sequence[Unit], joints: Sequence[str]) -> Iterator[tuple[Unit, set[str]]]:
    is_list = len(run) > 2 or not _JOINING.isdisjoint(joints)
    words = {word for name in run for word in name.words} if is_list else set()
    return ((name, words) for name in run)


_Best = dict[tuple[str, str], _Claim]
_Free = dict[str, _Claim]


def _claims(source: Places, places: Iterable[tuple[Place, set[str]]]) -> tuple[_Best, _Free]:
    """The best claim of each word to the place of each other, and of each to any place: the less it has of its own there."""
    best: _Best = {}
    free: _Free = {}
    for here, listed in places:
        words = source.own(here)
        likeness = source.likeness(here) if words else {}
        own, others = 0.0, []
        for number, like in likeness.items():
            if words.isdisjoint(source.places[number].words):
                others.append((source.places[number], like))
            else:
                own = max(own, like)
        for word in words:
            if word not in free or -own > free[word].gain:
                free[word] = _Claim(-own, here, None)
        for rival, like in others:
            if like - own < _LEAST or not listed.isdisjoint(rival.words) or _is_same(here, rival):
                continue
            claim = _Claim(like - own, here, rival)
            for pair in product(words, rival.words):
                if pair not in best or claim.gain > best[pair].gain:
                    best[pair] = claim
    return best, free


def _between(text: Text, one: Place, other: Place) -> list[str]:
    """The words and marks between two names that stand near each other in one sentence, else a mark of a gap alone."""
    if one.start > other.start:
        one, other = other, one
    between = text.tokens[one.end : other.start] if other.start - one.end < _FAR else _GAP
    return _GAP if "" in between else between


def _needed(one: Text, two: Text, claim: _Claim, back: _Claim) -> float:
    """How sure two claims must be, both together: surer where grammar may have turned the names round."""
    there = _between(two, claim.place, back.place)
    if claim.rival is None or back.rival is None:
        near = two.tokens[max(0, claim.place.start - _CLOSE) : claim.place.end + _CLOSE]
        is_near = claim.rival is not None and any(WORDS[token] in claim.rival.words for token in near)
        return float("inf") if is_near else _ENOUGH_ALONE
    here = _between(one, claim.rival, back.rival)
    if _GAP in (here, there):
        return _ENOUGH
    if _is_apposed(here) != _is_apposed(there):  # "Ann, the head of Acme" for "Acme head Ann"
        return _ENOUGH_APPOSED
    if _is_turned_round(here, there) or not (_MUTUAL.isdisjoint(here) or _MUTUAL.isdisjoint(there)):
        return float("inf")
    if not (_JOINING.isdisjoint(here) or _JOINING.isdisjoint(there)):
        return _ENOUGH_JOINED
    return _ENOUGH


def _is_turned_round(here: Iterable[str], there: Iterable[str]) -> bool:
    """Whether a word between two names stands for its opposite: "Ann sold it to Bob", "Bob bought it from Ann"."""
    gone, come = {*here}.difference(there), {*there}.difference(here)
    return any(not come.isdisjoint(OPPOSITES.get(word, ())) or (bool(come) and word in CONVERSE) for word in gone)


def _is_apposed(between: Sequence[str]) -> bool:
    return bool(between) and "," in (between[0], between[-1])


def claims_of(one: Text, two: Text) -> Iterator[tuple[float, float, _Claim, _Claim]]:
    """Pairs of names that claim each other's places: how sure they are, how sure they must be, and both claims."""
    common = {*one.keys}.intersection(two.keys)
    if len(common) < 2 or [*filter(common.__contains__, one.keys)] == [*filter(common.__contains__, two.keys)]:
        return
    here, there = units(one, two), units(two, one)
    keys = moved(here, there, common)
    if len(keys) < 2:
        return
    source = Places([place(one, unit) for unit in here if not keys.isdisjoint(unit.keys)])
    places = ((place(two, unit), listed) for unit, listed in _lists(two, there) if not keys.isdisjoint(unit.keys))
    best, free = _claims(source, places)
    for (word, other), claim in best.items():
        back = best.get((other, word)) or free.get(other)
        if back is not None and back.gain >= _LEAST:
            yield claim.gain + back.gain, _needed(one, two, claim, back), claim, back


def exchanged(one: Text, two: Text, surer: float = 0.0) -> list[tuple[str, str]]:
    """A pair (name of the source, name in its place in the rewrite) of two that stand in each other's places, if any."""
    for gain, needed, claim, _ in claims_of(one, two):
        if gain >= needed + surer and claim.rival is not None:
            return [(claim.rival.name, claim.place.name)]
    return []
