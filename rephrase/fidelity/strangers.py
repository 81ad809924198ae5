"""Does a name new to the text stand where another stood? Told by what stands before and after each, in one language.

A name that a rewrite adds is often right ("the senator" made "Senator Bush"). It took another's place where that other has
gone, or has nothing as like its old place any more; and in a text about few people, a new one that acts is nobody's name.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence, Set
from itertools import chain

from rephrase.fidelity.framed import Framed, acts
from rephrase.fidelity.naming import STEMS, is_among
from rephrase.fidelity.slots import Place, Places, Text, Unit, is_opening, place, texts_of, units
from rephrase.fidelity.words import sentences

_LIKE = 2.3  # what a place must be worth that a new name may have taken
_MORE = 1.0  # more than it is worth to any place that the old name has left
_SURELY = 3.3  # the same where the old name stands in the same sentence
_NOTHING = 1.0  # what a place is worth at most that is not like another
_CLOSE = 4  # words from another name, within which both may be of one person or thing
_LONGEST = 5  # letters of an acronym
_FEW, _LEAST = 3, 3  # names at most and sentences at least in a text about few people

Alike = Callable[[str, str], bool]  # whether two words may be spellings of one name


def in_place_of(
    before: Sequence[Framed],
    after: Sequence[Framed],
    known: Set[str],
    said: Set[str],
    is_initials: Callable[[str], bool],
    alike: Alike,
) -> list[tuple[str, str]]:
    """A pair (name of the source, new name in its place in the rewrite), if any. `said` are the stems of the rewrite's words."""
    if not before or not any(stem not in known and not is_initials(stem) for name in after for stem in name.stems):
        return []
    one, two = texts_of(before, after)
    there = units(two, one)
    new = [unit for unit in there if _is_new(unit, two, known, is_initials)]
    if not new:
        return []
    source = Places([place(one, unit) for unit in units(one, two) if not _is_doubtful(unit, one)])
    for unit in new:
        near = {STEMS[token] for token in _near(two, unit)}
        for number, like in source.likeness(place(two, unit)).items():
            old = source.places[number]
            stems = [*map(STEMS.__getitem__, old.words)]
            if (
                like < _LIKE
                or not near.isdisjoint(stems)
                or any(alike(a, b) for a in _run(one, old) for b in unit.words)
            ):
                continue
            if said.isdisjoint(stems) or _has_left(source, number, like, two, unit, there):
                return [(old.name, " ".join(two.tokens[unit.start : unit.end]))]
    return []


def _is_new(unit: Unit, text: Text, known: Set[str], is_initials: Callable[[str], bool]) -> bool:
    stems = tuple(map(STEMS.__getitem__, unit.words))
    return (
        known.isdisjoint(stems)
        and not any(map(is_initials, stems))
        and not is_among(stems, known)
        and not _is_doubtful(unit, text)
    )


def _is_doubtful(unit: Unit | Place, text: Text) -> bool:
    """Whether what stands there is an acronym, or may be no name, as it opens a sentence and stands nowhere else."""
    if all(token.rstrip("s").isupper() and len(token) <= _LONGEST for token in text.tokens[unit.start : unit.end]):
        return True
    if not is_opening(text, unit.start):
        return False
    return not any(
        word == unit.words[0] and not is_opening(text, at) for word, at in zip(text.words, text.at, strict=True)
    )


def _near(text: Text, unit: Unit) -> Iterable[str]:
    tokens = text.tokens
    return filter(None, chain(tokens[max(0, unit.start - _CLOSE) : unit.start], tokens[unit.end : unit.end + _CLOSE]))


def _run(text: Text, name: Place) -> list[str]:
    """The words of the run of capitals that a name is part of."""
    start, end = name.start, name.end
    while text.named[start - 1]:
        start -= 1
    while text.named[end]:
        end += 1
    return [token.lower() for token in text.tokens[start:end]]


def _has_left(source: Places, number: int, like: float, two: Text, unit: Unit, there: Iterable[Unit]) -> bool:
    """Whether the old name stands elsewhere in the rewrite: no place as like its old one, and like none if in the same sentence."""
    old = source.places[number]
    left = [other for other in there if not {*other.words}.isdisjoint(old.words)]
    if not left:
        return False
    likeness = [source.likeness(place(two, other)) for other in left]
    if any(_is_one_sentence(two, unit, other) for other in left):
        own = [at for at, each in enumerate(source.places) if not {*each.words}.isdisjoint(old.words)]
        return like >= _SURELY and max(found.get(at, 0.0) for found in likeness for at in own) <= _NOTHING
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
