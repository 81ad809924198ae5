"""Fits rephrase/fidelity/weights.json on the labelled pairs, and prints how well it ranks pairs of a set left out.

    python benchmarks/fit_fidelity.py [--write]

A ridge-penalised logistic regression for each task, in numpy: every set weighs the same, whatever its size. `kind`
is never used.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import sys
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np

sys.path.insert(0, str(Path(__file__).parent))
from checks_on_labels import pairs, shared

from rephrase.fidelity import embedding, likeness, score
from rephrase.fidelity.features import measure

SETS = {
    "rephrase": ("asset_meaning", "simpda_2022", "simplification_factuality", "mrpc_test"),
    "summary": ("cliff", "frank_xsum", "qags_cnndm", "qags_xsum", "xsum_hallucination", "summeval", "rank19_falke", "faithbench", "wice"),
    "translate": ("demetr", "mlqe_da", "mqm_ted_zhen", "nmt_hallucination_deen", "nmt_mitigation_deen", "mt_hallucination_zhen"),
    "learning_note": ("gsm8k_model_solutions", "processbench_gsm8k"),
}  # fmt: skip
MEASURES = {
    "rephrase": ("in order", "shorter", "longer", "names", "same text"),
    "summary": ("pairs", "new words", "names"),
    "translate": ("shorter", "longer", "nearer", "many words"),
    "learning_note": ("shorter", "numbers", "in order", "same text"),
}
NEED_VECTORS = {"same text", "nearest", "kept meaning", "worst kept", "nearer"}
RIDGE = 3.0
Array = np.ndarray[Any, np.dtype[np.float64]]


def measured(dataset: str, task: str, embedder: embedding.Embedder | None) -> list[tuple[dict[str, float], int, float]]:
    """(measures, label, penalty of the failed checks) of each pair whose form is right."""
    rows = []
    for source, rewrite, label in pairs(shared() / "data" / "fidelity" / f"{dataset}.jsonl"):
        found = score.verdicts(source, rewrite, task)
        penalty = score.fidelity([*found, replace(found[-1], score=1.0)])
        rows.append((measure(source, rewrite, task, found, embedder), label, penalty))
    return rows


def fit(measures: Array, labels: Array, weights: Array) -> tuple[Array, float]:
    """Newton's method on standardised measures; the weights come back in the measures' own units, and the bias."""
    mean, spread = measures.mean(0), measures.std(0) + 1e-9
    rows = np.c_[(measures - mean) / spread, np.ones(len(measures))]
    found = np.zeros(rows.shape[1])
    ridge = np.diag([RIDGE] * (len(found) - 1) + [1e-6])
    for _ in range(50):
        p = 1 / (1 + np.exp(-rows @ found))
        gradient = rows.T @ (weights * (p - labels)) + ridge @ found
        found -= np.linalg.solve((rows * (weights * p * (1 - p))[:, None]).T @ rows + ridge, gradient)
    own = found[:-1] / spread
    return own, float(found[-1] - own @ mean)


def auroc(labels: Sequence[int], scores: Sequence[float]) -> float:
    """Area under the ROC curve; ties count half."""
    good = np.sort([s for s, label in zip(scores, labels, strict=True) if label])
    bad = np.array([s for s, label in zip(scores, labels, strict=True) if not label])
    below, upto = np.searchsorted(good, bad, "left"), np.searchsorted(good, bad, "right")
    return float(1 - ((below + upto) / 2).mean() / len(good))


def fitted(sets: dict[str, list[tuple[dict[str, float], int, float]]], names: Sequence[str]) -> dict[str, float]:
    """The weights over several sets, each of which weighs as much as 200 pairs, half for either label."""
    rows, labels, weights = [], [], []
    for found in sets.values():
        counts = {label: sum(row[1] == label for row in found) for label in (0, 1)}
        for values, label, penalty in found:
            if not penalty:
                continue
            rows.append([values[name] for name in names])
            labels.append(label)
            weights.append(100 / counts[label])
    own, bias = fit(np.array(rows), np.array(labels, float), np.array(weights))
    return {**{name: round(float(weight), 4) for name, weight in zip(names, own, strict=True)}, "bias": round(bias, 4)}


def ranks(found: list[tuple[dict[str, float], int, float]], weights: dict[str, float]) -> float:
    """AUROC of `fidelity` with these weights on one set."""
    scores = [penalty and penalty * score.above(likeness.probability(values, weights)) for values, _, penalty in found]
    return auroc([label for _, label, _ in found], scores)


def profile(task: str, names: Sequence[str], embedder: embedding.Embedder | None, label: str) -> dict[str, float]:
    """Fits one profile and prints, set by set, AUROC with the set in the fit and left out of it."""
    sets = {dataset: measured(dataset, task, embedder) for dataset in SETS[task]}
    weights = fitted(sets, names)
    print(f"\n{label}: {weights}")
    inside, outside = [], []
    for dataset, found in sets.items():
        others = {name: rows for name, rows in sets.items() if name != dataset}
        inside.append(ranks(found, weights))
        outside.append(ranks(found, fitted(others, names)))
        print(f"  {dataset:28} in the fit {inside[-1]:.3f}   left out {outside[-1]:.3f}")
    print(f"  {'mean':28} in the fit {np.mean(inside):.3f}   left out {np.mean(outside):.3f}", flush=True)
    return weights


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--write", action="store_true", help="write rephrase/fidelity/weights.json")
    parser.add_argument("--tasks", nargs="*", default=list(SETS))
    options = parser.parse_args()
    local = embedding.load("local")
    saved = json.loads(likeness.WEIGHTS.read_text(encoding="utf-8"))
    for task in options.tasks:
        plain = [name for name in MEASURES[task] if name not in NEED_VECTORS]
        saved["profiles"][task] = profile(task, plain, None, task)
        label = f"{task} with vectors"
        saved["profiles"][label] = profile(task, MEASURES[task], local, label)
        for dataset in SETS[task]:
            content = (shared() / "data" / "fidelity" / f"{dataset}.jsonl").read_bytes()
            saved["data"][dataset] = hashlib.sha256(content).hexdigest()[:16]
    if options.write:
        likeness.WEIGHTS.write_text(json.dumps(saved, indent=1, sort_keys=True) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
