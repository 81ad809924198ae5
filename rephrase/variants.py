"""Which style, perspective and seed variant k of a document takes. A pure function of (document id, k, seed)."""

from __future__ import annotations

import hashlib
import math
import random
from collections.abc import Sequence

from rephrase.data import Variant
from rephrase.recipe import Prompt


def variants(
    document_id: str, count: int, seed: int, styles: Sequence[Prompt], perspectives: Sequence[Prompt]
) -> list[Variant]:
    """The first `count` variants of a document.

    All (style, perspective) pairs are put in a random order that the document's id and the seed fix, heavier pairs
    earlier (weighted sampling without replacement, Efraimidis and Spirakis 2006), so that no pair comes back before all
    were used, and neither concurrency nor resume nor the other documents change what a document gets.
    """
    draw = random.Random(stable_hash(document_id, seed))  # noqa: S311
    pairs = [(style, perspective) for style in styles for perspective in perspectives]
    ranked = sorted(
        (-math.log(1.0 - draw.random()) / (style.weight * perspective.weight), style.name, perspective.name)
        for style, perspective in pairs
    )
    return [
        Variant(k, *ranked[k % len(ranked)][1:], seed=stable_hash(document_id, seed, k) % 2**31) for k in range(count)
    ]


def stable_hash(*parts: object) -> int:
    """A 64-bit number that is the same on every machine and in every process."""
    digest = hashlib.blake2b("\x1f".join(map(str, parts)).encode("utf-8", "surrogatepass"), digest_size=8)
    return int.from_bytes(digest.digest(), "big")
