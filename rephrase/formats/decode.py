"""Turns bytes into text and says which encoding it took. Knows nothing of files or documents."""

from __future__ import annotations

import re
from codecs import BOM_UTF8, BOM_UTF16_BE, BOM_UTF16_LE, BOM_UTF32_BE, BOM_UTF32_LE
from typing import NamedTuple

BOMS = (  # UTF-32 first: its little-endian mark begins with that of UTF-16
    (BOM_UTF32_LE, "utf-32"),
    (BOM_UTF32_BE, "utf-32"),
    (BOM_UTF8, "utf-8-sig"),
    (BOM_UTF16_LE, "utf-16"),
    (BOM_UTF16_BE, "utf-16"),
)
CONTROLS = bytes(set(range(32)) - set(b"\t\n\v\f\r"))  # bytes that text rarely has, NUL among them
CONTROLS_IN_UTF8 = 0.10  # share of the bytes above which valid UTF-8 is no text; coloured logs stay below
CONTROLS_IN_LATIN1 = 0.02  # the same for bytes that are no UTF-8; random bytes have 0.1
HEAD = 8192  # bytes looked at to tell UTF-16 by its NULs
SURROGATES = re.compile("[\ud800-\udfff]")


class Decoded(NamedTuple):
    """`encoding` is "" when the bytes are no text at all; `warning` says what a person should look at, or ""."""

    text: str
    encoding: str
    warning: str = ""


def decode(data: bytes) -> Decoded:
    """The text of a whole file. Never raises; line ends, NULs and white space are kept as they are."""
    if encoding := sniff(data[:HEAD]):
        return _lenient(data, encoding)
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError:
        return _decode_other(data)
    if _controls(data) <= CONTROLS_IN_UTF8:
        return Decoded(text, "utf-8")
    return _decode_utf16_by_few_nuls(data)


def sniff(head: bytes) -> str:
    """The codec that a byte order mark or NULs at every other byte betray, else "". `head` is how the file begins."""
    for mark, encoding in BOMS:
        if head.startswith(mark):
            return encoding
    return _utf16_by_nuls(head, least=0.4) if len(head) >= 4 else ""


def without_surrogates(text: str) -> str:
    """The same text, as long as before, with U+FFFD for each lone surrogate: those cannot be written as UTF-8."""
    if text.isascii():
        return text
    try:
        text.encode("utf-8")
    except UnicodeEncodeError:
        return SURROGATES.sub("\ufffd", text)
    return text


def _utf16_by_nuls(head: bytes, least: float) -> str:
    """`least` is the share of the two-byte units with a NUL on one side; the other side must have next to none."""
    units = max(len(head) // 2, 1)
    first, second = head[0::2].count(0) / units, head[1::2].count(0) / units
    if second >= least and first <= second / 20:
        return "utf-16-le"
    if first >= least and second <= first / 20:
        return "utf-16-be"
    return ""


def _lenient(data: bytes, encoding: str) -> Decoded:
    try:
        return Decoded(data.decode(encoding), encoding)
    except UnicodeDecodeError:
        text = data.decode(encoding, "replace")
    return Decoded(text, encoding, f"is {encoding} with broken characters, each replaced by U+FFFD")


def _decode_utf16_by_few_nuls(data: bytes) -> Decoded:
    """Scripts other than Latin have a NUL only beside their spaces and line ends."""
    encoding = _utf16_by_nuls(data[:HEAD], least=0.02)
    try:
        text = data.decode(encoding) if encoding else ""
    except UnicodeDecodeError:
        text = ""
    if text and _controls(text.encode("utf-8")) <= CONTROLS_IN_UTF8:
        return Decoded(text, encoding)
    return Decoded("", "")


def _decode_other(data: bytes) -> Decoded:
    """Bytes that are no UTF-8: binary, or UTF-8 with a few broken characters, or a Western single-byte encoding."""
    if _controls(data) > CONTROLS_IN_LATIN1:
        return _decode_utf16_by_few_nuls(data)
    text = data.decode("utf-8", "replace")
    if _mostly_utf8(text):
        return Decoded(text, "utf-8", "is UTF-8 with broken characters, each replaced by U+FFFD")
    warning = "is not UTF-8 and was read as Latin-1 (cp1252): convert it to UTF-8 if letters look wrong"
    try:
        return Decoded(data.decode("cp1252"), "cp1252", warning)
    except UnicodeDecodeError:  # cp1252 leaves five bytes undefined, Latin-1 none
        return Decoded(data.decode("latin-1"), "latin-1", warning)


def _mostly_utf8(replaced: str) -> bool:
    """Multi-byte characters outnumber the broken ones, which no text in a single-byte encoding does by chance."""
    broken = replaced.count("\ufffd")
    return sum(not char.isascii() for char in replaced) > 2 * broken


def _controls(data: bytes) -> float:
    """The share of control bytes."""
    return 1 - len(data.translate(None, CONTROLS)) / len(data) if data else 0.0
