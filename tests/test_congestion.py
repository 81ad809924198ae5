"""The limit that learns: simulated endpoints in virtual time, with no setting given."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence

import pytest

from rephrase.data import LEFT
from rephrase.models.bucket import Bucket
from rephrase.models.limiter import Limiter
from tests.simulated import Server, flood, in_virtual_time, shares


def ran(server: Server, halved: bool = False) -> Server:
    """Three minutes of more work than the server can do; `halved` after two."""

    async def three_minutes() -> None:
        limiter = Limiter()
        if halved:
            asyncio.get_running_loop().call_later(120, lambda: setattr(server, "capacity", server.capacity // 2))
        await flood(limiter, server, 180, clients=256)

    in_virtual_time(three_minutes())
    return server


@pytest.mark.parametrize("retry_after", [0.0, 1.0])
@pytest.mark.parametrize("capacity", [3, 64])
def test_an_endpoint_that_rejects_above_its_capacity_is_kept_full(capacity: int, retry_after: float) -> None:
    """After a minute 90 % of what it can do, and fewer than 2 % rejected."""
    throughput, rejected = shares(ran(Server(capacity, retry_after=retry_after)), 60, 180)
    assert throughput >= 0.9
    assert rejected < 0.02


def test_an_endpoint_that_only_gets_slower_is_kept_full_and_not_flooded() -> None:
    """Answers of very different lengths; at most half as many wait as are worked on."""

    async def two_minutes() -> tuple[float, int]:
        limiter, server = Limiter(), Server(64, rejects=False, spread=0.9)
        await flood(limiter, server, 120, clients=256)
        return shares(server, 60, 120)[0], limiter.limit

    throughput, limit = in_virtual_time(two_minutes())
    assert throughput >= 0.9
    assert limit <= 96


@pytest.mark.parametrize("rejects", [True, False])
def test_capacity_that_falls_by_half_is_followed(rejects: bool) -> None:
    """In the minute from the fall on: 90 % of what is left, fewer than 2 % rejected."""
    throughput, rejected = shares(ran(Server(64, rejects=rejects), halved=True), 120, 180)
    assert throughput >= 0.9
    assert rejected < 0.02


def test_a_given_number_of_places_stays() -> None:
    async def minute() -> int:
        limiter = Limiter(4)
        await flood(limiter, Server(2), 60, clients=16)
        return limiter.limit

    assert in_virtual_time(minute()) == 4


def test_a_pace_is_kept() -> None:
    """120 a minute: after the first second's worth, two a second."""

    async def taken() -> float:
        bucket = Bucket(120)
        for _ in range(62):
            await bucket.take(1)
        return asyncio.get_running_loop().time()

    assert 29 <= in_virtual_time(taken()) <= 31


@pytest.mark.parametrize("rejects", [True, False])
def test_rejections_that_do_not_come_of_the_load_do_not_make_the_limit_fall(rejects: bool) -> None:
    """One request in ten is rejected whatever the load: the endpoint is kept full all the same."""
    throughput, rejected = shares(ran(Server(64, rejects=rejects, rejected_anyway=0.1)), 60, 180)
    assert throughput >= 0.85
    assert rejected < 0.13


def test_rejections_at_random_that_begin_later_are_found_out() -> None:
    async def four_minutes() -> Server:
        limiter, server = Limiter(), Server(64)
        asyncio.get_running_loop().call_later(60, lambda: setattr(server, "rejected_anyway", 0.1))
        await flood(limiter, server, 240, clients=256)
        return server

    assert shares(in_virtual_time(four_minutes()), 120, 240)[0] >= 0.75


def test_capacity_is_used_again_soon_after_every_answer_was_slow_for_a_while() -> None:
    """Our own machine was busy, say: ten seconds of latency threefold, with no change of the capacity."""

    async def two_minutes() -> Server:
        limiter, server = Limiter(), Server(64)
        loop = asyncio.get_running_loop()
        loop.call_later(60, lambda: setattr(server, "lag", 2.0))
        loop.call_later(70, lambda: setattr(server, "lag", 0.0))
        await flood(limiter, server, 150, clients=256)
        return server

    assert shares(in_virtual_time(two_minutes()), 90, 150)[0] >= 0.9


async def served(waiting: Sequence[tuple[str, int]]) -> list[str]:
    """Who gets the only place, in order, of those who wait for it with so many characters left."""
    limiter, begun = Limiter(fixed=1), []

    async def ask(name: str, left: int) -> None:
        LEFT.set(left)
        async with limiter.place():
            begun.append(name)
            await asyncio.sleep(0)

    await asyncio.gather(*(ask(*each) for each in waiting))
    return begun


async def test_who_waits_for_a_place_gets_it_by_how_much_of_its_chain_is_left() -> None:
    """The longest chain does not wait behind shorter ones, whoever came first; of two about as long the first."""
    waiting = [("first", 1), ("short", 5), ("long", 9_000), ("longer", 12_000), ("also", 25)]
    assert await served(waiting) == ["first", "longer", "long", "short", "also"]


async def test_a_short_chain_is_passed_by_no_more_than_a_round_for_each_chunk_that_others_have_more() -> None:
    """Else the short documents would wait until no others are left, and keep their shards open until then."""
    waiting = [("first", 1), ("short", 900), *((f"long {number}", 3_000) for number in range(50))]
    assert (await served(waiting)).index("short") == 3
