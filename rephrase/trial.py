"""What a few documents really took, and what that makes of a plan. Runs them through the real chain in a temporary folder."""

from __future__ import annotations

import json
import math
import random
import tempfile
import time
from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import NamedTuple

from rephrase.data import Result, Usage
from rephrase.options import Options
from rephrase.parts import Part
from rephrase.planned import Laid, Work, sum_of
from rephrase.recipe import PriceKeys
from rephrase.report.progress import Progress
from rephrase.run import run
from rephrase.stop import dollars

RESAMPLES = 2000  # of the bootstrap
Z90 = 1.645  # two-sided 90 % of a normal distribution


class Span(NamedTuple):
    """A projection and its 90 % interval."""

    value: float
    low: float
    high: float


@dataclass(slots=True)
class Took:
    """What one document took, the judge's requests and tokens with it, and what became of its rows."""

    usage: Usage = field(default_factory=Usage)
    rows: int = 0
    accepted: int = 0


@dataclass(frozen=True, slots=True)
class Trial:
    """A sample run: for each document what was planned and what it took. `seconds` is the time of the whole of it."""

    planned: Sequence[Work]
    took: Sequence[Took]
    seconds: float
    bytes: int


@dataclass(frozen=True, slots=True)
class Projection:
    """The plan corrected by a trial, with 90 % intervals: bootstrap over documents, acceptance by Wilson's formula."""

    acceptance: Span
    requests: Span
    prompt: Span
    cached: Span
    completion: Span
    cost: Span


@dataclass(slots=True)
class _Watched(Progress):
    """Says nothing and keeps what each document took."""

    took: dict[str, Took] = field(default_factory=lambda: defaultdict(Took))

    def say(self, line: str) -> None:
        pass

    def results(self, results: Sequence[Result]) -> None:
        for result in results:
            own = self.took[result.document.id]
            own.usage += result.usage + result.judging.usage
            own.rows += 1
            own.accepted += result.status == "accepted"


async def trial(options: Options, chosen: Sequence[Laid], say: Callable[[str], None]) -> Trial:
    """Runs the chosen documents as the options say. Raises what a run raises; nothing of it is kept."""
    readable = [laid for laid in chosen if not laid.document.defect]
    with tempfile.TemporaryDirectory(prefix="rephrase-plan-") as folder:
        corpus = Path(folder) / "sample.jsonl"
        with corpus.open("w", encoding="ascii") as file:
            for laid in readable:
                file.write(json.dumps({"id": laid.document.id, "text": laid.document.text}) + "\n")
        out = Path(folder) / "out"
        own = replace(options, inputs=(corpus,), output=out, part=Part(), journal_dir=None, limit=None, extend=False)
        own = replace(own, text_field="text", id_field="id", keep_fields=(), split="", config="")
        say(f"trying {len(readable)} documents")
        watched, started = _Watched(), time.monotonic()
        await run(own, watched)
        seconds = time.monotonic() - started
        size = sum(path.stat().st_size for path in out.rglob("*.parquet"))
    took = [watched.took.get(laid.document.id, Took(rows=round(laid.total.rows))) for laid in chosen]
    return Trial([laid.total for laid in chosen], took, seconds, size)


def projected(trial: Trial, total: Work, prices: PriceKeys, seed: int = 0) -> Projection:
    """`total` times what the tried documents took for each token planned. The documents are drawn again RESAMPLES times."""
    draw = random.Random(seed)  # noqa: S311
    places = range(len(trial.took))
    runs = [_scaled(trial, places, total, prices)]
    runs += [_scaled(trial, draw.choices(places, k=len(places)), total, prices) for _ in range(RESAMPLES)]
    spans = {name: _span([run[name] for run in runs]) for name in runs[0]}
    return Projection(acceptance=_wilson(trial.took), **spans)


def _scaled(trial: Trial, places: Sequence[int], total: Work, prices: PriceKeys) -> Mapping[str, float]:
    took = sum((trial.took[place].usage for place in places), Usage())
    planned, whole = sum_of(trial.planned[place] for place in places), _all_of(total)
    prompt, completion, requests = (
        whole[name] * _share(getattr(took, name), _all_of(planned)[name])
        for name in ("prompt", "completion", "requests")
    )
    cached = prompt * _share(took.cached, took.prompt)
    usage = Usage(round(requests), round(prompt), round(cached), round(completion))
    cost = dollars(prices, usage)
    return {"requests": requests, "prompt": prompt, "cached": cached, "completion": completion, "cost": cost}


def _all_of(work: Work) -> Mapping[str, float]:
    """The judge's part too, which a run's results hold with the rest."""
    return {
        "requests": work.requests + work.judge_requests,
        "prompt": work.prompt + work.judge_prompt,
        "completion": work.completion + work.judge_completion,
    }


def _share(part: float, whole: float) -> float:
    return part / whole if whole else 0.0


def _span(values: Sequence[float]) -> Span:
    """The first is the value, the others are the bootstrap's."""
    drawn = sorted(values[1:])
    return Span(values[0], drawn[len(drawn) // 20], drawn[-1 - len(drawn) // 20])


def _wilson(took: Sequence[Took]) -> Span:
    """The share of accepted rows. Rows of one document go together, so the interval counts documents."""
    rows, size = sum(own.rows for own in took), len(took)
    share = _share(sum(own.accepted for own in took), rows)
    middle = (share + Z90**2 / (2 * size)) / (1 + Z90**2 / size)
    half = Z90 / (1 + Z90**2 / size) * math.sqrt(share * (1 - share) / size + Z90**2 / (4 * size**2))
    return Span(share, max(middle - half, 0.0), min(middle + half, 1.0))
