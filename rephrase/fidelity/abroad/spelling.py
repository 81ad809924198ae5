"""How a source spells a name that was read in the letters a to z, for reasons that a reader can find in the source."""

from __future__ import annotations

import re

from rephrase.fidelity.abroad.lexicon import romanised

_HAN = re.compile("[\u3400-\u4dbf\u4e00-\u9fff]+")
_WORD = re.compile(r"(?:[^\W_]|[\u0300-\u036f\u0591-\u05c7\u064b-\u065f\u0900-\u0dff])+")
_LAST_LATIN = "\u024f"


def as_spelled(name: str, source: str) -> str:
    """A romanised name as the source has it, with how it was read where that is in another script: 东方 (dongfang)."""
    for match in _WORD.finditer(source):
        if romanised(match[0]) == name:
            return match[0] if max(match[0]) <= _LAST_LATIN else f"{match[0]} ({name})"
    for run in _HAN.findall(source):
        if own := _within(run, name):
            return f"{own} ({name})"
    return name


def _within(run: str, name: str) -> str:
    """The characters of a run whose syllables make up the name, "" where none do."""
    syllables = [*map(romanised, run)]
    for start in range(len(run)):
        end, left = start, name
        while left and end < len(run) and syllables[end] and left.startswith(syllables[end]):
            left, end = left[len(syllables[end]) :], end + 1
        if not left:
            return run[start:end]
    return ""
