"""Which units stand for others, told by how often each number is said with each. Knows no sentences, so any two languages.

What sets of numbers cannot see: 2 minutes for 2 hours in a text that has a 2 without unit, € for $ in one of many prices.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from rephrase.data import Task
from rephrase.fidelity.announced import is_announced, is_listed
from rephrase.fidelity.quantities import Quantity, Value
from rephrase.fidelity.quantities.languages import guess_for, is_read
from rephrase.fidelity.quantities.units import Unit
from rephrase.fidelity.quantities.vocabulary import words as number_words
from rephrase.fidelity.said import PERCENT, Said

# What is measured in either of two systems, or by larger and smaller units of one.
_DIMENSIONS = {"foot": "length", "metre": "length", "pound": "mass", "gram": "mass", "tonne": "mass", "gallon": "volume",
               "litre": "volume", "acre": "area", "hectare": "area", "second": "time", "day": "time", "month": "time"}  # fmt: skip
_MONEY = frozenset(["dollar", "euro", "rupee", "rouble"])
# 元 and 円 are other countries' money, too: a translation may say dollars.
_MONEY_OF_ONE_LANGUAGE = _MONEY | {"yen", "yuan"}
_NO_THINGS = frozenset(
    ["", "and", "or", "to", "of", "in", "at", "for", "from", "with", "by", "is", "are", "was", "as", "on"]
)

_NUMERALS = frozenset("0123456789一二三四五六七八九十两兩")
_MOST = 5  # exchanges that are looked at closely

Exchange = tuple[Quantity, Quantity]  # of the source, of the rewrite


def exchanged(given: Said, written: Said, task: Task) -> list[Exchange]:
    """Numbers said equally often in both texts, once with another unit; and money of a country that the source has not."""
    if not written.measured and not given.measured:
        return []
    found = [*_units(given, written), *_money(given, written, task), *_of_new_unit(given, written, task)]
    found += [*measured_anew(given, written), *_points(given, written)]
    found += [(one, other) for other, one in _points(written, given)]
    return [(one._replace(firm=True), other._replace(firm=True)) for one, other in found]


def of_another_unit(given: Said, written: Said) -> list[Exchange]:
    """The same of a note, which says numbers as often as it needs: of another unit of their kind, or of another money."""
    return [*measured_anew(given, written), *_money(given, written, "rephrase")] if written.measured else []


def unsaid(given: Said, written: Said, task: Task) -> list[Quantity]:
    """Shares and prices that are said with their sign in the source alone, and no oftener without it in the rewrite.

    "60 % of the way" made "some of the way", where 60 also stands for something else, in one language, or 0.6 does.
    """
    marked = [quantity for quantity in given.measured if quantity.firm and _is_marked(quantity)]
    if not marked or task == "summary":
        return []
    before, after = given.said_with, written.said_with
    return [
        quantity
        for quantity in marked
        if written.bases.keys().isdisjoint(quantity.bases())
        and (
            _is_without_sign(before[quantity.values[0]], others)
            if (others := after.get(quantity.values[0])) and task == "rephrase"
            else not others and quantity.unit == PERCENT and _is_said_as_often(quantity, given, written)
        )
    ]


def _is_without_sign(units: Sequence[Unit | None], others: Sequence[Unit | None]) -> bool:
    return len(units) > len(others) and not any(others) and others.count(None) <= units.count(None)


def _is_said_as_often(share: Quantity, given: Said, written: Said) -> bool:
    """Whether what else says a share that is gone, 0.6 for 60 %, says it no oftener than in the source, where it did beside it."""
    plain = share.values[-1]
    return 0 < written.mentions(plain) <= given.mentions(plain) - 1


def new_counts(
    invented: Sequence[Quantity], lost: Sequence[Quantity], source: str, rewrite: str, task: Task
) -> list[Quantity]:
    """The invented numbers, of which a count in English words demands something by itself where the source says it in no way.

    Those of what the source lists, or the rewrite lays out itself, say nothing new. Not where the source's number words are unknown, nor for two across languages: some have a dual.
    """
    least = 3 if task == "translate" else 2
    gone = {q.noun for q in lost}
    things = {(_count_of(q), q.noun) for q in invented if q.weak and q.noun not in gone}
    things = {(count, noun) for count, noun in things if is_listed(count, noun, source)}
    invented = [q for q in invented if not (q.weak and (_count_of(q), q.noun) in things)] if things else [*invented]
    counts = [q for q in invented if q.weak and not q.firm and _count_of(q) >= least]
    if task == "rephrase":
        announced = {text for text in {q.text for q in counts} if is_announced(text, source, rewrite)}
        counts = [q for q in counts if q.text not in announced]
    if not counts or not is_read(source, guess_for(source, task), across=task == "translate"):
        return [*invented]
    new = frozenset(counts)
    return [q._replace(firm=True) if q in new else q for q in invented]


def _count_of(quantity: Quantity) -> int:
    """What a spelled-out count says, 0 of anything else: a numeral in a name."""
    value = quantity.values[0]
    word = quantity.text.partition(" ")[0].partition("-")[0].lower()
    return value if isinstance(value, int) and number_words("en").get(word) is not None else 0


def _is_marked(quantity: Quantity) -> bool:
    return not quantity.parts and (quantity.unit == PERCENT or bool(_currency(quantity, _MONEY_OF_ONE_LANGUAGE)))


def measured_anew(given: Said, written: Said) -> list[Exchange]:
    """A number that is said less often with a unit, and with another one of its kind where the source never has it."""
    before, after = _in_units(given), _in_units(written)
    new = after.keys() - before.keys()
    if not new:
        return []
    rarer: dict[Value, list[Unit]] = {}
    for (value, unit), times in before.items():
        if times > after[value, unit]:
            rarer.setdefault(value, []).append(unit)
    found = [(value, own, unit) for value, unit in new for own in rarer.get(value, ()) if _kind(own) == _kind(unit)]
    pairs = [
        (_quantity(given, value, own), _quantity(written, value, unit))
        for value, own, unit in sorted(found, key=str)[:_MOST]
    ]
    counting, counting_after = (Said(_counting(side)) for side in (given, written)) if pairs else (given, written)
    return [(one, two) for one, two in pairs if not (counting.measures(two) or counting_after.measures(one))]


def _kind(unit: Unit) -> str:
    return _DIMENSIONS.get(unit[0], unit[0])


def _quantity(said: Said, value: Value, unit: Unit) -> Quantity:
    return next(q for q in said.measured if q.values[0] == value and q.unit == unit)


def _in_units(said: Said) -> Counter[tuple[Value, Unit]]:
    """How often each number is said with each unit."""
    return Counter([(q.values[0], q.unit) for q in _counting(said) if q.unit])


def _counting(said: Said) -> list[Quantity]:
    """What is measured in a number that is said, also a one in digits, and not only implied: 1 day, not daily."""
    return [q for q in said.measured if q.firm or q.weak or q.text[0] in _NUMERALS]


def _points(one: Said, other: Said) -> list[Exchange]:
    """Shares said less often in the other text, where it says as many points, or percentage points, more often."""
    pointed = [q for q in other.quantities if _is_of_points(q)]
    if not pointed:
        return []
    times = Counter([q.values[0] for q in pointed])
    times -= Counter([q.values[0] for q in one.quantities if _is_of_points(q)])
    shares, others = ([q for q in side.measured if q.unit == PERCENT and _is_plain(q)] for side in (one, other))
    rarer = Counter([q.values[0] for q in shares]) - Counter([q.values[0] for q in others])
    by_value = {q.values[0]: q for q in shares}
    return [(by_value[q.values[0]], q) for q in pointed if q.values[0] in times and q.values[0] in rarer]


def _is_of_points(quantity: Quantity) -> bool:
    return not _is_plain(quantity) if quantity.unit == PERCENT else quantity.unit is None and quantity.noun == "poin"


def _is_plain(share: Quantity) -> bool:
    """Whether a share is none of "5 percentage points", of which the first word alone is read as its unit."""
    return not share.text.endswith("percentage")


def _units(given: Said, written: Said) -> Iterator[Exchange]:
    before, after = given.said_with, written.said_with
    if before == after:
        return
    for value, units in before.items():
        others = after.get(value, [])
        if units == others or len(units) != len(others):
            continue
        counts, counts_after = Counter(units), Counter(others)
        gone, come = counts - counts_after, counts_after - counts
        if gone.total() != 1:
            continue
        one = next(q for q in given.quantities if q.values[0] == value and q.unit in gone)
        other = next(q for q in written.quantities if q.values[0] == value and q.unit in come)
        if (one.unit and other.unit) or (one.unit == PERCENT and _is_of_things(other)):
            yield one, other


def _of_new_unit(given: Said, written: Said, task: Task) -> Iterator[Exchange]:
    """A number with a unit that the source never names, and names one of its kind in the other system of measures, or
    another one oftener than the rewrite does.

    "The total in miles was 41" made "41 kilometers": the number alone stands in both. In one language also a share of
    what the source counts: 18 percent for 18 points.
    """
    named = {quantity.unit for quantity in given.measured}
    new = [q for q in written.measured if (q.firm or q.weak) and q.unit not in named]
    if not new:
        return
    before, after = (Counter([q.unit for q in side.measured if q.unit]) for side in (given, written))
    for quantity in new:
        unit = quantity.unit
        if unit is None:
            continue
        kind = _DIMENSIONS.get(unit[0])
        rarer = kind and any(count > after[u] and _DIMENSIONS.get(u[0]) == kind for u, count in before.items())
        other_system = kind not in (None, "time") and any(
            u[0] != unit[0] and _DIMENSIONS.get(u[0]) == kind for u in before
        )
        same_kind = rarer or other_system
        if not same_kind and not (task == "rephrase" and unit == PERCENT):
            continue
        own = given.firm if quantity.firm else given.quantities
        alone = [q for q in own if q.unit is None and q.values[0] == quantity.values[0]]
        counts = bool(same_kind) or all(map(_is_of_things, alone))
        if alone and counts and not any(set(q.bases()) & set(quantity.bases()) for q in given.measured):
            yield alone[0], quantity


def _is_of_things(quantity: Quantity) -> bool:
    """Whether the number counts what the next word names: 10 points for 10 %."""
    return quantity.noun not in _NO_THINGS and quantity.noun.isascii() and not quantity.noun.startswith("per")


def _money(given: Said, written: Said, task: Task) -> Iterator[Exchange]:
    kinds = _MONEY if task == "translate" else _MONEY_OF_ONE_LANGUAGE
    known = {quantity.unit[0] for quantity in given.measured if quantity.unit}
    new = [q for q in written.measured if q.unit and q.unit[0] not in known and _currency(q, kinds)]
    if not new:
        return
    before = [q for q in given.measured if _currency(q, kinds) or (q.unit and q.unit[0] == "pound")]
    gone = _kinds(before) - _kinds(written.measured)
    if gone:
        yield next(q for q in before if q.unit and q.unit[0] in gone), new[0]


def _kinds(quantities: Sequence[Quantity]) -> Counter[str]:
    return Counter(quantity.unit[0] for quantity in quantities if quantity.unit)


def _currency(quantity: Quantity, kinds: frozenset[str]) -> str:
    """Whose money it is, "" for no money."""
    if quantity.unit is None:
        return ""
    kind = quantity.unit[0]
    if kind == "pound":
        return "" if any(map(str.isalpha, quantity.text)) else kind  # pounds in words may be weight
    return kind if kind in kinds else ""
