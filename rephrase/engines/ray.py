"""Shards over a Ray cluster, which hires the driver's workers.

A key travels as an argument of a call, from memory to memory: Ray writes the environment that it is asked for
(`runtime_env`) into its logs.
"""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, contextmanager, suppress
from typing import Any

from rephrase import decontaminate
from rephrase.crew import Crew
from rephrase.engines import cluster, driver
from rephrase.engines.driver import WorkerLost
from rephrase.engines.seats import most_workers
from rephrase.engines.worker import Allowance, Given, Joined, News
from rephrase.errors import RephraseError, UsageError
from rephrase.job import Recipes
from rephrase.options import Options
from rephrase.report.progress import Progress
from rephrase.stop import Stop

INSTALL = "pip install 'rephrase-corpus[ray]' on every node, in the same version"


@asynccontextmanager
async def crew(
    options: Options, recipes: Recipes, stop: Stop, index: decontaminate.Index | None, progress: Progress
) -> AsyncIterator[Crew]:
    """The workers of a cluster, one a node where no number is given, the first of them connected.

    Raises UsageError where there is no Ray or no cluster, and what a worker raises.
    """
    with cluster.joined(options.ray_address):
        count = most_workers(options, options.workers or max(len(cluster.nodes()), 1))
        progress.say(f"ray: {count} workers on {len(cluster.nodes())} nodes")
        async with driver.crew(Cluster(options.lease), count, options, recipes, stop, index, progress) as crew:
            yield crew


class Cluster:
    """A `driver.Hall`: the cluster that this process has joined. A worker is asked again for `lease` seconds and one."""

    waiting = ": each takes 1 CPU of the cluster"
    logs = "see Ray's logs of those workers"

    def __init__(self, lease: float) -> None:
        self._lease = lease

    def hire(self) -> Actor:
        return Actor(cluster.hire(), self._lease + 1)

    def pack(self, thing: object) -> Any:
        import ray

        return ray.put(thing)

    async def buried(self, lost: Joined | None, lease: float) -> str:
        if lost is None:
            return "a worker that was about to begin"
        if lost.node in cluster.nodes():
            return f"worker {lost.pid} on node {lost.node[:8]}"
        await asyncio.sleep(lease + 1)  # the node is cut off rather than dead, perhaps: then its workers end themselves
        return f"node {lost.node[:8]} and its worker {lost.pid}"


class Actor:
    """A `driver.Hired`: an actor of Ray, asked again for so many seconds where it cannot be reached."""

    def __init__(self, actor: Any, patience: float) -> None:
        self._actor, self._patience = actor, patience

    async def connect(self, given: Given, index: Any) -> Joined:
        with _heard():
            joined: Joined = await self._actor.connect.remote(given, index)
        return joined

    async def news(self, seen: int, allowed: Allowance, grace: float | None) -> News:
        with _heard():
            news: News = await cluster.asked(self._patience, self._actor.news, seen, allowed, grace)
        return news

    async def take(self, *parcels: Any) -> list[bool]:
        with _heard():
            taken: list[bool] = await cluster.asked(self._patience, self._actor.take, *parcels)
        return taken

    def dismiss(self) -> None:
        import ray
        from ray.exceptions import RayError

        with suppress(RayError):
            ray.kill(self._actor)


@contextmanager
def _heard() -> Iterator[None]:
    """Ray's errors as a worker's own. Raises UsageError where a node cannot even load this program."""
    from ray.exceptions import RayError, RayTaskError

    try:
        yield
    except RayTaskError as error:
        raise (error.cause if isinstance(error.cause, RephraseError) else error) from None
    except RayError as death:
        said = str(death).strip().splitlines()
        if getattr(death, "actor_init_failed", False):
            raise UsageError(f"a node of the cluster cannot load this program: {said[-1]}", INSTALL) from None
        raise WorkerLost(" ".join(line for line in said[1:] if not line.startswith("\t"))) from None  # less its ids
