"""Every paid answer of an open shard, on disk before it is used, and found again by what was asked. Knows no documents.

A journal is a file of JSON lines, `journal/shard-00017.jsonl`. Its key is a digest of messages, model and sampling, so that an
answer can never answer another question. A question asked twice in one shard is two lines, each of which is used once, so
that a resumed run counts what an uninterrupted one does.
"""

from __future__ import annotations

import asyncio
import hashlib
import json
import os
from collections import defaultdict, deque
from collections.abc import Callable, Collection, Iterator, Sequence
from contextvars import ContextVar
from dataclasses import fields
from operator import attrgetter
from pathlib import Path
from typing import Any

from rephrase.data import Completion, Generate, Message, Sampling, Usage
from rephrase.errors import OutputError
from rephrase.output import AGAIN, everything
from rephrase.place import Place, Remote

FOLDER = "journal"

_of_sampling = attrgetter(
    *(field.name for field in fields(Sampling))
)  # astuple copies deeply, which takes 30 times as long
_of_usage = attrgetter(*(field.name for field in fields(Usage)))
_shard: ContextVar[int] = ContextVar("shard")


class Journals:
    """The journals of a run's open shards. Answers are written in batches by one task, each batch synced to disk once."""

    def __init__(self, folder: Path, mine: Callable[[int], bool] = everything) -> None:
        self.folder = folder
        self._mine = mine
        self._files: dict[int, int] = {}
        self._known: dict[int, dict[str, deque[Completion]]] = {}
        self._waiting: list[tuple[int, bytes, asyncio.Future[None]]] = []
        self._writing: asyncio.Task[None] | None = None

    def load(self, done: Collection[int]) -> Usage:
        """Reads the journals of the shards that are not `done`, to be answered from; what those answers cost."""
        usage = Usage()
        for shard in journals(self.folder):
            if shard not in done and self._mine(shard):
                usage += self.find(shard)
        return usage

    def find(self, shard: int) -> Usage:
        """Reads the journal of a shard, if there is one, to be answered from; what those answers cost."""
        self._known[shard] = known = _replayable(self._path(shard))
        return sum((answer.usage for answers in known.values() for answer in answers), Usage())

    def enter(self, shard: int) -> None:
        """What this task (and those it starts) asks from here on belongs to `shard`."""
        _shard.set(shard)
        self._known.setdefault(shard, {})

    def recorded(self, model: str, generate: Generate) -> Generate:
        """The model of that name, asked only for what the journal of the task's shard does not hold."""

        async def ask(messages: Sequence[Message], sampling: Sampling) -> Completion:
            shard = _shard.get()
            key = key_of(messages, model, sampling)
            known = self._known[shard].get(key)
            if known:
                return known.popleft()
            completion = await generate(messages, sampling)
            await self._write(shard, line(key, completion))
            return completion

        return ask

    def close(self, shard: int, keep: bool = False) -> None:
        """The shard is done: its journal is closed, and removed unless it is to be kept."""
        self._known.pop(shard, None)
        if (file := self._files.pop(shard, None)) is not None:
            os.close(file)
        if not keep:
            self._path(shard).unlink(missing_ok=True)

    def tidy(self, done: Sequence[int], keep: bool) -> None:
        """Removes the journals of shards that were finished before their journal could be removed, and an empty folder."""
        for shard in () if keep else done:
            self._path(shard).unlink(missing_ok=True)
        if self._mine is everything:  # another part of the run may be about to open one
            remove_empty(self.folder)

    def forget(self) -> None:
        """Removes what a run left that was begun in this folder before, and of which nothing else is there any more."""
        for shard, path in journals(self.folder).items():
            if self._mine(shard):
                path.unlink(missing_ok=True)

    def _path(self, shard: int) -> Path:
        return self.folder / f"shard-{shard:05d}.jsonl"

    async def _write(self, shard: int, data: bytes) -> None:
        """Returns when the line is on disk. Raises OutputError when it cannot be written."""
        written: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        self._waiting.append((shard, data, written))
        if self._writing is None:
            self._writing = asyncio.ensure_future(self._write_all())
        await asyncio.shield(written)

    async def _write_all(self) -> None:
        while self._waiting:
            batch, self._waiting = self._waiting, []
            error: OutputError | None = None
            try:
                await asyncio.to_thread(self._append, [(shard, data) for shard, data, _ in batch])
            except OSError as problem:
                said = f"cannot write the journal in {self.folder}: {problem.strerror or problem}"
                error = OutputError(said, AGAIN)
            for _, _, written in batch:
                if not written.done():
                    written.set_exception(error) if error else written.set_result(None)
        self._writing = None

    def _append(self, batch: Sequence[tuple[int, bytes]]) -> None:
        lines: dict[int, list[bytes]] = defaultdict(list)
        for shard, data in batch:
            lines[shard].append(data)
        for shard, own in lines.items():
            file = self._files.get(shard)
            if file is None:
                file = self._files[shard] = _opened(self._path(shard))
            data = b"".join(own)
            while data:
                data = data[os.write(file, data) :]
            os.fsync(file)


def folder_of(out: Place, given: Path | None = None) -> Path:
    """Where the journals of an output folder are: in it, or where none can be appended to, on this machine.

    There a folder of its own for each output, under `given` or the user's cache.
    """
    if given is None and isinstance(out, Path):
        return out / FOLDER
    cache = Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache") / "rephrase" / FOLDER
    known = str(out) if isinstance(out, Remote) else str(out.resolve())
    digest = hashlib.blake2b(known.encode("utf-8", "replace"), digest_size=6).hexdigest()
    return (given or cache) / f"{out.name}-{digest}"


def journals(folder: Path) -> dict[int, Path]:
    """The journals in a folder by their shards, in order."""
    return {int(path.stem.partition("-")[2]): path for path in sorted(folder.glob("shard-*.jsonl"))}


def remove_empty(folder: Path) -> None:
    if folder.is_dir() and not any(folder.iterdir()):
        folder.rmdir()


def key_of(messages: Sequence[Message], model: str, sampling: Sampling) -> str:
    """The digest of a question: 32 hexadecimal digits, the same on every machine."""
    asked = [[message.role, message.content] for message in messages]
    drawn = _of_sampling(sampling)
    text = json.dumps([model, drawn, asked], ensure_ascii=True, separators=(",", ":"))
    return hashlib.blake2b(text.encode("ascii"), digest_size=16).hexdigest()


def line(key: str, completion: Completion) -> bytes:
    """An answer as a line of a journal. Escapes all but ASCII, so that a lone surrogate costs nothing."""
    said: dict[str, Any] = {
        "key": key,
        "text": completion.text,
        "finish_reason": completion.finish_reason,
        "usage": _of_usage(completion.usage),
    }
    if completion.first_token:
        said["first_token"] = completion.first_token
    return json.dumps(said, ensure_ascii=True, separators=(",", ":")).encode("ascii") + b"\n"


def _replayable(path: Path) -> dict[str, deque[Completion]]:
    """The answers in a journal by their keys. A torn last line, or one that is damaged, is not among them."""
    found: dict[str, deque[Completion]] = defaultdict(deque)
    try:
        with path.open("rb") as file:
            for raw in file:
                if (entry := _entry(raw)) is not None:
                    found[entry[0]].append(entry[1])
    except FileNotFoundError:
        pass
    except OSError as error:
        raise OutputError(f"cannot read {path}: {error.strerror or error}", AGAIN) from error
    return dict(found)


def answers(path: Path) -> Iterator[Completion]:
    """The answers in a journal, in the order in which they came. Raises FileNotFoundError."""
    with path.open("rb") as file:
        for raw in file:
            if (entry := _entry(raw)) is not None:
                yield entry[1]


def _entry(raw: bytes) -> tuple[str, Completion] | None:
    if not raw.endswith(b"\n"):
        return None
    try:
        said = json.loads(raw)
        first = tuple((str(token), float(logprob)) for token, logprob in said.get("first_token", ()))
        return said["key"], Completion(said["text"], said["finish_reason"], Usage(*said["usage"]), first)
    except (ValueError, KeyError, TypeError, AttributeError):
        return None


def _opened(path: Path) -> int:
    """A journal opened for appending; a torn last line is cut off first, so that no line is glued to it."""
    path.parent.mkdir(parents=True, exist_ok=True)
    file = os.open(path, os.O_RDWR | os.O_CREAT | os.O_APPEND, 0o644)
    size = os.fstat(file).st_size
    if size:
        with path.open("rb") as readable:
            end = size
            while end and (readable.seek(end - 1) or True) and readable.read(1) != b"\n":
                end -= 1
        os.ftruncate(file, end)
    return file
