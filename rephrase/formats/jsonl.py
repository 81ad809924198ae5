"""JSON Lines: one document a line, an object with a text field. A bad line costs its own row, never the file."""

from __future__ import annotations

import io
import json
from collections.abc import Callable, Iterator
from typing import Any, BinaryIO, cast

from rephrase.data import Document
from rephrase.formats.compression import DAMAGE, damaged, opened
from rephrase.formats.decode import HEAD, sniff, without_surrogates
from rephrase.formats.fields import Fields, document, kind
from rephrase.formats.files import Source
from rephrase.formats.order import GAP, Gap, Order

SUFFIXES = (".jsonl", ".ndjson")
COMPRESSIBLE = True


def read(
    source: Source, fields: Fields, warn: Callable[[str], None], order: Order | None = None
) -> Iterator[Document | Gap]:
    """The documents in the order of their lines; blank lines are skipped. Holds one line at a time."""
    number, order = 0, order or Order()
    try:
        with opened(source) as file:
            for number, line in enumerate(lines(file), start=1):
                if line and not line.isspace():
                    yield parsed(line, number, source, fields) if order.wants_line() else GAP
    except DAMAGE as error:
        yield damaged(source, number + 1, error)


def lines(file: io.BufferedReader) -> Iterator[bytes]:
    """Lines as UTF-8 without a byte order mark, whatever the file is in."""
    encoding = sniff(file.peek(HEAD)[:HEAD])
    if encoding.startswith(("utf-16", "utf-32")):
        # newline="\n": a line ends there and nowhere else, as in bytes
        with io.TextIOWrapper(cast(BinaryIO, file), encoding, errors="replace", newline="\n") as text:
            yield from (line.encode("utf-8") for line in text)
        return
    if encoding:
        file.read(3)  # the mark of UTF-8
    yield from file


def parsed(data: bytes, number: int, source: Source, fields: Fields) -> Document:
    """The document of one object's JSON."""
    try:
        row = parse(data)
    except ValueError as error:
        return Document(source.place(number), "", source.shown, defect=str(error))
    return document(row, number, source, fields)


def parse(line: bytes) -> dict[str, Any]:
    """The object of a line; a ValueError's message is the defect. The standard parser takes what the fast one won't:
    NaN, lone surrogates, raw control characters in strings."""
    import orjson

    try:
        value = orjson.loads(line)
    except orjson.JSONDecodeError:
        value = _cleaned(_parse_leniently(line))
    if not isinstance(value, dict):
        raise ValueError(f"not an object: {kind(value)}")
    return value


def _parse_leniently(line: bytes) -> Any:
    try:
        return json.loads(line.decode("utf-8"), strict=False)
    except UnicodeDecodeError as error:
        raise ValueError(f"not valid UTF-8: byte {error.start + 1} of the line") from None
    except json.JSONDecodeError as error:
        raise ValueError(f"broken JSON: {error.msg}, column {error.pos + 1}") from None
    except RecursionError:
        raise ValueError("broken JSON: nested too deep") from None
    except ValueError:
        raise ValueError("broken JSON: a number with too many digits") from None


def _cleaned(value: Any) -> Any:
    """The same value without lone surrogates, which no Parquet file can hold."""
    if isinstance(value, str):
        return without_surrogates(value)
    if isinstance(value, list):
        return [_cleaned(item) for item in value]
    if isinstance(value, dict):
        return {without_surrogates(key): _cleaned(item) for key, item in value.items()}
    return value
