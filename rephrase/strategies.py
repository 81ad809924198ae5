"""Asks the model for ways of studying a document, each of which then is the style of a variant. Writes nothing itself.

After Active Reading (2508.09494): ways that fit the document go on paying where plain paraphrase levels off.
"""

from __future__ import annotations

import asyncio
import re

from rephrase.chain import Writer
from rephrase.chunk import excerpts, split
from rephrase.conversation import fenced
from rephrase.data import Document, Message, Sampling, Usage
from rephrase.errors import EndpointUnusable, ModelError
from rephrase.recipe import Pipeline, Prompt
from rephrase.variants import stable_hash

TASK = "strategies"
SHORTEST, LONGEST = 12, 300  # characters of a strategy; what is longer is no line of a list
CAP = 512  # tokens of the answer
_ITEM = re.compile(r"^\s*(?:[-*•]|\d{1,2}[.):])\s+(.+?)\s*$", re.MULTILINE)


def read(answer: str, most: int) -> list[str]:
    """The items of a list, each on one line and printable, at most `most`; none where the answer is a refusal or no list."""
    from rephrase.fidelity import refusal

    if not refusal.check("", answer, TASK).passed:
        return []
    lines = ("".join(char if char.isprintable() else " " for char in item) for item in _ITEM.findall(answer))
    items = dict.fromkeys(" ".join(line.replace("*", "").split()) for line in lines)
    return [item for item in items if SHORTEST <= len(item) <= LONGEST][:most]


def style(strategy: str) -> Prompt:
    """The style of a variant that follows a strategy."""
    body = f"Write it as the outcome of studying the document in this way: {strategy}\nThe facts stay those of the document."
    return Prompt(name="strategy", description="A way of studying this document, named by the model", body=body)


class Asked:
    """The strategies of the documents in work. Each document is asked about once, however many variants it has."""

    def __init__(self, writer: Writer, variants: int, seed: int) -> None:
        self._writer = writer
        self._variants = variants
        self._seed = seed
        self._open: dict[int, tuple[Document, asyncio.Task[tuple[list[str], Usage]]]] = {}
        self._taken: dict[int, int] = {}

    async def of(self, document: Document, prompt: Prompt, pipeline: Pipeline) -> tuple[list[str], Usage]:
        """Up to as many strategies as there are variants, and what asking cost (told to the first that asks)."""
        key = id(document)  # ids of documents may come twice; the object lives as long as it is kept here
        first = key not in self._open
        if first:
            asked = asyncio.ensure_future(self._ask(document, prompt, pipeline))
            self._open[key], self._taken[key] = (document, asked), 0
        task = self._open[key][1]
        self._taken[key] += 1
        if self._taken[key] == self._variants:
            del self._open[key], self._taken[key]
        found, usage = await task
        return found, usage if first else Usage()

    async def _ask(self, document: Document, prompt: Prompt, pipeline: Pipeline) -> tuple[list[str], Usage]:
        """A model that fails here costs the strategies, not the document: its variants then take the ordinary styles."""
        excerpt = next(iter(excerpts(split(document.text, pipeline.chunk_tokens), pipeline.excerpt_tokens)), [])
        text = "".join(chunk.text for chunk in excerpt).strip()
        if not text:
            return [], Usage()
        question = prompt.body.replace("{count}", str(self._variants))
        messages = (Message("system", question), Message("user", f"{prompt.ask}\n{fenced('document', text)}"))
        seed = stable_hash(document.id, self._seed, TASK) % 2**31
        sampling = Sampling(pipeline.sampling.temperature, pipeline.sampling.top_p, CAP, seed)
        try:
            completion = await self._writer.generate(messages, sampling)
        except EndpointUnusable:
            raise
        except ModelError:
            return [], Usage()
        self._writer.on_answer(completion.usage)
        return read(completion.text, self._variants), completion.usage
