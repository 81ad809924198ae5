"""Parquet, row group by row group, and of each only the columns that are needed. A damaged row group costs one row."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING

from rephrase.data import Document
from rephrase.formats.compression import damaged
from rephrase.formats.fields import Fields, document
from rephrase.formats.files import Source
from rephrase.formats.order import Gap, Order
from rephrase.formats.tables import BATCH_ROWS, rows

if TYPE_CHECKING:
    import pyarrow as pa
    import pyarrow.parquet as pq

SUFFIXES = (".parquet",)
COMPRESSIBLE = False  # it is inside, and must be read from the end
BUFFER = 1 << 20  # bytes of a column read at once: with it (and no pre-buffer) no row group is held whole


def read(
    source: Source, fields: Fields, warn: Callable[[str], None], order: Order | None = None
) -> Iterator[Document | Gap]:
    """The documents in the order of their rows. Reads a row group when its first row is asked for."""
    import pyarrow as pa
    import pyarrow.parquet as pq

    try:
        with source.open() as file, pq.ParquetFile(file, buffer_size=BUFFER, pre_buffer=False) as parquet:
            yield from documents(parquet, source, fields, order or Order())
    except (OSError, pa.ArrowException) as error:
        yield damaged(source, 1, error)


def count(source: Source, fields: Fields) -> int:
    """How many documents a file holds, by its footer alone."""
    import pyarrow as pa
    import pyarrow.parquet as pq

    try:
        with source.open() as file, pq.ParquetFile(file, pre_buffer=False) as parquet:
            rows = int(parquet.metadata.num_rows)
            return min(rows, 1) if _lacks_text(parquet, fields) else rows
    except (OSError, pa.ArrowException):
        return 1  # the failed row that stands for the file


def documents(
    parquet: pq.ParquetFile, source: Source, fields: Fields, order: Order | None = None
) -> Iterator[Document | Gap]:
    """The documents of an opened file. Row groups of which none is wanted are not read.

    Each row of the file has its number in the input order: what a damaged row group would have held is a gap.
    """
    import pyarrow as pa

    columns = fields.columns(parquet.schema_arrow.names)
    lacks_text, order = _lacks_text(parquet, fields), order or Order()
    first = 0  # rows before this row group
    for group in range(parquet.num_row_groups):
        number, size = first, parquet.metadata.row_group(group).num_rows
        first += size
        if size and not lacks_text and not order.wants(size):
            yield Gap(size)
            continue
        try:
            for batch in _batches(parquet, group, columns):
                if not lacks_text and not order.wants(batch.num_rows):
                    number += batch.num_rows
                    yield Gap(batch.num_rows)
                    continue
                for row in rows(batch):
                    number += 1
                    yield document(row, number, source, fields)
                    if lacks_text:  # so do all the others
                        return
        except (OSError, pa.ArrowException) as error:
            yield damaged(source, number + 1, error, f"row group {group}")
            if number + 1 < first:
                yield Gap(first - number - 1)


def _lacks_text(parquet: pq.ParquetFile, fields: Fields) -> bool:
    return "." not in fields.text and fields.text not in parquet.schema_arrow.names


def _batches(parquet: pq.ParquetFile, group: int, columns: list[str]) -> Iterator[pa.RecordBatch]:
    """One reader a row group: a reader over all of them keeps what it has read of each until the end."""
    yield from parquet.iter_batches(BATCH_ROWS, row_groups=[group], columns=columns, use_threads=False)
