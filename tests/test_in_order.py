"""Sentences dropped from a text or added to it, told by the order of the others: within a language and across."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from rephrase.fidelity import alignment, in_order, proportion
from rephrase.fidelity.beads import beads, pieces

ORCHARD = (
    "Nora has an orchard with 18 rows of pear trees. Each row has 25 trees. A storm broke 40 of the trees. "
    "Her neighbour sells her 12 new trees for $9 each. How many pear trees does she have now?\n\n"
    "The orchard had 18 x 25 = 450 trees.\nAfter the storm 450 - 40 = 410 trees were left.\n"
    "With the new ones she has 410 + 12 = 422 trees.\n#### 422"
)
PROBLEM = [
    "Nora owns an orchard where pear trees stand in 18 rows.",
    "There are 25 trees in every row.",
    "During a storm, 40 of them were broken.",
    "She buys 12 new trees from her neighbour at a price of $9 apiece.",
    "What is the number of pear trees she has now?",
]
SOLUTION = ORCHARD.partition("\n\n")[2]


def _reworded(sentences: list[str]) -> str:
    return " ".join(sentences) + "\n\n" + SOLUTION


def test_a_reworded_problem_loses_nothing() -> None:
    """As many sentences in the same order, each in other words."""
    assert alignment.missed(ORCHARD, _reworded(PROBLEM)) == ([], [])


@pytest.mark.parametrize("number", range(len(PROBLEM)))
def test_a_sentence_dropped_is_named_though_its_words_come_again(number: int) -> None:
    """The solution says the numbers and things of every sentence of the problem once more."""
    lost, invented = alignment.missed(ORCHARD, _reworded(PROBLEM[:number] + PROBLEM[number + 1 :]))
    assert not invented and len(lost) == 1
    assert ORCHARD.partition("\n\n")[0].replace("? ", ". ").split(". ")[number].rstrip("?") in lost[0]


def test_a_step_dropped_is_named() -> None:
    """Though the step's result stands in the next one, too."""
    lost, _ = alignment.missed(
        ORCHARD, _reworded(PROBLEM).replace("After the storm 450 - 40 = 410 trees were left.\n", "")
    )
    assert lost == ["After the storm 450 - 40 = 410 trees were left."]


@pytest.mark.parametrize(
    "added", ["Everyone in the village was glad about it.", "The pears taste sweeter than those of last year."]
)
def test_a_likely_sentence_added_is_named(added: str) -> None:
    """Short as it is, and in words that could stand anywhere."""
    assert alignment.missed(ORCHARD, _reworded([*PROBLEM[:3], added, *PROBLEM[3:]])) == ([], [added])


@pytest.mark.parametrize(
    "sentences",
    [
        [PROBLEM[0], PROBLEM[2], PROBLEM[1], *PROBLEM[3:]],
        ["Nora owns an orchard where pear trees stand in 18 rows, each of 25 trees.", *PROBLEM[2:]],
        [*PROBLEM[:3], "She buys 12 new trees.", "Her neighbour sells them at a price of $9 apiece.", PROBLEM[4]],
        [*PROBLEM[:4], "Think of all pear trees.", "What is the number of pear trees she has now?"],
    ],
    ids=["moved", "merged", "divided", "asked again"],
)
def test_sentences_moved_merged_or_divided_are_not_lost(sentences: list[str]) -> None:
    """Nor is one invented that only says again what stands beside it."""
    assert alignment.missed(ORCHARD, _reworded(sentences)) == ([], [])


def test_a_question_put_before_its_answer_is_not_invented() -> None:
    """Where the source asks nothing, questions are a form; a claim that is added is still found."""
    source = "The heart pumps blood through the body. Valves keep it from flowing back. It beats 70 times a minute."
    asked = "The heart pumps blood through the body. How does that work? Valves keep it from flowing back."
    rest = " It beats 70 times a minute."
    assert alignment.missed(source, asked + rest) == ([], [])
    claim = "It is shaped like a fist."
    assert alignment.missed(source, f"{asked} {claim}{rest}")[1] == [claim]


WORDS = st.frozensets(st.sampled_from([*"abcdefgh", "12", "3"]), min_size=1, max_size=5)


@settings(max_examples=60, deadline=None)
@given(one=st.lists(WORDS, max_size=9), two=st.lists(WORDS, max_size=9))
def test_every_sentence_stands_for_something_or_nothing(one: list[frozenset[str]], two: list[frozenset[str]]) -> None:
    """The beads go through both texts in order, none left out; only of one text can sentences be missed."""
    found = in_order.beads(one, two)
    assert [at for bead in found for at in bead.one] == list(range(len(one)))
    assert [at for bead in found for at in bead.two] == list(range(len(two)))
    lost, invented = in_order.missed(one, two)
    assert not lost or not invented


MILL = (
    "Die Mühle steht am Ufer der Aue und wurde vor langer Zeit aus Feldsteinen gebaut. Das sieht man ihr heute noch deutlich an. "
    "Das Rad dreht sich mit der Geschwindigkeit $v = 2\\pi r n$, wobei $r$ der Radius des Rades ist.\n\n"
    "Im Winter steht das Rad still. Dann setzen die Müller die Lager instand und schmieren alle Wellen mit Talg ein. "
    "Wer die Mühle besuchen will, braucht dafür eine Karte; sie kostet am Eingang nur wenig Geld."
)
MILL_IN_ENGLISH = (
    "The mill stands on the bank of the Aue and was built of field stones a long time ago. One can still see that clearly today. "
    "The wheel turns at the speed $v = 2\\pi r n$, where $r$ is the radius of the wheel.\n\n"
    "In winter the wheel stands still. Then the millers repair the bearings and grease all the shafts with tallow. "
    "Whoever wants to visit the mill needs a ticket for it. At the entrance it costs only a little money."
)


def test_a_sentence_for_the_part_after_a_semicolon_is_not_invented() -> None:
    """And the whole translation passes."""
    assert proportion.check(MILL, MILL_IN_ENGLISH, "translate").passed


@pytest.mark.parametrize(
    ("dropped", "own"),
    [
        ("One can still see that clearly today. ", "Das sieht man ihr heute noch deutlich an."),
        ("In winter the wheel stands still. ", "Im Winter steht"),
    ],
)
def test_a_short_sentence_dropped_from_a_translation_is_found(dropped: str, own: str) -> None:
    """Also where a paragraph begins with it."""
    verdict = proportion.check(MILL, MILL_IN_ENGLISH.replace(dropped, ""), "translate")
    assert not verdict.passed and own in verdict.reason


def test_a_likely_sentence_added_to_a_translation_is_found() -> None:
    """It has no place among the others by its length."""
    more = MILL_IN_ENGLISH.replace("Then the millers", "It is one of the oldest in the country. Then the millers")
    assert not proportion.check(MILL, more, "translate").passed


def test_a_sentence_goes_on_after_a_formula_and_after_an_abbreviation() -> None:
    """What a line of its own, a bracket or a point within a word cuts off is not the next sentence."""
    text = "The speed is\n$$v = 2\\pi r n$$\nwhere r is the radius. It has a p.d.f. of its own (cf. Bell 1950). It is small."
    assert [piece.text.split()[0] for piece in pieces(text)] == ["The", "It", "It"]


def test_what_both_texts_have_word_for_word_belongs_together() -> None:
    """A formula in one of two sentences of the same length tells which of them was lost."""
    own = "Wir nennen diese Zahl hier kurz $a_1$. Wir nennen jene Zahl dort kurz $b_2$. Beide sind später wichtig."
    found = beads(own, "We call that number there $b_2$ in short. Both are going to be important later.", True)
    assert found is not None and [list(bead.source) for bead in found.beads if not bead.rewrite] == [[0]]
