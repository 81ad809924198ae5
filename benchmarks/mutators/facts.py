"""Errors in numbers, dates, units, names and final answers. One error each."""

from __future__ import annotations

import random
import re
from collections.abc import Sequence

from mutators.texts import Edit, matches, replaced, two_way

_NUMBER = re.compile(r"(?<![\w.,/^#])\d+(?:,\d{3})*(?:\.\d+)?(?![\w/]|[.,]\d)")
_LIST_MARK = re.compile(r"^\s*$|^\s*[#*-]*\s*$")
_COUNT = "two three four five six seven eight nine ten eleven twelve thirteen fifteen eighteen twenty thirty forty fifty sixty".split()
_WORD_NUMBER = re.compile(rf"\b(?:{'|'.join(_COUNT)})\b(?!-)", re.I)
_MONTHS = "January February March April May June July August September October November December".split()
_DAYS = "Monday Tuesday Wednesday Thursday Friday Saturday Sunday".split()
_YEAR = re.compile(r"(?<![\d,.$€£])(?:1[4-9]\d\d|20[0-3]\d)(?![\d,]|\.\d)")
_MONTH = re.compile(rf"\b(?:{'|'.join(_MONTHS)})\b")
_DAY_OF_MONTH = re.compile(
    rf"(?<![\d.,])\d{{1,2}}(?= (?:{'|'.join(_MONTHS)}))|(?<=(?:ary|ber|une|uly|ril|rch|ust|May) )\d{{1,2}}(?![\d%])"
)
_WEEKDAY = re.compile(rf"\b(?:{'|'.join(_DAYS)})\b")
_UNITS = two_way(
    "kilometers/miles kilometres/miles km/miles meters/feet metres/feet m/cm centimeters/inches cm/mm kg/g kilograms/pounds"
    " grams/ounces liters/gallons litres/gallons hours/minutes hour/minute seconds/minutes days/weeks day/week"
    " months/years years/months weeks/months dollars/cents percent/points euros/dollars million/billion thousand/million"
    " tons/pounds celsius/fahrenheit inches/feet yards/meters MB/GB acres/hectares mph/km/h".replace(" mph/km/h", "")
)
_UNIT = re.compile(rf"(?<=[\d½¼¾] )(?:{'|'.join(_UNITS)})\b(?!\^)|(?<=\d)(?:km|cm|kg|mm)\b|(?<=\d)\s?%")
_MONEY = re.compile(r"[$€£](?=\d)")


def _numbers(text: str) -> list[re.Match[str]]:
    lines = (match for match in matches(_NUMBER, text))
    return [m for m in lines if not _LIST_MARK.match(text[text.rfind("\n", 0, m.start()) + 1 : m.start()])]


def _another(number: str, rng: random.Random) -> str:
    """A number of the same form: a digit changed, two exchanged, one more or less, ten times, doubled."""
    plain = number.replace(",", "")
    ways = [
        _digit_changed(plain, rng),
        str(int(plain) + rng.choice([1, 2, 5, 10])) if "." not in plain else plain + "5",
    ]
    if len(plain) > 1 and plain[0] != plain[1] and plain[1] not in "0.":
        ways.append(plain[1] + plain[0] + plain[2:])
    if "." not in plain:
        ways += [plain + "0", str(int(plain) * 2 or 3)]
    new = rng.choice([way for way in ways if way != plain])
    return f"{int(new):,}" if "," in number and "." not in new else new


def _digit_changed(plain: str, rng: random.Random) -> str:
    at = rng.choice([index for index, char in enumerate(plain) if char.isdigit()])
    digits = [digit for digit in "123456789" if digit != plain[at]]
    return plain[:at] + rng.choice(digits) + plain[at + 1 :]


def number_changed(text: str, rng: random.Random) -> str | None:
    found = _numbers(text)
    if not found:
        return None
    match = rng.choice(found)
    return replaced(text, match.span(), _another(match[0], rng))


def count_changed(text: str, rng: random.Random) -> str | None:
    """A number in words made another one."""
    found = matches(_WORD_NUMBER, text)
    if not found:
        return None
    match = rng.choice(found)
    new = rng.choice([word for word in _COUNT if word != match[0].lower()])
    return replaced(text, match.span(), new.capitalize() if match[0][0].isupper() else new)


_VAGUE = ["some", "several", "many", "a number of", "various"]
_BEFORE = re.compile(r"(?:(?:about|around|nearly|almost|over|approximately|exactly)\s)?[$€£]?$")


def number_lost(text: str, rng: random.Random) -> str | None:
    """A number that stands once made vague or left out."""
    found = [
        m for m in _numbers(text) if len(re.findall(rf"(?<!\d){re.escape(m[0])}(?!\d)", text)) == 1 and m[0] != "1"
    ]
    if not found:
        return None
    match = rng.choice(found)
    start = match.start() - len(_BEFORE.search(text[: match.start()])[0])  # type: ignore[index]
    end = match.end() + (1 if text[match.end() : match.end() + 1] == "%" else 0)
    return replaced(text, (start, end), rng.choice(_VAGUE))


def date_shifted(text: str, rng: random.Random) -> str | None:
    """A year, a month, a day of the month or a day of the week moved."""
    found = [(m, "year") for m in matches(_YEAR, text)] + [(m, "day") for m in matches(_DAY_OF_MONTH, text)]
    found += [(m, "month") for m in matches(_MONTH, text) if m[0] != "May" and m[0] != "March"]
    if not found:
        return None
    match, what = rng.choice(found)
    if what == "month":
        new = rng.choice([month for month in _MONTHS if month != match[0]])
    elif what == "year":
        new = str(int(match[0]) + rng.choice([-100, -10, -2, -1, 1, 3, 10]))
    else:
        new = str((int(match[0]) + rng.choice([1, 2, 7, 13]) - 1) % 28 + 1)
    return replaced(text, match.span(), new) if new != match[0] else None


def weekday_shifted(named: str | None) -> Edit:
    """A day of the week made another one; of the days that a text names, where one is given: a day that only the rewrite
    names is its own invention, whichever it is."""

    def edit(text: str, rng: random.Random) -> str | None:
        found = [match for match in matches(_WEEKDAY, text) if named is None or match[0] in named]
        if not found:
            return None
        match = rng.choice(found)
        return replaced(text, match.span(), rng.choice([day for day in _DAYS if day != match[0]]))

    return edit


def unit_changed(text: str, rng: random.Random) -> str | None:
    """The number stays, its unit is another."""
    found = [*matches(_UNIT, text), *matches(_MONEY, text)]
    if not found:
        return None
    match = rng.choice(found)
    unit, spaced = match[0].strip(), text[match.start() - 1] == " "
    if unit in "$€£":
        return replaced(text, match.span(), rng.choice([sign for sign in "$€£" if sign != unit]))
    new = {"%": " points", "km": " miles", "cm": " mm", "kg": " g", "mm": " cm"}.get(match[0]) or _UNITS.get(
        unit, " points"
    )
    return replaced(text, match.span(), new.lstrip() if spaced else new)


_NAME = re.compile(r"(?<=[a-z,;] )(?:[A-Z][a-z]{2,}(?: [A-Z][a-z]{2,}){0,2})(?![\w-]|'s [A-Z])")
_NO_NAMES = frozenset(
    [
        *_MONTHS,
        *_DAYS,
        "The",
        "This",
        "But",
        "And",
        "For",
        "English",
        "How",
        "What",
        "Since",
        "Therefore",
        "President",
        "Internet",
        "God",
        "Let",
        "Then",
        "Figure",
        "Table",
        "Section",
        "Theorem",
        "Step",
        *"Chapter Listing Consider You Your We They He She It If When In On At As To Some Each Many Most All".split(),
    ]
)
PEOPLE = "Harrison Novak Beatrice Okafor Lindqvist Marlowe Delgado Ingrid Tanaka Whitfield Sorensen Abernathy Rosalind Petrov".split()

PLACES = "Portugal Kenya Vietnam Norway Argentina Iceland Toronto Nairobi Lisbon Helsinki Chicago Melbourne".split()


def _names(text: str) -> list[re.Match[str]]:
    """Capitals within a sentence, but for words that the text has without one: these only opened a clause."""
    small = set(re.findall(r"\b[a-z]{3,}", text))
    found = (m for m in matches(_NAME, text) if not set(m[0].split()) & _NO_NAMES)
    return [m for m in found if " " in m[0] or m[0].lower() not in small]


def name_replaced(pool: Sequence[str]) -> Edit:
    """A name changed for one of the pool, in one place."""

    def edit(text: str, rng: random.Random) -> str | None:
        found = _names(text)
        new = rng.choice(list(pool))
        if not found or new in text:
            return None
        return replaced(text, rng.choice(found).span(), new)

    return edit


def name_replaced_everywhere(pool: Sequence[str]) -> Edit:
    """A name changed for one of the pool, wherever it stands."""

    def edit(text: str, rng: random.Random) -> str | None:
        found = _names(text)
        new = rng.choice(list(pool))
        if not found or new in text:
            return None
        return re.sub(rf"\b{rng.choice(found)[0]}\b", new, text)

    return edit


_JOINT = r"(?:['’]s)?(?:, |,? (?:and|or|&|&amp;) )(?:the )?"
_LISTED = rf"(?:{_JOINT}[A-Z]\w+(?: [A-Z]\w+)*)*{_JOINT}"


def _is_listed(one: str, other: str, text: str) -> bool:
    """Whether both stand in one list and nowhere else: exchanged, it says the same."""
    if len(re.findall(rf"\b{one}\b", text)) != 1 or len(re.findall(rf"\b{other}\b", text)) != 1:
        return False
    return re.search(rf"\b{one}{_LISTED}{other}\b|\b{other}{_LISTED}{one}\b", text) is not None


_COUNTRIES = (
    {"United States", "America", "American", "Americans"},
    {"Scotland", "Scottish", "Scots"},
    {"Britain", "British", "United Kingdom"},
)


def _is_form(one: str, other: str) -> bool:
    """Whether two names are one in two forms, as India and Indian, Democrats and Democratic."""
    if any({one, other} <= country for country in _COUNTRIES):
        return True
    one, other = sorted((one, other), key=len)
    shared = next((at for at, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), len(one))
    return shared > 3 and len(one) - shared < 3 and len(one) < len(other)


def names_exchanged(text: str, rng: random.Random) -> str | None:
    """Two names of the text put in each other's place."""
    found = list(dict.fromkeys(m[0] for m in _names(text)))
    pairs = [(a, b) for a in found for b in found if a < b and not set(a.split()) & set(b.split())]
    pairs = [(a, b) for a, b in pairs if not _is_listed(a, b, text) and not _is_form(a, b)]
    if not pairs:
        return None
    one, other = rng.choice(pairs)
    return re.sub(rf"\b(?:{one}|{other})\b", lambda match: other if match[0] == one else one, text)


_ANSWER = re.compile(r"-?\d[\d,]*(?:\.\d+)?(?=\D*$)")


def answer_changed(text: str, rng: random.Random) -> str | None:
    """The last number of a worked problem, where it stands last."""
    match = _ANSWER.search(text)
    return replaced(text, match.span(), _another(match[0].strip("-").rstrip(","), rng)) if match else None


def result_changed(text: str, rng: random.Random) -> str | None:
    """The number after one of the equals signs."""
    found = list(re.finditer(r"(?<=[=≈])(\s*[$€£]?)(\d[\d,]*(?:\.\d+)?)(?![\d.,]*\d)", text))
    match = rng.choice(found) if found else None
    return replaced(text, match.span(2), _another(match[2].rstrip(","), rng)) if match else None
