"""Opposites and denials that a synonym, a prefix or another language hides."""

from __future__ import annotations

import pytest

from rephrase.fidelity import negation, negation_abroad, opposites_abroad
from rephrase.fidelity.antonyms import LANGUAGES, kinds
from rephrase.fidelity.beads import LETTERS
from rephrase.fidelity.denials import denials

MILL = (
    "The mill on the Ardle purchased wheat from the farms of the valley. A wealthy merchant owned the largest wheel. The "
    "millers were able to grind forty sacks before noon. In spring the water grew, and the price of flour dropped."
)
MILL_RETOLD = (
    "From the valley's farms the mill on the Ardle bought its wheat. Its biggest wheel belonged to a rich merchant. Before "
    "noon the millers could grind forty sacks. The water rose in spring, while flour cost less."
)


@pytest.mark.parametrize(
    ("word", "other"),
    [("bought", "sold"), ("biggest", "smallest"), ("rich", "poor"), ("Before", "After"), ("rose", "fell"), ("could", "were unable to")],
)  # fmt: skip
def test_the_opposite_of_a_synonym_fails(word: str, other: str) -> None:
    """A word is turned round though the source says it with another of the same sense; the synonym alone passes."""
    assert negation.check(MILL, MILL_RETOLD, "rephrase").passed
    assert not negation.check(MILL, MILL_RETOLD.replace(word, other), "rephrase").passed


def test_an_opposite_beside_the_same_word_fails_in_a_sentence_that_is_not_alike() -> None:
    """Where all the rest is in other words, the word next to it tells; in a comparison what is compared may have changed ends."""
    source = (
        "It was said by many that the northern gate would be kept for the guards. The mill is taller than the barn."
    )
    kept = "According to several people, guards were to retain the northern gate. The barn is shorter than the mill."
    assert negation.check(source, kept, "rephrase").passed
    verdict = negation.check(source, kept.replace("northern", "southern"), "rephrase")
    assert not verdict.passed and "southern" in verdict.reason


def test_a_day_in_another_days_place_is_no_opposite_by_itself() -> None:
    """Of many of a kind one may stand beside a word where another stood."""
    source = "On Monday Rhoda walked four miles. On Tuesday she walked six times as far as on Monday."
    rewrite = "Rhoda walked four miles on Monday. The next day she walked six times as far."
    assert negation.check(source, rewrite, "rephrase").passed


LEAD = {
    "de": "Das Haus des Wärters steht seit vielen Jahren am Meer.",
    "es": "La casa del guardián está junto al mar desde hace muchos años.",
    "fr": "La maison du gardien se trouve au bord de la mer depuis longtemps.",
    "tr": "Bekçinin evi uzun yıllardır denizin kıyısında duruyor.",
}
LEAD_IN_ENGLISH = "The keeper's house has stood by the sea for years."


@pytest.mark.parametrize(
    ("language", "before", "after", "passes"),
    [
        ("de", "Der Turm ist nicht hoch und hat keine Treppe.", "The tower is not tall and has no stairs.", True),
        ("de", "Der Turm ist nicht hoch und hat keine Treppe.", "The tower is not tall and has stairs.", False),
        ("de", "Der Turm ist nicht hoch und hat eine Treppe.", "The tower is not tall and has no stairs.", False),
        ("de", "Er kam ohne eine Lampe in den Turm.", "He came into the tower with a lamp.", False),
        ("de", "Er kam ohne eine Lampe in den Turm.", "He came into the tower without a lamp.", True),
        ("de", "Weder der Wärter noch der Fischer kam.", "Neither the keeper nor the fisherman came.", True),
        ("es", "El guardián no vio nada en la noche.", "The keeper saw nothing in the night.", True),
        ("es", "El guardián no vio nada en la noche.", "The keeper saw everything in the night.", False),
        ("fr", "La porte ne s'ouvre plus le soir.", "The door no longer opens in the evening.", True),
        ("fr", "La porte s'ouvre le soir.", "The door no longer opens in the evening.", False),
        ("tr", "Bekçi kapıyı akşamları açmıyor.", "The keeper does not open the door in the evening.", True),
        ("tr", "Bekçi kapıyı akşamları açmıyor.", "The keeper does open the door in the evening.", False),
    ],
)
def test_denials_are_counted_sentence_by_sentence(language: str, before: str, after: str, passes: bool) -> None:
    """One that has come or gone beside others is found; what a language says with two words counts once."""
    verdict = negation_abroad.check(f"{LEAD[language]} {before}", f"{LEAD_IN_ENGLISH} {after}", "translate")
    assert verdict.passed == passes, verdict.reason


@pytest.mark.parametrize("language", [*LETTERS])
def test_a_language_with_a_known_proportion_has_its_denials(language: str) -> None:
    """Sentences can be set side by side, so what they deny can be counted; no pattern finds anything in an empty text."""
    how = denials(language)
    assert how is not None
    assert not any(pattern.findall("") for pattern in (how.idle, how.sure, how.each, how.soft, how.without))


def test_every_kind_of_opposites_has_two_sides_in_every_language() -> None:
    """A cell that was left out of the table would give its neighbour's words to a language."""
    for name, (one, other, table) in kinds().items():
        assert name in one.partition("~")[0].split() and other
        assert set(table) == set(LANGUAGES) and all(left and right for left, right in table.values()), name


@pytest.mark.parametrize(
    ("before", "after", "other"),
    [
        ("Der Wärter kaufte ein langes Seil.", "The keeper bought a long rope.", "sold"),
        ("Der Wärter kaufte ein langes Seil.", "The keeper bought a long rope.", "short"),
        ("Der Wärter verkaufte sein altes Boot am Tag.", "The keeper sold his old boat by day.", "night"),
        ("Die Kinder kamen, bevor die Tür offen war.", "The children came before the door was open.", "After"),
        ("Die Tür war breit, und die Treppe war neu.", "The door was wide and the stairs were new.", "narrow"),
    ],
)
def test_the_opposite_of_an_everyday_word_fails_across_languages(before: str, after: str, other: str) -> None:
    """Each word counts by itself: the others of its sentence may stay."""
    turned = {"sold": "bought", "short": "long", "night": "day", "After": "before", "narrow": "wide"}[other]
    source = f"{LEAD['de']} {before}"
    assert opposites_abroad.check(source, f"{LEAD_IN_ENGLISH} {after}", "translate").passed
    text = f"{LEAD_IN_ENGLISH} {after.replace(turned, other.lower())}"
    assert not opposites_abroad.check(source, text, "translate").passed


def test_a_word_of_a_name_has_no_opposite() -> None:
    """New York is not young, whatever else is old."""
    source = f"{LEAD['es']} El guardián envió un reloj antiguo a Nueva York y otro a Jersey."
    text = f"{LEAD_IN_ENGLISH} The keeper sent a clock of great age to New York and another to New Jersey."
    assert opposites_abroad.check(source, text, "translate").passed
