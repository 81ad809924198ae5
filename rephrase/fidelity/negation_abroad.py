"""Does a translation deny what its source says, or the other way round? Counts words of negation sentence by sentence.

Only where sentences can be set side by side, by their lengths or because there are as many in both texts, and only in the
languages of the table. A sentence with an English negation and none in the source's language fails, and one that has lost all.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from rephrase.data import Task, Verdict, not_judged
from rephrase.fidelity.beads import side_by_side, words_beside
from rephrase.fidelity.denials import Denials, denials
from rephrase.fidelity.language import language_of
from rephrase.fidelity.opposites import DENYING, NEGATIONS, denies
from rephrase.fidelity.opposites_abroad import denied_opposites
from rephrase.fidelity.words import prose

_DENIALS = NEGATIONS | DENYING
_UNTIL = 8  # words from a negation on among which an until says that it holds but for a time
_NEAR = 1  # places either side
_QUESTION = re.compile(r"[?？;؟]\s*$")
# English words that say so little, or so firmly no further, that a negation may stand for them.
_MAY_DENY = frozenset(
    "little few standstill stuck stalled halted stop stops stopped exempt difficult wrong blocked beyond free differ differs different disabled malformed unset".split()
)
# What denies half, in other languages too.
_HALVES = frozenset(
    "only fail fails failed failing failure lack lacks lacked lacking avoid avoids avoided avoiding prevent prevents prevented refuse"
    " refuses refused deny denies denied reject rejects rejected missing lost loses fewer less hardly rarely differ differs different"
    " differently".split()
)
_DENY_WITH = {
    "other": ("than",),
    "out": ("of",),
    "yet": ("to",),
    "at": ("most", "least"),
    "full": ("of",),
    "but": ("to",),
    "far": ("from",),
}
_IDLE_AFTER = frozenset("only just merely simply all every matter show doubt saying".split())
_BOUND = re.compile(r"\b(?:not|n[’']t|never) (?:exceed(?:s|ed|ing)?|surpass(?:es|ed|ing)?|above|below|beyond)\b")
_KANA = re.compile("[\u3040-\u30ff]")
_JAPANESE_NO = re.compile(r"\b[A-ZĀ-Ž][^\W\d_]+ no (?=[A-ZĀ-Ž])")  # of: Makura no Soshi


def _bare(words: Sequence[str]) -> list[str]:
    """Words without apostrophes."""
    return [unit if unit.isalnum() else unit.replace("’", "").replace("'", "") for unit in words]


def _denied(units: Sequence[str]) -> int:
    """How many words deny, but for what is no negation or may be said in other ways: not only, not all, or not, No. 5, no more
    than; not without counts once, and so does no this and no that."""
    here = sum(map(_DENIALS.__contains__, units))
    if not here:
        return 0
    idle = (at for at, unit in enumerate(units) if unit in ("not", "no", "without") and _is_idle(units, at))
    return here - sum(1 for _ in idle) - (here > 1 and "without" in units) - ("neither" in units and "nor" in units)


def _is_idle(units: Sequence[str], at: int) -> bool:
    """Whether a word of negation denies nothing where it stands."""
    after = units[at + 1] if at + 1 < len(units) else ""
    before = units[at - 1] if at else ""
    is_repeated = before == "or" or (before == "and" and units[at] == "no" and "no" in units[:at])
    if "until" in units[at + 1 : at + _UNTIL]:  # not until, only then
        return True
    return is_repeated or after in _IDLE_AFTER or after.isdigit() or units[at + 2 : at + 3] == ["than"]


@dataclass(frozen=True, slots=True)
class Place:
    """What stands side by side, and how many of its words deny."""

    english: str
    here: int  # English words that deny, and say so with no other word's help
    may_here: int  # the same, with others that no word of the source accounts for and that may deny
    sure: int  # of the source, beyond doubt
    there: int  # of the source
    may_there: int


_NOTHING = Place("", 0, 0, 0, 0, 0)


def _place(own: str, english: str, units: Sequence[str], how: Denials) -> Place:
    lowered = own.lower()
    left = how.idle.sub(" ", lowered)
    idioms = len(how.idiom.findall(lowered))
    each = len(how.each.findall(left))
    soft = len(how.soft.findall(how.each.sub(" ", left)))
    firm = how.loose.sub(" ", left)
    sure = 0 if _QUESTION.search(own) else len(how.sure.findall(firm))
    if "with" in units:
        sure = max(sure, len(how.without.findall(firm)))
    may = sum(unit in _MAY_DENY or denies(unit) for unit in units) + _others(units)
    plain = sum(map(_DENIALS.__contains__, units))
    # A word that denies half, as only or hardly, stands for one that does so in the other language.
    soft_here = may - plain
    may_here = plain + max(0, soft_here - max(0, each + soft - sure))
    halves = sum(map(_HALVES.__contains__, units))
    here = _denied(units) - _unmeant(english, lowered, how)
    return Place(english, here, may_here, sure, each, each + idioms + max(0, soft - halves))


def _unmeant(english: str, own: str, how: Denials) -> int:
    """How many English negations bound what the source bounds by at most or at least, or are a Japanese no, which is of."""
    bounds = min(len(_BOUND.findall(english)), len(how.bound.findall(own)))
    return bounds + (len(_JAPANESE_NO.findall(english)) if _KANA.search(own) else 0)


def _places(pairs: Sequence[tuple[str, str]], words: Sequence[Sequence[str]], how: Denials) -> list[Place]:
    """All that is set side by side; nothing is counted where neither text may deny, nor next to it."""
    found = [_NOTHING] * len(pairs)
    denied = [
        bool(own and english)
        and (
            not _DENIALS.isdisjoint(units := _bare(line))
            or how.sure.search(lowered := own.lower()) is not None
            or ("with" in units and how.without.search(lowered) is not None)
        )
        for (own, english), line in zip(pairs, words, strict=True)
    ]
    near = {at + step for at, deny in enumerate(denied) if deny for step in range(-_NEAR, _NEAR + 1)}
    for at in near:
        if 0 <= at < len(pairs) and all(pairs[at]):
            found[at] = _place(*pairs[at], _bare(words[at]), how)
    return found


def _others(units: Sequence[str]) -> int:
    """How often a text says in two words what may be a denial: other than, out of, yet to, at most."""
    return sum(two in _DENY_WITH.get(one, ()) for one, two in pairwise(units))


def turned(source: str, rewrite: str) -> list[str]:
    """Sentences of an English translation that deny where their source does not, or no longer deny."""
    language = language_of(prose(source))
    how = denials(language)
    if how is None:
        return []
    pairs, words = side_by_side(source, rewrite), words_beside(source, rewrite)
    places = _places(pairs, words, how)
    come = _more([p.here - p.may_there for p in places], [p.there - p.here for p in places])
    gone = [
        at
        for at in _more([p.sure - p.may_here for p in places], [p.here - p.there for p in places])
        if places[at].sure - places[at].may_here > denied_opposites(pairs[at][0], words[at], language)
    ]
    return [f"denied: {places[at].english}" for at in come] + [f"no longer denied: {places[at].english}" for at in gone]


def _more(more: list[int], fewer: list[int]) -> list[int]:
    """Where one text denies more often than the other may, and not next to where it is the other way round: as sentences
    may stand in another order or be set side by side wrongly."""
    found = [at for at, count in enumerate(more) if count > 0]
    return [
        at for at in found if more[at] > sum(count for count in fewer[max(0, at - _NEAR) : at + _NEAR + 1] if count > 0)
    ]


def check(source: str, rewrite: str, task: Task) -> Verdict:
    """Fails a translation in which a sentence denies where its source does not, or the other way round."""
    if task != "translate":
        return not_judged("negation_abroad", "but in translations")
    said = turned(source, rewrite)
    return Verdict("negation_abroad", not said, 0.3 if said else 1.0, "; ".join(line[:110] for line in said[:2]))
