"""Do numbers stand where they stood, with their units? Compares sentences that belong together; the whole text's set of
numbers is the numbers check's.

What the numbers check cannot see: 40 - 10 = 60 where the text has a 60 elsewhere, 20 inches for 20 feet where it has a
20 without unit. Judged only where a number in digits has gone and another come in the same place, both known to the
other text: then neither is a number said in another way.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from functools import cached_property, lru_cache
from itertools import starmap
from typing import NamedTuple, TypeVar

from rephrase.data import Task, Verdict
from rephrase.fidelity.pairing import Sentence, pairing
from rephrase.fidelity.quantities.units import UNITS, Unit
from rephrase.fidelity.quantities.vocabulary import words as number_words
from rephrase.fidelity.recounted import VAGUE, recounted
from rephrase.fidelity.words import prose, shown, words

# Begins with a digit and looks behind it afterwards: so the search skips what is none, which is ten times as fast. Finds
# the digits, the sign of a currency before them, alone or before a space, and the unit or word after them.
_NUMBER = re.compile(
    r"(\d(?<![\w.,/]\d)(?:(?<=([$€£])\d)|(?<=([$€£])\s\d)|)\d{0,11}(?:,\d{3})*(?:\.\d{1,9})?)(?!\d|[.,]\d|/\d)"
    r"(?:[ -]?(%|per cent|[a-zA-Z]{1,12}))?"
)
# Counts in words, which say the same as digits; a part of a longer one (twenty-five, two hundred and ten) is none.
_COUNTS = {
    word: str(value.value) for word, value in number_words("en").items() if value.role == "cardinal" and value.value > 1
}
_COUNT = re.compile(
    r"(?<![\w-])(?<!hundred )(?<!hundred and )(?<!thousand )(?<!thousand and )"
    rf"({'|'.join(_COUNTS)})(?!\w|-(?:{'|'.join(_COUNTS)})\b|[ -](?:hundred|thousand|million|billion))(?:[ -]([a-z]{{1,12}}))?"
)
_ALIKE = 0.6  # share of both sentences' content words that both have
_SAME = 0.75  # the same where a number is only gone: a free rewording need not say again what it has said
_FEWEST = 3  # content words that two sentences need
_SHARE = UNITS["%"]


Said = tuple[str, Unit | None, bool]  # a number, its unit, and whether it counts or measures what the next word names


class Numbers:
    """The numbers of a text in digits: as they are written, how often each stands there, and how often with each unit.

    Counted when asked for, since of most sentences it is enough to know what is written.
    """

    def __init__(self, text: str, with_words: bool) -> None:
        self.written: list[tuple[str, str, str, str]] = _NUMBER.findall(text)
        self.in_digits = len(self.written)
        if with_words and not _COUNTS.keys().isdisjoint((lowered := text.lower()).split()):
            self.written += [(word, "", "", after) for word, after in _COUNT.findall(lowered)]

    @cached_property
    def said(self) -> dict[Said, int]:
        return _counted(starmap(_meaning, self.written))

    @cached_property
    def count(self) -> dict[str, int]:
        return _counted(starmap(_number, self.written))

    @cached_property
    def units(self) -> dict[str, set[Unit | None]]:
        """The units that each number stands with, None for without."""
        found: dict[str, set[Unit | None]] = {}
        for number, unit, _ in self.said:
            found.setdefault(number, set()).add(unit)
        return found


Item = TypeVar("Item")


def _counted(items: Iterable[Item]) -> dict[Item, int]:
    """How often each stands there; no Counter, which costs more than the few items of a sentence."""
    found: dict[Item, int] = {}
    for item in items:
        found[item] = found.get(item, 0) + 1
    return found


@lru_cache(maxsize=8192)
def _meaning(digits: str, sign: str, sign_apart: str, after: str) -> Said:
    plain = _COUNTS.get(digits) or digits.replace(",", "")
    number = plain.rstrip("0").rstrip(".") if "." in plain else plain
    unit = UNITS.get(sign or sign_apart or after.lower().replace("per cent", "%"))
    return number, unit, unit is None and len(after) > 3


def _number(digits: str, sign: str, sign_apart: str, after: str) -> str:
    return _meaning(digits, sign, sign_apart, after)[0]


@lru_cache(maxsize=256)
def _numbers(text: str, with_words: bool) -> Numbers:
    return Numbers(text, with_words)


class Place(NamedTuple):
    """A sentence of one text, and the numbers of the whole text."""

    sentences: Sequence[Sentence]
    at: int
    everywhere: Numbers
    with_words: bool

    def numbers(self) -> Numbers:
        return _numbers(self.sentences[self.at].text, self.with_words)

    def around(self, number: str) -> int:
        """How often a number stands in the sentence and its neighbours."""
        near = self.sentences[max(self.at - 1, 0) : self.at + 2]
        return sum(_numbers(sentence.text, self.with_words).count.get(number, 0) for sentence in near)

    def has_more(self, other: Place) -> list[str]:
        """Numbers that stand more often here than there: in the sentence, with what stands around it, and everywhere."""
        here, there = self.numbers().count, other.numbers().count
        all_here, all_there = self.everywhere.count, other.everywhere.count
        return [
            number
            for number, count in here.items()
            if count > there.get(number, 0)
            and all_here.get(number, 0) > all_there.get(number, 0)
            and self.around(number) > other.around(number)
        ]


def _other_units(one: Numbers, two: Numbers) -> list[str]:
    """Numbers that both sentences have, with units of which none is the same or one was exchanged."""
    return _exchanged(one, two) or [number for number in one.units if _is_in_another_unit(number, one, two)]


def _exchanged(one: Numbers, two: Numbers) -> list[str]:
    if one.count != two.count:
        return []
    gone = [said for said, count in one.said.items() if count > two.said.get(said, 0)]
    come = [said for said, count in two.said.items() if count > one.said.get(said, 0)]
    return [
        number
        for number, unit, counts in gone
        for other, another, counts_there in come
        if number == other
        and ((unit and another) or (unit == _SHARE and counts_there) or (another == _SHARE and counts))
    ]


def _is_in_another_unit(number: str, one: Numbers, two: Numbers) -> bool:
    units, others = one.units[number], two.units.get(number)
    if not others or None in units or not units.isdisjoint(others):
        return False
    return None not in others or (_SHARE in units and (number, None, True) in two.said)


def _likeness(one: Sentence, two: Sentence) -> float:
    """Share of both sentences' content words, numbers aside, that both have."""
    here, there = ([stem for stem in sentence.stems if not stem.isdigit()] for sentence in (one, two))
    both = sum((Counter(here) & Counter(there)).values())
    return 2 * both / max(len(here) + len(there), 2 * _FEWEST)


def _has_new_number_word(one: str, two: str) -> bool:
    """Whether the second sentence says a number in words that the first has not."""
    known = number_words("en").keys()
    return bool(known & set(words(two)) - set(words(one)) - {"and", "may", "march"})


def _is_vaguer(one: str, two: str) -> bool:
    """Whether the second sentence says some or many where the first does not."""
    return VAGUE.search(two) is not None and VAGUE.search(one) is None


def _is_in_digits(number: str, numbers: Numbers) -> bool:
    """Whether the number is written so: a count in words may be said in other ways."""
    return any(_number(*written) == number for written in numbers.written[: numbers.in_digits])


def _findings(here: Place, there: Place) -> Iterator[str]:
    one, two = here.sentences[here.at], there.sentences[there.at]
    numbers, others = here.numbers(), there.numbers()
    if numbers.written == others.written or numbers.said == others.said:
        return
    lost = here.has_more(there)
    other_units = _other_units(numbers, others)
    if not lost and not other_units:
        return
    likeness = _likeness(one, two)  # takes longer than all before
    if likeness < _ALIKE:
        return
    invented = there.has_more(here) if lost else []
    before, after = here.everywhere.count, there.everywhere.count
    said = [number for number in lost if number in after or number == "1"]
    known = [number for number in invented if number in before]
    if said and known:
        yield f"{said[0]} → {known[0]}: {one.text}"
    elif (
        lost
        and not invented
        and (_is_vaguer(one.text, two.text) or (likeness >= _SAME and _is_in_digits(lost[0], numbers)))
        and not _has_new_number_word(one.text, two.text)
    ):
        yield f"{lost[0]} lost: {one.text}"
    for number in other_units:
        yield f"{number} in another unit: {one.text}"


def misplaced(source: str, rewrite: str) -> list[str]:
    """What changed in place, as `40 → 60`, `40 lost` or `20 in another unit`; both texts of one language."""
    with_words = _count_words(source) != _count_words(rewrite)
    before, after = _numbers(source, with_words), _numbers(rewrite, with_words)
    if before.written == after.written:
        return []
    found = pairing(source, rewrite)
    return [
        said
        for at, place in enumerate(found.before.places)
        if place >= 0 and _numbers(found.one[at].text, with_words).written
        for said in _findings(Place(found.one, at, before, with_words), Place(found.two, place, after, with_words))
    ]


def _count_words(text: str) -> list[str]:
    """The counts in words of a text: where both have the same, as many have, nothing more need be read of them."""
    return list(filter(_COUNTS.__contains__, words(prose(text))))


def check(source: str, rewrite: str, task: Task) -> Verdict:
    """Fails a rewrite in which a number stands in another's place, and a rephrasing in which one has another unit."""
    if task == "translate":
        said = recounted(source, rewrite)
        return Verdict("placed", not said, 0.3 if said else 1.0, shown(said, 2, 100)[:220])
    if task != "rephrase":
        return Verdict("placed", True, 1.0, "judged only where sentences can be compared")
    said = misplaced(source, rewrite)
    return Verdict("placed", not said, 0.3 if said else 1.0, shown(said, 2, 100)[:220])
