"""Which number, ordinal, unit, day, part or formula stands where the source has another, between the same words. Knows
English words, digits and formulas; compares no sentences.

What counts cannot see: "on Tuesday she bought" for "on Wednesday she bought" in a text that has both days elsewhere.
Judged only where three or four neighbouring words are the same in both texts: a free rewording has other neighbours and
is left alone.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from itertools import chain, compress, count
from typing import NamedTuple

from rephrase.fidelity.dates import NAMED_BY
from rephrase.fidelity.formulas import normal
from rephrase.fidelity.quantities.digits import LIST_MARK
from rephrase.fidelity.quantities.units import UNITS
from rephrase.fidelity.quantities.vocabulary import words as number_words
from rephrase.fidelity.said import said
from rephrase.fidelity.spans import spans
from rephrase.fidelity.words import Remembered, prose, words

_MOST_DIGITS = 12
_LONG = 6  # characters of a formula that a rewrite cannot say in a word
_MARK = "qzformula"  # stands for a formula, with its number
_OTHERS: Mapping[str, Mapping[str, object]] = {  # what is no number, unit or date of the tables, by kind
    "multiple": {"double": 2, "doubled": 2, "twice": 2, "triple": 3, "tripled": 3, "thrice": 3, "quadruple": 4, "quadrupled": 4},
    "part": {"half": 2, "quarter": 4, "quarters": 4, "thirds": 3, "fifths": 5, "eighths": 8, "tenths": 10},
    "era": {"bc": -1, "bce": -1, "ad": 1, "ce": 1},
    "half of the day": {"am": 0, "pm": 1},
    "unit": {"point": "point", "points": "point"},
    "cardinal": dict.fromkeys(["some", "several", "many", "various", "numerous", "few"], -1),  # no one number
}  # fmt: skip
_ORDINAL = re.compile(r"(\d{1,4})(?:st|nd|rd|th)")
_DECADE = re.compile(r"(\d{3}0)s")

Fact = tuple[str, object]  # its kind and what it says
Key = tuple[str, str, str, str, str]
Move = tuple[Fact, Fact, Key]  # from, to, between which words


def _words() -> Mapping[str, Fact]:
    found: dict[str, Fact] = {}
    for word, meaning in number_words("en").items():
        if meaning.role in ("cardinal", "scale", "ordinal"):
            kind = "part" if meaning.role == "ordinal" else meaning.role
            found[word] = (kind, int(meaning.value))
    found |= {word: (kind, value) for kind, values in _OTHERS.items() for word, value in values.items()}
    for word, unit in UNITS.items():
        if len(word) > 1 and word.isascii() and word.isalpha():
            found.setdefault(word, ("unit", unit))
    return found | {word: ("day" if name.endswith("day") else "month", name) for word, name in NAMED_BY.items()}


_WORDS = _words()


def _fact(word: str) -> Fact | None:
    if word in _WORDS:
        return _WORDS[word]
    if not "0" <= word[:1] <= "9":
        return None
    if word.isdecimal():
        return ("cardinal", int(word)) if word.isascii() and len(word) <= _MOST_DIGITS else None
    ordinal = _ORDINAL.fullmatch(word)
    if ordinal:
        return "part", int(ordinal[1])
    decade = _DECADE.fullmatch(word)
    return ("decade", int(decade[1])) if decade else None


_FACTS = Remembered(_fact)


class _Text(NamedTuple):
    """The words of a text, with two empty ones at either end, where its facts stand, what they say, and between what."""

    words: Sequence[str]
    places: Sequence[int]
    facts: Sequence[Fact]
    between: Sequence[tuple[str, str]]

    def at(self, pairs: Collection[tuple[str, str]]) -> dict[tuple[str, str], list[Fact]]:
        """What stands between these words, in order."""
        found: dict[tuple[str, str], list[Fact]] = {pair: [] for pair in pairs}
        for fact, pair in zip(self.facts, self.between, strict=True):
            if pair in found:
                found[pair].append(fact)
        return found

    def keys(self, pairs: Collection[tuple[str, str]]) -> dict[Key, Counter[Fact]]:
        """The facts that stand between these words, by their kind and three or four words around them."""
        found: dict[Key, Counter[Fact]] = {}
        for at, fact, pair in zip(self.places, self.facts, self.between, strict=True):
            if pair in pairs:
                earlier, later = self.words[at - 2], self.words[at + 2]
                for key in (
                    (fact[0], earlier, *pair, ""),
                    (fact[0], "", *pair, later),
                    (fact[0], earlier, *pair, later),
                ):
                    found.setdefault(key, Counter())[fact] += 1
        return found


def _text(text: str, with_formulas: bool) -> _Text:
    """A text laid out; with its formulas as words, or without them."""
    found = ["", "", *words(prose(_with_marks(text) if with_formulas else text)), "", ""]
    facts = [*map(_FACTS.__getitem__, found)]
    if with_formulas:
        forms = _formulas(text)
        for at, word in enumerate(found):
            if word.startswith(_MARK) and (index := word[len(_MARK) :]).isdecimal() and int(index) < len(forms):
                found[at] = forms[int(index)]
                facts[at] = ("formula", found[at]) if found[at] else None
    places = [*compress(count(), facts)]
    return _Text(found, places, [*filter(None, facts)], [(found[at - 1], found[at + 1]) for at in places])


def _formulas(text: str) -> list[str]:
    return [normal(span.inner) for span in spans(text) if span.kind == "formula"]


def _with_marks(text: str) -> str:
    """The text with a word for each formula."""
    pieces, position = [], 0
    for index, span in enumerate([span for span in spans(text) if span.kind == "formula"]):
        pieces += [text[position : span.start], f" {_MARK}{index} "]
        position = span.end
    return "".join([*pieces, text[position:]])


def exchanged(source: str, rewrite: str) -> list[str]:
    """What stands in whose place, as `Tuesday → Wednesday: the words around it`.

    Between three words only what is said less often than in the source, for what is said more often, or two that changed
    places; between four whatever is not the same.
    """
    with_formulas = bool(spans(source) and spans(rewrite)) and Counter(_formulas(source)) != Counter(_formulas(rewrite))
    one, other = _text(source, with_formulas), _text(rewrite, with_formulas)
    if one.facts == other.facts:
        return []
    before, after = Counter(one.facts), Counter(other.facts)
    gone, come = (before - after).keys(), (after - before).keys()
    pairs = set(one.between).intersection(other.between)
    here, there = one.at(pairs), other.at(pairs)
    pairs = {pair for pair in pairs if here[pair] != there[pair]}
    moves = _moved(one.keys(pairs), other.keys(pairs)) if pairs else []
    moves = [move for move in moves if not _numbers_a_step(move, source, rewrite)]
    both = {move[:2] for move in moves}
    lost = _left_out(one, other, {fact for fact in gone if fact[0] == "formula"}) if with_formulas else []
    return lost + [
        f"{own[1]} → {new[1]}: {' '.join(filter(None, key[1:]))}"
        for own, new, key in moves
        if all(key) or (new, own) in both or (own in gone and new in come and _is_rarer(own, source, rewrite))
    ]


def _is_rarer(fact: Fact, source: str, rewrite: str) -> bool:
    """Whether a number is said less often than in the source, also where one of them says it in several words."""
    kind, value = fact
    if kind != "cardinal" or not isinstance(value, int) or value < 2:
        return True
    return said(source).counts.get(value, 0) > said(rewrite).counts.get(value, 0)


def _numbers_a_step(move: Move, source: str, rewrite: str) -> bool:
    """Whether both numbers are those of list items or steps, which a rewrite counts anew."""
    return move[0][0] == "cardinal" and all(
        str(fact[1]) in {digits for mark in LIST_MARK.finditer(text) for digits in re.findall(r"\d+", mark[0])}
        for fact, text in zip(move, (source, rewrite), strict=False)
    )


def _left_out(one: _Text, other: _Text, gone: Collection[Fact]) -> list[str]:
    """Longer formulas in whose place, between four words, the other text has nothing or one word."""
    wanted = {
        (*one.words[at - 2 : at], *one.words[at + 1 : at + 3]): str(fact[1])
        for at, fact in zip(one.places, one.facts, strict=True)
        if fact in gone and len(str(fact[1])) >= _LONG
    }
    wanted = {key: form for key, form in wanted.items() if all(key)}
    if not wanted:
        return []
    near, facts = other.words, {*other.places}
    beside = zip(near, near[1:], near[2:], near[3:], strict=False)
    apart = (key for at, key in enumerate(zip(near, near[1:], near[3:], near[4:], strict=False)) if at + 2 not in facts)
    return [f"{wanted[key]} left out: {' '.join(key)}" for key in chain(beside, apart) if key in wanted]


def _moved(before: dict[Key, Counter[Fact]], after: dict[Key, Counter[Fact]]) -> list[Move]:
    """What stands in one text where the other has something else, of one kind.

    Between four words the same number of facts, not all of them the same; between three no fact that is the same.
    """
    found = []
    for key in before.keys() & after.keys():
        gone, come = before[key] - after[key], after[key] - before[key]
        same = before[key].keys() & after[key].keys()
        if gone and come and (not same or (all(key) and gone.total() == come.total() == 1)):
            found.append((min(gone, key=str), min(come, key=str), key))
    return found
