"""The rows of a run in the terminal: a table of them, or one row chunk by chunk. Nothing a text holds acts on the terminal."""

from __future__ import annotations

import contextlib
import itertools
import os
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from rephrase.errors import UsageError
from rephrase.place import Place
from rephrase.report import looked
from rephrase.report.looked import Head, Part
from rephrase.report.marks import Named, named, pieces, visible

if TYPE_CHECKING:
    from rich.console import Console, RenderableType
    from rich.table import Table
    from rich.text import Text

COLOURS = {"accepted": "green", "rejected": "yellow", "failed": "red"}
LOOKS = {"text": "", "number": "cyan", "formula": "magenta", "code": "dim"}
LOST, INVENTED = "bold white on red", "bold black on yellow"
NARROW = 100  # columns below which the rewrite stands under its source
SEEN_REASON = 200  # characters of a reason in the table
HINT = "rephrase inspect DIR lists the ids"


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which rows are listed: all those that fit what is given, at most `limit` of them."""

    status: str = ""
    check: str = ""
    style: str = ""
    limit: int = 50

    def fits(self, head: Head) -> bool:
        return (
            self.status in ("", head.status)
            and self.style in ("", head.style)
            and (not self.check or self.check in head.failed)
        )


def inspect(out: Place, identity: str, wanted: Wanted, console: Console, is_paged: bool = False) -> None:
    """Prints the table of a run's rows, or the row of this id, if `is_paged` through the pager that PAGER names.

    Raises UsageError where the folder is no run's or the id is none of its.
    """
    looked.manifest_of(out)
    shown = _row(out, identity, console.width) if identity else _listed(out, wanted)
    if is_paged:
        os.environ.setdefault("LESS", "FRX")  # as git does: colours, and no pager for what fits on the screen
    with console.pager(styles=True) if is_paged else contextlib.nullcontext():
        for line in shown:
            console.print(line)


def _listed(out: Place, wanted: Wanted) -> Iterator[RenderableType]:
    found = list(itertools.islice(filter(wanted.fits, looked.heads(out)), wanted.limit + 1))
    if not found:
        yield _text("no row fits")
        return
    yield _table(found[: wanted.limit])
    if len(found) > wanted.limit:
        yield _text(f"the first {wanted.limit}; more with --limit")


def _table(found: Sequence[Head]) -> Table:
    from rich.table import Table

    table = Table(box=None, pad_edge=False, header_style="bold", expand=True)
    table.add_column("id", overflow="fold", max_width=32)
    table.add_column("status", no_wrap=True)
    table.add_column("style", overflow="ellipsis", no_wrap=True, max_width=16)
    table.add_column("fid.", justify="right", no_wrap=True)
    table.add_column("tokens", justify="right", no_wrap=True)
    table.add_column("reason", overflow="ellipsis", no_wrap=True, ratio=1)
    for head in found:
        table.add_row(
            _text(head.id),
            _text(head.status, COLOURS.get(head.status, "")),
            _text(head.style),
            f"{head.fidelity:.2f}",
            f"{head.n_source_tokens}→{head.n_tokens}",
            _text(" ".join(head.reason[:SEEN_REASON].split())),
        )
    return table


def _row(out: Place, identity: str, width: int) -> Iterator[RenderableType]:
    """All rows of this id: a document that came twice, and where no id fits, all variants of a document of this name."""
    found = [head for head in looked.heads(out) if head.id == identity]
    found = found or [head for head in looked.heads(out) if head.id.rpartition("/")[0] == identity]
    if not found:
        raise UsageError(f"no finished row of {out} has the id {identity!r}", HINT)
    for head, row in looked.whole(found):
        yield from _head(head, row)
        yield from _parts(row, width)


def _head(head: Head, row: dict[str, Any]) -> Iterator[RenderableType]:
    from rich.rule import Rule

    yield Rule(_text(head.id, "bold"), align="left", style=COLOURS.get(head.status, ""))
    said = {
        "task": head.task,
        "style": head.style,
        "perspective": row.get("perspective"),
        "route": row.get("route"),
        "model": row.get("model"),
        "from": row.get("source_path"),
    }
    line = _text(head.status, COLOURS.get(head.status, ""))
    line.append(f" · fidelity {head.fidelity:.2f} · tokens {head.n_source_tokens} → {head.n_tokens}", "")
    for name, value in said.items():
        if value:
            line.append(f" · {name} ", "dim").append(visible(str(value)))
    yield line
    if head.reason:
        yield _text(head.reason, "yellow")
    for verdict in row.get("verdicts") or []:
        mark, style = ("✓", "green") if verdict["passed"] else ("✗", "bold red")
        verdict_line = _text(f"{mark} {verdict['check']}", style)
        verdict_line.append(f" {verdict['score'] or 0:.2f} ", "dim").append(visible(verdict["reason"] or ""))
        yield verdict_line


def _parts(row: dict[str, Any], width: int) -> Iterator[RenderableType]:
    found = looked.parts(row)
    failing = any(part.bad for part in found)
    names = named(row.get("verdicts") or [])
    left = looked.rewritten(row)
    for number, part in enumerate(found, start=1):
        yield from _part(
            part, f"part {number} of {len(found)}", left, names if part.bad or not failing else Named(), width
        )


def _part(part: Part, title: str, left: str, names: Named, width: int) -> Iterator[RenderableType]:
    from rich.rule import Rule
    from rich.table import Table

    said = [
        title,
        f"{part.attempts} {'answer' if part.attempts == 1 else 'answers'}" * bool(part.attempts),
        part.finish,
        "fails here" * part.bad,
    ]
    yield Rule(_text(" · ".join(filter(None, said)), "dim"), align="left", style="red" if part.bad else "dim")
    sides = (_marked(part.source, names.lost, LOST), _marked(part.rewrite, names.invented, INVENTED))
    if width < NARROW:
        for name, side in zip((left, "rewrite"), sides, strict=True):
            yield _text(name, "bold dim")
            yield side
        return
    table = Table(box=None, pad_edge=False, expand=True, header_style="bold dim", padding=(0, 2, 0, 0))
    table.add_column(_text(left), ratio=1, overflow="fold")
    table.add_column("rewrite", ratio=1, overflow="fold")
    table.add_row(*sides)
    yield table


def _marked(text: str, listings: Sequence[str], style: str) -> Text:
    from rich.text import Text

    marked = Text()
    for piece in pieces(text.strip("\r\n").rstrip(), listings):
        marked.append(visible(piece.text), style if piece.named else LOOKS[piece.look])
    return marked if marked else _text("not written", "italic dim")


def _text(text: str, style: str = "") -> Text:
    """A text as it is: no markup in it is read, and no control character is left."""
    from rich.text import Text

    return Text(visible(text), style)
