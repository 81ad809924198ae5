"""Text files: one document per file. Knows nothing of markup; a `.tex` or `.md` file is its characters."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from rephrase.data import Document
from rephrase.formats.decode import decode
from rephrase.formats.files import Source

SUFFIXES = (".txt", ".md", ".markdown", ".rst", ".tex")


def read(source: Source, text_field: str, warn: Callable[[str], None]) -> Iterator[Document]:
    """The file's one document; `text_field` means nothing here."""
    try:
        data = source.path.read_bytes()
    except OSError as error:
        yield Document(source.name, "", source.shown, defect=f"unreadable: {error.strerror}")
        return
    text, encoding, warning = decode(data)
    if warning:
        warn(f"{source.shown} {warning}")
    yield Document(source.name, text, source.shown, defect=_defect(text, encoding))


def _defect(text: str, encoding: str) -> str:
    if not encoding:
        return "not text (binary)"
    return "" if text.strip() else "empty"
