"""Does a name new to the text stand where another stood? Told by what stands before and after each, in one language.

A name that a rewrite adds is often right ("the senator" made "Senator Bush"). It took another's place where that other has
gone, or has nothing as like its old place any more; and in a text about few people, a new one that acts is nobody's name.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence, Set
from itertools import chain

from rephrase.fidelity.framed import Framed, acts
from rephrase.fidelity.naming import STEMS, is_among
from rephrase.fidelity.slots import Places, Text, Unit, is_near, is_opening, place, units
from rephrase.fidelity.words import sentences

_LIKE = 2.3  # what a place must be worth that a new name may have taken
_MORE = 1.0  # more than it is worth to any place that the old name has left
_SURELY = 3.3  # the same where the old name stands in the same sentence
_MANY = 20  # places of a name, past which one more or less tells nothing
_MOST = 30  # new names that are looked at
_NOTHING = 1.0  # what a place is worth at most that is not like another
_CLOSE = 4  # words from another name, within which both may be of one person or thing
_LONGEST = 5  # letters of an acronym
_FEW, _LEAST = 3, 3  # names at most and sentences at least in a text about few people

Alike = Callable[[str, str], bool]  # whether two words may be spellings of one name


def in_place_of(
    one: Text,
    two: Text,
    known: Set[str],
    said: Set[str],
    is_initials: Callable[[str], bool],
    alike: Alike,
) -> list[tuple[str, str]]:
    """A pair (name of the source, new name in its place in the rewrite), if any. `said` are the stems of the rewrite's words."""
    if not any(stem not in known and not is_initials(stem) for stem in map(STEMS.__getitem__, two.words)):
        return []
    there, words = units(two, one), {*one.words}
    if not any(_is_new(unit, known, is_initials) for unit in there):
        return []
    new = [unit for unit in _sure(there, two) if _is_new(unit, known, is_initials)]
    new = [unit for unit in new[:_MOST] if not any(alike(word, a) for word in words for a in unit.words)]
    if not new:
        return []
    by_word: dict[str, list[Unit]] = {}
    for unit in there:
        for word in unit.words:
            by_word.setdefault(word, []).append(unit)
    places = [place(two, unit) for unit in new]
    marks = frozenset(chain.from_iterable(each.marks for each in places))
    source = Places([place(one, unit) for unit in _sure(units(one, two), one) if is_near(one, unit, marks)])
    for unit, each in zip(new, places, strict=True):
        near = {STEMS[token] for token in _near(two, unit)}
        for number, like in source.likeness(each).items():
            old = source.places[number]
            stems = [*map(STEMS.__getitem__, old.words)]
            if like < _LIKE or not near.isdisjoint(stems):
                continue
            left = [*chain.from_iterable(by_word.get(word, ()) for word in old.words)]
            if said.isdisjoint(stems) or _has_left(source, number, like, two, unit, left):
                return [(old.name, " ".join(two.tokens[unit.start : unit.end]))]
    return []


def _is_new(unit: Unit, known: Set[str], is_initials: Callable[[str], bool]) -> bool:
    stems = tuple(map(STEMS.__getitem__, unit.words))
    return known.isdisjoint(stems) and not any(map(is_initials, stems)) and not is_among(stems, known)


def _sure(names: Sequence[Unit], text: Text) -> list[Unit]:
    """Those that are surely names: no acronyms, and nothing that only opens sentences."""
    within = {word for unit in names if not is_opening(text, unit.start) for word in unit.words}
    return [unit for unit in names if unit.words[0] in within and not _is_acronym(text.tokens[unit.start : unit.end])]


def _is_acronym(tokens: Iterable[str]) -> bool:
    return all(token.rstrip("s").isupper() and len(token) <= _LONGEST for token in tokens)


def _near(text: Text, unit: Unit) -> Iterable[str]:
    tokens = text.tokens
    return filter(None, chain(tokens[max(0, unit.start - _CLOSE) : unit.start], tokens[unit.end : unit.end + _CLOSE]))


def _has_left(source: Places, number: int, like: float, two: Text, unit: Unit, left: Sequence[Unit]) -> bool:
    """Whether the old name stands elsewhere in the rewrite: no place as like its old one, and like none if in the same sentence."""
    if not left or len(left) > _MANY:
        return False
    likeness = [source.likeness(place(two, other)) for other in left]
    if any(_is_one_sentence(two, unit, other) for other in left):
        own = {*source.places[number].words}
        return like >= _SURELY and not any(
            worth > _NOTHING and not own.isdisjoint(source.places[at].words)
            for found in likeness
            for at, worth in found.items()
        )
    return like - max(found.get(number, 0.0) for found in likeness) >= _MORE


def _is_one_sentence(text: Text, one: Unit, other: Unit) -> bool:
    start, end = min(one.start, other.start), max(one.end, other.end)
    return "" not in text.tokens[start:end]


def nobody(
    source: str, before: Iterable[Framed], after: Iterable[Framed], known: Set[str], is_initials: Callable[[str], bool]
) -> list[tuple[str, str]]:
    """A new name that acts, in a text about few people, and one of theirs."""
    new = (
        name.name
        for name in after
        if known.isdisjoint(name.key)
        and not name.opens
        and not name.name.isupper()
        and acts(name, True)
        and not any(map(is_initials, name.key))
        and not is_among(name.stems, known)
    )
    if (found := next(new, None)) is None:
        return []
    names = {name.key: name.name for name in before if not name.opens or acts(name, True)}
    if not 0 < len(names) <= _FEW or len(sentences(source)) < _LEAST:
        return []
    return [(next(iter(names.values())), found)]
