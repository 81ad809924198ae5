"""The checks of translations alone: structure, what is left untranslated, formulas counted, repeats and proportions."""

from __future__ import annotations

import importlib
from collections.abc import Sequence
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from rephrase.data import Check
from rephrase.fidelity import formulas, proportion, repetition, score, structure, untranslated
from rephrase.fidelity.embedding import Embedder

if TYPE_CHECKING:
    from rephrase.fidelity.embedding import Vectors

NAMES = ["structure", "untranslated"]
CHECKS: dict[str, Check] = {name: importlib.import_module(f"rephrase.fidelity.{name}").check for name in NAMES}

MILL = """# Die Mühle

Die alte Mühle steht am Bach [12], wie :numref:`fig_mill` zeigt. Näheres steht [hier](https://example.org/de/muehle).

## Teile

- Das Rad dreht sich im Wasser.
- Der Stein mahlt das Korn.

1) Zuerst wird das Korn gereinigt.
2) Dann wird es gemahlen.

```python
wheel = turn(3)  # drei Umdrehungen
print("fertig")
```
"""
MILL_IN_ENGLISH = """# The mill

The old mill stands by the brook [12], as :numref:`fig_mill` shows. More is said [here](https://example.org/en/mill).

## Parts

* The wheel turns in the water.
* The stone grinds the grain.

1. First the grain is cleaned.
2. Then it is ground.

```python
wheel = turn(3)  # three turns
print("done")
```
"""


@pytest.mark.parametrize("task", ["rephrase", "translate"])
@pytest.mark.parametrize("name", NAMES)
@settings(max_examples=25, deadline=None)
@given(
    source=st.text(alphabet="#-*1.) \n[]`:$\\{}()axé词и", max_size=200),
    rewrite=st.text(alphabet="#-*1.) \n[]`:$\\{}()axé词и", max_size=200),
)
def test_no_text_raises(name: str, task: str, source: str, rewrite: str) -> None:
    """Any two texts get a verdict with a score between 0 and 1, and a short reason if they failed."""
    verdict = CHECKS[name](source, rewrite, task)
    assert verdict.check == name and 0.0 <= verdict.score <= 1.0
    assert verdict.passed or 0 < len(verdict.reason) < 250


def test_a_translation_keeps_the_structure() -> None:
    """Other list marks, comments, strings and the address of the page in English are no difference."""
    verdict = structure.check(MILL, MILL_IN_ENGLISH, "translate")
    assert verdict.passed, verdict.reason


@pytest.mark.parametrize(
    ("before", "after", "said"),
    [
        ("## Parts\n", "", "1 headings for 2"),
        ("## Parts", "# Parts", "headings changed"),
        ("## Parts", "**Parts**", "1 headings for 2"),
        ("* The stone grinds the grain.\n", "", "3 list items for 4"),
        ("2. Then it is ground.\n", "", "3 list items for 4"),
        (" [12]", "", "references lost: 12"),
        ("[12]", "[13]", "references lost: 12; references invented: 13"),
        (" shows", " and [7] show", "references invented: 7"),
        (":numref:`fig_mill`", "the figure", "references lost: fig_mill"),
        ("[here](https://example.org/en/mill)", "here", "references lost: https://example.org/de/muehle"),
        ("wheel = turn(3)", "wheel = turn(4)", "code lost: wheel=turn(3)"),
        ('print("done")\n', "", "code lost: print()"),
    ],
)
def test_what_of_the_structure_is_lost_is_named(before: str, after: str, said: str) -> None:
    """A heading, list item, reference, link or line of code that is gone, come or changed fails a translation."""
    verdict = structure.check(MILL, MILL_IN_ENGLISH.replace(before, after), "translate")
    assert not verdict.passed and said in verdict.reason


def test_a_rephrasing_may_change_the_structure() -> None:
    """Styles make lists of prose and prose of lists: only translations are held to it."""
    assert structure.check(MILL, "The old mill stands by the brook.", "rephrase").passed


def test_headings_and_items_may_be_marked_in_another_way() -> None:
    """An underlined heading is one, and what Chinese numbers with 一、 may be a list or none."""
    source = "磨坊\n====\n\n一、轮子在水里转。\n二、石头磨谷子。"
    for rewrite in [
        "# The mill\n\n1. The wheel turns.\n2. The stone grinds.",
        "# The mill\n\nI. The wheel.\nII. The stone.",
    ]:
        verdict = structure.check(source, rewrite, "translate")
        assert verdict.passed, verdict.reason
    assert not structure.check(source, "The mill\n\n1. The wheel turns.\n2. The stone grinds.", "translate").passed


def test_a_single_line_that_begins_like_an_item_is_no_list() -> None:
    """A year at the beginning of a line, or a dash of dialogue."""
    assert structure.check("- Komm mit, sagte er.", "“Come along,” he said.", "translate").passed


@pytest.mark.parametrize(
    ("source", "rewrite"),
    [
        (
            "Die Mühle steht am Bach, weil das Wasser das Rad antreibt.",
            "The mill stands by the brook, weil das Wasser das Rad antreibt.",
        ),
        (
            "El molino está junto al río, porque el agua mueve la rueda.",
            "The mill is by the river, porque el agua mueve la rueda.",
        ),
        ("这座磨坊在小溪边,因为水推动轮子转动。", "The mill stands by the brook, 因为水推动轮子转动."),
        ("Мельница стоит у ручья, потому что вода вращает колесо.", "The mill, потому что вода вращает колесо."),
    ],
)
def test_a_clause_left_in_the_source_language_fails(source: str, rewrite: str) -> None:
    """Whatever the script, though most of the sentence is English."""
    verdict = untranslated.check(source, rewrite, "translate")
    assert not verdict.passed and "not translated" in verdict.reason
    assert untranslated.check(source, "The mill is by the brook, because water turns the wheel.", "translate").passed


@pytest.mark.parametrize(
    ("source", "rewrite"),
    [
        (
            "Das Lied „Es klappert die Mühle am rauschenden Bach“ kennt jedes Kind.",
            'Every child knows the song "Es klappert die Mühle am rauschenden Bach".',
        ),
        (
            "Sie sprach mit Johann Wolfgang Amadeus Müller Meier.",
            "She spoke with Johann Wolfgang Amadeus Müller Meier.",
        ),
        ("磨坊（水力磨坊工程研究所）很老。", "The mill (水力磨坊工程研究所) is very old."),
    ],
)
def test_titles_names_and_glosses_may_stay(source: str, rewrite: str) -> None:
    """What is quoted, in brackets or a name may stand as it was."""
    verdict = untranslated.check(source, rewrite, "translate")
    assert verdict.passed, verdict.reason


def test_a_formula_exchanged_for_one_that_stands_elsewhere_fails() -> None:
    """As sets the formulas are the same; how often each stands there tells."""
    source = "Es ist $u-v$ der Weg von $v$ nach $u$. Ferner ist $u+v=w$, also $u+v$ und $u-v$. Werte: $-5, 0, -32$."
    english = "Here $u-v$ is the way from $v$ to $u$. Also $u+v=w$, hence $u+v$ and $u-v$. Values: $-5, 0, -32$."
    assert formulas.check(source, english, "translate").passed
    assert not formulas.check(source, english.replace("and $u-v$", "and $u+v$"), "translate").passed
    assert not formulas.check(source, english.replace("0, -32", "0, 32"), "translate").passed


def test_a_vector_is_the_same_as_row_and_as_column() -> None:
    """The mark of transposition on plain coordinates is typography; on a letter it is meant."""
    assert formulas.check(r"Der Vektor $(3,2)$.", r"The vector $(3,2)^\top$.", "translate").passed
    assert not formulas.check(r"Es ist $A x = b$.", r"Here $A^\top x = b$.", "translate").passed


def test_what_the_source_says_twice_in_other_words_may_come_again() -> None:
    """A translator says the same for what is nearly the same; a sentence repeated without cause fails."""
    source = (
        "1. Wählen Sie die ersten Werte der Parameter zufällig.\n2. Rechnen Sie weiter mit dem Gradienten.\n"
        "Oder kürzer:\n1. Wählen Sie die Werte der Parameter zufällig aus.\n2. Gehen Sie einen Schritt."
    )
    twice = "Choose the first values of the parameters at random."
    english = f"1. {twice}\n2. Go on with the gradient.\nOr shorter:\n1. {twice}\n2. Take a step."
    assert repetition.check(source, english, "translate").passed
    other = source.replace("Wählen Sie die Werte der Parameter zufällig aus.", "Trinken Sie einen Kaffee am Fenster.")
    assert not repetition.check(other, english, "translate").passed


def test_merged_sentences_are_not_lost() -> None:
    """Three sentences made one are a little shorter; two of the three left out are much shorter."""
    source = (
        "Der Müller steht jeden Morgen vor Sonnenaufgang auf. Er öffnet dann das kleine Wehr oberhalb des Hauses. Erst danach "
        "setzt sich das große Rad langsam in Bewegung."
    )
    merged = (
        "When the miller, who gets up before sunrise every morning, has opened the small weir above the house, the big wheel "
        "begins to turn."
    )
    assert proportion.check(source, merged, "translate").passed
    assert not proportion.check(source, "The miller gets up before sunrise every morning.", "translate").passed


def test_a_faithful_translation_passes_the_whole_profile() -> None:
    """With structure, formulas and code."""
    failed = [verdict for verdict in score.verdicts(MILL, MILL_IN_ENGLISH, "translate") if not verdict.passed]
    assert not failed, failed


class _Meaning:
    """A fake model: each word of a list is a direction, and all texts share one more."""

    def __call__(self, texts: Sequence[str]) -> Vectors:
        import numpy as np

        rows = np.array([[1.0] + [float(a in text or b in text) for a, b in _SAME] for text in texts], np.float32)
        unit: Vectors = rows / np.linalg.norm(rows, axis=1, keepdims=True)
        return unit


_SAME = [("Mühle", "mill"), ("Bach", "brook"), ("Korn", "grain"), ("garden", "studio")]


def test_a_translation_is_nearer_than_any_english_text() -> None:
    """With a cross-lingual model, the translation of a text has a higher fidelity than another text of its length."""
    source = "Die Mühle am Bach mahlt das Korn."
    embedder = Embedder(_Meaning(), _Meaning())
    right = score.assess(source, "The mill by the brook grinds the grain.", "translate", embedder)
    wrong = score.assess(source, "The cat in the window watches the birds.", "translate", embedder)
    assert right.fidelity > wrong.fidelity + 0.2
