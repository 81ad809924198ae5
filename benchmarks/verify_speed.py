"""Prints how fast `rephrase verify` is on distinct pairs of 200 words, by embedder and number of processes, and its memory.

    python benchmarks/verify_speed.py [--pairs 20000] [--embedder none --embedder local] [--workers 1 --workers 2]

The texts are faithful pairs of the labelled sets, joined to about 200 words; each is made distinct by numbers and a name of
its own. They are third-party and no part of the project: REPHRASE_SHARED names their folder (default: `shared` beside the
repository).
Memory is the resident peak of the largest process, as the system reports it; CPU is that of all processes together, and
MB/CPU s what the speed would be on a machine that does nothing else.
"""

from __future__ import annotations

import argparse
import itertools
import os
import re
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))
from checks_on_labels import pairs, shared

WORDS = 200
_NUMBER = re.compile(r"\d+")


def texts(folder: Path) -> list[tuple[str, str]]:
    """Faithful pairs of sets in English, joined until the source has WORDS words or nearly so."""
    names = ("asset_meaning", "mrpc_test", "simplification_factuality", "simpda_2022", "gsm_plus")
    found = []
    waiting: list[tuple[str, str]] = []
    for name in names:
        for source, rewrite, label in pairs(folder / f"{name}.jsonl"):
            waiting += [(source, rewrite)] if label else []
            sources, rewrites = ("\n\n".join(side) for side in zip(*waiting, strict=True)) if waiting else ("", "")
            if len(sources.split()) >= 0.9 * WORDS:
                found.append((sources, rewrites))
                waiting = []
    return found


def distinct(found: list[tuple[str, str]], count: int) -> Iterator[tuple[str, str]]:
    """`count` pairs, no two alike: round k adds k to the numbers that both texts of a pair have equally often, which keeps them
    faithful, and calls it by k in a sentence on both sides."""
    shared_numbers = [
        {
            number
            for number, times in Counter(_NUMBER.findall(source)).items()
            if _NUMBER.findall(rewrite).count(number) == times
        }
        for source, rewrite in found
    ]
    for number, (source, rewrite), same in zip(
        range(count), itertools.cycle(found), itertools.cycle(shared_numbers), strict=False
    ):
        k = number // len(found)

        def other(match: re.Match[str], k: int = k, same: set[str] = same) -> str:
            return str(int(match[0][:9]) + k) if match[0] in same else match[0]

        tag = f" Lot {number} was sold by Agent{number % 9973} Moreau."
        yield _NUMBER.sub(other, source) + tag, _NUMBER.sub(other, rewrite) + tag


def write(path: Path, found: Iterator[tuple[str, str]]) -> int:
    """The pairs as Parquet; returns the bytes of source text."""
    import pyarrow as pa
    import pyarrow.parquet as pq

    size = 0
    schema = pa.schema({"source_text": pa.string(), "text": pa.string()})
    with pq.ParquetWriter(path, schema) as writer:
        while batch := list(itertools.islice(found, 10_000)):
            sources, rewrites = zip(*batch, strict=True)
            writer.write_table(pa.table([sources, rewrites], schema=schema))
            size += sum(len(source.encode()) for source in sources)
    return size


def measured(path: Path, embedder: str, workers: int) -> tuple[float, float, float]:
    """Seconds from start to end of the command, CPU seconds, and the peak in MB of the largest of its processes."""
    command = [sys.executable, "-m", "rephrase", "verify", str(path), "--embedder", embedder, "--workers", str(workers)]
    with tempfile.TemporaryFile() as said:
        begin = time.perf_counter()
        child = subprocess.Popen([*command, "--worst", "0"], stdout=said, stderr=subprocess.STDOUT)
        _, status, usage = os.wait4(child.pid, 0)
        seconds = time.perf_counter() - begin
        child.returncode = os.waitstatus_to_exitcode(status)
        if child.returncode:
            said.seek(0)
            raise SystemExit(said.read().decode(errors="replace"))
    unit = 1e6 if sys.platform == "darwin" else 1e3  # ru_maxrss is in bytes there and in KiB elsewhere
    return seconds, usage.ru_utime + usage.ru_stime, usage.ru_maxrss / unit


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--pairs", type=int, default=20_000)
    parser.add_argument("--embedder", action="append", help="none, local or a URL; default: none and local")
    parser.add_argument("--workers", action="append", type=int, help="default: 1 and 2")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "pairs.parquet"
        size = write(path, distinct(texts(shared() / "data" / "fidelity"), options.pairs))
        print(f"{options.pairs} pairs, {size / 1e6:.1f} MB of source text")
        print(
            f"{'embedder':12} {'workers':>7} {'seconds':>8} {'MB/s':>6} {'CPU s':>8} {'MB/CPU s':>9} {'pairs/s':>8} {'peak MB':>8} {'times':>6}"
        )
        for embedder in options.embedder or ["none", "local"]:
            alone = 0.0
            for workers in options.workers or [1, 2]:
                seconds, cpu, peak = measured(path, embedder, workers)
                alone = alone or seconds
                print(
                    f"{embedder:12} {workers:7} {seconds:8.1f} {size / seconds / 1e6:6.2f} {cpu:8.1f} {size / cpu / 1e6:9.2f} {options.pairs / seconds:8.0f} "
                    f"{peak:8.0f} {alone / seconds:6.2f}",
                    flush=True,
                )


if __name__ == "__main__":
    main()
