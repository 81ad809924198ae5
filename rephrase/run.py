"""A run from its arguments to its summary: read, number shards, skip the finished, work, sum up. Prints through Progress."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from contextlib import AbstractAsyncContextManager
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from rephrase import __version__, benchmark, decontaminate, diversity, output, parts, resume
from rephrase.card import write_card
from rephrase.corpus import Corpus, survey
from rephrase.crew import Crew, Met, alone
from rephrase.errors import UsageError
from rephrase.job import Recipes
from rephrase.journal import Journals, folder_of
from rephrase.models import ledger
from rephrase.options import Options, chosen_recipes, is_embedded
from rephrase.ours import Ours, all_there
from rephrase.parts import Part
from rephrase.place import Place, Remote
from rephrase.plugins import did_you_mean
from rephrase.recipe import Pipeline
from rephrase.report.progress import Progress
from rephrase.stop import Budget, Stop

if TYPE_CHECKING:
    from rephrase.engines.batch import Batching
    from rephrase.models.batch import Pace

ENGINES = ("local", "ray", "batch")


@dataclass(frozen=True, slots=True)
class Summary:
    """What a run came to. `fresh` is false when all had been done before and nothing was sent."""

    counts: output.Counts
    reasons: Mapping[str, int]
    fresh: bool


async def run(options: Options, progress: Progress, pace: Pace | None = None) -> Summary:
    """Does the whole job or a part of it, or what is left of that. Raises RephraseError for what the user can mend, Stopped
    when it was stopped.

    `pace` is that of the batch engine.
    """
    batching = _batching(options, pace)
    recipes = chosen_recipes(options)
    if options.part.of and options.extend:
        hint = "merge the parts first, then --extend without --part"
        raise UsageError("--part and --extend do not go together", hint)
    budget = _budget(options, recipes.own.pipeline)
    ours = Ours(options, recipes.own.pipeline, progress.warn)
    corpus = survey(options.inputs, options.split, options.config)
    output.prepare(options.output)
    with resume.locked(options.output, ours.part.lock):
        return await _run(options, recipes, budget, ours, corpus, batching, progress)


async def _run(
    options: Options,
    recipes: Recipes,
    budget: Budget,
    ours: Ours,
    corpus: Corpus,
    batching: Batching | None,
    progress: Progress,
) -> Summary:
    pipeline, out, part = recipes.own.pipeline, options.output, ours.part
    output.tidy(out, ours.mine)
    identity = resume.identity(options, recipes, corpus)
    named = {"model": options.model} if options.model and not is_embedded(options) else {}
    before = resume.earlier(out, identity | named, options.extend, part)
    same = before.get("complete") and before["identity"].items() >= identity.items()
    if same and all_there(output.written(out), part, before.get("part", {}).get("total")):
        return Summary(output.Counts(**before["counts"]), before.get("reasons", {}), fresh=False)
    base_shards = int(before.get("base_shards", 0))
    if options.extend:
        base_shards = resume.extended(before, identity, out)
    done = output.finished(out, ours.mine)
    ours.needs(done, base_shards)
    journals = Journals(folder_of(out, options.journal_dir), ours.mine)
    if not before:
        journals.forget()
    journals.tidy(list(done), options.keep_journal)
    paid = output.usage(sum(done.values(), output.Counts())) + journals.load(done)
    stop = Stop(budget, paid, 0.0) if batching else Stop(budget, paid)

    index = _index(options, progress)
    progress.total_bytes, progress.limit, progress.variants = (
        corpus.size // (part.of or 1),
        options.limit,
        options.variants,
    )
    progress.prices = pipeline.prices
    async with _crew(options, recipes, journals, stop, index, batching, progress) as crew:
        progress.gauges = crew.gauges
        progress.say(f"model: {crew.met.model} ({crew.met.where})")
        if crew.met.judge:
            progress.say(f"judge: {crew.met.judge} ({crew.met.judge_where}), shown {pipeline.judge}")
        if isinstance(out, Remote):
            progress.say(f"answers of open shards are kept on this machine, in {journals.folder}")
        late = {"model": crew.met.model, "judge": crew.met.judge_identity}
        resume.earlier(out, late, part=part)
        manifest = _manifest(recipes, crew.met, identity | late, base_shards) | parts.record(part)
        output.write_manifest(out, manifest, part.manifest)
        if part.of:
            resume.earlier(out, identity | late, part=part)  # once more: another part may have begun in this moment
        with stop.on_signals(progress.say), progress.showing(), ours.outlook(progress):
            progress.skip(done)
            await crew.run(ours.shards())
    if stop.reason:
        raise stop.reason

    journals.tidy((), options.keep_journal)
    return part_summed_up(out, manifest, part, ours.total) if part.of else summed_up(out, manifest, progress.warn)


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
    if options.engine == "local" and options.workers > 1:
        from rephrase.engines import processes

        if processes.suits(options):
            return processes.crew(options, recipes, stop, index, progress)
    return alone(options, recipes, journals, stop, index, progress, batching)


def _batching(options: Options, pace: Pace | None) -> Batching | None:
    """The batch engine where it is asked for. Raises UsageError for an engine that there is not, or one that would pay twice."""
    if options.engine not in ENGINES:
        near = did_you_mean(options.engine, ENGINES)
        raise UsageError(f"unknown engine: {options.engine!r}", near or f"there are: {', '.join(ENGINES)}")
    if options.engine != "local" and (options.part.of or not isinstance(options.output, Path)):
        hint = "leave out --part, and name an --output folder on a disk; or use --engine local"
        raise UsageError(f"--engine {options.engine} works in one folder that is no store, and as a whole", hint)
    if options.engine == "batch":
        from rephrase.engines.batch import Batching

        return Batching(options, pace)
    if isinstance(options.output, Path) and (waiting := ledger.waiting(options.output)):
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


def summed_up(out: Place, manifest: Mapping[str, Any], warn: Callable[[str], None]) -> Summary:
    """The finished run's totals, in its manifest and its card."""
    counts = sum(output.finished(out).values(), output.Counts())
    reasons, measured = output.reasons(out), diversity.report(diversity.of_run(out))
    for line in diversity.warnings(measured):
        warn(line)
    came_out = {"complete": True, "counts": asdict(counts), "reasons": dict(reasons), "diversity": measured}
    whole = {**manifest, **came_out}
    output.write_manifest(out, whole)
    write_card(out, whole)
    return Summary(counts, reasons, fresh=True)


def part_summed_up(out: Place, manifest: Mapping[str, Any], part: Part, total: int) -> Summary:
    """A finished part's totals, in its own manifest; `total` is how many shards all parts have."""
    counts = sum(output.finished(out, part.mine).values(), output.Counts())
    reasons = output.reasons(out, part.mine)
    came_out = {"complete": True, "counts": asdict(counts), "reasons": reasons}
    output.write_manifest(out, {**manifest, **came_out, "part": manifest["part"] | {"total": total}}, part.manifest)
    return Summary(counts, reasons, fresh=True)


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
