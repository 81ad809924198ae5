"""Where a text has code and formulas, in linear time. Knows nothing of words."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

Kind = Literal["code", "formula"]

_MATH_ENVIRONMENTS = "equation|align|gather|multline|eqnarray|displaymath|math|alignat|flalign|split|aligned"
_OPENER = re.compile(
    r"(?P<fence>^[ \t]*+(?P<mark>```++|~~~++)[^\n]*+\n)|(?P<tick>`++)|(?P<escape>\\[\\$])|(?P<dollars>\$\$?)"
    rf"|(?P<round>\\\()|(?P<square>\\\[)|\\begin\{{(?P<env>(?:{_MATH_ENVIRONMENTS})\*?)\}}",
    re.MULTILINE,
)
_MARK = re.compile(r"[`$\\]")
_MATH_SIGN = re.compile(r"[\\^_=<>{}+*/|]")


@dataclass(frozen=True, slots=True)
class Span:
    """A piece of a text that is not prose, in characters; `inner` is without its delimiters."""

    kind: Kind
    start: int
    end: int
    inner: str


class _Finder:
    """`str.find` that remembers what is not to be found, so that a million openers cost one look and not a million."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._absent: set[str] = set()

    def __call__(self, closer: str, start: int) -> int:
        if closer in self._absent:
            return -1
        at = self._text.find(closer, start)
        if at < 0:
            self._absent.add(closer)
        return at


def _is_inline_math(inner: str, after: str) -> bool:
    """Whether what stands between two dollars is a formula: `$5 and $6` is money."""
    if not inner or "\n\n" in inner:
        return False
    if inner[0].isspace() or inner[-1].isspace() or after.isdigit():
        return bool(re.search(r"[\\^_]", inner)) and not after.isdigit()
    return len(inner) < 20 or bool(_MATH_SIGN.search(inner))


def _is_money(text: str) -> bool:
    """Whether a digit follows every dollar but the first: then none of them closes a formula."""
    return all(after[:1].isdigit() for after in text.split("$")[2:])


def _quotes(ticks: str, inner: str) -> bool:
    """Whether backticks open a quotation, as in LaTeX and old news text: ``so'' or `so'."""
    return len(ticks) <= 2 and "'" * len(ticks) in inner


def _close(text: str, match: re.Match[str], find: _Finder) -> Span | None:
    """The span that this opener opens, or None when nothing closes it."""
    start, inside = match.span()
    if match["square"] and text[start - 1 : start] == "[":  # [\\[a link\\]](#place), as some Markdown has it
        return None
    kind: Kind = "formula"
    if match["fence"]:
        kind, closer = "code", "\n" + match["mark"]
    elif match["tick"]:
        kind, closer = "code", match["tick"]
    elif match["dollars"]:
        closer = match["dollars"]
    else:
        closer = r"\)" if match["round"] else r"\]" if match["square"] else rf"\end{{{match['env']}}}"
    at = find(closer, inside - 1 if match["fence"] else inside)
    if at < 0:
        return None
    inner, end = text[inside:at], at + len(closer)
    if match["tick"] and ("\n\n" in inner or _quotes(match["tick"], inner)):
        return None
    if match["dollars"] == "$" and not _is_inline_math(inner, text[end : end + 1]):
        return None
    return Span(kind, start, end, inner)


def _next_opener(text: str, position: int, fenced: bool) -> re.Match[str] | None:
    """The next opener. Without fences it begins with one of three marks, which are found faster alone."""
    if fenced:
        return _OPENER.search(text, position)
    while mark := _MARK.search(text, position):
        if match := _OPENER.match(text, mark.start()):
            return match
        position = mark.end()
    return None


def _scan(text: str) -> Iterator[Span]:
    find, position = _Finder(text), 0
    fenced = "```" in text or "~~~" in text
    while match := _next_opener(text, position, fenced):
        position = match.end()
        if match["escape"]:
            continue
        span = _close(text, match, find)
        if span is not None:
            yield span
            position = span.end


@lru_cache(maxsize=16)
def spans(text: str) -> tuple[Span, ...]:
    """Code and formulas of a text, in order, without overlap."""
    if "`" in text or "\\" in text or "~~~" in text or ("$" in text and not _is_money(text)):
        return tuple(_scan(text))
    return ()
