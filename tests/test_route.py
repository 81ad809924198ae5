"""What a document is found to be, and which prompts it then gets. Whole runs over mixed corpora are in test_mixed.py."""

from __future__ import annotations

import time

import pytest

from rephrase import job
from rephrase.data import Document, Route
from rephrase.errors import UsageError
from rephrase.recipe import load_override, load_pipeline
from rephrase.route import LOOKED_AT, route, routed
from rephrase.variants import fitting
from tests.corpora import document

GERMAN = (
    "Der Bodensee liegt zwischen Deutschland, Österreich und der Schweiz. Er entstand nach der letzten Eiszeit, als der "
    "Rheingletscher schmolz, und ist an seiner tiefsten Stelle mehr als zweihundert Meter tief. "
)
GERMAN_PROOF = (
    "\\begin{satz} Sei $V$ ein Vektorraum. Dann ist $0 \\cdot v = 0$ für alle $v \\in V$. \\end{satz}\n"
    "\\begin{beweis} Es gilt $0 \\cdot v = (0 + 0) \\cdot v = 0 \\cdot v + 0 \\cdot v$, also die Behauptung. \\end{beweis}"
)
PROBLEM = "A farmer has 12 cows and buys 7 more. How many cows does he have now? He has 12 + 7 = 19 cows. #### 19"
DEFINITION = (
    "\\begin{definition} A group is a set $G$ with a product such that $(ab)c = a(bc)$. \\end{definition}\n"
    "\\begin{example} The integers $\\mathbb{Z}$ with addition. \\end{example}\n"
    "\\begin{example} The real numbers without $0$ under the product. \\end{example}"
)


@pytest.mark.parametrize(
    ("text", "name", "language", "kind"),
    [
        (document(0, 12), "knowledge", "en", ""),
        (GERMAN * 3, "foreign", "de", ""),
        (GERMAN_PROOF, "foreign_math", "de", "theorem"),
        (PROBLEM, "math", "en", "exercise"),
        (DEFINITION, "math", "en", "definition"),
        ("```python\n" + "x = a_1 * b_2 + 3\n" * 40 + "```\n" + document(3, 8), "knowledge", "en", ""),
    ],
)
def test_a_document_is_known_by_its_prose_and_its_mathematics(text: str, name: str, language: str, kind: str) -> None:
    found = route(text)
    assert (found.name, found.language, found.kind) == (name, language, kind)


@pytest.mark.parametrize(
    "text", ["", " \n", "$x$", "\x00\x01", "\ud800", "42", "…" * 50, "$" * 10_000, "\\begin{" * 5000]
)
def test_no_text_makes_routing_raise_and_without_letters_no_language_is_claimed(text: str) -> None:
    assert route(text).language in ("", "en")


def test_routing_looks_at_a_bounded_part_of_a_document() -> None:
    """A document a hundred times as long takes about as long, and one that ends in another language is still sampled there."""
    long = document(0, 400) * 60
    assert len(long) > 50 * LOOKED_AT
    start = time.process_time()
    route(document(0, 400))
    once = time.process_time() - start
    start = time.process_time()
    route(long)
    assert time.process_time() - start < 20 * once + 0.2


def test_a_document_that_could_not_be_read_has_no_route() -> None:
    broken = Document("a", "", "a.txt", defect="not UTF-8")
    assert routed(broken) == broken


def test_auto_gives_each_route_its_pipeline_and_each_kind_its_note() -> None:
    recipe = load_pipeline("auto")
    routes: dict[str, job.Recipe] = {
        name: job.load(load_pipeline(pipeline)) for name, pipeline in recipe.routes.items()
    }
    recipes = job.Recipes(job.load(recipe), routes)
    expected = {
        "knowledge": ["rephrase"],
        "math": ["learning_note"],
        "foreign": ["translate"],
        "foreign_math": ["translate", "learning_note"],
    }
    for name, tasks in expected.items():
        chosen = recipes.of(Document("a", "", "a", route=Route(name)))
        assert [task.name for task in chosen.tasks] == tasks
    for kind in ("theorem", "definition", "exercise", "exposition"):
        found = Document("a", "", "a", route=Route("foreign_math", "de", 0.9, 0.9, kind))
        planned = recipes.of(found).plan(found, 10, 0)
        assert {note.style for _, note in planned} == {f"note_{kind}"}
        assert all(first.style.startswith("translation_") for first, _ in planned)
        assert [variant.number for stages in planned for variant in stages] == list(range(20))


@pytest.mark.parametrize("name", ["knowledge", "math", "foreign", "foreign_math"])
def test_ten_variants_of_a_document_are_ten_pairs_whatever_its_route(name: str) -> None:
    """No (style, perspective) pair comes twice before all were used, in no task of a chain."""
    recipe = job.load(load_pipeline(load_pipeline("auto").routes[name]))  # type: ignore[index]
    found = Document("some/document", "", "a", route=Route(name, "de", 0.9, 0.9, "exercise" if "math" in name else ""))
    for stage in zip(*recipe.plan(found, 10, 3), strict=True):
        assert len({(variant.style, variant.perspective) for variant in stage}) == 10


def test_a_style_says_with_whom_it_does_not_go() -> None:
    recipe = job.load(load_pipeline("knowledge"))
    assert len(recipe.styles) >= 16
    assert len(recipe.perspectives) >= 8
    excluded = {(style.name, name) for style in recipe.styles for name in style.without}
    assert excluded
    pairs = {(s.name, p.name) for s, p in fitting(recipe.styles, recipe.perspectives, "rephrase")}
    assert not pairs & excluded
    assert not any(style.startswith(("note_", "translation_")) for style, _ in pairs)


def test_a_users_own_style_serves_every_task_that_no_chosen_style_names() -> None:
    recipe = job.load(load_pipeline("math_notes", settings=["styles=faq"]))
    assert {style.name for style, _ in recipe.pairs(recipe.tasks[0], "theorem")} == {"faq"}


def test_prompts_that_do_not_go_together_are_an_error_with_a_hint() -> None:
    with pytest.raises(UsageError, match="no chosen style and perspective go with the task rephrase"):
        job.load(load_pipeline("knowledge", settings=["styles=note_theorem"]))
    with pytest.raises(UsageError, match="tasks: strategies"):
        job.load(load_pipeline("knowledge", settings=["tasks=strategies"]))


def test_the_model_that_comes_along_rephrases_english_and_nothing_else() -> None:
    """It is too weak for notes and translations: what it is given by `auto` is rephrased, under the stricter checks of that."""
    recipe = load_pipeline("auto", load_override("embedded"))
    assert (recipe.tasks, recipe.routes, recipe.languages) == (("rephrase",), {}, ("en",))
