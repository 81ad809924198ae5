"""What a run leaves on disk: shards, their quarantine, run.json. Knows nothing of how a result came about."""

from __future__ import annotations

import contextlib
import json
import os
import re
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import asdict, astuple, dataclass
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, BinaryIO

from rephrase.data import Judging, Result, Usage
from rephrase.errors import OutputError
from rephrase.place import Place, Remote, each, readable
from rephrase.rows import quarantine_schema, schema

if TYPE_CHECKING:
    import pyarrow as pa

FOOTER = b"rephrase"  # the key in a data file's Parquet metadata under which its shard's counts stand, as JSON
MANIFEST = "run.json"
ROW_GROUP = 1000  # rows read at once by a reader that streams
AGAIN = "free space or mend the folder, then run the same command again: finished shards are kept"
PART = re.compile(r"\.?\d+-of-\d+\.(json|lock)|\..*\.tmp")  # what lies in the folder of a run in parts
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


def prepare(out: Place) -> None:
    """Makes the output folder or takes up that of an earlier run.

    Refuses a folder that holds anything else, so that no run ever writes among a person's own files.
    """
    if out.exists() and not out.is_dir():
        raise OutputError(f"the output {out} is a file", "name a folder with --output")
    try:
        if isinstance(out, Path):
            out.mkdir(parents=True, exist_ok=True)
        _refuse_foreign(out)
        probe = out / f".probe-{os.getpid()}.tmp"
        probe.write_bytes(b"")
        probe.unlink(missing_ok=True)
    except OSError as error:
        what = error.strerror or error
        raise OutputError(f"cannot write to {out}: {what}", "choose another --output folder") from error


def everything(number: int) -> bool:
    """Every shard: those of a run that is not split into parts."""
    return True


def tidy(out: Place, mine: Callable[[int], bool] = everything) -> None:
    """Removes the temporary files of a run that was killed, or of a part of one: nobody else may be writing `mine` shards."""
    for leftover in [*out.glob("data/.*.tmp"), *out.glob("quarantine/.*.tmp")]:
        found = SHARD.search(leftover.name)
        if mine is everything or (found and mine(int(found[1]))):
            leftover.unlink(missing_ok=True)
    for leftover in out.glob(".*.tmp") if mine is everything else ():
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
    out: Place,
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


def finished(out: Place, mine: Callable[[int], bool] = everything) -> dict[int, Counts]:
    """The finished shards by number, in order, with their counts; read from the files' footers alone."""
    found = {number: path for number, path in written(out).items() if mine(number)}
    return dict(zip(found, each(_counts, found.values(), out), strict=True))


def is_finished(out: Place, number: int) -> bool:
    """Whether that shard is done."""
    return (out / "data" / f"shard-{number:05d}.parquet").exists()


def written(out: Place, folder: str = "data") -> dict[int, Place]:
    """The data files of the finished shards by number, in order, or those in quarantine."""
    names = ((int(found[1]), path) for path in out.glob(f"{folder}/*") if (found := SHARD.fullmatch(path.name)))
    return dict(sorted(names, key=lambda name: name[0]))


def footers(out: Place, key: bytes) -> Iterator[str]:
    """What the finished shards' footers hold under `key`, one after another; shards without it are left out."""
    for metadata in each(_metadata, written(out).values(), out):
        if text := metadata.get(key):
            yield text.decode("utf-8")


def reasons(out: Place, mine: Callable[[int], bool] = everything) -> dict[str, int]:
    """Why rows are in quarantine: how many by the first check that failed, or `failed` for those without an answer."""
    paths = [path for number, path in written(out, "quarantine").items() if mine(number)]
    found: Counter[str] = Counter()
    for of_shard in each(_reasons, paths, out):
        found.update(of_shard)
    return dict(found.most_common())


def _reasons(path: Place) -> list[str]:
    import pyarrow.parquet as pq

    columns = ["status", "verdicts", "reason"]
    batches = pq.ParquetFile(readable(path)).iter_batches(columns=columns)
    return [_first_reason(cells) for batch in batches for cells in batch.to_pylist()]


def _first_reason(cells: Mapping[str, Any]) -> str:
    if cells["status"] == "failed":
        return "failed"
    failed = [verdict["check"] for verdict in cells["verdicts"] if not verdict["passed"]]
    return str((failed or [cells["reason"].split(":")[0].split(" ")[0]])[0])


def write_manifest(out: Place, manifest: Mapping[str, Any], name: str = MANIFEST) -> None:
    """run.json, or that of a part: what the run was made of and what came out."""
    text = json.dumps(manifest, sort_keys=True, indent=2, ensure_ascii=False, default=str)
    write_file(out / name, f"{text}\n")


def read_manifest(out: Place, name: str = MANIFEST) -> dict[str, Any] | None:
    """The run.json of an output folder, or that of a part; None where there is none."""
    path = out / name
    try:
        manifest = json.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError:
        return None
    except (OSError, ValueError) as error:
        raise OutputError(f"cannot read {path}: {error}", "choose another --output folder") from error
    if not isinstance(manifest, dict):
        raise OutputError(f"{path} is not a run's manifest", "choose another --output folder")
    return manifest


def write_file(path: Place, text: str) -> None:
    """A text file that is there whole or not at all."""
    with atomic(path) as file:
        file.write(text.encode("utf-8", "replace"))


def _write_table(path: Place, rows: Sequence[Mapping[str, Any]], columns: pa.Schema, footer: dict[bytes, str]) -> None:
    """A table without rows is a file without row groups: an empty row group makes `load_dataset` fail."""
    import pyarrow as pa
    import pyarrow.parquet as pq

    table = pa.Table.from_pylist(rows, schema=columns).replace_schema_metadata(footer or None)
    with atomic(path) as file, pq.ParquetWriter(file, table.schema, compression="zstd") as writer:
        if rows:
            writer.write_table(table, row_group_size=ROW_GROUP)


@contextlib.contextmanager
def atomic(path: Place, hint: str = AGAIN) -> Iterator[BinaryIO]:
    """A file under a hidden name beside `path` that takes that name once all is on disk; otherwise nothing is left.
    In a store, which shows nothing before its upload ends, a file that is uploaded at the end of the block.

    Raises OutputError with `hint` where it cannot be written.
    """
    if isinstance(path, Remote):
        with path.replacing() as file:
            yield file
        return
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


def _metadata(path: Place) -> Mapping[bytes, bytes]:
    import pyarrow.parquet as pq

    return pq.read_metadata(readable(path)).metadata or {}


def _counts(path: Place) -> Counts:
    import pyarrow as pa

    try:
        return Counts(**json.loads(_metadata(path)[FOOTER]))
    except (OSError, pa.ArrowException, KeyError, TypeError, ValueError) as error:
        hint = "delete that file and run the same command again: the shard will be made anew"
        raise OutputError(f"{path} is not a finished shard of this program: {error!r}", hint) from error


def _refuse_foreign(out: Place) -> None:
    """Hidden files, like a file manager's, do not count."""
    if (out / MANIFEST).exists():
        return
    names = sorted(path.name for path in out.iterdir() if not path.name.startswith("."))
    if "parts" in names and all(PART.fullmatch(path.name) for path in (out / "parts").iterdir()):
        return
    if names:
        shown = ", ".join(names[:3]) + (", ..." if len(names) > 3 else "")
        raise OutputError(f"{out} holds files that are not of a run: {shown}", "choose a new or empty --output folder")
