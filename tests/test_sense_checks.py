"""The checks that compare sentence by sentence: alignment, negation, arithmetic, dates, placed numbers, proportion, seams."""

from __future__ import annotations

import importlib

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from rephrase.data import Check
from rephrase.fidelity import (
    alignment,
    arithmetic,
    coverage,
    dates,
    language,
    names,
    negation,
    negation_abroad,
    numbers,
    opposites_abroad,
    placed,
    proportion,
    seams,
    truncation,
)
from rephrase.fidelity.beads import beads, side_by_side
from rephrase.fidelity.score import NOT_FAITHFULNESS, verdicts
from rephrase.fidelity.words import prose, words

NAMES = ["alignment", "arithmetic", "dates", "negation", "negation_abroad", "opposites_abroad", "placed", "proportion"]
CHECKS: dict[str, Check] = {name: importlib.import_module(f"rephrase.fidelity.{name}").check for name in NAMES}

LIGHTHOUSE = (
    "The lighthouse on Skerry Point was built in 1872 by the engineer Moira Tait. Its lamp burned whale oil for the first "
    "twenty years. A keeper climbed the 143 steps every evening to light it. Fog was the worst enemy of the sailors on that "
    "coast. On foggy days the keeper rang a bronze bell that could not be heard beyond two miles. Electric light came in "
    "1931, and the last keeper left the tower soon afterwards. Today the building is a small museum with a larger garden."
)
RETOLD = (
    "Moira Tait, an engineer, put up the lighthouse at Skerry Point in 1872. During its opening two decades the flame was fed "
    "with whale oil. Each night the keeper went up all 143 stairs and lit it. For seamen along these shores nothing was more "
    "dangerous than fog. When it was misty, this man sounded a bell of bronze, which nobody could hear more than two miles off. "
    "Once electricity arrived in 1931, it soon lost its final keeper. The structure now holds a little museum, and its garden "
    "is larger."
)
ADDED = "Penguins from the southern islands were shipped there by a circus owner who wanted to breed them."


def _without(text: str, number: int) -> str:
    parts = text.split(". ")
    return ". ".join(parts[:number] + parts[number + 1 :])


@pytest.mark.parametrize("name", NAMES)
def test_a_faithful_paraphrase_passes(name: str) -> None:
    """A paraphrase that keeps all facts in other words fails none of these checks."""
    verdict = CHECKS[name](LIGHTHOUSE, RETOLD, "rephrase")
    assert verdict.passed, verdict.reason


@pytest.mark.parametrize("task", ["rephrase", "learning_note", "translate", "summary"])
@pytest.mark.parametrize("name", NAMES)
@settings(max_examples=15, deadline=None)
@given(source=st.text(max_size=200), rewrite=st.text(max_size=200))
def test_any_two_texts_get_a_verdict(name: str, task: str, source: str, rewrite: str) -> None:
    """No text raises; a failed verdict has a reason of readable length."""
    verdict = CHECKS[name](source, rewrite, task)
    assert verdict.check == name and 0.0 <= verdict.score <= 1.0
    assert verdict.passed or 0 < len(verdict.reason) < 250


@pytest.mark.parametrize("number", [1, 3, 4, 5])
def test_a_dropped_sentence_is_named(number: int) -> None:
    """A sentence left out of a paraphrase is found in the source and named."""
    verdict = alignment.check(LIGHTHOUSE, _without(LIGHTHOUSE, number), "rephrase")
    assert not verdict.passed and LIGHTHOUSE.split(". ")[number][:30] in verdict.reason


def test_a_sentence_of_another_text_is_named() -> None:
    """A sentence that the source does not have is found, wherever it stands."""
    for text in [f"{ADDED} {RETOLD}", f"{RETOLD} {ADDED}"]:
        verdict = alignment.check(LIGHTHOUSE, text, "rephrase")
        assert not verdict.passed and "Penguins" in verdict.reason


def test_sentences_in_another_order_are_not_lost() -> None:
    """Moving sentences loses and invents nothing."""
    parts = LIGHTHOUSE.rstrip(".").split(". ")
    moved = ". ".join([*parts[3:], *parts[:3]]) + "."
    assert alignment.check(LIGHTHOUSE, moved, "rephrase").passed


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("The council approved the new bridge.", "The council did not approve the new bridge."),
        ("The vaccine is not safe for children under five.", "The vaccine is safe for children under five."),
        ("Nobody could open the heavy door of the vault.", "Everybody could open the heavy door of the vault."),
        ("The material is stable above the melting point.", "The material is unstable above the melting point."),
        ("Sales rose in the second half of the year.", "Sales fell in the second half of the year."),
        ("The river is wider at the northern bridge.", "At the northern bridge the river is narrower."),
        ("Close the valve before the pump starts.", "Close the valve after the pump starts."),
        ("It isn't allowed to swim in the lake.", "It is allowed to swim in the lake."),
    ],
)
def test_the_contrary_fails(before: str, after: str) -> None:
    """A negation come or gone, an opposite, a comparative turned round: found in a text and named."""
    verdict = negation.check(f"{before} {LIGHTHOUSE}", f"{after} {LIGHTHOUSE}", "rephrase")
    assert not verdict.passed and verdict.reason


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("The vaccine is not safe for small children.", "The vaccine isn't safe for small children."),
        ("The committee did not accept the proposal.", "The committee rejected the proposal."),
        ("It is not possible to open the vault.", "It is impossible to open the vault."),
        ("The tower is taller than the church.", "The church is shorter than the tower."),
        ("He not only sang but also danced on the table.", "He sang and also danced on the table."),
        ("The shipment has yet to arrive at the port.", "The shipment has not arrived at the port."),
        ("They never found the wreck of the ship.", "They failed to find the wreck of the ship."),
    ],
)
def test_the_same_in_other_words_passes(before: str, after: str) -> None:
    """Contractions, denials in other words and comparisons seen from the other end are no contradictions."""
    verdict = negation.check(f"{before} {LIGHTHOUSE}", f"{after} {LIGHTHOUSE}", "rephrase")
    assert verdict.passed, verdict.reason


@pytest.mark.parametrize("wrong", ["3 bags x 4 = 14", "12 + 5 cups = 18 cups", "90/2 = 40 pairs", "7 - 2 = 6"])
def test_a_wrong_calculation_fails(wrong: str) -> None:
    """Arithmetic that is wrong fails and is named, unless the source has the same."""
    verdict = arithmetic.check("He counts again.", f"He counts: {wrong}.", "rephrase")
    assert not verdict.passed and "=" in verdict.reason
    assert arithmetic.check(f"He wrote {wrong}.", f"On paper: {wrong}.", "rephrase").passed


@pytest.mark.parametrize(
    "right", ["3 x 4 = 12", "$3 + $4.50 = $7.50", "10/3 = 3.33", "2x - 3 = 9", "x = 3 + 4 = 7", "5% of 40 = 2"]
)
def test_what_is_right_or_cannot_be_read_passes(right: str) -> None:
    """Right and rounded calculations pass, and equations with letters."""
    assert arithmetic.check("", f"So {right}.", "learning_note").passed


def test_the_final_answer_is_the_sources() -> None:
    """A marked answer is compared, in whatever way it is marked."""
    assert not arithmetic.check("So it is 12.\n#### 12", "It is 12.\nAnswer: 14", "learning_note").passed
    assert arithmetic.check("So it is 12.\n#### 12", r"Hence \boxed{12.0}", "learning_note").passed


def test_a_day_or_month_in_anothers_place_fails() -> None:
    """Also across languages; one that is only gone passes, and the verb may is no month."""
    assert not dates.check("Am Montag regnete es.", "On Tuesday it rained.", "translate").passed
    assert dates.check("Am Montag regnete es.", "On Monday it rained.", "translate").passed
    assert not dates.check("They met in June.", "They met in October.", "rephrase").passed
    assert dates.check("They met on Friday.", "They met yesterday and may meet again.", "rephrase").passed


def test_a_day_in_anothers_place_fails_though_both_are_named_elsewhere() -> None:
    """Told by how often each is named; a day told by another one passes."""
    source = "She sold 4 cakes on Monday and 6 on Tuesday. On Wednesday she sold as many as on Tuesday."
    assert not dates.check(source, source.replace("as on Tuesday", "as on Monday"), "rephrase").passed
    other = "She sold 4 cakes on Monday and 6 the day after Monday. On Wednesday she sold as many as on Tuesday."
    assert dates.check(source, other, "rephrase").passed


def test_a_unit_in_anothers_place_fails_though_the_number_also_stands_without() -> None:
    """Also money of another country, in any language; a price in words is the same price."""
    source = "He walks 2 hours less than she does, so he walks 10 - 2 = 8 hours. A ticket is $1 and a map $5."
    assert not placed.check(source, source.replace("2 hours less", "2 minutes less"), "rephrase").passed
    assert not numbers.check(source, source.replace("$1", "€1"), "rephrase").passed
    assert numbers.check(source, source.replace("$1", "1 dollar"), "rephrase").passed
    assert not numbers.check("Ein Ticket kostet 5 Euro.", "A ticket costs $5.", "translate").passed
    assert not numbers.check(
        "Es sind 10 % hier und 10 % dort.", "It is 10 points here and 10 % there.", "translate"
    ).passed


def test_the_only_number_of_a_text_does_not_vanish() -> None:
    """Also where the rewrite has no digit left."""
    source = "We go through all the numbers from 2 up, and cross out what a smaller one divides."
    assert not placed.check(source, source.replace("from 2 up", "from some up"), "rephrase").passed


def test_numbers_stay_where_they_stand() -> None:
    """A number put in another's place fails though both are in the text; so does another unit."""
    source = f"{LIGHTHOUSE} The garden has 40 trees and 60 shrubs. The pond is 40 feet long and holds 60 fish."
    assert not placed.check(source, source.replace("40 trees", "60 trees"), "rephrase").passed
    assert not placed.check(source, source.replace("40 feet", "40 miles"), "rephrase").passed
    assert placed.check(source, source.replace("40 trees and 60 shrubs", "60 shrubs and 40 trees"), "rephrase").passed


def test_a_name_in_anothers_place_fails_though_it_stands_elsewhere_too() -> None:
    """One of two mentions exchanged for a name that the source has not."""
    source = f"The plan was drawn by Moira Tait. {LIGHTHOUSE} Visitors remember Moira Tait with a plaque at the gate."
    assert not names.check(source, source.replace("remember Moira Tait", "remember Edgar Wallis"), "rephrase").passed


def test_two_names_that_changed_places_fail() -> None:
    """Told by the words around them, in whatever order the sentences stand."""
    source = (
        "Alma Reyes runs the bakery by the harbour. Her cousin Tomas Brandt repairs boats in the old shipyard. "
        "Every summer the bakery sends bread to the shipyard."
    )
    swapped = source.replace("Alma Reyes", "X").replace("Tomas Brandt", "Alma Reyes").replace("X", "Tomas Brandt")
    assert not names.check(source, swapped, "rephrase").passed
    reordered = (
        "In the old shipyard, boats are repaired by Tomas Brandt. "
        "His cousin Alma Reyes runs the harbour bakery, which sends bread to the yard every summer."
    )
    assert names.check(source, reordered, "rephrase").passed


def test_a_name_of_which_one_word_was_exchanged_fails() -> None:
    """Another spelling, initials and a title added pass."""
    source = "The report was written by Charles Oakley of the European Union after Amir Rasheed had seen it."
    assert not names.check(source, source.replace("Charles Oakley", "Charles Winter"), "rephrase").passed
    assert names.check(source, source.replace("Rasheed", "Rashid"), "rephrase").passed
    assert names.check(source, source.replace("European Union", "EU"), "rephrase").passed
    assert names.check(source, source.replace("Charles Oakley", "Professor Charles Oakley"), "rephrase").passed


def test_a_name_that_opens_a_sentence_is_a_name_where_it_is_one_elsewhere() -> None:
    """A verb that opens an exercise is none."""
    source = "Jonas sells 3 boats a day. How many boats does Jonas sell in a week? Calculate the number of boats."
    assert not names.check(source, source.replace("Jonas sells", "Edwin sells"), "rephrase").passed
    assert names.check(source, source.replace("Calculate", "Determine"), "rephrase").passed


def test_one_sentence_in_another_language_fails() -> None:
    """In an English rewrite, whatever the script; a foreign title within a sentence passes."""
    for foreign in [
        "Heute ist das Gebäude ein kleines Museum, und der Garten ist sehr groß.",
        "Сегодня в здании находится небольшой музей.",
    ]:
        assert not language.check(LIGHTHOUSE, f"{RETOLD} {foreign}", "rephrase").passed
        assert not language.check("Der Turm steht am Meer und ist alt.", f"{RETOLD} {foreign}", "translate").passed
    assert language.check(LIGHTHOUSE, f"{RETOLD} A film about it is called Das Licht am Meer.", "rephrase").passed


SEA = (
    "Der Leuchtturm steht seit vielen Jahren auf dem Felsen. Sein Licht brannte jede Nacht für die Fischer. Der Wärter stieg "
    "jeden Abend die Treppe hinauf. Im Winter war der Weg oft vereist und gefährlich. Heute gehört das Haus einem Verein, der "
    "es pflegt und Besuchern zeigt."
)
SEA_IN_ENGLISH = (
    "The lighthouse has stood on the rock for many years. Its light burned every night for the fishermen. Every evening the "
    "keeper climbed the stairs. In winter the path was often icy and dangerous. Today the house belongs to a society that looks "
    "after it and shows it to visitors."
)


def test_a_translation_is_in_proportion() -> None:
    """A faithful translation passes; with a sentence less, cut at two thirds or with a sentence more it fails."""
    assert proportion.check(SEA, SEA_IN_ENGLISH, "translate").passed
    for text in [_without(SEA_IN_ENGLISH, 4), SEA_IN_ENGLISH[:160], f"{SEA_IN_ENGLISH} {ADDED}"]:
        assert not proportion.check(SEA, text, "translate").passed, text


@pytest.mark.parametrize(
    ("before", "after", "passes"),
    [
        ("Im Winter war der Weg nicht sicher.", "In winter the path was not safe.", True),
        ("Im Winter war der Weg nicht sicher.", "In winter the path was unsafe.", True),
        ("Im Winter war der Weg nicht sicher.", "In winter the path was safe.", False),
        ("El faro es muy alto y blanco.", "The lighthouse isn't very tall and white.", False),
        ("Маяк виден с берега.", "The lighthouse cannot be seen from the shore.", False),
        ("Маяк не виден с берега.", "The lighthouse cannot be seen from the shore.", True),
        ("这座灯塔很高。", "This lighthouse is not very tall.", False),
    ],
)
def test_a_translation_denies_what_its_source_denies(before: str, after: str, passes: bool) -> None:
    """A negation come or gone between two languages is found where the sentences can be set side by side."""
    lead = {
        "D": SEA[:56],
        "E": "La casa del guardián está junto al mar desde hace muchos años.",
        "М": "Дом смотрителя стоит у моря много лет.",
    }
    source = f"{lead.get(before[0], SEA[:56] if before[0] == 'I' else '守塔人的房子在海边已经很多年了。')} {before}"
    verdict = negation_abroad.check(source, f"The keeper's house has stood by the sea for years. {after}", "translate")
    assert verdict.passed == passes, verdict.reason


def _stitched(*parts: str) -> tuple[str, list[tuple[int, int]]]:
    text, spans = "", []
    for part in parts:
        spans.append((len(text), len(text) + len(part)))
        text += part + " "
    return text, spans


def _seams(left: str, right: str) -> bool:
    cut = LIGHTHOUSE.index("Fog was")
    text, spans = _stitched(left, right)
    return seams.check(LIGHTHOUSE, text, [(0, cut), (cut, len(LIGHTHOUSE))], spans, "rephrase").passed


def test_seams() -> None:
    """Parts that go on pass; one that repeats the last sentence, starts anew or leaves out the border's sentence fails."""
    cut, given = RETOLD.index("For seamen"), LIGHTHOUSE.index("Fog was")
    left, right = RETOLD[:cut].strip(), RETOLD[cut:]
    assert _seams(left, right)
    assert not _seams(left, f"The keeper went up all 143 stairs each night and lit it. {right}")
    assert not _seams(left, f"In this article we look at a lighthouse. {right}")
    assert not _seams(LIGHTHOUSE[:given], LIGHTHOUSE[LIGHTHOUSE.index("On foggy") :])
    with pytest.raises(ValueError, match="2 chunks, but 1 rewrites"):
        seams.check("a b", "a b", [(0, 1), (2, 3)], [(0, 3)], "rephrase")


def _copying_passes(rewrite: str) -> bool:
    return next(verdict.passed for verdict in verdicts(LIGHTHOUSE, rewrite, "rephrase") if verdict.check == "copying")


def test_a_copy_is_never_a_rephrasing() -> None:
    """Verbatim, with one word changed, or with its sentences in another order: the copying verdict fails."""
    parts = LIGHTHOUSE.rstrip(".").split(". ")
    for rewrite in [
        LIGHTHOUSE,
        LIGHTHOUSE.replace("worst", "greatest"),
        ". ".join(parts[::-1]) + ".",
        ". ".join([*parts[2:], *parts[:2]]) + ".",
    ]:
        assert not _copying_passes(rewrite)


def test_a_faithful_paraphrase_with_many_new_words_is_accepted() -> None:
    """At least 40 % of its words are new, and every verdict passes."""
    before, after = words(LIGHTHOUSE), words(RETOLD)
    assert sum(word not in before for word in after) >= 0.4 * len(after)
    failed = [verdict for verdict in verdicts(LIGHTHOUSE, RETOLD, "rephrase") if not verdict.passed]
    assert not failed and NOT_FAITHFULNESS


def test_quotations_with_backticks_are_prose() -> None:
    """Old news text and LaTeX quote ``so'' and `so': what is quoted is neither code nor left out of the judgement."""
    said = "The mayor called it ``a good day'' and spoke of `hope' to all. Then `print(x)` ran."
    assert prose(said).split() == said.replace("`print(x)`", " ").split()


def test_front_matter_is_nothing_to_rewrite() -> None:
    """The YAML head of a page is no prose, so a part that is nothing else stands as it is; a rule between texts is."""
    head = "---\ntitle: Muscle contraction and how the body moves itself\ntags:\n  - biology\n---\n"
    assert prose(head).strip() == ""
    assert prose(head + "Muscles pull.").strip() == "Muscles pull."
    assert "Two" in prose("---\nOne text stands here.\n\nTwo stands there.\n---\n")


def test_attributes_of_a_page_are_no_text() -> None:
    """What kramdown and pandoc write in braces after a term or a heading has no words and no numbers to keep."""
    source = 'The **code of conduct**{: data-type="term" #import-auto-id1446197} binds all members of the club.{: #fig-ch38_04_01}'
    rewrite = "Every member of the club must follow its code of conduct."
    assert "import" not in prose(source)
    failed = [v for v in verdicts(source, rewrite, "rephrase") if not v.passed]
    assert not failed, failed
    assert prose("Take the set {: x > 0} and {#1}.") == "Take the set {: x > 0} and {#1}."


def test_links_with_escaped_brackets_are_no_formulas() -> None:
    r"""[\[link\]](#place) is a link: leaving its mark out loses no formula."""
    source = "The wings of bats and of birds have bones of one origin ([\\[link\\]](#fig-1)), said the teacher."
    assert all(
        v.check != "formulas" or v.passed
        for v in verdicts(
            source, "Bats and birds, the teacher said, have wings whose bones share an origin.", "rephrase"
        )
    )


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (
            "The harbour master paid each of the crews in silver.",
            "The harbour master did not give silver to any of the crews.",
        ),
        (
            "No crew was ever paid in silver at that port.",
            "At that port each crew got silver for the work.",
        ),
    ],
)
def test_a_negation_that_nothing_accounts_for_fails(before: str, after: str) -> None:
    """A denial partly in other words than the source's is found where the source has nothing that may deny, and the other
    way round."""
    tale = "The bay is deep. Ships from the islands anchor there."
    verdict = negation.check(f"{tale} {before}", f"{tale} {after}", "rephrase")
    assert not verdict.passed and "denied" in verdict.reason


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (
            "By the time the harbour accord was signed, the admiral had been removed from power by his rivals.",
            "When they put their names to the accord, the admiral was no longer in power.",
        ),
        (
            "If so, sending the repaired chart back is the best way to ensure that other pilots can benefit from it.",
            "There is no better way to make sure that pilots profit from the chart.",
        ),
    ],
)
def test_what_is_told_freely_may_deny_the_contrary(before: str, after: str) -> None:
    """Where less than half of a sentence's words are the source's, a negation may stand for what another word says."""
    tale = "The bay is deep. Ships from the islands anchor there."
    verdict = negation.check(f"{tale} {before}", f"{tale} {after}", "rephrase")
    assert verdict.passed, verdict.reason


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("The old pump broke in the storm.", "The old pump no longer works since the storm."),
        ("The team is unbeaten in nine matches.", "The team has played nine matches without losing."),
        ("Neither the mayor nor the clerk came.", "The mayor did not come, and the clerk stayed away."),
        ("The treaty has yet to be signed.", "The treaty has not yet to be signed."),
    ],
)
def test_a_negation_for_a_word_that_may_deny_passes(before: str, after: str) -> None:
    """Words that deny softly account for a negation in the other text."""
    verdict = negation.check(before, after, "rephrase")
    assert verdict.passed, verdict.reason


CANAL = (
    "Der Kanal wurde im Sommer gebaut. Die Arbeiter kamen aus den Dörfern am Fluss und lebten in Zelten. Das Essen brachte ein "
    "Boot.\n\nDer Norden des Landes bekam dadurch mehr Wasser als der Süden. Die Bauern pflanzten zuerst Weizen an. Später "
    "verkauften sie auch Obst auf den Märkten der Stadt."
)
CANAL_IN_ENGLISH = (
    "The canal was built in summer. The workers came from the villages on the river and lived in tents. A boat brought the "
    "food.\n\nThe north of the country thus got more water than the south. The farmers planted wheat first. Later on they "
    "also sold fruit on the markets of the town."
)


def test_sentences_are_set_beside_their_translations() -> None:
    """Sentences pair off by length and order; one that is left out has no partner; merged ones stay together."""
    whole, found = beads(CANAL, CANAL_IN_ENGLISH), beads(CANAL, _without(CANAL_IN_ENGLISH, 1))
    assert whole is not None and all(len(bead.source) == len(bead.rewrite) == 1 for bead in whole.beads)
    assert found is not None and [list(bead.source) for bead in found.beads if not bead.rewrite] == [[1]]
    merged = beads(CANAL, CANAL_IN_ENGLISH.replace("tents. A boat", "tents, and a boat"))
    assert merged is not None and [len(bead.source) for bead in merged.beads] == [1, 2, 1, 1, 1]


@pytest.mark.parametrize("source", ["", "The canal was built in summer.", "คลองถูกสร้างขึ้นในฤดูร้อน", "1 2 3"])
def test_without_a_known_proportion_nothing_is_set_side_by_side(source: str) -> None:
    """A language that the table lacks, and a text without one, give no beads."""
    assert beads(source, CANAL_IN_ENGLISH) is None
    assert side_by_side(source, CANAL_IN_ENGLISH) == []


def test_a_sentence_lost_or_invented_in_one_paragraph_of_a_translation_is_named() -> None:
    """One sentence more or less is found though the whole is about as long as it should be."""
    lost = proportion.check(CANAL, _without(CANAL_IN_ENGLISH, 1), "translate")
    more = proportion.check(CANAL, CANAL_IN_ENGLISH.replace("The farmers", f"{ADDED} The farmers"), "translate")
    assert not lost.passed and not more.passed
    assert proportion.check(CANAL, CANAL_IN_ENGLISH, "translate").passed


@pytest.mark.parametrize(
    ("word", "opposite"),
    [("more", "less"), ("first", "last"), ("summer", "winter"), ("Later on they", "Earlier they")],
)
def test_an_opposite_across_languages_fails(word: str, opposite: str) -> None:
    """A word whose counterpart the source lacks, while it has the opposite, fails and is named."""
    assert opposites_abroad.check(CANAL, CANAL_IN_ENGLISH, "translate").passed
    verdict = opposites_abroad.check(CANAL, CANAL_IN_ENGLISH.replace(word, opposite), "translate")
    assert not verdict.passed and opposite.split(maxsplit=1)[0].lower() in verdict.reason


def test_an_opposite_that_is_denied_passes() -> None:
    """Where the English sentence has a negation, nothing is said of its opposites."""
    text = CANAL_IN_ENGLISH.replace("thus got more water than the south", "did not get less water than the south")
    assert opposites_abroad.check(CANAL, text, "translate").passed


def test_a_text_that_ends_like_its_source_is_not_cut() -> None:
    """A missing full stop after the source's last words is no truncation; a text cut elsewhere is."""
    assert truncation.check(
        LIGHTHOUSE, RETOLD.replace("its garden is larger.", "it has a larger garden"), "rephrase"
    ).passed
    assert not truncation.check(LIGHTHOUSE, RETOLD[:-30].rstrip(), "rephrase").passed


@pytest.mark.parametrize(
    "rewrite", ["I will be ready to assist you with your next question.", "Sailors painted ancient lanterns"]
)
def test_a_short_text_that_has_nothing_of_its_source_is_another_text(rewrite: str) -> None:
    """Too few words to weigh are still enough to see that none of them is the source's."""
    source = "The mill by the brook grinds the village's grain, because the water turns its heavy wheel all year."
    verdict = coverage.check(source, rewrite, "rephrase")
    assert not verdict.passed and "another text" in verdict.reason
    assert coverage.check(source, "Water drives the mill.", "rephrase").passed
