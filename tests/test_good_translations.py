"""Good translations pass, most of all from Chinese and Japanese: terse texts, idioms of denial, odds and headings; what
they deny must still be denied."""

from __future__ import annotations

import pytest

from rephrase.fidelity import negation_abroad, numbers, opposites_abroad, proportion, repetition
from rephrase.fidelity.score import NOT_FAITHFULNESS, verdicts

GOOD = [
    (
        "杜甫，字子美，河南巩县人，唐代诗人。战乱中颠沛流离，写下“三吏”“三别”。晚年漂泊西南，大历五年冬病逝于湘江舟中，享年五十八岁。",
        "Du Fu, whose courtesy name was Zimei, came from Gong county in Henan and was a poet of the Tang dynasty. Driven from place to place"
        " by war, he wrote the poems known as the \"Three Officials\" and the \"Three Partings\". In his last years he wandered"
        " through the southwest, and in the winter of the fifth year of the Dali era he died of illness in a boat on the Xiang river, at the age"
        " of fifty-eight.",
    ),
    (
        "步骤：\n1. 洗米。\n2. 加水，水面高出米一指节。\n3. 大火煮开，转小火焖十五分钟。",
        "Steps:\n1. Wash the rice.\n2. Add water until it stands a finger joint above the rice.\n3. Bring to the boil over a high heat, then turn the heat"
        " down and simmer for fifteen minutes.",
    ),
    (
        "该方程在实数范围内无解.\n若扩大到复数,则有两个共轭的根.一般地,实系数方程的虚根总是成对出现.",
        "The equation has no solution in the real numbers. If we extend it to the complex numbers, there are two conjugate roots. In general, the"
        " imaginary roots of an equation with real coefficients always occur in pairs.",
    ),
    (
        "「もう終わったの」と聞くと、彼女は首を横に振った。\n「いいえ、まだ半分も済んでいません」",
        '"Have you finished?" I asked. She shook her head.\n"No, I am not even half way through."',
    ),
]  # fmt: skip
SAID_OTHERWISE = [
    ("行李重量不超过二十公斤。", "Luggage may weigh at most twenty kilograms."),
    ("矩阵不可逆时，行列式为零。", "When the matrix is singular, its determinant is zero."),
    ("在旋转变换之下，长度是不变量。", "Under rotations, length is an invariant."),
    ("他迟迟不肯回信。", "He kept putting off his reply."),
    ("この鳥は日本では珍しくない。", "This bird is common in Japan."),
    ("館内での飲食はご遠慮ください。", "Please do not eat or drink inside the building."),
    ("Solche Fehler sind nicht selten.", "Such mistakes are common."),
    ("Das Paket wiegt nicht mehr als zwei Kilo.", "The parcel weighs two kilos at most."),
    ("Es ist nicht auszuschließen, dass es morgen regnet.", "It is possible that it will rain tomorrow."),
    ("Ce vin n'est pas mauvais.", "This wine is good."),
    ("Il ne cesse de pleuvoir.", "It rains and rains."),
    ("No es raro ver nieve en abril.", "Snow in April is a common sight."),
    ("No hay que olvidar que vive lejos.", "It must be remembered that he lives far away."),
    ("Non è raro che nevichi in aprile.", "It often snows in April."),
    ("Он не скрывает своей радости.", "He is open about his joy."),
    ("Здесь нередко идёт снег.", "It often snows here."),
    ("Nie można wykluczyć, że spadnie deszcz.", "It is possible that it will rain."),
    ("Bu hastalık seyrek değildir.", "This disease is common."),
    ("لا يقل طول الجسر عن ثلاثة كيلومترات.", "The bridge is at least three kilometres long."),
]
DENIED = [
    ("工作人员说，我们的行李里没有危险品，可以登机。", "The staff said that there were dangerous goods in our luggage and that we could board."),
    ("我们已经证明，这个函数在原点没有极限。", "We have already proved that this function has a limit at the origin."),
    ("この鳥は暖かい地方で生まれるので、日本では見られない。", "This bird is born in warm regions, so it is seen in Japan."),
    ("Solche Fehler kommen in diesem Haus nicht vor, sagte der Mann.", "Such mistakes occur in this house, said the man."),
    ("Ce vin, comme les autres de la maison, ne vient pas de Bourgogne.", "This wine, like the others of the house, comes from Burgundy."),
    ("En esta parte del país, que es muy seca y de clima suave, no nieva en el mes de abril.", "In this part of the country, which is very dry and has a mild climate, it snows in the month of April."),
    ("Он говорит, что его отец не любит снег, и поэтому они живут на юге.", "He says that his father loves snow, and that is why they live in the south."),
    ("Doktorlara göre bu hastalık bulaşıcı değildir.", "According to the doctors this disease is contagious."),
]  # fmt: skip


@pytest.mark.parametrize(("source", "english"), GOOD)
def test_good_translations_pass(source: str, english: str) -> None:
    """A careful translation of a terse or broken-up text fails no check of faithfulness."""
    failed = [v for v in verdicts(source, english, "translate") if not v.passed and v.check not in NOT_FAITHFULNESS]
    assert not failed, failed


@pytest.mark.parametrize(("source", "english"), SAID_OTHERWISE)
def test_a_denial_may_be_said_without_one(source: str, english: str) -> None:
    """Not rare is common, not more than is at most, not to forget is to remember, and the other way round."""
    for check in (negation_abroad.check, opposites_abroad.check):
        verdict = check(source, english, "translate")
        assert verdict.passed, verdict.reason


@pytest.mark.parametrize(("source", "english"), DENIED)
def test_a_denial_that_is_lost_fails(source: str, english: str) -> None:
    """A plain negation that a translation has in no form is lost."""
    assert not negation_abroad.check(source, english, "translate").passed


def test_a_heading_that_is_a_caption_too_may_come_again() -> None:
    """What the source says twice in the same words a translation says twice; what it says once comes once."""
    source = "潮汐的成因\n\n月球的引力使海水升降。太阳的引力也有影响。\n\n潮汐的成因"
    english = "The causes of the tides on Earth\n\nThe pull of the moon makes the sea rise and fall. That of the sun has an effect, too.\n\n"
    heading = "The causes of the tides on Earth"
    assert repetition.check(source, english + heading, "translate").passed
    assert not repetition.check(source.rpartition("\n\n")[0], english + heading, "translate").passed


@pytest.mark.parametrize(
    ("source", "english", "wrong"),
    [
        ("两三天后就好了。", "It will be well in two or three days.", "It will be well in eight or nine days."),
        ("七成学生住校。", "Seventy percent of the pupils live at school.", "Ninety percent of the pupils live at school."),
        ("水600ミリリットルを入れる。", "Add 600 millilitres of water.", "Add 700 millilitres of water."),
        ("عاش في هذه المدينة الكبيرة قبل الحرب مليونا نسمة.", "Two million people lived in this big city before the war.", "Five million people lived in this big city before the war."),
    ],
)  # fmt: skip
def test_numbers_of_other_languages_are_read(source: str, english: str, wrong: str) -> None:
    """Two numbers for about, tenths, long units and duals have their values, and no others."""
    assert numbers.check(source, english, "translate").passed
    assert not numbers.check(source, wrong, "translate").passed


def test_half_of_a_chinese_text_lost_is_found() -> None:
    """That a Chinese text may grow by half hides no sentence that is lost."""
    source, english = GOOD[0]
    assert not proportion.check(source, english.partition(". ")[0] + ".", "translate").passed
