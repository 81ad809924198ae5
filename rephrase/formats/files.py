"""Finds the files of a corpus, in an order that is the same on every machine. Does not open them."""

from __future__ import annotations

import difflib
import os
from collections import Counter
from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from rephrase.errors import UsageError
from rephrase.formats.decode import without_surrogates


@dataclass(frozen=True, slots=True)
class Source:
    """One file to read. `name` is its posix path relative to the input argument, `shown` to that argument's parent."""

    path: Path
    name: str
    shown: str


@dataclass(slots=True)
class Walk:
    """One pass over the input arguments. `skipped` counts, by suffix, the files in folders that no format reads."""

    suffixes: Collection[str]
    warn: Callable[[str], None]
    skipped: Counter[str] = field(default_factory=Counter)

    def sources(self, argument: Path) -> Iterator[Source]:
        """The files of one input argument; a folder's in the order of their posix paths, hidden ones left out."""
        top = _text(os.path.basename(os.path.abspath(argument)))
        if not os.path.isdir(argument):
            yield Source(argument, top, top)
            return
        for path in self._files(argument, set()):
            name = _text(path.relative_to(argument).as_posix())
            yield Source(path, name, f"{top}/{name}")

    def _files(self, folder: Path, seen: set[tuple[int, int]]) -> Iterator[Path]:
        """`seen` holds the folders read so far (device, inode): links neither loop nor read a folder twice."""
        for entry in self._entries(folder, seen):
            path = folder / entry.name
            if _is_folder(entry):
                yield from self._files(path, seen)
            elif path.suffix.lower() in self.suffixes and _readable_kind(path):
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
    if not os.path.lexists(argument):
        raise UsageError(f"no such file or folder: {argument}", _similar(argument))
    if not os.path.isdir(argument) and argument.suffix.lower() not in suffixes:
        kind = f"{argument.suffix} files" if argument.suffix else "files without a suffix"
        raise UsageError(f"cannot read {argument}: no format for {kind}", f"known are {' '.join(sorted(suffixes))}")


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
