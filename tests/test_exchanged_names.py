"""Names in each other's places are seen in one sentence too, and new ones where another stood; what grammar turns round is not."""

from __future__ import annotations

import pytest

from rephrase.data import Task
from rephrase.fidelity import names


@pytest.mark.parametrize(
    ("source", "rewrite"),
    [
        (
            "The committee heard that Smith hired Jones in March.",
            "The committee was told that Jones hired Smith in March.",
        ),
        ("Ann gave Bob a book.", "Bob gave Ann a book."),
        (
            "Ann's brother told the police that Bob's sister was ill.",
            "Bob's brother told police that Ann's sister was ill.",
        ),
        (
            "Alice has 5 more apples than Ben. Ben has 12 apples.",
            "Ben has 5 more apples than Alice. Alice owns 12 apples.",
        ),
        (
            "The quark model was proposed by the physicists Murray Gell-Mann and George Zweig in 1964.",
            "In 1964 the quark model was proposed by the physicists George Zweig Gell-Mann and Murray.",
        ),
    ],
)
def test_two_names_told_apart_by_their_sides_alone_fail_when_exchanged(source: str, rewrite: str) -> None:
    assert not names.check(source, rewrite, "rephrase").passed


@pytest.mark.parametrize(
    ("source", "rewrite"),
    [
        (
            "The committee heard that Smith hired Jones in March.",
            "The committee heard that Jones was hired by Smith in March.",
        ),
        (
            "According to Reuters, Google bought Fitbit in 2019.",
            "Fitbit was bought by Google in 2019, according to Reuters.",
        ),
        (
            "In the final, Germany beat Argentina after extra time.",
            "In the final, Argentina lost to Germany after extra time.",
        ),
        (
            "The treaty between France and Spain was signed in Rome.",
            "The treaty between Spain and France was signed in Rome.",
        ),
        ("Ann married Bob in 1990 and they moved to Leeds.", "Bob married Ann in 1990 and they moved to Leeds."),
        (
            "They met Tom Daschle, the Democratic leader, in Oslo.",
            "They met the Democratic leader Tom Daschle in Oslo.",
        ),
        ("They fear Peru, which lies south of Ecuador.", "They fear Peru, and Ecuador lies north of Peru."),
    ],
)
def test_names_that_a_sentence_turns_round_without_saying_otherwise_pass(source: str, rewrite: str) -> None:
    assert names.check(source, rewrite, "rephrase").passed


GARDEN = (
    "Rory collects the tennis balls after each set. In the first set he picked up four more balls than in the second. "
    "In the third set he picked up half as many as in the second. How many balls did Rory pick up in the first set?"
)


def test_a_new_name_that_acts_in_a_text_about_one_person_fails() -> None:
    rewrite = GARDEN.replace("Rory collects", "Rory gathers").replace("In the third set he", "In the third set Okafor")
    assert not names.check(GARDEN, rewrite, "rephrase").passed
    assert names.check(GARDEN, rewrite.replace("Okafor", "Rory"), "rephrase").passed


ROWERS = (
    "The club of Lund was founded by the rower Emma Carlsson. Its boats were built in the harbour of Malmo by "
    "the carpenter Nils Ekman, and the first race was won by a crew from Uppsala in the rain of June."
)


@pytest.mark.parametrize("task", ["rephrase", "summary", "learning_note"])
def test_a_new_name_that_stands_where_another_stood_fails_whatever_the_english_task(task: Task) -> None:
    rewrite = (
        "The rower Emma Carlsson founded the club of Lund. Its boats were built in the harbour of {} by Nils Ekman."
    )
    assert names.check(ROWERS, rewrite.format("Malmo"), "summary").passed
    wrong = names.check(ROWERS, rewrite.format("Visby"), task)
    assert not wrong.passed
    assert "Malmo" in wrong.reason
    assert "Visby" in wrong.reason


def test_a_summary_with_two_names_exchanged_fails() -> None:
    summary = (
        "The rower Nils Ekman founded the club of Lund. Its boats were built in Malmo by the carpenter Emma Carlsson."
    )
    assert not names.check(ROWERS, summary, "summary").passed
