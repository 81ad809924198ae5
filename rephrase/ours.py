"""Which shards a process makes: of its part, those that are not done. Reads no more of the input than they need."""

from __future__ import annotations

import itertools
from collections.abc import Callable, Container, Iterator, Mapping
from contextlib import AbstractContextManager, nullcontext
from pathlib import Path

from rephrase import outlook, output, resume
from rephrase.data import Document
from rephrase.formats.order import Gap, Order, Wanted
from rephrase.options import Options, ordered, planned
from rephrase.output import Counts
from rephrase.parts import Part
from rephrase.recipe import Pipeline
from rephrase.report.progress import Progress
from rephrase.shard import Shard, first_of, numbered


class Ours:
    """The documents of a run's input, the first one read already, so that a wrong path is told before anything else.

    `needs` and `extends` say what is to be done before `shards` are asked for.
    """

    def __init__(self, options: Options, pipeline: Pipeline, warn: Callable[[str], None]) -> None:
        self._options, self._size, self._most = options, pipeline.shard_size, pipeline.shard_mb
        self.part, counts = planned(options, self._size, self._most)
        self._done: Mapping[int, Counts] = {}
        self._base_shards = 0
        self._order = Order(self._wanted(), counts)
        documents = ordered(options, warn, self._order)
        self._documents = itertools.chain([next(documents)], documents)
        self.total = self.part.shards or 0  # how many shards all parts have, once the last one was met

    @property
    def mine(self) -> Callable[[int], bool]:
        """Which shards are this process's, done or not."""
        return self.part.mine if self.part.of else output.everything

    def needs(self, done: Mapping[int, Counts], base_shards: int = 0) -> None:
        """What is `done` need not be read any more; new documents are numbered from `base_shards`."""
        self._done, self._base_shards = done, base_shards
        self._order.wanted = self._wanted()

    def shards(self) -> Iterator[Shard]:
        """The shards that are to be made. Their documents have no routes yet: the first is not to wait for the others'."""
        for shard in self._numbered(self._documents):
            if self.part.end is not None and shard.number >= self.part.end:
                return
            self.total = max(self.total, shard.number + 1)
            if self._is_left(shard.number):
                yield shard

    def outlook(self, progress: Progress) -> AbstractContextManager[None]:
        """Looks through the input beside the run, so that its end can be foretold. Not what can be read only once, as a pipe,
        nor what would have to be fetched again."""
        if not all(path.is_file() or path.is_dir() for path in map(Path, self._options.inputs)):
            return nullcontext()

        def again() -> Iterator[Document]:
            order = Order(self._order.wanted, self._order.counts)
            for shard in self._numbered(ordered(self._options, lambda line: None, order)):
                if self._is_left(shard.number):
                    yield from shard.documents

        before = sum(counts.documents for number, counts in self._done.items() if number >= self._base_shards)
        return outlook.looking(again, lambda found: progress.expect(found, before))

    def _is_left(self, number: int) -> bool:
        return self.part.mine(number) and number not in self._done

    def _wanted(self) -> Wanted:
        """Everything where a shard's place is known only by what stands before it."""
        if self._most or self._base_shards or self._options.extend:
            return lambda first, last: True
        size, is_left = self._size, self._is_left
        return lambda first, last: any(map(is_left, range(first // size, (last - 1) // size + 1)))

    def _numbered(self, documents: Iterator[Document | Gap]) -> Iterator[Shard]:
        found = first_of(documents, self._options.limit)
        if self._base_shards:
            whole = (item for item in found if isinstance(item, Document))
            found = resume.new(whole, self._options.output, self._base_shards)
        return numbered(found, self._size, self._base_shards, self._most)


def all_there(output_folder: Container[int], part: Part, total: int | None) -> bool:
    """Whether all shards are written of a part that is said to be complete; those of a whole run (None) are taken to be."""
    return total is None or all(number in output_folder for number in filter(part.mine, range(total)))
