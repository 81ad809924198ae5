"""What repair and further candidates gain: acceptance of finished runs, chunk by chunk, in one table. Sends nothing.

    python benchmarks/acceptance.py RUN [RUN ...] [--read 50]

Each RUN is an output folder of `rephrase run`, made with its own `--set candidates=… --set repairs=…`. A chain ends with its
first chunk that fails, so chunks are what can be compared. `--read` prints so many accepted and so many rejected chunks, drawn
evenly from all runs, each with its source, to be judged by eye.
"""

from __future__ import annotations

import argparse
import random
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pyarrow.parquet as pq


@dataclass(frozen=True, slots=True)
class Chunk:
    """One chunk that a model was asked for. `attempts` counts its answers."""

    run: str
    document: str
    source: str
    text: str
    attempts: int
    accepted: bool
    reason: str


def rows(out: Path) -> Iterator[dict[str, Any]]:
    """Every row of a run, accepted or not."""
    for kind in ("data", "quarantine"):
        for path in sorted(out.glob(f"{kind}/shard-*.parquet")):
            yield from pq.read_table(path).to_pylist()


def chunks(out: Path) -> Iterator[Chunk]:
    """The chunks that were asked for. In a row that is not accepted the last one is what ended the chain."""
    for row in rows(out):
        asked = [chunk for chunk in row["chunks"] or [] if chunk["attempts"]]
        for chunk in asked:
            ended = row["status"] != "accepted" and chunk is asked[-1]
            source = row["source_text"][chunk["source_start"] : chunk["source_end"]]
            text = (row["text"] or "")[chunk["text_start"] : chunk["text_end"]]
            reason = row["reason"] if ended else ""
            yield Chunk(out.name, row["source_id"], source, text, chunk["attempts"], not ended, reason)


def table(runs: list[Path]) -> None:
    """A line for each run."""
    print(f"{'run':24} {'documents':>9} {'accepted':>8} {'chunks':>6} {'accepted':>8} {'at first':>8} {'answers':>7}")
    for out in runs:
        found = list(chunks(out))
        statuses = [row["status"] for row in rows(out)]
        passed = [chunk for chunk in found if chunk.accepted]
        first = sum(chunk.attempts == 1 for chunk in passed)
        print(
            f"{out.name:24} {len(statuses):9} {statuses.count('accepted'):8} {len(found):6} "
            f"{len(passed) / max(len(found), 1):8.1%} {first / max(len(found), 1):8.1%} {sum(c.attempts for c in found):7}"
        )


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("runs", type=Path, nargs="+")
    parser.add_argument("--read", type=int, default=0)
    options = parser.parse_args()
    table(options.runs)
    found = [chunk for out in options.runs for chunk in chunks(out)]
    draw = random.Random(0)
    for accepted in (True, False) if options.read else ():
        some = [chunk for chunk in found if chunk.accepted == accepted]
        for number, chunk in enumerate(draw.sample(some, min(options.read, len(some)))):
            print(
                f"\n--- {'accepted' if accepted else 'rejected'} {number}: {chunk.run} {chunk.document} {chunk.reason}"
            )
            print(f"source: {chunk.source.strip()}\nrewrite: {chunk.text.strip()}")


if __name__ == "__main__":
    main()
