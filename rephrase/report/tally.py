"""What a verification came to: counters that do not grow with the rows, and the worst few. Prints nothing."""

from __future__ import annotations

import heapq
import time
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field

from rephrase.data import NO_VERDICT, NOT_JUDGED, Usage
from rephrase.verified import Checked

EXCERPT = 160  # characters of a text that are kept of one of the worst rows
NAMES = 40  # different tasks, styles or reasons that are counted each for itself
OTHERS = "(others)"


@dataclass(slots=True)
class Group:
    """Rows of one task or style, or verdicts of one check. `uncertain` is a part of `passed`.

    `not_judged` verdicts are of rows that a check has nothing to say of; they are counted neither as passed nor as failed.
    """

    passed: int = 0
    failed: int = 0
    uncertain: int = 0
    not_judged: int = 0


@dataclass(frozen=True, slots=True, order=True)
class Example:
    """A row that failed: the lower its fidelity and the earlier it came, the worse. The texts are cut at EXCERPT."""

    fidelity: float
    number: int
    id: str = field(compare=False)
    reasons: str = field(compare=False)
    source: str = field(compare=False)
    rewrite: str = field(compare=False)


@dataclass(slots=True)
class Tally:
    """Totals as they grow. Every row is passed, failed or unread; `unreadable` rows are a part of the failed ones.

    `unread` rows are those that a run wrote no text for: there is nothing to judge, so they are not in the pass rate.
    """

    keep: int
    rows: int = 0
    passed: int = 0
    failed: int = 0
    uncertain: int = 0
    unreadable: int = 0
    judged: int = 0
    judge_failed: int = 0
    no_verdict: int = 0
    sampled: int = 0
    sampled_failed: int = 0
    usage: Usage = field(default_factory=Usage)
    source_bytes: int = 0
    unread: Counter[str] = field(default_factory=Counter)
    defects: Counter[str] = field(default_factory=Counter)
    checks: dict[str, Group] = field(default_factory=dict)
    tasks: dict[str, Group] = field(default_factory=dict)
    styles: dict[str, Group] = field(default_factory=dict)
    parts: dict[str, Group] = field(default_factory=dict)
    started: float = field(default_factory=time.monotonic)
    _worst: list[tuple[float, int, Example]] = field(default_factory=list)

    @property
    def pass_rate(self) -> float:
        """The share of passed rows among those that there was a text of, in [0, 1]; 0 where there was none."""
        return self.passed / max(self.passed + self.failed, 1)

    @property
    def worst(self) -> list[Example]:
        """The worst rows that failed, worst first."""
        return sorted(example for *_, example in self._worst)

    def add(self, done: Iterable[Checked]) -> None:
        """Counts rows; they must come in input order for the worst ones to be the same in every run."""
        for row in done:
            self._add(row)

    def _add(self, row: Checked) -> None:
        self.rows += 1
        if row.pair.unread:
            _count(self.unread, row.pair.defect)
            return
        uncertain = row.passed and row.uncertain
        self.passed += row.passed
        self.failed += not row.passed
        self.uncertain += uncertain
        self.source_bytes += len(row.pair.source.encode("utf-8", "replace"))
        for groups, name in ((self.tasks, row.pair.task), (self.styles, row.pair.style), (self.parts, row.pair.part)):
            if name:
                _add_to(groups, name, row.passed, uncertain)
        for verdict in row.verdicts:
            if verdict.reason.startswith(NOT_JUDGED):
                _group(self.checks, verdict.check).not_judged += 1
            else:
                _add_to(self.checks, verdict.check, verdict.passed)
        if row.pair.defect:
            self.unreadable += 1
            _count(self.defects, row.pair.defect)
        elif not row.passed:
            self._remember(row)
        if row.why:
            self._add_judged(row)

    def _add_judged(self, row: Checked) -> None:
        said = row.verdicts[-1]
        silent = said.reason.startswith(NO_VERDICT)
        self.judged += 1
        self.usage += row.usage
        self.judge_failed += not said.passed and not silent
        self.no_verdict += silent
        self.sampled += row.why == "sample" and not silent
        self.sampled_failed += row.why == "sample" and not silent and not said.passed

    def _remember(self, row: Checked) -> None:
        """A heap whose first entry is the least bad of those kept."""
        rank = (-row.fidelity, -self.rows)
        if self.keep < 1 or (len(self._worst) >= self.keep and rank < self._worst[0][:2]):
            return
        failed = [f"{verdict.check}: {verdict.reason}" for verdict in row.counted if not verdict.passed]
        reasons = "; ".join(failed) or "fidelity is below the floor"
        texts = row.pair.source[:EXCERPT], row.pair.rewrite[:EXCERPT]
        entry = (*rank, Example(row.fidelity, self.rows, row.pair.id, reasons, *texts))
        (heapq.heappush if len(self._worst) < self.keep else heapq.heappushpop)(self._worst, entry)


def _add_to(groups: dict[str, Group], name: str, passed: bool, uncertain: bool = False) -> None:
    group = _group(groups, name)
    group.passed += passed
    group.failed += not passed
    group.uncertain += uncertain


def _group(groups: dict[str, Group], name: str) -> Group:
    return groups.setdefault(name if name in groups or len(groups) < NAMES else OTHERS, Group())


def _count(counter: Counter[str], name: str) -> None:
    counter[name if name in counter or len(counter) < NAMES else OTHERS] += 1
