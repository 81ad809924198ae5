"""Is a translation as long as the source's language makes one expect, and of as many sentences? Knows no meaning.

A language needs about the same number of letters for the same text wherever it is written. A translation that is too
short and has fewer sentences has lost some; one that is too long and has more has got some. Merging or splitting sentences
changes their number alone, a wordy translator the length alone: both pass.
"""

from __future__ import annotations

import math
import re
from functools import lru_cache

from rephrase.data import Task, Verdict
from rephrase.fidelity.language import language_of
from rephrase.fidelity.words import UNSPACED, prose, sentences

# English characters for one of the language's own, the mean of published human translations (xquad, d2l, mgsm, demetr, mlqe).
_LETTERS = {
    "de": 0.89, "nl": 0.93, "fr": 0.9, "es": 0.9, "it": 0.88, "pt": 0.93, "ro": 0.94, "pl": 0.95, "cs": 1.07, "tr": 0.96, "vi": 0.99,
    "ru": 1.02, "uk": 1.02, "el": 0.88, "et": 1.03, "ar": 1.22, "hi": 1.08, "zh": 2.6, "ja": 2.0,
}  # fmt: skip
_WRAPPED = re.compile(r"(?<![\n:])\n(?=[^\n#|*>\d-])")  # a line that goes on in the next
_HAN_KANA = re.compile(f"[{UNSPACED}]")
_LETTER = re.compile(r"[^\W_]")
_SPACE = re.compile(r"\s+")
_LEAST_LETTERS = 5  # of a line that counts as a sentence
_FEWEST = 80  # English letters expected; below, proportions say nothing
# The length of faithful translations varies by 4-7 % for paragraphs, 15 % for three sentences.
_SPREAD = 0.1
_SHARE = 0.4  # of an average sentence, by which the length must be off when a sentence is
_MOST = 15  # sentences; one more or less among so many is a translator's freedom
_WORDY = 1.4  # how much more a translation may be too long than too short: translators explain
_GROSS = 0.33  # in natural logarithms: more than a quarter is gone


@lru_cache(maxsize=8)
def _measured(text: str) -> tuple[int, int, int]:
    """Characters of unspaced scripts, others but for white space, and sentences of a text's prose."""
    plain = _WRAPPED.sub(" ", prose(text))
    unspaced = len(_HAN_KANA.findall(plain))
    letters = len(_SPACE.sub("", plain)) - unspaced
    return unspaced, letters, sum(len(_LETTER.findall(line)) >= _LEAST_LETTERS for line in sentences(plain))


def deviation(source: str, rewrite: str) -> tuple[float, int, int] | None:
    """Logarithm of the actual over the expected length, and the sentences of both; None where nothing can be expected."""
    factor = _LETTERS.get(language_of(prose(source)))
    unspaced, letters, before = _measured(source)
    _, after_letters, after = _measured(rewrite)
    if factor is None or not after_letters:
        return None
    expected = unspaced * factor + letters if factor >= 2 else letters * factor
    if expected < _FEWEST or not before:
        return None
    return math.log(after_letters / expected), before, after


def check(source: str, rewrite: str, task: Task) -> Verdict:
    """Fails a translation that is too short and lacks sentences, or too long and has more."""
    found = deviation(source, rewrite) if task == "translate" else None
    if found is None:
        return Verdict("proportion", True, 1.0, "" if task == "translate" else "judged in translations alone")
    off, before, after = found
    spread = _SPREAD + 0.15 / max(before, 1) ** 1.5
    bound = max(spread, math.log1p(_SHARE / before))
    # As many sentences as are fewer, so much shorter: to merge three into one makes a text hardly shorter.
    missed = max(spread, -math.log(1 - _SHARE * max(before - after, 1) / before))
    is_short = off < -missed and after < before <= _MOST
    is_long = off > _WORDY * bound and after > before and before <= _MOST
    if is_short or is_long or off < -max(_GROSS, 3 * spread):
        said = f"{math.exp(off):.0%} of the length to be expected, {after} sentences for {before}"
        return Verdict("proportion", False, math.exp(-2 * abs(off)), said)
    return Verdict("proportion", True, math.exp(-abs(off)))
