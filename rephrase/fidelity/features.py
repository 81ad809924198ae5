"""Soft evidence of faithfulness: measures of one pair that may rank it and never reject it. Gives no verdict.

Overlap with the source is among them: it ranks one rewriting of a text against another, but a free paraphrase has little
of it, so what it says reaches `fidelity` alone.
"""

from __future__ import annotations

import math
from collections.abc import Sequence

from rapidfuzz.distance import LCSseq

from rephrase.data import Task, Verdict
from rephrase.fidelity import ordinary
from rephrase.fidelity.embedding import Embed, Embedder
from rephrase.fidelity.grams import MOST_WORDS, stem_pairs, word_stems
from rephrase.fidelity.words import length, prose, sentences

_MOST_SENTENCES = 200
_MOST_NEW = 12
_MANY = 4.0  # in e-folds: 55 words; more are no worse
_PASSAGES = 8  # pieces of a text that are embedded across languages


def measure(
    source: str, rewrite: str, task: Task, verdicts: Sequence[Verdict], embedder: Embedder | None
) -> dict[str, float]:
    """The measures by name; those that need vectors are missing without an embedder."""
    found = _lengths(source, rewrite) | _scores(verdicts)
    if task != "translate":
        found |= _overlap(source, rewrite)
        if embedder:
            found |= _similarity(source, rewrite, embedder)
    elif embedder and embedder.meaning:
        found |= _across(source, rewrite, embedder.meaning)
    return found


def _lengths(source: str, rewrite: str) -> dict[str, float]:
    """How much shorter and longer the rewrite is, in e-folds of its length in words, and how long it is.

    Of two translations as near to their sources, the longer one has had more chances to err.
    """
    after = max(length(rewrite), 1)
    ratio = math.log(after / max(length(source), 1))
    return {"shorter": max(0.0, -ratio), "longer": max(0.0, ratio), "many words": min(math.log(after), _MANY)}


def _scores(verdicts: Sequence[Verdict]) -> dict[str, float]:
    """What the checks themselves say, as shortfalls: 0 = nothing wrong."""
    return {verdict.check: 1 - verdict.score for verdict in verdicts if verdict.check in ("numbers", "names")}


def _overlap(source: str, rewrite: str) -> dict[str, float]:
    before, after = word_stems(source)[:MOST_WORDS], word_stems(rewrite)[:MOST_WORDS]
    pairs, said = stem_pairs(source), stem_pairs(rewrite)
    known = sum(map(set(before).__contains__, after))
    common = LCSseq.similarity(before, after)
    return {
        "in order": common / max(len(before), 1),
        "said in order": common / max(len(after), 1),
        "pairs": len(said & pairs) / max(len(said), 1),
        "new words": float(min(len(after) - known, _MOST_NEW)),
    }


def _similarity(source: str, rewrite: str, embedder: Embedder) -> dict[str, float]:
    """Cosine of the whole texts, and the mean over the rewrite's sentences of the nearest sentence of the source."""
    before, after = (sentences(prose(text))[:_MOST_SENTENCES] or (text,) for text in (source, rewrite))
    rows = embedder.words([source, rewrite, *before, *after])
    nearest = rows[2 : 2 + len(before)] @ rows[2 + len(before) :].T
    return {"same text": float(rows[0] @ rows[1]), "nearest": float(nearest.max(axis=0).mean())}


def _across(source: str, rewrite: str, meaning: Embed) -> dict[str, float]:
    """The same across languages. Texts of several sentences are compared passage by passage as well, in both directions.

    `nearer` is by how much the source is nearer to the rewrite than to any other English text.
    """
    before, after = _passages(source), _passages(rewrite)
    rows = meaning([*before, *after])
    near = rows[: len(before)] @ rows[len(before) :].T
    nearest = float(near.max(axis=0).mean())
    return {
        "kept meaning": float(near.max(axis=1).mean()),
        "nearest": nearest,
        "nearer": nearest - ordinary.nearness(rows[: len(before)], meaning),
        "worst kept": float(near.max(axis=1).min()),
    }


def _passages(text: str) -> list[str]:
    """The text in at most _PASSAGES pieces of whole sentences, of about equal length."""
    pieces = sentences(text) or (text,)
    size = max(len(text) / _PASSAGES, 80)
    found: list[str] = []
    for piece in pieces:
        if found and len(found[-1]) < size:
            found[-1] += " " + piece
        else:
            found.append(piece)
    return found[:_PASSAGES]
