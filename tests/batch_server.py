"""A Batch API on localhost that behaves as OpenAI published it, and that a test can make fail. Counts what it was asked.

Files are uploaded as multipart forms; a batch goes from `validating` to the end that the test says, where it is `slow` through
`in_progress` and `finalizing`, one state a look. Its output and error files are shuffled. A `hook` is told of each step before and after it is done.
"""

from __future__ import annotations

import json
import random
import threading
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from email.message import Message
from email.parser import BytesParser
from email.policy import HTTP
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any, cast
from urllib.parse import parse_qs, urlsplit

from tests.endpoint import Reply, Script, completion

Json = dict[str, Any]
ORDER = ("validating", "in_progress", "finalizing")


class Unheard(Exception):
    """Raised by a hook: the connection is closed without an answer."""


@dataclass
class Fate:
    """How a batch ends: its state, how many of its requests are answered (None = all), what a failed one says."""

    state: str = "completed"
    answered: int | None = None
    errors: list[Json] = field(default_factory=list)
    mute: int = 0  # requests of which its files say nothing


@dataclass
class BatchServer:
    """The running server. `answered` counts how often each custom question was worked on, by its custom id and model."""

    script: Script
    fate: Callable[[Json], Fate] = lambda batch: Fate()
    hook: Callable[[str, str], None] = lambda step, when: None
    slow: bool = False
    most_requests: int = 50_000
    most_bytes: int = 200_000_000
    url: str = ""
    files: dict[str, bytes] = field(default_factory=dict)
    names: dict[str, str] = field(default_factory=dict)
    batches: dict[str, Json] = field(default_factory=dict)
    fates: dict[str, Fate] = field(default_factory=dict)
    submitted: Counter[str] = field(default_factory=Counter)
    sizes: list[int] = field(default_factory=list)  # requests of each batch
    steps: list[str] = field(default_factory=list)
    online: list[Json] = field(default_factory=list)
    random: random.Random = field(default_factory=lambda: random.Random(3))

    def upload(self, content: bytes, name: str, purpose: str) -> Reply:
        if purpose != "batch" or not name.endswith(".jsonl"):
            return error(400, "invalid purpose or file type")
        if len(content) > self.most_bytes:
            return error(400, "File is too large.")
        file_id = f"file-{len(self.files)}"
        self.files[file_id], self.names[file_id] = content, name
        return said({"id": file_id, "object": "file", "bytes": len(content), "filename": name, "purpose": purpose})

    def create(self, asked: Json) -> Reply:
        if asked["endpoint"] != "/v1/chat/completions" or asked["completion_window"] != "24h":
            return error(400, "invalid batch")
        if asked["input_file_id"] not in self.files:
            return error(404, "no such file")
        batch = {
            "id": f"batch_{len(self.batches)}",
            "object": "batch",
            "endpoint": asked["endpoint"],
            "input_file_id": asked["input_file_id"],
            "completion_window": "24h",
            "status": "validating",
            "created_at": 4_000_000_000 + len(self.batches),
            "metadata": asked.get("metadata"),
            "request_counts": {"total": 0, "completed": 0, "failed": 0},
        }
        self.batches[str(batch["id"])] = batch
        return said(batch)

    def look(self, batch_id: str) -> Reply:
        """The batch, which then moves on to its next state."""
        if (batch := self.batches.get(batch_id)) is None:
            return error(404, f"No batch found with id '{batch_id}'.")
        reply = said(batch)
        state = batch["status"]
        if state == "validating":
            self._validate(batch)
            while not self.slow and batch["status"] in ORDER:
                self._go_on(batch)
        elif state in ORDER:
            self._go_on(batch)
        elif state == "cancelling":
            batch["status"] = "cancelled"
        return reply

    def _go_on(self, batch: Json) -> None:
        state = batch["status"]
        batch["status"] = ORDER[ORDER.index(state) + 1] if state != ORDER[-1] else self._fate_of(batch).state
        if batch["status"] == "finalizing":
            self._work(batch)

    def cancel(self, batch_id: str) -> Reply:
        batch = self.batches[batch_id]
        self._work(batch, 0)
        batch["status"] = "cancelling"
        return said(batch)

    def listed(self, query: dict[str, list[str]]) -> Reply:
        """Newest first, a page at a time."""
        every = list(reversed(self.batches.values()))
        if after := query.get("after", [""])[0]:
            every = every[[batch["id"] for batch in every].index(after) + 1 :]
        limit = int(query.get("limit", ["20"])[0])
        return said({"object": "list", "data": every[:limit], "has_more": len(every) > limit})

    def _requests(self, batch: Json) -> list[Json]:
        return [json.loads(line) for line in self.files[batch["input_file_id"]].splitlines()]

    def _fate_of(self, batch: Json) -> Fate:
        if batch["id"] not in self.fates:
            self.fates[batch["id"]] = self.fate(batch)
        return self.fates[batch["id"]]

    def _validate(self, batch: Json) -> None:
        requests, fate = self._requests(batch), self._fate_of(batch)
        ids = [request["custom_id"] for request in requests]
        errors = list(fate.errors)
        if len(requests) > self.most_requests:
            errors.append({"code": "too_many_requests", "message": "The batch has too many requests.", "line": None})
        if len(set(ids)) < len(ids):
            errors.append({"code": "duplicate_custom_id", "message": "custom_id is there twice", "line": 2})
        if len({request["body"]["model"] for request in requests}) > 1:
            errors.append({"code": "mismatched_model", "message": "only one model a batch", "line": 2})
        if errors or fate.state == "failed":
            batch |= {"status": "failed", "errors": {"object": "list", "data": errors}}
            return
        batch["status"] = "in_progress"
        batch["request_counts"] = {"total": len(requests), "completed": 0, "failed": 0}
        self.sizes.append(len(requests))
        self.submitted.update(ids)

    def _work(self, batch: Json, at_most: int | None = None) -> None:
        """Answers, in files of two kinds, both in no order."""
        requests, fate = self._requests(batch), self._fate_of(batch)
        requests = requests[fate.mute :]
        turns = min(x for x in (fate.answered, at_most, len(requests)) if x is not None)
        output: list[Json] = []
        errors: list[Json] = []
        for number, request in enumerate(requests):
            if number >= turns:
                why = "batch_expired" if fate.state == "expired" else "batch_cancelled"
                failure = {"code": why, "message": "This request could not be executed in time."}
                errors.append({"custom_id": request["custom_id"], "response": None, "error": failure})
                continue
            reply = self.script(request["body"])
            reply = Reply(reply) if isinstance(reply, str) else reply
            body = json.loads(reply.body if reply.body is not None else completion(reply, request["body"]))
            response = {"status_code": reply.status, "request_id": f"req_{number}", "body": body}
            line = {"custom_id": request["custom_id"], "response": response, "error": None}
            (output if reply.status == 200 else errors).append(line)
        for key, lines in (("output_file_id", output), ("error_file_id", errors)):
            self.random.shuffle(lines)
            if lines:
                batch[key] = f"file-{len(self.files)}"
                self.files[batch[key]] = b"".join(json.dumps(line).encode() + b"\n" for line in lines)
        batch["request_counts"] |= {"completed": len(output), "failed": len(errors)}


def said(body: Json) -> Reply:
    return Reply(body=json.dumps(body).encode())


def error(status: int, message: str, code: str | None = None) -> Reply:
    said = {"error": {"message": message, "type": "invalid_request_error", "param": None, "code": code}}
    return Reply(status=status, body=json.dumps(said).encode())


@contextmanager
def serving(server: BatchServer, models: tuple[str, ...] = ("test-model",)) -> Iterator[BatchServer]:
    """Serves until the block ends. Chat completions are answered too, and counted apart."""
    lock = threading.Lock()

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_GET(self) -> None:
            url = urlsplit(self.path)
            parts = url.path.strip("/").split("/")[1:]
            if parts == ["models"]:
                self._send(said({"data": [{"id": name, "object": "model"} for name in models]}))
            elif parts == ["batches"]:
                self._step("list", lambda: server.listed(parse_qs(url.query)))
            elif parts[0] == "batches":
                self._step("look", lambda: server.look(parts[1]))
            elif parts[0] == "files" and parts[-1] == "content" and parts[1] in server.files:
                self._step("fetch", lambda: Reply(body=server.files[parts[1]]))
            else:
                self._send(error(404, f"no {self.path}"))

        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["Content-Length"]))
            parts = urlsplit(self.path).path.strip("/").split("/")[1:]
            if parts == ["files"]:
                form = _form(self.headers, body)
                content, name = form["file"]
                self._step("upload", lambda: server.upload(content, name, form["purpose"][0].decode()))
            elif parts == ["batches"]:
                self._step("create", lambda: server.create(json.loads(body)))
            elif parts[-1] == "cancel":
                self._step("cancel", lambda: server.cancel(parts[1]))
            else:
                request = json.loads(body)
                server.online.append(request)
                reply = server.script(request)
                reply = Reply(reply) if isinstance(reply, str) else reply
                self._send(Reply(status=reply.status, body=reply.body or completion(reply, request)))

        def _step(self, step: str, do: Callable[[], Reply]) -> None:
            with lock:
                server.steps.append(step)
                try:
                    server.hook(step, "before")
                    reply = do()
                    server.hook(step, "after")
                except Unheard:
                    self.close_connection = True
                    return
            self._send(reply)

        def _send(self, reply: Reply) -> None:
            body = reply.body or b""
            self.send_response(reply.status)
            self.send_header("Content-Type", "application/json")
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def handle_one_request(self) -> None:
            try:
                super().handle_one_request()
            except ConnectionError:  # the client was killed
                self.close_connection = True

        def log_message(self, *args: object) -> None:
            pass

    class Server(ThreadingHTTPServer):
        daemon_threads = True

    http = Server(("127.0.0.1", 0), Handler)
    threading.Thread(target=http.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True).start()
    server.url = f"http://127.0.0.1:{http.server_port}/v1"
    try:
        yield server
    finally:
        http.shutdown()
        http.server_close()


def _form(headers: Message, body: bytes) -> dict[str, tuple[bytes, str]]:
    """The fields of a multipart form: content and file name of each."""
    head = f"Content-Type: {headers['Content-Type']}\r\n\r\n".encode()
    form = BytesParser(policy=HTTP).parsebytes(head + body)
    found = {}
    for part in form.iter_parts():
        name = str(part.get_param("name", header="content-disposition"))
        found[name] = (cast(bytes, part.get_payload(decode=True)), part.get_filename() or "")
    return found
