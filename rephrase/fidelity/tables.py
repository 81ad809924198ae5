"""The rows of Markdown tables as lines of text, so that what a table says is compared like what sentences say."""

from __future__ import annotations

import re

_RULE = re.compile(r"[ \t]*\|?[ \t]*:?-+:?[ \t]*(?:\|[ \t]*:?-+:?[ \t]*)*\|?[ \t]*$")
_CELL_ENDS = re.compile(r"(?<!\\)\|")
_SENTENCE_END = ".:!"


def written_out(text: str) -> str:
    """The text with each row of its Markdown tables as a line of cells; without a table, the text itself.

    Its heads and its first row are one line, as heads state nothing alone; what introduces it ends with a colon.
    """
    if "|" not in text or "--" not in text:
        return text
    found: list[str] = []
    lines = text.split("\n")
    is_row = False
    for at, line in enumerate(lines):
        if at and "|" in line and "|" in lines[at - 1] and "-" in line and _RULE.match(line) and not is_row:
            head = _cells(found.pop())
            found += [*_introduction(found), f"{head}:"]
            is_row = True
        elif is_row and "|" in line:
            found += [f"{found.pop()} {_cells(line)}"] if found[-1].endswith(":") else ["", _cells(line)]
        else:
            found.append(line)
            is_row = False
    return "\n".join(found)


def _cells(row: str) -> str:
    """The cells of a row, parted so that none of them goes on in the next."""
    return "; ".join(filter(None, map(str.strip, _CELL_ENDS.split(row))))


def _introduction(lines: list[str]) -> list[str]:
    """The last of the lines, taken from them, if it is a paragraph's end that may introduce what follows."""
    while lines and not lines[-1].strip():
        lines.pop()
    if not lines or lines[-1].rstrip()[-1] not in _SENTENCE_END:
        return []
    return [lines.pop().rstrip().rstrip(_SENTENCE_END) + ":"]
