"""How well `fidelity` tells a rewrite from gross failures: another document's rewrite, and its own without the second half.

    python benchmarks/gross.py [--embedder none|local] [--count 40] [--seed 1] [DATASET ...]

Each pair that people call faithful is judged three times: as it is, with the rewrite of another pair of the set that has
another source, and with the first half of its words alone. Printed: AUROC of `fidelity` against either failure.
Writes Markdown to stdout.
"""

from __future__ import annotations

import argparse
import random
import re
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))
from checks_on_labels import pairs, shared, task_of
from fit_fidelity import auroc

from rephrase.fidelity import embedding, score

SETS = "asset_meaning mrpc_test simpda_2022 simplification_factuality gsm_plus xquad_parallel d2l_math_parallel mgsm_crosslingual".split()


_FIGURE = re.compile(r"\d+")


def other(rows: list[tuple[str, str]], at: int, rng: random.Random) -> str:
    """The rewrite of another document. Some sets have a problem in many wordings and languages: its figures tell it."""
    source, rewrite = rows[at]
    figures = set(_FIGURE.findall(rewrite))
    others = [r for s, r in rows if s[:60] != source[:60] and r[:60] != rewrite[:60]]
    return rng.choice([r for r in others if not (figures and figures == set(_FIGURE.findall(r)))])


def first_half(text: str) -> str:
    """The first half of the words, broken off where it may."""
    words = text.split(" ")
    return " ".join(words[: len(words) // 2])


def row(dataset: str, count: int, seed: int, embedder: embedding.Embedder | None) -> str:
    """One line of the table."""
    rng = random.Random(f"{dataset} {seed}")
    rows = [
        (source, rewrite)
        for source, rewrite, label in pairs(shared() / "data" / "fidelity" / f"{dataset}.jsonl")
        if label
    ]
    chosen = rng.sample(range(len(rows)), min(count, len(rows)))
    task = task_of(dataset)

    def fidelity(source: str, rewrite: str) -> float:
        return score.assess(source, rewrite, task, embedder).fidelity

    faithful = [fidelity(*rows[at]) for at in chosen]
    shuffled = [fidelity(rows[at][0], other(rows, at, rng)) for at in chosen]
    cut = [fidelity(rows[at][0], first_half(rows[at][1])) for at in chosen]
    labels = [1] * len(chosen) + [0] * len(chosen)
    return f"| {dataset} | {task} | {len(chosen)} | {auroc(labels, faithful + shuffled):.3f} | {auroc(labels, faithful + cut):.3f} |"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("datasets", nargs="*")
    parser.add_argument("--embedder", default="local")
    parser.add_argument("--count", type=int, default=40, help="pairs of each set")
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    embedder = embedding.load(options.embedder)
    print("| set | task | pairs | another document | second half cut |\n|---|---|--:|--:|--:|")
    for dataset in options.datasets or SETS:
        print(row(dataset, options.count, options.seed, embedder), flush=True)


if __name__ == "__main__":
    main()
