"""Prints how often planted benchmark items are found in a source and, ten words of them, in a rewrite, and which clean
documents are called hits. The questions are the labelled sets' texts; REPHRASE_SHARED names the folder of the data.
"""

from __future__ import annotations

import json
import os
import random
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from rephrase.benchmark import Item
from rephrase.decontaminate import build, units

SHARED = Path(os.environ.get("REPHRASE_SHARED", Path(__file__).resolve().parents[2] / "shared")) / "data"
CORPORA = ("knowledge", "math", "math_nonenglish")
PLANTED = 200  # items


def rows(path: Path) -> Iterator[dict[str, Any]]:
    with path.open(encoding="utf-8") as lines:
        yield from map(json.loads, lines)


def items() -> Iterator[Item]:
    """Sources and rewrites of all sets, each text once."""
    seen: set[str] = set()
    for path in sorted((SHARED / "fidelity").glob("*.jsonl")):
        for row in rows(path):
            for text in (row["source"], row["rewrite"]):
                if text not in seen:
                    seen.add(text)
                    yield Item(f"{path.name}#{row['id']}", (text,))


def main() -> None:
    begin = time.perf_counter()
    every = list(items())
    index = build(every)
    print(
        f"{len(every)} items, {len(index.grams)} n-grams, {index.unmatched} too short, {time.perf_counter() - begin:.1f} s"
    )
    documents = [row for name in CORPORA for row in rows(SHARED / "corpora" / f"{name}.jsonl")]
    begin = time.perf_counter()
    hits = [(row["id"], hit) for row in documents if (hit := index.find(row["text"]))]
    count = sum(len(row["text"].split()) for row in documents)
    print(
        f"{len(hits)} hits in {len(documents)} documents, {(time.perf_counter() - begin) / count * 1e6:.1f} us a word"
    )
    for identity, hit in hits:
        print(f"  {identity}: {hit.reason}")
    draw = random.Random(0)
    clean = documents[0]["text"]
    long = [
        item for item in every if item.name.startswith(("gsm", "mgsm", "mr_", "process")) and item.parts[0].isascii()
    ]
    long = [item for item in long if len(units(item.parts[0])) >= 20]
    whole = parts = 0
    for item in draw.sample(long, PLANTED):
        found = units(item.parts[0])
        at = draw.randrange(len(found) - 9)
        whole += index.find(f"{clean}\n\n{item.parts[0]}\n\n{clean}") is not None
        parts += index.find(f"{clean} {' '.join(found[at : at + 10])} {clean}") is not None
    print(f"planted: {whole} of {PLANTED} whole, {parts} of {PLANTED} as ten words from anywhere in them")


if __name__ == "__main__":
    main()
