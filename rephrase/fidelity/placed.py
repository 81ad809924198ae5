"""Do numbers stand where they stood, with their units? Compares sentences that belong together; the whole text's set of
numbers is the numbers check's.

What the numbers check cannot see: 40 - 10 = 60 where the text has a 60 elsewhere, 20 inches for 20 feet where it has a
20 without unit. Judged only where a number in digits has gone and another come in the same place, both known to the
other text: then neither is a number said in another way.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence, Set
from itertools import chain
from typing import NamedTuple

from rephrase.data import Task, Verdict, not_judged
from rephrase.fidelity.between import exchanged, formulas_exchanged
from rephrase.fidelity.crossed import crossed
from rephrase.fidelity.pairing import Sentence, laid_out, pairing
from rephrase.fidelity.quantities.units import UNITS, Unit
from rephrase.fidelity.quantities.vocabulary import words as number_words
from rephrase.fidelity.ranks_abroad import exchanged_abroad, parts_exchanged
from rephrase.fidelity.recounted import VAGUE, recounted
from rephrase.fidelity.swapped import swapped
from rephrase.fidelity.words import prose, shown, words
from rephrase.fidelity.written import COUNTS, PLAIN, Numbers, Said, Written, count_words, read, units_of

_ALIKE = 0.6  # share of both sentences' content words that both have
_SAME = 0.75  # the same where a number is only gone: a free rewording need not say again what it has said
_FEWEST = 3  # content words that two sentences need
_SHARE = UNITS["%"]


def _units(said: Iterable[Said]) -> dict[str, set[Unit | None]]:
    """The units that each number stands with, None for without."""
    found: dict[str, set[Unit | None]] = {}
    for number, unit, _ in said:
        found.setdefault(number, set()).add(unit)
    return found


class Text(NamedTuple):
    """A text's sentences, the numbers of each and of the whole, and those that the other text says less often."""

    sentences: Sequence[Sentence]
    numbers: Sequence[Numbers]
    whole: Numbers
    more: set[str]

    def around(self, at: int, number: str) -> int:
        """How often a number stands in a sentence and its neighbours."""
        return sum([near.counts.get(number, 0) for near in self.numbers[max(at - 1, 0) : at + 2]])


def _text(text: str, in_words: Sequence[str], whole: Numbers, more: set[str]) -> Text:
    sentences, counts = laid_out(text), frozenset(in_words)
    return Text(sentences, [read(sentence.text, counts) for sentence in sentences], whole, more)


class Place(NamedTuple):
    """A sentence of a text."""

    text: Text
    at: int

    def has_more(self, other: Place) -> list[str]:
        """Numbers that stand more often here than there: in the sentence, with what stands around it, and everywhere."""
        here, there = self.text.numbers[self.at].counts, other.text.numbers[other.at].counts
        return [
            number
            for number, count in here.items()
            if number in self.text.more
            and count > there.get(number, 0)
            and self.text.around(self.at, number) > other.text.around(other.at, number)
        ]


def _other_units(one: Numbers, two: Numbers, doubtful: set[str]) -> list[str]:
    """Numbers that both sentences have, with units of which none is the same or one was exchanged."""
    in_doubt = [number for number in one.counts if number in doubtful and number in two.counts]
    if not in_doubt:
        return []
    said, said_there = one.said(), two.said()
    if one.counts == two.counts and (exchanged := _exchanged(said, said_there)):
        return exchanged
    units, others = _units(said), _units(said_there)
    return [
        number
        for number in in_doubt
        if _is_another_unit(units[number], others[number], (number, None, True) in said_there)
    ]


def _exchanged(one: dict[Said, int], two: dict[Said, int]) -> list[str]:
    gone = [said for said, count in one.items() if count > two.get(said, 0)]
    come = [said for said, count in two.items() if count > one.get(said, 0)]
    return [
        number
        for number, unit, counts in gone
        for other, another, counts_there in come
        if number == other
        and ((unit and another) or (unit == _SHARE and counts_there) or (another == _SHARE and counts))
    ]


def _is_another_unit(units: set[Unit | None], others: set[Unit | None], counts_there: bool) -> bool:
    if None in units or not units.isdisjoint(others):
        return False
    return None not in others or (_SHARE in units and counts_there)


def _likeness(one: Sentence, two: Sentence) -> float:
    """Share of both sentences' content words, numbers aside, that both have."""
    here, there = ([stem for stem in sentence.stems if not stem.isdigit()] for sentence in (one, two))
    both = sum([min(here.count(stem), there.count(stem)) for stem in {*here}.intersection(there)])
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
    return any(PLAIN[written[0]] == number for written in numbers.written[: numbers.in_digits])


def _findings(here: Place, there: Place, in_units: set[str]) -> Iterator[str]:
    numbers, others = here.text.numbers[here.at], there.text.numbers[there.at]
    if numbers.written == others.written:
        return
    lost, other_units = here.has_more(there), _other_units(numbers, others, in_units)
    if not lost and not other_units:
        return
    invented = there.has_more(here) if lost else []
    before, after = here.text.whole.counts, there.text.whole.counts
    said = [number for number in lost if number in after or number == "1"]
    known = [number for number in invented if number in before]
    if not other_units and invented and not (said and known):
        return
    one, two = here.text.sentences[here.at], there.text.sentences[there.at]
    likeness = _likeness(one, two)  # takes longer than all before
    if likeness < _ALIKE:
        return
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
    in_words, others_in_words = count_words(source), count_words(rewrite)
    if in_words == others_in_words:  # as many have: nothing more need be read of them
        in_words = others_in_words = []
    with_words = in_words != others_in_words
    before, after = (
        read(source, _anywhere(source, in_words, with_words)),
        read(rewrite, _anywhere(rewrite, others_in_words, with_words)),
    )
    if before.written == after.written:
        return []
    fewer, more = before.more_than(after), after.more_than(before)
    if not fewer and not with_words and not _in_several_units(_in_prose(source, before) + _in_prose(rewrite, after)):
        return []
    one, two = _text(source, in_words, before, fewer), _text(rewrite, others_in_words, after, more)
    in_units = _in_several_units(chain.from_iterable([numbers.written for numbers in (*one.numbers, *two.numbers)]))
    doubtful = fewer | in_units
    wanted = [at for at, numbers in enumerate(one.numbers) if not doubtful.isdisjoint(numbers.counts)]
    places = pairing(source, rewrite).before.places if wanted else []
    return [
        said for at in wanted if places[at] >= 0 for said in _findings(Place(one, at), Place(two, places[at]), in_units)
    ]


def _anywhere(text: str, in_words: Sequence[str], with_words: bool) -> Set[str]:
    """The counts in words that a text may have, also in code and the like, of which those in prose are known."""
    return frozenset(in_words) if not with_words or prose(text) == text else COUNTS.keys()


def _in_prose(text: str, whole: Numbers) -> list[Written]:
    """The numbers in digits outside code, formulas and markup: all that a sentence can have."""
    plain = prose(text)
    return whole.written if plain == text else read(plain, frozenset()).written


def _in_several_units(written: Iterable[Written]) -> set[str]:
    """The numbers that stand with more than one unit, or as a share: only those can have another unit in another place."""
    return {number for number, units in units_of(written).items() if len(units) > 1 or _SHARE in units}


def check(source: str, rewrite: str, task: Task) -> Verdict:
    """Fails a rewrite in which a number stands in another's place, a rephrasing in which one has another unit, and a note in
    which a formula stands in another's place."""
    if task == "translate":
        said = recounted(source, rewrite) or exchanged_abroad(source, rewrite) or crossed(source, rewrite)
        return Verdict("placed", not said, 0.3 if said else 1.0, shown(said, 2, 100)[:220])
    if task == "learning_note" and (said := formulas_exchanged(source, rewrite)):
        return Verdict("placed", False, 0.3, shown(said, 2, 100)[:220])
    if task != "rephrase":
        return not_judged("placed", "where sentences cannot be compared")
    said = (
        misplaced(source, rewrite)
        or exchanged(source, rewrite)
        or parts_exchanged(source, rewrite)
        or swapped(source, rewrite)
    )
    return Verdict("placed", not said, 0.3 if said else 1.0, shown(said, 2, 100)[:220])
