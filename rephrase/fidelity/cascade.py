"""Which rewrites a judge is shown. Pure: knows what the cheap checks say and a hash of the pair, asks nobody.

What a cheap check fails is never judged. Of what passes, `uncertain` shows the judge what lies nearest to the cheap
checks' floor, and a fixed random share of the rest, so that it is known how much the cheap checks miss.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal

from rephrase.data import Task, Verdict
from rephrase.variants import stable_hash

Why = Literal["", "all", "uncertain", "sample"]

SHARE_OF_THE_REST = 0.05
# Fidelity below which a pair that passed is uncertain. Placed so that a quarter to a third of what passes lies below it
# on the development labels (benchmarks/cascade_on_labels.py); it belongs to the score and moves when that does. Translations
# are set by texts of a chunk's size (xquad, d2l): single sentences score higher, and fewer of them are uncertain.
SURE = {"rephrase": 0.71, "learning_note": 0.9, "translate": 0.669, "summary": 0.655}


def is_uncertain(verdicts: Sequence[Verdict], fidelity: float, task: Task) -> bool:
    """Whether the cheap checks passed a pair and leave it in doubt. `fidelity` is their score in [0, 1]."""
    return all(verdict.passed for verdict in verdicts) and fidelity < SURE.get(task, SURE["rephrase"])


def chosen(judge: str, source: str, rewrite: str, verdicts: Sequence[Verdict], fidelity: float, task: Task) -> Why:
    """Why a judge is shown this pair, or "" when it is not. `judge` is the recipe's key."""
    if judge == "none" or not all(verdict.passed for verdict in verdicts):
        return ""
    if judge == "all":
        return "all"
    if judge == "uncertain" and is_uncertain(verdicts, fidelity, task):
        return "uncertain"
    share = SHARE_OF_THE_REST if judge == "uncertain" else float(judge.removeprefix("sample:"))
    return "sample" if stable_hash("judge", source, rewrite) < share * 2**64 else ""
