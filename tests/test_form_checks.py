"""The checks that go by form: length, refusal, markup, repetition, copying, language, formulas, coverage, names, and clean."""

from __future__ import annotations

import gc
import importlib
import time
from collections.abc import Iterator

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from rephrase.clean import clean
from rephrase.data import Check, Task, Verdict
from rephrase.fidelity import checks, copying, coverage, formulas, language, length, markup, names, refusal, repetition

NAMES = ["length", "refusal", "markup", "repetition", "copying", "language", "formulas", "coverage", "names"]
CHECKS: dict[str, Check] = {name: importlib.import_module(f"rephrase.fidelity.{name}").check for name in NAMES}
TASKS = ["rephrase", "learning_note", "translate", "summary"]

BEES = (
    "When a honeybee has found a rich patch of flowers, she flies home and dances on the comb. In the waggle run she "
    "walks straight ahead, shaking her body from side to side, then circles back and begins again. The angle of the run "
    "against the vertical gives the direction of the flowers relative to the sun. The longer the run lasts, the farther "
    "away the food is. Karl von Frisch described this dance in Munich and shared a Nobel Prize for it in 1973. Her sisters "
    "follow closely in the dark hive, touching her with their antennae, and then set out to search for the place."
)
RETOLD = (
    "A forager bee that discovers plenty of blossoms returns to the hive and performs a dance upon the comb. She moves "
    "forward in a line while wagging her body, loops round to where she started, and repeats the whole thing. How far "
    "this line tilts from vertical tells the others which way to fly with respect to the sun, and the time she spends on "
    "it tells them how distant the food lies. It was Karl von Frisch, working in Munich, who worked out what the dance "
    "means; part of the 1973 Nobel Prize was his reward. In the darkness the other bees crowd around, feel her movements "
    "with their antennae and fly off to look for the flowers."
)
OTHER = (
    "Sourdough bread rises because wild yeast and bacteria live together in flour and water. The baker feeds the starter "
    "every day, throwing half of it away. After mixing, the dough rests for several hours and is folded from time to time. "
    "Baked in a hot oven with steam, it gets a dark crust and an open crumb. Salt slows fermentation and strengthens gluten."
)
WEEDS = (
    "Der Fluss entspringt in den Bergen und fließt durch mehrere alte Städte, bevor er das Meer erreicht. Im Frühling "
    "führt er viel Wasser, weil dann der Schnee schmilzt und die Bäche anschwellen."
)


def _passes(verdict: Verdict) -> bool:
    assert 0.0 <= verdict.score <= 1.0
    return verdict.passed


@pytest.mark.parametrize("name", NAMES)
def test_a_faithful_paraphrase_passes(name: str) -> None:
    """A faithful paraphrase with many new words passes every check of form."""
    verdict = CHECKS[name](BEES, RETOLD, "rephrase")
    assert _passes(verdict), verdict.reason


@pytest.mark.parametrize("task", TASKS)
@pytest.mark.parametrize("name", NAMES)
@settings(max_examples=15, deadline=None)
@given(source=st.text(max_size=300), rewrite=st.text(max_size=300))
def test_no_text_raises(name: str, task: str, source: str, rewrite: str) -> None:
    """Any two texts get a verdict with a score between 0 and 1, and a reason if they failed."""
    verdict = CHECKS[name](source, rewrite, task)
    assert verdict.check == name and 0.0 <= verdict.score <= 1.0
    assert verdict.passed or 0 < len(verdict.reason) < 250


_MARKS = st.text(alphabet="$`\\()[]{}<>/|&=^_a1 \n.begin-#*\ud800。二", max_size=200)


@pytest.mark.parametrize("name", NAMES)
@settings(max_examples=30, deadline=None)
@given(source=_MARKS, rewrite=_MARKS)
def test_broken_markup_never_raises(name: str, source: str, rewrite: str) -> None:
    """Delimiters without their partners, and half a surrogate pair, get a verdict too."""
    assert CHECKS[name](source, rewrite, "rephrase").check == name


HOSTILE = [
    "a",
    " ",
    "$",
    "`",
    "<",
    "\\(",
    "\\begin{align}",
    "$a",
    "A ",
    "Ab ",
    ".",
    "\n",
    "一",
    "<think>",
    "sorry ",
    "|",
    "[",
    "(",
    "&",
    "a. ",
    "![x](",
    "Here is the ",
    "\n\n",
    "I ",
    "1",
    "1,",
    "1 ",
    "3/4 ",
    "one ",
    "hundred and ",
    "don't ",
    "it's U.S. ",
    "=$5*",
    "½",
    "é’",
    "3 ",
    "12. ",
    "5 km ",
    "3月",
]


def _seconds(check: Check, task: Task, piece: str, size: int) -> float:
    """The least of three tries on texts of about `size` characters, which no other check has read, in seconds of this process."""
    spent = []
    for attempt in "uvw":
        text = f"{check.__module__} {attempt} " + piece * (size // len(piece))
        start = time.process_time()
        check(text, text[:-1] + "x", task)
        spent.append(time.process_time() - start)
    return min(spent)


@pytest.fixture
def _uncollected() -> Iterator[None]:
    """Without the garbage collector, which takes the longer the more other tests have left in memory."""
    gc.collect()
    gc.disable()
    yield
    gc.enable()


@pytest.mark.usefixtures("_uncollected")
@pytest.mark.parametrize("task", ["rephrase", "translate"])
@pytest.mark.parametrize("piece", HOSTILE)
def test_much_of_one_thing_is_judged_in_linear_time(piece: str, task: Task) -> None:
    """Four times as much of any one piece costs a check about four times as long, and not sixteen times."""
    language.identify(BEES)  # loading the model is not part of it
    for check in checks.FORM + checks.FACTS + checks.CLOSENESS:
        little = max(_seconds(check, task, piece, 8_000), 0.001)  # a shorter time says nothing
        assert _seconds(check, task, piece, 32_000) < 10 * little, check.__module__


def test_an_empty_answer_fails() -> None:
    """Nothing, white space and a text without letters are no rewrite of a text with letters."""
    for rewrite in ["", " \n\t", "...", "1 2 3"]:
        assert not length.check(BEES, rewrite, "rephrase").passed


def test_an_answer_of_another_length_fails() -> None:
    """A fifth of the source and five times the source fail as a rephrasing, and the reason gives the words counted."""
    short = length.check(BEES, BEES[:100], "rephrase")
    long = length.check(BEES, RETOLD * 5, "rephrase")
    assert not short.passed and not long.passed
    assert "words for" in long.reason and "at most" in long.reason
    assert length.check(BEES, "Bees dance to tell where flowers are.", "summary").passed


@pytest.mark.parametrize(
    "rewrite",
    [
        "I'm sorry, but I can't help with that request.",
        "As an AI language model, I cannot rewrite this.",
        f"Here is the rewritten passage:\n\n{RETOLD}",
        f"Sure! {RETOLD}\n\nLet me know if you want anything changed.",
        f"{RETOLD}\n\nI made the following changes:\n- shortened it",
        f"**Rewritten text:** {RETOLD}",
        f"{RETOLD}\n\nNote: I have kept all the facts.",
        f"<think>The user wants a rewrite.</think>\n{RETOLD}",
        f"<think>The user wants {RETOLD}",
        f"<part>{RETOLD}</part>",
        f"Rewrite this part. {RETOLD}",
        f"{RETOLD}<|im_end|>",
        f"[INST] {RETOLD}",
        f"{RETOLD}<|endoftext|>",
        "502 Bad Gateway",
        "Internal Server Error",
        '{"error": {"message": "rate limit exceeded", "code": 429}}',
        "Rate limit exceeded, please try again in 20 s.",
    ],
)
def test_what_a_model_says_about_the_text_fails(rewrite: str) -> None:
    """Refusals, preambles, remarks, reasoning, prompt echoes, template tokens and error bodies are no rewrite."""
    assert not refusal.check(BEES, rewrite, "rephrase").passed


def test_a_document_about_chatbots_passes() -> None:
    """What the source itself says is no refusal when the rewrite says it."""
    source = "The bot said: \"I'm sorry, but I can't do that.\" As an AI language model, it ended with <|im_end|>."
    assert refusal.check(source, source.replace("ended", "closed"), "rephrase").passed


def test_a_text_about_errors_is_no_error() -> None:
    """Prose that speaks of a bad gateway or of being sorry is not an error body and no refusal."""
    for text in [
        "A 502 Bad Gateway is sent by a proxy whose upstream did not answer. " * 3,
        "Anna was sorry for the delay.",
    ]:
        assert refusal.check(BEES, text, "rephrase").passed


@pytest.mark.parametrize(
    ("answer", "left"),
    [
        ("  text \n", "text"),
        ("<think>plan</think>\n\ntext", "text"),
        ("<think>plan never closed text", "<think>plan never closed text"),
        ("Here is the rewritten passage:\n\ntext", "text"),
        ("Sure, here's the rewritten text: text", "text"),
        ("**Rewritten text:** text", "text"),
        ("<part>text</part>", "text"),
        ("```markdown\ntext\n```", "text"),
        ("text\n\n```python\nx = 1\n```", "text\n\n```python\nx = 1\n```"),
        ("text\n\nLet me know if this helps.", "text"),
        ("text\n\nI made the following changes:\n\n- a\n- b", "text"),
        ("Let me know if it rains.", "Let me know if it rains."),
        ("Here is the rub: all models lie.", "Here is the rub: all models lie."),
    ],
)
def test_clean_takes_off_only_what_is_certain(answer: str, left: str) -> None:
    """Preambles, wrappers, reasoning and trailing remarks go; everything else stays as it was written."""
    assert clean(answer, "source") == left


def test_clean_leaves_what_the_source_has() -> None:
    """A source that opens with the phrase or is one fence keeps it."""
    fence = "```\ncode\n```"
    assert clean(fence, fence) == fence
    letter = "Hello there.\n\nLet me know if you come."
    assert clean(letter, letter) == letter


_ANSWER_PARTS = [
    "<think>",
    "</think>",
    "<part>",
    "</part>",
    "```",
    "\n",
    "\n\n",
    "text",
    " ",
    "Here is the rewritten text:",
    "Sure:",
    "Let me know if",
    "**",
    "Rewritten text:",
]


@settings(max_examples=150, deadline=None)
@given(st.lists(st.sampled_from(_ANSWER_PARTS), max_size=14).map("".join))
def test_clean_twice_is_clean_once(answer: str) -> None:
    """Cleaning a cleaned answer changes nothing."""
    assert clean(clean(answer, "source"), "source") == clean(answer, "source")


def test_markup_of_its_own_fails() -> None:
    """HTML that the source has not fails; comparisons and generics are no tags; the source's own tags may stay."""
    for rewrite in [
        "<html><body>x</body></html>",
        "<!DOCTYPE html>",
        "<div class='x'>y",
        "a<br>b",
        "&nbsp;x",
        "<p>x</p>",
    ]:
        assert not markup.check(BEES, rewrite, "rephrase").passed, rewrite
    for rewrite in ["a < b and c > d", "if a<b then b>a", "vector<int> v", "x <= 3", "Q&A"]:
        assert markup.check(BEES, rewrite, "rephrase").passed, rewrite
    assert markup.check("<div>a</div>", "<div>b</div>", "rephrase").passed


def test_loops_fail() -> None:
    """A sentence said again, a phrase in a loop and a character without end fail, in any script."""
    last = RETOLD.rsplit(". ", maxsplit=1)[-1]
    for rewrite in [
        f"{RETOLD} {last}",
        "the bee and the flower and " * 40,
        RETOLD + " a" * 400,
        RETOLD + "哈" * 600,
        "蜜蜂在跳舞呢" * 60,
    ]:
        assert not repetition.check(BEES, rewrite, "rephrase").passed, rewrite[-60:]


def test_repetition_of_the_source_is_no_loop() -> None:
    """A refrain, a list or a table that the source has may be there in the rewrite."""
    song = "Row the boat gently down the long quiet stream. " * 4
    table = "\n".join(f"| item {number} | in stock | three euros |" for number in range(30))
    for text in [song, table]:
        assert repetition.check(text, text, "rephrase").passed


def test_copies_fail() -> None:
    """A copy, one with a word changed, with its sentences in another order, or with an opener is no rephrasing."""
    parts = BEES.split(". ")
    reordered = ". ".join([*parts[3:], *parts[:3]])
    opened = "Bees are remarkable insects that have long fascinated people everywhere. " + BEES
    for rewrite in [BEES, BEES.replace("rich", "large"), reordered, opened]:
        verdict = copying.check(BEES, rewrite, "rephrase")
        assert not verdict.passed and verdict.score < 0.25
        assert "copied" in verdict.reason


def test_formulas_and_code_are_no_copies() -> None:
    """What must stay verbatim is not counted as copied."""
    source = "Solve:\n$$x^2 + 2x + 1 = 0$$\n```python\nprint(1)\nprint(2)\nprint(3)\n```"
    verdict = copying.check(source, source, "rephrase")
    assert verdict.passed and verdict.score == 1.0 and verdict.reason == "not judged where there is so little prose"


def test_the_language_is_the_one_asked_for() -> None:
    """A rephrasing stays in its language; a translation is in English, all of it."""
    assert not language.check(BEES, WEEDS, "rephrase").passed
    assert not language.check(WEEDS, WEEDS, "translate").passed
    assert not language.check(WEEDS, f"The river rises in the mountains. {WEEDS}", "translate").passed
    assert language.check(
        WEEDS, "The river rises in the mountains and flows through old towns to the sea.", "translate"
    ).passed
    assert language.check(WEEDS, WEEDS, "rephrase").passed
    assert language.check("x = 1", "y", "rephrase").passed


def test_formulas_in_another_spelling_are_the_same() -> None:
    """Spacing, delimiters, braces, sizes of fractions and Unicode superscripts change no formula."""
    source = r"Then $x^{2} + \dfrac{1}{2} = y$ and \[ \left( a \cdot b \right) \le c. \]"
    for rewrite in [
        r"So \(x^2+\frac{1}{2}=y\) and $$(a \times b) \leq c$$",
        r"Here x² + \frac12 = y. So $x^2+\frac{1}{2} = y$; $(a\cdot b)\leqslant c$",
    ]:
        verdict = formulas.check(source, rewrite, "rephrase")
        assert verdict.passed, verdict.reason


@pytest.mark.parametrize(
    "changed", ["x^3 + 5 = y", "x^2 - 5 = y", "x^2 + 6 = y", "x^2 + 5 = -y", "x_2 + 5 = y", "x^2 + 50 = y"]
)
def test_a_changed_formula_fails(changed: str) -> None:
    """An exponent, a sign, a digit or an index that changed is found and named."""
    verdict = formulas.check("We know that $x^2 + 5 = y$ holds.", f"It is true that ${changed}$.", "rephrase")
    assert not verdict.passed and "x^2 + 5 = y" in verdict.reason


def test_money_is_no_formula() -> None:
    """Dollar signs before amounts open no formula."""
    source = "He paid $5 for one and $6 for the other, so $10 - $5 = $5."
    assert formulas.check(source, "One cost 5 dollars, the other 6.", "rephrase").passed


def test_another_document_fails() -> None:
    """Fluent text about something else, and a text of which a part was lost, fail with a reason that shows where."""
    assert not coverage.check(BEES, OTHER, "rephrase").passed
    verdict = coverage.check(f"{BEES} {OTHER}", RETOLD, "rephrase")
    assert not verdict.passed and "lost" in verdict.reason
    verdict = coverage.check(BEES, f"{RETOLD} {OTHER}", "rephrase")
    assert not verdict.passed and "not in the source" in verdict.reason


def test_rank_prefers_the_fuller_text() -> None:
    """Of two candidates the one that keeps more and adds less ranks higher."""
    assert coverage.rank(BEES, RETOLD) > coverage.rank(BEES, RETOLD[:200]) > coverage.rank(BEES, OTHER)


def test_an_invented_name_fails() -> None:
    """A name put for another fails and is named; a possessive or a surname alone does not."""
    verdict = names.check(BEES, RETOLD.replace("Karl von Frisch", "Konrad Lorenz"), "rephrase")
    assert not verdict.passed and "Konrad Lorenz" in verdict.reason
    assert names.check(BEES, RETOLD.replace("Karl von Frisch, working", "Frisch's team, working"), "rephrase").passed


@pytest.mark.parametrize(
    "text",
    [
        "Hij was in de tuin of in het huis, en had er al een boek in zijn hand.",
        "Of we er zijn is de vraag, want we weten niet of het zo is.",
        "Han kom for at have en bog, og han var her for at have den i hus.",
        "Was will er in der Stadt, so an die Arbeit, was war es her all die Zeit?",
        "On a dit on a fait on a pris on a mis on a vu on a su on a bu on a lu",
    ],
)
def test_words_that_english_shares_with_its_neighbours_do_not_make_a_text_english(text: str) -> None:
    assert language.language_of(text) != "en"
