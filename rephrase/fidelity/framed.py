"""Does a name stand in another's place? Compares the words around each name, in one language; knows no grammar.

A name has changed places where the words around it are those around another name of the source, and not those around
itself, and where that other name has its own words nowhere in the rewrite. Told by the words near it, whatever the
sentences' order; two names told apart by their sides alone ("Ann hired Bob") are exchanged.py's.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence, Set
from itertools import chain, compress, count
from typing import NamedTuple

from rephrase.fidelity.naming import STEMS, is_name, stem_counts
from rephrase.fidelity.pairing import around, pairing, stems
from rephrase.fidelity.words import Marks, Remembered

_TOKEN = re.compile(r"[\w'’-]+|[^\w\s]")
_MARKS = Marks(r"[^\w\s'’-]", _TOKEN.pattern)
_NEAR = 5  # words either side
_BESIDE = 2  # words either side within which two names may belong to one thing
_BETWEEN = ("",) * _NEAR  # stands between sentences: no word of one is near a word of another
_COMMON = 8  # names: a word around more of them tells none
_MARGIN, _MARGIN_NEW = (
    3,
    2,
)  # marks that the other name's place has more than any of its own; for a name new to the text

_NO_MARK_BEFORE, _NO_MARK_AFTER = ("", ",", "the"), ("", ",")
_AFTER_A_NAME = frozenset(
    "is was has had can will would have and went found bought got took made did said gave ate sold spent ran".split()
)


class Framed(NamedTuple):  # a tuple, because many are made
    """A name in its place: as written, the stems of its words, and the marks of its place."""

    name: str
    stems: tuple[str, ...]
    key: frozenset[str]  # the stems, in no order
    marks: set[str]
    opens: bool  # whether it opens its sentence
    start: int
    end: int
    tokens: list[str]  # of its text, and which of them are names
    named: list[bool]

    def beside(self) -> set[str]:
        """Stems of the names next to it."""
        near = (*range(self.start - _BESIDE, self.start), *range(self.end, self.end + _BESIDE))
        return {STEMS[self.tokens[at]] for at in near if self.named[at]}


Same = Callable[[Framed, Framed], bool]


TOKEN_STEMS = Remembered(stems)  # of a token, which a hyphen may part


def _stems_of_name(name: str) -> tuple[tuple[str, ...], frozenset[str]]:
    found = tuple(map(STEMS.__getitem__, name.split(" ")))
    return found, frozenset(found)


_STEMS_OF_NAME = Remembered(_stems_of_name)  # of tokens with spaces between

# Whether a token can be a name where it stands within a sentence.
CAN_BE_NAME = Remembered(lambda token: len(token) > 1 and token[0].isupper() and is_name(token))


def _has_word(token: str) -> bool:
    return token[0].isalnum()


def first_token(sentence: str) -> str:
    """The first word or mark of a sentence that has any."""
    word = sentence.partition(" ")[0]
    if word.isalnum():
        return word
    match = _TOKEN.search(sentence)
    return match[0] if match else " "


def framed(lines: Sequence[str], may_open: Callable[[str], bool], seen: frozenset[str]) -> list[Framed]:
    """The names of some sentences in their places. One that opens a sentence may be none, unless it was `seen` within one."""
    tokens, openers = [*_BETWEEN], set()
    for line in _MARKS.cut(lines) if lines else ():
        first = 0 if line[0][0].isalnum() else next((at for at, token in enumerate(line) if token[0].isalnum()), 0)
        openers.add(len(tokens) + first)
        if line[first + 1 : first + 2] == [":"] and (after := next(filter(_has_word, line[first + 2 :]), "")):
            openers.add(len(tokens) + line.index(after, first + 2))  # Q: Why
        tokens += line
        tokens += _BETWEEN
    named = list(map(CAN_BE_NAME.__getitem__, tokens))
    for at in openers:
        named[at] = may_open(tokens[at])
    found, end = [], 0
    for start in compress(count(), named):
        if start >= end:
            end = named.index(False, start)
            name, marks = " ".join(tokens[start:end]), _marks(tokens, start, end)
            stems, key = _STEMS_OF_NAME[name]
            opens = start in openers and end == start + 1 and name not in seen
            found.append(Framed(name, stems, key, marks, opens, start, end, tokens, named))
    return found


def _marks(tokens: list[str], start: int, end: int) -> set[str]:
    """What tells a place: the stems of the words near it, the word before and the one after."""
    marks = {
        *chain.from_iterable(map(TOKEN_STEMS.__getitem__, tokens[start - _NEAR : start] + tokens[end : end + _NEAR]))
    }
    before, after = tokens[start - 1].lower(), tokens[end].lower()
    if before not in _NO_MARK_BEFORE:
        marks.add(f"<{before}")
    if after not in _NO_MARK_AFTER:
        marks.add(f">{after}")
    return marks


class _Places:
    """A text's names by the marks of their places."""

    def __init__(self, names: Sequence[Framed]) -> None:
        self.names = names
        self._by_mark: dict[str, list[int]] = {}
        for number, name in enumerate(names):
            for mark in name.marks:
                if mark in self._by_mark:
                    self._by_mark[mark].append(number)
                else:
                    self._by_mark[mark] = [number]

    def alike(self, name: Framed) -> dict[int, int]:
        """For each of the names with marks of this one's place, how many."""
        found: dict[int, int] = {}
        for numbers in filter(None, map(self._by_mark.get, name.marks)):
            if len(numbers) <= _COMMON:
                for number in numbers:
                    found[number] = found.get(number, 0) + 1
        return found

    def own(self, name: Framed, alike: dict[int, int], same: Same) -> int:
        """The most marks that a place of the same name has."""
        return max((count for at, count in alike.items() if same(name, self.names[at])), default=0)


def in_anothers_place(
    before: Sequence[Framed], after: Sequence[Framed], same: Same, known: Set[str], said: Said
) -> list[tuple[str, str]]:
    """Pairs (name of the source, name in its place in the rewrite). Of the source, `known` are the stems of all words.

    A name new to the text is in another's place only where that other is said less often: else it was added.
    """
    places, places_after = _Places(before), None
    found = []
    for name in after:
        likeness = places.alike(name)
        new = known.isdisjoint(name.key)
        margin = _MARGIN_NEW if new else _MARGIN
        # Most names have a place of their own that none exceeds by the margin: those need no further comparison.
        most = max(likeness.values(), default=0)
        if most < margin or any(same(name, before[at]) for at, n in likeness.items() if n > most - margin):
            continue
        own = places.own(name, likeness, same)
        for at, number in sorted(likeness.items()):
            rival = before[at]
            if number < own + margin or (name.opens and rival.opens) or (new and not said.is_partly_rarer(rival)):
                continue
            if same(name, rival) or not rival.key.isdisjoint(name.beside()) or not name.key.isdisjoint(rival.beside()):
                continue
            places_after = places_after or _Places(after)
            if places_after.own(rival, places_after.alike(rival), same) + margin <= number:
                found.append((rival.name, name.name))
                break
    return found


def newcomer(before: Sequence[Framed], after: Iterable[Framed], same: Same, known: Set[str]) -> Framed | None:
    """The first name new to the text, if any. Of the source, `known` are the stems of all words."""
    new = (name for name in after if known.isdisjoint(name.key) and (not name.opens or acts(name, False)))
    return next((name for name in new if not any(same(name, other) for other in before)), None)


class Said:
    """How often both texts say the words of the source's names."""

    def __init__(self, source: str, rewrite: str) -> None:
        self._texts = source, rewrite

    def _counts(self, name: Framed) -> Iterator[tuple[int, int]]:
        one, two = map(stem_counts, self._texts)
        return ((one[stem], two[stem]) for stem in name.key)

    def is_partly_rarer(self, name: Framed) -> bool:
        """Whether a word of the name is said less often in the rewrite."""
        return any(here > there for here, there in self._counts(name))

    def is_rarer(self, name: Framed) -> bool:
        """Whether all words of the name are said less often in the rewrite."""
        return all(here > there for here, there in self._counts(name))

    def is_person(self, name: Framed) -> bool:
        """Whether what opens a sentence of the source is a name: it acts, and comes again or is gone altogether."""
        again = all(here > 1 for here, _ in self._counts(name))
        return acts(name, again) and (again or not any(there for _, there in self._counts(name)))


def instead(source: str, rewrite: str, new: Framed, before: Sequence[Framed], said: Said) -> list[tuple[str, str]]:
    """A name new to the text, where its sentence belongs another that is said less often than it was."""
    rarer = [name for name in before if said.is_rarer(name) and (not name.opens or said.is_person(name))]
    if not rarer:
        return []
    found = pairing(source, rewrite)
    lines = [
        (place, line.text) for place, line in zip(found.after.places, found.two, strict=True) if new.name in line.text
    ]
    if lines and all(text.endswith("?") for _, text in lines):
        return []  # who asks says nothing
    place = lines[0][0] if lines else -1
    near = around(found.one, place) if place >= 0 else ""
    return [(name.name, new.name) for name in rarer if not near or name.name in near][:1]


def acts(name: Framed, with_s: bool) -> bool:
    """Whether a verb seems to follow: what opens a sentence is a name then, and no word that needs an article."""
    return any(
        mark[0] == ">" and (mark[1:] in _AFTER_A_NAME or mark.endswith("ed") or (with_s and mark.endswith("s")))
        for mark in name.marks
    )
