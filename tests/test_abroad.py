"""Translations from other languages: short sources, number words, names in their languages' forms, ordinary words."""

from __future__ import annotations

import pytest

from rephrase.fidelity import length, names_abroad, numbers
from rephrase.fidelity.abroad import places
from rephrase.fidelity.abroad.lexicon import ONLY_A_NAME
from rephrase.fidelity.words import words

SHORT = [
    ("Vier Millionen Leute wohnen dort.", "Four million people live there."),
    ("Dertig mensen wachten.", "Thirty people are waiting."),
    ("Fjorten elever mangler.", "Fourteen pupils are missing."),
    ("Tjugofem båtar sjönk.", "Twenty-five boats sank."),
    ("Ventotto case bruciarono.", "Twenty-eight houses burned."),
    ("Quinze pessoas chegaram.", "Fifteen people arrived."),
    ("Otuz iki kitap kayboldu.", "Thirty-two books were lost."),
    ("Dvacet lidí odešlo.", "Twenty people left."),
    ("Kaksikymmentäviisi lasta lauloi.", "Twenty-five children sang."),
    ("Kaheksateist inimest lahkus.", "Eighteen people left."),
    ("Harminchat diák énekelt.", "Thirty-six pupils sang."),
    ("Είκοσι πέντε παιδιά έφυγαν.", "Twenty-five children left."),
    ("Năm mươi người đã đi.", "Fifty people left."),
    ("तेईस लोग घायल हुए।", "Twenty-three people were injured."),
]


@pytest.mark.parametrize(("source", "english"), SHORT)
def test_a_short_source_is_in_its_own_language(source: str, english: str) -> None:
    """A sentence without three function words is known by its number words, and these are read."""
    verdict = numbers.check(source, english, "translate")
    assert verdict.passed, verdict.reason


@pytest.mark.parametrize(("source", "english"), SHORT)
def test_another_number_than_a_short_source_has_fails(source: str, english: str) -> None:
    """That the language is known means that a number changed in words is found."""
    changed = english.replace(english.split(maxsplit=1)[0], "Ninety-one", 1).replace(
        "Ninety-one million", "Seventy million"
    )
    assert not numbers.check(source, changed, "translate").passed


def test_number_words_of_an_unknown_language_are_not_missed() -> None:
    """What a source in a language without a table says in words, a translation may say."""
    assert numbers.check("Hogeita bost ume etorri ziren.", "Twenty-five children came.", "translate").passed


def test_a_name_that_is_spelled_like_a_number_is_none() -> None:
    """ستون is sixty, and how Arabic writes Stone; where the translation has no such name it is a number."""
    source = "أعلن المخرج أوليفر ستون عن فيلم جديد في باريس."
    assert numbers.check(source, "The director Oliver Stone announced a new film in Paris.", "translate").passed
    sixty = "كان في القاعة ستون طالبا من المدرسة."
    assert not numbers.check(sixty, "There were pupils of the school in the hall.", "translate").passed


@pytest.mark.parametrize(
    ("text", "count"),
    [("नमस्ते दुनिया", 2), ("বাংলা ভাষা", 2), ("தமிழ் மொழி", 2), ("مُحَمَّد", 1), ("ที่นี่", 2), ("l'homme d'Aix", 2)],
)
def test_signs_of_a_letter_are_no_words(text: str, count: int) -> None:
    """Vowels of Indic scripts, points of Arabic and tones of Thai belong to the letter before them."""
    assert len(words(text)) == count


def test_a_terse_translation_from_hindi_is_long_enough() -> None:
    """Hindi has about as many words as English."""
    source = "इस बात का ध्यान रखना चाहिए कि इस प्रकार की परिस्थितियों में किसी भी व्यक्ति को तुरंत निर्णय नहीं लेना चाहिए।"
    assert length.check(source, "In such a situation one should never decide at once.", "translate").passed


@pytest.mark.parametrize(
    ("source", "language", "lost"),
    [
        ("Die schwarze Katze schwimmt zur Schweinezunge.", "de", []),
        ("Teadlased suurendasid suurt arvu.", "et", []),
        ("La cría espera una indicación del espacio, como personas.", "es", []),
        ("Az Almanak alma karar maliyeti.", "tr", []),
        ("アルバートはチリソースを買った。", "ja", []),
        ("Die Schweizer fuhren nach Österreich.", "de", ["Schweizer (Switzerland)", "Österreich (Austria)"]),
        ("Süürias ja Liibanonis oli sõda.", "et", ["Liibanonis (Lebanon)", "Süürias (Syria)"]),
    ],
)
def test_ordinary_words_are_no_places(source: str, language: str, lost: list[str]) -> None:
    """What begins like a country is none unless it may be a form of it; what is gone is spelled as the source has it."""
    assert sorted(places.lost(source, "Nothing of it.", language)) == lost


@pytest.mark.parametrize(
    "word",
    "isomorphism eigenvalues eigenspace mitochondria boolean homotopy lysosome ribosomes bijective cokernel infimum pleistocene"
    " astrocyte tokenizer cyanobacteria phospholipid enantiomers functors".split(),
)
def test_words_of_the_sciences_are_no_names(word: str) -> None:
    """However they are capitalised in headings."""
    assert not ONLY_A_NAME[word]


@pytest.mark.parametrize("word", ["holmes", "forbes", "fletcher", "lindgren", "grothendieck", "riemann"])
def test_names_that_words_look_like_stay_names(word: str) -> None:
    """A larger list of words makes no names of people English."""
    assert ONLY_A_NAME[word]


@pytest.mark.parametrize(
    ("source", "english"),
    [
        ("Zygmunt Stary panował w Krakowie.", "Sigismund the Old reigned in Kraków."),
        ("Wojciech był biskupem Pragi.", "Adalbert was bishop of Prague."),
        ("ودخل صلاح الدين المدينة منتصرا.", "And Saladin entered the city in triumph."),
        ("他们参观了泰姬陵。", "They visited the Taj Mahal."),
        ("उन्होंने ताज महल देखा।", "They saw the Taj Mahal."),
        ("زار السياح تاج محل وضريح ممتاز.", "The tourists visited the Taj Mahal and the tomb of Mumtaz."),
        ("ルイは城を建てた。", "Louis built a castle."),
        ("Исаак и Фурье изучали ряды.", "Isaac and Fourier studied series."),
        ("István király és Erzsébet.", "King Stephen and Elizabeth."),
        ("Kuningas Juhan ja Kaarel.", "King John and Charles."),
        ("Ο Ξέρξης νίκησε τον Λεωνίδα.", "Xerxes defeated Leonidas."),
    ],
)
def test_names_are_found_in_the_forms_of_their_languages(source: str, english: str) -> None:
    """Rulers, saints, antiquity and scholars; a person who is none of them is still missed."""
    verdict = names_abroad.check(source, english, "translate")
    assert verdict.passed, verdict.reason


@pytest.mark.parametrize(
    ("source", "english", "gone"),
    [
        ("Художник Виктор Линдгрен встретил Коулман в Москве.", "The painter Viktor Galbraith met Coleman in Moscow.", "Линдгрен (lindgren)"),
        ("El pintor Viktor Núñez se fue a casa con María.", "The painter Viktor Galbraith went home with María.", "Núñez"),
        ("肯尼迪总统去了达拉斯。", "President Galbraith went to Dallas.", "肯尼迪 (kennidi)"),
    ],
)  # fmt: skip
def test_what_is_gone_is_spelled_as_in_the_source(source: str, english: str, gone: str) -> None:
    """A reader finds it there, with how it was read where that is in another script."""
    assert names_abroad.check(source, english, "translate").reason == f"not in the source: Galbraith; gone: {gone}"
