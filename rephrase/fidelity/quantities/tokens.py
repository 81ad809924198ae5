"""Finds the places of a text that may be numbers: what is written in digits, words with a meaning for numbers, Roman
numerals. Knows no values.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from functools import cache

from rephrase.fidelity.quantities.spelled import COMPOUNDING, ROMAN_FORMS, other_word, vocabulary
from rephrase.fidelity.words import Remembered

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
| (?P<era>\d{{1,2}}\s?世[纪紀]\s?(?:\d0|[二三四五六七八九]?十)\s?年代)
| (?P<weekday>(?:[周週]|星期|礼拜)[一二三四五六])
| (?P<han>[{HAN_DIGITS}]+(?:[多余餘][十百千万萬亿億兆]+)?)
| (?P<half>半)
| (?P<word>[a-zA-Z]+)
| {PARTS})""",
    re.X,
)
FOLLOWING = rf"[ \u00a0\u202f-]?(?:{LETTERS}|°[CF]?|[%‰℃℉$€£¥₹₽¢])"  # the word or sign after a number
AFTER = re.compile(FOLLOWING.replace("(?:", "(", 1))
# A run of digits. `lone` ends a number after which there is nothing that could make it a date, a time, a power, a fraction,
# an ordinal, an hour or a longer number, or a plain fraction; the match then goes on to the end of the word or sign behind
# it, past the ending of an ordinal. Begins with the digit itself, so that the search skips what is none.
FIGURE = re.compile(
    r"[0-9](?:(?<!\.[0-9])(?:[0-9]*+\s?[/⁄]\s?[0-9]{1,9}(?![0-9/⁄]|[-.,][0-9])|[0-9]*+(?:,[0-9]+){0,4}(?:\.[0-9]+)?"
    r"(?![0-9]|[.,'’·٫٬\u00a0\u202f\u2009 _:][0-9]|[eE][+-]?[0-9]|\s?(?:[/⁄]\s?[0-9]|h\s?[0-9]|[×x*·]\s?10)"
    r"|-[0-9]+(?:[-/.][0-9]|\s?[/⁄])|\. [a-zäöü]|[^\S ](?i:[ap]\.?m\b|o['’]clock|uhr|[時点點]|часов|giờ)))"
    rf"(?!(?:st|nd|rd|th)?.?(?i:per) cent)(?P<lone>)(?P<ordinal>(?:st|nd|rd|th)\b)?(?:{FOLLOWING})?|[0-9]*)"
)
WORD = re.compile(LETTERS)
VULGAR = re.compile("[½⅓⅔¼¾⅕⅖⅗⅘⅙⅚⅛⅜⅝⅞]")
_ROMAN = re.compile(r"[IVXХ](?<![\w.-].)[IVXХ]*(?:e|ème|º)?(?![\w'’-])")
_MARK = re.compile("[\u0900-\u0963\u064b-\u0652]")
# A character of the code page 1252 as a small letter, or a space.
_SMALL_LETTERS = bytes(
    char.lower().encode("cp1252")[0] if char.isalnum() and not char.isdecimal() else ord(" ")
    for char in bytes(range(256)).decode("cp1252", "replace")
)


@cache
def means_number(language: str) -> Callable[[str], bool]:
    """Says of a word in small letters whether it means a number, in some languages also by what it is made of."""
    table = vocabulary(language)
    if language not in COMPOUNDING:
        return frozenset(table).__contains__
    return Remembered(
        lambda word: word in table or other_word(word, language, table) is not None, most=16_000
    ).__getitem__


@cache
def _begins(language: str) -> Callable[[str], bool]:
    """Says of a word in small letters whether a number may begin with it: not with what joins words, as most texts are
    full of it."""
    table, means = vocabulary(language), means_number(language)
    joiners = {word for word, meaning in table.items() if meaning.role == "joiner"}
    if language not in COMPOUNDING:
        return (frozenset(table) - joiners | ROMAN_FORMS).__contains__
    return Remembered(
        lambda word: word not in joiners and (word in ROMAN_FORMS or means(word)), most=16_000
    ).__getitem__


def word_places(text: str, language: str, letters: str | None, words: Sequence[str]) -> dict[int, str]:
    """The words of a text with which a number may begin, and what may be Roman numerals, by where they stand."""
    begins = _begins(language)
    if letters is None:
        found = {match.start(): match[0] for match in WORD.finditer(text) if begins(match[0].lower())}
        return found | {match.start(): match[0] for match in _ROMAN.finditer(text)}
    found, at = {}, 0
    for word in filter(begins, words):
        at = letters.index(f" {word} ", at) + 1
        found[at] = text[at : at + len(word)]
    return found


def letters_of(text: str) -> str | None:
    """A copy of the text that has its letters alone, each in its place and small, spaces for the rest and one behind it.

    None where it has letters that are not in the code page 1252.
    """
    page = "ascii" if text.isascii() else "cp1252"
    try:
        coded = text.encode(page)
    except UnicodeEncodeError as error:
        if _STRANGE[text[error.start]] or any(map(_STRANGE.__getitem__, set(text))):
            return None
        coded = text.encode(page, "replace")
    return coded.translate(_SMALL_LETTERS).decode(page) + " "


def _is_strange(char: str) -> bool:
    return (char.isalnum() and not char.encode("cp1252", "ignore")) or _MARK.match(char) is not None


_STRANGE = Remembered(_is_strange)
