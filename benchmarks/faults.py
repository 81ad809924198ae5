"""A whole run of 2,000 chunk requests against an endpoint with every fault at once, at random, silence too.

    python benchmarks/faults.py [--documents 250] [--seconds 0.5] [--spread 0.9]

250 documents of 8 parts. Each request meets a fault with the chances of tests/faults.py: 10 % 429, 5 % 500, 3 % closed, 1 % never
answered, 2 % not JSON, 5 % cut with finish_reason "length", 3 % empty. Told: how long it took, where the documents are, and that
no accepted text lacks a sentence.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import pyarrow.parquet as pq

sys.path.insert(0, str(Path(__file__).parents[1]))
from stub import running

from tests.corpora import document


def written(folder: Path, documents: int) -> dict[str, str]:
    """Documents of 8 parts."""
    folder.mkdir()
    texts = {f"{number:05d}.md": document(number, 32) for number in range(documents)}
    for name, text in texts.items():
        (folder / name).write_text(text)
    return texts


def whole(text: str, source: str) -> bool:
    """Whether each sentence of the source is there. What a split part cuts in two, the stub gives back as it is."""
    return text.count("craftsmen") + text.count("workers") == source.count("workers")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--documents", type=int, default=250)
    parser.add_argument("--seconds", type=float, default=0.5)
    parser.add_argument("--spread", type=float, default=0.9)
    given = parser.parse_args()
    folder = Path(tempfile.mkdtemp())
    texts = written(folder / "corpus", given.documents)
    with running(faults=True, seconds=given.seconds, spread=given.spread) as server:
        command = ["run", "--input", folder / "corpus", "--output", folder / "out", "--base-url", server.url]
        words = [*map(str, command), "--pipeline", "knowledge", "--set", "chunk_tokens=128"]
        start = time.perf_counter()
        code = subprocess.run([sys.executable, "-m", "rephrase", *words], check=False).returncode
        seconds, state = time.perf_counter() - start, server.state()
    manifest = json.loads((folder / "out" / "run.json").read_text())
    rows = [row for path in (folder / "out").glob("*/*.parquet") for row in pq.read_table(path).to_pylist()]
    accepted = pq.read_table(folder / "out" / "data").to_pylist()
    torn = [row["id"] for row in accepted if not whole(row["text"], texts[row["source_id"]])]
    print(f"exit code {code} after {seconds:.0f} s; requests as the endpoint counts them: {dict(state)}")
    print({name: number for name, number in manifest["counts"].items() if number}, manifest["reasons"])
    print(
        f"documents lost: {len(set(texts) - {row['source_id'] for row in rows})}, accepted but not whole: {len(torn)}"
    )


if __name__ == "__main__":
    main()
