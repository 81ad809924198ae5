"""Reads the number or the calculation that stands at a place of a text: an answer behind its mark. Knows no marks."""

from __future__ import annotations

import re
from functools import lru_cache

from rephrase.fidelity.quantities.amounts import Amount
from rephrase.fidelity.quantities.equations import GAP, runs
from rephrase.fidelity.quantities.notation import prepare, tokens, value_of
from rephrase.fidelity.quantities.sides import readings_of

_LONGEST = 80  # characters
_BEGINS = re.compile(rf"{GAP}(?:[\d.√π½⅓⅔¼¾]|(?<=\\)[a-z])")
_NOTHING_ELSE = re.compile(r"[ $]*((?:\d{1,3}(?:,\d{3})+|\d{1,15})(?:\.\d{1,2})?)[ $]*\.?[ $]*")


def number_at(text: str, start: int) -> tuple[Amount, ...]:
    """The readings of the number or calculation that a text has from a place on; none for anything else."""
    if _BEGINS.match(text, start) is None:
        return ()
    return _number_in(text[start : start + _LONGEST].partition("\n")[0])


@lru_cache(maxsize=256)
def _number_in(line: str) -> tuple[Amount, ...]:
    if plain := _NOTHING_ELSE.fullmatch(line):
        return (Amount(value_of(plain[1]), places=len(plain[1].partition(".")[2])),)
    prepared = prepare(line)
    run = next(runs(tokens(prepared, 0, len(prepared), one_run=True)), [])
    return tuple(readings_of(run))
