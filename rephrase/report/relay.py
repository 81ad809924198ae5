"""How the work of another process goes, in events: made there by a Relay, heard here by a Hearing. Knows no processes.

What was told of a shard can be taken back: it went with its worker, and is worked on anew.
"""

from __future__ import annotations

import itertools
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from contextvars import ContextVar
from dataclasses import dataclass, field
from typing import NamedTuple

from rephrase.data import Chunk, Document, Result, Usage
from rephrase.report.progress import Progress


class Begun(NamedTuple):
    """A rewriting of a document, with a number of its own in that process."""

    shard: int
    number: int
    characters: int
    tasks: int


class Answered(NamedTuple):
    """The model answered."""

    shard: int
    usage: Usage


class Moved(NamedTuple):
    """A chunk is through."""

    shard: int
    number: int
    characters: int


class Ended(NamedTuple):
    """A rewriting is done: a status for each row, and what its judge cost."""

    shard: int
    number: int
    statuses: tuple[str, ...]
    judging: Usage


class Finished(NamedTuple):
    """A shard is on disk."""

    shard: int


class Said(NamedTuple):
    """A line for the user."""

    line: str


Event = Begun | Answered | Moved | Ended | Finished | Said

_shard: ContextVar[int] = ContextVar("shard")
_number: ContextVar[int] = ContextVar("number", default=-1)


class Relay:
    """Listens to a Work, and tells in events what it hears."""

    def __init__(self, tell: Callable[[Event], None]) -> None:
        self._tell = tell
        self._numbers: Iterator[int] = itertools.count()

    def enter(self, shard: int) -> None:
        """What this task (and those it starts) does from here on belongs to `shard`."""
        _shard.set(shard)

    def say(self, line: str) -> None:
        self._tell(Said(line))

    def begin(self, document: Document, tasks: int) -> None:
        number = next(self._numbers)
        _number.set(number)
        self._tell(Begun(_shard.get(), number, len(document.text), tasks))

    def answer(self, usage: Usage) -> None:
        self._tell(Answered(_shard.get(), usage))

    def chunk(self, chunk: Chunk) -> None:
        self._tell(Moved(_shard.get(), _number.get(), len(chunk.text)))

    def results(self, results: Sequence[Result]) -> None:
        judging = sum((result.judging.usage for result in results), Usage())
        self._tell(Ended(_shard.get(), _number.get(), tuple(result.status for result in results), judging))


@dataclass(slots=True)
class Told:
    """What was told of one shard that is not finished. `begun` has the characters and tasks of each rewriting."""

    rows: int = 0
    chunks: int = 0
    usage: Usage = field(default_factory=Usage)
    judging: Usage = field(default_factory=Usage)
    statuses: Counter[str] = field(default_factory=Counter)
    begun: dict[tuple[int, int], tuple[int, int]] = field(default_factory=dict)


class Hearing:
    """Brings what workers tell into the run's Progress."""

    def __init__(self, progress: Progress) -> None:
        self._progress = progress
        self._told: dict[int, Told] = {}

    def hear(self, worker: int, event: Event) -> None:
        """One event of the worker of that number."""
        if isinstance(event, Said):
            self._progress.say(event.line)
        elif isinstance(event, Finished):
            self.settle(event.shard)
        else:
            self._count(worker, event, self._told.setdefault(event.shard, Told()))

    def _count(self, worker: int, event: Begun | Answered | Moved | Ended, told: Told) -> None:
        progress = self._progress
        ahead, now = progress.ahead, progress.clock()
        if isinstance(event, Answered):
            told.usage += event.usage
            progress.answer(event.usage)
            return
        key = (worker, event.number)
        if isinstance(event, Begun):
            told.begun[key] = (event.characters, event.tasks)
            ahead.variants = progress.variants
            ahead.begin(key, event.characters, event.tasks, now)
        elif isinstance(event, Moved):
            told.chunks += 1
            progress.chunks += 1
            ahead.advance(key, event.characters, now)
        else:
            told.rows += 1
            told.statuses.update(event.statuses)
            told.judging += event.judging
            progress.rows += 1
            progress.statuses.update(event.statuses)
            progress.judging += event.judging
            ahead.end(key, now)

    def settle(self, shard: int) -> None:
        """The shard is finished: what was told of it stands."""
        for key in self._told.pop(shard, Told()).begun:
            self._progress.ahead.end(key, self._progress.clock())

    def take_back(self, shard: int) -> None:
        """The shard is begun anew: what was told of it is as if never said."""
        told, progress = self._told.pop(shard, Told()), self._progress
        progress.rows -= told.rows
        progress.chunks -= told.chunks
        progress.usage -= told.usage
        progress.judging -= told.judging
        progress.statuses.subtract(told.statuses)
        for key, (characters, tasks) in told.begun.items():
            progress.ahead.take_back(key, characters, tasks, progress.clock())
