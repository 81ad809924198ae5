"""Does a translation say another number in a number's place? Compares the sentences that stand for one another.

What the numbers check cannot see: seven variables for two, where the text has a seven elsewhere and another two. Judged
only where the whole translation says one number less often than its source and another one more often; knows no words.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence

from rephrase.fidelity.beads import side_by_side
from rephrase.fidelity.counted import exchanged
from rephrase.fidelity.quantities import Quantity, Value, read, read_part
from rephrase.fidelity.quantities.languages import guess_for
from rephrase.fidelity.quantities.units import Unit
from rephrase.fidelity.said import Said

VAGUE = re.compile(
    r"\b(?:(?<!then )some|several|many|various|numerous|a number of|a few|a handful of|a couple of)\b", re.I
)
_HAN = frozenset("二三四五六七八九十两兩")  # they demand nothing, but one that is gone was said


def recounted(source: str, rewrite: str) -> list[str]:
    """What stands in whose place, as `two → seven: the sentence`."""
    language = guess_for(source, "translate")
    given, written = read(source, language), read(rewrite, "en")
    before, after = _counts(given), _counts(written)
    if before == after:
        return []
    gone = {said[0] for said, count in before.items() if count > after.get(said, 0)}
    come = {said[0] for said, count in after.items() if count > before.get(said, 0)}
    if (
        not gone
        or not (come or VAGUE.search(rewrite))
        or _says_nowhere(given, written)
        or _says_nowhere(written, given)
    ):
        return []
    said = {quantity.text for quantity in written if quantity.values[0] in come}
    return list(_in_place(side_by_side(source, rewrite), language, (gone, come), said))


def _says_nowhere(quantities: Sequence[Quantity], others: Sequence[Quantity]) -> bool:
    """Whether a number is nowhere in the other text, which the numbers check has seen already."""
    known = {value for other in others for value in (*other.values, *other.parts)}
    return any(quantity.firm and known.isdisjoint(quantity.values) for quantity in quantities)


def _counts(quantities: Sequence[Quantity]) -> Counter[tuple[Value, Unit | None]]:
    return Counter([(quantity.values[0], quantity.unit) for quantity in quantities if _is_said(quantity)])


def _is_said(quantity: Quantity) -> bool:
    return (quantity.firm or quantity.weak or quantity.text in _HAN) and isinstance(quantity.values[0], int)


def _in_place(
    pairs: Sequence[tuple[str, str]], language: str, changed: tuple[set[Value], set[Value]], said: set[str]
) -> Iterator[str]:
    gone, come = changed
    for at, (own, english) in enumerate(pairs):
        vague = VAGUE.search(english) is not None
        if not own or not (vague or any(text in english for text in said)):
            continue
        here = read_part(english, "en")
        if not vague and not any(quantity.values[0] in come for quantity in here):
            continue
        near = pairs[max(0, at - 1) : at + 2]
        owns = [q for part, _ in near for q in read_part(part, language)]
        new = _absent(here, owns, come)
        counts = [quantity for quantity in new if quantity.firm or not quantity.text[0].isdigit()]  # no part of a name
        there = read_part(own, language)
        lost = (
            _fewer(there, owns, [q for _, part in near for q in read_part(part, "en")], gone, bool(counts))
            if new or vague
            else []
        )
        if new and lost:
            yield f"{lost[0].text} → {new[0].text}: {english}"
        elif lost and vague:
            yield f"{lost[0].text} lost: {english}"
        elif both := gone & come:
            ones, others = ([q for q in part if q.values[0] in both] for part in (there, here))
            for one, other in exchanged(Said(ones), Said(others), "translate"):
                yield f"{one.text} → {other.text}: {english}"


def _absent(quantities: Sequence[Quantity], others: Sequence[Quantity], wanted: set[Value]) -> list[Quantity]:
    """Those of the wanted numbers that the others do not say in any way."""
    found = [quantity for quantity in quantities if quantity.values[0] in wanted and _is_said(quantity)]
    if not found:
        return []
    values = {value for other in others for value in _all_values(other)}
    bases = {base for other in others for base in other.bases()}
    return [q for q in found if values.isdisjoint(q.values) and bases.isdisjoint(q.bases())]


def _fewer(
    quantities: Sequence[Quantity],
    owns: Sequence[Quantity],
    others: Sequence[Quantity],
    wanted: set[Value],
    exchanged: bool,
) -> list[Quantity]:
    """Those of the wanted numbers that the others do not say; where another has come also those that they say less often."""
    absent = _absent(quantities, others, wanted)
    if absent or not exchanged:
        return absent
    said = [q for q in quantities if q.values[0] in wanted and _is_said(q) and len(q.values) == 1]
    return [q for q in said if _times(q.values[0], owns) > _times(q.values[0], others)]


def _times(value: Value, quantities: Sequence[Quantity]) -> int:
    """How often a value is said in any way."""
    return sum([value in _all_values(quantity) for quantity in quantities])


def _all_values(quantity: Quantity) -> tuple[Value, ...]:
    """What a number says, also in parts; of one grouped in thousands (7,343) no parts."""
    first = quantity.values[0]
    return quantity.values if isinstance(first, int) and first >= 1000 else (*quantity.values, *quantity.parts)
