"""Where the blocks of a text are that must not be cut: formulas, environments, fences, tables, links, HTML.

Knows characters, not tokens: which blocks are too large to keep whole is not decided here. One pass over the marks of
the text; each search for a closing mark is a bisection, so that hostile input stays linear.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterator
from functools import lru_cache

Span = tuple[int, int]  # characters, end exclusive

# Each alternative opens with a literal, so that the search skips from one such character to the next.
_MARK = re.compile(
    r"""\\(?:(?:begin|end)\{[^{}\n]{1,60}\} | [()\[\]\\$]) # environment, formula, escaped character
      | \$\$? | ``* | \[ | \] | <!-- | -->
      | </?[A-Za-z][^<>$`\\]*>                             # HTML tag
      | \{:[^{}\n]*\}                                      # kramdown attributes""",
    re.VERBOSE,
)
_CLOSER = {"$": "$", "$$": "$$", "\\(": "\\)", "\\[": "\\]", "<!--": "-->"}
_TAG = re.compile(r"</?([A-Za-z][A-Za-z0-9]*)")
_HTML = frozenset("table pre math svg figure code script style div blockquote ul ol dl details".split())
_VERBATIM = frozenset("verbatim verbatim* lstlisting minted Verbatim comment alltt".split())
_ATTRIBUTES = r"(?:\{:[^{}\n]*\})?"
_TARGET = re.compile(
    r"\([^()\n]*(?:\([^()\n]*\)[^()\n]*)*\)" + _ATTRIBUTES + r"|\[[^\[\]\n]*\]" + _ATTRIBUTES + r"|\{[^{}\n]*\}"
)
_BLANK_LINE = re.compile(r"\n[ \t]*(?=\r?\n)")
_FENCE = re.compile(r"^[ \t>*+.0-9-]{0,40}(`{3,}|~{3,})([^\n]*)$", re.MULTILINE)
_FRONT_MATTER = re.compile(
    r"\A\s*---[ \t]*\r?\n(?:\w[\w-]*:[^\n]*\n|[ \t-][^\n]*\n)*?---[ \t]*(?:\r?\n|\Z)"
)  # a page's own fields
_TABLE_RULE = re.compile(r"^[ \t|:>+-]+(?=\r?$)", re.MULTILINE)
_TABLE_ROW = re.compile(r"^[ \t>]*\|[^\n]*$", re.MULTILINE)
_PROSE = re.compile(r"[^\W\d_]{2}")
_MATH = re.compile(r"[\\^_={}]")


def blocks(text: str) -> list[Span]:
    """All blocks of `text` that should stay whole, outer and inner ones, ordered by start. They may be nested."""
    head = front_matter(text)
    fenced = [*([(0, head)] if head else []), *_fences(text)]
    spans = [*fenced, *_tables(text), *_Marks(text, fenced).spans()]
    return sorted(spans)


def front_matter(text: str) -> int:
    """Where the fields end that a page begins with, between two rules of dashes (YAML); 0 if it begins with none."""
    match = _FRONT_MATTER.match(text) if text[:200].lstrip()[:3] == "---" else None
    return match.end() if match else 0


def _fences(text: str) -> Iterator[Span]:
    """Code fences from the opening to the closing line; an opening line that nothing closes is ordinary text."""
    lines = list(_FENCE.finditer(text)) if "```" in text or "~~~" in text else []
    closers = {kind: [line for line in lines if line[1][0] == kind and not line[2].strip()] for kind in "`~"}
    starts = {kind: [line.start() for line in found] for kind, found in closers.items()}
    unclosed = {"`": len(text) + 1, "~": len(text) + 1}  # no fence of this length or longer is closed further on
    done = 0
    for line in lines:
        kind, size = line[1][0], len(line[1])
        if line.start() < done or size >= unclosed[kind] or "`" in line[2]:
            continue
        later = range(bisect_right(starts[kind], line.start()), len(starts[kind]))
        closer = next((closers[kind][i] for i in later if len(closers[kind][i][1]) >= size), None)
        if closer is None:
            unclosed[kind] = size
        else:
            done = closer.end()
            yield line.start(1), done


def _tables(text: str) -> Iterator[Span]:
    """Markdown tables and each of their rows; a line that opens with a bar is a row also outside a table."""
    if "|" not in text:
        return
    for row in _TABLE_ROW.finditer(text):
        yield row.span()
    done = 0
    for rule in _TABLE_RULE.finditer(text):
        if "|" not in rule[0] or "-" not in rule[0] or rule.start() < max(done, 1):
            continue
        start = text.rfind("\n", 0, rule.start() - 1) + 1
        end, done = rule.end(), rule.end()
        while True:
            line_end = text.find("\n", end + 1)
            line_end = len(text) if line_end < 0 else line_end
            if "|" not in text[end + 1 : line_end]:
                break
            yield end + 1, line_end
            end = done = line_end
        yield start, end


@lru_cache(maxsize=1024)
def _closer(mark: str) -> str:
    """What closes a mark; nothing for one that opens nothing."""
    if mark.startswith("\\begin{"):
        return "\\end{" + mark[7:]
    return mark if mark[0] == "`" else _CLOSER.get(mark, "")


class _Marks:
    """The marks of one text in order."""

    def __init__(self, text: str, fenced: list[Span]) -> None:
        self.text = text
        self.blank_lines = [match.start() for match in _BLANK_LINE.finditer(text)] + [len(text)]
        self.marks = [(m.start(), m[0]) for m in _MARK.finditer(text)]
        if fenced:
            starts = [start for start, _ in fenced]
            ends = [0, *(end for _, end in fenced)]
            self.marks = [mark for mark in self.marks if mark[0] >= ends[bisect_right(starts, mark[0])]]

    def _followed(self) -> list[tuple[int, str, int, int]]:
        """Each mark, and where its closing mark and the next of its own kind stand after it, or -1."""
        nearest: dict[str, int] = {}
        found = []
        for at, mark in reversed(self.marks):
            found.append((at, mark, nearest.get(_closer(mark), -1), nearest.get(mark, -1)))
            nearest[mark] = at
        return found[::-1]

    def spans(self) -> Iterator[Span]:
        done = 0  # characters before this belong to a block in which only environments are looked for
        dark = 0  # and before this, to one that is not looked into at all
        opened = _Stack()
        brackets: list[int] = []
        for at, mark, close, again in self._followed():
            first = mark[0]
            if at < done and (at < dark or mark[:2] not in ("\\b", "\\e")):
                continue
            span: Span | None = None
            if first == "$":
                span = self._pair(at, mark, close, again)
                done = span[1] if span else done
            elif first == "[":
                brackets.append(at)
            elif first == "]":
                span = self._link(brackets, at)
                done = span[1] if span else done
            elif mark.startswith("\\begin{") and mark[7:-1] not in _VERBATIM:
                opened.push(mark[7:-1], at)
            elif mark.startswith("\\end{"):
                span = opened.pop(mark[5:-1], at + len(mark))
            elif first == "<" and mark != "<!--":
                span = self._tag(opened, at, mark)
            elif first == "{":
                span = at, at + len(mark)
            else:
                span = self._pair(at, mark, close, again)
                done = span[1] if span else done
                dark = done if mark[:2] not in _CLOSER else dark
            if span:
                yield span

    def _pair(self, at: int, mark: str, close: int, again: int) -> Span | None:
        """The block from an opening mark to its closing mark, if that is in the same paragraph and looks the part."""
        if close < 0 or (mark[0] == "`" and self.text[at - 1 : at] == "\\"):
            return None
        verbatim = mark[:2] == "\\b"
        if not verbatim and mark != "<!--" and close > self._paragraph_end(at):
            return None
        if mark in ("\\(", "\\[") and 0 < again < close:
            return None
        inner = self.text[at + len(mark) : close]
        end = close + len(_closer(mark))
        return (at, end) if verbatim or self._plausible(mark, inner, close) else None

    def _plausible(self, mark: str, inner: str, close: int) -> bool:
        if mark[0] == "`":
            quotes = "'" * len(mark) in inner or self.text[close + len(mark) : close + len(mark) + 1].isalpha()
            return not (len(mark) <= 2 and quotes)  # a LaTeX quotation: ``so'' or `so'
        if "\\" in inner and inner.count("\\begin{") != inner.count("\\end{"):
            return False
        if mark != "$":
            return True
        if "</" in inner:
            return False
        number_follows = self.text[close + 1 : close + 2].isdigit()
        if (inner[:1].isdigit() or number_follows) and not _MATH.search(inner) and _PROSE.search(inner):
            return not (inner[-1:].isspace() or number_follows)  # $5 and $6 are prices
        return True

    def _paragraph_end(self, at: int) -> int:
        return self.blank_lines[bisect_right(self.blank_lines, at - 1)]

    def _link(self, brackets: list[int], at: int) -> Span | None:
        """A link or image `[text](target)`, `[text][ref]`, or an optional argument `[text]{argument}`."""
        if not brackets:
            return None
        start = brackets.pop()
        target = _TARGET.match(self.text, at + 1)
        if target is None or self._paragraph_end(start) < at:
            return None
        return start - (self.text[start - 1 : start] == "!"), target.end()

    def _tag(self, opened: _Stack, at: int, mark: str) -> Span | None:
        match = _TAG.match(mark)
        name = "<" + match[1].lower() if match else ""
        if name[1:] not in _HTML or mark.endswith("/>"):
            return (at, at + len(mark)) if "\n\n" not in mark else None
        if mark[1] == "/":
            return opened.pop(name, at + len(mark))
        opened.push(name, at)
        return at, at + len(mark)


class _Stack:
    """Openers that wait for their closer. A closer without opener, and an opener without closer, count for nothing."""

    def __init__(self) -> None:
        self._open: list[tuple[str, int]] = []
        self._waiting: dict[str, int] = defaultdict(int)

    def push(self, name: str, at: int) -> None:
        self._open.append((name, at))
        self._waiting[name] += 1

    def pop(self, name: str, end: int) -> Span | None:
        if not self._waiting.get(name):
            return None
        while True:
            inner, start = self._open.pop()
            self._waiting[inner] -= 1
            if inner == name:
                return start, end
