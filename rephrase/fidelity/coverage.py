"""Is it the same document, the whole of it and nothing else, grossly? Compares content words; blind to changed facts."""

from __future__ import annotations

from functools import lru_cache
from itertools import pairwise

from rephrase.data import NOT_JUDGED, Task, Verdict, not_judged
from rephrase.fidelity.words import Remembered, is_unspaced, lines_of_words, prose, sentences, words

_STEM = 5
STOP = frozenset(
    "a about above after again all also an and any are as at be became because been before being below between both but by can could"
    " did do does doing down during each either else even ever every few for from further get had has have having he her here hers"
    " him his how however i if in into is it its itself just least let like made make many may me might more most much must my no nor"
    " not now of off often on once one only or other our out over own per rather said same say says she should since so some still such"
    " than that the their them then there these they this those through thus to too under until up upon us use used using very was we"
    " were what when where whether which while who whom whose why will with within without would yet you your it's don't didn't isn't".split()
)
_FEW = 6  # content words below which only a text that has nothing in common is judged
_FEWEST = (
    3  # content words below which nothing is judged: of 73 faithful pairs that have 2 to 5, none has nothing in common
)
# Measured on asset, simpda, mrpc, simplification_factuality, gsm_plus: the lowest of 640 faithful pairs has 0.24, another
# text (shuffled pairs) 0.12 at the 99th percentile, 0.2 among word problems. Freer styles than those need room below.
_FLOOR = 0.15  # of the harmonic mean of both shares
_WINDOW = 40  # words
_WINDOW_WORDS = 8  # content words that stand in this window of the source alone
# Faithful: 0.39 and more in eight pairs joined; with the last third cut off 0.07 at the 95th percentile. A very free
# retelling may have 0.12 in one window.
_WINDOW_FLOOR = 0.1
_INVENTED_WORDS = 9  # content words of a sentence, none of which the source has


def _stem(unit: str) -> str:
    """What of a word is compared; nothing of a word without content."""
    return unit[:_STEM] if unit not in STOP and (len(unit) > 2 or unit.isdigit()) else ""


_STEMS = Remembered(_stem)
_SPACED = "\u0e00"  # words of scripts without spaces come after it


def _content(units: tuple[str, ...]) -> frozenset[str]:
    """Stems of the content words; pairs of characters where a script has no spaces."""
    if sum(len(unit) == 1 and unit > _SPACED for unit in units) * 2 > len(units):
        return frozenset(a + b for a, b in pairwise(units))
    return frozenset(map(_STEMS.__getitem__, units)) - {""}


@lru_cache(maxsize=8)
def _stems(text: str) -> tuple[str, ...]:
    """The stem of each word of a text's prose."""
    return tuple(map(_STEMS.__getitem__, words(prose(text))))


@lru_cache(maxsize=8)
def _is_spaced(text: str) -> bool:
    """Whether no word of a text's prose is of a script without spaces."""
    plain = prose(text)
    return plain.isascii() or max(words(plain), default="") <= _SPACED


@lru_cache(maxsize=16)
def _content_of(text: str) -> frozenset[str]:
    return frozenset(_stems(text)) - {""} if _is_spaced(text) else _content(words(prose(text)))


def _shares(source: str, rewrite: str) -> tuple[float, float]:
    before, after = _content_of(source), _content_of(rewrite)
    both = len(before & after)
    return both / max(len(before), 1), both / max(len(after), 1)


def rank(source: str, rewrite: str) -> float:
    """Harmonic mean of both shares, to choose among candidates that passed; never to reject one."""
    return _harmonic(*_shares(source, rewrite))


def _harmonic(kept: float, known: float) -> float:
    return 2 * kept * known / (kept + known) if kept + known else 0.0


def _kept_by_window(contents: list[frozenset[str]], after: frozenset[str]) -> list[float | None]:
    """For each window, the share found in the rewrite of the content words that stand in this window alone."""
    seen: set[str] = set()
    again: set[str] = set()
    for content in contents:
        again |= content & seen
        seen |= content
    own = [content - again for content in contents]
    return [len(stems & after) / len(stems) if len(stems) >= _WINDOW_WORDS else None for stems in own]


def _lost_stretch(source: str, rewrite: str) -> str:
    """First words of a stretch of the source of which next to nothing is in the rewrite, or ""."""
    units, after = words(prose(source)), _content_of(rewrite)
    count = round(len(units) / _WINDOW)
    if count < 2 or len(words(prose(rewrite))) > len(units) - _WINDOW / 4:  # what is lost leaves a text shorter
        return ""
    windows = [slice(len(units) * at // count, len(units) * (at + 1) // count) for at in range(count)]
    if _is_spaced(source):
        contents = [frozenset(_stems(source)[window]) - {""} for window in windows]
        if all(len(content - after) < _WINDOW_WORDS for content in contents):
            return ""  # of a stretch that is lost as many are gone
    else:
        contents = [_content(units[window]) for window in windows]
    kept = _kept_by_window(contents, after)
    lost = [window for window, share in zip(windows, kept, strict=True) if share is not None and share <= _WINDOW_FLOOR]
    return " ".join(units[lost[0]][:8]) if lost else ""


def _invented_sentence(source: str, rewrite: str) -> str:
    """A sentence of the rewrite with many content words and none of the source's, or ""."""
    before, text = _content_of(source), prose(rewrite)
    new, is_spaced = _content_of(rewrite) - before, _is_spaced(rewrite)
    if is_spaced and len(new) < _INVENTED_WORDS:
        return ""
    stems, start = _stems(rewrite), 0
    for at, units in enumerate(lines_of_words(text)):
        start += len(units)
        if len(units) < _INVENTED_WORDS:
            continue
        if is_spaced and len(new.intersection(stems[start - len(units) : start])) < _INVENTED_WORDS:
            continue
        content = _content(units)
        if len(content) >= _INVENTED_WORDS and before.isdisjoint(content):
            return sentences(text)[at]
    return ""


def check(source: str, rewrite: str, task: Task) -> Verdict:
    """Fails only the grossly wrong: another document, a long stretch lost, a long sentence with nothing of the source."""
    if task == "translate" or is_unspaced(source) != is_unspaced(rewrite):
        return not_judged("coverage", "across languages")
    kept, known = _shares(source, rewrite)
    score = known if task == "summary" else (kept if task == "learning_note" else _harmonic(kept, known))
    fewest = min(len(_content_of(source)), len(_content_of(rewrite)))
    if fewest < _FEW and (score or fewest < _FEWEST):
        return Verdict("coverage", True, score, f"{NOT_JUDGED}: too few words")
    if score < _FLOOR:
        return Verdict("coverage", False, score, f"another text: {score:.0%} of the content words in common")
    if task != "summary" and (lost := _lost_stretch(source, rewrite)):
        return Verdict("coverage", False, score, f"lost from here on: {lost} …")
    if task != "learning_note" and (new := _invented_sentence(source, rewrite)):
        return Verdict("coverage", False, score, f"not in the source: {new[:100]}")
    return Verdict("coverage", True, score)
