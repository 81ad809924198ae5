"""Exact values and what is computed from them, within bounds: what goes beyond is `Unreadable`. Knows no notation."""

from __future__ import annotations

from fractions import Fraction
from math import comb, factorial, isqrt
from typing import NamedTuple

MOST_BITS = 2048  # of a numerator or denominator
MOST_EXPONENT = 256
MOST_FACTORIAL = 60
MOST_ROOT = 12
PI = Fraction(314159265358979323846, 10**20)
DIGITS = 20  # decimals to which irrational roots are taken


class Amount(NamedTuple):
    """A value, and how far off it may be because the numbers it is made of were rounded.

    `places` are the decimals that are written, of one plain number (33 % has two), and None of a calculation.
    """

    value: Fraction
    error: Fraction = Fraction(0)
    places: int | None = None


class Unreadable(ValueError):
    """What is no arithmetic, or more than is read."""


def times(one: Amount, other: Amount) -> Amount:
    if not (one.error or other.error):
        return Amount(one.value * other.value)
    return Amount(one.value * other.value, abs(one.value) * other.error + abs(other.value) * one.error)


def over(one: Amount, other: Amount) -> Amount:
    if not other.value:
        raise Unreadable("a division by zero")
    share = one.value / other.value
    if not (one.error or other.error):
        return Amount(share)
    return Amount(share, (one.error + abs(share) * other.error) / abs(other.value))


def power(base: Amount, exponent: Amount) -> tuple[Fraction, Fraction]:
    raised = exponent.value
    if raised.denominator > MOST_ROOT or abs(raised) > MOST_EXPONENT:
        raise Unreadable("a power out of bounds")
    if (
        base.value.numerator.bit_length() * abs(raised) > MOST_BITS
        or base.value.denominator.bit_length() * abs(raised) > MOST_BITS
    ):
        raise Unreadable("a power out of bounds")
    if not base.value and raised <= 0:
        raise Unreadable("a power of zero")
    value, error = base.value**raised.numerator, Fraction(0)
    if raised.denominator > 1:
        value, error = _rooted(value, raised.denominator)
    return value, error + (abs(raised * value / base.value) * base.error if base.value else base.error)


def _rooted(value: Fraction, degree: int) -> tuple[Fraction, Fraction]:
    """A root, exactly where it is rational, and else to `DIGITS` decimals, with the error."""
    sign = -1 if value < 0 and degree % 2 else 1
    if value * sign < 0:
        raise Unreadable("a root of a negative number")
    top, bottom = (_integer_root(part, degree) for part in (abs(value.numerator), value.denominator))
    if top**degree == abs(value.numerator) and bottom**degree == value.denominator:
        return sign * Fraction(top, bottom), Fraction(0)
    scale = 10**DIGITS
    return sign * Fraction(_integer_root(int(abs(value) * scale**degree), degree), scale), Fraction(2, scale)


def _integer_root(number: int, degree: int) -> int:
    """The whole part of a root, by halving."""
    if degree == 2:
        return isqrt(number)
    low, high = 0, 1 << (number.bit_length() // degree + 1)
    while low < high:
        middle = (low + high + 1) // 2
        low, high = (middle, high) if middle**degree <= number else (low, middle - 1)
    return low


def factorial_of(amount: Amount) -> Fraction:
    if amount.value.denominator > 1 or not 0 <= amount.value <= MOST_FACTORIAL:
        raise Unreadable("a factorial out of bounds")
    return Fraction(factorial(amount.value.numerator))


def choices(above: Amount, below: Amount) -> Fraction:
    one, other = above.value, below.value
    if one.denominator > 1 or other.denominator > 1 or not 0 <= other <= one <= 4 * MOST_FACTORIAL:
        raise Unreadable("a choice out of bounds")
    return Fraction(comb(one.numerator, other.numerator))
