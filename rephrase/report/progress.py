"""The line that moves while a run works, and the lines it prints. Counts what it is told; asks nobody."""

from __future__ import annotations

import sys
import time
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from rephrase.data import Result, Usage
from rephrase.output import Counts

if TYPE_CHECKING:
    from rich.console import Console

PLAIN_INTERVAL = 30.0  # seconds between lines where there is no terminal
LIVE_PER_SECOND = 4


def printable(text: str) -> str:
    """`text` without control characters: what a document holds never moves the cursor or colours the screen."""
    return "".join(char if char.isprintable() or char == "\n" else "\N{REPLACEMENT CHARACTER}" for char in text)


@dataclass(slots=True)
class Progress:
    """Totals of a run as they grow. `total_bytes` is the size of the input, for the time that is left."""

    total_bytes: int = 0
    limit: int | None = None
    variants: int = 1
    statuses: Counter[str] = field(default_factory=Counter)
    usage: Usage = field(default_factory=Usage)
    chunks: int = 0
    rows: int = 0
    seen_bytes: int = 0
    started: float = field(default_factory=time.monotonic)
    _last_plain: float = field(default_factory=time.monotonic)
    _console: Console | None = None
    _live: bool = False

    def say(self, line: str) -> None:
        """A line that stays."""
        self.console.print(printable(line), markup=False, highlight=False, soft_wrap=True)

    def warn(self, line: str) -> None:
        """Something the user should know that does not end the run."""
        self.say(f"warning: {line}")

    def skip(self, done: Mapping[int, Counts]) -> None:
        """Shards that an earlier run finished."""
        if not done:
            return
        counts = sum(done.values(), Counts())
        self.say(f"resuming: {len(done)} shards with {counts.variants} rows are done already")

    def answer(self, usage: Usage) -> None:
        """One answer of the model has come."""
        self.usage += usage
        self._plain()

    def results(self, results: Sequence[Result]) -> None:
        """One rewriting of a document is done: the rows of its tasks."""
        self.rows += 1
        for result in results:
            self.statuses[result.status] += 1
            self.chunks += len(result.rewrites)
        self.seen_bytes += len(results[0].document.text.encode("utf-8", "replace"))
        self._plain()

    @property
    def console(self) -> Console:
        if self._console is None:
            from rich.console import Console

            self._console = Console(stderr=True)
        return self._console

    @contextmanager
    def showing(self) -> Iterator[None]:
        """Shows the live line while the run works; without a terminal, a line now and then."""
        if not self.console.is_terminal:
            yield
            return
        from rich.live import Live
        from rich.text import Text

        self._live = True
        with Live(
            get_renderable=lambda: Text(self.line(), no_wrap=True, overflow="ellipsis"),
            console=self.console,
            refresh_per_second=LIVE_PER_SECOND,
            transient=True,
        ):
            yield
        self._live = False

    def line(self) -> str:
        """The state of the run in at most 80 columns at ordinary sizes."""
        seconds = max(time.monotonic() - self.started, 1e-9)
        counts = "/".join(str(self.statuses[status]) for status in ("accepted", "rejected", "failed"))
        parts = [
            f"{self.rows} docs",
            f"{self.chunks} chunks",
            f"{counts} ok/rej/fail",
            f"{self.usage.completion / seconds:.0f} tok/s",
            f"{self.usage.requests} requests",
        ]
        return " · ".join([*parts, *self.time_left(seconds)])

    def time_left(self, seconds: float) -> list[str]:
        """The end of the line, `seconds` after the start; nothing where the size of the whole is not known."""
        left = self._seconds_left(seconds)
        return [] if left is None else [f"ETA {_clock(left)}"]

    def _seconds_left(self, seconds: float) -> float | None:
        shares = [self.seen_bytes / (self.total_bytes * self.variants)] if self.total_bytes else []
        if self.limit:
            shares.append(self.rows / (self.limit * self.variants))
        share = min(max(shares, default=0.0), 1.0)
        return seconds * (1 - share) / share if share > 0 else None

    def _plain(self) -> None:
        now = time.monotonic()
        if not self._live and now - self._last_plain >= PLAIN_INTERVAL:
            self._last_plain = now
            print(self.line(), file=sys.stderr, flush=True)


def _clock(seconds: float) -> str:
    minutes, rest = divmod(int(seconds), 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours}:{minutes:02}:{rest:02}" if hours else f"{minutes}:{rest:02}"
