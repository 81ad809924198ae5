"""What the checks leave undone for speed changes nothing that they say."""

from __future__ import annotations

import os
import subprocess
import sys

from hypothesis import given, settings
from hypothesis import strategies as st

from rephrase.fidelity import naming, pairing
from rephrase.fidelity.words import cut, lines_of_words, sentences, words

PIECES = st.sampled_from(
    "\n \n\n Ann Bob Mr. U.S. the mill İzmir Élan it's O’Hara ’s 12 3.5 &Eacute; &amp; <b> `x` $a$ - – , . ! 。 水 ' \" ( ) _ = Ǆ ß".split(
        " "
    )
)
TEXTS = st.lists(st.tuples(PIECES, st.sampled_from(["", " "])), max_size=30).map(
    lambda pieces: "".join(piece + space for piece, space in pieces)
)
PAIR = ("The third class of the old school won the cup.", "The first and second class of the old school won the cup.")


@settings(max_examples=300)
@given(TEXTS)
def test_bytes_part_words_as_characters_do(text: str) -> None:
    assert pairing._parted(text) == text.translate(pairing._PARTING)


@settings(max_examples=300)
@given(TEXTS)
def test_the_words_of_all_sentences_are_those_of_each(text: str) -> None:
    assert lines_of_words(text) == tuple(map(words, sentences(text)))


@settings(max_examples=300)
@given(TEXTS)
def test_the_words_of_a_text_are_those_of_its_sentences(text: str) -> None:
    assert [word for line in lines_of_words(text) for word in line] == cut(text)


@settings(max_examples=300)
@given(TEXTS)
def test_a_part_without_capitals_within_has_no_names(text: str) -> None:
    assert naming.names_within(text) == naming.names_of(text)


def test_the_reasons_of_a_pair_are_the_same_in_every_process() -> None:
    code = f"from rephrase.fidelity.score import verdicts; print(verdicts(*{PAIR!r}, 'rephrase'))"
    said = {
        subprocess.check_output([sys.executable, "-c", code], env={**os.environ, "PYTHONHASHSEED": str(seed)})
        for seed in range(4)
    }
    assert len(said) == 1
