"""Are the names those of the source? Goes by capitals, so it judges only texts whose capitals mean names, in one language."""

from __future__ import annotations

import re
from collections import Counter
from functools import lru_cache

from rephrase.data import Task, Verdict
from rephrase.fidelity.words import prose, sentences, shown

_TOKEN = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")
_RUN = re.compile(
    r"(?<![\w])(?:[A-ZÀ-ÖØ-Þ][\w'’-]*\w|[A-Z](?=\.?\s[A-Z]))(?:(?:\.?\s+(?:of\s+the\s+|of\s+|de\s+|la\s+|van\s+|von\s+|al-)?|-)(?:[A-ZÀ-ÖØ-Þ][\w'’-]*\w))*"
)
_STEM = 4
_NOT_NAMES = frozenset(
    "i january february march april may june july august september october november december monday tuesday wednesday thursday"
    " friday saturday sunday mr mrs ms dr prof sir lord lady the a an and or but if in on at it he she they we this that these those"
    " president minister king queen senator judge governor general captain chapter section figure table example step note question answer"
    " q god internet english".split()
)
_GERMAN = frozenset("der die das und ist nicht ein eine den dem des mit auf für von".split())


@lru_cache(maxsize=32)
def _stems(text: str) -> frozenset[str]:
    return frozenset(token.lower().replace("’", "'").removesuffix("'s")[:_STEM] for token in re.split(r"[^\w'’]+|\d+", text) if token)


def _key(name: str) -> tuple[str, ...]:
    return tuple(part.lower().replace("’", "'").removesuffix("'s")[:_STEM] for part in re.split(r"[^\w'’]+", name) if part)


def _is_title(line: str) -> bool:
    """Whether a line is a heading: marked as one, or written in capitals throughout."""
    if line.startswith("#"):
        return True
    tokens = [token for token in _TOKEN.findall(line) if len(token) > 3]
    return len(tokens) > 2 and sum(token[0].isupper() for token in tokens) > 0.6 * len(tokens) and line[-1] not in ".!?"


@lru_cache(maxsize=32)
def _names(text: str) -> tuple[str, ...]:
    """Runs of capitalised words that do not open a sentence, and acronyms; in order, with repeats."""
    found = []
    for sentence in sentences(prose(text)):
        if _is_title(sentence):
            continue
        for match in _RUN.finditer(sentence):
            name = match[0]
            opens = not any(char.isalnum() for char in sentence[: match.start()]) or sentence[: match.start()].rstrip()[-1:] in ":\"“(*_-"
            if opens:
                name = " ".join(name.split()[1:])
            parts = [part for part in name.split() if part.lower().strip(".'’") not in _NOT_NAMES]
            if parts and len("".join(parts)) > 1:
                found.append(" ".join(parts))
    return tuple(found)


def _capitals_mean_names(text: str) -> bool:
    tokens = [token.lower() for token in text.split()[:400]]
    return sum(token in _GERMAN for token in tokens) < 0.08 * len(tokens) + 1


def _absent(names: tuple[str, ...], stems: frozenset[str]) -> list[str]:
    """Names of which not one word is among the stems."""
    return [name for name in dict.fromkeys(names) if (key := _key(name)) and not any(part in stems for part in key)]


def check(source: str, rewrite: str, task: Task) -> Verdict:
    """Fails on a name that the source has not, and when many of the source's names are gone."""
    if task == "translate" or not _capitals_mean_names(source):
        return Verdict("names", True, 1.0)
    before, after = _names(source), _names(rewrite)
    lost = _absent(before, _stems(rewrite)) if task != "summary" else []
    invented = _absent(after, _stems(source)) if task != "learning_note" else []
    invented = [name for name in invented if " " in name or name.isupper()] or (invented if len(invented) > 1 else [])
    distinct, counts = len(set(before)), Counter(before)
    gone = len(lost) >= 2 and 3 * len(lost) > distinct or any(counts[name] > 1 for name in lost) and distinct == 1
    score = 1 - (len(lost) + len(invented)) / max(len(set(before)) + len(set(after)), 1)
    said = [f"lost: {shown(lost)}"] * gone + [f"invented: {shown(invented)}"] * bool(invented)
    return Verdict("names", not said, score, "; ".join(said))
