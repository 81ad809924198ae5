"""How much outputs differ, from each other and from their sources: a value per shard that can be added.

All figures come from bounded samples, chosen by a hash of the row's id, so that neither order nor resume changes them and
memory does not grow with the corpus. Sums are integers, so that adding is exact in any order.
"""

from __future__ import annotations

import json
import zlib
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass, field
from itertools import combinations
from operator import add
from typing import Any

from rephrase.data import Result
from rephrase.fidelity.words import is_unspaced, words
from rephrase.output import footers
from rephrase.place import Place
from rephrase.variants import stable_hash

FOOTER = b"rephrase.diversity"  # the key in a data file's Parquet metadata
OPENING = 5  # words; characters of a script without spaces count half
OPENINGS = 1000  # rows of a group whose openings are kept: a share of 10 % is known to within one point
SAMPLE = 100  # rows of a group in a shard that are measured for the rest
EXCERPT, BLOCK = 100, 1000  # words of a row, and words over which distinct n-grams are counted
POOLED = 2000  # characters of a row and of its source that are compressed
DOCUMENTS, SIBLINGS = 50, 4  # documents of a shard whose variants are compared, and variants of each
COLLAPSED, FEWEST = 0.1, 20  # share and number of outputs with one opening that are a template
WHOLE = ("", "")  # the group of all rows
Openings = tuple[tuple[int, str], ...]  # row hash and opening, "" = the source's own


@dataclass(frozen=True, slots=True)
class Group:
    """What was measured of the outputs of a task in a style; `openings` in order."""

    outputs: int = 0
    novel: int = 0  # 4-grams that the source does not have, of `grams`
    grams: int = 0
    size: int = 0  # bytes of outputs and of as much of their sources, and both compressed
    packed: int = 0
    source_size: int = 0
    source_packed: int = 0
    distinct: tuple[int, ...] = (0, 0, 0)  # different n-grams in blocks, of `drawn`
    drawn: tuple[int, ...] = (0, 0, 0)
    openings: Openings = ()

    def __add__(self, other: Group) -> Group:
        return Group(
            self.outputs + other.outputs,
            self.novel + other.novel,
            self.grams + other.grams,
            self.size + other.size,
            self.packed + other.packed,
            self.source_size + other.source_size,
            self.source_packed + other.source_packed,
            tuple(map(add, self.distinct, other.distinct)),
            tuple(map(add, self.drawn, other.drawn)),
            _least(self.openings, other.openings),
        )


def _least(one: Openings, other: Openings) -> Openings:
    """The first OPENINGS of both, in order. Of a shard that is added to many, hardly any are among them."""
    if len(one) == OPENINGS:
        other = tuple(opening for opening in other if opening < one[-1])
    return tuple(sorted((*one, *other))[:OPENINGS]) if other else one


@dataclass(frozen=True, slots=True)
class Diversity:
    """`groups` by (task, style); `shared` of `united` 4-grams stand in both of two variants of a document."""

    groups: dict[tuple[str, str], Group] = field(default_factory=dict)
    shared: int = 0
    united: int = 0

    def __add__(self, other: Diversity) -> Diversity:
        keys = sorted({*self.groups, *other.groups})
        groups = {key: self.groups.get(key, Group()) + other.groups.get(key, Group()) for key in keys}
        return Diversity(groups, self.shared + other.shared, self.united + other.united)

    def to_json(self) -> str:
        groups = [[*key, asdict(group)] for key, group in self.groups.items()]
        return json.dumps({"groups": groups, "shared": self.shared, "united": self.united})


def from_json(text: str) -> Diversity:
    """The value that `to_json` wrote."""
    read = json.loads(text)
    groups = {(task, style): _group_of(cells) for task, style, cells in read["groups"]}
    return Diversity(groups, read["shared"], read["united"])


def of_run(out: Place) -> Diversity:
    """The value of all finished shards of an output folder, read from their footers."""
    return sum(map(from_json, footers(out, FOOTER)), Diversity())


def _group_of(cells: dict[str, Any]) -> Group:
    lists = {name: tuple(cells[name]) for name in ("distinct", "drawn")}
    return Group(**{**cells, **lists, "openings": tuple((key, text) for key, text in cells["openings"])})


def measure(results: Iterable[Result]) -> Diversity:
    """The value of a shard's accepted rows; all variants of a document stand in one shard."""
    rows = sorted(((_key(one), one) for one in results if one.status == "accepted"), key=lambda row: row[0])
    groups: dict[tuple[str, str], list[tuple[int, Result]]] = defaultdict(list)
    for row in rows:
        groups[WHOLE].append(row)
        groups[str(row[1].task), row[1].variant.style].append(row)
    shared, united = _similarity(rows)
    return Diversity({key: _group(groups[key]) for key in sorted(groups)}, shared, united)


def _key(result: Result) -> int:
    return stable_hash(result.document.id, result.variant.number) >> 16  # 48 bits, which JSON's readers keep exact


def _group(rows: Sequence[tuple[int, Result]]) -> Group:
    """`rows` in the order of their hashes."""
    sample = [result for _, result in rows[:SAMPLE]]
    fresh = [_novel(result) for result in sample]
    pooled = [result.text[:POOLED] for result in sample]
    sources = list({result.document.id: result.document.text[:POOLED] for result in sample}.values())
    distinct, drawn = _distinct([words(result.text[: 20 * EXCERPT])[:EXCERPT] for result in sample])
    return Group(
        len(rows),
        sum(novel for novel, _ in fresh),
        sum(total for _, total in fresh),
        *_packed(pooled),
        *_packed(sources),
        distinct,
        drawn,
        tuple((key, _own_opening(result)) for key, result in rows[:OPENINGS]),
    )


def opening(text: str) -> str:
    """The first words of a text."""
    head = text.lstrip()[:500]
    return " ".join(words(head)[: OPENING * (2 if is_unspaced(head) else 1)])


def _own_opening(result: Result) -> str:
    said = opening(result.text)
    return "" if said == opening(result.document.text) else said


def _grams(text: str, size: int = 4) -> set[tuple[str, ...]]:
    units = words(text)
    return set(zip(*(units[shift:] for shift in range(size)), strict=False))


def _novel(result: Result) -> tuple[int, int]:
    own = _grams(result.text)
    return len(own - _grams(result.document.text)), len(own)


def _packed(texts: Sequence[str]) -> tuple[int, int]:
    data = "\n".join(texts).encode("utf-8", "replace")
    return len(data), len(zlib.compress(data)) if data else 0


def _distinct(excerpts: Sequence[Sequence[str]]) -> tuple[tuple[int, ...], tuple[int, ...]]:
    """Different n-grams and all n-grams, n = 1 to 3, over whole blocks of BLOCK words: their ratio falls with length."""
    stream = [word for excerpt in excerpts for word in excerpt]
    blocks = [stream[at : at + BLOCK] for at in range(0, len(stream) - BLOCK + 1, BLOCK)]
    found = [[list(zip(*(block[i:] for i in range(n)), strict=False)) for block in blocks] for n in (1, 2, 3)]
    distinct = tuple(sum(len(set(grams)) for grams in of_n) for of_n in found)
    return distinct, tuple(sum(map(len, of_n)) for of_n in found)


def _similarity(rows: Sequence[tuple[int, Result]]) -> tuple[int, int]:
    siblings: dict[str, list[Result]] = defaultdict(list)
    for _, result in rows:
        siblings[result.document.id].append(result)
    several = sorted((name for name, held in siblings.items() if len(held) > 1), key=stable_hash)[:DOCUMENTS]
    shared = united = 0
    for name in several:
        for one, other in combinations([_grams(result.text) for result in siblings[name][:SIBLINGS]], 2):
            shared += len(one & other)
            united += len(one | other)
    return shared, united


def report(diversity: Diversity) -> dict[str, Any]:
    """The figures for run.json: shares in [0, 1], compression as bytes in by bytes out; None = too little to say."""
    run = _figures(diversity.groups.get(WHOLE, Group())) | {"variants": _ratio(diversity.shared, diversity.united)}
    styles = [
        {"task": key[0], "style": key[1], **_figures(group)}
        for key, group in sorted(diversity.groups.items())
        if key != WHOLE
    ]
    return {"run": run, "styles": styles}


def _figures(group: Group) -> dict[str, Any]:
    counted = Counter(said for _, said in group.openings if said)
    most, count = min(counted.items(), key=lambda item: (-item[1], item[0]), default=("", 0))
    figures = {"outputs": group.outputs, "opening": most, "opening_count": count}
    figures["opening_share"] = _ratio(count, len(group.openings))
    for n, (distinct, drawn) in enumerate(zip(group.distinct, group.drawn, strict=True), start=1):
        figures[f"distinct_{n}"] = _ratio(distinct, drawn)
    figures["compression"] = _ratio(group.size, group.packed)
    figures["source_compression"] = _ratio(group.source_size, group.source_packed)
    return figures | {"novel_4grams": _ratio(group.novel, group.grams)}


def _ratio(part: int, whole: int) -> float | None:
    return round(part / whole, 4) if whole else None


def warnings(reported: dict[str, Any]) -> list[str]:
    """A line for each style whose outputs begin alike while their sources do not."""
    return [
        f"style {row['style']} ({row['task']}): {row['opening_share']:.0%} of its outputs begin with "
        f"{row['opening']!r}: change its prompt or the temperature"
        for row in reported["styles"]
        if row["opening_count"] >= FEWEST and row["opening_share"] > COLLAPSED
    ]
