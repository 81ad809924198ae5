"""Finds the files of a corpus on this machine, in an order that is the same on every machine. Knows nothing of formats."""

from __future__ import annotations

import difflib
import glob
import os
import sys
from collections import Counter
from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass, field
from pathlib import Path, PurePath
from typing import BinaryIO

from rephrase.errors import UsageError
from rephrase.formats.decode import without_surrogates

PACKED = (".gz", ".bz2", ".xz", ".zst")  # endings that say how a file is compressed, not what it holds
STDIN = "-"


@dataclass(frozen=True, slots=True)
class Source:
    """One file to read. `name` is its posix path relative to the input argument, `shown` to that argument's parent.

    `url` is where it is, if not on this machine; `path` is then what stands for it in messages.
    """

    path: Path
    name: str
    shown: str
    url: str = ""

    @property
    def label(self) -> str:
        """The name as it stands in ids: the same however the file is compressed."""
        stem, dot, packing = self.name.rpartition(".")
        return stem if (dot + packing).lower() in PACKED else self.name

    def place(self, row: int) -> str:
        """The id of a row that brings none of its own; rows are counted from 1."""
        return f"{self.label}:{row}"

    def open(self) -> BinaryIO:
        """The file's bytes as they are stored. Raises OSError where they cannot be read, InputError where a URL cannot."""
        if self.url:
            from rephrase.formats.remote import opened

            return opened(self.url)
        if str(self.path) == STDIN:
            return open(sys.stdin.fileno(), "rb", closefd=False)
        return self.path.open("rb")


def suffix(name: str, suffixes: Collection[str]) -> str:
    """Which of `suffixes` a file name ends in, "" if in none; `.jsonl.gz` is another than `.gz`."""
    endings = PurePath(name.lower()).suffixes[-2:]
    return next((ending for ending in ("".join(endings), endings[-1] if endings else "") if ending in suffixes), "")


@dataclass(slots=True)
class Walk:
    """One pass over the input arguments. `skipped` counts, by suffix, the files in folders that no format reads."""

    suffixes: Collection[str]
    warn: Callable[[str], None]
    skipped: Counter[str] = field(default_factory=Counter)

    def sources(self, argument: Path) -> Iterator[Source]:
        """The files of one input argument; a folder's in the order of their posix paths, hidden ones left out."""
        if str(argument) == STDIN:
            yield Source(argument, "stdin", "stdin")
            return
        if is_glob(argument):
            yield from self._matching(argument)
            return
        top = _text(os.path.basename(os.path.abspath(argument)))
        if not os.path.isdir(argument):
            yield Source(argument, top, top)
            return
        for path in self._files(argument, set()):
            name = _text(path.relative_to(argument).as_posix())
            yield Source(path, name, f"{top}/{name}")

    def _matching(self, pattern: Path) -> Iterator[Source]:
        """The files of a glob, known by their paths below the folder at which the pattern begins to be one."""
        fixed = fixed_part(pattern)
        found: set[Path] = set()
        for match in map(Path, glob.glob(str(pattern), recursive=True)):
            found |= set(self._files(match, set())) if os.path.isdir(match) else {match}
        top = _text(os.path.basename(os.path.abspath(fixed)))
        for name, path in sorted((_text(path.relative_to(fixed).as_posix()), path) for path in found):
            if suffix(path.name, self.suffixes):
                yield Source(path, name, f"{top}/{name}")
            else:
                self.skipped[path.suffix.lower() or "no suffix"] += 1

    def _files(self, folder: Path, seen: set[tuple[int, int]]) -> Iterator[Path]:
        """`seen` holds the folders read so far (device, inode): links neither loop nor read a folder twice."""
        for entry in self._entries(folder, seen):
            path = folder / entry.name
            if _is_folder(entry):
                yield from self._files(path, seen)
            elif suffix(path.name, self.suffixes) and _readable_kind(path):
                yield path
            else:
                self.skipped[path.suffix.lower() or "no suffix"] += 1

    def _entries(self, folder: Path, seen: set[tuple[int, int]]) -> list[os.DirEntry[str]]:
        try:
            status = folder.stat()
            if (status.st_dev, status.st_ino) in seen:
                self.warn(f"skipped {folder}: the same folder was read under another name")
                return []
            seen.add((status.st_dev, status.st_ino))
            with os.scandir(folder) as entries:
                visible = [entry for entry in entries if not entry.name.startswith(".")]
        except OSError as error:
            self.warn(f"skipped the folder {folder}: {error.strerror}")
            return []
        return sorted(visible, key=_order)


def check(argument: Path, suffixes: Collection[str]) -> None:
    """Refuses an input argument that is not there, or a file of a kind that no format reads."""
    if str(argument) == STDIN:
        return
    if is_glob(argument):
        if not glob.glob(str(argument), recursive=True):
            raise UsageError(f"no file matches {argument}", f"check the pattern; it begins in {fixed_part(argument)}")
        return
    if not os.path.lexists(argument):
        raise UsageError(f"no such file or folder: {argument}", _similar(argument))
    if not os.path.isdir(argument):
        check_kind(argument.name, str(argument), suffixes)


def check_kind(name: str, shown: str, suffixes: Collection[str]) -> None:
    """Refuses a file of a kind that no format reads."""
    if not suffix(name, suffixes):
        ending = PurePath(name).suffix
        kind = f"{ending} files" if ending else "files without a suffix"
        raise UsageError(f"cannot read {shown}: no format for {kind}", f"known are {listed(suffixes)}")


def listed(suffixes: Collection[str]) -> str:
    """The suffixes for a message."""
    plain = " ".join(sorted(ending for ending in suffixes if not ending.endswith(PACKED)))
    return f"{plain}, most also with {' '.join(PACKED)}" if len(plain.split()) < len(suffixes) else plain


def is_glob(argument: Path) -> bool:
    """A path with `*`, `?` or `[` that is not there by that very name."""
    return glob.has_magic(str(argument)) and not os.path.lexists(argument)


def fixed_part(pattern: Path) -> Path:
    """The folder down to which a glob is a plain path."""
    return next(parent for parent in pattern.parents if not glob.has_magic(str(parent)))


def _order(entry: os.DirEntry[str]) -> str:
    """With the slash, walking folder by folder yields exactly the order of the whole posix paths as strings."""
    return f"{entry.name}/" if _is_folder(entry) else entry.name


def _is_folder(entry: os.DirEntry[str]) -> bool:
    try:
        return entry.is_dir()
    except OSError:  # a link to itself, or no right to look
        return False


def _readable_kind(path: Path) -> bool:
    """Regular files, and broken links so that they get their row; a pipe or a device would block the run."""
    return os.path.isfile(path) or not os.path.exists(path)


def _similar(argument: Path) -> str:
    parent = argument.absolute().parent
    siblings = os.listdir(parent) if os.access(parent, os.R_OK) and parent.is_dir() else []
    close = difflib.get_close_matches(argument.name, siblings, n=1)
    if close:
        return f"did you mean {argument.with_name(close[0])}?"
    if not parent.is_dir():
        return f"the folder {argument.parent} is not there either; check the path"
    return f"check the path; it was looked for in {parent}"


def _text(path: str) -> str:
    """A file name may hold bytes that are no UTF-8; an id may not."""
    return without_surrogates(path)
