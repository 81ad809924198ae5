"""How number words combine into one number, in the languages of `vocabulary.py`. Knows nothing of texts and units."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from fractions import Fraction
from functools import cache

from rephrase.fidelity.quantities.units import UNITS
from rephrase.fidelity.quantities.vocabulary import Word, words

TENS_AND_ONES = frozenset({"es", "pt", "fr", "ro", "ar", "it", "da"})  # treinta y uno


@dataclass(frozen=True, slots=True)
class Phrase:
    """Number words read so far: `total` of finished multiples, `current` the group being read, None before it."""

    language: str
    total: int | Fraction = 0
    current: int | Fraction | None = None
    scale: int | Fraction = 0  # the last multiplier, 0 before one
    bare_scale: bool = False  # "hundreds of", "million": a multiplier with nothing before it
    ended: bool = False  # an ordinal or a fraction ends a phrase
    dozens: int | Fraction = 0
    share: bool = False  # two thirds, one third

    def value(self) -> int | Fraction:
        return self.total + (self.current or 0)

    def also(self) -> tuple[int | Fraction, ...]:
        """Other readings: "three dozen" is said by 3, "third" by 1/3."""
        return (self.dozens,) if self.dozens else ()

    def joins(self) -> bool:
        """Whether "and" can stand here: a hundred and five, treinta y uno, twenty und, but not five and six."""
        value = self.value()
        return not self.ended and (
            value >= 100 or (self.language in TENS_AND_ONES and value >= 20) or self.language == "ar"
        )

    def takes(self, word: Word) -> bool:
        """Whether the word continues the number, rather than beginning another one."""
        if self.ended:
            return False
        if word.role == "ordinal":
            if self.value() == 1 and 3 <= word.value <= 10:
                return True
            return (self.current is None and bool(self.total)) or self._adds(word.value)
        if word.role == "cardinal":
            return self._adds(word.value)
        if word.role == "fraction":
            return self.current is not None and word.value < 1
        if word.role == "implied" and isinstance(word.value, Fraction):
            return self.current is not None and self.current < 100
        return word.role == "scale" and self._multiplies(word.value)

    def _adds(self, value: int | Fraction) -> bool:
        current = self.current
        if current is None:
            return not self.scale or value < self.scale
        if self.language == "fr" and (
            (current == 4 and value == 20) or (current % 100 in (60, 80) and 10 <= value < 20)
        ):
            return True
        if self.language == "fr" and current % 100 in (10, 70, 90) and value in (7, 8, 9):
            return True
        if self.language == "ar" and current % 100 < 10 and value in range(10, 100, 10):
            return True
        if self._is_year(value):
            return True
        if value >= 100:
            return current == 0
        teens = 10 if self.language in ("tr", "vi", "ar") else 20
        return current % 100 == 0 or (value < 10 and teens <= current % 100 and current % 10 == 0)

    def _is_year(self, value: int | Fraction) -> bool:
        """Nineteen eighty-four."""
        return self.language == "en" and not self.total and (self.current or 0) in range(13, 21) and 10 <= value < 100

    def _multiplies(self, scale: int | Fraction) -> bool:
        if scale == 100 and self.current is not None:
            return 0 < self.current < 100
        return not self.scale or scale < self.scale or self.current is None or self.total == 0

    def plus(self, word: Word) -> Phrase:
        """The phrase with one more word."""
        if word.role == "ordinal" and self.value() == 1 and word.value <= 10:
            return replace(self, current=Fraction(1, int(word.value)), ended=True, share=True)
        if word.role == "cardinal" and self.current is not None and self._is_year(word.value):
            return replace(self, current=self.current * 100 + word.value)
        if word.role in ("cardinal", "ordinal"):
            score = self.language == "fr" and self.current == 4 and word.value == 20
            current = 80 if score else (self.current or 0) + word.value
            return replace(self, current=current, ended=word.role == "ordinal" and self.language != "ar")
        if word.role in ("fraction", "implied"):
            return replace(self, current=(self.current or 1) * Fraction(word.value), ended=True, share=True)
        if word.value < 1000 and word.value != 12:
            bare = self.current is None and not self.total
            return replace(self, current=(self.current or 1) * word.value, bare_scale=bare)
        value = self.value() if self.total and word.value > self.scale else self.current
        rest = 0 if value is not self.current else self.total
        total = rest + (value or 1) * word.value
        dozens = (value or 0) if word.value == 12 else 0
        return replace(
            self, total=total, current=None, scale=word.value, bare_scale=not value and not self.total, dozens=dozens
        )


@cache
def vocabulary(language: str) -> Mapping[str, Word]:
    """The number words of a language, and the units of time, each of which implies a one: "an hour" is 60 minutes."""
    times = (unit for unit, (measures, _) in UNITS.items() if measures in ("second", "day", "month") and len(unit) > 1)
    return {unit: Word("unit", 1) for unit in times} | dict(words(language))


# Languages that write a number in one word: dreihundertfünf, ventidue, femogtyve.
_IN_ONE_WORD = ("de", "nl", "it", "sv", "da", "fi", "et", "hu")
_LEAST_COMPOUND = 7  # letters
COMPOUNDING = (*_IN_ONE_WORD, "ar", "ru")


def other_word(lower: str, language: str, table: Mapping[str, Word]) -> Word | None:
    """A word that is no entry itself: a compound (dreihundertfünf), one with a prefix or the article (وعشرون, الألف)."""
    if language in _IN_ONE_WORD and len(lower) >= _LEAST_COMPOUND:
        return _compound(lower, language)
    if language == "ar":
        bare = lower[1:] if lower[:1] in ("و", "ب") else lower
        return table.get(bare if bare != lower else "") or table.get(
            bare.removeprefix("ال") if bare[:2] == "ال" else ""
        )
    if language == "ru":
        stem = RUSSIAN_ORDINAL.sub("ь", lower)
        word = table.get(stem) if stem != lower else None
        if word is not None and word.role == "cardinal":
            return Word("ordinal", word.value)
        made = _RUSSIAN_MADE.match(lower)
        return Word("implied", table[made[1]].value) if made else None
    return None


# Of three litres, with two storeys: трёхлитровый, двухэтажный.
_RUSSIAN_MADE = re.compile(
    r"(двух|тр[её]х|четыр[её]х|пяти|шести|семи|восьми|девяти|десяти|двадцати)[а-яё]{3,}[нв](?:ый|ая|ое|ые|ого|ой|ых|ому|ым|ыми|ую|ом)$"
)
RUSSIAN_ORDINAL = re.compile(r"(?<=[тд])(?:ый|ого|ому|ым|ом|ая|ой|ую|ое|ые|ых)$")


@cache
def _compounded(language: str) -> re.Pattern[str]:
    """The words that numbers in one word are made of, the longest first."""
    forms = (form for form, word in words(language).items() if word.role in ("cardinal", "scale", "joiner"))
    return re.compile("|".join(sorted(forms, key=len, reverse=True)) + "|ein(?=und|hundert|tausend)|een(?=en)")


def _compound(lower: str, language: str) -> Word | None:
    """dreihundertfünfundzwanzig, zweiundvierzigste, eenentwintig, ventidue; None for any other word."""
    stem = re.sub(r"(?<=[gtdnf])(?:st|t)e[nrs]?$", "", lower)
    at, total, current = 0, 0, 0
    pattern = _compounded(language)
    while at < len(stem):
        piece = pattern.match(stem, at)
        if piece is None:
            return None
        word = words(language).get(piece[0], Word("cardinal", 1))
        if word.role == "cardinal":
            current += int(word.value)
        elif word.role == "scale" and word.value < 1000:
            current = max(current, 1) * int(word.value)
        elif word.role == "scale":
            total, current = total + max(current, 1) * int(word.value), 0
        at = piece.end()
    return Word("ordinal" if stem != lower else "cardinal", total + current)


HAN_ONES = {han: value for value, han in enumerate("零一二三四五六七八九")} | {"〇": 0, "两": 2, "兩": 2}
HAN_SCALES = {"十": 10, "百": 100, "千": 1000, "万": 10**4, "萬": 10**4, "億": 10**8, "亿": 10**8, "兆": 10**12}


def han_value(text: str) -> int:
    """The value of Chinese numerals: 三百二十 is 320, 一九九四 is 1994, 两千万 is 20,000,000."""
    if not any(han in HAN_SCALES for han in text):
        return int("".join(str(HAN_ONES[han]) for han in text[:40]))
    total = group = one = 0
    for han in text[:40]:
        scale = HAN_SCALES.get(han, 1)
        if scale == 1:
            one = HAN_ONES[han]
        elif scale < 10**4:
            group, one = group + (one or 1) * scale, 0
        else:
            total, group, one = (
                (total + (group + one or 1) * scale) if not total or group + one else total * scale,
                0,
                0,
            )
    return total + group + one


ROMAN_DIGITS = {"I": 1, "V": 5, "X": 10}
ROMAN = re.compile(r"X{0,3}(?:IX|IV|V?I{0,3})$")


def roman_value(text: str) -> int:
    """The value of a Roman numeral up to 39; 0 for letters that are none."""
    if len(text) > 8 or not ROMAN.match(text):
        return 0
    digits = [ROMAN_DIGITS[letter] for letter in text]
    return sum(-one if one < following else one for one, following in zip(digits, [*digits[1:], 0], strict=True))


ROMAN_FORMS = frozenset(
    f"{tens}{ones}{ending}"
    for tens in ("", "x", "xx", "xxx")
    for ones in ("", "i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix")
    for ending in ("", "e", "ème", "º")
    if tens or ones
)
"""The numerals that `roman_value` reads, in small letters, with the endings of ordinals."""
