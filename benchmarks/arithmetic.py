"""How often the arithmetic of solutions is called wrong, by label, and what variants of problems are rejected. Prints Markdown.

    python benchmarks/arithmetic.py [--show]

Equations alone: how many solutions have an equation or inequality that does not hold and that the source has not. What of the
unfaithful ones should be found has no label: with `--show` the equations called wrong are printed, and of every other
unfaithful solution what stands around its relations, to be read by eye. Verdicts: gsm_plus, all checks but `copying`, and by
the kind of variant, which no check sees.
"""

from __future__ import annotations

import json
import re
import sys
import time
from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).parent))
from checks_on_labels import shared

from rephrase.data import Task
from rephrase.fidelity import arithmetic, score
from rephrase.fidelity.quantities.equations import Statement, statements

SOLUTIONS = (
    "gsm8k_model_solutions",
    "processbench_gsm8k",
    "processbench_math",
    "math_perturbation",
    "mr_ben_math",
    "mr_math_invalid",
    "gsm_plus",
)
_RELATION = re.compile(r"[^\n]{0,80}(?:[=<>≈≤≥]|\\approx|\\leq?\b|\\geq?\b|\bequals?\b)[^\n]{0,60}\d[^\n]{0,20}")
_TASKS: tuple[Task, ...] = ("rephrase", "learning_note")
_OTHER_NUMBERS = ("numerical substitution", "digit expansion", "conversion", "reversing", "adding operation")

Row = dict[str, Any]


def rows(name: str) -> list[Row]:
    """The pairs of a set, with what else it says of them."""
    path = shared() / "data" / "fidelity" / f"{name}.jsonl"
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]


def false_equations(row: Row) -> list[Statement]:
    """What does not hold in a solution and is not the source's own mistake."""
    wrong = [found for found in statements(row["rewrite"]) if not found.holds]
    known = {found[:3] for found in statements(row["source"])} if wrong else set()
    return [found for found in wrong if found[:3] not in known]


def equations(name: str, show: bool) -> str:
    """One line: statements read, solutions with a false one and failed solutions by label, milliseconds a pair."""
    found = rows(name)
    begin = time.process_time()
    wrong = [false_equations(row) for row in found]
    spent = 1000 * (time.process_time() - begin) / len(found)
    failed = [not arithmetic.check(row["source"], row["rewrite"], "learning_note").passed for row in found]
    if show:
        to_read(found, wrong)
    read = sum(len(statements(row["rewrite"])) for row in found)
    cells = [f"{name} | {read}"]
    for counted in ([bool(equation) for equation in wrong], failed):
        cells += [_share(counted, found, label) for label in (1, 0)]
    return f"| {' | '.join(cells)} | {spent:.1f} |"


def _share(counted: Sequence[bool], found: Sequence[Row], label: int) -> str:
    own = [hit for hit, row in zip(counted, found, strict=True) if row["label"] == label]
    return f"{sum(own)} of {len(own)}"


def to_read(found: Sequence[Row], wrong: Sequence[Sequence[Statement]]) -> None:
    """Prints, for a reader, every equation called wrong and the relations of unfaithful solutions without one."""
    for row, equations_of_row in zip(found, wrong, strict=True):
        if equations_of_row:
            print(f"{row['label']} {row['id']} {[equation.written for equation in equations_of_row]}")
        elif not row["label"]:
            new = [line for line in _RELATION.findall(row["rewrite"]) if line.strip() not in row["source"]]
            print(f"0 {row['id']} unflagged", *new, sep="\n    ")


def variants(task: Task) -> str:
    """One line: gsm_plus rewordings accepted, and variants rejected, by all checks with copies allowed."""
    counts: Counter[tuple[str, bool]] = Counter()
    for row in rows("gsm_plus"):
        bad = {v.check for v in score.verdicts(row["source"], row["rewrite"], task) if not v.passed} - {"copying"}
        kinds = ["reworded"] if row["label"] else ["variant"]
        kinds += ["other numbers"] * (not row["label"] and any(kind in row["kind"] for kind in _OTHER_NUMBERS))
        counts.update((kind, bool(bad)) for kind in kinds)
    cells = [_rate(counts["reworded", False], counts["reworded", True])]
    cells += [_rate(counts[kind, True], counts[kind, False]) for kind in ("other numbers", "variant")]
    return f"| {task} | {' | '.join(cells)} |"


def _rate(hits: int, rest: int) -> str:
    return f"{hits} of {hits + rest} ({hits / max(hits + rest, 1):.1%})"


def main() -> None:
    """Both tables."""
    lines = [equations(name, "--show" in sys.argv[1:]) for name in SOLUTIONS]
    print(
        "| set | statements | right, with a false equation | wrong, with one | right, failed | wrong, failed | ms a pair |"
    )
    print("|---|--:|--:|--:|--:|--:|--:|", *lines, sep="\n")
    print("\n| gsm_plus as | rewordings accepted | other numbers rejected | all variants rejected |\n|---|--:|--:|--:|")
    print(*(variants(task) for task in _TASKS), sep="\n")


if __name__ == "__main__":
    main()
