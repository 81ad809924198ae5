"""Compares the numbers of a source and its rewrite, in both directions. Knows nothing of prose without numbers.

Values are compared as sets and exactly: a number that the source repeats may be said once. What counts as said:
any accepted reading of the number (see `quantities`), the same amount in another unit (3 km = 3000 m, 42 % = 0.42,
30 minutes = half an hour), or the same value where one of the two names no unit. The same value with another unit
(3 km, 3 m) is a loss and an invention. Small spelled-out numbers demand nothing by themselves, except where one is
gone and another has come (three apples, five apples).
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from rephrase.data import Task, Verdict
from rephrase.fidelity import counted
from rephrase.fidelity.abroad.sounds import is_named_in
from rephrase.fidelity.decimals import points_lost
from rephrase.fidelity.ordinals import multiples_exchanged, new_ordinals
from rephrase.fidelity.quantities import Quantity, Value
from rephrase.fidelity.quantities.equations import correct_equations
from rephrase.fidelity.quantities.languages import guess_for
from rephrase.fidelity.quantities.units import with_plain_units
from rephrase.fidelity.said import PERCENT, Said, said

SHOWN = 5  # items a reason names
CONSTANTS = (*range(11), 12, 24, 30, 31, 52, 60, 100, 365, 1000)  # what a calculation may use without being given it


@dataclass(frozen=True, slots=True)
class Difference:
    """The numbers, as written, that the rewrite lost and that it invented."""

    lost: tuple[str, ...]
    invented: tuple[str, ...]
    kept: int = 0

    @property
    def score(self) -> float:
        """The share of numbers that agree, in [0, 1]: 1 when none was lost or invented, also when there is none."""
        wrong = len(self.lost) + len(self.invented)
        return 1.0 if not wrong else 2 * self.kept / (2 * self.kept + wrong)


def check(source: str, rewrite: str, task: Task) -> Verdict:
    """Passes when nothing that the task forbids was lost or invented; the reason names the first few of each."""
    difference = compare(source, rewrite, task)
    named = (("lost", difference.lost), ("invented", difference.invented))
    reason = "; ".join(f"{what}: {_first(items)}" for what, items in named if items)
    return Verdict("numbers", not reason, difference.score, reason)


def compare(source: str, rewrite: str, task: Task) -> Difference:
    """The numbers lost and invented, as they are written, each once and in order.

    A summary may leave numbers out. A learning note must keep the givens and the final answer, may leave out what the
    source itself calculates, and may add what its own correct equations give. Every other task is strict both ways.
    """
    given, written = _both(source, rewrite, task)
    lost, invented = written.lacks(given), given.lacks(written, with_nouns=True)
    if task == "translate" and not guess_for(source, task):  # its number words are unknown
        invented = [quantity for quantity in invented if not quantity.text[0].isalpha()]
    if task == "translate" and lost:
        lost = [quantity for quantity in lost if not is_named_in(quantity.text, rewrite)]
    if task == "learning_note":
        lost = _givens_and_answer(lost, given.quantities)
        invented = _not_derived(invented, given, rewrite)
        invented += [other._replace(firm=True) for _, other in counted.of_another_unit(given, written)]
    else:
        lost += [*_short_of(given, written), *counted.unsaid(given, written, task)]
        invented += _short_of(written, given)
        exchanged = [*_exchanged(given, written), *counted.exchanged(given, written, task)]
        exchanged += points_lost(source, rewrite)
        if task == "rephrase":
            exchanged += multiples_exchanged(source, rewrite)
            lost = [q._replace(firm=True) if q.weak and q.unit == PERCENT else q for q in lost]
        lost += [one for one, _ in exchanged]
        invented += [other for _, other in exchanged]
        if task != "summary":
            invented = counted.new_counts(invented, lost, source, rewrite, task) + new_ordinals(
                given, written, source, task
            )
    if not lost and not invented:
        return Difference((), (), len({quantity.values for quantity in given.firm}))
    swapped = any(q.weak for q in lost) and any(q.weak for q in invented)
    lost_texts = _texts(lost, swapped) if task != "summary" else ()
    invented_texts = _texts(invented, swapped)
    kept = len({quantity.values for quantity in given.firm}) - len(lost_texts)
    return Difference(lost_texts, invented_texts, max(kept, 0))


def _both(source: str, rewrite: str, task: Task) -> tuple[Said, Said]:
    """What both texts say; a translation is in English."""
    if task == "translate":
        return said(source, guess_for(source, task)), said(rewrite, "en")
    if task == "learning_note":
        return said(with_plain_units(source)), said(with_plain_units(rewrite))
    return said(source), said(rewrite)


def _givens_and_answer(lost: Sequence[Quantity], given: Sequence[Quantity]) -> list[Quantity]:
    """The lost numbers without those that the source calculates on its way: first met after an equals sign."""
    calculated: dict[Value, bool] = {}
    for quantity in given:
        calculated.setdefault(quantity.values[0], quantity.result)
    answer = next((quantity.values for quantity in reversed(given) if quantity.firm), ())
    return [quantity for quantity in lost if not calculated[quantity.values[0]] or quantity.values == answer]


def _not_derived(invented: Sequence[Quantity], in_source: Said, rewrite: str) -> list[Quantity]:
    """The invented numbers that no correct equation of the rewrite gives from numbers known by then."""
    if not invented:
        return []
    known: set[Value] = {*in_source.values, *CONSTANTS}
    for equation in correct_equations(rewrite):
        if known.issuperset(equation.operands):
            known.add(equation.result)
    return [quantity for quantity in invented if known.isdisjoint(quantity.values)]


def _short_of(own: Said, other: Said) -> list[Quantity]:
    """Numbers that count more different things here than the other text mentions them at all.

    "15 students ... $15 each" needs two mentions of 15; "4 hours ... those 4 hours" is one thing. Told by the unit or
    the beginning of the next word, so only for numbers in digits with something counted after them, and from three up.
    """
    short = []
    for value, things in own.things.items():
        if other.counts.get(value, 0) >= len(things):
            continue
        mentions = other.mentions(value)
        if 0 < mentions < len(things) - _converted(value, things.values(), other, mentions):
            short.append(list(things.values())[-1])
    return short


def _converted(value: Value, things: Collection[Quantity], other: Said, mentions: int) -> int:
    """How many of the things the other text says in another unit; not counted where it cannot matter."""
    if mentions >= len(things) or not any(thing.unit for thing in things):
        return 0
    return sum(any(value not in found.values for found in other.measuring(thing)) for thing in things)


def _exchanged(given: Said, written: Said) -> list[tuple[Quantity, Quantity]]:
    """What each text says of itself elsewhere and yet stands in another's place: one number of all, or a unit.

    Where both texts say the same numbers equally often but for one of each, that one was exchanged. Where a number has a
    unit in the source and another in the rewrite, and stands without one no more often there, its unit was exchanged.
    """
    before, after = given.counts, written.counts
    found = []
    if len(given.demanding) == len(written.demanding) and before != after:
        gone, come = _more(before, after), _more(after, before)
        if len(gone) == len(come) == 1:
            one = next(q for q in given.quantities if q.values[0] in gone)
            other = next(q for q in written.quantities if q.values[0] in come)
            if _is_exchange(one, other, written.quantities) and _is_exchange(other, one, given.quantities):
                found.append((one, other))
    return found + _exchanged_units(given, written)


def _more(one: dict[Value, int], other: dict[Value, int]) -> list[Value]:
    """What stands more often in one, as often as it does."""
    return [value for value, count in one.items() for _ in range(count - other.get(value, 0))]


def _is_exchange(one: Quantity, other: Quantity, others: Sequence[Quantity]) -> bool:
    """Whether the other number says something else than this whole one, and nothing else there says this one differently."""
    if not isinstance(one.values[0], int) or not {*one.values, *one.parts}.isdisjoint({*other.values, *other.parts}):
        return False
    if Said([other]).measures(one):
        return False
    bases = set(one.bases())
    return not any(bases & set(quantity.bases()) for quantity in others if quantity.values[0] != one.values[0])


def _exchanged_units(given: Said, written: Said) -> list[tuple[Quantity, Quantity]]:
    before, after = given.units, written.units
    changed = {value for value, units in before.items() if value in after and units.isdisjoint(after[value])}
    if not changed:
        return []
    found = []
    for value in dict.fromkeys(q.values[0] for q in given.quantities if q.values[0] in changed):
        ones, others = ([q for q in side.quantities if q.values[0] == value] for side in (given, written))
        if ones[0].firm and sum(q.unit is None for q in others) <= sum(q.unit is None for q in ones):
            found.append((next(q for q in ones if q.unit), next(q for q in others if q.unit)))
    return [(one, other) for one, other in found if not written.measures(one) and not given.measures(other)]


def _texts(quantities: Sequence[Quantity], swapped: bool) -> tuple[str, ...]:
    return tuple(dict.fromkeys(q.text for q in quantities if q.firm or (swapped and q.weak)))


def _first(items: Sequence[str]) -> str:
    more = f" and {len(items) - SHOWN} more" if len(items) > SHOWN else ""
    return ", ".join(item[:60] for item in items[:SHOWN]) + more
