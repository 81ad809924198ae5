"""Yardstick: the same loops around the openai SDK, over its default httpx or over aiohttp (its documentation's advice for many
requests at once)."""

from __future__ import annotations

import asyncio
from typing import Any

from given import BODY, CONCURRENCY, MORE, URL, prompts, write
from openai import AsyncOpenAI, DefaultAioHttpClient, DefaultAsyncHttpxClient


async def main() -> None:
    left, done = iter(prompts()), []
    over = {"httpx": DefaultAsyncHttpxClient, "aiohttp": DefaultAioHttpClient}[MORE[0]]
    async with AsyncOpenAI(base_url=URL, max_retries=0, http_client=over()) as client:

        async def one() -> None:
            for row in left:
                body: Any = {"model": "simulated", "messages": row["messages"], **BODY}
                found = await client.chat.completions.create(**body)
                done.append({"id": row["id"], "text": found.choices[0].message.content})

        await asyncio.gather(*(one() for _ in range(CONCURRENCY)))
    write(done)


if __name__ == "__main__":
    asyncio.run(main())
