"""Has a decimal lost its point: 01 for 0.1, 1306 % for 13.06 %? Compares digits, so any two languages.

What sets of values cannot see where 1 is said too, or 13.06 % also as 0.1306. A share without a point, or a number that
begins with a nought, is no amount in a smaller unit as 150 cents are of 1.50 dollars.
"""

from __future__ import annotations

import re
from collections import Counter

from rephrase.fidelity.quantities import Quantity

_DECIMAL = re.compile(r"(?<![\w.,/:])(\d+)[.,](\d{1,2}|\d{4,})(?![.,:]?\d|[/\w])")  # three digits may be thousands
_WHOLE = re.compile(r"\d(?<![\w.,/:-].)\d+(?![\w/:]|[.,-]\d)")  # begins with what is rare, so it is found soon
_PERCENT = re.compile(r"\s?%")


def points_lost(source: str, rewrite: str) -> list[tuple[Quantity, Quantity]]:
    """The decimals said less often than in the source, each with the number of the same digits that is said more often."""
    come = _wholes(rewrite)
    come -= _wholes(source) if come else come
    if not come:
        return []
    gone = _decimals(source) - _decimals(rewrite)
    return [(_quantity(f"{whole}.{rest}"), _quantity(whole + rest)) for whole, rest in gone if whole + rest in come]


def _wholes(text: str) -> Counter[str]:
    return Counter([m[0] for m in _WHOLE.finditer(text) if m[0][0] == "0" or _PERCENT.match(text, m.end())])


def _decimals(text: str) -> Counter[tuple[str, str]]:
    """Those that are shares, or less than one."""
    return Counter([(m[1], m[2]) for m in _DECIMAL.finditer(text) if m[1] == "0" or _is_share(text, m)])


def _is_share(text: str, number: re.Match[str]) -> bool:
    return _PERCENT.match(text, number.end()) is not None or text[max(0, number.start() - 1) : number.start()] == "%"


def _quantity(text: str) -> Quantity:
    return Quantity(text, (text,))
