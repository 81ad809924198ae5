"""Parts of a run: N processes anywhere over one corpus into one folder, which know of each other only by that folder.

Part I does every N-th shard, or a stretch of shards where the corpus tells how many documents it holds without being read
(Parquet, text files): then no row group is read that is not its own. Reads manifests, writes nothing.
"""

from __future__ import annotations

import os
import re
import shlex
import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from rephrase import output
from rephrase.errors import UsageError
from rephrase.place import Place

FOLDER = "parts"
LOCK = ".rephrase.lock"
NAME = re.compile(r"(\d+)-of-(\d+)\.json")


@dataclass(frozen=True, slots=True)
class Part:
    """Part `index`, from 0, of `of`; 0 of 0 is a whole run. `shards` is how many there are in all, where that is known
    before they are read: the part is then a stretch of them."""

    index: int = 0
    of: int = 0
    shards: int | None = None

    def __str__(self) -> str:
        return f"{self.index}/{self.of}"

    @property
    def manifest(self) -> str:
        """The file, below the output folder, that says what is done."""
        return f"{FOLDER}/{self.index}-of-{self.of}.json" if self.of else output.MANIFEST

    @property
    def lock(self) -> str:
        return f"{FOLDER}/.{self.index}-of-{self.of}.lock" if self.of else LOCK

    @property
    def end(self) -> int | None:
        """The first shard after the part's own; None where the end of the corpus ends them."""
        return None if self.shards is None else (self.index + 1) * self.shards // self.of

    def mine(self, shard: int) -> bool:
        """Whether a shard is this part's."""
        if not self.of:
            return True
        if self.shards is None:
            return shard % self.of == self.index
        return self.index * self.shards // self.of <= shard < (self.index + 1) * self.shards // self.of


WHOLE = Part()


def part_of(given: str) -> Part:
    """The part that I/N names; "" is the whole. Raises UsageError for anything else."""
    if not given:
        return Part()
    found = re.fullmatch(r"(\d{1,6})/(\d{1,6})", given)
    part = Part(int(found[1]), int(found[2])) if found else Part()
    if not part.index < part.of:
        raise UsageError(
            f"--part {given} is no part", "write I/N with I from 0 to N-1, for example 0/7 for the first of 7"
        )
    return part


def stretched(part: Part, documents: int | None, size: int) -> Part:
    """The part as a stretch of shards, where the number of documents is known."""
    return part if documents is None or not part.of else replace(part, shards=-(-documents // size))


def record(part: Part) -> dict[str, Any]:
    """What stands of a part in its manifest, besides what stands in that of a whole run."""
    return (
        {"part": {"index": part.index, "of": part.of, "shards": part.shards, "command": command()}} if part.of else {}
    )


def command() -> str:
    """The command line of this process, without what stands before an @ in a URL."""
    words = ["rephrase", *sys.argv[1:]] if os.path.basename(sys.argv[0]) in ("rephrase", "__main__.py") else []
    return shlex.join(re.sub(r"://[^/@]*@", "://", word) for word in words)


def command_of(manifests: Mapping[Part, Mapping[str, Any]], part: Part) -> str:
    """The command that runs a part, after what another one was started with."""
    known = next((said for manifest in manifests.values() if (said := manifest["part"].get("command"))), "")
    words = shlex.split(known) or ["rephrase", "run", "..."]
    return shlex.join(_renamed(words, part)) if known else f"rephrase run ... --part {part}"


def _renamed(words: Sequence[str], part: Part) -> list[str]:
    kept = [word for word in words if not word.startswith("--part=")]
    while "--part" in kept:
        at = kept.index("--part")
        del kept[at : at + 2]
    return [*kept, "--part", str(part)]


def begun(out: Place) -> dict[Part, dict[str, Any]]:
    """The parts that were begun in a folder, in order, and their manifests."""
    names = [
        (int(found[1]), int(found[2])) for path in (out / FOLDER).glob("*.json") if (found := NAME.fullmatch(path.name))
    ]
    parts = [Part(*numbers) for numbers in sorted(names)]
    manifests = {part: output.read_manifest(out, part.manifest) for part in parts}
    return {replace(part, shards=said["part"]["shards"]): said for part, said in manifests.items() if said}
