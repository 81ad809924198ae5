"""CSV and TSV: a header, then a row a document. A broken row costs itself; a cell may hold line ends in quotes."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Iterator
from pathlib import PurePath
from typing import BinaryIO, cast

from rephrase.data import Document
from rephrase.formats.compression import DAMAGE, damaged, opened
from rephrase.formats.decode import HEAD, sniff
from rephrase.formats.fields import NO_TEXT_FIELD, Fields, document
from rephrase.formats.files import Source
from rephrase.formats.order import GAP, Gap, Order

SUFFIXES = (".csv", ".tsv")
COMPRESSIBLE = True
LONGEST = 1 << 27  # characters of a cell: past it a quote is missing, and memory would grow with the file


def read(
    source: Source, fields: Fields, warn: Callable[[str], None], order: Order | None = None
) -> Iterator[Document | Gap]:
    """The documents in the order of their rows, numbered without the header. Holds one row at a time."""
    number = 0
    try:
        with opened(source) as file:
            for made in _documents(file, source, fields, order or Order()):
                number += 1
                yield made
    except DAMAGE as error:
        yield damaged(source, number + 1, error)


def _documents(file: io.BufferedReader, source: Source, fields: Fields, order: Order) -> Iterator[Document | Gap]:
    encoding = sniff(file.peek(HEAD)[:HEAD]) or "utf-8"
    errors = "surrogateescape" if encoding.startswith("utf-8") else "replace"  # so that the row can be told
    text = io.TextIOWrapper(cast(BinaryIO, file), encoding, errors=errors, newline="")
    rows = _rows(text, "\t" if ".tsv" in PurePath(source.name.lower()).suffixes[-2:] else ",")
    names = next(rows, [])
    for number, cells in enumerate(rows, start=1):
        if isinstance(cells, str) or isinstance(names, str) or len(cells) != len(names):
            what = cells if isinstance(cells, str) else f"{len(cells)} cells where the header has {len(names)}"
            yield Document(source.place(number), "", source.shown, defect=f"broken row: {what}")
            continue
        if fields.text in names and not order.wants():
            yield GAP
            continue
        made = document(dict(zip(names, cells, strict=True)), number, source, fields)
        yield made
        if made.defect.startswith(NO_TEXT_FIELD):  # so do all the others
            return


def _rows(text: io.TextIOWrapper, delimiter: str) -> Iterator[list[str] | str]:
    """The rows that are not blank; one that is broken is what is wrong with it."""
    csv.field_size_limit(LONGEST)
    reader = csv.reader(text, delimiter=delimiter, strict=True)
    while True:
        try:
            cells = next(reader)
        except StopIteration:
            return
        except csv.Error as error:
            yield f"{error}, line {reader.line_num}"
            continue
        if cells:
            yield cells
