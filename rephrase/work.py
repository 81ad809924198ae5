"""What is done to a shard: its documents through their chains, its rows on disk. Knows no order and no engine."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

from rephrase import chain, decontaminate, diversity, output
from rephrase.apart import Apart
from rephrase.data import Chunk, Document, Result, Usage, Variant
from rephrase.job import Job, Recipes
from rephrase.journal import Journals
from rephrase.judges import Panel
from rephrase.options import Options
from rephrase.rewriter import Model
from rephrase.route import routed
from rephrase.rows import row
from rephrase.shard import Shard
from rephrase.stop import NotAsked, Stop


class Listener(Protocol):
    """Who is told how the work goes, as `rephrase.report.progress.Progress`."""

    def say(self, line: str) -> None: ...

    def begin(self, document: Document, tasks: int) -> None: ...

    def answer(self, usage: Usage) -> None: ...

    def chunk(self, chunk: Chunk) -> None: ...

    def results(self, results: Sequence[Result]) -> None: ...


class Work:
    """One process's work on a run, with all that it is connected to. An engine decides who works when on which shard."""

    def __init__(
        self,
        options: Options,
        recipes: Recipes,
        model: Model,
        panel: Panel,
        journals: Journals,
        stop: Stop,
        index: decontaminate.Index | None,
        progress: Listener,
        apart: Apart,
    ) -> None:
        self._options, self._model, self._journals = options, model, journals
        self._stop, self._progress = stop, progress
        self._pipeline = recipes.own.pipeline
        generate = journals.recorded(model.name, model.generate)
        writer = chain.Writer(generate, self._pipeline, progress.answer, panel.judge, progress.chunk, apart.run)
        self._job = Job(recipes, writer, options.variants, options.seed, index)

    @property
    def in_flight(self) -> int:
        """How many documents keep the model busy now; it may rise."""
        return self._model.documents()

    @property
    def stopping(self) -> bool:
        """Whether nothing new may be begun."""
        return self._stop.stopping

    def plan(self, document: Document) -> tuple[Document, Sequence[Sequence[Variant]]]:
        """The document with its route, at which nobody looked before, and for each rewriting the variants of its tasks."""
        document = routed(document)
        return document, self._job.plan(document)

    async def work(self, shard: Shard, document: Document, planned: Sequence[Variant]) -> Sequence[Result] | None:
        """One rewriting of a document; None when the run stops before it is done."""
        self._journals.enter(shard.number)
        self._progress.begin(document, len(planned))
        try:
            results = await self._job.work(document, planned)
        except NotAsked:
            return None
        self._progress.results(results)
        return results

    def finish(self, shard: Shard, results: Sequence[Result]) -> None:
        """Writes a shard's rows, in input order, and lets go of its journal. For a thread: it is slow."""
        rows = [row(result, model=self._model.name, keep_source=self._pipeline.keep_source) for result in results]
        footer = {diversity.FOOTER: diversity.measure(results).to_json()}
        counts = output.count(results, len(shard.documents))
        output.write_shard(self._options.output, shard.number, rows, counts, footer)
        self._journals.close(shard.number, self._options.keep_journal)
