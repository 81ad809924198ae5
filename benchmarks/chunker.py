"""Measures the chunker over JSONL corpora: speed, cuts inside blocks that fit, chunks over the limit.

    python benchmarks/chunker.py FOLDER_OR_FILE... [--limits 64 128 256 512] [--show 5]

The detector of cuts shares no code with the splitter: it reads lines and plain patterns, and is wrong in other places.
"""

from __future__ import annotations

import argparse
import json
import re
import time
import unicodedata
from collections import Counter
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path

from rephrase import tokens
from rephrase.chunk import split
from rephrase.data import Chunk

_FORMULAS = (
    r"(?<![\\$])\$\$(?!\$)[^$]+\$\$(?!\$)",
    r"(?<![\\$])\$(?![\s$])[^$]*[^\s$\\]\$(?![\d$])",
    r"(?<!\\)\\\((?:(?!\\\().)*?\\\)",
    r"(?<!\\)\\\[(?:(?!\\\[).)*?\\\]",
)
_LINKS = r"!?\[[^\[\]\n]+\]\([^()\s]+\)"
_ENVIRONMENT = r"\\(begin|end)\s*\{([A-Za-z]+\*?)\}"
_HTML = r"<(table|pre|math)\b.*?</\1>"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("corpora", nargs="+", type=Path)
    parser.add_argument("--limits", nargs="+", type=int, default=[64, 128, 256, 512], help="tokens")
    parser.add_argument("--show", type=int, default=0, help="print this many cuts of each kind")
    options = parser.parse_args()
    files = [f for path in options.corpora for f in (sorted(path.glob("*.jsonl")) if path.is_dir() else [path])]
    tokens.count("load the table")
    for file in files:
        texts = [json.loads(line)["text"] for line in file.open(encoding="utf-8")]
        for limit in options.limits:
            print(f"{file.name:24} limit {limit:3}  {report(texts, limit, options.show)}", flush=True)


def report(texts: list[str], limit: int, show: int) -> str:
    """One line of figures for one corpus at one limit; seconds are CPU seconds of one core."""
    began = time.process_time()
    chunked = [split(text, limit) for text in texts]
    seconds = time.process_time() - began
    megabytes = sum(len(text.encode("utf-8", "replace")) for text in texts) / 1e6
    cuts: Counter[str] = Counter()
    for text, chunks in zip(texts, chunked, strict=True):
        assert "".join(chunk.text for chunk in chunks) == text
        for kind, start, end, place in faults(text, chunks, limit):
            cuts[kind] += 1
            if cuts[kind] <= show:
                print(f"  {kind}: {text[max(start, place - 90) : place]!r} | {text[place : min(end, place + 90)]!r}")
    sizes = [tokens.count(chunk.text) for chunks in chunked for chunk in chunks]
    over, scarce = sum(size > limit for size in sizes), sum(size < limit / 8 for size in sizes)
    mean = sum(sizes) / len(sizes)
    return (
        f"{megabytes / seconds:.2f} MB/s  {len(sizes)} chunks of {mean:.0f} tokens  "
        f"over {over}  below an eighth {scarce}  cuts {dict(cuts) or 0}"
    )


def faults(text: str, chunks: list[Chunk], limit: int) -> Iterator[tuple[str, int, int, int]]:
    """(kind, start of block, end of block, place of cut) for each cut strictly inside a block that fits the limit."""
    cuts = [chunk.end for chunk in chunks[:-1]]
    for kind, start, end in found(text):
        for place in cuts:
            if start < place < end and tokens.count(text[start:end]) <= limit:
                yield kind, start, end, place
    for place in cuts:
        if not (text[place - 1].isspace() or text[place].isspace() or _breakable(text[place - 1], text[place])):
            word = re.search(r"\S*\Z", text[max(0, place - 2000) : place]), re.match(r"\S*", text[place : place + 2000])
            start, end = place - len(word[0][0] if word[0] else ""), place + len(word[1][0] if word[1] else "")
            if tokens.count(text[start:end]) <= limit:
                yield "word", start, end, place


def _breakable(before: str, after: str) -> bool:
    """Whether CJK text may be broken here."""
    return any(unicodedata.east_asian_width(char) in "WF" for char in (before, after))


def found(text: str) -> Iterator[tuple[str, int, int]]:
    """The blocks of a text as (kind, start, end), by line and by plain pattern."""
    fences = list(_fences(text))
    yield from (("fence", start, end) for start, end in fences)
    masked = text
    for start, end in fences:
        masked = masked[:start] + " " * (end - start) + masked[end:]
    offset = 0
    for line in masked.splitlines(keepends=True):
        bare = line.strip()
        if len(bare) > 2 and bare[0] == bare[-1] == "|":
            yield "table row", offset + line.index("|"), offset + line.rindex("|") + 1
        offset += len(line)
    yield from (("environment", start, end) for start, end in _environments(masked))
    yield from (("html", *match.span()) for match in re.finditer(_HTML, masked, re.DOTALL | re.IGNORECASE))
    for paragraph in re.finditer(r"(?:[^\n]|\n(?!\s*\n))+", masked):
        for pattern in _FORMULAS:
            for match in re.finditer(pattern, paragraph[0], re.DOTALL):
                yield "formula", paragraph.start() + match.start(), paragraph.start() + match.end()
        for match in re.finditer(_LINKS, paragraph[0]):
            yield "link", paragraph.start() + match.start(), paragraph.start() + match.end()


def _fences(text: str) -> Iterator[tuple[int, int]]:
    lines = text.splitlines(keepends=True)
    offsets = [0]
    for line in lines:
        offsets.append(offsets[-1] + len(line))
    opened: tuple[int, str] | None = None
    for (start, _), line in zip(pairwise(offsets), lines, strict=True):
        mark = re.match(r"(```+|~~~+)", line.strip())
        if opened is None and mark and "`" not in line.strip()[len(mark[1]) :]:
            opened = start + len(line) - len(line.lstrip()), mark[1]
        elif opened and mark and line.strip() == mark[1] and mark[1].startswith(opened[1]):
            yield opened[0], start + len(line.rstrip())
            opened = None


def _environments(text: str) -> Iterator[tuple[int, int]]:
    opened: list[tuple[str, int]] = []
    for match in re.finditer(_ENVIRONMENT, text):
        if match[1] == "begin":
            opened.append((match[2], match.start()))
        elif opened and opened[-1][0] == match[2]:
            yield opened.pop()[1], match.end()


if __name__ == "__main__":
    main()
