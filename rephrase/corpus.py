"""What a corpus is, before it is read: its files, their sizes, and a digest by which a later run knows it again."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from rephrase.formats import formats
from rephrase.formats.files import Source, Walk

SAMPLED_BYTES = 65536  # of the beginning and of the end of a file, for the digest
SAMPLED_FILES = 10_000  # after so many, names and sizes alone must do


@dataclass(frozen=True, slots=True)
class Corpus:
    """`size` is in bytes as they lie on disk."""

    files: int
    size: int
    digest: str


def survey(paths: Sequence[Path]) -> Corpus:
    """Lists the files that will be read. Opens them for their first and last bytes only."""
    walk = Walk(formats(), lambda line: None)
    digest = hashlib.blake2b(digest_size=8)
    files = size = 0
    for source in (source for path in paths for source in walk.sources(path)):
        length = _size(source.path)
        digest.update(f"{source.shown}\0{length}\0".encode("utf-8", "replace"))
        if files < SAMPLED_FILES:
            digest.update(_sample(source, length))
        files += 1
        size += length
    return Corpus(files, size, digest.hexdigest())


def _size(path: Path) -> int:
    try:
        return path.stat().st_size
    except OSError:
        return 0


def _sample(source: Source, length: int) -> bytes:
    try:
        with source.path.open("rb") as file:
            head = file.read(SAMPLED_BYTES)
            file.seek(max(length - SAMPLED_BYTES, 0))
            return head + file.read(SAMPLED_BYTES)
    except OSError:
        return b""
