"""Do the parts of a stitched document go on from one another? Looks at the joints alone; the parts are checked before.

A model that writes part by part says a sentence again where a part begins, opens each part like a text of its own, or
leaves out what lies at the border. Knows where the joints are, in the source and in the document; works by words.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import pairwise

from rephrase.data import Task, Verdict
from rephrase.fidelity.alignment import missed, stems
from rephrase.fidelity.words import prose, sentences, shown

Span = tuple[int, int]

_NEAR = 2  # sentences on either side of a joint that are compared
_CONTEXT = 4  # sentences on either side among which a lost one is looked for
_ALIKE, _LEAST = 0.75, 4  # share of both sentences' content words that both have; content words
_HEADING = re.compile(r"\s*#{1,6} +(.+)")
_OPENING = re.compile(
    r"(?:in this (?:article|chapter|section|text|lesson|part|guide|essay|post)\b|this (?:article|chapter|section|text|lesson|part|guide)"
    r" (?:is about|describes|explains|introduces|discusses|covers|presents|explores)|welcome to\b|let us (?:begin|start)\b|introduction\b|"
    r"(?:continuing|continued) from\b|as (?:mentioned|discussed|described) in the (?:previous|last|preceding) (?:part|section|chunk)\b)",
    re.IGNORECASE,
)


def _alike(one: str, other: str) -> bool:
    here, there = stems(one), stems(other)
    both = sum((Counter(here) & Counter(there)).values())
    return min(len(here), len(there)) >= _LEAST and 2 * both >= _ALIKE * (len(here) + len(there))


def _parts(text: str, spans: Sequence[Span]) -> list[tuple[str, ...]]:
    return [sentences(prose(text[start:end])) for start, end in spans]


def _repeated(left: Sequence[str], right: Sequence[str]) -> str:
    """A sentence that ends one part and begins the next, or ""."""
    return next((b for b in right[:_NEAR] for a in left[-_NEAR:] if _alike(a, b)), "")


def _restarted(first: str, text: str, source: str) -> str:
    """What opens a part like a text of its own, though the source's part does not; or ""."""
    heading, title = _HEADING.match(text), _HEADING.match(first)
    if heading and title and heading[1].strip().lower() == title[1].strip().lower() and heading[1] not in source:
        return heading[1]
    opening = _OPENING.match(text.lstrip("#* \n"))
    return opening[0] if opening and opening[0].lower() not in source.lower() else ""


def _lost(source: tuple[Sequence[str], Sequence[str]], written: tuple[Sequence[str], Sequence[str]]) -> str:
    """A sentence on either side of the source's joint that is on neither side of the document's, or ""."""
    border = [*source[0][-1:], *source[1][:1]]
    one = "\n".join([*source[0][-_CONTEXT:], *source[1][:_CONTEXT]])
    two = "\n".join([*written[0][-_CONTEXT - 2 :], *written[1][: _CONTEXT + 2]])
    lost = missed(one, two)[0]
    return next((sentence for sentence in border if any(part in sentence for part in lost)), "")


def _problems(source: str, text: str, chunks: Sequence[Span], spans: Sequence[Span], task: Task) -> Iterator[str]:
    given, written = _parts(source, chunks), _parts(text, spans)
    for number, ((left, right), (before, after)) in enumerate(zip(pairwise(written), pairwise(given), strict=True), 1):
        if (again := _repeated(left, right)) and not _repeated(before, after):
            yield f"part {number + 1} repeats: {again}"
        part, own = text[slice(*spans[number])], source[slice(*chunks[number])]
        if restart := _restarted(text, part, own):
            yield f"part {number + 1} starts anew: {restart}"
        if task == "rephrase" and (lost := _lost((before, after), (left, right))):
            yield f"lost between parts {number} and {number + 1}: {lost}"


def check(source: str, text: str, chunks: Sequence[Span], spans: Sequence[Span], task: Task) -> Verdict:
    """Fails a document that repeats, restarts or loses a sentence at a joint.

    `chunks` are the parts of the source, `spans` their rewrites in the text, both in characters and equally many; else
    ValueError.
    """
    if len(chunks) != len(spans):
        raise ValueError(f"{len(chunks)} chunks, but {len(spans)} rewrites")
    found = list(_problems(source, text, chunks, spans, task))
    score = max(0.0, 1 - len(found) / max(len(spans) - 1, 1))
    return Verdict("seams", not found, score, shown(found, 3, 110)[:240])
