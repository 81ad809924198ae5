"""When a run stops before its end: budgets and signals. Lets what is in flight come in, starts nothing more.

A budget holds for the whole of a run, over all its sittings; only the time is that of one sitting.
"""

from __future__ import annotations

import asyncio
import math
import os
import signal
import sys
import time
from collections.abc import Callable, Coroutine, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any, TypeVar

from rephrase.data import Completion, Generate, Message, Sampling, Usage
from rephrase.errors import RephraseError
from rephrase.recipe import PriceKeys

T = TypeVar("T")

GRACE = 10.0  # seconds that what is in flight is given after a signal
BYTES = 4  # a token, for the guess of what a question will cost
BUDGET_REACHED = 3  # exit code


class Stopped(RephraseError):
    """The run was stopped and can be continued. `code` is the exit code."""

    def __init__(self, message: str, hint: str, code: int) -> None:
        super().__init__(message, hint)
        self.code = code


class NotAsked(Exception):
    """A request was not sent, or given up, because the run stops. Never reaches a user."""


async def interruptible(work: Coroutine[Any, Any, T]) -> T:
    """What `work` comes to. The first Ctrl-C cancels it and raises KeyboardInterrupt; further ones are ignored, so that what
    it has open is put away in peace."""
    loop, task, interrupted = asyncio.get_running_loop(), asyncio.current_task(), False
    if task is None:
        raise RuntimeError("work outside a task")
    cancel = task.cancel

    def first(*_: object) -> None:
        nonlocal interrupted
        interrupted = True
        signal.signal(signal.SIGINT, signal.SIG_IGN)
        loop.call_soon_threadsafe(cancel)

    before = signal.signal(signal.SIGINT, first)
    try:
        return await work
    except asyncio.CancelledError:
        if interrupted:
            raise KeyboardInterrupt from None
        raise
    finally:
        if not interrupted:
            signal.signal(signal.SIGINT, before)


@dataclass(frozen=True, slots=True)
class Budget:
    """What a run may cost in US dollars, in tokens (prompt and completion) and in seconds; None = whatever it takes."""

    prices: PriceKeys
    cost: float | None = None
    tokens: int | None = None
    seconds: float | None = None


def dollars(prices: PriceKeys, usage: Usage) -> float:
    """What tokens cost, in US dollars."""
    cached = prices.prompt if prices.cached is None else prices.cached
    fresh = max(usage.prompt - usage.cached, 0)
    return (fresh * prices.prompt + usage.cached * cached + usage.completion * prices.completion) / 1e6


class Stop:
    """Watches over the requests of a run. `paid` is what earlier sittings paid.

    `grace`: seconds that answers are waited for when the run stops. 0 = what was sent is answered elsewhere and fetched by the
    next sitting, so that a signal and the end of the time let go of it at once.
    """

    def __init__(self, budget: Budget, paid: Usage, grace: float = GRACE) -> None:
        self._budget = budget
        self._paid = paid
        self._grace = grace
        self._fresh = Usage()
        self._foreseen = Usage()  # what was guessed for what is in `_fresh`
        self._started = time.monotonic()
        self._in_flight: dict[asyncio.Task[object], Usage] = {}  # with what each is guessed to cost
        self._coming = Usage()  # the sum of those guesses
        self._gave_up = False
        self._giving_up = False  # whether somebody else has said when
        self.reason: Stopped | None = None
        self.elsewhere = 0  # requests in flight in other processes of the run, as they last told
        self.unheard = 0  # requests that may have been answered there since

    @property
    def fresh(self) -> Usage:
        """What this sitting has paid so far."""
        return self._fresh

    def note(self, paid: Usage) -> None:
        """What another process of the run has paid."""
        self._fresh += paid

    def part(self, own: Usage, among: int) -> Budget:
        """What one of `among` processes may pay in all that has paid `own`: that, and its part of what is left."""
        budget, paid = self._budget, self._paid + self._fresh
        cost = tokens = None
        if budget.cost is not None:
            left = max(budget.cost - dollars(budget.prices, paid), 0.0)
            cost = dollars(budget.prices, own) + left / among
        if budget.tokens is not None:
            tokens = int(_tokens(own) + max(budget.tokens - _tokens(paid), 0) / among)
        return Budget(budget.prices, cost, tokens)

    def allow(self, budget: Budget) -> None:
        """From now on this is what may be paid."""
        self._budget = budget

    def used_up_elsewhere(self) -> None:
        """Another process of the run has used up its part of a budget."""
        if self.reason is None:
            self._budget_reached(self._dollars_said() if self._budget.tokens is None else self._tokens_said())

    def end(self, reason: Stopped, grace: float = math.inf) -> None:
        """Somebody else says, once or again, that the run stops; what is in flight is given up so many seconds after
        `grace` was first told that is not endless."""
        if grace < math.inf and not self._giving_up:
            self._giving_up = True
            asyncio.get_running_loop().call_later(grace, self._give_up)
        self.reason = self.reason or reason

    @property
    def stopping(self) -> bool:
        """Whether nothing new may be started; notices a budget that is used up."""
        if self.reason is None and (spent := self._used_up()):
            self._budget_reached(spent)
        return self.reason is not None

    def _budget_reached(self, spent: str) -> None:
        self.reason = Stopped(f"stopped: {spent}", "the same command with a higher limit goes on", BUDGET_REACHED)

    def guarded(self, generate: Generate) -> Generate:
        """`generate`, which raises NotAsked instead of sending once the run stops."""

        async def ask(messages: Sequence[Message], sampling: Sampling) -> Completion:
            task = asyncio.current_task()
            if task is None:
                raise RuntimeError("a request outside a task")
            guess = self._in_flight[task] = self._guess(messages, sampling)
            self._coming += guess
            try:
                if self.stopping:
                    raise NotAsked
                completion = await generate(messages, sampling)
            except asyncio.CancelledError:
                if self._gave_up:
                    raise NotAsked from None
                raise
            finally:
                del self._in_flight[task]
                self._coming -= guess
            self._fresh += completion.usage
            self._foreseen += guess
            return completion

        return ask

    @contextmanager
    def on_signals(self, say: Callable[[str], None]) -> Iterator[None]:
        """Ctrl-C or SIGTERM lets what is in flight come in, for `GRACE` seconds at most; the second ends at once."""
        loop = asyncio.get_running_loop()
        caught = (signal.SIGINT, signal.SIGTERM)

        def first(number: signal.Signals) -> None:
            if self.reason is not None and self.reason.code != BUDGET_REACHED:
                sys.stderr.write("stopped at once; a run goes on where it was with the same command\n")
                sys.stderr.flush()
                os._exit(128 + number)
            say(self._last_words())
            self.reason = Stopped("stopped", "a run goes on where it was with the same command", 128 + number)
            loop.call_later(self._grace, self._give_up)

        for number in caught:
            loop.add_signal_handler(number, first, number)
        alarm = self._alarm(loop, say)
        try:
            yield
        finally:
            if alarm is not None:
                alarm.cancel()
            for number in caught:
                loop.remove_signal_handler(number)

    def _alarm(self, loop: asyncio.AbstractEventLoop, say: Callable[[str], None]) -> asyncio.TimerHandle | None:
        """Lets go of what is in flight when the time is over, where it is not waited for."""
        if self._grace or self._budget.seconds is None:
            return None

        def over() -> None:
            if self.stopping:
                say(self._last_words())
                self._give_up()

        return loop.call_later(self._budget.seconds - (time.monotonic() - self._started) + 0.01, over)

    def _last_words(self) -> str:
        many = len(self._in_flight) + self.elsewhere
        if self._grace:
            return f"stopping: waiting up to {self._grace:.0f} s for {many} answers; once more stops at once"
        return f"stopping: {many} questions wait for an answer; the same command fetches what is answered meanwhile"

    def _guess(self, messages: Sequence[Message], sampling: Sampling) -> Usage:
        """What a question costs at most, as far as can be told. Nothing where nobody asks, since it takes a while."""
        if self._budget.cost is None and self._budget.tokens is None:
            return Usage()
        size = sum(len(message.content.encode("utf-8", "replace")) for message in messages)
        return Usage(1, size // BYTES, 0, sampling.max_tokens)

    def _give_up(self) -> None:
        self._gave_up = True
        for task in list(self._in_flight):
            task.cancel()

    def _used_up(self) -> str:
        """Which budget what was paid and what is in flight would go beyond, and how far it is used, or ""."""
        budget = self._budget
        if budget.cost is not None and self._ahead(lambda paid: dollars(budget.prices, paid)) > budget.cost:
            return self._dollars_said()
        if budget.tokens is not None and self._ahead(_tokens) > budget.tokens:
            return self._tokens_said()
        if budget.seconds is not None and time.monotonic() - self._started >= budget.seconds:
            return f"{budget.seconds:g} seconds are over (--max-time)"
        return ""

    def _dollars_said(self) -> str:
        spent = dollars(self._budget.prices, self._paid + self._fresh)
        return f"{spent:.4f} of {self._budget.cost:g} US dollars are spent (--max-cost)"

    def _tokens_said(self) -> str:
        return f"{_tokens(self._paid + self._fresh)} of {self._budget.tokens} tokens are used (--max-total-tokens)"

    def _ahead(self, measure: Callable[[Usage], float]) -> float:
        """What was paid and what is coming, as far as the guesses came true so far."""
        foreseen = measure(self._foreseen)
        came_true = measure(self._fresh) / foreseen if foreseen else 1.0
        paid = self._paid + self._fresh
        elsewhere = (self.elsewhere + self.unheard) / max(paid.requests, 1)  # if each costs as much as the rest
        return measure(paid) * (1 + elsewhere) + measure(self._coming) * came_true


def _tokens(usage: Usage) -> float:
    return usage.prompt + usage.completion
