"""Reads a corpus as documents. A format is a module here with `SUFFIXES` and `read`; a new file is a new format."""

from __future__ import annotations

import functools
import importlib
import pkgutil
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Protocol, cast

from rephrase.data import Document
from rephrase.errors import InputError
from rephrase.formats.files import Source, Walk, check

Warn = Callable[[str], None]
DEFECTS_SHOWN = 5  # bad documents that get a message of their own; the others are counted


class Format(Protocol):
    """What a module in this folder offers to be a format. Suffixes are in lower case, with their dot."""

    SUFFIXES: Sequence[str]

    def read(self, source: Source, text_field: str, warn: Warn) -> Iterator[Document]: ...


@functools.cache
def formats() -> Mapping[str, Format]:
    """Suffix -> format, of all modules in this folder."""
    modules = [importlib.import_module(f"{__name__}.{module.name}") for module in pkgutil.iter_modules(__path__)]
    return {suffix: cast(Format, module) for module in modules for suffix in getattr(module, "SUFFIXES", ())}


def read(paths: Sequence[Path], *, text_field: str = "text", warn: Warn) -> Iterator[Document]:
    """The documents of files and folders, in an order that is the same on every machine. Wrong paths raise at once.

    What cannot be read is a document with a `defect`. Memory does not grow with the corpus, so ids are not compared.
    """
    for path in paths:
        check(path, formats())
    return _read(paths, text_field, warn)


def _read(paths: Sequence[Path], text_field: str, warn: Warn) -> Iterator[Document]:
    walk = Walk(formats(), warn)
    files = documents = defects = 0
    for source in (source for path in paths for source in walk.sources(path)):
        files += 1
        for document in formats()[source.path.suffix.lower()].read(source, text_field, warn):
            documents += 1
            defects += bool(document.defect)
            if document.defect and defects <= DEFECTS_SHOWN:
                warn(f"{document.source_path} ({document.id}): {document.defect}")
            yield document
    _report(walk.skipped, defects, warn)
    if not documents:
        raise _nothing_to_read(paths, files)


def _report(skipped: Counter[str], defects: int, warn: Warn) -> None:
    if defects > DEFECTS_SHOWN:
        warn(f"{defects} documents could not be read; the first {DEFECTS_SHOWN} are named above")
    if skipped:
        kinds = ", ".join(f"{count} {suffix}" for suffix, count in skipped.most_common())
        warn(f"skipped {skipped.total()} files that no format reads: {kinds}")


def _nothing_to_read(paths: Sequence[Path], files: int) -> InputError:
    where = ", ".join(str(path) for path in paths) or "no path"
    if files:
        return InputError(f"no document in {where}: nothing but blank lines", "give files that hold text")
    return InputError(f"no document file in {where}", f"put files there that end in {' '.join(sorted(formats()))}")
