"""Which questions of a run are in which batch, on disk: written before and after each remote step. Knows no HTTP.

`batches/batch-00003.json` says how far a batch is; `batches/batch-00003.jsonl` holds its requests until the endpoint has them.
A batch is composed, then uploaded (it has a file id), then created (it has a batch id). Whatever was being done when the
process was killed, the entry says what may have been done.
"""

from __future__ import annotations

import json
import time
import uuid
from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass, field
from pathlib import Path

from rephrase.errors import OutputError
from rephrase.output import AGAIN, atomic, write_file

FOLDER = "batches"


@dataclass(eq=False, slots=True)
class Entry:
    """One batch. `number` orders all of a run; it is the `place`-th of its `wave` (both count from 1).

    `name` is unlike that of any other batch of any run, `where` the base URL; `made` is in Unix seconds. `left` are the custom
    ids whose answers this sitting has not used yet. `sure`: no step was begun of which it is not known how it ended.
    """

    number: int
    wave: int
    place: int
    model: str
    where: str
    requests: tuple[str, ...]
    name: str = field(default_factory=lambda: f"rephrase-{uuid.uuid4().hex}")
    made: float = field(default_factory=time.time)
    file_id: str = ""
    batch_id: str = ""
    left: set[str] = field(default_factory=set)
    sure: bool = True
    ended: bool = False

    def __post_init__(self) -> None:
        self.requests = tuple(self.requests)
        self.left = set(self.requests)


class Ledger:
    """The batches of a run in its output folder, in the order in which they were made."""

    def __init__(self, out: Path) -> None:
        self._folder = out / FOLDER
        self.entries: list[Entry] = []

    @property
    def last_wave(self) -> int:
        """The number of the last wave, 0 where there is none."""
        return max((entry.wave for entry in self.entries), default=0)

    def load(self) -> None:
        """Reads what an earlier sitting left. Raises OutputError for a file that cannot be read."""
        self.entries = [_read(path) for path in sorted(self._folder.glob("batch-*.json"))]
        for path in [*self._folder.glob(".*.tmp"), *self._folder.glob("batch-*.jsonl")]:
            if path.suffix == ".tmp" or not path.with_suffix(".json").exists():
                path.unlink()
        for entry in [entry for entry in self.entries if not entry.file_id and not self.path(entry).exists()]:
            self.remove(entry)

    def compose(self, entry: Entry, lines: Iterable[bytes]) -> None:
        """Writes a new batch's requests, then the entry."""
        with atomic(self.path(entry)) as file:
            file.writelines(lines)
        self.write(entry)
        self.entries.append(entry)

    def write(self, entry: Entry) -> None:
        """Writes what is known of a batch now."""
        kept = {key: value for key, value in asdict(entry).items() if key not in ("left", "sure", "ended")}
        write_file(self.path(entry).with_suffix(".json"), json.dumps(kept, indent=1) + "\n")
        if entry.file_id:
            self.path(entry).unlink(missing_ok=True)

    def remove(self, entry: Entry) -> None:
        """Forgets a batch."""
        self.path(entry).with_suffix(".json").unlink(missing_ok=True)
        self.path(entry).unlink(missing_ok=True)
        self.entries.remove(entry)

    def clear(self) -> None:
        """Forgets all: the run is done."""
        for entry in list(self.entries):
            self.remove(entry)
        if self._folder.is_dir() and not any(self._folder.iterdir()):
            self._folder.rmdir()

    def path(self, entry: Entry) -> Path:
        """The file of its requests."""
        return self._folder / f"batch-{entry.number:05d}.jsonl"

    def next_number(self) -> int:
        """The number of the next batch."""
        return max((entry.number for entry in self.entries), default=0) + 1


def waiting(out: Path) -> int:
    """How many batches a run in this folder waits for."""
    return sum(1 for _ in (out / FOLDER).glob("batch-*.json"))


def packed(lines: Iterable[tuple[str, bytes]], most: int, most_bytes: int) -> Iterator[dict[str, bytes]]:
    """Lines by custom id in as few files as their number and bytes allow, in order. A line over the bound stands alone."""
    file: dict[str, bytes] = {}
    size = 0
    for custom_id, line in lines:
        if file and (len(file) >= most or size + len(line) > most_bytes):
            yield file
            file, size = {}, 0
        file[custom_id] = line
        size += len(line)
    if file:
        yield file


def _read(path: Path) -> Entry:
    try:
        return Entry(**json.loads(path.read_text(encoding="utf-8")), sure=False)
    except (OSError, ValueError, TypeError) as error:
        hint = f"mend it; without it the run would not know of a batch that may be paid for ({AGAIN})"
        raise OutputError(f"cannot read {path}: {error}", hint) from error
