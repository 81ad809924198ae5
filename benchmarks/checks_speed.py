"""Prints how fast the checks are, in megabytes of source text a second of one core, by task and by check. Changes nothing.

Pairs of labelled texts are joined to about 200 words a source, no pair twice, so that only what is remembered of single
words helps. Time is the process's own. Takes: the number of rounds to take the fastest of (1), `p` for a profile.
"""

from __future__ import annotations

import cProfile
import pstats
import random
import sys
import time
from collections.abc import Iterator

from checks_on_labels import pairs, shared

from rephrase.data import Task
from rephrase.fidelity import checks, score

WORDS = 200  # of a source
_MIXED = ("gsm_plus", "mrpc_test", "rank19_falke", "simpda_2022", "simplification_factuality")
_FOREIGN = ("d2l_math_parallel", "mgsm_crosslingual", "xquad_parallel")
_SETS: dict[str, tuple[Task, tuple[str, ...]]] = {
    "rephrase": ("rephrase", _MIXED),
    "translate": ("translate", _MIXED),
    "translate, from others": ("translate", _FOREIGN),
    "learning_note": ("learning_note", _MIXED),
    "summary": ("summary", _MIXED),
    "rephrase, mathematics": ("rephrase", ("math_perturbation", "gsm8k_model_solutions")),
}
Pair = tuple[str, str]


def joined(sets: tuple[str, ...]) -> Iterator[Pair]:
    """Each pair of the sets once, in an order that mixes the sets, joined until a source has `WORDS` words."""
    rows = [row for name in sets for row in pairs(shared() / "data" / "fidelity" / f"{name}.jsonl")]
    random.Random(0).shuffle(rows)
    sources: list[str] = []
    rewrites: list[str] = []
    count = 0
    for source, rewrite, _ in rows:
        sources.append(source)
        rewrites.append(rewrite)
        count += max(len(source.split()), len(source) // 12)  # a script without spaces has few words
        if count >= WORDS:
            yield " ".join(sources), " ".join(rewrites)
            sources, rewrites, count = [], [], 0


def by_task(rows: list[Pair], task: Task) -> float:
    """Seconds for all verdicts of all pairs."""
    start = time.process_time()
    for source, rewrite in rows:
        score.verdicts(source, rewrite, task)
    return time.process_time() - start


def by_check(rows: list[Pair], task: Task) -> dict[str, float]:
    """Seconds for each check, in their order: the first that needs it pays for what they share."""
    spent: dict[str, float] = {}
    for source, rewrite in rows:
        for check in checks.FORM + checks.FACTS + checks.CLOSENESS:
            start = time.process_time()
            name = check(source, rewrite, task).check
            spent[name] = spent.get(name, 0.0) + time.process_time() - start
    return spent


def megabytes(rows: list[Pair]) -> float:
    """Source text in millions of bytes of UTF-8."""
    return sum(len(source.encode()) for source, _ in rows) / 1e6


def main(rounds: int) -> None:
    """A line for each task, then one for each check."""
    for name, (task, sets) in _SETS.items():
        rows = list(joined(sets))
        by_task(rows[:20], task)  # what is loaded at first use is not part of it
        spent = min(by_task(rows, task) for _ in range(rounds))
        print(
            f"{name:24} {megabytes(rows) / spent:6.2f} MB/s {1000 * spent / len(rows):8.3f} ms/pair {len(rows):5} pairs"
        )
    rows = list(joined(_MIXED))
    for name, spent in sorted(by_check(rows, "rephrase").items(), key=lambda item: -item[1]):
        print(f"  {name:22} {megabytes(rows) / spent:6.2f} MB/s {1000 * spent / len(rows):8.3f} ms/pair")


def profile() -> None:
    """The functions that cost most in a rephrasing."""
    rows = list(joined(_MIXED))
    by_task(rows[:20], "rephrase")
    with cProfile.Profile() as found:
        by_task(rows, "rephrase")
    pstats.Stats(found).sort_stats("tottime").print_stats(40)


if __name__ == "__main__":
    if "p" in sys.argv[1:]:
        profile()
    else:
        main(int(sys.argv[1]) if sys.argv[1:] else 1)
