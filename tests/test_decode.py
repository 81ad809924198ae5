from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rephrase.formats.decode import decode, without_surrogates


@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be"])
@pytest.mark.parametrize("text", ["Слово за словом, и ещё одно слово.\n", "λόγος καὶ ἔργον ἐστίν\n"])
def test_utf16_without_a_mark_is_found_in_other_scripts(encoding: str, text: str) -> None:
    """The few NULs beside spaces are enough when the bytes are no text otherwise."""
    assert decode((text * 20).encode(encoding)).text == text * 20


def test_a_broken_character_does_not_turn_utf8_into_latin1() -> None:
    """Text that is UTF-8 but for a cut character keeps its other letters, with a warning."""
    text, encoding, warning = decode("漢字かな交じり文".encode()[:-1])
    assert (text, encoding) == ("漢字かな交じり\ufffd", "utf-8")
    assert "U+FFFD" in warning


@given(st.binary())
def test_decoding_never_raises(data: bytes) -> None:
    """Any bytes at all give text that can be written as UTF-8."""
    text = decode(data).text
    assert text.encode("utf-8").decode("utf-8") == text


@given(st.text(st.characters(blacklist_categories=["Cs", "Cc"])))
def test_utf8_is_read_as_it_is(text: str) -> None:
    """Text without control characters comes back from UTF-8 exactly, but for a mark at its beginning."""
    assert decode(text.encode()).text == text.removeprefix("\ufeff")


@given(st.text(st.characters()))
def test_surrogates_are_replaced_one_for_one(text: str) -> None:
    """Cleaning keeps the length of a text and makes it writable."""
    cleaned = without_surrogates(text)
    cleaned.encode("utf-8")
    assert len(cleaned) == len(text)
