"""Which number, ordinal, unit, day, part or formula stands where the source has another, between the same words. Knows
English words, digits and formulas; compares no sentences.

What counts cannot see: "on Tuesday she bought" for "on Wednesday she bought" in a text that has both days elsewhere.
Judged only where three or four neighbouring words are the same in both texts: a free rewording has other neighbours and
is left alone.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Mapping
from itertools import chain

from rephrase.fidelity.facts import Fact, Key, Pair, Place, Text, facts_by_word, facts_of, text_with
from rephrase.fidelity.facts import said as said_by
from rephrase.fidelity.formulas import normal
from rephrase.fidelity.quantities.digits import LIST_MARK
from rephrase.fidelity.said import said
from rephrase.fidelity.spans import spans
from rephrase.fidelity.swapped import moved_along
from rephrase.fidelity.words import prose, words

_MOST = 300  # formulas of a text that is looked at with them
_LONG = 6  # characters of a formula that a rewrite cannot say in a word
_MARK = "qzformula"  # stands for a formula, with its number

Move = tuple[Fact, Fact, Key]  # from, to, between which words


def _text(text: str, with_formulas: bool) -> Text:
    """A text laid out; with its formulas as words, or without them."""
    if not with_formulas:
        return facts_of(text)
    found = ["", "", *words(prose(_with_marks(text))), "", ""]
    facts = facts_by_word(text, found)
    forms = _formulas(text)
    for at, word in enumerate(found):
        if word.startswith(_MARK) and (index := word[len(_MARK) :]).isdecimal() and int(index) < len(forms):
            found[at] = forms[int(index)]
            facts[at] = f"formula {found[at]}" if found[at] else None
    return text_with(found, facts)


def _formulas(text: str) -> list[str]:
    return [normal(span.inner) for span in spans(text) if span.kind == "formula"]


def _with_marks(text: str) -> str:
    """The text with a word for each formula."""
    pieces, position = [], 0
    for index, span in enumerate([span for span in spans(text) if span.kind == "formula"]):
        pieces += [text[position : span.start], f" {_MARK}{index} "]
        position = span.end
    return "".join([*pieces, text[position:]])


def formulas_exchanged(source: str, rewrite: str) -> list[str]:
    """The formulas alone, between four words: a learning note says the rest in its own steps."""
    if not _differ_in_formulas(source, rewrite):
        return []
    one, other = _text(source, True), _text(rewrite, True)
    here, there = one.between(), other.between()
    pairs = _unlike(here, there) | _unlike(there, here)
    moves = _moved(one.keys(pairs), other.keys(pairs))
    return [_shown(one, other, move) for move in moves if move[0].startswith("formula ") and all(move[2])]


def exchanged(source: str, rewrite: str) -> list[str]:
    """What stands in whose place, as `Tuesday → Wednesday: the words around it`.

    Between three words only what is said less often than in the source, for what is said more often, or two that changed
    places; between four whatever is not the same.
    """
    with_formulas = _differ_in_formulas(source, rewrite)
    one, other = _text(source, with_formulas), _text(rewrite, with_formulas)
    if (before := one.said) == (after := other.said):
        return []
    here, there = one.between(), other.between()
    pairs = _unlike(here, there) | _unlike(there, here)
    moves = _moved(one.keys(pairs), other.keys(pairs)) if pairs else []
    if not moves and not with_formulas:
        return []
    moves = [move for move in moves if not _numbers_a_step(move, source, rewrite)]
    gone, come = (Counter(before) - Counter(after)).keys(), (Counter(after) - Counter(before)).keys()
    both = {move[:2] for move in moves}
    lost = _left_out(one, other, {fact for fact in gone if fact.startswith("formula ")}) if with_formulas else []
    moves = [
        move
        for move in moves
        if all(move[2])
        or move[1::-1] in both
        or (move[0] in gone and move[1] in come and _is_rarer(move[0], source, rewrite))
    ]
    # Of several moves of the same the last, which has the most words around it.
    found = {move[:2]: _shown(one, other, move) for move in moves if not _moved_along(move, source, rewrite)}
    return [*lost, *found.values()]


def _shown(one: Text, other: Text, move: Move) -> str:
    own, new, key = move
    _, *before, after, later = key
    around = " ".join(filter(None, [*before, "…", after, later]))
    return f"{one.written(own, key)} → {other.written(new, key)}: {around}"


def _unlike(one: Mapping[Place, int], other: Mapping[Place, int]) -> set[Pair]:
    """The words between which both texts have facts, and one of them not as often."""
    unlike = {place for place, times in one.items() if other.get(place) != times}
    return {(place[0], place[2]) for place in unlike}.intersection([(before, after) for before, _, after in other])


def _differ_in_formulas(source: str, rewrite: str) -> bool:
    """Whether both texts have formulas, not too many to look at, and not the same ones."""
    return (
        0 < len(spans(source)) <= _MOST
        and 0 < len(spans(rewrite)) <= _MOST
        and (Counter(_formulas(source)) != Counter(_formulas(rewrite)))
    )


def _is_rarer(fact: Fact, source: str, rewrite: str) -> bool:
    """Whether a number is said less often than in the source, also where one of them says it in several words."""
    kind, _, value = fact.partition(" ")
    if kind != "cardinal" or int(value) < 2:
        return True
    return said(source).counts.get(int(value), 0) > said(rewrite).counts.get(int(value), 0)


def _numbers_a_step(move: Move, source: str, rewrite: str) -> bool:
    """Whether both numbers are those of list items or steps, which a rewrite counts anew."""
    return move[0].startswith("cardinal ") and all(
        said_by(fact) in {digits for mark in LIST_MARK.finditer(text) for digits in re.findall(r"\d+", mark[0])}
        for fact, text in ((move[0], source), (move[1], rewrite))
    )


def _moved_along(move: Move, source: str, rewrite: str) -> bool:
    """Whether both are numbers that changed places with the words that are theirs."""
    one, other, _ = move
    is_of_numbers = one.startswith("cardinal ") and other.startswith("cardinal ")
    return is_of_numbers and moved_along(source, rewrite, said_by(one), said_by(other))


def _left_out(one: Text, other: Text, gone: Collection[Fact]) -> list[str]:
    """Longer formulas in whose place, between four words, the other text has nothing or one word."""
    wanted = {
        (*one.words[at - 2 : at], *one.words[at + 1 : at + 3]): said_by(fact)
        for at, fact in zip(one.places, one.said, strict=True)
        if fact in gone and len(said_by(fact)) >= _LONG
    }
    wanted = {key: form for key, form in wanted.items() if all(key)}
    if not wanted:
        return []
    near, places = other.words, {*other.places}
    beside = zip(near, near[1:], near[2:], near[3:], strict=False)
    apart = (
        key for at, key in enumerate(zip(near, near[1:], near[3:], near[4:], strict=False)) if at + 2 not in places
    )
    return [f"{wanted[key]} left out: {' '.join(key)}" for key in chain(beside, apart) if key in wanted]


def _moved(before: dict[Key, Counter[Fact]], after: dict[Key, Counter[Fact]]) -> list[Move]:
    """What stands in one text where the other has something else, of one kind.

    Between four words the same number of facts, not all of them the same; between three no fact that is the same.
    """
    found = []
    for key in sorted(before.keys() & after.keys()):  # a set's order changes from process to process
        gone, come = before[key] - after[key], after[key] - before[key]
        same = before[key].keys() & after[key].keys()
        if gone and come and (not same or (all(key) and gone.total() == come.total() == 1)):
            found.append((min(gone), min(come), key))
    return found
