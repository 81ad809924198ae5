"""An OpenAI-compatible server for benchmarks, in a process of its own and with only as much HTTP as is needed. Measures itself.

`running` starts one and gives its URL, its counters and the means to change it. Run as a program it prints its port.
"""

from __future__ import annotations

import argparse
import asyncio
import contextlib
import json
import random
import subprocess
import sys
import time
import urllib.parse
import urllib.request
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).parents[1]))
from tests.corpora import reworded
from tests.endpoint import PART, part_of
from tests.faults import SHARES

MODELS = b'{"object":"list","data":[{"id":"stub","object":"model"}]}'
REASONS = {200: "OK", 429: "Too Many Requests", 500: "Internal Server Error"}


class Server:
    """Answers `capacity` requests at once, each in `seconds` (+- `spread` of it). More are rejected with 429, or wait
    (`queues`). With `faults`, requests are met at random by those of tests/faults.py, after `seconds`, too."""

    def __init__(self, given: argparse.Namespace) -> None:
        self.given = given
        self.capacity = given.capacity
        self.busy, self.since = 0, time.monotonic()
        self.counted: Counter[str] = Counter()
        self.slot_seconds = 0.0
        self.freed = asyncio.Condition()
        self.random = random.Random(given.seed)

    async def serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        with contextlib.suppress(ConnectionError, asyncio.IncompleteReadError):
            while True:
                head = await reader.readuntil(b"\r\n\r\n")
                length = [line for line in head.lower().split(b"\r\n") if line.startswith(b"content-length:")]
                body = await reader.readexactly(int(length[0].split(b":")[1]) if length else 0)
                path = head.split(b" ", 2)[1].decode()
                sent = self._told(path) if head.startswith(b"GET") else await self._answered(json.loads(body))
                if sent is None:
                    break
                writer.write(sent)
                await writer.drain()
        writer.close()

    def _told(self, path: str) -> bytes:
        self._pass_time()
        asked = urllib.parse.urlsplit(path)
        for name, value in urllib.parse.parse_qsl(asked.query):
            setattr(self, name, int(value))
        if not asked.path.endswith("/state"):
            return _response(200, MODELS)
        state = {"time": self.since, "slot_seconds": self.slot_seconds, "busy": self.busy, **self.counted}
        return _response(200, json.dumps(state).encode())

    async def _answered(self, request: dict[str, Any]) -> bytes | None:
        """The response, whole or not; None closes the connection."""
        self.counted["requests"] += 1
        if not self.given.queues and self.busy >= self.capacity:
            self.counted["rejected"] += 1
            said = f"Retry-After: {self.given.retry_after}\r\n" if self.given.retry_after else ""
            return _response(429, b"{}", said)
        fault = self._fault()
        async with self.freed:
            await self.freed.wait_for(lambda: self.busy < self.capacity)
            self._pass_time()
            self.busy += 1
        await asyncio.sleep(self.given.seconds * self.random.uniform(1 - self.given.spread, 1 + self.given.spread))
        self._pass_time()
        self.busy -= 1
        async with self.freed:
            self.freed.notify(1)
        self.counted[fault or "answered"] += 1
        return await self._met(fault, request)

    async def _met(self, fault: str, request: dict[str, Any]) -> bytes | None:
        text = reworded(part_of(request)) if PART.search(request["messages"][-1]["content"]) else "yes"
        whole = _response(200, _completion(request, text, "stop"))
        match fault:
            case "busy":
                return _response(429, b"{}")
            case "broken":
                return _response(500, b"{}")
            case "closed":
                return None
            case "silent":
                await asyncio.sleep(10**6)
            case "garbage":
                return _response(200, b"<html>Bad gateway</html>")
            case "cut":
                return _response(200, _completion(request, text[: len(text) // 2], "length"))
            case "empty":
                return _response(200, _completion(request, "", "stop"))
        return whole

    def _fault(self) -> str:
        if not self.given.faults:
            return ""
        drawn = self.random.uniform(0, 100)
        for name, share in SHARES.items():
            if (drawn := drawn - share) < 0:
                return name
        return ""

    def _pass_time(self) -> None:
        now = time.monotonic()
        self.slot_seconds += self.busy * (now - self.since)
        self.since = now


def _response(status: int, body: bytes, more: str = "") -> bytes:
    head = f"HTTP/1.1 {status} {REASONS[status]}\r\nContent-Type: application/json\r\n{more}"
    return f"{head}Content-Length: {len(body)}\r\n\r\n".encode() + body


def _completion(request: dict[str, Any], text: str, finish_reason: str) -> bytes:
    choice = {"index": 0, "finish_reason": finish_reason, "message": {"role": "assistant", "content": text}}
    prompt = sum(len(message["content"]) for message in request["messages"]) // 4
    usage = {"prompt_tokens": prompt, "completion_tokens": len(text) // 4}
    return json.dumps({"object": "chat.completion", "choices": [choice], "usage": usage}).encode()


@dataclass
class Running:
    """A server that runs: what it counted, and changing it."""

    port: int
    process: subprocess.Popen[bytes]

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}/v1"

    def state(self, **changed: int) -> Counter[str]:
        """Its counters and its clock, after setting what is given."""
        with urllib.request.urlopen(f"{self.url}/state?{urllib.parse.urlencode(changed)}") as response:
            return Counter(json.load(response))

    def kill(self) -> None:
        self.process.kill()
        self.process.wait()


def start(port: int = 0, **options: object) -> Running:
    """`options` are the program's, by their names; True is one without a value."""
    words = [sys.executable, __file__, "--port", str(port)]
    for name, value in options.items():
        words += [f"--{name.replace('_', '-')}"] * (value is not False) + [str(value)] * (not isinstance(value, bool))
    process = subprocess.Popen(words, stdout=subprocess.PIPE)
    return Running(int((process.stdout or sys.stdin.buffer).readline()), process)


@contextlib.contextmanager
def running(**options: Any) -> Iterator[Running]:
    """A server until the block ends."""
    server = start(**options)
    try:
        yield server
    finally:
        server.kill()


async def _main(given: argparse.Namespace) -> None:
    # The kernel's memory of a listening port is short, so that one that was killed can be started again.
    server = await asyncio.start_server(Server(given).serve, "127.0.0.1", given.port, backlog=4096, limit=2**22)
    print(server.sockets[0].getsockname()[1], flush=True)
    await server.serve_forever()


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--port", type=int, default=0)
    parser.add_argument("--capacity", type=int, default=10**6)
    parser.add_argument("--seconds", type=float, default=0.0)
    parser.add_argument("--spread", type=float, default=0.0)
    parser.add_argument("--retry-after", type=int, default=0)
    parser.add_argument("--queues", action="store_true")
    parser.add_argument("--faults", action="store_true")
    parser.add_argument("--seed", type=int, default=0)
    asyncio.run(_main(parser.parse_args()))
