"""A run from its arguments to its summary: read, number shards, skip the finished, work, sum up. Prints through Progress."""

from __future__ import annotations

import itertools
import os
from collections.abc import AsyncIterator, Iterator, Mapping, Sequence
from contextlib import asynccontextmanager
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from rephrase import __version__, chain, job, output
from rephrase.card import write_card
from rephrase.corpus import Corpus, survey
from rephrase.data import Document, Generate, Result, Variant
from rephrase.engines import local
from rephrase.errors import OutputError
from rephrase.formats import read
from rephrase.job import Job, Recipes
from rephrase.judges import Panel, judging
from rephrase.models import embedded
from rephrase.models.endpoint import Address, connect
from rephrase.models.limiter import limited
from rephrase.recipe import Pipeline, load_override, load_pipeline
from rephrase.report.progress import Progress
from rephrase.route import routed
from rephrase.rows import row
from rephrase.shard import Shard, numbered

DEFAULT_CONCURRENCY = 32
DEFAULT_OPENAI_URL = "https://api.openai.com/v1"


@dataclass(frozen=True, slots=True)
class Options:
    """What the command line was given. `concurrency` 0 = what suits the model.

    Without `judge_model` and `judge_base_url` the rewriter judges, where the recipe says that somebody does.
    """

    inputs: tuple[Path, ...]
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


@dataclass(frozen=True, slots=True)
class Summary:
    """What a run came to. `fresh` is false when all had been done before and nothing was sent."""

    counts: output.Counts
    reasons: Mapping[str, int]
    fresh: bool


async def run(options: Options, progress: Progress) -> Summary:
    """Does the whole job, or what is left of it. Raises RephraseError for what the user can mend."""
    recipes = chosen_recipes(options)
    pipeline = recipes.own.pipeline
    documents = _documents(options, progress)
    corpus = survey(options.inputs)
    output.prepare(options.output)
    identity = _identity(options, recipes, corpus)
    before = _earlier(options.output, identity)
    if before.get("complete"):
        return Summary(output.Counts(**before["counts"]), before.get("reasons", {}), fresh=False)

    progress.total_bytes, progress.limit, progress.variants = corpus.size, options.limit, options.variants
    async with connected(options, pipeline) as model, judging(options, pipeline, model, connected) as panel:
        progress.say(f"model: {model.name} at {model.where}")
        if panel.judge:
            progress.say(f"judge: {panel.name} at {panel.where}, shown {pipeline.judge}")
        late = {"model": model.name, "judge": panel.identity}
        _earlier(options.output, late)
        identity |= late
        manifest = {
            "rephrase": __version__,
            "identity": identity,
            "pipeline": pipeline.model_dump(mode="json"),
            "routes": {name: routed.pipeline.model_dump(mode="json") for name, routed in recipes.routed.items()},
            "model": model.name,
            "version": __version__,
            "complete": False,
        }
        output.write_manifest(options.output, manifest)
        await _work(options, recipes, model, panel, documents, progress)

    counts = sum(output.finished(options.output).values(), output.Counts())
    reasons = output.reasons(options.output)
    manifest |= {"complete": True, "counts": asdict(counts), "reasons": dict(reasons)}
    output.write_manifest(options.output, manifest)
    write_card(options.output, manifest)
    return Summary(counts, reasons, fresh=True)


async def _work(
    options: Options, recipes: Recipes, model: Model, panel: Panel, documents: Iterator[Document], progress: Progress
) -> None:
    """Sends the documents of unfinished shards through their chains and writes each shard as it is done."""
    done = output.finished(options.output)
    pipeline = recipes.own.pipeline
    writer = chain.Writer(model.generate, pipeline, progress.answer, panel.judge)
    jobs = Job(recipes, writer, options.variants, options.seed)
    progress.skip(done)

    async def work(document: Document, planned: Sequence[Variant]) -> Sequence[Result]:
        results = await jobs.work(document, planned)
        progress.results(results)
        return results

    def finish(shard: Shard, results: Sequence[Result]) -> None:
        rows = [row(result, model=model.name, keep_source=pipeline.keep_source) for result in results]
        output.write_shard(options.output, shard.number, rows, output.count(results, len(shard.documents)))

    shards = (shard for shard in numbered(documents, pipeline.shard_size) if shard.number not in done)
    with progress.showing():
        await local.run(shards, jobs.plan, work, finish, in_flight=model.concurrency)


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
    """A connected model: what it is called, where it answers, and how many requests it is sent at once."""

    name: str
    where: str
    generate: Generate
    concurrency: int


@asynccontextmanager
async def connected(options: Options, pipeline: Pipeline) -> AsyncIterator[Model]:
    """The model that the options and the environment name: an endpoint, weights on disk, or the bundled ones."""
    if _is_embedded(options):
        path = embedded.weights(options.model)
        slots = min(options.concurrency or embedded.DEFAULT_SLOTS, embedded.MOST_SLOTS)
        with embedded.serve(path, slots) as serving:
            address = Address(serving.base_url, "none", model=serving.model, retries=pipeline.retries)
            async with connect(address) as endpoint:
                where = f"{serving.base_url} (llama.cpp in this process)"
                yield Model(serving.model, where, limited(endpoint.generate, slots), slots)
        return
    base_url = options.base_url or os.environ.get("OPENAI_BASE_URL") or DEFAULT_OPENAI_URL
    key = os.environ.get(options.api_key_env) or "none"
    address = Address(base_url, key, options.api_key_env, options.model, pipeline.retries)
    async with connect(address) as endpoint:
        concurrency = options.concurrency or DEFAULT_CONCURRENCY
        yield Model(endpoint.model, base_url, limited(endpoint.generate, concurrency), concurrency)


def _is_embedded(options: Options) -> bool:
    if embedded.is_local(options.model):
        return True
    return not (options.base_url or os.environ.get("OPENAI_BASE_URL") or os.environ.get(options.api_key_env))


def _uses_bundled_weights(options: Options) -> bool:
    return _is_embedded(options) and not options.model


def _documents(options: Options, progress: Progress) -> Iterator[Document]:
    """The documents, the first one read already, so that a wrong path or an empty folder is told before anything else."""
    documents = routed(read(options.inputs, text_field=options.text_field, warn=progress.warn))
    first = next(documents)
    return itertools.islice(itertools.chain([first], documents), options.limit)


def _identity(options: Options, recipes: Recipes, corpus: Corpus) -> dict[str, Any]:
    """What must not change between the parts of one run. The model joins when it is known."""
    left_out = {"description", "retries"}
    return {
        "input": corpus.digest,
        "files": corpus.files,
        "text_field": options.text_field,
        "pipeline": recipes.own.pipeline.model_dump(mode="json", exclude=left_out),
        "routes": {
            name: routed.pipeline.model_dump(mode="json", exclude=left_out) for name, routed in recipes.routed.items()
        },
        "prompts": recipes.digests,
        "variants": options.variants,
        "limit": options.limit,
        "seed": options.seed,
    }


def _earlier(out: Path, identity: Mapping[str, Any]) -> dict[str, Any]:
    """The manifest of an earlier run in this folder; refuses one that was made of something else."""
    manifest = output.read_manifest(out) or {}
    old = manifest.get("identity", {})
    differing = {key: (old[key], new) for key, new in identity.items() if key in old and old[key] != new}
    if differing:
        raise _changed(out, differing)
    return manifest


def _changed(out: Path, differing: Mapping[str, tuple[Any, Any]]) -> OutputError:
    what = ", ".join(_difference(key, old, new) for key, (old, new) in differing.items())
    return OutputError(f"{out} holds a run made with something else: {what}", "name a new folder with --output")


def _difference(key: str, old: Any, new: Any) -> str:
    if isinstance(old, dict) and isinstance(new, dict):
        keys = [name for name in {**old, **new} if old.get(name) != new.get(name)]
        return f"{key} ({', '.join(keys)})"
    return f"{key} ({old} then, {new} now)"
