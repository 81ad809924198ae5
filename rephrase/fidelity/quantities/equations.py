"""Finds what the equations written in a text derive: 12 × 7 = 84 gives 84. Knows nothing of letters in equations.

Each `=` is read with what stands before it, back to the line's start, another `=` or `REACH` characters. Words and
units there are skipped ("3 bags * $2 per bag = $6"). Nothing is executed: a small reader of + - × ÷ and brackets.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction

REACH = 160  # characters before an equals sign
MOST_SIGNS = 30  # numbers, operators and brackets of one side, which also bounds how deep brackets go
NUMBER = re.compile(r"(?:\d{1,3}(?:,\d{3})+|\d{1,15})(?:\.\d{1,12})?|\.\d{1,12}")
RESULT = re.compile(r"[\s$€£¥{(*\\]{0,4}(-?)[$€£¥]?(" + NUMBER.pattern + ")")
SIGN = re.compile(NUMBER.pattern + r"|[-+*/×÷·()x%−–]")
OPERATORS = str.maketrans({"×": "*", "÷": "/", "·": "*", "x": "*", "−": "-", "–": "-"})


@dataclass(frozen=True, slots=True)
class Equation:
    """A calculation and what it gives, with the numbers it uses."""

    operands: tuple[Fraction, ...]
    result: Fraction


def correct_equations(text: str) -> Iterator[Equation]:
    """The equations of a text whose arithmetic is right (or right to the digits that are written), in order."""
    previous = -1
    for match in re.finditer("[=≈]", text):
        start = max(
            previous + 1, match.start() - REACH, text.rfind("\n", max(0, match.start() - REACH), match.start()) + 1
        )
        previous = match.start()
        given = RESULT.match(text, match.end())
        if given is None:
            continue
        result = fraction(given[2]) * (-1 if given[1] else 1)
        signs = signs_of(text[start : match.start()])
        for first in range(len(signs)):
            if agrees(value_of(signs[first:]), result, given[2]):
                yield Equation(tuple(fraction(s) for s in signs[first:] if s[-1].isdigit()), result)
                break


def signs_of(text: str) -> list[str]:
    """Numbers, operators and brackets of a text; an x between letters is a letter."""
    found = (match for match in SIGN.finditer(text))
    kept = [m[0].translate(OPERATORS) for m in found if m[0] != "x" or not _in_word(text, m.start())]
    return kept[-MOST_SIGNS:]


def _in_word(text: str, at: int) -> bool:
    return text[at - 1 : at].isalpha() or text[at + 1 : at + 2].isalpha()


def fraction(written: str) -> Fraction:
    """The value of digits with commas and a point."""
    return Fraction(written.replace(",", ""))


def agrees(value: Fraction | None, result: Fraction, written: str) -> bool:
    """Whether a value is the result, or rounds to it at the decimals that are written."""
    if value is None:
        return False
    places = len(written.partition(".")[2])
    return value == result or (value.denominator > 1 and abs(value - result) < Fraction(1, 10**places))


def value_of(signs: list[str]) -> Fraction | None:
    """The value of an expression with at least one operator, or None for what is no expression."""
    if len(signs) < 3:
        return None
    try:
        value, rest = _sum(signs, 0)
    except (ValueError, ZeroDivisionError, IndexError):
        return None
    return value if rest == len(signs) else None


def _sum(signs: list[str], at: int) -> tuple[Fraction, int]:
    value, at = _product(signs, at)
    while at < len(signs) and signs[at] in "+-":
        term, after = _product(signs, at + 1)
        value, at = (value + term if signs[at] == "+" else value - term), after
    return value, at


def _product(signs: list[str], at: int) -> tuple[Fraction, int]:
    value, at = _factor(signs, at)
    while at < len(signs) and (signs[at] in "*/" or signs[at] == "("):
        factor, after = _factor(signs, at + (signs[at] != "("))
        value, at = (value / factor if signs[at] == "/" else value * factor), after
    return value, at


def _factor(signs: list[str], at: int) -> tuple[Fraction, int]:
    if signs[at] == "(":
        value, at = _sum(signs, at + 1)
        if signs[at] != ")":
            raise ValueError("an open bracket")
        at += 1
    elif signs[at] == "-":
        value, at = _factor(signs, at + 1)
        value = -value
    else:
        value, at = fraction(signs[at]), at + 1
    if at < len(signs) and signs[at] == "%":
        return value / 100, at + 1
    return value, at
