"""What all checks say of one pair, and the one number made of that. Knows no models.

The checks themselves are imported by the first call that needs them: a run's first request goes out before.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from rephrase.data import Rewrite, Task, Verdict
from rephrase.fidelity.embedding import Embedder
from rephrase.fidelity.words import prose, words

if TYPE_CHECKING:
    from rephrase.fidelity.seams import Span

# A copy is faithful, and so may be a text with a preamble or tags: these fail a row and never lower `fidelity`. An apology
# has next to nothing of its source, which other checks see.
NOT_FAITHFULNESS = frozenset({"copying", "refusal", "markup", "fidelity"})
# A pair in which nothing is found wrong has a fidelity of UNBLEMISHED or more, so that a free paraphrase, which has little of
# its source's wording, is never as low as an unfaithful one; wording and length rank it above that.
UNBLEMISHED = 0.5
# What is left of `fidelity` when a check fails: less, the more often it is right about labelled pairs.
PENALTY = {"numbers": 0.5, "formulas": 0.5, "names": 0.85, "judge": 0.2}
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
    from rephrase.fidelity import checks, length, likeness
    from rephrase.fidelity.tables import written_out

    if not rewrite.strip():
        return (length.check(source, rewrite, task),)
    texts = source, rewrite
    told = texts if task == "translate" else (written_out(source), written_out(rewrite))
    found = tuple(
        check(*(told if check in checks.OF_SENTENCES else texts), task)
        for check in checks.FORM + checks.FACTS + checks.CLOSENESS
    )
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
    return above(likely) * _left([verdict for verdict in found if not verdict.passed])


def floor(found: Sequence[Verdict], least: float) -> Verdict:
    """Whether the fidelity of a pair reaches a recipe's floor."""
    reached = fidelity(found)
    shown = math.floor(100 * reached) / 100  # rounded down, so that what is below also reads so
    return Verdict(
        "fidelity", reached >= least, reached, "" if reached >= least else f"{shown:.2f} is below {least:.2f}"
    )


def _left(failed: Sequence[Verdict]) -> float:
    """What these failed checks leave of `fidelity`."""
    checks = [verdict.check for verdict in failed if verdict.check not in NOT_FAITHFULNESS]
    return math.prod(PENALTY.get(check, OTHERWISE) for check in checks)


def above(likely: float) -> float:
    """The fidelity of a pair in which nothing is found wrong, from its likeness."""
    return UNBLEMISHED + (1 - UNBLEMISHED) * likely


def of_document(source: str, text: str, rewrites: Sequence[Rewrite], spans: Sequence[Span], task: Task) -> Assessment:
    """A stitched document all of whose chunks were judged: their verdicts check by check, and what only the whole shows.

    Facts are judged chunk by chunk alone: in the whole of a long text a number that one part lost stands in another. A
    check's score is its lowest on a chunk. `fidelity` is the mean over the chunks, weighted by their length.
    """
    judged = [rewrite for rewrite in rewrites if rewrite.verdicts]
    whole = _of_whole(source, text, rewrites, spans, task)
    merged = {verdict.check: verdict for verdict in (*_by_check(judged), *whole)}
    weight = sum(len(rewrite.chunk.text) for rewrite in judged)
    mean = sum(fidelity(rewrite.verdicts) * len(rewrite.chunk.text) for rewrite in judged) / max(weight, 1)
    return Assessment(tuple(merged.values()), mean * _left([verdict for verdict in whole if not verdict.passed]))


def _of_whole(source: str, text: str, rewrites: Sequence[Rewrite], spans: Sequence[Span], task: Task) -> list[Verdict]:
    """What only the whole shows: nothing where it is one part."""
    from rephrase.fidelity import checks, seams

    if len(rewrites) == 1:
        return [Verdict("seams", True, 1.0)]
    chunks = [(rewrite.chunk.start, rewrite.chunk.end) for rewrite in rewrites]
    return [*(check(source, text, task) for check in checks.WHOLE), seams.check(source, text, chunks, spans, task)]


def _by_check(judged: Sequence[Rewrite]) -> Iterator[Verdict]:
    """For each check its verdicts on all chunks as one: the lowest."""
    found: dict[str, list[Verdict]] = {}
    for rewrite in judged:
        for verdict in rewrite.verdicts:
            found.setdefault(verdict.check, []).append(verdict)
    for check, given in found.items():
        lowest = min(given, key=lambda verdict: (verdict.passed, verdict.score))
        said = f"{len(given)} of {len(judged)} parts judged" if check == "judge" and lowest.passed else lowest.reason
        yield lowest if said == lowest.reason else replace(lowest, reason=said)


def has_prose(text: str) -> bool:
    """Whether a chunk has anything that could be put in other words."""
    return len(words(prose(text))) >= LEAST_PROSE
