"""How full the learned limit keeps a real HTTP endpoint, and how much is rejected: above its capacity it rejects, or only slows.

Also three endpoints of which one dies and comes back. Usage: python benchmarks/congestion.py [SECONDS OF EACH, default 120]
"""

from __future__ import annotations

import asyncio
import contextlib
import random
import sys
import time
from collections.abc import Sequence

from rephrase.data import Message, Sampling
from rephrase.models.connect import connected_pool
from rephrase.models.endpoint import Address
from rephrase.models.pool import Pool

BODY = (
    b'{"object":"chat.completion","choices":[{"index":0,"finish_reason":"stop","message":{"role":"assistant",'
    b'"content":"yes"}}],"usage":{"prompt_tokens":9,"completion_tokens":1}}'
)
MODELS = b'{"object":"list","data":[{"id":"stub","object":"model"}]}'
SECONDS = 1.0  # of an answer


class Stub:
    """A server of `capacity` answers at once, one process, no framework: only as much HTTP as the client speaks."""

    def __init__(self, capacity: int, rejects: bool) -> None:
        self.capacity, self.rejects = capacity, rejects
        self.working, self.changed = 0, asyncio.Condition()
        self.answered: list[float] = []
        self.rejected: list[float] = []
        self.chains: dict[str, int] = {}
        self._open: set[asyncio.StreamWriter] = set()
        self.port = 0

    async def start(self) -> None:
        self._server = await asyncio.start_server(self._serve, "127.0.0.1", self.port, backlog=1024)
        self.port = self._server.sockets[0].getsockname()[1]

    def kill(self) -> None:
        self._server.close()
        for writer in list(self._open):
            writer.transport.abort()

    @property
    def address(self) -> Address:
        return Address(f"http://127.0.0.1:{self.port}/v1", "none")

    async def _serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        self._open.add(writer)
        with contextlib.suppress(ConnectionError, asyncio.IncompleteReadError):
            while True:
                head = await reader.readuntil(b"\r\n\r\n")
                length = [line for line in head.lower().split(b"\r\n") if line.startswith(b"content-length:")]
                await reader.readexactly(int(length[0].split(b":")[1]) if length else 0)
                status, body = (b"200 OK", MODELS) if head.startswith(b"GET") else await self._answer()
                writer.write(
                    b"HTTP/1.1 %s\r\nContent-Type: application/json\r\nContent-Length: %d\r\n\r\n%s"
                    % (status, len(body), body)
                )
                await writer.drain()
        self._open.discard(writer)
        writer.close()

    async def _answer(self) -> tuple[bytes, bytes]:
        if self.rejects and self.working >= self.capacity:
            self.rejected.append(time.monotonic())
            return b"429 Too Many Requests", b"{}"
        async with self.changed:
            await self.changed.wait_for(lambda: self.working < self.capacity)
            self.working += 1
        await asyncio.sleep(SECONDS * random.uniform(0.7, 1.3))
        self.working -= 1
        async with self.changed:
            self.changed.notify(1)
        self.answered.append(time.monotonic())
        return b"200 OK", BODY


async def flood(pool: Pool, until: float) -> int:
    """Chains of eight requests, as many as a run would have, until the moment `until`; how many requests failed."""
    asked, failed = (Message("user", "hello"),), 0
    sampling = Sampling(0.7, 1.0, 256, 1)

    async def chain() -> None:
        nonlocal failed
        for _ in range(8):
            try:
                await pool.generate(asked, sampling)
            except Exception as error:
                failed += 1
                print(error)

    chains: set[asyncio.Task[None]] = set()
    while time.monotonic() < until:
        while len(chains) < max(64, 2 * pool.limit):
            chains.add(asyncio.create_task(chain()))
        _, chains = await asyncio.wait(chains, timeout=0.2, return_when=asyncio.FIRST_COMPLETED)
    await asyncio.wait(chains)
    return failed


def told(name: str, stubs: Sequence[Stub], start: float, end: float, capacity: float) -> None:
    done = sum(start <= moment < end for stub in stubs for moment in stub.answered)
    refused = sum(start <= moment < end for stub in stubs for moment in stub.rejected)
    share = done / (capacity / SECONDS * (end - start))
    print(f"{name}: {share:.1%} of the capacity, {refused / max(done + refused, 1):.2%} rejected", flush=True)


async def one(rejects: bool, seconds: float) -> None:
    """64 at once, and half of that from the second half on."""
    stub, name = Stub(64, rejects), "rejects" if rejects else "slows"
    await stub.start()
    async with connected_pool([stub.address]) as (_, pool):
        start = time.monotonic()
        asyncio.get_running_loop().call_later(seconds, lambda: setattr(stub, "capacity", 32))
        await flood(pool, start + 2 * seconds)
    told(f"{name}, 64 at once", [stub], start + seconds / 2, start + seconds, 64)
    told(f"{name}, then 32", [stub], start + seconds, start + 2 * seconds, 32)


async def three(seconds: float) -> None:
    """Three of 32; one is dead in the middle third."""
    stubs = [Stub(32, rejects=True) for _ in range(3)]
    for stub in stubs:
        await stub.start()
    async with connected_pool([stub.address for stub in stubs], say=print) as (_, pool):
        start = time.monotonic()
        running = asyncio.create_task(flood(pool, start + 3 * seconds))
        await asyncio.sleep(seconds)
        stubs[0].kill()
        await asyncio.sleep(seconds)
        await stubs[0].start()
        failed = await running
    told("three, before", stubs, start + seconds / 2, start + seconds, 96)
    told("one dead: the other two", stubs[1:], start + seconds, start + 2 * seconds, 64)
    told("back: all three", stubs, start + 2 * seconds, start + 3 * seconds, 96)
    print(f"requests failed: {failed}")


if __name__ == "__main__":
    length = float(sys.argv[1]) if len(sys.argv) > 1 else 120.0
    asyncio.run(one(True, length))
    asyncio.run(one(False, length))
    asyncio.run(three(length / 2))
