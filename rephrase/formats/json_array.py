"""A .json file: an array of objects, each a document, read as they come. Also lines of objects, which many call .json.

An element is cut out by its brackets and then read as a line of JSONL is, so that a bad one costs its own row. (A streaming
parser such as ijson cannot go on after the first NaN, broken character or missing comma.)
"""

from __future__ import annotations

import codecs
import io
import re
from collections.abc import Callable, Iterator
from typing import BinaryIO, cast

from rephrase.data import Document
from rephrase.formats import jsonl
from rephrase.formats.compression import DAMAGE, damaged, opened
from rephrase.formats.decode import HEAD, sniff
from rephrase.formats.fields import Fields
from rephrase.formats.files import Source
from rephrase.formats.order import GAP, Gap, Order

SUFFIXES = (".json",)
COMPRESSIBLE = True
PIECE = 1 << 16  # bytes read at once
LONGEST = 1 << 28  # bytes of an element: past it a bracket or a quote is missing, and memory would grow with the file
_STRUCTURE = re.compile(rb'["{}\[\],]')
_QUOTED = re.compile(rb'(?:[^"\\]++|\\.)*+', re.DOTALL)  # a string from anywhere in it up to its end
_DEPTH = {b"{": 1, b"[": 1, b"}": -1, b"]": -1}


def read(
    source: Source, fields: Fields, warn: Callable[[str], None], order: Order | None = None
) -> Iterator[Document | Gap]:
    """The documents in their order. Holds one element at a time."""
    number, order = 0, order or Order()
    try:
        with opened(source) as file:
            head = _text_of(file.peek(HEAD)[:HEAD])
            if not head.startswith(b"[") and _is_lines(head):
                yield from jsonl.read(source, fields, warn, order)
                return
            values = elements(_utf8(file)) if head.startswith(b"[") else iter([_whole(_utf8(file))])
            for number, data in enumerate(values, start=1):
                yield jsonl.parsed(data, number, source, fields) if order.wants_line() else GAP
    except DAMAGE as error:
        yield damaged(source, number + 1, error)


def elements(file: BinaryIO) -> Iterator[bytes]:
    """The elements of the array that a file holds, as they stand there. Raises EOFError where the array does not end."""
    held = bytearray()
    place = depth = start = 0
    quoted = False
    while piece := file.read(PIECE):
        held += piece
        while place < len(held):
            if quoted and (rest := _QUOTED.match(held, place)):
                place = rest.end()
                if not held.startswith(b'"', place):  # the rest comes with the next piece
                    break
                place, quoted = place + 1, False
            if not (found := _STRUCTURE.search(held, place)):
                place = len(held)
                break
            mark, place = found.group(), found.end()
            if quoted := mark == b'"':
                continue
            depth += _DEPTH.get(mark, 0)
            if depth == 0 or (mark == b"," and depth == 1):
                if element := bytes(held[start : place - 1]).strip():
                    yield element
                start = place
            if mark == b"[" and depth == 1:
                start = place
            if depth == 0:
                _expect_end(mark, bytes(held[place:]), file)
                return
        place -= start
        del held[:start]
        start = 0
        if len(held) > LONGEST:
            raise OSError(f"an element of more than {LONGEST >> 20} MB: a bracket or a quote is missing before it")
    raise EOFError("the array does not end: the file is cut off, or a bracket or a quote is missing")


def _expect_end(mark: bytes, rest: bytes, file: BinaryIO) -> None:
    """Raises OSError where what looked like the end of the array is not the end of the file."""
    while not rest.strip() and (piece := file.read(PIECE)):
        rest = piece
    if mark != b"]" or rest.strip():
        raise OSError("more follows where the array ends: a bracket too many before it")


def _whole(file: BinaryIO) -> bytes:
    data = file.read(LONGEST + 1)
    if len(data) > LONGEST:
        raise OSError(f"one object of more than {LONGEST >> 20} MB: give an array of objects, or one a line")
    return data


def _text_of(head: bytes) -> bytes:
    """How the file begins, as UTF-8 without a mark or white space."""
    return head.decode(sniff(head) or "utf-8", "ignore").lstrip().encode("utf-8", "ignore")


def _is_lines(head: bytes) -> bool:
    """The first line is an object by itself, or the file has no text at all, or a line that is too long to tell."""
    line, end, _ = head.partition(b"\n")
    try:
        return not end or bool(jsonl.parse(line))
    except ValueError:
        return False


def _utf8(file: io.BufferedReader) -> BinaryIO:
    encoding = sniff(file.peek(HEAD)[:HEAD])
    if not encoding:
        return file
    return cast(BinaryIO, codecs.EncodedFile(cast(BinaryIO, file), "utf-8", encoding, "replace"))
