"""Do numbers stand where they stood, with their units? Compares sentences that belong together; the whole text's set of
numbers is the numbers check's.

What the numbers check cannot see: 40 - 10 = 60 where the text has a 60 elsewhere, 20 inches for 20 feet where it has a
20 without unit. Judged only where a number in digits has gone and another come in the same place, both known to the
other text: then neither is a number said in another way.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from functools import lru_cache

from rephrase.data import Task, Verdict
from rephrase.fidelity.pairing import Pairing, Sentence, pairing
from rephrase.fidelity.quantities.units import UNITS, Unit
from rephrase.fidelity.quantities.vocabulary import words as number_words
from rephrase.fidelity.words import shown, words

# Begins with a digit and looks behind it afterwards: so the search skips what is none, which is ten times as fast.
_NUMBER = re.compile(
    r"(\d(?<![\w.,/]\d)\d{0,11}(?:,\d{3})*(?:\.\d{1,9})?)(?!\d|[.,]\d|/\d)(?:[ -]?(%|per cent|[a-zA-Z]{1,12}))?"
)
_SIGNS = frozenset("$€£")
_ALIKE = 0.6  # share of both sentences' content words that both have
_SAME = 0.75  # the same where a number is only gone: a free rewording need not say again what it has said
_FEWEST = 3  # content words that two sentences need
_SHARE = UNITS["%"]
_NEIGHBOURS = (-1, 0, 1)


class Numbers:
    """The numbers of a sentence in digits: how often each stands there, and the units that each stands with."""

    def __init__(self, text: str) -> None:
        self.count: Counter[str] = Counter()
        self.units: dict[str, set[Unit]] = {}
        self.bare: set[str] = set()  # without a unit
        self.counting: set[str] = set()  # those of them that count or measure what the next word names
        self.said: Counter[tuple[str, Unit | None, bool]] = Counter()  # number, unit, whether it counts something
        for sign, digits, after in _read(text):
            number = _plain(digits)
            self.count[number] += 1
            unit = UNITS.get(sign or after.lower().replace("per cent", "%"))
            self.said[number, unit, unit is None and len(after) > 3] += 1
            if unit is None:
                self.bare.add(number)
                if len(after) > 3:
                    self.counting.add(number)
            else:
                self.units.setdefault(number, set()).add(unit)


def _read(text: str) -> Iterator[tuple[str, str, str]]:
    """The numbers of a text as written: the sign of a currency before it, its digits, the unit or word after it."""
    for match in _NUMBER.finditer(text):
        before = text[max(0, match.start() - 2) : match.start()]
        sign = before[-2:-1] if before[-1:].isspace() else before[-1:]
        yield sign if sign in _SIGNS else "", match[1], match[2] or ""


def _plain(digits: str) -> str:
    plain = digits.replace(",", "")
    return plain.rstrip("0").rstrip(".") if "." in plain else plain


@lru_cache(maxsize=256)
def _numbers(text: str) -> Numbers:
    return Numbers(text)


def _around(sentences: Sequence[Sentence], at: int) -> Counter[str]:
    found: Counter[str] = Counter()
    for step in _NEIGHBOURS:
        if 0 <= at + step < len(sentences):
            found.update(_numbers(sentences[at + step].text).count)
    return found


def _changed(own: Sequence[Sentence], at: int, other: Sequence[Sentence], place: int) -> tuple[list[str], list[str]]:
    """Numbers gone from a sentence and those come into it, also counting what stands around both."""
    here, there = _numbers(own[at].text).count, _numbers(other[place].text).count
    if here == there:
        return [], []
    around, around_there = _around(own, at), _around(other, place)
    lost = [number for number in here - there if around[number] > around_there[number]]
    invented = [number for number in there - here if around_there[number] > around[number]]
    return lost, invented


def _other_units(one: Numbers, two: Numbers) -> list[str]:
    """Numbers that both sentences have, with units of which none is the same or one was exchanged."""
    if one.count != two.count:
        exchanged: list[str] = []
    else:
        gone, come = one.said - two.said, two.said - one.said
        exchanged = [
            number
            for number, unit, counts in gone
            for other, another, counts_there in come
            if number == other
            and ((unit and another) or (unit == _SHARE and counts_there) or (another == _SHARE and counts))
        ]
    return exchanged or [
        number
        for number, units in one.units.items()
        if number not in one.bare
        and units.isdisjoint(two.units.get(number, ()))
        and ((number in two.units and number not in two.bare) or (_SHARE in units and number in two.counting))
    ]


def _likeness(one: Sentence, two: Sentence) -> float:
    """Share of both sentences' content words, numbers aside, that both have."""
    here, there = ([stem for stem in sentence.stems if not stem.isdigit()] for sentence in (one, two))
    both = sum((Counter(here) & Counter(there)).values())
    return 2 * both / max(len(here) + len(there), 2 * _FEWEST)


def _has_new_number_word(one: str, two: str) -> bool:
    """Whether the second sentence says a number in words that the first has not."""
    known = number_words("en").keys()
    return bool(known & set(words(two)) - set(words(one)) - {"and", "may", "march"})


def _findings(found: Pairing, at: int, place: int, everywhere: tuple[Counter[str], Counter[str]]) -> Iterator[str]:
    one, two = found.one[at], found.two[place]
    likeness = _likeness(one, two)
    if likeness < _ALIKE:
        return
    lost, invented = _changed(found.one, at, found.two, place)
    lost = [number for number in lost if everywhere[0][number] > everywhere[1][number]]
    invented = [number for number in invented if everywhere[1][number] > everywhere[0][number]]
    said = [number for number in lost if everywhere[1][number] or number == "1"]
    known = [number for number in invented if everywhere[0][number]]
    if said and known:
        yield f"{said[0]} → {known[0]}: {one.text}"
    elif lost and not invented and likeness >= _SAME and not _has_new_number_word(one.text, two.text):
        yield f"{lost[0]} lost: {one.text}"
    for number in _other_units(_numbers(one.text), _numbers(two.text)):
        yield f"{number} in another unit: {one.text}"


def misplaced(source: str, rewrite: str) -> list[str]:
    """What changed in place, as `40 → 60`, `40 lost` or `20 in another unit`; both texts of one language."""
    if not any(char.isdigit() for char in source):
        return []
    if [*_read(source)] == [*_read(rewrite)]:
        return []
    found = pairing(source, rewrite)
    everywhere = _numbers(source).count, _numbers(rewrite).count
    places = [(at, place) for at, place in enumerate(found.before.places) if place >= 0]
    return [
        said
        for at, place in places
        if _numbers(found.one[at].text).count
        for said in _findings(found, at, place, everywhere)
    ]


def check(source: str, rewrite: str, task: Task) -> Verdict:
    """Fails a rephrasing in which a number stands in another's place, or has another unit."""
    if task != "rephrase":
        return Verdict("placed", True, 1.0, "judged only where sentences can be compared")
    said = misplaced(source, rewrite)
    return Verdict("placed", not said, 0.3 if said else 1.0, shown(said, 2, 100)[:220])
