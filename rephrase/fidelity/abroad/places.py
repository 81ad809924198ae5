"""Countries, languages and cities in a source and its translation: by CLDR's names of them, in the languages it has."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import lru_cache
from typing import NamedTuple

from rephrase.fidelity.abroad.lexicon import places, romanised
from rephrase.fidelity.naming import is_among, key_of, stems_of
from rephrase.fidelity.words import UNSPACED, pieces

_UNSPACED = re.compile(f"[{UNSPACED}]")
_LEAST, _ENDING = 4, 3  # letters of a name that its other forms share; letters in which they differ
_LEAST_UNSPACED = 2


class Names(NamedTuple):
    """What a language calls places: by the English name, and by how it is looked for."""

    of_english: Mapping[str, frozenset[str]]
    unspaced: Mapping[str, str]
    by_stem: Mapping[str, tuple[tuple[str, str], ...]]


def _stem(name: str) -> str:
    """The beginning of a romanised name that its other forms have too: Franc for Francia and Francés."""
    return name[: max(_LEAST, len(name) - _ENDING)]


@lru_cache(maxsize=8)
def _names(language: str) -> Names:
    of_english: dict[str, set[str]] = {}
    unspaced: dict[str, str] = {}
    by_stem: dict[str, list[tuple[str, str]]] = {}
    for own, english in places(language).items():
        of_english.setdefault(english.lower(), set()).add(own)
        if _UNSPACED.match(own):
            if len(own) >= _LEAST_UNSPACED:
                unspaced[own] = english
        elif " " not in own and len(romanised(own)) >= _LEAST:
            by_stem.setdefault(romanised(own)[:_LEAST], []).append((_stem(romanised(own)), english))
    return Names(
        {english: frozenset(names) for english, names in of_english.items()},
        unspaced,
        {stem: tuple(names) for stem, names in by_stem.items()},
    )


def _mentioned(source: str, language: str) -> Iterator[str]:
    """English names of the places that a source names."""
    names = _names(language)
    if names.unspaced:
        yield from (english for own, english in names.unspaced.items() if own in source)
    if names.by_stem:
        for word in set(map(romanised, set(pieces(source)))):
            yield from (english for stem, english in names.by_stem.get(word[:_LEAST], ()) if word.startswith(stem))


def lost(source: str, rewrite: str, language: str) -> Iterator[str]:
    """Places that the source names and its translation does not."""
    stems = stems_of(rewrite)
    return (english for english in _mentioned(source, language) if not is_among(key_of(english), stems))


def is_named(place: str, source: str, language: str) -> bool | None:
    """Whether a source may name a place, given in English and in lower case; None where it is not known what it would say."""
    own = _names(language).of_english.get(place) or _names(f"{language}.city").of_english.get(place)
    if own is None:
        return None
    text, words = source.casefold(), set(map(romanised, set(pieces(source))))
    return any(name in text or any(word.startswith(_stem(romanised(name))) for word in words) for name in own)
