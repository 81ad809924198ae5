"""Prints how often the numbers check fails faithful and unfaithful pairs of the labelled sets, and what a pair costs.

    python benchmarks/numbers_on_labels.py [DATASET ...] [--show 5]

The data is third-party and no part of the project: REPHRASE_SHARED names its folder (default: `shared` beside the
repository). `kind` is never an input of a check.
"""

from __future__ import annotations

import argparse
import json
import os
import time
from collections.abc import Iterator
from pathlib import Path

from rephrase.fidelity.numbers import check

SHARED = Path(os.environ.get("REPHRASE_SHARED", Path(__file__).resolve().parents[2] / "shared"))
TRANSLATIONS = ("demetr", "d2l", "mgsm", "mlqe", "mqm", "mt_", "nmt_", "xquad")
SUMMARIES = ("cliff", "faithbench", "frank", "qags", "rank19", "summ", "wice", "xsum")
NOTES = ("gsm8k_model", "processbench", "mr_", "math_perturbation")


def task_of(dataset: str) -> str:
    """The task a labelled set stands for."""
    families = (("translate", TRANSLATIONS), ("summary", SUMMARIES), ("learning_note", NOTES))
    return next((task for task, names in families if dataset.startswith(names)), "rephrase")


def pairs(path: Path) -> Iterator[dict[str, str]]:
    with path.open(encoding="utf-8") as lines:
        yield from map(json.loads, lines)


def measure(path: Path, show: int) -> str:
    """One line of the table; prints up to `show` false alarms and as many misses above it."""
    task = task_of(path.stem)
    counts = {0: 0, 1: 0}
    failed = {0: 0, 1: 0}
    shown = {0: 0, 1: 0}
    seconds = 0.0
    for pair in pairs(path):
        begin = time.perf_counter()
        verdict = check(pair["source"], pair["rewrite"], task)
        seconds += time.perf_counter() - begin
        label = int(pair["label"])
        counts[label] += 1
        failed[label] += not verdict.passed
        if verdict.passed != bool(label) and shown[label] < show:
            shown[label] += 1
            print(f"--- label {label}: {verdict.reason}\n  S: {pair['source']}\n  R: {pair['rewrite']}")
    shares = (f"{100 * failed[label] / counts[label]:5.1f} %" if counts[label] else "     - " for label in (1, 0))
    return f"{path.stem:28} {task:14} {' '.join(f'{share:>12}' for share in shares)} {1000 * seconds / sum(counts.values()):8.2f}"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("datasets", nargs="*", help="names of sets, all by default")
    parser.add_argument("--show", type=int, default=0, help="false alarms and misses to print, of each set")
    options = parser.parse_args()
    files = sorted((SHARED / "data" / "fidelity").glob("*.jsonl"))
    chosen = [file for file in files if not options.datasets or file.stem in options.datasets]
    rows = [measure(file, options.show) for file in chosen]
    print(f"{'dataset':28} {'task':14} {'faithful':>12} {'unfaithful':>12} {'ms/pair':>8}   (share that fails)")
    print("\n".join(rows))


if __name__ == "__main__":
    main()
