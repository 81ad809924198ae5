"""Reads a corpus as documents. A format is a module here with `SUFFIXES` and `read`; a new file is a new format."""

from __future__ import annotations

import functools
import importlib
import itertools
import pkgutil
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Protocol, cast

from rephrase.data import Document
from rephrase.errors import InputError, UsageError
from rephrase.formats import hub, remote
from rephrase.formats.fields import NO_TEXT_FIELD, Fields
from rephrase.formats.files import PACKED, Source, Walk, check, listed, suffix
from rephrase.formats.order import PEEKED, Gap, Order

Warn = Callable[[str], None]
DEFECTS_SHOWN = 5  # bad documents that get a message of their own; the others are counted


class Format(Protocol):
    """What a module in this folder offers to be a format. Suffixes are in lower case, with their dot."""

    SUFFIXES: Sequence[str]
    COMPRESSIBLE: bool  # whether it is read from the front, so that it may be compressed as a whole

    def read(self, source: Source, fields: Fields, warn: Warn, order: Order) -> Iterator[Document | Gap]: ...


class Counted(Protocol):
    """What a format offers besides where a file tells how many documents it holds without being read."""

    def count(self, source: Source, fields: Fields) -> int: ...


@functools.cache
def formats() -> Mapping[str, Format]:
    """Suffix -> format, of all modules in this folder; `.jsonl.gz` beside `.jsonl`."""
    names = [f"{__name__}.{module.name}" for module in pkgutil.iter_modules(__path__)]
    found = [cast(Format, module) for module in map(importlib.import_module, names) if hasattr(module, "SUFFIXES")]
    plain = {ending: module for module in found for ending in module.SUFFIXES}
    packed = {ending + packing: plain[ending] for ending in plain if plain[ending].COMPRESSIBLE for packing in PACKED}
    return plain | packed


def read(
    inputs: Sequence[Path | str],
    *,
    text_field: str = "text",
    id_field: str = "id",
    keep_fields: Sequence[str] = (),
    split: str = "",
    config: str = "",
    warn: Warn,
) -> Iterator[Document]:
    """The documents of the inputs, in an order that is the same on every machine. Wrong inputs raise at once.

    An input is a file, a folder, a glob, a URL, a data set (`split` and `config` are which part of it) or `-`. What cannot
    be read is a document with a `defect`. Memory does not grow with the corpus, so ids are not compared.
    """
    fields = Fields(text_field, id_field, tuple(keep_fields))
    return (item for item in in_order(inputs, fields, split, config, warn, Order()) if isinstance(item, Document))


def in_order(
    inputs: Sequence[Path | str], fields: Fields, split: str, config: str, warn: Warn, order: Order
) -> Iterator[Document | Gap]:
    """The documents that `order` wants, and gaps for the others, so that whoever counts knows each document's number."""
    return _read([_part(given, split, config) for given in inputs], fields, warn, order)


def counts(inputs: Sequence[Path | str], fields: Fields, split: str, config: str) -> dict[str, int] | None:
    """How many documents each file holds, by its path or URL, from footers alone; None where that is not told."""
    walk = Walk(formats(), lambda line: None)
    if any(hub.is_dataset(given, split, config) for given in inputs):
        return None
    found = [source for given in inputs for source in sources(given, walk)]
    counting = [_counting(source) for source in found]
    if None in counting:
        return None
    with ThreadPoolExecutor(remote.AT_ONCE) as pool:
        told = pool.map(lambda source, count: count(source, fields) if count else 0, found, counting)
    return dict(zip(map(_place, found), told, strict=True))


def _counting(source: Source) -> Callable[[Source, Fields], int] | None:
    module = formats().get(suffix(source.name, formats()))
    return cast(Counted, module).count if hasattr(module, "count") else None


def _place(source: Source) -> str:
    return source.url or str(source.path)


def sources(given: Path | str, walk: Walk) -> Iterator[Source]:
    """The files of an input that is no data set."""
    return remote.sources(str(given), formats()) if remote.is_url(given) else walk.sources(Path(given))


def _part(given: Path | str, split: str, config: str) -> Path | str | hub.Part:
    if hub.is_dataset(given, split, config):
        return hub.load(given, split, config)
    if split or config:
        raise UsageError(f"{given} is no data set with splits", "leave out --split and --config")
    if remote.is_url(given):
        remote.check(str(given), formats())
    else:
        check(Path(given), formats())
    return given


def _read(parts: Sequence[Path | str | hub.Part], fields: Fields, warn: Warn, order: Order) -> Iterator[Document | Gap]:
    walk = Walk(formats(), warn)
    documents = defects = 0
    for document in _told_early(_documents(parts, fields, walk, order), fields.text):
        documents += 1
        if isinstance(document, Gap):
            yield document
            continue
        defects += bool(document.defect)
        if document.defect and defects <= DEFECTS_SHOWN:
            warn(f"{document.source_path} ({document.id}): {document.defect}")
        yield document
    _report(walk.skipped, defects, warn)
    if not documents:
        raise _nothing_to_read(parts, walk)


def _documents(
    parts: Sequence[Path | str | hub.Part], fields: Fields, walk: Walk, order: Order
) -> Iterator[Document | Gap]:
    for item in _items(parts, fields, walk, order):
        yield item
        order.number += item.count if isinstance(item, Gap) else 1


def _items(
    parts: Sequence[Path | str | hub.Part], fields: Fields, walk: Walk, order: Order
) -> Iterator[Document | Gap]:
    for part in parts:
        if isinstance(part, hub.Part):
            yield from part.documents(fields, order)
            continue
        for source in sources(part, walk):
            count = order.counts.get(_place(source), 0)
            if count and not order.wants(count):
                yield Gap(count)
                continue
            ending = suffix(source.name, formats()) or ".jsonl"  # standard input has none
            yield from formats()[ending].read(source, fields, walk.warn, order)


def _told_early(documents: Iterator[Document | Gap], text_field: str) -> Iterator[Document | Gap]:
    """The same documents. Raises UsageError when the first ones, or all that there are, lack the text field."""
    first: list[Document | Gap] = []
    lacking: list[Document] = []
    for document in itertools.islice(documents, PEEKED):
        first.append(document)
        if isinstance(document, Gap) or not document.defect.startswith(NO_TEXT_FIELD):
            break
        lacking.append(document)
    if first and len(lacking) == len(first):
        what, _, meant = lacking[0].defect.partition("; ")
        hint = (
            f"{meant.rstrip('?')}? Then --text-field {meant.split()[-1].rstrip('?')}"
            if meant
            else "name it with --text-field"
        )
        raise UsageError(f"{lacking[0].source_path} has {what}", hint)
    return itertools.chain(first, documents)


def _report(skipped: Counter[str], defects: int, warn: Warn) -> None:
    if defects > DEFECTS_SHOWN:
        warn(f"{defects} documents could not be read; the first {DEFECTS_SHOWN} are named above")
    if skipped:
        kinds = ", ".join(f"{count} {suffix}" for suffix, count in skipped.most_common())
        warn(f"skipped {skipped.total()} files that no format reads: {kinds}")


def _nothing_to_read(parts: Sequence[Path | str | hub.Part], walk: Walk) -> InputError:
    where = ", ".join(part.source.shown if isinstance(part, hub.Part) else str(part) for part in parts) or "no path"
    if any(isinstance(part, hub.Part) or next(sources(part, walk), None) for part in parts):
        return InputError(f"no document in {where}: nothing but blank lines", "give files that hold text")
    return InputError(f"no document file in {where}", f"put files there that end in {listed(formats())}")
