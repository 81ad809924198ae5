"""Are the names those of the source? Goes by capitals, so it judges only texts whose capitals mean names, in one language."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Sequence
from functools import lru_cache

from rapidfuzz import fuzz

from rephrase.data import Task, Verdict, not_judged
from rephrase.fidelity.coverage import STOP
from rephrase.fidelity.exchanged import exchanged as exchanged_names
from rephrase.fidelity.framed import (
    CAN_BE_NAME,
    Framed,
    Said,
    first_token,
    framed,
    in_anothers_place,
    instead,
    newcomer,
)
from rephrase.fidelity.naming import (
    absent,
    capital_lines,
    capitals_mean_names,
    has_all_names,
    has_piece,
    initials_of,
    is_among,
    key_of,
    names_of,
    names_within,
    part_stems,
    stems_of,
    unknown,
)
from rephrase.fidelity.pairing import Sentence, around, pairing
from rephrase.fidelity.slots import texts_of
from rephrase.fidelity.strangers import in_place_of, nobody
from rephrase.fidelity.words import Remembered, cut, pieces, sentences, shown

_ALIKE = 0.5  # of a sentence's content words that stand in its place in the other text
_SURER = 0.5  # how much surer an exchange must be where texts are freer than a rephrasing
_SPELLINGS = 70  # per cent of the letters of two words
_LOOKS_COMMON = re.compile(r"(?:ing|ly|ed|s|tion)$|^(?:Un|Re|In|Under|Over|Up|Down|With|Al|Al\w+ough)$")


def _is_much_lost(counts: Counter[str], lost: list[str]) -> bool:
    """More than a third of the names and at least two, or a name that the text keeps coming back to."""
    return (len(lost) > 2 and 2 * len(lost) > len(counts)) or any(counts[name] > 2 for name in lost)


def _rarer(here: tuple[str, ...], there: tuple[str, ...], near: Counter[str], near_there: Counter[str]) -> list[str]:
    """Names that a sentence has more often than the other, as what stands around it has."""
    count = Counter(stem for name in there for stem in key_of(name))
    own = Counter(stem for name in here for stem in key_of(name))
    return [
        name
        for name in here
        if all(own[stem] > count[stem] and near[stem] > near_there[stem] for stem in key_of(name) if len(stem) > 2)
    ]


def _stems_near(sentences: Sequence[Sentence], at: int) -> frozenset[str]:
    """Stems of all words of a sentence and of its neighbours."""
    return frozenset().union(*(part_stems(sentence.text) for sentence in sentences[max(0, at - 1) : at + 2]))


def _exchanged_in_place(source: str, rewrite: str) -> list[tuple[str, str]]:
    """Names that stand in another's place, though the text may have both elsewhere: in sentences that belong together."""
    found = pairing(source, rewrite)
    exchanged = []
    for at, place in enumerate(found.before.places):
        if place < 0 or found.before.partners[at] < _ALIKE * found.before.sizes[at]:
            continue
        # What stands in the sentence itself, too, is in nobody's place.
        if has_all_names(found.two[place].text, found.one[at].text):
            continue
        here = names_within(found.one[at].text)
        there = names_within(found.two[place].text) if here else ()
        if not there or here == there:
            continue
        # Mostly the words alone account for every name. What absent() looks at besides can only account for more.
        if not unknown(there, stems_of(source)) and not (
            unknown(there, _stems_near(found.one, at)) and unknown(here, _stems_near(found.two, place))
        ):
            continue
        near_two, near_one = around(found.two, place), around(found.one, at)
        lost, invented = absent(here, near_two), absent(there, near_one)
        if new := absent(there, source):
            invented, lost = new, lost or _rarer(here, there, Counter(key_of(near_one)), Counter(key_of(near_two)))
        if lost and invented:
            exchanged.append((lost[0], invented[0]))
    return exchanged


# Whether a token that opens a sentence can be a name that stands nowhere else.
_UNCOMMON = Remembered(
    lambda token: CAN_BE_NAME[token] and token.lower() not in STOP and _LOOKS_COMMON.search(token) is None
)


def _opener(source: str, rewrite: str, seen: frozenset[str]) -> Callable[[str], bool]:
    """Whether a token that opens a sentence is a name: no common word, which a text has in lower case; or it comes again."""

    def may_open(token: str) -> bool:
        if token in seen:
            return CAN_BE_NAME[token]
        return _UNCOMMON[token] and not is_said_small(token.lower())

    def is_said_small(word: str) -> bool:
        return word.islower() and (has_piece(source, word) or has_piece(rewrite, word))

    return may_open


def _seen(source: str, rewrite: str) -> frozenset[str]:
    """Words of the names that stand within a sentence of either text."""
    return frozenset(" ".join(names_of(source) + names_of(rewrite)).split())


def _framed(text: str, may_open: Callable[[str], bool], seen: frozenset[str]) -> list[Framed]:
    """The names of a text in their places; one that opens a sentence too, if it is no common word of either text."""
    lines = [line for line, is_within in capital_lines(text) if is_within or may_open(first_token(line))]
    return framed(lines, may_open, seen)


# A sentence that begins without a capital, as all may that have none.
_SMALL_START = re.compile(r"[.!?]\s[\"'“‘(]*[a-z]")
_LONG = 20_000  # characters of a text that is left as it is
_SMALL_WORD = re.compile(r"[^\W\d_]{3,}")


def _with_capitals(text: str, names: frozenset[str]) -> str:
    """The text with the capitals of some names in the sentences that have none at all."""
    if not names or len(text) > _LONG or not (text[:1].islower() or _SMALL_START.search(text)):
        return text
    capitals = {name.lower(): name for name in names}
    for line in sentences(text):
        if line.islower() and not capitals.keys().isdisjoint(cut(line)):
            text = text.replace(line, _SMALL_WORD.sub(lambda match: capitals.get(match[0], match[0]), line))
    return text


def _both_framed(source: str, rewrite: str) -> tuple[list[Framed], list[Framed]]:
    seen = _seen(source, rewrite)
    may_open = _opener(source, rewrite, seen)
    return _framed(_with_capitals(source, seen), may_open, seen), _framed(rewrite, may_open, seen)


def _is_spelling(one: str, other: str) -> bool:
    """Whether two words may be spellings of one name: Rasheed, Rashid."""
    one, other = one.lower(), other.lower()
    return one in other or other in one or fuzz.ratio(one, other) >= _SPELLINGS


@lru_cache(maxsize=4)
def _initials(source: str, rewrite: str) -> str:
    """The initials of the names of both texts, a line each."""
    return "\n".join(initials_of(source) | initials_of(rewrite))


def _initials_in(source: str, rewrite: str) -> Callable[[str], bool]:
    """Whether a stem is the initials of a name of either text, or part of them."""
    return lambda stem: len(stem) > 1 and stem in _initials(source, rewrite)


def _surely_out_of_place(source: str, rewrite: str) -> list[tuple[str, str]]:
    """Names in each other's places, and names new where another stood: in texts that may leave out and add."""
    before, after = _both_framed(source, rewrite)
    if not before or not after:
        return []
    one, two = texts_of(before, after)
    if found := exchanged_names(one, two, _SURER):
        return found
    is_initials = _initials_in(source, rewrite)
    return in_place_of(one, two, stems_of(source), stems_of(rewrite), is_initials, _is_spelling)


def _out_of_place(source: str, rewrite: str) -> list[tuple[str, str]]:
    """Names that stand where another stood, told by the words around them, and names new where another is said less."""
    is_initials = _initials_in(source, rewrite)

    def same(one: Framed, other: Framed) -> bool:
        return (
            not one.key.isdisjoint(other.key)
            or any(map(is_initials, one.key))
            or any(map(is_initials, other.key))
            or is_among(one.stems, other.key)
            or is_among(other.stems, one.key)
            or any(_is_spelling(a, b) for a in one.name.split() for b in other.name.split())
        )

    before, after = _both_framed(source, rewrite)
    if not before or not after:
        return []
    known, said = stems_of(source), Said(source, rewrite)
    if found := in_anothers_place(before, after, same, known, said):
        return found
    one, two = texts_of(before, after)
    if found := exchanged_names(one, two):
        return found
    new = newcomer(before, after, same, known)
    if new and (found := instead(source, rewrite, new, before, said)):
        return found
    found = in_place_of(one, two, known, stems_of(rewrite), is_initials, _is_spelling)
    return found or nobody(source, before, after, known, is_initials)


def _renamed(before: tuple[str, ...], after: tuple[str, ...], source: str, rewrite: str) -> list[tuple[str, str]]:
    """Names of which one word is new and stands for another that is gone: Charles Grassley, Charles Wong."""
    found = []
    for name in dict.fromkeys(after):
        key = key_of(name)
        new = [at for at, stem in enumerate(key) if stem not in stems_of(source)] if len(key) > 1 else []
        if len(new) != 1:
            continue
        at = new[0]
        for other in dict.fromkeys(before):
            theirs = key_of(other)
            if len(theirs) != len(key) or theirs[:at] != key[:at] or theirs[at + 1 :] != key[at + 1 :]:
                continue
            if theirs[at] not in stems_of(rewrite) and not _is_spelling(pieces(other)[at], pieces(name)[at]):
                found.append((other, name))
                break
    return found


def check(source: str, rewrite: str, task: Task) -> Verdict:
    """Fails when names were exchanged, when several are invented, and when most of the source's are gone.

    One name more is often right ("the senator" made "Senator Bush"): it lowers the score and passes, unless it stands where
    another name stood or, in a rephrasing, where another is said less often.
    """
    if task == "translate" or not capitals_mean_names(source):
        return not_judged("names", "across languages and where every noun has a capital")
    before, after = names_of(source), names_of(rewrite)
    counts_before, counts = Counter(before), Counter(after)
    missing = [name for name in counts_before if name not in counts]
    lost = [] if task == "summary" else absent(missing, rewrite)  # a summary leaves out what it will
    invented = absent([name for name in counts if name not in counts_before], source)
    exchanged = bool(lost) and bool(invented) and task != "learning_note"
    several = len(invented) > 1 or any(counts[name] > 1 for name in invented)
    if task == "rephrase" and not (lost and invented) and counts_before != counts:
        for one, other in _exchanged_in_place(source, rewrite):
            lost, invented, exchanged = [*lost, one], [*invented, other], True
    if task == "rephrase" and not exchanged:
        for one, other in [*_renamed(before, after, source, rewrite), *_out_of_place(source, rewrite)]:
            lost, invented, exchanged = [*lost, one], [*invented, other], True
    if task != "rephrase":
        for one, other in _surely_out_of_place(source, rewrite):
            lost, invented, exchanged = [*lost, one], [*invented, other], True
    gone = _is_much_lost(counts_before, lost)
    score = 1 - (len(lost) + len(invented)) / max(len(counts_before) + len(counts), 1)
    if gone or exchanged or (several and task != "learning_note"):
        said = [f"lost: {shown(lost)}"] * bool(lost) + [f"invented: {shown(invented)}"] * bool(invented)
        return Verdict("names", False, max(score, 0.0), "; ".join(said)[:200])
    return Verdict("names", True, score)
