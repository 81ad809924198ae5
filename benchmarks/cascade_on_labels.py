"""Prints, for each family of label sets, how many pairs `judge: all` and `judge: uncertain` would send. Sends nothing."""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))
from checks_on_labels import pairs, shared, task_of

from rephrase.fidelity import cascade, score

FAMILIES = {
    "paraphrase": ("asset", "simpda", "simplification", "mrpc"),
    "translation": ("demetr", "mlqe", "mqm", "mt_hallucination", "nmt_"),
    "parallel": ("xquad", "d2l"),
    "math": ("gsm", "mgsm", "processbench", "mr_", "math_perturbation"),
    "summaries": ("cliff", "frank", "qags", "xsum", "summeval", "rank19", "faithbench", "wice"),
    "summedits": ("summedits_",),
}


def family_of(dataset: str) -> str:
    """The family that a label set belongs to."""
    return next((family for family, starts in FAMILIES.items() if dataset.startswith(starts)), "other")


def choices(path: Path) -> Iterator[tuple[int, str]]:
    """For each pair of a set that the checks pass: its label, and why a judge would be shown it ("" = it would not)."""
    task = task_of(path.stem)
    for source, rewrite, label in pairs(path):
        found = score.verdicts(source, rewrite, task)
        if all(verdict.passed for verdict in found):
            yield label, cascade.chosen("uncertain", source, rewrite, found, score.fidelity(found), task)


def counted(paths: list[Path]) -> dict[str, Counter[str]]:
    """By family: pairs that pass the checks, by why they are sent, and the unfaithful among them."""
    found: dict[str, Counter[str]] = {family: Counter() for family in FAMILIES}
    for path in paths:
        for label, why in choices(path):
            family = found.setdefault(family_of(path.stem), Counter())
            family.update(["all", why or "unsent"])
            family.update(["bad", "bad sent" if why else "bad unsent"] if label == 0 else [])
    return found


def main() -> None:
    """One line a family."""
    found = counted(sorted((shared() / "data" / "fidelity").glob("*.jsonl")))
    found["together"] = sum(found.values(), Counter())
    print(f"{'family':12} {'all':>6} {'uncertain':>10} {'sample':>7} {'sent %':>7} {'unfaithful sent %':>18}")
    for family, counts in found.items():
        sent = 100 * (counts["uncertain"] + counts["sample"]) / max(counts["all"], 1)
        caught = 100 * counts["bad sent"] / max(counts["bad"], 1)
        print(f"{family:12} {counts['all']:6} {counts['uncertain']:10} {counts['sample']:7} {sent:7.1f} {caught:18.1f}")


if __name__ == "__main__":
    main()
