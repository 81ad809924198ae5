"""Who works on a run: a model and a judge, connected, and the work done with them. Knows no shards and no order."""

from __future__ import annotations

from collections.abc import AsyncIterator, Awaitable, Callable, Iterator, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass, field

from rephrase import decontaminate
from rephrase.apart import Apart
from rephrase.engines import local
from rephrase.job import Recipes
from rephrase.journal import Journals
from rephrase.judges import judging
from rephrase.options import Options
from rephrase.report.progress import Gauges
from rephrase.rewriter import connected
from rephrase.shard import Shard
from rephrase.stop import Stop
from rephrase.work import Listener, Work


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
    """One process's part: whom it met, its gauges, and its work."""

    met: Met
    gauges: Callable[[], Gauges]
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
) -> AsyncIterator[Hands]:
    """A process's work on a run, connected until the block ends. Raises RephraseError for what the user can mend."""
    pipeline = recipes.own.pipeline
    async with (
        connected(options, pipeline, stop.guarded, listener.say) as model,
        judging(options, pipeline, model, connected, stop.guarded, journals.recorded) as panel,
    ):
        met = Met(model.name, model.where, panel.name if panel.judge else "", panel.where, panel.identity)
        yield Hands(met, model.gauges, Work(options, recipes, model, panel, journals, stop, index, listener, apart))


@asynccontextmanager
async def alone(
    options: Options,
    recipes: Recipes,
    journals: Journals,
    stop: Stop,
    index: decontaminate.Index | None,
    listener: Listener,
) -> AsyncIterator[Crew]:
    """A crew of this process alone."""
    with Apart(options.workers).open() as apart:
        async with working(options, recipes, journals, stop, index, listener, apart) as hands:
            yield Crew(hands.met, hands.gauges, lambda shards: local.run(shards, hands.work))
