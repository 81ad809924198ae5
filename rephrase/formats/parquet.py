"""Parquet, row group by row group, and of each only the columns that are needed. A damaged row group costs one row."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, Any

from rephrase.data import Document
from rephrase.formats.compression import damaged
from rephrase.formats.fields import NO_TEXT_FIELD, Fields, document
from rephrase.formats.files import Source
from rephrase.formats.tables import BATCH_ROWS, rows

if TYPE_CHECKING:
    import pyarrow.parquet as pq

SUFFIXES = (".parquet",)
COMPRESSIBLE = False  # it is inside, and must be read from the end
BUFFER = 1 << 20  # bytes of a column read at once: with it (and no pre-buffer) no row group is held whole


def read(source: Source, fields: Fields, warn: Callable[[str], None]) -> Iterator[Document]:
    """The documents in the order of their rows. Reads a row group when its first row is asked for."""
    import pyarrow as pa
    import pyarrow.parquet as pq

    try:
        with source.open() as file, pq.ParquetFile(file, buffer_size=BUFFER, pre_buffer=False) as parquet:
            yield from documents(parquet, source, fields)
    except (OSError, pa.ArrowException) as error:
        yield damaged(source, 1, error)


def documents(parquet: pq.ParquetFile, source: Source, fields: Fields) -> Iterator[Document]:
    """The documents of an opened file."""
    import pyarrow as pa

    columns = fields.columns(parquet.schema_arrow.names)
    first = 0  # rows before this row group
    for group in range(parquet.num_row_groups):
        number = first
        try:
            for row in _rows(parquet, group, columns):
                number += 1
                made = document(row, number, source, fields)
                yield made
                if made.defect.startswith(NO_TEXT_FIELD) and "." not in fields.text:  # so do all the others
                    return
        except (OSError, pa.ArrowException) as error:
            yield damaged(source, number + 1, error, f"row group {group}")
        first += parquet.metadata.row_group(group).num_rows


def _rows(parquet: pq.ParquetFile, group: int, columns: list[str]) -> Iterator[dict[str, Any]]:
    """One reader a row group: a reader over all of them keeps what it has read of each until the end."""
    for batch in parquet.iter_batches(BATCH_ROWS, row_groups=[group], columns=columns, use_threads=False):
        yield from rows(batch)
