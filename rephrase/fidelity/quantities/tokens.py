"""Finds the tokens of a text that may be numbers: what is written in digits, words with a meaning for numbers, Roman
numerals. Knows no values.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import cache, lru_cache

from rephrase.fidelity.quantities.spelled import COMPOUNDING, other_word, vocabulary

NUMBER = r"(?:(?<![\w.,)])\.)?\d+(?:[.,'’·٫٬\u00a0\u202f\u2009]\d+|[ _](?=\d{3}(?!\d))\d+)*"
LETTERS = r"[^\W\d_]+(?:[\u0900-\u0963\u064b-\u0652]+[^\W\d_]*)*"
HAN_DIGITS = "〇零一二三四五六七八九十百千万萬億亿兆两兩"
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


def tokens_of(text: str, language: str) -> Iterable[re.Match[str]]:
    """The tokens of a text in order. Words without a meaning for numbers are none."""
    if language in ("zh", "ja") or (not text.isascii() and _VULGAR.search(text)):
        every = (HAN_TOKEN if language in ("zh", "ja") else LATIN_TOKEN).finditer(text)
        return (match for match in every if match.lastgroup != "word" or _is_number_word(match[0].lower(), language))
    return _merged(text, language, sorted(_starts(text, language)))


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
