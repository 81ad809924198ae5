"""The places that workers take, and what of the run's limits is each one's. Knows no workers."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from rephrase.data import Usage
from rephrase.options import Options
from rephrase.report.progress import Gauges

IDLE = Gauges(0, 0, 0)


@dataclass(slots=True)
class Seat:
    """A place for a worker, with its share of the limits. `paid` is what the worker in it now has paid."""

    number: int
    options: Options
    gauges: Gauges = IDLE
    paid: Usage = field(default_factory=Usage)
    recent: int = 0  # requests answered since the news before
    busy: bool = False  # whether there is a worker that has been heard


def most_workers(options: Options, wanted: int) -> int:
    """As many workers as are wanted, and not more than there are requests to share out."""
    bounds = (options.concurrency, options.requests_per_minute, options.tokens_per_minute)
    return min([wanted, *(bound for bound in bounds if bound)])


def seats_of(options: Options, count: int) -> list[Seat]:
    """Seats that share the limits out evenly; what is learned (0) everyone learns alone."""
    names = ("concurrency", "requests_per_minute", "tokens_per_minute")
    seats = []
    for number in range(count):
        shares: dict[str, Any] = {name: share(getattr(options, name), number, count) for name in names}
        seats.append(Seat(number, replace(options, **shares)))
    return seats


def share(whole: int, number: int, count: int) -> int:
    return whole // count + (number < whole % count)


def folder(options: Options) -> Path:
    """The output folder, which is no store."""
    assert isinstance(options.output, Path)
    return options.output


def anywhere(options: Options) -> Options:
    """The same with paths that are true wherever the filesystem is."""
    names = ("model", "judge_model", "judge_prompt")
    given = {name: getattr(options, name) for name in names}
    absolute: dict[str, Any] = {
        name: str(Path(path).resolve()) for name, path in given.items() if path and Path(path).exists()
    }
    journals = options.journal_dir and options.journal_dir.resolve()
    return replace(options, output=folder(options).resolve(), journal_dir=journals, **absolute)
