"""Which half of the day and which era: a.m. for p.m., 4 p.m. for 3 p.m., BC for AD. Knows the marks of nineteen languages.

What sets of numbers cannot see, as 3 a.m. and 3 p.m. are both a three. Judged where both texts say one with its mark.
"""

from __future__ import annotations

import re
from collections import Counter

# Begins with the digit and looks behind it afterwards: the search then skips what is none.
_TIME = re.compile(
    r"([0-9](?<![\d.,:].)(?:(?<=1)[0-2]|(?<=0)[1-9]|(?<!0)))(?:[:.]([0-5]\d))?\s?([ap])\.?\s?m\b", re.IGNORECASE
)
_TIME_OF_HAN = re.compile(r"(上午|午前|下午|午後)\s?(1[0-2]|[1-9])\s?(?:[点點时時:：]\s?([0-5]\d|半)?)")
_TIME_OF_DAY = re.compile(r"(?<![\d.,:])([01]?\d|2[0-3])(?:[:.]([0-5]\d))(?![\d:.])")
_NUMBER = r"\d{1,4}(?:st|nd|rd|th)?"
_CENTURY = r"(?:\s?(?:st|nd|rd|th)?[ -](?:century|centuries|millennium|millennia))?"
_ENGLISH = {
    "BC": re.compile(rf"{_NUMBER}{_CENTURY}\s?(?:BCE?|B\.\s?C\.(?:\s?E\.)?)(?![\w])|century (?:BCE?|B\.C\.)"),
    "AD": re.compile(
        rf"{_NUMBER}{_CENTURY}\s?(?:CE|C\.E\.|AD|A\.\s?D\.)(?!\w)|(?<!\w)(?:AD|A\.\s?D\.|CE)\s?\d|century (?:CE|AD|C\.E\.|A\.D\.)"
    ),
}
_ABROAD = {
    "BC": re.compile(
        r"\bv\. ?Chr|\bv\. ?u\. ?Z|\bav(?:\.|ant) ?J[.é]|\ba\. ?(?:de )?[CJ]\.|\bantes de Cristo|\bantes de la era|\bv\.C\.|\bp\. ?n\. ?e|\bp\.Chr"
        r"|\bî\. ?(?:Hr|e\.n)|\bMÖ\b|\bM\.Ö\.|\bTCN\b|\bTrước Công|\bдо н\. ?э|\bдо нашей эры|ق\.? ?م\b|قبل الميلاد|ईसा पूर्व|ई\.?पू|公元前|西元前|紀元前"
        r"|π\.Χ|до Р\. ?Х|\bpř\. n\. l|\bBCE?\b|\bB\.C\.|ก่อนคริสต"
    ),
    "AD": re.compile(
        r"\bn\. ?Chr|\bu\. ?Z\b|\bapr(?:\.|ès) ?J[.é]|\bd\. ?(?:de )?C\.|\bdespués de Cristo|\bdepois de Cristo|\bdopo Cristo|\bn\.C\.|\bn\. ?e\."
        r"|\bd\. ?Hr|\bMS\b|\bM\.S\.|\bSCN\b|\bSau Công|(?<!до )\bн\. ?э|(?<!до )нашей эры|(?<!ق)(?<!ق\.)(?<!قبل ال)(?<=\d )م\b|بعد الميلاد|ميلادي"
        r"|ईस्वी|ईसवी|公元(?!前)|西元(?!前)|西暦|μ\.Χ|\bAD\b|\bA\.D\.|\bCE\b|คริสต์?ศักราช"
    ),
}  # fmt: skip
_HAS_ERA = re.compile(
    r"\d(?:\w\w)?(?: centur\w+)?\s?(?:BC|CE|AD|B\.|A\.D|C\.E)|\bAD \d|\bA\.D\. \d|century [BAC][.CDE]"
)
_OF_ERA = ("BC", "CE", "AD", "B.", "A.", "C.")  # one of them is in whatever it finds, and found much sooner


def shifted(source: str, rewrite: str, abroad: bool) -> str:
    """A time or an era that stands for another, as `3 p.m. → 3 a.m.` or `AD → BC`; "" for none."""
    return _times_shifted(source, rewrite) or _eras_shifted(source, rewrite, abroad)


def _times_shifted(source: str, rewrite: str) -> str:
    if not (after := _times(rewrite)) or not (before := _times(source)):
        return ""
    gone, come = before - after - _of_day(rewrite), after - before - _of_day(source)
    return f"{_shown(min(gone))} → {_shown(min(come))}" if gone and come else ""


def _times(text: str) -> set[tuple[int, int]]:
    """The times with a half of the day, in hours and minutes since midnight."""
    found = {_time(match[1], match[2], match[3].lower() == "p") for match in _TIME.finditer(text)}
    if not text.isascii():
        found |= {_time(m[2], m[3], m[1] in ("下午", "午後")) for m in _TIME_OF_HAN.finditer(text)}
    return found


def _time(hour: str, minute: str | None, is_after_noon: bool) -> tuple[int, int]:
    return int(hour) % 12 + 12 * is_after_noon, 30 if minute == "半" else int(minute or 0)


def _of_day(text: str) -> set[tuple[int, int]]:
    """The times that are written without a half of the day, which may be of either."""
    found = [(int(m[1]), int(m[2])) for m in _TIME_OF_DAY.finditer(text)]
    return {*found, *((hour + 12, minute) for hour, minute in found if hour < 12)}


def _shown(time: tuple[int, int]) -> str:
    hour, minute = time
    return f"{hour % 12 or 12}:{minute:02} {'ap'[hour >= 12]}.m."


def _eras_shifted(source: str, rewrite: str, abroad: bool) -> str:
    if not any(map(rewrite.__contains__, _OF_ERA)) or not _HAS_ERA.search(rewrite):
        return ""
    marks = _ABROAD if abroad else _ENGLISH
    before = Counter({era: len(pattern.findall(source)) for era, pattern in marks.items()})
    after = Counter({era: len(pattern.findall(rewrite)) for era, pattern in _ENGLISH.items()})
    gone, come = before - after, after - before
    return f"{min(gone)} → {min(come)}" if gone and come else ""
