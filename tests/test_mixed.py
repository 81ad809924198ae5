"""Whole runs over mixed corpora against a real HTTP endpoint: routes, chains of tasks, strategies."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from rephrase.strategies import read
from tests.corpora import document, reworded
from tests.endpoint import Reply, part_of, serving
from tests.test_route import GERMAN, GERMAN_PROOF
from tests.test_run import ran, rows

Folder = Callable[[dict[str, str]], Path]

ENGLISH = (
    "Lake Constance lies between Germany, Austria and Switzerland. It came into being after the last ice age, when the "
    "Rhine glacier melted, and at its deepest point it is more than two hundred metres deep. "
)
ENGLISH_PROOF = (
    "\\begin{satz} Let $V$ be a vector space. Then $0 \\cdot v = 0$ for all $v \\in V$. \\end{satz}\n"
    "\\begin{beweis} We have $0 \\cdot v = (0 + 0) \\cdot v = 0 \\cdot v + 0 \\cdot v$, which gives the claim. \\end{beweis}"
)
NOTE = (
    "**Claim.** In a vector space $V$, every $v \\in V$ satisfies $0 \\cdot v = 0$.\n\n"
    "**Why.** Splitting zero gives $0 \\cdot v = (0 + 0) \\cdot v = 0 \\cdot v + 0 \\cdot v$; this proves the statement."
)


def translator(request: dict[str, Any]) -> str:
    """Answers as a good model would, by what it is asked for."""
    part, asked = part_of(request), request["messages"][-1]["content"]
    if "Translate this part" in asked:
        return ENGLISH_PROOF if "satz" in part else ENGLISH.strip()
    return NOTE if "Write the note" in asked else reworded(part)


def test_each_document_of_a_mixed_corpus_takes_its_own_way(folder: Folder, tmp_path: Path) -> None:
    """Knowledge is rephrased, another language becomes English, foreign mathematics English and then a note, each a row."""
    corpus = folder({"a.md": document(0, 8), "b.txt": GERMAN, "c.tex": GERMAN_PROOF})
    with serving(translator) as endpoint:
        manifest = ran(corpus, tmp_path / "out", endpoint.url)
    assert manifest["counts"]["variants"] == 4
    found = [*rows(tmp_path / "out"), *rows(tmp_path / "out", "quarantine")]
    said = {row["id"]: (row["pipeline"], row["task"], row["route"], row["language"]) for row in found}
    assert said == {
        "a.md/0": ("knowledge", "rephrase", "knowledge", "en"),
        "b.txt/0": ("translate", "translate", "foreign", "de"),
        "c.tex/0": ("translate_math_notes", "translate", "foreign_math", "de"),
        "c.tex/1": ("translate_math_notes", "learning_note", "foreign_math", "de"),
    }
    assert not rows(tmp_path / "out", "quarantine"), [row["reason"] for row in rows(tmp_path / "out", "quarantine")]
    note = next(row for row in found if row["id"] == "c.tex/1")
    assert (note["source_text"], note["base_id"], note["base_text"]) == (GERMAN_PROOF, "c.tex/0", ENGLISH_PROOF)
    assert note["style"] == "note_theorem"
    assert (note["chunks"][0]["source_start"], note["chunks"][-1]["source_end"]) == (0, len(GERMAN_PROOF))
    assert manifest["routes"]["math"]["tasks"] == ["learning_note"]


def test_a_note_on_a_translation_that_failed_is_a_row_that_says_so(folder: Folder, tmp_path: Path) -> None:
    """What a chain cannot do any more costs no request and stands in the quarantine with the reason."""
    corpus = folder({"c.tex": GERMAN_PROOF})
    with serving(part_of) as endpoint:
        counts = ran(corpus, tmp_path / "out", endpoint.url, "--set", "repairs=0")["counts"]
        assert len(endpoint.requests) == counts["requests"] == 1
    assert (counts["variants"], counts["rejected"]) == (2, 2)
    first, second = rows(tmp_path / "out", "quarantine")
    assert "language" in first["reason"]
    assert (second["task"], second["reason"]) == (
        "learning_note",
        "translate: rejected, so there was nothing to make this of",
    )


def test_a_forced_pipeline_is_taken_by_every_document(folder: Folder, tmp_path: Path) -> None:
    corpus = folder({"a.md": document(0, 8), "b.txt": GERMAN})
    with serving(translator) as endpoint:
        ran(corpus, tmp_path / "out", endpoint.url, "--pipeline", "knowledge")
    found = [*rows(tmp_path / "out"), *rows(tmp_path / "out", "quarantine")]
    assert {row["pipeline"] for row in found} == {"knowledge"}


def test_verify_judges_a_note_against_the_translation_it_was_made_of(folder: Folder, tmp_path: Path) -> None:
    from rephrase import cli

    with serving(translator) as endpoint:
        ran(folder({"c.tex": GERMAN_PROOF}), tmp_path / "out", endpoint.url)
    arguments = [
        "verify",
        tmp_path / "out",
        "--embedder",
        "none",
        "--output",
        tmp_path / "v.parquet",
        "--min-pass-rate",
        1,
    ]
    cli.app([str(argument) for argument in arguments], standalone_mode=False)


def test_variants_are_the_same_whatever_the_concurrency(folder: Folder, tmp_path: Path) -> None:
    """The (style, perspective) of every row depends on the document alone, in mixed corpora with several variants."""
    corpus = folder({f"{n}.md": document(10 * n, 4) for n in range(6)} | {"b.txt": GERMAN, "c.tex": GERMAN_PROOF})
    made = []
    with serving(translator) as endpoint:
        for number, concurrency in enumerate((1, 16)):
            ran(corpus, tmp_path / f"out{number}", endpoint.url, "--variants", 4, "--concurrency", concurrency)
            made.append([*rows(tmp_path / f"out{number}"), *rows(tmp_path / f"out{number}", "quarantine")])
    assert made[0] == made[1]
    for identity in {row["source_id"] for row in made[0]}:
        own = [(r["task"], r["style"], r["perspective"]) for r in made[0] if r["source_id"] == identity]
        assert len(set(own)) == len(own)


STRATEGIES = "- Write down each repair with its year and its workers.\n- Compare the sizes of the crews.\nThat is all."


def test_strategies_are_asked_for_once_a_document_and_each_is_a_variant(folder: Folder, tmp_path: Path) -> None:
    """A variant beyond the ways that the model named takes an ordinary style."""

    def script(request: dict[str, Any]) -> str:
        return (
            STRATEGIES if "Name 3 different ways" in request["messages"][0]["content"] else reworded(part_of(request))
        )

    with serving(script) as endpoint:
        settings = ("--set", "tasks=[strategies, rephrase]", "--variants", 3, "--pipeline", "knowledge")
        counts = ran(folder({"a.md": document(0, 6)}), tmp_path / "out", endpoint.url, *settings)["counts"]
        assert counts["requests"] == len(endpoint.requests)
        asked = [r for r in endpoint.requests if "Name 3 different ways" in r["messages"][0]["content"]]
        systems = [request["messages"][0]["content"] for request in endpoint.requests]
    assert len(asked) == 1
    found = sorted(rows(tmp_path / "out"), key=lambda row: row["variant"])
    ways = ["Write down each repair with its year and its workers.", "Compare the sizes of the crews.", None]
    assert [row["strategy"] for row in found] == ways
    assert sum("Compare the sizes of the crews." in system for system in systems) >= 1


@pytest.mark.parametrize(
    "reply", ["", "I'm sorry, but I can't help with that.", Reply(status=400, text="no"), "no list at all"]
)
def test_without_strategies_the_ordinary_styles_are_taken(folder: Folder, tmp_path: Path, reply: Reply | str) -> None:
    def script(request: dict[str, Any]) -> Reply | str:
        return reply if "different ways" in request["messages"][0]["content"] else reworded(part_of(request))

    with serving(script) as endpoint:
        settings = ("--set", "tasks=[strategies, rephrase]", "--pipeline", "knowledge")
        counts = ran(folder({"a.md": document(0, 6)}), tmp_path / "out", endpoint.url, *settings)["counts"]
    assert counts["accepted"] == 1
    assert rows(tmp_path / "out")[0]["strategy"] is None


def test_a_strategy_is_one_printable_line() -> None:
    """What a model says of a hostile document never brings lines or control characters of its own into a prompt."""
    answer = (
        "- Look at the\x1b[31m causes\u2028and effects of it\n- "
        + "x" * 400
        + "\n- short\n1. List the years of all repairs."
    )
    assert read(answer, 5) == ["Look at the [31m causes and effects of it", "List the years of all repairs."]
    assert json.dumps(read("* a way that is long enough\n" * 9, 5)) == '["a way that is long enough"]'
