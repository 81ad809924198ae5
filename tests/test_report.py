from __future__ import annotations

import base64
import hashlib
import io
import json
import re
import zlib
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import pytest

from rephrase.data import Chunk, Document, Result, Rewrite, Status, Usage, Variant, Verdict
from rephrase.errors import InputError, UsageError
from rephrase.output import count, write_manifest, write_shard
from rephrase.report import looked
from rephrase.report.inspect import Wanted, inspect
from rephrase.report.marks import named, pieces, visible
from rephrase.rows import row

SOURCE = "The bridge of 1779 is 30 m long.\n\nIts arch weighs $m = 378$ tonnes."
REWRITE = "Built in 1789, the bridge is 30 m long.\n\nThe arch: $m = 378$ tonnes."
LOST = Verdict("numbers", False, 0.5, "lost: 1779; invented: 1789")
HOSTILE = [
    "<script>window.hurt = 1</script>",
    "</script><script>window.hurt = 2</script>",
    "</textarea></style></title></template>--><img src=x onerror='window.hurt = 3'>",
    '"><svg onload="window.hurt = 4">',
    "{{7*7}} {% raw %} ${7*7}",
    "[a](javascript:window.hurt=5) <a href='javascript:window.hurt=6'>b</a>",
    "\x1b[31mred\x1b[0m \x1b]0;title\x07 \x00 \x9b2J",
    "\u202egnp.exe\u202c \u2066 \u200b",
    "lone \ud800 half",
    r"$\text{<script>window.hurt=7</script>}$ $\href{javascript:window.hurt=8}{x}$ $\frac{a$ $$\begin{x<b>}$$",
    r"$\color{red;background:url(http://example.org/)}{x}$ $\unknown{y}$",
    "]]> <!-- <![CDATA[ &lt;b&gt; &#60;script&#62;",
]
ALL = Wanted()
LATEX = r"Half of it is $\frac{1}{2}$, so $$x^2 \le 4.$$ Broken is $\frac{1$."


def result(
    text: str = REWRITE, source: str = SOURCE, identity: str = "bridge.txt", status: Status = "accepted", **changes: Any
) -> Result:
    """A result of one chunk that begins with the source and ends with it."""
    verdicts = () if status == "accepted" else changes.pop("verdicts", (LOST,))
    chunk = Chunk(0, len(source), source)
    return Result(
        document=Document(identity, source, changes.pop("path", "corpus/bridge.txt"), {}),
        variant=Variant(0, changes.pop("style", "faq"), "beginner", 5),
        task="rephrase",
        text=text,
        rewrites=(Rewrite(chunk, text, 2, "stop", Usage(1, 100, 40, 10), verdicts),),
        spans=((0, len(text)),),
        verdicts=verdicts,
        fidelity=0.9 if status == "accepted" else 0.3,
        status=status,
        reason=changes.pop("reason", "" if status == "accepted" else f"characters 0-{len(source)}: {LOST.reason}"),
        usage=Usage(1, 100, 40, 10),
        pipeline="knowledge",
    )


def run(out: Path, *shards: Sequence[Result], keep_source: bool = True, **manifest: Any) -> Path:
    """The output folder of a run with these results, a list for each shard."""
    for number, results in enumerate(shards):
        rows = [row(one, model="m", keep_source=keep_source) for one in results]
        write_shard(out, number, rows, count(results, documents=len(results)))
    write_manifest(out, {"complete": True, "pipeline": {"name": "knowledge"}, "model": "m", "version": "0", **manifest})
    return out


def hostile(out: Path) -> Path:
    """A run whose texts, ids, paths, styles and reasons are all hostile."""
    results = [
        result(
            text,
            text,
            identity=f"{number}{text}",
            status="rejected" if number % 2 else "accepted",
            path=text,
            style=text,
            reason=f"numbers: lost: {text}",
            verdicts=(Verdict(text, False, 0.1, f"lost: {text}; invented: {text}"),),
        )
        for number, text in enumerate(HOSTILE)
    ]
    return run(out, results, model=HOSTILE[1], pipeline={"name": HOSTILE[0]})


@dataclass(frozen=True)
class Page:
    """A written report: its text, and the HTML of each row unpacked."""

    html: str
    rows: list[str]


def report(out: Path, most: int = 500) -> Page:
    pytest.importorskip("pygal")
    from rephrase.report.html import write

    html = write(out, out.parent / "report.html", most).path.read_bytes().decode("utf-8")
    packed = re.findall(r'<script type="text/plain" class="packed">([A-Za-z0-9+/=]+)</script>', html)
    return Page(html, [zlib.decompress(base64.b64decode(blob)).decode("utf-8") for blob in packed])


def elements(html: str) -> list[Any]:
    """The elements of a page as a browser's parser sees them."""
    html5lib = pytest.importorskip("html5lib")
    return list(html5lib.parse(html, namespaceHTMLElements=False).iter())


def terminal(out: Path, identity: str = "", wanted: Wanted = ALL, width: int = 120) -> str:
    from rich.console import Console

    console = Console(file=io.StringIO(), width=width, highlight=False, markup=False, emoji=False)
    inspect(out, identity, wanted, console)
    return console.file.getvalue()  # type: ignore[attr-defined,no-any-return]


def test_hostile_documents_are_text_in_the_report(tmp_path: Path) -> None:
    """Nothing of a document, id, path, style or reason becomes an element, an attribute that acts, or an address."""
    page = report(hostile(tmp_path / "out"))
    allowed = set(
        "html head meta title style body header h1 p b bdi button span main section div small figure figcaption svg"
        " g rect line text path defs desc form input select option ol li nav article noscript script link title kbd"
        " h2 details summary ul i code math mrow mi mn mo mtext mfrac msup mtable mtr mtd mspace mstyle".split()
    )
    for html in (page.html, *page.rows):
        for element in elements(html):
            tag = str(element.tag).rpartition("}")[2]
            assert tag in allowed, tag
            assert not {"src", "srcdoc", "action", "formaction", "xlink:href"} & set(element.keys())
            assert not [name for name in element.keys() if str(name).startswith("on")]  # noqa: SIM118
            assert element.get("href", "data:,") == "data:,"
    scripts = [element for element in elements(page.html) if element.tag == "script" and not element.get("type")]
    assert len(scripts) == 1
    assert not [element for html in page.rows for element in elements(html) if element.tag == "script"]


def test_hostile_texts_are_all_there_to_be_read(tmp_path: Path) -> None:
    """Escaping hides nothing: what a document says can be read in its row, its control characters as signs."""
    page = report(hostile(tmp_path / "out"))
    read = ["".join(elements(html)[0].itertext()) for html in page.rows]
    assert any("<script>window.hurt = 1</script>" in text for text in read)
    assert any("{{7*7}} {% raw %} ${7*7}" in text for text in read)
    assert any("␛[31mred" in text and "␀" in text for text in read)
    assert any("⟨U+202E⟩gnp.exe" in text for text in read)
    assert any(r"\frac{a" in text for text in read)
    assert not re.search("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]", page.html + "".join(page.rows))


def test_only_the_script_of_the_report_may_run_and_no_network_is_asked(tmp_path: Path) -> None:
    """The policy of the page names its one script by its hash and allows no source of anything else."""
    page = report(hostile(tmp_path / "out"))
    script = re.findall(r"<script>(.*?)</script>", page.html, re.DOTALL)[0]
    digest = base64.b64encode(hashlib.sha256(script.encode()).digest()).decode()
    policy = next(e.get("content") for e in elements(page.html) if e.get("http-equiv") == "Content-Security-Policy")
    assert policy.startswith("default-src 'none'; ")
    assert f"script-src 'sha256-{digest}';" in policy
    assert "http" not in policy
    styles = re.findall(r"<style.*?</style>", page.html, re.DOTALL) + re.findall(r'style="[^"]*"', "".join(page.rows))
    assert styles and not [style for style in styles if "url(" in style or "@import" in style]


def test_lost_and_invented_are_marked_in_the_chunk_that_fails(tmp_path: Path) -> None:
    """What a verdict calls lost is marked in the source, what it calls invented in the rewrite."""
    page = report(run(tmp_path / "out", [result(status="rejected")]))
    source, rewrite = page.rows[0].split('<div class="side rewrite"')
    assert '<span class="number named">1779</span>' in source
    assert '<span class="number named">1789</span>' in rewrite
    assert '<span class="number">30</span>' in source
    assert "fails here" in page.rows[0]


def test_latex_is_drawn_and_broken_latex_is_text(tmp_path: Path) -> None:
    """Formulas become MathML; one that cannot be drawn stands as it was written."""
    page = report(run(tmp_path / "out", [result(LATEX, LATEX)]))
    assert page.rows[0].count("<mfrac>") == 2
    assert 'class="formula display"' in page.rows[0]
    assert r"\frac{1$" in page.rows[0]


def test_the_report_is_the_same_each_time_and_whatever_the_shards(tmp_path: Path) -> None:
    """The sample is drawn by a hash of the ids, so neither chance nor shards change it."""
    results = [result(identity=f"{number}.txt") for number in range(40)]
    one = report(run(tmp_path / "a" / "out", results), most=7)
    two = report(run(tmp_path / "b" / "out", results[:11], results[11:]), most=7)
    assert one == report(tmp_path / "a" / "out", most=7)
    assert [re.findall(r"<h2><bdi>(.*?)<", html) for html in one.rows] == [
        re.findall(r"<h2><bdi>(.*?)<", html) for html in two.rows
    ]
    assert len(one.rows) == 7


@pytest.mark.slow
def test_a_report_of_500_long_documents_stays_under_5_mb(tmp_path: Path) -> None:
    """Rows that have no room left end in a note that says how to see the rest; each has its first part."""
    letters = str.maketrans("0123456789", "ghijklmnop")
    results = []
    for number in range(500):
        noise = (hashlib.sha512(f"{number} {place}".encode()).hexdigest().translate(letters) for place in range(140))
        text = " ".join(noise)
        chunks = tuple(Chunk(at, at + 3000, text[at : at + 3000]) for at in range(0, len(text), 3000))
        written = tuple(Rewrite(chunk, chunk.text, 1, "stop", Usage(1, 9, 9, 9), ()) for chunk in chunks)
        spans = tuple((chunk.start, chunk.end) for chunk in chunks)
        base = result(identity=f"{number}.txt")
        document = Document(f"{number}.txt", text, "long.txt", {})
        results.append(replace(base, document=document, text=text, rewrites=written, spans=spans))
    page = report(run(tmp_path / "out", results))
    assert len(page.html) < 5_000_000
    assert len(page.rows) == 500
    assert all("part 1 of" in html for html in page.rows)
    assert "rephrase inspect" in page.rows[0]


def test_figures_count_every_row_and_not_the_sample_alone(tmp_path: Path) -> None:
    """A report whose reader holds few rows counts all."""
    results = [
        result(identity=f"{number}.txt", status="rejected" if number % 4 else "accepted") for number in range(12)
    ]
    page = report(run(tmp_path / "out", results, pipeline={"prices": {"prompt": 1.0, "completion": 2.0}}), most=2)
    assert "<span>accepted</span><b>3</b><small>25.0% of the rows</small>" in page.html
    assert "<span>rejected</span><b>9</b>" in page.html
    assert "<span>cost</span><b>$0.0014</b>" in page.html
    assert "a sample of 12" in page.html


def test_diversity_is_drawn_where_the_run_measured_it(tmp_path: Path) -> None:
    """Compression of rewrites and sources is a chart, and the share of new wording a figure."""
    measured = {"outputs": 3, "compression": 2.5, "source_compression": 2.0, "novel_4grams": 0.625}
    styles = [{"task": "rephrase", "style": HOSTILE[0], **measured}, {"outputs": 1, "task": "x", "style": "y"}]
    page = report(run(tmp_path / "out", [result()], diversity={"run": measured, "styles": styles}))
    assert "<span>new wording</span><b>62.5%</b>" in page.html
    assert "<b>Diversity</b>" in page.html
    assert "<b>Diversity</b>" not in report(run(tmp_path / "other" / "out", [result()])).html


def test_a_run_without_sources_or_rows_still_has_a_report(tmp_path: Path) -> None:
    """Without sources the reader says so; without rows there is nothing to read, and no chart breaks."""
    unkept = report(run(tmp_path / "a" / "out", [result()], keep_source=False))
    assert "source (not kept by this run)" in unkept.rows[0]
    empty = report(run(tmp_path / "b" / "out", []))
    assert "There are no rows." in empty.html


def test_a_folder_that_is_no_run_is_named_with_what_to_do(tmp_path: Path) -> None:
    """Neither a report nor an inspection starts from a folder without run.json, or without a finished shard."""
    with pytest.raises(UsageError, match="no run's output"):
        terminal(tmp_path)
    write_manifest(tmp_path, {"complete": False})
    with pytest.raises(InputError, match="no shard"):
        terminal(tmp_path)


def test_a_missing_extra_is_named_with_the_command_that_installs_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whoever has not installed the extra is told how to."""
    from rephrase.report.html import write

    monkeypatch.setitem(__import__("sys").modules, "pygal", None)
    with pytest.raises(UsageError) as caught:
        write(run(tmp_path / "out", [result()]))
    assert "rephrase-corpus[report]" in caught.value.hint


def test_nothing_a_document_holds_acts_on_the_terminal(tmp_path: Path) -> None:
    """Neither the table nor a row prints a control character, whatever texts, ids and reasons hold."""
    out = hostile(tmp_path / "out")
    ids = [head.id for head in looked.heads(out)]
    shown = terminal(out) + "".join(terminal(out, identity, width=width) for identity in ids for width in (60, 140))
    assert not re.search("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff]", shown)
    assert "␛" in shown
    assert "{{7*7}}" in shown


def test_inspect_lists_the_rows_that_fit_and_shows_one_part_by_part(tmp_path: Path) -> None:
    """Status, check and style narrow the list; an id, or a document's, shows source, rewrite and verdicts."""
    bad = result(identity="bad.txt", status="rejected", style="plain")
    out = run(tmp_path / "out", [result(identity="good.txt")], [bad])
    assert "good.txt/0" in terminal(out)
    for wanted in (Wanted(status="rejected"), Wanted(check="numbers"), Wanted(style="plain")):
        assert "bad.txt/0" in terminal(out, wanted=wanted)
        assert "good.txt/0" not in terminal(out, wanted=wanted)
    assert "the first 1; more with --limit" in terminal(out, wanted=Wanted(limit=1))
    shown = terminal(out, "bad.txt")
    assert "fails here" in shown
    assert "✗ numbers 0.50 lost: 1779; invented: 1789" in shown
    with pytest.raises(UsageError, match="has the id"):
        terminal(out, "neither.txt")


def test_a_note_on_a_translation_stands_beside_the_translation(tmp_path: Path) -> None:
    """Where an earlier task's text was rewritten, that one is shown, cut by the chunks' places in it."""
    chunk = {"base_start": 4, "base_end": 9, "source_start": 0, "source_end": 2, "text_start": 0, "text_end": 3}
    cells = {"base_text": "The brook", "source_text": "Der Bach", "text": "Run", "base_id": "a/0"}
    found = looked.parts(cells | {"chunks": [chunk | {"attempts": 1, "finish_reason": "stop"}]})
    assert [(part.source, part.rewrite) for part in found] == [("brook", "Run")]
    assert looked.rewritten(cells) == "rewritten from a/0"


def test_what_a_chain_did_not_reach_is_a_part_without_a_rewrite() -> None:
    """The end of a source whose chain broke off is shown, too."""
    chunk = {"source_start": 0, "source_end": 5, "text_start": 0, "text_end": 3, "attempts": 1, "finish_reason": "stop"}
    found = looked.parts({"source_text": "Done. Not done.", "text": "It.", "chunks": [chunk]})
    assert [(part.source, part.rewrite) for part in found] == [("Done.", "It."), (" Not done.", "")]


@pytest.mark.parametrize(
    ("reason", "lost", "invented"),
    [
        ("lost: 38, 04 and 2 more; invented: 1789", ["38", "04"], ["1789"]),
        ("lost: f(x, y) = 3", ["$f(x, y) = 3$"], []),
        ("no longer denied: It is not, however, true", ["It is not, however, true"], []),
        ("lost between parts 6 and 7: The gearing of the …", ["The gearing of the"], []),
        ("comes again: Twice.", [], ["Twice."]),
        ("40 → 60", ["40"], ["60"]),
        ("94% of the words copied in sequence", [], []),
    ],
)
def test_reasons_are_read_for_what_they_name(reason: str, lost: list[str], invented: list[str]) -> None:
    """Numbers, formulas and sentences that reasons list are found in the texts, whole and nowhere else."""
    text = "In 1038 the 38 of 04:10 had $f(x, y) = 3$. It is not, however, true. The gearing of the chain. 40. 1789 Twice. 60"
    found = named([{"check": "x", "passed": False, "score": 0.1, "reason": reason}])
    assert [piece.text for piece in pieces(text, found.lost) if piece.named] == lost
    assert [piece.text for piece in pieces(text, found.invented) if piece.named] == invented


def test_pieces_joined_are_the_text_again() -> None:
    """Marking loses no character of a hostile or mathematical text."""
    for text in [*HOSTILE, SOURCE, LATEX, "", "\\begin{align}a&=1\\\\b&=2\\end{align} `code 3` and 1,000.5"]:
        assert (
            "".join(piece.text for piece in pieces(text, ["1779", "script, b", "…", "\n …", "", ", , and 3 more", "a"]))
            == text
        )


def test_letters_that_need_invisible_marks_keep_them() -> None:
    """Persian and emoji joiners, accents and right-to-left letters are left alone; what reorders a line is shown."""
    assert visible("می‌خواهم 👩‍🔬 é שלום\ttab\r\n") == "می‌خواهم 👩‍🔬 é שלום\ttab\n"
    assert visible("a\u202eb\x1b\ud800") == "a⟨U+202E⟩b␛\N{REPLACEMENT CHARACTER}"


def test_the_commands_report_and_inspect_say_where_and_what(tmp_path: Path) -> None:
    """`rephrase report` names the file, its rows and its size; `rephrase inspect` lists rows."""
    from typer.testing import CliRunner

    from rephrase.cli import app

    out = run(tmp_path / "out", [result()])
    assert "bridge.txt/0" in CliRunner().invoke(app, ["inspect", str(out)]).stdout
    pytest.importorskip("pygal")
    shown = CliRunner().invoke(app, ["report", str(out)]).stdout
    assert "report.html: 1 of 1 rows" in shown.replace("\n", "")
    assert json.loads((out / "run.json").read_text())["complete"]
