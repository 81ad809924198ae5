"""The charts of a report, as SVG that takes its colours from the page, without scripts. Knows no rows."""

from __future__ import annotations

import math
import re
from collections.abc import Mapping, Sequence
from hashlib import blake2b
from typing import Any

from rephrase.report.figures import BINS, RATIO_BINS, STATUSES, Figures
from rephrase.report.marks import visible

WIDTH = 420  # of the drawing, in its own units: what its letters are measured by
HEIGHT = 230  # of a chart of columns
BAR = 26  # of a horizontal bar with its space
FEWEST_BARS = 2
SHOWN = 12  # groups in one chart, the largest
_NOT_DRAWN = re.compile("<!--.*?-->|<script.*?</script>", re.DOTALL)  # of the SVG, in which every label is escaped
LABEL = 22  # characters of a label
COLOURS = {status: f"var(--{status})" for status in STATUSES}
TOKENS = {"prompt": "var(--series-1)", "cached": "var(--series-2)", "completion": "var(--series-3)"}
TITLES = {"prompt": "prompt", "cached": "prompt, cached", "completion": "completion"}


def charts(figures: Figures, diversity: Mapping[str, Any]) -> list[tuple[str, str, str]]:
    """(title, how to read it, SVG) of each chart there are figures for; `diversity` as in run.json."""
    drawn = [
        ("Fidelity", "rows by fidelity, 0 to 1", _histogram(figures.fidelity, [f"{i / BINS:g}" for i in range(BINS)])),
        (
            "Length",
            "rows by tokens written for each token of the source",
            _histogram(figures.ratios, [f"{i / 10:g}" for i in range(RATIO_BINS)]),
        ),
        ("Reasons", "rows in quarantine by the first check that failed", _reasons(figures.reasons)),
    ]
    drawn += [
        (f"By {name}", "rows by what became of them", _by_status(groups))
        for name, groups in figures.groups.items()
        if groups
    ]
    spent = {status: dict(tokens) for status, tokens in figures.tokens.items() if tokens.total()}
    drawn.append(("Tokens", "what rows took, by what became of them", _stacked(spent, TOKENS, TITLES)))
    drawn.append(("Diversity", "bytes by compressed bytes: the more, the more alike", _compression(diversity)))
    return [chart for chart in drawn if chart[2]]


def _histogram(by_status: Mapping[str, Sequence[int]], labels: Sequence[str]) -> str:
    import pygal

    found = {status: bins for status, bins in by_status.items() if any(bins)}
    chart = pygal.StackedBar(
        **_settings(HEIGHT, [COLOURS[status] for status in found]),
        x_labels=labels,
        x_labels_major=labels[::4],
        show_minor_x_labels=False,
        y_labels=_steps(max(map(sum, zip(*found.values(), strict=True)), default=0)),
        spacing=6,
    )
    return _drawn(chart, {status: list(bins) for status, bins in found.items()})


def _reasons(reasons: Mapping[str, int]) -> str:
    most = sorted(reasons.items(), key=lambda item: (-item[1], item[0]))[:SHOWN]
    return _stacked({_cut(name): {"rows": number} for name, number in most}, {"rows": "var(--rejected)"}, {})


def _by_status(groups: Mapping[str, Mapping[str, int]]) -> str:
    most = sorted(groups.items(), key=lambda item: (-sum(item[1].values()), item[0]))[:SHOWN]
    shares = {
        f"{_cut(name)} {counts.get('accepted', 0) / max(sum(counts.values()), 1):.0%}": counts for name, counts in most
    }
    return _stacked(shares, COLOURS, {})


def _stacked(bars: Mapping[str, Mapping[str, int]], colours: Mapping[str, str], titles: Mapping[str, str]) -> str:
    """A bar for each key, the first on top, in as many colours as it has parts."""
    import pygal

    names = list(bars)[::-1]
    used = [part for part in colours if any(bars[name].get(part) for name in names)]
    height = 70 + BAR * max(len(names), FEWEST_BARS)
    chart = pygal.HorizontalStackedBar(
        **_settings(height, [colours[part] for part in used]),
        x_labels=names,
        y_labels=_steps(max((sum(bars[name].values()) for name in names), default=0)),
    )
    chart.show_legend = len(used) > 1
    return _drawn(chart, {titles.get(part, part): [bars[name].get(part, 0) for name in names] for part in used})


def _compression(diversity: Mapping[str, Any]) -> str:
    """How far the accepted texts and their sources are compressed, for the run and its largest styles, side by side."""
    import pygal

    styles = sorted(diversity.get("styles") or [], key=lambda style: -style["outputs"])[: SHOWN // 2]
    rows = [("all", diversity.get("run") or {}), *((_cut(f"{row['style']}, {row['task']}"), row) for row in styles)]
    rows = [(name, row) for name, row in reversed(rows) if row.get("compression") and row.get("source_compression")]
    if not rows:
        return ""
    chart = pygal.HorizontalBar(
        **_settings(70 + 2 * BAR * len(rows), ["var(--series-3)", "var(--series-2)"]),
        x_labels=[name for name, _ in rows],
        y_labels=_steps(math.ceil(max(max(row["compression"], row["source_compression"]) for _, row in rows))),
    )
    series = {"rewrites": "compression", "sources": "source_compression"}
    return _drawn(chart, {name: [row[figure] for _, row in rows] for name, figure in series.items()})


def _settings(height: int, colours: Sequence[str]) -> dict[str, Any]:
    from pygal.style import Style

    style = Style(
        background="transparent",
        plot_background="transparent",
        foreground="var(--ink)",
        foreground_strong="var(--ink)",
        foreground_subtle="var(--line)",
        guide_stroke_color="var(--line)",
        major_guide_stroke_color="var(--line)",
        colors=tuple(colours) or ("var(--ink)",),
        font_family="inherit",
        label_font_size=12,
        major_label_font_size=12,
        legend_font_size=12,
        opacity="1",
        transition="0s",
    )
    shape: dict[str, Any] = {
        "width": WIDTH,
        "height": height,
        "margin": 4,
        "margin_right": 18,
        "legend_at_bottom": True,
        "legend_box_size": 10,
    }
    shape |= {"legend_at_bottom_columns": max(len(colours), 1), "truncate_label": -1, "truncate_legend": -1}
    plain = {"js": [], "disable_xml_declaration": True, "print_values": False, "show_y_guides": True}
    return {"style": style, **shape, **plain, "formatter": _number, "value_formatter": _number}


def _drawn(chart: Any, series: Mapping[str, Sequence[float]]) -> str:
    """The SVG; "" where nothing is to be drawn. Neither chance nor the day's date is in it: its id comes from what it shows."""
    if not series:
        return ""
    chart.uuid = blake2b(repr((chart.config.x_labels, series)).encode("utf-8", "replace"), digest_size=6).hexdigest()
    for name, values in series.items():
        chart.add(name, values)
    return _NOT_DRAWN.sub("", chart.render(is_unicode=True))


def _steps(most: int) -> list[int]:
    """Round numbers for an axis that reaches to `most`, four at the most beside 0."""
    size = 10 ** max(len(str(most)) - 2, 0)
    step = next(round_ * size for round_ in (1, 2, 5, 10, 20, 50) if round_ * size * 4 >= most)
    return [0, *range(step, most + step, step)]


def _number(value: float) -> str:
    for unit, size in (("M", 1e6), ("k", 1e3)):
        if abs(value) >= size:
            return f"{value / size:.3g}{unit}"
    return f"{value:g}"


def _cut(label: str) -> str:
    line = visible(" ".join(label.split())) or "none"
    return line if len(line) <= LABEL else f"{line[: LABEL - 1]}…"
