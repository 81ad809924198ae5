"""Opens a file as the bytes that were compressed into it, a piece at a time. Knows nothing of what they mean."""

from __future__ import annotations

import bz2
import gzip
import io
import lzma
import zlib
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import PurePath
from types import MappingProxyType
from typing import Any, BinaryIO

from rephrase.data import Document
from rephrase.formats.files import Source

BUFFER = 1 << 17  # bytes
DAMAGE = (OSError, EOFError, zlib.error, lzma.LZMAError)  # what reading a file raises that is gone, cut off or broken


class _Zstd(io.RawIOBase):
    """zstd by pyarrow, which every Python has here: `compression.zstd` came with 3.14."""

    def __init__(self, file: BinaryIO) -> None:
        import pyarrow as pa

        self._stream: Any = pa.CompressedInputStream(pa.PythonFile(file, mode="r"), "zstd")

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int:
        data = self._stream.read(len(buffer))
        buffer[: len(data)] = data
        return len(data)


CODECS: Mapping[str, Callable[[BinaryIO], Any]] = MappingProxyType(
    {
        ".gz": lambda file: gzip.GzipFile(fileobj=file, mode="rb"),
        ".bz2": bz2.BZ2File,
        ".xz": lzma.LZMAFile,
        ".zst": _Zstd,
    }
)


@contextmanager
def opened(source: Source) -> Iterator[io.BufferedReader]:
    """The file's content, whether the file is compressed or not, to be read from the front."""
    codec = CODECS.get(PurePath(source.name).suffix.lower())
    with source.open() as file:
        yield io.BufferedReader(codec(file) if codec else file, BUFFER)  # type: ignore[arg-type]


def damaged(source: Source, number: int, error: Exception, part: str = "") -> Document:
    """The failed row that stands for all that could not be read from row `number` on, counted from 1, in the file or a part."""
    what = getattr(error, "strerror", None) or str(error).strip().split("\n")[0] or type(error).__name__
    start = "unreadable" if number == 1 else "unreadable from here on"
    return Document(source.place(number), "", source.shown, defect=f"{f'unreadable {part}' if part else start}: {what}")
