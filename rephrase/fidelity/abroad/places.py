"""Countries, languages and cities in a source and its translation: by CLDR's names of them, in the languages it has."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Mapping
from functools import lru_cache
from typing import NamedTuple

from rephrase.fidelity.abroad.lexicon import Kind, places, romanised
from rephrase.fidelity.naming import is_among, key_of, pieces_of, stems_of
from rephrase.fidelity.words import UNSPACED

_UNSPACED = re.compile(f"[{UNSPACED}]")
_LEAST, _ENDING = 4, 3  # letters of a name that its other forms share; letters in which they differ
_SHORT, _LONG = 5, 8  # letters of a name that changes in none of them, but for a last vowel; of one that changes in two
_SUFFIX, _SHORT_SUFFIX = 6, 3  # letters that a form of it may have more; of a name of four letters
_ACCENTS = re.compile("[\u0300-\u0302]")  # grave, acute, circumflex: others, as in ü and ã, make other letters
_VOWELS = frozenset("aeiouyąęёиоуыэюяіαεηιοω")
_NO_PLACES = frozenset(["world"])
_KATAKANA = "\u30a1-\u30fa\u30fc"
_WITHOUT_CITIES: tuple[Kind, ...] = "country", "part", "language"
_COUNTRY_AND_CITY: tuple[Kind, Kind] = "country", "city"
_OF_MANY_NAMES = frozenset("netherlands myanmar".split())  # by some others than CLDR's


class Names(NamedTuple):
    """What a language calls some places: by the English name, and by how it is looked for."""

    of_english: Mapping[str, frozenset[str]]
    unspaced: Mapping[str, str]
    by_beginning: Mapping[str, tuple[tuple[str, str], ...]]


def _stem(name: str) -> str:
    """The beginning of a romanised name that its other forms have too: Franc for Francia and Francés."""
    return name[: max(_LEAST, len(name) - _ENDING)]


def _plain(word: str) -> str:
    """A word in small letters without accents, its other letters as they are: Süüria and suure are no forms of one word."""
    return unicodedata.normalize("NFC", _ACCENTS.sub("", unicodedata.normalize("NFD", word.casefold())))


def _is_form(name: str, word: str, has_capital: bool) -> bool:
    """Whether a word surely is a form of a name or made of it, both without accents: Schweizer, polnisch; and not schwarz, poliert.

    A shorter one must have a capital, where the script has any.
    """
    size = len(name)
    if len(word) > size + (_SUFFIX if size >= _SHORT else _SHORT_SUFFIX) or (not has_capital and size < _SHORT):
        return False
    if word.startswith(name):
        return True
    if size >= _LONG and word.startswith(name[:-2]):
        return True
    if name[-1] not in _VOWELS or not word.startswith(name[:-1]):
        return False
    return size > _SHORT or (
        has_capital and size == _SHORT and len(word) <= size + 1 and word[size - 1 :][:1] in _VOWELS
    )


@lru_cache(maxsize=128)
def _names(language: str, kind: Kind) -> Names:
    of_english: dict[str, set[str]] = {}
    unspaced: dict[str, str] = {}
    by_beginning: dict[str, list[tuple[str, str]]] = {}
    for own, english in places(language, kind).items():
        if english in _NO_PLACES:
            continue
        of_english.setdefault(english.lower(), set()).add(own)
        if _UNSPACED.match(own):
            unspaced[own] = english
        elif " " not in own and len(own) >= _LEAST:
            by_beginning.setdefault(_plain(own)[:_LEAST], []).append((_plain(own), english))
    return Names(
        {english: frozenset(names) for english, names in of_english.items()},
        unspaced,
        {beginning: tuple(names) for beginning, names in by_beginning.items()},
    )


def _mentioned(source: str, names: Names) -> Iterator[tuple[str, str]]:
    """The places that a source names, as it calls them and in English."""
    yield from ((own, english) for own, english in names.unspaced.items() if own in source and _stands(own, source))
    if names.by_beginning:
        for word, plain, has_capital in _plain_words(source):
            for name, english in names.by_beginning.get(plain[:_LEAST], ()):
                if _is_form(name, plain, has_capital):
                    yield word, english


def _stands(name: str, source: str) -> bool:
    """Whether a name that is there is no part of a longer one in katakana: アルバ, Aruba, is in アルバート, Albert."""
    if not re.match(f"[{_KATAKANA}]", name):
        return True
    return re.search(rf"(?<![{_KATAKANA}]){re.escape(name)}(?![{_KATAKANA}])", source) is not None


@lru_cache(maxsize=8)
def _plain_words(source: str) -> tuple[tuple[str, str, bool], ...]:
    """The words of a text, always in the same order, in small letters without accents, and whether they have a capital or
    their script has none."""
    return tuple((word, _plain(word), word[0] == word[0].upper()) for word in sorted(pieces_of(source)))


@lru_cache(maxsize=8)
def romanised_words(source: str) -> frozenset[str]:
    """The words of a text in the letters a to z."""
    return frozenset(map(romanised, pieces_of(source)))


def lost(source: str, rewrite: str, language: str) -> Iterator[str]:
    """Countries and peoples that the source names and its translation does not."""
    stems = stems_of(rewrite)
    for kind in _WITHOUT_CITIES:
        for own, english in _mentioned(source, _names(language, kind)):
            if not is_among(key_of(english), stems):
                yield own if own.casefold() == english.casefold() else f"{own} ({english})"


def is_named(place: str, source: str, language: str) -> bool | None:
    """Whether a source may name a country or a city, given in English and in lower case; None where it is not known what it
    would say."""
    countries, cities = (_names(language, kind).of_english.get(place, frozenset()) for kind in _COUNTRY_AND_CITY)
    if not countries | cities or place in _OF_MANY_NAMES:
        return None
    text, words = source.casefold(), romanised_words(source)
    # A country is often called by the first of its characters: 中美, China and the United States.
    own = [name[:1] if _UNSPACED.match(name) else name for name in countries] + list(cities)
    return any(name in text or any(word.startswith(_stem(romanised(name))) for word in words) for name in own)
