"""Faithful pairs to plant errors in: labelled ones alone and joined to the size of a chunk, and corpora reworded."""

from __future__ import annotations

import json
import os
import random
import re
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from mutators import harmless
from mutators.texts import FORMULA, full_sentences
from rephrase.data import Task

SHARED = Path(os.environ.get("REPHRASE_SHARED") or Path(__file__).resolve().parents[3] / "shared") / "data"
PROSE = ("asset_meaning", "mrpc_test", "simpda_2022", "simplification_factuality")
LABELLED: dict[str, tuple[str, Task]] = {
    "gsm_plus": ("gsm_plus", "rephrase"),
    "xquad": ("xquad_parallel", "translate"),
    "d2l": ("d2l_math_parallel", "translate"),
    "mgsm": ("mgsm_crosslingual", "translate"),
}
CHUNK = (100, 250)  # words
_REWORDINGS = (
    harmless.synonyms, harmless.contractions, harmless.spelling_variants, harmless.active_to_passive, harmless.connectives,
    harmless.clauses_reordered, harmless.synonyms, harmless.sentences_reordered,
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Pair:
    """A faithful pair and what family of texts it is from."""

    family: str
    source: str
    rewrite: str
    task: Task


def positives(dataset: str) -> list[tuple[str, str]]:
    """(source, rewrite) of a set's faithful pairs."""
    rows = map(json.loads, (SHARED / "fidelity" / f"{dataset}.jsonl").read_text(encoding="utf-8").splitlines())
    return [(row["source"], row["rewrite"]) for row in rows if row["label"] == 1]


def _ended(text: str) -> str:
    text = text.strip()
    return text if text[-1:] in ".!?\"'" else text + "."


def joined(short: Sequence[tuple[str, str]], count: int, rng: random.Random) -> list[Pair]:
    """Short pairs joined to texts of 100 words and more."""
    found = []
    for _ in range(count):
        chosen: list[tuple[str, str]] = []
        for pair in rng.sample(list(short), 12):
            chosen.append(pair)
            if sum(len(source.split()) for source, _ in chosen) > rng.randint(*CHUNK):
                break
        source, rewrite = (" ".join(_ended(pair[side]) for pair in chosen) for side in (0, 1))
        found.append(Pair("joined", source, rewrite, "rephrase"))
    return found


def _paragraphs(text: str, least_sentences: int) -> list[str]:
    """Running prose of a document: paragraphs without tables, code, headings, tags and bare commands."""
    blocks = (block.strip() for block in re.split(r"\n\s*\n", text))
    bad = re.compile(r"^[#|<>`{:!-]|```|<|^\s*\\|\{[:#.]|\]\(|^\||\\(?:label|ref|cite|item|section|emph)", re.M)
    return [" ".join(b.split()) for b in blocks if not bad.search(b) and len(full_sentences(b)) >= least_sentences]


def _passages(corpus: str, rng: random.Random, with_formulas: bool) -> list[str]:
    """One stretch of neighbouring paragraphs of the size of a chunk from each document that has one."""
    found = []
    for line in (SHARED / "corpora" / f"{corpus}.jsonl").read_text(encoding="utf-8").splitlines():
        text = json.loads(line)["text"]
        if sum(char.isascii() for char in text) < 0.97 * len(text):
            continue
        paragraphs = _paragraphs(text, 1 if with_formulas else 2)
        start = rng.randrange(max(1, len(paragraphs) - 2))
        passage = ""
        while start < len(paragraphs) and len(passage.split()) < CHUNK[0]:
            passage, start = f"{passage}\n\n{paragraphs[start]}".strip(), start + 1
        if CHUNK[0] <= len(passage.split()) <= CHUNK[1] and (not with_formulas or FORMULA.search(passage)):
            found.append(passage)
    return found


def _reworded(text: str, rng: random.Random) -> str:
    for edit in _REWORDINGS:
        text = edit(text, rng) or text
    return text


def corpus_pairs(family: str, corpus: str, count: int, rng: random.Random) -> list[Pair]:
    passages = [passage for _ in range(3) for passage in _passages(corpus, rng, corpus == "math")]
    distinct = list(dict.fromkeys(passages))
    chosen = rng.sample(distinct, min(count, len(distinct)))
    return [Pair(family, passage, _reworded(passage, rng), "rephrase") for passage in chosen]


def families(count: int, rng: random.Random) -> list[Pair]:
    """At most `count` pairs of each family."""
    short = [pair for dataset in PROSE for pair in positives(dataset) if min(len(side.split()) for side in pair) >= 12]
    found = [Pair("short", *pair, "rephrase") for pair in rng.sample(short, min(count, len(short)))]
    found += joined(short, 2 * count, rng)  # half of them and more have a pair that differs
    for family, (dataset, task) in LABELLED.items():
        rows = positives(dataset)
        found += [Pair(family, *row, task) for row in rng.sample(rows, min(count, len(rows)))]
    found += corpus_pairs("knowledge", "knowledge", count, rng)
    return found + corpus_pairs("math", "math", count, rng)
