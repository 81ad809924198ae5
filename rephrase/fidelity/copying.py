"""Is the rewrite too close to its source? Judges words in sequence, on prose alone. Says nothing of faithfulness."""

from __future__ import annotations

import re
from collections.abc import Iterator

from rephrase.data import Task, Verdict, not_judged
from rephrase.fidelity.words import is_unspaced, prose, words

_GRAM, _SHORT_GRAM, _UNSPACED_GRAM = 4, 3, 8
_SHORT = 20  # words; one of them changed breaks too many sequences of four
# Share of words that stand in a sequence of four or more of the source's. People's light paraphrases: mrpc 0.52 in the
# median, 0.80 at the 90th percentile; eight such pairs joined to a text: 0.60 in the median, 0.78 at most.
_CEILING = {"rephrase": 0.8, "learning_note": 0.97, "translate": 0.6}
_WHOLE = 0.95  # of the source's words: then it is there whole, whatever stands around it
_LONG_RUN, _RUN_SHARE = 50, 0.5  # words in a row that are half of the rewrite
_FEW = 8
_UNBROKEN = re.compile(b"\x01+")


Gram = tuple[str, ...]


def _grams(units: tuple[str, ...], size: int) -> Iterator[Gram]:
    return zip(*(units[i:] for i in range(size)), strict=False)


def _copied(units: tuple[str, ...], others: tuple[str, ...], size: int) -> tuple[float, int]:
    """Share of a text's units that lie in an n-gram of the other text, and the longest unbroken run of such, in units."""
    is_known = bytes(map(set(_grams(others, size)).__contains__, _grams(units, size)))  # 0 or 1 for each n-gram
    covered, longest, reach = 0, 0, 0
    for run in _UNBROKEN.finditer(is_known):
        start, end = run.start(), run.end() + size - 1
        covered += end - max(start, reach)
        longest = max(longest, end - start)
        reach = end
    return covered / len(units), longest


def _is_there_whole(units: tuple[str, ...], others: tuple[str, ...], size: int) -> bool:
    """Whether nearly all units lie in an n-gram of the other text. For that, nearly all must be there by themselves."""
    known = sum(map(frozenset(others).__contains__, units))
    return known > _WHOLE * len(units) and _copied(units, others, size)[0] > _WHOLE


def check(source: str, rewrite: str, task: Task) -> Verdict:
    """Fails when more of the rewrite is in the source's own words than the task allows."""
    if task == "summary":
        return not_judged("copying", "in a summary")
    ceiling = _CEILING.get(task, _CEILING["rephrase"])
    before, after = words(prose(source)), words(prose(rewrite))
    if len(before) < _FEW or len(after) < _FEW:
        return not_judged("copying", "where there is so little prose")
    size = _UNSPACED_GRAM if is_unspaced(rewrite) else _GRAM if len(after) >= _SHORT else _SHORT_GRAM
    share, run = _copied(after, before, size)
    passed = share <= ceiling
    if task != "learning_note" and share > _RUN_SHARE:
        in_a_row = run >= _LONG_RUN and run > _RUN_SHARE * len(after)
        passed = passed and not in_a_row and not _is_there_whole(before, after, size)
    reason = (
        "" if passed else f"{share:.0%} of the words copied in sequence, {run} words in a row, at most {ceiling:.0%}"
    )
    return Verdict("copying", passed, 1 - share, reason)
