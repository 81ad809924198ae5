"""The rows of an output folder for people who look at them: their heads in one pass, whole rows in another.

Streams over shards and holds no text longer than it is asked to. Changes nothing, and shows nothing.
"""

from __future__ import annotations

import heapq
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from hashlib import blake2b
from typing import Any

from rephrase.errors import InputError, OutputError, UsageError
from rephrase.output import MANIFEST, finished, read_manifest
from rephrase.place import Place, readable

BATCH_ROWS = 50  # rows decoded at once
BUFFER = 1 << 20  # bytes of a column read at once: with it (and no pre-buffer) no row group is held whole
HEAD = "id status task style perspective language fidelity n_tokens n_source_tokens verdicts reason chunks".split()
_WHERE = re.compile(r"^characters (\d+)-(\d+): ")


@dataclass(frozen=True, slots=True)
class Head:
    """A row without its texts. `failed` names the checks that failed; tokens are those that writing it took."""

    path: Place
    group: int
    number: int  # within the row group
    id: str
    status: str
    task: str
    style: str
    language: str
    fidelity: float
    n_tokens: int
    n_source_tokens: int
    failed: tuple[str, ...]
    reason: str
    prompt_tokens: int
    cached_tokens: int
    completion_tokens: int

    @property
    def length_ratio(self) -> float | None:
        """Tokens of the rewrite for each token of the source; None where there is no source or no rewrite."""
        return self.n_tokens / self.n_source_tokens if self.n_source_tokens and self.n_tokens else None

    @property
    def first_reason(self) -> str:
        """The first check that failed; `failed` for a row without an answer; "" for an accepted row."""
        if self.status == "accepted":
            return ""
        if self.status == "failed":
            return "failed"
        return self.failed[0] if self.failed else self.reason.split(":")[0].split(" ")[0]

    def draw(self) -> bytes:
        """By what a sample is drawn: the lowest are taken, the same in every report whatever the shards are."""
        return blake2b(self.id.encode("utf-8", "replace"), digest_size=8).digest()


@dataclass(frozen=True, slots=True)
class Part:
    """A chunk and what was written for it; `at` is where it begins in what was rewritten. `bad` = the row fails here."""

    source: str
    rewrite: str
    at: int
    attempts: int = 0
    finish: str = ""
    bad: bool = False


def manifest_of(out: Place) -> dict[str, Any]:
    """The run.json of a folder. Raises UsageError where there is none."""
    manifest = read_manifest(out) if out.is_dir() else None
    if manifest is None:
        hint = "name the folder that `rephrase run` was given with --output"
        raise UsageError(f"{out} is no run's output: it has no {MANIFEST}", hint)
    return manifest


def shards(out: Place) -> list[Place]:
    """The files of the finished shards, accepted rows and quarantine. Raises InputError where no shard is done."""
    names = [f"shard-{number:05d}.parquet" for number in finished(out)]
    if not names:
        raise InputError(f"no shard of {out} is finished yet", "look again later; `rephrase run` goes on where it was")
    return [path for name in names for folder in ("data", "quarantine") if (path := out / folder / name).is_file()]


def heads(out: Place) -> Iterator[Head]:
    """Every row of the finished shards, in their order, without its texts."""
    for path in shards(out):
        for group, number, row in _rows(path, HEAD):
            yield _head(path, group, number, row)


def sample(found: Iterable[Head], most: int) -> list[Head]:
    """At most this many rows, drawn by a hash of their ids, in the order they stand in the shards."""
    drawn = heapq.nsmallest(most, found, key=Head.draw)
    return sorted(drawn, key=lambda head: (head.path.name, head.path.parent.name, head.group, head.number))


def whole(found: Sequence[Head]) -> Iterator[tuple[Head, dict[str, Any]]]:
    """These rows with all their columns, in order of their files and places."""
    places: dict[Place, dict[tuple[int, int], Head]] = defaultdict(dict)
    for head in found:
        places[head.path][head.group, head.number] = head
    for path, wanted in places.items():
        groups = {group for group, _ in wanted}
        for group, number, row in _rows(path, None, groups, {place[1] for place in wanted}):
            if (group, number) in wanted:
                yield wanted[group, number], row


def _rows(
    path: Place, columns: Sequence[str] | None, groups: set[int] | None = None, numbers: set[int] | None = None
) -> Iterator[tuple[int, int, dict[str, Any]]]:
    """Rows with their row group and place in it; of `numbers` alone, where given, the others are not decoded."""
    import pyarrow as pa
    import pyarrow.parquet as pq

    try:
        with pq.ParquetFile(readable(path), buffer_size=BUFFER, pre_buffer=False) as parquet:
            names = set(parquet.schema_arrow.names)
            read = [name for name in columns if name in names] if columns else None
            for group in range(parquet.num_row_groups) if groups is None else sorted(groups):
                number = 0
                for batch in parquet.iter_batches(BATCH_ROWS, row_groups=[group], columns=read, use_threads=False):
                    for place in range(batch.num_rows):
                        if numbers is None or number in numbers:
                            yield group, number, batch.slice(place, 1).to_pylist()[0]
                        number += 1
    except (OSError, pa.ArrowException) as error:
        raise OutputError(f"cannot read {path}: {error}", "mend or remove that shard and run again") from error


def _head(path: Place, group: int, number: int, row: Mapping[str, Any]) -> Head:
    chunks, verdicts = row.get("chunks") or [], row.get("verdicts") or []
    tokens = ("prompt_tokens", "cached_tokens", "completion_tokens")
    return Head(
        path,
        group,
        number,
        row["id"] or "",
        row.get("status") or ("accepted" if path.parent.name == "data" else "rejected"),
        row.get("task") or "",
        row.get("style") or "",
        row.get("language") or "",
        row.get("fidelity") or 0.0,
        row.get("n_tokens") or 0,
        row.get("n_source_tokens") or 0,
        tuple(dict.fromkeys(verdict["check"] for verdict in verdicts if not verdict["passed"])),
        row.get("reason") or "",
        *(sum(chunk.get(name) or 0 for chunk in chunks) for name in tokens),
    )


def parts(row: Mapping[str, Any]) -> list[Part]:
    """Source and rewrite of a row, chunk by chunk, and at the end what was not reached. Sources not kept are ""."""
    text = row.get("text") or ""
    based = row.get("base_text") is not None
    source = (row["base_text"] if based else row.get("source_text")) or ""
    where = _WHERE.match(row.get("reason") or "")
    bad = int(where[1]) if where else -1
    found, reached, written = [], 0, 0
    for chunk in row.get("chunks") or []:
        start, end = _span(chunk, "base" if based and chunk.get("base_start") is not None else "source")
        first, last = _span(chunk, "text")
        found.append(
            Part(
                source[start:end],
                text[first:last],
                start,
                chunk["attempts"] or 0,
                chunk["finish_reason"] or "",
                start == bad,
            )
        )
        reached, written = max(reached, end), max(written, last)
    if source[reached:].strip() or text[written:].strip():
        found.append(Part(source[reached:], text[written:], reached))
    return found


def _span(chunk: Mapping[str, Any], side: str) -> tuple[int, int]:
    return chunk.get(f"{side}_start") or 0, chunk.get(f"{side}_end") or 0


def rewritten(row: Mapping[str, Any]) -> str:
    """What stands on the left: the source, or the earlier task's text that was rewritten; said where it was not kept."""
    if row.get("base_text") is not None:
        return f"rewritten from {row.get('base_id') or 'an earlier task'}"
    return "source" if row.get("source_text") is not None else "source (not kept by this run)"
