"""Which shards are read ahead, with whom, and lost: each is with one worker at a time until it is done. Knows no workers."""

from __future__ import annotations

import asyncio
from collections import deque
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from typing import Generic, TypeVar

from rephrase.shard import Shard

Parcel = TypeVar("Parcel")

PATIENCE = 0.2  # seconds


@dataclass(frozen=True, slots=True)
class Lot(Generic[Parcel]):
    """A shard as it is sent."""

    number: int
    parcel: Parcel


class Handout(Generic[Parcel]):
    """Reads at most `ahead` shards that nobody has asked for yet; `pack` makes of each what is sent and kept until it is done."""

    def __init__(self, ahead: int, pack: Callable[[Shard], Parcel]) -> None:
        self._pack = pack
        self._fresh: asyncio.Queue[Lot[Parcel]] = asyncio.Queue(ahead)
        self._lost: deque[Lot[Parcel]] = deque()
        self._with: dict[int, dict[int, Lot[Parcel]]] = {}  # seat -> number -> lot
        self._all_read = False
        self._came = asyncio.Event()  # a fresh one
        self.done: set[int] = set()

    async def read(self, shards: Iterator[Shard]) -> None:
        """Reads all shards, as there is room for them."""
        while (shard := await asyncio.to_thread(next, shards, None)) is not None:
            await self._fresh.put(Lot(shard.number, await asyncio.to_thread(self._pack, shard)))
            self._came.set()
        self._all_read = True

    @property
    def over(self) -> bool:
        """Whether all shards are done."""
        return self._given_out and not any(self._with.values())

    @property
    def _given_out(self) -> bool:
        return self._all_read and not (self._lost or self._fresh.qsize())

    def busy(self, seat: int) -> bool:
        """Whether the worker in that seat has shards, or may get some."""
        return bool(self._with.get(seat)) or not self._given_out

    async def give(self, seat: int, most: int) -> list[Lot[Parcel]]:
        """The next shards for the worker in that seat, at most so many: those that were lost before fresh ones.

        Waits a little for the first one while there are more to be read; none where that takes longer.
        """
        if not (self._lost or self._fresh.qsize() or self._all_read):
            with suppress(TimeoutError):
                await asyncio.wait_for(self._came.wait(), PATIENCE)
        lots: list[Lot[Parcel]] = []
        while len(lots) < most and (self._lost or self._fresh.qsize()):
            lots.append(self._lost.popleft() if self._lost else self._fresh.get_nowait())
        self._came.clear()
        self._with.setdefault(seat, {}).update((lot.number, lot) for lot in lots)
        return lots

    def finished(self, seat: int, number: int) -> None:
        """The worker in that seat has made it."""
        self._with.get(seat, {}).pop(number, None)
        self.done.add(number)

    def lose(self, seat: int) -> list[int]:
        """The worker in that seat is no more: what it had is for others; the numbers of those shards."""
        lots = self._with.pop(seat, {})
        self._lost.extend(lots.values())
        return sorted(lots)
