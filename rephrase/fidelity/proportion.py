"""Is a translation as long as the source's language makes one expect, and of as many sentences? Knows no meaning.

A language needs about the same number of letters for the same text wherever it is written. A translation that is too
short and has fewer sentences has lost some; one that is too long and has more has got some. Merging or splitting sentences
changes their number alone, a wordy translator the length alone: both pass. So does the text sentence by sentence: one that has no place in
the other, by the lengths of what stands around it, is lost or invented.
"""

from __future__ import annotations

import math
import re
from functools import lru_cache

from rephrase.data import Task, Verdict, not_judged
from rephrase.fidelity.beads import LETTERS, Piece, beads, measured, unwrapped
from rephrase.fidelity.language import language_of
from rephrase.fidelity.words import prose, sentences, shown

_ASKS = re.compile("[?？؟]")
_ASKED = re.compile("\\w.*[?？؟][\"'”’»)）」』]*$")
_LEAST_LETTERS = 5  # of a line that counts as a sentence
_HAS_LETTERS = re.compile(rf"(?:[\W_]*+[^\W_]){{{_LEAST_LETTERS}}}")
_FEWEST = 80  # English letters expected; below, proportions say nothing
# The length of faithful translations varies by 4-7 % for paragraphs, 15 % for three sentences.
_SPREAD = 0.1
_SHARE = 0.4  # of an average sentence, by which the length must be off when a sentence is
_MOST = 15  # sentences; one more or less among so many is a translator's freedom
_WORDY = 1.4  # how much more a translation may be too long than too short: translators explain
_LEAST_MISSED = 40  # English letters of a sentence without a place
_GROSS = 0.33  # in natural logarithms: more than a quarter is gone


@lru_cache(maxsize=8)
def _measured(text: str) -> tuple[int, int, int]:
    """Characters of unspaced scripts, others but for white space, and sentences of a text's prose."""
    plain = unwrapped(prose(text))
    unspaced, letters = measured(plain)
    return unspaced, letters, sum(_HAS_LETTERS.match(line) is not None for line in sentences(plain))


def deviation(source: str, rewrite: str) -> tuple[float, int, int] | None:
    """Logarithm of the actual over the expected length, and the sentences of both; None where nothing can be expected."""
    factor = LETTERS.get(language_of(prose(source)))
    unspaced, letters, before = _measured(source)
    _, after_letters, after = _measured(rewrite)
    if factor is None or not after_letters:
        return None
    expected = unspaced * factor + letters if factor >= 2 else letters * factor
    if expected < _FEWEST or not before:
        return None
    return math.log(after_letters / expected), before, after


def missed(source: str, rewrite: str) -> tuple[list[str], list[str]]:
    """Sentences of the source without a place in its translation, and the other way round."""
    found = beads(source, rewrite)
    if found is None:
        return [], []
    lost = [found.source[at] for bead in found.beads if not bead.rewrite for at in bead.source]
    invented = [found.rewrite[at] for bead in found.beads if not bead.source for at in bead.rewrite]
    return _whole(lost), _whole(invented)


def _whole(pieces: list[Piece]) -> list[str]:
    """Those that are sentences of some length, and not what a point in an abbreviation cut off."""
    begun = [piece for piece in pieces if not piece.text.lstrip("\"'“*_(")[:1].islower() and piece.text[0] not in ",;"]
    return [piece.text for piece in begun if piece.letters >= _LEAST_MISSED]


def _question(source: str) -> str:
    """The first question of a text outside formulas and code, "" for none."""
    if _ASKS.search(source) is None:
        return ""
    return next((line for line in sentences(prose(source)) if _ASKED.search(line)), "")


def check(source: str, rewrite: str, task: Task) -> Verdict:
    """Fails a translation that is too short and lacks sentences, too long and has more, or has one without a place, or asks
    nothing where its source does."""
    if task != "translate":
        return not_judged("proportion", "but in translations")
    if "?" not in rewrite and (asked := _question(source)):
        return Verdict("proportion", False, 0.5, f"not asked any more: {asked[:95]}")
    found = deviation(source, rewrite)
    if found is None:
        return Verdict("proportion", True, 1.0)
    off, before, after = found
    spread = _SPREAD + 0.15 / max(before, 1) ** 1.5
    bound = max(spread, math.log1p(_SHARE / before))
    # As many sentences as are fewer, so much shorter: to merge three into one makes a text hardly shorter.
    fewest = max(spread, -math.log(1 - _SHARE * max(before - after, 1) / before))
    is_short = off < -fewest and after < before <= _MOST
    is_long = off > _WORDY * bound and after > before and before <= _MOST
    if is_short or is_long or off < -max(_GROSS, 3 * spread):
        said = f"{math.exp(off):.0%} of the length to be expected, {after} sentences for {before}"
        return Verdict("proportion", False, math.exp(-2 * abs(off)), said)
    lost, invented = missed(source, rewrite)
    if lost or invented:
        said = f"no place for this or its neighbour: {shown(lost + invented, 2, 95)}"
        return Verdict("proportion", False, math.exp(-abs(off) - 0.2), said)
    return Verdict("proportion", True, math.exp(-abs(off)))
