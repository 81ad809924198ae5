"""What the names of a text are: its capitals where capitals mean names, as stems that other forms of a name share. Compares
no more than a name with a text."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from functools import lru_cache
from itertools import chain

from rephrase.fidelity.words import Remembered, pieces, prose, sentences, words

_CAPITAL = "A-ZÀ-ÖØ-ÞĀĂĄĆČĎĐĒĖĘĚĞĢĪĮİĶŁĻŃŅŇŌŐŒŘŚŞŠŢŤŪŮŰŲŸŹŻŽ"
_WORD = rf"[{_CAPITAL}][\w'’]*+(?:-\w[\w'’]*+)*+"
# Looks behind after the capital, because the search then skips what is none.
_FIRST = rf"[{_CAPITAL}](?<![\w'’.-].)[\w'’]*+(?:-\w[\w'’]*+)*+"
_NEXT = rf"(?: (?:(?:of the|of|for|with|de|la|van|von|der) )?{_WORD})"
# Nothing follows that could make these give back, so they need no `*+`, which Python before 3.11.5 gets wrong for a group
# with something optional in it (gh-106052): "Karl von Frisch " had a space too many.
_RUN = re.compile(rf"{_FIRST}{_NEXT}*")
_RUN_OF_SEVERAL = re.compile(rf"{_FIRST}{_NEXT}+")
_INITIALS = re.compile(rf"(?<!\w)(?:[{_CAPITAL}]\.){{2,6}}")  # U.S., D.C.
_HAS_INITIALS = re.compile(rf"\.[{_CAPITAL}]\.(?<=[{_CAPITAL}]\.[{_CAPITAL}]\.)")  # begins with what is rare
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
_GERMAN = frozenset("der die das und ist nicht ein eine den dem des mit auf für von".split())


def stem_of(piece: str) -> str:
    """The beginning of a word, without a possessive or the plural's s of an acronym."""
    piece = piece.replace("’", "'").removesuffix("'s")
    return (piece[:-1] if piece[:-1].isupper() and piece[-1] == "s" else piece).lower()[:_STEM]


STEMS = Remembered(stem_of)


@lru_cache(maxsize=4096)
def key_of(name: str) -> tuple[str, ...]:
    """Stems of a name's words."""
    return tuple(map(STEMS.__getitem__, pieces(name)))


@lru_cache(maxsize=16)
def without_points(text: str) -> str:
    """The text with US for U.S."""
    if not _HAS_INITIALS.search(text):
        return text
    return _INITIALS.sub(lambda match: match[0].replace(".", ""), text)


@lru_cache(maxsize=16)
def pieces_of(text: str) -> frozenset[str]:
    """The runs of letters and digits of a text, each once."""
    return frozenset(pieces(text))


@lru_cache(maxsize=16)
def stem_counts(text: str) -> Counter[str]:
    """How often each stem stands in a text."""
    return Counter(map(STEMS.__getitem__, pieces(without_points(text))))


@lru_cache(maxsize=16)
def stems_of(text: str) -> frozenset[str]:
    """Stems of all words."""
    return frozenset(map(STEMS.__getitem__, pieces_of(without_points(text))))


@lru_cache(maxsize=16)
def initials_of(text: str) -> frozenset[str]:
    """The initials of all runs of capitalised words: EU for European Union."""
    runs = (match[0].split(" ") for match in _RUN_OF_SEVERAL.finditer(without_points(text)))
    return frozenset("".join(word[0] for word in run if word[0].isupper()).lower()[:_STEM] for run in runs)


def is_title(line: str) -> bool:
    """Whether a line is a heading: marked as one, or written in capitals throughout."""
    if line.startswith("#"):
        return True
    if line[-1] in ".!?":
        return False
    tokens = _TOKEN.findall(line[:300])
    return len(tokens) > 2 and sum(token[0].isupper() for token in tokens) > 0.6 * len(tokens)


@lru_cache(maxsize=4096)
def is_name(word: str) -> bool:
    """Whether a word of a run can be a name: no title, no month."""
    return (
        word[0].isupper() and word[1:2] != "-" and word.lower().replace("’", "'").removesuffix("'s") not in _NOT_NAMES
    )


@lru_cache(maxsize=512)
def _found_in(sentence: str) -> tuple[str, ...]:
    """Runs of capitalised words, without a word that opens the sentence. Remembered, because clauses are mostly sentences."""
    return tuple(_runs_in(sentence))


def _runs_in(sentence: str) -> Iterator[str]:
    opening = _ALNUM.search(sentence)
    first = opening.start() if opening else 0
    for match in _RUN.finditer(sentence):
        start, run = match.start(), match[0]
        if start <= first or sentence[max(0, start - 2) : start].strip()[-1:] in _OPENING:
            run = run.partition(" ")[2]
        name = " ".join(filter(is_name, run.split(" "))) if " " in run else run if run and is_name(run) else ""
        if len(name) > 1 and (name.isalpha() or not any(map(str.isdigit, name))):
            yield name


def _has_capital(text: str) -> bool:
    """Whether a capital may be in a text; said of few that have none."""
    return text.lower() != text if text.isascii() else not text.islower()


@lru_cache(maxsize=16)
def capital_lines(text: str) -> tuple[tuple[str, bool], ...]:
    """The sentences that have a capital, no headings, and whether they have one after their first character."""
    lines = filter(_has_capital, sentences(without_points(prose(text))))
    return tuple((line, _has_capital(line[1:])) for line in lines if not is_title(line))


@lru_cache(maxsize=16)
def names_of(text: str) -> tuple[str, ...]:
    """Runs of capitalised words that do not open a sentence, and acronyms; in order, with repeats."""
    return tuple(chain.from_iterable(_found_in(line) for line, is_within in capital_lines(text) if is_within))


@lru_cache(maxsize=256)
def names_within(clause: str) -> tuple[str, ...]:
    """The same of a part of a text, past the caches of whole texts, which hold few."""
    if clause[1:].islower() and "&" not in clause:
        return ()
    lines = sentences.__wrapped__(without_points.__wrapped__(prose.__wrapped__(clause)))
    # Without a capital after the first character there is but the word that opens the sentence.
    with_names = (line for line in lines if _has_capital(line[1:]) and not is_title(line))
    return tuple(chain.from_iterable(map(_found_in, with_names)))


def capitals_mean_names(text: str) -> bool:
    """Not in German, where every noun has one."""
    if _GERMAN.isdisjoint(words(text)):
        return True
    tokens = text[:3000].lower().split()
    return sum(map(_GERMAN.__contains__, tokens)) < 0.08 * len(tokens) + 1


def is_among(key: tuple[str, ...], stems: frozenset[str]) -> bool:
    """Whether one word of a name is, or its initials, or another name for it."""
    if not stems.isdisjoint(key):
        return True
    initials = "".join([piece[0] for piece in key])[:_STEM]
    return any(same in stems for piece in key for same in _SAME.get(piece, ())) or (len(key) > 1 and initials in stems)


@lru_cache(maxsize=512)
def part_stems(part: str) -> frozenset[str]:
    """Stems of all words of a part of a text, past the caches of whole texts."""
    return frozenset(map(STEMS.__getitem__, pieces(without_points.__wrapped__(part))))


def unknown(names: Iterable[str], stems: frozenset[str]) -> list[str]:
    """The names, each once, of which no word is among these stems, nor their initials or another name for them."""
    return [name for name in dict.fromkeys(names) if not is_among(key_of(name), stems)]


def absent(names: tuple[str, ...], text: str) -> list[str]:
    """The names that the text has in no way, each once."""
    return [
        name
        for name in unknown(names, stems_of(text))
        if name not in names_of(text) and not is_among(key_of(name), initials_of(text))
    ]
