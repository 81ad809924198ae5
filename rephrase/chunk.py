"""Lossless, layout-aware splitting of a text into chunks, and grouping of chunks into excerpts.

Three steps: cut the text into atoms at every place that no block forbids; refine the atoms that are over the limit;
pack the atoms into chunks so that the sum of the costs of all cuts is least. Knows nothing of prompts or models.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import accumulate, pairwise

from rephrase import breaks, layout, tokens
from rephrase.breaks import Place
from rephrase.data import Chunk
from rephrase.layout import Span

_VISIBLE = re.compile(r"\S")
_TOKEN_ENDS = ("\n", *(f"{char} " for char in ".?!,;:)}$"))
_LOOSE = 16  # characters in a token, at most, in a block that is worth counting
_SCARCE = 0.5  # a chunk below this share of the limit costs extra
_SCARCE_COST = 3.0  # times the share that is missing
_LEVELS: tuple[Callable[[str, int, int], Iterable[Place]], ...] = (
    breaks.lines,
    breaks.words,
    breaks.ideographs,
    breaks.characters,
    breaks.code_points,
)


def split(text: str, limit: int = 256) -> list[Chunk]:
    """Chunks of at most `limit` tokens that join to `text` exactly.

    Cuts stand between sections, paragraphs, items, sentences or words, in this order of preference, and inside a
    formula, environment, fence, table, link or HTML block only if that block alone is over the limit. White space stays
    with what comes before it, so a chunk may be over the limit by the white space at its end, and text that is nothing
    but white space is one chunk. A page's front matter shares no chunk with its text.
    """
    if limit < 1:
        raise ValueError(f"limit must be at least 1 token, not {limit}")
    if not text or text.isspace():
        return [Chunk(0, len(text), text)] if text else []
    head = layout.front_matter(text)
    parts = [0, *([_first_word(text, head)] if head else []), len(text)]
    spans = ((start + i, start + j) for start, end in pairwise(parts) for i, j in _cut(text[start:end], limit))
    return [Chunk(start, end, text[start:end]) for start, end in spans]


def _cut(text: str, limit: int) -> Iterator[Span]:
    """The spans of the chunks of a text or of a part of it."""
    if not text:
        return
    places, sizes = _atoms(text, limit)
    offsets = [0, *(place for place, _ in places), len(text)]
    yield from _spans(text, offsets, sizes, [cost for _, cost in places], limit, limit)


def excerpts(chunks: Sequence[Chunk], limit: int, counts: Sequence[int] | None = None) -> list[list[Chunk]]:
    """Consecutive `chunks` in groups of at most `limit` tokens in total, and at least one chunk each.

    `counts` are the tokens of each chunk, if they are known. Groups open at a section where that costs little.
    """
    if len(chunks) < 2:
        return [list(chunks)] if chunks else []
    sizes = list(counts) if counts is not None else tokens.counts([chunk.text for chunk in chunks])
    costs = [breaks.seam_cost(before.text, after.text) for before, after in pairwise(chunks)]
    return [list(chunks[i:j]) for i, j in pairwise(_pack(sizes, costs, limit))]


def _spans(
    text: str, offsets: list[int], sizes: list[int], costs: list[float], limit: int, room: int
) -> Iterator[Span]:
    """The spans of the chunks. Sizes of atoms add up only nearly: a chunk close to the limit is counted, and recut."""
    for i, j in pairwise(_pack(sizes, costs, room)):
        start, end, size = offsets[i], offsets[j], sum(sizes[i:j])
        if j - i == 1 or size <= limit - 2 - limit // 100 or tokens.count(text[start:end]) <= limit:
            yield start, end
        else:
            less = min(size - 1, limit - limit // 20)
            yield from _spans(text, offsets[i : j + 1], sizes[i:j], costs[i : j - 1], limit, less)


def _atoms(text: str, limit: int) -> tuple[list[Place], list[int]]:
    """The places between atoms, and the size of each atom in tokens. Few atoms are over the limit."""
    blocks = layout.blocks(text)
    places = _outside(list(breaks.sentences(text)), [span for span in blocks if _surely_fits(text, span, limit)])
    places = places[bisect_left(places, (_first_word(text), float("inf"))) :]
    sizes = _sizes(text, places, 0, len(text))
    fitting = _fitting(text, blocks, places, sizes, limit)
    places, sizes = _merge(places, sizes, fitting)
    return _refine(text, places, sizes, fitting, limit)


def _first_word(text: str, start: int = 0) -> int:
    """Where the first character that is not white space stands at or after `start`."""
    match = _VISIBLE.search(text, start)
    return match.start() if match else len(text)


def _surely_fits(text: str, span: Span, limit: int) -> bool:
    """Whether a block is small enough to fit without being counted: a token is at least one byte."""
    size = span[1] - span[0]
    return size * 4 <= limit or (size <= limit and len(text[span[0] : span[1]].encode("utf-8", "replace")) <= limit)


def _fitting(text: str, blocks: list[Span], places: list[Place], sizes: list[int], limit: int) -> list[Span]:
    """The blocks of at most `limit` tokens. Sums of atoms decide where they can, so that little is counted twice."""
    offsets = [0, *(place for place, _ in places), len(text)]
    totals = [0, *accumulate(sizes)]
    found, unsure, atom = [], [], 0
    for start, end in blocks:
        while offsets[atom + 1] <= start:
            atom += 1
        last = atom + 1 if end <= offsets[atom + 1] else bisect_left(offsets, end)
        if totals[last] - totals[atom] <= limit:
            found.append((start, end))
        elif totals[last - 1] - totals[atom + 1] <= 1.3 * limit and end - start <= _LOOSE * limit:
            unsure.append((start, end))
    counted = zip(unsure, tokens.counts([text[start:end] for start, end in unsure]), strict=True)
    return sorted([*found, *(span for span, size in counted if size <= limit)])


def _outside(places: list[Place], spans: list[Span]) -> list[Place]:
    """The places that are not strictly inside one of `spans`, which are ordered by start."""
    kept, reach, coming = [], 0, iter([*spans, (1 << 60, 0)])
    start, end = next(coming)
    for place in places:
        while start < place[0]:
            reach = max(reach, end)
            start, end = next(coming)
        if place[0] >= reach:
            kept.append(place)
    return kept


def _sizes(text: str, places: list[Place], start: int, end: int) -> list[int]:
    """The tokens of each atom, and one more where it may take one more when text follows: its end is no token's end."""
    offsets = [start, *(place for place, _ in places), end]
    pieces = [text[i:j] for i, j in pairwise(offsets)]
    return [size + (not piece.endswith(_TOKEN_ENDS)) for piece, size in zip(pieces, tokens.counts(pieces), strict=True)]


def _merge(places: list[Place], sizes: list[int], fitting: list[Span]) -> tuple[list[Place], list[int]]:
    """Joins the atoms that a fitting block spans; their sizes add up."""
    kept = _outside(places, fitting)
    totals = [0, *accumulate(sizes)]
    index = {place: i for i, (place, _) in enumerate(places, 1)}
    edges = [0, *(index[place] for place, _ in kept), len(sizes)]
    return kept, [totals[j] - totals[i] for i, j in pairwise(edges)]


def _refine(
    text: str, places: list[Place], sizes: list[int], fitting: list[Span], limit: int
) -> tuple[list[Place], list[int]]:
    """Cuts the atoms that are over the limit: between words, and what is still too large inside words."""
    starts = [start for start, _ in fitting]
    for level in _LEVELS:
        if max(sizes) <= limit:
            break
        offsets = [0, *(place for place, _ in places), len(text)]
        new_places, new_sizes = [], []
        for i, size in enumerate(sizes):
            start, end = offsets[i], offsets[i + 1]
            inner: list[Place] = []
            if size > limit:
                inside = fitting[bisect_left(starts, start) : bisect_left(starts, end)]
                candidates = [place for place in level(text, start, end) if place[0] > _first_word(text, start)]
                inner = _thin(_outside(candidates, inside), start, end, max(1, limit // 8))
            new_places += [*places[i - 1 : i], *inner] if i else inner
            new_sizes += _sizes(text, inner, start, end) if inner else [size]
        places, sizes = new_places, new_sizes
    return places, sizes


def _thin(places: list[Place], start: int, end: int, step: int) -> list[Place]:
    """Drops word and character places that stand closer than `step` characters, to count and weigh fewer pieces."""
    kept, last = [], start
    following = [*(place for place, _ in places[1:]), end]
    for place, after in zip(places, following, strict=False):
        if place[1] <= breaks.CLAUSE or after - last > step:
            kept.append(place)
            last = place[0]
    return kept


def _pack(sizes: list[int], costs: list[float], limit: int) -> list[int]:
    """Indices of atoms at which chunks begin, and the end: the cuts whose costs add up to the least.

    Every chunk costs one, and more if it is scarcely filled; a cut costs what `breaks` says.
    """
    totals = [0, *accumulate(sizes)]
    best = [0.0] * len(totals)
    begin = [0] * len(totals)
    scarce, price = _SCARCE * limit, _SCARCE_COST / limit
    first = full = 0
    for end in range(1, len(totals)):
        while totals[end] - totals[first] > limit and first < end - 1:
            first += 1
        full = max(full, first)
        while full < end and totals[end] - totals[full] >= scarce:
            full += 1
        least = min(best[first:full], default=float("inf"))
        at = best.index(least, first, full) if full > first else end - 1
        if min(best[full:end], default=least) < least:
            for start in range(full, end):
                cost = best[start] + (scarce - totals[end] + totals[start]) * price
                if cost < least:
                    least, at = cost, start
        begin[end] = at
        best[end] = least + 1 + (costs[end - 1] if end <= len(costs) else 0)
    cuts = [len(sizes)]
    while cuts[-1]:
        cuts.append(begin[cuts[-1]])
    return cuts[::-1]
