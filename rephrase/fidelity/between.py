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
from itertools import chain, compress, count, islice
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
_MOST = 300  # formulas of a text that is looked at with them
_LONG = 6  # characters of a formula that a rewrite cannot say in a word
_MARK = "qzformula"  # stands for a formula, with its number
_OTHERS: Mapping[str, Mapping[str, object]] = {  # what is no number, unit or date of the tables, by kind
    "multiple": {"double": 2, "doubled": 2, "twice": 2, "triple": 3, "tripled": 3, "thrice": 3, "quadruple": 4, "quadrupled": 4},
    "part": {"half": 2, "quarter": 4, "quarters": 4, "thirds": 3, "fifths": 5, "eighths": 8, "tenths": 10},
    "era": {"bc": "BC", "bce": "BC", "ad": "AD", "ce": "AD"},
    "half-day": {"am": "a.m.", "pm": "p.m."},
    "unit": {"point": "point", "points": "point"},
    "cardinal": dict.fromkeys(["some", "several", "many", "various", "numerous", "few"], -1),  # no one number
}  # fmt: skip
_ORDINAL = re.compile(r"(\d{1,4})(?:st|nd|rd|th)")
_DECADE = re.compile(r"(\d{3}0)s")

Fact = str  # its kind, a space, and what it says; compared many times, and a string remembers its hash
Pair = tuple[str, str]
Place = tuple[str, Fact, str]  # a fact between two words
Key = tuple[str, str, str, str, str]
Move = tuple[Fact, Fact, Key]  # from, to, between which words


def _words() -> Mapping[str, Fact]:
    found: dict[str, Fact] = {}
    for word, meaning in number_words("en").items():
        if meaning.role in ("cardinal", "scale", "ordinal"):
            kind = "part" if meaning.role == "ordinal" else meaning.role
            found[word] = f"{kind} {meaning.value}"
    found |= {word: f"{kind} {value}" for kind, values in _OTHERS.items() for word, value in values.items()}
    for word, (measures, factor) in UNITS.items():
        if len(word) > 1 and word.isascii() and word.isalpha():
            found.setdefault(word, f"unit {factor} {measures}")
    return found | {word: f"{'day' if name.endswith('day') else 'month'} {name}" for word, name in NAMED_BY.items()}


_WORDS = _words()


def _fact(word: str) -> Fact | None:
    if word in _WORDS:
        return _WORDS[word]
    if not "0" <= word[:1] <= "9":
        return None
    if word.isdecimal():
        return f"cardinal {int(word)}" if word.isascii() and len(word) <= _MOST_DIGITS else None
    if ordinal := _ORDINAL.fullmatch(word):
        return f"part {int(ordinal[1])}"
    decade = _DECADE.fullmatch(word)
    return f"decade {decade[1]}" if decade else None


_FACTS = Remembered(_fact)


class _Text(NamedTuple):
    """The words of a text, with two empty ones at either end, and what each means, None where it is no fact."""

    words: Sequence[str]
    facts: Sequence[Fact | None]

    def said(self) -> list[Fact]:
        return [*filter(None, self.facts)]

    def between(self) -> Counter[Place]:
        """How often each fact stands between which words."""
        before = compress(self.words, islice(self.facts, 1, None))
        after = compress(islice(self.words, 1, None), self.facts)
        return Counter(zip(before, self.said(), after, strict=False))

    def keys(self, pairs: Collection[Pair]) -> dict[Key, Counter[Fact]]:
        """The facts that stand between these words, by their kind and three or four words around them."""
        found: dict[Key, Counter[Fact]] = {}
        for at, fact in zip(compress(count(), self.facts), self.said(), strict=True):
            if (self.words[at - 1], self.words[at + 1]) in pairs:
                earlier, before, _, after, later = self.words[at - 2 : at + 3]
                kind = fact.partition(" ")[0]
                for first, last in ((earlier, ""), ("", later), (earlier, later)):
                    found.setdefault((kind, first, before, after, last), Counter())[fact] += 1
        return found


def _text(text: str, with_formulas: bool) -> _Text:
    """A text laid out; with its formulas as words, or without them."""
    found = ["", "", *words(prose(_with_marks(text) if with_formulas else text)), "", ""]
    facts = [*map(_FACTS.__getitem__, found)]
    if ".m" in text or ".M" in text:
        for at, word in enumerate(found):
            if word == "m" and found[at - 1] in ("a", "p"):
                facts[at - 1] = f"half-day {found[at - 1]}.m."
    if with_formulas:
        forms = _formulas(text)
        for at, word in enumerate(found):
            if word.startswith(_MARK) and (index := word[len(_MARK) :]).isdecimal() and int(index) < len(forms):
                found[at] = forms[int(index)]
                facts[at] = f"formula {found[at]}" if found[at] else None
    return _Text(found, facts)


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
    return [_shown(*move) for move in moves if move[0].startswith("formula ") and all(move[2])]


def exchanged(source: str, rewrite: str) -> list[str]:
    """What stands in whose place, as `Tuesday → Wednesday: the words around it`.

    Between three words only what is said less often than in the source, for what is said more often, or two that changed
    places; between four whatever is not the same.
    """
    with_formulas = _differ_in_formulas(source, rewrite)
    one, other = _text(source, with_formulas), _text(rewrite, with_formulas)
    if (before := one.said()) == (after := other.said()):
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
    return lost + [
        _shown(own, new, key)
        for own, new, key in moves
        if all(key) or (new, own) in both or (own in gone and new in come and _is_rarer(own, source, rewrite))
    ]


def _shown(own: Fact, new: Fact, key: Key) -> str:
    return f"{_said(own)} → {_said(new)}: {' '.join(filter(None, key[1:]))}"


def _unlike(one: Mapping[Place, int], other: Mapping[Place, int]) -> set[Pair]:
    """The words between which both texts have facts, and one of them not as often."""
    unlike = {place for place, times in one.items() if other.get(place) != times}
    return {(place[0], place[2]) for place in unlike}.intersection([(before, after) for before, _, after in other])


def _said(fact: Fact) -> str:
    """What a fact says, without its kind."""
    return fact.partition(" ")[2]


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
        _said(fact) in {digits for mark in LIST_MARK.finditer(text) for digits in re.findall(r"\d+", mark[0])}
        for fact, text in ((move[0], source), (move[1], rewrite))
    )


def _left_out(one: _Text, other: _Text, gone: Collection[Fact]) -> list[str]:
    """Longer formulas in whose place, between four words, the other text has nothing or one word."""
    wanted = {
        (*one.words[at - 2 : at], *one.words[at + 1 : at + 3]): _said(fact)
        for at, fact in enumerate(one.facts)
        if fact and fact in gone and len(_said(fact)) >= _LONG
    }
    wanted = {key: form for key, form in wanted.items() if all(key)}
    if not wanted:
        return []
    near = other.words
    beside = zip(near, near[1:], near[2:], near[3:], strict=False)
    apart = (
        key for at, key in enumerate(zip(near, near[1:], near[3:], near[4:], strict=False)) if not other.facts[at + 2]
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
