"""`rephrase plan`: what a corpus comes to before anything is sent. Reads documents, knows no endpoint.

Of a large corpus only documents drawn by a hash of their ids are laid out, and the rest is projected from them by characters.
"""

from __future__ import annotations

import heapq
import itertools
import math
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from rephrase.data import Document
from rephrase.formats import Warn
from rephrase.options import Options, chosen_recipes, read_of
from rephrase.planned import Group, Laid, Layout, Work, sum_of
from rephrase.variants import stable_hash

BY_NUMBER = ("documents", "rows", "unasked")  # what is projected by the number of documents, not by their characters


@dataclass(frozen=True, slots=True)
class Plan:
    """What a corpus comes to. `laid_out` of `documents` were counted in full, the others projected by their characters.

    `error` holds the half widths of 90 % intervals of `total`, all 0 where every document was counted. `longest` is the
    longest chain of answers met, in tokens. `chosen` are the documents to try, drawn by a hash of their ids.
    """

    documents: int
    laid_out: int
    total: Work
    error: Work
    groups: Mapping[Group, Work]
    longest: float
    chosen: Sequence[Laid]


def plan(options: Options, most: int = 0, chosen: int = 0, ratio: float | None = None, warn: Warn = print) -> Plan:
    """Reads the corpus and lays out `most` documents of it at most (0 = all); draws `chosen` of them to be tried.

    `ratio` stands in for the assumed tokens of an answer to each token of its source. Memory grows with `most`, and with
    `chosen` times the length of a document, not with the corpus. Raises RephraseError for what the user can mend.
    """
    layout = Layout(options, chosen_recipes(options), ratio)
    documents = itertools.islice(read_of(options, warn), options.limit)
    drawn = _Drawn(most, chosen)
    count = characters = 0
    for count, document in enumerate(documents, start=1):
        characters += len(document.text)
        drawn.offer(document, count, layout)
    return _projected(drawn, count, characters)


class _Drawn:
    """The documents with the smallest hashes of their ids, `most` of them (0 = all), and texts of the first `chosen`."""

    def __init__(self, most: int, chosen: int) -> None:
        self._most = most
        self._chosen = chosen
        self._heap: list[tuple[int, int, Laid]] = []  # negated hash, number: the largest hash on top
        self._tried: list[tuple[int, int, Laid]] = []
        self.sums: dict[Group, Work] = defaultdict(Work)
        self.laid_out = 0
        self.longest = 0.0

    def offer(self, document: Document, number: int, layout: Layout) -> None:
        """Lays the document out where it is among those drawn so far."""
        rank = (-stable_hash(document.id, "plan"), -number)
        if self._most and len(self._heap) >= self._most and rank < self._heap[0][:2]:
            return
        laid = layout.of(document)
        self.longest = max(self.longest, laid.longest)
        _keep(self._tried, (*rank, laid), self._chosen)
        if self._most:
            short = Laid(Document("", "", ""), laid.groups, laid.longest)
            _keep(self._heap, (*rank, _counted(short, document)), self._most)
        else:
            self.laid_out += 1
            _add(self.sums, _counted(laid, document).groups)

    @property
    def records(self) -> Iterator[dict[Group, Work]]:
        return (laid.groups for *_, laid in self._heap)

    @property
    def chosen(self) -> list[Laid]:
        """Those to be tried, the smallest hash first."""
        return [laid for *_, laid in sorted(self._tried, key=lambda entry: entry[:2], reverse=True)]


def _counted(laid: Laid, document: Document) -> Laid:
    """The same with the document counted in its first group."""
    groups = dict(laid.groups)
    first = next(iter(groups))
    groups[first] = groups[first]._replace(documents=1, characters=len(document.text))
    return Laid(laid.document, groups, laid.longest)


def _keep(heap: list[tuple[int, int, Laid]], entry: tuple[int, int, Laid], most: int) -> None:
    if len(heap) < most:
        heapq.heappush(heap, entry)
    elif most:
        heapq.heappushpop(heap, entry)


def _add(sums: dict[Group, Work], groups: Mapping[Group, Work]) -> None:
    for group, work in groups.items():
        sums[group] = sums[group].plus(work)


def _projected(drawn: _Drawn, count: int, characters: int) -> Plan:
    """The sums of what was laid out, or what they make for the whole corpus where that was a part of it."""
    records = list(drawn.records)
    for groups in records:
        _add(drawn.sums, groups)
    laid_out = len(records) or drawn.laid_out
    total = sum_of(drawn.sums.values())
    if laid_out >= count:
        return Plan(count, laid_out, total, Work(), dict(drawn.sums), drawn.longest, drawn.chosen)
    error = _half_widths([sum_of(groups.values()) for groups in records], total, count)
    by_text, by_number = characters / max(total.characters, 1), count / laid_out
    groups = {group: _grown(work, by_text, by_number) for group, work in drawn.sums.items()}
    whole = _grown(total, by_text, by_number)
    return Plan(count, laid_out, whole, error, groups, drawn.longest, drawn.chosen)


def _grown(work: Work, by_text: float, by_number: float) -> Work:
    counted = {name: getattr(work, name) * by_number for name in BY_NUMBER}
    return work.times(by_text)._replace(**counted)


def _half_widths(works: Sequence[Work], total: Work, count: int) -> Work:
    """1.645 standard errors of the totals that a ratio to the characters, or the number of documents, projects (Cochran,
    Sampling Techniques, 6.4)."""
    size = len(works)
    spread = [0.0] * len(total)
    for work in works:
        shares = (work.characters / max(total.characters, 1), 1 / size)
        for place, (name, value, whole) in enumerate(zip(Work._fields, work, total, strict=True)):
            spread[place] += (value - whole * shares[name in BY_NUMBER]) ** 2
    scale = count**2 * (1 - size / count) / size / max(size - 1, 1)
    return Work(*(1.645 * math.sqrt(scale * value) for value in spread))
