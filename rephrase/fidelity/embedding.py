"""Texts as vectors, from a local model or an endpoint's /v1/embeddings. Knows nothing of fidelity."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import numpy as np

Embed = Callable[[Sequence[str]], "np.ndarray"]  # one unit row a text, float32


def load(name: str) -> Embed | None:
    """The embedder `none`, `local` or an endpoint's URL stands for."""
    raise NotImplementedError(name)
