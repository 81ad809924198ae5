"""Does a name stand in another's place? Compares the words around each name, in one language; knows no grammar.

A name has changed places where the words around it are those around another name of the source, and not those around
itself, and where that other name has its own words nowhere in the rewrite. Told by the words near it, whatever the
sentences' order; a pair of names told apart by grammar alone ("Ann hired Bob") is not seen.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Sequence
from itertools import chain
from typing import NamedTuple

from rephrase.fidelity.pairing import Pairing, around, stems
from rephrase.fidelity.words import Remembered

_TOKEN = re.compile(r"[\w'’-]+|[^\w\s]")
_NEAR = 5  # words either side
_BESIDE = 2  # words either side within which two names may belong to one thing
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
    key: frozenset[str]
    marks: frozenset[str]
    beside: frozenset[str]  # stems of the names next to it
    opens: bool  # whether it opens its sentence


Same = Callable[[Framed, Framed], bool]


_STEMS = Remembered(stems)  # of a token, which a hyphen may part


def tokens_of(sentence: str) -> list[str]:
    """Words and marks of a sentence, as written."""
    return _TOKEN.findall(sentence)


def first_token(sentence: str) -> str:
    """The first of them, of a sentence that has any."""
    match = _TOKEN.search(sentence)
    return match[0] if match else " "


def framed(is_name: Sequence[bool], tokens: Sequence[str], key: Sequence[str]) -> list[Framed]:
    """The runs of name tokens of a sentence with what stands around them."""
    found, at = [], 0
    while at < len(tokens):
        if not is_name[at]:
            at += 1
            continue
        end = at
        while end < len(tokens) and is_name[end]:
            end += 1
        found.append(_one(tokens, key, is_name, at, end))
        at = end
    return found


def _one(tokens: Sequence[str], key: Sequence[str], is_name: Sequence[bool], start: int, end: int) -> Framed:
    near_it = [*tokens[max(0, start - _NEAR) : start], *tokens[end : end + _NEAR]]
    marks = {*chain.from_iterable(map(_STEMS.__getitem__, near_it))}
    before, after = tokens[start - 1].lower() if start else "", tokens[end].lower() if end < len(tokens) else ""
    if before not in _NO_MARK_BEFORE:
        marks.add(f"<{before}")
    if after not in _NO_MARK_AFTER:
        marks.add(f">{after}")
    near = (*range(max(0, start - _BESIDE), start), *range(end, min(len(tokens), end + _BESIDE)))
    beside = {key[n] for n in near if is_name[n]}
    opens = end == start + 1 and not any(token[0].isalnum() for token in tokens[:start])
    return Framed(" ".join(tokens[start:end]), frozenset(key[start:end]), frozenset(marks), frozenset(beside), opens)


def _index(names: Sequence[Framed]) -> dict[str, list[int]]:
    found: dict[str, list[int]] = {}
    for number, name in enumerate(names):
        for mark in name.marks:
            found.setdefault(mark, []).append(number)
    return {mark: numbers for mark, numbers in found.items() if len(numbers) <= _COMMON}


def _alike(name: Framed, others: Sequence[Framed], index: dict[str, list[int]]) -> dict[int, int]:
    """For each of the other text's names with marks of this one's place, how many."""
    found: dict[int, int] = {}
    for mark in name.marks:
        for number in index.get(mark, ()):
            found[number] = found.get(number, 0) + 1
    return found


def in_anothers_place(
    before: Sequence[Framed], after: Sequence[Framed], same: Same, counts: Counter[str], counts_after: Counter[str]
) -> list[tuple[str, str]]:
    """Pairs (name of the source, name in its place in the rewrite). The counts are of the stems of all words.

    A name new to the text is in another's place only where that other is said less often: else it was added.
    """
    index, index_after = _index(before), _index(after)
    found = []
    for name in after:
        likeness = _alike(name, before, index)
        new = not any(counts[stem] for stem in name.key)
        margin = _MARGIN_NEW if new else _MARGIN
        # Most names have a place of their own that none exceeds by the margin: those need no further comparison.
        most = max(likeness.values(), default=0)
        if most < margin or any(same(name, before[at]) for at, n in likeness.items() if n > most - margin):
            continue
        own = max((n for at, n in likeness.items() if same(name, before[at])), default=0)
        for at, count in sorted(likeness.items()):
            rival = before[at]
            if new and not any(counts[stem] > counts_after[stem] for stem in rival.key):
                continue
            if (
                count < own + margin
                or (name.opens and rival.opens)
                or same(name, rival)
                or rival.key & name.beside
                or name.key & rival.beside
            ):
                continue
            back = _alike(rival, after, index_after)
            if max((n for n_at, n in back.items() if same(rival, after[n_at])), default=0) + margin <= count:
                found.append((rival.name, name.name))
                break
    return found


def newcomer(before: Sequence[Framed], after: Sequence[Framed], same: Same, counts: Counter[str]) -> Framed | None:
    """The first name new to the text, if any. The counts are of the source's stems."""
    return next(
        (name for name in after if _is_new(name, counts) and not any(same(name, other) for other in before)), None
    )


def instead(
    found: Pairing, new: Framed, before: Sequence[Framed], counts: tuple[Counter[str], Counter[str]]
) -> list[tuple[str, str]]:
    """A name new to the text, where its sentence belongs another that is said less often than it was."""
    one, two = counts
    places = (place for place, line in zip(found.after.places, found.two, strict=True) if new.name in line.text)
    place = next(places, -1)
    near = around(found.one, place) if place >= 0 else ""
    rarer = (
        name
        for name in before
        if all(one[stem] > two[stem] for stem in name.key)
        and (not name.opens or _is_person(name, one, two))
        and (not near or name.name in near)
    )
    return [(name.name, new.name) for name in rarer][:1]


def _is_person(name: Framed, one: Counter[str], two: Counter[str]) -> bool:
    """Whether what opens a sentence of the source is a name: it acts, and comes again or is gone altogether."""
    again = all(one[stem] > 1 for stem in name.key)
    return _acts(name, again) and (again or not any(two[stem] for stem in name.key))


def _acts(name: Framed, with_s: bool) -> bool:
    """Whether a verb seems to follow: what opens a sentence is a name then, and no word that needs an article."""
    return any(
        mark[0] == ">" and (mark[1:] in _AFTER_A_NAME or mark.endswith("ed") or (with_s and mark.endswith("s")))
        for mark in name.marks
    )


def _is_new(name: Framed, counts: Counter[str]) -> bool:
    """Whether no word of a name is in the source."""
    return not any(counts[stem] for stem in name.key) and (not name.opens or _acts(name, False))
