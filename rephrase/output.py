"""What a run leaves on disk: shards, their quarantine, run.json. Knows nothing of how a result came about."""

from __future__ import annotations

import contextlib
import json
import os
import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, astuple, dataclass
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, BinaryIO

from rephrase.data import Judging, Result, Usage
from rephrase.errors import OutputError
from rephrase.rows import quarantine_schema, schema

if TYPE_CHECKING:
    import pyarrow as pa

FOOTER = b"rephrase"  # the key in a data file's Parquet metadata under which its shard's counts stand, as JSON
MANIFEST = "run.json"
ROW_GROUP = 1000  # rows read at once by a reader that streams
AGAIN = "free space or mend the folder, then run the same command again: finished shards are kept"
SHARD = re.compile(r"shard-(\d{5,})\.parquet")


@dataclass(frozen=True, slots=True)
class Counts:
    """Totals of a shard or a run. `variants` counts the (document, variant) rows in; tokens are as endpoints report.

    A judge's requests and tokens are counted apart from the rewriter's. Of what the cheap checks were sure of it was shown
    `judge_sampled` parts at random and failed `judge_sampled_failed`: what those checks miss.
    """

    documents: int = 0
    variants: int = 0
    accepted: int = 0
    rejected: int = 0
    failed: int = 0
    requests: int = 0
    prompt_tokens: int = 0
    cached_tokens: int = 0
    completion_tokens: int = 0
    judge_requests: int = 0
    judge_prompt_tokens: int = 0
    judge_completion_tokens: int = 0
    judge_sampled: int = 0
    judge_sampled_failed: int = 0

    def __add__(self, other: Counts) -> Counts:
        return Counts(*(mine + theirs for mine, theirs in zip(astuple(self), astuple(other), strict=True)))

    def reconciles(self) -> bool:
        """Every row in is a row out."""
        return self.variants == self.accepted + self.rejected + self.failed


def count(results: Sequence[Result], documents: int) -> Counts:
    """The counts of a shard's results; `documents` is how many documents they are variants of."""
    statuses = [result.status for result in results]
    judging = sum((result.judging for result in results), Judging())
    return Counts(
        documents=documents,
        variants=len(results),
        accepted=statuses.count("accepted"),
        rejected=statuses.count("rejected"),
        failed=statuses.count("failed"),
        requests=sum(result.usage.requests for result in results),
        prompt_tokens=sum(result.usage.prompt for result in results),
        cached_tokens=sum(result.usage.cached for result in results),
        completion_tokens=sum(result.usage.completion for result in results),
        judge_requests=judging.usage.requests,
        judge_prompt_tokens=judging.usage.prompt,
        judge_completion_tokens=judging.usage.completion,
        judge_sampled=judging.sampled,
        judge_sampled_failed=judging.sampled_failed,
    )


def prepare(out: Path) -> None:
    """Makes the output folder or takes up that of an earlier run.

    Refuses a folder that holds anything else, so that no run ever writes among a person's own files.
    """
    if out.exists() and not out.is_dir():
        raise OutputError(f"the output {out} is a file", "name a folder with --output")
    try:
        out.mkdir(parents=True, exist_ok=True)
        _refuse_foreign(out)
        probe = out / ".probe.tmp"
        probe.touch()
        probe.unlink()
    except OSError as error:
        raise OutputError(f"cannot write to {out}: {error.strerror}", "choose another --output folder") from error


def tidy(out: Path) -> None:
    """Removes the temporary files of a run that was killed. Nobody else may be writing there."""
    for leftover in [*out.glob(".*.tmp"), *out.glob("data/.*.tmp"), *out.glob("quarantine/.*.tmp")]:
        leftover.unlink(missing_ok=True)


def usage(counts: Counts) -> Usage:
    """What was paid for, the judge's part too."""
    return Usage(
        counts.requests + counts.judge_requests,
        counts.prompt_tokens + counts.judge_prompt_tokens,
        counts.cached_tokens,
        counts.completion_tokens + counts.judge_completion_tokens,
    )


def write_shard(
    out: Path,
    number: int,
    rows: Sequence[Mapping[str, Any]],
    counts: Counts,
    more: Mapping[bytes, str] = MappingProxyType({}),
) -> None:
    """Writes a whole shard, rows as `row` makes them. It is done when its data file exists, even one with no rows:
    the quarantine is written first, and each file under a temporary name that is then replaced by its own."""
    accepted = [row for row in rows if row["status"] == "accepted"]
    others = [row for row in rows if row["status"] != "accepted"]
    if not counts.reconciles() or len(accepted) != counts.accepted or len(others) + len(accepted) != counts.variants:
        raise ValueError(f"shard {number} does not reconcile: {len(accepted)} + {len(others)} rows, {counts}")
    name = f"shard-{number:05d}.parquet"
    _write_table(out / "quarantine" / name, others, quarantine_schema(), {})
    _write_table(out / "data" / name, accepted, schema(), {FOOTER: json.dumps(asdict(counts)), **more})


def finished(out: Path) -> dict[int, Counts]:
    """The finished shards by number, in order, with their counts; read from the files' footers alone."""
    names = sorted((int(found[1]), path) for path in out.glob("data/*") if (found := SHARD.fullmatch(path.name)))
    return {number: _counts(path) for number, path in names}


def is_finished(out: Path, number: int) -> bool:
    """Whether that shard is done."""
    return (out / "data" / f"shard-{number:05d}.parquet").exists()


def footers(out: Path, key: bytes) -> Iterator[str]:
    """What the finished shards' footers hold under `key`, one after another; shards without it are left out."""
    import pyarrow.parquet as pq

    for path in sorted(out.glob("data/shard-*.parquet")):
        if text := (pq.read_metadata(path).metadata or {}).get(key):
            yield text.decode("utf-8")


def reasons(out: Path) -> dict[str, int]:
    """Why rows are in quarantine: how many by the first check that failed, or `failed` for those without an answer."""
    import pyarrow.parquet as pq

    found: Counter[str] = Counter()
    for path in sorted(out.glob("quarantine/shard-*.parquet")):
        for batch in pq.ParquetFile(path).iter_batches(columns=["status", "verdicts", "reason"]):
            found.update(_first_reason(cells) for cells in batch.to_pylist())
    return dict(found.most_common())


def _first_reason(cells: Mapping[str, Any]) -> str:
    if cells["status"] == "failed":
        return "failed"
    failed = [verdict["check"] for verdict in cells["verdicts"] if not verdict["passed"]]
    return str((failed or [cells["reason"].split(":")[0].split(" ")[0]])[0])


def write_manifest(out: Path, manifest: Mapping[str, Any]) -> None:
    """run.json: what the run was made of and what came out."""
    text = json.dumps(manifest, sort_keys=True, indent=2, ensure_ascii=False, default=str)
    write_file(out / MANIFEST, f"{text}\n")


def read_manifest(out: Path) -> dict[str, Any] | None:
    """The run.json of an output folder; None where there is none."""
    path = out / MANIFEST
    try:
        manifest = json.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError:
        return None
    except (OSError, ValueError) as error:
        raise OutputError(f"cannot read {path}: {error}", "choose another --output folder") from error
    if not isinstance(manifest, dict):
        raise OutputError(f"{path} is not a run's manifest", "choose another --output folder")
    return manifest


def write_file(path: Path, text: str) -> None:
    """A text file that is there whole or not at all."""
    with atomic(path) as file:
        file.write(text.encode("utf-8", "replace"))


def _write_table(path: Path, rows: Sequence[Mapping[str, Any]], columns: pa.Schema, footer: dict[bytes, str]) -> None:
    """A table without rows is a file without row groups: an empty row group makes `load_dataset` fail."""
    import pyarrow as pa
    import pyarrow.parquet as pq

    table = pa.Table.from_pylist(rows, schema=columns).replace_schema_metadata(footer or None)
    with atomic(path) as file, pq.ParquetWriter(file, table.schema, compression="zstd") as writer:
        if rows:
            writer.write_table(table, row_group_size=ROW_GROUP)


@contextlib.contextmanager
def atomic(path: Path, hint: str = AGAIN) -> Iterator[BinaryIO]:
    """A file under a hidden name beside `path` that takes that name once all is on disk; otherwise nothing is left.

    Raises OutputError with `hint` where it cannot be written.
    """
    temporary = path.with_name(f".{path.name}.tmp")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with open(temporary, "wb") as file:
            yield file
            file.flush()
            os.fsync(file.fileno())
        os.replace(temporary, path)
        _sync_folder(path.parent)
    except OSError as error:
        raise OutputError(f"cannot write {path}: {error.strerror or error}", hint) from error
    finally:
        with contextlib.suppress(OSError):
            temporary.unlink(missing_ok=True)


def _sync_folder(folder: Path) -> None:
    """Makes a rename outlive a power cut; some systems cannot open a folder and need no such thing."""
    if hasattr(os, "O_DIRECTORY"):
        handle = os.open(folder, os.O_DIRECTORY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


def _counts(path: Path) -> Counts:
    import pyarrow as pa
    import pyarrow.parquet as pq

    try:
        return Counts(**json.loads(pq.read_metadata(path).metadata[FOOTER]))
    except (OSError, pa.ArrowException, KeyError, TypeError, ValueError) as error:
        hint = "delete that file and run the same command again: the shard will be made anew"
        raise OutputError(f"{path} is not a finished shard of this program: {error!r}", hint) from error


def _refuse_foreign(out: Path) -> None:
    """Hidden files, like a file manager's, do not count."""
    if (out / MANIFEST).exists():
        return
    names = sorted(path.name for path in out.iterdir() if not path.name.startswith("."))
    if names:
        shown = ", ".join(names[:3]) + (", ..." if len(names) > 3 else "")
        raise OutputError(f"{out} holds files that are not of a run: {shown}", "choose a new or empty --output folder")
