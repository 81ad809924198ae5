"""The local engine over a Batch API: the same chains, many more of them, each of whose questions waits for its wave."""

from __future__ import annotations

import asyncio
import os
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import AsyncExitStack, asynccontextmanager
from functools import partial
from pathlib import Path

from rephrase import rewriter
from rephrase.engines import local
from rephrase.errors import OutputError, UsageError
from rephrase.models import batch_api
from rephrase.models.batch import Pace, Post
from rephrase.models.endpoint import Address, connect
from rephrase.models.ledger import Ledger
from rephrase.options import Options, is_embedded
from rephrase.recipe import Pipeline
from rephrase.report.progress import Gauges
from rephrase.rewriter import Guard, Model
from rephrase.shard import Shard

DOCUMENTS = 20_000  # in flight, where --concurrency does not say: two files of requests of 20 kB each, and their memory


class Batching:
    """A run's batches: `connected` gives the rewriter and a judge at the same place, `run` is the engine."""

    def __init__(self, options: Options, pace: Pace | None = None) -> None:
        if is_embedded(options):
            raise UsageError(
                "--engine batch needs an endpoint", "name one with --base-url, or put a key in OPENAI_API_KEY"
            )
        if options.more_base_urls:
            raise UsageError("--engine batch works with one --base-url", "name one endpoint")
        self._options = options
        self._pace = pace or Pace()
        self._post: Post | None = None
        self._documents = options.concurrency or DOCUMENTS

    @asynccontextmanager
    async def connected(
        self, options: Options, pipeline: Pipeline, guarded: Guard, say: Callable[[str], None] = lambda line: None
    ) -> AsyncIterator[Model]:
        """The model that the options name: through batches where it is where the run's are, else as the local engine has it."""
        if not self._is_here(options):
            async with rewriter.connected(options, pipeline, guarded, say) as model:
                yield model
            return
        address = _address(options)
        async with AsyncExitStack() as stack:
            endpoint = await stack.enter_async_context(connect(address))
            if self._post is None:
                self._post = await stack.enter_async_context(self._posting(address, pipeline.retries, say))
            generate = guarded(self._post.model(endpoint.model))
            where = f"{address.base_url} (batches)"
            yield Model(endpoint.model, where, generate, lambda: self._documents, partial(self._gauges, self._post))

    async def run(self, shards: Iterator[Shard], work: local.Work, shard_size: int) -> None:
        """As the local engine; the batches are forgotten once all is done."""
        if self._post is None:
            raise RuntimeError("not connected")
        self._post.flow = local.Flow(self._post.changed)
        spare_shards = local.OPEN_SHARDS + self._documents // shard_size
        await local.run(shards, work, spare_shards, self._post.flow)
        if not work.stopping:
            self._post.ledger.clear()

    @asynccontextmanager
    async def _posting(self, address: Address, retries: int, say: Callable[[str], None]) -> AsyncIterator[Post]:
        ledger = Ledger(Path(str(self._options.output)))  # a run sees to it that it is one
        ledger.load()
        if elsewhere := next((entry.where for entry in ledger.entries if entry.where != address.base_url), ""):
            raise OutputError(f"{self._options.output} waits for batches at {elsewhere}", "name it with --base-url")
        if ledger.entries:
            say(f"going on with {len(ledger.entries)} batches of an earlier sitting")
        async with batch_api.connected(address, self._options.give_up_after) as api:
            post = Post(api, ledger, retries, self._pace, say)
            work = asyncio.create_task(post.work())
            try:
                yield post
            finally:
                work.cancel()
                await asyncio.gather(work, return_exceptions=True)

    def _is_here(self, options: Options) -> bool:
        """Whether the model is where the run's batches are, to be asked with the same key."""
        return not is_embedded(options) and _address(options, model="") == _address(self._options, model="")

    def _gauges(self, post: Post) -> Gauges:
        return Gauges(post.in_flight, self._documents, post.again, post.waiting_for)


def _address(options: Options, model: str | None = None) -> Address:
    url = options.base_url or os.environ.get("OPENAI_BASE_URL") or rewriter.DEFAULT_OPENAI_URL
    key = os.environ.get(options.api_key_env) or "none"
    return Address(url, key, options.api_key_env, options.model if model is None else model)
