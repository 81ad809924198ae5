"""Makes a document of a row: which field is the text, which the id, which are kept. The same for every format of rows."""

from __future__ import annotations

import difflib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from rephrase.data import Document
from rephrase.formats.decode import without_surrogates
from rephrase.formats.files import Source

FIELDS_SHOWN = 12  # a defect that lists more of a row's fields than these is no message any more
NO_TEXT_FIELD = "no text field"  # how the defect of a row begins that lacks it
_NOTHING = object()


@dataclass(frozen=True, slots=True)
class Fields:
    """Names of fields; a dot goes into an object (`meta.url`), unless a field of that very name is there.

    Without `keep` all fields but the text and the id are kept in `meta`; with it only those, nested as they were.
    """

    text: str = "text"
    identity: str = "id"
    keep: tuple[str, ...] = ()

    def columns(self, names: Iterable[str]) -> list[str]:
        """Of a table's columns those that are needed; all where the text is not among them, to say what there is."""
        names = list(names)
        if not self.keep or not {self.text, self.text.split(".")[0]}.intersection(names):
            return names
        wanted = {name for path in (self.text, self.identity, *self.keep) for name in (path, path.split(".")[0])}
        return [name for name in names if name in wanted]


def document(row: Mapping[str, Any], number: int, source: Source, fields: Fields) -> Document:
    """The document of row `number` of a file, counted from 1. What is wrong with it is its `defect`."""
    text = find(row, fields.text)
    defect = _defect(row, text, fields.text)
    place = source.place(number)
    identity = _identity(find(row, fields.identity), place)
    taken = {fields.text} if identity == place else {fields.text, fields.identity}
    meta = _kept(row, fields.keep) if fields.keep else {key: row[key] for key in row if key not in taken}
    meta = {key: without_surrogates(value) if isinstance(value, str) else value for key, value in meta.items()}
    readable = isinstance(text, str) and defect in {"", "empty"}
    return Document(identity, text if readable else "", source.shown, meta, defect)


def find(row: Mapping[str, Any], path: str) -> Any:
    """The value of a field, _NOTHING where there is none."""
    if path in row:
        return row[path]
    first, _, rest = path.partition(".")
    inner = row.get(first)
    return find(inner, rest) if rest and isinstance(inner, Mapping) else _NOTHING


def missing(names: Iterable[str], field: str) -> str:
    """The defect of rows without the text field: what there is instead."""
    names = list(names)
    shown = ", ".join(name[:40] for name in names[:FIELDS_SHOWN]) or "none"
    more = f" and {len(names) - FIELDS_SHOWN} more" if len(names) > FIELDS_SHOWN else ""
    close = difflib.get_close_matches(field, names, n=1)
    hint = f"; did you mean {close[0]}?" if close else ""
    return f"{NO_TEXT_FIELD}: wanted {field}, the fields are {shown}{more}{hint}"


def kind(value: Any) -> str:
    """What JSON calls a value; tables also have bytes and dates."""
    names = {dict: "an object", list: "a list", str: "a string", bool: "a boolean", type(None): "null"}
    names |= {int: "a number", float: "a number", bytes: "bytes"}
    return names.get(type(value), f"a {type(value).__name__}")


def _kept(row: Mapping[str, Any], paths: Iterable[str]) -> dict[str, Any]:
    kept: dict[str, Any] = {}
    for path in paths:
        value = find(row, path)
        if value is _NOTHING:
            continue
        parts = [path] if path in row else path.split(".")
        inner = kept
        for part in parts[:-1]:
            inner = inner.setdefault(part, {})
        inner[parts[-1]] = value
    return kept


def _identity(value: Any, place: str) -> str:
    if isinstance(value, bool) or not isinstance(value, str | int):
        return place
    return without_surrogates(str(value)) or place


def _defect(row: Mapping[str, Any], text: Any, field: str) -> str:
    if text is _NOTHING:
        return missing(_names(row, field), field)
    if not isinstance(text, str):
        return f"text is not a string: {field} is {kind(text)}"
    if not text.isascii() and text != without_surrogates(text):
        return f"{field} is not valid UTF-8"
    return "" if text.strip() else "empty"


def _names(row: Mapping[str, Any], field: str) -> list[str]:
    """The fields that there are; with those inside objects where a nested one was wanted."""
    names = list(row)
    if "." in field:
        names += [f"{name}.{key}" for name, value in row.items() if isinstance(value, Mapping) for key in value]
    return names
