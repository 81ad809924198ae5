"""Resident memory of a run over many small documents, at each twentieth of the way.

    python benchmarks/memory.py [--documents 100000] [--sentences 1]

The documents are one JSON Lines file, the endpoint a stub in a process of its own that answers at once. Memory is what the
system reports as resident for the run's process (Linux only). A sentence has 100 bytes; 10 make the kilobyte of a small
document, and take the checks ten times as long. Told at the end: how much more memory there was at any later time than when
a tenth was done, the highest, and the documents of run.json.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
import tempfile
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))
from stub import Running, running

from tests.corpora import sentence

PARTS = 20


def resident(process: subprocess.Popen[bytes]) -> float:
    """Megabytes; 0 where the process is gone."""
    try:
        status = Path(f"/proc/{process.pid}/status").read_text()
    except OSError:
        return 0.0
    return next((int(line.split()[1]) / 1000 for line in status.splitlines() if line.startswith("VmRSS")), 0.0)


def written(path: Path, documents: int, sentences: int) -> None:
    with path.open("w") as file:
        for number in range(documents):
            text = " ".join(sentence(number + 7 * more) for more in range(sentences))
            file.write(json.dumps({"id": str(number), "text": text}) + "\n")


def watched(process: subprocess.Popen[bytes], server: Running, documents: int) -> list[float]:
    """Prints the curve and gives it: megabytes when 1/PARTS, 2/PARTS ... of the documents were asked for."""
    start, curve = time.perf_counter(), list[float]()
    print(f"{'documents':>10} {'seconds':>8} {'MB':>6}")
    while process.poll() is None and len(curve) < PARTS:
        time.sleep(0.2)
        due = documents * (len(curve) + 1) // PARTS - 64
        if server.state()["answered"] >= due:
            curve.append(resident(process))
            print(f"{due + 64:10} {time.perf_counter() - start:8.0f} {curve[-1]:6.0f}", flush=True)
    return curve


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--documents", type=int, default=100_000)
    parser.add_argument("--sentences", type=int, default=1)
    given = parser.parse_args()
    folder = Path(tempfile.mkdtemp())
    written(folder / "corpus.jsonl", given.documents, given.sentences)
    with running() as server:
        command = ["run", "--input", folder / "corpus.jsonl", "--output", folder / "out", "--base-url", server.url]
        words = [sys.executable, "-m", "rephrase", *map(str, command), "--pipeline", "knowledge"]
        process = subprocess.Popen(words, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        curve = watched(process, server, given.documents)
        highest = 0.0
        while process.poll() is None:
            highest = max(highest, resident(process))
            time.sleep(0.05)
    tenth, later = curve[PARTS // 10 - 1], [*curve[PARTS // 10 :], highest]
    print(f"from a tenth on: {max(later) / tenth - 1:+.1%}; highest {max(*curve, highest):.0f} MB")
    counts = json.loads((folder / "out" / "run.json").read_text())["counts"]
    print({name: number for name, number in counts.items() if number})


if __name__ == "__main__":
    main()
