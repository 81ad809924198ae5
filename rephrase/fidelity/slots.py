"""Where names stand in a text, and how like two such places are: by what stands before and after each, and how near.

Names are runs of capitals, cut where the other text has not the same words together: "Murray Gell-Mann" is one name, two where
the other text has "George Gell-Mann". Knows one language and no grammar but `by`.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence, Set
from itertools import chain, pairwise
from typing import NamedTuple

from rephrase.fidelity.framed import TOKEN_STEMS, Framed
from rephrase.fidelity.naming import STEMS
from rephrase.fidelity.words import Remembered

NEAR = 5  # words either side of a name, which say most
_WIDE = 20  # words either side, which say something
_COMMON = 12  # places: a word near more of them tells none
# What a word near two places is worth: next to both, on the same side of both by how many words nearer to one of them, on
# other sides, far from one, and where sides say nothing; and a preposition, an auxiliary or a possessive next to both.
_BESIDE, _BY_STEPS, _AGAINST, _FARTHER, _UNSIDED, _LINK = 1.6, (1.3, 1.1, 0.9, 0.7, 0.6), 0.3, 0.15, 0.4, 0.4
_NUMBER = 0.6  # a number in digits, far from one and on the same side
_EITHER_SIDE = 0.7  # a verb of saying: "said Ann" is "Ann said"

_FEW_NAMES = 12
# A title can be exchanged for a name, and is none.
_TITLES = frozenset(
    "President Minister King Queen Senator Judge Governor General Captain Lord Lady God Officer".split()
)
_SAYING = frozenset(
    chain.from_iterable(TOKEN_STEMS[word] for word in "says say told tells added asked stated according".split())
)
_WAYS = frozenset(["from", "to"])
_NO_LINKS = frozenset("a an the said".split())
_BE = frozenset("is are was were be been being get got gets".split())
# How the forms of one name end: Canada, Canadian; Scotland, Scottish; Democrats, Democratic.
_FORMS = frozenset(
    "s n i y a o e an ans ian ians ean ese ese's ish ic ics is ies es ain en er ers ch land tish tic cratic crat crats al ally"
    " ism ist ists ern".split()
)


def _word(token: str) -> str:
    token = token.lower().replace("’", "'")
    return token[:-2] if token.endswith("'s") else token.rstrip("'")


WORDS = Remembered(_word)


def is_form(one: str, other: str) -> bool:
    """Whether two words are forms of one name: India, Indian."""
    pairs = enumerate(zip(one, other, strict=False))
    shared = next((at for at, (a, b) in pairs if a != b), min(len(one), len(other)))
    one, other = one[shared:], other[shared:]
    if not one or not other:
        return shared > 2
    return (
        shared > 3 and one in _FORMS and other in _FORMS and (shared > 6 or len(one + other) > 2)
    )  # no Joanne, Joanna


class Text(NamedTuple):
    """The words and marks of a text's sentences, which of them are names', and those in order.

    Of each there is a key: the word itself where both texts have it, else its stem.
    """

    tokens: list[str]
    named: list[bool]
    at: list[int]
    words: list[str]
    keys: list[str]


def texts_of(before: Sequence[Framed], after: Sequence[Framed]) -> tuple[Text, Text]:
    """The texts that some names are of."""
    one, two = _named(before), _named(after)
    words, others = ([WORDS[tokens[each]] for each in at] for tokens, _, at in (one, two))
    both = {*words}.intersection(others)
    keys, keys_there = ([word if word in both else STEMS[word] for word in row] for row in (words, others))
    return Text(*one, words, keys), Text(*two, others, keys_there)


def _named(names: Sequence[Framed]) -> tuple[list[str], list[bool], list[int]]:
    """The words and marks of a text, which are names', and those in order. A title is taken for a name where there are few."""
    tokens, named = names[0].tokens, names[0].named
    if len(names) > _FEW_NAMES or _TITLES.isdisjoint(tokens):
        return tokens, named, [*chain.from_iterable(range(name.start, name.end) for name in names)]
    named = [is_named or token in _TITLES for token, is_named in zip(tokens, named, strict=True)]
    return tokens, named, [at for at, is_named in enumerate(named) if is_named]


def is_opening(text: Text, at: int) -> bool:
    """Whether no word stands before a place in its sentence."""
    while (token := text.tokens[at - 1]) and not token[0].isalnum():
        at -= 1
    return not token


def _joints(text: Text) -> set[tuple[str, str]]:
    """Keys of the words that stand next to each other in a name."""
    return {pair for pair, (a, b) in zip(pairwise(text.keys), pairwise(text.at), strict=True) if b == a + 1}


class Unit(NamedTuple):
    """A run of capitals that the other text may have as it is."""

    words: tuple[str, ...]
    keys: tuple[str, ...]
    start: int
    end: int


def units(text: Text, other: Text) -> list[Unit]:
    """The names of a text, cut where the other text has no such two words together."""
    joints, at, keys, found, first = _joints(other), text.at, text.keys, [], 0
    for stop in range(1, len(at) + 1):
        if stop == len(at) or at[stop] != at[stop - 1] + 1 or (keys[stop - 1], keys[stop]) not in joints:
            own = tuple(text.words[first:stop]), tuple(keys[first:stop])
            found.append(Unit(*own, at[first], at[stop - 1] + 1))
            first = stop
    return found


_FEW = 5  # names, which may all have the same neighbours
_START, _END = ("^",), ("$",)


def moved(one: Iterable[Unit], two: Iterable[Unit], common: set[str]) -> set[str]:
    """Keys of the names that may have changed places: not of those that both texts have first and last in the same order,
    and where many are left, of those beside others than in the first text."""
    before, after = ([unit.keys for unit in text if not common.isdisjoint(unit.keys)] for text in (one, two))
    least = min(len(before), len(after))
    start = next((at for at in range(least) if before[at] != after[at]), least)
    end = next((at for at in range(least - start) if before[-1 - at] != after[-1 - at]), least - start)
    before, after = before[start : len(before) - end], after[start : len(after) - end]
    if len({*after}) <= _FEW:
        return {*chain.from_iterable(before + after)} if before and after else set()
    pairs = {*pairwise([_START, *before, _END])}
    are_new = [pair not in pairs for pair in pairwise([_START, *after, _END])]
    new = (name for name, left, right in zip(after, are_new, are_new[1:], strict=False) if left and right)
    return {*chain.from_iterable(new)}


class Place(NamedTuple):
    """A name where it stands: its words, the marks near it with their distance, below zero before it; and what is next to it."""

    name: str
    words: tuple[str, ...]
    stems: frozenset[str]
    start: int
    end: int
    marks: dict[str, tuple[int, bool]]  # by stem; whether it is of a name
    links: frozenset[tuple[str, int]]
    way: str  # what part it has, as far as little words say: sides are compared of places with the same


def place(text: Text, unit: Unit) -> Place:
    """What stands around a name."""
    tokens, named = text.tokens, text.named
    words, _, start, end = unit
    marks: dict[str, tuple[int, bool]] = {}
    left, right = start - 1, end
    for distance in range(1, _WIDE + 1):
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
    name, stems = " ".join(tokens[start:end]), frozenset(map(STEMS.__getitem__, words))
    return Place(name, words, stems, start, end, marks, frozenset(links), _way(tokens, start, end))


def is_near(text: Text, unit: Unit, marks: Set[str]) -> bool:
    """Whether any of some marks is near a name."""
    tokens, start, end = text.tokens, unit.start, unit.end
    return any(
        not marks.isdisjoint(TOKEN_STEMS[token]) for token in tokens[start - NEAR : start] + tokens[end : end + NEAR]
    )


def _way(tokens: Sequence[str], start: int, end: int) -> str:
    """`by`, `from` or `to` before a name, "be" where it is the subject of a passive, or ""."""
    before, after = tokens[start - 1], tokens[end : end + NEAR]
    if before in _WAYS:
        return before
    if "by" in tokens[start - 3 : start]:
        return "by"
    return "be" if "by" in after and not _BE.isdisjoint(after[:3]) else ""


def _worth(stem: str, one: tuple[int, bool], other: tuple[int, bool], sided: bool) -> float:
    """How much a mark near two places says that they are one."""
    (here, is_name), (there, _) = one, other
    if abs(here) > NEAR or abs(there) > NEAR:
        return _NUMBER if stem.isdigit() and here * there > 0 else _FARTHER
    if not sided:
        return _UNSIDED
    if here * there < 0:
        return _EITHER_SIDE if stem in _SAYING else 0.0 if is_name else _AGAINST
    if here == there:
        return _BESIDE if abs(here) == 1 else _BY_STEPS[0]
    return _BY_STEPS[abs(here - there)]


class Places:
    """The places of a text's names by their marks."""

    def __init__(self, places: Sequence[Place]) -> None:
        self.places = places
        self._by_mark: dict[str, list[int]] = {}
        self._words: dict[str, set[str]] = {}  # by stem
        for number, place in enumerate(places):
            for mark in place.marks:
                self._by_mark.setdefault(mark, []).append(number)
            for word in place.words:
                self._words.setdefault(STEMS[word], set()).add(word)

    def own(self, place: Place) -> set[str]:
        """The words of the name there that any name here has; other forms of them where there are none."""
        found = {word for word in place.words if word in self._words.get(STEMS[word], ())}
        return found or {
            other for word in place.words for other in self._words.get(STEMS[word], ()) if is_form(word, other)
        }

    def likeness(self, place: Place) -> dict[int, float]:
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
                worth = _worth(stem, mark, other.marks[stem], place.way == other.way)
                found[number] = found.get(number, 0.0) + worth
        for number in found:
            other = self.places[number]
            if place.way == other.way:
                found[number] += _LINK * len(place.links & other.links)
        return found
