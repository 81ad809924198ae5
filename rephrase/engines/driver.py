"""Workers in other processes, wherever they are: seats, each with a worker that connects once, and a new one when that is lost.

The driver reads the corpus, hands out shards and hears how it goes; rows and answers go from the workers to the output
folder, which all must see. Knows no Ray and no pipes: a Hall is where workers are hired.
"""

from __future__ import annotations

import asyncio
import math
import os
import time
import uuid
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, contextmanager
from pathlib import Path
from typing import Any, Protocol

from rephrase import decontaminate, output
from rephrase.crew import Crew, Met
from rephrase.data import Usage
from rephrase.engines import worker
from rephrase.engines.handout import Handout
from rephrase.engines.seats import IDLE, Seat, anywhere, folder, seats_of, share
from rephrase.engines.worker import Allowance, Given, Joined, News
from rephrase.errors import ModelError, OutputError, UsageError
from rephrase.job import Recipes
from rephrase.judges import ELSEWHERE_KEY
from rephrase.options import Options
from rephrase.report.progress import Gauges, Progress
from rephrase.report.relay import Finished, Hearing
from rephrase.shard import Shard
from rephrase.stop import BUDGET_REACHED, GRACE, Stop

PATIENCE = 15.0  # seconds without a first worker after which the user is told what is waited for
BARREN = 3  # workers, beyond one for each seat, that may be lost in a row without any answer in between
AHEAD = 2  # shards read for each seat that nobody has asked for yet
VISIBLE = 90.0  # seconds in which a file that a worker wrote must be seen here; NFS may hide a new one for 60


class WorkerLost(Exception):
    """A worker is no more; says why, where that is known."""


class Hired(Protocol):
    """A `rephrase.engines.worker.Worker` in another process. What is asked of it raises what it raised, or WorkerLost."""

    async def connect(self, given: Given, index: Any) -> Joined: ...

    async def news(self, seen: int, allowed: Allowance, grace: float | None) -> News: ...

    async def take(self, *parcels: Any) -> list[bool]: ...

    def dismiss(self) -> None:
        """Ends its process, if there is one still."""


class Hall(Protocol):
    """Where workers are hired. `waiting` says what the first one is waited for, `logs` where to look why workers die."""

    waiting: str
    logs: str

    def hire(self) -> Hired: ...

    def pack(self, thing: object) -> Any:
        """As it is sent, perhaps several times."""

    async def buried(self, lost: Joined | None, lease: float) -> str:
        """Returns when a lost worker certainly writes no more: what it is called."""


@asynccontextmanager
async def crew(
    hall: Hall,
    count: int,
    options: Options,
    recipes: Recipes,
    stop: Stop,
    index: decontaminate.Index | None,
    progress: Progress,
) -> AsyncIterator[Crew]:
    """`count` workers, the first of them connected. Raises what a worker raises."""
    with _held(folder(options)) as token:
        driver = Driver(hall, seats_of(anywhere(options), count), recipes, token, index, stop, progress)
        try:
            async with asyncio.TaskGroup() as group:
                keeping = [group.create_task(driver.keep(seat)) for seat in driver.seats]
                met = await driver.first()
                yield Crew(met, driver.gauges, driver.run)
                for task in keeping:
                    task.cancel()
        except BaseExceptionGroup as errors:
            raise errors.exceptions[0] from None


class Driver:
    """Keeps the seats taken and the workers busy."""

    def __init__(
        self,
        hall: Hall,
        seats: list[Seat],
        recipes: Recipes,
        token: str,
        index: decontaminate.Index | None,
        stop: Stop,
        progress: Progress,
    ) -> None:
        self._hall = hall
        self.seats = seats
        self._recipes, self._token, self._stop, self._progress = recipes, token, stop, progress
        self._index = hall.pack(index)
        self._at_once = sum(seat.options.concurrency for seat in seats)  # 0 = learned
        self._handout: Handout[Any] = Handout(AHEAD * len(seats), hall.pack)
        self._hearing = Hearing(progress)
        self._met: asyncio.Future[Met] = asyncio.get_running_loop().create_future()
        self._hired = self._barren = self._retries = 0

    async def first(self) -> Met:
        """Whom the first worker met."""
        while not self._met.done():
            await asyncio.wait([self._met], timeout=PATIENCE)
            if not self._met.done():
                self._progress.say(f"waiting for the first worker{self._hall.waiting}")
        return self._met.result()

    def gauges(self) -> Gauges:
        """Of all workers together."""
        each = [seat.gauges for seat in self.seats]
        in_flight, limit = sum(one.in_flight for one in each), sum(one.limit for one in each)
        return Gauges(in_flight, limit, self._retries + sum(one.retries for one in each))

    async def run(self, shards: Iterator[Shard]) -> None:
        """Has the shards made, until there are no more or the run stops."""
        reading = asyncio.create_task(self._handout.read(shards))
        try:
            while not (self._handout.over or (self._stop.stopping and not any(seat.busy for seat in self.seats))):
                if reading.done():
                    reading.result()
                await asyncio.sleep(worker.POLL / 5)
        finally:
            reading.cancel()
        await _visible(folder(self.seats[0].options), self._handout.done)

    async def keep(self, seat: Seat) -> None:
        """A worker in the seat, and another one when it is lost, until the run stops or this is cancelled."""
        while not self._stop.stopping:
            hired = self._hall.hire()
            number = self._hired = self._hired + 1
            joined: Joined | None = None
            try:
                joined = await hired.connect(self._given(seat), self._index)
                self._join(joined)
                await self._serve(seat, hired, number)
            except WorkerLost as death:
                await self._lose(seat, joined, str(death))
            finally:
                seat.busy = False
                hired.dismiss()

    def _given(self, seat: Seat) -> Given:
        names = {seat.options.api_key_env, seat.options.judge_api_key_env, ELSEWHERE_KEY, "OPENAI_BASE_URL"}
        environment = {name: os.environ.get(name) for name in names if name}
        return Given(seat.options, self._recipes, environment, self._token)

    def _join(self, joined: Joined) -> None:
        """Raises UsageError for a worker that met somebody else than the others did."""
        if not self._met.done():
            self._met.set_result(joined.met)
        first, other = self._met.result(), joined.met
        if (first.model, first.judge_identity) != (other.model, other.judge_identity):
            said = f"the workers meet different models: {first.model}, {other.model} {other.judge}".rstrip()
            raise UsageError(said, "name the one they all meet with --model, and the judge with --judge-model")

    async def _serve(self, seat: Seat, hired: Hired, number: int) -> None:
        """Gives a worker shards and hears it, until it has ended because the run stops."""
        seen = 0
        while True:
            news = await hired.news(seen, self._allowed(seat), self._grace())
            seen = news.first + len(news.events)
            self._hear(seat, number, news)
            if news.ended:
                if not self._stop.stopping:
                    self._stop.used_up_elsewhere()
                return
            if news.wants and not self._stop.stopping:
                await self._give(seat, hired, news.wants)

    async def _give(self, seat: Seat, hired: Hired, wanted: int) -> None:
        lots = await self._handout.give(seat.number, wanted)
        for lot, taken in zip(lots, await hired.take(*(lot.parcel for lot in lots)) if lots else (), strict=True):
            if taken:
                self._hearing.take_back(lot.number)
            else:
                self._hearing.settle(lot.number)
                self._handout.finished(seat.number, lot.number)

    def _allowed(self, seat: Seat) -> Allowance:
        """What a seat may do now: those that have no more work to come have let go of theirs."""
        busy = [one.number for one in self.seats if self._handout.busy(one.number)]
        if seat.number not in busy:
            return Allowance(self._stop.part(seat.paid, len(self.seats)), seat.options.concurrency)
        at_once = share(self._at_once, busy.index(seat.number), len(busy))
        return Allowance(self._stop.part(seat.paid, len(busy)), at_once)

    def _grace(self) -> float | None:
        """How long what is in flight is waited for, in seconds; None while the run goes on."""
        if not self._stop.stopping:
            return None
        budget = self._stop.reason is not None and self._stop.reason.code == BUDGET_REACHED
        return math.inf if budget else GRACE

    def _hear(self, seat: Seat, number: int, news: News) -> None:
        for event in news.events:
            self._hearing.hear(number, event)
            if isinstance(event, Finished):
                self._handout.finished(seat.number, event.shard)
        paid = news.paid - seat.paid
        seat.paid, seat.gauges, seat.busy, seat.recent = news.paid, news.gauges, True, paid.requests
        if paid.requests:
            self._barren = 0
        self._stop.note(paid)
        self._stop.elsewhere = sum(one.gauges.in_flight for one in self.seats)
        self._stop.unheard = sum(one.recent for one in self.seats)  # as many as came in since the news before

    async def _lose(self, seat: Seat, joined: Joined | None, cause: str) -> None:
        """A worker is lost: its shards are for others, once it is certain that it writes no more.

        Raises ModelError when workers are lost again and again and nothing comes of them.
        """
        self._retries += seat.gauges.retries
        seat.busy, seat.gauges, seat.paid, seat.recent = False, IDLE, Usage(), 0
        self._barren += 1
        if self._barren > BARREN + len(self.seats):
            said = f"{self._barren} workers in a row were lost before they did anything: {cause[:200]}"
            raise ModelError(said, f"{self._hall.logs}; the same command goes on")
        where = await self._hall.buried(joined, seat.options.lease)
        lost = self._handout.lose(seat.number)
        self._progress.warn(f"lost {where}; {len(lost)} shards of its go to others")


@contextmanager
def _held(out: Path) -> Iterator[str]:
    token = uuid.uuid4().hex
    worker.hold(out, token)
    try:
        yield token
    finally:
        worker.let_go(out)


async def _visible(out: Path, shards: set[int]) -> None:
    """Returns when the shards that workers wrote can be seen here. Raises OutputError if they cannot."""
    until = time.monotonic() + VISIBLE
    while missing := [shard for shard in shards if not output.is_finished(out, shard)]:
        if time.monotonic() > until:
            said = f"{len(missing)} shards that workers wrote to {out} are not to be seen here"
            raise OutputError(said, "name an --output on a filesystem that all nodes share, at the same path")
        await asyncio.sleep(1.0)
