"""What a free but faithful rewrite may do in each style, and that the same text with an error in it still fails."""

from __future__ import annotations

import pytest

from rephrase.fidelity.score import verdicts
from rephrase.fidelity.tables import written_out
from rephrase.fidelity.words import flowing

BIRDS = """The kiwi lives in New Zealand and feeds on worms. It cannot fly, and it hunts by night. The ostrich lives in Africa and
feeds on seeds. It runs faster than any other bird. The puffin breeds on cliffs around the Atlantic and catches herring. Its
beak loses its colour in winter. All three are watched by naturalists who count their nests each spring."""
BIRDS_TABLE = """Naturalists watch three birds and each spring count their nests. The table shows how they live.

| Bird | Home | Food | Notes |
|---|---|---|---|
| Kiwi | New Zealand | worms | flies not at all, and hunts when it is night |
| Ostrich | Africa | seeds | no other bird runs as fast as it does |
| Puffin | breeds on Atlantic cliffs | catches herring | in winter the colour of its beak is lost |
"""


def failed(source: str, rewrite: str, task: str = "rephrase") -> dict[str, str]:
    return {verdict.check: verdict.reason for verdict in verdicts(source, rewrite, task) if not verdict.passed}


def test_a_table_says_what_its_rows_say() -> None:
    assert not failed(BIRDS, BIRDS_TABLE)


def test_a_row_that_is_gone_is_lost() -> None:
    rows = BIRDS_TABLE.splitlines()
    assert "lost" in str(failed(BIRDS, "\n".join(row for row in rows if not row.startswith("| Puffin"))))


def test_a_row_that_is_denied_is_found() -> None:
    assert failed(
        BIRDS, BIRDS_TABLE.replace("worms | flies", "no worms | never flies").replace("catches", "never catches")
    )


def test_heads_and_what_introduces_a_table_state_nothing_alone() -> None:
    assert written_out("Two rows.\n\n| A | B |\n|---|:-:|\n| 1 | 2 |\n| 3 | |\n\nMore.") == (
        "Two rows:\nA; B: 1; 2\n\n3\n\nMore."
    )


@pytest.mark.parametrize("text", ["", "|", "a | b", "--", "|---|", "a -- b | c", "| a |\n| b |", "x\n---\ny | z"])
def test_what_is_no_table_stays_as_it_is(text: str) -> None:
    assert written_out(text) == text


def test_a_long_table_is_written_out_in_linear_time() -> None:
    assert written_out("| a | b |\n|---|---|\n" * 20_000).count(";") >= 20_000
    assert written_out("|" * 50_000 + "\n|" + "-" * 50_000)


def test_lines_of_fixed_width_go_on_and_others_do_not() -> None:
    assert flowing("a prince must\nbe wise,\nand slow.\nThen he") == "a prince must be wise, and slow.\nThen he"
    assert flowing("Buy eggs\nBuy milk") == "Buy eggs\nBuy milk"


@pytest.mark.parametrize(
    ("source", "rewrite"),
    [
        ("The flask keeps water out.", "The flask is watertight."),
        ("The flask is a watertight vessel for travellers.", "The flask is a vessel for travellers that lets no water through."),
        ("People were trapped without supplies.", "People were trapped with no supplies."),
        ("They are only worn on great occasions.", "They are worn on none but great occasions."),
        ("The result was inconsistent or annoying.", "The result was annoying or not consistent."),
        ("All silence is an assumption, not the worse for being common.", "Every silence is an assumption, none the worse for being common."),
        ("The whale is the biggest animal on Earth.", "No animal on Earth is as big as the whale."),
        ("Not all of cognition is conscious.", "Q: Is all of cognition conscious?\nA: No, not all of cognition is conscious."),
        (
            "If you don't want outlets, promote your own handle.",
            "Q: What if I don't want outlets?\nA: If you don't want outlets, promote your own handle.",
        ),
    ],
)  # fmt: skip
def test_a_denial_in_other_words_turns_nothing_round(source: str, rewrite: str) -> None:
    assert "negation" not in failed(source, rewrite)


@pytest.mark.parametrize(
    ("source", "rewrite"),
    [
        ("The committee accepted the budget and the plan or the report.", "The committee accepted the budget and not the plan or the report."),
        ("The flask was found without a lid by the guide.", "The flask was found with a lid by the guide."),
        ("The result was annoying or consistent with the theory.", "The result was annoying or not consistent with the theory."),
    ],
)  # fmt: skip
def test_a_denial_is_found_beside_what_looks_like_none(source: str, rewrite: str) -> None:
    assert "negation" in failed(source, rewrite)


def test_the_word_after_a_label_may_have_its_capital_from_its_place() -> None:
    source = "A Twitter handle points people to your Twitter work. If you use Twitter, people follow you."
    rewrite = "Q: Why use Twitter?\nA: A Twitter handle points people to your work, and they follow you there."
    assert "names" not in failed(source, rewrite)


def test_what_is_listed_may_be_counted() -> None:
    source = "Choices are made from prices, budgets, and tastes."
    assert "numbers" not in failed(source, "Choices come from three things: prices, budgets, and tastes.")
    assert "numbers" in failed(source, "Choices come from four things: prices, budgets, and tastes.")


def test_a_year_said_again_counts_nothing_new() -> None:
    source = "A force set out in 1841 intent on taking the town."
    rewrite = "Q: What happened in 1841?\nA: The attempt of 1841 on the town: in 1841 a force set out to take it."
    assert "numbers" not in failed(source, rewrite)


def test_a_text_that_says_sorry_is_rephrased_with_sorry() -> None:
    source = 'Write: "Hey there, sorry to bother you, have you seen my change?"'
    assert "refusal" not in failed(source, 'Write: "Hello, I\'m sorry for bothering you, did you look at my change?"')
    assert "refusal" in failed(source, "I'm sorry, but I cannot help with that.")


def test_what_is_listed_with_remarks_in_brackets_may_be_counted() -> None:
    source = """Frost makes the sap of a maple rise (in cold years as late as April, when farmers have long been waiting for it),
closes the pores of its bark, and turns its leaves red."""
    rewrite = "Frost does {} things to a maple: its sap rises (in cold years not before April), its bark closes its pores, its leaves redden."
    assert "numbers" not in failed(source, rewrite.format("three"))
    assert "numbers" in failed(source, rewrite.format("four"))


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (r"\not = 0", r"\neq 0"),
        (r"\not= 0", r"\ne 0"),
        (r"\not\in A", r"\notin A"),
        (r"\not \in A", "∉ A"),
        (r"\not\mid n", r"\nmid n"),
        (r"\not\subseteq B", r"\nsubseteq B"),
    ],
)
@pytest.mark.parametrize("task", ["rephrase", "learning_note"])
def test_a_struck_relation_is_the_relation_of_its_own_sign(one: str, other: str, task: str) -> None:
    source, rewrite = "Let $x^2 + y {}$ hold in the ring.", "Suppose that in the ring $x^2 + y {}$ holds."
    assert "formulas" not in failed(source.format(one), rewrite.format(other), task)


def test_a_struck_relation_whose_stroke_is_gone_is_found() -> None:
    source, rewrite = r"Let $x^2 + y \not\in A$ hold in the ring.", r"Suppose that in the ring $x^2 + y \in A$ holds."
    assert "formulas" in failed(source, rewrite)
