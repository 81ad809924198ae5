"""Who works on a run: a model and a judge, connected, and the work done with them. Knows no shards and no order."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator, Mapping
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from dataclasses import dataclass, field
from importlib import import_module
from typing import TYPE_CHECKING

from rephrase import decontaminate
from rephrase.apart import Apart, OneCore
from rephrase.engines import local
from rephrase.job import Recipes
from rephrase.journal import Journals
from rephrase.judges import judging
from rephrase.options import Options, is_embedded
from rephrase.report.progress import Gauges
from rephrase.rewriter import Model, connected
from rephrase.shard import Shard
from rephrase.stop import Stop
from rephrase.work import Listener, Work

if TYPE_CHECKING:
    from rephrase.engines.batch import Batching

LOOK_AGAIN = 0.05  # seconds
Connected = Callable[..., AbstractAsyncContextManager[Model]]


@dataclass(frozen=True, slots=True)
class Met:
    """The model and the judge that somebody is connected to: names and places, and what of the judge must not change."""

    model: str
    where: str
    judge: str = ""
    judge_where: str = ""
    judge_identity: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Crew:
    """Those who do a run's work. `run` works on shards until there are no more, or the run stops."""

    met: Met
    gauges: Callable[[], Gauges]
    run: Callable[[Iterator[Shard]], Awaitable[None]]


@dataclass(frozen=True, slots=True)
class Hands:
    """One process's part: whom it met, its gauges, its share of the requests at once, and its work."""

    met: Met
    gauges: Callable[[], Gauges]
    share: Callable[[int], None]
    work: Work


@asynccontextmanager
async def working(
    options: Options,
    recipes: Recipes,
    journals: Journals,
    stop: Stop,
    index: decontaminate.Index | None,
    listener: Listener,
    apart: Apart,
    connect: Connected = connected,
) -> AsyncIterator[Hands]:
    """A process's work on a run, connected until the block ends. Raises RephraseError for what the user can mend."""
    pipeline = recipes.own.pipeline
    async with (
        connect(options, pipeline, stop.guarded, listener.say) as model,
        judging(options, pipeline, model, connect, stop.guarded, journals.recorded) as panel,
        _readying(model),
    ):
        met = Met(model.name, model.where, panel.name if panel.judge else "", panel.where, panel.identity)
        work = Work(options, recipes, model, panel, journals, stop, index, listener, apart)
        yield Hands(met, model.gauges, model.share, work)


@asynccontextmanager
async def _readying(model: Model) -> AsyncIterator[None]:
    """Imports the checks, which takes a fifth of a second, while the first requests are answered."""

    async def ready() -> None:
        while not model.gauges().in_flight:  # noqa: ASYNC110  # gauges are asked, they tell nobody
            await asyncio.sleep(LOOK_AGAIN)
        await asyncio.to_thread(import_module, "rephrase.fidelity.checks")

    task = asyncio.create_task(ready())
    try:
        yield
    finally:
        task.cancel()


@asynccontextmanager
async def alone(
    options: Options,
    recipes: Recipes,
    journals: Journals,
    stop: Stop,
    index: decontaminate.Index | None,
    listener: Listener,
    batching: Batching | None = None,
) -> AsyncIterator[Crew]:
    """A crew of this process alone."""
    crowded = is_embedded(options) and not options.workers  # a model in this process needs the cores more
    with (OneCore() if crowded else Apart(options.workers)).open() as apart:
        connect = batching.connected if batching else connected
        async with working(options, recipes, journals, stop, index, listener, apart, connect) as hands:
            size = recipes.own.pipeline.shard_size
            yield Crew(
                hands.met,
                hands.gauges,
                lambda shards: batching.run(shards, hands.work, size) if batching else local.run(shards, hands.work),
            )
