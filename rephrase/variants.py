"""Which style, perspective and seed variant k of a document takes. A pure function of (document id, k, seed)."""

from __future__ import annotations

import hashlib
import heapq
import math
import random
from collections.abc import Sequence

from rephrase.data import Variant
from rephrase.recipe import Prompt

Weighted = tuple[float, str, str]  # of a pair: its weight, the names of its style and its perspective


def weighted(pairs: Sequence[tuple[Prompt, Prompt]]) -> list[Weighted]:
    """The pairs as `variants` takes them."""
    return [(style.weight * perspective.weight, style.name, perspective.name) for style, perspective in pairs]


def variants(document_id: str, count: int, seed: int, pairs: Sequence[Weighted]) -> list[Variant]:
    """The first `count` variants of a document.

    All (style, perspective) pairs are put in a random order that the document's id and the seed fix, heavier pairs
    earlier (weighted sampling without replacement, Efraimidis and Spirakis 2006), so that no pair comes back before all
    were used, and neither concurrency nor resume nor the other documents change what a document gets.
    """
    draw, log = random.Random(stable_hash(document_id, seed)).random, math.log  # noqa: S311
    drawn = [(-log(1.0 - draw()) / weight, style, perspective) for weight, style, perspective in pairs]
    ranked = heapq.nsmallest(count, drawn)
    return [
        Variant(k, *ranked[k % len(ranked)][1:], seed=stable_hash(document_id, seed, k) % 2**31) for k in range(count)
    ]


def fitting(
    styles: Sequence[Prompt], perspectives: Sequence[Prompt], task: str, kind: str = ""
) -> list[tuple[Prompt, Prompt]]:
    """The pairs that make sense for a task and a kind of mathematics, as the styles' heads say.

    A task that a style names takes the styles that name it; any other takes those that name none.
    """
    named = any(task in style.tasks for style in styles)
    fit = [style for style in styles if (task in style.tasks if named else not style.tasks)]
    of_kind = [style for style in fit if not style.kinds or kind in style.kinds]
    return [
        (style, perspective)
        for style in of_kind or fit
        for perspective in perspectives
        if perspective.name not in style.without
        and (not style.perspectives or perspective.name in style.perspectives or len(perspectives) == 1)
    ]


def stable_hash(*parts: object) -> int:
    """A 64-bit number that is the same on every machine and in every process."""
    digest = hashlib.blake2b("\x1f".join(map(str, parts)).encode("utf-8", "surrogatepass"), digest_size=8)
    return int.from_bytes(digest.digest(), "big")
