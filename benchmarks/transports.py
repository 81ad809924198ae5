"""Processor milliseconds that one chat request costs a client, by what sends it, side by side against a simulated endpoint.

python benchmarks/transports.py [REQUESTS OF EACH, default 4000]
"""

from __future__ import annotations

import asyncio
import sys
import time
from collections.abc import Awaitable, Callable
from typing import Any

from throughput import simulated

SLOTS = 128
BODY: Any = {
    "model": "simulated",
    "messages": [{"role": "system", "content": "x " * 300}, {"role": "user", "content": "y z " * 400}],
    "temperature": 0.7,
    "max_tokens": 100,
}
Ask = Callable[[], Awaitable[Any]]


async def cost(ask: Ask, requests: int) -> float:
    """Milliseconds of this process's time for each of `requests`, SLOTS at once."""
    places = asyncio.Semaphore(SLOTS)

    async def one() -> None:
        async with places:
            await ask()

    await asyncio.gather(*(one() for _ in range(2 * SLOTS)))
    start = time.process_time()
    await asyncio.gather(*(one() for _ in range(requests)))
    return 1000 * (time.process_time() - start) / requests


async def main(url: str, requests: int) -> None:
    import httpx2
    import openai

    from rephrase.data import Message, Sampling
    from rephrase.models.endpoint import Address, connect

    clients = {"httpx": openai.DefaultAsyncHttpxClient, "aiohttp": openai.DefaultAioHttpClient}
    for name, client in clients.items():
        bounds = httpx2.Limits(max_connections=SLOTS, max_keepalive_connections=SLOTS)
        async with openai.AsyncOpenAI(base_url=url, api_key="none", http_client=client(limits=bounds)) as sdk:

            async def whole(sdk: openai.AsyncOpenAI = sdk) -> None:
                await sdk.chat.completions.create(**BODY)

            async def raw(sdk: openai.AsyncOpenAI = sdk) -> None:
                await sdk.post("/chat/completions", cast_to=httpx2.Response, body=BODY)

            print(f"SDK over {name:8} {await cost(whole, requests):6.2f} ms", flush=True)
            print(f"  its bare post   {await cost(raw, requests):6.2f} ms", flush=True)
    async with connect(Address(url, "none")) as endpoint:
        asked, sampling = [Message("system", "x " * 300), Message("user", "y z " * 400)], Sampling(0.7, 1.0, 100, 1)
        print(f"ours              {await cost(lambda: endpoint.generate(asked, sampling), requests):6.2f} ms")


if __name__ == "__main__":
    with simulated("--slots", 4 * SLOTS, "--seconds", 0.05) as where:
        asyncio.run(main(where, int(sys.argv[1]) if sys.argv[1:] else 4000))
