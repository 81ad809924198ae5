"""A simulated endpoint of known capacity, in one process: so many slots, so long an answer. What it could do is computed.

    python benchmarks/simulated.py --slots 512 --seconds 1.0

Prints its base URL. Requests beyond the slots wait in line. An answer takes `--seconds`, or `--first-token` plus its tokens
by `--tokens-per-second` where that is given; `--jitter 0.2` draws it evenly within 20 % of that, and `--tail 0.01` makes so
large a share ten times as long. Answers say the same of the documents of `tests/corpora.py` in other words. GET /v1/stats
tells what was answered, how many seconds of slots were used, and how long there was somebody to serve.
"""

from __future__ import annotations

import argparse
import asyncio
import random
import re
import sys
import time
from collections import deque
from pathlib import Path
from typing import Any

import orjson

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))
from tests.corpora import reworded

TOKEN = 4  # characters
_PART = re.compile(r"<(part[-\d]*)>\n(.*)\n</\1>\s*\Z", re.DOTALL)


class Endpoint:
    """The slots, who waits for one, and what was done. Times are seconds of this process's clock."""

    def __init__(self, options: argparse.Namespace) -> None:
        self._options = options
        self._free = options.slots
        self._line: deque[tuple[Client, dict[str, Any], float]] = deque()
        self._random = random.Random(0)
        self._clock = time.monotonic
        self.answered, self.busy, self.first, self.last, self.most_waiting = 0, 0.0, 0.0, 0.0, 0

    def ask(self, client: Client, request: dict[str, Any]) -> None:
        """Serves the request when a slot is free."""
        now = self._clock()
        self.first = self.first or now
        if not self._free:
            self._line.append((client, request, now))
            self.most_waiting = max(self.most_waiting, len(self._line))
            return
        self._free -= 1
        self._begin(client, request)

    def _begin(self, client: Client, request: dict[str, Any]) -> None:
        text = answer_to(request)
        seconds = self._seconds(text)
        self.busy += seconds
        asyncio.get_running_loop().call_later(seconds, self._end, client, completion(request, text))

    def _end(self, client: Client, body: bytes) -> None:
        client.send(body)
        self.answered += 1
        self.last = self._clock()
        if self._line:
            waiting, request, _ = self._line.popleft()
            self._begin(waiting, request)
        else:
            self._free += 1

    def _seconds(self, text: str) -> float:
        options = self._options
        seconds: float = options.seconds
        if options.tokens_per_second:
            seconds = options.first_token + len(text) / TOKEN / options.tokens_per_second
        seconds *= self._random.uniform(1 - options.jitter, 1 + options.jitter)
        return seconds * 10 if self._random.random() < options.tail else seconds

    def stats(self) -> bytes:
        """What was done since the last time this was asked."""
        said = {
            "slots": self._options.slots,
            "answered": self.answered,
            "busy_seconds": self.busy,
            "seconds": self.last - self.first,
            "most_waiting": self.most_waiting,
            "cpu_seconds": time.process_time(),
        }
        self.answered, self.busy, self.first, self.last, self.most_waiting = 0, 0.0, 0.0, 0.0, 0
        return orjson.dumps(said)


class Client(asyncio.Protocol):
    """One connection: only as much HTTP/1.1 as clients speak to a chat endpoint."""

    def __init__(self, endpoint: Endpoint) -> None:
        self._endpoint = endpoint
        self._received = b""
        self._last = False
        self._transport: asyncio.Transport | None = None

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        assert isinstance(transport, asyncio.Transport)
        self._transport = transport

    def data_received(self, data: bytes) -> None:
        self._received += data
        while (end := self._received.find(b"\r\n\r\n")) >= 0:
            head = self._received[:end].lower()
            at = head.find(b"content-length:")
            length = int(head[at + 15 :].split(b"\r\n", 1)[0]) if at >= 0 else 0
            if len(self._received) < end + 4 + length:
                return
            body, self._received = self._received[end + 4 : end + 4 + length], self._received[end + 4 + length :]
            self._asked(head, body)

    def _asked(self, head: bytes, body: bytes) -> None:
        self._last = b"connection: close" in head
        if head.startswith(b"post"):
            request = orjson.loads(body)
            if request.get("messages"):
                self._endpoint.ask(self, request)
            else:  # some clients ask nothing, to see the headers of an answer
                self.send(orjson.dumps({"error": {"message": "messages: none"}}), b"400 Bad Request")
        elif b"/stats" in head.split(b"\r\n", 1)[0]:
            self.send(self._endpoint.stats())
        else:
            self.send(orjson.dumps({"object": "list", "data": [{"id": "simulated", "object": "model"}]}))

    def send(self, body: bytes, status: bytes = b"200 OK") -> None:
        if self._transport and not self._transport.is_closing():
            head = b"HTTP/1.1 %s\r\nContent-Type: application/json\r\nContent-Length: %d\r\n\r\n" % (status, len(body))
            self._transport.write(head + body)
            if self._last:
                self._transport.close()


def answer_to(request: dict[str, Any]) -> str:
    """The asked part, or else the whole of the last turn, in other words."""
    turn = request["messages"][-1]["content"]
    found = _PART.search(turn)
    return reworded(found[2] if found else turn)


def completion(request: dict[str, Any], text: str) -> bytes:
    """A chat completion as an endpoint sends it."""
    prompt = sum(len(message["content"]) for message in request["messages"]) // TOKEN
    usage = {"prompt_tokens": prompt, "completion_tokens": len(text) // TOKEN}
    choice = {"index": 0, "finish_reason": "stop", "message": {"role": "assistant", "content": text}}
    return orjson.dumps(
        {
            "id": "simulated",
            "object": "chat.completion",
            "created": 0,
            "model": "simulated",
            "choices": [choice],
            "usage": {**usage, "total_tokens": sum(usage.values())},
        }
    )


async def serve(options: argparse.Namespace) -> None:
    """Serves until the process is ended; the first line printed is the base URL."""
    endpoint = Endpoint(options)
    loop = asyncio.get_running_loop()
    server = await loop.create_server(lambda: Client(endpoint), "127.0.0.1", options.port, backlog=4096)
    print(f"http://127.0.0.1:{server.sockets[0].getsockname()[1]}/v1", flush=True)
    await server.serve_forever()


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--slots", type=int, default=512)
    parser.add_argument("--seconds", type=float, default=1.0)
    parser.add_argument("--first-token", type=float, default=0.0, help="seconds")
    parser.add_argument("--tokens-per-second", type=float, default=0.0, help="of one sequence")
    parser.add_argument("--jitter", type=float, default=0.0, help="share of the time, in [0, 1]")
    parser.add_argument("--tail", type=float, default=0.0, help="share of the answers that take ten times as long")
    parser.add_argument("--port", type=int, default=0)
    asyncio.run(serve(parser.parse_args()))


if __name__ == "__main__":
    main()
