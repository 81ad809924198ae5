"""The figures of a run, counted row by row: what they take does not grow with the rows. Draws nothing."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from rephrase.output import Counts, finished, usage
from rephrase.place import Place
from rephrase.report.looked import Head

STATUSES = ("accepted", "rejected", "failed")
BINS = 20  # of the fidelity histogram, each 0.05 wide
RATIO_BINS = 20  # of the length histogram, each 0.1 wide; the last holds all that is longer
NAMES = 30  # different styles, tasks, languages that are counted each for itself
OTHERS = "(others)"


@dataclass(slots=True)
class Figures:
    """Counts by status. Bins of `fidelity` are 0.05 wide, those of `ratios` 0.1 tokens for a token of the source."""

    rows: Counter[str] = field(default_factory=Counter)
    fidelity: dict[str, list[int]] = field(default_factory=lambda: {status: [0] * BINS for status in STATUSES})
    ratios: dict[str, list[int]] = field(default_factory=lambda: {status: [0] * RATIO_BINS for status in STATUSES})
    groups: dict[str, dict[str, Counter[str]]] = field(
        default_factory=lambda: {"style": {}, "task": {}, "language": {}}
    )
    reasons: Counter[str] = field(default_factory=Counter)
    tokens: dict[str, Counter[str]] = field(default_factory=lambda: {status: Counter() for status in STATUSES})
    accepted_tokens: int = 0  # of the texts that were accepted
    _fidelity_sum: float = 0.0

    @property
    def mean_fidelity(self) -> float:
        """Of the accepted rows, in [0, 1]; 0 where there is none."""
        return self._fidelity_sum / max(self.rows["accepted"], 1)

    def counting(self, heads: Iterable[Head]) -> Iterator[Head]:
        """The same rows, counted as they pass by."""
        for head in heads:
            self._add(head)
            yield head

    def _add(self, head: Head) -> None:
        status = head.status if head.status in STATUSES else "rejected"
        self.rows[status] += 1
        if status != "failed":
            self.fidelity[status][_bin(head.fidelity * BINS, BINS)] += 1
        if (ratio := head.length_ratio) is not None:
            self.ratios[status][_bin(ratio * 10, RATIO_BINS)] += 1
        for name, value in (("style", head.style), ("task", head.task), ("language", head.language or "unknown")):
            _counted(self.groups[name], value)[status] += 1
        if head.first_reason:
            self.reasons[head.first_reason] += 1
        fresh = max(head.prompt_tokens - head.cached_tokens, 0)
        self.tokens[status].update(prompt=fresh, cached=head.cached_tokens, completion=head.completion_tokens)
        if status == "accepted":
            self.accepted_tokens += head.n_tokens
            self._fidelity_sum += head.fidelity


def _bin(place: float, bins: int) -> int:
    """NaN and what is out of range falls into the nearest bin."""
    return int(min(max(place, 0.0), bins - 1)) if not math.isnan(place) else 0


def _counted(groups: dict[str, Counter[str]], name: str) -> Counter[str]:
    return groups.setdefault(name if name in groups or len(groups) < NAMES else OTHERS, Counter())


def summary(out: Place, manifest: Mapping[str, Any], figures: Figures) -> list[tuple[str, str, str]]:
    """What stands on top: (what, figure, remark), the cost only where the recipe has prices."""
    counts = sum(finished(out).values(), Counts())
    rows = max(counts.variants, 1)
    pipeline = manifest.get("pipeline") or {}
    lines = [
        (
            "documents",
            f"{counts.documents:,}",
            f"{counts.variants:,} rows" + ("" if manifest.get("complete") else ", unfinished run"),
        ),
        ("accepted", f"{counts.accepted:,}", f"{counts.accepted / rows:.1%} of the rows"),
        ("rejected", f"{counts.rejected:,}", "written, but not faithful"),
        ("failed", f"{counts.failed:,}", "not written"),
        ("mean fidelity", f"{figures.mean_fidelity:.2f}", "of the accepted rows"),
        ("accepted tokens", f"{figures.accepted_tokens:,}", "in the column text"),
        (
            "requests",
            f"{counts.requests + counts.judge_requests:,}",
            f"{counts.judge_requests:,} of them a judge's" if counts.judge_requests else "",
        ),
        ("prompt tokens", f"{counts.prompt_tokens + counts.judge_prompt_tokens:,}", f"{counts.cached_tokens:,} cached"),
        ("completion tokens", f"{counts.completion_tokens + counts.judge_completion_tokens:,}", ""),
    ]
    run = (manifest.get("diversity") or {}).get("run") or {}
    if run.get("novel_4grams") is not None:
        lines.append(("new wording", f"{run['novel_4grams']:.1%}", "four words in a row that the source has not"))
    return lines + _cost(pipeline.get("prices") or {}, counts)


def _cost(prices: Mapping[str, Any], counts: Counts) -> list[tuple[str, str, str]]:
    from rephrase.recipe import PriceKeys
    from rephrase.stop import dollars

    if not (prices.get("prompt") or prices.get("completion")):
        return []
    cost = dollars(PriceKeys.model_validate(dict(prices)), usage(counts))
    each = f"${cost / counts.accepted:.6f} an accepted row" if counts.accepted else ""
    return [("cost", f"${cost:,.4f}", each)]
