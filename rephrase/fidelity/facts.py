"""What the words of a text say, one by one: numbers, ordinals, multiples, parts, units, days, halves of the day, eras. Knows
English and one text.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from functools import lru_cache
from itertools import compress, count, pairwise
from typing import NamedTuple

from rephrase.fidelity.dates import NAMED_BY
from rephrase.fidelity.quantities.units import UNITS
from rephrase.fidelity.quantities.vocabulary import words as number_words
from rephrase.fidelity.words import Remembered, prose, words

_MOST_DIGITS = 12
_OR_ANOTHER, _NEAR_ANOTHER = ("or", "another"), 6  # words: one post or another is any of several
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


FACTS = Remembered(_fact)


class Text(NamedTuple):
    """The words of a text, with two empty ones at either end, where facts stand among them, and what these say."""

    words: Sequence[str]
    places: Sequence[int]
    said: Sequence[Fact]

    def between(self) -> Counter[Place]:
        """How often each fact stands between which words."""
        words = self.words
        return Counter([(words[at - 1], fact, words[at + 1]) for at, fact in zip(self.places, self.said, strict=True)])

    def keys(self, pairs: Collection[Pair]) -> dict[Key, Counter[Fact]]:
        """The facts that stand between these words, by their kind and three or four words around them."""
        found: dict[Key, Counter[Fact]] = {}
        for at, fact in zip(self.places, self.said, strict=True):
            if (self.words[at - 1], self.words[at + 1]) in pairs:
                earlier, before, _, after, later = self.words[at - 2 : at + 3]
                kind = fact.partition(" ")[0]
                for first, last in ((earlier, ""), ("", later), (earlier, later)):
                    found.setdefault((kind, first, before, after, last), Counter())[fact] += 1
        return found

    def written(self, fact: Fact, key: Key) -> str:
        """The word that says a fact between some words."""
        if fact.startswith("half-day "):
            return said(fact)
        places = (at for at, known in zip(self.places, self.said, strict=True) if known == fact)
        return next(self.words[at] for at in places if (self.words[at - 1], self.words[at + 1]) == key[2:4])


def text_with(words_of_text: Sequence[str], facts: Sequence[Fact | None]) -> Text:
    """A text of these words, with what each says, None where it says nothing."""
    return Text(words_of_text, [*compress(count(), facts)], [*filter(None, facts)])


@lru_cache(maxsize=4)
def facts_of(text: str) -> Text:
    """A text laid out, without its formulas."""
    units = ["", "", *words(prose(text)), "", ""]
    return text_with(units, facts_by_word(text, units))


def facts_by_word(text: str, units: Sequence[str]) -> list[Fact | None]:
    """What each of the words that were cut from a text says."""
    facts = [*map(FACTS.__getitem__, units)]
    if ".m" in text or ".M" in text:
        for at, word in enumerate(units):
            if word == "m" and units[at - 1] in ("a", "p"):
                facts[at - 1] = f"half-day {units[at - 1]}.m."
    if "another" in units:
        for at in compress(count(), [word == "one" for word in units]):
            if _OR_ANOTHER in pairwise(units[at : at + _NEAR_ANOTHER]):
                facts[at] = None
    return facts


def said(fact: Fact) -> str:
    """What a fact says, without its kind."""
    return fact.partition(" ")[2]
