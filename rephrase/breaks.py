"""Where a text may be cut, and at what cost: section, paragraph, list item, sentence, line, clause, word, character.

Knows the shape of the text around a place, not the blocks that forbid it and not the size of chunks. A place is the
offset in characters of the first character after the cut; white space always stays before it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

import regex  # the part of `re` that knows graphemes

Place = tuple[int, float]  # offset in characters, cost

# Costs in units of one whole chunk: a cut at a sentence end costs about one chunk more than one between sections.
SECTION, PARAGRAPH, ITEM, LINE_SENTENCE, SENTENCE, LINE, CLAUSE, WORD, CHARACTER = 0, 0.3, 0.8, 1.0, 1.2, 2.2, 3, 3.5, 6
STICKY = 5.0  # what stands before belongs to what follows: a heading, the first line of a block

_NEWLINES = "\n\r\v\f\x85\u2028\u2029"
_STOPS = ".!?…"
_CJK_STOPS = "。！？｡．"
_OTHER_STOPS = "؟۔।॥።։។။"
_ALL_STOPS = frozenset(_STOPS + _CJK_STOPS + _OTHER_STOPS)
_CLOSERS = "\"'”’»›)]}*_」』）】〉》"
_CLOSING = rf"[{re.escape(_CLOSERS)}]{{0,6}}"
_END = re.compile(
    rf"[{_NEWLINES}{_STOPS}{_CJK_STOPS}{_OTHER_STOPS}]"
    rf"(?:(?<=[{_NEWLINES}])\s*|(?<=[{_STOPS}{_OTHER_STOPS}]){_CLOSING}[ \t\u3000]+(?=\S)"
    rf"|(?<=[{_CJK_STOPS}]){_CLOSING}[ \t\u3000]*(?=\S))"
)
_NEWLINE = re.compile(r"\r\n|[\n\r\v\f\x85\u2028\u2029]")
_LINE = re.compile(  # what the line that opens here is
    r"""[ \t>]*(?:
    (?P<heading> \#{1,6}[ \t] | <h[1-6]\b | 【[^】\n]{1,20}】
      | \\(?:part|chapter|(?:sub){0,2}section|(?:sub)?paragraph)\b)
  | (?P<rule> (?:=+|-{3,})[ \t]*\r?(?:\n|\Z))
  | (?P<stuck> \\(?:label|index)\b | (?:`{3,}|~{3,})\w)
  | (?P<closer> \\end\{ | </ | (?:`{3,}|~{3,})[ \t]*\r?(?:\n|\Z) | \\\])
  | (?P<begin> \\begin\{(?:(?P<block>theorem|thm|lemma|lem|proof|definition|defn?|proposition|prop|corollary|cor|example
      |exercise|remark|rem|note|solution|problem|claim|abstract|enumerate|itemize|figure|table|satz|beweis)\*?\})?)
  | (?P<html> <(?:div|table|ul|ol|p|blockquote|figure|section)\b)
  | (?P<display> \\\[ | \$\$)
  | (?P<item> [-*+•‣–—][ \t] | \(?(?:\d{1,3}|[A-Za-z]|[ivxIVX]{1,5})[.)、．] | \\(?:bib)?item\b | \\ii\b | \| | [①-⑳] | \[\^)
  )""",
    re.VERBOSE,
)
_ABBREVIATION = re.compile(
    r"(?:\A|[\s(\[{~\"'“„«.])(?:[^\W\d_]|\d{1,2}|[Ee]\.g|[Ii]\.e|cf|[Cc]f|vs|[Ee]tc|al|approx|resp|[Rr]esp|Dr|Mr|Mrs|Ms|Prof|St|Jr|Sr"
    r"|Fig|Figs|fig|Eq|Eqs|eq|Sec|Sect|sec|Ch|Chap|Thm|Prop|Def|Lem|Cor|Ex|Rem|No|Nos|Nr|nr|no|Vol|vol|[Pp]p|[Vv]gl|bzw|[Bb]spw|usw|ca"
    r"|[Uu]sf|sog|evtl|ggf|[Dd]\.h|[Zz]\.B|Abb|Bsp|Bd|Hr|Fr|Sra|Dra|Ing|pág|págs|núm|art|Art|éd|chap|см|рис|стр|гл|др|пр|т\.е|т\.д|т\.п"
    r"|им|напр|inc|Inc|Ltd|Co|Corp|U\.S|Gen|Col|Sen|Rep|Gov|Capt|Lt|Jan|Feb|Mar|Apr|Aug|Sept|Oct|Nov|Dec)\Z"
)
_LEADING = frozenset(("heading", "rule", "stuck", "begin"))  # lines that belong to what follows
_OPENING = "\"'“„«‹([{*_¿¡`$\\"
_WORDS = re.compile(
    r"([,;:，、；：]|\\\\)?[ \t\n\r\v\f\x85\u2028\u2029\u1680\u2000-\u2006\u2008-\u200a\u205f\u3000]\s*"
)
_IDEOGRAPHS = "\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
_CJK = re.compile(
    rf"[，、；：,;。．）」』】》]+(?=[{_IDEOGRAPHS}(（「『【《$])|(?<=[{_IDEOGRAPHS}])(?=[{_IDEOGRAPHS}])"
)
_GRAPHEME = regex.compile(r"\X")


def sentences(text: str) -> Iterator[Place]:
    """Places between sections, paragraphs, items and sentences, in order, each with its cost."""
    return _ends(text, 0, len(text), most=SENTENCE)


def lines(text: str, start: int, end: int) -> Iterator[Place]:
    """Places between lines and sentences inside [start, end)."""
    return _ends(text, start, end, most=STICKY)


def _ends(text: str, start: int, end: int, most: float) -> Iterator[Place]:
    """Places where a line or a sentence ends, if they cost `most` at most."""
    above = _LINE.match(text, start)
    for match in _END.finditer(text, start, end):
        stop, place = match.span()
        if place >= end:
            return
        mark = text[stop]
        if mark in _NEWLINES:
            below = _LINE.match(text, place)
            if above is not None or below is not None or place - stop > 1 or not text[stop - 1].isalnum():
                cost = _line_cost(text, above, stop, place, below)
                if cost <= most:
                    yield place, cost
            elif most >= LINE:  # inside a sentence, as most ends of lines are
                yield place, LINE
            above = below
        elif mark != "." or not _abbreviates(text, stop, place):
            yield place, SENTENCE


def _abbreviates(text: str, stop: int, place: int) -> bool:
    """Whether the full stop at `stop` ends no sentence: an initial, an ordinal, `e.g.`, or lower case follows."""
    following = text[place : place + 4].lstrip(_OPENING)[:1]
    return following.islower() or _ABBREVIATION.search(text[max(0, stop - 8) : stop]) is not None


def _line_cost(text: str, above: re.Match[str] | None, line_end: int, place: int, below: re.Match[str] | None) -> float:
    """The cost of a cut between the line above, which ends at `line_end`, and the line below, which opens at `place`."""
    was, comes = above and above.lastgroup, below and below.lastgroup
    if comes == "closer" or was in _LEADING:
        return STICKY
    gap = place - line_end > 1 and len(_NEWLINE.findall(text, line_end, place)) > 1
    if comes == "rule" and not gap:
        return STICKY
    if comes == "heading":
        return SECTION
    before = text[max(0, line_end - 24) : line_end].rstrip()
    leads = before.endswith((":", "："))
    if gap or comes == "html" or (below and below["block"]):
        return ITEM if leads else PARAGRAPH
    if comes == "item":
        return LINE if leads else ITEM
    if _ends_sentence(before) and not (before[-1] == "." and _abbreviates(text, line_end - 1, place)):
        return LINE_SENTENCE
    return LINE + 0.3 if leads or comes in ("display", "begin") else LINE


def _ends_sentence(before: str) -> bool:
    return before.rstrip(_CLOSERS)[-1:] in _ALL_STOPS if before else False


def words(text: str, start: int, end: int) -> Iterator[Place]:
    """Places between words inside [start, end); the end of a clause is better."""
    for match in _WORDS.finditer(text, start, end):
        if match.end() < end:
            yield match.end(), CLAUSE if match[1] else WORD


def ideographs(text: str, start: int, end: int) -> Iterator[Place]:
    """Places inside a run without white space where CJK text may be broken; after punctuation is better."""
    for match in _CJK.finditer(text, start, end):
        if start < match.end() < end:
            yield match.end(), CLAUSE if match[0] else WORD


def characters(text: str, start: int, end: int) -> Iterator[Place]:
    """Places between characters as a reader sees them, never before white space."""
    for match in _GRAPHEME.finditer(text, start, end):
        if match.start() > start and not text[match.start()].isspace():
            yield match.start(), CHARACTER


def code_points(text: str, start: int, end: int) -> Iterator[Place]:
    """Places between code points, for a single character that is itself too long, such as a thousand accents on one."""
    return ((place, CHARACTER) for place in range(start + 1, end) if not text[place].isspace())


def seam_cost(before: str, after: str) -> float:
    """The cost of the cut between two texts that follow each other."""
    below = _LINE.match(after)
    if below and below["heading"]:
        return SECTION
    body = before.rstrip()
    if len(_NEWLINE.findall(before, len(body))) > 1:
        return PARAGRAPH
    return SENTENCE if _ends_sentence(body[-24:]) else LINE
