"""The report of a run: one HTML file that asks no network, whose reader unpacks one row at a time.

Every text of a document, a model or a run goes through Jinja's escaping, after `visible`; the one script of the page is named
by its hash in the page's policy, so that no other one runs.
"""

from __future__ import annotations

import base64
import hashlib
import itertools
import zlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from rephrase.errors import OutputError, UsageError
from rephrase.output import atomic
from rephrase.place import Place
from rephrase.report import looked
from rephrase.report.figures import STATUSES, Figures, summary
from rephrase.report.looked import Head
from rephrase.report.marks import Named, Piece, named, pieces, visible

if TYPE_CHECKING:
    from jinja2 import Environment

TEMPLATES = Path(__file__).parent / "template"
NAME = "report.html"
ROOM = 4_200_000  # characters of all packed rows together: with figures, charts and list the file stays under 5 MB
LONGEST_PART = 20_000  # characters of one side of a chunk
SEEN_REASON = 300  # characters of a reason in the list of rows
FAR = 4  # parts above the one that fails, with which it is still in sight
INSTALL = 'pip install "rephrase-corpus[report]"'


@dataclass(frozen=True, slots=True)
class Written:
    """Where the report is, its size in bytes, how many rows its reader holds, and of how many."""

    path: Place
    size: int
    sampled: int
    rows: int


def write(out: Place, path: Path | None = None, most: int = 500) -> Written:
    """Writes the report of a run's folder, at most `most` rows in its reader, to `path` or into the folder.

    Raises UsageError where the folder is no run's or the extra is not installed, OutputError where it cannot be written.
    """
    environment = _environment()
    target = path or out / NAME
    if target.is_dir():
        raise OutputError(f"{target} is a folder", f"name a file: --output {target / NAME}")
    manifest = looked.manifest_of(out)
    figures = Figures()
    chosen = looked.sample(figures.counting(looked.heads(out)), most)
    with atomic(target, "free space or name another file with --output") as file:
        for piece in _page(environment, out, manifest, figures, chosen):
            file.write(_utf8(piece))
        size = file.tell()
    return Written(target, size, len(chosen), figures.rows.total())


def _environment() -> Environment:
    try:
        import math_core  # noqa: F401
        import pygal  # noqa: F401
        from jinja2 import Environment, FileSystemLoader, StrictUndefined
    except ImportError as error:
        raise UsageError(f"a report needs {error.name}, which is not installed", f"install it: {INSTALL}") from error
    return Environment(
        loader=FileSystemLoader(TEMPLATES),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        finalize=_finalized,
    )


def _finalized(value: Any) -> Any:
    """What every expression of a template goes through before it is escaped."""
    return visible(value) if type(value) is str else value


def _page(
    environment: Environment, out: Place, manifest: Mapping[str, Any], figures: Figures, chosen: Sequence[Head]
) -> Iterator[str]:
    from markupsafe import Markup

    from rephrase.report.charts import charts

    style, script = ((TEMPLATES / name).read_text("utf-8") for name in ("report.css", "report.js"))
    digest = base64.b64encode(hashlib.sha256(script.encode("utf-8")).digest()).decode("ascii")
    pipeline = manifest.get("pipeline") or {}
    found = charts(figures, manifest.get("diversity") or {})
    drawn = [(title, note, Markup(svg)) for title, note, svg in found]  # noqa: S704  # its writer escapes labels
    yield from environment.get_template("report.html").generate(
        style=Markup(style),  # noqa: S704  # our own files
        script=Markup(script),  # noqa: S704
        script_hash=digest,
        name=(out.resolve() if isinstance(out, Path) else out).name,
        made=[
            (what, said)
            for what, said in (
                ("pipeline", pipeline.get("name")),
                ("model", manifest.get("model")),
                ("rephrase", manifest.get("version")),
            )
            if said
        ],
        summary=summary(out, manifest, figures),
        charts=drawn,
        heads=chosen,
        rows=figures.rows.total(),
        filters=_filters(chosen),
        seen_reason=SEEN_REASON,
        packed=_packed(environment, chosen),
    )


def _filters(chosen: Sequence[Head]) -> list[tuple[str, list[str]]]:
    """What the reader can be narrowed to: (name, values), where there is a choice."""
    found = {
        "status": [status for status in STATUSES if any(head.status == status for head in chosen)],
        "style": sorted({head.style for head in chosen if head.style}),
        "task": sorted({head.task for head in chosen if head.task}),
        "language": sorted({head.language for head in chosen if head.language}),
        "check": sorted({check for head in chosen for check in head.failed}),
    }
    return [(name, values) for name, values in found.items() if len(values) > (name != "check")]


def _packed(environment: Environment, chosen: Sequence[Head]) -> Iterator[str]:
    """The rows' HTML, deflated, as base64, in the order of `chosen`: short ones leave room to those that follow."""
    room, left = ROOM, len(chosen)
    for head, row in looked.whole(chosen):
        note = environment.get_template("cut.html").render(head=head)
        deflated = _deflated(_article(environment, head, row), note, room // left * 3 // 4)
        packed = base64.b64encode(deflated).decode("ascii")
        room, left = room - len(packed), left - 1
        yield packed


def _deflated(blocks: Iterable[str], note: str, most: int) -> bytes:
    """The blocks as far as they have room, at least the first, and then the note if not all have."""
    packer = zlib.compressobj(9)
    packed = b""
    for number, block in enumerate(blocks):
        after = packer.copy()
        more = after.compress(_utf8(block)) + after.flush(zlib.Z_SYNC_FLUSH)
        if number and len(packed) + len(more) > most:
            return packed + packer.compress(_utf8(note)) + packer.flush()
        packer, packed = after, packed + more
    return packed + packer.flush()


def _utf8(text: str) -> bytes:
    return text.encode("utf-8", "replace")


def _article(environment: Environment, head: Head, row: Mapping[str, Any]) -> Iterator[str]:
    """The head of a row, then its parts; where it fails far below, that part comes first and once more in its place."""
    verdicts = row.get("verdicts") or []
    found = looked.parts(row)
    failing = any(part.bad for part in found)
    names = named(verdicts)
    yield environment.get_template("head.html").render(
        head=head,
        row=row,
        verdicts=sorted(verdicts, key=lambda verdict: bool(verdict["passed"])),
        left=looked.rewritten(row),
    )
    numbered = list(enumerate(found, start=1))
    first = [(number, part) for number, part in numbered if part.bad and number > FAR]
    template = environment.get_template("part.html")
    for place, (number, part) in enumerate([*first, *numbered]):
        seen = names if part.bad or not failing else Named()
        yield template.render(
            number=number,
            part=part,
            count=len(found),
            begins=bool(first) and place == len(first),
            source=list(_shown(part.source, seen.lost)),
            rewrite=list(_shown(part.rewrite, seen.invented)),
        )


def _shown(text: str, listings: Sequence[str]) -> Iterator[tuple[Piece, Any]]:
    """The pieces of a text, each with its MathML where it is a formula that can be drawn."""
    from markupsafe import Markup

    from rephrase.report.formula import mathml

    text = text.strip("\r\n").rstrip()
    below = False  # a displayed formula, which needs no empty line to stand apart
    found = list(pieces(text[:LONGEST_PART], listings))
    for piece, after in itertools.pairwise([*found, Piece("")]):
        drawn = mathml(visible(piece.inner), piece.display) if piece.look == "formula" else None
        plain = piece.look == "text" and not piece.named
        shown = replace(piece, text=_edged(piece.text, below, after.display)) if plain else piece
        below = piece.display
        yield shown, Markup(drawn) if drawn else None  # noqa: S704  # its elements are checked
    if len(text) > LONGEST_PART:
        yield Piece(f" … {len(text) - LONGEST_PART:,} more characters", "code"), None


def _edged(text: str, left: bool, right: bool) -> str:
    text = text.lstrip("\r\n") if left else text
    return text.rstrip("\r\n") if right else text
