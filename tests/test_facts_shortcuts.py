"""What the checks of facts do not look at for speed changes nothing that they find."""

from __future__ import annotations

from fractions import Fraction

from hypothesis import given, settings
from hypothesis import strategies as st

from rephrase.fidelity import arithmetic, dates, quantities, structure
from rephrase.fidelity.quantities import answer, equations, notation, sides
from rephrase.fidelity.quantities.digits import facts
from rephrase.fidelity.quantities.equations import doubtful_statements, statements
from rephrase.fidelity.quantities.languages import guess
from rephrase.fidelity.quantities.page import Quantity, lay_out
from rephrase.fidelity.quantities.sums import is_plainly_right
from rephrase.fidelity.said import METRIC, Said
from rephrase.fidelity.words import words

PIECES = st.sampled_from(
    "\n \n\n 5 12 1,000 .5 3.5 4:22.60 1994-05-12 5x10^123456 3e8 2/3 90s 3rd XIV Chapter and two hundred five each month minus half"
    " + - * / x times plus = == percent of apples feet/bag then a ( ) $ % . , ? #### nswer Answer: \\boxed{5} \\fbox{5} A: 答案 Antwort:"
    " 1939 45 -45 /3 5k m dozen million de us a.m. p.m o'clock per cent US$ USD COVID-19 hours negative # - --- === [1] 1. \\item \\section{a} segunda-feira 星期一 5月 tháng 5 may Monday nell'agosto 三百 пять ½ ⁵ é ’ _".split(
        " "
    )
)
TEXTS = st.lists(st.tuples(PIECES, st.sampled_from(["", " ", " "])), max_size=30).map(
    lambda pieces: "".join(piece + space for piece, space in pieces)
)


@settings(max_examples=1000)
@given(TEXTS)
def test_numbers_read_in_passing_are_those_that_a_close_look_at_every_token_reads(text: str) -> None:
    page = lay_out(text, "en")
    closely = [quantity._replace(start=0, end=0) for quantity in quantities._closely(page)]
    assert [quantity._replace(start=0, end=0) for quantity in quantities._read(page)] == closely


@settings(max_examples=200)
@given(TEXTS)
def test_a_remembered_number_is_read_as_the_first_one_is(text: str) -> None:
    first = [quantity._replace(start=0, end=0) for quantity in quantities._guessed.__wrapped__(text)[1]]
    assert [quantity._replace(start=0, end=0) for quantity in quantities._guessed.__wrapped__(text)[1]] == first


@settings(max_examples=300)
@given(TEXTS)
def test_answers_are_marked_where_one_search_finds_them(text: str) -> None:
    assert [match.span() for match in arithmetic._marked(text)] == [
        match.span() for match in arithmetic._MARKED.finditer(text)
    ]


@settings(max_examples=500)
@given(
    st.lists(
        st.sampled_from("5 12 60 3 4 2 .5 0 + - * / x = = apples and of times dozen he has a $5 per".split(" ")),
        max_size=9,
    )
)
def test_what_is_plainly_right_has_no_wrong_statement(pieces: list[str]) -> None:
    sentence = " ".join(pieces)
    assert not is_plainly_right(sentence) or all(statement.holds for statement in statements(sentence))


def test_plain_calculations_are_told_from_wrong_ones_and_from_others() -> None:
    assert is_plainly_right("so she has 4,800 / 2 = 2400 bananas left")
    assert is_plainly_right("$2.50/car * 6 cars = $15.0 = 5 x 3")
    assert not is_plainly_right("so she has 4,800 / 2 = 2401 bananas left")
    assert not is_plainly_right("20 percent of 50 * 2 = 100")
    assert not is_plainly_right("5 / 0 = 0")
    assert not [*doubtful_statements("He has 2 + 3 = 5 apples.", "none")]
    assert [*doubtful_statements("He has 2 + 3 = 6 apples.", "none")]


@settings(max_examples=200)
@given(TEXTS)
def test_days_items_and_headings_are_found_where_all_patterns_find_them(text: str) -> None:
    lowered = text.lower()
    assert set(dates._unspaced(lowered)) >= {item for item in dates._ANYWHERE.items() if item[0] in lowered}
    found = [match.span() for match in structure._found_headings(text)]
    assert found == [match.span() for match in structure._HEADING.finditer(text)]
    at_lines = [match.start() for start in structure._lines(text) if (match := structure._ITEM.match(text, start))]
    assert at_lines == [match.start() for match in structure._ITEM.finditer(text)]


@given(
    st.lists(
        st.sampled_from("the of and de la le un è a e o y und der in on, The (is) l'un d'a x é ’ 月 ş".split(" "))
    ).map(" ".join)
)
def test_a_language_is_guessed_with_the_words_at_hand_as_without(text: str) -> None:
    assert lay_out(text).language == guess(facts(text))


def test_each_name_that_may_stand_anywhere_has_a_sign_of_it() -> None:
    assert all(any(sign in name for sign in dates._IN_UNSPACED) for name in dates._ANYWHERE)


@given(st.text(alphabet="dn5'’ .aA_-é", max_size=12))
def test_the_last_part_of_a_word_with_an_apostrophe_is_found_in_the_text(text: str) -> None:
    parts = {word.replace("’", "'").rpartition("'")[2] for word in words(text) if "'" in word or "’" in word}
    assert parts == set(dates._LAST_PART.findall(text.lower()))


@given(st.lists(st.fractions(0, 1000), max_size=20), st.fractions(0, 1000))
def test_an_amount_is_nearly_said_if_any_amount_is_near(known: list[Fraction], value: Fraction) -> None:
    known_amounts = Said([Quantity("", (one,), unit=("foot", 1)) for one in known])
    factor = METRIC["metre"][1]
    near = [one for one in set(known) if abs(float(one) - float(value) * factor) <= 0.03 * float(value) * factor]
    assert {base[1] for base in known_amounts._nearly("metre", value)} == set(near)


@given(
    st.lists(
        st.sampled_from([*"$ .,05", "1,234", "12", "3.5", "007", "1.25", "298", "apples", "+", "%"]), max_size=6
    ).map("".join)
)
def test_a_number_alone_on_its_line_is_read_as_a_calculation_is(line: str) -> None:
    run = next(iter(equations.runs(notation.tokens(line, 0, len(line)))), [])
    side = sides.beginning(run, frozenset(), True)
    assert answer._number_in(line) == (side.readings if side else ())


@given(st.text(alphabet="a .,:;?\n\\[]。", max_size=30))
def test_a_sentence_begins_behind_the_last_end_before_it(text: str) -> None:
    ends = [match.end() for match in equations._SENTENCE_END.finditer(text)]
    assert equations._sentence_start(text, 0, len(text)) == (ends[-1] if ends else 0)
