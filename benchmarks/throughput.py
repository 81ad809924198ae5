"""How full one process keeps an endpoint of known capacity, and what a request costs the client in processor time.

    python benchmarks/throughput.py [--requests 20000] [--slots 512] [--seconds 1.0] [--sentences 2] [--workers 1]

Documents of one chunk go through `rephrase run` with all checks that need no model, and are written as Parquet, against
`benchmarks/simulated.py` in a process of its own on the same machine. `of ideal` is what the slots were used by what they
could be, from the first request to the last answer; `wall` also counts the start and the end of the program.
"""

from __future__ import annotations

import argparse
import json
import os
import signal
import subprocess
import sys
import tempfile
import threading
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

HERE = Path(__file__).resolve().parent
DAY = 86_400.0  # seconds
sys.path.insert(0, str(HERE.parent))
from tests.corpora import document  # noqa: E402


@contextmanager
def simulated(*arguments: object) -> Iterator[str]:
    """A simulated endpoint in a process of its own; its base URL."""
    command = [sys.executable, str(HERE / "simulated.py"), *map(str, arguments)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as server:
        assert server.stdout
        try:
            yield server.stdout.readline().strip()
        finally:
            server.kill()


def stats(url: str) -> dict[str, Any]:
    """What the endpoint did since it was last asked."""
    with urllib.request.urlopen(f"{url}/stats", timeout=10) as answer:
        found: dict[str, Any] = json.load(answer)
        return found


def corpus(path: Path, count: int, sentences: int) -> int:
    """`count` different documents of so many sentences; the bytes of their texts."""
    size = 0
    with path.open("w") as file:
        for number in range(count):
            text = document(number * sentences, sentences)
            size += len(text)
            file.write(json.dumps({"id": f"d{number}", "text": text}) + "\n")
    return size


@dataclass(frozen=True, slots=True)
class Measured:
    """Seconds from start to end, processor seconds of the client and its children, what the endpoint saw, what the client
    said, and the peak in MB of the largest of its processes."""

    wall: float
    cpu: float
    served: dict[str, Any]
    said: str
    peak: float

    @property
    def of_ideal(self) -> float:
        """Share of the slots' time that was used, from the first request to the last answer; in [0, 1]."""
        used: float = self.served["busy_seconds"]
        could: float = self.served["slots"] * self.served["seconds"]
        return used / could

    @property
    def cpu_ms(self) -> float:
        """Client's processor milliseconds a request, start-up included."""
        answers: int = self.served["answered"]
        return 1000 * self.cpu / max(answers, 1)


def measured(command: list[str], url: str, limit: float = DAY) -> Measured:
    """Runs a client against the endpoint. Raises SystemExit with what it said when it fails.

    It is a process group of its own, which is killed after `limit` seconds, and when the benchmark is stopped.
    """
    stats(url)
    with tempfile.TemporaryFile() as said:
        begin = time.perf_counter()
        child = subprocess.Popen(command, stdout=said, stderr=subprocess.STDOUT, process_group=0)
        timer = threading.Timer(limit, os.killpg, (child.pid, signal.SIGKILL))
        timer.start()
        try:
            _, status, usage = os.wait4(child.pid, 0)
        except BaseException:
            os.killpg(child.pid, signal.SIGKILL)
            raise
        finally:
            timer.cancel()
        wall = time.perf_counter() - begin
        child.returncode = os.waitstatus_to_exitcode(status)
        said.seek(0)
        text = said.read().decode(errors="replace")
    if child.returncode:
        raise SystemExit(f"{text}\nkilled after {wall:.0f} s" if child.returncode == -signal.SIGKILL else text)
    unit = 1e6 if sys.platform == "darwin" else 1e3  # ru_maxrss is in bytes there and in KiB elsewhere
    return Measured(wall, usage.ru_utime + usage.ru_stime, stats(url), text, usage.ru_maxrss / unit)


def rephrase(source: Path, out: Path, url: str, *more: str) -> list[str]:
    """The command of a run without repairs, so that requests can be counted beforehand."""
    command = [sys.executable, "-m", "rephrase", "run", "--input", str(source), "--output", str(out)]
    return [*command, "--base-url", url, "--pipeline", "knowledge", "--set", "repairs=0", *more]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--requests", type=int, default=20_000)
    parser.add_argument("--slots", type=int, default=512)
    parser.add_argument("--seconds", type=float, default=1.0)
    parser.add_argument("--jitter", type=float, default=0.0)
    parser.add_argument("--sentences", type=int, default=2, help="of a document, about 20 words each")
    options, more = parser.parse_known_args()
    with tempfile.TemporaryDirectory() as folder:
        source = Path(folder) / "corpus.jsonl"
        size = corpus(source, options.requests, options.sentences)
        print(f"{options.requests} documents of {size / options.requests:.0f} bytes, {options.slots} slots")
        given = ("--slots", options.slots, "--seconds", options.seconds, "--jitter", options.jitter)
        with simulated(*given) as url:
            found = measured(rephrase(source, Path(folder) / "out", url, *more), url)
    served = found.served
    print(found.said[-600:])
    print(
        f"{found.of_ideal:.1%} of ideal; {served['answered']} answers in {served['seconds']:.1f} s "
        f"({served['answered'] / served['seconds']:.0f}/s), wall {found.wall:.1f} s; {found.cpu_ms:.2f} ms of client CPU and "
        f"{1000 * served['cpu_seconds'] / served['answered']:.2f} ms of endpoint CPU a request; "
        f"at most {served['most_waiting']} waited; peak {found.peak:.0f} MB"
    )


if __name__ == "__main__":
    main()
