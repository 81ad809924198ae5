"""Whether a run may go on in an output folder: one writer at a time, and only with what it was begun with. Sends nothing."""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

from rephrase import benchmark, lease, output, parts
from rephrase.corpus import Corpus
from rephrase.data import Document
from rephrase.errors import OutputError, UsageError
from rephrase.job import Recipes
from rephrase.parts import LOCK, WHOLE, Part
from rephrase.place import Place, Remote, readable
from rephrase.variants import stable_hash

if TYPE_CHECKING:
    import numpy as np

    from rephrase.options import Options

ADDED = frozenset({"input", "files", "limit"})  # what may differ when documents are added
NOT_MADE_OF = {"description", "retries", "prices"}  # keys of a recipe that change no row


def identity(options: Options, recipes: Recipes, corpus: Corpus) -> dict[str, Any]:
    """What must not change between the sittings of one run. The model joins when it is known."""
    routed = recipes.routed.items()
    return {
        "input": corpus.digest,
        "files": corpus.files,
        "text_field": options.text_field,
        "id_field": options.id_field,
        "keep_fields": list(options.keep_fields),
        "pipeline": recipes.own.pipeline.model_dump(mode="json", exclude=NOT_MADE_OF),
        "routes": {name: recipe.pipeline.model_dump(mode="json", exclude=NOT_MADE_OF) for name, recipe in routed},
        "prompts": recipes.digests,
        "variants": options.variants,
        "limit": options.limit,
        "seed": options.seed,
        "decontaminate": benchmark.digests(options.decontaminate),
    }


@contextmanager
def locked(out: Place, name: str = LOCK) -> Iterator[None]:
    """Holds the folder, or with the `name` of its lock a part, for this process. On this machine's file systems the system
    lets go when the process ends, however it ends; of a store see `lease.py`.

    Raises OutputError when another process writes there.
    """
    whose = "run is writing to" if name == LOCK else "process does this part in"
    if isinstance(out, Remote):
        with lease.held(out / name, f"another {whose} {out}"):
            yield
        return
    from filelock import FileLock, Timeout

    lock = FileLock(out / name, blocking=False)
    try:
        (out / name).parent.mkdir(parents=True, exist_ok=True)
        lock.acquire()
    except Timeout:
        raise OutputError(f"another {whose} {out}", "wait for it, or name another --output folder") from None
    except OSError as error:
        raise OutputError(f"cannot lock {out}: {error.strerror or error}", "choose another --output folder") from error
    try:
        yield
    finally:
        lock.release()


def earlier(out: Place, identity: Mapping[str, Any], extend: bool = False, part: Part = WHOLE) -> dict[str, Any]:
    """The manifest of the run in this folder, or of the part; {} where there is none. Raises OutputError if it, or another
    part, was made of something else."""
    manifest = output.read_manifest(out)
    begun = parts.begun(out)
    if manifest is None and begun and not part.of:
        first = next(iter(begun))
        hint = f"rephrase merge {out} makes it a whole; or do a part of it with --part I/{first.of}"
        raise OutputError(f"{out} holds a run in {first.of} parts", hint)
    if manifest is not None and part.of and not manifest.get("complete"):
        raise OutputError(
            f"{out} holds a run that is not in parts", "go on with it without --part, or name a new folder"
        )
    if manifest is None and part.of:
        refuse_others(out, begun, part, identity)
        return next((theirs for other, theirs in begun.items() if other.index == part.index), {})
    _refuse(out, manifest or {}, identity, extend)
    return manifest or {}


def refuse_others(out: Place, begun: Mapping[Part, Mapping[str, Any]], part: Part, identity: Mapping[str, Any]) -> None:
    """Raises OutputError, naming what differs, where one of the parts begun is of another run than this one."""
    for other, theirs in begun.items():
        _refuse(out, theirs, identity)
        if part.of != other.of:
            message = f"{out} holds a run in {other.of} parts: {part} is none of them"
            raise OutputError(message, f"say --part I/{other.of}, or name a new folder with --output")


def _refuse(out: Place, manifest: Mapping[str, Any], identity: Mapping[str, Any], extend: bool = False) -> None:
    """Raises OutputError, naming what differs, where a manifest is of a run that was made of something else."""
    old = manifest.get("identity", {})
    differing = {key: (old[key], new) for key, new in identity.items() if key in old and old[key] != new}
    if not differing or (extend and ADDED.issuperset(differing)):
        return
    what = ", ".join(_difference(key, then, now) for key, (then, now) in differing.items())
    hint = "name a new folder with --output"
    if ADDED.issuperset(differing) and "part" not in manifest:
        hint += ", or add the new documents to this one with --extend"
    raise OutputError(f"{out} holds a run made with something else: {what}", hint)


def extended(manifest: Mapping[str, Any], identity: Mapping[str, Any], out: Place) -> int:
    """How many shards stood before documents were added: those are not touched. Raises UsageError for an unfinished run."""
    before = manifest.get("identity", {})
    if all(before.get(key) == identity[key] for key in ADDED) and "base_shards" in manifest:
        return int(manifest["base_shards"])
    if not manifest.get("complete"):
        raise UsageError(f"{out} holds no finished run to extend", "finish it first: the same command without --extend")
    return max(output.finished(out), default=-1) + 1


def new(documents: Iterable[Document], out: Place, base_shards: int) -> Iterator[Document]:
    """The documents that no row of the first `base_shards` shards was made from, told by their ids.

    Holds 8 bytes for each document of the earlier run.
    """
    import numpy as np

    known = np.unique(np.fromiter(_known(out, base_shards), dtype=np.uint64))
    for document in documents:
        if not _has(known, stable_hash(document.id)):
            yield document


def _has(known: np.ndarray[Any, np.dtype[np.uint64]], number: int) -> bool:
    at = int(known.searchsorted(number))
    return at < len(known) and int(known[at]) == number


def _known(out: Place, base_shards: int) -> Iterator[int]:
    import pyarrow.parquet as pq

    for kind, number in itertools.product(("data", "quarantine"), range(base_shards)):
        for batch in pq.ParquetFile(readable(out / kind / f"shard-{number:05d}.parquet")).iter_batches(
            columns=["source_id"]
        ):
            yield from map(stable_hash, batch.column(0).to_pylist())


def _difference(key: str, old: Any, new: Any) -> str:
    if isinstance(old, dict) and isinstance(new, dict):
        keys = [name for name in {**old, **new} if old.get(name) != new.get(name)]
        return f"{key} ({', '.join(keys)})"
    return f"{key} ({old} then, {new} now)"
