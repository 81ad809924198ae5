"""Names of translations: looked for in sources of other languages and scripts."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from rephrase.fidelity import names_abroad
from rephrase.fidelity.abroad import places
from rephrase.fidelity.abroad.lexicon import ONLY_A_NAME
from rephrase.fidelity.abroad.reading import Reading, script_of
from rephrase.fidelity.score import verdicts

ENGLISH = (
    "In 1911 the botanist Harriet Coleman left her house in Edinburgh and sailed to Brazil. On the Amazon she met the painter"
    " Viktor Lindgren, who drew the flowers that she had found. Coleman wrote to her brother that the river was wider than the sea."
)
SOURCES = {
    "de": "Im Jahr 1911 verließ die Botanikerin Harriet Coleman ihr Haus in Edinburgh und segelte nach Brasilien. Am Amazonas traf"
    " sie den Maler Viktor Lindgren, der die Blumen zeichnete, die sie gefunden hatte. Coleman schrieb ihrem Bruder, der Fluss sei"
    " breiter als das Meer.",
    "es": "En 1911 la botánica Harriet Coleman dejó su casa de Edimburgo y navegó hasta Brasil. En el Amazonas conoció al pintor"
    " Viktor Lindgren, que dibujó las flores que ella había encontrado. Coleman escribió a su hermano que el río era más ancho que"
    " el mar.",
    "ru": "В 1911 году ботаник Гарриет Коулман покинула свой дом в Эдинбурге и отправилась морем в Бразилию. На Амазонке она"
    " встретила художника Виктора Линдгрена, который рисовал найденные ею цветы. Коулман писала брату, что река шире моря.",
    "ja": "1911年、植物学者ハリエット・コールマンはエディンバラの家を離れ、船でブラジルへ向かった。アマゾン川で彼女は画家のヴィクトル・リンドグレンに出会い、"
    "彼は彼女が見つけた花を描いた。コールマンは弟への手紙に、川は海よりも広いと書いた。",
    "zh": "1911年，植物学家哈丽特·科尔曼离开了她在爱丁堡的家，乘船前往巴西。在亚马逊河上，她遇到了画家维克托·林德格伦，他画下了她找到的花。"
    "科尔曼写信给她的弟弟说，这条河比海还宽。",
    "hi": "1911 में वनस्पतिशास्त्री हैरियट कोलमैन ने एडिनबर्ग का अपना घर छोड़ा और जहाज़ से ब्राज़ील गईं। अमेज़न पर उनकी मुलाकात चित्रकार विक्टर लिंडग्रेन से"
    " हुई, जिन्होंने उनके खोजे हुए फूलों के चित्र बनाए। कोलमैन ने अपने भाई को लिखा कि नदी समुद्र से भी चौड़ी है।",
}  # fmt: skip
BOTH = sorted(SOURCES)


@pytest.mark.parametrize("language", BOTH)
def test_a_faithful_translation_passes(language: str) -> None:
    """Names as they are, transliterated, inflected, and places with a name of their own in each language are all found."""
    verdict = names_abroad.check(SOURCES[language], ENGLISH, "translate")
    assert verdict.passed, verdict.reason


@pytest.mark.parametrize("language", BOTH)
@pytest.mark.parametrize("name", ["Sutherland", "Galbraith"])
def test_a_person_in_anothers_place_fails(language: str, name: str) -> None:
    """A surname that the source has in no spelling and no script fails, and the reason names it."""
    verdict = names_abroad.check(SOURCES[language], ENGLISH.replace("Lindgren", name), "translate")
    assert not verdict.passed
    assert name in verdict.reason


@pytest.mark.parametrize("language", ["de", "es", "ru"])
def test_a_name_changed_in_one_of_its_places_fails(language: str) -> None:
    """A name that the rest of the translation keeps is seen to be another in one place."""
    text = ENGLISH.replace("Coleman wrote", "Fitzgerald wrote")
    assert not names_abroad.check(SOURCES[language], text, "translate").passed


@pytest.mark.parametrize("language", ["de", "es", "ru", "ja", "zh"])
def test_another_country_fails(language: str) -> None:
    """A country is known by the name that the source's language has for it."""
    assert not names_abroad.check(SOURCES[language], ENGLISH.replace("Brazil", "Portugal"), "translate").passed
    assert places.is_named("brazil", SOURCES[language], language)
    assert places.is_named("portugal", SOURCES[language], language) is False


def test_a_name_translated_by_its_meaning_passes() -> None:
    """Words of English are no names that could be looked for: la Guerra Fría is the Cold War."""
    source = (
        "La Guerra Fría dividió a los Estados Unidos y a la Unión Soviética durante cuarenta años, dijo el historiador."
    )
    english = "The Cold War divided the United States and the Soviet Union for forty years, the historian said."
    assert names_abroad.check(source, english, "translate").passed


def test_names_exchanged_between_sentences_fail() -> None:
    """Two names of a text, each in the sentence that has the other in the source, fail; the text as it was passes."""
    source = (
        "El arquitecto Marlow construyó el puente del norte en siete años. La ingeniera Keating dirigió las obras del puerto"
        " viejo. En la última carta se habla otra vez de Keating y del precio de la piedra."
    )
    english = (
        "The architect Marlow built the northern bridge in seven years. The engineer Keating directed the works at the old"
        " harbour. The last letter speaks once more of Keating and of the price of stone."
    )
    assert names_abroad.check(source, english, "translate").passed
    swapped = english.replace("Marlow", "#").replace("Keating", "Marlow").replace("#", "Keating")
    verdict = names_abroad.check(source, swapped, "translate")
    assert not verdict.passed
    assert verdict.reason.startswith("exchanged: ")


def test_names_exchanged_across_others_fail() -> None:
    """Within a sentence, two names in each other's place around one that kept its own; another order of phrases passes."""
    source = "Kiedy Whitlock wygrał w Sydney, jego brat był w Toronto, a Galbraith odpoczywał w domu nad jeziorem."
    english = "When Whitlock won in Sydney, his brother was in Toronto, and Galbraith was resting at home by the lake."
    swapped = english.replace("Whitlock", "#").replace("Galbraith", "Whitlock").replace("#", "Galbraith")
    moved = "Galbraith was resting at home by the lake when Whitlock won in Sydney and his brother was in Toronto."
    assert names_abroad.check(source, english, "translate").passed
    assert names_abroad.check(source, moved, "translate").passed
    assert names_abroad.check(source, swapped, "translate").reason == "exchanged: Galbraith for Whitlock"


def test_a_japanese_name_may_stand_in_characters_that_do_not_say_it() -> None:
    """渡辺 is Watanabe, which no reading of its characters one by one gives: such names are not judged."""
    source = "昨日の夜、渡辺さんは駅の前の店で友人と会い、古い写真を何枚か見せた。"
    english = (
        "Last night Watanabe met a friend in the shop in front of the station and showed him some old photographs."
    )
    assert names_abroad.check(source, english, "translate").passed


def test_a_script_that_is_not_read_is_not_judged() -> None:
    """Thai has neither capitals nor spaces: no name can be missed there."""
    source = "เมื่อวานนี้ ชายคนหนึ่งเดินทางไปที่ตลาดเพื่อซื้อผลไม้และดอกไม้ให้แม่ของเขา"
    english = "Yesterday a man called Whitaker went to the market to buy fruit and flowers for his mother."
    assert script_of(source) == "unread"
    assert names_abroad.check(source, english, "translate").passed


@pytest.mark.parametrize("task", ["rephrase", "learning_note", "summary"])
def test_it_judges_translations_alone(task: str) -> None:
    """In one language names are the names check's."""
    assert names_abroad.check(SOURCES["de"], ENGLISH.replace("Lindgren", "Whitaker"), task).passed


def test_an_english_source_is_not_judged() -> None:
    """What is English already has its names as they are."""
    assert names_abroad.check(ENGLISH, ENGLISH.replace("Lindgren", "Whitaker"), "translate").passed


@pytest.mark.parametrize("word", ["whitaker", "coleman", "okonkwo", "john", "martin", "seattle"])
def test_what_can_only_be_a_name(word: str) -> None:
    """People, firms and most cities."""
    assert ONLY_A_NAME[word]


@pytest.mark.parametrize(
    "word", ["war", "houses", "reintegration", "protestant", "brazilian", "germany", "monday", "biblical"]
)
def test_what_can_be_more_than_a_name(word: str) -> None:
    """English words and words made of them, countries, peoples and days are translated in ways of their own."""
    assert not ONLY_A_NAME[word]


@pytest.mark.parametrize(
    ("name", "word"),
    [
        ("denver", "Денвере"),
        ("spielberg", "スピルバーグ"),
        ("netanyahu", "Netanjahu"),
        ("turing", "تيورنغ"),
        ("johnson", "जॉनसन"),
    ],
)
def test_the_same_name_sounds_alike_in_every_script(name: str, word: str) -> None:
    """Inflected, transliterated or spelt as another language does."""
    assert Reading(word).distance(name, [0.0]) <= 0.2


def test_chinese_characters_are_read_by_syllables() -> None:
    """曼宁 is Manning; a name that has nothing of it is far."""
    read = Reading("佩顿·曼宁在超级碗中传球。")
    assert read.distance("manning", [0.3]) <= 0.1
    assert read.distance("whitaker", [0.3]) > 0.4


@settings(max_examples=150, deadline=None)
@given(st.text(max_size=200), st.text(max_size=200))
def test_any_two_texts_are_judged(source: str, rewrite: str) -> None:
    """No text raises, and a score is in [0, 1]."""
    verdict = names_abroad.check(source, rewrite, "translate")
    assert 0 <= verdict.score <= 1


@pytest.mark.parametrize("text", ["Na" * 5000 + "x", "曼" * 5000, "Катя " * 3000, "A. " * 5000, "Bada " * 4000])
def test_hostile_texts_are_judged(text: str) -> None:
    """Long runs of what names and syllables are made of end in a verdict."""
    for source in (text, SOURCES["ja"], SOURCES["ru"]):
        assert names_abroad.check(source, text, "translate").check == "names_abroad"


def test_it_is_one_of_the_checks() -> None:
    """A pair's verdicts have it."""
    assert any(verdict.check == "names_abroad" for verdict in verdicts(SOURCES["de"], ENGLISH, "translate"))


FAMOUS = (
    ("Guillermo el Conquistador derrotó a Haroldo en Hastings.", "William the Conqueror defeated Harold at Hastings."),
    ("Jacobo I sucedió a Isabel I en 1603.", "James I succeeded Elizabeth I in 1603."),
    ("Karl der Große wurde im Jahr 800 in Rom gekrönt.", "Charlemagne was crowned in Rome in the year 800."),
    ("Der Bodensee liegt zwischen Österreich und der Schweiz.", "Lake Constance lies between Austria and Switzerland."),
    ("Lungo il Tevere, Romolo fondò la città; Remo morì.", "Along the Tiber, Romulus founded the city; Remus died."),
    ("Petrarca e Dante scrissero in toscano.", "Petrarch and Dante wrote in Tuscan."),
    ("孔子生于鲁国，孟子是他的后学。", "Confucius was born in the state of Lu, and Mencius followed his teaching."),
    ("La canciller Merkel se reunió con Macron en Aquisgrán.", "Chancellor Merkel met Macron in Aachen."),
)


@pytest.mark.parametrize(("source", "rewrite"), FAMOUS)
def test_a_famous_name_may_have_a_form_of_its_own(source: str, rewrite: str) -> None:
    """Saints, rulers, antiquity, cities and waters are called otherwise in each language, and an ending may be Latin's."""
    verdict = names_abroad.check(source, rewrite, "translate")
    assert verdict.passed, verdict.reason


@pytest.mark.parametrize("name", ["Robert", "Socrates", "Hannibal", "Ferdinand"])
def test_another_famous_name_fails(name: str) -> None:
    """That a name has forms in other languages excuses it only where the source has one of them."""
    rewrite = FAMOUS[0][1].replace("William", name)
    assert not names_abroad.check(FAMOUS[0][0], rewrite, "translate").passed


def test_waters_and_land_are_left_alone() -> None:
    """What stands beside Sea, Lake or Mount is named in each language's own way: no name is missed there."""
    source = "La Manche sépare deux pays ; le Cervin domine la vallée."
    assert names_abroad.check(
        source, "The Sleeve Channel parts two countries; Mount Matterhorn towers over the valley.", "translate"
    ).passed


@pytest.mark.parametrize(
    ("name", "word"), [("ferran", "برهان"), ("ludwig", "ناطق"), ("fabian", "Бабин"), ("miriam", "Налим")]
)
def test_sounds_that_are_close_are_not_the_same(name: str, word: str) -> None:
    """Scripts with letters for both tell b from f, d from t, l from r and m from n."""
    assert Reading(word).distance(name, [0.0]) > 0.15


@pytest.mark.parametrize(
    ("source", "rewrite"),
    [
        ("克莱尔昨天去看了医生。", "Claire saw the doctor yesterday."),
        ("翠西养了三只猫。", "Tracy keeps three cats."),
        ("哈罗德的马拉松成绩很好。", "Harald ran a good marathon."),
        ("在离开爱迪生的公司后，他搬到了布法罗。", "After leaving Edison's company he moved to Buffalo."),
        ("田中先生喜欢打高尔夫球。", "Mr. Tanaka likes to play golf."),
    ],
)
def test_a_chinese_name_need_not_have_all_sounds(source: str, rewrite: str) -> None:
    """An r or l that ends a syllable, or stands after a t, is left out; a character that writes few names may end one."""
    verdict = names_abroad.check(source, rewrite, "translate")
    assert verdict.passed, verdict.reason


@pytest.mark.parametrize("name", ["Sorensen", "Tanaka", "Whitaker", "Gustavo"])
def test_a_name_that_is_surely_gone_from_a_chinese_sentence_was_given_another(name: str) -> None:
    """Three characters that transliterate, and nothing in the translation that they may be: whatever the new name is."""
    source = "弗兰切斯卡每天晚上做完作业后看电视。"
    assert names_abroad.check(source, "Francesca watches television every evening after homework.", "translate").passed
    verdict = names_abroad.check(source, f"{name} watches television every evening after homework.", "translate")
    assert not verdict.passed
    assert "弗兰切斯卡" in verdict.reason
