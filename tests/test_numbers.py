"""What the numbers check protects: a number changed, lost or added is seen, and one written in another way is not."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rephrase.fidelity.numbers import check, compare
from rephrase.fidelity.quantities.digits import readings
from rephrase.fidelity.quantities.equations import correct_equations

SAME_IN_ENGLISH = [
    ("1,000 people came", "1000 people came"),
    ("1,000 people came", "1 000 people came"),
    ("1,000 people came", "1'000 people came"),
    ("1,000 people came", "one thousand people came"),
    ("10,00,000 rupees were paid", "1,000,000 rupees were paid"),
    ("the ١٩٧٩ war", "the 1979 war"),
    ("it rose by ４２％ then", "it rose by 42 percent then"),
    ("42 % of the voters", "42 percent of the voters"),
    ("42 % of the voters", "42 per cent of the voters"),
    ("a share of 42 %", "a share of 0.42"),
    ("add ½ cup of milk", "add 1/2 cup of milk"),
    ("add ½ cup of milk", "add half a cup of milk"),
    ("add 0.5 cups of milk", "add one half cup of milk"),
    ("2 1/2 servings", "2½ servings"),
    ("2.5 servings", "two and a half servings"),
    ("the 3rd attempt", "the third attempt"),
    ("123 ships sailed", "one hundred and twenty-three ships sailed"),
    ("$1.5 billion was spent", "1,500,000,000 dollars was spent"),
    ("3 trillion stars", "three trillion stars"),
    ("36 eggs were sold", "3 dozen eggs were sold"),
    ("twenty-one of the ships", "21 of the ships"),
    ("12 May 1994 was warm", "May 12, 1994 was warm"),
    ("12 May 1994 was warm", "1994-05-12 was warm"),
    ("12 May 1994 was warm", "12.05.1994 was warm"),
    ("in the 1990s", "in the nineties"),
    ("in the 1990s", "in the '90s"),
    ("the 19th century", "the XIX century"),
    ("the nineteenth century", "the 19th century"),
    ("Louis XIV was the king", "King Louis XIV reigned"),
    ("at 3:30 pm it began", "at 15:30 it began"),
    ("at 3 pm it began", "at 15:00 it began"),
    ("10-20 birds", "from 10 to 20 birds"),
    ("10–20 birds", "between 10 and 20 birds"),
    ("a walk of 3 km", "a walk of 3,000 m"),
    ("wait 30 minutes for it", "wait half an hour for it"),
    ("60 mph is the limit", "60 miles per hour is the limit"),
    ("it weighs 260 pounds", "it weighs 118 kg"),
    ("it costs $5 now", "it costs 5 dollars now"),
    ("75 cents each", "$0.75 each"),
    ("$.20 a gallon", "$0.20 a gallon"),
    ("3×10^8 metres", "3e8 metres"),
    ("3×10⁸ metres", r"$3 \times 10^{8}$ metres"),
    (r"the value \frac{1}{2} is", "the value 1/2 is"),
    (r"the value 1{,}000 is", "the value 1000 is"),
    (r"the value \num{1000} is", "the value 1000 is"),
    ("it fell to −5 degrees", "it fell to minus 5 degrees"),
    ("nineteen eighty-four was bad", "1984 was bad"),
    ("the war of 1939-45", "the war from 1939 to 1945"),
    ("COVID-19 spread", "Covid-19 spread"),
    ("15 boys and 15 boys", "15 boys"),
    ("two of the boats sank", "some of the boats sank"),
    ("some of the boats sank", "two of the boats sank"),
    ("the boats", "1. the boats"),
    ("Step 3: stir well", "stir well"),
    ("see https://example.org/2023/11 for it", "see it"),
    ("![a map](maps/1871.png) shows it", "it shows"),
    ("run this\n```\nx = 4711\n```\nnow", "run it now"),
]
DIFFERENT_IN_ENGLISH = [
    ("founded in 1779", "founded in 1789", ("1779",), ("1789",)),
    ("42 % of the voters", "24 % of the voters", ("42 %",), ("24 %",)),
    ("1.500 metres", "1500 metres", ("1.500 metres",), ("1500 metres",)),
    ("a walk of 3 km", "a walk of 3 m", ("3 km",), ("3 m",)),
    ("12 May 1994", "12 June 1994", ("May",), ("June",)),
    ("12 May 1994", "1994-06-12", ("May",), ("1994-06-12",)),
    ("it fell to -5 °C", "it fell to 5 °C", ("5 °C",), ("5 °C",)),
    ("three apples", "five apples", ("three",), ("five",)),
    ("twenty apples", "apples", ("twenty",), ()),
    ("apples", "twenty apples", (), ("twenty",)),
    ("she ate as many", "she ate half as many", (), ("half",)),
    ("two thirds of it", "some of it", ("two thirds",), ()),
    ("3/4 of it", "1/4 of it", ("3/4",), ("1/4",)),
    ("15 pupils at $15 each", "15 pupils at some price", ("15",), ()),
    ("$5 million", "$5 billion", ("5 million",), ("5 billion",)),
    ("at 3:30 pm", "at 3:45 pm", ("3:30",), ("3:45",)),
    ("H2O", "H3O", ("H2O",), ("H3O",)),
]
SAME_ACROSS_LANGUAGES = [
    ("Es waren 1.000 Leute und 2,5 % mehr.", "There were 1,000 people and 2.5 percent more."),
    ("Die Stadt hat 3,5 Mio. Einwohner.", "The city has 3.5 million inhabitants."),
    ("Es sind dreihundertfünfundzwanzig Seiten und die zwölf.", "There are 325 pages and the 12."),
    ("Am 12. Mai 1994 war es warm und schön.", "On May 12, 1994 it was warm and fine."),
    ("In den 90er Jahren war es die Mode.", "In the 1990s it was the fashion."),
    ("Quatre-vingt-dix-sept personnes sont dans la salle.", "Ninety-seven people are in the room."),
    ("Le prix est de 0,20 $ par litre dans la ville.", "The price is $.20 per litre in the city."),
    (
        "Durante los siglos XVI y XVII la peste estuvo en el país.",
        "In the 16th and 17th centuries the plague was there.",
    ),
    ("Son treinta y cinco mil personas en el país.", "There are 35,000 people in the country."),
    ("В городе живут 2 миллиона человек и не меньше.", "No less than 2 million people live in the city."),
    ("Это было в мае 1945 года, и не позже.", "It was in May 1945, and no later."),
    ("Следующие полчаса он едет со скоростью 30 миль.", "For the next half-hour he goes 30 mph."),
    ("大约有三百二十人和1.2万只鸟。", "About 320 people and 12,000 birds."),
    ("百分之四十二的人，三分之一的鸟。", "42 % of the people, a third of the birds."),
    ("2020 年 3 月 15 日，周三一共两人。", "On March 15, 2020, a Wednesday, two people in all."),
    ("十九世纪和20世纪60年代有1500万人。", "In the 19th century and the 1960s there were 15 million people."),
    ("في القرن التاسع عشر كان هناك خمسة عشر من", "In the 19th century there were 15 of"),
    ("Около полутора миллионов человек в двадцатом веке.", "About 1.5 million people in the 20th century."),
    ("Au XIXe siècle, il est parti à 15h30 avec le reste.", "In the 19th century he left at 3:30 pm with the rest."),
    ("人口は3億5000万人で、その3分の1です。", "The population is 350 million, a third of it."),
    ("2014 में नौ लोग और १२ घर थे।", "In 2014 there were nine people and 12 houses."),
    ("Bu şehirde yüz yirmi üç ev ve 5 park var.", "There are 123 houses and 5 parks in the city."),
    ("Foram duzentos e cinco casos no país.", "There were 205 cases in the country."),
    ("في عام 1950 كان هناك خمسة وعشرون بيتا", "In 1950 there were 25 houses"),
]


@pytest.mark.parametrize(("source", "rewrite"), SAME_IN_ENGLISH)
def test_another_notation_is_the_same_number(source: str, rewrite: str) -> None:
    """A number written in another way is neither lost nor invented, whichever way round."""
    assert check(source, rewrite, "rephrase").reason == ""
    assert check(rewrite, source, "rephrase").reason == ""


@pytest.mark.parametrize(("source", "rewrite", "lost", "invented"), DIFFERENT_IN_ENGLISH)
def test_another_number_is_named(source: str, rewrite: str, lost: tuple[str, ...], invented: tuple[str, ...]) -> None:
    """What was lost and what was invented is named as it is written."""
    difference = compare(source, rewrite, "rephrase")
    assert (difference.lost, difference.invented) == (lost, invented)


@pytest.mark.parametrize(("source", "rewrite"), SAME_ACROSS_LANGUAGES)
def test_a_translated_number_is_the_same_number(source: str, rewrite: str) -> None:
    """A faithful translation passes in every language whose number words are known."""
    assert check(source, rewrite, "translate").reason == ""


def test_one_changed_number_among_thirty_fails() -> None:
    """One wrong number fails the pair however many are right; the score says how many."""
    numbers = [str(100 + 7 * n) for n in range(30)]
    verdict = check("; ".join(numbers), "; ".join([*numbers[:-1], "999"]), "rephrase")
    assert not verdict.passed
    assert 0.9 < verdict.score < 1
    assert verdict.reason == "lost: 303; invented: 999"


def test_a_summary_may_leave_out_but_not_add() -> None:
    """A summary passes without a number of its source, and fails with one of its own."""
    assert check("In 1779, 42 ships sailed.", "In 1779 ships sailed.", "summary").passed
    assert not check("In 1779, 42 ships sailed.", "In 1779, 43 ships sailed.", "summary").passed


def test_a_learning_note_may_add_what_its_equations_derive() -> None:
    """A derived number is no invention in a note; with wrong arithmetic, or in a rephrasing, it is."""
    source = "A box holds 12 pens and there are 7 boxes. #### 84"
    note = "12 pens in each of 7 boxes. Half a day: 12 × 14 = 168 pens, so 168 / 2 = 84."
    assert compare(source, note, "learning_note").invented == ("14", "168")
    assert check(source, "12 pens × 7 = 84, and 84 + 12 = 96.", "learning_note").passed
    assert compare(source, "12 pens × 7 = 84, and 84 + 12 = 97.", "learning_note").invented == ("97",)
    assert not check(source, "12 pens × 7 = 84, and 84 + 12 = 96.", "rephrase").passed


def test_a_learning_note_keeps_the_givens_and_the_answer() -> None:
    """A note may go another way than its source, but every given and the final answer must stand in it."""
    source = "Ann has 30 pens and 13 caps. 30 - 13 = 17. She buys 20: 17 + 20 = 37.\n#### 37"
    assert check(source, "30 + 20 = 50 pens, less 13 is 50 - 13 = 37.", "learning_note").passed
    assert compare(source, "30 + 20 = 50 pens.", "learning_note").lost == ("13", "37")


@pytest.mark.parametrize(
    ("text", "results"),
    [
        ("12 × 7 = 84", [84]),
        ("68+73+61+96 = 298 pens", [298]),
        ("3 bags * $2 per bag = $6", [6]),
        ("$11 x 2 = $22", [22]),
        ("(3 + 4) * 2 = 14 = 7 * 2", [14, 14]),
        ("1/3 = 0.33", [0.33]),
        ("20% * 40 = 8", [8]),
        ("2 + 2 = 5", []),
        ("5 / 0 = 5", []),
        ("((((((((((1+1)))))))))) = 2", [2]),
    ],
)
def test_only_right_equations_derive(text: str, results: list[float]) -> None:
    """An equation gives its result only where its arithmetic is right."""
    assert [float(equation.result) for equation in correct_equations(text)] == results


def test_grouping_is_read_by_language() -> None:
    """In English a point is decimal and a comma groups; elsewhere three digits after either can be both."""
    assert readings("1.234", True) != readings("1234", True)
    assert set(readings("1.234", False)[0]) > set(readings("1234", False)[0])
    assert readings("1,234,567.5", True) == readings("1.234.567,5", False)


def test_a_text_agrees_with_itself() -> None:
    """A verbatim copy has score 1 and no reason."""
    text = "On 12 May 1994, 1,234 of 5,000 (24.68 %) paid $3.50; v1.2.3, COVID-19, -4 °C, $x^2 = 9$, 3×10^8, 7:45 pm."
    for task in ("rephrase", "translate", "summary", "learning_note"):
        verdict = check(text, text, task)
        assert (verdict.passed, verdict.score, verdict.reason) == (True, 1.0, "")


@given(st.text(), st.text(), st.sampled_from(["rephrase", "translate", "summary", "learning_note"]))
def test_no_text_breaks_it(source: str, rewrite: str, task: str) -> None:
    """Any two texts have a verdict with a score between 0 and 1, and a copy of any text passes."""
    assert 0 <= check(source, rewrite, task).score <= 1
    assert check(source, source, task).passed


PIECES = "0123456789 .,:/-–()%$€=+*×^{}\\½万億百三分之の半年月 and a half million thousand XIV third hundert und minus frac p.m. \n'"


@given(
    st.lists(
        st.sampled_from([*PIECES.split(" "), *PIECES, "0", "1", "10", "e9", "½", "/", "two", "million"]), max_size=60
    )
)
def test_no_number_like_text_breaks_it(pieces: list[str]) -> None:
    """Any jumble of digits, signs and number words has a verdict, and agrees with itself."""
    for text in ("".join(pieces), " ".join(pieces)):
        assert check(text, text, "learning_note").passed
        assert 0 <= check(text, text[::-1], "rephrase").score <= 1


@pytest.mark.parametrize(
    "piece",
    [
        "1",
        ",",
        "1,",
        "1 ",
        "1-",
        "1 h",
        "1/1",
        "1.1/",
        "$1",
        "=",
        "1=",
        "(",
        "1 million ",
        "億",
        "5万",
        "IV ",
        "I",
        "two ",
        "half a ",
        "minus ",
        "1. ",
        "1.\n",
        "-1",
        "```\n",
        "](",
        "\\num{",
        "a-1",
    ],
)
def test_time_is_linear(piece: str) -> None:
    """Four times as much of one repeated piece takes about four times as long, and not sixteen times."""

    def seconds(size: int) -> float:
        spent = []
        for attempt in range(2):  # no text twice, since texts are remembered
            text = f"{attempt} " + piece * (size // len(piece))
            start = time.process_time()
            check(text, text + "7", "learning_note")
            spent.append(time.process_time() - start)
        return min(spent)

    assert seconds(32_000) < 10 * max(seconds(8_000), 0.001)


def test_an_html_entity_is_the_character_it_stands_for_and_no_number() -> None:
    source = "The &#x201C;wings&#x201D; of Coxey&#8217;s army had 500 men &amp; marched in 1894."
    rewrite = "In 1894, 500 men marched in the “wings” of Coxey’s army."
    assert check(source, rewrite, "rephrase").passed
    assert not check(source, rewrite.replace("500", "600"), "rephrase").passed


def test_a_unit_may_stand_after_a_word_for_of() -> None:
    """In some languages a number and its unit are joined: 320 de km."""
    assert not check("Sunt 320 de km de linie și de drum.", "There are 320 m of line and road.", "translate").passed
    assert check("Sunt 320 de km de linie și de drum.", "There are 320,000 m of line and road.", "translate").passed
