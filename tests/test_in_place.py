"""What is compared where it stands: counts in words, units, questions, and numbers of translations."""

from __future__ import annotations

import pytest

from rephrase.fidelity import alignment, negation_abroad, numbers, placed, proportion

BAKERY = (
    "The bakery sells two kinds of bread on weekdays. On Sundays it sells seven kinds of cake to visitors. The oven is "
    "lit at five in the morning, and two bakers work until noon. In summer seven students help them carry the trays."
)


def test_a_count_in_words_in_anothers_place_fails_though_the_text_says_both_elsewhere() -> None:
    same = BAKERY.replace("at five in the morning", "very early in the morning")
    assert placed.check(BAKERY, same, "rephrase").passed
    wrong = same.replace("sells two kinds of bread", "sells seven kinds of bread")
    assert numbers.check(BAKERY, wrong, "rephrase").passed
    verdict = placed.check(BAKERY, wrong, "rephrase")
    assert not verdict.passed
    assert verdict.reason.startswith("2 → 7")


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("sells two kinds of bread", "sells 2 kinds of bread"),
        ("seven students help them", "7 students help the bakers"),
        ("and two bakers work until noon", "and the bakers work until noon"),
    ],
)
def test_a_count_in_words_may_be_said_in_digits_or_left_to_what_was_said(before: str, after: str) -> None:
    assert placed.check(BAKERY, BAKERY.replace(before, after), "rephrase").passed


def test_a_part_of_a_longer_number_in_words_is_no_count() -> None:
    source = "The hall has twenty-five rows and three doors. Two hundred and five people came to its five concerts."
    rewrite = "The hall has 25 rows and three doors. In all, 205 people came to its five concerts."
    assert placed.check(source, rewrite, "rephrase").passed


TURKISH = (
    "Önce iki değişkenli bir fonksiyon tanımlıyoruz ve onu bir örnekle açıklıyoruz. Bu tanım kitabın sonunda yeniden kullanılıyor. Daha sonra yedi örnek üzerinde deneyler "
    "yapıyoruz ve sonuçları bir tabloda gösteriyoruz. Son bölümde iki yöntemi birbiriyle karşılaştırıyoruz ve üç soruya yanıt arıyoruz."
)
ENGLISH = (
    "First we define a function of two variables and explain it with an example. This definition is used again at the end of the book. Then we run experiments on seven "
    "examples and show the results in a table. In the last section we compare the two methods with one another and look for answers to open questions."
)


def test_a_number_of_a_translation_in_anothers_place_fails_though_both_are_said_elsewhere() -> None:
    assert placed.check(TURKISH, ENGLISH, "translate").passed
    wrong = ENGLISH.replace("of two variables", "of seven variables")
    assert numbers.check(TURKISH, wrong, "translate").passed
    verdict = placed.check(TURKISH, wrong, "translate")
    assert not verdict.passed
    assert "iki → seven" in verdict.reason


def test_what_is_nowhere_else_is_left_to_the_numbers_check() -> None:
    source = TURKISH.replace("yedi örnek", "37 örnek")
    wrong = ENGLISH.replace("of two variables", "of 12 variables").replace("seven examples", "37 examples")
    assert not numbers.check(source, wrong, "translate").passed
    assert placed.check(source, wrong, "translate").passed


@pytest.mark.parametrize(
    ("source", "wrong"),
    [
        ("Durante casi una década vivió en Sevilla.", "For almost 10 months she lived in Seville."),
        ("Gerçekten hasta olma şansı yalnızca %13.06'dır.", "The chance of being ill is only 13.06 points."),
        ("El canal paga 30 millones de libras al año.", "The channel pays €30m a year."),
        ("El lunes caminó 4 millas. Las millas totales fueron 41. ¿Cuántas millas caminó el martes?",
         "On Monday he walked 4 miles. In total it was 41 kilometers. How many miles did he walk on Tuesday?"),
        ("毎月1,000分間話せます。今月は1回で300分話しました。", "You can talk for several minutes a month. This month it was 300 minutes in 1 call."),
    ],
)  # fmt: skip
def test_a_unit_is_read_wherever_a_language_puts_it(source: str, wrong: str) -> None:
    assert not numbers.check(source, wrong, "translate").passed


@pytest.mark.parametrize(
    ("source", "rewrite"),
    [
        ("Durante casi una década vivió en Sevilla.", "For almost 10 years she lived in Seville."),
        ("Gerçekten hasta olma şansı yalnızca %13.06'dır.", "The chance of being ill is only 13.06%."),
        ("El canal paga 30 millones de libras al año.", "The channel pays £30m a year."),
        ("El lunes caminó 4 millas. El total fue 41.", "On Monday he walked 4 miles. In total it was 41 miles."),
        ("毎月1,000分間話せます。", "You can talk for 1000 minutes a month."),
    ],
)
def test_the_same_amount_passes(source: str, rewrite: str) -> None:
    assert numbers.check(source, rewrite, "translate").passed


def test_points_are_no_percent_where_the_source_has_none() -> None:
    source = "Erin scored 32 points in the first match. Before it she had 18 points."
    assert not numbers.check(source, source.replace("18 points", "18 percent"), "rephrase").passed


PROBLEM = (
    "There are 36 penguins sunbathing in the snow. One third of them jump into the ocean. Another third go inside the cave "
    "to eat. How many penguins are still left sunbathing?\n\n36/3 = 12 penguins are swimming.\n36/3 = 12 are eating.\n"
    "So 36 - 24 = 12 penguins are still there."
)


def test_a_question_that_is_gone_is_lost() -> None:
    verdict = alignment.check(PROBLEM, PROBLEM.replace(" How many penguins are still left sunbathing?", ""), "rephrase")
    assert not verdict.passed
    assert "How many penguins" in verdict.reason


@pytest.mark.parametrize(
    "asked", ["Find how many penguins keep lying in the sun.", "What number of birds keeps lying in the sun?"]
)
def test_a_question_may_be_asked_in_another_way(asked: str) -> None:
    rewrite = PROBLEM.replace("How many penguins are still left sunbathing?", asked)
    assert alignment.check(PROBLEM, rewrite, "rephrase").passed


def test_a_translation_asks_where_its_source_asks() -> None:
    source = "Walt caminó 4 millas el lunes. ¿Cuántas millas caminó el martes?"
    assert proportion.check(
        source, "Walt walked 4 miles on Monday. How many did he walk on Tuesday?", "translate"
    ).passed
    verdict = proportion.check(source, "Walt walked 4 miles on Monday, and he walked again on Tuesday.", "translate")
    assert not verdict.passed
    assert verdict.reason.startswith("not asked any more: ¿Cuántas")


def test_a_sentence_added_to_a_single_one_is_named() -> None:
    source = "The upper half also resembles the coat of arms of the former district Oberbarnim."
    rewrite = (
        "The upper half also resembles the coat of arms of the former Oberbarnim district. Farmers bought cheap seeds."
    )
    verdict = alignment.check(source, rewrite, "rephrase")
    assert not verdict.passed
    assert "Farmers" in verdict.reason


@pytest.mark.parametrize(
    ("before", "after", "passes"),
    [
        ("Bu matrisin tersi yoktur ve sütunları bağımsız değildir.", "This matrix has a partner and its columns match.", False),
        ("Aralıkta olup olmadığını sormak daha mantıklıdır.", "It makes more sense to ask whether it falls into the range.", True),
        ("第二次测试不能说明患者是健康的。", "The second test can show that the patient is healthy.", False),
        ("Das hängt nicht mehr davon ab, sagte sie.", "It no longer depends on that, she said.", True),
        ("O zaman bu bir aşama daha demektir ve her şey hesaplanır.", "At that time this did not mean another stage.", False),
    ],
)  # fmt: skip
def test_a_denial_of_a_translation_is_its_sources(before: str, after: str, passes: bool) -> None:
    assert negation_abroad.check(before, after, "translate").passed is passes


def test_a_number_made_vague_fails_where_it_still_stands_elsewhere() -> None:
    source = (
        "The walk takes 2 hours and covers 60 per cent of the coast. Then 60 visitors may rest, and 2 guides serve tea."
    )
    wrong = (
        "The walk lasts 2 hours and covers some of the coast. Then 60 visitors may have a rest, and 2 guides serve tea."
    )
    assert placed.check(source, wrong.replace("some of", "60 per cent of"), "rephrase").passed
    assert not placed.check(source, wrong, "rephrase").passed
    vague = ENGLISH.replace("of two variables", "of several variables")
    assert numbers.check(TURKISH, vague, "translate").passed
    assert placed.check(TURKISH, vague, "translate").reason.startswith("iki lost")
