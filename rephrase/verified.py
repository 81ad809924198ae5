"""A checked pair, and the Parquet file with a row for each. Knows nothing of how a verdict came about."""

from __future__ import annotations

import functools
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

from rephrase.data import Usage, Verdict
from rephrase.fidelity.cascade import Why
from rephrase.formats.decode import without_surrogates
from rephrase.output import ROW_GROUP, atomic
from rephrase.pairs import Pair
from rephrase.rows import verdict_cells

if TYPE_CHECKING:
    import pyarrow as pa

Write = Callable[[Sequence["Checked"]], None]


@dataclass(frozen=True, slots=True)
class Checked:
    """A pair and what was said of it. `fidelity` in [0, 1]; the verdicts of checks in `ignored` do not fail it.

    `uncertain`: it passed, is near what would not, and no judge saw it. `why` a judge saw it ("" = none did), at the cost
    of `usage`.
    """

    pair: Pair
    verdicts: tuple[Verdict, ...]
    fidelity: float
    ignored: frozenset[str] = frozenset()
    passed: bool = False
    uncertain: bool = False
    why: Why = ""
    usage: Usage = field(default_factory=Usage)

    @property
    def counted(self) -> tuple[Verdict, ...]:
        return tuple(verdict for verdict in self.verdicts if verdict.check not in self.ignored)


@functools.cache
def schema() -> pa.Schema:
    """The columns of a row; `fidelity` in [0, 1], `judged` = a judge saw it."""
    import pyarrow as pa

    text, flag, real = pa.string(), pa.bool_(), pa.float64()
    verdict = pa.struct({"check": text, "passed": flag, "score": real, "reason": text})
    columns = {"id": text, "task": text, "fidelity": real, "passed": flag, "judged": flag}
    return pa.schema({**columns, "verdicts": pa.list_(verdict)})


def row(checked: Checked) -> dict[str, Any]:
    """The columns of `schema`."""
    return {
        "id": without_surrogates(checked.pair.id),
        "task": checked.pair.task,
        "fidelity": checked.fidelity,
        "passed": checked.passed,
        "judged": bool(checked.why),
        "verdicts": [verdict_cells(verdict) for verdict in checked.verdicts],
    }


@contextmanager
def writing(path: Path | None) -> Iterator[Write]:
    """Takes rows and writes them in groups of ROW_GROUP; the file has its name once the block has ended well.

    Without a path nothing is written. Raises OutputError where the file cannot be written.
    """
    if path is None:
        yield lambda checked: None
        return
    import pyarrow as pa
    import pyarrow.parquet as pq

    waiting: list[dict[str, Any]] = []

    def write(checked: Sequence[Checked]) -> None:
        waiting.extend(map(row, checked))
        if len(waiting) >= ROW_GROUP:
            flush()

    def flush() -> None:
        writer.write_table(pa.Table.from_pylist(waiting, schema=schema()))
        waiting.clear()

    hint = "free space or mend the folder, then run the same command again"
    with atomic(path, hint) as file, pq.ParquetWriter(file, schema(), compression="zstd") as writer:
        yield write
        if waiting:
            flush()
