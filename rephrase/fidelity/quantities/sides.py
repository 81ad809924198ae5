"""Finds where in a sentence a calculation begins and ends, and reads it in every way that makes sense.

"20 feet * 2 =" begins with 20, "each of the 3 gets 2 * 4 =" with 2; 20 % is 0.2 or 20, 2 1/2 is a mixed number or a product.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence, Set
from fractions import Fraction
from itertools import pairwise, product
from typing import NamedTuple

from rephrase.fidelity.quantities.amounts import Amount, Unreadable
from rephrase.fidelity.quantities.expressions import MOST_TOKENS, Reader
from rephrase.fidelity.quantities.notation import Token

_STARTS = frozenset(["num", "open", "frac", "root", "binom", "op", "pi"])
_BEFORE_RESULT = frozenset("a an about approximately around roughly only just exactly total the of".split())
_PARTS = frozenset(
    "half third thirds quarter quarters fourth fourths fifth fifths percent root square cube double".split()
)


class Side(NamedTuple):
    """The readings of one side, the likeliest first, where it begins and ends, and whether it calculates."""

    readings: tuple[Amount, ...]
    start: int
    end: int
    calculates: bool


def endings(run: Sequence[Token], rounded: set[Fraction]) -> Iterator[Side]:
    """The expressions that a run of tokens ends in, the longest first."""
    for index in range(len(run)):
        if run[index].kind not in _STARTS or not _may_begin(run, index):
            continue
        if found := tuple(_read(run, index, rounded, whole=True)):
            calculates = any(amount.places is None for amount in found)
            yield Side(found, run[index].start, run[-1].end, calculates)


def _may_begin(run: Sequence[Token], index: int) -> bool:
    """Whether an expression may begin here: after nothing, a word, a closed bracket that lists, or a dash."""
    if run[index].kind == "op" and run[index].text not in "+-":
        return False
    if index == 0:
        return True
    before = run[index - 1]
    if run[index].kind == "op" and (index + 1 == len(run) or run[index + 1].gap):
        return False
    if before.kind == "word":
        return before.text != "of" or index < 2 or run[index - 2].text.lower() not in _PARTS
    if before.kind == "op":
        return index == 1 and before.text in "*-+"
    opened = sum((token.kind == "open") - (token.kind == "close") for token in run[:index])
    return (before.kind == "close" and run[index].gap and opened < 0) or (
        before.kind == "open" and _is_aside(run, index)
    )


def _is_aside(run: Sequence[Token], index: int) -> bool:
    """Whether a bracket opens here after a word and is not closed: "the rest (40 / 4 = 10) is ..."."""
    is_closed = any(token.kind == "close" for token in run[index:])
    return not is_closed and (index < 2 or run[index - 2].kind in ("word", "num")) and run[index - 1].gap


def beginning(run: Sequence[Token], rounded: Set[Fraction], is_last: bool) -> Side | None:
    """The expression that a run of tokens begins with, and in a chain its first number, too (3 * 4 = 12 + 5 = 17)."""
    run = _from_number(run)
    readings = readings_of(run, rounded)
    if not readings:
        return None
    calculates = any(amount.places is None for amount in readings)
    if not is_last and calculates:
        readings += _read(run[: 1 + (run[0].kind == "op")], 0, rounded, whole=True)
    return Side(tuple(readings), run[0].start, _end_of(run), calculates)


def readings_of(run: Sequence[Token], rounded: Set[Fraction] = frozenset()) -> list[Amount]:
    """The values of the expression that a run begins with, in all its readings; none where it begins with something else."""
    run = _from_number(run)
    if not run or run[0].kind not in _STARTS:
        return []
    return list(_read(run, 0, rounded, whole=False))


def _from_number(run: Sequence[Token]) -> Sequence[Token]:
    """What is read of a run: not the words before its number."""
    start = 0
    while start < len(run) and start < 4 and run[start].kind == "word" and run[start].text.lower() in _BEFORE_RESULT:
        start += 1
    return run[start : start + MOST_TOKENS]


def _end_of(run: Sequence[Token]) -> int:
    reader = Reader(run)
    try:
        reader.read(0)
    except Unreadable:
        return run[-1].end
    return run[max(reader.at - 1, 0)].end


def _read(run: Sequence[Token], start: int, rounded: Set[Fraction], whole: bool) -> Iterator[Amount]:
    """The values of an expression in all readings that its notation has; a `whole` one ends where the run does."""
    side = run[start:]
    shares = (True, False) if any(token.kind == "percent" for token in side) else (True,)
    tights = (False, True) if sum(token.text == "/" for token in side) > 1 else (False,)
    beside = [(one.kind, other.kind) for one, other in pairwise(side) if other.kind == "frac" or other.gap]
    mixed = (True, False) if ("num", "frac") in beside else (True,)
    loose = (False, True) if ("num", "open") in beside or ("close", "open") in beside else (False,)
    for share, mix, lax, tight in product(shares, mixed, loose, tights):
        reader = Reader(run, share, mix, lax, tight, rounded)
        try:
            amount = reader.read(start)
        except Unreadable:
            continue
        if reader.at == len(run) or (not whole and _may_end(run, reader.at)):
            yield amount


def _may_end(run: Sequence[Token], at: int) -> bool:
    """Whether an expression may end before this token: a word, a bracket, a dash or a mark of emphasis."""
    token = run[at]
    if token.kind == "op":
        after = run[at + 1] if at + 1 < len(run) else None
        return after is None or (after.kind == "word" and token.text == "-")
    if token.kind == "open":  # a remark, and not (mod 7)
        return token.gap and (at + 1 == len(run) or run[at + 1].text != "mod")
    return token.kind in ("word", "close", "percent", "fact")
