"""Endpoints that are simulated in virtual time: an event loop that never sleeps, and servers with a capacity."""

from __future__ import annotations

import asyncio
import random
import selectors
from collections.abc import Coroutine
from dataclasses import dataclass, field
from typing import Any, TypeVar

from rephrase.models.faults import Fault
from rephrase.models.limiter import Limiter

T = TypeVar("T")


class _Impatient(selectors.DefaultSelector):
    """Instead of waiting, moves the clock on."""

    now = 0.0

    def select(self, timeout: float | None = None) -> Any:
        self.now += timeout or 0.0
        return super().select(0)


class VirtualLoop(asyncio.SelectorEventLoop):
    """Its time passes only while everybody sleeps, and then at once."""

    def __init__(self) -> None:
        self._clock = _Impatient()
        super().__init__(self._clock)

    def time(self) -> float:
        return self._clock.now


def in_virtual_time(work: Coroutine[Any, Any, T]) -> T:
    """Runs `work` to its end; an hour of sleeping takes no time."""
    with asyncio.Runner(loop_factory=VirtualLoop) as runner:
        return runner.run(work)


@dataclass
class Server:
    """Works on `capacity` requests at once. Above it rejects (`rejects`), or lets requests wait their turn.

    `rejected_anyway` is the share that is rejected at once whatever the load; `lag` seconds pass until an answer is noticed.
    """

    capacity: int
    seconds: float = 1.0
    rejects: bool = True
    retry_after: float = 0.0
    spread: float = 0.3  # of the seconds, both ways
    rejected_anyway: float = 0.0
    lag: float = 0.0
    answered: list[float] = field(default_factory=list)  # when
    rejected: list[float] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.present = 0
        self.working = 0
        self.changed = asyncio.Condition()
        self.random = random.Random(7)

    async def ask(self) -> None:
        now = asyncio.get_running_loop().time
        unlucky = self.random.random() < self.rejected_anyway
        if unlucky or (self.rejects and self.working >= self.capacity):
            await asyncio.sleep(0.005)
            self.rejected.append(now())
            raise Fault("busy", "rejected", self.retry_after)
        async with self.changed:
            await self.changed.wait_for(lambda: self.working < self.capacity)
            self.working += 1
        try:
            await asyncio.sleep(self.seconds * self.random.uniform(1 - self.spread, 1 + self.spread))
        finally:
            self.working -= 1
            async with self.changed:
                self.changed.notify(1)
        self.answered.append(now())
        await asyncio.sleep(self.lag)


async def flood(limiter: Limiter, server: Server, seconds: float, clients: int = 1024) -> None:
    """`clients` that always have a question, for `seconds`."""

    async def client() -> None:
        urgent = False
        while True:
            try:
                async with limiter.place(urgent=urgent):
                    await server.ask()
                urgent = False
            except Fault:
                urgent = True
                await asyncio.sleep(server.random.uniform(0, 0.5))

    tasks = [asyncio.create_task(client()) for _ in range(clients)]
    await asyncio.sleep(seconds)
    for task in tasks:
        task.cancel()
    await asyncio.gather(*tasks, return_exceptions=True)


def shares(server: Server, start: float, end: float, capacity: int | None = None) -> tuple[float, float]:
    """Between two moments in seconds: throughput as a share of the capacity, and the share of requests rejected."""
    done = sum(start <= moment < end for moment in server.answered)
    refused = sum(start <= moment < end for moment in server.rejected)
    most = (capacity or server.capacity) / server.seconds * (end - start)
    return done / most, refused / max(done + refused, 1)
