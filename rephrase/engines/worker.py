"""A worker elsewhere: a process that connects once, makes the shards it is given, and tells how it goes. Knows no Ray, no pipes.

It writes into the run's output folder, which it must see, and only while it may: once nobody has asked for news for so
many seconds (its lease), or the run's token is not in the folder any more, it ends itself, so that its shards can be given to another.
"""

from __future__ import annotations

import asyncio
import os
import platform
import queue
import threading
import time
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from rephrase import __version__, decontaminate, output
from rephrase.apart import OneCore
from rephrase.crew import Hands, Met, working
from rephrase.data import Document, Result, Usage, Variant
from rephrase.engines import local
from rephrase.errors import OutputError, UsageError
from rephrase.job import Recipes
from rephrase.journal import Journals, folder_of
from rephrase.options import Options
from rephrase.report.progress import Gauges
from rephrase.report.relay import Event, Finished, Relay
from rephrase.shard import Shard
from rephrase.stop import Budget, Stop, Stopped
from rephrase.work import Work

POLL = 0.5  # seconds that a question for news waits, if there are none
WATCH = 1.0  # seconds between two looks whether it still may
TOKEN = ".workers.tmp"  # noqa: S105  a file of the output folder that holds the name of the run; goes with other leftovers


@dataclass(frozen=True, slots=True)
class Given:
    """What a worker is given. `options` has its share of the limits.

    `environment`: variables that are to be as where the run was started, None = not set. It holds keys: never to be shown.
    """

    options: Options
    recipes: Recipes
    environment: Mapping[str, str | None] = field(repr=False)
    token: str
    version: str = __version__


@dataclass(frozen=True, slots=True)
class Allowance:
    """A worker's part of what the run may do, for now: what it may pay in all, and how many requests at once, 0 = as it learns."""

    budget: Budget
    at_once: int = 0


@dataclass(frozen=True, slots=True)
class Joined:
    """A worker that is connected: whom it met, and where it is."""

    met: Met
    node: str
    pid: int


@dataclass(frozen=True, slots=True)
class News:
    """What happened: `events` from `first` on, all that was paid so far, how many shards the worker wants, and whether it has ended."""

    first: int
    events: Sequence[Event]
    paid: Usage
    gauges: Gauges
    wants: int
    ended: bool


def die() -> None:
    """Ends this process, whatever it is doing."""
    os._exit(3)


class Worker:
    """`node` says where this is; `end` ends the process."""

    def __init__(self, node: Callable[[], str] = platform.node, end: Callable[[], object] = die) -> None:
        self._node, self._end = node, end
        self._shards: queue.SimpleQueue[Shard | None] = queue.SimpleQueue()
        self._mine: set[int] = set()
        self._largest = 0  # documents of the largest shard so far
        self._flow = local.Flow()
        self._closed = False  # whether it waits for no more shards
        self._events: list[Event] = []
        self._first = 0  # the number of the first of them
        self._heard = 0.0  # seconds of the clock; 0 = nobody has asked for news yet

    async def connect(self, given: Given, index: decontaminate.Index | None = None) -> Joined:
        """Connects the model and the judge. Raises RephraseError for what the user can mend."""
        if given.version != __version__:
            said = f"{self._node()} has rephrase {__version__}, the run is one of {given.version}"
            raise UsageError(said, "install the same version on every node")
        self._out, self._token, self._lease = given.options.output, given.token, given.options.lease
        if not self._may_write():
            said = f"a worker on {self._node()} does not see the output folder {self._out}"
            raise OutputError(said, "name an --output on a filesystem that all nodes share, at the same path")
        _take_over(given.environment)
        self._news = asyncio.Event()
        self._loop = asyncio.get_running_loop()
        self._relay = Relay(self._events.append)
        self._journals = Journals(folder_of(self._out, given.options.journal_dir))
        self._stop = Stop(Budget(given.recipes.own.pipeline.prices), Usage())
        hands: asyncio.Future[Hands] = self._loop.create_future()
        self._life = asyncio.create_task(self._live(given, index, hands))
        waited: list[asyncio.Future[Any]] = [hands, self._life]
        await asyncio.wait(waited, return_when=asyncio.FIRST_COMPLETED)
        if not hands.done():
            await self._life
        self._hands, self._usual = hands.result(), given.recipes.own.pipeline.shard_size
        return Joined(self._hands.met, self._node(), os.getpid())

    async def _live(self, given: Given, index: decontaminate.Index | None, connected: asyncio.Future[Hands]) -> None:
        try:
            async with working(
                given.options, given.recipes, self._journals, self._stop, index, self._relay, OneCore()
            ) as hands:
                connected.set_result(hands)
                told = Told(hands.work, self._relay, self._finished)
                await local.run(iter(self._next, None), told, flow=self._flow)
        finally:
            self._news.set()

    async def take(self, *shards: Shard) -> list[bool]:
        """Shards to be made; with none there are no more. False for one that is on disk already: who had it before was lost
        before it could say so. What the journals hold of the others is answered from."""
        if not shards:
            self._shards.put(None)
        new = [
            shard for shard in shards if shard.number not in self._mine
        ]  # told twice where an answer was lost on the way
        there = await asyncio.to_thread(self._looked_up, new)
        for shard in new:
            if shard.number not in there:
                self._mine.add(shard.number)
                self._largest = max(self._largest, len(shard.documents))
                self._shards.put(shard)
        return [shard.number not in there for shard in shards]

    def _looked_up(self, shards: Sequence[Shard]) -> set[int]:
        """Which of the shards are on disk; of the others the journals are read. For a thread."""
        there = {shard.number for shard in shards if output.is_finished(self._out, shard.number)}
        for shard in shards:
            if shard.number not in there:
                self._journals.find(shard.number)
        return there

    async def news(self, seen: int, allowed: Allowance | None = None, grace: float | None = None) -> News:
        """What happened beyond the first `seen` events, within POLL seconds or at once where a shard is finished or wanted.

        `allowed` is what it may do from now on, None = as before. With `grace` the run stops: nothing new is begun, and what is
        in flight after so many seconds is given up. Raises what ended the work.
        """
        first, self._heard = not self._heard, time.monotonic()
        if first:
            threading.Thread(target=self._watch, daemon=True).start()
        if allowed is not None:
            self._stop.allow(allowed.budget)
            if allowed.at_once:
                self._hands.share(allowed.at_once)
        if grace is not None:
            self._stop.end(Stopped("stopped", "", 1), grace)  # told again: a signal may follow a budget
        if self._stop.stopping and not self._closed:
            self._closed = True
            self._shards.put(None)
        del self._events[: max(seen - self._first, 0)]
        self._first = max(seen, self._first)
        with suppress(TimeoutError):
            await asyncio.wait_for(self._news.wait(), POLL)
        self._news.clear()
        if self._life.done():
            self._life.result()
        paid, gauges = self._stop.fresh, self._hands.gauges()
        return News(self._first, tuple(self._events), paid, gauges, self._wants(), self._life.done())

    def _wants(self) -> int:
        """As many shards as it takes to fill what may be in flight, and one that waits."""
        in_flight, waiting = self._hands.work.in_flight, self._shards.qsize()
        size = self._largest or self._usual
        room = local.most_open(in_flight, size) + 1 - len(self._mine)
        missing = -(-(in_flight - self._flow.in_flight) // size)
        return min(max(missing + 1 - waiting, 0), room)

    def _next(self) -> Shard | None:
        """The next shard to be made, once there is one. For a thread."""
        shard = self._shards.get()
        self._loop.call_soon_threadsafe(self._news.set)  # there is room for one more
        return shard

    def _finished(self, shard: int) -> None:
        self._mine.discard(shard)
        self._events.append(Finished(shard))
        self._news.set()

    def _may_write(self) -> bool:
        """Whether the folder is there and still belongs to the run; a filesystem that is slow to answer is no reason against."""
        try:
            return (self._out / TOKEN).read_text(encoding="ascii") == self._token
        except FileNotFoundError:
            return False
        except OSError:
            return self._heard > 0

    def _watch(self) -> None:
        while time.monotonic() - self._heard < self._lease and self._may_write():
            time.sleep(WATCH)
        self._end()


class Told:
    """A Work that says on which shard it is, and which are finished."""

    def __init__(self, work: Work, relay: Relay, finished: Callable[[int], None]) -> None:
        self._work, self._relay, self._finished = work, relay, finished
        self._loop = asyncio.get_running_loop()
        self.plan = work.plan

    @property
    def in_flight(self) -> int:
        return self._work.in_flight

    @property
    def stopping(self) -> bool:
        return self._work.stopping

    async def work(self, shard: Shard, document: Document, planned: Sequence[Variant]) -> Sequence[Result] | None:
        self._relay.enter(shard.number)
        return await self._work.work(shard, document, planned)

    def finish(self, shard: Shard, results: Sequence[Result]) -> None:
        self._work.finish(shard, results)
        self._loop.call_soon_threadsafe(self._finished, shard.number)


def hold(out: Path, token: str) -> None:
    """Makes the folder that of the run with this token: only its workers may write there."""
    output.write_file(out / TOKEN, token)


def let_go(out: Path) -> None:
    """Nobody may write there any more."""
    (out / TOKEN).unlink(missing_ok=True)


def _take_over(environment: Mapping[str, str | None]) -> None:
    for name, value in environment.items():
        if value is None:
            os.environ.pop(name, None)
        else:
            os.environ[name] = value
