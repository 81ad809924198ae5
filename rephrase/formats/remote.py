"""Files that are elsewhere: `s3://`, `gs://`, `https://` and whatever else fsspec speaks. Knows nothing of formats."""

from __future__ import annotations

import glob
import io
from collections.abc import Callable, Collection, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any, BinaryIO, cast

from rephrase.errors import InputError, UsageError
from rephrase.formats.files import Source, check_kind, suffix

if TYPE_CHECKING:
    from fsspec import AbstractFileSystem

AT_ONCE = 16  # requests at once, where many files are asked for a little
AGAIN = "when it can be reached, run the same command again: what is done is kept"


def is_url(argument: Path | str) -> bool:
    """Paths are never URLs: they have lost their second slash."""
    return isinstance(argument, str) and "://" in argument


def check(url: str, suffixes: Collection[str]) -> None:
    """Refuses a URL that cannot be read: no such thing, no right, a package that is not installed, an unknown format."""
    system, path = file_system(url)
    if glob.has_magic(_plain(url, path)):
        if not _asked(url, lambda: system.glob(path)):
            raise UsageError(f"no file matches {url}", "check the pattern")
    elif not _asked(url, lambda: system.exists(path)):
        raise UsageError(f"nothing at {url}", "check the address, and that you may read it")
    elif not suffix(_plain(url, path), suffixes) and not _asked(url, lambda: system.isdir(path)):
        check_kind(_plain(url, path), url, suffixes)


def sources(url: str, suffixes: Collection[str]) -> Iterator[Source]:
    """The files at a URL: one, those below a folder or those that a pattern matches, in the order of their paths."""
    system, path = file_system(url)
    plain = _plain(url, path)
    if glob.has_magic(plain):
        top = plain[: glob.magic_check.search(plain).start()].rpartition("/")[0]  # type: ignore[attr-defined]
        found = _asked(url, lambda: system.glob(path))
    elif suffix(plain, suffixes) and not _is_folder(system, path):
        yield Source(Path(plain), plain.rpartition("/")[2], plain.rpartition("/")[2], url)
        return
    else:
        top = plain.rstrip("/")
        found = _asked(url, lambda: system.find(path))
    names = sorted((found_path[len(top) :].lstrip("/"), found_path) for found_path in found)
    for name, found_path in names:
        if suffix(name, suffixes) and not any(part.startswith(".") for part in name.split("/")):
            shown = f"{top.rpartition('/')[2]}/{name}"
            yield Source(Path(found_path), name, shown, system.unstrip_protocol(found_path))


def facts(url: str) -> tuple[int, str]:
    """A file's size in bytes, 0 where it is not told, and what the server says of its version."""
    system, path = file_system(url)
    info = _asked(url, lambda: system.info(path))
    told = [
        info.get(key) for key in ("ETag", "etag", "md5Hash", "sha256", "blob_id", "mtime", "created") if key in info
    ]
    return int(info.get("size") or 0), str(told[0]) if told else ""


def opened(url: str) -> BinaryIO:
    """The file at a URL, read a block at a time. What cannot be read ends the run: it may be there the next time."""
    system, path = file_system(url)
    return cast(BinaryIO, File(_asked(url, lambda: system.open(path, "rb"), AGAIN), url))


class File(io.RawIOBase):
    """A remote file whose errors are InputErrors: a lost connection must not pass for the end of a damaged file."""

    def __init__(self, file: Any, url: str) -> None:
        self._file = file
        self._url = url

    def readable(self) -> bool:
        return True

    def seekable(self) -> bool:
        return bool(self._file.seekable())

    def seek(self, offset: int, whence: int = 0) -> int:
        return int(self._file.seek(offset, whence))

    def tell(self) -> int:
        return int(self._file.tell())

    def read(self, size: int = -1) -> bytes:
        return cast(bytes, _asked(self._url, lambda: self._file.read(size), AGAIN))

    def readinto(self, buffer: Any) -> int:
        data = self.read(len(buffer))
        buffer[: len(data)] = data
        return len(data)

    def close(self) -> None:
        self._file.close()
        super().close()


def _asked(
    url: str, question: Callable[[], Any], hint: str = "check the address, the network and your credentials"
) -> Any:
    """An answer of fsspec. Its backends raise whatever their libraries do, so anything is translated here."""
    try:
        return question()
    except ImportError as error:
        raise UsageError(
            f"{url} needs a package that is not there: {error.name or error}", f"pip install {error.name}"
        ) from error
    except Exception as error:
        what = str(error).strip().split("\n")[0] or type(error).__name__
        raise InputError(f"cannot read {url}: {what}", hint) from error


def file_system(url: str, **options: Any) -> tuple[AbstractFileSystem, str]:
    """fsspec's file system of a URL, and the path in it. Raises UsageError for what it does not know or has no package for."""
    from fsspec.core import url_to_fs
    from fsspec.registry import known_implementations

    protocol = url.partition("://")[0]
    try:
        system, path = url_to_fs(url, **options)
    except ImportError as error:
        package = known_implementations[protocol]["class"].split(".")[0]
        needed = f"'fsspec[{protocol.replace('https', 'http')}]'" if package == "fsspec" else package
        raise UsageError(f"{protocol}:// needs a package that is not installed", f"pip install {needed}") from error
    except ValueError as error:
        raise UsageError(f"cannot read {url}: {error}", "known are paths, s3://, gs://, https:// and hf://") from error
    return system, str(path)


def _plain(url: str, path: str) -> str:
    """The path without what a web address says after it."""
    return path.partition("?")[0].partition("#")[0] if url.startswith(("http://", "https://")) else path


def _is_folder(system: AbstractFileSystem, path: str) -> bool:
    """A web server's page of links is not asked for: what is named like a file is one."""
    return not path.startswith(("http://", "https://")) and bool(system.isdir(path))
