"""All checks on one pair, in order of cost, and the one number made of them. Knows no models."""

from __future__ import annotations

import math
from collections.abc import Sequence

from rephrase.data import Check, Rewrite, Task, Verdict
from rephrase.fidelity import (
    alignment,
    arithmetic,
    copying,
    coverage,
    dates,
    formulas,
    language,
    length,
    markup,
    names,
    negation,
    negation_abroad,
    numbers,
    placed,
    proportion,
    refusal,
    repetition,
    truncation,
)
from rephrase.fidelity.words import prose, words

FORM: tuple[Check, ...] = (
    length.check,
    refusal.check,
    markup.check,
    truncation.check,
    repetition.check,
    language.check,
)
FACTS: tuple[Check, ...] = (
    numbers.check,
    arithmetic.check,
    dates.check,
    formulas.check,
    names.check,
    coverage.check,
    alignment.check,
    placed.check,
    negation.check,
    negation_abroad.check,
    proportion.check,
)
CLOSENESS: tuple[Check, ...] = (copying.check,)

NOT_FAITHFULNESS = frozenset({"copying"})  # a copy is faithful: its verdict can fail a row and never lowers `fidelity`
LEAST_PROSE = 4  # words: with fewer outside formulas, code and markup there is nothing to put in other words


def verdicts(source: str, rewrite: str, task: Task) -> tuple[Verdict, ...]:
    """Every check's verdict on a pair. Facts are not looked for in an answer whose form is wrong."""
    form = tuple(check(source, rewrite, task) for check in FORM)
    if not all(verdict.passed for verdict in form):
        return form
    return form + tuple(check(source, rewrite, task) for check in FACTS + CLOSENESS)


def fidelity(found: Sequence[Verdict]) -> float:
    """Faithfulness in [0, 1]: the geometric mean of the scores that speak of it, 0 where a matter of form failed."""
    scores = [verdict.score for verdict in found if verdict.check not in NOT_FAITHFULNESS]
    if not scores or min(scores) <= 0:
        return 0.0
    return math.exp(sum(map(math.log, scores)) / len(scores))


def of_document(found: Sequence[Verdict], rewrites: Sequence[Rewrite]) -> float:
    """A document's fidelity: the lower of the whole's and the mean over its chunks, weighted by their length."""
    judged = [rewrite for rewrite in rewrites if rewrite.verdicts]
    weight = sum(len(rewrite.chunk.text) for rewrite in judged)
    if not weight:
        return fidelity(found)
    mean = sum(fidelity(rewrite.verdicts) * len(rewrite.chunk.text) for rewrite in judged) / weight
    return min(mean, fidelity(found))


def has_prose(text: str) -> bool:
    """Whether a chunk has anything that could be put in other words."""
    return len(words(prose(text))) >= LEAST_PROSE
