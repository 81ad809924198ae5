"""Whether a rewrite breaks off in mid-sentence. Sees only the ends of two texts; a cap that was hit is the chain's to see."""

from __future__ import annotations

import re

from rephrase.data import Task, Verdict
from rephrase.fidelity.words import lines_of_words, prose, words

# Marks that may end a finished sentence, bracket or block, in any script.
_ENDS = tuple(""".!?:;…。！？：；؟।॥"'”’»)\\]}|`$*_>~-""")
_BLOCK_LINE = re.compile(r"\s*(?:[-*+•|#>]|\d+[.)]|\||\\|</?\w|[^\s:]{1,30}:)")


_LAST = 2  # words by which an end is known


def _ends_like_the_source(source: str, last_line: str) -> bool:
    """Whether a line ends with the words that end a sentence of the source: then its full stop alone is missing."""
    end = words(last_line)[-_LAST:]
    return len(end) == _LAST and any(units[-_LAST:] == end for units in lines_of_words(prose(source)))


def check(source: str, rewrite: str, task: Task) -> Verdict:
    """Fails when the source ends a sentence and the rewrite's last line is prose that does not.

    List items, table rows and headings may end without a mark, and so may what ends like a sentence of the source.
    """
    last_line = rewrite.rstrip().rsplit("\n", 1)[-1]
    if (
        not last_line
        or not source.rstrip().endswith(_ENDS)
        or last_line.endswith(_ENDS)
        or _BLOCK_LINE.match(last_line)
        or _ends_like_the_source(source, last_line)
    ):
        return Verdict("truncation", True, 1.0)
    return Verdict("truncation", False, 0.0, f"breaks off at “…{last_line[-40:]}”")
