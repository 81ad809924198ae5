"""Text files: one document per file. Knows nothing of markup; a `.tex` or `.md` file is its characters."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace

from rephrase.data import Document
from rephrase.formats.compression import DAMAGE, damaged, opened
from rephrase.formats.decode import decode
from rephrase.formats.fields import Fields
from rephrase.formats.files import Source
from rephrase.formats.order import GAP, Gap, Order

SUFFIXES = (".txt", ".md", ".markdown", ".rst", ".tex")
COMPRESSIBLE = True


def read(
    source: Source, fields: Fields, warn: Callable[[str], None], order: Order | None = None
) -> Iterator[Document | Gap]:
    """The file's one document; `fields` mean nothing here."""
    if order is not None and not order.wants():
        yield GAP
        return
    try:
        with opened(source) as file:
            data = file.read()
    except DAMAGE as error:
        yield replace(damaged(source, 1, error), id=source.label)
        return
    text, encoding, warning = decode(data)
    if warning:
        warn(f"{source.shown} {warning}")
    yield Document(source.label, text, source.shown, defect=_defect(text, encoding))


def count(source: Source, fields: Fields) -> int:
    """How many documents a file holds."""
    return 1


def _defect(text: str, encoding: str) -> str:
    if not encoding:
        return "not text (binary)"
    return "" if text.strip() else "empty"
