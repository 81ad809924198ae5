"""How near a name in Latin letters sounds to a word or to syllables of another script. Knows consonants alone, and generously.

A word is the sequence of its consonants, each a set of the sounds that its letters may stand for in any of the languages
that are transliterated: c may be an s or a k, h may be silent. Vowels tell too little: only that a word begins with one.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

from rephrase.fidelity.abroad.lexicon import romanised
from rephrase.fidelity.words import Remembered

Sounds = tuple[int, ...]  # for each consonant the sounds it may be, as bits

_B, _F, _D, _T, _K, _S, _L, _R, _M, _N, _VOWEL, _SILENT, _ENDS = (1 << bit for bit in range(13))
_CLOSE = (_B | _F, _D | _T, _L | _R, _M | _N)  # sounds that some languages write alike
_GROUPS = {
    "tsch": _S, "shch": _S, "sch": _S | _K, "dzh": _S, "tch": _S, "tsh": _S, "dsch": _S, "zh": _S | _K, "sh": _S, "ch": _S | _K, "ph": _F | _B,
    "th": _D | _T | _S | _F, "gh": _K | _SILENT | _F, "kh": _K | _SILENT, "ck": _K, "dh": _D | _T | _S, "ts": _S | _T, "dz": _S, "tz": _S,
    "cz": _S, "sz": _S, "rz": _S | _R, "dj": _S, "qu": _K, "wh": _F | _SILENT, "b": _B, "p": _B | _F, "f": _F, "v": _B | _F,
    "w": _F | _SILENT, "d": _D, "t": _T, "k": _K, "g": _K | _S, "c": _K | _S, "q": _K | _S, "x": _K | _S, "j": _S | _K | _SILENT, "s": _S,
    "z": _S, "l": _L, "r": _R, "m": _M, "n": _N, "h": _K | _SILENT, "y": _SILENT,
}  # fmt: skip
_GROUP = re.compile("|".join(_GROUPS))
_VOWELLESS = re.compile("[^aeiouy]{3,}$")
_LETTER = re.compile("[skdtg]h|" + "|".join(group for group in _GROUPS if len(group) == 1))  # of a word without vowels
# An r or l that begins a syllable: not in Claire, and not in Tracy.
_IS_HEARD = re.compile("(?:(?<![td])r|l)(?:[aiouy]|e(?!s?$))")
_HARD = re.compile("[cg](?![eiyhz])")  # before other letters these are no s
# The consonants that begin a syllable of pinyin, and what those stand for in names from elsewhere.
_INITIALS = {
    "zh": _S | _K, "ch": _S | _K, "sh": _S, "b": _B | _F, "p": _B | _F, "m": _M, "f": _F, "d": _D | _T, "t": _D | _T, "n": _N, "l": _L | _R,
    "g": _K, "k": _K, "h": _K | _SILENT, "j": _S | _K, "q": _S | _K, "x": _S | _K, "r": _L | _R, "z": _S | _T | _D, "c": _S | _K | _T, "s": _S,
    "y": _VOWEL | _SILENT | _S, "w": _B | _F | _SILENT | _VOWEL, "": _VOWEL | _SILENT,
}  # fmt: skip
_HEARD = ~(_SILENT | _ENDS)
_SYLLABLE = re.compile(r"(zh|ch|sh|[bpmfdtnlgkhjqxrzcsyw]?)([a-z]*?)(ng|n)?$")
_MORE, _LESS = 0.7, 1.0  # a consonant that only the other has; one that only the name has
_SILENT_MORE, _SILENT_LESS = 0.1, 0.15  # the same where it may be silent
_LAST_LESS = 0.5  # and for syllables of pinyin, which end in no such consonant, the last one: Paris is ba li
_OTHER, _OTHER_VOWEL, _OTHER_CLOSE = 1.0, 0.7, 0.5  # one for another
_WITHIN = re.compile(
    r"(?<=[\w,)] )[A-ZÀ-ÖØ-ÞĀ-Ž][^\W\d_]{2,}"
)  # a capital that does not come from its place in a sentence
_LEAST_NAMED, _SAME = 3, 0.05  # consonants of a word that may be a name; the cost up to which it sounds the same


def _sounds(word: str) -> Sounds:
    found = [_VOWEL | _SILENT] if word[:1] in "aeiouy" else []
    end = -1
    for match in (_LETTER if _VOWELLESS.match(word) else _GROUP).finditer(word):
        sound = _GROUPS[match[0]]
        if (match[0] == "h" and not match.start()) or _HARD.match(word, match.start()):
            sound = _K  # an h is silent within a word alone: John
        if sound in (_L, _R) and not _IS_HEARD.match(word, match.start()):
            sound |= _ENDS
        if match.start() == end and found and found[-1] & ~_ENDS == sound & ~_ENDS:  # tt is one t
            found[-1] = sound
        elif sound != _SILENT:
            found += (_K | _SILENT, _S) if match[0] == "x" and match.start() else (sound,)
        end = match.end() if sound != _SILENT else -1
    return tuple(found)


# Of a word in the letters a to z.
SOUNDS = Remembered(_sounds)


def _syllable(syllable: str) -> Sounds:
    if syllable == "er":
        return (_L | _R | _SILENT,)
    match = _SYLLABLE.match(syllable)
    if match is None:
        return SOUNDS[syllable]
    return (_INITIALS[match[1]], _M | _N | _SILENT) if match[3] else (_INITIALS[match[1]],)


# Of a syllable of pinyin.
SYLLABLE_SOUNDS = Remembered(_syllable)


def softened(name: Sounds) -> Sounds:
    """The same for scripts of syllables, which leave out an r or l at the end of one and write both alike."""
    return tuple([_softened(sound) for sound in name])


def _softened(sound: int) -> int:
    return sound | _L | _R | (_SILENT if sound & _ENDS else 0) if sound & (_L | _R) else sound


def doubled_once(name: Sounds) -> Sounds:
    """The same for scripts without vowels, where two equal consonants are read as one: Mumtaz is mmtaz."""
    return tuple(sound for at, sound in enumerate(name) if not at or sound != name[at - 1])


def weight(name: Sounds) -> float:
    """How many consonants a name has, those that may be silent as a third."""
    return max(1.0, sum(0.35 if sound & _SILENT else 1.0 for sound in name))


@lru_cache(maxsize=4096)  # of a few sounds asked for again and again
def _change(sound: int, other: int) -> float:
    """The cost of one sound for another that is not the same."""
    if (sound | other) & _VOWEL:
        return _OTHER_VOWEL
    return _OTHER_CLOSE if any(sound & close and other & close for close in _CLOSE) else _OTHER


def _next_row(before: Sequence[float], sound: int, other: Sounds, less: float) -> list[float]:
    row = [before[0] + less]
    for at, there in enumerate(other):
        change = 0.0 if sound & there & _HEARD else _change(sound, there)
        more = _SILENT_MORE if there & _SILENT else _MORE
        row.append(min(before[at] + change, before[at + 1] + less, row[at] + more))
    return row


@lru_cache(maxsize=20_000)
def of_word(name: Sounds, word: Sounds, tail: float) -> float:
    """What a name costs as the beginning of a word; `tail` is the cost of each consonant after it, as of an inflection."""
    row = [0.0]
    for sound in word:
        row.append(row[-1] + (_SILENT_MORE if sound & _SILENT else _MORE))
    for sound in name:
        row = _next_row(row, sound, word, _SILENT_LESS if sound & _SILENT else _LESS)
    best = left = 0.0
    for at in range(len(word), -1, -1):
        best = row[at] if at == len(word) else min(best, row[at] + left)
        left += 0.0 if at == 0 else tail / 2 if word[at - 1] & _SILENT else tail
    return best / weight(name)


def of_syllables(name: Sounds, syllables: Sequence[str]) -> float:
    """What a name costs as a part of a run of syllables that begins with one of them and ends anywhere."""
    flat: list[int] = []
    row = [0.0]
    for syllable in syllables:
        own = SYLLABLE_SOUNDS[syllable]
        flat += own
        row += [1.0] * (len(own) - 1) + [0.0]
    other = tuple(flat)
    for at, sound in enumerate(name):
        less = 2 * _SILENT_LESS if sound & _SILENT else _LESS if at + 1 < len(name) else _LAST_LESS
        row = _next_row(row, sound, other, less)
    return min(row) / weight(name)


def is_named_in(word: str, english: str) -> bool:
    """Whether an English text has a name that sounds all as a word of any script: the Arabic letters of Stone say sixty."""
    if not word.isalpha() or len(own := SOUNDS[romanised(word)]) < _LEAST_NAMED:
        return False
    names = frozenset(_WITHIN.findall(english))
    return any(of_word(SOUNDS[romanised(name)], own, _OTHER) <= _SAME for name in names)


def may_begin_alike(name: Sounds, word: Sounds) -> bool:
    """Whether the first consonants can be the same: a quick look before the distance."""
    if not name or not word:
        return False
    return bool(name[0] & word[0] & _HEARD) or bool((name[0] | word[0]) & _SILENT) or _change(name[0], word[0]) < _OTHER
