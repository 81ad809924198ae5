"""Guesses the language of a text by its script or its function words. Knows those of `vocabulary.py`, no numbers."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from functools import cache, lru_cache

from rephrase.data import Task
from rephrase.fidelity.language import probabilities
from rephrase.fidelity.quantities.more_languages import MORE_LANGUAGES
from rephrase.fidelity.quantities.spelled import other_word, vocabulary
from rephrase.fidelity.quantities.vocabulary import LANGUAGES, LATIN, SCRIPTS, function_words, function_words_of

ANY_SCRIPT = re.compile("[" + "".join(script.pattern[1:-2] for _, script in SCRIPTS) + "]")
_WITHOUT_SPACES = ("zh", "ja")
_FEWEST = 3  # different function words in a text of a language
_SAMPLE = 4000  # characters by which a language is guessed
_WORD = re.compile(r"[^\W\d_]+")
_TELLING = 3  # letters of a number word by which a language is told
_LIKELY = 8  # languages that the model is asked for


@cache
def _all_function_words() -> frozenset[str]:
    return frozenset().union(*function_words().values())


@cache
def _of_others() -> frozenset[str]:
    """The function words that are not of the first language alone."""
    return frozenset().union(*(function_words()[language] for language in LATIN[1:]))


def guess(text: str, words: Sequence[str] = ()) -> str:
    """The language whose function words or script the text has most of; "" for a script or words not in the table.

    `words` are all runs of letters of a text that has only Latin ones, in small letters, if they are known.
    """
    sample = text[:_SAMPLE]
    if not sample.isascii() and ANY_SCRIPT.search(sample) and (language := _by_script(sample)):
        return language
    if words and len(text) <= _SAMPLE and _is_plainly_first(text, words):
        return LATIN[0]
    present = _all_function_words().intersection(sample.lower().split())
    if not present:
        return LATIN[0] if text.isascii() else ""
    return max(LATIN, key=lambda language: len(present & function_words()[language]))


def guess_for(source: str, task: Task) -> str:
    """The language of a source; that of a translation is most likely another than English, however short it is."""
    return _guess_abroad(source) if task == "translate" else guess(source)


@lru_cache(maxsize=16)
def _guess_abroad(text: str) -> str:
    """The language whose words for numbers and function words a text has most of, where there are few of the latter; ""
    where it has none of any language or is surely in one without a table."""
    language = guess(text)
    if language and language not in LATIN:
        return language
    sample = text[:_SAMPLE]
    if language and len(function_words_of(language).intersection(sample.lower().split())) >= _FEWEST:
        return language
    present = frozenset(_WORD.findall(sample.lower()))
    numbers = {own: sum(map(_says_number(own), present)) for own in LATIN}
    signs = {own: numbers[own] + len(present & function_words_of(own)) for own in LATIN}
    most = max(signs.values())
    likely = dict(probabilities(sample, _LIKELY))
    is_unknown = bool(likely) and max(likely, key=likely.__getitem__) not in LANGUAGES
    if not most or (is_unknown and most < _FEWEST and not any(numbers.values())):
        return ""
    return max((own for own in LATIN if signs[own] == most), key=lambda own: likely.get(own, 0.0))


@cache
def _says_number(language: str) -> Callable[[str], bool]:
    """Says of a word in small letters whether it is a cardinal or a multiple, of which a short one is no sign."""
    table = vocabulary(language)

    def says(lower: str) -> bool:
        word = table.get(lower) or other_word(lower, language, table) if len(lower) >= _TELLING else None
        return word is not None and word.role in ("cardinal", "scale")

    return says


def is_read(text: str, language: str, across: bool = False) -> bool:
    """Whether a text is in the language that was guessed, whose number words are known, and not only in one that looks like
    it; `across` languages not in the first one, which is guessed where there is no sign of any, nor in one of whose number
    words not all forms are known."""
    if not language or (across and (language == LATIN[0] or language in MORE_LANGUAGES)):
        return False
    return language in _WITHOUT_SPACES or len(function_words_of(language).intersection(text.lower().split())) >= _FEWEST


def _is_plainly_first(text: str, words: Sequence[str]) -> bool:
    """Whether so many function words of the first language stand between spaces that no other can have more."""
    possible = _all_function_words().intersection(words)
    wanted = max(1, len(possible & _of_others()))
    lowered = text.lower()
    for word in possible & function_words()[LATIN[0]]:
        wanted -= f" {word} " in lowered
        if not wanted:
            return True
    return False


def _by_script(sample: str) -> str | None:
    """The language in whose script more than a fifth of the letters are."""
    most = len(sample)
    for language, script in SCRIPTS:
        fivefold = 5 * sum(map(len, script.findall(sample)))
        if 0 < fivefold <= most == len(sample):  # letters are counted only where it matters
            most = sum(map(str.isalpha, sample))
        if fivefold > most:
            return language
    return None
