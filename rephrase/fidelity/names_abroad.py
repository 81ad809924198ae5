"""Are the names of a translation those of its source? Looks for each by its letters and by its sound, whatever the script.

Judges words that can only be a name: no English word, no people, no water or land, which are translated in their own ways, and
no name that a Chinese or Japanese source may have in characters that do not tell how it is read. Famous names are looked for
in the forms that languages have for them, countries and cities by CLDR's names.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence, Set
from itertools import islice

from rephrase.data import Task, Verdict, not_judged
from rephrase.fidelity.abroad import places
from rephrase.fidelity.abroad.exchanged import exchanged
from rephrase.fidelity.abroad.gone import absent
from rephrase.fidelity.abroad.lexicon import IS_A_PLACE, IS_ENGLISH, ONLY_A_NAME, romanised
from rephrase.fidelity.abroad.order import out_of_order
from rephrase.fidelity.abroad.reading import Reading, Script, reading
from rephrase.fidelity.abroad.sounds import SOUNDS, weight
from rephrase.fidelity.abroad.spelling import as_spelled
from rephrase.fidelity.abroad.transliterated import instead
from rephrase.fidelity.beads import side_by_side
from rephrase.fidelity.language import language_of
from rephrase.fidelity.naming import is_name, pieces_of
from rephrase.fidelity.words import prose, shown

_CAPITALISED = re.compile(r"(?<![\w.@/\\'’-])[A-ZÀ-ÖØ-ÞĀ-Ž][a-zß-öø-ÿā-ž]{2,}(?![\w@/\\]|-(?![A-Z]))")
# A name that may be Japanese, by its syllables.
_JAPANESE = re.compile(
    r"(?:(?:ky|gy|sh|ch|ts|ny|hy|my|ry|by|py|[jkgsztdnhbpmyrwf])?[aiueo]|n(?![aiueoy])|h(?![aiueo])|k(?=k)|s(?=s)|t(?=[tc])|p(?=p))+$"
)
Places = dict[str, list[float]]  # words, and where each stands in its text, from 0 to 1
_LEAST = 1.7  # consonants of a name that is looked for by its sounds; one that may be silent counts as a third
_MUCH = 0.1  # by which another name is nearer
# Waters and land, which languages call by names of their own: the English Channel is la Manche, Lake Constance der Bodensee.
_LAND = (
    "Sea|Ocean|Gulf|Bay|Straits?|Channel|Canal|Lakes?|Rivers?|Mount|Mountains?|Valley|Isles?|Islands?|Peninsula|Cape|Desert|Forest|Falls"
    "|Plateau|Coast|Hills?|Range|Basin|Plain"
)
_BEFORE_LAND = re.compile(rf"(?: and [A-Z]\w+)? (?:{_LAND})\b")
_AFTER_LAND = re.compile(rf"\b(?:{_LAND})(?: of)?(?: the)? $")
_ENDS_CLASSICALLY = re.compile(r"(?<=\w{4})(?:[ioe]?us|[aeio]s|on|[ei]a|ids?)$")  # Romulus, Romolo; Abbasids
_SPELT_ALIKE = 70  # per cent of the letters of a name and of what is made of it: Tuscan, toscano
_NEVER = 10.0  # a distance that none is above
_FAR_PLACE = 0.18  # the same of a country or a city, whose names in the source's language are known
_MOST, _MOST_UNSURE = 40, 6  # names of a text that are looked for; of which it is asked what has gone for them
_SHORT = 2000  # characters of a text that is compared as a whole where its sentences cannot be
# How far a name must be from all that the source has: where the source lacks nothing, and where a name of it is gone.
_FAR: dict[Script, tuple[float, float]] = {
    "latin": (0.3, 0.27), "cased": (0.28, 0.28), "arabic": (0.26, 0.26), "spaced": (0.2, 0.2), "kana": (0.28, 0.25), "han": (_NEVER, 0.27),
}  # fmt: skip


def _new(source: str, rewrite: str) -> tuple[Places, Places]:
    """Words that the source does not have as they are, with their places: those that can only be names, and countries and
    cities."""
    known, small = pieces_of(source), pieces_of(rewrite)
    names: Places = {}
    countries: Places = {}
    text = prose(rewrite)
    for match in _CAPITALISED.finditer(text):
        word, lower = match[0], match[0].lower()
        kind = names if ONLY_A_NAME[lower] and is_name(word) else countries if IS_A_PLACE[lower] else None
        if _BEFORE_LAND.match(text, match.end()) or _AFTER_LAND.search(text, max(0, match.start() - 30), match.start()):
            continue
        if kind is not None and (word in kind or (word not in known and lower not in small)):
            kind.setdefault(word, []).append(match.start() / len(text))
    return names, countries


def _is_read(name: str, script: Script) -> bool:
    """Whether a name would show in a source of this script, and is long enough to be told by its sounds."""
    if script == "unread" or (script in ("han", "kana") and _JAPANESE.match(name)):
        return False
    return script == "latin" or weight(SOUNDS[name]) >= _LEAST


def _distances(names: Places, read: Reading, taken: frozenset[str]) -> dict[str, float]:
    """How far each name is from all that the source has; what another is much nearer to is nothing that it may be."""
    nearest = {name: read.nearest(romanised(name), at, taken) for name, at in names.items()}
    best: dict[str, tuple[float, str]] = {}
    for name, (distance, word) in nearest.items():
        best[word] = min(best.get(word, (_NEVER, "")), (distance, name))
    distances = {}
    for name, (distance, word) in nearest.items():
        least, other = best[word]
        if word and distance > least + _MUCH and other[:4] != name[:4]:
            distances[name] = read.distance(romanised(name), names[name], taken | {word})
        else:
            distances[name] = distance
    return distances


def _far(names: Places, countries: Places, source: str, rewrite: str) -> tuple[list[str], list[str]]:
    """The names that nothing in the source sounds like, and names of the source that are gone. A country or a city counts
    where it is known what the source would call it."""
    read, language = reading(source), language_of(prose(source))
    alone, with_lost = _FAR.get(read.script, (_NEVER, _NEVER))
    judged = {name: at for name, at in names.items() if _is_read(romanised(name), read.script)}
    foreign = {name: at for name, at in countries.items() if places.is_named(name.lower(), source, language) is False}
    taken = frozenset(map(romanised, pieces_of(source) & pieces_of(rewrite)))
    distances = _distances(dict(islice((judged | foreign).items(), _MOST)), read, taken)
    unsure = [name for name, distance in distances.items() if distance > (_FAR_PLACE if name in foreign else with_lost)]
    unsure = [
        name
        for name in unsure
        if not _has_another_form(name, names.get(name, countries.get(name, [])), read, with_lost)
    ]
    gone = {name: [*_gone(name, _beside(source, rewrite), language)] for name in unsure[:_MOST_UNSURE]}
    if read.script == "han":
        gone |= {name: [run] for name, run in _instead(names.keys() - gone.keys(), read, source, rewrite)}
    far = [name for name in gone if name in foreign or gone[name] or distances[name] > alone]
    return far, [*dict.fromkeys(lost for name in far for lost in gone[name])]


def _has_another_form(name: str, places: Sequence[float], read: Reading, most: float) -> bool:
    """Whether the source has a famous name in its own form, a classical one without its ending, a compound or an adjective of it."""
    small = romanised(name)
    if read.has_form(small) or read.is_within(small) or read.is_spelt_alike(small, places, _SPELT_ALIKE):
        return True
    stem = _ENDS_CLASSICALLY.sub("", small)
    return stem != small and read.distance(stem, places) <= most


def _beside(source: str, rewrite: str) -> list[tuple[str, str]]:
    return side_by_side(source, rewrite) or ([(source, rewrite)] if len(source) < _SHORT else [])


def _gone(name: str, beside: Sequence[tuple[str, str]], language: str) -> Iterator[str]:
    """What of the sentences that a name's own ones stand for is gone from these."""
    for own, english in beside:
        if name in english:
            yield from (as_spelled(lost, own) for lost in absent(own, english))
            yield from places.lost(own, english, language)


def _instead(names: Set[str], read: Reading, source: str, rewrite: str) -> Iterator[tuple[str, str]]:
    """The names of sentences of which a name is surely gone that these may not stand for, and what is gone."""
    for own, english in _beside(source, rewrite) if names else ():
        for name, run in instead(own, english, sorted(filter(english.__contains__, names))):
            if not read.has_form(romanised(name)) and romanised(name) not in read.pinyin:
                yield name, as_spelled(run, own)


def _has_several(rewrite: str) -> bool:
    """Whether a translation has two words with a capital that are none of English: else there is nothing to exchange."""
    words = frozenset(match[0] for match in _CAPITALISED.finditer(prose(rewrite)))
    return len([word for word in words if not IS_ENGLISH[word.lower()]]) > 1


def _swapped(source: str, rewrite: str) -> str:
    """What is wrong with the names of a translation, "" for nothing."""
    names, countries = _new(source, rewrite)
    has_several = _has_several(rewrite)
    if not (names or countries or has_several) or not reading(source).is_short:
        return ""
    invented, lost = _far(names, countries, source, rewrite) if names or countries else ([], [])
    if invented:
        return f"not in the source: {shown(invented)}" + (f"; gone: {shown(lost)}" if lost else "")
    instead = (exchanged(source, rewrite) or [*out_of_order(source, rewrite)]) if has_several else []
    return f"exchanged: {shown([f'{name} for {other}' for name, other in instead])}" if instead else ""


def check(source: str, rewrite: str, task: Task) -> Verdict:
    """Fails a translation that has a name which its source has in no form, or two names in each other's place."""
    if task != "translate":
        return not_judged("names_abroad", "but in translations")
    is_judged = _CAPITALISED.search(rewrite) and language_of(prose(source)) != "en"
    said = _swapped(source, rewrite) if is_judged else ""
    return Verdict("names_abroad", not said, 0.3 if said else 1.0, said[:200])
