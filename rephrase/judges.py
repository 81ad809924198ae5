"""Who judges: the rewriter itself, another model behind an endpoint or in this process, or a cross-encoder. Asks nothing."""

from __future__ import annotations

import os
from collections.abc import AsyncIterator, Callable
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING

from rephrase.data import Generate, Judge
from rephrase.errors import UsageError
from rephrase.models import embedded
from rephrase.recipe import Pipeline, load_prompt

if TYPE_CHECKING:
    from rephrase.options import Options
    from rephrase.rewriter import Model

ELSEWHERE_KEY = "JUDGE_API_KEY"  # the variable of the key for another endpoint than the rewriter's
Connected = Callable[["Options", Pipeline, Callable[[Generate], Generate]], AbstractAsyncContextManager["Model"]]


@dataclass(frozen=True, slots=True)
class Panel:
    """A judge, its name and place, and what of it must not change between the parts of a run. No judge: all empty."""

    judge: Judge | None = None
    name: str = ""
    where: str = ""
    identity: dict[str, str] = field(default_factory=dict)


@asynccontextmanager
async def judging(
    options: Options,
    pipeline: Pipeline,
    rewriter: Model | None,
    connected: Connected,
    guarded: Callable[[Generate], Generate] = lambda generate: generate,
    recorded: Callable[[str, Generate], Generate] = lambda _, generate: generate,
) -> AsyncIterator[Panel]:
    """The judge that the options name, connected until the block ends; the rewriter, if there is one, where they name none.

    `guarded` and `recorded` make of a model one that can be stopped, and one (by its name) whose answers are kept.

    Raises UsageError for a prompt, a file or a package that is missing, ModelError for an endpoint that does not answer.
    """
    if pipeline.judge == "none":
        yield Panel()
        return
    from rephrase.fidelity import entailment
    from rephrase.fidelity.judge import judge_of

    if entailment.is_cross_encoder(options.judge_model):
        encoder = entailment.load(options.judge_model)
        yield Panel(encoder.judge, options.judge_model, "onnxruntime in this process", {"model": encoder.digest})
    else:
        prompt = load_prompt("tasks", options.judge_prompt)
        async with _asked(options, pipeline, rewriter, connected, guarded) as model:
            identity = {"model": model.name, "prompt": prompt.digest}
            yield Panel(judge_of(recorded(model.name, model.generate), prompt), model.name, model.where, identity)


@asynccontextmanager
async def _asked(
    options: Options,
    pipeline: Pipeline,
    rewriter: Model | None,
    connected: Connected,
    guarded: Callable[[Generate], Generate],
) -> AsyncIterator[Model]:
    """The chat model that judges. A key goes to another endpoint than the rewriter's only when it is named for it."""
    if not options.judge_model and not options.judge_base_url:
        if rewriter is None:
            raise UsageError("nobody is named to judge", "name one with --judge-base-url or --judge-model")
        if rewriter.name == Path(embedded.BUNDLED_FILE).stem:
            hint = "name another with --judge-base-url or --judge-model, or judge: none"
            raise UsageError("the small model that comes along cannot judge", hint)
        yield rewriter
        return
    here = options.base_url or os.environ.get("OPENAI_BASE_URL", "")
    elsewhere = options.judge_base_url not in ("", here)
    own = replace(
        options,
        base_url=options.judge_base_url or options.base_url,
        more_base_urls=() if elsewhere else options.more_base_urls,
        model=options.judge_model,
        api_key_env=options.judge_api_key_env or (ELSEWHERE_KEY if elsewhere else options.api_key_env),
    )
    async with connected(own, pipeline, guarded) as model:
        yield model
