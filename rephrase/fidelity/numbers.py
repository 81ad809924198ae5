"""Compares the numbers of a source and its rewrite, in both directions. Knows nothing of prose without numbers.

Values are compared as sets and exactly: a number that the source repeats may be said once. What counts as said:
any accepted reading of the number (see `quantities`), the same amount in another unit (3 km = 3000 m, 42 % = 0.42,
30 minutes = half an hour), or the same value where one of the two names no unit. The same value with another unit
(3 km, 3 m) is a loss and an invention. Small spelled-out numbers demand nothing by themselves, except where one is
gone and another has come (three apples, five apples).
"""

from __future__ import annotations

import re
from bisect import bisect
from collections import Counter
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from operator import itemgetter

from rephrase.data import Task, Verdict
from rephrase.fidelity import counted
from rephrase.fidelity.quantities import Quantity, read
from rephrase.fidelity.quantities.digits import Value
from rephrase.fidelity.quantities.equations import correct_equations
from rephrase.fidelity.quantities.units import UNITS, Unit

SHOWN = 5  # items a reason names
ROUNDING = 0.03  # how far apart 32 km and 20 miles may be
CONSTANTS = (*range(11), 12, 24, 30, 31, 52, 60, 100, 365, 1000)  # what a calculation may use without being given it
TO_METRIC = {
    "foot": ("metre", 0.3048),
    "pound": ("gram", 453.59),
    "acre": ("hectare", 0.40469),
    "gallon": ("litre", 3.7854),
}
PERCENT = UNITS["%"]
NO_NOUNS = frozenset(
    ["", "and", "or", "to", "of", "in", "at", "for", "from", "with", "by", "is", "are", "was", "were", "as", "on"]
)
METRIC = TO_METRIC | {metric: (other, 1 / factor) for other, (metric, factor) in TO_METRIC.items()}


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


class Said:
    """What a text says: the values, those said without a unit, and the amounts in base units."""

    def __init__(self, quantities: Sequence[Quantity]) -> None:
        self._quantities = quantities
        self.values: set[Value] = {value for quantity in quantities for value in quantity.values}
        self.bare: set[Value] = {value for quantity in quantities if quantity.unit is None for value in quantity.values}
        for quantity in quantities:
            if quantity.parts:
                self.values.update(quantity.parts)
                if quantity.unit is None:
                    self.bare.update(quantity.parts)
            if "/" in quantity.text:  # 2/3 also says a 2 and a 3, to one who divides by 3 and takes 2
                self.values.update(int(digits) for digits in re.findall(r"\d{1,9}", quantity.text))

    @cached_property
    def uncounted(self) -> set[Value]:
        """The values without a unit that have no word after them that they could count."""
        nounless = [quantity for quantity in self._quantities if quantity.unit is None and quantity.noun in NO_NOUNS]
        return {value for quantity in nounless for value in quantity.values + quantity.parts}

    @cached_property
    def bases(self) -> dict[tuple[str, Value], list[Quantity]]:
        """The quantities that say each amount in base units."""
        found: dict[tuple[str, Value], list[Quantity]] = {}
        for quantity in self._quantities:
            for base in quantity.bases():
                found.setdefault(base, []).append(quantity)
        return found

    @cached_property
    def _sorted(self) -> dict[str, list[tuple[float, tuple[str, Value]]]]:
        """The amounts of each kind by size, so that what is near one is found without a look at all."""
        found: dict[str, list[tuple[float, tuple[str, Value]]]] = {}
        for base in self.bases:
            found.setdefault(base[0], []).append((_float(base[1]), base))
        return {kind: sorted(amounts, key=itemgetter(0)) for kind, amounts in found.items()}

    def has(self, quantity: Quantity) -> bool:
        known = self.values if quantity.unit is None else self.bare if quantity.unit != PERCENT else self.uncounted
        if not known.isdisjoint(quantity.values) or (quantity.unit is not None and self.measures(quantity)):
            return True
        return bool(quantity.parts) and all(part in self.values for part in quantity.parts)

    def measures(self, quantity: Quantity) -> bool:
        """Whether the amount is said in any unit of the same kind."""
        return any(True for _ in self.measuring(quantity))

    def measuring(self, quantity: Quantity) -> Iterator[Quantity]:
        """The quantities that say the amount in any unit of the same kind."""
        for base in quantity.bases():
            yield from self.bases.get(base, ())
            if base[0] in METRIC:
                for near in self._nearly(*base):
                    yield from self.bases[near]

    def _nearly(self, measures: str, value: Value) -> Iterator[tuple[str, Value]]:
        """The amounts in the other system of measures that writers round to this one: 20 mi for 32 km."""
        metric, factor = METRIC[measures]
        amount = _float(value) * factor
        known = self._sorted.get(metric, [])
        middle = bisect(known, amount, key=itemgetter(0))
        for upwards_or_downwards in (range(middle, len(known)), range(middle - 1, -1, -1)):
            for at in upwards_or_downwards:
                other, base = known[at]
                if abs(other - amount) > ROUNDING * abs(amount):
                    break
                yield base


def _float(value: Value) -> float:
    try:
        return float(value)
    except (OverflowError, ValueError):
        return 0.0


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
    given, written = read(source), read(rewrite)
    in_source, in_rewrite = Said(given), Said(written)
    lost = [quantity for quantity in given if not in_rewrite.has(quantity)]
    in_source.uncounted = in_source.bare  # in a language whose word for per cent may be unknown
    invented = [quantity for quantity in written if not in_source.has(quantity)]
    if task == "learning_note":
        lost = _givens_and_answer(lost, given)
        invented = _not_derived(invented, in_source, rewrite)
    else:
        lost += _short_of(given, written)
        invented += _short_of(written, given)
        exchanged = [*_exchanged(given, written), *counted.exchanged(given, written, task)]
        lost += [one for one, _ in exchanged]
        if task == "rephrase":
            lost += counted.unsaid(given, written)
            lost = [q._replace(firm=True) if q.weak and q.unit == PERCENT else q for q in lost]
        invented += [other for _, other in exchanged]
    swapped = any(q.weak for q in lost) and any(q.weak for q in invented)
    lost_texts = _texts(lost, swapped) if task != "summary" else ()
    invented_texts = _texts(invented, swapped)
    kept = len({quantity.values for quantity in given if quantity.firm}) - len(lost_texts)
    return Difference(lost_texts, invented_texts, max(kept, 0))


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


def _short_of(own: Sequence[Quantity], other: Sequence[Quantity]) -> list[Quantity]:
    """Numbers that count more different things here than the other text mentions them at all.

    "15 students ... $15 each" needs two mentions of 15; "4 hours ... those 4 hours" is one thing. Told by the unit or
    the beginning of the next word, so only for numbers in digits with something counted after them, and from three up.
    """
    counted = {(quantity.values[0], quantity.noun): quantity for quantity in own if quantity.noun and quantity.firm}
    if len({value for value, _ in counted}) == len(counted):
        return []
    things_of = Counter([value for value, _ in counted])
    often: dict[Value, dict[str, Quantity]] = {}
    for (value, noun), quantity in counted.items():
        if things_of[value] > 1 and not isinstance(value, str) and value > 2:
            often.setdefault(value, {})[noun] = quantity
    if not often:
        return []
    mentions = Counter(value for quantity in other for value in {*quantity.values, *quantity.parts} if value in often)
    said = Said(other)
    short = []
    for value, things in often.items():
        if 0 < mentions[value] < len(things) - _converted(value, things.values(), said, mentions[value]):
            short.append(list(things.values())[-1])
    return short


def _converted(value: Value, things: Collection[Quantity], said: Said, mentions: int) -> int:
    """How many of the things the other text says in another unit; not counted where it cannot matter."""
    if mentions >= len(things) or not any(thing.unit for thing in things):
        return 0
    return sum(any(value not in other.values for other in said.measuring(thing)) for thing in things)


def _exchanged(given: Sequence[Quantity], written: Sequence[Quantity]) -> list[tuple[Quantity, Quantity]]:
    """What each text says of itself elsewhere and yet stands in another's place: one number of all, or a unit.

    Where both texts say the same numbers equally often but for one of each, that one was exchanged. Where a number has a
    unit in the source and another in the rewrite, and stands without one no more often there, its unit was exchanged.
    """
    before, after = (Counter([q.values[0] for q in side if q.firm or q.weak]) for side in (given, written))
    found = []
    if before.total() == after.total() and len(gone := _more(before, after)) == len(come := _more(after, before)) == 1:
        one = next(q for q in given if q.values[0] in gone)
        other = next(q for q in written if q.values[0] in come)
        if _is_exchange(one, other, written) and _is_exchange(other, one, given):
            found.append((one, other))
    return found + _exchanged_units(given, written)


def _more(one: Counter[Value], other: Counter[Value]) -> list[Value]:
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


def _exchanged_units(given: Sequence[Quantity], written: Sequence[Quantity]) -> list[tuple[Quantity, Quantity]]:
    kinds, kinds_after = _units_by_value(given), _units_by_value(written)
    if all(own & kinds_after[value] for value, own in kinds.items() if value in kinds_after):
        return []
    before, after = _by_value(given), _by_value(written)
    found = []
    for value, ones in before.items():
        others = after.get(value, [])
        units, others_units = {q.unit for q in ones} - {None}, {q.unit for q in others} - {None}
        if not units or not others_units or units & others_units or not ones[0].firm:
            continue
        if sum(q.unit is None for q in others) <= sum(q.unit is None for q in ones):
            found.append((next(q for q in ones if q.unit), next(q for q in others if q.unit)))
    if not found:
        return []
    in_source, in_rewrite = Said(given), Said(written)
    return [(a, b) for a, b in found if not in_rewrite.measures(a) and not in_source.measures(b)]


def _units_by_value(quantities: Sequence[Quantity]) -> dict[Value, set[Unit]]:
    found: dict[Value, set[Unit]] = {}
    for quantity in quantities:
        if quantity.unit is not None:
            found.setdefault(quantity.values[0], set()).add(quantity.unit)
    return found


def _by_value(quantities: Sequence[Quantity]) -> dict[Value, list[Quantity]]:
    found: dict[Value, list[Quantity]] = {}
    for quantity in quantities:
        found.setdefault(quantity.values[0], []).append(quantity)
    return found


def _texts(quantities: Sequence[Quantity], swapped: bool) -> tuple[str, ...]:
    return tuple(dict.fromkeys(q.text for q in quantities if q.firm or (swapped and q.weak)))


def _first(items: Sequence[str]) -> str:
    more = f" and {len(items) - SHOWN} more" if len(items) > SHOWN else ""
    return ", ".join(item[:60] for item in items[:SHOWN]) + more
