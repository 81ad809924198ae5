"""Which ordinal or multiple of a translation stands for another of its source: the seventh for the first, thrice for twice.

What sets of numbers cannot see, as the source says a seven elsewhere. Judged where a sentence lacks one that its own of
the source has and has another one instead: alone, either may be said in another way. Knows the words of eighteen languages.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from fractions import Fraction
from functools import cache
from typing import Any

from rephrase.fidelity.beads import side_by_side
from rephrase.fidelity.ordinals import multiples
from rephrase.fidelity.quantities import Quantity, Value, read, read_again, read_part
from rephrase.fidelity.quantities.languages import guess_for
from rephrase.fidelity.quantities.vocabulary import words as number_words
from rephrase.fidelity.words import words

_MOST = 20  # the largest ordinal or multiple that is read

# How words begin that say two, three, four and five times, by language; "-" where it has none.
_MULTIPLES: Mapping[str, tuple[str, ...]] = {
    "de": ("(?:ver)?doppel|zweimal|zweifach", "(?:ver)?dreifach|dreimal", "(?:ver)?vierfach|viermal", "(?:ver)?fünffach|fünfmal"),
    "fr": ("(?:re)?doubl", "tripl", "quadrupl", "quintupl"),
    "es": ("(?:re)?dobl|duplic", "tripl", "cu[aá]drupl", "qu[ií]ntupl"),
    "pt": ("dobr|dupl", "tripl", "qu[aá]drupl", "qu[ií]ntupl"),
    "it": ("(?:rad)?doppi", "tripl", "quadrupl", "quintupl"),
    "nl": ("(?:ver)?dubbel|tweemaal|tweevoud", "driemaal|(?:ver)?drievoud|driedubbel", "viermaal|(?:ver)?viervoud", "vijfmaal|(?:ver)?vijfvoud"),
    "pl": ("dwukrotn|podw[oó]j|dwakroć", "trzykrotn|potr[oó]j", "czterokrotn", "pięciokrotn"),
    "ro": ("dubl|îndoi", "tripl|întrei", "cvadrupl|împătri", "cvintupl"),
    "ru": ("вдвое|дважды|удво|двойн|двукратн", "втрое|трижды|утро[ия]|тройн|тр[её]хкратн", "вчетверо|четырежды|учетвер|четыр[её]хкратн", "впятеро|пятикратн"),
    "ar": ("(?:ال)?ضعف|مرتين|مرتان", "-", "-", "-"),
    "hi": ("दोगुन|दुगुन|दुगन|दोगन", "तिगुन|तिगन", "चौगुन", "पांचगुन|पाँचगुन"),
    "el": ("διπλ[άαό]", "τριπλ[άαό]", "τετραπλ[άαό]", "πενταπλ[άαό]"),
    "bn": ("দ্বিগুণ|দুইগুণ|দুই গুণ", "তিনগুণ|তিন গুণ|ত্রিগুণ", "চারগুণ|চার গুণ", "পাঁচগুণ|পাঁচ গুণ"),
    "te": ("రెట్టింపు|రెండు రెట్ల|రెండింత", "మూడు రెట్ల|మూడింత", "నాలుగు రెట్ల|నాలుగింత", "ఐదు రెట్ల|ఐదింత"),
    "th": ("สองเท่า|เท่าตัว", "สามเท่า", "สี่เท่า", "ห้าเท่า"),
    "sw": ("mara mbili|maradufu", "mara tatu", "mara nne", "mara tano"),
    "vi": ("gấp đôi|gấp hai|nhân đôi", "gấp ba", "gấp bốn", "gấp năm"),
    "zh": ("加倍|翻倍|双倍|雙倍", "-", "-", "-"),
    "ja": ("倍増", "-", "-", "-"),
}  # fmt: skip
_TIMES: Mapping[str, str] = {  # what follows a number, or goes before it
    "de": "mal", "fr": "fois", "es": "veces", "pt": "vezes", "it": "volte", "nl": "keer|maal", "pl": "razy", "ro": "ori",
    "tr": "kat|kez|kere|defa|misli", "vi": "lần", "ru": "раза?", "ar": "أضعاف|مرات", "hi": "गुना|गुनी|गुने|बार",
    "el": "φορές", "bn": "গুণ", "te": "రెట్లు", "th": "เท่า", "zh": "倍|次", "ja": "倍|回|度",
}  # fmt: skip
_SCRIPTS = {"bn": "ঀ-৿", "te": "ఀ-౿", "th": "฀-๿"}  # of languages whose numbers are not read
_HAN = dict(zip("二两兩三四五六七八九十", (2, 2, 2, 3, 4, 5, 6, 7, 8, 9, 10), strict=True))
_ORDINAL_FORMS: Mapping[str, Mapping[int, str]] = {  # beside those of the vocabulary
    "vi": {1: "đầu tiên|thứ nhất", 2: "thứ hai", 3: "thứ ba", 4: "thứ tư", 5: "thứ năm", 6: "thứ sáu", 7: "thứ bảy", 8: "thứ tám"},
    "zh": {1: "首先|首次|最初"}, "ja": {1: "最初"},
}  # fmt: skip
_INFLECTED = ("tr", "ru", "pl", "hi", "ar")  # ordinals that are known by how they begin
_MORE_BY = {(times, times + 1) for times in range(2, 11)}
_SHORTEST = 4  # letters of an ordinal that others may follow
_HAN_ORDINAL = re.compile(
    r"第\s?(\d{1,2}|[一二三四五六七八九十])(?!\d)|(\d{1,2}|[一二三四五六七八九])(?:番目|つ目|人目|回目)"
)

# The seventh, not a seventh, the one of a time unit or the one of a fraction.
_ENGLISH = {
    word: int(meaning.value)
    for word, meaning in number_words("en").items()
    if meaning.role == "ordinal" and meaning.value <= _MOST
}
_ENGLISH_ORDINAL = re.compile(
    r"(?<![\w-])(?<!\ba (?=second))(?<!\bone )(?<!\btwo )(?<!\bper )(?<!\bthree )(?<!\bfour )(?<!\beach )(?<!\bevery )"
    rf"(?:(\d{{1,2}})(?:st|nd|rd|th)|({'|'.join(_ENGLISH)}))(?![\w-]| (?:of|as|more|less)\b)",
    re.IGNORECASE,
)
_PARTS = ("third", "fourth", "fifth", "sixth", "eighth", "tenth")
_A_PART = re.compile(rf"\ba ({'|'.join(_PARTS)})(?= (?:of|as|the|more|less)\b)")  # in small letters
_ALSO_FIRST = re.compile(
    r"\b(?:first|firstly|once|initial\w*|original\w*|former|earl\w+|prim\w+|begin\w*|start\w*|debut\w*|1st|previous\w*)\b", re.I
)  # fmt: skip

Reader = Callable[[str], Counter[Any]]


def exchanged_abroad(source: str, rewrite: str) -> list[str]:
    """What stands in whose place, as `1st → 7th: the sentence` or `2 times → 3 times: the sentence`."""
    language = _language(source)
    if not language or language == "en":
        return []
    return [
        *_multiples_exchanged(source, rewrite, language),
        *_ordinals_exchanged(source, rewrite, language),
        *_parts_exchanged(source, rewrite, language),
    ]


def _language(text: str) -> str:
    for language, letters in _SCRIPTS.items():
        if not text.isascii() and re.search(f"[{letters}]{{4}}", text):
            return language
    if len(re.findall(r"\b(?:ya|wa|na|kwa|ni|za)\b", text)) > max(3, len(text) // 40):
        return "sw"
    return guess_for(text, "translate")


def _multiples_exchanged(source: str, rewrite: str, language: str) -> Iterator[str]:
    if language not in _TIMES and language not in _MULTIPLES:
        return

    def own(text: str) -> Counter[int]:
        return _own_multiples(text, language)

    for gone, come, sentence in _differences(source, rewrite, language, own, _english_multiples):
        if language != "zh" or (gone, come) not in _MORE_BY:  # "two times more" is three times as many
            yield f"{gone} times → {come} times: {sentence}"


def _english_multiples(text: str) -> Counter[int]:
    return multiples(words(text))


def _ordinals_exchanged(source: str, rewrite: str, language: str) -> Iterator[str]:
    if language in _SCRIPTS or language == "sw":
        return

    def own(text: str) -> Counter[int]:
        return _own_ordinals(text, language)

    for gone, come, sentence in _differences(source, rewrite, language, own, _english_ordinals):
        yield f"{gone}. → {come}.: {sentence}"


def _parts_exchanged(source: str, rewrite: str, language: str) -> Iterator[str]:
    # The whole texts were read by other checks already.
    def own(text: str) -> Counter[Value]:
        return _parts(read(text, language) if text is source else read_part(text, language))

    def english(text: str) -> Counter[Value]:
        return _english_parts(text, read(text, "en") if text is rewrite else read_part(text, "en"))

    for gone, come, sentence in _differences(source, rewrite, language, own, english):
        yield f"{gone} → {come}: {sentence}"


def parts_exchanged(source: str, rewrite: str) -> list[str]:
    """The same in English: a part, also one in digits, that is said less often than in the source, for another one."""
    said, written = read_again(source, "en"), read_again(rewrite, "en")
    before, after = _english_parts(source, said), _english_parts(rewrite, written)
    if not before or not after or before == after:
        return []
    counts, others = _values(said), _values(written)
    gone = [value for value in before - after if counts[value] > others[value]]
    come = [value for value in after - before if others[value] > counts[value]]
    return [f"{min(gone)} → {min(come)}"] if gone and come else []


def _parts(said: Sequence[Quantity]) -> Counter[Value]:
    """How often each part is said: half, two thirds, 1/4; no decimals."""
    values = [q.values[0] for q in said if q.unit is None and ("/" in q.text or q.text[:1].isalpha())]
    return Counter([value for value in values if isinstance(value, Fraction) and 0 < value < 1])


def _english_parts(text: str, said: Sequence[Quantity]) -> Counter[Value]:
    """The same of English, where "a third" is read as an ordinal that may be a part."""
    found, lowered = _parts(said), text.lower()
    if any(map(lowered.__contains__, _PARTS)):  # twenty times as fast as the search
        found.update([Fraction(1, _ENGLISH[match[1]]) for match in _A_PART.finditer(lowered)])
    return found


def _differences(
    source: str, rewrite: str, language: str, own: Reader, english: Reader
) -> Iterator[tuple[Value, Value, str]]:
    """What a sentence of the source says and not its own of the rewrite, what that says instead, and that sentence."""
    if not (after := english(rewrite)):
        return
    before = own(source)
    if not before - after and not after - before:
        return
    pairs = side_by_side(source, rewrite) or [(source, rewrite)]
    for at, (part, other) in enumerate(pairs):
        if not (there := english(other)):  # what the source says takes longer to read
            continue
        here = own(part)
        if not here - there or not there - here:
            continue
        near = pairs[max(0, at - 1) : at + 2]  # a sentence may have been paired with its neighbour's
        around, around_there = own(" ".join([one for one, _ in near])), english(" ".join([one for _, one in near]))
        gone, come = (here - there) & (around - around_there), (there - here) & (around_there - around)
        given, written = _values(read_part(part, language)), _values(read_part(other, "en"))
        is_one_for_one = here.total() == there.total()
        lost = [value for value in gone if is_one_for_one or _is_rarer(value, given, written, other)]
        new = [value for value in come if written[value] > given[value] or (value == 1 and is_one_for_one)]
        if lost and new:
            yield min(lost), min(new), other


def _is_rarer(value: Value, given: Counter[Value], written: Counter[Value], english: str) -> bool:
    """Whether a number is said less often, in whatever way; a one, which articles say too, where no word may say first."""
    return not _ALSO_FIRST.search(english) if value == 1 else given[value] > written[value]


def _values(said: Sequence[Quantity]) -> Counter[Value]:
    """How often each value is said in any reading."""
    return Counter([value for q in said for value in {*q.values, *q.parts}])


def _english_ordinals(text: str) -> Counter[int]:
    found = [int(m[1]) if m[1] else _ENGLISH[m[2].lower()] for m in _ENGLISH_ORDINAL.finditer(text)]
    return Counter([value for value in found if value <= _MOST])


def _own_multiples(text: str, language: str) -> Counter[int]:
    lowered, found = text.lower(), Counter[int]()
    for value, pattern in enumerate(_stems(language), 2):
        found[value] += len(pattern.findall(lowered))
    counted, numbers = _counted(language)
    for match in counted.finditer(lowered):
        value = int(match[1]) if match[1].isdecimal() else numbers[match[1]]
        if 2 <= value <= _MOST:
            found[value] += 1
    return +found


@cache
def _stems(language: str) -> list[re.Pattern[str]]:
    return [re.compile(rf"(?<!\w)(?:{stems})" if language not in ("zh", "ja", "th", "te") else stems)
            for stems in _MULTIPLES.get(language, ()) if stems != "-"]  # fmt: skip


@cache
def _counted(language: str) -> tuple[re.Pattern[str], Mapping[str, int]]:
    numbers = {word: int(m.value) for word, m in number_words(language).items() if m.role == "cardinal" and 2 <= m.value <= _MOST}  # fmt: skip
    if language in ("zh", "ja"):
        numbers = dict(_HAN)
    times = _TIMES.get(language, "(?!)")
    known = "|".join([r"\d{1,2}", *sorted(map(re.escape, numbers), key=len, reverse=True)])
    return re.compile(rf"(?<![\d.,])({known})[\s-]?(?:{times})"), numbers


def _own_ordinals(text: str, language: str) -> Counter[int]:
    if language in ("zh", "ja"):
        found = [match[1] or match[2] for match in _HAN_ORDINAL.finditer(text)]
        values = [int(digits) if digits.isdecimal() else {"一": 1, **_HAN}[digits] for digits in found]
    else:
        values = [value for word in words(text.replace("İ", "i")) if (value := _rank(word, language))]
    lowered = text.lower()
    for value, forms in _ORDINAL_FORMS.get(language, {}).items():
        values += [value] * len(re.findall(forms, lowered))
    return Counter([value for value in values if value <= _MOST])


@cache
def _ranks(language: str) -> Mapping[str, int]:
    return {word: int(m.value) for word, m in number_words(language).items() if m.role == "ordinal"} if language != "vi" else {}  # fmt: skip


def _rank(word: str, language: str) -> int:
    """What an ordinal says, also with an ending, 0 for any other word."""
    ranks = _ranks(language)
    if word in ranks or language not in _INFLECTED:
        return ranks.get(word, 0)
    return next((ranks[word[:end]] for end in range(len(word) - 1, _SHORTEST, -1) if word[:end] in ranks), 0)
