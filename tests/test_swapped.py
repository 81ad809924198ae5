"""Two numbers of a text that stand in each other's places, though both texts have the same numbers."""

from __future__ import annotations

import pytest

from rephrase.fidelity import placed
from rephrase.fidelity.crossed import crossed
from rephrase.fidelity.swapped import swapped

GARDEN = "Lena bought 40 pens for 12 dollars."


@pytest.mark.parametrize(
    ("source", "rewrite"),
    [
        (GARDEN, "Lena bought 12 pens for 40 dollars."),
        (GARDEN, "Lena paid 40 dollars for 12 pens."),
        (
            "The tower was built in 1887 and has 324 steps.",
            "Built in 324, the tower has 1887 steps.",
        ),
        (
            "The ship carried 1,200 passengers and weighed about 1,100 tonnes.",
            "Some 1,100 passengers were carried by the ship, which had a weight of 1,200 tonnes.",
        ),
        ("Peter is twelve years old and his sister is nine years old.", "Peter is 9 years of age; his sister is 12."),
        (
            "At noon the ticket costs 7 dollars, at night 12 dollars.",
            "The ticket costs 12 dollars at noon, and 7 dollars at night.",
        ),
        (
            "Ada joined the choir in 1994. Much later, in 2011, the hall burned down. Nobody was hurt.",
            "In 2011 Ada joined the choir. Nobody was hurt when, in 1994, the hall burned down.",
        ),
    ],
)
def test_numbers_that_stand_by_each_others_words_are_exchanged(source: str, rewrite: str) -> None:
    assert swapped(source, rewrite)
    assert not placed.check(source, rewrite, "rephrase").passed


@pytest.mark.parametrize(
    ("source", "rewrite"),
    [
        ("She scored 86, 92 and 100 in the tests.", "In the tests she scored 100, 92 and 86."),
        ("He bought bags of 5 kg and 7 kg for the shop.", "For the shop he bought bags of 7 kg and 5 kg."),
        ("At noon 7 guests came, at night 12.", "At night 12 guests came, at noon 7."),
        (
            "At noon the ticket costs 7 dollars, at night 12 dollars.",
            "At night the ticket costs 12 dollars, at noon 7 dollars.",
        ),
        (
            "She walks 2 miles to school and 5 miles to the library.",
            "To the library she walks 5 miles, to school 2 miles.",
        ),
        (
            "The first class has 22 pupils, the second 27 and the third 31.",
            "The third class has 31 pupils, the first 22 and the second 27.",
        ),
        ("Tim has 20 - 8 = 12 coins, and 3 × 4 = 12 stamps.", "Tim has 12 = 20 - 8 coins and 4 × 3 = 12 stamps."),
        ("The garden is 20 feet by 35 feet.", "The garden measures 35 feet by 20 feet."),
        ("Anna is 34 and Paul is 29 years old.", "Paul and Anna are 29 and 34 years old, respectively."),
        ("On 4 July 1998 they paid 250 dollars for 6 chairs.", "They paid 250 dollars for 6 chairs on July 4, 1998."),
        (
            "From 1914 to 1918 he served in the army, and from 1921 to 1930 he taught.",
            "He taught from 1921 to 1930, having served in the army from 1914 to 1918.",
        ),
        ("Children of 3–5 years pay 2 euros, adults 6 euros.", "Adults pay 6 euros and children of 3–5 years 2 euros."),
        (
            "Of 60 votes, 35 were for the plan and 25 against it.",
            "25 of the 60 votes were against the plan and 35 for it.",
        ),
        (
            "The store opened in 1955 and closed in 1987.",
            "The store, which closed in 1987, opened in 1955.",
        ),
    ],
)
def test_numbers_that_move_with_their_words_are_not_exchanged(source: str, rewrite: str) -> None:
    assert not swapped(source, rewrite)
    assert placed.check(source, rewrite, "rephrase").passed


def test_a_longer_list_by_size_is_no_list_in_any_order() -> None:
    source = "Then test the number with the bases 2, 3, 5, 7 and 11 in turn."
    assert not placed.check(source, source.replace("3", "x").replace("7", "3").replace("x", "7"), "rephrase").passed


def test_the_reason_says_what_stands_around_the_place() -> None:
    source = "The mill used about 1,200 pounds of wheat and 1,100 gallons of water."
    rewrite = "Of water 1,200 gallons and of wheat 1,100 pounds were used by the mill."
    assert swapped(source, rewrite)[0] == "1200 → 1100: used about … pounds of"


def test_the_reason_has_the_words_as_they_are_written() -> None:
    rewrite = "The dollar was at its best, and the euro fell all week."
    reason = placed.check(
        rewrite.replace("dollar", "x").replace("euro", "dollar").replace("x", "euro"), rewrite, "rephrase"
    )
    assert "euro → dollar: the … was at" in reason.reason


@pytest.mark.parametrize(
    ("source", "rewrite", "expected"),
    [
        (
            "Der Turm wurde 1887 gebaut. Er steht am Rand der alten Stadt, und von oben sieht man weit. Seit 1952 ist er "
            "für alle offen.",
            "The tower was built in 1952. It stands at the edge of the old town, and from the top you can see far. Since 1887 "
            "it has been open to all.",
            "1887 → 1952",
        ),
        (
            "En 2003, 40 personnes travaillaient dans 12 ateliers de la ville, et 7 y logeaient.",
            "In 2003, 7 people worked in 12 workshops of the town, and 40 lived there.",
            "40 → 7",
        ),
    ],
)
def test_numbers_of_a_translation_that_alone_change_places_are_exchanged(
    source: str, rewrite: str, expected: str
) -> None:
    assert crossed(source, rewrite)[0].startswith(expected)
    assert not placed.check(source, rewrite, "translate").passed


@pytest.mark.parametrize(
    ("source", "rewrite"),
    [
        (
            "Von den 50 Gästen kamen 20 mit dem Rad.",
            "20 of the 50 guests came by bike.",
        ),
        (
            "Das Fest begann am 12. Mai 2016 um 18 Uhr und kostete 900 Euro.",
            "The party, which cost 900 euros, began on May 12, 2016, at 18 o'clock.",
        ),
        (
            "Ein Apfel kostet 2 Euro. Eine Birne kostet 3 Euro.",
            "A pear costs 3 euros. An apple costs 2 euros.",
        ),
        (
            "2016年5月12日，有300人参加了会议。",
            "On 12 May 2016, 300 people took part in the meeting.",
        ),
    ],
)
def test_phrases_dates_and_sentences_of_a_translation_may_change_places(source: str, rewrite: str) -> None:
    assert not crossed(source, rewrite)
    assert placed.check(source, rewrite, "translate").passed
