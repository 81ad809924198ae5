"""How full the learned limit keeps a real HTTP endpoint of 64 places, and how much is rejected, as the endpoint counts it.

    python benchmarks/congestion.py [--minutes 2] [--seconds 1] [--spread 0.3] [--retry-after 0] [--only rejects|queues|three]

Above its capacity it answers 429, or lets requests wait; in the middle its capacity falls by half. Then three endpoints, of
which one dies and comes back. The endpoints are processes of their own (benchmarks/stub.py). No limit is given.
"""

from __future__ import annotations

import argparse
import asyncio
import sys
from collections import Counter
from collections.abc import Sequence
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))
from stub import Running, running, start

from rephrase.data import Message, Sampling
from rephrase.models.connect import connected_pool
from rephrase.models.endpoint import Address
from rephrase.models.pool import Pool

WARM_UP = 60.0  # seconds
LENGTH = 8  # requests of a chain


class Flood:
    """Chains of requests, as many at once as a run would have, until `stop`."""

    def __init__(self, pool: Pool) -> None:
        self._pool = pool
        self._stopped = False
        self.failed = self.answered = self.moved = 0
        self.tasks: set[asyncio.Task[None]] = set()

    async def run(self) -> None:
        while not self._stopped:
            while len(self.tasks) < max(64, 2 * self._pool.limit):
                task = asyncio.create_task(self._chains())
                self.tasks.add(task)
                task.add_done_callback(self.tasks.discard)
            await asyncio.sleep(0.2)
        await asyncio.gather(*self.tasks)

    def stop(self) -> None:
        self._stopped = True

    async def _chains(self) -> None:
        """One chain; a task of its own, as in a run, so that its endpoint may be another than that of the one before."""
        for number in range(LENGTH):
            asked = (Message("user", f"hello {number}"), Message("user", str(id(asyncio.current_task()))))
            try:
                await self._pool.generate(asked, Sampling(0.7, 1.0, 256, 1))
                self.answered += 1
            except Exception as error:
                self.failed += 1
                print(error)


async def told(name: str, servers: Sequence[Running], seconds: float, capacity: int) -> None:
    """What the servers count from now on for so long: their busy places as a share of `capacity`, their rejections."""
    before = [await asyncio.to_thread(server.state) for server in servers]
    await asyncio.sleep(seconds)
    after = [await asyncio.to_thread(server.state) for server in servers]
    grown = [Counter({key: now[key] - then[key] for key in now}) for then, now in zip(before, after, strict=True)]
    places = sum(more["slot_seconds"] / more["time"] for more in grown)
    requests, rejected = (sum(more[key] for more in grown) for key in ("requests", "rejected"))
    share = rejected / max(requests, 1)
    print(
        f"{name}: {places / capacity:.1%} of the capacity, {share:.2%} of {requests:.0f} requests rejected", flush=True
    )


async def one(given: argparse.Namespace, queues: bool) -> None:
    """64 at once, and 32 from the middle on."""
    name = "queues" if queues else "rejects"
    options = {"seconds": given.seconds, "spread": given.spread, "retry_after": given.retry_after}
    with running(capacity=64, queues=queues, **options) as server:
        async with connected_pool([Address(server.url, "none")]) as (_, pool):
            flood = Flood(pool)
            work = asyncio.create_task(flood.run())
            await asyncio.sleep(WARM_UP)
            await told(f"{name}, 64 at once", [server], given.minutes * 60, 64)
            await asyncio.to_thread(server.state, capacity=32)
            await told(f"{name}, 32 at once, the first minute", [server], WARM_UP, 32)
            await told(f"{name}, 32 at once, after it", [server], given.minutes * 60, 32)
            flood.stop()
            await work
    print(f"{name}: {flood.failed} requests failed")


async def three(given: argparse.Namespace) -> None:
    """Three of 32 that reject; the first is killed, and started again after a while."""
    options = {"capacity": 32, "seconds": given.seconds, "spread": given.spread, "retry_after": given.retry_after}
    with running(**options) as first, running(**options) as second, running(**options) as third:
        async with connected_pool([Address(server.url, "none") for server in (first, second, third)], say=print) as (
            _,
            pool,
        ):
            flood = Flood(pool)
            work = asyncio.create_task(flood.run())
            await asyncio.sleep(WARM_UP)
            await told("three", [first, second, third], given.minutes * 30, 96)
            first.kill()
            await told("one dead, the other two", [second, third], given.minutes * 60, 64)
            back = await asyncio.to_thread(lambda: start(first.port, **options))
            await told("back, its first minute", [back], WARM_UP, 32)
            await told("back, all three", [back, second, third], given.minutes * 30, 96)
            flood.stop()
            await work
            back.kill()
    print(f"three: {flood.failed} of {flood.failed + flood.answered} requests failed")


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--minutes", type=float, default=2.0)
    parser.add_argument("--seconds", type=float, default=1.0)
    parser.add_argument("--spread", type=float, default=0.3)
    parser.add_argument("--retry-after", type=int, default=0)
    parser.add_argument("--only", choices=["rejects", "queues", "three"])
    chosen = parser.parse_args()
    if chosen.only in (None, "rejects"):
        asyncio.run(one(chosen, queues=False))
    if chosen.only in (None, "queues"):
        asyncio.run(one(chosen, queues=True))
    if chosen.only in (None, "three"):
        asyncio.run(three(chosen))
