"""Chains of very different lengths: wall time against the least that any scheduler could need.

    python benchmarks/chains.py [--documents 2000] [--slots 64] [--seconds 1.0] [--concurrency N]

Document lengths are lognormal, cut to 1 to 60 chunks, in random order. The bound is the larger of all work shared by all slots
and the longest chain, both as the endpoint counted and served them; a run's start and end are in its wall time.
"""

from __future__ import annotations

import argparse
import json
import random
import tempfile
from pathlib import Path

from throughput import measured, rephrase, simulated

from tests.corpora import document

SENTENCES = 2  # of a chunk: about 50 tokens
CHUNK_TOKENS = 64
LONGEST = 60  # chunks


def corpus(path: Path, count: int, mean: float, spread: float) -> list[int]:
    """Documents of so many chunks, nearly; the lengths."""
    draw = random.Random(0)
    lengths = [min(max(round(draw.lognormvariate(mean, spread)), 1), LONGEST) for _ in range(count)]
    with path.open("w") as file:
        first = 0
        for number, length in enumerate(lengths):
            text = document(first, SENTENCES * length, per_paragraph=SENTENCES)
            first += SENTENCES * length
            file.write(json.dumps({"id": f"d{number}", "text": text}) + "\n")
    return lengths


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--documents", type=int, default=2000)
    parser.add_argument("--slots", type=int, default=64)
    parser.add_argument("--seconds", type=float, default=1.0)
    parser.add_argument("--mean", type=float, default=1.5, help="of the logarithm of chunks")
    parser.add_argument("--spread", type=float, default=1.0, help="of the logarithm of chunks")
    parser.add_argument("--concurrency", default="auto")
    options, more = parser.parse_known_args()
    with tempfile.TemporaryDirectory() as folder:
        source = Path(folder) / "corpus.jsonl"
        lengths = corpus(source, options.documents, options.mean, options.spread)
        with simulated("--slots", options.slots, "--seconds", options.seconds) as url:
            chunk = ("--set", f"chunk_tokens={CHUNK_TOKENS}", "--concurrency", options.concurrency)
            found = measured(rephrase(source, Path(folder) / "out", url, *chunk, *more), url)
    served = found.served
    work, longest = served["busy_seconds"] / options.slots, max(lengths) * options.seconds
    bound = max(work, longest)
    print(next(line for line in found.said.splitlines() if "documents in" in line))
    print(
        f"{options.documents} documents, {sum(lengths)} chunks, {served['answered']} requests; work / slots {work:.1f} s, "
        f"longest chain {longest:.1f} s; {served['seconds']:.1f} s from the first request to the last answer: "
        f"{served['seconds'] / bound:.3f} of the bound; wall {found.wall:.1f} s: {found.wall / bound:.3f}"
    )


if __name__ == "__main__":
    main()
