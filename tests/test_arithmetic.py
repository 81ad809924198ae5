"""What is calculated in a rewrite is evaluated; equations between numbers are read in plain text and LaTeX."""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rephrase.data import Task
from rephrase.fidelity import arithmetic, formulas, numbers
from rephrase.fidelity.quantities.equations import statements

TRUE = [
    r"$12 \times 7 = 84$", r"$\frac{180}{2} = 90$", r"$\dfrac12 + \tfrac{1}{3} = \frac{5}{6}$", r"$2^{10} = 1024$",
    r"$\sqrt{144} = 12$", r"$\sqrt[3]{27} = 3$", r"$3\sqrt{2} \cdot \sqrt{2} = 6$", r"$5! = 120$", r"$\binom{5}{2} = 10$",
    r"$(10 / 2)(8 - 2) = 5 \cdot 6 = 30$", r"$7 \cdot \left( 3 + 4 \right) = 49$", r"\(90 \div 4 \approx 22.5\)",
    r"\[ 3 \text{ bags} \times 4 \text{ apples/bag} = 12 \text{ apples} \]", r"$18 + 2\frac{1}{2} = 20.5$",
    "$x = 3 \\cdot 4$\n$= 12$", r"\begin{align} 3 + 4 &= 7 \\ &= 14 / 2 \end{align}", r"$\pi \cdot 3^2 = 28.27$",
    r"$\frac{144\pi}{9\pi} = 16$", r"$1{,}000 \cdot 2 = 2\,000$", r"$-2^2 = -4$", r"$3 + 4 < 8 \le 2 \cdot 4$",
    "12 x 7 = 84 eggs", "She pays $3.50 + $4.50 = $8", "30% of 60 = 18", "5/20 = 25%", "100% - 20% = 80%",
    "20 feet * 2 = 40 feet", "25 pupils + his 1 teacher + 1 guide = 27 people", "3 times 4 equals 12",
    "48 (her pages) + 5 (his) = 53", "2 1/2 + 1 = 3 1/2", "2 / 1/2 = 4", "27(1/3) = 9", "1,200 + 34 = 1,234",
    "10/3 = 3.33 and 3.33 * 3 = 10", "4 * 5 = 20 + 3 = 23", "- 4 * 5 = 20", "2) 4 * 5 = 20", "17 / 5 = 3 remainder 2",
    "1/2 hour = 30 minutes", "2 * 50 cents = 1 dollar", "1 mile = 5280 feet", "1/4 of the cake = 2 * 3 pieces",
    "15% of 40 pounds = 0.15 * 40 = 6 pounds", "22 ÷ 7 ≈ 3.14", "100 / 3 = 33.3", "3² + 4² = 5²", "5 + 3 > 7",
    r"$-2\frac{1}{2} + 5 = 2.5$", "1.500 + 500 = 2.000 Stück", "1.500 * 2 = 3", "6 (of 12) + 3 = 9",
    "7 / 3 = 2.3333333333333335", "30 * 3 = 90 cents = $0.90", "0.3 * 3 = $0.90 = 90 cents", "**3 × 4 = 12**", "8 / 3 = 2.6",
    "2 cm * 3 cm = 6 cm^2", "| 5 + 3 = 8 | 9 |", "2**3 = 8",
]  # fmt: skip
UNREAD = [
    "x = 3 + 4 + y = 9", "2x + 3 = 9", "f(2) + 1 = 9", "sin 30 + 1 = 9", r"$\sin(30) + 1 = 9$", r"$1 + 2 + \dots + 9 = 45$",
    r"$101_2 + 1_2 = 110_2$", "3 dozen * 2 = 72", "11 am + 3 hours = 2 pm", r"$3 \cdot 5 = 1 \pmod{7}$", "3 * 5 = 1 (mod 7)",
    "Is 2 + 2 = 5?", "2 + 2 = 5 is false", "$1 + 1 > 3$, a contradiction", "the result of f * 3 + 4 = 9", "5 + 3 = n",
    r"$|3 - 5| + 1 = 3$", "9^9^9^9 = 1", "(1/0) + 2 = 3",
]  # fmt: skip
FALSE = [
    r"$12 \times 7 = 85$", r"$\frac{180}{2} = 80$", r"$2^{10} = 1000$", r"$\sqrt{144} = 14$", r"$5! = 100$", r"$4!=6$",
    r"$(5)(7) = 63$", "3 bags x 4 = 14", "12 + 5 cups = 18 cups", "90/2 = 40 pairs", "40/5 = 3 dollars", "99*100 = 9800",
    r"$3 + 4 = 7 = 8 - 2$", "43 / 5 = 8", "52,500 + 11,250 = 63,850", "65 books/shelf / 5 shelves/case = 21 cases",
    r"\[ 3 \text{ bags} \times 4 \text{ apples} = 13 \text{ apples} \]", r"$5 + 3 < 7$", r"$2 \cdot 3 \ne 6$",
    "84 - $252 = $168", "so $-64 = 1 - 63$", r"$\sqrt{5} \cdot \sqrt{3} = 3$", r"$\pi \cdot 3^2 = 27$", "30% of 60 = 180",
    "22 ÷ 7 ≈ 4", "4 hours * 60 = 230 minutes", r"the total is \boxed{12 + 5 = 18}", r"$5 \cdot 4 = \boxed{21}$",
    "3 times 4 equals 13", "5 + 6 is equal to 12",
    "**3 × 4 = 13**", "so 5 + 6 = **$12**", r"3\*4=13", "(5 + 3 = 9)", "| 5 + 3 = 9 | 1 |", "2 + 2 = 4 = 5", "10^-2 = 0.1",
    r"\begin{align*} 5 + 3 &= 9 \\ 9 + 1 &= 10 \end{align*}", "3 hours × 60 min/hour = 190 min", "2 * 3 * 4 = 25 cm^3",
]  # fmt: skip


@pytest.mark.parametrize("text", TRUE)
def test_a_true_equation_passes(text: str) -> None:
    """What holds passes in every notation, with units, percentages, rounding, remarks and run-on chains."""
    assert [found.written for found in statements(text) if not found.holds] == []
    assert arithmetic.check("", text, "learning_note").passed


@pytest.mark.parametrize("text", UNREAD)
def test_what_is_no_plain_arithmetic_is_not_judged(text: str) -> None:
    """Letters, functions, other bases, clocks, questions and what the text itself calls false are left alone."""
    assert arithmetic.check("", f"We see: {text}", "learning_note").passed


@pytest.mark.parametrize("text", FALSE)
@pytest.mark.parametrize("task", ["learning_note", "rephrase"])
def test_a_false_equation_fails_and_is_named(text: str, task: Task) -> None:
    """A wrong equation or inequality fails, unless the source has it as well, in whatever notation."""
    verdict = arithmetic.check("He counts again.", f"He counts again. {text}", task)
    assert not verdict.passed and verdict.reason.startswith("wrong: ")
    assert arithmetic.check(f"He counts: {text}", f"He counts again. {text}", task).passed


def test_the_sources_mistake_is_known_in_another_notation() -> None:
    """A mistake is the same when it is set in LaTeX, and another one when its result is another."""
    assert arithmetic.check("So 12 * 7 = 85.", r"So $12 \times 7 = 85$.", "learning_note").passed
    assert not arithmetic.check("So 12 * 7 = 85.", r"So $12 \times 7 = 86$.", "learning_note").passed


@pytest.mark.parametrize(
    ("source", "rewrite", "passes"),
    [
        ("#### 12", r"Hence \boxed{12.0}", True), ("#### 12", "The answer is **$12**.", True), ("#### 12", "Answer: 14", False),
        (r"\boxed{\frac{3}{4}}", "#### 0.75", True), (r"\boxed{\frac{3}{4}}", r"\boxed{\dfrac{3}{5}}", False),
        ("#### 25%", "#### 25", True), ("#### 16.67", r"\boxed{\frac{50}{3}}", True), ("#### 12", "#### 12.2", False),
        ("#### 1,200", r"\boxed{1200}", True), ("The answer is (B).", r"\boxed{\text{B}}", True),
        ("The answer is (B).", r"\boxed{\text{C}}", False), (r"\boxed{x^2}", r"\boxed{x \cdot x}", True),
        ("It costs 5.\nA: 5", "It costs 5.\nA: 6", False), ("#### -4", r"\boxed{4}", False),
    ],
)  # fmt: skip
def test_the_final_answer_is_the_sources(source: str, rewrite: str, passes: bool) -> None:
    """However both mark it and write it; answers that are no numbers and no single letters are not compared."""
    assert arithmetic.check(source, rewrite, "learning_note").passed == passes


def test_a_boxed_answer_is_what_a_step_gives() -> None:
    """Without an answer in the source, the note's own steps must give it, if only as the next whole number."""
    steps = r"There are $3 \cdot 4 = 12$ eggs and $12 + 5 = 17$ in all. "
    assert arithmetic.check("How many eggs?", steps + r"\boxed{17}", "learning_note").passed
    verdict = arithmetic.check("How many eggs?", steps + r"\boxed{18}", "learning_note")
    assert not verdict.passed and "18" in verdict.reason
    assert arithmetic.check("How many packs?", r"$27 / 4 = 6.75$, so \boxed{7}", "learning_note").passed


def test_a_number_that_a_latex_equation_gives_is_not_invented() -> None:
    """A note may add what its own correct equations derive from what is given, also in LaTeX."""
    source = "A shelf has 18 books on each of its 14 boards. How many are there?"
    note = source + r" On the boards are \(18 \times 14 = 252\) books, and \(\frac{252}{2} = 126\) of them are read."
    assert numbers.check(source, note, "learning_note").passed
    assert not numbers.check(source, note.replace("252", "253"), "learning_note").passed


@pytest.mark.parametrize(
    ("source", "rewrite"),
    [
        (r"$0.5x + y = 3$", r"$\frac12 x+y=3$"), (r"$\frac{a+b}{2} = m$", "so (a+b)/2 = m holds"),
        (r"$\dfrac{1}{2} + x^2 > 0$", r"$\tfrac12 + x^{2} > 0$"), (r"$2 \cdot x = 50\%$", r"$2x = 0.5$"),
        (r"$\frac{3}{4}x \times y > 1$", r"$0.75x \cdot y>1$"), (r"$\frac{a}{b} = c$", r"$a/b=c$"),
    ],
)  # fmt: skip
@pytest.mark.parametrize("task", ["learning_note", "rephrase"])
def test_a_formula_is_the_same_in_another_notation(source: str, rewrite: str, task: Task) -> None:
    """Decimals and fractions, slashes and \\frac, products with and without a sign are one."""
    verdict = formulas.check(source, rewrite, task)
    assert verdict.passed, verdict.reason


def test_another_number_in_a_formula_is_another_formula() -> None:
    """Notation is levelled, values are not."""
    assert not formulas.check(r"$x^2+0.5y=1$", r"$x^2+\frac13y=1$", "rephrase").passed


# Expressions with their values: a tree is written in either notation, with brackets around every operation.
def _joined(parts: tuple[tuple[str, Fraction], str, tuple[str, Fraction]]) -> tuple[str, Fraction]:
    (one, left), sign, (other, right) = parts
    if sign in ("/", r"\frac"):
        right = right or Fraction(1)
        other = other if right != 1 else "1"
        written = f"({one} / {other})" if sign == "/" else rf"\frac{{{one}}}{{{other}}}"
        return written, left / right
    value = {"+": left + right, "-": left - right}.get(sign, left * right)
    return f"({one} {sign} {other})", value


NUMBERS = st.integers(0, 999).map(lambda whole: (str(whole), Fraction(whole)))
DECIMALS = st.integers(0, 9999).map(lambda cents: (f"{cents / 100:.2f}", Fraction(cents, 100)))
SIGNS = st.sampled_from(["+", "-", "*", "×", r"\cdot", r"\times", "/", r"\frac"])
EXPRESSIONS = st.recursive(NUMBERS | DECIMALS, lambda inner: st.tuples(inner, SIGNS, inner).map(_joined), max_leaves=8)


@given(st.tuples(EXPRESSIONS, SIGNS, EXPRESSIONS).map(_joined))
def test_expressions_have_the_value_that_python_gives(pair: tuple[str, Fraction]) -> None:
    """The reader agrees with Python's exact fractions, and tells a value from the next one."""
    written, value = pair
    (right,) = statements(f"${written} = {value}$")
    assert right.holds and right.left == value
    (wrong,) = statements(f"${written} = {value + abs(value) + 2}$")
    assert not wrong.holds


@given(st.text(alphabet=r"0123456789+-*/^=<>(){}[]\.,%!$ xn" + "\n≈√π½×", max_size=200))
def test_reading_never_raises(text: str) -> None:
    """Whatever the signs, there are statements or none."""
    arithmetic.check(text, text[::-1], "learning_note")
    assert arithmetic.check(text, text, "learning_note").passed


@pytest.mark.parametrize(
    "text",
    [
        "9^9^9^9 = 1", "9**9**9**9 = 1", "9^{9^{9^{9}}} = 1", "(((9^99)^99)^99)^99 = 1", "99999! = 1", r"\binom{99999}{9} = 1",
        "(" * 5000 + "1 + 1" + ")" * 5000 + " = 2", "-" * 5000 + "1 + 1 = 2", r"\sqrt{" * 3000 + "2" + "}" * 3000 + " = 1",
        "1 + " * 20000 + "1 = 2", "1 = " * 5000 + "1", "9" * 50000 + " + 1 = 2", r"\frac{" * 3000 + " = 1", "= " * 30000,
        "1 + 1 = 2 x " * 500, "2 3 " * 20000 + "= 6 + 1", "\n" * 50000 + "= 1", "(1) " * 10000 + "= 2 + 1", "1/" * 20000 + "1 = 1",
        "__import__('os').system('true') + 1 = 2",
    ],
)  # fmt: skip
def test_hostile_texts_are_bounded(text: str) -> None:
    """No power, bracket or length makes it slow, deep or fall; nothing of a text is executed."""
    for rewrite in (text, f"#### {text} \\boxed{{{text}}}"):
        verdict = arithmetic.check("", rewrite, "learning_note")
        assert 0 <= verdict.score <= 1
        assert len(verdict.reason) < 500
