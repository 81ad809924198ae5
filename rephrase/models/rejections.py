"""Which rejections come of the load, and which an endpoint gives whatever it is sent. Counts; knows no limit and no time."""

from __future__ import annotations

import math
from dataclasses import dataclass, field

SURE = 3.0  # standard deviations beyond the excused rejections
CEASED = 10.0  # excused rejections in a row that did not come: exp(-10) is the chance of that


@dataclass(slots=True)
class Tally:
    """Requests that are over, and how many of them were rejected."""

    over: float = 0.0
    rejected: float = 0.0

    @property
    def share(self) -> float:
        return self.rejected / self.over if self.over else 0.0

    def add(self, other: Tally) -> None:
        self.over += other.over
        self.rejected += other.rejected


@dataclass(slots=True)
class Habit:
    """The share of requests that an endpoint rejects anyway, learned where more load was carried all the same."""

    _excused: Tally = field(default_factory=Tally)
    _unproved: Tally = field(default_factory=Tally)  # of the level before: excused if throughput follows
    _calm: int = 0  # requests since the last rejection

    def met(self, rejected: bool) -> None:
        """One more request is over. A habit that has ceased is forgotten."""
        self._calm = 0 if rejected else self._calm + 1
        if self._calm * self._excused.share > CEASED:
            self._excused = Tally()

    def excuses(self, recent: Tally) -> bool:
        """Whether no more were rejected than is its habit."""
        excused = self._excused.share * recent.over
        return recent.rejected <= excused + SURE * math.sqrt(excused) + (excused > 0)

    def carried(self, recent: Tally) -> None:
        """These came at a level that is known to be carried."""
        self._excused.add(recent)

    def followed(self, recent: Tally, before: bool) -> None:
        """Throughput followed to the level of these, so that those of the level `before`, if there was one, were no sign."""
        if before:
            self._excused.add(self._unproved)
            self._unproved = Tally()
        self._unproved.add(recent)

    def doubt(self, falling: Tally) -> None:
        """Falls on these were perhaps for nothing: what is excused is learned anew."""
        self._unproved, self._excused = falling, Tally()
