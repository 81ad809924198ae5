"""Prints, for each check and label set, how many faithful and unfaithful pairs it fails, and its cost. Changes nothing."""

from __future__ import annotations

import importlib
import json
import os
import sys
import time
from pathlib import Path

from rephrase.data import Check, Task

CHECKS = ["length", "refusal", "markup", "repetition", "copying", "language", "formulas", "coverage", "names"]
_TASKS: dict[Task, tuple[str, ...]] = {
    "translate": ("demetr", "mgsm", "mlqe", "mqm", "mt_hallucination", "nmt_", "xquad", "d2l"),
    "summary": ("cliff", "frank", "qags", "summeval", "xsum", "rank19", "faithbench", "wice", "summedits_"),
    "learning_note": ("gsm8k_model_solutions", "processbench", "mr_"),
}


def shared() -> Path:
    """The folder with the labels: REPHRASE_SHARED, or `shared` beside the repository."""
    return Path(os.environ.get("REPHRASE_SHARED") or Path(__file__).resolve().parents[2] / "shared")


def task_of(dataset: str) -> Task:
    """The task that a set's labels are about."""
    return next((task for task, starts in _TASKS.items() if dataset.startswith(starts)), "rephrase")


def pairs(path: Path) -> list[tuple[str, str, int]]:
    """(source, rewrite, label) of a set."""
    rows = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
    return [(row["source"], row["rewrite"], row["label"]) for row in rows]


def measure(check: Check, rows: list[tuple[str, str, int]], task: Task) -> tuple[str, str, float]:
    """Failed share of faithful and of unfaithful pairs in per cent, and milliseconds a pair."""
    failed: dict[int, list[bool]] = {1: [], 0: []}
    start = time.perf_counter()
    for source, rewrite, label in rows:
        failed[label].append(not check(source, rewrite, task).passed)
    cost = (time.perf_counter() - start) * 1000 / len(rows)
    shares = [f"{100 * sum(part) / len(part):.1f}" if part else "-" for part in (failed[1], failed[0])]
    return shares[0], shares[1], cost


def main(names: list[str]) -> None:
    """One table a check: a line for each label set."""
    for name in names or CHECKS:
        check: Check = importlib.import_module(f"rephrase.fidelity.{name}").check
        print(f"\n{name:28} faithful failed %  unfaithful failed %  ms/pair")
        for path in sorted((shared() / "data" / "fidelity").glob("*.jsonl")):
            faithful, unfaithful, cost = measure(check, pairs(path), task_of(path.stem))
            print(f"{path.stem:28} {faithful:>17} {unfaithful:>20} {cost:8.2f}")


if __name__ == "__main__":
    main(sys.argv[1:])
