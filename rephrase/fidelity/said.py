"""What a text says in numbers, arranged for comparing it with another text: by value, by unit, by amount. Knows one text."""

from __future__ import annotations

import re
from bisect import bisect
from collections import Counter
from collections.abc import Iterator, Sequence
from functools import cached_property, lru_cache
from operator import itemgetter

from rephrase.fidelity.quantities import Quantity, Value, read
from rephrase.fidelity.quantities.units import UNITS, Unit

ROUNDING = 0.03  # how far apart 32 km and 20 miles may be
TO_METRIC = {
    "foot": ("metre", 0.3048),
    "pound": ("gram", 453.59),
    "acre": ("hectare", 0.40469),
    "gallon": ("litre", 3.7854),
}
METRIC = TO_METRIC | {metric: (other, 1 / factor) for other, (metric, factor) in TO_METRIC.items()}
PERCENT = UNITS["%"]
NO_NOUNS = frozenset(
    ["", "and", "or", "to", "of", "in", "at", "for", "from", "with", "by", "is", "are", "was", "were", "as", "on"]
)
# How the words after a number begin that name nothing it could count.
_NO_THINGS = NO_NOUNS.union(
    "a an the it its he she they we his her into on over duri afte befo unti sinc when whil who whic that this but not if than then".split()
)


class Said:
    """The quantities of a text, those of them that demand something of another text, and what they say in all."""

    def __init__(self, quantities: Sequence[Quantity]) -> None:
        self.quantities = quantities
        self.demanding = [quantity for quantity in quantities if quantity.firm or quantity.weak]
        self.firm = [quantity for quantity in self.demanding if quantity.firm]
        self.measured = [quantity for quantity in quantities if quantity.unit is not None]
        self._same = frozenset(map(id, quantities))  # a quantity remembered from one text is the same object in another

    @cached_property
    def values(self) -> set[Value]:
        """All values, with and without a unit."""
        values: set[Value] = set().union(*[quantity.values for quantity in self.quantities])
        for quantity in [one for one in self.quantities if one.parts or "/" in one.text]:
            values.update(quantity.parts)
            if "/" in quantity.text:  # 2/3 also says a 2 and a 3, to one who divides by 3 and takes 2
                values.update(int(digits) for digits in re.findall(r"\d{1,9}", quantity.text))
        return values

    @cached_property
    def bare(self) -> set[Value]:
        """The values without a unit."""
        return _values([quantity for quantity in self.quantities if quantity.unit is None])

    @cached_property
    def uncounted(self) -> set[Value]:
        """The values without a unit that have no word after them that they could count."""
        return _values([one for one in self.quantities if one.unit is None and one.noun in NO_NOUNS])

    @cached_property
    def counts(self) -> dict[Value, int]:
        """How often each number is said by what demands something, in its first reading."""
        return dict(Counter([quantity.values[0] for quantity in self.demanding]))

    @cached_property
    def units(self) -> dict[Value, set[Unit]]:
        """The units that each number is said with."""
        found: dict[Value, set[Unit]] = {}
        for quantity in self.measured:
            if quantity.unit is not None:
                found.setdefault(quantity.values[0], set()).add(quantity.unit)
        return found

    @cached_property
    def said_with(self) -> dict[Value, list[Unit | None]]:
        """The units that each firm number is said with, in order, and None for each time that it has none."""
        found: dict[Value, list[Unit | None]] = {}
        for quantity in self.firm:
            if not quantity.parts:
                found.setdefault(quantity.values[0], []).append(quantity.unit)
        return found

    @cached_property
    def without_unit(self) -> frozenset[Value]:
        """The firm numbers that are said without a unit."""
        return frozenset([value for value, units in self.said_with.items() if None in units])

    @cached_property
    def things(self) -> dict[Value, dict[str, Quantity]]:
        """The numbers above two that count more than one thing, told by the unit or by how the next word begins."""
        repeated = {value for value, count in self.counts.items() if count > 1}
        found: dict[Value, dict[str, Quantity]] = {}
        for quantity in self.firm if repeated else ():
            if quantity.values[0] in repeated and quantity.noun not in _NO_THINGS:
                found.setdefault(quantity.values[0], {})[quantity.noun] = quantity
        return {
            value: nouns
            for value, nouns in found.items()
            if len(nouns) > 1 and not isinstance(value, str) and value > 2
        }

    @cached_property
    def bases(self) -> dict[tuple[str, Value], list[Quantity]]:
        """The quantities that say each amount in base units."""
        found: dict[tuple[str, Value], list[Quantity]] = {}
        for quantity in self.measured:
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

    def lacks(self, other: Said, with_nouns: bool = False) -> list[Quantity]:
        """What the other text demands and this one does not say. A share is not said by a number that counts something,
        or is, `with_nouns`: in a language whose word for per cent may be unknown."""
        counts, same = self.counts, self._same
        new = [quantity for quantity in other.demanding if id(quantity) not in same]
        new = [quantity for quantity in new if quantity.unit is not None or quantity.values[0] not in counts]
        return [quantity for quantity in new if not self._has(quantity, with_nouns)]

    def _has(self, quantity: Quantity, with_nouns: bool) -> bool:
        unit, first = quantity.unit, quantity.values[0]
        if unit is not None and unit in self.units.get(first, ()) and not isinstance(first, str):
            return True
        if unit is not None and unit != PERCENT and first in self.without_unit:
            return True
        known = self.values if unit is None else self.bare if with_nouns or unit != PERCENT else self.uncounted
        if not known.isdisjoint(quantity.values) or self.measures(quantity):
            return True
        return bool(quantity.parts) and self.values.issuperset(quantity.parts)

    def mentions(self, value: Value) -> int:
        """How many quantities say a value in any reading."""
        if value not in self.values:
            return 0
        return sum(value in quantity.values or value in quantity.parts for quantity in self.quantities)

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


@lru_cache(maxsize=8)
def said(text: str, language: str | None = None) -> Said:
    """What a text says, in a language that is guessed where none is given."""
    return Said(read(text, language))


def _values(quantities: Sequence[Quantity]) -> set[Value]:
    """What they say, whole and in parts."""
    parts = [quantity.parts for quantity in quantities if quantity.parts]
    return set().union(*[quantity.values for quantity in quantities], *parts)


def _float(value: Value) -> float:
    try:
        return float(value)
    except (OverflowError, ValueError):
        return 0.0
