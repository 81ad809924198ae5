"""A run from its arguments to its summary: read, number shards, skip the finished, work, sum up. Prints through Progress."""

from __future__ import annotations

import itertools
from collections.abc import Container, Iterator, Mapping
from contextlib import AbstractAsyncContextManager, AbstractContextManager, nullcontext
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from rephrase import __version__, benchmark, decontaminate, diversity, outlook, output, resume
from rephrase.card import write_card
from rephrase.corpus import Corpus, survey
from rephrase.crew import Crew, Met, alone
from rephrase.data import Document
from rephrase.engines.batch import Batching
from rephrase.errors import UsageError
from rephrase.job import Recipes
from rephrase.journal import Journals
from rephrase.models import ledger
from rephrase.models.batch import Pace
from rephrase.options import Options, chosen_recipes, is_embedded, read_of, unrouted
from rephrase.plugins import did_you_mean
from rephrase.recipe import Pipeline
from rephrase.report.progress import Progress
from rephrase.shard import Shard, numbered
from rephrase.stop import Budget, Stop

ENGINES = ("local", "ray", "batch")


@dataclass(frozen=True, slots=True)
class Summary:
    """What a run came to. `fresh` is false when all had been done before and nothing was sent."""

    counts: output.Counts
    reasons: Mapping[str, int]
    fresh: bool


async def run(options: Options, progress: Progress, pace: Pace | None = None) -> Summary:
    """Does the whole job, or what is left of it. Raises RephraseError for what the user can mend, Stopped when it was stopped.

    `pace` is that of the batch engine.
    """
    batching = _batching(options, pace)
    recipes = chosen_recipes(options)
    budget = _budget(options, recipes.own.pipeline)
    documents = _documents(options, progress)
    corpus = survey(options.inputs, options.split, options.config)
    output.prepare(options.output)
    with resume.locked(options.output):
        return await _run(options, recipes, budget, documents, corpus, batching, progress)


async def _run(
    options: Options,
    recipes: Recipes,
    budget: Budget,
    documents: Iterator[Document],
    corpus: Corpus,
    batching: Batching | None,
    progress: Progress,
) -> Summary:
    pipeline = recipes.own.pipeline
    output.tidy(options.output)
    identity = resume.identity(options, recipes, corpus)
    named = {"model": options.model} if options.model and not is_embedded(options) else {}
    before = resume.earlier(options.output, identity | named, options.extend)
    if before.get("complete") and before["identity"].items() >= identity.items():
        return Summary(output.Counts(**before["counts"]), before.get("reasons", {}), fresh=False)
    base_shards = int(before.get("base_shards", 0))
    if options.extend:
        base_shards = resume.extended(before, identity, options.output)
    done = output.finished(options.output)
    journals = Journals(options.output)
    journals.tidy(list(done), options.keep_journal)
    paid = output.usage(sum(done.values(), output.Counts())) + journals.load(done)
    stop = Stop(budget, paid, 0.0) if batching else Stop(budget, paid)

    index = _index(options, progress)
    progress.total_bytes, progress.limit, progress.variants = corpus.size, options.limit, options.variants
    progress.prices = pipeline.prices
    async with _crew(options, recipes, journals, stop, index, batching, progress) as crew:
        progress.gauges = crew.gauges
        progress.say(f"model: {crew.met.model} at {crew.met.where}")
        if crew.met.judge:
            progress.say(f"judge: {crew.met.judge} at {crew.met.judge_where}, shown {pipeline.judge}")
        late = {"model": crew.met.model, "judge": crew.met.judge_identity}
        resume.earlier(options.output, late)
        manifest = _manifest(recipes, crew.met, identity | late, base_shards)
        output.write_manifest(options.output, manifest)
        if base_shards:
            documents = resume.new(documents, options.output, base_shards)
        shards = numbered(documents, pipeline.shard_size, base_shards)
        with stop.on_signals(progress.say), progress.showing(), _outlook(options, base_shards, progress):
            progress.skip(done)
            await crew.run(_unfinished(shards, done, progress))
    if stop.reason:
        raise stop.reason

    journals.tidy((), options.keep_journal)
    return _summed_up(options.output, manifest, progress)


def _crew(
    options: Options,
    recipes: Recipes,
    journals: Journals,
    stop: Stop,
    index: decontaminate.Index | None,
    batching: Batching | None,
    progress: Progress,
) -> AbstractAsyncContextManager[Crew]:
    """Those who do the work, as the options' engine says."""
    if options.engine == "ray":
        from rephrase.engines import ray

        return ray.crew(options, recipes, stop, index, progress)
    return alone(options, recipes, journals, stop, index, progress, batching)


def _batching(options: Options, pace: Pace | None) -> Batching | None:
    """The batch engine where it is asked for. Raises UsageError for an engine that there is not, or one that would pay twice."""
    if options.engine not in ENGINES:
        near = did_you_mean(options.engine, ENGINES)
        raise UsageError(f"unknown engine: {options.engine!r}", near or f"there are: {', '.join(ENGINES)}")
    if options.engine == "batch":
        return Batching(options, pace)
    if waiting := ledger.waiting(options.output):
        hint = f"go on with --engine batch; without {options.output / ledger.FOLDER} their answers are paid for again"
        raise UsageError(f"{options.output} waits for {waiting} batches", hint)
    return None


def _manifest(recipes: Recipes, met: Met, identity: Mapping[str, Any], base_shards: int) -> dict[str, Any]:
    """What the run is made of, before anything came out."""
    return {
        "rephrase": __version__,
        "identity": identity,
        "pipeline": recipes.own.pipeline.model_dump(mode="json"),
        "routes": {name: routed.pipeline.model_dump(mode="json") for name, routed in recipes.routed.items()},
        "model": met.model,
        "version": __version__,
        "complete": False,
        "base_shards": base_shards,
    }


def _summed_up(out: Path, manifest: Mapping[str, Any], progress: Progress) -> Summary:
    """The finished run's totals, in its manifest and its card."""
    counts = sum(output.finished(out).values(), output.Counts())
    reasons, measured = output.reasons(out), diversity.report(diversity.of_run(out))
    for line in diversity.warnings(measured):
        progress.warn(line)
    came_out = {"complete": True, "counts": asdict(counts), "reasons": dict(reasons), "diversity": measured}
    whole = {**manifest, **came_out}
    output.write_manifest(out, whole)
    write_card(out, whole)
    return Summary(counts, reasons, fresh=True)


def _unfinished(shards: Iterator[Shard], done: Container[int], progress: Progress) -> Iterator[Shard]:
    """The shards that are still to be made; what the others hold is passed over."""
    for shard in shards:
        if shard.number in done:
            progress.pass_over(shard.documents)
        else:
            yield shard


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


def _outlook(options: Options, base_shards: int, progress: Progress) -> AbstractContextManager[None]:
    """Looks through the input beside the run, so that its end can be foretold. Not what can be read only once, as a pipe,
    nor what would have to be fetched again."""
    if not all(path.is_file() or path.is_dir() for path in map(Path, options.inputs)):
        return nullcontext()

    def again() -> Iterator[Document]:
        first = itertools.islice(unrouted(options, lambda line: None), options.limit)
        return resume.new(first, options.output, base_shards) if base_shards else first

    return outlook.looking(again, progress.expect)


def _documents(options: Options, progress: Progress) -> Iterator[Document]:
    """The documents, the first one read already, so that a wrong path or an empty folder is told before anything else."""
    documents = (unrouted if options.engine == "ray" else read_of)(options, progress.warn)  # ray's workers route them
    first = next(documents)
    return itertools.islice(itertools.chain([first], documents), options.limit)
