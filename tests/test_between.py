"""What stands between the same words in both texts: numbers, days, units, ordinals, formulas."""

from __future__ import annotations

import pytest

from rephrase.fidelity import dates, formulas, numbers, placed

SOURCE = (
    "On Monday she bought 4 cakes in the old market. On Tuesday she bought 12 cakes for the second party of the week. "
    "The first oven needs 40 minutes for each cake, and the other one 3 hours. Twice as many guests came on Wednesday. "
    "The market opens at 7 a.m. on workdays, and was built in 40 BC by the river."
)


@pytest.mark.parametrize(
    ("right", "wrong"),
    [
        ("On Tuesday she bought 12", "On Monday she bought 12"),
        ("bought 4 cakes in", "bought 12 cakes in"),
        ("the second party of", "the first party of"),
        ("needs 40 minutes for", "needs 40 hours for"),
        ("Twice as many guests", "Three times as many guests"),
        ("at 7 a.m. on workdays", "at 7 p.m. on workdays"),
        ("in 40 BC by the", "in 40 AD by the"),
    ],
)
def test_a_fact_between_the_same_words_is_that_of_the_source(right: str, wrong: str) -> None:
    assert SOURCE.count(right) == 1
    checks = (numbers.check, placed.check, dates.check)
    assert all(check(SOURCE, SOURCE, "rephrase").passed for check in checks)
    assert not all(check(SOURCE, SOURCE.replace(right, wrong), "rephrase").passed for check in checks)


def test_the_words_around_a_fact_may_be_others() -> None:
    rewrite = (
        "She purchased 4 cakes at the old market on Monday, and the day after that it was 12, because the week had a second "
        "party. Of the two ovens the first takes 40 minutes a cake, the other 3 hours. On Wednesday the guests were twice as many. "
        "Built by the river in 40 BC, the market opens on workdays at 7 a.m. sharp."
    )
    assert placed.check(SOURCE, rewrite, "rephrase").passed


def test_two_numbers_that_changed_places_are_found() -> None:
    source = "The farm keeps 20 cows in the valley and 35 goats on the hill. Milk is sold in the town every morning."
    assert not placed.check(
        source, source.replace("20", "0").replace("35", "20").replace("0 cows", "35 cows"), "rephrase"
    ).passed


def test_numbers_of_steps_are_counted_anew() -> None:
    source = "Do this:\n1. Mix the flour with water.\n2. Wait.\n3. Bake the bread in a hot oven.\n4. Eat."
    rewrite = "Do this:\n1. Mix the flour with water.\n2. Bake the bread in a hot oven.\n3. Eat."
    assert placed.check(source, rewrite, "rephrase").passed


LESSON = "Let $f$ be a map from $X$ to $Y$. We call $x \\in X$ a root of $f$ if $f(x) = 0$ holds. Each root of $f$ is in $X$."


def test_a_formula_left_out_of_its_place_is_missed_though_another_has_it() -> None:
    source = LESSON + " So $f(x) = 0 \\implies x \\in X$ for each root."
    assert placed.check(source, source, "rephrase").passed
    assert not placed.check(source, source.replace("if $f(x) = 0$ holds", "if this holds"), "rephrase").passed


def test_a_symbol_does_not_stand_for_another() -> None:
    assert formulas.check(LESSON, LESSON, "rephrase").passed
    assert not formulas.check(LESSON, LESSON.replace("from $X$", "from $\\gamma$"), "rephrase").passed


def test_a_note_keeps_the_formulas_between_the_words_of_its_source() -> None:
    assert placed.check(LESSON, LESSON + " So $f$ has a root.", "learning_note").passed
    assert not placed.check(LESSON, LESSON.replace("if $f(x) = 0$", "if $f(x) = 1$"), "learning_note").passed


def test_a_note_keeps_the_units_of_its_source() -> None:
    source = "The tank loses 12 gallons of water each day, and it is filled once a week."
    note = "Each day the tank loses 12 {} of water. In a week of 7 days it loses 7 * 12 = 84."
    assert numbers.check(source, note.format("gallons"), "learning_note").passed
    assert not numbers.check(source, note.format("liters"), "learning_note").passed


def test_an_answer_may_stand_in_a_box() -> None:
    source = "There are 12 apples and 30 pears in the box, so $12 + 30 = 42$ fruits.\n#### 42"
    boxed = source.replace("#### 42", "The answer is $\\boxed{42}$.")
    assert formulas.check(source, boxed, "rephrase").passed


@pytest.mark.parametrize(
    ("source", "rewrite"),
    [
        (
            "The rate rose by 5 % in the year of the war.",
            "In the year of the war the rate rose by 5 percentage points.",
        ),
        (
            "The trip took three days and cost three times as much.",
            "The trip took three weeks and cost three times as much.",
        ),
        ("He is one of the people who came to the house.", "He is one of the seven people who came to the house."),
        (
            "She won the race of the year in the end, that is known.",
            "She was the fourth in the race of the year, that is known.",
        ),
        (
            "Of the total, 60 % is iron. The share is 0.6 in all.",
            "Of the total, some is iron. The share is 0.6 in all.",
        ),
    ],
)
def test_points_units_of_counts_and_invented_counts_are_found(source: str, rewrite: str) -> None:
    assert not numbers.check(source, rewrite, "rephrase").passed


def test_a_count_is_not_invented_where_the_languages_words_are_unknown() -> None:
    czech = "Pro Mihajloviče je tato sezona neobyčejná i proto, že čtyři měsíce na lavičce chyběl kvůli léčbě leukémie."
    assert numbers.check(czech, "He was absent from the bench for four months.", "translate").passed


SPANISH = (
    "El lunes caminó cuatro millas por el parque de la ciudad. De lunes a miércoles caminó cuarenta millas en total. "
    "¿Cuántas millas caminó el miércoles por la tarde?"
)
ENGLISH = (
    "On Monday he walked four miles in the park of the city. From Monday to Wednesday he walked forty miles in all. "
    "How many miles did he walk on Wednesday afternoon?"
)


def test_a_day_of_a_translation_is_that_of_its_sentence() -> None:
    assert dates.check(SPANISH, ENGLISH, "translate").passed
    wrong = ENGLISH.replace("walk on Wednesday", "walk on Monday")
    assert not dates.check(SPANISH, wrong, "translate").passed
