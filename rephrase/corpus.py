"""What a corpus is, before it is read: its files, their sizes, and a digest by which a later run knows it again."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from rephrase.formats import formats, hub, remote, sources
from rephrase.formats.files import STDIN, Source, Walk, suffix

SAMPLED_BYTES = 65536  # of the beginning and of the end of a file, for the digest
SAMPLED_FILES = 10_000  # after so many, names and sizes alone must do
PLAIN = (".txt", ".md", ".markdown", ".rst", ".tex", ".jsonl", ".ndjson", ".json", ".csv", ".tsv")


@dataclass(frozen=True, slots=True)
class Corpus:
    """`size` is in bytes as they lie on disk; 0 where that says nothing of how much text there is: something is packed."""

    files: int
    size: int
    digest: str


def survey(inputs: Sequence[Path | str], split: str = "", config: str = "") -> Corpus:
    """Lists the files that will be read. Opens them for their first and last bytes only, those elsewhere not at all.

    What comes through standard input cannot be known again.
    """
    walk = Walk(formats(), lambda line: None)
    digest = hashlib.blake2b(digest_size=8)
    files = size = 0
    tells = True
    for source in (source for given in inputs for source in _listed(given, split, config, walk)):
        length, sample = _facts(source, sampled=files < SAMPLED_FILES)
        digest.update(f"{source.shown}\0{length}\0".encode("utf-8", "replace"))
        digest.update(sample)
        files += 1
        size += length
        tells = tells and suffix(source.name, PLAIN) != ""
    return Corpus(files, size if tells else 0, digest.hexdigest())


def _listed(given: Path | str, split: str, config: str, walk: Walk) -> Iterator[Source]:
    if not hub.is_dataset(given, split, config):
        yield from sources(given, walk)
        return
    if str(given).startswith(hub.HUB):
        yield Source(Path(STDIN), hub.version(given, split, config), hub.version(given, split, config))
        return
    yield Source(Path(STDIN), "", f"{split}\0{config}")
    yield from walk.sources(Path(given))


def _facts(source: Source, sampled: bool) -> tuple[int, bytes]:
    """Size in bytes, and bytes by which the content is known again."""
    if source.url:
        length, version = remote.facts(source.url)
        return length, version.encode("utf-8")
    if str(source.path) == STDIN:
        return 0, b""
    length = _size(source.path)
    return length, _sample(source, length) if sampled else b""


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
