"""Tells at one look that a plain calculation is right: `so she has 4,800 / 2 = 2400 bananas left`. Knows no brackets,
no powers, no LaTeX, no rounding.

Most equations of a text are of this kind. What is not is left to `equations`, which takes five times as long.
"""

from __future__ import annotations

import re
from fractions import Fraction

from rephrase.fidelity.quantities.notation import value_of

_NUMBER = r"[$€£]?(?:\d{1,3}(?:,\d{3})+|\d{1,15})(?:\.\d{1,15})?(?![\d,…]|\.[\d.])"
_OPERATOR = r"(?: {0,2}[-+*/×·÷−–] {0,2}| x | ?[xX](?=\d))"
# Units after an operand. A word that may join two sentences ends a calculation, and some words are operators.
_UNIT = r"[a-z]{3,15}(?:/[a-z]{3,15})?"
_UNITS = rf"(?:/{_UNIT})?(?: (?!(?:are|was|were|then|equals|that|which|and|times|plus|minus)\b){_UNIT}\b){{0,2}}"
_OPERAND = _NUMBER + _UNITS
_WORDS = r"[A-Za-z'’$\d. ]*"
_IS_OPERATOR = r"(?<![A-Za-z])[xX](?![A-Za-z])|times|plus|minus"
_SENTENCE = re.compile(
    rf"\s?(?!.*per ?cent)(?:{_WORDS}[a-z](?<!times)(?<!plus)(?<!minus)(?<![^a-z]x) {{1,2}})?"
    rf"({_OPERAND}(?:{_OPERATOR}{_OPERAND}){{1,8}}(?: {{0,2}}= {{0,2}}{_OPERAND}(?:{_OPERATOR}{_OPERAND}){{0,8}}){{1,4}})"
    rf"(?:[ $](?!.*(?:{_IS_OPERATOR})){_WORDS}|\.)?"
)
_PARTS = re.compile(r"(\d[\d,.]*)|[-+*/×·÷−–=]|(?<![a-z])[xX](?![a-z])")
_DIVIDES = frozenset("/÷")
_TIMES = frozenset("*×·xX")
_MINUS = frozenset("-−–")


def is_plainly_right(sentence: str) -> bool:
    """Whether a sentence has one calculation, or a chain of them, in its plainest form, and each is exactly right."""
    match = _SENTENCE.fullmatch(sentence)
    if match is None:
        return False
    values = [*map(_value, match[1].split("="))]
    return None not in values and len(set(values)) == 1


def _value(side: str) -> Fraction | int | None:
    """The value of numbers with operators between them; None for a division by zero."""
    total: Fraction | int = 0
    product: Fraction | int = 0
    operator = "+"
    for part in _PARTS.finditer(side):
        if part[1] is None:
            operator = part[0]
            continue
        value = _number(part[1].rstrip("."))
        if operator in _TIMES:
            product *= value
        elif operator in _DIVIDES:
            if not value:
                return None
            product = Fraction(product) / value
        else:
            total, product = total + product, -value if operator in _MINUS else value
    return total + product


def _number(digits: str) -> Fraction | int:
    return int(digits) if digits.isdecimal() else value_of(digits)
