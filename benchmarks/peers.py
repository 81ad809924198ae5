"""How full `rephrase run` and other tools keep one and the same endpoint, side by side in one run.

    python benchmarks/peers.py [--requests 20000] [--slots 512] [--seconds 1.0] [--only NAME,NAME] [--environments DIR]

All send the same requests: the messages that `rephrase run` makes of the documents of `benchmarks/throughput.py`. Each is a
process that is run against a `benchmarks/simulated.py` of its own, and writes its answers. The others check nothing;
`rephrase run` has all checks on that need no model, and writes Parquet. Each of the others has an environment of its own
below `--environments`, made with pip at the first run and used again, and one file of `benchmarks/peers/` that drives it.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from throughput import HERE, Measured, corpus, measured, rephrase, simulated

CACHE = Path.home() / ".cache" / "rephrase-benchmarks"
SLOWEST = 0.05  # of the endpoint's capacity: who is slower than this is ended
STARTING = 120.0  # seconds that a start and an end may take
SAID = 90  # characters of what a failed client said


@dataclass(frozen=True, slots=True)
class Client:
    """Who is measured: what pip installs, the file that drives it, which of its ways it is to take. Of ours `way` are
    options, the last without its value: requests at once."""

    name: str
    what: str
    kind: Literal["ours", "peer", "yardstick"]
    packages: tuple[str, ...] = ()
    driver: str = ""
    way: tuple[str, ...] = ()

    def environment(self, below: Path) -> Path:
        """The folder of its environment, another one for other packages."""
        digest = hashlib.sha256(" ".join((sys.version, *self.packages)).encode()).hexdigest()[:8]
        return below / f"{self.driver}-{digest}"

    @property
    def label(self) -> str:
        """Its name, the version of its package where it has one, and what of it is measured."""
        version = self.packages[0].partition("==")[2] if self.packages else ""
        kind = ", yardstick" if self.kind == "yardstick" else ""
        return f"{self.name} {version}".strip() + f" ({self.what}{kind})"


AIOHTTP, OPENAI = "aiohttp==3.14.5", "openai[aiohttp]==3.57.0"
# Its extra `inference` also brings vllm and sglang, which serve models: what a client of an endpoint imports is named here.
DATATROVE = ("datatrove==0.10.1", "orjson==3.13.0", "pyarrow==26.0.1", "httpx==0.28.1", "aiofiles==25.1.0", OPENAI)
# `requests` is imported by it and not named among what it needs.
DISTILABEL = ("distilabel[openai]==1.5.3", OPENAI, "requests==2.34.2")
CLIENTS = (
    Client("rephrase", "limit and workers given", "ours", way=("--workers", str(os.cpu_count() or 1), "--concurrency")),
    Client("rephrase-auto", "both left to it", "ours"),
    Client("aiohttp", "bare loop", "yardstick", (AIOHTTP,), "bare_aiohttp"),
    Client("openai", "bare loop, httpx", "yardstick", (OPENAI, AIOHTTP), "bare_sdk", ("httpx",)),
    Client("openai-aiohttp", "bare loop, aiohttp", "yardstick", (OPENAI, AIOHTTP), "bare_sdk", ("aiohttp",)),
    Client("datatrove", "its own HTTP", "peer", DATATROVE, "datatrove_runner"),
    Client("datatrove-sdk", "its SDK client", "peer", DATATROVE, "datatrove_runner", ("sdk",)),
    Client("curator", "aiohttp", "peer", ("bespokelabs-curator==0.1.31",), "curator_llm"),
    Client("distilabel", "OpenAILLM", "peer", DISTILABEL, "distilabel_pipeline"),
)


@dataclass(frozen=True, slots=True)
class Row:
    """One line of the table: what was measured, or else in a few words why nothing was."""

    client: Client
    found: Measured | None = None
    failure: str = ""

    @property
    def per_second(self) -> float:
        """Answers a second from the first request to the last answer; 0 of who failed."""
        return self.found.served["answered"] / self.found.served["seconds"] if self.found else 0.0


def prompts(path: Path, source: Path) -> int:
    """For each document of `source` a row of `id`, `text` and the `messages` that `rephrase run` sends for it; characters of these."""
    from rephrase import conversation
    from rephrase.data import Document, Message
    from rephrase.job import load
    from rephrase.recipe import load_pipeline

    recipe, sent = load(load_pipeline("knowledge")), 0
    path.parent.mkdir()
    with source.open(encoding="utf-8") as documents, path.open("w", encoding="utf-8") as file:
        for row in map(json.loads, documents):
            [[variant]] = recipe.plan(Document(row["id"], row["text"], ""), 1, 0)
            voice, text = recipe.voice(recipe.tasks[0], variant), row["text"].strip()
            turns = [*conversation.opening(voice)]
            turns.append(Message("user", conversation.first_part(voice, text, text, "", recipe.pipeline.context)))
            row["messages"] = [{"role": turn.role, "content": turn.content} for turn in turns]
            sent += sum(len(turn.content) for turn in turns)
            file.write(json.dumps(row) + "\n")
    return sent


def installed(client: Client, below: Path) -> Path:
    """The interpreter of its environment, which is made if need be. Raises SystemExit with pip's words."""
    folder = client.environment(below)
    python, ready = folder / "bin" / "python", folder / "ready"
    if not ready.exists():
        print(f"installing {client.name} into {folder}", file=sys.stderr, flush=True)
        pip = [python, "-m", "pip", "install", "--quiet", "--disable-pip-version-check", *client.packages]
        for command in ([sys.executable, "-m", "venv", "--clear", folder], pip):
            done = subprocess.run(command, check=False, capture_output=True, text=True)
            if done.returncode:
                raise SystemExit(f"not installed: {in_few_words(done.stderr or done.stdout)}")
        ready.touch()
    return python


def answers(out: Path) -> int:
    """Rows of answers in the folder: `answers.jsonl`, or Parquet that is named so or in a folder that is."""
    import pyarrow.parquet

    lines = out / "answers.jsonl"
    files = [*out.glob("answers.parquet"), *out.glob("answers/*.parquet")]
    rows = sum(pyarrow.parquet.read_metadata(file).num_rows for file in files)
    return rows + (len(lines.read_text(encoding="utf-8").splitlines()) if lines.exists() else 0)


def command(client: Client, folder: Path, out: Path, url: str, options: argparse.Namespace) -> list[str]:
    """What is run."""
    if client.kind == "ours":
        settings = [*client.way, str(options.concurrency)] if client.way else []
        return rephrase(folder / "corpus.jsonl", out, url, *settings)
    driver, asked = HERE / "peers" / f"{client.driver}.py", folder / "prompts" / "prompts.jsonl"
    python = installed(client, options.environments)
    return [*map(str, (python, driver, asked, out, url, options.concurrency)), *client.way]


def run(client: Client, folder: Path, options: argparse.Namespace) -> Measured:
    """Raises SystemExit when it cannot be installed, fails, is too slow, or leaves out requests or answers."""
    limit = STARTING + options.requests * options.seconds / options.slots / SLOWEST
    out = folder / client.name
    with simulated("--slots", options.slots, "--seconds", options.seconds) as url:
        found = measured(command(client, folder, out, url, options), url, limit)
    written = answers(out) if client.kind != "ours" else options.requests
    for number, what in ((found.served["answered"], "requests were answered"), (written, "answers were written")):
        if number != options.requests:
            raise SystemExit(f"{number} of {options.requests} {what}")
    return found


def row(client: Client, folder: Path, options: argparse.Namespace) -> Row:
    """A client's line of the table; of one that fails, why."""
    try:
        return Row(client, run(client, folder, options))
    except SystemExit as error:
        print(f"{client.name}: {str(error)[-3000:]}", file=sys.stderr, flush=True)
        return Row(client, failure=in_few_words(str(error)))


def in_few_words(said: str) -> str:
    """The last line of a client's words, for a cell of a table."""
    lines = [line.strip() for line in said.replace("|", "/").splitlines() if line.strip()]
    return (lines or ["ended without a word"])[-1][:SAID]


def table(rows: Sequence[Row]) -> str:
    """The rows in Markdown, the fastest first, who failed last."""
    lines = ["| who | requests/s | of ideal | client CPU, ms a request | whole, s |", "|---|---|---|---|---|"]
    for row in sorted(rows, key=lambda row: -row.per_second):
        cells = f"{row.failure} | | | "
        if row.found:
            cells = f"{row.per_second:.0f} | {row.found.of_ideal:.1%} | {row.found.cpu_ms:.2f} | {row.found.wall:.0f}"
        lines.append(f"| {row.client.label} | {cells} |")
    return "\n".join(lines)


def ratio(rows: Sequence[Row]) -> str:
    """Requests a second of `rephrase` by those of the best peer. Yardsticks are no peers: they are loops, not tools."""
    ours = [row for row in rows if row.client.name == "rephrase" and row.found]
    peers = [row for row in rows if row.client.kind == "peer" and row.found]
    if not ours or not peers:
        return "no ratio: it takes rephrase and a peer"
    best = max(peers, key=lambda row: row.per_second)
    return f"{ours[0].per_second / best.per_second:.2f} times the requests/s of the best peer, {best.client.name}"


def arguments() -> argparse.Namespace:
    """The command line. Ends with an error for a name that stands for nobody."""
    names = ", ".join(client.name for client in CLIENTS)
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--requests", type=int, default=20_000)
    parser.add_argument("--slots", type=int, default=512, help="of the endpoint")
    parser.add_argument("--seconds", type=float, default=1.0, help="of an answer")
    parser.add_argument("--concurrency", type=int, default=0, help="requests at once of each client; 0 = one a slot")
    parser.add_argument("--sentences", type=int, default=2, help="of a document, about 20 words each")
    parser.add_argument("--only", default="", metavar="NAME,NAME", help=f"of {names}")
    parser.add_argument("--environments", type=Path, default=CACHE, metavar="DIR", help=str(CACHE))
    options = parser.parse_args()
    options.concurrency = options.concurrency or options.slots
    options.only = [name for name in options.only.split(",") if name]
    if unknown := set(options.only) - {client.name for client in CLIENTS}:
        parser.error(f"--only: nobody is called {', '.join(sorted(unknown))}; there are {names}")
    return options


def main() -> None:
    options = arguments()
    rows = []
    with tempfile.TemporaryDirectory() as temporary:
        folder = Path(temporary)
        corpus(folder / "corpus.jsonl", options.requests, options.sentences)
        sent = prompts(folder / "prompts" / "prompts.jsonl", folder / "corpus.jsonl")
        print(f"{options.requests} requests of {sent / options.requests:.0f} bytes, {options.slots} slots", flush=True)
        for client in CLIENTS:
            if not options.only or client.name in options.only:
                rows.append(row(client, folder, options))
                print(table(rows[-1:]).splitlines()[-1], flush=True)
    print(f"\n{table(rows)}\n\n{ratio(rows)}")


if __name__ == "__main__":
    main()
