"""One event loop that keeps the endpoint full. Starts documents in input order, hands each shard over when it is whole."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Iterator, Sequence
from contextlib import suppress

from rephrase.data import Document, Result, Variant
from rephrase.shard import Shard

OPEN_SHARDS = 4  # shards begun and not yet written: bounds memory when one long document holds its shard open
LOOK_AGAIN = 0.2  # seconds

Plan = Callable[[Document], Sequence[Sequence[Variant]]]  # for each rewriting of a document the variants of its tasks
Work = Callable[[Shard, Document, Sequence[Variant]], Awaitable[Sequence[Result] | None]]  # None: left for another time
Finish = Callable[[Shard, Sequence[Result]], None]


class Room:
    """Places whose number `size` may change: a semaphore of which it is asked how large it is."""

    def __init__(self, size: Callable[[], int]) -> None:
        self._size = size
        self._taken = 0
        self._freed = asyncio.Event()

    async def take(self) -> None:
        """Returns when there is a place; for one taker at a time."""
        while self._taken >= self._size():
            self._freed.clear()
            with suppress(TimeoutError):
                await asyncio.wait_for(self._freed.wait(), LOOK_AGAIN)
        self._taken += 1

    def give_back(self) -> None:
        """One place is free."""
        self._taken -= 1
        self._freed.set()


async def run(
    shards: Iterator[Shard],
    plan: Plan,
    work: Work,
    finish: Finish,
    in_flight: Callable[[], int],
    stopping: Callable[[], bool],
) -> None:
    """Works on `in_flight()` documents at once, across shards; `finish` is called in a thread with results in input order.

    `in_flight` is asked before each document, and a few times a second while there is no room: it may rise meanwhile.

    Once `stopping()` is true, nothing new is begun; a shard of which anything was left is not finished. The first exception
    cancels what is in flight and is raised; shards already finished stay.
    """
    room = Room(in_flight)
    open_shards = asyncio.Semaphore(OPEN_SHARDS)

    async def one(shard: Shard, document: Document, planned: Sequence[Variant]) -> Sequence[Result] | None:
        try:
            return await work(shard, document, planned)
        finally:
            room.give_back()

    async def close(shard: Shard, results: Sequence[asyncio.Task[Sequence[Result] | None]]) -> None:
        done = [await result for result in results]
        if None not in done:
            await asyncio.to_thread(finish, shard, [row for rows in done if rows for row in rows])
        open_shards.release()

    try:
        async with asyncio.TaskGroup() as group:
            while not stopping() and (shard := await asyncio.to_thread(next, shards, None)) is not None:
                await open_shards.acquire()
                results = []
                whole = True
                for document in shard.documents:
                    for planned in plan(document):
                        await room.take()
                        if whole := whole and not stopping():
                            results.append(group.create_task(one(shard, document, planned)))
                        else:
                            room.give_back()
                if whole:
                    group.create_task(close(shard, results))
    except BaseExceptionGroup as errors:
        raise errors.exceptions[0] from None
