"""Which documents of the input order are wanted, so that readers pass over the others as cheaply as their format allows."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from types import MappingProxyType

PEEKED = 100  # rows of lines that are always made: when so many lack the text field, and all before, its name is wrong
Wanted = Callable[[int, int], bool]  # whether any document with a number from `first` to before `last` is wanted


@dataclass(frozen=True, slots=True)
class Gap:
    """So many numbers of the input order without a document: nobody wants them, or they cannot be read."""

    count: int = 1


GAP = Gap()


def all_of_them(first: int, last: int) -> bool:
    return True


class Order:
    """Where in the input order a reader is. `wanted` may be narrowed while it reads.

    `counts` says how many documents a file holds, by its path or URL, where that is known before it is opened.
    """

    def __init__(self, wanted: Wanted = all_of_them, counts: Mapping[str, int] = MappingProxyType({})) -> None:
        self.wanted = wanted
        self.counts = counts
        self.number = 0  # of the next document, from 0

    def wants(self, count: int = 1) -> bool:
        """Whether any of the next `count` documents is wanted."""
        return self.wanted(self.number, self.number + count)

    def wants_line(self) -> bool:
        """The same for one line, which alone knows whether its text field is there."""
        return self.number < PEEKED or self.wanted(self.number, self.number + 1)
