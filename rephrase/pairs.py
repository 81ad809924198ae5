"""Pairs of source and rewrite from Parquet and JSON Lines, one at a time, in an order that is the same on every machine.

What cannot be read is a pair with a defect, never the end of the reading. Knows nothing of checks.
"""

from __future__ import annotations

import difflib
import glob
import io
import itertools
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast

from rephrase.data import Task
from rephrase.errors import InputError, UsageError
from rephrase.formats.files import Source, Walk, check
from rephrase.formats.jsonl import lines, parse
from rephrase.output import MANIFEST, read_manifest, written
from rephrase.place import Place, Remote, place, readable

if TYPE_CHECKING:
    import pyarrow as pa
    import pyarrow.parquet as pq

TASKS: tuple[Task, ...] = ("rephrase", "learning_note", "translate", "summary")
SUFFIXES = (".parquet", ".jsonl", ".ndjson")
QUARANTINE = frozenset({"status", "reason", "verdicts", "chunks"})  # columns that only a run's quarantine has together
BASE = "base_text"  # of a run: what was rewritten where that was not the source
HEAD_LINES = 100  # of a JSONL file, in which a column must turn up at least once
BATCH_ROWS = 100  # Parquet rows decoded at once
BUFFER = 1 << 20  # bytes of a Parquet column read at once: with it (and no pre-buffer) no row group is held whole


@dataclass(frozen=True, slots=True)
class Columns:
    """Which columns hold what. `identity` "" = `id` where there is one; `task` "" = the row's `task`, else rephrase."""

    source: str = "source_text"
    rewrite: str = "text"
    identity: str = ""
    task: Task = ""


@dataclass(frozen=True, slots=True)
class Pair:
    """One row in. `defect` says why it cannot be checked; `unread` that a run wrote no text for it in the first place.

    `part` is data or quarantine in the output of a run, else "".
    """

    id: str
    source: str = ""
    rewrite: str = ""
    task: Task = "rephrase"
    style: str = ""
    part: str = ""
    defect: str = ""
    unread: bool = False


@dataclass(frozen=True, slots=True)
class File:
    """One file to read. `prefix` stands before a row's number where that serves as id."""

    path: Place
    prefix: str = ""
    part: str = ""

    @property
    def is_parquet(self) -> bool:
        return self.path.suffix.lower() == ".parquet"


def files(target: str) -> list[File]:
    """The files that TARGET stands for: a run's output folder, a folder, a file or a glob.

    Raises UsageError where there is no such thing, InputError where nothing in it can be read.
    """
    folder = place(target)
    if (folder / MANIFEST).is_file():
        return _of_run(folder)
    if isinstance(folder, Remote):
        raise UsageError(
            f"{target} holds no run", "of pairs elsewhere name a run's folder, or bring the files here first"
        )
    path = folder
    tops = (
        [path] if path.exists() or not glob.has_magic(target) else sorted(map(Path, glob.glob(target, recursive=True)))
    )
    for top in tops:
        check(top, SUFFIXES)
    walk = Walk(SUFFIXES, lambda line: None)
    found = [source for top in tops for source in walk.sources(top)]
    if not found:
        raise InputError(f"no file to read in {target}", f"name files that end in {' '.join(SUFFIXES)}")
    return [File(source.path, f"{_name(source, len(tops))}:" if len(found) > 1 else "") for source in found]


def _name(source: Source, arguments: int) -> str:
    """What tells a file from the others: its path below the folder, or the whole one where a glob found it."""
    return source.name if arguments == 1 else source.path.as_posix()


def _of_run(folder: Place) -> list[File]:
    manifest = read_manifest(folder) or {}
    if not manifest.get("pipeline", {}).get("keep_source", True):
        hint = "it was made with keep_source: false; join the sources to the rows and name the joined file"
        raise InputError(f"{folder} holds no source texts", hint)
    parts = ("data", "quarantine")
    found = [File(path, part=part) for part in parts for path in written(folder, part).values()]
    if not found:
        raise InputError(
            f"{folder} holds no finished shard", "let the run finish a shard first: the same command goes on"
        )
    return found


def total(found: Sequence[File], columns: Columns) -> int | None:
    """How many rows there are, where the files' footers say so (None for JSON Lines). Opens every file and raises
    UsageError with a did-you-mean for a column that one of them does not have."""
    rows = 0
    for file in found:
        if file.is_parquet:
            rows += _parquet_rows(file, columns)
        else:
            _probe(file, columns)
    return rows if all(file.is_parquet for file in found) else None


def read(found: Sequence[File], columns: Columns) -> Iterator[Pair]:
    """Every row of every file as a pair. Holds no more than some rows at once."""
    for file in found:
        yield from _parquet(file, columns) if file.is_parquet else _jsonl(file, columns)


def _parquet_rows(file: File, columns: Columns) -> int:
    with _opened(file) as parquet:
        _require(columns, parquet.schema_arrow.names, file)
        return int(parquet.metadata.num_rows)


def _probe(file: File, columns: Columns) -> None:
    """The columns of JSON Lines are the keys of their first objects."""
    known: dict[str, None] = {}
    for _, line in itertools.islice(_lines_of(file), HEAD_LINES):
        try:
            known |= dict.fromkeys(parse(line))
        except ValueError:
            continue
    if known:
        _require(columns, list(known), file)


def _require(columns: Columns, names: Sequence[str], file: File) -> None:
    options = (
        ("--source-column", columns.source),
        ("--rewrite-column", columns.rewrite),
        ("--id-column", columns.identity),
    )
    for option, name in options:
        if name and name not in names:
            near = difflib.get_close_matches(name, names, n=1)
            meant = f"did you mean {option} {near[0]}? " if near else f"name it with {option}; "
            listed = ", ".join(names[:20]) + (", ..." if len(names) > 20 else "")
            raise UsageError(f"{file.path} has no column {name!r}", f"{meant}the columns are: {listed}")


def _opened(file: File) -> pq.ParquetFile:
    import pyarrow as pa
    import pyarrow.parquet as pq

    try:
        return pq.ParquetFile(readable(file.path), buffer_size=BUFFER, pre_buffer=False)
    except (OSError, pa.ArrowException) as error:
        raise InputError(f"cannot read {file.path}: {error}", "mend or remove that file") from error


def _parquet(file: File, columns: Columns) -> Iterator[Pair]:
    import pyarrow as pa

    with _opened(file) as parquet:
        names = parquet.schema_arrow.names
        quarantine = file.part == "quarantine" or QUARANTINE.issubset(names)
        wanted = {columns.source, columns.rewrite, columns.identity or "id", "task", "style", "status", "reason"}
        if file.part:
            wanted.add(BASE)
        done = 0
        try:
            for batch in _batches(parquet, [name for name in names if name in wanted]):
                for row in _rows(batch):
                    done += 1
                    yield _pair(row, done, file, columns, quarantine)
        except (OSError, pa.ArrowException) as error:
            raise InputError(f"cannot read {file.path} after row {done}: {error}", "mend that file") from error


def _batches(parquet: pq.ParquetFile, columns: list[str]) -> Iterator[pa.RecordBatch]:
    """Row group by row group: one reader over all of them keeps what it has read of each until the end."""
    for group in range(parquet.num_row_groups):
        yield from parquet.iter_batches(BATCH_ROWS, row_groups=[group], columns=columns, use_threads=False)


def _rows(batch: pa.RecordBatch) -> Iterator[dict[str, Any]]:
    cells = [_cells(column) for column in batch.columns]
    for row in zip(*cells, strict=True):
        yield dict(zip(batch.schema.names, row, strict=True))


def _cells(column: pa.Array) -> list[Any]:
    """A column's values; bytes that are no UTF-8 in a column of strings cost their own row."""
    try:
        values: list[Any] = column.to_pylist()
    except UnicodeDecodeError:
        values = [_cell(column, place) for place in range(len(column))]
    return values


def _cell(column: pa.Array, place: int) -> Any:
    try:
        return column[place].as_py()
    except UnicodeDecodeError as error:
        return error


def _jsonl(file: File, columns: Columns) -> Iterator[Pair]:
    for number, line in _lines_of(file):
        try:
            yield _pair(parse(line), number, file, columns, quarantine=False)
        except ValueError as error:
            yield Pair(f"{file.prefix}{number}", task=columns.task or TASKS[0], defect=str(error))


def _lines_of(file: File) -> Iterator[tuple[int, bytes]]:
    """The lines that are not blank, by their numbers from 1."""
    try:
        with file.path.open("rb") as opened:
            for number, line in enumerate(lines(cast(io.BufferedReader, opened)), start=1):
                if line and not line.isspace():
                    yield number, line
    except OSError as error:
        raise InputError(f"cannot read {file.path}: {error.strerror}", "mend or remove that file") from error


def _pair(row: dict[str, Any], number: int, file: File, columns: Columns, quarantine: bool) -> Pair:
    source, rewrite = row.get(BASE) or row.get(columns.source), row.get(columns.rewrite)
    unread = quarantine and (row.get("status") == "failed" or not rewrite)
    defect = str(row.get("reason") or "no text") if unread else _defect(source, rewrite, columns)
    readable = not defect
    return Pair(
        _identity(row.get(columns.identity or "id"), number, file),
        source if readable and isinstance(source, str) else "",
        rewrite if readable and isinstance(rewrite, str) else "",
        columns.task or (row["task"] if row.get("task") in TASKS else TASKS[0]),
        row["style"] if isinstance(row.get("style"), str) else "",
        file.part,
        defect,
        unread,
    )


def _identity(value: Any, number: int, file: File) -> str:
    if isinstance(value, str | int) and not isinstance(value, bool) and value != "":
        return str(value)
    return f"{file.prefix}{number}"


def _defect(source: Any, rewrite: Any, columns: Columns) -> str:
    for name, value in ((columns.source, source), (columns.rewrite, rewrite)):
        if isinstance(value, UnicodeDecodeError):
            return f"{name} is not valid UTF-8"
        if not isinstance(value, str):
            return f"{name} is missing" if value is None else f"{name} is no string but {type(value).__name__}"
    return "" if source.strip() else f"{columns.source} is empty"
