"""Chunks join to the document, keep to the limit, and are cut where a reader would cut."""

from __future__ import annotations

import json
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from rephrase import tokens
from rephrase.chunk import excerpts, split

PIECES = [
    "The tide comes in twice a day. ", "Dr. Li saw it at 3.30 p.m. ", "Ebbe und Flut, z.B. in Husum. ", "海は広い。", "Где река? ",
    "\n", "\n\n", "\r\n\r\n", "---\n", "title: Tides\n", "# Heading\n\n", "- item\n", "| a | b |\n|---|---|\n| 1 | 2 |\n", "$x^2 + y$", "$$\nx = 1\n$$\n",
    "\\begin{align}\na &= b \\\\\nc &= d\n\\end{align}\n", "```python\nprint(1)\n\nprint(2)\n```\n", "[a link](http://x.y/z) ", "word",
    "   ", "\t", "$5 and $6 ", "\\begin{proof} ", "\\end{proof}", "```", "e\u0301", "\u200b", "😀", "\ud800", "<div>", "</div>", "\x00", "\\(a", "\\) ",
]  # fmt: skip
TEXTS = st.lists(st.one_of(st.sampled_from(PIECES), st.text(max_size=8)), max_size=60).map("".join)
WHOLE = {
    "formula": "$\\frac{a + b}{c + d} = \\sum_{i = 1}^{n} x_i . \\text{ So } y = 2$",
    "display": "$$\na = b + c .\n\nd = e\n$$".replace("\n\n", "\n"),
    "environment": "\\begin{align*}\na &= b . \\\\\nc &= d . \\\\\ne &= f\n\\end{align*}",
    "nested environments": "\\begin{proof}\nFirst. Second.\n\\begin{cases} 1 . 2 \\\\ 3 \\end{cases}\nThird. Fourth.\n\\end{proof}",
    "fence": "```python\nx = 1\n\n# A comment. Another.\ny = 2\n```",
    "table row": "| Mr. A. B. likes it. It is good. | 2. Yes. |",
    "link": "[The title. With two sentences.](http://example.org/a_(b).html)",
    "HTML": "<pre>\nOne. Two.\n\nThree. Four.\n</pre>",
}
FILLER = "This sentence fills the space around it, and the next one does so too. " * 4


@settings(max_examples=150, deadline=None)
@given(text=TEXTS, limit=st.integers(1, 80))
def test_chunks_join_to_the_text(text: str, limit: int) -> None:
    """Whatever the text and the limit, the chunks are its spans in order, none empty, and join to it exactly."""
    chunks = split(text, limit)
    assert "".join(chunk.text for chunk in chunks) == text
    assert all(text[chunk.start : chunk.end] == chunk.text != "" for chunk in chunks)
    assert all(one.end == other.start for one, other in pairwise(chunks))


@settings(max_examples=100, deadline=None)
@given(text=TEXTS, limit=st.integers(16, 80))
def test_chunks_keep_to_the_limit(text: str, limit: int) -> None:
    """Without the white space at its end a chunk is never over the limit, since every block can be cut in need."""
    for chunk in split(text, limit):
        assert tokens.count(chunk.text.rstrip()) <= limit or len(chunk.text.strip()) == 1


@settings(max_examples=100, deadline=None)
@given(text=TEXTS, limit=st.integers(1, 60), most=st.integers(1, 200))
def test_excerpts_are_all_chunks_in_order(text: str, limit: int, most: int) -> None:
    """Excerpts hold every chunk once, in order, and only one that is a single chunk is over its limit."""
    chunks = split(text, limit)
    groups = excerpts(chunks, most)
    assert [chunk for group in groups for chunk in group] == chunks
    assert all(len(group) == 1 or sum(tokens.count(chunk.text) for chunk in group) <= most for group in groups)


@pytest.mark.parametrize("kind", WHOLE)
@pytest.mark.parametrize("limit", [96, 128, 256])
def test_a_block_that_fits_is_never_cut(kind: str, limit: int) -> None:
    """A block stands whole in one chunk wherever it begins, at every limit that holds it."""
    block = WHOLE[kind]
    assert tokens.count(block) <= limit
    for words in range(0, 60, 3):
        inline = kind in ("formula", "link")
        gap = " " if inline else "\n\n"
        text = f"{'word ' * words}{FILLER.rstrip()}{gap}{block}{gap}{FILLER}"
        assert any(block in chunk.text for chunk in split(text, limit)), words


def test_words_are_whole() -> None:
    """No cut stands inside a word, in a text with words alone and at limits smaller than a sentence."""
    text = "antidisestablishmentarianism incomprehensibilities " * 40
    for limit in (16, 33, 64):
        assert all(chunk.text.endswith(" ") for chunk in split(text, limit))


def test_cuts_prefer_sections_then_paragraphs_then_sentences() -> None:
    """Where there is a choice, a chunk begins at a heading rather than a paragraph, at a paragraph rather than a sentence."""
    paragraph = "One thing is said here. Another thing is said there. "
    text = "\n\n".join(["# First", paragraph * 5, paragraph * 5, "# Second", paragraph * 5, paragraph * 5])
    starts = [chunk.text[:8] for chunk in split(text, 150)]
    assert starts == ["# First\n", "# Second"]
    inside = [chunk.text for chunk in split(paragraph * 40, 64)]
    assert all(chunk.rstrip().endswith(".") for chunk in inside)


def test_a_heading_stays_with_its_text() -> None:
    """A heading is never the end of a chunk."""
    text = "\n\n".join(f"## Part {n}\n\n{'Words in a row say something. ' * n}" for n in range(1, 20))
    for limit in (32, 64, 128):
        assert not any(chunk.text.rstrip().rsplit("\n", 1)[-1].startswith("##") for chunk in split(text, limit))


def test_front_matter_is_a_chunk_of_its_own() -> None:
    """The fields that a page begins with share no chunk with its text, so that they stand as they are; rules of dashes
    around a text are no such fields."""
    head = "---\ntitle: Tides\nlayout: page\n---\n\n\n"
    body = "The sea rises and falls twice a day.\n"
    assert [chunk.text for chunk in split(head + body, 256)] == [head, body]
    assert [chunk.text for chunk in split(head, 256)] == [head]
    assert len(split(f"---\n{body}---\n{body}", 256)) == 1


def test_abbreviations_end_no_sentence() -> None:
    """Dr., z.B. and initials are no places to cut."""
    text = "We met Dr. J. Smith and Prof. Lee, e.g. at noon, cf. Fig. 3 of it. " * 30
    assert all(chunk.text.rstrip().endswith("of it.") for chunk in split(text, 48))


@settings(max_examples=150, deadline=None)
@given(text=TEXTS)
def test_tokens_are_counted_as_tiktoken_counts_them(text: str) -> None:
    """The fast counter gives the numbers of tiktoken's cl100k_base, on mixed and broken text too."""
    texts = [text, text[: len(text) // 2]]
    clean = [one.encode("utf-8", "replace").decode() for one in texts]
    assert tokens.counts(texts) == tokens.reference(clean)


def test_real_corpora_are_cut_without_loss(shared: Path) -> None:
    """Every fifth document of the measured corpora joins again, and its chunks keep to the limit."""
    for file in sorted((shared / "corpora").glob("*.jsonl")):
        for line in file.read_text(encoding="utf-8").splitlines()[::5]:
            text = json.loads(line)["text"]
            chunks = split(text, 256)
            assert "".join(chunk.text for chunk in chunks) == text
            assert max(tokens.counts([chunk.text.rstrip() for chunk in chunks])) <= 256
