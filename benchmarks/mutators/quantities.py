"""Errors in how much, which one and when: ordinals, fractions, ranges, units in words, money, centuries, the clock. One each."""

from __future__ import annotations

import random
import re
from collections.abc import Callable

from mutators.texts import Edit, cased, matches, replaced

_ORDINALS = "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth".split()
_TEENS = "thirteenth fourteenth fifteenth sixteenth seventeenth eighteenth nineteenth twentieth twenty-first".split()
_SMALL = "two three four five six seven eight nine ten".split()
_HUNDREDS = re.compile(r"(?<=\s)[Cc]entur(?:y|ies)\b")


def _edit(pattern: re.Pattern[str], new: Callable[[re.Match[str], random.Random], str | None]) -> Edit:
    """One match in prose changed to what the function makes of it."""

    def edit(text: str, rng: random.Random) -> str | None:
        found = matches(pattern, text)
        if not found:
            return None
        match = rng.choice(found)
        other = new(match, rng)
        return None if other is None or other == match[0] else replaced(text, match.span(), other)

    return edit


def _among(words: list[str]) -> Callable[[re.Match[str], random.Random], str]:
    def new(match: re.Match[str], rng: random.Random) -> str:
        return cased(rng.choice([word for word in words if word != match[0].lower()]), match[0])

    return new


def _ending(number: int) -> str:
    return "th" if number % 100 in (11, 12, 13) else {1: "st", 2: "nd", 3: "rd"}.get(number % 10, "th")


def _ordinal(match: re.Match[str], rng: random.Random) -> str:
    if not match[1]:
        return _among(_ORDINALS)(match, rng)
    number = max(1, int(match[1]) + rng.choice([-3, -1, 1, 2, 4]))
    return f"{number}{_ending(number)}"


# Not what opens a clause ("First, ..."), a unit of time, a part ("a third of") or a century.
ordinal_changed = _edit(
    re.compile(
        r"(?:(?<=the )|(?<=The )|(?<=his )|(?<=her )|(?<=its )|(?<=our )|(?<=heir ))(?:(\d{1,3})(?:st|nd|rd|th)|"
        rf"{'|'.join(_ORDINALS)})(?=[ ](?!century|centuries|of\b|and\b|or\b|time\b|the\b|we\b|a\b|half\b|quarter\b)[a-z])"
    ),
    _ordinal,
)

_PARTS = [
    "one half",
    "one third",
    "two thirds",
    "one quarter",
    "three quarters",
    "one fifth",
    "two fifths",
    "one tenth",
]
_PART = re.compile(
    r"(?<![\w-])(?:(?:one|a|two|three|four)[ -](?:third|quarter|fourth|fifth|tenth)s?(?= of\b|,|\.)|half(?= (?:of|the|as|that|his|her|their|its)\b))"
)


def _part(match: re.Match[str], rng: random.Random) -> str:
    own = match[0].lower().replace("-", " ").replace("half", "one half")
    own = re.sub("^a ", "one ", own).replace("fourth", "quarter")
    after = match.string[match.end() : match.end() + 3]
    new = rng.choice([part for part in _PARTS if part != own])
    return cased(new if after in (" of", ",", ".") or after[0] in ",." else f"{new} of", match[0])


part_changed = _edit(_PART, _part)
_GLYPHS = "½⅓¼¾⅔"


def _quotient(match: re.Match[str], rng: random.Random) -> str:
    if match[0] in _GLYPHS:
        return rng.choice([glyph for glyph in _GLYPHS if glyph != match[0]])
    top, bottom = int(match[1]), int(match[2])
    return rng.choice([f"{top}/{bottom + 1}", f"{top + 1}/{bottom}"])


quotient_changed = _edit(re.compile(rf"(?<![\d./])(\d{{1,2}})/(\d{{1,2}})(?![\d/]|\.\d)(?! ?=)|[{_GLYPHS}]"), _quotient)

_MULTIPLES = {
    "twice": ["three times", "four times"],
    "double": ["triple"],
    "doubled": ["tripled"],
    "doubles": ["triples"],
    "triple": ["double"],
    "tripled": ["doubled"],
    "three times": ["twice", "five times"],
    "thrice": ["twice"],
    "four times": ["three times", "twice"],
    "five times": ["twice", "six times"],
    "half": ["a third", "twice"],
}
multiple_changed = _edit(
    re.compile(r"(?<![\w-])(?:twice|doubled?s?|tripled?|thrice|(?:three|four|five) times|half(?= as\b))(?![\w-])"),
    lambda match, rng: rng.choice(_MULTIPLES[match[0]]),
)

_CURRENCIES = {"$": "€£¥", "€": "$£", "£": "$€"}
_MONEY = "dollars euros pounds rupees yen pesos francs".split()


def _money(match: re.Match[str], rng: random.Random) -> str:
    if match[0] in _CURRENCIES:
        return rng.choice(_CURRENCIES[match[0]])
    return rng.choice([word for word in _MONEY if word != match[0]])


currency_changed = _edit(re.compile(rf"[$€£](?=\d)|(?<=[\dny] )(?:{'|'.join(_MONEY[:2])})\b"), _money)

points_for_percent = _edit(
    re.compile(r"(?<=\d)(?: ?%| percent| per cent)(?![\w-]| ?\))"), lambda match, rng: " percentage points"
)

decade_shifted = _edit(
    re.compile(r"(?<!\d)(1[0-9]|20)([0-9])0s\b"),
    lambda match, rng: f"{match[1]}{(int(match[2]) + rng.choice([1, 2, 9])) % 10}0s",
)


def _century(match: re.Match[str], rng: random.Random) -> str:
    words = [*_ORDINALS, *_TEENS]
    if match[1]:
        number = max(1, int(match[1]) + rng.choice([-2, -1, 1, 2]))
        return f"{number}{_ending(number)}"
    at = words.index(match[0].lower())
    return cased(words[at + (rng.choice([-1, 1]) if 0 < at < len(words) - 1 else 1 if at == 0 else -1)], match[0])


century_shifted = _edit(
    re.compile(
        rf"(?<![\w-])(?:(\d{{1,2}})(?:st|nd|rd|th)|(?i:{'|'.join([*_TEENS, *_ORDINALS])}))(?=[ -]centur(?:y|ies)\b)"
    ),
    _century,
)

_ERAS = {"BC": "AD", "BCE": "CE", "AD": "BC", "CE": "BCE", "B.C.": "A.D.", "A.D.": "B.C."}
era_changed = _edit(
    re.compile(r"(?<=\d )(?:BCE?|CE|AD|B\.C\.|A\.D\.)|\bAD(?= \d)|(?<=century )(?:BCE?|CE|AD)\b"),
    lambda match, rng: _ERAS[match[0]],
)

_HALF_OF_DAY = {"a": "p", "p": "a", "A": "P", "P": "A"}
half_of_day_changed = _edit(
    re.compile(r"(?<=\d)( ?)([apAP])(\.?[mM]\b)"), lambda match, rng: f"{match[1]}{_HALF_OF_DAY[match[2]]}{match[3]}"
)


def _time(match: re.Match[str], rng: random.Random) -> str:
    hour, minute = int(match[1]), match[2]
    if minute and rng.random() < 0.5:
        return f"{hour}:{(int(minute) + rng.choice([10, 15, 30])) % 60:02}"
    return f"{hour % 12 + 1}" + (f":{minute}" if minute else "")


clock_shifted = _edit(
    re.compile(r"(?<![\d:.])(1?\d|2[0-3]):([0-5]\d)(?![\d:])|(?<![\d:.,$])(1?\d)(?= ?[apAP]\.?[mM]\b)"),
    lambda match, rng: _time(match, rng) if match[1] else str(int(match[3]) % 12 + 1),
)

range_end_changed = _edit(
    re.compile(
        r"(?<=\d[–-])(?<!\d\d\d\d[–-])\d{1,3}(?![\d–,-]|\.\d)|(?:(?<=\d to )|(?<=between \d and )|(?<=between \d\d and ))\d+(?![\d,.]\d)\b"
    ),
    lambda match, rng: str(int(match[0]) + rng.choice([1, 2, 3, 5])),
)

_ROMAN = "II III IV V VI VII VIII IX X XI XII XIII XIV XV XVI".split()
roman_changed = _edit(
    re.compile(rf"(?<=[a-z] )(?:{'|'.join(sorted(_ROMAN, key=len, reverse=True))})(?![\w.'’-])"),
    lambda match, rng: rng.choice([numeral for numeral in _ROMAN if numeral != match[0]]),
)

# Each set has units of one kind: another of it, in the same number, says another amount.
_KINDS = [
    "second minute hour day week month year decade".split(),
    "millimeter centimeter meter kilometer mile inch foot yard".split(),
    "millimetre centimetre metre kilometre mile inch foot yard".split(),
    "gram kilogram pound ounce ton milligram".split(),
    "liter gallon milliliter pint".split(),
    "litre gallon millilitre pint".split(),
    "acre hectare".split(),
    "byte kilobyte megabyte gigabyte terabyte".split(),
    "watt kilowatt megawatt".split(),
]
_SHORT = [
    "mm cm m km".split(),
    "mg g kg lb".split(),
    "ml l".split(),
    "KB MB GB TB".split(),
    "kW MW GW".split(),
    "Hz kHz MHz GHz".split(),
    "mph km/h".split(),
    "°C °F".split(),
]
_PLURALS = {"inch": "inches", "foot": "feet"}
_PLURAL = {_PLURALS.get(unit, unit + "s"): unit for kind in _KINDS for unit in kind}
_UNIT_WORDS = "|".join(sorted([*_PLURAL, *_PLURAL.values()], key=len, reverse=True))
_SHORT_UNITS = "|".join(sorted((unit for kind in _SHORT for unit in kind), key=len, reverse=True))


def _unit(match: re.Match[str], rng: random.Random) -> str:
    own = match[0]
    if any(own in kind for kind in _SHORT):
        return rng.choice([unit for kind in _SHORT if own in kind for unit in kind if unit != own])
    single = _PLURAL.get(own, own)
    new = rng.choice([unit for kind in _KINDS if single in kind for unit in kind if unit != single])
    return _PLURALS.get(new, new + "s") if own in _PLURAL else new


unit_word_changed = _edit(
    re.compile(
        rf"(?:(?<=\d[ -])|(?:{'|'.join(f'(?<= {word}[ -])' for word in _SMALL)}))(?:{_UNIT_WORDS})(?![\w^]|/)"
        rf"|(?:(?<=\d )|(?<=\d))(?:{_SHORT_UNITS})(?![\w^/])"
    ),
    _unit,
)

scale_changed = _edit(
    re.compile(r"(?<=[\dsenyrxto] )(?:thousand|million|billion|trillion)\b(?!s)"),
    _among("thousand million billion trillion".split()),
)

point_moved = _edit(
    re.compile(r"(?<![\w.,/$€£^-])(\d+)\.(\d+)(?![\w/]|[.,]\d)"),
    lambda match, rng: rng.choice([f"{match[1]}{match[2][0]}.{match[2][1:]}".rstrip("."), f"{match[1]}{match[2]}"]),
)

sign_lost = _edit(
    re.compile(r"(?<=[ (])[-−](?=\d+(?:\.\d+)?(?:\s?°|\s?degrees|\b)(?! ?[-+*/=×]))"), lambda match, rng: ""
)

_WHOLE = re.compile(r"(?<![\w.,/^#$€£-])\d+(?:\.\d+)?(?![\w/%]|[.,]\d)")
_SAYS_THE_SAME = re.compile(r"\s?(?:and|or|,|[+×*]|x)\s?")  # either way round, between two numbers
_MONTH = r"(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]*\.?"
_DATE = re.compile(rf"\b(?:\d{{1,2}} {_MONTH},? \d{{4}}|{_MONTH} \d{{1,2}},? \d{{4}}|\d{{4}} {_MONTH} \d{{1,2}})\b")


def numbers_exchanged(text: str, rng: random.Random) -> str | None:
    """Two different numbers of one text, each once there, in each other's place; not day and year of one date."""
    found = [m for m in matches(_WHOLE, text) if len(re.findall(rf"(?<!\d){re.escape(m[0])}(?!\d)", text)) == 1]
    pairs = [(a, b) for a in found for b in found if a.start() < b.start() and "\n" not in text[a.end() : b.start()]]
    pairs = [(a, b) for a, b in pairs if not _SAYS_THE_SAME.fullmatch(text[a.end() : b.start()])]
    pairs = [
        (a, b) for a, b in pairs if not any(m.start() <= a.start() < b.end() <= m.end() for m in _DATE.finditer(text))
    ]
    if not pairs:
        return None
    one, other = rng.choice(pairs)
    return text[: one.start()] + other[0] + text[one.end() : other.start()] + one[0] + text[other.end() :]


def number_changed_everywhere(text: str, rng: random.Random) -> str | None:
    """A number made another one wherever it stands."""
    found = sorted({m[0] for m in matches(_WHOLE, text) if len(m[0]) > 1})
    if not found:
        return None
    old = rng.choice(found)
    new = str(int(old) + rng.choice([1, 3, 7, 10])) if "." not in old else old + "5"
    return re.sub(rf"(?<![\d.,]){re.escape(old)}(?![\d]|[.,]\d)", new, text)
