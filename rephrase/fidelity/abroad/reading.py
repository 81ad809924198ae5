"""What a source in another language has that a name of its translation may stand for: words by letters or by sound, syllables.

Where a script has capitals, names have them. Katakana is for what is foreign; of Han characters those that transliterations
are written with are read by their sounds, and pinyin names as they are. Scripts without spaces that have no marks of names
(Thai, Lao, Khmer, Burmese) are not read.
"""

from __future__ import annotations

import re
from collections.abc import Container, Iterator, Mapping, Sequence
from functools import cached_property, lru_cache
from typing import Literal

from rapidfuzz import fuzz

from rephrase.fidelity.abroad.forms import FORMS, has_form, is_written
from rephrase.fidelity.abroad.lexicon import romanised
from rephrase.fidelity.abroad.sounds import (
    SOUNDS,
    Sounds,
    doubled_once,
    may_begin_alike,
    of_syllables,
    of_word,
    softened,
)
from rephrase.fidelity.abroad.transliterated import MAY_BE_ONE, TRANSLITERATED

Run = tuple[str, ...]
Script = Literal["latin", "cased", "arabic", "spaced", "kana", "han", "unread"]

_HAN_KANA = "\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff"
_UNREAD = "\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff"
_OF_SCRIPT: dict[Script, re.Pattern[str]] = {
    "kana": re.compile("[\u3040-\u30ff]"),
    "han": re.compile("[\u3400-\u4dbf\u4e00-\u9fff]"),
    "cased": re.compile("[\u0370-\u03ff\u0400-\u052f\u0530-\u058f]"),
    "arabic": re.compile("[\u0600-\u06ff]"),
    "unread": re.compile(f"[{_UNREAD}]"),
    "spaced": re.compile("[\u0590-\u05ff\u0700-\u0dff\u10a0-\u10ff\u1200-\u137f\uac00-\ud7af]"),
}
_LOOKED_AT = 2000  # characters by which the script is told
_SHARE, _KANA_SHARE = 0.2, 0.05  # of them
_TOKEN = re.compile(
    rf"[^\W\d_{_HAN_KANA}](?:[^\W\d_{_HAN_KANA}]|[\u0300-\u036f\u0591-\u05c7\u064b-\u065f\u0900-\u0dff])*"
)
KATAKANA = re.compile("[\u30a1-\u30f6\u30fc]{2,}")
_HAN_RUN = re.compile("[\u3400-\u4dbf\u4e00-\u9fff]+")
_HANGUL = re.compile("[\uac00-\ud7af]{2}")
STEM, _LONG_STEM = 4, 5  # letters of a word that another form of it shares
_MOST_WORDS, _MOST_SYLLABLES = 1500, 2500  # of a source that is compared word by word; a longer one is not judged
_LEAST_FORM = 4  # letters of a famous name's form that are not found by chance in a run of pinyin
_COMPOUNDED = 5  # letters of a name that is not found by chance within a word
_SURE = 0.12  # a distance up to which a name surely is a word
_EVERYWHERE = tuple(part / 10 for part in range(11))
_NOWHERE = 9.0  # the distance where there is nothing to compare
_SPELLING = 0.75  # what two spellings' unlikeness is worth in consonants that differ
_CAUTION = 0.16  # what to sound alike is worth less than to be spelt alike, where both are in Latin letters
# By how much what stands for a name may be away from its place: a share of the text and a sentence's characters.
_AWAY, _AWAY_LETTERS, _AWAY_CHARACTERS = 0.2, 120, 60
# The cost of each consonant after a name: little where words are inflected.
TAILS: dict[Script, float] = {
    "latin": 0.2,
    "cased": 0.1,
    "arabic": 0.25,
    "spaced": 0.25,
    "kana": 0.5,
    "han": 0.5,
    "unread": 0.5,
}
# What Chinese translates in names of places.
_PLACE_ENDING = re.compile(r"(?<=\w{4})(?:burgh?|berg|shire|land|stan|stadt|town|ville|port|wich)$")
# What may stand before a name within a word: and, the, in, to, like.
_ARABIC_PREFIXES = ("wal", "fal", "bal", "al", "wa", "ll", "w", "l", "b", "k", "f")
# Servant of, which many write in one word with the name of God after it.
_ARABIC_SERVANT = re.compile("[وفبلك]?(عبدال)([\u0621-\u064a]{2,})")
# Han characters that are read in another way in names of places and people: 长春 is Changchun.
_IN_NAMES = (
    "长長 chang|重 chong|曾 zeng|单單 shan|解 xie|仇 qiu|区區 ou|朴 piao|查 zha|盖蓋 ge|尉 yu|厦廈 xia|都 du|会會 kuai|六 lu|蚌 beng|番 pan"
    "|薄 bo|藏 zang|省 xing|召 shao|翟 zhai|缪繆 miao|种 chong|佛 fo|浚 xun|莘 xin|泌 bi|覃 qin|乜 nie|员員 yun|洞 tong|卜 bu|晟 sheng|牟 mu"
    "|参參 shen|繁 po|车車 ju|行 hang|石 dan|乐樂 yue|涡渦 guo"
)
_READ_IN_NAMES = {
    ord(character): syllable
    for characters, syllable in map(str.split, _IN_NAMES.split("|"))
    for character in characters
}
_READ_TWICE = frozenset(map(chr, _READ_IN_NAMES))
_FORM_LETTERS = 60  # per cent of the letters of two forms of a name


def script_of(text: str) -> Script:
    """The script that a text is in. Chinese is told from Japanese by the kana."""
    start = text[:_LOOKED_AT]
    if start.isascii():
        return "latin"
    letters = sum(map(str.isalpha, start))
    for script, pattern in _OF_SCRIPT.items():
        if len(pattern.findall(start)) > (_KANA_SHARE if script == "kana" else _SHARE) * letters:
            return script
    return "latin"


def _is_near(own: Sequence[float], places: Sequence[float], away: float) -> bool:
    """Whether one of some places in a text is about one of some in the other."""
    return any(abs(here - there) <= away for here in own for there in places)


def _has_capital(word: str) -> bool:
    return word[0].isupper()


def _parts(word: str) -> Sequence[str]:
    """The two names of an Arabic one that is written as one word: Abd al-Nasir."""
    joined = _ARABIC_SERVANT.match(word)
    return joined.groups() if joined else ()


class Reading:
    """The words and syllables of a source, and what of a translation they may be."""

    def __init__(self, source: str) -> None:
        self._source = source
        self.script = script_of(source)
        letters = _AWAY_CHARACTERS if self.script in ("han", "kana") else _AWAY_LETTERS
        self._away = _AWAY + letters / max(len(source), 1)

    @cached_property
    def _tokens(self) -> Mapping[str, list[float]]:
        """Romanised words, and where they stand, from 0 to 1."""
        found: dict[str, list[float]] = {}
        for match in _TOKEN.finditer(self._source):
            for word in (match[0], *_parts(match[0])):
                found.setdefault(romanised(word), []).append(match.start() / len(self._source))
        found.pop("", None)
        return found

    @cached_property
    def _beginnings(self) -> Mapping[str, frozenset[str]]:
        """The words by their first four letters."""
        found: dict[str, set[str]] = {}
        for word in (*self._tokens, *self._names):
            if len(word) >= STEM:
                found.setdefault(word[:STEM], set()).add(word)
        return {beginning: frozenset(words) for beginning, words in found.items()}

    @cached_property
    def _names(self) -> frozenset[str]:
        """The romanised words that have a capital or are in katakana."""
        tokens = (match[0] for match in _TOKEN.finditer(self._source))
        found = {*filter(_has_capital, tokens), *KATAKANA.findall(self._source)}
        return frozenset(name for name in map(romanised, found) if len(name) > 1)

    @cached_property
    def transliterated(self) -> Mapping[Run, list[float]]:
        """Runs of Han characters that are a name from elsewhere, as syllables, and where they stand."""
        return self._runs(TRANSLITERATED)

    @cached_property
    def _perhaps_transliterated(self) -> Mapping[Run, list[float]]:
        """The same, of what may be one."""
        return self._runs(MAY_BE_ONE)

    def _runs(self, pattern: re.Pattern[str]) -> Mapping[Run, list[float]]:
        found: dict[Run, list[float]] = {}
        for match in pattern.finditer(self._source):
            found.setdefault(tuple(map(romanised, match[0])), []).append(match.start() / len(self._source))
        return found

    @cached_property
    def pinyin(self) -> str:
        """A source's Han characters as they are read, and once more as in names those that are read in two ways."""
        runs = _HAN_RUN.findall(self._source)
        as_named = (run.translate(_READ_IN_NAMES) for run in runs if not _READ_TWICE.isdisjoint(run))
        return " ".join("".join(map(romanised, run)) for run in (*runs, *as_named))

    @cached_property
    def is_short(self) -> bool:
        """Whether the source is short enough for its words to be compared with each name."""
        words = len(self._names if self.script in ("latin", "cased", "kana") else self._tokens)
        return words <= _MOST_WORDS and sum(map(len, self._perhaps_transliterated)) <= _MOST_SYLLABLES

    def distance(self, name: str, places: Sequence[float], taken: Container[str] = ()) -> float:
        """How unlike anything in the source a romanised name is that stands in these places of the translation, from 0 to 1.

        0 where it is there. What is `taken` is not what it may be.
        """
        return self.nearest(name, places, taken)[0]

    def nearest(self, name: str, places: Sequence[float], taken: Container[str] = ()) -> tuple[float, str]:
        """The same, with what it is nearest to, "" for what is there."""
        if name in self._tokens or any(self._is_form(name, word) for word in self._alike(name) if word not in taken):
            return 0.0, ""
        if self.script == "han" and name in self.pinyin:
            return 0.0, ""
        return min(self._distances(name, places, taken), default=(_NOWHERE, ""))

    def stands(self, name: str) -> float | None:
        """Where the one word stands that a romanised name surely is, from 0 to 1; None where there is none or several."""
        forms = [name] if name in self._tokens else [word for word in self._alike(name) if self._is_form(name, word)]
        if not forms:
            distance, word = min(self._distances(name, _EVERYWHERE, ()), default=(_NOWHERE, ""))
            forms = [word] if distance <= _SURE else []
        places = [place for form in forms for place in self._places(form)]
        return places[0] if len(places) == 1 else None

    def _places(self, word: str) -> list[float]:
        """Where a romanised word, a word in katakana or a run of syllables stands."""
        if word in self._tokens:
            return self._tokens[word]
        runs = [place for run, own in self._perhaps_transliterated.items() if "".join(run) == word for place in own]
        kana = (match for match in KATAKANA.finditer(self._source) if romanised(match[0]) == word)
        return runs or [match.start() / len(self._source) for match in kana]

    def has_form(self, name: str) -> bool:
        """Whether the source may have a famous name in the form that its language has for it."""
        if self.script in ("kana", "han"):
            inpinyin = any(len(form) > _LEAST_FORM and form in self.pinyin for form in FORMS.get(name, ()))
            return inpinyin or is_written(name, self._source)
        return has_form(name, self._names if self.script in ("latin", "cased") else self._tokens)

    def is_within(self, name: str) -> bool:
        """Whether a longer name is a part of a word, as in a compound."""
        return len(name) >= _COMPOUNDED and any(name in word for word in self._tokens)

    def is_spelt_alike(self, name: str, places: Sequence[float], least: float) -> bool:
        """Whether a word about there, with or without a capital, has as many of a name's letters, in per cent: an adjective."""
        return self.script == "latin" and any(
            word[0] == name[0] and fuzz.ratio(name, word[: len(name) + 2]) >= least
            for word, own in self._tokens.items()
            if _is_near(own, places, self._away)
        )

    def _alike(self, name: str) -> frozenset[str]:
        """The words that begin as a name does."""
        return self._beginnings.get(name[:STEM], frozenset())

    def _is_form(self, name: str, word: str) -> bool:
        """Whether a word that begins as a name does is another form of it: Blansko, blanenských."""
        if len(name) <= _LONG_STEM + 1 or name[:_LONG_STEM] == word[:_LONG_STEM]:
            return True
        return self.script == "latin" and fuzz.ratio(name, word[: len(name) + 2]) >= _FORM_LETTERS

    def _near(self, places: Sequence[float]) -> Iterator[str]:
        """The words that may be a name which stands in these places: where names have no mark, only what stands about there."""
        if self.script in ("latin", "cased", "kana"):
            yield from self._names
            return
        yield from self._names
        for word, own in self._tokens.items():
            if word not in self._names and _is_near(own, places, self._away):
                yield word

    def _distances(self, name: str, places: Sequence[float], taken: Container[str]) -> Iterator[tuple[float, str]]:
        sounds, tail = self.sounds(name), TAILS[self.script]
        for word in self._near(places):
            if word in taken:
                continue
            if self.script == "latin":
                yield _SPELLING * (1 - fuzz.ratio(name, word[: len(name) + 2]) / 100), word
            if may_begin_alike(sounds, SOUNDS[word]):
                yield of_word(sounds, SOUNDS[word], tail) + (_CAUTION if self.script == "latin" else 0), word
            if self.script == "arabic":
                if (merged := doubled_once(sounds)) != sounds and may_begin_alike(merged, SOUNDS[word]):
                    yield of_word(merged, SOUNDS[word], tail), word
                for prefix in filter(word.startswith, _ARABIC_PREFIXES):
                    if may_begin_alike(sounds, SOUNDS[word[len(prefix) :]]):
                        yield of_word(sounds, SOUNDS[word[len(prefix) :]], tail), word
        if self.script in ("kana", "han"):
            heads = (sounds, self.sounds(_PLACE_ENDING.sub("", name)))  # Wittenberg is Wei-teng's castle
            for run, own in self._perhaps_transliterated.items():
                if "".join(run) not in taken and _is_near(own, places, self._away):
                    yield min(of_syllables(head, run) for head in heads), "".join(run)

    def sounds(self, name: str) -> Sounds:
        """What a romanised name sounds like in a source's script."""
        return softened(SOUNDS[name]) if self._has_syllables else SOUNDS[name]

    @cached_property
    def _has_syllables(self) -> bool:
        """Whether the script writes syllables."""
        return self.script in ("han", "kana") or bool(_HANGUL.search(self._source[:_LOOKED_AT]))


@lru_cache(maxsize=8)
def reading(source: str) -> Reading:
    """What a source may be read as."""
    return Reading(source)
