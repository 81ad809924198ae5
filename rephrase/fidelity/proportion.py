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
from rephrase.fidelity.beads import LETTERS, Beads, Piece, beads, measured, unwrapped
from rephrase.fidelity.language import language_of
from rephrase.fidelity.words import UNSPACED, is_unspaced, prose, sentences, shown

_ASKS = re.compile("[?？؟]")
_ASKED = re.compile("\\w.*[?？؟][\"'”’»)）」』]*$")
_LEAST_LETTERS = 5  # of a line that counts as a sentence
_HAS_LETTERS = re.compile(rf"(?:[\W_]*+[^\W_]){{{_LEAST_LETTERS}}}|[\W_]*+[{UNSPACED}][\W_]*+[{UNSPACED}]")
_FEWEST = 80  # English letters expected; below, proportions say nothing
# The length of faithful translations varies by 4-7 % for paragraphs, 15 % for three sentences.
_SPREAD, _SPREAD_UNSPACED = 0.1, 0.2
_SHARE = 0.4  # of an average sentence, by which the length must be off when a sentence is
_MOST = 15  # sentences; one more or less among so many is a translator's freedom
_WORDY = 1.4  # how much more a translation may be too long than too short: translators explain
# In natural logarithms: by which a text in a script without spaces may grow. Classical and official Chinese say in few
# characters what takes twice the letters that everyday texts take.
_TERSE = math.log(2.2)
_LEAST_MISSED = 20  # English letters of a sentence without a place
_SAME = 0.45  # in natural logarithms: by which the lengths of a sentence and its translation may differ
_NO_BEGINNING = ",;:#[!|"  # the rest of a sentence, headings, images and marks
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
    """Sentences of the source without a place in its translation, and the other way round.

    Where the lengths alone leave any, what both texts have word for word is looked at, too.
    """
    found = _missed(beads(source, rewrite))
    return _missed(beads(source, rewrite, True)) if any(found) else found


def _missed(found: Beads | None) -> tuple[list[str], list[str]]:
    if found is None:
        return [], []
    lost = [found.source[at] for bead in found.beads if not bead.rewrite for at in bead.source]
    invented = [found.rewrite[at] for bead in found.beads if not bead.source for at in bead.rewrite]
    moved = _moved(lost, invented)
    return _whole([each for each in lost if each not in moved]), _whole(
        [each for each in invented if each not in moved]
    )


def _moved(lost: list[Piece], invented: list[Piece]) -> list[Piece]:
    """Those that may be the same sentences in another place: as many are lost as invented, and of the same lengths."""
    if len(lost) != len(invented):
        return []
    by_letters = (sorted(each, key=lambda piece: piece.letters) for each in (lost, invented))
    pairs = list(zip(*by_letters, strict=True))
    if all(abs(math.log(one.letters / other.letters)) < _SAME for one, other in pairs):
        return lost + invented
    return []


def _whole(pieces: list[Piece]) -> list[str]:
    """Those that are sentences of some length, and not what a point in an abbreviation cut off."""
    long = (piece.text for piece in pieces if piece.letters >= _LEAST_MISSED)
    return [text for text in long if not text.lstrip("\"'“*_(")[:1].islower() and text[0] not in _NO_BEGINNING]


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
    terse = is_unspaced(source)
    spread = (_SPREAD_UNSPACED if terse else _SPREAD) + 0.15 / max(before, 1) ** 1.5
    bound = max(spread, math.log1p(_SHARE / before))
    # As many sentences as are fewer, so much shorter: to merge three into one makes a text hardly shorter.
    fewest = max(spread, -math.log(1 - _SHARE * max(before - after, 1) / before))
    is_short = off < -fewest and after < before <= _MOST
    longest = max(_WORDY * bound, _TERSE if terse else 0.0)
    is_long = off > longest and after > before and before <= _MOST
    if is_short or is_long or off < -max(_GROSS, 3 * spread):
        said = f"{math.exp(off):.0%} of the length to be expected, {after} sentences for {before}"
        return Verdict("proportion", False, math.exp(-2 * abs(off)), said)
    lost, invented = missed(source, rewrite)
    if lost or invented:
        said = f"no place for this or its neighbour: {shown(lost + invented, 2, 95)}"
        return Verdict("proportion", False, math.exp(-abs(off) - 0.2), said)
    return Verdict("proportion", True, math.exp(-abs(off)))
