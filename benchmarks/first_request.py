"""How long a run takes from the start of its process to its first request: seconds, and of processor time.

    python benchmarks/first_request.py --documents 20
    python benchmarks/first_request.py --megabytes 5000

The corpus is a small JSONL of so many documents, or a large JSONL.gz; it is written first, of lines of 4 kB that pack well, and
read no further than the run needs. A first start that is not counted leaves Python's bytecode, as an earlier run of a user does.
"""

from __future__ import annotations

import argparse
import gzip
import json
import os
import random
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

from tests.endpoint import serving

WORDS = "the of river century empire trade water stone light history theory number people city north law music".split()


def lines(documents: int) -> bytes:
    draw = random.Random(1)
    texts = [" ".join(draw.choices(WORDS, k=700)) for _ in range(documents)]
    return "".join(json.dumps({"text": text}) + "\n" for text in texts).encode()


def written(path: Path, megabytes: int) -> None:
    """A corpus of so many MB before it is packed."""
    block = lines(250)
    with gzip.open(path, "wb", compresslevel=1) as file:
        for _ in range(megabytes * 1_000_000 // len(block)):
            file.write(block)


def first_request(corpus: Path, out: Path, bytecode: Path) -> tuple[float, float]:
    """Seconds, and those of processor time (where /proc tells), until a run asks for the first time."""
    kept = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    kept["PYTHONPYCACHEPREFIX"] = str(bytecode)
    seen: list[float] = []

    def answer(request: dict[str, Any]) -> str:
        seen.append(time.monotonic())
        return "x"

    with serving(answer) as endpoint:
        given = ["run", "--input", corpus, "--output", out, "--base-url", endpoint.url]
        started = time.monotonic()
        command = [sys.executable, "-m", "rephrase", *map(str, given)]
        process = subprocess.Popen(command, stderr=subprocess.DEVNULL, env=kept)
        while not seen:
            time.sleep(0.001)
        ticks = Path(f"/proc/{process.pid}/stat").read_text().split()[13:15]
        process.kill()
        process.wait()
    return seen[0] - started, sum(map(int, ticks)) / 100


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--documents", type=int, default=20)
    parser.add_argument("--megabytes", type=int, help="of a large JSONL.gz instead")
    parser.add_argument("--times", type=int, default=5)
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        corpus = Path(folder) / ("corpus.jsonl.gz" if given.megabytes else "corpus.jsonl")
        if given.megabytes:
            written(corpus, given.megabytes)
        else:
            corpus.write_bytes(lines(given.documents))
        starts = range(given.times + 1)
        found = [first_request(corpus, Path(folder) / str(number), Path(folder) / "bytecode") for number in starts][1:]
        for name, figures in zip(("s", "s of processor time"), zip(*found, strict=True), strict=True):
            print(f"best {min(figures):.2f}, median {statistics.median(figures):.2f} {name}")


if __name__ == "__main__":
    main()
