"""Kills one run at random moments again and again, goes on with it each time, and compares with a run that was left alone.

    python benchmarks/kills.py [--documents 300] [--chunks 8] [--kills 40] [--seed 1]

Prints whether the final rows are identical, how many answers were asked for beyond the uninterrupted run's, how many were in
flight at the kills at most, and which files are left that should not be. The endpoint is a local one that answers the same
question the same way.
"""

from __future__ import annotations

import argparse
import random
import signal
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).parents[1]))
import pyarrow.parquet as pq

from tests.corpora import document, reworded
from tests.endpoint import Scripted, part_of, serving

AT_ONCE = 8
SENTENCES = 2  # of a chunk


def answered(request: dict[str, Any]) -> str:
    time.sleep(0.02)
    return reworded(part_of(request))


def command(corpus: Path, out: Path, url: str) -> list[str]:
    given = ["--input", corpus, "--output", out, "--base-url", url, "--pipeline", "knowledge", "--concurrency", AT_ONCE]
    recipe = ["shard_size=50", "chunk_tokens=64", "context=none", "styles=plain"]
    settings = [word for key in recipe for word in ("--set", key)]
    return [sys.executable, "-m", "rephrase", "run", *map(str, given), *settings]


def rows(out: Path) -> list[dict[str, Any]]:
    paths = [path for kind in ("data", "quarantine") for path in sorted((out / kind).glob("*.parquet"))]
    return [row for path in paths for row in pq.read_table(path).to_pylist()]


def killed(words: list[str], endpoint: Scripted, after: int) -> bool:
    """Starts the run and kills it after so many more requests; False when it came to its end before."""
    process = subprocess.Popen(words, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)
    enough = len(endpoint.requests) + after
    while process.poll() is None and len(endpoint.requests) < enough:
        time.sleep(0.003)
    if process.poll() is None:
        process.send_signal(signal.SIGKILL)
        process.wait()
        return True
    if process.returncode:
        raise SystemExit((process.stderr or sys.stdin).read())
    return False


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    for name, default in (("documents", 300), ("chunks", 8), ("kills", 40), ("seed", 1)):
        parser.add_argument(f"--{name}", type=int, default=default)
    options = parser.parse_args()
    draw, folder = random.Random(options.seed), Path(tempfile.mkdtemp())
    corpus = folder / "corpus"
    corpus.mkdir()
    for number in range(options.documents):
        (corpus / f"{number:04}.md").write_text(document(31 * number, SENTENCES * options.chunks))
    with serving(answered) as endpoint:
        subprocess.run(command(corpus, folder / "whole", endpoint.url), check=True, capture_output=True)
        whole = len(endpoint.requests)
        kills = 0
        mean = whole // (options.kills + 1)
        while killed(command(corpus, folder / "out", endpoint.url), endpoint, draw.randint(1, max(2 * mean, 2))):
            kills += 1
        asked = len(endpoint.requests) - whole
    left = [str(path) for path in (folder / "out").rglob("*") if path.suffix == ".tmp" or "journal" in path.parts]
    same = rows(folder / "whole") == rows(folder / "out")
    print(f"{options.documents} documents, {whole} requests uninterrupted; {kills} kills")
    print(f"rows identical: {same}; requests beyond: {asked - whole}, in flight at the kills at most {kills * AT_ONCE}")
    print(f"left over: {left or 'nothing'}")


if __name__ == "__main__":
    main()
