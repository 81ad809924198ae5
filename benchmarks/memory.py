"""Resident memory of a run over many small documents, at each tenth of the way.

    python benchmarks/memory.py [--documents 30000]

The documents are one JSON Lines file, the endpoint a local stub in this process. Memory is what the system reports as resident
for the run's process (Linux only). It is flat where the last tenth has hardly more than the second.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).parents[1]))
from tests.corpora import reworded, sentence
from tests.endpoint import part_of, serving

TENTHS = 10


def answered(request: dict[str, Any]) -> str:
    return reworded(part_of(request))


def resident(process: subprocess.Popen[bytes]) -> float:
    """Megabytes; 0 where the process is gone."""
    try:
        status = Path(f"/proc/{process.pid}/status").read_text()
    except OSError:
        return 0.0
    return next((int(line.split()[1]) / 1000 for line in status.splitlines() if line.startswith("VmRSS")), 0.0)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--documents", type=int, default=30_000)
    count = parser.parse_args().documents
    folder = Path(tempfile.mkdtemp())
    corpus = folder / "corpus.jsonl"
    with corpus.open("w") as file:
        for number in range(count):
            text = f"{sentence(number)} {sentence(number + 7)}"
            file.write(json.dumps({"id": str(number), "text": text}) + "\n")
    command = ["run", "--input", corpus, "--output", folder / "out", "--pipeline", "knowledge", "--concurrency", 32]
    with serving(answered) as endpoint:
        start = time.perf_counter()
        words = [sys.executable, "-m", "rephrase", *map(str, command), "--base-url", endpoint.url]
        process = subprocess.Popen(words, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        print(f"{'documents':>10} {'seconds':>8} {'MB':>6}")
        for tenth in range(1, TENTHS + 1):
            while process.poll() is None and len(endpoint.requests) < count * tenth // TENTHS - 40:
                time.sleep(0.05)
            print(
                f"{count * tenth // TENTHS:10} {time.perf_counter() - start:8.0f} {resident(process):6.0f}", flush=True
            )
            endpoint.requests[:] = [{}] * len(endpoint.requests)  # what was asked is not kept in this process
        process.wait()
    counts = json.loads((folder / "out" / "run.json").read_text())["counts"]
    print({name: number for name, number in counts.items() if number})


if __name__ == "__main__":
    main()
