"""One event loop that keeps the endpoint full. Starts documents in input order, hands each shard over when it is whole."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Iterator, Sequence

from rephrase.data import Document, Result, Variant
from rephrase.shard import Shard

OPEN_SHARDS = 4  # shards begun and not yet written: bounds memory when one long document holds its shard open

Plan = Callable[[Document], Sequence[Sequence[Variant]]]  # for each rewriting of a document the variants of its tasks
Work = Callable[[Shard, Document, Sequence[Variant]], Awaitable[Sequence[Result] | None]]  # None: left for another time
Finish = Callable[[Shard, Sequence[Result]], None]


async def run(
    shards: Iterator[Shard], plan: Plan, work: Work, finish: Finish, in_flight: int, stopping: Callable[[], bool]
) -> None:
    """Works on `in_flight` documents at once, across shards; `finish` is called in a thread with results in input order.

    Once `stopping()` is true, nothing new is begun; a shard of which anything was left is not finished. The first exception
    cancels what is in flight and is raised; shards already finished stay.
    """
    room = asyncio.Semaphore(in_flight)
    open_shards = asyncio.Semaphore(OPEN_SHARDS)

    async def one(shard: Shard, document: Document, planned: Sequence[Variant]) -> Sequence[Result] | None:
        try:
            return await work(shard, document, planned)
        finally:
            room.release()

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
                        await room.acquire()
                        if whole := whole and not stopping():
                            results.append(group.create_task(one(shard, document, planned)))
                        else:
                            room.release()
                if whole:
                    group.create_task(close(shard, results))
    except BaseExceptionGroup as errors:
        raise errors.exceptions[0] from None
