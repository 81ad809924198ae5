"""Shards over processes of this machine, each with an event loop of its own: what `--workers` asks for.

A worker does all that a run does, requests and checks and rows, so that what passes between processes is only a shard on its
way in and counts on their way out.
"""

from __future__ import annotations

import asyncio
import multiprocessing
import platform
import signal
import threading
import traceback
from collections.abc import AsyncIterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import asynccontextmanager
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Any

from rephrase import apart, decontaminate
from rephrase.crew import Crew
from rephrase.engines import driver
from rephrase.engines.driver import WorkerLost
from rephrase.engines.seats import most_workers
from rephrase.engines.worker import Allowance, Given, Joined, News, Worker, die
from rephrase.errors import RephraseError
from rephrase.job import Recipes
from rephrase.options import Options, is_embedded
from rephrase.report.progress import Progress
from rephrase.stop import Stop

DIES_WITHIN = 1.0  # seconds


def suits(options: Options) -> bool:
    """Whether the run is for several workers: they share one folder on a disk, and no model is in this process."""
    bounded = most_workers(options, options.workers) > 1
    return bounded and isinstance(options.output, Path) and not options.part.of and not is_embedded(options)


@asynccontextmanager
async def crew(
    options: Options, recipes: Recipes, stop: Stop, index: decontaminate.Index | None, progress: Progress
) -> AsyncIterator[Crew]:
    """The workers, the first of them connected. Raises what a worker raises."""
    count = most_workers(options, options.workers)
    async with driver.crew(Machine(), count, options, recipes, stop, index, progress) as crew:
        yield crew


class Machine:
    """A `driver.Hall`: this machine."""

    waiting = ""
    logs = "they may have run out of memory: try fewer --workers"

    def hire(self) -> Process:
        return Process()

    def pack(self, thing: object) -> Any:
        return thing

    async def buried(self, lost: Joined | None, lease: float) -> str:
        return f"worker {lost.pid}" if lost else "a worker that was about to begin"


class Process:
    """A `driver.Hired`: a process at the other end of a pipe, asked one thing after another by a thread of its own."""

    def __init__(self) -> None:
        context = multiprocessing.get_context("spawn")  # a fork would take along the threads of others
        self._pipe, there = context.Pipe()
        self._process = context.Process(target=_live, args=(there,), daemon=True)
        self._process.start()
        there.close()  # so that its end is seen here
        self._thread = ThreadPoolExecutor(1)

    async def connect(self, given: Given, index: Any) -> Joined:
        joined: Joined = await self._asked("connect", given, index)
        return joined

    async def news(self, seen: int, allowed: Allowance, grace: float | None) -> News:
        news: News = await self._asked("news", seen, allowed, grace)
        return news

    async def take(self, *parcels: Any) -> list[bool]:
        taken: list[bool] = await self._asked("take", *parcels)
        return taken

    def dismiss(self) -> None:
        self._process.kill()
        self._process.join(DIES_WITHIN)
        self._thread.shutdown(wait=False)

    async def _asked(self, what: str, *arguments: object) -> Any:
        return await asyncio.get_running_loop().run_in_executor(self._thread, self._ask, what, arguments)

    def _ask(self, what: str, arguments: tuple[object, ...]) -> Any:
        try:
            self._pipe.send((what, arguments))
            worked, found = self._pipe.recv()
        except (EOFError, OSError):
            self._process.join(DIES_WITHIN)
            raise WorkerLost(f"exit code {self._process.exitcode}") from None
        if not worked:
            raise found
        return found


def _live(pipe: Connection) -> None:
    """What the process does: answers what is asked through the pipe, until it is ended. A signal to stop that reaches all
    processes of a job is for the first of them, which lets what is in flight come in."""
    apart.begin()
    signal.signal(signal.SIGTERM, signal.SIG_IGN)
    asyncio.run(_serve(pipe))


async def _serve(pipe: Connection) -> None:
    worker, loop = Worker(platform.node), asyncio.get_running_loop()

    def answer() -> None:
        while True:
            what, arguments = pipe.recv()
            asked = asyncio.run_coroutine_threadsafe(getattr(worker, what)(*arguments), loop)
            try:
                found = True, asked.result()
            except Exception as error:
                if not isinstance(error, RephraseError):
                    error.add_note(traceback.format_exc())  # which does not pass through a pipe by itself
                found = False, error
            pipe.send(found)

    def listen() -> None:
        try:
            answer()
        finally:
            die()

    threading.Thread(target=listen, daemon=True).start()
    await asyncio.Event().wait()
