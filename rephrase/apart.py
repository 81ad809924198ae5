"""Computes what would hold up the event loop: on it where that is short, else in other processes. Knows nothing of checks.

A call that takes milliseconds delays every answer that comes meanwhile, so with a fast endpoint the loop itself becomes what
limits a run. Calls begin on the loop, since a process costs a second of start-up and 150 MB. Once they take more than
`BUSY` of the time, processes are started, and from when those are up all calls go to them, several at a time.
"""

from __future__ import annotations

import asyncio
import multiprocessing
import os
import signal
import threading
import time
from collections import deque
from collections.abc import Awaitable, Callable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from typing import Any, ParamSpec, TypeVar

from rephrase import collector
from rephrase.errors import RephraseError

BUSY = 0.25  # share of the loop's time that calls may take
WINDOW = 2.0  # seconds over which that share is taken
LONG = 50_000  # characters: a call with more in its texts takes a tenth of a second, and goes to a thread at least
TOGETHER = 32  # calls handed over at once: what handing over costs is shared
AHEAD = 2  # such hands a process: it never waits for the next

P = ParamSpec("P")
R = TypeVar("R")
Call = tuple[Callable[..., Any], tuple[Any, ...]]
Away = Callable[..., Awaitable[Any]]  # `here`, or the `run` of an Apart


async def here(function: Callable[..., R], *arguments: Any) -> R:
    """The call, on the event loop: what `Apart.run` does, for who has no run."""
    return function(*arguments)


class Apart:
    """Where calls of pure functions are computed. `workers` processes; 0 = none before they are needed, then one for each
    core but one."""

    def __init__(self, workers: int = 0) -> None:
        self._workers = workers or max((os.cpu_count() or 1) - 1, 1)
        self._pool: ProcessPoolExecutor | None = None
        self._up = asyncio.Event()
        self._waiting: deque[tuple[Call, asyncio.Future[Any]]] = deque()
        self._handed = 0
        self._since, self._spent = time.monotonic(), 0.0
        self._tasks: set[asyncio.Task[None]] = set()
        if workers:
            self._start()

    async def run(self, function: Callable[..., R], *arguments: Any) -> R:
        """What `function` returns or raises; it and its arguments must be such that they can be pickled.

        Raises RephraseError when a process died.
        """
        if self._up.is_set():
            return await self._elsewhere(function, arguments)  # type: ignore[no-any-return]
        if sum(len(text) for text in arguments if isinstance(text, str)) > LONG:
            return await asyncio.to_thread(function, *arguments)
        start = time.monotonic()
        try:
            return function(*arguments)
        finally:
            self._spent += time.monotonic() - start
            self._look(start)

    async def ready(self) -> None:
        """Returns when the processes are up, if they were ever begun."""
        await self._up.wait()

    @contextmanager
    def open(self) -> Iterator[Apart]:
        """Ends the processes with the block."""
        try:
            yield self
        finally:
            for task in self._tasks:
                task.cancel()
            if self._pool:
                self._pool.shutdown(wait=False, cancel_futures=True)

    def _look(self, now: float) -> None:
        if self._pool or now - self._since < WINDOW:
            return
        if self._spent > BUSY * (now - self._since):
            self._start()
        self._since, self._spent = now, 0.0

    def _start(self) -> None:
        context = multiprocessing.get_context("spawn")  # a fork would take along the threads of others
        self._pool = ProcessPoolExecutor(self._workers, context, begin)
        self._task(self._become_ready(self._pool))

    async def _become_ready(self, pool: ProcessPoolExecutor) -> None:
        await asyncio.wrap_future(pool.submit(os.getpid))
        self._up.set()

    async def _elsewhere(self, function: Callable[..., Any], arguments: tuple[Any, ...]) -> Any:
        answer: asyncio.Future[Any] = asyncio.get_running_loop().create_future()
        self._waiting.append(((function, arguments), answer))
        self._hand_over()
        return await answer

    def _hand_over(self) -> None:
        while self._waiting and self._handed < AHEAD * self._workers:
            count = min(TOGETHER, -(-len(self._waiting) // self._workers))
            self._handed += 1
            self._task(self._handed_over([self._waiting.popleft() for _ in range(count)]))

    async def _handed_over(self, hand: Sequence[tuple[Call, asyncio.Future[Any]]]) -> None:
        assert self._pool
        try:
            found = await asyncio.wrap_future(self._pool.submit(all_of, [call for call, _ in hand]))
        except BrokenProcessPool:
            hint = "it may have run out of memory: run the same command again, perhaps with fewer --workers"
            found = [(False, RephraseError("a process that checks rewrites died", hint))] * len(hand)
        finally:
            self._handed -= 1
        for (worked, result), (_, answer) in zip(found, hand, strict=True):
            if not answer.done():
                answer.set_result(result) if worked else answer.set_exception(result)
        self._hand_over()

    def _task(self, work: Any) -> None:
        task = asyncio.ensure_future(work)
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)


class OneCore(Apart):
    """Computes on the loop, or in a thread where it is long: for a process that was given one core."""

    def _look(self, now: float) -> None:
        """However busy the loop is, there is nobody else."""


def all_of(calls: Sequence[Call]) -> list[tuple[bool, Any]]:
    """For each call whether it worked, and what it returned or raised."""
    return [_outcome(function, arguments) for function, arguments in calls]


def _outcome(function: Callable[..., Any], arguments: tuple[Any, ...]) -> tuple[bool, Any]:
    try:
        return True, function(*arguments)
    except Exception as error:
        return False, error


def begin() -> None:
    """The first thing that a process of a pool does. Ctrl-C reaches all processes of a terminal: only the first should
    speak of it. And a pool whose owner was killed would wait for ever: it ends with its owner."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    collector.seldom()
    owner = multiprocessing.parent_process()

    def follow() -> None:
        assert owner
        owner.join()
        os._exit(1)

    threading.Thread(target=follow, daemon=True).start()
