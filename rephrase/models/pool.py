"""One model at one or more endpoints. Sends each request until it is answered, or as often as is allowed.

A chain (an asyncio task) stays at its endpoint, which has its prefix in the cache, until that fails; a new one goes where
most room is. An endpoint that fails is left alone for a while, then tried with one request (a circuit breaker). Knows
nothing of HTTP.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from weakref import WeakKeyDictionary

from rephrase.data import Completion, Generate, Message, Sampling
from rephrase.errors import EndpointUnusable, ModelError
from rephrase.models.faults import Fault, backoff
from rephrase.models.limiter import Limiter

GIVE_UP_AFTER = 600.0  # seconds
BROKEN_AFTER = 10  # faults in a row, with no answer between them
FIRST_REST, LONGEST_REST = 1.0, 30.0  # seconds that an ejected endpoint is left alone; doubles
MOVE_AFTER = 3  # rejections of one request in a row, when there is room elsewhere
MOVE_BELOW = 0.9  # load of the endpoint that has room
CHARACTERS = 4  # a token, for the bound of tokens a minute


@dataclass
class Member:
    """One endpoint: how to ask it, its limit and its health."""

    where: str
    ask: Generate
    limiter: Limiter
    faults: int = 0  # in a row
    rest: float = FIRST_REST
    retry_at: float = 0.0  # seconds of the loop; > 0 = ejected until one request was answered
    answered_at: float = -1.0  # seconds of the loop
    chains: WeakKeyDictionary[asyncio.Task[object], None] = field(default_factory=WeakKeyDictionary)

    @property
    def down(self) -> bool:
        return self.retry_at > 0

    def eject(self) -> None:
        """To be left alone, longer each time."""
        self.retry_at = _now() + self.rest
        self.rest = min(self.rest * 2.0, LONGEST_REST)

    def answered(self) -> None:
        """It is well, and said so."""
        self.faults, self.rest, self.retry_at, self.answered_at = 0, FIRST_REST, 0.0, _now()

    def failed(self, fault: Fault, sent: float) -> None:
        """Counts what speaks against its health; an answer that cannot be read or a rejection shows that it is there.

        So does an answer to another request since this one was `sent` (seconds of the loop): many requests that are never
        answered reach their deadline together, long after they were sent.
        """
        if fault.kind in ("rejected", "unreadable") or self.answered_at > sent:
            return
        self.faults += 1
        if fault.kind == "unreachable" or self.faults >= BROKEN_AFTER or self.down:
            self.eject()


@dataclass(frozen=True, slots=True)
class Limits:
    """How often a request is sent again after a fault, how many at once (0 = learned), the bounds a minute (0 = none).

    `give_up_after`: seconds without any answer, while requests wait for one.
    """

    retries: int = 5
    concurrency: int = 0
    requests_per_minute: int = 0
    tokens_per_minute: int = 0
    give_up_after: float = GIVE_UP_AFTER

    def limiter(self) -> Limiter:
        """One endpoint's."""
        return Limiter(self.concurrency, self.requests_per_minute, self.tokens_per_minute)


class Pool:
    """A Generate over `members` (one or more). `retries` bounds the faults of one request, not its rejections."""

    def __init__(
        self,
        members: Sequence[Member],
        retries: int,
        give_up_after: float = GIVE_UP_AFTER,
        say: Callable[[str], None] = lambda line: None,
    ) -> None:
        self._members = members
        self._retries = retries
        self._give_up_after = give_up_after
        self._say = say
        self._homes: WeakKeyDictionary[asyncio.Task[object], Member] = WeakKeyDictionary()
        self.again = 0  # requests that were sent again, so far
        self._silent_since = 0.0  # seconds of the loop since when all are down or reject; 0 = they answer

    @property
    def limit(self) -> int:
        """Requests at once, at all endpoints that are up; >= 1."""
        return sum(member.limiter.limit for member in self._members if not member.down) or 1

    @property
    def in_flight(self) -> int:
        """Requests on their way, at all endpoints."""
        return sum(member.limiter.in_flight for member in self._members)

    def share(self, fixed: int) -> None:
        """From now on this many requests at once at each endpoint, >= 1."""
        for member in self._members:
            member.limiter.share(fixed)

    async def generate(self, messages: Sequence[Message], sampling: Sampling) -> Completion:
        """One answer. Raises EndpointUnusable when there is none anywhere for too long, ModelError after all retries."""
        faults = rejections = 0
        moving = False
        while True:
            member = await self._home(moving)
            was_down = member.down
            try:
                return await self._asked(member, messages, sampling, urgent=faults + rejections > 0)
            except Fault as fault:
                self.again += 1
                self._notice(fault)
                rejections = rejections + 1 if fault.kind == "rejected" else 0
                if fault.kind not in ("rejected", "unreachable"):
                    faults += 1
                    if faults > self._retries:
                        said = f"the endpoint failed after {self._retries} retries ({fault})"
                        raise ModelError(said) from None
                moving = rejections >= MOVE_AFTER
                if not member.down and not was_down and not fault.retry_after:
                    await asyncio.sleep(backoff(faults + rejections - 1))

    async def _asked(self, member: Member, messages: Sequence[Message], sampling: Sampling, urgent: bool) -> Completion:
        guess = sum(len(message.content) for message in messages) // CHARACTERS + sampling.max_tokens
        async with member.limiter.place(guess, urgent) as ticket:
            try:
                completion = await member.ask(messages, sampling)
            except Fault as fault:
                member.failed(fault, ticket.sent)
                raise
        member.limiter.used(completion.usage.prompt + completion.usage.completion - guess)
        member.answered()
        self._silent_since = 0.0
        return completion

    async def _home(self, moving: bool) -> Member:
        """The endpoint of this task's chain: the one it was at, if that is well and it is not `moving`, else the emptiest."""
        task = asyncio.current_task()
        if task is None:
            raise RuntimeError("a request outside a task")
        home = self._homes.get(task)
        if home is None or home.down or moving:
            found = await self._emptiest()
            if home is None or home.down or found.limiter.load < MOVE_BELOW:
                if home:
                    home.chains.pop(task, None)
                home = self._homes[task] = found
                found.chains[task] = None
        return home

    async def _emptiest(self) -> Member:
        """Waits while all are down. One that was left alone long enough is handed out once, for a trial."""
        while True:
            for member in self._members:
                if member.down and _now() >= member.retry_at:
                    member.eject()  # nobody else until this trial has told
                    return member
            if up := [member for member in self._members if not member.down]:
                return min(up, key=lambda member: (member.limiter.load, len(member.chains) / member.limiter.limit))
            self._lost("no endpoint answers")
            soonest = min(member.retry_at for member in self._members) - _now()
            await asyncio.sleep(min(max(soonest, 0.01), 0.5))

    def _notice(self, fault: Fault) -> None:
        if fault.kind == "rejected":
            self._lost("the endpoint takes no more requests", quietly=True)

    def _lost(self, what: str, quietly: bool = False) -> None:
        """No answer anywhere: says so once, and after `give_up_after` seconds without one gives up."""
        if not self._silent_since:
            self._silent_since = _now()
            if not quietly:
                self._say(f"{what}: waiting up to {self._give_up_after:.0f} s")
        if _now() - self._silent_since > self._give_up_after:
            raise EndpointUnusable(
                f"{what} at {', '.join(member.where for member in self._members)} for {self._give_up_after:.0f} s",
                "the same command goes on when it is back; --give-up-after waits longer",
            )


def _now() -> float:
    return asyncio.get_running_loop().time()
