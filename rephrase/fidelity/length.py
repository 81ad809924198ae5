"""Is there a rewrite at all, and is its length one that the task allows? Knows nothing of what the words say."""

from __future__ import annotations

from rephrase.data import Task, Verdict
from rephrase.fidelity.words import has_letters, is_unspaced, length

# Bounds on words(rewrite) / words(source) and the words of slack that make them wider for short texts. A question-and-
# answer style about doubles a text, a learning note with all its steps can be many times as long; WRAP and RePro keep
# 0.8-1.25. Human translations of xquad, d2l, mgsm lie within 0.6-2.2.
_RATIOS: dict[str, tuple[float, float]] = {
    "rephrase": (0.4, 3.0),
    "learning_note": (0.35, 8.0),
    "translate": (0.45, 2.6),
    "summary": (0.0, 1.3),
}
_SLACK_BELOW, _SLACK_ABOVE = 6, 40
_NOTE_SLACK = 400  # a one-line problem has a solution of a page
_UNSPACED_WIDER = 1.8  # two characters a word is only a rule of thumb


def _bounds(source: str, task: Task, words: float) -> tuple[float, float]:
    low, high = _RATIOS.get(task, _RATIOS["rephrase"])
    if task == "translate" and is_unspaced(source):
        low, high = low / _UNSPACED_WIDER, high * _UNSPACED_WIDER
    return low * words - _SLACK_BELOW, high * words + (_NOTE_SLACK if task == "learning_note" else _SLACK_ABOVE)


def check(source: str, rewrite: str, task: Task) -> Verdict:
    """Fails an empty rewrite, and one far shorter or longer than the task allows."""
    if not rewrite.strip() or (has_letters(source) and not has_letters(rewrite)):
        return Verdict("length", not source.strip(), 0.0 if source.strip() else 1.0, "empty" if source.strip() else "")
    before, after = length(source), length(rewrite)
    low, high = _bounds(source, task, before)
    ratio = after / max(before, 1)
    said = f"{after:.0f} words for {before:.0f}: ratio {ratio:.2g}, "
    if after < low:
        return Verdict("length", False, max(0.0, after / low), said + f"at least {low / max(before, 1):.2g}")
    if after > high:
        return Verdict("length", False, high / after, said + f"at most {high / max(before, 1):.2g}")
    return Verdict("length", True, 1.0)
