"""What one document will ask: its conversations laid out with answers of an assumed length. Sends nothing, reads no file.

Cut and laid out as a run does it, so requests are exact for a recipe of one task that needs no repairs, and prompt tokens are
those of cl100k_base; a model's own tokenizer counts otherwise.
"""

from __future__ import annotations

import itertools
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from rephrase import benchmark, conversation, decontaminate, strategies, tokens
from rephrase.chunk import excerpts, split
from rephrase.conversation import Voice
from rephrase.data import Chunk, Document, Message, Task, Usage
from rephrase.fidelity import entailment, judge, score
from rephrase.job import Recipe, Recipes
from rephrase.options import Options
from rephrase.recipe import Prompt, load_prompt
from rephrase.route import foreign, routed

MESSAGE, PRIMER = 4, 3  # tokens that a chat template puts around a message and before the answer (OpenAI's cookbook)
TAIL = conversation.TAIL_CHARACTERS

# Tokens of an answer for each token of its source. Translations into English: means over human translations, by language.
RATIOS: Mapping[Task, float] = {"rephrase": 1.05, "learning_note": 1.4, "translate": 0.6}
INTO_ENGLISH: Mapping[str, float] = {
    **dict.fromkeys(("de", "es", "fr", "pt", "tr"), 0.71),
    **dict.fromkeys(("it", "nl", "ro"), 0.6),
    **dict.fromkeys(("pl", "cs", "ja"), 0.53),
    **{"zh": 0.63, "ru": 0.47, "ar": 0.35, "hi": 0.21},
}
STRATEGY_TOKENS = 30  # of one named way of studying a document
JUDGED_UNCERTAIN = 0.25  # share of the parts that `judge: uncertain` is taken to send
JUDGE_ANSWER = 40  # tokens


class Work(NamedTuple):
    """What documents come to. Tokens are of cl100k_base; `cached` is the part of `prompt` that a server's prefix cache can hold:
    what a request shares with the one before it for the same document. `kept` chunks hold nothing to rewrite."""

    documents: float = 0
    rows: float = 0
    unasked: float = 0
    characters: float = 0
    source_tokens: float = 0
    chunks: float = 0
    kept: float = 0
    requests: float = 0
    prompt: float = 0
    cached: float = 0
    completion: float = 0
    judge_requests: float = 0
    judge_prompt: float = 0
    judge_completion: float = 0

    def plus(self, other: Work) -> Work:
        return Work(*map(sum, zip(self, other, strict=True)))

    def times(self, factor: float) -> Work:
        return Work(*(value * factor for value in self))

    @property
    def usage(self) -> Usage:
        """All that is paid, the judge's part too."""
        prompt, completion = self.prompt + self.judge_prompt, self.completion + self.judge_completion
        return Usage(round(self.requests + self.judge_requests), round(prompt), round(self.cached), round(completion))


class Group(NamedTuple):
    """Rows that are told apart: a pipeline's, one task's of it, in one style."""

    pipeline: str
    task: Task
    style: str


@dataclass(slots=True)
class Laid:
    """One document laid out: what it comes to in all, in each group, and the tokens of its longest chain of answers."""

    document: Document
    groups: dict[Group, Work] = field(default_factory=lambda: defaultdict(Work))
    longest: float = 0

    @property
    def total(self) -> Work:
        work = sum_of(self.groups.values())
        return work._replace(documents=1, characters=len(self.document.text))


class Layout:
    """Lays documents out as a run with these options would."""

    def __init__(self, options: Options, recipes: Recipes, ratio: float | None = None) -> None:
        self._options = options
        self._recipes = recipes
        self._ratio = ratio
        self._openings: dict[tuple[str, ...], int] = {}
        self._index = decontaminate.build(benchmark.items(options.decontaminate)) if options.decontaminate else None
        asks = recipes.own.pipeline.judge != "none" and not entailment.is_cross_encoder(options.judge_model)
        self._judge = load_prompt("tasks", options.judge_prompt) if asks else None

    def of(self, document: Document) -> Laid:
        """A document in all its variants and tasks."""
        document = routed(document)
        recipe = self._recipes.of(document)
        laid = Laid(document)
        planned = recipe.plan(document, self._options.variants, self._options.seed)
        unasked = document.defect or foreign(document, recipe.pipeline.languages) or self._leaks(document)
        text = document.text
        for place, task in enumerate(recipe.tasks):
            ratio = self._answer_ratio(task.name, document)
            shape = Shape() if unasked else self._shape(recipe, task, text, ratio)
            for variants in planned:
                variant = variants[place]
                work = shape.work(self._opening(recipe.voice(task, variant)))
                work = work._replace(rows=1, unasked=float(bool(unasked)))
                group = Group(recipe.pipeline.name, task.name, variant.style)
                laid.groups[group] = laid.groups[group].plus(work)
            laid.longest += shape.completion
            text = text[: round(len(text) * min(ratio, 1.0))]  # stands for what the next task rewrites
        if recipe.strategies is not None and not unasked:
            group = next(iter(laid.groups))
            laid.groups[group] = laid.groups[group].plus(self._strategies(recipe, document.text))
        return laid

    def _leaks(self, document: Document) -> bool:
        return self._index is not None and self._index.find(document.text) is not None

    def _answer_ratio(self, task: Task, document: Document) -> float:
        if self._ratio is not None:
            return self._ratio
        assumed = RATIOS.get(task, 1.0)
        return INTO_ENGLISH.get(document.route.language, assumed) if task == "translate" else assumed

    def _opening(self, voice: Voice) -> int:
        """Tokens of the turns that all documents with this voice share."""
        key = (voice.task.name, voice.style.name, voice.perspective.name, str(voice.examples))
        if key not in self._openings:
            self._openings[key] = _tokens(conversation.opening(voice))
        return self._openings[key]

    def _shape(self, recipe: Recipe, task: Prompt, text: str, ratio: float) -> Shape:
        voice = Voice(task, recipe.styles[0], recipe.perspectives[0], recipe.repair)
        pipeline = recipe.pipeline
        chunks = split(text, pipeline.chunk_tokens)
        counts = tokens.counts([chunk.text for chunk in chunks])
        shape = Shape(source_tokens=sum(counts), chunks=len(chunks))
        for excerpt in excerpts(chunks, pipeline.excerpt_tokens, counts):
            asked = [chunk.text.strip() for chunk in excerpt if score.has_prose(chunk.text)]
            shape.kept += len(excerpt) - len(asked)
            before = _before(text, excerpt[0], task) if pipeline.context != "none" else ""
            source = "".join(chunk.text for chunk in excerpt).strip()
            turns = [conversation.next_part(voice, part) for part in asked]
            turns[:1] = [conversation.first_part(voice, part, source, before, pipeline.context) for part in asked[:1]]
            answers = [max(1.0, ratio * count) for count in tokens.counts(asked)]
            shape.converse(tokens.counts(turns), answers, grows=pipeline.context != "none")
            if self._judge is not None and pipeline.judge != "none":
                self._add_judging(shape, asked, task.name, self._judge, pipeline.judge)
        return shape

    def _add_judging(self, shape: Shape, parts: Iterable[str], task: Task, prompt: Prompt, way: str) -> None:
        """The source stands in for the rewrite in the judge's questions."""
        share = {"all": 1.0, "uncertain": JUDGED_UNCERTAIN}.get(way) or float(way.partition(":")[2])
        for question in itertools.chain.from_iterable(judge.questions(part, part, task, prompt) for part in parts):
            shape.judge_requests += share
            shape.judge_prompt += share * (_tokens(question.messages) + PRIMER)
            shape.judge_completion += share * JUDGE_ANSWER

    def _strategies(self, recipe: Recipe, text: str) -> Work:
        """The request that asks for ways of studying a document."""
        prompt = recipe.strategies
        if prompt is None:
            raise ValueError("the recipe asks for no strategies")
        pipeline, count = recipe.pipeline, self._options.variants
        excerpt = next(iter(excerpts(split(text, pipeline.chunk_tokens), pipeline.excerpt_tokens)), [])
        source = "".join(chunk.text for chunk in excerpt).strip()
        asked = f"{prompt.ask}\n{conversation.fenced('document', source)}"
        said = _tokens([Message("system", prompt.body), Message("user", asked)]) + PRIMER
        return Work(requests=1, prompt=said, completion=min(strategies.CAP, STRATEGY_TOKENS * count))


@dataclass(slots=True)
class Shape:
    """The requests of one text for one task, but for the opening that each begins with. Tokens as in Work."""

    source_tokens: float = 0
    chunks: int = 0
    kept: int = 0
    requests: int = 0
    prompt: float = 0
    cached: float = 0
    completion: float = 0
    judge_requests: float = 0
    judge_prompt: float = 0
    judge_completion: float = 0

    def converse(self, turns: Sequence[int], answers: Sequence[float], grows: bool) -> None:
        """Adds an excerpt's requests: each holds the turns and answers before it, where the conversation grows."""
        before = 0.0
        for turn, answer in zip(turns, answers, strict=True):
            self.requests += 1
            self.prompt += before + turn + MESSAGE + PRIMER
            self.cached += before
            self.completion += answer
            before += turn + answer + 2 * MESSAGE if grows else 0.0

    def work(self, opening: int) -> Work:
        """With an opening of so many tokens: sent with every request, and new to the server in the first at most."""
        return Work(
            source_tokens=self.source_tokens,
            chunks=self.chunks,
            kept=self.kept,
            requests=self.requests,
            prompt=self.prompt + opening * self.requests,
            cached=self.cached + opening * max(self.requests - 1, 0),
            completion=self.completion,
            judge_requests=self.judge_requests,
            judge_prompt=self.judge_prompt,
            judge_completion=self.judge_completion,
        )


def sum_of(works: Iterable[Work]) -> Work:
    total = Work()
    for work in works:
        total = total.plus(work)
    return total


def _before(text: str, first: Chunk, task: Prompt) -> str:
    """What stands for the text written before an excerpt: the source's, or as much English where it is translated."""
    written = text[: first.start][-2 * TAIL :].strip()
    return (task.body * 3)[: len(written)] if task.name == "translate" else written


def _tokens(messages: Sequence[Message]) -> int:
    return sum(tokens.counts([message.content for message in messages])) + MESSAGE * len(messages)
