"""A shard: the next so many documents of a corpus, in input order. The unit of output and of resume. Knows no model."""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from rephrase.data import Document


@dataclass(frozen=True, slots=True)
class Shard:
    """`number` counts from 0 in input order."""

    number: int
    documents: tuple[Document, ...]


def numbered(documents: Iterable[Document], size: int, first: int = 0) -> Iterator[Shard]:
    """The documents in shards of `size`, the last one smaller, numbered from `first`."""
    iterator = iter(documents)
    for number in itertools.count(first):
        batch = tuple(itertools.islice(iterator, size))
        if not batch:
            return
        yield Shard(number, batch)
