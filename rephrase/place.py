"""Where an output folder is: on this machine, a Path, or on a file system of fsspec's, a Remote. The one seam between them.

A Remote has the methods of a Path that an output folder needs, under their names. Knows nothing of what is written.
"""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from fnmatch import fnmatchcase
from pathlib import Path
from typing import Any, BinaryIO, TypeAlias, TypeVar, cast

from rephrase.errors import OutputError, UsageError

IN_MEMORY = 64 << 20  # bytes of a file that is written; beyond, it waits on this machine's disk for its upload
READ_AHEAD = 1 << 20  # bytes
# Stores where a file appears whole or not at all when its upload ends; elsewhere it is renamed, as on this machine.
OBJECT_STORES = frozenset({"s3", "s3a", "gs", "gcs", "az", "abfs", "abfss", "adl", "oss", "oci", "r2", "memory"})
REACH = "check the address, the network and your credentials; what is done is kept"

_T = TypeVar("_T")
_R = TypeVar("_R")


@dataclass(frozen=True, slots=True)
class Remote:
    """A file or folder elsewhere. Raises FileNotFoundError like a Path, and OutputError for all else that goes wrong."""

    url: str
    path: str = field(compare=False)
    system: Any = field(compare=False, repr=False)  # fsspec's AbstractFileSystem

    def __str__(self) -> str:
        return self.url

    def __lt__(self, other: Remote) -> bool:
        return self.url < other.url

    def __truediv__(self, name: str) -> Remote:
        return Remote(f"{self.url}/{name}", f"{self.path}/{name}", self.system)

    @property
    def name(self) -> str:
        return self.url.rpartition("/")[2]

    @property
    def parent(self) -> Remote:
        return Remote(self.url.rpartition("/")[0], self.path.rpartition("/")[0], self.system)

    @property
    def suffix(self) -> str:
        return Path(self.name).suffix

    def with_name(self, name: str) -> Remote:
        return self.parent / name

    def exists(self) -> bool:
        return bool(self._asked(lambda: self.system.exists(self.path)))

    def is_file(self) -> bool:
        return bool(self._asked(lambda: self.system.isfile(self.path)))

    def is_dir(self) -> bool:
        return bool(self._asked(lambda: self.system.isdir(self.path)))

    def iterdir(self) -> Iterator[Remote]:
        """What lies directly in this folder; nothing where it is not there."""
        try:
            found = self._asked(lambda: self.system.ls(self.path, detail=False))
        except FileNotFoundError:
            return
        names = {
            str(path).rstrip("/").rpartition("/")[2] for path in found if str(path).strip("/") != self.path.strip("/")
        }
        yield from (self / name for name in sorted(names))

    def glob(self, pattern: str) -> Iterator[Remote]:
        """The files of a pattern whose folders are plain names, as in `data/shard-*.parquet`."""
        folder, _, wanted = pattern.rpartition("/")
        top = self / folder if folder else self
        yield from (found for found in top.iterdir() if fnmatchcase(found.name, wanted))

    def open(self, mode: str = "rb") -> BinaryIO:
        """The file, to be read a block at a time."""
        from rephrase.formats.remote import File

        file = self._asked(lambda: self.system.open(self.path, mode, block_size=READ_AHEAD))
        return cast(BinaryIO, File(file, self.url))

    def read_bytes(self) -> bytes:
        return bytes(self._asked(lambda: self.system.cat_file(self.path)))

    def read_text(self, encoding: str = "utf-8") -> str:
        return self.read_bytes().decode(encoding)

    def create(self, data: bytes) -> None:
        """Writes the file where there is none. Raises FileExistsError; with stores that do not know how, two may succeed."""
        try:
            self._asked(lambda: self.system.pipe_file(self.path, data, mode="create"))
        except TypeError:
            if self.exists():
                raise FileExistsError(self.url) from None
            self.write_bytes(data)

    def write_bytes(self, data: bytes) -> None:
        self._asked(lambda: self.system.pipe_file(self.path, data))

    def unlink(self, missing_ok: bool = False) -> None:
        try:
            self._asked(lambda: self.system.rm_file(self.path))
        except FileNotFoundError:
            if not missing_ok:
                raise

    def modified(self) -> float:
        """When the file was last written, in seconds since 1970 by the store's own clock."""
        return float(self._asked(lambda: self.system.modified(self.path)).timestamp())

    @contextmanager
    def replacing(self) -> Iterator[BinaryIO]:
        """A file that stands here once the block has ended well; else nothing has changed."""
        with tempfile.SpooledTemporaryFile(IN_MEMORY) as file:
            yield cast(BinaryIO, file)
            on_disk = file.tell() > IN_MEMORY
            file.seek(0)
            if not on_disk:
                self._put(lambda path: self.system.pipe_file(path, file.read()))
                return
            with tempfile.NamedTemporaryFile() as named:
                while piece := file.read(READ_AHEAD):
                    named.write(piece)
                named.flush()
                self._put(lambda path: self.system.put_file(named.name, path))

    def _put(self, upload: Callable[[str], Any]) -> None:
        if self.url.partition("://")[0] in OBJECT_STORES:
            self._asked(lambda: upload(self.path))
            return
        temporary = self.with_name(f".{self.name}.tmp").path
        self._asked(lambda: self.system.makedirs(self.parent.path, exist_ok=True))
        self._asked(lambda: upload(temporary))
        self._asked(lambda: self.system.mv(temporary, self.path))

    def _asked(self, question: Callable[[], _T]) -> _T:
        """An answer of fsspec, whose back ends raise whatever their libraries do."""
        try:
            return question()
        except (FileNotFoundError, FileExistsError, TypeError):
            raise
        except Exception as error:
            what = str(error).strip().split("\n")[0] or type(error).__name__
            raise OutputError(f"cannot use {self.url}: {what}", REACH) from error


Place: TypeAlias = Path | Remote


def place(given: str | Path) -> Place:
    """The folder or file of that name. Raises UsageError for a URL that cannot be written to."""
    text = str(given)
    if "://" not in text:
        return Path(given)
    if text.startswith("file://"):
        return Path(text.removeprefix("file://"))
    if text.startswith(("http://", "https://")):
        raise UsageError(f"nothing can be written to {text}", "name a folder, or one at s3:// or gs://")
    from rephrase.formats.remote import file_system

    # Without its cache of listings: other processes write to the same folder.
    system, path = file_system(text, use_listings_cache=False)
    return Remote(text.rstrip("/"), path.rstrip("/"), system)


def readable(path: Place) -> Any:
    """What pyarrow opens: a path, or an open file."""
    return path.open() if isinstance(path, Remote) else path


def each(do: Callable[[_T], _R], things: Iterable[_T], at: Place) -> Iterator[_R]:
    """`do` of each in their order; several at once where each asks a store, which is far away."""
    if not isinstance(at, Remote):
        yield from map(do, things)
        return
    from concurrent.futures import ThreadPoolExecutor

    from rephrase.formats.remote import AT_ONCE

    with ThreadPoolExecutor(AT_ONCE) as pool:
        yield from pool.map(do, things)
