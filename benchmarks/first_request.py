"""How long a run takes from the start of its process to its first request, for a large JSONL.gz: seconds, and of processor time.

    python benchmarks/first_request.py --megabytes 5000

The file is written first, of lines of 4 kB that pack well; it is read no further than the run needs.
"""

from __future__ import annotations

import argparse
import gzip
import json
import random
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

from tests.endpoint import serving

WORDS = "the of river century empire trade water stone light history theory number people city north law music".split()


def written(path: Path, megabytes: int) -> None:
    """A corpus of so many MB before it is packed."""
    draw = random.Random(1)
    texts = [" ".join(draw.choices(WORDS, k=700)) for _ in range(250)]
    block = "".join(json.dumps({"text": text}) + "\n" for text in texts).encode()
    with gzip.open(path, "wb", compresslevel=1) as file:
        for _ in range(megabytes * 1_000_000 // len(block)):
            file.write(block)


def first_request(corpus: Path, out: Path) -> tuple[float, float]:
    """Seconds, and those of processor time (where /proc tells), until a run asks for the first time."""
    seen: list[float] = []

    def answer(request: dict[str, Any]) -> str:
        seen.append(time.monotonic())
        return "x"

    with serving(answer) as endpoint:
        given = ["run", "--input", corpus, "--output", out, "--base-url", endpoint.url, "--pipeline", "knowledge"]
        started = time.monotonic()
        process = subprocess.Popen([sys.executable, "-m", "rephrase", *map(str, given)], stderr=subprocess.DEVNULL)
        while not seen:
            time.sleep(0.001)
        ticks = Path(f"/proc/{process.pid}/stat").read_text().split()[13:15]
        process.kill()
        process.wait()
    return seen[0] - started, sum(map(int, ticks)) / 100


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--megabytes", type=int, default=1000)
    parser.add_argument("--times", type=int, default=5)
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        corpus = Path(folder) / "corpus.jsonl.gz"
        written(corpus, given.megabytes)
        for number in range(given.times):
            seconds, processor = first_request(corpus, Path(folder) / str(number))
            print(f"{seconds:.2f} s, {processor:.2f} s of processor time")


if __name__ == "__main__":
    main()
