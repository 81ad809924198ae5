"""What is measured of outputs adds up in any order and says when a template collapses."""

from __future__ import annotations

import json
import random
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from rephrase.data import Document, Result, Usage, Variant
from rephrase.diversity import Diversity, from_json, measure, report, warnings
from tests.corpora import document, reworded
from tests.endpoint import serving
from tests.test_run import Folder, good, ran, rows


def result(number: int, style: str = "faq", text: str = "", variant: int = 0) -> Result:
    source = document(7 * number, 6)
    kind = Variant(variant, style, "beginner", 1)
    return Result(
        Document(f"d{number}", source, "d"),
        kind, "rephrase", text or reworded(source), (), (), (), 1.0, "accepted", "", Usage(),
    )  # fmt: skip


PARTS = [measure([result(3 * n + k, ("faq", "table")[k % 2]) for k in range(3)]) for n in range(5)]


@given(st.permutations(PARTS), st.integers(0, 5))
def test_adding_is_associative_and_in_any_order(parts: list[Diversity], cut: int) -> None:
    """Shards add to the same value whatever their order and grouping, also after being written and read."""
    left, right = sum(parts[:cut], Diversity()), sum(parts[cut:], Diversity())
    assert left + right == sum(PARTS, Diversity())
    assert from_json((left + right).to_json()) == left + right


def test_the_order_of_rows_changes_nothing() -> None:
    """A shard measures the same however its rows are ordered; rejected rows do not count."""
    rows = [result(n, variant=v) for n in range(20) for v in range(2)]
    mixed = random.Random(1).sample(rows, len(rows))
    assert measure(rows) == measure(mixed)
    assert report(measure(rows))["run"]["variants"] == 1.0


def test_a_collapsed_template_is_told_and_the_sources_own_opening_is_not() -> None:
    """Outputs of a style that begin alike give one line; those that begin as their sources do give none."""
    same = [result(n, "faq", f"In this article we will learn number {n} of it.") for n in range(25)]
    own = [result(n, "table", document(7 * n, 6)) for n in range(100, 125)]
    (line,) = warnings(report(measure(same + own)))
    assert "faq" in line
    assert "in this article we will" in line


def test_nothing_measured_is_nothing_said() -> None:
    """A run without accepted rows has no figures and no warning."""
    reported = report(Diversity())
    assert reported["run"]["opening_share"] is None
    assert warnings(reported) == []


def test_a_run_writes_figures_and_leaks_no_benchmark_item(folder: Folder, tmp_path: Path) -> None:
    """A document with an item is rejected unsent, the others are measured in run.json and the card."""
    question = "How many shells did the three quiet sailors gather before the storm reached their small grey boat?"
    quiz = tmp_path / "quiz.jsonl"
    quiz.write_text(json.dumps({"id": "s1", "question": question}))
    corpus = folder({"a.md": document(0, 8), "b.md": f"{document(20, 8)}\n{question}\n"})
    with serving(good) as endpoint:
        manifest = ran(corpus, tmp_path / "out", endpoint.url, "--decontaminate", quiz)
        assert not any("sailors" in json.dumps(request) for request in endpoint.requests)
    assert (manifest["counts"]["accepted"], manifest["reasons"]) == (1, {"decontamination": 1})
    assert "quiz.jsonl#s1" in rows(tmp_path / "out", "quarantine")[0]["reason"]
    assert manifest["diversity"]["run"]["outputs"] == 1
    assert "## Diversity" in (tmp_path / "out" / "README.md").read_text()
