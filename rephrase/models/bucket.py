"""A pace: so many requests or tokens a minute. A bucket of one second's worth that may run into debt."""

from __future__ import annotations

import asyncio


class Bucket:
    """`per_minute` > 0 is the pace, 0 no bound. What costs more than is there is let through and paid off afterwards."""

    def __init__(self, per_minute: int) -> None:
        self._rate = per_minute / 60.0
        self._level = max(self._rate, 1.0)
        self._seen = 0.0
        self._turn = asyncio.Lock()

    async def take(self, amount: float) -> None:
        """Returns when there is something in the bucket; takers wait in order."""
        if not self._rate:
            return
        async with self._turn:
            self._fill()
            if self._level <= 0:
                await asyncio.sleep(-self._level / self._rate + 0.001)
                self._fill()
            self._level -= amount

    def correct(self, more: float) -> None:
        """Takes `more` without waiting; negative gives back."""
        self._level -= more

    def _fill(self) -> None:
        now = asyncio.get_running_loop().time()
        if self._seen:
            self._level = min(self._level + (now - self._seen) * self._rate, max(self._rate, 1.0))
        self._seen = now
