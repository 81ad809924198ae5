"""Twice the workers, how many times the throughput? One worker, then two, on a cluster of two raylets on this machine.

The endpoint takes LATENCY seconds for each answer and any number of requests at once, each worker AT_ONCE of them: so it is
neither the endpoint nor the processor that bounds it. Throughput is answers a second from the first request to the last.
"""

from __future__ import annotations

import argparse
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

from ray.cluster_utils import Cluster

from tests.corpora import document, reworded
from tests.endpoint import part_of, serving

LATENCY, AT_ONCE = 1.0, 8
DOCUMENTS, SENTENCES, SHARD = 96, 8, 4


def throughput(workers: int, corpus: Path, out: Path, address: str) -> tuple[float, float]:
    """Answers a second, and the seconds of the whole command."""
    times: list[float] = []

    def slow(request: dict[str, Any]) -> str:
        times.append(time.monotonic())
        time.sleep(LATENCY)
        return reworded(part_of(request))

    with serving(slow) as endpoint:
        given = ["--input", corpus, "--output", out, "--base-url", endpoint.url, "--pipeline", "knowledge"]
        keys = ["--set", f"shard_size={SHARD}", "--set", "chunk_tokens=64", "--concurrency", workers * AT_ONCE]
        engine = ["--engine", "ray", "--ray-address", address, "--workers", workers]
        command = [sys.executable, "-m", "rephrase", "run", *map(str, [*given, *keys, *engine])]
        started = time.monotonic()
        subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
        return len(times) / (times[-1] - times[0] + LATENCY), time.monotonic() - started


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=1)
    rounds = parser.parse_args().rounds
    node = {"num_cpus": 1, "object_store_memory": 80 << 20}
    cluster = Cluster(initialize_head=True, head_node_args={**node, "include_dashboard": False})
    try:
        cluster.add_node(**node)
        with tempfile.TemporaryDirectory() as folder:
            corpus = Path(folder) / "corpus"
            corpus.mkdir()
            for number in range(DOCUMENTS):
                (corpus / f"{number:03}.md").write_text(document(7 * number, SENTENCES), encoding="utf-8")
            for turn in range(rounds):
                one, two = (throughput(n, corpus, Path(folder) / f"out-{turn}-{n}", cluster.address) for n in (1, 2))
                print(
                    f"1 worker: {one[0]:.2f} answers a second, {one[1]:.1f} s in all; "
                    f"2 workers: {two[0]:.2f}, {two[1]:.1f} s; {two[0] / one[0]:.2f} times",
                    flush=True,
                )
    finally:
        cluster.shutdown()


if __name__ == "__main__":
    main()
