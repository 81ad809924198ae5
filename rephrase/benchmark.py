"""Reads benchmark files, which a data set must not leak, as items. Knows nothing of n-grams and of runs."""

from __future__ import annotations

import gzip
import hashlib
import json
import zlib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, BinaryIO, cast

from rephrase.errors import UsageError
from rephrase.formats.files import check
from rephrase.formats.jsonl import lines, parse

SUFFIXES = (".jsonl", ".ndjson", ".json", ".parquet", ".gz")
BATCH_ROWS = 1000  # Parquet rows decoded at once
BLOCK = 1 << 20  # bytes read at once for a digest
HINT = "give JSON Lines, a JSON list or Parquet with one benchmark item a row"


@dataclass(frozen=True, slots=True)
class Item:
    """One benchmark item. `name` is FILE#ID, or FILE#ROW (from 1) without an id; `parts` are its texts, none empty."""

    name: str
    parts: tuple[str, ...]


def items(paths: Sequence[Path]) -> Iterator[Item]:
    """The items of all files in order; a row without any text is left out.

    Raises UsageError for a file that is not there, cannot be read, or holds no text at all.
    """
    for path, label in labels(paths).items():
        found = False
        for number, row in enumerate(_rows(path), start=1):
            if parts := _parts(row):
                found = True
                yield Item(f"{label}#{_identity(row, number)}", parts)
        if not found:
            raise UsageError(f"no benchmark item in {path}: no row has a field that holds text", HINT)


def labels(paths: Sequence[Path]) -> dict[Path, str]:
    """What each file is called in reasons: its name, or its whole path where two have one name. Each file once."""
    names = [path.name for path in dict.fromkeys(paths)]
    return {path: path.name if names.count(path.name) == 1 else path.as_posix() for path in paths}


def digests(paths: Sequence[Path]) -> dict[str, str]:
    """What each file holds, by which a later run knows whether it is screened against the same."""
    for path in paths:
        _require(path)
    return {label: _digest(path) for path, label in labels(paths).items()}


def _digest(path: Path) -> str:
    digest = hashlib.blake2b(digest_size=8)
    try:
        with path.open("rb") as file:
            while block := file.read(BLOCK):
                digest.update(block)
    except OSError as error:
        raise UsageError(f"cannot read {path}: {error.strerror}", "check the path and its permissions") from error
    return digest.hexdigest()


def _require(path: Path) -> None:
    check(path, SUFFIXES)
    if path.is_dir():
        raise UsageError(f"{path} is a folder", f"name its files one by one: --decontaminate {path / 'FILE'}")


def _rows(path: Path) -> Iterator[Mapping[str, Any]]:
    _require(path)
    names = [suffix.lower() for suffix in path.suffixes]
    if names[-1] == ".parquet":
        return _parquet(path)
    return _json(path) if ".json" in names[-2:] else _jsonl(path)


def _opened(path: Path) -> BinaryIO:
    return cast(BinaryIO, gzip.open(path, "rb") if path.suffix.lower() == ".gz" else path.open("rb"))


def _jsonl(path: Path) -> Iterator[Mapping[str, Any]]:
    number = 0
    try:
        with _opened(path) as file:
            for number, line in enumerate(lines(cast(Any, file)), start=1):  # noqa: B007  (the errors name it)
                yield {} if not line or line.isspace() else parse(line)
    except (OSError, EOFError, zlib.error) as error:
        raise UsageError(f"cannot read {path} after line {number}: {error}", "mend that file") from error
    except ValueError as error:
        raise UsageError(f"{path}, line {number}: {error}", HINT) from error


def _json(path: Path) -> Iterator[Mapping[str, Any]]:
    """The objects of a list; in an object, of the longest list in it. A list's strings are items, too."""
    try:
        with _opened(path) as file:
            value = json.load(file)
    except (OSError, EOFError, zlib.error, ValueError, RecursionError) as error:
        raise UsageError(f"cannot read {path}: {error}", HINT) from error
    if isinstance(value, dict):
        value = max((held for held in value.values() if isinstance(held, list)), key=len, default=[])
    rows = value if isinstance(value, list) else []
    yield from (row if isinstance(row, dict) else {"text": row} for row in rows)


def _parquet(path: Path) -> Iterator[Mapping[str, Any]]:
    import pyarrow as pa
    import pyarrow.parquet as pq

    try:
        with pq.ParquetFile(path) as parquet:
            for batch in parquet.iter_batches(BATCH_ROWS):
                yield from batch.to_pylist()
    except (OSError, pa.ArrowException, UnicodeDecodeError) as error:
        raise UsageError(f"cannot read {path}: {error}", "mend that file") from error


def _parts(row: Mapping[str, Any]) -> tuple[str, ...]:
    """The field `text`, else all strings in the order of the fields, those in lists and objects among them."""
    text = row.get("text")
    if isinstance(text, str) and text.strip():
        return (text,)
    return tuple(_strings([value for name, value in row.items() if name != "id"]))


def _strings(value: Any) -> Iterator[str]:
    if isinstance(value, str) and value.strip():
        yield value
    elif isinstance(value, list | dict):
        for held in value.values() if isinstance(value, dict) else value:
            yield from _strings(held)


def _identity(row: Mapping[str, Any], number: int) -> str:
    identity = row.get("id")
    if isinstance(identity, str | int) and not isinstance(identity, bool) and str(identity).strip():
        return " ".join(str(identity).split())
    return str(number)
