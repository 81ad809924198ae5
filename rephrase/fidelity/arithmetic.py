"""Is what the rewrite calculates right, and does it end in the source's answer? Knows numbers, no letters in equations.

Reads only calculations whose every sign it can see: numbers, their units and + - × ÷ up to an equals sign. A wrong one
that the source has as well is the source's mistake.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from fractions import Fraction

from rephrase.data import Task, Verdict
from rephrase.fidelity.quantities.equations import agrees, fraction, signs_of, value_of
from rephrase.fidelity.words import shown

_NUMBER = r"(?:\d{1,3}(?:,\d{3})+|\d{1,12})(?:\.\d{1,9})?|\.\d{1,9}"
_TERM = rf"[$€£]?\s?(?:{_NUMBER})(?:\s?%|(?:\s?[a-zA-Z/]{{1,20}}){{0,2}})"
_CALCULATION = re.compile(
    rf"(?<![\d.,*/×÷+=^)(\]}}_\\-])(?<![*/×÷+=^)(\]}}-]\s)({_TERM}(?:\s?[-+*/×÷−]\s?{_TERM}|\s[x–]\s{_TERM}){{1,8}})"
    rf"\s?=\s?[$€£]?\s?(-?)[$€£]?({_NUMBER})(?![\d,.]*\d|\s?[%^]|\s?[-+*/×÷x]\s?[$€£\d(])"
)
_VARIABLE = re.compile(r"\d[a-zA-Z](?![a-zA-Z])")
_WORD = re.compile(r"[a-zA-Z]+(?:/[a-zA-Z]+)*")
_MARKED = re.compile(
    r"(?:####|\\boxed\s?\{|\banswer(?:\s+is)?\s?:?|\bAntwort:?|\bréponse\s?:?|\brespuesta:?|答案[是为：:])\s{0,3}[$€£*]{0,3}\s?"
    rf"(-?)\s?[$€£]?({_NUMBER})",
    re.IGNORECASE,
)
_MARKS = ("####", "boxed", "nswer", "ntwort", "éponse", "espuesta", "答案")  # looked for first, as most texts have none


def _wrong(text: str) -> Iterator[tuple[str, str]]:
    """Calculations whose result is not theirs: normalised, and as written."""
    if "=" not in text:
        return
    for match in _CALCULATION.finditer(text):
        if _VARIABLE.search(match[1]):
            continue
        found = value_of(signs_of(_WORD.sub(lambda word: word[0] if word[0] == "x" else " ", match[1])))
        result = fraction(match[3]) * (-1 if match[2] else 1)
        if found is not None and not agrees(found, result, match[3]) and not _nearly(found, result):
            yield re.sub(r"[^\d.=+*/×÷x-]", "", match[0]), " ".join(match[0].split())


def _nearly(found: Fraction, result: Fraction) -> bool:
    """Whether the result may be rounded: 2 % off, or to a whole number."""
    return abs(found - result) <= abs(found) / 50 or (found.denominator > 1 and abs(found - result) < 1)


def _answer(text: str) -> Fraction | None:
    """The number that a text marks as its final answer; None without such a mark."""
    if not any(mark in text for mark in _MARKS):
        return None
    marked = list(_MARKED.finditer(text))
    return fraction(marked[-1][2]) * (-1 if marked[-1][1] else 1) if marked else None


def check(source: str, rewrite: str, task: Task) -> Verdict:
    """Fails on a wrong calculation that the source has not, and on another final answer than the one the source marks."""
    wrong = list(_wrong(rewrite))
    known = {normal for normal, _ in _wrong(source)} if wrong else set()
    if new := [written for normal, written in wrong if normal not in known]:
        return Verdict("arithmetic", False, 0.2, f"wrong: {shown(new, 3, 60)}")
    before = _answer(source)
    if before is not None and (after := _answer(rewrite)) is not None and before != after:
        return Verdict("arithmetic", False, 0.2, f"the answer is {float(before):g}, not {float(after):g}")
    return Verdict("arithmetic", True, 1.0)
