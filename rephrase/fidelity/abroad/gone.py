"""Which names of a sentence in another language its translation lacks: words with a mark of names, and Chinese runs of syllables."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence

from rapidfuzz import fuzz

from rephrase.fidelity.abroad.lexicon import IS_ENGLISH, romanised
from rephrase.fidelity.abroad.reading import KATAKANA, STEM, TAILS, Reading, Run, Script
from rephrase.fidelity.abroad.sounds import SOUNDS, of_syllables, of_word, weight
from rephrase.fidelity.words import pieces

# Within a sentence: after a word, and no mark after which capitals stand anyway.
_WITHIN = re.compile(r"(?<=[\w,)%] )[^\W\d_]{3,}")
_LATIN_NAME = re.compile(r"[A-Z][A-Za-z]{2,}")
_TELLING = 2.0  # consonants of a name that is not found by chance again and again
_HELD_SOUNDS, _HELD_IN_RUNS, _HELD_LETTERS = 0.2, 0.25, 68  # consonants; the same; per cent


def absent(source: str, rewrite: str) -> Iterator[str]:
    """Names that a sentence has more often than its translation has anything that they may be, romanised."""
    read = Reading(source)
    here = [piece.removesuffix("'s").removesuffix("’s") for piece in pieces(rewrite)]
    words = Counter(filter(None, map(romanised, here)))
    capitals = frozenset(romanised(word) for word in _named(rewrite, here))
    for name, count in _marked(source, read.script).items():
        if count > sum(words[word] for word in words if _may_be(read, name, word, word in capitals)):
            yield name
    if read.script in ("kana", "han"):
        yield from _lost_runs(read, words, capitals)


def _marked(source: str, script: Script) -> Counter[str]:
    """Words that have a mark of names: capitals within a sentence, katakana, another script than what is around them."""
    pattern = _WITHIN if script in ("latin", "cased") else KATAKANA if script == "kana" else _LATIN_NAME
    found = (match[0] for match in pattern.finditer(source))
    marked = (word for word in found if (word[0].isupper() or script == "kana") and len(word) > 2)
    return Counter(filter(None, map(romanised, marked)))


def _may_be(read: Reading, name: str, word: str, has_capital: bool) -> bool:
    if name == word or (len(word) >= STEM and name[:STEM] == word[:STEM]):
        return True
    if fuzz.ratio(name[: len(word) + 2], word) >= _HELD_LETTERS:
        return True
    return has_capital and of_word(read.sounds(word), SOUNDS[name], TAILS[read.script]) <= _HELD_SOUNDS


def _lost_runs(read: Reading, words: Counter[str], capitals: frozenset[str]) -> Iterator[str]:
    """Runs that no name of the translation may be, and names that it has less often than the source, with all that are
    like them."""
    held = {run: _holders(read, run, capitals) for run in read.transliterated}
    yield from ("".join(run) for run, names in held.items() if not names)
    for name in sorted(frozenset().union(*held.values())):
        runs = [run for run, names in held.items() if name in names]
        rivals = frozenset().union(*(held[run] for run in runs))
        count = sum(len(read.transliterated[run]) for run in runs)
        if weight(SOUNDS[name]) >= _TELLING and count > sum(words[rival] for rival in rivals):
            yield name


def _holders(read: Reading, run: Run, names: frozenset[str]) -> frozenset[str]:
    return frozenset(name for name in names if of_syllables(read.sounds(name), run) <= _HELD_IN_RUNS)


def _named(text: str, words: Sequence[str]) -> Iterator[str]:
    """The words of an English text that may be names: with a capital that does not come from their place."""
    within = frozenset(match[0] for match in _WITHIN.finditer(text))
    for word in words:
        if len(word) > 2 and word[0].isupper() and (word in within or not IS_ENGLISH[word.lower()]):
            yield word
