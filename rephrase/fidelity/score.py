"""All checks on one pair, in order of cost, and the one number made of them. Knows no models."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

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
    likeness,
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
from rephrase.fidelity.embedding import Embedder
from rephrase.fidelity.words import prose, words

FORM: tuple[Check, ...] = (length.check, refusal.check, markup.check, repetition.check, language.check)
FACTS: tuple[Check, ...] = (
    truncation.check,
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

# A copy is faithful, and so may be a text with a preamble or tags: these fail a row and never lower `fidelity`. An apology
# has next to nothing of its source, which other checks see.
NOT_FAITHFULNESS = frozenset({"copying", "refusal", "markup"})
# A pair in which nothing is found wrong has a fidelity of UNBLEMISHED or more, so that a free paraphrase, which has little of
# its source's wording, is never as low as an unfaithful one; wording and length rank it above that.
UNBLEMISHED = 0.5
# What is left of `fidelity` when a check fails: less, the more often it is right about labelled pairs.
PENALTY = {"numbers": 0.5, "formulas": 0.5, "names": 0.85, "truncation": 0.8, "judge": 0.2}
OTHERWISE = 0.5
LEAST_PROSE = 4  # words: with fewer outside formulas, code and markup there is nothing to put in other words


@dataclass(frozen=True, slots=True)
class Assessment:
    """What the checks say of one pair, and the one number made of it: `fidelity` in [0, 1], 1 = faithful."""

    verdicts: tuple[Verdict, ...]
    fidelity: float

    @property
    def passed(self) -> bool:
        return all(verdict.passed for verdict in self.verdicts)


def assess(source: str, rewrite: str, task: Task, embedder: Embedder | None = None) -> Assessment:
    """All that can be said of a pair without a judge; an embedder makes `fidelity` surer."""
    found = verdicts(source, rewrite, task, embedder)
    return Assessment(found, fidelity(found))


def verdicts(source: str, rewrite: str, task: Task, embedder: Embedder | None = None) -> tuple[Verdict, ...]:
    """Every check's verdict on a pair; nothing more is asked of a rewrite that is empty."""
    if not rewrite.strip():
        return (length.check(source, rewrite, task),)
    found = tuple(check(source, rewrite, task) for check in FORM + FACTS + CLOSENESS)
    return (*found, likeness.verdict(source, rewrite, task, found, embedder))


def fidelity(found: Sequence[Verdict]) -> float:
    """Faithfulness in [0, 1] from the verdicts on a pair: how like a faithful rewrite it is, less for each check failed.

    0 for an empty one. A judge that passed it weighs as much as all measures together.
    """
    said = {verdict.check: verdict for verdict in found}
    if "likeness" not in said:
        return 0.0
    likely = said["likeness"].score
    if "judge" in said and said["judge"].passed:
        likely = (likely + said["judge"].score) / 2
    failed = [verdict.check for verdict in found if not verdict.passed and verdict.check not in NOT_FAITHFULNESS]
    return above(likely) * math.prod(PENALTY.get(check, OTHERWISE) for check in failed)


def above(likely: float) -> float:
    """The fidelity of a pair in which nothing is found wrong, from its likeness."""
    return UNBLEMISHED + (1 - UNBLEMISHED) * likely


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
