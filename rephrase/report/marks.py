"""A text as a person should see it: its formulas, code, numbers, and what verdicts name as lost or invented.

Also makes visible what would act on a page or a terminal instead of standing there. Knows neither HTML nor terminals.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from rephrase.fidelity.spans import spans

Look = Literal["text", "number", "formula", "code"]
MOST_ITEMS = 60  # of one side that are looked for, each a walk over the text
LONGEST_ITEM = 300  # characters

# Control characters, what reorders a line, line separators, invisible marks, halves of a character. What Persian, the
# Indic scripts and emoji need to join letters (U+200C, U+200D) and the plain marks of direction stay.
_UNSEEN = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u180e\u200b\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb\ud800-\udfff\U000e0000-\U000e007f]"
)
_NUMBER = re.compile(r"\d+(?:[.,:/\u00a0\u202f]\d+)*")
_LABEL = re.compile(r"(?P<label>[^:]{3,80}): (?P<listed>.*)", re.DOTALL)
_MORE = re.compile(r" and \d+ more$")
_OF_SOURCE = ("lost", "less often", "no longer denied", "left out", "missing")
_OF_REWRITE = ("invented", "more often", "comes again", "the source has not", "denied", "not in the source")
_CHANGED = re.compile(r"(?P<before>\S{1,80}) → (?P<after>[^\s,;]{1,80})")


@dataclass(frozen=True, slots=True)
class Piece:
    """A run of a text that looks one way. `named` = a verdict names it; `inner` is a formula without its delimiters."""

    text: str
    look: Look = "text"
    named: bool = False
    inner: str = ""
    display: bool = False


@dataclass(frozen=True, slots=True)
class Named:
    """What the reasons of failed verdicts list: of the source as lost, of the rewrite as invented; "a, b and 2 more"."""

    lost: tuple[str, ...] = ()
    invented: tuple[str, ...] = ()


def visible(text: str) -> str:
    """The text with a sign for each character that would act rather than show: ␛ for an escape, ⟨U+202E⟩ for a reversal."""
    return _UNSEEN.sub(_sign, text.replace("\r\n", "\n"))


def _sign(match: re.Match[str]) -> str:
    code = ord(match[0])
    if code < 0x20:
        return chr(0x2400 + code)
    if 0xD800 <= code <= 0xDFFF:
        return "\N{REPLACEMENT CHARACTER}"
    return f"⟨U+{code:04X}⟩"


def named(verdicts: Sequence[Mapping[str, str | bool | float | None]]) -> Named:
    """Reads "lost: 38, 04; invented: 1789" and its kin in the reasons of failed verdicts."""
    lost: dict[str, None] = {}
    invented: dict[str, None] = {}
    for verdict in verdicts:
        if verdict["passed"]:
            continue
        for part in str(verdict["reason"] or "").split("; "):
            changed = [(match["before"], match["after"]) for match in _CHANGED.finditer(part)]
            lost |= dict.fromkeys(before for before, _ in changed)
            invented |= dict.fromkeys(after for _, after in changed)
            label = _LABEL.fullmatch(part)
            if label and not changed:
                _side(label["label"].lower(), lost, invented)[label["listed"]] = None
    return Named(tuple(lost)[:MOST_ITEMS], tuple(invented)[:MOST_ITEMS])


def _side(label: str, lost: dict[str, None], invented: dict[str, None]) -> dict[str, None]:
    """Which of the two a label speaks of; neither is a third."""
    if any(word in label for word in _OF_SOURCE):
        return lost
    return invented if any(word in label for word in _OF_REWRITE) else {}


def _items(listed: str, text: str) -> list[str]:
    """The items of "a, b and 2 more": the whole where it stands in the text; else its parts, and, as commas also stand
    within items, runs of up to three of them."""
    whole = _MORE.sub("", listed[:2000])
    if _is_item(whole) and re.search(_pattern(whole), text, re.IGNORECASE):
        return [whole]
    parts = whole.split(", ")[:MOST_ITEMS]
    runs = [", ".join(parts[i : i + size]) for size in (3, 2, 1) for i in range(len(parts) - size + 1)]
    return [run for run in runs if _is_item(run)]


def _is_item(run: str) -> bool:
    closed = all(run.count(left) == run.count(right) for left, right in ("()", "[]", "{}"))
    return bool(_words(run)) and len(run) <= LONGEST_ITEM and (closed or run.rstrip().endswith("…"))


def pieces(text: str, listings: Sequence[str]) -> Iterator[Piece]:
    """The text in runs whose texts joined are the text again; what the listings name is marked wherever it stands."""
    hits = _hits(text, listings)
    position = 0
    for span in spans(text):
        yield from _prose(text, position, span.start, hits)
        raw = text[span.start : span.end]
        is_named = any(start < span.end and span.start < end for start, end in hits)
        if span.kind == "code":
            yield Piece(raw, "code", is_named)
        else:
            in_itself = raw.startswith("\\begin")
            display = in_itself or raw.startswith(("$$", "\\["))
            yield Piece(raw, "formula", is_named, raw if in_itself else span.inner, display)
        position = span.end
    yield from _prose(text, position, len(text), hits)


def _words(item: str) -> list[str]:
    return item.rstrip().rstrip(" …").split()


def _hits(text: str, listings: Sequence[str]) -> list[tuple[int, int]]:
    items = {item: None for listed in listings for item in _items(listed, text)}
    patterns = [_pattern(item) for item in sorted(items, key=len, reverse=True)[:MOST_ITEMS]]
    if not patterns:
        return []
    return [match.span() for match in re.finditer("|".join(patterns), text, re.IGNORECASE)]


def _pattern(item: str) -> str:
    """The item as a whole word or number, whatever space is between its words; what was cut off at … is left open."""
    words, cut = _words(item), item.rstrip().endswith("…")
    before = r"(?<![\w])(?<!\d[.,])" if words[0][0].isalnum() else ""
    after = r"(?![\w])(?![.,]\d)" if words[-1][-1].isalnum() and not cut else ""
    return before + r"\s+".join(map(re.escape, words)) + after


def _prose(text: str, start: int, end: int, hits: Sequence[tuple[int, int]]) -> Iterator[Piece]:
    position = start
    for hit_start, hit_end in hits:
        first, last = max(hit_start, position), min(hit_end, end)
        if first >= last:
            continue
        yield from _numbers(text[position:first], is_named=False)
        yield from _numbers(text[first:last], is_named=True)
        position = last
    yield from _numbers(text[position:end], is_named=False)


def _numbers(text: str, is_named: bool) -> Iterator[Piece]:
    if is_named:
        yield Piece(text, "number" if _NUMBER.search(text) else "text", named=True)
        return
    position = 0
    for match in _NUMBER.finditer(text):
        if match.start() > position:
            yield Piece(text[position : match.start()])
        yield Piece(match[0], "number")
        position = match.end()
    if position < len(text):
        yield Piece(text[position:])
