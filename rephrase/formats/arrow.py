"""Arrow IPC, record batch by record batch, read from the front: a file is a stream between a mark and a table of contents."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from rephrase.data import Document
from rephrase.formats.compression import DAMAGE, damaged, opened
from rephrase.formats.fields import NO_TEXT_FIELD, Fields, document
from rephrase.formats.files import Source
from rephrase.formats.order import Gap, Order
from rephrase.formats.tables import rows

SUFFIXES = (".arrow",)
COMPRESSIBLE = True
MARK = b"ARROW1\0\0"  # how a file begins, and no stream


def read(
    source: Source, fields: Fields, warn: Callable[[str], None], order: Order | None = None
) -> Iterator[Document | Gap]:
    """The documents in the order of their rows. Holds one record batch at a time."""
    import pyarrow as pa

    number, order = 0, order or Order()
    try:
        with opened(source) as file:
            if file.peek(len(MARK))[: len(MARK)] == MARK:
                file.read(len(MARK))
            for batch in pa.ipc.open_stream(pa.PythonFile(file, mode="r")):
                if fields.text in batch.schema.names and not order.wants(batch.num_rows):
                    number += batch.num_rows
                    yield Gap(batch.num_rows)
                    continue
                for row in rows(batch.select(fields.columns(batch.schema.names))):
                    number += 1
                    made = document(row, number, source, fields)
                    yield made
                    if made.defect.startswith(NO_TEXT_FIELD) and "." not in fields.text:  # so do all the others
                        return
    except (*DAMAGE, pa.ArrowException) as error:
        yield damaged(source, number + 1, error)
