"""What `rephrase verify` shows: the line that moves, then the counts, tables and worst rows. Texts are hostile: filtered."""

from __future__ import annotations

import time
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from rephrase.report.progress import Progress, clock, printable
from rephrase.report.tally import Group, Tally

WIDTH = 100  # characters of a text on a line of its own
REASONS = 400  # characters of the reasons of one row
DEFECTS = 5  # kinds of unread and unreadable rows that are named


@dataclass(slots=True)
class VerifyProgress(Progress):
    """The line that moves while rows are checked. `limit` is the number of rows where it is known."""

    passed: int = 0
    failed: int = 0

    def checked(self, tally: Tally) -> None:
        """Some more rows are done."""
        self.rows, self.passed, self.failed = tally.rows, tally.passed, tally.failed

    def line(self) -> str:
        """The state in at most 80 columns at ordinary sizes."""
        seconds = max(time.monotonic() - self.started, 1e-9)
        parts = [f"{self.rows} rows", f"{self.passed}/{self.failed} passed/failed", f"{self.rows / seconds:.0f} rows/s"]
        left = seconds * (self.limit / self.rows - 1) if self.limit and self.rows else None
        return " · ".join(parts if left is None else [*parts, f"ETA {clock(max(left, 0.0))}"])

    def lines(self) -> list[str]:
        return [self.line()]


def report(tally: Tally) -> str:
    """All that is printed when the rows are through, safe for a terminal."""
    sections = [_counts(tally)]
    if tally.judged:
        sections.append(_of_judge(tally))
    sections.append(_table("check", tally.checks, by_share=True))
    for title, groups in (("task", tally.tasks), ("style", tally.styles), ("part", tally.parts)):
        if groups:
            sections.append(_table(title, groups))
    sections += _reasons("unread (the run wrote no text)", tally.unread)
    sections += _reasons("unreadable", tally.defects)
    if tally.worst:
        sections.append("the worst rows\n" + "\n".join(_worst(tally)))
    return "\n\n".join(sections)


def _counts(tally: Tally) -> str:
    seconds = max(time.monotonic() - tally.started, 1e-9)
    unread = f", {tally.unread.total()} unread" if tally.unread else ""
    unreadable = f" ({tally.unreadable} of them unreadable)" if tally.unreadable else ""
    return (
        f"{tally.rows} rows: {tally.passed} passed ({tally.uncertain} of them uncertain), "
        f"{tally.failed} failed{unreadable}{unread}\n"
        f"pass rate {tally.pass_rate:.1%}; {seconds:.1f} s, {tally.rows / seconds:.0f} rows/s, "
        f"{tally.source_bytes / seconds / 1e6:.2f} MB/s of source text"
    )


def _of_judge(tally: Tally) -> str:
    """The judge's bill, and what the checks miss: how many of what they were sure of it failed."""
    usage = tally.usage
    lines = [
        f"judge: {tally.judged} rows judged, {tally.judge_failed} failed, {tally.no_verdict} without a verdict; "
        f"{usage.requests} requests, {usage.prompt} prompt tokens, {usage.completion} completion tokens"
    ]
    if tally.sampled:
        missed = tally.sampled_failed / tally.sampled
        lines.append(
            f"of {tally.sampled} rows drawn at random from those that the checks passed it failed "
            f"{tally.sampled_failed}: the checks miss {missed:.1%}"
        )
    return "\n".join(lines)


def _table(title: str, groups: Mapping[str, Group], by_share: bool = False) -> str:
    """A line a group. Checks stand in the order of the share that they fail; those that judged no row, in one line."""
    width = max(14, *(len(one_line(name, 30)) for name in groups)) if groups else 14
    last = "not judged" if by_share else "uncertain"
    lines = [f"by {title:{width - 3}} {'passed':>9} {'failed':>9} {'failed %':>9} {last:>11}"]
    ordered = sorted(groups.items(), key=lambda item: -_share(item[1])) if by_share else sorted(groups.items())
    for name, group in ordered:
        count = group.not_judged if by_share else group.uncertain
        if group.passed + group.failed:
            lines.append(
                f"{one_line(name, 30):{width}} {group.passed:9} {group.failed:9} {100 * _share(group):9.1f} {count:11}"
            )
    silent = [one_line(name, 30) for name, group in ordered if not group.passed + group.failed]
    return "\n".join([*lines, *([f"not for these rows: {', '.join(silent)}"] if silent else [])])


def _share(group: Group) -> float:
    return group.failed / max(group.passed + group.failed, 1)


def _reasons(title: str, counted: Counter[str]) -> Iterator[str]:
    if counted:
        named = [f"{number:9}  {one_line(reason, WIDTH)}" for reason, number in counted.most_common(DEFECTS)]
        more = [f"           and {len(counted) - DEFECTS} other reasons"] if len(counted) > DEFECTS else []
        yield "\n".join([title, *named, *more])


def _worst(tally: Tally) -> Iterator[str]:
    for example in tally.worst:
        yield f"- {one_line(example.id, WIDTH)}  fidelity {example.fidelity:.2f}  {one_line(example.reasons, REASONS)}"
        yield f"    source:  {one_line(example.source, WIDTH)}"
        yield f"    rewrite: {one_line(example.rewrite, WIDTH)}"


def one_line(text: str, width: int) -> str:
    """A text as one line that moves no cursor, cut at `width` characters."""
    line = printable(" ".join(text.split()))
    return line if len(line) <= width else f"{line[: width - 1]}…"
