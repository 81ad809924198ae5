"""Is anything of the source left as it was in a translation: a clause, a sentence? Looks for runs of words that both texts have.

What stands in quotation marks, brackets or emphasis is left aside: titles, terms and quotations are kept on purpose, and so are streets.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from itertools import islice

from rephrase.data import Task, Verdict, not_judged
from rephrase.fidelity.language import ENGLISH, identify, language_of
from rephrase.fidelity.quantities import vocabulary
from rephrase.fidelity.words import UNSPACED, pieces, prose

_KEPT = re.compile(
    r"\"[^\"\n]{1,200}\"|“[^”\n]{1,200}”|„[^“”\n]{1,200}[“”]|«[^»\n]{1,200}»|\([^()\n]{1,200}\)|（[^（）\n]{1,200}）|\[[^\[\]\n]{1,200}\]"
    r"|\*{1,2}[^*\n]{1,200}\*{1,2}|_[^_\n]{1,200}_|「[^」\n]{1,200}」|《[^》\n]{1,200}》"
)
# A street, whose name stays as it is.
_STREET = re.compile(
    r"\b(?:rue|avenue|boulevard|quai|allée|impasse|faubourg|calle|avenida|paseo|rua|travessa|praça|via|viale|corso|piazza|plaza)"
    r"(?: (?:de|du|des|del|della|dei|do|da|dos|das|d['’]|la|le|les|los|las))*(?: [A-ZÀ-ÖØ-Þ][\w'’-]*)+"
)
_HAN_KANA_RUN = re.compile(f"[{UNSPACED}]{{6,}}")
_OTHER_SCRIPT_RUN = re.compile(r"(?:[\u0370-\u0dff\u10a0-\u10ff\u1100-\u11ff\uac00-\ud7af]+[\s,]*){3,}")
_RUN = 4  # words of Latin script in a row
_ALL_KNOWN = bytes([True] * _RUN)  # what a run must be for the other text to have it
_SMALL = 3  # of them that begin with a small letter
_MOST = 50  # runs that are looked for
_LETTERS = 12  # of another script that is written with spaces


def _foreign_runs(source: str, rewrite: str) -> Iterator[str]:
    """Runs of another script than the Latin one that the source has, too, word for word."""
    for pattern in (_HAN_KANA_RUN, _OTHER_SCRIPT_RUN):
        for match in islice(pattern.finditer(rewrite), _MOST):
            run = match[0].strip(" \n,")
            if len(run) >= (_LETTERS if pattern is _OTHER_SCRIPT_RUN else 6) and run in source:
                yield run


def _function_words(language: str) -> frozenset[str]:
    """A language's function words, those that English has too left out."""
    return vocabulary.function_words().get(language, frozenset()) - ENGLISH - {"a", "an", "in", "on", "to", "me", "do"}


def _grams(units: list[str]) -> Iterator[tuple[str, ...]]:
    return zip(*(units[at:] for at in range(_RUN)), strict=False)


def _shared_runs(source: str, rewrite: str) -> Iterator[list[str]]:
    """The longest runs of words that the source has in the same order, none of them a plain English word."""
    here, there = pieces(rewrite), pieces(source)
    if _ALL_KNOWN not in bytes(map(frozenset(there).__contains__, here)):
        return
    grams = set(_grams(there))
    run: list[str] = []
    for gram in _grams(here):
        if gram in grams and ENGLISH.isdisjoint(map(str.lower, gram)):
            run += gram[-1:] if run else gram
        elif run:
            yield run
            run = []
    if run:
        yield run


def _latin_runs(source: str, rewrite: str) -> Iterator[str]:
    """Shared runs that are surely of another language: names and English terms are the same in both texts."""
    known = _function_words(language_of(source))
    for run in _shared_runs(source, rewrite):
        text = " ".join(run)
        small = [piece for piece in run if piece[0].islower()]
        telling = any(piece in known or not piece.isascii() for piece in small)
        if len(small) >= _SMALL and (telling or identify(text) not in ("", "en")):
            yield text


@lru_cache(maxsize=8)
def _open(text: str) -> str:
    """The prose without what is set apart."""
    return _STREET.sub(" | ", _KEPT.sub(" | ", prose(text)))


def left(source: str, rewrite: str) -> list[str]:
    """What of the source's words stands in its English translation, untranslated."""
    if language_of(prose(source)) == "en":
        return []
    text = _open(rewrite)
    found = [] if text.isascii() else list(_foreign_runs(source, text))
    return found or list(_latin_runs(prose(source), text))


def check(source: str, rewrite: str, task: Task) -> Verdict:
    """Fails a translation in which a clause of the source stands as it was."""
    if task != "translate":
        return not_judged("untranslated", "but in translations")
    said = left(source, rewrite)
    return Verdict("untranslated", not said, 0.3 if said else 1.0, f"not translated: {said[0][:120]}" if said else "")
