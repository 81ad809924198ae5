"""How long the rest of a run takes, from what was done and what is still to do. Knows sizes and times, no documents.

Documents are chains: many at once, each one request after another, so that the end of a run is not when all is shared out
but when the last long chain is through. So the rest is played through: every free place takes the next document, at the speed
that chains have had. A document that cannot be mended ends early: of a long one less is expected to be worked on. Work is in
characters of source.
"""

from __future__ import annotations

import heapq
import math
import random
from collections.abc import Hashable, Sequence
from dataclasses import dataclass, field
from statistics import median
from typing import NamedTuple

POINTS = 512  # of the past, thinned out as it grows
TAIL = 1000  # sizes of the corpus's last documents that are played through one by one
RECENT = 60.0  # seconds over which tokens a second are told
DRAWS = 7  # of what the rest may turn out to be, whose median is told: the last chain ends later than a usual one
FEWEST = (
    20  # steps that tell how fast it goes while no rewriting has ended: the first ones warm up a model and its caches
)
ENOUGH = 200  # steps in the later half of the time, for its speed to be the one that counts


class Point(NamedTuple):
    """Totals at a time. `busy` is the sum over chains of the seconds they were in work, `open` the part of it since each one's
    last step, which nothing shows for yet."""

    time: float
    done: float = 0.0
    busy: float = 0.0
    open: float = 0.0
    steps: int = 0
    prompt: int = 0
    completion: int = 0


@dataclass(slots=True)
class Expected:
    """What a corpus holds: how many documents, their characters, and the sizes of its last ones."""

    documents: int
    characters: float
    last: Sequence[int] = ()


@dataclass(slots=True)
class _Chain:
    """A rewriting in work: its size, what is done of it, and when its last step was."""

    size: float
    done: float
    since: float

    @property
    def left(self) -> float:
        return self.size - self.done


@dataclass(slots=True)
class Ahead:
    """Told what begins, moves on and ends; says what is left. `variants` is how often each document is rewritten."""

    started: float
    variants: int = 1
    expected: Expected | None = None
    guess: float = 0.0  # characters of the corpus, until it is known what to expect
    places: int = 0  # most chains that were in work at once
    done: float = 0.0
    passed: float = 0.0  # characters of rewritings done in an earlier sitting, and how many there are
    passed_over: int = 0
    _open: dict[Hashable, _Chain] = field(default_factory=dict)
    _begun: int = 0
    _begun_characters: float = 0.0
    _begun_work: float = 0.0
    _ended: int = 0
    _given_up: int = 0
    _busy: float = 0.0
    _steps: int = 0
    _squares: float = 0.0  # of the seconds of steps
    _now: float = 0.0
    _points: list[Point] = field(default_factory=list)

    def __post_init__(self) -> None:
        self._now = self.started
        self._points.append(Point(self.started))

    @property
    def in_flight(self) -> int:
        return len(self._open)

    def pass_over(self, documents: int, characters: float) -> None:
        """Documents whose rows are there already, and how long they are in all."""
        self.passed_over += documents * self.variants
        self.passed += characters * self.variants

    def begin(self, key: Hashable, characters: int, tasks: int, now: float) -> None:
        """A rewriting of a document of that size begins, task after task."""
        self._pass_time(now)
        self._open[key] = _Chain(float(characters * tasks), 0.0, now)
        self._begun += 1
        self._begun_characters += characters
        self._begun_work += characters * tasks
        self.places = max(self.places, len(self._open))

    def advance(self, key: Hashable, characters: int, now: float) -> None:
        """So much of it is through."""
        self._pass_time(now)
        if (chain := self._open.get(key)) is not None:
            step = min(float(characters), chain.left)
            self._squares += (now - chain.since) ** 2
            chain.done += step
            chain.since = now
            self.done += step
            self._steps += 1

    def end(self, key: Hashable, now: float) -> None:
        """It is through, or given up."""
        self._pass_time(now)
        if (chain := self._open.pop(key, None)) is not None:
            self._ended += 1
            self._given_up += chain.left > chain.size / 100

    def take_back(self, key: Hashable, characters: int, tasks: int, now: float) -> None:
        """A rewriting of that size, whether it was through or not, has to be begun anew. What speeds it showed stays known."""
        self._pass_time(now)
        self._open.pop(key, None)
        self._begun -= 1
        self._begun_characters -= characters
        self._begun_work -= characters * tasks

    def note(self, now: float, prompt: int, completion: int) -> None:
        """Remembers the totals of this moment, now and then."""
        self._pass_time(now)
        if now - self._points[-1].time < (now - self.started) / POINTS:
            return
        self._points.append(Point(now, self.done, self._busy, self._silent(now), self._steps, prompt, completion))
        if len(self._points) > POINTS:
            self._points = self._points[:1] + self._points[1::2]

    @property
    def share(self) -> float | None:
        """How much of the work is through, in [0, 1]; None where the whole is not known."""
        if not self._characters:
            return None
        through = self.passed * self._worked_on() + self.done
        left = sum(map(self._likely, self._left())) + self._coming() * self._worked_on()
        return through / (through + left) if through else 0.0

    def rates(self, now: float) -> tuple[float, float]:
        """Prompt and completion tokens a second over the last RECENT seconds."""
        first, last = self._since(now - RECENT), self._points[-1]
        seconds = max(now - first.time, 1e-9)
        rates = ((last.prompt - first.prompt) / seconds, (last.completion - first.completion) / seconds)
        return max(rates[0], 0.0), max(rates[1], 0.0)  # what was lost with a worker is taken back

    def seconds_left(self, now: float) -> float | None:
        """Until the last chain is through; None where the size of the whole or the speed is not known yet, or not well."""
        speed = self._speed(now)
        if not self._characters or speed <= 0 or (self._steps < FEWEST and not self._ended):
            return None
        open_, last = self._left(now, speed), self._last()
        bulk = max(self._coming() - sum(last), 0.0) * self._worked_on()
        draw, wide = random.Random(0), self._spread() * speed  # noqa: S311
        ends = []
        for _ in range(DRAWS):
            drawn = [[self._drawn(size, wide, draw) for size in sizes] for sizes in (open_, last)]
            ends.append(_played(drawn[0], bulk, drawn[1], max(self.places, 1)))
        return median(ends) / speed

    def _drawn(self, size: float, wide: float, draw: random.Random) -> float:
        """A length that a chain may have, in characters at the usual speed: given up somewhere, some steps slow, some fast.

        `wide` is the standard deviation of a step in characters at that speed.
        """
        if self._given_up:
            size = min(size, draw.expovariate(self._given_up / self.done))
        steps = size * self._steps / self.done
        return max(size + draw.gauss(0, 1) * math.sqrt(steps) * wide, 0.0)

    def _spread(self) -> float:
        """The standard deviation of a step's seconds."""
        mean = (self._busy - self._silent(self._now)) / self._steps
        return math.sqrt(max(self._squares / self._steps - mean**2, 0.0))

    def _speed(self, now: float) -> float:
        """Characters a second of one chain, lately or where that is too little to tell, since the start. Of what is in work
        half the time counts: all of it would make chains slower than they are at the beginning, none of it faster."""
        first = self._since(now - (now - self.started) / 2)
        if self._steps - first.steps < ENOUGH:
            first = self._points[0]
        busy = self._busy + (now - self._now) * len(self._open) - first.busy
        seconds = busy - (self._silent(now) - first.open) / 2
        return (self.done - first.done) / seconds if seconds > 0 else 0.0

    def _silent(self, now: float) -> float:
        return sum(now - chain.since for chain in list(self._open.values()))  # a list, since a thread may ask

    def _left(self, now: float | None = None, speed: float = 0.0) -> list[float]:
        """What is left of each open chain; with a speed, less what it will have done of its next step."""
        chains = list(self._open.values())
        step = self.done / max(self._steps, 1)
        ahead = [min((now - chain.since) * speed, step) if now is not None else 0.0 for chain in chains]
        return [max(chain.left - done, 0.0) for chain, done in zip(chains, ahead, strict=True)]

    def _coming(self) -> float:
        """Work of what is not begun, with as many tasks as what was begun had."""
        return max(self._characters * self.variants - self.passed - self._begun_characters, 0.0) * self._tasks

    @property
    def _characters(self) -> float:
        return self.expected.characters if self.expected is not None else self.guess

    @property
    def _tasks(self) -> float:
        return self._begun_work / self._begun_characters if self._begun_characters else 1.0

    def _last(self) -> list[float]:
        """The work of each of the last rewritings that are not begun, in order, as far as it is known."""
        if self.expected is None:
            return []
        coming = max(self.expected.documents * self.variants - self._begun - self.passed_over, 0)
        sizes = [size * self._tasks for size in self.expected.last for _ in range(self.variants)]
        return sizes[len(sizes) - min(coming, len(sizes)) :]

    def _likely(self, size: float) -> float:
        """How much of a chain is worked on before it ends or is given up, which happens as often anywhere."""
        risk = self._given_up / self.done if self.done else 0.0
        return -math.expm1(-risk * size) / risk if risk else size

    def _worked_on(self) -> float:
        """The share of documents' text that is worked on."""
        if not self._given_up:
            return 1.0
        sizes = self.expected.last if self.expected is not None and self.expected.last else ()
        typical = [float(size) * self._tasks for size in sizes] or [chain.size for chain in list(self._open.values())]
        return sum(map(self._likely, typical)) / sum(typical) if sum(typical) else 1.0

    def _since(self, time: float) -> Point:
        """The last point remembered at or before a time, or the first."""
        return next((point for point in reversed(self._points) if point.time <= time), self._points[0])

    def _pass_time(self, now: float) -> None:
        self._busy += (now - self._now) * len(self._open)
        self._now = now


def _played(open_: Sequence[float], bulk: float, last: Sequence[float], places: int) -> float:
    """When the last chain ends, in characters that one chain does: `places` at once, those in work first, then `bulk` shared
    out evenly, then `last` in order, each taken by the place that is free first."""
    free = list(open_) + [0.0] * (places - len(open_))
    if bulk:
        level = (sum(free) + bulk) / len(free)
        free = [max(size, level) for size in free]
    heapq.heapify(free)
    end = max(free)
    for size in last:
        at = heapq.heappop(free) + size
        heapq.heappush(free, at)
        end = max(end, at)
    return end
