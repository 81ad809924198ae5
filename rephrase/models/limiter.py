"""How many requests are in flight at once. Wraps a Generate in a Generate."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence

from rephrase.data import Completion, Generate, Message, Sampling


def limited(generate: Generate, limit: int) -> Generate:
    """`generate`, never more than `limit` (>= 1) at once."""
    free = asyncio.Semaphore(limit)

    async def one_at_a_free_place(messages: Sequence[Message], sampling: Sampling) -> Completion:
        async with free:
            return await generate(messages, sampling)

    return one_at_a_free_place
