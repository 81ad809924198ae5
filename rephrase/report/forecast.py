"""What `rephrase plan` prints: totals, by route and style, money, time and disk, and how sure they are. Counts nothing itself."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import pairwise

from rephrase.plan import Plan
from rephrase.planned import Group, Work
from rephrase.recipe import PriceKeys
from rephrase.report.progress import printable
from rephrase.stop import dollars
from rephrase.trial import Projection, Span, Trial

ROW_BYTES = 1500  # of verdicts, chunks and the other columns of a row, compressed; an estimate
TEXT_SHARE = 0.45  # of texts under zstd in row groups, source and rewrite together; an estimate
BYTES_PER_TOKEN = 4.0  # of text
STYLES_SHOWN = 30


@dataclass(frozen=True, slots=True)
class Pace:
    """How fast the endpoint is said to be: completion tokens a second in all, or of one request and how many go at once."""

    in_total: float | None = None
    per_request: float | None = None
    concurrency: int = 1

    def seconds(self, completion: float, longest: float) -> float | None:
        """Wall time for so many completion tokens of which `longest` come one after another; None where nothing is said."""
        if self.in_total:
            return completion / self.in_total
        if self.per_request:
            return max(completion / (self.per_request * self.concurrency), longest / self.per_request)
        return None


def forecast(plan: Plan, prices: PriceKeys, pace: Pace, trial: Trial | None, projection: Projection | None) -> str:
    """All that is printed, in lines of at most 80 columns but for long names."""
    sections = [_totals(plan), _table(plan, prices, "pipeline", lambda group: f"{group.pipeline}: {group.task}")]
    sections.append(_table(plan, prices, "style", lambda group: group.style))
    if trial is not None and projection is not None:
        sections.append(_tried(trial, projection, prices))
    sections.append("\n".join(_costs(plan, prices, pace, trial, projection)))
    sections.append(_assumed(plan, projection is not None))
    return "\n\n".join(sections)


def _totals(plan: Plan) -> str:
    total, error = plan.total, plan.error
    lines = [("documents", total.documents, 0.0), ("rows: documents x variants x tasks", total.rows, error.rows)]
    if total.unasked:
        lines.append(("  not asked: unreadable, foreign, leaking", total.unasked, error.unasked))
    lines += [
        ("source tokens, for each row anew", total.source_tokens, error.source_tokens),
        ("chunks", total.chunks, error.chunks),
        ("requests, if nothing is repaired", total.requests, error.requests),
        ("prompt tokens", total.prompt, error.prompt),
        ("  of them a prefix cache can hold", total.cached, error.cached),
        ("completion tokens", total.completion, error.completion),
    ]
    if total.judge_requests:
        lines += [
            ("judge's requests", total.judge_requests, error.judge_requests),
            ("judge's prompt tokens", total.judge_prompt, error.judge_prompt),
            ("judge's completion tokens", total.judge_completion, error.judge_completion),
        ]
    return "\n".join(f"{name:<38} {_number(value):>19}{_half(half)}" for name, value, half in lines)


def _table(plan: Plan, prices: PriceKeys, title: str, name: Callable[[Group], str]) -> str:
    sums: dict[str, Work] = defaultdict(Work)
    for group, work in plan.groups.items():
        sums[name(group)] = sums[name(group)].plus(work)
    ranked = sorted(sums.items(), key=lambda item: (-item[1].prompt, item[0]))
    lines = [f"{'by ' + title:<29} {'rows':>9} {'requests':>10} {'prompt':>8} {'compl.':>8} {'US $':>9}"]
    for label, work in ranked[:STYLES_SHOWN]:
        cells = f"{_number(work.rows):>9} {_number(work.requests):>10} {_short(work.prompt):>8} {_short(work.completion):>8}"
        lines.append(f"{printable(label)[:29]:<29} {cells} {_money(dollars(prices, work.usage), prices):>9}")
    if len(ranked) > STYLES_SHOWN:
        lines.append(f"and {len(ranked) - STYLES_SHOWN} more")
    return "\n".join(lines)


def _tried(trial: Trial, projection: Projection, prices: PriceKeys) -> str:
    rows = [
        ("requests", projection.requests),
        ("prompt tokens", projection.prompt),
        ("  of them cached", projection.cached),
        ("completion tokens", projection.completion),
    ]
    share = projection.acceptance
    lines = [
        f"with what {len(trial.took)} documents took in {trial.seconds:.0f} s; intervals of 90 %, by bootstrap",
        "over the documents, acceptance by Wilson's formula:",
        f"{'accepted rows':<26} {share.value:>15.1%}   {share.low:.1%} to {share.high:.1%}",
    ]
    lines += [f"{name:<26} {_number(span.value):>15}   {_interval(span, _number)}" for name, span in rows]
    return "\n".join(lines)


def _costs(
    plan: Plan, prices: PriceKeys, pace: Pace, trial: Trial | None, projection: Projection | None
) -> Iterator[str]:
    usage = plan.total.usage
    if not (prices.prompt or prices.completion):
        yield "cost          unknown: say --price-in, --price-out and --price-cached"
    elif projection is not None:
        span = projection.cost
        yield f"cost          {span.value:,.2f} US dollars ({_interval(span, lambda value: f'{value:,.2f}')})"
    else:
        cached, fresh = dollars(prices, usage), dollars(prices.model_copy(update={"cached": None}), usage)
        yield f"cost          {cached:,.2f} US dollars ({fresh:,.2f} if nothing is served from a cache)"
    completion = projection.completion.value if projection is not None else plan.total.completion
    seconds = pace.seconds(completion, plan.longest)
    if seconds is None and trial is not None and trial.took and sum(own.usage.completion for own in trial.took):
        rate = sum(own.usage.completion for own in trial.took) / max(trial.seconds, 1e-9)
        yield f"wall time     {clock(completion / rate)} at the sample's {rate:,.0f} tokens/s; a full run is faster"
    elif seconds is None:
        yield "wall time     unknown: say --tokens-per-second or --request-tokens-per-second"
    else:
        yield f"wall time     {clock(seconds)}"
    yield f"disk          {_size(_disk(plan, trial))}"


def _disk(plan: Plan, trial: Trial | None) -> float:
    """Bytes: as the sample's files, or of texts and rows under compression."""
    tried = sum(work.characters for work in trial.planned) if trial is not None else 0
    if trial is not None and tried:
        return trial.bytes * plan.total.characters / tried
    texts = (plan.total.source_tokens + plan.total.completion) * BYTES_PER_TOKEN * TEXT_SHARE
    return texts + plan.total.rows * ROW_BYTES


def _assumed(plan: Plan, tried: bool) -> str:
    lines = []
    if plan.laid_out < plan.documents:
        lines += [
            f"Counted on {plan.laid_out:,} of {plan.documents:,} documents; ± is half an interval of 90 %",
            "(ratio estimator, normal).",
        ]
    lines += [
        "Tokens are cl100k_base's, and 4 more for each message; a model's own tokenizer",
        "differs by up to some 20 %.",
    ]
    if not tried:
        lines.append("Answers are assumed and repairs left out: --sample 20 tries 20 documents.")
    return "\n".join(lines)


def clock(seconds: float) -> str:
    """12 s, 5 min 3 s, 3 h 7 min, 2 d 4 h."""
    whole = round(seconds)
    units = (("d", 86400), ("h", 3600), ("min", 60), ("s", 1))
    for (unit, size), (smaller, part) in pairwise(units):
        if whole >= size:
            return f"{whole // size} {unit} {whole % size // part} {smaller}"
    return f"{whole} s"


def _number(value: float) -> str:
    return f"{round(value):,}"


def _half(half: float) -> str:
    return f"  ± {_number(half)}" if half else ""


def _short(value: float) -> str:
    for size, unit in ((1e12, "T"), (1e9, "G"), (1e6, "M"), (1e4, "k")):
        if value >= size:
            return f"{value / (size if unit != 'k' else 1e3):.1f}{unit}"
    return f"{value:.0f}"


def _money(value: float, prices: PriceKeys) -> str:
    return f"{value:,.2f}" if prices.prompt or prices.completion else "-"


def _interval(span: Span, shown: Callable[[float], str]) -> str:
    return f"{shown(span.low)} to {shown(span.high)}"


def _size(count: float) -> str:
    for size, unit in ((1e12, "TB"), (1e9, "GB"), (1e6, "MB")):
        if count >= size:
            return f"{count / size:.1f} {unit}"
    return f"{count / 1e3:.0f} kB"
