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
from itertools import starmap

from rephrase.data import Task, Verdict
from rephrase.fidelity.pairing import Pairing, Sentence, pairing
from rephrase.fidelity.quantities.units import UNITS, Unit
from rephrase.fidelity.quantities.vocabulary import words as number_words
from rephrase.fidelity.words import shown, words

# Begins with a digit and looks behind it afterwards: so the search skips what is none, which is ten times as fast. Finds
# the digits, the sign of a currency before them, alone or before a space, and the unit or word after them.
_NUMBER = re.compile(
    r"(\d(?<![\w.,/]\d)(?:(?<=([$€£])\d)|(?<=([$€£])\s\d)|)\d{0,11}(?:,\d{3})*(?:\.\d{1,9})?)(?!\d|[.,]\d|/\d)"
    r"(?:[ -]?(%|per cent|[a-zA-Z]{1,12}))?"
)
_DIGIT = re.compile(r"\d")
_ALIKE = 0.6  # share of both sentences' content words that both have
_SAME = 0.75  # the same where a number is only gone: a free rewording need not say again what it has said
_FEWEST = 3  # content words that two sentences need
_SHARE = UNITS["%"]
_NEIGHBOURS = (-1, 0, 1)


Said = tuple[str, Unit | None, bool]  # a number, its unit, and whether it counts or measures what the next word names


class Numbers:
    """The numbers of a text in digits: as they are written, how often each stands there, and how often with each unit."""

    def __init__(self, text: str) -> None:
        self.written = _NUMBER.findall(text)
        said = [*starmap(_meaning, self.written)]
        self.said: Counter[Said] = Counter(said)
        self.count = Counter([number for number, _, _ in said])

    def units(self, number: str) -> set[Unit | None]:
        """The units that a number stands with, None for without."""
        return {unit for other, unit, _ in self.said if other == number}


@lru_cache(maxsize=8192)
def _meaning(digits: str, sign: str, sign_apart: str, after: str) -> Said:
    plain = digits.replace(",", "")
    number = plain.rstrip("0").rstrip(".") if "." in plain else plain
    unit = UNITS.get(sign or sign_apart or after.lower().replace("per cent", "%"))
    return number, unit, unit is None and len(after) > 3


_NONE = Numbers("")


@lru_cache(maxsize=256)
def _numbers(text: str) -> Numbers:
    return Numbers(text) if _DIGIT.search(text) else _NONE


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
    return exchanged or [number for number in one.count if _is_in_another_unit(number, one, two)]


def _is_in_another_unit(number: str, one: Numbers, two: Numbers) -> bool:
    units, others = one.units(number), two.units(number)
    if None in units or not units.isdisjoint(others):
        return False
    return bool(others) and (None not in others or (_SHARE in units and (number, None, True) in two.said))


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
    here, there = _numbers(one.text), _numbers(two.text)
    if here.said.items() == there.said.items():
        return
    lost, invented = _changed(found.one, at, found.two, place)
    lost = [number for number in lost if everywhere[0][number] > everywhere[1][number]]
    invented = [number for number in invented if everywhere[1][number] > everywhere[0][number]]
    other_units = _other_units(here, there)
    if not lost and not other_units:
        return
    likeness = _likeness(one, two)  # takes longer than all before
    if likeness < _ALIKE:
        return
    said = [number for number in lost if everywhere[1][number] or number == "1"]
    known = [number for number in invented if everywhere[0][number]]
    if said and known:
        yield f"{said[0]} → {known[0]}: {one.text}"
    elif lost and not invented and likeness >= _SAME and not _has_new_number_word(one.text, two.text):
        yield f"{lost[0]} lost: {one.text}"
    for number in other_units:
        yield f"{number} in another unit: {one.text}"


def misplaced(source: str, rewrite: str) -> list[str]:
    """What changed in place, as `40 → 60`, `40 lost` or `20 in another unit`; both texts of one language."""
    if not _DIGIT.search(source):
        return []
    before, after = _numbers(source), _numbers(rewrite)
    if before.written == after.written:
        return []
    found = pairing(source, rewrite)
    everywhere = before.count, after.count
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
