"""Writes the word lists by which names in translations are told: English words, and places in many languages.

    python benchmarks/lexicon.py american-english british-english --larger american-english-large british-english-large

The files are SCOWL's word lists (Debian: wamerican, wbritish and the same with -large); places are CLDR's, from the package babel, which nothing else
needs. Both are free to use with their notices, which stand beside the lists.
"""

from __future__ import annotations

import argparse
import lzma
import re
import zoneinfo
from collections.abc import Iterable, Iterator, Mapping, Set
from pathlib import Path

from rephrase.fidelity.abroad.lexicon import ENDINGS, FOLDER, romanised
from rephrase.fidelity.beads import LETTERS

# Endings of words that are made of a name and translated with it, and of peoples, faiths, places and feasts.
_MADE = re.compile(
    r"(?:ish|ese|isms?|ists?|ics?|ical|ians?|eans?|ites?|ary|ants?|ans|men|tide|mas|ity|ities|hood|ness|ment|ous|um)$"
)
_GIVEN = frozenset(
    "brian julian adrian vivian lillian lilian sebastian dominic eric frederic cedric damian fabian gillian jillian marian maximilian"
    " hillary mary rosemary zachary gary hilary cary leary dorian ian jean sean bryan logan morgan megan susan evan ivan ethan nathan"
    " jonathan dylan allan alan duncan joan juan tristan keenan chandler".split()
)
_MORE = frozenset(
    "scotland england wales britain briton britons holland dutch swede swedes dane danes turk turks finn finns pole poles arab arabs"
    " thai swiss scots welsh irish mercury venus jupiter saturn uranus neptune pluto constantinople hague highlands burgundy tuscany"
    " alps rhineland lapland newfoundland queensland covid quran koran".split()
)  # fmt: skip


def _listed(files: Iterable[Path]) -> Set[str]:
    return frozenset(word for file in files for word in file.read_text(encoding="utf-8").split())


def _is_derived(word: str, known: Set[str]) -> bool:
    return any(
        word.endswith(ending) and len(word) > len(ending) + 2 and word[: -len(ending)] + base in known
        for ending, base in ENDINGS
    )


def _capitals(text: str) -> Iterator[str]:
    return (word.lower() for word in re.findall(r"[A-Z][^\W\d_]{2,}", text))


def _english_places() -> Set[str]:
    """Words of the English names of countries, languages and cities."""
    from babel import Locale

    english = Locale("en")
    texts = [*english.territories.values(), *english.languages.values(), *zoneinfo.available_timezones()]
    return frozenset(word for text in texts for word in _capitals(text))


def _places() -> Iterator[tuple[str, str, str]]:
    """(language and kind, its name of a country, a part of the world, a people's language or a city, the English name)."""
    from babel import Locale

    english = Locale("en")
    locales = {code: Locale(code) for code in sorted(LETTERS)}
    zones = {str(key) for own in locales.values() for key in own.time_zones if "/" in str(key)}
    for code, own in locales.items():
        for kind, here, there in (
            ("country", own.territories, english.territories),
            ("language", own.languages, english.languages),
        ):
            for key, name in here.items():
                if key in there and len(name) > 1 and (len(key) == 2 or key.isdigit()):
                    yield f"{code} {'part' if key.isdigit() else kind}", name, there[key]
        for key in sorted(zones):
            yield f"{code} city", _city(own.time_zones, key), _city(english.time_zones, key)


def _city(zones: Mapping[str, Mapping[str, str]], key: str) -> str:
    """The city that a zone of time is called after: as English has it, where a language has no other name."""
    return zones.get(key, {}).get("city") or key.rsplit("/", maxsplit=1)[-1].replace("_", " ")


def _rare(files: Iterable[Path], english: Set[str]) -> Set[str]:
    """What larger lists have besides, words of the sciences above all: in small letters alone, and nothing of which a name
    would be made by an ending, as Holmes of holm."""
    listed = _listed(files)
    names = {word.lower() for word in listed if word[0].isupper()} | _GIVEN
    bases = {word[: -len(end)] + base for word in names for end, base in ENDINGS if word.endswith(end)}
    rare: set[str] = set()
    known = {*english}
    for word in sorted(listed - names - bases, key=len):
        if re.fullmatch("[a-z]{3,}", word) and word not in known and not _is_derived(word, known):
            rare.add(word)
            known.add(word)
    return rare


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("lists", nargs="+", type=Path, help="SCOWL's lists, a word a line")
    parser.add_argument("--larger", nargs="+", type=Path, default=[], help="its larger lists")
    given = parser.parse_args()
    listed = _listed(given.lists)
    small = {word for word in listed if re.fullmatch("[a-z]{3,}", word)}
    made = {word.lower() for word in listed if re.fullmatch("[A-Z][a-z]{2,}", word) and _MADE.search(word)}
    english: set[str] = set()
    for word in sorted(small, key=len):
        if not _is_derived(word, english):
            english.add(word)
    places = {word for word in _english_places() | _MORE if word.isascii()}
    english |= made - _GIVEN - places
    english |= _rare(given.larger, english) - places
    _write("english.txt.xz", [*sorted(english), "", *sorted(places)])
    _write("places.tsv.xz", sorted({"\t".join(row) for row in _places() if romanised(row[1])}))


def _write(name: str, lines: list[str]) -> None:
    packed = lzma.compress("\n".join(lines).encode(), preset=9)
    (FOLDER / name).write_bytes(packed)
    print(f"{name}: {len(lines)} lines, {len(packed) / 1000:.0f} kB")


if __name__ == "__main__":
    main()
