"""What a count in words counts: things that the source lists, or those that the rewrite itself lays out where it counts them.

A rewriter announces what follows ("in two ways: by day or by night"), and comes back to it ("the two"). Such a count
states nothing that its text does not show. Knows English words of enumeration and the marks of lists; no values beyond six.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise, takewhile

from rephrase.fidelity.coverage import STOP
from rephrase.fidelity.naming import has_piece

MOST = 6  # things that are listed and counted
_WORDS = {"two": 2, "three": 3, "four": 4, "five": 5, "six": 6}
_COUNT = re.compile(r"\b(?:two|three|four|five|six)\b", re.I)
_REMARK = re.compile(r"\s?\([^()\n]{0,200}\)")  # stands beside what is listed, and its commas divide nothing
_DEFINITE = re.compile(r"\b(?:the|these|those)\s+[*_\"“]{0,3}$", re.I)  # comes back to what was said
_END = re.compile(r"[.!?][\"'”’*_)]*(?=\s|$)|\n")  # of a sentence
_SENTENCE = re.compile(r"[.!?:]?[\"'”’*_)]*\n|[.!?][\"'”’*_)]*\s")  # its end, within a block
_NEXT = re.compile(r"\s+[*_\"“]*([^\W\d_]{3,})")
_OPENS = re.compile(r":(?=[\s*]|$)|\s[—–-]\s|—|\(")  # after it comes what was counted
_CLAUSE = re.compile(r"[.!?;,:]\s+(?:and |or |but |while |whereas )?|\s(?:and|or|but|while|whereas)\s")
_BLOCK = re.compile(r"\n[ \t]*\n")
_ITEM = re.compile(r"^[ \t]*(?:[-*+•]|\(?(?:\d{1,2}|[a-z]|[ivx]{1,4})[.)]|\*\*)[ \t]*\S", re.M)
_ROW = re.compile(r"^[ \t]*\|(?![ \t:|-]+$).*$", re.M)
_BOLD = re.compile(r"\*\*[^*\n]+\*\*")
_TITLE = re.compile(r"\*[^*\n]+\*|_[^_\n]+_|“[^”\n]+”|\"[^\"\n]+\"")  # of a work, of which an "and" may be a part
_PARTINGS = tuple(
    map(
        re.compile,
        (
            r"[;,]\s(?:and\s|or\s)?|\s(?:and|or)\s",
            r"\s(?:and|or)\s",
            r";\s",
            r",?\s(?:and|or|nor)\s",
            r",\s(?:and|or|nor)\s",
        ),
    )
)
_PAIR = re.compile(
    r"\bone\b.{1,300}?\b(?:the other|another)\b|\bfirst\b.{1,300}?\bsecond\b|\bformer\b.{1,300}?\blatter\b",
    re.I | re.S,
)
_ORDINALS = ("first", "second", "third", "fourth", "fifth", "sixth", "seventh")
_IN_COMMON = 3  # words of clauses in parallel
_JUST = 45  # characters between a count and what announces it, or opens the list of what it counts
_SOON = 250  # characters after a count in which two of its things are told
_TIMES = 20  # that a count is looked at
_NEAR = 800  # characters after a count in which what it announces is told in order
# A speaker says what comes next in the text.
ANNOUNCES = re.compile(
    r"\b(?:let us|let['’]s|let me|(?:we|I)(?:['’]ll| will| shall)|we are going to|I am going to|you will see|here (?:are|is|come))\b",
    re.I,
)
_BE = r"(?::|\s(?:are|were|is|was|include|included|namely|called|named|such as|like)\b)"


def is_listed(count: int, noun: str, source: str) -> bool:
    """Whether the source lists so many things: a, b and c are three, whoever counts them. Two are a pair only where the source
    calls them by the `noun`, which is how the word after the count begins."""
    if count == 2:
        return len(noun) > 2 and _is_pair(noun, source)
    if not 2 < count <= MOST:
        return False
    listing = _REMARK.sub("", source)
    return (
        re.search(rf"(?:[^\s,.;:][^,.;:\n]{{0,80}},\s){{{count - 2}}}[^,.;:\n]{{1,80}}?,?\s(?:and|or)\s", listing)
        is not None
    )


def _is_pair(noun: str, source: str) -> bool:
    thing = rf"\b{re.escape(noun)}\w*"
    pair = r"[^,.;:\n]{1,60},?\s(?:and|or)\s"
    return (
        re.search(
            rf"{thing}{_BE}\s{pair}|\b(?:the|these|both)\s(?:\w+\s)?{thing},\s{pair}[^,.;:\n]{{1,60}}[,.;:]|(?:^|[.;]\s){pair}[^,.;:\n]{{1,60}}\s(?:are|were)\s[^.\n]{{0,40}}{thing}"
            rf"|\s(?:and|or)\s[^.\n]{{1,100}}\bthese\s{thing}",
            source,
            re.I | re.M,
        )
        is not None
    )


def is_announced(word: str, source: str, rewrite: str) -> bool:
    """Whether each time that the rewrite says this count in words, it lays out as many things there, or comes back to them.

    To say that the colonies of the source are "the two colonies" is more.
    """
    count = _WORDS.get(word.lower())
    if count is None:
        return False
    laid_out, definite, other = 0, 0, 0
    said = [match for match in _COUNT.finditer(rewrite) if match[0].lower() == word.lower()]
    if len(said) > _TIMES:
        return False
    for match in said:
        if _lays_out(count, rewrite, match.start(), match.end()):
            laid_out += 1
        elif _DEFINITE.search(rewrite, max(0, match.start() - 12), match.start()) and not _is_next_in(
            source, rewrite, match.end()
        ):
            definite += 1
        else:
            other += 1
    return not other and (laid_out > 0 or (definite > 0 and count == 2))


def _is_next_in(source: str, rewrite: str, end: int) -> bool:
    """Whether the source has the word that follows there, which may be a thing: in "the two are" none is."""
    after = _NEXT.match(rewrite, end)
    return after is not None and after[1] not in STOP and has_piece(source, after[1])


def _lays_out(count: int, text: str, start: int, end: int) -> bool:
    """Whether so many things follow a count that stands there."""
    if ANNOUNCES.search(text, max(0, start - _JUST), start) or count in _items(text, end):
        return True
    block, *following = _BLOCK.split(text[end : end + 4 * _NEAR])
    if count == len(_BOLD.findall(block)) or count in _lists(block, following):
        return True
    told = text[end : end + _NEAR]
    if _in_parallel(told[:_SOON]) == count:
        return True
    if count == 2:
        return _PAIR.search(told, 0, _SOON) is not None
    words = told.lower()
    return _ORDINALS[count - 1] in words and _ORDINALS[count] not in words


def _in_parallel(told: str) -> int:
    """How many clauses in a row say something in much the same words: They breed the martyr, and they breed the rogue."""
    clauses = [frozenset(words) for clause in _CLAUSE.split(told) if len(words := clause.lower().split()) > 2]
    longest = run = 1
    for one, two in pairwise(clauses):
        common = len(one & two)
        run = run + 1 if common >= _IN_COMMON and 2 * common >= min(len(one), len(two)) else 1
        longest = max(longest, run)
    return longest


def _items(text: str, end: int) -> Iterator[int]:
    """How many things a sentence may list after a mark that opens a list, soon after a count that ends there."""
    opened = _OPENS.search(text, end, end + _JUST)
    if opened and not _END.search(text, end, opened.start()):
        stop = _END.search(text, opened.end())
        listing = _REMARK.sub("", _TITLE.sub("x", text[opened.end() : stop.start() if stop else len(text)]))
        yield from (len(parting.findall(listing)) + 1 for parting in _PARTINGS if parting.search(listing))


def _lists(block: str, following: Sequence[str]) -> Iterator[int]:
    """How many items has the list, or rows the table, that comes right after a sentence, whose rest begins its block."""
    rest = "".join(_SENTENCE.split(block, maxsplit=1)[1:])
    if rest.strip() and not _ITEM.match(rest):
        return
    yield len(_ITEM.findall(rest))
    yield sum(map(len, takewhile(bool, map(_ITEM.findall, following))))
    yield from (len(_ROW.findall(each)) - 1 for each in following[:1])
