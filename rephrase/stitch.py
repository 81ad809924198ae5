"""Joins the rewritten chunks of a document. Deletes nothing; adds only the white space that keeps blocks apart."""

from __future__ import annotations

import re
from collections.abc import Sequence

from rephrase.data import Rewrite

_BLOCK_START = re.compile(r"#{1,6} |[-*+] |\d+[.)] |\||```|~~~|\$\$|\\begin\{|\\\[|>|<[a-z]|\*\*|[A-Z]\w*: ")


def stitch(rewrites: Sequence[Rewrite]) -> tuple[str, tuple[tuple[int, int], ...]]:
    """The text of all rewrites, and each one's span in it, in characters.

    Between two rewrites stands the white space that the source has there, or a blank line where one side is a block
    (a list, a table, a heading, several paragraphs) that would otherwise run into the other.
    """
    pieces: list[str] = []
    spans: list[tuple[int, int]] = []
    length = 0
    for number, rewrite in enumerate(rewrites):
        start = length
        length += len(rewrite.text)
        spans.append((start, length))
        joint = _joint(rewrite, rewrites[number + 1]) if number + 1 < len(rewrites) else _white_end(rewrite.chunk.text)
        pieces += [rewrite.text, joint]
        length += len(joint)
    return "".join(pieces), tuple(spans)


def _joint(left: Rewrite, right: Rewrite) -> str:
    white = _white_end(left.chunk.text)
    if white.count("\n") < 2 and (_is_block(left.text) or _is_block(right.text)) and not _same_list(left, right):
        return "\n\n"
    if not white and left.text[-1:].isascii() and right.text[:1].isascii() and left.text and right.text:
        return " "
    return white


def _is_block(text: str) -> bool:
    return "\n\n" in text or bool(_BLOCK_START.match(text))


def _same_list(left: Rewrite, right: Rewrite) -> bool:
    """Whether both the source and the rewrite go on with the same list or table across the joint."""
    last_line = left.text.rsplit("\n", 1)[-1]
    a, b = _BLOCK_START.match(last_line), _BLOCK_START.match(right.text)
    return bool(
        a and b and "\n" in _white_end(left.chunk.text) and a.group()[:1] == b.group()[:1] and a.group()[:1] in "-*+|"
    )


def _white_end(text: str) -> str:
    return text[len(text.rstrip()) :]
