"""Yardstick: as many loops as requests are wanted at once, each of which posts with aiohttp. No retries, nothing checked."""

from __future__ import annotations

import asyncio
from typing import Any

import aiohttp
from given import BODY, CONCURRENCY, URL, prompts, write


async def main() -> None:
    left, done = iter(prompts()), []
    connector = aiohttp.TCPConnector(limit=CONCURRENCY)
    async with aiohttp.ClientSession(connector=connector, timeout=aiohttp.ClientTimeout(total=600)) as session:

        async def one() -> None:
            for row in left:
                body: dict[str, Any] = {"model": "simulated", "messages": row["messages"], **BODY}
                async with session.post(f"{URL}/chat/completions", json=body) as answer:
                    found = await answer.json()
                done.append({"id": row["id"], "text": found["choices"][0]["message"]["content"]})

        await asyncio.gather(*(one() for _ in range(CONCURRENCY)))
    write(done)


if __name__ == "__main__":
    asyncio.run(main())
