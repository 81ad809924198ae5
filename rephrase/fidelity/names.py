"""Are the names those of the source? Goes by capitals, so it judges only texts whose capitals mean names, in one language."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from functools import lru_cache

from rephrase.data import Task, Verdict
from rephrase.fidelity.pairing import around, pairing
from rephrase.fidelity.words import prose, sentences, shown

_CAPITAL = "A-ZÀ-ÖØ-ÞĀĂĄĆČĎĐĒĖĘĚĞĢĪĮİĶŁĻŃŅŇŌŐŒŘŚŞŠŢŤŪŮŰŲŸŹŻŽ"
_WORD = rf"[{_CAPITAL}][\w'’]*+(?:-\w[\w'’]*+)*+"
_RUN = re.compile(rf"(?<![\w'’.-]){_WORD}(?: (?:(?:of the|of|for|with|de|la|van|von|der) )?{_WORD})*+")
_INITIALS = re.compile(rf"(?<!\w)(?:[{_CAPITAL}]\.){{2,6}}")  # U.S., D.C.
_TOKEN = re.compile(r"[^\W\d_]{4,}")
_ALNUM = re.compile(r"\w")
_PIECE = re.compile(r"[^\W_]+(?:['’][^\W_]+)*")
_OPENING = ":\"“”'‘(*_-—–;/•"  # what stands before a capital that may be mere typography
_STEM = 4  # Germany, German; Scotland, Scots is not found so
_NOT_NAMES = frozenset(
    "i i'm i'll i've i'd january february march april may june july august september october november december jan feb mar apr jun jul"
    " aug sep sept oct nov dec monday tuesday wednesday thursday friday saturday sunday mr mrs ms dr prof sir lord lady the a an and or"
    " but if in on at of to it he she they we this that these those president minister king queen senator judge governor general captain"
    " chapter section figure table example step note question answer q g god internet english yes no ok am pm bc ad ce bce tv"
    " theorem lemma definition proof corollary proposition problem solution exercise equation case part thus hence so then let".split()
)
# Names for one thing that share no letters; the rest is by stem or by initials.
_SAME = {
    "us": ("amer", "unit", "u.s"), "usa": ("amer", "unit", "us"), "uk": ("brit", "unit", "engl"), "eu": ("euro",), "un": ("unit",),
    "brit": ("uk", "engl"), "amer": ("us", "usa", "u.s"), "unit": ("us", "uk", "un", "usa", "amer", "brit"), "euro": ("eu",),
    "dutc": ("neth", "holl"), "neth": ("dutc",), "fren": ("fran",), "fran": ("fren",), "span": ("spai",), "spai": ("span",),
    "gree": ("helle",), "swis": ("swit",), "swit": ("swis",), "wels": ("wale",), "wale": ("wels",), "chin": ("prc",),
}  # fmt: skip
_ALIKE = 0.5  # of a sentence's content words that stand in its place in the other text
_GERMAN = frozenset("der die das und ist nicht ein eine den dem des mit auf für von".split())


def _key(name: str) -> tuple[str, ...]:
    """Stems of a name's words, without possessives."""
    pieces = (piece.replace("’", "'").removesuffix("'s") for piece in _PIECE.findall(name))
    return tuple(
        (piece[:-1] if piece[:-1].isupper() and piece[-1] == "s" else piece).lower()[:_STEM] for piece in pieces
    )


@lru_cache(maxsize=16)
def _stems(text: str) -> frozenset[str]:
    """Stems of all words, and the initials of all runs of capitalised words: EU for European Union."""
    plain = _INITIALS.sub(lambda match: match[0].replace(".", ""), text)
    runs = (match[0].split() for match in _RUN.finditer(plain) if " " in match[0])
    initials = ("".join(word[0] for word in run if word[0].isupper()).lower()[:_STEM] for run in runs)
    return frozenset(_key(plain)) | frozenset(initials)


def _is_title(line: str) -> bool:
    """Whether a line is a heading: marked as one, or written in capitals throughout."""
    if line.startswith("#"):
        return True
    tokens = _TOKEN.findall(line[:300])
    return len(tokens) > 2 and sum(token[0].isupper() for token in tokens) > 0.6 * len(tokens) and line[-1] not in ".!?"


def _parts(run: str, opens: bool) -> list[str]:
    """The words of a run that can be a name: not its first if that opens a sentence, no title, no month."""
    words = run.split()[1:] if opens else run.split()
    return [
        word
        for word in words
        if word[0].isupper()
        and word[1:2] != "-"
        and word.lower().replace("’", "'").removesuffix("'s") not in _NOT_NAMES
    ]


def _in_sentence(sentence: str) -> list[str]:
    """Runs of capitalised words of a sentence but for the word that opens it, and acronyms."""
    found: list[str] = []
    if _is_title(sentence):
        return found
    for match in _RUN.finditer(sentence):
        start = match.start()
        opens = not _ALNUM.search(sentence, 0, start) or sentence[max(0, start - 2) : start].strip()[-1:] in tuple(
            _OPENING
        )
        parts = _parts(match[0], opens)
        if len("".join(parts)) > 1 and not any(char.isdigit() for char in "".join(parts)):
            found.append(" ".join(parts))
    return found


@lru_cache(maxsize=16)
def _names(text: str) -> tuple[str, ...]:
    """Runs of capitalised words that do not open a sentence, and acronyms; in order, with repeats."""
    plain = _INITIALS.sub(lambda match: match[0].replace(".", ""), prose(text))
    return tuple(name for sentence in sentences(plain) for name in _in_sentence(sentence))


def _capitals_mean_names(text: str) -> bool:
    """Not in German, where every noun has one."""
    tokens = [token.lower() for token in text[:3000].split()]
    return sum(token in _GERMAN for token in tokens) < 0.08 * len(tokens) + 1


def _is_among(name: str, stems: frozenset[str]) -> bool:
    """Whether one word of the name is, or its initials, or another name for it."""
    key = _key(name)
    initials = "".join(piece[0] for piece in key)[:_STEM]
    return any(piece in stems or any(same in stems for same in _SAME.get(piece, ())) for piece in key) or (
        len(key) > 1 and initials in stems
    )


def _absent(names: Iterable[str], stems: frozenset[str]) -> list[str]:
    return [name for name in dict.fromkeys(names) if not _is_among(name, stems)]


def _is_much_lost(before: tuple[str, ...], lost: list[str]) -> bool:
    """More than a third of the names and at least two, or a name that the text keeps coming back to."""
    counts = Counter(before)
    return (len(lost) > 2 and 2 * len(lost) > len(counts)) or any(counts[name] > 2 for name in lost)


def _rarer(here: list[str], there: list[str], near: Counter[str], near_there: Counter[str]) -> list[str]:
    """Names that a sentence has more often than the other, as what stands around it has."""
    count = Counter(stem for name in there for stem in _key(name))
    own = Counter(stem for name in here for stem in _key(name))
    return [
        name
        for name in here
        if all(own[stem] > count[stem] and near[stem] > near_there[stem] for stem in _key(name) if len(stem) > 2)
    ]


def _exchanged_in_place(source: str, rewrite: str) -> list[tuple[str, str]]:
    """Names that stand in another's place, though the text may have both elsewhere: in sentences that belong together."""
    found = pairing(source, rewrite)
    exchanged = []
    for at, place in enumerate(found.before.places):
        if place < 0 or found.before.partners[at] < _ALIKE * found.before.sizes[at]:
            continue
        here, there = _in_sentence(found.one[at].text), _in_sentence(found.two[place].text)
        if not here or not there or here == there:
            continue
        near_two, near_one = around(found.two, place), around(found.one, at)
        lost, invented = _absent(here, _stems.__wrapped__(near_two)), _absent(there, _stems.__wrapped__(near_one))
        if new := _absent(there, _stems(source)):
            invented, lost = new, lost or _rarer(here, there, Counter(_key(near_one)), Counter(_key(near_two)))
        if lost and invented:
            exchanged.append((lost[0], invented[0]))
    return exchanged


def check(source: str, rewrite: str, task: Task) -> Verdict:
    """Fails when names were exchanged, when several are invented, and when most of the source's are gone.

    One name more with none lost is often right ("the senator" made "Senator Bush"): it lowers the score and passes.
    """
    if task == "translate" or not _capitals_mean_names(source):
        return Verdict("names", True, 1.0)
    before, after = _names(source), _names(rewrite)
    lost = _absent(before, _stems(rewrite))
    invented = _absent(after, _stems(source))
    counts = Counter(after)
    exchanged = bool(lost) and bool(invented) and task != "learning_note"
    several = len(invented) > 1 or any(counts[name] > 1 for name in invented)
    if task == "rephrase" and not (lost and invented) and Counter(before) != counts:
        for one, other in _exchanged_in_place(source, rewrite):
            lost, invented, exchanged = [*lost, one], [*invented, other], True
    gone = task != "summary" and _is_much_lost(before, lost)
    score = 1 - (len(lost) * (task != "summary") + len(invented)) / max(len(set(before)) + len(set(after)), 1)
    if gone or (task != "summary" and exchanged) or (several and task != "learning_note"):
        said = [f"lost: {shown(lost)}"] * bool(lost and task != "summary") + [f"invented: {shown(invented)}"] * bool(
            invented
        )
        return Verdict("names", False, max(score, 0.0), "; ".join(said)[:200])
    return Verdict("names", True, score)
