"""Finds the equations and inequalities between numbers that a text states, says whether they hold, and what they derive.

Where in a sentence a calculation begins and ends is read in every way that makes sense ("20 feet * 2 = 40 feet", 20 % as
0.2 or as 20, 2 1/2 as a mixed number): a statement is false only when it holds in none. Knows no letters.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from fractions import Fraction
from functools import lru_cache
from itertools import pairwise, product
from typing import NamedTuple

from rephrase.fidelity.quantities.amounts import Amount, times
from rephrase.fidelity.quantities.expressions import MOST_TOKENS
from rephrase.fidelity.quantities.notation import Token, prepare, tokens, value_of
from rephrase.fidelity.quantities.sides import Side, beginning, endings
from rephrase.fidelity.quantities.sums import is_plainly_right
from rephrase.fidelity.quantities.units import UNITS

REACH = 400  # characters on either side of a relation that are read
_SIGNS = ("=", "≈", "<", ">", "\\", "≤", "≥", "≠", "equal")  # without which there is nothing to read
_SAYS_EQUAL = re.compile(r" (?:equals|is equal to)(?= )")
# A chain that goes on in the next line.
_CONTINUED = re.compile(r"(?:\\\\|\n)[\s&]{0,20}+(?=(?:[=≈]|\\approx)(?![=>]))")
# A relation after which a number may come.
_GAP = r"[\s$€£&~\\(\[{+−-]{0,12}"
_CANDIDATE = re.compile(
    r"[=≠≈≤≥<>\\](?:(?<!\\)|(?:approx|leq?|geq?|neq?|leqslant|geqslant|lt|gt|simeq)(?![A-Za-z]))"
    rf"(?={_GAP}(?:(?:a|an|about|approximately|around|roughly|only|just|exactly|total|the|of)\s){{0,3}}{_GAP}"
    r"(?:left|[bB]igl?|displaystyle|boxed|[dtc]?frac|[dt]?binom|sqrt|text|pi|[\d.√π½⅓⅔¼¾]))"
)
# A lone letter before it, as in x = 3.
_NO_NUMBER = re.compile(r"(?<![^\W\d_])[^\W\d_][\s$&]{0,2}$")
_LONGEST_ANSWER = 80  # characters
_NUMBER_BEGINS = re.compile(rf"{_GAP}(?:[\d.√π½⅓⅔¼¾]|(?<=\\)[a-z])")
_NOTHING_ELSE = re.compile(r"[ $]*((?:\d{1,3}(?:,\d{3})+|\d{1,15})(?:\.\d{1,2})?)[ $]*\.?[ $]*")  # a number of a line
_SENTENCE_END = re.compile(r"\n|(?<!\.\.)[.,;:?]\s|[。，；：？]|\\[\[\]]")
_SENTENCE_END_BACKWARDS = re.compile(r"\n|\s[.,;:?](?!\.\.)|[。，；：？]|[\[\]]\\")
_CONTRADICTED = re.compile(
    r"\s?[$)\\.]{0,3}\s?\??,?\s?(?:which )?(?:is |are )?(?:a contradiction|false|not |impossible|wrong|incorrect|no\b|untrue|absurd)"
)
_THOUSANDS = re.compile(r"[1-9]\d{0,2}\.\d{3}")
_SUPPOSED = re.compile(r"\b(?:if|whether|unless|suppose|assume|assuming|not|cannot|neither)\b[^.;]*$", re.IGNORECASE)
_ROUNDED = re.compile(r"remainder|round|whole|full|nearest|left over|leftover|approx|about", re.IGNORECASE)
_SPELLING = {"==": "=", "≠": "!=", "\\neq": "!=", "\\ne": "!=", "≤": "<=", "\\le": "<=", "\\leq": "<=", "\\leqslant": "<=",
    "≥": ">=", "\\ge": ">=", "\\geq": ">=", "\\geqslant": ">=", "\\lt": "<", "\\gt": ">", "\\approx": "≈", "\\simeq": "≈",
}  # fmt: skip
_CALCULATING = frozenset(["op", "open", "frac", "root", "binom", "fact", "pi"])
_INTRODUCES = frozenset("that so is since have get then thus because therefore hence gives means has know".split())
APPROXIMATE = Fraction(1, 20)  # how far off, as a share, what stands after ≈ may be
FLOAT = 10  # decimals: more of them a machine has written, whose last ones may be off
WHOLE = Fraction(1, 50)  # of a value, that rounding to a whole number may take away or add


class Statement(NamedTuple):
    """A relation between two numbers as it is written, with the value of either side in its likeliest reading.

    `result` is the side that is a plain number, which the `operands` of the other give; None where both calculate.
    """

    left: Fraction
    relation: str
    right: Fraction
    holds: bool
    operands: tuple[Fraction, ...]
    result: Fraction | None
    written: str


class Equation(NamedTuple):
    """A calculation and what it gives, with the numbers it uses."""

    operands: tuple[Fraction, ...]
    result: Fraction


@lru_cache(maxsize=16)
def statements(text: str) -> tuple[Statement, ...]:
    """All statements of a text with a calculation on one side at least, in order. Linear in its length; never raises."""
    return tuple(doubtful_statements(text, ""))


def doubtful_statements(text: str, source: str) -> Iterator[Statement]:
    """The statements of a text without those whose sentence the source has word for word, or is plainly right.

    With a source of "", all statements.
    """
    if not any(sign in text for sign in _SIGNS):
        return
    text = prepare(text)
    if "equal" in text:
        text = _SAYS_EQUAL.sub(" =", text)
    if "\n" in text or "\\\\" in text:
        text = _CONTINUED.sub(" ", text)
    rounded: set[Fraction] = set()
    done = 0
    for match in _CANDIDATE.finditer(text):
        if match.start() < done or _NO_NUMBER.search(text[max(match.start() - 4, done) : match.start()]):
            continue
        start = _sentence_start(text, max(done, match.start() - REACH), match.start())
        end = _SENTENCE_END.search(text, match.end(), match.end() + REACH)
        done = end.start() if end else min(match.end() + REACH, len(text))
        sentence = text[start:done]
        if source and (sentence in source or is_plainly_right(sentence)):
            continue  # what is exactly right tells nothing of rounding, either
        for run in _sentences(tokens(text, start, done)):
            yield from _chain(run, text, rounded)


def _sentence_start(text: str, least: int, end: int) -> int:
    """Where the sentence begins that goes on at `end`, at `least` or later."""
    before = _SENTENCE_END_BACKWARDS.search(text[least:end][::-1])
    return end - before.start() if before else least


def correct_equations(text: str) -> Iterator[Equation]:
    """The equations of a text whose arithmetic is right (or right to the digits that are written), in order."""
    for statement in statements(text):
        if statement.holds and statement.result is not None and statement.relation in ("=", "≈"):
            yield Equation(statement.operands, statement.result)


def number_at(text: str, start: int) -> tuple[Amount, ...]:
    """The readings of the number or calculation that a text has from a place on; none for anything else."""
    if _NUMBER_BEGINS.match(text, start) is None:
        return ()
    return _number_in(text[start : start + _LONGEST_ANSWER].partition("\n")[0])


@lru_cache(maxsize=256)
def _number_in(line: str) -> tuple[Amount, ...]:
    if plain := _NOTHING_ELSE.fullmatch(line):
        return (Amount(value_of(plain[1]), places=len(plain[1].partition(".")[2])),)
    prepared = prepare(line)
    run = next(iter(_runs(tokens(prepared, 0, len(prepared)))), [])
    side = beginning(run, frozenset(), True)
    return side.readings if side else ()


def same(one: Amount, other: Amount) -> bool:
    """Whether two values are one, or one is the other rounded to two decimals or more."""
    is_rounded = max(one.places or 0, other.places or 0) > 1 and (
        one.places is None or other.places is None or one.places > 1 < other.places
    )
    return one.value == other.value or (is_rounded and _holds(one, "=", other))


def _sentences(found: Sequence[Token]) -> Iterator[list[Token]]:
    """The runs that have a relation."""
    return (run for run in _runs(found) if any(token.kind == "rel" for token in run))


def _runs(found: Sequence[Token]) -> Iterator[list[Token]]:
    """What stands between points, commas and the like."""
    run: list[Token] = []
    for token in (*found, Token("sep", "", 0, 0, True)):
        if token.kind != "sep":
            run.append(token)
        elif run:
            yield run
            run = []


def _chain(run: list[Token], text: str, rounded: set[Fraction]) -> Iterator[Statement]:
    """The statements of a = b = c: each neighbour with the next."""
    marks = [index for index, token in enumerate(run) if token.kind == "rel"]
    bounds = [-1, *marks, len(run)]
    is_calculated = False  # whether the left side is what a calculation gave
    for number, mark in enumerate(marks):
        before = run[bounds[number] + 1 : mark][-MOST_TOKENS:]
        after = run[mark + 1 : bounds[number + 2]][:MOST_TOKENS]
        goes_on = is_calculated and "=" in run[mark].text
        is_calculated = False
        if not goes_on and not any(token.kind in _CALCULATING for token in (*before, *after)):
            continue
        right = beginning(after, rounded, number == len(marks) - 1)
        others = endings(before, rounded) if right else iter(())
        left = next(others, None)
        if left is None or right is None or _names_an_amount(left, right, before, after, goes_on):
            continue
        relation = _SPELLING.get(run[mark].text, run[mark].text)
        _remember(left.readings[0], right.readings[0], relation, rounded)
        scale = _scale(before, after)
        if _has_pi(before) != _has_pi(after):
            right = right._replace(readings=tuple(_as_good_as_3_14(amount) for amount in right.readings))
        pairs = product((one for side in (left, *others) for one in side.readings), right.readings)
        holds = any(
            _holds(one, relation, other) or (scale != 1 and _holds(times(one, Amount(scale)), relation, other))
            for one, other in pairs
        )
        if not holds and (
            _is_excused(text, run[mark], left.readings[0], right) or _holds_in_thousands(before, relation, after)
        ):
            continue
        written = " ".join(text[left.start : right.end].split())
        is_calculated = relation == "="
        values = left.readings[0].value, relation, right.readings[0].value
        yield Statement(*values, holds, *_derived(left, right, before, after), written)


def _derived(
    left: Side, right: Side, before: Sequence[Token], after: Sequence[Token]
) -> tuple[tuple[Fraction, ...], Fraction | None]:
    """The numbers of the side that calculates, and the value of the one that does not."""
    if right.calculates and left.calculates:
        return (), None
    calculation, result = (before, right) if left.calculates else (after, left)
    start, end = (left.start, left.end) if left.calculates else (right.start, right.end)
    operands = (token for token in calculation if token.kind == "num" and start <= token.start < end)
    return tuple(value_of(token.text) for token in operands), result.readings[0].value


def _is_excused(text: str, mark: Token, left: Amount, right: Side) -> bool:
    """Whether the text itself asks a statement, supposes it, calls it false, or says that it rounds or leaves a rest."""
    after = text[right.end : right.end + 60]
    if _CONTRADICTED.match(after) or after[:3].strip(" $)\\").startswith("?"):
        return True
    if mark.text not in ("=", "==") and _SUPPOSED.search(text[max(mark.start - 60, 0) : mark.start]):
        return True
    return abs(left.value - right.readings[0].value) < 1 and _ROUNDED.search(after) is not None


def _holds_in_thousands(before: Sequence[Token], relation: str, after: Sequence[Token]) -> bool:
    """Whether a statement holds where 1.500 is fifteen hundred, as many languages write it."""
    if not any(_THOUSANDS.fullmatch(token.text) for token in (*before, *after)):
        return False
    own, other = (
        [
            token._replace(text=token.text.replace(".", "")) if _THOUSANDS.fullmatch(token.text) else token
            for token in side
        ]
        for side in (before, after)
    )
    left, right = next(endings(own, set()), None), beginning(other, set(), True)
    if left is None or right is None:
        return False
    return any(_holds(one, relation, two) for one, two in product(left.readings, right.readings))


def _scale(before: Sequence[Token], after: Sequence[Token]) -> Fraction:
    """What the left side is to be multiplied with where the right one is in another unit: 1/2 hour = 30 minutes."""
    own, other = ([UNITS[word] for word in _words(side) if word in UNITS] for side in (before, after))
    if not own or not other or other[0] in own or own[-1][0] != other[0][0]:
        return Fraction(1)
    return Fraction(own[-1][1]) / Fraction(other[0][1])


def _words(side: Sequence[Token]) -> list[str]:
    return [token.text.lower() for token in side if token.kind == "word"]


def _names_an_amount(left: Side, right: Side, before: Sequence[Token], after: Sequence[Token], goes_on: bool) -> bool:
    """Whether nothing is calculated: "1 hour = 60 minutes", "1/2 cup = 8 spoons", "15 % of 32 inches = ...", "60 = 100 % + 20 %"."""
    kinds = [token.kind for token in before]
    last = max((index for index, kind in enumerate(kinds) if kind == "num"), default=0)
    units = set(_words(before[last:]))
    is_other = bool(units) and units.isdisjoint(_words(after)) and _scale(before, after) == 1
    if left.calculates:
        is_fraction = 0 < left.readings[0].value < 1 and any(
            sign.text == "/" and not sign.gap and not bottom.gap for sign, bottom in pairwise(before)
        )
        return is_fraction and is_other and not right.calculates and bool(_words(after))
    is_part = last > 0 and kinds[last - 1] == "word" and before[last - 1].text.lower() not in _INTRODUCES
    is_other |= goes_on and not units and bool(_words(after)) and not right.calculates  # $0.90 = 90 cents
    is_share = "percent" not in kinds and any(token.kind == "percent" for token in after)
    return (not right.calculates and not goes_on) or is_part or is_other or is_share


def _as_good_as_3_14(amount: Amount) -> Amount:
    return amount._replace(error=amount.error + abs(amount.value) / 500)


def _has_pi(side: Sequence[Token]) -> bool:
    return any(token.kind == "pi" for token in side)


def _remember(left: Amount, right: Amount, relation: str, rounded: set[Fraction]) -> None:
    """Notes a result that is not exactly its calculation's: what is computed from it is not exact, either."""
    for one, other in ((left, right), (right, left)):
        is_result = other.places is not None and one.places is None
        if is_result and one.value != other.value and (relation == "≈" or _holds(one, "=", other)):
            rounded.add(other.value)


def _holds(left: Amount, relation: str, right: Amount) -> bool:
    slack = left.error + right.error
    apart = abs(left.value - right.value)
    if relation == "=":
        return apart <= slack + _rounding(left, right)
    if relation == "≈":
        return apart <= slack + max(_rounding(left, right), APPROXIMATE * max(abs(left.value), abs(right.value)))
    if relation == "!=":
        return left.value != right.value
    if relation in ("<=", ">=") and apart <= slack:
        return True
    return left.value < right.value + slack if relation[0] == "<" else left.value > right.value - slack


def _rounding(left: Amount, right: Amount) -> Fraction:
    """How far a result may be from its calculation: half of its last place, or less than one where it is cut.

    To a whole number only large values are rounded without saying so: 43 / 5 = 8 is wrong.
    """
    for one, other in ((left, right), (right, left)):
        if other.places is not None and (one.value * 10**other.places).denominator > 1:
            unit = Fraction(1, 10**other.places)
            if other.places > FLOAT:
                return abs(one.value) * Fraction(1, 10**FLOAT)
            if not other.places:
                return min(unit, WHOLE * abs(one.value))
            is_cut = other.value and 0 < abs(one.value) - abs(other.value) < unit
            return unit if is_cut else unit / 2
    return Fraction(0)
