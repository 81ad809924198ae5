"""A run from its arguments to its summary: read, number shards, skip the finished, work, sum up. Prints through Progress."""

from __future__ import annotations

import itertools
import os
from collections.abc import AsyncIterator, Iterator, Mapping, Sequence
from contextlib import asynccontextmanager
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from rephrase import __version__, benchmark, chain, decontaminate, diversity, output
from rephrase.card import write_card
from rephrase.conversation import Voice
from rephrase.corpus import Corpus, survey
from rephrase.data import Document, Generate, Result, Variant
from rephrase.engines import local
from rephrase.errors import OutputError, UsageError
from rephrase.formats import read
from rephrase.judges import Panel, judging
from rephrase.models import embedded
from rephrase.models.endpoint import Address, connect
from rephrase.models.limiter import limited
from rephrase.recipe import Pipeline, Prompt, load_override, load_pipeline, load_prompt, load_prompts
from rephrase.report.progress import Progress
from rephrase.rows import row
from rephrase.shard import Shard, numbered
from rephrase.variants import variants

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
    decontaminate: tuple[Path, ...] = ()


@dataclass(frozen=True, slots=True)
class Summary:
    """What a run came to. `fresh` is false when all had been done before and nothing was sent."""

    counts: output.Counts
    reasons: Mapping[str, int]
    fresh: bool


@dataclass(frozen=True, slots=True)
class Prompts:
    """The prompts a recipe chose, loaded once."""

    task: Prompt
    repair: Prompt
    styles: tuple[Prompt, ...]
    perspectives: tuple[Prompt, ...]

    def voice(self, variant: Variant, examples: int) -> Voice:
        style = next(style for style in self.styles if style.name == variant.style)
        perspective = next(item for item in self.perspectives if item.name == variant.perspective)
        return Voice(self.task, style, perspective, self.repair, examples)

    @property
    def digests(self) -> dict[str, str]:
        chosen = (self.task, self.repair, *self.styles, *self.perspectives)
        return {prompt.name: prompt.digest for prompt in chosen}


async def run(options: Options, progress: Progress) -> Summary:
    """Does the whole job, or what is left of it. Raises RephraseError for what the user can mend."""
    pipeline = recipe(options)
    prompts = chosen_prompts(pipeline)
    documents = _documents(options, progress)
    corpus = survey(options.inputs)
    output.prepare(options.output)
    identity = _identity(options, pipeline, prompts, corpus)
    before = _earlier(options.output, identity)
    if before.get("complete"):
        return Summary(output.Counts(**before["counts"]), before.get("reasons", {}), fresh=False)

    index = _index(options, progress)
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
            "model": model.name,
            "version": __version__,
            "complete": False,
        }
        output.write_manifest(options.output, manifest)
        await _work(options, pipeline, prompts, model, panel, documents, index, progress)

    counts = sum(output.finished(options.output).values(), output.Counts())
    reasons = output.reasons(options.output)
    manifest |= {"complete": True, "counts": asdict(counts), "reasons": dict(reasons)}
    manifest["diversity"] = measured = diversity.report(diversity.of_run(options.output))
    for line in diversity.warnings(measured):
        progress.warn(line)
    output.write_manifest(options.output, manifest)
    write_card(options.output, manifest)
    return Summary(counts, reasons, fresh=True)


async def _work(
    options: Options,
    pipeline: Pipeline,
    prompts: Prompts,
    model: Model,
    panel: Panel,
    documents: Iterator[Document],
    index: decontaminate.Index | None,
    progress: Progress,
) -> None:
    """Sends the documents of unfinished shards through their chains and writes each shard as it is done."""
    done = output.finished(options.output)
    writer = chain.Writer(model.generate, pipeline, progress.answer, panel.judge)
    progress.skip(done)

    def plan(document: Document) -> Sequence[Variant]:
        return variants(document.id, options.variants, options.seed, prompts.styles, prompts.perspectives)

    async def work(document: Document, variant: Variant) -> Result:
        async def write() -> Result:
            return await chain.rewrite(document, variant, prompts.voice(variant, pipeline.examples), writer)

        result = await decontaminate.screened(index, document, variant, prompts.task.name, write)
        progress.result(result)
        return result

    def finish(shard: Shard, results: Sequence[Result]) -> None:
        rows = [
            row(result, pipeline=pipeline.name, model=model.name, keep_source=pipeline.keep_source)
            for result in results
        ]
        footer = {diversity.FOOTER: diversity.measure(results).to_json()}
        output.write_shard(options.output, shard.number, rows, output.count(results, len(shard.documents)), footer)

    shards = (shard for shard in numbered(documents, pipeline.shard_size) if shard.number not in done)
    with progress.showing():
        await local.run(shards, plan, work, finish, in_flight=model.concurrency)


def _index(options: Options, progress: Progress) -> decontaminate.Index | None:
    """What the run must not leak; says how many items are too short to be found."""
    if not options.decontaminate:
        return None
    index = decontaminate.build(benchmark.items(options.decontaminate))
    if index.unmatched:
        progress.warn(f"{index.unmatched} benchmark items have fewer than {decontaminate.SHORTEST} words: not matched")
    return index


def recipe(options: Options) -> Pipeline:
    """The pipeline as it will be used, with what the bundled model needs under the user's settings."""
    under = load_override("embedded") if _uses_bundled_weights(options) else {}
    return load_pipeline(options.pipeline, under, options.settings)


def chosen_prompts(pipeline: Pipeline) -> Prompts:
    """The recipe's prompts. Raises UsageError for a name that stands for no file."""
    if len(pipeline.tasks) > 1:
        raise UsageError(f"tasks: {', '.join(pipeline.tasks)}: one task a run for now", "run them one after another")
    return Prompts(
        load_prompt("tasks", pipeline.tasks[0]),
        load_prompt("tasks", "repair"),
        load_prompts("styles", pipeline.styles),
        load_prompts("perspectives", pipeline.perspectives),
    )


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
    documents = read(options.inputs, text_field=options.text_field, warn=progress.warn)
    first = next(documents)
    return itertools.islice(itertools.chain([first], documents), options.limit)


def _identity(options: Options, pipeline: Pipeline, prompts: Prompts, corpus: Corpus) -> dict[str, Any]:
    """What must not change between the parts of one run. The model joins when it is known."""
    return {
        "input": corpus.digest,
        "files": corpus.files,
        "text_field": options.text_field,
        "pipeline": pipeline.model_dump(mode="json", exclude={"description", "retries"}),
        "prompts": prompts.digests,
        "variants": options.variants,
        "limit": options.limit,
        "seed": options.seed,
        "decontaminate": benchmark.digests(options.decontaminate),
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
