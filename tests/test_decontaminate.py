"""Benchmark items are found wherever they stand, and nothing else is."""

from __future__ import annotations

import gzip
import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rephrase.benchmark import Item, digests, items
from rephrase.data import Document, Result, Usage, Variant
from rephrase.decontaminate import build, screened
from rephrase.errors import UsageError
from tests.corpora import document

QUESTION = (
    "A gardener plants seven rows of beans, each with twelve plants; how many plants will the gardener water every day?"
)
WORDS = QUESTION.replace(",", "").replace(";", "").replace("?", "").split()
INDEX = build([Item("quiz.jsonl#7", (QUESTION, "84"))])
CLEAN = document(0, 12)


@given(st.integers(0, len(CLEAN.split())), st.integers(0, len(WORDS) - 10), st.sampled_from([" ", ", ", "\n", " — "]))
def test_a_planted_10_gram_is_found_wherever_it_stands(at: int, start: int, between: str) -> None:
    """Ten words in a row of an item are found at any place of a text, whatever the case and the marks between them."""
    words = CLEAN.split()
    planted = between.join(WORDS[start : start + 10]).upper()
    hit = INDEX.find(" ".join([*words[:at], planted, *words[at:]]))
    assert hit is not None
    assert hit.item == "quiz.jsonl#7"


@given(st.integers(0, len(WORDS) - 9))
def test_nine_words_of_a_longer_item_are_no_hit(start: int) -> None:
    """Fewer words in a row than ten, and a text that shares nothing, are clean."""
    assert INDEX.find(f"{CLEAN} {' '.join(WORDS[start : start + 9])} end") is None
    assert INDEX.find("") is None


def test_a_phrase_of_many_items_is_no_evidence_but_most_of_an_item_is() -> None:
    """An instruction that more than ten items repeat is no hit alone; an item that stands there whole is."""
    preamble = "Answer the following question with one of the letters given below it please."
    index = build(Item(f"b#{n}", (f"{preamble} What is the {n} name?",)) for n in range(12))
    assert index.find(f"{CLEAN} {preamble}") is None
    hit = index.find(f"{preamble} What is the 5 name?")
    assert hit is not None
    assert (hit.item, hit.share) == ("b#5", 1.0)


@pytest.mark.parametrize(("name", "packed"), [("b.jsonl", False), ("b.jsonl.gz", True), ("b.json", False)])
def test_items_are_read_from_json_with_or_without_a_text_field(tmp_path: Path, name: str, packed: bool) -> None:
    """All strings of a row are its parts where it has no `text`, and it is named by its id or its row."""
    rows = [{"id": "q1", "question": QUESTION, "choices": ["a", "b"]}, {"text": "only this", "note": "not this"}]
    text = json.dumps(rows) if name.endswith(".json") else "\n".join(map(json.dumps, rows))
    path = tmp_path / name
    path.write_bytes(gzip.compress(text.encode()) if packed else text.encode())
    found = list(items([path]))
    assert found == [Item(f"{name}#q1", (QUESTION, "a", "b")), Item(f"{name}#2", ("only this",))]
    assert list(digests([path])) == [name]


@pytest.mark.parametrize("text", ["", "{}\n", "[1]\n", "{broken\n"])
def test_a_file_without_items_is_refused(tmp_path: Path, text: str) -> None:
    """An empty, textless or broken file is the user's error, with a hint."""
    path = tmp_path / "b.jsonl"
    path.write_text(text)
    with pytest.raises(UsageError) as error:
        list(items([path]))
    assert error.value.hint
    with pytest.raises(UsageError):
        digests([tmp_path / "absent.jsonl"])


async def test_a_leaking_source_is_never_sent_and_a_leaking_rewrite_is_rejected() -> None:
    """A document with an item is rejected before it is written; an accepted rewrite with one, after."""
    variant = Variant(0, "faq", "beginner", 1)

    async def never() -> Result:
        raise AssertionError("was asked")

    before = await screened(INDEX, Document("a", QUESTION, "a"), variant, "rephrase", never)
    assert (before.status, before.text) == ("rejected", "")
    assert before.reason.startswith("decontamination: 10-gram shared with quiz.jsonl#7 (92 % of it)")
    clean = Document("b", CLEAN, "b")

    async def leaking() -> Result:
        return Result(clean, variant, "rephrase", QUESTION, (), (), (), 1.0, "accepted", "", Usage())

    after = await screened(INDEX, clean, variant, "rephrase", leaking)
    assert (after.status, after.verdicts[-1].check) == ("rejected", "decontamination")
    assert (await screened(None, clean, variant, "rephrase", leaking)).status == "accepted"
