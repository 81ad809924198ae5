"""Does the rewrite go round in circles? Compares it with itself and with what the source itself repeats, no meaning."""

from __future__ import annotations

import re
import zlib
from collections import Counter

from rapidfuzz import fuzz

from rephrase.data import Task, Verdict
from rephrase.fidelity.grams import stem_pairs, vocabulary
from rephrase.fidelity.words import is_unspaced, lines_of_words, prose, sentences, shown, words

_SENTENCE_UNITS = 5  # a shorter line ("Answer:", a table's cell) may come again
_GRAM = 5
_LOOPED_SHARE = 0.3  # of the rewrite's n-grams that are repeats, over the source's own share
_WINDOW = 1000  # bytes; a loop of 1000 bytes is seen in a text of any length
_DENSITY = 4.5  # bytes in / bytes out of zlib: prose 1.7-2.2, tables to 4, loops above 10
_SHORTEST = 120  # bytes
_LOOKED_BACK = 11  # bits: 2048 bytes, of which 262 are not for looking back
_ALIKE = 70  # per cent: two sentences of a source that one in English may stand for
_LEAST_LETTERS = 12  # characters of such a sentence
_SHORTEST_LINE = 4  # characters of one that is the same, as a heading that is a caption too
_COMPARED = 200  # sentences of a source, each with each, and characters of each


def _repeated(source: str, rewrite: str) -> list[str]:
    """Sentences of the rewrite that come again more often than they do in the source."""
    floor = 2 * _SENTENCE_UNITS if is_unspaced(rewrite) else _SENTENCE_UNITS
    lines = lines_of_words(prose(rewrite))
    long = [units for units in lines if len(units) >= floor]
    if len(set(long)) == len(long):
        return []
    counts = Counter(long)
    allowed = Counter(lines_of_words(prose(source)))
    again = {units for units, count in counts.items() if count > max(1, allowed[units])}
    seen = [line for line, units in zip(sentences(prose(rewrite)), lines, strict=True) if units in again]
    seen = [line for line in seen if "  " not in line or _is_whole_again(line, rewrite)]
    return list(dict.fromkeys(seen))


def _alike(source: str) -> int:
    """How many sentences of a text say nearly what an earlier one says: a translation may say the same twice."""
    lines = [line[:_COMPARED] for line in sentences(prose(source))[:_COMPARED] if len(line) >= _SHORTEST_LINE]
    return sum(_comes_before(line, lines[:at]) for at, line in enumerate(lines))


def _comes_before(line: str, earlier: list[str]) -> bool:
    """Whether a line is one of the earlier ones, or nearly so if it is not short."""
    if line in earlier:
        return True
    return len(line) >= _LEAST_LETTERS and any(
        len(other) >= _LEAST_LETTERS and fuzz.ratio(line, other, score_cutoff=_ALIKE) for other in earlier
    )


def _is_whole_again(line: str, text: str) -> bool:
    """Whether a sentence comes again with its formulas, which `line` lacks: their places are double spaces."""
    starts = [match.start() for match in re.finditer(re.escape(line.partition("  ")[0]), text)]
    pieces = [text[start : start + len(line) + 1] for start in starts[:20]]
    return len(set(pieces)) < len(pieces)


def _looped_share(units: tuple[str, ...]) -> float:
    """Share of n-grams that were there before."""
    total = len(units) - _GRAM + 1
    if total < 2 * _GRAM:
        return 0.0
    return 1 - len(set(zip(*(units[i:] for i in range(_GRAM)), strict=False))) / total


def _may_loop(text: str) -> bool:
    """Whether the n-grams can repeat too often. Where a word is new, so is the n-gram that begins with it, and where a pair
    is: these are known for other checks too, and show it for all but loops."""
    total = len(words(text)) - _GRAM + 1
    return (
        total >= 2 * _GRAM
        and 1 - (len(vocabulary(text)) - (_GRAM - 1)) / total > _LOOPED_SHARE
        and 1 - (len(stem_pairs(text)) - (_GRAM - 2)) / total > _LOOPED_SHARE
    )


def _density(text: str) -> float:
    """How far the most repetitive window of a text can be compressed."""
    data = text.encode("utf-8", "ignore")
    if len(data) < _SHORTEST:
        return 1.0
    windows = (data[at : at + _WINDOW] for at in range(0, max(1, len(data) - _WINDOW // 2), _WINDOW))
    return max(len(window) / _compressed(window) for window in windows)


def _compressed(data: bytes) -> int:
    """Bytes of zlib at its fastest; it need not look back further than a window."""
    deflate = zlib.compressobj(1, wbits=_LOOKED_BACK)
    return len(deflate.compress(data)) + len(deflate.flush())


def check(source: str, rewrite: str, task: Task) -> Verdict:
    """Fails on a sentence that comes again, on loops of words and on loops of characters, unless the source does so too."""
    allowed = 1 if task == "learning_note" else 0
    again = _repeated(source, rewrite)
    if again and task == "translate":  # what the source says twice, too, though its words are others
        allowed = _alike(source)
    if len(again) > allowed:
        return Verdict("repetition", False, 0.3, f"comes again: {shown(again, most=2, width=80)}")
    share = _looped_share(words(rewrite)) if _may_loop(rewrite) else 0.0
    if share > _LOOPED_SHARE and share > _LOOPED_SHARE + _looped_share(words(source)):
        return Verdict("repetition", False, max(0.0, 1 - share), f"{share:.0%} of the word sequences are repeats")
    density = _density(rewrite)
    if density > _DENSITY and density > 1.5 * _density(source):
        return Verdict("repetition", False, _DENSITY / density / 2, f"a loop: compresses {density:.0f} to 1")
    return Verdict("repetition", True, 1.0)
