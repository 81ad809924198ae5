"""What a free but faithful rewrite may do in each style, and that the same text with an error in it still fails."""

from __future__ import annotations

import time

import pytest

from rephrase.fidelity import alignment
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


HARBOUR = "Boats reach the harbour by the canal or round the cape. Pilots guide them in fog, when the lamps are lit."


@pytest.mark.parametrize(
    "rewrite",
    [
        "Boats get into the harbour in {} ways: by the canal or round the cape. In fog, with the lamps lit, pilots guide them.",
        "Boats get into the harbour in {} ways.\n\n- By the canal.\n- Round the cape.\n\nIn fog, with the lamps lit, pilots guide them.",
        "There are {} ways into the harbour for boats. One is by the canal, and the other is round the cape. In fog, with the lamps lit, pilots guide them.",
        "We will look at {} ways now. By the canal boats reach the harbour, or round the cape. In fog, with the lamps lit, pilots guide them.",
    ],
)
def test_what_a_rewrite_lays_out_it_may_count(rewrite: str) -> None:
    assert "numbers" not in failed(HARBOUR, rewrite.format("two"))


def test_a_count_of_what_is_laid_out_must_be_right() -> None:
    rewrite = "Boats get into the harbour in {} ways: by the canal or round the cape. Pilots guide them when the lamps are lit in fog."
    assert "numbers" in failed(HARBOUR, rewrite.format("four"))
    assert "numbers" in failed(HARBOUR, HARBOUR.replace("Pilots", "Two pilots"))
    assert "numbers" in failed(HARBOUR, HARBOUR.replace("the lamps", "the two lamps"))


def test_the_two_come_back_to_what_was_said() -> None:
    source = "Rye is much like oats. It is sown in autumn, which is late, and the field is left alone."
    assert "numbers" not in failed(source, source.replace("It is", "The two are alike. Rye is"))
    source = "Between tin and lead, the trouble is that these metals melt alike. Both are soft in the hand."
    assert "numbers" not in failed(
        source, source.replace("these metals", "these two metals").replace("Both are", "Each is")
    )


def test_clauses_in_parallel_may_be_counted() -> None:
    source = "Strict masters breed the rebel side by side with the flatterer."
    rewrite = "Strict masters breed {} kinds of people. They breed the rebel, and they breed the flatterer beside him."
    assert "numbers" not in failed(source, rewrite.format("two"))
    assert "numbers" in failed(source, rewrite.format("five"))


MILL = """The mill grinds rye from the valley. Its wheel turns slowly in August because the brook is low. The miller sells flour to
three bakers and keeps the bran for his geese."""


def test_what_a_student_asks_claims_nothing() -> None:
    rewrite = """Student: Which grain does the mill grind?
Teacher: It grinds rye, and the rye comes from the valley.
Student: Did anybody here ever try something else at other seasons?
Teacher: In August the brook is low, and because of that the wheel turns slowly.
Student: Tell me, who pays the man for all his labour?
Teacher: Three bakers do, to whom the miller sells flour. The bran he keeps for his geese."""
    assert not failed(MILL, rewrite)
    added = rewrite + " Travellers admire the painted shutters of the bridge house."
    assert "alignment" in failed(MILL, added)


STEPS = """Keep the kiln at an even heat. Whoever fires clay must guard the health of apprentices and quickly end work when a fume becomes
dangerous at any level. Open the vents in the evening."""


def test_the_numbers_of_steps_are_no_sentences() -> None:
    rewrite = "1. Hold the kiln at a heat that is even.\n2. Guard the health of your apprentices when you fire clay. End work quickly if a fume is dangerous at any level.\n3. In the evening, open the vents."
    assert "alignment" not in failed(STEPS, rewrite)
    assert "alignment" in failed(STEPS, "1. Hold the kiln at a heat that is even.\n2. In the evening, open the vents.")


@pytest.mark.parametrize(
    ("source", "rewrite"),
    [
        ("Even if asked by the king, monks do not sell the honey.", "Monks do not sell the honey, not even when the king asks them to."),
        ("The one exception to this rule is the barn owl.", "**Exception:** The barn owl alone does not follow this rule."),
        ("Slate splits like any shale of the coast.", "Slate splits no different from any shale of the coast."),
        ("Carts carry salt as far as the ford only.", "Carts carry salt as far as the ford and no further."),
        ("A toll is not a tax that is raised at will.", "**What it is not:** A toll is no tax that is raised at will."),
        ("The village must deal with sudden inflows of salt water.", "The village must deal with salt water that suddenly flows in."),
        (
            "All roads must cross the pass to reach the abbey. Carts go up in spring.",
            "Student: Can a road reach the abbey without crossing the pass?\nTeacher: Roads cannot. All of them must cross it.\nStudent: When do carts go up?\nTeacher: Carts go up in spring.",
        ),
    ],
)  # fmt: skip
def test_a_denial_that_says_nothing_new_is_none(source: str, rewrite: str) -> None:
    assert "negation" not in failed(source, rewrite)


@pytest.mark.parametrize(
    ("source", "rewrite"),
    [
        ("Even if asked by the king, monks sell the honey.", "Monks do not sell the honey, even if the king asks them to."),
        ("**Barn owl:** It follows this rule of the wood.", "**Barn owl:** It does not follow this rule of the wood."),
        ("Slate is different from any shale of the coast.", "Slate is not different from any shale of the coast."),
        ("Carts carry salt to the ford and the mill.", "Carts carry no salt to the ford and the mill."),
    ],
)  # fmt: skip
def test_a_denial_that_says_something_new_is_found(source: str, rewrite: str) -> None:
    assert "negation" in failed(source, rewrite)


def test_one_or_another_is_no_count() -> None:
    source = "The duke named cousins to various minor posts at court."
    assert "placed" not in failed(source, "The duke named cousins to one minor post or another at court.")


NOTE = r"""Suppose $b {} 0$ and let $c < d \leq e$. Then $a / b$ is defined, and $a / b = q$ says that $a = b q$. So $q$ is the only
solution, because $b x = b q$ gives $x = q$."""
RETOLD = r"""**Given.** $b {} 0$ and $c < d \leq e$. **Claim.** The quotient $a / b$ is defined; that $a / b = q$ means $a = b q$.
**Why.** From $b x = b q$ we get $x = q$, so there is no solution besides $q$."""


@pytest.mark.parametrize(
    ("given", "written"), [(r"\neq", "="), (r"\leq", r"\geq"), ("<", ">"), (r"\in", r"\notin"), ("<", r"\leq")]
)
def test_a_note_that_sets_another_relation_is_found(given: str, written: str) -> None:
    assert "formulas" not in failed(NOTE.format(given), RETOLD.format(given), "learning_note")
    assert "formulas" in failed(NOTE.format(given), RETOLD.format(written), "learning_note")


def test_a_chain_in_another_order_is_found_in_a_note() -> None:
    source, note = NOTE.format(">"), RETOLD.format(">")
    assert "formulas" not in failed(source, note.replace(r"c < d \leq e", r"c < d$, $d \leq e"), "learning_note")
    assert "formulas" not in failed(source, note.replace(r"c < d \leq e", r"e \geq d > c"), "learning_note")
    assert "formulas" in failed(source, note.replace(r"c < d \leq e", r"d < c \leq e"), "learning_note")


@pytest.mark.parametrize(
    ("given", "written"),
    [
        ("500 {}", "500 {}"),
        (r"$500\,\mathrm{{{}}}$", r"$500~\text{{{}}}$"),
        ("500 {}", r"$500\ \mathrm{{{}}}$"),
        (r"$\lambda = 500\,\text{{{}}}$", "$500$ {}"),
    ],
)
def test_a_unit_of_a_note_is_the_one_of_its_source(given: str, written: str) -> None:
    source = f"A lamp shines with waves of {given.format('nm')} through a slit. Then $f = c / w$ is its frequency."
    note = f"**Given.** Waves of {written} shine from a lamp through a slit. **Frequency.** It is $f = c / w$."
    assert "numbers" not in failed(source, note.format("nm"), "learning_note")
    assert "numbers" in failed(source, note.format("mm"), "learning_note")


@pytest.mark.parametrize(
    ("piece", "closing"), [("(", ""), ("a<", ""), ("[a<b", "]"), ("{", ""), ("$1", ""), ("1~", "")]
)
def test_hostile_formulas_take_linear_time(piece: str, closing: str) -> None:
    """Four times as long a formula takes about four times as long, and not sixteen times."""

    def seconds(times: int) -> float:
        source = f"Let ${piece * times + closing * times}$ hold."
        start = time.process_time()
        failed(source, "Let $a > b$ hold.", "learning_note")
        return time.process_time() - start

    little = max(min(seconds(5_000), seconds(5_001)), 0.02)
    assert min(seconds(20_000), seconds(20_001)) < 10 * little


def test_a_new_count_is_found_however_often_it_is_said() -> None:
    assert "numbers" in failed(HARBOUR, HARBOUR + " two boats come." * 2_000)


@pytest.mark.parametrize(
    ("source", "rewrite", "wrong"),
    [
        ("The recipe does not change much over the years.", "The recipe stays much the same over the years.", "The recipe does change much over the years."),
        ("Salt is essential to the bakers of the town.", "The bakers of the town cannot do without salt.", "The bakers of the town cannot use salt."),
        ("The weaver mostly works by the river in summer.", "In summer the weaver works by the river more often than not.", "In summer the weaver does not work by the river."),
        ("In the whole valley, Otto forged the best blades.", "Otto forged the best blades: in the whole valley none forged better.", "In the whole valley, Otto forged no blades."),
    ],
)  # fmt: skip
def test_a_denial_may_be_said_from_the_other_side(source: str, rewrite: str, wrong: str) -> None:
    assert "negation" not in failed(source, rewrite)
    assert "negation" in failed(source, wrong)


def test_a_denial_of_what_the_source_does_not_speak_of_denies_nothing() -> None:
    source = "The ferry may be used as often as one likes. It crosses the lake whenever the bell rings."
    rewrite = "One may use the ferry as often as one likes. There is no limit to that. Whenever the bell rings, it crosses the lake."
    assert "negation" not in failed(source, rewrite)
    assert "negation" in failed(source, rewrite.replace("it crosses", "it does not cross"))


@pytest.mark.parametrize("rewrite", ["one and a half dollars", "1.5 dollars", "one dollar and a\nhalf"])
def test_a_half_may_stand_behind_its_unit(rewrite: str) -> None:
    source = "A lamp costs one dollar and a half at the market."
    assert "numbers" not in failed(source, f"At the market, a lamp costs {rewrite}.")
    assert "numbers" in failed(source, "At the market, a lamp costs one dollar.")


def test_a_number_goes_on_in_the_next_line_and_may_close_a_bracket() -> None:
    source = "The barn was sold for two hundred\nand forty crowns (see the parish book, p.\n74), and it burned later."
    assert "numbers" not in failed(
        source, "For two hundred and forty crowns (see the parish book, p. 74) the barn was sold; later it burned."
    )
    assert "numbers" in failed(
        source, "For two hundred and fifty crowns (see the parish book, p. 74) the barn was sold; later it burned."
    )


def test_a_sentence_after_a_heading_in_bold_begins_with_no_name() -> None:
    source = (
        "Certain guards of the harbour watch the boats at night. They sleep by day. Rain stops nobody from sailing."
    )
    rewrite = "**Watch at night.** Each boat of the harbour is watched by certain guards. By day they sleep. Nobody is stopped from sailing by rain."
    assert "names" not in failed(source, rewrite)


TENANTS = """The committee of the tenants hears every complaint about noise in the house. It writes to the owner of the flat. What
they do about it is up to them: they may carpet the floor or move the piano."""


def test_what_function_words_say_may_have_words_of_its_own() -> None:
    rewrite = """Every complaint about noise in the house is heard by the committee of the tenants. It sends a letter to the owner of
the flat. The choice is the owner's. Carpeting the floor is one way, and moving the piano is another."""
    assert not failed(TENANTS, rewrite)
    assert failed(
        TENANTS, rewrite.replace("The choice is", "The landlord praised the garden behind the chapel. The choice is")
    )


@pytest.mark.parametrize(
    "opening", ["Note how the committee proceeds.", "The reason is simple.", "The procedure is this."]
)
def test_what_only_announces_is_nothing_invented(opening: str) -> None:
    source = """The committee of the tenants hears every complaint about noise in the house. It writes to the owner of the flat.
Then it meets again on Monday evening."""
    rewrite = f"""{opening} The committee of the tenants hears every complaint about noise in the house. It writes to the owner of
the flat. Then on Monday evening it meets again."""
    assert "alignment" not in failed(source, rewrite)


@pytest.mark.parametrize(
    "label", ["**Step 3: Note the outcome.**", "### Watching the tide: review", "**The tide in short.**"]
)
def test_a_label_claims_nothing(label: str) -> None:
    """A heading or a bold line of few words names what follows it; the same in plain words is a sentence."""
    source = (
        "The keeper lit the lamp at dusk. He rowed out when the fog had come. At dawn he wrote what ships had passed."
    )
    rewrite = "At dusk the lamp was lit by the keeper. When fog had come, he rowed out.\n\n{}\n\nWhat ships had passed he wrote at dawn."
    assert alignment.check(source, rewrite.format(label), "rephrase").passed
    assert not alignment.check(
        source, rewrite.format("A heron brought the fishermen their breakfast."), "rephrase"
    ).passed
