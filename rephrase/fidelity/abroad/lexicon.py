"""Which English words can only be a name, and what countries and peoples are called in other languages. Offline lists.

The lists (english.txt.xz from SCOWL, places.tsv.xz from CLDR) are written by benchmarks/lexicon.py.
"""

from __future__ import annotations

import lzma
import re
import unicodedata
from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path
from typing import Literal

from rephrase.fidelity.abroad.terms import is_term
from rephrase.fidelity.words import Remembered

Kind = Literal["country", "part", "language", "city"]
FOLDER = Path(__file__).parent
# How English words are made of others: an ending, and what stands in its place in the word that is listed.
ENDINGS = (
    ("s", ""), ("es", ""), ("ies", "y"), ("ed", ""), ("ed", "e"), ("ing", ""), ("ing", "e"), ("ly", ""), ("d", ""),
    ("er", ""), ("ers", ""), ("est", ""), ("ness", ""),
)  # fmt: skip
# Endings of words made of a name, which other languages make in their own way: Parisian, Bengali, Sicilians.
_OF_A_PLACE = re.compile(r"(?:ns?|ans?|ians?|eans?|ish|ese|is?|ics?|ch|ers?)$")
_PLACE_ENDINGS = ("", "a", "e", "ia", "y", "land", "o", "i", "n", "s", "ce", "d")
# And of those that are translated whatever they are made of: adjectives, and words of learning.
_TRANSLATED = re.compile(
    r"(?:[^c]ish|ese|ics?|[^r]ians?|eans?|[rl]ites?|isms?|olog[yi]s?t?|tional|ural|onal|inal|eral|phobic|aceae|aceous|iferous)$"
    r"|(?:english|irish|cornish|french|dutch|welsh|scots?|norse|manx|ulster)(?:wo)?m[ae]n$"
)
_GIVEN_NAMES = frozenset(
    "eric frederic dominic cedric fabian damian julian dorian vivian sebastian lilian lillian gillian jillian maximilian".split()
)
_BEFORE_A_WORD = re.compile(
    r"(?:anti|auto|bio|counter|cyber|electro|geo|hydro|hyper|inter|macro|mega|meta|micro|mini|multi|nano|neo|non|over|photo|poly|post|pre"
    r"|pseudo|semi|sub|super|tele|thermo|trans|ultra|under)(?=\w{4})|(?:co|de|dis|in|mis|re|un)(?=\w{7})"
)
_CALENDAR = frozenset(
    "monday tuesday wednesday thursday friday saturday sunday january february march april may june july august september october"
    " november december christmas easter halloween ramadan sabbath mondays tuesdays wednesdays thursdays fridays saturdays sundays".split()
)
# Words and places that are most often someone's name.
_NAMES = frozenset(
    "baker barker barnes barney bates beck bender billy bob bobby bonnie bowman boyd brad bray brewer brooks butler carol carter chad chandler clement"
    " cooper cox dale davis dean derrick diego dirk drake fern finch fisher foster frank freeman gale garcia garland garrison gill glen griffin"
    " hale hank hans hardy harry hart hazel heath heather hector hicks hogan hunter jack james jasper jay jean jimmy john johns josh juan ken laurel lee levy luis"
    " lynch madden manning maria marina martin mason matt meadows mickey mike miller moody nelson newton noel palmer parker parsons patty peter"
    " peters pierce porter potter randy reed reeves rick rob robin roger rogers sally sanders sawyer sears smith spears stein stokes terry"
    " thomas tom tony troy tucker turner tyler victor walker warren weaver weber webster wheeler wright".split()
)
# Peoples, which languages call by names of their own.
_PEOPLES = frozenset(
    "croat serb slovene scot magyar frank goth spaniard fleming jew gaul celt hun mongol berber cuman".split()
)
_LETTERS = re.compile("[^a-z]")


def _romanised(word: str) -> str:
    from anyascii import anyascii

    return _LETTERS.sub("", anyascii(unicodedata.normalize("NFC", word)).lower())


ROMANISED = Remembered(_romanised)


def romanised(word: str) -> str:
    """A word of any script in the letters a to z, as far as its letters tell."""
    return ROMANISED[word]


def _lines(name: str) -> list[str]:
    return lzma.decompress((FOLDER / name).read_bytes()).decode().split("\n")


@lru_cache(maxsize=1)
def _lists() -> tuple[frozenset[str], frozenset[str]]:
    """English words, and words of the English names of places."""
    lines = _lines("english.txt.xz")
    at = lines.index("")
    return frozenset(lines[:at]), frozenset(lines[at + 1 :])


def _is_english(word: str) -> bool:
    """Whether a word is listed, or made of one that is."""
    known, _ = _lists()
    if word in known:
        return True
    made = (word[: -len(end)] + base for end, base in ENDINGS if word.endswith(end) and len(word) > len(end) + 2)
    if any(map(known.__contains__, made)):
        return True
    before = _BEFORE_A_WORD.match(word)
    return before is not None and word[before.end() :] in known


def _is_of_a_place(word: str) -> bool:
    """Whether a word names a place, or is made of its name."""
    _, known = _lists()
    if word in known or word.removesuffix("s") in known:
        return True
    made = _OF_A_PLACE.search(word)
    if made is None or made.start() < 3:
        return False
    stem = word[: made.start()]
    return any(stem + ending in known for ending in _PLACE_ENDINGS)


def _only_a_name(word: str) -> bool:
    if word in _NAMES:
        return True
    if (
        word in _CALENDAR
        or word.removesuffix("s") in _PEOPLES
        or (word not in _GIVEN_NAMES and _TRANSLATED.search(word))
    ):
        return False
    return not _is_english(word) and not is_term(word) and not _is_of_a_place(word)


# Whether a word in lower case is one of English that names nobody and no place.
IS_ENGLISH = Remembered(lambda word: word not in _NAMES and _is_english(word))
# Whether it is one of the name of a place.
IS_A_PLACE = Remembered(lambda word: word in _lists()[1])
# Whether a word in lower case can only be a name that is the same everywhere, as far as scripts allow: no English word, no
# place or people, no feast, nothing made of one.
ONLY_A_NAME = Remembered(_only_a_name)


@lru_cache(maxsize=1)
def _places() -> Mapping[str, Mapping[str, str]]:
    found: dict[str, dict[str, str]] = {}
    for key, name, english in (line.split("\t") for line in _lines("places.tsv.xz")):
        found.setdefault(key, {})[name.casefold()] = english
    return found


def places(language: str, kind: Kind) -> Mapping[str, str]:
    """What a language calls countries, parts of the world, languages or cities, and their English names."""
    return _places().get(f"{language} {kind}", {})
