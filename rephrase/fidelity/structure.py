"""Does a translation keep the headings, lists, code, links and references of its source? Goes by marks, not by what they say.

Markdown and LaTeX alike. Code is compared without its comments and strings, which a translator translates.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache

from rephrase.data import Task, Verdict, not_judged
from rephrase.fidelity.spans import spans
from rephrase.fidelity.words import shown

_HEADING = re.compile(
    r"^[ \t]{0,3}(?P<marks>#{1,6})[ \t]+\S|^[ \t]*\\(?P<command>chapter|(?:sub){0,2}section|paragraph)\*?\{"
    r"|(?:\A|\n\n)(?=[^\s|>#*-])[^\n]{1,200}\n(?P<underline>={3,}|-{3,})[ \t]*$",
    re.M,
)
_HEADING_MARKS = ("#", "\\chapter", "\\section", "\\sub", "\\paragraph")  # without which no line begins as one
_UNDERLINES = ("===", "---")
_ITEM = re.compile(
    r"^[ \t]*(?:(?:[-*+•][ \t]+|\d{1,2}[.)][ \t]+|\d{1,2}[、．][ \t]*|[(（]\d{1,2}[)）][ \t]*)\S|\\item(?![A-Za-z]))",
    re.M,
)
_HAN_ITEM = re.compile(r"^[ \t]*(?:[一二三四五六七八九十]{1,3}、|[(（][一二三四五六七八九十]{1,3}[)）]|[①-⑳])", re.M)
_RULE = re.compile(r"^[ \t]*(?:[-*_][ \t]*){3,}$", re.M)  # a line across the page begins like an item
_LEVELS = {"chapter": 1, "section": 2, "subsection": 3, "subsubsection": 4, "paragraph": 5}
_REFERENCE = re.compile(
    r":(?:numref|eqref|cite[a-z]*|ref|label):`([^`\n]{1,80})`|\\(?:eqref|ref|cite[a-z]*|autoref|label)\*?(?:\[[^\]\n]*\])?\{([^{}\n]{1,80})\}"
    r"|\[(\^[\w-]{1,30}|@[\w:.-]{1,60}|\d{1,3}(?:\s?[,;–-]\s?\d{1,3}){0,9})\](?![(:\[])"
)
_REFERENCE_MARKS = (":`", "\\", "[")  # without which there is none
_TARGET = re.compile(r"\]\(([^()\s]{1,500})|(https?://[^\s)>\]}\"'，。、；）」]{4,500})")
_COMMENT = re.compile(r"(?:#|//|%(?!\w)|--\s).*$|\"[^\"\n]*\"|'[^'\n]*'", re.M)
_SPACE = re.compile(r"\s+")
_LINKS_LEFT_OUT = 0.25  # pages of the source's own language
_MOST = 200  # lines of code that are looked for in the whole of the other text
_PARAGRAPH = re.compile(r"\n[ \t]*\n(?=[^\s])")  # unindented text after a blank line
_LIST = 2  # items, in one of both texts: a single line may begin like an item


@lru_cache(maxsize=8)
def _parts(text: str) -> tuple[str, tuple[str, ...], int]:
    """The text without code and formulas, the code lines without comments, and how many lines all blocks of code have."""
    plain, code, position, lines = [], [], 0, 0
    for span in spans(text):
        plain.append(text[position : span.start])
        position = span.end
        if span.kind == "code" and text[span.start - 1 : span.start] != ":":  # :numref:`key` is a reference
            code += [line for row in _COMMENT.sub("", span.inner).splitlines() if (line := _SPACE.sub("", row))]
            lines += sum(bool(row.strip()) for row in span.inner.splitlines()) if "\n" in span.inner else 0
        plain.append(f"`{span.inner}`" if span.kind == "code" and "\n" not in span.inner else "x")
    return "".join([*plain, text[position:]]), tuple(code), lines


def _lines(text: str) -> Iterator[int]:
    """Where the lines of a text begin: a pattern for a line's beginning is tried there sooner than at every character."""
    yield 0
    at = text.find("\n")
    while at >= 0:
        yield at + 1
        at = text.find("\n", at + 1)


def _found_headings(text: str) -> list[re.Match[str]]:
    if any(mark in text for mark in _UNDERLINES):
        return [*_HEADING.finditer(text)]
    if not any(mark in text for mark in _HEADING_MARKS):
        return []
    return [match for start in _lines(text) if (match := _HEADING.match(text, start))]


def _headings(text: str) -> list[int]:
    """The level of each heading, in order."""
    return [_level(match) for match in _found_headings(text)]


def _lists(before: str, after: str) -> list[str]:
    """Lists that have more or fewer items. What Chinese numbers 一、 may become an item, a heading or a paragraph.

    A whole list may become prose, and prose a list: that is another form and loses nothing.
    """
    items, own_items = _items(before), _items(after)
    total, own = sum(items), sum(own_items)
    if max(total, own) < _LIST or _is_part(items, own_items) or _is_part(own_items, items):
        return []
    if 0 <= own - total <= len(_HAN_ITEM.findall(before)) > 0:
        return []
    return ["list items moved" if total == own else f"{own} list items for {total}"]


def _is_part(some: list[int], all_: list[int]) -> bool:
    """Whether the lists of one text are among those of the other, in their order."""
    left = iter(all_)
    return all(size in left for size in some)


def _level(match: re.Match[str]) -> int:
    if match["underline"]:
        return 1 if match["underline"][0] == "=" else 2
    return len(match["marks"]) if match["marks"] else _LEVELS[match["command"]]


def _items(text: str) -> list[int]:
    """The number of items of each list, in order. A heading or a paragraph ends a list."""
    plain = _RULE.sub("", text) if any(_RULE.match(text, start) for start in _lines(text)) else text
    found = [match for start in _lines(plain) if (match := _ITEM.match(plain, start))]
    edges = [match.start() for match in _found_headings(plain)] if found else []
    sizes: list[int] = []
    last = -1
    for match in found:
        same = last >= 0 and not _PARAGRAPH.search(plain, last, match.start())
        if same and not any(last <= edge < match.start() for edge in edges):
            sizes[-1] += 1
        else:
            sizes.append(1)
        last = match.end()
    return sizes


def _references(text: str) -> tuple[set[str], set[str]]:
    """The keys of references and citations, and the targets of links."""
    referred = _REFERENCE.finditer(text) if any(mark in text for mark in _REFERENCE_MARKS) else ()
    linked = _TARGET.findall(text) if "](" in text or "http" in text else ()
    return {_key(match) for match in referred}, {(one or other).rstrip(".,;:") for one, other in linked}


def _key(match: re.Match[str]) -> str:
    """What is referred to; a label is none."""
    key = _SPACE.sub("", next(filter(None, match.groups())))
    return f"label {key}" if "label" in match[0].partition(key)[0] else key


def _compared(what: str, before: Sequence[object], after: Sequence[object]) -> list[str]:
    if before == after:
        return []
    if len(before) == len(after):
        return [f"{what} changed"]
    return [f"{len(after)} {what} for {len(before)}"]


def _exchanged(before: str, after: str) -> list[str]:
    """References that are gone or others. A page of another language may be linked, and a pronoun become a reference."""
    (keys, links), (own_keys, own_links) = _references(before), _references(after)
    lost, invented = sorted(keys - own_keys), sorted(own_keys - keys)
    gone, come = sorted(links - own_links), own_links - links
    cited = [key for key in invented if key[0] in "^@" or key[0].isdigit()]
    missing = len(lost) + len(gone) - len(invented) - len(come)
    if (lost and invented) or cited or missing > (0 if lost else _LINKS_LEFT_OUT * len(links)):
        lost = [*lost, *gone] if missing > 0 else lost or gone
        said = [f"references lost: {shown(lost, 3, 60)}"] * bool(lost)
        return said + [f"references invented: {shown(invented, 3, 60)}"] * bool(invented)
    return []


def _code(source: str, rewrite: str) -> list[str]:
    """Lines of code that the other text has nowhere, and a number of lines, comments among them, that is another."""
    (_, before, lines), (_, after, own_lines) = _parts(source), _parts(rewrite)
    known, own_known = set(before), set(after)
    lost = [line for line in dict.fromkeys(before) if line not in own_known][:_MOST]
    invented = [line for line in dict.fromkeys(after) if line not in known][:_MOST]
    lost, invented = _nowhere(lost, rewrite), _nowhere(invented, source)
    said = [f"code lost: {shown(lost, 2, 60)}"] * bool(lost)
    said += [f"code invented: {shown(invented, 2, 60)}"] * bool(invented)
    return said or [f"{own_lines} lines of code for {lines}"] * (lines != own_lines)


def _nowhere(lines: list[str], text: str) -> list[str]:
    """The lines that do not stand in a text, whatever its white space."""
    whole = _SPACE.sub("", text) if lines else ""
    return [line for line in lines if line not in whole]


def differences(source: str, rewrite: str) -> list[str]:
    """What of the source's structure is not in its translation, or the other way round."""
    before, after = _parts(source)[0], _parts(rewrite)[0]
    said = _compared("headings", _headings(before), _headings(after))
    said += _lists(before, after)
    return said + _exchanged(before, after) + _code(source, rewrite)


def check(source: str, rewrite: str, task: Task) -> Verdict:
    """Fails a translation whose headings, lists, references, links or code are not those of its source."""
    if task != "translate":
        return not_judged("structure", "but in translations")
    said = differences(source, rewrite)
    return Verdict("structure", not said, 0.5 ** len(said), "; ".join(said)[:220])
