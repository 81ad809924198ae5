"""Rows of Arrow record batches. A cell that cannot be read costs its row. Knows no files."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import pyarrow as pa

BATCH_ROWS = 100  # rows made into Python values at once


def rows(batch: pa.RecordBatch) -> Iterator[dict[str, Any]]:
    """Each row by its columns' names."""
    for first in range(0, batch.num_rows, BATCH_ROWS):
        part = batch.slice(first, BATCH_ROWS)
        for row in zip(*map(_cells, part.columns), strict=True):
            yield dict(zip(part.schema.names, row, strict=True))


def _cells(column: pa.Array) -> list[Any]:
    try:
        values: list[Any] = column.to_pylist()
    except (UnicodeDecodeError, ValueError, OverflowError):  # no UTF-8, or a date that Python does not have
        values = [_cell(column, place) for place in range(len(column))]
    return values


def _cell(column: pa.Array, place: int) -> Any:
    """Bytes in a column of strings that are no UTF-8 become surrogates, by which the row is told."""
    import pyarrow as pa

    try:
        return column[place].as_py()
    except UnicodeDecodeError as error:
        plain = pa.types.is_string(column.type) or pa.types.is_large_string(column.type)
        return column[place].as_buffer().to_pybytes().decode("utf-8", "surrogateescape") if plain else str(error)
    except (ValueError, OverflowError):
        return str(column[place])
