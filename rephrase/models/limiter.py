"""How many requests an endpoint is sent at once, and how fast. Learns it from answers; knows nothing of HTTP.

The limit is a congestion window. It doubles while throughput follows (TCP's slow start; the end as in BBR's startup,
Cardwell et al. 2016). After the first sign of congestion it follows a cubic curve with a plateau at the last level that
was too much (CUBIC, RFC 9438). The signs: a rejection, timeouts in numbers, or more requests standing in a queue than the
root of the limit, the queue computed from latency by Little's law as in TCP Vegas and Netflix's concurrency-limits
(Gradient2). Latency alone is no sign: a server that batches gets slower and does more, so each level at which throughput
followed is the new measure.

Rejections are a sign only where they come of the load (BBR again: what is delivered tells, not what is lost). Those met at
a level that could be doubled, throughput following, are the endpoint's habit: as large a share of them is excused. Where
the limit falls to a third and most requests were answered all the way down, that is tried out anew (as TCP takes back a cut that
turns out to be for nothing: Eifel, RFC 4015).
"""

from __future__ import annotations

import asyncio
import heapq
import itertools
import math
from collections import deque
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass

from rephrase.data import LEFT
from rephrase.models.bucket import Bucket
from rephrase.models.faults import Fault
from rephrase.models.rejections import Habit, Tally

FIRST, MOST = 16.0, 4096.0  # requests at once
# Characters, about a chunk: a chain that has so much more left is served a round of answers sooner. Longest chain first alone
# would let the short ones wait until nothing else is left, and with each of them its shard.
CHUNKFUL = 1000
# Requests at least by which a level is judged: the first ones sent, else the fast answers would speak for all.
ROUND = 32
ENOUGH = 0.9  # of them: one that is never answered holds up no judgement
FOLLOWED = 1.25  # throughput after doubling: less and the pipe is full (BBR's startup)
BACK = 0.95  # of the level that was too much; a rejection costs little, so the step is small
PLATEAU_ROUNDS = 20.0  # latencies until the level that was too much is tried again
RARELY = 150.0  # requests at least between two rejections that a trial costs
SHORTEST_PLATEAU = 10.0  # seconds
TOLD = 3.0  # plateaus after a rejection in which latency is no sign: the limit has not gone far by then
# Timeouts are a sign of congestion when they are more than this share of the last outcomes, and only then the limit goes below
# FEW: one request that is never answered must not hold up all.
FEW, OUTCOMES, MANY = 2.0, 64, 0.2


@dataclass(slots=True)
class Ticket:
    """One request on its way: when it was sent (seconds of the loop), the crowd at that time, and which round it counts in.

    `era` counts steps of the limit, `number` the requests of a round; those sent first are the sample.
    """

    sent: float
    crowd: int
    era: int
    round: int
    number: int


class Limiter:
    """Places for requests at one endpoint. `fixed` > 0 keeps that many, whatever happens; 0 learns how many."""

    def __init__(self, fixed: int = 0, requests_per_minute: int = 0, tokens_per_minute: int = 0) -> None:
        self._fixed = fixed
        self._limit = float(fixed or FIRST)
        self._starting = not fixed
        self._waiting: list[tuple[float, int, asyncio.Future[int]]] = []  # a heap: how soon, then who came first
        self._came = itertools.count()
        self._buckets = (Bucket(requests_per_minute), Bucket(tokens_per_minute))
        self._paused_until = 0.0
        self._wake: asyncio.TimerHandle | None = None
        self._era, self._round = 0, 0  # what was sent before the limit changed says nothing of the new one
        self._sent, self._seconds, self._crowds, self._answers, self._over = 0, 0.0, 0, 0, 0  # of the round
        self._recent = Tally()  # of what was sent in this era, since the last judgement
        self._habit = Habit()
        self._falling, self._top, self._first_era = Tally(), 0.0, 0  # since the first of falls that follow each other
        self._falls_until = 0.0  # seconds of the loop; a fall later than that is a first one
        self._held, self._fell = 0, -1  # requests that were too many when the limit fell; the era that began with it
        self._rejected_until = 0.0  # seconds of the loop until which its rejections tell all there is to know
        self._doubted = False  # the last round showed a queue; our own machine may have been slow
        self._base = 0.0  # seconds of an answer at the last level where throughput followed; 0 = not known yet
        self._before = 0.0  # throughput of the last round, answers a second
        self._cut_at = 0.0  # seconds of an answer at the round that was cut; 0 = no cut to be judged
        self._ceiling, self._low, self._since, self._plateau = 0.0, 0.0, 0.0, SHORTEST_PLATEAU
        self._outcomes: deque[str] = deque([""] * OUTCOMES, OUTCOMES)  # the last ones: answered, or a Fault's kind
        self.in_flight = 0

    @property
    def limit(self) -> int:
        """Requests at once, >= 1."""
        return max(int(self._limit), 1)

    def share(self, fixed: int) -> None:
        """From now on this many, >= 1, whatever happens; what is on its way already stays."""
        self._fixed, self._limit = fixed, float(fixed)
        self._admit()

    @property
    def load(self) -> float:
        """What is on its way or waits, as a share of the limit."""
        return (self.in_flight + len(self._waiting)) / self.limit

    @asynccontextmanager
    async def place(self, tokens: int = 0, urgent: bool = False) -> AsyncIterator[Ticket]:
        """A place for one request of about `tokens`; `urgent` (it had one before) goes first. Learns from a Fault raised."""
        crowd = await self._admitted(urgent)
        try:
            await self._buckets[0].take(1)
            await self._buckets[1].take(tokens)
            ticket = Ticket(_now(), crowd, self._era, self._round, self._sent)
            self._sent += 1
            try:
                yield ticket
            except Fault as fault:
                self._failed(ticket, fault)
                raise
            self._answered(ticket)
        finally:
            self.in_flight -= 1
            self._admit()

    def used(self, more: int) -> None:
        """Tokens used beyond (or, negative, within) what a place was taken for."""
        self._buckets[1].correct(more)

    async def _admitted(self, urgent: bool) -> int:
        """Waits for a place; how many are taken then."""
        turn: asyncio.Future[int] = asyncio.get_running_loop().create_future()
        came = next(self._came)
        soon = -math.inf if urgent else float(came - LEFT.get() // CHUNKFUL * self.limit)
        heapq.heappush(self._waiting, (soon, came, turn))
        self._admit()
        try:
            return await turn
        except asyncio.CancelledError:
            if turn.done() and not turn.cancelled():
                self.in_flight -= 1
                self._admit()
            raise

    def _admit(self) -> None:
        if (rest := self._paused_until - _now()) > 0:
            if self._wake is None:
                self._wake = asyncio.get_running_loop().call_later(rest, self._woken)
            return
        self._grow()
        while self._waiting and self.in_flight < self.limit:
            _, _, turn = heapq.heappop(self._waiting)
            if not turn.done():
                self.in_flight += 1
                turn.set_result(self.in_flight)

    def _woken(self) -> None:
        self._wake = None
        self._admit()

    def _grow(self) -> None:
        """The cubic curve: fast away from where the limit fell to, slow about the ceiling one plateau later, then faster."""
        if self._fixed or self._starting or self.in_flight < self.limit - 1:
            return  # a limit that is not used teaches nothing
        time = (_now() - self._since) / self._plateau - 1.0
        step = (1.0 - BACK) * self._ceiling
        if time < 0:
            step = max(self._ceiling - self._low, step)
        self._limit = min(max(self._limit, self._ceiling + step * time**3), MOST)

    def _failed(self, ticket: Ticket, fault: Fault) -> None:
        rejected = fault.kind == "rejected"
        if rejected and fault.retry_after:
            self._paused_until = max(self._paused_until, _now() + fault.retry_after)
        self._outcomes.append(fault.kind)
        if self._fixed:
            return
        self._count(ticket, rejected)
        signs = self._excessive() if rejected else fault.kind == "timeout" and self._many("timeout")
        if ticket.era == self._era and signs:
            self._turned_away(fault.retry_after)
            if rejected:
                self._rejected_until = _now() + TOLD * self._plateau
        elif rejected and ticket.era < self._era == self._fell:
            self._held -= 1  # it was on its way when the limit fell, and had no place there either
            self._falling.add(Tally(1, 1))
            self._ceiling = min(self._ceiling, max(self._held, 1.0))
            self._limit = self._low = min(self._limit, max(self._ceiling * BACK, self._least))
        self._end_of_round()

    @property
    def _least(self) -> float:
        return 1.0 if self._many("rejected") or self._many("timeout") else min(FEW, self._limit)

    def _many(self, kind: str) -> bool:
        return self._outcomes.count(kind) > MANY * OUTCOMES

    def _excessive(self) -> bool:
        """Whether more were rejected than is the endpoint's habit. While that is not known yet, half may be."""
        if self._starting:
            return self._recent.rejected > max(self._recent.over, ROUND / 2) / 2
        return not self._habit.excuses(self._recent)

    def _turned_away(self, retry_after: float) -> None:
        """Down to a little less than the endpoint has now. Where that goes on and on and is for nothing, up again."""
        latency = self._base or self._seconds / max(self._answers, 1)
        if _now() > self._falls_until or self._starting:
            top = self._limit / 2 if self._starting else self._limit  # the level before, which was not too much
            self._falling, self._top, self._first_era = Tally(), top, self._era + 1
        self._held = self.in_flight
        level = max(min(self._held, self._limit), 1.0)
        wait = max(2.0 * retry_after, latency)
        plateau = max(PLATEAU_ROUNDS * wait, RARELY * latency / level)
        self._fall(level, max(level * BACK, self._least), plateau)
        self._fell, self._falls_until = self._era, _now() + self._plateau / 2
        if self._limit <= self._top / 3 and self._falling.share < 0.5 and self._falling.over >= ROUND:
            self._habit.doubt(self._falling)
            self._falling = Tally()
            self._start_again()

    def _start_again(self) -> None:
        self._starting, self._before = True, 0.0

    def _fall(self, ceiling: float, limit: float, plateau: float) -> None:
        self._starting = False
        self._ceiling, self._limit, self._low = ceiling, limit, limit
        self._doubted = False
        self._since, self._plateau = _now(), max(plateau, SHORTEST_PLATEAU)
        self._era += 1
        self._new_round(settling=self.limit)

    def _new_round(self, settling: int = 0) -> None:
        """`settling` requests are sent before the sample, so that it meets the crowd that the limit lets in."""
        self._round += 1
        self._sent, self._seconds, self._crowds, self._answers, self._over = -settling, 0.0, 0, 0, 0
        self._recent = Tally()

    def _answered(self, ticket: Ticket) -> None:
        self._outcomes.append("")
        if self._fixed:
            return
        self._count(ticket, rejected=False)
        if ticket.round == self._round and 0 <= ticket.number < max(self.limit, ROUND):
            self._seconds += _now() - ticket.sent
            self._crowds += ticket.crowd
            self._answers += 1
        self._end_of_round()

    def _count(self, ticket: Ticket, rejected: bool) -> None:
        """One more request is over."""
        one = Tally(1, rejected)
        if ticket.era == self._era:
            self._recent.add(one)
        if ticket.era >= self._first_era:
            self._falling.add(one)
        if ticket.round == self._round and 0 <= ticket.number < max(self.limit, ROUND):
            self._over += 1
        self._habit.met(rejected)

    def _end_of_round(self) -> None:
        if self._over >= ENOUGH * max(self.limit, ROUND) and self._answers:
            latency, crowd = max(self._seconds / self._answers, 1e-6), self._crowds / self._answers
            share, recent = self._answers / self._over, self._recent
            self._new_round()
            if crowd >= 0.75 * self.limit:  # else the work is scarce, and says nothing of the limit
                self._judge(latency, crowd, share, recent)
            elif not self._starting:
                self._habit.carried(recent)  # more than this was carried before

    def _judge(self, latency: float, crowd: float, share: float, recent: Tally) -> None:
        """One round: what level it was sent at, how long answers took, how many of it there were, and were rejected."""
        if self._starting:
            throughput = share * crowd / latency
            if throughput >= FOLLOWED * self._before:
                self._habit.followed(recent, before=self._before > 0)
                self._before, self._base, self._doubted = throughput, latency, False
                self._limit = min(self._limit * 2.0, MOST)
                self._era += 1
                self._new_round(settling=self.limit // 2)
            elif self._doubted:
                self._back_to_knee(latency, crowd * share)
            else:
                self._doubted = True
            return
        if _now() < self._rejected_until:
            return  # who rejects says what is too much; what is slow then is not its queue, and perhaps our own machine
        if not self._base:
            self._base = latency
        queued = crowd * (1.0 - self._base / latency)
        if queued <= 1.5 * math.sqrt(crowd) + 1.0:
            self._base = min(self._base, 0.7 * self._base + 0.3 * latency)
            self._cut_at, self._doubted = 0.0, False
        elif not self._doubted:
            self._doubted = True
        elif self._cut_at and crowd <= self._low and latency > self._base + 0.5 * (self._cut_at - self._base):
            self._base, self._cut_at = latency, 0.0  # fewer were no faster: the work has changed, not the queue
            self._start_again()
        else:
            self._back_to_knee(latency, crowd)

    def _back_to_knee(self, latency: float, crowd: float) -> None:
        """As many as were really worked on, and a short queue so that nobody there is idle; on trial, back to `crowd`."""
        worked_on = crowd * min(self._base / latency, 1.0)
        level = max(worked_on + math.sqrt(worked_on), FEW)
        self._cut_at = latency
        self._fall(crowd, min(level, self._limit), PLATEAU_ROUNDS * self._base)


def _now() -> float:
    return asyncio.get_running_loop().time()
