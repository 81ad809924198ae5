"""Do two names stand in each other's places? Compares what stands before and after each, in one language.

framed.py asks of one name whether the words around it are another's, in no order. Here two names are asked together, and
it counts on which side of a name a word stands and how near: "Ann hired Bob" and "Bob hired Ann" have the same words around
both. Knows no grammar but `by`: where only one of the texts has it near a name, sides say nothing there.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise, product
from typing import NamedTuple

from rephrase.fidelity.framed import TOKEN_STEMS, Framed
from rephrase.fidelity.naming import STEMS, alias_stems
from rephrase.fidelity.words import Remembered

_NEAR = 5  # words either side; as many blanks stand between sentences
_COMMON = 12  # places: a word near more of them tells none
# By how much the places of two names must be more like each other's than their own, both together: at all, where only one
# of them has anything of the other's place, where a comma is between them in one text only, and in what may be a list.
_ENOUGH, _ENOUGH_ALONE, _ENOUGH_APPOSED, _ENOUGH_JOINED = 2.2, 3.0, 4.2, 3.2
_LEAST = -1.0  # the same of either
_FAR = 9  # words between names of one sentence, past which they are not near
_CLOSE = 4  # words from another name, within which both may be of one person or thing
_GAP = [""]
_BESIDE = 1.6  # what a mark is worth that stands next to both places
_BY_STEPS = (1.3, 1.1, 0.9, 0.7, 0.6)  # one on the same side, by how many words nearer to one than to the other
_AGAINST = 0.3  # a mark on the other side of a name
_WIDE = 21
_FARTHER = 0.15
_UNSIDED = 0.4  # a mark where sides say nothing
_LINK = 0.4  # the preposition, verb or possessive next to it

# A title can be exchanged for a name, and is none.
_TITLES = frozenset(
    "President Minister King Queen Senator Judge Governor General Captain Lord Lady God Officer".split()
)
_REPORTING = frozenset(
    stem for word in "said says say told tells added asked stated according".split() for stem in TOKEN_STEMS[word]
)
_LISTING = frozenset(", and or & the / ; amp nor well as".split())
_BE = frozenset("is are was were be been being get got gets".split())
_JOINING = frozenset("and or & / nor".split())
_NO_LINKS = frozenset("a an the said".split())
# How the forms of one name end: Canada, Canadian; Scotland, Scottish; Democrats, Democratic.
_FORMS = frozenset(
    "s n i y a o e an ans ian ians ean ese ese's ish ic ics is ies es ain en er ers ch land tish tic cratic crat crats al ally"
    " ism ist ists ern".split()
)


def _word(token: str) -> str:
    token = token.lower().replace("’", "'")
    return token[:-2] if token.endswith("'s") else token.rstrip("'")


_WORDS = Remembered(_word)


def _is_form(one: str, other: str) -> bool:
    """Whether two words are forms of one name: India, Indian."""
    pairs = enumerate(zip(one, other, strict=False))
    shared = next((at for at, (a, b) in pairs if a != b), min(len(one), len(other)))
    one, other = one[shared:], other[shared:]
    if not one or not other:
        return shared > 2
    return shared > 3 and one in _FORMS and other in _FORMS and len(one + other) > 2


class _Text(NamedTuple):
    """The words and marks of a text's sentences, and where names stand among them."""

    tokens: list[str]
    named: list[bool]
    at: list[int]

    def words(self) -> list[str]:
        """The words of the names, in order."""
        return [_WORDS[self.tokens[at]] for at in self.at]

    def joints(self, words: Sequence[str]) -> set[tuple[str, str]]:
        """Which of the words stand next to each other in a name."""
        return {pair for pair, (a, b) in zip(pairwise(words), pairwise(self.at), strict=True) if b == a + 1}


def _text(names: Sequence[Framed]) -> _Text:
    tokens, named = names[0].tokens, names[0].named
    if _TITLES.isdisjoint(tokens):
        return _Text(tokens, named, [at for at, is_named in enumerate(named) if is_named])
    named = [is_named or token in _TITLES for token, is_named in zip(tokens, named, strict=True)]
    return _Text(tokens, named, [at for at, is_named in enumerate(named) if is_named])


class _Place(NamedTuple):
    """A name where it stands: its words, the marks near it with their distance, below zero before it; and what is next to it."""

    name: str
    words: tuple[str, ...]
    stems: frozenset[str]
    start: int
    end: int
    marks: dict[str, tuple[int, bool]]  # by stem; whether it is of a name
    links: frozenset[tuple[str, int]]
    is_turned: bool  # whether it stands where a passive has its doer or its object


def _places(text: _Text, words: Sequence[str], joints: set[tuple[str, str]]) -> Iterator[_Place]:
    """The places of the names. A run of capitals is cut where the other text has no such two words together."""
    first = 0
    for last, at in enumerate(text.at):
        is_end = last + 1 == len(words) or text.at[last + 1] != at + 1
        if is_end or (words[last], words[last + 1]) not in joints:
            yield _place(text, tuple(words[first : last + 1]), text.at[first], at + 1)
            first = last + 1


def _place(text: _Text, words: tuple[str, ...], start: int, end: int) -> _Place:
    tokens, named = text.tokens, text.named
    marks: dict[str, tuple[int, bool]] = {}
    left, right = start - 1, end
    for distance in range(1, _WIDE):
        if tokens[left]:
            for stem in TOKEN_STEMS[tokens[left]]:
                marks.setdefault(stem, (-distance, named[left]))
            left -= 1
        if tokens[right]:
            for stem in TOKEN_STEMS[tokens[right]]:
                marks.setdefault(stem, (distance, named[right]))
            right += 1
    links = {
        (token, side)
        for token, side in ((tokens[start - 1].lower(), -1), (tokens[end].lower(), 1))
        if token.isalpha() and token not in _NO_LINKS and not TOKEN_STEMS[token]
    }
    if tokens[end - 1].endswith(("'s", "’s")):
        links.add(("'s", 1))
    after = tokens[end : end + _NEAR]
    is_turned = "by" in tokens[start - 3 : start] or ("by" in after and not _BE.isdisjoint(after[:3]))
    name, stems = " ".join(tokens[start:end]), frozenset(map(STEMS.__getitem__, words))
    return _Place(name, words, stems, start, end, marks, frozenset(links), is_turned)


def _worth(stem: str, one: tuple[int, bool], other: tuple[int, bool], sided: bool) -> float:
    """How much a mark near two places says that they are one."""
    (here, is_name), (there, _) = one, other
    if abs(here) > _NEAR or abs(there) > _NEAR:
        return _FARTHER
    if not sided:
        return _UNSIDED
    if here * there < 0:
        return 0.7 if stem in _REPORTING else 0.0 if is_name else _AGAINST
    if here == there:
        return _BESIDE if abs(here) == 1 else _BY_STEPS[0]
    return _BY_STEPS[abs(here - there)]


class _Source:
    """The places of a text's names by their marks."""

    def __init__(self, places: Sequence[_Place]) -> None:
        self.places = places
        self._by_mark: dict[str, list[int]] = {}
        self._by_word: dict[str, set[int]] = {}
        self._by_stem: dict[str, set[str]] = {}
        for number, place in enumerate(places):
            for mark in place.marks:
                self._by_mark.setdefault(mark, []).append(number)
            for word in place.words:
                self._by_word.setdefault(word, set()).add(number)
                self._by_stem.setdefault(STEMS[word], set()).add(word)

    def own(self, place: _Place) -> tuple[set[str], set[int]]:
        """The words of the name there and where they stand; other forms of them where there are none."""
        words = {word for word in place.words if word in self._by_word} or {
            other for word in place.words for other in self._by_stem.get(STEMS[word], ()) if _is_form(word, other)
        }
        return words, set().union(*(self._by_word[word] for word in words))

    def likeness(self, place: _Place) -> dict[int, float]:
        """How like each of the places is that has any of the marks of this one."""
        found: dict[int, float] = {}
        for stem, mark in place.marks.items():
            numbers = self._by_mark.get(stem, ())
            if len(numbers) > _COMMON:
                continue
            short = stem[:4]
            for number in numbers:
                other = self.places[number]
                if mark[1] and (short in place.stems or short in other.stems):
                    continue
                worth = _worth(stem, mark, other.marks[stem], place.is_turned == other.is_turned)
                found[number] = found.get(number, 0.0) + worth
        for number in found:
            other = self.places[number]
            if place.is_turned == other.is_turned:
                found[number] += _LINK * len(place.links & other.links)
        return found


def _is_same(one: _Place, other: _Place) -> bool:
    """Whether two names may be one's."""
    return (
        any(a == b or _is_form(a, b) for a in one.words for b in other.words)
        or not alias_stems(one.stems).isdisjoint(other.stems)
        or _has_initials(one.words, other.words)
        or _has_initials(other.words, one.words)
    )


def _has_initials(name: tuple[str, ...], other: tuple[str, ...]) -> bool:
    return len(name) > 1 and "".join([word[:1] for word in name]) in other


class _Claim(NamedTuple):
    """By how much more a name's place in the rewrite is like another's than like its own, and which places."""

    gain: float
    place: _Place
    rival: _Place | None


def _lists(text: _Text, places: Iterable[_Place]) -> Iterator[tuple[_Place, set[str]]]:
    """The names, each with the words of those that stand in a list with it: exchanged, they say the same."""
    run: list[_Place] = []
    joints: list[str] = []
    for place in places:
        between = text.tokens[run[-1].end : place.start] if run else []
        if between and _LISTING.issuperset(map(str.lower, between)):
            joints += between
        else:
            yield from _listed(run, joints)
            run, joints = [], []
        run.append(place)
    yield from _listed(run, joints)


def _listed(run: Sequence[_Place], joints: Sequence[str]) -> Iterator[tuple[_Place, set[str]]]:
    is_list = len(run) > 2 or not _JOINING.isdisjoint(joints)
    words = {word for place in run for word in place.words} if is_list else set()
    return ((place, words) for place in run)


_Best = dict[tuple[str, str], _Claim]
_Free = dict[str, _Claim]


def _claims(source: _Source, places: Iterable[tuple[_Place, set[str]]]) -> tuple[_Best, _Free]:
    """The best claim of each word to the place of each other, and of each to any place: the less it has of its own there."""
    best: _Best = {}
    free: _Free = {}
    for place, listed in places:
        words, numbers = source.own(place)
        likeness = source.likeness(place) if words else {}
        own = max((likeness.get(number, 0.0) for number in numbers), default=0.0)
        for word in words:
            if word not in free or -own > free[word].gain:
                free[word] = _Claim(-own, place, None)
        for number, like in likeness.items():
            rival = source.places[number]
            if like - own < _LEAST or number in numbers or not listed.isdisjoint(rival.words) or _is_same(place, rival):
                continue
            claim = _Claim(like - own, place, rival)
            for pair in product(words, rival.words):
                if pair not in best or claim.gain > best[pair].gain:
                    best[pair] = claim
    return best, free


def _between(text: _Text, one: _Place, other: _Place) -> list[str]:
    """The words and marks between two names that stand near each other in one sentence, else a mark of a gap alone."""
    if one.start > other.start:
        one, other = other, one
    between = text.tokens[one.end : other.start] if other.start - one.end < _FAR else _GAP
    return _GAP if "" in between else between


def _needed(one: _Text, two: _Text, claim: _Claim, back: _Claim) -> float:
    """How sure two claims must be, both together: surer where grammar may have turned the names round."""
    there = _between(two, claim.place, back.place)
    if claim.rival is None or back.rival is None:
        near = two.tokens[max(0, claim.place.start - _CLOSE) : claim.place.end + _CLOSE]
        is_near = claim.rival is not None and any(_WORDS[token] in claim.rival.words for token in near)
        return float("inf") if is_near else _ENOUGH_ALONE
    here = _between(one, claim.rival, back.rival)
    if _GAP in (here, there):
        return _ENOUGH
    if _is_apposed(here) != _is_apposed(there):  # "Ann, the head of Acme" for "Acme head Ann"
        return _ENOUGH_APPOSED
    if not (_JOINING.isdisjoint(here) or _JOINING.isdisjoint(there)):
        return _ENOUGH_JOINED
    return _ENOUGH


def _is_apposed(between: Sequence[str]) -> bool:
    return bool(between) and "," in (between[0], between[-1])


def claims_of(before: Sequence[Framed], after: Sequence[Framed]) -> Iterator[tuple[float, float, _Claim, _Claim]]:
    """Pairs of names that claim each other's places: how sure they are, how sure they must be, and both claims."""
    if not before or not after:
        return
    one, two = _text(before), _text(after)
    words, others = one.words(), two.words()
    common = {*words}.intersection(others)
    if len(common) < 2 or [*filter(common.__contains__, words)] == [*filter(common.__contains__, others)]:
        return
    source = _Source([*_places(one, words, two.joints(others))])
    best, free = _claims(source, _lists(two, _places(two, others, one.joints(words))))
    for (word, other), claim in best.items():
        back = best.get((other, word)) or free.get(other)
        if back is not None and back.gain >= _LEAST:
            yield claim.gain + back.gain, _needed(one, two, claim, back), claim, back


def exchanged(before: Sequence[Framed], after: Sequence[Framed]) -> list[tuple[str, str]]:
    """A pair (name of the source, name in its place in the rewrite) of two that stand in each other's places, if any."""
    for gain, needed, claim, _ in claims_of(before, after):
        if gain >= needed and claim.rival is not None:
            return [(claim.rival.name, claim.place.name)]
    return []
