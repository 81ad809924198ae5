"""A text laid out for reading its numbers: its tokens, what its words mean, and what stands around a number."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import cache, lru_cache
from typing import NamedTuple

from rephrase.fidelity.quantities.digits import Value, facts, plain
from rephrase.fidelity.quantities.spelled import COMPOUNDING, other_word, vocabulary
from rephrase.fidelity.quantities.units import UNITS, Unit
from rephrase.fidelity.quantities.vocabulary import Word, guess


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


NUMBER = r"(?:(?<![\w.,)])\.)?\d+(?:[.,'’·٫٬\u00a0\u202f\u2009]\d+|[ _](?=\d{3}(?!\d))\d+)*"
LETTERS = r"[^\W\d_]+(?:[\u0900-\u0963\u064b-\u0652]+[^\W\d_]*)*"
HAN_DIGITS = "〇零一二三四五六七八九十百千万萬億亿兆两兩"
SUPERSCRIPTS = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹⁻", "0123456789-")
PARTS = rf"""
  (?P<date>(?<![\d.,/-])(?:\d{{4}}[-/.]\d{{1,2}}[-/.]\d{{1,2}}|\d{{1,2}}[-/.]\d{{1,2}}[-/.]\d{{4}})(?![\d/-]))
| (?P<time>(?<![\d:.])\d{{1,2}}(?::|\s?h\s?)[0-5]\d(?::[0-5]\d)?(?![\d:]))
| (?P<power>\d+(?:[.,]\d+)?(?:\s?[×x*·]\s?10\s?(?:\^\s?\{{?\s?-?\d{{1,3}}\s?\}}?|[⁰¹²³⁴⁵⁶⁷⁸⁹⁻]{{1,4}})|[eE][+-]?\d{{1,3}}(?!\w)))
| (?P<fraction>(?<![\d.,/])(?:\d{{1,9}}[ -])?\d{{1,9}}\s?[/⁄]\s?\d{{1,9}}(?![\d/]|[.,]\d)|\d{{0,9}}\s?[½⅓⅔¼¾⅕⅖⅗⅘⅙⅚⅛⅜⅝⅞])
| (?P<number>{NUMBER})
"""
ROMAN = r"(?P<roman>(?<![\w.-])[IVXХ]+(?:e|ème|º)?(?![\w'’-]))"
START = r"(?=[\w.])"  # spares the search the tries at spaces and signs
LATIN_TOKEN = re.compile(rf"{START}(?: {ROMAN} | (?P<word>(?![½⅓⅔¼¾⅕⅖⅗⅘⅙⅚⅛⅜⅝⅞]){LETTERS}) | {PARTS})", re.X)
HAN_TOKEN = re.compile(
    rf"""{START}(?:
  (?P<share>(?:[{HAN_DIGITS}]{{1,9}}|\d{{1,9}})分[之の](?:[{HAN_DIGITS}]{{1,9}}|\d{{1,9}}))
| (?P<era>\d{{1,2}}世[纪紀](?:\d0|[二三四五六七八九]?十)年代)
| (?P<weekday>(?:[周週]|星期|礼拜)[一二三四五六])
| (?P<han>[{HAN_DIGITS}]+)
| (?P<half>半)
| (?P<word>[a-zA-Z]+)
| {PARTS})""",
    re.X,
)
AFTER = re.compile(r"[ \u00a0\u202f-]?(" + LETTERS + r"|°[CF]?|[%‰℃℉$€£¥₹₽¢])")
LONGEST_WORD = 60  # characters looked at after a number: no unit is so long
CURRENCY = re.compile(r"(?:US|A|C|HK)?([$€£¥₹₽])\s?$|\b(USD|EUR|GBP|JPY|CNY|INR)\s$")
IN_CURRENCY = frozenset("$€£¥₹₽DRPY")  # one of them is in whatever CURRENCY finds
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
EQUALS = re.compile(r"=[\s$€£({]{0,3}$")


@dataclass(frozen=True, slots=True)
class Page:
    """A text being read: its facts, what its words mean, and the tokens that may be numbers."""

    text: str
    language: str
    words: Mapping[str, Word]
    tokens: tuple[re.Match[str], ...]

    def word(self, written: str) -> Word | None:
        lower = written.lower()
        word = self.words.get(lower)
        return other_word(lower, self.language, self.words) if word is None else word

    def next_to(self, index: int, end: int) -> re.Match[str] | None:
        """The token at `index`, if nothing but a space or a hyphen parts it from `end`."""
        if index < len(self.tokens):
            token = self.tokens[index]
            if self.text[end : token.start()] in ("", " ", "-", "\u00a0", "\u202f", "\u2010"):
                return token
        return None


def lay_out(text: str) -> Page:
    """The page of a text. Words without a meaning for numbers are no tokens."""
    text = facts(text)
    language = guess(text)
    if language in ("zh", "ja") or (not text.isascii() and _VULGAR.search(text)):
        every = (HAN_TOKEN if language in ("zh", "ja") else LATIN_TOKEN).finditer(text)
        tokens = [match for match in every if match.lastgroup != "word" or _is_number_word(match[0].lower(), language)]
    else:
        tokens = _merged(text, language, sorted(_starts(text, language)))
    return Page(text, language, vocabulary(language), tuple(tokens))


@lru_cache(maxsize=16384)
def _is_number_word(lower: str, language: str) -> bool:
    table = vocabulary(language)
    return lower in table or (language in COMPOUNDING and other_word(lower, language, table) is not None)


@cache
def _number_words(language: str) -> frozenset[str]:
    return frozenset(vocabulary(language))


@cache
def _joiners(language: str) -> frozenset[str]:
    return frozenset(word for word, meaning in vocabulary(language).items() if meaning.role == "joiner")


# Most words of a text have no meaning for numbers. Those with one are found in a copy of the text in which each character
# still stands in its place: small letters, and spaces for the rest. It is made for texts in letters of the code page 1252.
_LETTERS_ONLY = bytes(
    char.lower().encode("cp1252")[0] if char.isalnum() and not char.isdecimal() else ord(" ")
    for char in bytes(range(256)).decode("cp1252", "replace")
)
# A run of digits. `lone` is a number after which there is nothing that could make it a date, a time, a power, a fraction or
# a longer number; `after` is the word or sign behind it, `glued` what follows that without a space. Begins with the digit
# itself, so that the search skips what is none.
_RUN = re.compile(
    r"\d(?:\d*+(?:\.\d+)?(?=[)=+$%;!?a-dfgi-wyzA-DF-Z]|[.,](?!\d)|[*×x](?!\s?10)|[ \n](?![\dhx×*·/⁄])|\Z)"
    rf"(?=(?:(?P<after>(?>{AFTER.pattern}))(?P<glued>\w?))?)(?P<lone>)|\d*)"
)
_WORD = re.compile(LETTERS)
_VULGAR = re.compile("[½⅓⅔¼¾⅕⅖⅗⅘⅙⅚⅛⅜⅝⅞]")
_ROMAN = re.compile(r"[IVXХ](?<![\w.-].)[IVXХ]*(?:e|ème|º)?(?![\w'’-])")


def _letters(text: str) -> str | None:
    """The copy of a text that has its letters alone, or None where other letters are in it."""
    if not text.isascii() and any(map(_is_strange, set(text))):
        return None
    return text.encode("cp1252", "replace").translate(_LETTERS_ONLY).decode("cp1252")


@lru_cache(maxsize=1024)
def _is_strange(char: str) -> bool:
    return char.isalnum() and not char.encode("cp1252", "ignore")


def _starts(text: str, language: str) -> Iterator[int]:
    """Where the words that mean a number and the Roman numerals of a text begin, in no order."""
    yield from (match.start() for match in _ROMAN.finditer(text))
    letters = _letters(text)
    if letters is not None:
        yield from _word_starts(letters, language)
    else:
        yield from (match.start() for match in _WORD.finditer(text) if _is_number_word(match[0].lower(), language))


def _word_starts(letters: str, language: str) -> Iterator[int]:
    """Where words that mean a number begin."""
    letters = f" {letters} "
    present = set(letters.split())
    found = present & _number_words(language)
    if language in COMPOUNDING:
        found = {word for word in present if _is_number_word(word, language)}
    for word in found:
        at = letters.find(f" {word} ")
        while at >= 0:
            yield at
            at = letters.find(f" {word} ", at + 1)


def _merged(text: str, language: str, starts: Sequence[int]) -> Iterator[re.Match[str]]:
    """The tokens that begin at these places and at digits, as a search from the start finds them.

    What joins words is left out where it stands after none: most texts are full of it.
    """
    joiners = _joiners(language)
    position = 0
    figures = _figures(text)
    figure = next(figures, None)
    for start in starts:
        while figure is not None and figure.start() < start:
            yield figure
            position = figure.end()
            figure = next(figures, None)
        token = LATIN_TOKEN.match(text, start) if start >= position else None
        if token is not None and (start <= position + 1 or token[0].lower() not in joiners):
            yield token
            position = token.end()
    if figure is not None:
        yield figure
        yield from figures


def _figures(text: str) -> Iterator[re.Match[str]]:
    """The tokens that begin with a digit, or with the point before one."""
    position = 0
    for run in _RUN.finditer(text):
        start, end = run.span()
        if run.lastgroup and start >= position and text[start - 1 : start] != ".":  # most of them
            yield run
            position = end
            continue
        while (at := max(start, position)) < end:
            token = LATIN_TOKEN.match(text, at - 1) if at > position and text[at - 1] == "." else None
            if token is None:
                token = run if run.lastgroup and at == start else LATIN_TOKEN.match(text, at)
            if token is None:  # at the point of a run that another token begins: 22.60 in 4:22.60
                position = at + 1
                continue
            yield token
            position = token.end()


Found = tuple[list[Quantity], int]  # what was read, and the index of the next token


def _unit_at(page: Page, match: re.Match[str], end: int, half: bool) -> tuple[Unit | None, int]:
    """The unit written after a number that ends at `end` ("km", "an hour", "%"), and where it ends."""
    written = match[1].lower()
    if written == "us" or (half and written in ("a", "an")):
        match = AFTER.match(page.text, match.end(), match.end() + LONGEST_WORD) or match
        written = match[1].lower()
    if "\u3040" <= written[0] <= "\u9fff":
        for length in (5, 4, 3, 2, 1):
            if written[:length] in UNITS:
                return UNITS[written[:length]], match.start(1) + length
    if written == "per" and page.text[match.end() : match.end() + 5] == " cent":
        return UNITS["%"], match.end() + 5
    return UNITS.get(written), match.end() if written in UNITS else end


def _unit_before(page: Page, start: int) -> Unit | None:
    if IN_CURRENCY.isdisjoint(page.text[max(0, start - 3) : start]):
        return None
    match = CURRENCY.search(page.text, max(0, start - 5), start)
    return UNITS.get((match[1] or match[2]).lower()) if match else None


def _negative(page: Page, index: int, start: int) -> bool:
    """A minus sign that belongs to the number: glued to it, and nothing before it that it could join or subtract from."""
    text = page.text
    if start and text[start - 1] in "$€£¥₹":
        start -= 1
    if start and text[start - 1] in "负負":
        return True
    if start and text[start - 1] == "-":
        before = text[max(0, start - 3) : start - 1]
        if before[-1:] == " ":
            return not (before[-2:-1].isdigit() or before[-2:-1] in (")", "]", "}", "%"))
        return not before or not (before[-1].isalnum() or before[-1] in ")]}$%'\"|*-_.°")
    before_token = page.tokens[index - 1] if index else None
    if before_token is not None and before_token.lastgroup == "word" and start - before_token.end() == 1:
        word = page.word(before_token[0])
        return word is not None and word.role == "minus"
    return False


def finish(page: Page, index: int, quantity: Quantity, half: bool = False) -> Quantity:
    """The quantity with its sign and unit."""
    text, start = page.text, quantity.start
    after = AFTER.match(text, quantity.end, quantity.end + LONGEST_WORD)
    unit, end = _unit_at(page, after, quantity.end, half) if after else (None, quantity.end)
    unit = _unit_before(page, start) or unit
    values = quantity.values
    if _negative(page, index, start):
        negative = tuple(value if isinstance(value, str) else -value for value in values)
        values = negative if page.language == "en" else negative + values  # a hyphen, in some scripts
    if unit and unit[0] == "share":
        values += as_shares(values, unit[1])
    noun = unit[0] if unit else noun_of(after[1]) if after else ""
    near = max(0, start - 4)
    result = "=" in text[near:start] and EQUALS.search(text, near, start) is not None
    written = text[start:end].strip()
    return Quantity(written, values, start, end, quantity.firm, unit, quantity.parts, quantity.weak, noun, result)


@lru_cache(maxsize=4096)
def as_shares(values: tuple[Value, ...], factor: int | Fraction) -> tuple[Value, ...]:
    """The same in a plain number: 42 % is 0.42."""
    return tuple(plain(value * factor) for value in values if not isinstance(value, str))


def noun_of(word: str) -> str:
    """How a word begins by which things are told apart."""
    return word[: 1 if word[0] >= "\u3040" else 4].lower()
