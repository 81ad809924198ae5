"""A real HTTP endpoint on localhost whose answers a test scripts. Speaks chat completions, remembers every request."""

from __future__ import annotations

import json
import math
import re
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

PART = re.compile(r"<(part[-\d]*)>\n(.*)\n</\1>\s*\Z", re.DOTALL)


@dataclass
class Reply:
    """What the endpoint answers. `body` replaces the whole JSON answer when it is given.

    `first_token` gives the probabilities, in [0, 1], of what could have stood first; told only to who asks for logprobs.
    `closes` the connection without an answer, after `seconds`; with `cut`, after that many bytes of the body.
    """

    text: str = ""
    finish_reason: str = "stop"
    first_token: dict[str, float] = field(default_factory=dict)
    status: int = 200
    body: bytes | None = None
    headers: dict[str, str] = field(default_factory=dict)
    closes: bool = False
    seconds: float = 0.0
    cut: int = 0


Script = Callable[[dict[str, Any]], "Reply | str"]


@dataclass
class Scripted:
    """The running endpoint: its URL and the bodies of all chat requests so far."""

    url: str
    requests: list[dict[str, Any]] = field(default_factory=list)


def part_of(request: dict[str, Any]) -> str:
    """The part that the last user turn asks to rewrite."""
    turns = [message["content"] for message in request["messages"] if message["role"] == "user"]
    found = next((match for turn in reversed(turns) if (match := PART.search(turn))), None)
    assert found, turns[-1]
    return found[2]


@contextmanager
def serving(script: Script, models: tuple[str, ...] = ("test-model",), key: str = "") -> Iterator[Scripted]:
    """Serves `script` until the block ends; with `key`, refuses every other key with 401."""
    scripted = Scripted("")

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_GET(self) -> None:
            if self._allowed():
                data = [{"id": name, "object": "model"} for name in models]
                self._send(Reply(body=json.dumps({"object": "list", "data": data}).encode()))

        def do_POST(self) -> None:
            request = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
            if not self._allowed():
                return
            scripted.requests.append(request)
            reply = script(request)
            self._send(Reply(reply) if isinstance(reply, str) else reply, request)

        def _allowed(self) -> bool:
            if not key or self.headers.get("Authorization") == f"Bearer {key}":
                return True
            said = {"error": {"message": f"Incorrect API key provided: {self.headers.get('Authorization')}"}}
            self._send(Reply(status=401, body=json.dumps(said).encode()))
            return False

        def _send(self, reply: Reply, request: dict[str, Any] | None = None) -> None:
            time.sleep(reply.seconds)
            if reply.closes:
                self.close_connection = True
                return
            body = reply.body if reply.body is not None else completion(reply, request or {})
            self.send_response(reply.status)
            self.send_header("Content-Type", "application/json")
            self.send_header("Content-Length", str(len(body)))
            for name, value in reply.headers.items():
                self.send_header(name, value)
            self.end_headers()
            self.wfile.write(body[: reply.cut or None])
            self.close_connection = self.close_connection or bool(reply.cut)

        def log_message(self, *args: object) -> None:
            pass

    class Server(ThreadingHTTPServer):
        daemon_threads = True
        request_queue_size = 256

    server = Server(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True)
    thread.start()
    scripted.url = f"http://127.0.0.1:{server.server_port}/v1"
    try:
        yield scripted
    finally:
        server.shutdown()
        server.server_close()


def completion(reply: Reply, request: dict[str, Any]) -> bytes:
    prompt = sum(len(message["content"]) // 4 for message in request.get("messages", []))
    message = {"role": "assistant", "content": reply.text}
    choice = {"index": 0, "finish_reason": reply.finish_reason, "message": message}
    if request.get("logprobs"):
        choice["logprobs"] = {"content": _first_token(reply.first_token)}
    return json.dumps(
        {
            "object": "chat.completion",
            "model": request.get("model"),
            "choices": [choice],
            "usage": {
                "prompt_tokens": prompt,
                "completion_tokens": len(reply.text) // 4,
                "prompt_tokens_details": {"cached_tokens": 0},
            },
        }
    ).encode()


def _first_token(probabilities: dict[str, float]) -> list[dict[str, Any]]:
    ranked = sorted(probabilities.items(), key=lambda item: -item[1])
    entries = [{"token": token, "logprob": math.log(share), "bytes": list(token.encode())} for token, share in ranked]
    return [{**entries[0], "top_logprobs": entries}] if entries else []
