"""Ordinals, multiples, parts, halves of the day, eras and lost points: one that stands for another fails, the same in other
words passes."""

from __future__ import annotations

import pytest

from rephrase.data import Task
from rephrase.fidelity import dates, numbers, placed

ABROAD = [
    (
        "Der siebte Zug fährt. Die erste Tochter heißt Anna und ist 5 Jahre alt.",
        "The seventh train leaves. The first daughter is called Anna and is 5 years old.",
        "The seventh train leaves. The fifth daughter is called Anna and is 5 years old.",
    ),
    (
        "Maria hat doppelt so viele Äpfel wie Paul. Paul hat 3 Äpfel und 4 Birnen.",
        "Maria has twice as many apples as Paul. Paul has 3 apples and 4 pears.",
        "Maria has four times as many apples as Paul. Paul has 3 apples and 4 pears.",
    ),
    (
        "Elle a mangé la moitié du gâteau et un tiers de la tarte.",
        "She ate half of the cake and a third of the tart.",
        "She ate a quarter of the cake and a third of the tart.",
    ),
    (
        "La guerre commença en 480 av. J.-C. et finit en 449 av. J.-C.",
        "The war began in 480 BC and ended in 449 BC.",
        "The war began in AD 480 and ended in 449 BC.",
    ),
    ("会议下午3点开始，5点结束。", "The meeting starts at 3 p.m. and ends at 5.", "The meeting starts at 3 a.m. and ends at 5."),
    (
        "Şans yalnızca %13.06'dır, yani 0.1306 ve bu 1306 kişi.",
        "The chance is only 13.06%, that is 0.1306, and these are 1306 people.",
        "The chance is only 1306%, that is 0.1306, and these are 1306 people.",
    ),
    (
        "Первый поезд пришёл в полдень, а второй поезд опоздал на два часа.",
        "The first train came at noon, and the second train was two hours late.",
        "The fourth train came at noon, and the second train was two hours late.",
    ),
]  # fmt: skip
ENGLISH = [
    (
        "The shop opens at 3 p.m. and closes at 8 p.m.",
        "The store opens at 15:00 and closes at 8 p.m.",
        "The store opens at 3 a.m. and closes at 8 p.m.",
    ),
    (
        "Rome fell in 476 AD and was founded in 753 BC.",
        "Founded in 753 B.C., Rome fell in A.D. 476.",
        "Founded in 753 AD, Rome fell in AD 476.",
    ),
    (
        "He ate 1/4 of the 80 pies. 1/4 x 80 = 20.",
        "He ate a quarter of the 80 pies. 1/4 x 80 = 20.",
        "He ate one half of the 80 pies. 1/4 x 80 = 20.",
    ),
    (
        "He came on Monday and left the next day. On Monday it rained.",
        "He came on Monday and left the next day. It rained on Monday.",
        "He came on Thursday and left the next day. On Monday it rained.",
    ),
]
SAME = [
    ("Der erste Test war besser als der zweite. Im dritten Jahr stieg der Umsatz.", "The first test was better than the second. In the third year revenue rose.", "translate"),
    ("Elle court trois fois plus vite que son frère.", "She runs three times as fast as her brother.", "translate"),
    ("Die Schlacht war 9 n. Chr. im Wald.", "The battle was in 9 AD in the forest.", "translate"),
    ("Die Wahrscheinlichkeit ist 0,25 oder 25 %.", "The probability is 0.25, or 25%.", "translate"),
    ("It opens at 9:30 AM; lunch is at noon.", "Lunch is at noon, and it opens at 9:30 a.m.", "rephrase"),
    ("He ate 1/4 of it. She ate half.", "He ate a quarter of it. She ate 50 percent.", "rephrase"),
    ("It took 30 minutes and a third of the fuel.", "It took half an hour and one third of the fuel.", "rephrase"),
    ("It was cut in half, and 1/3 of it went to Ann.", "It was halved, and Ann got one third of it.", "rephrase"),
]  # fmt: skip


def failed(source: str, rewrite: str, task: Task) -> list[str]:
    """What the checks of quantities find."""
    found = (check(source, rewrite, task) for check in (dates.check, numbers.check, placed.check))
    return [f"{verdict.check}: {verdict.reason}" for verdict in found if not verdict.passed]


@pytest.mark.parametrize(("source", "right", "wrong"), ABROAD)
def test_a_translation_keeps_rank_multiple_part_and_time(source: str, right: str, wrong: str) -> None:
    """Another one in the place of the source's fails, also where the source says its number elsewhere."""
    assert not failed(source, right, "translate")
    assert failed(source, wrong, "translate")


@pytest.mark.parametrize(("source", "right", "wrong"), ENGLISH)
def test_a_rephrasing_keeps_half_of_the_day_era_part_and_day(source: str, right: str, wrong: str) -> None:
    """Another one in the place of the source's fails, and the same in another notation passes."""
    assert not failed(source, right, "rephrase")
    assert failed(source, wrong, "rephrase")


@pytest.mark.parametrize(("source", "rewrite", "task"), SAME)
def test_the_same_in_other_words_passes(source: str, rewrite: str, task: Task) -> None:
    """Ranks, multiples, parts and eras may be said in every way that means them."""
    assert not failed(source, rewrite, task)
