"""One event loop that keeps the endpoint full. Begins a shard's long documents first, hands it over when it is whole."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from typing import Protocol

from rephrase.data import Document, Result, Variant
from rephrase.shard import Shard

# Shards begun and not yet written, beyond those that the documents in flight fill: bounds memory when one long document holds
# its shard open. No more than MOST_SHARDS in all: each has a journal that is an open file.
OPEN_SHARDS, MOST_SHARDS = 4, 64
LOOK_AGAIN = 0.2  # seconds


class Work(Protocol):
    """What an engine needs of `rephrase.work.Work`."""

    @property
    def in_flight(self) -> int: ...

    @property
    def stopping(self) -> bool: ...

    def plan(self, document: Document) -> tuple[Document, Sequence[Sequence[Variant]]]: ...

    async def work(self, shard: Shard, document: Document, planned: Sequence[Variant]) -> Sequence[Result] | None: ...

    def finish(self, shard: Shard, results: Sequence[Result]) -> None: ...


class Room:
    """Places whose number `size` may change: a semaphore of which it is asked how large it is. `changed` is told."""

    def __init__(self, size: Callable[[], int], changed: Callable[[], None] = lambda: None) -> None:
        self._size = size
        self._changed = changed
        self._waiting = False
        self._freed = asyncio.Event()
        self.taken = 0

    @property
    def blocks(self) -> bool:
        """Whether somebody waits for a place and there is none."""
        return self._waiting and self.taken >= self._size()

    async def take(self) -> None:
        """Returns when there is a place; for one taker at a time."""
        self._waiting = True
        while self.taken >= self._size():
            self._changed()
            self._freed.clear()
            with suppress(TimeoutError):
                await asyncio.wait_for(self._freed.wait(), LOOK_AGAIN)
        self._waiting = False
        self.taken += 1

    def give_back(self) -> None:
        """One place is free."""
        self.taken -= 1
        self._freed.set()
        self._changed()


def most_open(in_flight: int, size: int, spare: int = OPEN_SHARDS) -> int:
    """Shards that may be begun and not yet written, where so many documents are in flight and a shard has `size`."""
    return min(spare + in_flight // size, max(MOST_SHARDS, spare))


def longest_first(documents: Sequence[Document]) -> list[int]:
    """The places of the documents in the order in which they are begun: a long chain that is begun last is what everybody
    waits for in the end (Graham's LPT rule, 1969)."""
    return sorted(range(len(documents)), key=lambda place: -len(documents[place].text))


class Flow:
    """How the work goes, for who must know when nothing goes on any more: `changed` is called whenever that may be."""

    def __init__(self, changed: Callable[[], None] = lambda: None) -> None:
        self.changed = changed
        self.documents = self.shards = Room(lambda: 0)
        self.ended = False

    @property
    def in_flight(self) -> int:
        """Documents begun and not done."""
        return self.documents.taken

    @property
    def beginning(self) -> bool:
        """Whether more documents are being begun: there are some, and nothing holds them up."""
        return not (self.ended or self.documents.blocks or self.shards.blocks)


async def run(shards: Iterator[Shard], work: Work, spare_shards: int = OPEN_SHARDS, flow: Flow | None = None) -> None:
    """Works on `work.in_flight` documents at once, across shards; `finish` is called in a thread with results in input order.

    `in_flight` is asked before each document, and a few times a second while there is no room: it may rise meanwhile. At most
    `spare_shards` more than those documents fill, and MOST_SHARDS, are begun and not yet written.

    Once the work is `stopping`, nothing new is begun; a shard of which anything was left is not finished. The first exception
    cancels what is in flight and is raised; shards already finished stay.
    """
    flow = flow or Flow()
    room = flow.documents = Room(lambda: work.in_flight, flow.changed)
    open_shards = flow.shards = Room(lambda: most_open(work.in_flight, size, spare_shards), flow.changed)
    size = 1  # documents of the largest shard so far

    async def one(shard: Shard, document: Document, planned: Sequence[Variant]) -> Sequence[Result] | None:
        try:
            return await work.work(shard, document, planned)
        finally:
            room.give_back()

    async def close(shard: Shard, results: Sequence[asyncio.Task[Sequence[Result] | None]]) -> None:
        done = [await result for result in results]
        if None not in done:
            await asyncio.to_thread(work.finish, shard, [row for rows in done if rows for row in rows])
        open_shards.give_back()

    try:
        async with asyncio.TaskGroup() as group:
            while not work.stopping and (shard := await asyncio.to_thread(next, shards, None)) is not None:
                size = max(size, len(shard.documents))
                await open_shards.take()
                results: dict[tuple[int, int], asyncio.Task[Sequence[Result] | None]] = {}
                whole = True
                for place in longest_first(shard.documents):
                    document, ways = work.plan(shard.documents[place])
                    for number, planned in enumerate(ways):
                        await room.take()
                        if whole := whole and not work.stopping:
                            results[place, number] = group.create_task(one(shard, document, planned))
                        else:
                            room.give_back()
                if whole:
                    group.create_task(close(shard, [results[key] for key in sorted(results)]))
            flow.ended = True
            flow.changed()
    except BaseExceptionGroup as errors:
        raise errors.exceptions[0] from None
