"""A run from its arguments to its summary: read, number shards, skip the finished, work, sum up. Prints through Progress."""

from __future__ import annotations

import itertools
import os
from collections.abc import AsyncIterator, Callable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager, asynccontextmanager
from dataclasses import asdict, dataclass
from functools import partial
from pathlib import Path

from rephrase import __version__, benchmark, chain, decontaminate, diversity, job, outlook, output, resume
from rephrase.card import write_card
from rephrase.corpus import Corpus, survey
from rephrase.data import Document, Generate, Result, Variant
from rephrase.engines import local
from rephrase.errors import UsageError
from rephrase.formats import read
from rephrase.job import Job, Recipes
from rephrase.journal import Journals
from rephrase.judges import Panel, judging
from rephrase.models import embedded
from rephrase.models.connect import connected_pool
from rephrase.models.endpoint import Address
from rephrase.models.pool import GIVE_UP_AFTER, Limits, Pool
from rephrase.recipe import Pipeline, load_override, load_pipeline
from rephrase.report.progress import Gauges, Progress
from rephrase.route import routed
from rephrase.rows import row
from rephrase.shard import Shard, numbered
from rephrase.stop import Budget, NotAsked, Stop

FEWEST_DOCUMENTS, MOST_DOCUMENTS = (
    64,
    4096,
)  # in flight, where the limit is learned: twice the requests, for memory's sake
Guard = Callable[[Generate], Generate]
DEFAULT_OPENAI_URL = "https://api.openai.com/v1"


@dataclass(frozen=True, slots=True)
class Options:
    """What the command line was given. `concurrency` (requests at once at each endpoint) 0 = what it keeps up with.
    `more_base_urls` serve the same model; `give_up_after` is in seconds; 0 a minute = no bound.

    Without `judge_model` and `judge_base_url` the rewriter judges, where the recipe says that somebody does. `max_cost` is in
    US dollars, `max_time` in seconds.
    """

    inputs: tuple[Path | str, ...]
    output: Path
    pipeline: str = "auto"
    base_url: str = ""
    model: str = ""
    api_key_env: str = "OPENAI_API_KEY"
    variants: int = 1
    limit: int | None = None
    seed: int = 0
    concurrency: int = 0
    settings: tuple[str, ...] = ()
    text_field: str = "text"
    judge_model: str = ""
    judge_base_url: str = ""
    judge_api_key_env: str = ""
    judge_prompt: str = "judge"
    extend: bool = False
    keep_journal: bool = False
    max_cost: float | None = None
    max_total_tokens: int | None = None
    max_time: float | None = None
    decontaminate: tuple[Path, ...] = ()
    more_base_urls: tuple[str, ...] = ()
    give_up_after: float = GIVE_UP_AFTER
    requests_per_minute: int = 0
    tokens_per_minute: int = 0
    id_field: str = "id"
    keep_fields: tuple[str, ...] = ()
    split: str = ""
    config: str = ""


@dataclass(frozen=True, slots=True)
class Summary:
    """What a run came to. `fresh` is false when all had been done before and nothing was sent."""

    counts: output.Counts
    reasons: Mapping[str, int]
    fresh: bool


async def run(options: Options, progress: Progress) -> Summary:
    """Does the whole job, or what is left of it. Raises RephraseError for what the user can mend, Stopped when it was stopped."""
    recipes = chosen_recipes(options)
    budget = _budget(options, recipes.own.pipeline)
    documents = _documents(options, progress)
    corpus = survey(options.inputs, options.split, options.config)
    output.prepare(options.output)
    with resume.locked(options.output):
        return await _run(options, recipes, budget, documents, corpus, progress)


async def _run(
    options: Options,
    recipes: Recipes,
    budget: Budget,
    documents: Iterator[Document],
    corpus: Corpus,
    progress: Progress,
) -> Summary:
    pipeline = recipes.own.pipeline
    output.tidy(options.output)
    identity = resume.identity(options, recipes, corpus)
    named = {"model": options.model} if options.model and not _is_embedded(options) else {}
    before = resume.earlier(options.output, identity | named, options.extend)
    if before.get("complete") and before["identity"].items() >= identity.items():
        return Summary(output.Counts(**before["counts"]), before.get("reasons", {}), fresh=False)
    base_shards = int(before.get("base_shards", 0))
    if options.extend:
        base_shards = resume.extended(before, identity, options.output)
    done = output.finished(options.output)
    journals = Journals(options.output)
    journals.tidy(list(done), options.keep_journal)
    stop = Stop(budget, output.usage(sum(done.values(), output.Counts())) + journals.paid())

    index = _index(options, progress)
    progress.total_bytes, progress.limit, progress.variants = corpus.size, options.limit, options.variants
    progress.prices = pipeline.prices
    async with (
        connected(options, pipeline, stop.guarded, progress.say) as model,
        judging(options, pipeline, model, connected, stop.guarded, journals.recorded) as panel,
    ):
        progress.gauges = model.gauges
        progress.say(f"model: {model.name} at {model.where}")
        if panel.judge:
            progress.say(f"judge: {panel.name} at {panel.where}, shown {pipeline.judge}")
        late = {"model": model.name, "judge": panel.identity}
        resume.earlier(options.output, late)
        identity |= late
        manifest = {
            "rephrase": __version__,
            "identity": identity,
            "pipeline": pipeline.model_dump(mode="json"),
            "routes": {name: routed.pipeline.model_dump(mode="json") for name, routed in recipes.routed.items()},
            "model": model.name,
            "version": __version__,
            "complete": False,
            "base_shards": base_shards,
        }
        output.write_manifest(options.output, manifest)
        work = _Work(options, recipes, model, panel, journals, stop, index, progress)
        with stop.on_signals(progress.say), progress.showing(), _outlook(options, base_shards, progress):
            await work.on(documents, done, base_shards)
    if stop.reason:
        raise stop.reason

    journals.tidy((), options.keep_journal)
    counts = sum(output.finished(options.output).values(), output.Counts())
    reasons = output.reasons(options.output)
    manifest |= {"complete": True, "counts": asdict(counts), "reasons": dict(reasons)}
    manifest["diversity"] = measured = diversity.report(diversity.of_run(options.output))
    for line in diversity.warnings(measured):
        progress.warn(line)
    output.write_manifest(options.output, manifest)
    write_card(options.output, manifest)
    return Summary(counts, reasons, fresh=True)


@dataclass(frozen=True, slots=True)
class _Work:
    """Sends the documents of unfinished shards through their chains and writes each shard as it is done."""

    options: Options
    recipes: Recipes
    model: Model
    panel: Panel
    journals: Journals
    stop: Stop
    index: decontaminate.Index | None
    progress: Progress

    async def on(self, documents: Iterator[Document], done: Mapping[int, output.Counts], base_shards: int) -> None:
        """Works until all is done, or the run stops."""
        pipeline, out = self.recipes.own.pipeline, self.options.output
        generate = self.journals.recorded(self.model.name, self.model.generate)
        writer = chain.Writer(generate, pipeline, self.progress.answer, self.panel.judge, self.progress.chunk)
        jobs = Job(self.recipes, writer, self.options.variants, self.options.seed, self.index)
        self.progress.skip(done)

        async def work(shard: Shard, document: Document, planned: Sequence[Variant]) -> Sequence[Result] | None:
            self.journals.enter(shard.number)
            self.progress.begin(document, len(planned))
            try:
                results = await jobs.work(document, planned)
            except NotAsked:
                return None
            self.progress.results(results)
            return results

        def finish(shard: Shard, results: Sequence[Result]) -> None:
            rows = [row(result, model=self.model.name, keep_source=pipeline.keep_source) for result in results]
            footer = {diversity.FOOTER: diversity.measure(results).to_json()}
            output.write_shard(out, shard.number, rows, output.count(results, len(shard.documents)), footer)
            self.journals.close(shard.number, self.options.keep_journal)

        if base_shards:
            documents = resume.new(documents, out, base_shards)
        numbers = numbered(documents, pipeline.shard_size, base_shards)

        def unfinished() -> Iterator[Shard]:
            for shard in numbers:
                if shard.number in done:
                    self.progress.pass_over(shard.documents)
                else:
                    yield shard

        await local.run(unfinished(), jobs.plan, work, finish, self.model.documents, lambda: self.stop.stopping)


def _index(options: Options, progress: Progress) -> decontaminate.Index | None:
    """What the run must not leak; says how many items are too short to be found."""
    if not options.decontaminate:
        return None
    index = decontaminate.build(benchmark.items(options.decontaminate))
    if index.unmatched:
        progress.warn(f"{index.unmatched} benchmark items have fewer than {decontaminate.SHORTEST} words: not matched")
    return index


def _budget(options: Options, pipeline: Pipeline) -> Budget:
    if options.max_cost is not None and not (pipeline.prices.prompt or pipeline.prices.completion):
        hint = (
            "say them in US dollars a million tokens with --price-in and --price-out, or in the recipe under `prices`"
        )
        raise UsageError("--max-cost needs prices", hint)
    return Budget(pipeline.prices, options.max_cost, options.max_total_tokens, options.max_time)


def chosen_recipes(options: Options) -> Recipes:
    """The recipes as they will be used, with what the bundled model needs under the user's settings.

    Raises UsageError for a name that stands for no file, an unknown key, and prompts that do not go together.
    """
    under = load_override("embedded") if _uses_bundled_weights(options) else {}
    own = load_pipeline(options.pipeline, under, options.settings)
    routed = {route: load_pipeline(name, under, options.settings) for route, name in own.routes.items()}
    return Recipes(job.load(own), {route: job.load(pipeline) for route, pipeline in routed.items()})


@dataclass(frozen=True, slots=True)
class Model:
    """A connected model: what it is called, where it answers, how many documents keep it busy now, and its gauges."""

    name: str
    where: str
    generate: Generate
    documents: Callable[[], int]
    gauges: Callable[[], Gauges]


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
    if _is_embedded(options):
        path = embedded.weights(options.model)
        slots = min(options.concurrency or embedded.DEFAULT_SLOTS, embedded.MOST_SLOTS)
        with embedded.serve(path, slots) as serving:
            address = Address(serving.base_url, "none", model=serving.model)
            async with connected_pool([address], guarded, Limits(pipeline.retries, slots)) as (name, pool):
                where = f"{serving.base_url} (llama.cpp in this process)"
                yield Model(name, where, pool.generate, lambda: slots, partial(_gauges, pool))
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
        yield Model(name, ", ".join(urls), pool.generate, busy, partial(_gauges, pool))


def _gauges(pool: Pool) -> Gauges:
    return Gauges(pool.in_flight, pool.limit, pool.again)


def _documents_in_flight(pool: Pool, concurrency: int) -> int:
    return pool.limit if concurrency else min(max(2 * pool.limit, FEWEST_DOCUMENTS), MOST_DOCUMENTS)


def _is_embedded(options: Options) -> bool:
    if embedded.is_local(options.model):
        return True
    return not (options.base_url or os.environ.get("OPENAI_BASE_URL") or os.environ.get(options.api_key_env))


def _uses_bundled_weights(options: Options) -> bool:
    return _is_embedded(options) and not options.model


def read_of(options: Options, warn: Callable[[str], None]) -> Iterator[Document]:
    """The documents that the options name, with their routes."""
    return routed(_read(options, warn))


def _read(options: Options, warn: Callable[[str], None]) -> Iterator[Document]:
    return read(
        options.inputs,
        text_field=options.text_field,
        id_field=options.id_field,
        keep_fields=options.keep_fields,
        split=options.split,
        config=options.config,
        warn=warn,
    )


def _outlook(options: Options, base_shards: int, progress: Progress) -> AbstractContextManager[None]:
    """Looks through the input beside the run, so that its end can be foretold."""

    def again() -> Iterator[Document]:
        first = itertools.islice(_read(options, lambda line: None), options.limit)
        return resume.new(first, options.output, base_shards) if base_shards else first

    return outlook.looking(again, progress.expect)


def _documents(options: Options, progress: Progress) -> Iterator[Document]:
    """The documents, the first one read already, so that a wrong path or an empty folder is told before anything else."""
    documents = read_of(options, progress.warn)
    first = next(documents)
    return itertools.islice(itertools.chain([first], documents), options.limit)
