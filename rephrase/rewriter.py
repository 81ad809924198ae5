"""The model that rewrites, connected: an endpoint or several, weights on disk, or the bundled ones. Knows no documents."""

from __future__ import annotations

import os
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass
from functools import partial

from rephrase.data import Generate
from rephrase.models import embedded
from rephrase.models.connect import connected_pool
from rephrase.models.endpoint import Address
from rephrase.models.pool import Limits, Pool
from rephrase.options import Options, is_embedded
from rephrase.recipe import Pipeline
from rephrase.report.progress import Gauges

# Documents in flight where the limit is learned: twice the requests, within these bounds for memory's sake.
FEWEST_DOCUMENTS, MOST_DOCUMENTS = 64, 4096
FEW_PLACES = 16
Guard = Callable[[Generate], Generate]
DEFAULT_OPENAI_URL = "https://api.openai.com/v1"


@dataclass(frozen=True, slots=True)
class Model:
    """A connected model: what it is called, where it answers, how many documents keep it busy now, and its gauges.

    `share` says how many requests there may be at once from now on, where that is not learned.
    """

    name: str
    where: str
    generate: Generate
    documents: Callable[[], int]
    gauges: Callable[[], Gauges]
    share: Callable[[int], None] = lambda requests: None


@asynccontextmanager
async def connected(
    options: Options,
    pipeline: Pipeline,
    guarded: Guard = lambda model: model,
    say: Callable[[str], None] = lambda line: None,
) -> AsyncIterator[Model]:
    """The model that the options and the environment name: an endpoint, weights on disk, or the bundled ones.

    `guarded` stands between the queue and the wire: what waits for a free place can still be kept from being sent.
    """
    if is_embedded(options):
        path = embedded.weights(options.model)
        slots = min(options.concurrency or embedded.DEFAULT_SLOTS, embedded.MOST_SLOTS)
        with embedded.serve(path, slots) as serving:
            address = Address(serving.base_url, "none", model=serving.model)
            async with connected_pool([address], guarded, Limits(pipeline.retries, slots)) as (name, pool):
                yield Model(name, "llama.cpp in this process", pool.generate, lambda: slots, partial(_gauges, pool))
        return
    first = options.base_url or os.environ.get("OPENAI_BASE_URL") or DEFAULT_OPENAI_URL
    key = os.environ.get(options.api_key_env) or "none"
    urls = dict.fromkeys((first, *options.more_base_urls))
    addresses = [Address(url, key, options.api_key_env, options.model) for url in urls]
    limits = Limits(
        pipeline.retries,
        options.concurrency,
        options.requests_per_minute,
        options.tokens_per_minute,
        options.give_up_after,
    )
    async with connected_pool(addresses, guarded, limits, say) as (name, pool):
        busy = partial(_documents_in_flight, pool, options.concurrency)
        yield Model(name, ", ".join(urls), pool.generate, busy, partial(_gauges, pool), pool.share)


def _gauges(pool: Pool) -> Gauges:
    return Gauges(pool.in_flight, pool.limit, pool.again)


def _documents_in_flight(pool: Pool, concurrency: int) -> int:
    """Twice as many as the endpoints take, since a document is not always with one: it is checked, or on its way to disk.

    No more than they take where few places were asked for: a server of so few keeps each chain's prefix in its place.
    """
    if 0 < concurrency <= FEW_PLACES:
        return pool.limit
    return min(max(2 * pool.limit, FEWEST_DOCUMENTS), MOST_DOCUMENTS)
