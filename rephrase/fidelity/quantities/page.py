"""A text laid out for reading its numbers: its tokens, what its words mean, and what stands around a number."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import lru_cache
from typing import NamedTuple

from rephrase.fidelity.quantities.digits import Value, facts, plain
from rephrase.fidelity.quantities.languages import guess
from rephrase.fidelity.quantities.spelled import other_word, vocabulary
from rephrase.fidelity.quantities.tokens import AFTER, HAN_TOKEN, LATIN_TOKEN, LETTERS, letters_of
from rephrase.fidelity.quantities.units import UNITS, Unit
from rephrase.fidelity.quantities.vocabulary import LANGUAGES, Word
from rephrase.fidelity.quantities.vocabulary import words as number_words


class Quantity(NamedTuple):  # a tuple, because thousands are made
    """One number as written. `values` are its accepted readings; `parts` are numbers that together say the same.

    `firm` says that it may be counted as lost or invented: false for small number words ("one of the two") and words
    that only imply a number (both, dozens, weekly), which can support a number of the other text but demand nothing.
    `weak` marks what counts only where one is lost and another invented: a spelled-out count from two to ten, the
    number in a name (Louis XIV, COVID-19). `result` says that it stands after an equals sign. `noun` is what is counted: the unit, or how the next word begins.
    `start` and `end` are for the readers alone; one that is remembered from another place has none.
    """

    text: str
    values: tuple[Value, ...]
    start: int = 0
    end: int = 0
    firm: bool = True
    unit: Unit | None = None
    parts: tuple[Value, ...] = ()
    weak: bool = False
    noun: str = ""
    result: bool = False

    def bases(self) -> tuple[tuple[str, Value], ...]:
        """The readings in base units: 3 km is 3000 metres, half an hour is 1800 seconds; none without a unit."""
        if self.unit is None:
            return ()
        return _in_base_units(self.values, self.unit)


@lru_cache(maxsize=4096)
def _in_base_units(values: tuple[Value, ...], unit: Unit) -> tuple[tuple[str, Value], ...]:
    measures, factor = unit
    return tuple((measures, plain(value * factor)) for value in values if not isinstance(value, str))


SUPERSCRIPTS = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹⁻", "0123456789-")
LONGEST_WORD = 60  # characters looked at after a number: no unit is so long
CURRENCY = re.compile(r"(?:US|A|C|HK)?([$€£¥₹₽])\s?\Z|(?<![\w%])(%)\Z|\b(USD|EUR|GBP|JPY|CNY|INR)\s\Z")
IN_CURRENCY = frozenset("$€£¥₹₽%DRPY")  # one of them is in whatever CURRENCY finds
VAGUE_HAN = {
    "万一",
    "千万",
    "百万",
    "十万",
    "千百",
    "一一",
    "十分",
    "一万",
    "一千",
    "一百",
    "亿万",
    "千千万万",
    "一二",
    "三三两两",
}
_BEFORE_UNIT = frozenset({"us", "de"})  # 5 US dollars, 30 millones de libras
EQUALS = re.compile(r"=[\s$€£({]{0,3}$")
SYMBOLS = frozenset("$€£¥₹₽")
_MINUS_SIGNS = frozenset("-负負")
_JOINED = frozenset(")]}$%'\"|*-_.°")  # after these a hyphen is no sign
MINUS_WORDS = frozenset(form for name in LANGUAGES for form, word in number_words(name).items() if word.role == "minus")
_MINUS_ENDS = frozenset(word[-2:] for word in MINUS_WORDS)
_LAST_WORD = re.compile(rf"{LETTERS}\Z")


MARGIN = 4  # spaces before a text, so that what stands before a number can be looked at everywhere
_JOINTS = frozenset(" \n-\u00a0\u202f\u2010")  # what may part two words of one number


@dataclass(frozen=True, slots=True)
class Page:
    """A text being read: its facts, after a margin, what its words mean, and its letters (see `tokens`) with the words
    in them."""

    text: str
    language: str
    meanings: Mapping[str, Word]
    letters: str | None
    words: Sequence[str]

    @property
    def is_han(self) -> bool:
        return self.language in ("zh", "ja")

    @property
    def tokens(self) -> re.Pattern[str]:
        """What finds the tokens of the text."""
        return HAN_TOKEN if self.is_han else LATIN_TOKEN

    def word(self, written: str) -> Word | None:
        lower = written.lower()
        word = self.meanings.get(lower)
        return other_word(lower, self.language, self.meanings) if word is None else word

    def meant(self, token: re.Match[str] | None) -> Word | None:
        """What a token means that is a word."""
        return self.word(token[0]) if token is not None and token.lastgroup == "word" else None

    def next_to(self, end: int) -> re.Match[str] | None:
        """The token, maybe a word without a meaning, from which nothing but a space or a hyphen parts what ends here."""
        return self.tokens.match(self.text, end + 1 if self.text[end : end + 1] in _JOINTS else end)

    def beside(self, end: int) -> re.Match[str] | None:
        """The token from which one sign at most parts what ends here."""
        return self.tokens.match(self.text, end) or self.tokens.match(self.text, end + 1)


def lay_out(text: str, language: str | None = None) -> Page:
    """The page of a text; its language is guessed where none is given."""
    text = facts(text)
    laid = " " * MARGIN + text
    letters = letters_of(laid)
    words = letters.split() if letters is not None else []
    language = guess(text, words) if language is None else language
    return Page(laid, language, vocabulary(language), letters, words)


Found = tuple[list[Quantity], int]  # what was read, and where it ends


_LONGEST_UNIT = max(len(unit) for unit in UNITS if "\u3040" <= unit[0] <= "\u9fff")  # characters


def _unit_at(page: Page, match: re.Match[str], end: int, half: bool) -> tuple[Unit | None, int]:
    """The unit written after a number that ends at `end` ("km", "an hour", "%"), and where it ends."""
    written = match[1].lower()
    if written in _BEFORE_UNIT or (half and written in ("a", "an")):
        match = AFTER.match(page.text, match.end(), match.end() + LONGEST_WORD) or match
        written = match[1].lower()
    if "\u3040" <= written[0] <= "\u9fff":
        for length in range(_LONGEST_UNIT, 0, -1):
            if written[:length] in UNITS:
                return UNITS[written[:length]], match.start(1) + length
    if written == "per" and page.text[match.end() : match.end() + 5] == " cent":
        return UNITS["%"], match.end() + 5
    return UNITS.get(written), match.end() if written in UNITS else end


def _unit_before(page: Page, start: int) -> Unit | None:
    if IN_CURRENCY.isdisjoint(page.text[max(0, start - 3) : start]):
        return None
    match = CURRENCY.search(page.text, max(0, start - 5), start)
    return UNITS.get((match[1] or match[2] or match[3]).lower()) if match else None


_TERM = re.compile(r"(?<![^\W_])(?:\d+[A-Za-z]{1,2}|[b-hj-zB-HJ-Z])$")  # 4ax, x: from which a number is subtracted


def has_sign(near: str) -> bool:
    """Whether what stands before a number ends in a minus sign that belongs to it: glued to it, and before that nothing
    that it could join or subtract from."""
    if near[-1:] in SYMBOLS:
        near = near[:-1]
    if near[-1:] != "-":
        return near[-1:] in _MINUS_SIGNS
    last, second = near[-2:-1], near[-3:-2]
    if last == " ":
        return not (second.isdigit() or second in (")", "]", "}", "%") or _TERM.search(near[:-2]) is not None)
    return not (last.isalnum() or last in _JOINED)


def _is_negative(page: Page, start: int) -> bool:
    """Whether a minus sign or a word for it belongs to the number that begins here."""
    end = start - 1
    if page.text[end] in SYMBOLS:
        end -= 1
    if page.text[end] in _MINUS_SIGNS:
        return has_sign(page.text[start - MARGIN : start])
    if page.text[end - 2 : end].lower() not in _MINUS_ENDS:
        return False
    before = _LAST_WORD.search(page.text, max(0, end - LONGEST_WORD), end)
    word = page.word(before[0]) if before else None
    return word is not None and word.role == "minus"


def finish(page: Page, quantity: Quantity, half: bool = False) -> Quantity:
    """The quantity with its sign and unit."""
    text, start = page.text, quantity.start
    after = AFTER.match(text, quantity.end, quantity.end + LONGEST_WORD)
    unit, end = _unit_at(page, after, quantity.end, half) if after else (None, quantity.end)
    unit = _unit_before(page, start) or unit
    values = quantity.values
    if _is_negative(page, start):
        values = negated(values, page.language)
    if unit and unit[0] == "share":
        values += as_shares(values, unit[1])
    noun = unit[0] if unit else noun_of(after[1]) if after else ""
    near = max(0, start - 4)
    result = "=" in text[near:start] and EQUALS.search(text, near, start) is not None
    written = text[start:end].strip()
    return Quantity(written, values, start, end, quantity.firm, unit, quantity.parts, quantity.weak, noun, result)


def negated(values: tuple[Value, ...], language: str) -> tuple[Value, ...]:
    """The values below zero, in some languages also as they are, where a hyphen may be no sign."""
    negative = tuple(value if isinstance(value, str) else -value for value in values)
    return negative if language == "en" else negative + values


@lru_cache(maxsize=4096)
def as_shares(values: tuple[Value, ...], factor: int | Fraction) -> tuple[Value, ...]:
    """The same in a plain number: 42 % is 0.42."""
    return tuple(plain(value * factor) for value in values if not isinstance(value, str))


def noun_of(word: str) -> str:
    """How a word begins by which things are told apart."""
    return word[: 1 if word[0] >= "\u3040" else 4].lower()
