"""The driver with workers that are functions of this process: what it hears of whom."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from rephrase.crew import Met
from rephrase.data import Usage
from rephrase.engines.driver import Driver
from rephrase.engines.seats import seats_of
from rephrase.engines.worker import Allowance, Given, Joined, News
from rephrase.options import Options, chosen_recipes
from rephrase.report.progress import Gauges, Progress
from rephrase.report.relay import Begun, Event
from rephrase.stop import Budget, Stop

QUIET = Gauges(0, 0, 0)


class Hired:
    """Connects once all others are about to, tells its events once, and nothing more."""

    def __init__(self, together: asyncio.Barrier, events: Sequence[Event]) -> None:
        self._together, self._events = together, events

    async def connect(self, given: Given, index: Any) -> Joined:
        await self._together.wait()
        return Joined(Met("m", "there"), "here", 1)

    async def news(self, seen: int, allowed: Allowance, grace: float | None) -> News:
        if seen:
            await asyncio.Event().wait()
        return News(seen, self._events, Usage(), QUIET, 0, False)

    async def take(self, *parcels: Any) -> list[bool]:
        return [True] * len(parcels)

    def dismiss(self) -> None:
        """Nothing of it is left."""


class Hall:
    """Hires as many as take seats, each with a rewriting of the same number in a shard of its own."""

    waiting = logs = ""

    def __init__(self, seats: int) -> None:
        self._together, self._hired = asyncio.Barrier(seats), 0

    def hire(self) -> Hired:
        self._hired += 1
        return Hired(self._together, [Begun(self._hired, 0, 100, 1)])

    def pack(self, thing: object) -> Any:
        return thing

    async def buried(self, lost: Joined | None, lease: float) -> str:
        return ""


async def test_workers_that_connect_at_the_same_time_are_told_apart(tmp_path: Path) -> None:
    """Each numbers its rewritings from 0: mixed up, one of them would end the other's in what is foretold."""
    options, progress = Options((), tmp_path, "knowledge", "http://127.0.0.1:9/v1"), Progress()
    recipes = chosen_recipes(options)
    stop = Stop(Budget(recipes.own.pipeline.prices), Usage())
    driver = Driver(Hall(2), seats_of(options, 2), recipes, "token", None, stop, progress)
    keeping = [asyncio.create_task(driver.keep(seat)) for seat in driver.seats]
    while not all(seat.busy for seat in driver.seats):  # noqa: ASYNC110  # seats are asked, they tell nobody
        await asyncio.sleep(0)
    for task in keeping:
        task.cancel()
    assert progress.ahead.in_flight == 2
