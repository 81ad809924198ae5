"""The lines that move while a run works, and the lines it prints. Counts what it is told; asks nobody but the gauges."""

from __future__ import annotations

import itertools
import math
import sys
import threading
import time
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NamedTuple

from rephrase.data import Chunk, Document, Result, Usage
from rephrase.output import Counts
from rephrase.output import usage as paid_for
from rephrase.recipe import PriceKeys
from rephrase.report.ahead import Ahead, Expected
from rephrase.report.log import JsonLog
from rephrase.stop import dollars

if TYPE_CHECKING:
    from rich.console import Console

PLAIN_INTERVAL = 30.0  # seconds between lines where there is no terminal
LOG_INTERVAL = 10.0  # seconds between the counts in a log for machines
LIVE_PER_SECOND = 4
ETA_INTERVAL = (1.0, 5.0)  # seconds for which a foretold end stands: a fiftieth of the run, between these
SMOOTHED = 0.05  # of the time so far: over so long foretold ends are evened out

_rewriting: ContextVar[int] = ContextVar("rewriting")


class Gauges(NamedTuple):
    """What the model's side knows: requests in flight, how many may be, how many were sent again.

    `waiting_for`: in words, where answers come in waves; then nobody can tell when the run will end.
    """

    in_flight: int
    limit: int
    retries: int
    waiting_for: str = ""


def printable(text: str) -> str:
    """`text` without control characters: what a document holds never moves the cursor or colours the screen."""
    return "".join(char if char.isprintable() or char == "\n" else "\N{REPLACEMENT CHARACTER}" for char in text)


@dataclass(slots=True)
class Progress:
    """Totals of a run as they grow. `total_bytes` is the size of the input on disk: the whole, until `expect` is told."""

    total_bytes: int = 0
    limit: int | None = None
    variants: int = 1
    prices: PriceKeys = field(default_factory=PriceKeys)
    gauges: Callable[[], Gauges] | None = None
    log: JsonLog | None = None
    clock: Callable[[], float] = time.monotonic
    statuses: Counter[str] = field(default_factory=Counter)
    usage: Usage = field(default_factory=Usage)
    judging: Usage = field(default_factory=Usage)
    before: Usage = field(default_factory=Usage)  # what finished shards of earlier sittings cost
    chunks: int = 0
    rows: int = 0
    done_before: int = 0  # rows of those shards
    started: float = -1.0
    ahead: Ahead = field(init=False)
    _foretold: tuple[float, float | None] = (-math.inf, None)  # when, and the end
    _numbers: Iterator[int] = field(default_factory=itertools.count)
    _console: Console | None = None

    def __post_init__(self) -> None:
        self.started = self.clock()
        self.ahead = Ahead(self.started)

    def say(self, line: str) -> None:
        """A line that stays."""
        self._tell("note", line)

    def warn(self, line: str) -> None:
        """Something the user should know that does not end the run."""
        self._tell("warning", line)

    def _tell(self, event: str, line: str) -> None:
        if self.log is not None:
            self.log.write(event, message=line)
        if self.log is None or not self.log.on_stderr:
            shown = printable(f"warning: {line}" if event == "warning" else line)
            self.console.print(shown, markup=False, highlight=False, soft_wrap=True)

    def skip(self, done: Mapping[int, Counts]) -> None:
        """Shards that an earlier run finished."""
        if not done:
            return
        counts = sum(done.values(), Counts())
        self.before, self.done_before = paid_for(counts), counts.variants
        self.say(f"resuming: {len(done)} shards with {counts.variants} rows are done already")

    def expect(self, left: Expected, done: int = 0) -> None:
        """How much is left to do, once somebody has looked; `done` documents were before, taken to be as long as those."""
        mean = left.characters / left.documents if left.documents else 0.0
        self.ahead.variants = self.variants
        self.ahead.pass_over(done, done * mean)
        self.ahead.expected = Expected(left.documents + done, round(left.characters + done * mean), left.last)

    def begin(self, document: Document, tasks: int = 1) -> None:
        """A rewriting of a document begins in this task, which tells of its chunks and results."""
        self.ahead.variants = self.variants
        number = next(self._numbers)
        _rewriting.set(number)
        self.ahead.begin(number, len(document.text), tasks, self.clock())

    def answer(self, usage: Usage) -> None:
        """One answer of the model has come."""
        self.usage += usage
        self.ahead.note(self.clock(), self.usage.prompt, self.usage.completion)

    def chunk(self, chunk: Chunk) -> None:
        """A chunk is through, its rewrite good or not."""
        self.chunks += 1
        self.ahead.advance(_rewriting.get(-1), len(chunk.text), self.clock())

    def results(self, results: Sequence[Result]) -> None:
        """One rewriting of a document is done: the rows of its tasks."""
        self.rows += 1
        for result in results:
            self.statuses[result.status] += 1
            self.judging += result.judging.usage
        self.ahead.end(_rewriting.get(-1), self.clock())
        self.ahead.note(self.clock(), self.usage.prompt, self.usage.completion)

    @property
    def cost(self) -> float:
        """US dollars so far, earlier sittings and judges too."""
        return dollars(self.prices, self.before + self.usage + self.judging)

    @property
    def console(self) -> Console:
        if self._console is None:
            from rich.console import Console

            self._console = Console(stderr=True)
        return self._console

    @contextmanager
    def showing(self) -> Iterator[None]:
        """Shows the live lines while the run works; without a terminal, a line now and then. A log for machines ends here."""
        ended = threading.Event()
        quiet = self.log is not None and self.log.on_stderr
        ticks: list[tuple[float, Callable[[], None]]] = []
        if self.log is not None:
            ticks.append((LOG_INTERVAL, self._log_counts))
        if not quiet and not self.console.is_terminal:
            ticks.append((PLAIN_INTERVAL, self._print))
        threads = [threading.Thread(target=_every, args=(*tick, ended), daemon=True) for tick in ticks]
        for thread in threads:
            thread.start()
        try:
            if quiet or not self.console.is_terminal:
                yield
            else:
                with self._living():
                    yield
        finally:
            ended.set()
            for thread in threads:
                thread.join()
            self._log_counts("end")

    @contextmanager
    def _living(self) -> Iterator[None]:
        from rich.live import Live
        from rich.text import Text

        with Live(
            get_renderable=lambda: Text("\n".join(self.lines()), no_wrap=True, overflow="ellipsis"),
            console=self.console,
            refresh_per_second=LIVE_PER_SECOND,
            transient=True,
        ):
            yield

    def _print(self) -> None:
        print(self.line(), file=sys.stderr, flush=True)

    def _log_counts(self, event: str = "progress") -> None:
        if self.log is not None:
            self.log.write(event, **self.counts())

    def counts(self) -> dict[str, object]:
        """The state of the run for a machine. Times in seconds, `cost` in US dollars; null where a thing is not known."""
        now = self.clock()
        rate_in, rate_out = self.ahead.rates(now)
        gauges = self._gauges()
        return {
            "elapsed": round(now - self.started, 3),
            "documents": self.rows,
            "documents_expected": self._whole(),
            "chunks": self.chunks,
            **{status: self.statuses[status] for status in ("accepted", "rejected", "failed")},
            "requests": self.usage.requests,
            "prompt_tokens": self.usage.prompt,
            "cached_tokens": self.usage.cached,
            "completion_tokens": self.usage.completion,
            "prompt_tokens_per_second": round(rate_in, 1),
            "completion_tokens_per_second": round(rate_out, 1),
            **gauges._asdict(),
            "cost": round(self.cost, 6),
            "cost_projected": self._projected(),
            "share": self._share(),
            "eta": self._eta(),
        }

    def line(self) -> str:
        """The state of the run in one line, of at most 80 columns at ordinary sizes."""
        rate_in, rate_out = self.ahead.rates(self.clock())
        waiting = self._gauges().waiting_for
        parts = [
            *self._percent(),
            f"{short(self.rows)} docs: {self._of_statuses()} ok/rej/fail",
            waiting or f"{short(rate_in)}/{short(rate_out)} t/s",
            *self._money(whole=False),
            *self._time(),
        ]
        return " · ".join(parts)

    def lines(self) -> list[str]:
        """The same with all there is to know, in three lines of at most 80 columns at ordinary sizes."""
        now = self.clock()
        rate_in, rate_out = self.ahead.rates(now)
        gauges, whole = self._gauges(), self._whole()
        docs = f"{short(self.rows)}/{short(whole)} docs" if whole else f"{short(self.rows)} docs"
        room = (
            f"{gauges.in_flight:,} of {gauges.limit:,} in flight" if gauges.limit else f"{gauges.in_flight:,} in flight"
        )
        speed = f"in {short(rate_in)} tok/s · out {short(rate_out)} tok/s"
        return [
            f"{docs} · {short(self.chunks)} chunks · {self._of_statuses()} accepted/rejected/failed",
            f"{gauges.waiting_for or speed} · {room} · {short(gauges.retries)} retries",
            " · ".join([*self._percent(), *self._money(), f"{clock(now - self.started)} elapsed", *self._time()]),
        ]

    def _gauges(self) -> Gauges:
        return self.gauges() if self.gauges is not None else Gauges(self.ahead.in_flight, 0, 0)

    def _of_statuses(self) -> str:
        return "/".join(short(self.statuses[status]) for status in ("accepted", "rejected", "failed"))

    def _percent(self) -> list[str]:
        share = self._share()
        return [] if share is None else [f"{share:.0%}"]

    def _money(self, whole: bool = True) -> list[str]:
        if not (self.prices.prompt or self.prices.completion):
            return []
        projected = self._projected() if whole else None
        return [f"${money(self.cost)}" + ("" if projected is None else f" of about ${money(projected)}")]

    def _time(self) -> list[str]:
        left = self._eta()
        return [] if left is None else [f"ETA {clock(left)}"]

    def _whole(self) -> int | None:
        """How many rewritings this sitting has to do, where that is known."""
        expected = self.ahead.expected
        return max(expected.documents * self.variants - self.ahead.passed_over, 0) if expected is not None else None

    def _projected(self) -> float | None:
        share = self._share()
        return round(self.cost / share, 6) if share else None

    def _share(self) -> float | None:
        self._guess()
        return self.ahead.share

    def _eta(self) -> float | None:
        if self._gauges().waiting_for:
            return None
        self._guess()
        now = self.clock()
        at, end = self._foretold
        stands = min(max((now - self.started) / 50, ETA_INTERVAL[0]), ETA_INTERVAL[1])
        if now - at >= stands and (left := self.ahead.seconds_left(now)) is not None:
            new = 1 - math.exp((at - now) / (SMOOTHED * max(now - self.started, 1e-9)))
            end = now + left if end is None else end + new * (now + left - end)
            self._foretold = (now, end)
        return None if end is None else round(max(end - now, 0.0), 1)

    def _guess(self) -> None:
        """Until the corpus has been looked through, its bytes on disk must do for its characters."""
        if self.ahead.expected is None and self.total_bytes and not self.limit and not self.done_before:
            self.ahead.guess = float(self.total_bytes)


def short(number: float) -> str:
    """A number in at most 6 characters: 9,999, 12.3k, 4.56M."""
    for size, unit in ((1e12, "T"), (1e9, "G"), (1e6, "M"), (1e4, "k")):
        if number >= size:
            value = number / (1e3 if unit == "k" else size)
            return f"{value:.3g}{unit}" if value < 999.5 else f"{value:.0f}{unit}"
    return f"{number:,.0f}"


def money(value: float) -> str:
    """US dollars: cents below a thousand, and no more figures than one can read."""
    return f"{value:.2f}" if value < 1000 else short(value)


def clock(seconds: float) -> str:
    """1:02:03, or 2:03 under an hour."""
    minutes, rest = divmod(int(seconds), 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours}:{minutes:02}:{rest:02}" if hours else f"{minutes}:{rest:02}"


def _every(seconds: float, do: Callable[[], None], ended: threading.Event) -> None:
    while not ended.wait(seconds):
        do()
