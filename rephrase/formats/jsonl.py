"""JSON Lines: one document a line, an object with a text field. A bad line costs its own row, never the file."""

from __future__ import annotations

import difflib
import io
import json
from collections.abc import Callable, Iterator
from typing import Any, BinaryIO, cast

from rephrase.data import Document
from rephrase.formats.decode import HEAD, sniff, without_surrogates
from rephrase.formats.files import Source

SUFFIXES = (".jsonl", ".ndjson")
FIELDS_SHOWN = 12  # a defect that lists more of an object's fields than these is no message any more


def read(source: Source, text_field: str, warn: Callable[[str], None]) -> Iterator[Document]:
    """The documents in the order of their lines; blank lines are skipped. Holds one line at a time."""
    number = 0
    try:
        with open(source.path, "rb") as file:
            for number, line in enumerate(lines(file), start=1):
                if line and not line.isspace():
                    yield _document(line, f"{source.name}:{number}", source.shown, text_field)
    except OSError as error:
        yield Document(f"{source.name}:{number + 1}", "", source.shown, defect=f"unreadable: {error.strerror}")


def lines(file: io.BufferedReader) -> Iterator[bytes]:
    """Lines as UTF-8 without a byte order mark, whatever the file is in."""
    encoding = sniff(file.peek(HEAD)[:HEAD])
    if encoding.startswith(("utf-16", "utf-32")):
        # newline="\n": a line ends there and nowhere else, as in bytes
        with io.TextIOWrapper(cast(BinaryIO, file), encoding, errors="replace", newline="\n") as text:
            yield from (line.encode("utf-8") for line in text)
        return
    if encoding:
        file.read(3)  # the mark of UTF-8
    yield from file


def _document(line: bytes, place: str, shown: str, text_field: str) -> Document:
    try:
        fields = parse(line)
    except ValueError as error:
        return Document(place, "", shown, defect=str(error))
    identity = _identity(fields, place)
    meta = {key: value for key, value in fields.items() if key != text_field and (key != "id" or identity == place)}
    text = fields.get(text_field)
    defect = _defect(fields, text_field)
    return Document(identity, text if isinstance(text, str) else "", shown, meta, defect)


def parse(line: bytes) -> dict[str, Any]:
    """The object of a line; a ValueError's message is the defect. The standard parser takes what the fast one won't:
    NaN, lone surrogates, raw control characters in strings."""
    import orjson

    try:
        value = orjson.loads(line)
    except orjson.JSONDecodeError:
        value = _cleaned(_parse_leniently(line))
    if not isinstance(value, dict):
        raise ValueError(f"not an object: {_kind(value)}")
    return value


def _parse_leniently(line: bytes) -> Any:
    try:
        return json.loads(line.decode("utf-8"), strict=False)
    except UnicodeDecodeError as error:
        raise ValueError(f"not valid UTF-8: byte {error.start + 1} of the line") from None
    except json.JSONDecodeError as error:
        raise ValueError(f"broken JSON: {error.msg}, column {error.pos + 1}") from None
    except RecursionError:
        raise ValueError("broken JSON: nested too deep") from None
    except ValueError:
        raise ValueError("broken JSON: a number with too many digits") from None


def _cleaned(value: Any) -> Any:
    """The same value without lone surrogates, which no Parquet file can hold."""
    if isinstance(value, str):
        return without_surrogates(value)
    if isinstance(value, list):
        return [_cleaned(item) for item in value]
    if isinstance(value, dict):
        return {without_surrogates(key): _cleaned(item) for key, item in value.items()}
    return value


def _identity(fields: dict[str, Any], place: str) -> str:
    identity = fields.get("id")
    if isinstance(identity, bool) or not isinstance(identity, str | int):
        return place
    return str(identity) or place


def _defect(fields: dict[str, Any], text_field: str) -> str:
    if text_field not in fields:
        return _no_text_field(list(fields), text_field)
    text = fields[text_field]
    if not isinstance(text, str):
        return f"text is not a string: {text_field} is {_kind(text)}"
    return "" if text.strip() else "empty"


def _no_text_field(names: list[str], text_field: str) -> str:
    shown = ", ".join(name[:40] for name in names[:FIELDS_SHOWN]) or "none"
    more = f" and {len(names) - FIELDS_SHOWN} more" if len(names) > FIELDS_SHOWN else ""
    close = difflib.get_close_matches(text_field, names, n=1)
    hint = f"; did you mean {close[0]}?" if close else ""
    return f"no text field: wanted {text_field}, the fields are {shown}{more}{hint}"


def _kind(value: Any) -> str:
    """What JSON calls a value."""
    names = {dict: "an object", list: "a list", str: "a string", bool: "a boolean", type(None): "null"}
    return names.get(type(value), "a number")
