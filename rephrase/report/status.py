"""`rephrase status DIR`: how far a run is, from its folder alone. Takes no lock, writes nothing, asks nobody."""

from __future__ import annotations

import os
import time
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from rephrase import lease, output, parts
from rephrase.data import Usage
from rephrase.errors import UsageError
from rephrase.journal import answers, folder_of, journals
from rephrase.output import Counts
from rephrase.parts import LOCK, Part
from rephrase.place import Place, Remote
from rephrase.recipe import PriceKeys
from rephrase.report.progress import printable
from rephrase.stop import dollars

LOCKS = Path("/proc/locks")
REASONS_SHOWN = PARTS_SHOWN = 10
STANDINGS = ("complete", "running", "not finished", "not begun")


@dataclass(frozen=True, slots=True)
class OpenShard:
    """A shard with paid answers that is not written yet. `age` is the seconds since its last answer."""

    number: int
    answers: int
    usage: Usage
    age: float


@dataclass(frozen=True, slots=True)
class State:
    """What a folder says. `writer` is the process that holds the lock, 0 where one does that cannot be named, None where none
    does or that cannot be seen from here (`seen` is false then). `parts` are those of a run in parts: complete, running, stopped.
    """

    out: Place
    model: str
    complete: bool
    shards: int
    open: tuple[OpenShard, ...]
    counts: Counts
    reasons: Mapping[str, int]
    prices: PriceKeys
    writer: int | None
    seen: bool
    parts: Mapping[Part, str] = field(default_factory=dict)

    @property
    def usage(self) -> Usage:
        """All that was paid: of finished shards, and in the journals of the open ones."""
        return sum((shard.usage for shard in self.open), output.usage(self.counts))

    @property
    def cost(self) -> float:
        return dollars(self.prices, self.usage)


def state(out: Place, now: float | None = None) -> State:
    """Reads the folder of a run, perhaps while somebody writes there. Raises UsageError where there is no run in it."""
    begun = parts.begun(out)
    manifest = output.read_manifest(out) or next(iter(begun.values()), None)
    if manifest is None:
        raise UsageError(f"{out} holds no run", "name the --output folder of one")
    finished = output.finished(out)
    seen, writer = held(out / LOCK)
    standing = {part: _standing_of(out, part, theirs) for part, theirs in begun.items()}
    return State(
        out,
        str(manifest.get("model", "")),
        bool(manifest.get("complete")) and "part" not in manifest,
        len(finished),
        tuple(_open(out, finished, time.time() if now is None else now)),
        sum(finished.values(), Counts()),
        output.reasons(out),
        PriceKeys(**_mapping(_mapping(manifest.get("pipeline")).get("prices"))),
        writer,
        seen,
        standing,
    )


def _standing_of(out: Place, part: Part, manifest: Mapping[str, Any]) -> str:
    if manifest.get("complete"):
        return "complete"
    return "running" if held(out / part.lock)[1] is not None else "not finished"


def held(lock: Place) -> tuple[bool, int | None]:
    """Whether it can be told, and which process of this machine holds a lock file: found among the kernel's locks, so that no
    run that starts just now is kept out. A process of another container has the number 0."""
    if isinstance(lock, Remote):
        holder = lease.holder(lock, now=time.time())
        return True, None if holder is None else holder["process"] if holder["machine"] == lease.machine() else 0
    try:
        found = lock.stat()
        lines = LOCKS.read_text(encoding="ascii").splitlines()
    except FileNotFoundError:
        return not lock.exists(), None
    except OSError:
        return False, None
    for line in lines:
        *_, process, inode, _, _ = line.split()
        if "->" not in line and _is(found, inode):
            return True, max(int(process), 0)
    return True, None


def _is(found: os.stat_result, inode: str) -> bool:
    """Whether `major:minor:inode` names the file; a volume of btrfs has another minor number for the kernel than for us."""
    major, minor, number = inode.split(":")
    device = os.major(found.st_dev), os.minor(found.st_dev)
    same = device == (int(major, 16), int(minor, 16)) or device[0] == int(major, 16) == 0
    return same and int(number) == found.st_ino


def _open(out: Place, finished: Mapping[int, Counts], now: float) -> Iterator[OpenShard]:
    """By the journals in the folder; of one elsewhere by those that this machine keeps, where they are looked for first."""
    for number, path in journals(folder_of(out)).items():
        if number in finished:
            continue  # a journal that is kept, or about to be removed
        try:
            age = max(now - path.stat().st_mtime, 0.0)
            usages = [answer.usage for answer in answers(path)]
        except FileNotFoundError:  # its shard was finished just now
            continue
        yield OpenShard(number, len(usages), sum(usages, Usage()), age)


def _mapping(value: object) -> Mapping[str, Any]:
    return value if isinstance(value, Mapping) else {}


def status(found: State) -> str:
    """All that is printed, safe for a terminal."""
    counts, usage = found.counts, found.usage
    lines = [
        f"{printable(str(found.out))}: {_standing(found)}",
        *_parts(found),
        f"shards      {found.shards} done, {len(found.open)} open",
        f"documents   {counts.documents:,} in {counts.variants:,} rows: {counts.accepted:,} accepted, "
        f"{counts.rejected:,} rejected, {counts.failed:,} failed",
    ]
    if found.reasons:
        named = [f"{printable(check)} {number:,}" for check, number in list(found.reasons.items())[:REASONS_SHOWN]]
        lines.append("reasons     " + ", ".join(named))
    lines += [
        f"requests    {usage.requests:,}" + (f" to {printable(found.model)}" if found.model else ""),
        f"tokens      {usage.prompt:,} prompt ({usage.cached:,} cached), {usage.completion:,} completion",
    ]
    if found.prices.prompt or found.prices.completion:
        lines.append(f"cost        {found.cost:,.4f} US dollars")
    lines += [
        f"shard {shard.number:05d} {shard.answers:,} answers so far, the last {shard.age:,.0f} s ago"
        for shard in found.open
    ]
    return "\n".join(lines)


def _parts(found: State) -> list[str]:
    if not found.parts:
        return []
    of = next(iter(found.parts)).of
    told = {part.index: standing for part, standing in found.parts.items()}
    named = [(index, told.get(index, "not begun")) for index in range(of)]
    lists = [[str(index) for index, said in named if said == standing] for standing in STANDINGS]
    shown = [
        f"{len(listed)} {standing}" + (f" ({', '.join(listed[:PARTS_SHOWN])}{', ...' * (len(listed) > PARTS_SHOWN)})")
        for standing, listed in zip(STANDINGS, lists, strict=True)
        if listed
    ]
    return [f"parts       of {of}: {', '.join(shown)}"]


def _standing(found: State) -> str:
    if found.parts:
        done = list(found.parts.values()).count("complete")
        all_done = done == next(iter(found.parts)).of
        return "all parts are complete: rephrase merge makes it a whole" if all_done else "in parts, not complete"
    if found.writer is not None:
        by = f"process {found.writer}" if found.writer else "a process"
        return f"running ({by} writes there)"
    if found.complete:
        return "complete"
    if not found.seen:
        return "not complete; whether it runs cannot be seen from here"
    return "not complete and not running here; the same command goes on with it"


def record(found: State) -> dict[str, Any]:
    """The same for a machine."""
    counts = {name: getattr(found.counts, name) for name in ("documents", "variants", "accepted", "rejected", "failed")}
    usage = found.usage
    return {
        "output": str(found.out),
        "model": found.model,
        "complete": found.complete,
        "running": "running" in found.parts.values() or (found.writer is not None if found.seen else None),
        "parts": {str(part): standing for part, standing in found.parts.items()},
        "process": found.writer,
        "shards_done": found.shards,
        "shards_open": [{"shard": shard.number, "answers": shard.answers, "age": shard.age} for shard in found.open],
        **counts,
        "reasons": dict(found.reasons),
        "requests": usage.requests,
        "prompt_tokens": usage.prompt,
        "cached_tokens": usage.cached,
        "completion_tokens": usage.completion,
        "cost": found.cost,
    }
