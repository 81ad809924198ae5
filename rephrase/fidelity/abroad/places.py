"""Countries, languages and cities in a source and its translation: by CLDR's names of them, in the languages it has."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import lru_cache
from typing import NamedTuple

from rephrase.fidelity.abroad.lexicon import Kind, places, romanised
from rephrase.fidelity.naming import is_among, key_of, pieces_of, stems_of
from rephrase.fidelity.words import UNSPACED

_UNSPACED = re.compile(f"[{UNSPACED}]")
_LEAST, _ENDING = 4, 3  # letters of a name that its other forms share; letters in which they differ
_WITHOUT_CITIES: tuple[Kind, ...] = "country", "part", "language"
_COUNTRY_AND_CITY: tuple[Kind, Kind] = "country", "city"
_OF_MANY_NAMES = frozenset("netherlands myanmar".split())  # by some others than CLDR's


class Names(NamedTuple):
    """What a language calls some places: by the English name, and by how it is looked for."""

    of_english: Mapping[str, frozenset[str]]
    unspaced: Mapping[str, str]
    by_stem: Mapping[str, tuple[tuple[str, str], ...]]


def _stem(name: str) -> str:
    """The beginning of a romanised name that its other forms have too: Franc for Francia and Francés."""
    return name[: max(_LEAST, len(name) - _ENDING)]


@lru_cache(maxsize=128)
def _names(language: str, kind: Kind) -> Names:
    of_english: dict[str, set[str]] = {}
    unspaced: dict[str, str] = {}
    by_stem: dict[str, list[tuple[str, str]]] = {}
    for own, english in places(language, kind).items():
        of_english.setdefault(english.lower(), set()).add(own)
        if _UNSPACED.match(own):
            unspaced[own] = english
        elif " " not in own and len(romanised(own)) >= _LEAST:
            by_stem.setdefault(romanised(own)[:_LEAST], []).append((_stem(romanised(own)), english))
    return Names(
        {english: frozenset(names) for english, names in of_english.items()},
        unspaced,
        {stem: tuple(names) for stem, names in by_stem.items()},
    )


def _mentioned(source: str, names: Names) -> Iterator[str]:
    """English names of the places that a source names."""
    yield from (english for own, english in names.unspaced.items() if own in source)
    if names.by_stem:
        for word in sorted(romanised_words(source)):  # always in the same order
            yield from (english for stem, english in names.by_stem.get(word[:_LEAST], ()) if word.startswith(stem))


@lru_cache(maxsize=8)
def romanised_words(source: str) -> frozenset[str]:
    """The words of a text in the letters a to z."""
    return frozenset(map(romanised, pieces_of(source)))


def lost(source: str, rewrite: str, language: str) -> Iterator[str]:
    """Countries and peoples that the source names and its translation does not."""
    stems = stems_of(rewrite)
    for kind in _WITHOUT_CITIES:
        named = _mentioned(source, _names(language, kind))
        yield from (english for english in named if not is_among(key_of(english), stems))


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
