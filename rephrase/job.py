"""What is done to one document: which recipe it takes, in which variants, and its tasks one after another. Knows no files.

A recipe of several tasks is a chain: each further task rewrites what the one before it wrote, and each is a row of its
own. Row k*T + s of a document is task s of T in its k-th rewriting.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import partial

from rephrase import chain, decontaminate, strategies
from rephrase.conversation import Voice
from rephrase.data import Document, Result, Usage, Variant
from rephrase.errors import UsageError
from rephrase.recipe import Pipeline, Prompt, load_prompt, load_prompts
from rephrase.variants import Weighted, fitting, stable_hash, variants, weighted


@dataclass(frozen=True, slots=True)
class Recipe:
    """A pipeline and its prompts. `strategies` is the prompt that asks for ways of studying a document, where it does."""

    pipeline: Pipeline
    tasks: tuple[Prompt, ...]
    repair: Prompt
    styles: tuple[Prompt, ...]
    perspectives: tuple[Prompt, ...]
    strategies: Prompt | None = None
    _weighted: dict[tuple[str, str], list[Weighted]] = field(default_factory=dict, compare=False)

    def plan(self, document: Document, count: int, seed: int) -> list[tuple[Variant, ...]]:
        """For each of `count` rewritings the variants of its tasks."""
        stages = []
        for place, task in enumerate(self.tasks):
            own = stable_hash(seed, task.name) if place else seed
            drawn = variants(document.id, count, own, self._pairs(task, document.route.kind))
            stages.append([replace(variant, number=variant.number * len(self.tasks) + place) for variant in drawn])
        return list(zip(*stages, strict=True))

    def pairs(self, task: Prompt, kind: str) -> list[tuple[Prompt, Prompt]]:
        """The (style, perspective) pairs for a task and a kind of mathematics. Raises UsageError when there is none."""
        found = fitting(self.styles, self.perspectives, task.name, kind)
        if not found:
            hint = f"add a style that names it under `tasks`, or one that names none; see {self.pipeline.name}'s styles"
            raise UsageError(f"no chosen style and perspective go with the task {task.name}", hint)
        return found

    def _pairs(self, task: Prompt, kind: str) -> list[Weighted]:
        key = (task.name, kind)
        if key not in self._weighted:
            self._weighted[key] = weighted(self.pairs(task, kind))
        return self._weighted[key]

    def voice(self, task: Prompt, variant: Variant) -> Voice:
        """The prompts of a variant."""
        style = next(style for style in self.styles if style.name == variant.style)
        if variant.strategy:
            style = strategies.style(variant.strategy)
        perspective = next(item for item in self.perspectives if item.name == variant.perspective)
        return Voice(task, style, perspective, self.repair, self.pipeline.examples)

    @property
    def digests(self) -> dict[str, str]:
        chosen = [*self.tasks, self.repair, *self.styles, *self.perspectives]
        return {prompt.name: prompt.digest for prompt in [*chosen, *filter(None, [self.strategies])]}


@dataclass(frozen=True, slots=True)
class Recipes:
    """The recipe of a run, and those of the routes that have one of their own."""

    own: Recipe
    routed: Mapping[str, Recipe]

    def of(self, document: Document) -> Recipe:
        return self.routed.get(document.route.name, self.own)

    @property
    def all(self) -> list[Recipe]:
        return [self.own, *self.routed.values()]

    @property
    def digests(self) -> dict[str, str]:
        return {name: digest for recipe in self.all for name, digest in recipe.digests.items()}


def load(pipeline: Pipeline) -> Recipe:
    """A pipeline with its prompts. Raises UsageError for a name that stands for no file, and for prompts that do not fit."""
    asks = pipeline.tasks[0] == strategies.TASK
    names = pipeline.tasks[asks:]
    if not names or strategies.TASK in names:
        raise UsageError(f"tasks: {', '.join(pipeline.tasks)}", "put `strategies` first and a task after it")
    recipe = Recipe(
        pipeline,
        tuple(load_prompt("tasks", name) for name in names),
        load_prompt("tasks", "repair"),
        load_prompts("styles", pipeline.styles),
        load_prompts("perspectives", pipeline.perspectives),
        load_prompt("tasks", strategies.TASK) if asks else None,
    )
    for task in recipe.tasks:
        recipe.pairs(task, "")
    return recipe


class Job:
    """The work on documents, one at a time: `plan` says in which variants, `work` does one of them."""

    def __init__(
        self, recipes: Recipes, writer: chain.Writer, count: int, seed: int, index: decontaminate.Index | None = None
    ) -> None:
        self._recipes = recipes
        self._writer = writer
        self._count = count
        self._seed = seed
        self._index = index
        self._strategies = strategies.Asked(writer, count, seed)

    def plan(self, document: Document) -> list[tuple[Variant, ...]]:
        return self._recipes.of(document).plan(document, self._count, self._seed)

    async def work(self, document: Document, planned: Sequence[Variant]) -> list[Result]:
        """A row for each task. Raises EndpointUnusable when the model will not answer any request."""
        recipe = self._recipes.of(document)
        writer = replace(self._writer, pipeline=recipe.pipeline)
        planned, paid = await self._with_strategy(recipe, document, planned)
        results: list[Result] = []
        given = document
        for task, variant in zip(recipe.tasks, planned, strict=True):
            before = results[-1] if results else None
            if before is not None and before.status != "accepted":
                results.append(_left_out(before, task, variant))
                continue
            write = partial(chain.rewrite, given, variant, recipe.voice(task, variant), writer)
            made = await decontaminate.screened(self._index, given, variant, task.name, write)
            made = replace(made, document=document, base=before, pipeline=recipe.pipeline.name, usage=made.usage + paid)
            results.append(made)
            given = replace(document, text=made.text, route=replace(document.route, language=""))
            paid = Usage()
        return results

    async def _with_strategy(
        self, recipe: Recipe, document: Document, planned: Sequence[Variant]
    ) -> tuple[Sequence[Variant], Usage]:
        """The variants with the strategy that is theirs, where the recipe asks for some, and what asking cost."""
        if recipe.strategies is None or document.defect:
            return planned, Usage()
        found, paid = await self._strategies.of(document, recipe.strategies, recipe.pipeline)
        place = planned[0].number // len(recipe.tasks)
        if place >= len(found):
            return planned, paid
        return [replace(variant, style=variant.style, strategy=found[place]) for variant in planned], paid


def _left_out(before: Result, task: Prompt, variant: Variant) -> Result:
    """The row of a task that has nothing to rewrite because the one before it was not accepted."""
    return replace(
        before,
        variant=variant,
        task=task.name,
        text="",
        rewrites=(),
        spans=(),
        verdicts=(),
        fidelity=0.0,
        reason=f"{before.task}: {before.status}, so there was nothing to make this of",
        usage=Usage(),
        judging=type(before.judging)(),
        base=before,
    )
