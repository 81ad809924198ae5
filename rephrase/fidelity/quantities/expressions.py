r"""Reads an arithmetic expression, in plain text or LaTeX, and gives its value. Knows no letters, no roots of algebra.

A reader of its own, because the libraries for it (sympy, latex2sympy2) build expressions with Python's `eval` or without a
bound on 9^9^9, and need milliseconds for each. Here nothing is executed, values are exact fractions, and digits,
exponents, depth and the number of tokens are bounded: what goes beyond is unreadable, never an error.
"""

from __future__ import annotations

from collections.abc import Sequence, Set
from dataclasses import dataclass
from fractions import Fraction

from rephrase.fidelity.quantities.amounts import (
    MOST_BITS,
    MOST_ROOT,
    PI,
    Amount,
    Unreadable,
    choices,
    factorial_of,
    over,
    power,
    times,
)
from rephrase.fidelity.quantities.notation import Token, is_share, value_of

MOST_TOKENS = 120  # of one side of an equation
MOST_DEPTH = 12  # brackets within brackets
_CONNECTORS = frozenset("is are was were so then equals that which and or to".split())


@dataclass(slots=True)
class Reader:
    """Reads an expression from a place in a list of tokens on. The three switches choose between readings.

    `share`: 20 % is 0.2, and else 20. `mixed`: 2\\frac{1}{2} is 2.5, and else 1. `loose`: 3 (4) is 12, and else 3.
    `tight`: in 1 / 1/2 the fraction comes first.
    `rounded` are written values known to be rounded, whose error is carried along.
    """

    tokens: Sequence[Token]
    share: bool = True
    mixed: bool = True
    loose: bool = False
    tight: bool = False
    rounded: Set[Fraction] = frozenset()
    at: int = 0
    depth: int = 0

    def read(self, start: int) -> Amount:
        """The longest expression from `start` on; afterwards `at` is where it ends. Raises `Unreadable`."""
        self.at, self.depth = start, 0
        return self._sum()

    def peek(self, ahead: int = 0) -> Token | None:
        at = self.at + ahead
        return self.tokens[at] if at < len(self.tokens) else None

    def _sum(self) -> Amount:
        amount = self._product()
        while (sign := self.peek()) and sign.kind == "op" and sign.text in "+-" and self._goes_on(sign):
            self.at += 1
            other = self._product()
            amount = self._step(
                amount.value + other.value if sign.text == "+" else amount.value - other.value,
                amount.error + other.error,
            )
        return amount

    def _product(self) -> Amount:
        amount = self._factor()
        divided = False
        while (sign := self.peek()) is not None:
            if sign.kind == "op" and sign.text in "*/" and self._goes_on(sign):
                self.at += 1
                other = self._factor()
                amount = times(amount, other) if sign.text == "*" else over(amount, other)
                divided = divided or sign.text == "/"
            elif self._is_beside(sign):
                if divided:
                    raise Unreadable("1/2(3) is 1/6 to some")
                amount = self._beside(amount, sign)
            else:
                return amount
            amount = self._step(amount.value, amount.error)
        return amount

    def _is_beside(self, sign: Token) -> bool:
        """Whether what follows without an operator is a factor: it touches, or is a root."""
        if sign.kind == "num":
            return not sign.gap and self.tokens[self.at - 1].kind in ("fact", "pi")
        before = self.tokens[self.at - 1]
        if "pi" in (sign.kind, before.kind) and sign.kind in ("pi", "open", "frac", "root"):
            return True
        if sign.kind not in ("open", "root", "frac", "binom") or sign.text == "[" or self._comment():
            return False
        return self.loose or not sign.gap or sign.kind in ("root", "binom")

    def _beside(self, amount: Amount, sign: Token) -> Amount:
        is_mixed = self.mixed and sign.kind == "frac" and amount.places == 0
        other = self._factor()
        if not is_mixed:
            return times(amount, other)
        return Amount(amount.value - other.value if amount.value < 0 else amount.value + other.value)

    def _goes_on(self, sign: Token) -> bool:
        """Whether an operand follows an operator, if need be after a word or two: "25 pupils + his 1 teacher"."""
        after, ahead = self.peek(1), 1
        while after is not None and after.kind == "word" and ahead < 3 and sign.text == "+":
            if after.text.lower() in _CONNECTORS:
                return False
            ahead += 1
            after = self.peek(ahead)
        if after is None or after.kind in ("word", "sep", "close", "rel"):
            return False
        self.at += ahead - 1
        return True

    def _factor(self) -> Amount:
        token = self.peek()
        if token is None or self.depth > MOST_DEPTH:
            raise Unreadable("no operand")
        if token.kind == "op" and token.text in "+-":
            self.at += 1
            self.depth += 1
            amount = self._factor()
            self.depth -= 1
            return amount._replace(value=-amount.value) if token.text == "-" else amount
        return self._powers(self._atom(token))

    def _powers(self, amount: Amount) -> Amount:
        while (sign := self.peek()) is not None:
            if sign.kind == "op" and sign.text == "^":
                self.at += 1
                self.depth += 1
                exponent = self._argument() if self._is_kind("open", "num") else self._factor()
                self.depth -= 1
                if self._is_kind("op") and self.tokens[self.at].text == "^":
                    raise Unreadable("a tower of powers")
                amount = self._step(*power(amount, exponent))
            elif sign.kind == "fact" and not sign.gap:
                self.at += 1
                amount = self._step(factorial_of(amount), Fraction(0))
            elif sign.kind == "percent":
                self.at += 1
                if self.share:
                    places = None if amount.places is None else amount.places + 2
                    amount = Amount(amount.value / 100, amount.error / 100, places)
            else:
                break
        self._skip_units()
        return amount

    def _is_kind(self, *kinds: str) -> bool:
        token = self.peek()
        return token is not None and token.kind in kinds

    def _skip_units(self) -> None:
        """Passes the words after a number where the expression goes on, or ends, behind them."""
        ahead = self._comment()
        if self._is_kind("word") and self.tokens[self.at].text == "of" and is_share(self.tokens[: self.at]):
            raise Unreadable("a share of something")
        while (token := self.peek(ahead)) is not None and token.kind == "word" and ahead < 5:
            if token.text.lower() in _CONNECTORS:
                return
            ahead += 1
        if ahead and (token is None or token.kind in ("op", "close", "rel")):
            self.at += ahead

    def _comment(self) -> int:
        """How many tokens a remark in brackets has that begins here: 15 (her share) + 5."""
        if not self._is_kind("open") or self.tokens[self.at].text != "(":
            return 0
        ahead = 1
        while (token := self.peek(ahead)) is not None and token.kind == "word" and ahead < 8:
            ahead += 1
        return ahead + 1 if token is not None and token.kind == "close" and ahead > 1 else 0

    def _atom(self, token: Token) -> Amount:
        self.at += 1
        if token.kind == "num":
            return self._number(token)
        if token.kind == "open":
            return self._group(token)
        if token.kind == "frac":
            return self._fraction()
        if token.kind == "binom":
            above, below = self._argument(), self._argument()
            return self._step(choices(above, below), Fraction(0))
        if token.kind == "root":
            return self._root()
        if token.kind == "pi":
            return self._step(PI, Fraction(0))
        raise Unreadable(token.text)

    def _number(self, token: Token) -> Amount:
        value, places = value_of(token.text), len(token.text.rstrip("….").partition(".")[2])
        following = self.tokens[self.at : self.at + 3]
        if len(following) == 3 and not places and _is_proper(*following):  # 2 1/2
            self.at += 3
            return self._step(value + value_of(following[0].text) / value_of(following[2].text), Fraction(0))
        if self.tight and len(following) > 1 and following[0].text == "/" and not following[0].gap:
            divisor = following[1]
            if divisor.kind == "num" and not divisor.gap:
                self.at += 2
                share = over(Amount(value), Amount(value_of(divisor.text)))
                return self._step(share.value, share.error)
        is_rounded = value in self.rounded or places > 2 or token.text[-1] in "…."
        error = Fraction(1, 10**places) if is_rounded else Fraction(0)
        return Amount(value, error, places)

    def _group(self, opening: Token) -> Amount:
        self.depth += 1
        amount = self._sum()
        closing = self.peek()
        if closing is None or closing.kind != "close" or closing.text != {"(": ")", "{": "}", "[": "]"}[opening.text]:
            raise Unreadable("an open bracket")
        self.at += 1
        self.depth -= 1
        return amount

    def _fraction(self) -> Amount:
        above = self._argument()
        below = self._argument()
        amount = over(above, below)
        return self._step(amount.value, amount.error)

    def _argument(self) -> Amount:
        """What a LaTeX command takes: a group, or one digit of a number."""
        token = self.peek()
        if token is None or self.depth > MOST_DEPTH:
            raise Unreadable("no argument")
        if token.kind == "open":
            self.at += 1
            return self._group(token)
        if token.kind != "num":
            raise Unreadable(token.text)
        self.at += 1
        return Amount(value_of(token.text))

    def _root(self) -> Amount:
        degree = Fraction(2)
        token = self.peek()
        if token is not None and token.text == "[":
            self.at += 1
            degree = self._group(token).value
            if degree not in range(2, MOST_ROOT + 1):
                raise Unreadable("a root out of bounds")
        return self._step(*power(self._argument(), Amount(1 / degree)))

    def _step(self, value: Fraction, error: Fraction) -> Amount:
        if value.numerator.bit_length() > MOST_BITS or value.denominator.bit_length() > MOST_BITS:
            raise Unreadable("too big")
        return Amount(value, error)


def _is_proper(top: Token, slash: Token, bottom: Token) -> bool:
    """Whether three tokens after a whole number are the fraction of a mixed one."""
    is_fraction = top.kind == bottom.kind == "num" and slash.text == "/" and top.gap
    return is_fraction and value_of(top.text) < value_of(bottom.text)
