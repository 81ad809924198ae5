"""A shard: the next so many documents of a corpus, in input order. The unit of output and of resume. Knows no model."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from rephrase.data import Document
from rephrase.formats.order import Gap

MB = 1_000_000  # bytes


@dataclass(frozen=True, slots=True)
class Shard:
    """`number` counts from 0 in input order."""

    number: int
    documents: tuple[Document, ...]


def numbered(documents: Iterable[Document | Gap], size: int, first: int = 0, most: float = 0) -> Iterator[Shard]:
    """Shards of `size` numbers of the input order, the last one smaller, numbered from `first`. Gaps take their numbers.

    With `most`, MB of text in UTF-8, a shard also ends with the document by which it holds so much.
    """
    number, taken, held = first, 0, 0
    batch: list[Document] = []
    for item in documents:
        left = item.count if isinstance(item, Gap) else 1
        if isinstance(item, Document):
            batch.append(item)
            held += len(item.text.encode("utf-8", "replace")) if most else 0
        while left:
            step = min(left, size - taken)
            left, taken = left - step, taken + step
            if taken == size or (most and held >= most * MB):
                yield Shard(number, tuple(batch))
                number, taken, held, batch = number + 1, 0, 0, []
    if taken:
        yield Shard(number, tuple(batch))


def first_of(documents: Iterable[Document | Gap], limit: int | None) -> Iterator[Document | Gap]:
    """What has the first `limit` numbers of the input order; all of it where that is None."""
    left = limit
    for item in documents:
        count = item.count if isinstance(item, Gap) else 1
        if left is None:
            yield item
            continue
        yield Gap(left) if isinstance(item, Gap) and count > left else item
        left -= count
        if left <= 0:
            return
