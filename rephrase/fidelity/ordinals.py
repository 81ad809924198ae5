"""Ordinals that the source has not, and multiples that stand for others. Knows English words for both; compares no places.

An ordinal demands nothing ("the third" may be "the last"), and is supported by whatever says its number. One whose number
the source says in no way is invented.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from functools import cache

from rephrase.data import Task
from rephrase.fidelity.quantities import Quantity, Value
from rephrase.fidelity.quantities.languages import guess_for, is_read
from rephrase.fidelity.quantities.vocabulary import words as number_words
from rephrase.fidelity.said import Said
from rephrase.fidelity.words import words

_HAN = frozenset("二三四五六七八九十")
_MOST = 20  # times
_LEAST = 3  # first and second are said in too many ways
_UNSPACED = ("zh", "ja")
_ORDINALS = {
    word for word, meaning in number_words("en").items() if meaning.role == "ordinal" and meaning.value >= _LEAST
}
_MULTIPLES: Mapping[str, int] = {
    **dict.fromkeys(["twice", "double", "doubled", "doubles", "doubling", "twofold"], 2),
    **dict.fromkeys(["thrice", "triple", "tripled", "triples", "tripling", "treble", "trebled", "threefold"], 3),
    **dict.fromkeys(["quadruple", "quadrupled", "quadruples", "quadrupling", "fourfold"], 4),
    **dict.fromkeys(["quintuple", "quintupled", "fivefold"], 5),
}
_CARDINALS = {str(value): value for value in range(2, _MOST + 1)} | {
    word: int(meaning.value)
    for word, meaning in number_words("en").items()
    if meaning.role == "cardinal" and 2 <= meaning.value <= _MOST
}
_PART_OF_NUMBER = frozenset(
    [word for word, meaning in number_words("en").items() if meaning.role in ("cardinal", "scale", "joiner")]
)


def new_ordinals(given: Said, written: Said, source: str, task: Task) -> list[Quantity]:
    """The English ordinals from the third on whose number the source says in no way, where its ordinals are read.

    In a translation the third only where one of the source's is said less often, as its own may be inflected, and the others
    also where its language has a word for them in the tables. "Third, ..." numbers a step.
    """
    found = [q for q in written.quantities if not q.firm and q.text in _ORDINALS]
    found = [q for q in found if given.values.isdisjoint(q.values)]
    if not found:
        return []
    language = guess_for(source, task)
    if not is_read(source, language, across=task == "translate"):
        return []
    if task == "translate" and language not in _UNSPACED and not _said(given, language) - _said(written, "en"):
        known = {meaning.value for meaning in number_words(language).values() if meaning.role == "ordinal"}
        found = [q for q in found if q.values[0] != _LEAST and q.values[0] in known]
    return [q._replace(firm=True) for q in found]


def _said(said: Said, language: str) -> Counter[Value]:
    """How often each number is said by an ordinal."""
    return Counter([q.values[0] for q in _ordinals(said.quantities, language)])


def _ordinals(quantities: Sequence[Quantity], language: str) -> list[Quantity]:
    """The ordinals in words; Chinese numerals may be some."""
    known = _known(language)
    if language in _UNSPACED:
        return [q for q in quantities if not q.firm and q.text in _HAN]
    return [q for q in quantities if not q.firm and q.text.lower() in known]


@cache
def _known(language: str) -> frozenset[str]:
    """The ordinals of a language."""
    return frozenset(word for word, meaning in number_words(language).items() if meaning.role == "ordinal")


def multiples_exchanged(source: str, rewrite: str) -> list[tuple[Quantity, Quantity]]:
    """A multiple said less often than in the source, and another said more often: thrice for twice, triple for double."""
    one, other = words(source), words(rewrite)
    if _SAYS.isdisjoint(one) or _SAYS.isdisjoint(other):
        return []
    before, after = multiples(one), multiples(other)
    return [(_quantity(gone), _quantity(come)) for gone in before - after for come in after - before][:1]


_SAYS = frozenset([*_MULTIPLES, "times"])


def multiples(text: tuple[str, ...]) -> Counter[int]:
    """How often English words say each multiple: twice, doubled, five times."""
    found: Counter[int] = Counter()
    for at, word in enumerate(text):
        if word in _MULTIPLES:
            found[_MULTIPLES[word]] += 1
        elif word == "times" and at and text[at - 2] not in _PART_OF_NUMBER and (value := _CARDINALS.get(text[at - 1])):
            found[value] += 1
    return found


def _quantity(value: int) -> Quantity:
    return Quantity(f"{value} times", (value,))
