"""How like faithful rewrites a pair measures, as one probability. Never fails a row; what fails a row is a check of its own.

A logistic regression for each task on the few measures of `features.py`, fitted by benchmarks/fit_fidelity.py on human
labels into weights.json, which names the data by its digest. One model for all tasks does not work: tried on a set that was
left out of the fit it falls to chance.
"""

from __future__ import annotations

import json
import math
from collections.abc import Mapping, Sequence
from functools import lru_cache
from pathlib import Path

from rephrase.data import Task, Verdict
from rephrase.fidelity.embedding import Embedder
from rephrase.fidelity.features import measure

WEIGHTS = Path(__file__).with_name("weights.json")


def verdict(source: str, rewrite: str, task: Task, found: Sequence[Verdict], embedder: Embedder | None) -> Verdict:
    """`score` is the probability, at equal odds, that people would call the pair faithful."""
    measures = measure(source, rewrite, task, found, embedder)
    return Verdict("likeness", True, probability(measures, model(profile(task, measures))))


def profile(task: Task, measures: Mapping[str, float]) -> str:
    """Which weights apply: those of the task, with the measures that there are."""
    known = task if task in ("translate", "learning_note", "summary") else "rephrase"
    return f"{known} with vectors" if "nearest" in measures else known


@lru_cache(maxsize=16)
def model(name: str) -> Mapping[str, float]:
    """The weights of a profile by measure; `bias` stands among them."""
    weights: dict[str, dict[str, float]] = json.loads(WEIGHTS.read_text(encoding="utf-8"))["profiles"]
    return weights[name]


def probability(measures: Mapping[str, float], weights: Mapping[str, float]) -> float:
    """The logistic of the weighted measures, in (0, 1)."""
    z = weights["bias"] + sum(weight * measures[name] for name, weight in weights.items() if name != "bias")
    return 1 / (1 + math.exp(-max(-30.0, min(30.0, z))))
