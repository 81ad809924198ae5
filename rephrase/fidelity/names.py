"""Are the names those of the source? Goes by capitals, so it judges only texts whose capitals mean names, in one language."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from functools import lru_cache
from itertools import chain

from rapidfuzz import fuzz

from rephrase.data import Task, Verdict
from rephrase.fidelity.coverage import STOP
from rephrase.fidelity.framed import Framed, first_token, framed, in_anothers_place, instead, tokens_of
from rephrase.fidelity.pairing import around, pairing
from rephrase.fidelity.words import pieces, prose, sentences, shown, words

_CAPITAL = "A-ZÀ-ÖØ-ÞĀĂĄĆČĎĐĒĖĘĚĞĢĪĮİĶŁĻŃŅŇŌŐŒŘŚŞŠŢŤŪŮŰŲŸŹŻŽ"
_WORD = rf"[{_CAPITAL}][\w'’]*+(?:-\w[\w'’]*+)*+"
# Looks behind after the capital, because the search then skips what is none.
_FIRST = rf"[{_CAPITAL}](?<![\w'’.-].)[\w'’]*+(?:-\w[\w'’]*+)*+"
_NEXT = rf"(?: (?:(?:of the|of|for|with|de|la|van|von|der) )?{_WORD})"
_RUN = re.compile(rf"{_FIRST}{_NEXT}*+")
_RUN_OF_SEVERAL = re.compile(rf"{_FIRST}{_NEXT}++")
_INITIALS = re.compile(rf"(?<!\w)(?:[{_CAPITAL}]\.){{2,6}}")  # U.S., D.C.
_HAS_INITIALS = re.compile(rf"[{_CAPITAL}]\.[{_CAPITAL}]\.")
_TOKEN = re.compile(r"[^\W\d_]{4,}")
_ALNUM = re.compile(r"\w")
_OPENING = frozenset(":\"“”'‘(*_-—–;/•")  # what stands before a capital that may be mere typography
_STEM = 4  # Germany, German; Scotland, Scots is not found so
_NOT_NAMES = frozenset(
    "i i'm i'll i've i'd january february march april may june july august september october november december jan feb mar apr jun jul"
    " aug sep sept oct nov dec monday tuesday wednesday thursday friday saturday sunday mr mrs ms dr prof sir lord lady the a an and or"
    " but if in on at of to it he she they we this that these those president minister king queen senator judge governor general captain"
    " chapter section figure table example step note question answer q g god internet english yes no ok am pm bc ad ce bce tv"
    " theorem lemma definition proof corollary proposition problem solution exercise equation case part thus hence so then let"
    " today yesterday tomorrow tonight therefore consequently moreover furthermore however additionally meanwhile nevertheless"
    " similarly finally indeed instead although because since while when in".split()
)
# Names for one thing that share no letters; the rest is by stem or by initials.
_SAME = {
    "us": ("amer", "unit", "u.s"), "usa": ("amer", "unit", "us"), "uk": ("brit", "unit", "engl"), "eu": ("euro",), "un": ("unit",),
    "brit": ("uk", "engl"), "amer": ("us", "usa", "u.s"), "unit": ("us", "uk", "un", "usa", "amer", "brit"), "euro": ("eu",),
    "dutc": ("neth", "holl"), "neth": ("dutc",), "fren": ("fran",), "fran": ("fren",), "span": ("spai",), "spai": ("span",),
    "gree": ("helle",), "swis": ("swit",), "swit": ("swis",), "wels": ("wale",), "wale": ("wels",), "chin": ("prc",),
}  # fmt: skip
_ALIKE = 0.5  # of a sentence's content words that stand in its place in the other text
_SPELLINGS = 70  # per cent of the letters of two words
_LOOKS_COMMON = re.compile(r"(?:ing|ly|ed|s|tion)$|^(?:Un|Re|In|Under|Over|Up|Down|With|Al|Al\w+ough)$")
_GERMAN = frozenset("der die das und ist nicht ein eine den dem des mit auf für von".split())


@lru_cache(maxsize=16384)
def _stem(piece: str) -> str:
    """The beginning of a word, without a possessive or the plural's s of an acronym."""
    piece = piece.replace("’", "'").removesuffix("'s")
    return (piece[:-1] if piece[:-1].isupper() and piece[-1] == "s" else piece).lower()[:_STEM]


@lru_cache(maxsize=4096)
def _key(name: str) -> tuple[str, ...]:
    """Stems of a name's words."""
    return tuple(map(_stem, pieces(name)))


def _without_points(text: str) -> str:
    """The text with US for U.S."""
    if not _HAS_INITIALS.search(text):
        return text
    return _INITIALS.sub(lambda match: match[0].replace(".", ""), text)


@lru_cache(maxsize=16)
def _pieces(text: str) -> tuple[str, ...]:
    """The runs of letters and digits of a text, which are asked for three times."""
    return tuple(pieces(text))


@lru_cache(maxsize=16)
def _stems(text: str) -> frozenset[str]:
    """Stems of all words."""
    return frozenset(map(_stem, set(_pieces(_without_points(text)))))


@lru_cache(maxsize=16)
def _initials(text: str) -> frozenset[str]:
    """The initials of all runs of capitalised words: EU for European Union."""
    runs = (match[0].split(" ") for match in _RUN_OF_SEVERAL.finditer(_without_points(text)))
    return frozenset("".join(word[0] for word in run if word[0].isupper()).lower()[:_STEM] for run in runs)


def _is_title(line: str) -> bool:
    """Whether a line is a heading: marked as one, or written in capitals throughout."""
    if line.startswith("#"):
        return True
    if line[-1] in ".!?":
        return False
    tokens = _TOKEN.findall(line[:300])
    return len(tokens) > 2 and sum(token[0].isupper() for token in tokens) > 0.6 * len(tokens)


@lru_cache(maxsize=4096)
def _is_name(word: str) -> bool:
    """Whether a word of a run can be a name: no title, no month."""
    return (
        word[0].isupper() and word[1:2] != "-" and word.lower().replace("’", "'").removesuffix("'s") not in _NOT_NAMES
    )


def _names_of(sentence: str) -> Iterator[str]:
    """Runs of capitalised words, without a word that opens the sentence."""
    opening = _ALNUM.search(sentence)
    first = opening.start() if opening else 0
    for match in _RUN.finditer(sentence):
        start, run = match.start(), match[0]
        if start <= first or sentence[max(0, start - 2) : start].strip()[-1:] in _OPENING:
            run = run.partition(" ")[2]
        name = " ".join(filter(_is_name, run.split(" "))) if " " in run else run if run and _is_name(run) else ""
        if len(name) > 1 and (name.isalpha() or not any(map(str.isdigit, name))):
            yield name


@lru_cache(maxsize=16)
def _names(text: str) -> tuple[str, ...]:
    """Runs of capitalised words that do not open a sentence, and acronyms; in order, with repeats."""
    return _names_in(sentences(_without_points(prose(text))))


@lru_cache(maxsize=256)
def _names_within(clause: str) -> tuple[str, ...]:
    """The same of a part of a text, past the caches of whole texts, which hold few."""
    if clause[1:].islower() and "&" not in clause:
        return ()
    return _names_in(sentences.__wrapped__(_without_points(prose.__wrapped__(clause))))


def _names_in(lines: tuple[str, ...]) -> tuple[str, ...]:
    # Without a capital after the first character there is but the word that opens the sentence.
    with_names = (line for line in lines if not line[1:].islower() and not _is_title(line))
    return tuple(chain.from_iterable(map(_names_of, with_names)))


def _capitals_mean_names(text: str) -> bool:
    """Not in German, where every noun has one."""
    if _GERMAN.isdisjoint(words(text)):
        return True
    tokens = text[:3000].lower().split()
    return sum(map(_GERMAN.__contains__, tokens)) < 0.08 * len(tokens) + 1


def _is_among(key: tuple[str, ...], stems: frozenset[str]) -> bool:
    """Whether one word of a name is, or its initials, or another name for it."""
    if not stems.isdisjoint(key):
        return True
    initials = "".join([piece[0] for piece in key])[:_STEM]
    return any(same in stems for piece in key for same in _SAME.get(piece, ())) or (len(key) > 1 and initials in stems)


def _absent(names: tuple[str, ...], text: str) -> list[str]:
    """The names that the text has in no way, each once."""
    stems = _stems(text)
    unknown = [name for name in dict.fromkeys(names) if not _is_among(_key(name), stems)]
    return [name for name in unknown if name not in _names(text) and not _is_among(_key(name), _initials(text))]


def _is_much_lost(before: tuple[str, ...], lost: list[str]) -> bool:
    """More than a third of the names and at least two, or a name that the text keeps coming back to."""
    counts = Counter(before)
    return (len(lost) > 2 and 2 * len(lost) > len(counts)) or any(counts[name] > 2 for name in lost)


def _rarer(here: tuple[str, ...], there: tuple[str, ...], near: Counter[str], near_there: Counter[str]) -> list[str]:
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
        here = _names_within(found.one[at].text)
        there = _names_within(found.two[place].text) if here else ()
        if not there or here == there:
            continue
        near_two, near_one = around(found.two, place), around(found.one, at)
        lost, invented = _absent(here, near_two), _absent(there, near_one)
        if new := _absent(there, source):
            invented, lost = new, lost or _rarer(here, there, Counter(_key(near_one)), Counter(_key(near_two)))
        if lost and invented:
            exchanged.append((lost[0], invented[0]))
    return exchanged


def _framed(text: str, lowered: frozenset[str], seen: frozenset[str]) -> list[Framed]:
    """The names of a text in their places; one that opens a sentence too, if it is no common word of either text.

    `lowered` are words that a text has in lower case, `seen` are names that stand within a sentence.
    """

    def may_open(token: str) -> bool:
        """Whether a token that opens a sentence is a name."""
        is_name = token[0].isupper() and len(token) > 1 and _is_name(token)
        return is_name and (token in seen or (token.lower() not in lowered and not _LOOKS_COMMON.search(token)))

    found: list[Framed] = []
    for line in sentences(_without_points(prose(text))):
        # Half of all sentences have but the capital that opens them: if that is no name, there is none.
        if line.islower() or (line[1:].islower() and not may_open(first_token(line))) or _is_title(line):
            continue
        tokens = tokens_of(line)
        first = next((at for at, token in enumerate(tokens) if token[0].isalnum()), 0)
        is_name = [
            token[0].isupper() and (may_open(token) if at <= first else len(token) > 1 and _is_name(token))
            for at, token in enumerate(tokens)
        ]
        if any(is_name):
            found += framed(
                is_name, tokens, [_stem(token) if named else "" for token, named in zip(tokens, is_name, strict=True)]
            )
    return found


@lru_cache(maxsize=16)
def _count(text: str) -> Counter[str]:
    """How often each stem stands in a text."""
    return Counter(map(_stem, _pieces(_without_points(text))))


def _is_spelling(one: str, other: str) -> bool:
    """Whether two words may be spellings of one name: Rasheed, Rashid."""
    one, other = one.lower(), other.lower()
    return one in other or other in one or fuzz.ratio(one, other) >= _SPELLINGS


def _out_of_place(source: str, rewrite: str) -> list[tuple[str, str]]:
    """Names that stand where another stood, told by the words around them, and names new where another is said less."""
    lowered = frozenset(filter(str.islower, {*_pieces(source), *_pieces(rewrite)})) | STOP
    initials = _initials(source) | _initials(rewrite)

    def same(one: Framed, other: Framed) -> bool:
        return (
            not one.key.isdisjoint(other.key)
            or any(stem in letters for stem in one.key | other.key if len(stem) > 1 for letters in initials)
            or _is_among(tuple(one.key), other.key)
            or _is_among(tuple(other.key), one.key)
            or any(_is_spelling(a, b) for a in one.name.split() for b in other.name.split())
        )

    seen = frozenset(word for name in (*_names(source), *_names(rewrite)) for word in name.split())
    before, after = (
        [
            name._replace(opens=False) if name.opens and name.name in seen else name
            for name in _framed(text, lowered, seen)
        ]
        for text in (source, rewrite)
    )
    one, two = _count(source), _count(rewrite)
    return in_anothers_place(before, after, same, one, two) or instead(
        pairing(source, rewrite), before, after, same, (one, two)
    )


def _renamed(before: tuple[str, ...], after: tuple[str, ...], source: str, rewrite: str) -> list[tuple[str, str]]:
    """Names of which one word is new and stands for another that is gone: Charles Grassley, Charles Wong."""
    known, said = _stems(source), _stems(rewrite)
    found = []
    for name in dict.fromkeys(after):
        key = _key(name)
        new = [at for at, stem in enumerate(key) if stem not in known]
        if len(key) < 2 or len(new) != 1:
            continue
        at = new[0]
        for other in dict.fromkeys(before):
            theirs = _key(other)
            if len(theirs) != len(key) or theirs[:at] != key[:at] or theirs[at + 1 :] != key[at + 1 :]:
                continue
            if theirs[at] not in said and not _is_spelling(pieces(other)[at], pieces(name)[at]):
                found.append((other, name))
                break
    return found


def check(source: str, rewrite: str, task: Task) -> Verdict:
    """Fails when names were exchanged, when several are invented, and when most of the source's are gone.

    One name more is often right ("the senator" made "Senator Bush"): it lowers the score and passes, unless in a rephrasing
    it stands where another name stood or where another is said less often.
    """
    if task == "translate" or not _capitals_mean_names(source):
        return Verdict("names", True, 1.0)
    before, after = _names(source), _names(rewrite)
    lost = _absent(before, rewrite)
    invented = _absent(after, source)
    counts = Counter(after)
    exchanged = bool(lost) and bool(invented) and task != "learning_note"
    several = len(invented) > 1 or any(counts[name] > 1 for name in invented)
    if task == "rephrase" and not (lost and invented) and Counter(before) != counts:
        for one, other in _exchanged_in_place(source, rewrite):
            lost, invented, exchanged = [*lost, one], [*invented, other], True
    if task == "rephrase" and not exchanged:
        for one, other in [*_renamed(before, after, source, rewrite), *_out_of_place(source, rewrite)]:
            lost, invented, exchanged = [*lost, one], [*invented, other], True
    gone = task != "summary" and _is_much_lost(before, lost)
    score = 1 - (len(lost) * (task != "summary") + len(invented)) / max(len(set(before)) + len(set(after)), 1)
    if gone or (task != "summary" and exchanged) or (several and task != "learning_note"):
        said = [f"lost: {shown(lost)}"] * bool(lost and task != "summary") + [f"invented: {shown(invented)}"] * bool(
            invented
        )
        return Verdict("names", False, max(score, 0.0), "; ".join(said)[:200])
    return Verdict("names", True, score)
