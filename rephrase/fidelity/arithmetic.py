r"""Is what the rewrite calculates right, and does it end in the source's answer? Knows numbers, no letters in equations.

Every equation and inequality between numbers is evaluated, in plain text and LaTeX (see `quantities.equations`). A wrong one
that the source has as well is the source's mistake. An answer counts as marked by \boxed{...}, ####, "the answer is" and
the like; answers that are no numbers are compared only where they are single letters.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from fractions import Fraction
from typing import NamedTuple

from rephrase.data import Task, Verdict
from rephrase.fidelity.quantities import read
from rephrase.fidelity.quantities.amounts import Amount
from rephrase.fidelity.quantities.equations import correct_equations, doubtful_statements, number_at, same, statements
from rephrase.fidelity.words import shown

# What each mark has, and how many characters before that it begins: a literal is found a hundred times as fast as _MARKED.
_LITERALS = (("nswer", 1), ("A:", 0), ("ntwort", 1), ("espuesta", 1))
_SIGNED = (
    ("#", "####", 0),
    ("\\", "\\boxed", 0),
    ("\\", "\\fbox", 0),
    ("é", "éponse", 1),
    ("答", "答案", 0),
)  # one character first
_MARKED = re.compile(
    r"####|\\(?:boxed|fbox)\s?(?=\{)|[Aa](?<![^\W_][Aa])nswer(?:\s+is)?(?![^\W\d_])\s?:?|A(?<!.A):(?=[^\n]*\Z)"
    r"|A(?<![^\W_]A)ntwort:?|[Rr](?<![^\W_][Rr])éponse\s?:?|[Rr](?<![^\W_][Rr])espuesta:?|答案[是为：:]?"
)
_STEP = re.compile(r"####|\\boxed")  # marks an answer that the steps before it must have given
_BEFORE_NUMBER = re.compile(r"[\s*:_]{0,4}")
_CHOICE = re.compile(r"[\s*:]{0,4}\{?\s?(?:\\text[a-z]{0,2}\{)?\(?([A-E])\)?\}{0,2}(?![^\W_])")
_LAST = 2000  # characters before a marked answer in which the steps that give it are looked for
_UNFINISHED = re.compile(r"=[\s$\\(\[]*\Z")  # the mark itself ends the last step


class _Answer(NamedTuple):
    """A marked answer: the readings of a number, or a letter; `start` is where the mark stands."""

    readings: tuple[Amount, ...]
    choice: str
    start: int
    written: str


def _wrong(source: str, rewrite: str) -> list[str]:
    """The equations and inequalities of the rewrite, as written, that do not hold and that the source has not."""
    if all(found.holds for found in doubtful_statements(rewrite, source)):
        return []
    known = {found[:3] for found in statements(source) if not found.holds}
    return [found.written for found in statements(rewrite) if not found.holds and found[:3] not in known]


def _places(text: str, literal: str) -> Iterator[int]:
    """Where a literal stands in a text, also over itself."""
    at = text.find(literal)
    while at >= 0:
        yield at
        at = text.find(literal, at + 1)


def _marked(text: str) -> list[re.Match[str]]:
    """The marks of answers in a text, as a search for all finds them."""
    literals = [literal for literal in _LITERALS if literal[0] in text]
    literals += [(literal, before) for sign, literal, before in _SIGNED if sign in text]
    starts = [at - before for literal, before in literals for at in _places(text, literal) if at >= before]
    found: list[re.Match[str]] = []
    for start in sorted(starts):
        if (not found or start >= found[-1].end()) and (match := _MARKED.match(text, start)):
            found.append(match)
    return found


def _answer(text: str, mark: re.Match[str]) -> _Answer | None:
    """What stands behind a mark, if it is a number or a single letter."""
    start = _BEFORE_NUMBER.match(text, mark.end()).end()  # type: ignore[union-attr]  # it matches nothing, too
    readings = number_at(text, start)
    choice = None if readings else _CHOICE.match(text, mark.end())
    if not readings and choice is None:
        return None
    written = " ".join(text[start : start + 30].partition("\n")[0].split()).strip("{}$*. ")
    return _Answer(readings, choice[1] if choice else "", mark.start(), written)


def _answers(text: str, marks: Sequence[re.Match[str]]) -> Iterator[_Answer]:
    """What a text marks as an answer, the last one first."""
    return (found for mark in reversed(marks) if (found := _answer(text, mark)))


def _agree(one: _Answer, other: _Answer) -> bool:
    """Whether two answers are one; also where they cannot be compared."""
    if one.choice and other.choice:
        return one.choice == other.choice
    if not (one.readings and other.readings):
        return True
    return any(same(a, b) for a in one.readings for b in other.readings)


def _is_derived(answer: _Answer, text: str) -> bool:
    """Whether a marked number is what a step before it gives, or is said there; also where there are no steps."""
    before = text[max(answer.start - _LAST, 0) : answer.start].rstrip()
    steps = list(correct_equations(before))
    if not answer.readings or not steps or _UNFINISHED.search(before):
        return True
    if any(_may_be(value, step.result) for value in answer.readings for step in steps):
        return True
    said = {value for quantity in read(before) for value in quantity.values}
    return any(value.value in said for value in answer.readings)


def _may_be(answer: Amount, result: Fraction) -> bool:
    """Whether an answer is a result, or the whole number next to it: 6.75 packs are 7."""
    is_next = answer.places == 0 and result.denominator > 1 and abs(answer.value - result) < 1
    return is_next or same(answer, Amount(result))


def _answer_problem(source: str, rewrite: str) -> str:
    """What is wrong with the rewrite's marked answer; empty when nothing is, or it marks none."""
    marks = _marked(rewrite)
    after = next(_answers(rewrite, marks), None)
    if after is None:
        return ""
    marks_before = _marked(source)
    before = next(_answers(source, marks_before), None)
    if before is None:
        if _STEP.match(rewrite, after.start) and not _is_derived(after, rewrite):
            return f"no step gives the answer {after.written}"
    elif not _agree(before, after) and not (
        any(_agree(before, one) for one in _answers(rewrite, marks))
        and any(_agree(after, one) for one in _answers(source, marks_before))
    ):
        return f"the answer is {before.written}, not {after.written}"
    return ""


def check(source: str, rewrite: str, task: Task) -> Verdict:
    """Fails on a wrong calculation that the source has not, on another final answer than the source's, and on one that no step gives."""
    if wrong := _wrong(source, rewrite):
        return Verdict("arithmetic", False, 0.2, f"wrong: {shown(wrong, 3, 60)}")
    problem = _answer_problem(source, rewrite)
    return Verdict("arithmetic", not problem, 0.2 if problem else 1.0, problem)
