"""Connects the endpoints of a pool, and sees to it that they serve the same model. Sends no documents."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import AsyncExitStack, asynccontextmanager

from rephrase.data import Generate
from rephrase.errors import UsageError
from rephrase.models.endpoint import Address, Endpoint, EndpointUnreachable, connect, presumed
from rephrase.models.pool import Limits, Member, Pool

DEFAULT = Limits()


@asynccontextmanager
async def connected_pool(
    addresses: Sequence[Address],
    guarded: Callable[[Generate], Generate] = lambda generate: generate,
    limits: Limits = DEFAULT,
    say: Callable[[str], None] = lambda line: None,
) -> AsyncIterator[tuple[str, Pool]]:
    """The model's name and the pool. `guarded` stands between the queue and the wire.

    Raises EndpointUnusable when none can be reached or one refuses, UsageError for different models.
    """
    async with AsyncExitStack() as stack:
        up, down = await _reached(addresses, stack)
        names = sorted({endpoint.model for endpoint in up})
        if len(names) > 1:
            raise UsageError(
                f"the endpoints serve different models: {', '.join(names)}", "name the one they all serve with --model"
            )
        for address in down:
            say(f"cannot connect to {address.base_url}: going on without it until it answers")
        late = [await stack.enter_async_context(presumed(address, names[0])) for address in down]
        members = [Member(end.where, guarded(end.generate), limits.limiter()) for end in (*up, *late)]
        for member in members[len(up) :]:
            member.eject()
        yield names[0], Pool(members, limits.retries, limits.give_up_after, say)


async def _reached(addresses: Sequence[Address], stack: AsyncExitStack) -> tuple[list[Endpoint], list[Address]]:
    """Those that answer and those that nobody answers at; raises what the last of them raised when that is all."""
    up: list[Endpoint] = []
    down: list[Address] = []
    for number, address in enumerate(addresses, 1):
        try:
            up.append(await stack.enter_async_context(connect(address)))
        except EndpointUnreachable:
            if number == len(addresses) and not up:
                raise
            down.append(address)
    return up, down
