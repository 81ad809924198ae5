"""How well the gate tells faithful from unfaithful pairs, set by set, beside trivial baselines. Writes Markdown to stdout.

    python benchmarks/fidelity.py [--embedder none|local] [DATASET ...]

Columns: AUROC of `fidelity`; share of faithful pairs that fail and of unfaithful ones that do (verdicts alone, copies
allowed); balanced accuracy; share of faithful pairs below the fidelity that would catch 80 % of the unfaithful; AUROC of
three baselines: share of the rewrite's words found in the source, length ratio, numbers not in the source.
"""

from __future__ import annotations

import argparse
import re
import sys
from collections import Counter
from pathlib import Path

import numpy as np

sys.path.insert(0, str(Path(__file__).parent))
from checks_on_labels import pairs, shared, task_of
from fit_fidelity import auroc

from rephrase.fidelity import embedding, score
from rephrase.fidelity.words import length, words

_FIGURE = re.compile(r"\d+")


def trivial(source: str, rewrite: str) -> tuple[float, float, float]:
    """The three baselines, each higher for what it calls more faithful."""
    known, said = set(words(source)), words(rewrite)
    new = set(_FIGURE.findall(rewrite)) - set(_FIGURE.findall(source))
    return sum(word in known for word in said) / max(len(said), 1), length(rewrite) / max(length(source), 1), -len(new)


def row(path: Path, embedder: embedding.Embedder | None, failed: dict[tuple[str, int], int]) -> str:
    """One line of the table; adds to `failed` how many pairs of either label each check failed."""
    task, found = task_of(path.stem), pairs(path)
    assessed = [score.assess(source, rewrite, task, embedder) for source, rewrite, _ in found]
    labels = [label for *_, label in found]
    bad = [{v.check for v in a.verdicts if not v.passed} - {"copying"} for a in assessed]
    for checks, label in zip(bad, labels, strict=True):
        for check in checks:
            failed[check, label] += 1
    shares = {
        label: np.mean([bool(b) for b, own in zip(bad, labels, strict=True) if own == label]) for label in set(labels)
    }
    head = f"| {path.stem} | {task} | {len(found)} | "
    if len(shares) < 2:
        return head + f"– | {shares[1]:.1%} | – | – | – | – |"
    fidelities = np.array([a.fidelity for a in assessed])
    own = np.array(labels)
    floor = np.quantile(fidelities[own == 0], 0.8)
    rejected = (fidelities[own == 1] <= floor).mean()
    base = [auroc(labels, column) for column in zip(*(trivial(s, r) for s, r, _ in found), strict=True)]
    balanced = (shares[0] + 1 - shares[1]) / 2
    return head + (
        f"{auroc(labels, list(fidelities)):.2f} | {shares[1]:.1%} | {shares[0]:.1%} | {balanced:.2f} | {rejected:.0%} | "
        + " / ".join(f"{value:.2f}" for value in base)
        + " |"
    )


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("datasets", nargs="*")
    parser.add_argument("--embedder", default="none")
    options = parser.parse_args()
    embedder = embedding.load(options.embedder)
    print(
        "| set | task | pairs | AUROC | faithful failed | unfaithful failed | balanced acc. | rejected at 80 % | baselines |"
    )
    print("|---|---|--:|--:|--:|--:|--:|--:|---|")
    failed: Counter[tuple[str, int]] = Counter()
    for path in sorted((shared() / "data" / "fidelity").glob("*.jsonl")):
        if not options.datasets or path.stem in options.datasets:
            print(row(path, embedder, failed), flush=True)
    print("\n| check | faithful pairs failed | unfaithful pairs failed |\n|---|--:|--:|")
    for check in sorted({check for check, _ in failed}, key=lambda check: -failed[check, 0]):
        print(f"| {check} | {failed[check, 1]} | {failed[check, 0]} |")


if __name__ == "__main__":
    main()
