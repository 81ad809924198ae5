"""What the names of a text are: its capitals where capitals mean names, as stems that other forms of a name share. Compares
no more than a name with a text."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence, Set
from functools import cached_property, lru_cache

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
_APOSTROPHES = ("'", "’")
_CAPITALISED = re.compile(rf"[{_CAPITAL}](?<![\w'’].)[\w'’]*")
# Of those the ones that are surely a piece for themselves, whatever stands around them.
_CAPITALISED_PIECE = re.compile(rf"[{_CAPITAL}](?<![\w'’].)[^\W_]*(?:['’]s)?(?![\w'’])")
# ASCII in lower case, with spaces for all but letters and digits.
_SPACED = bytes(ord(char.lower()) if (char := chr(byte)).isalnum() else ord(" ") for byte in range(128)) + bytes(128)
_TOKEN = re.compile(r"[^\W\d_]{4,}")
_OPENING = frozenset(":\"“”'‘(*_-—–;/•")  # what stands before a capital that may be mere typography
_LONG = 20_000  # characters of a text in which a word is not looked for: all are read at once
_STEM = 4  # Germany, German; Scotland, Scots is not found so
_NOT_NAMES = frozenset(
    "i i'm i'll i've i'd january february march april may june july august september october november december jan feb mar apr jun jul"
    " aug sep sept oct nov dec monday tuesday wednesday thursday friday saturday sunday mr mrs ms dr prof sir lord lady the a an and or"
    " but if in on at of to it he she they we this that these those president minister king queen senator judge governor general captain"
    " chapter section figure table example step note question answer q g god internet english yes no ok am pm bc ad ce bce tv"
    " theorem lemma definition proof corollary proposition problem solution exercise equation case part thus hence so then let"
    " today yesterday tomorrow tonight therefore consequently moreover furthermore however additionally meanwhile nevertheless"
    " similarly finally indeed instead although because since while when in why what which how who whom whose where does do did is are"
    " was were its his her their our your my".split()
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


def has_piece(text: str, word: str) -> bool:
    """Whether a word is one of the runs of letters and digits of a text. Looks where it stands before it reads the text."""
    if not word.isalnum() or len(text) > _LONG:
        return word in pieces_of(text)
    at = text.find(word)
    while at >= 0:
        before, after = text[at - 1 : at], text[at + len(word) : at + len(word) + 1]
        if not before.isalnum() and not after.isalnum():
            return (before not in _APOSTROPHES and after not in _APOSTROPHES) or word in pieces_of(text)
        at = text.find(word, at + 1)
    return False


class Stems(Set[str]):
    """Stems of all words of a text. Reads the capitalised ones, and the others when one is asked for that they may have."""

    def __init__(self, text: str) -> None:
        self._text = text = without_points(text)
        self._words = f" {text.encode().translate(_SPACED).decode()} " if text.isascii() and len(text) < _LONG else None
        self._capitalised = frozenset(map(STEMS.__getitem__, _CAPITALISED_PIECE.findall(text)))

    @cached_property
    def _all(self) -> frozenset[str]:
        return frozenset(map(STEMS.__getitem__, pieces(self._text)))

    def _may_have(self, stem: str) -> bool:
        """Whether a word may begin so, or be so where the stem is shorter than others."""
        if (words := self._words) is None or "'" in stem:
            return True
        if len(stem) < _STEM:
            return f" {stem} " in words or f" {stem}s " in words
        return f" {stem}" in words

    def __contains__(self, stem: object) -> bool:
        return stem in self._capitalised or (self._may_have(str(stem)) and stem in self._all)

    def isdisjoint(self, other: Iterable[object]) -> bool:
        """Whether it has none of some stems."""
        return self._capitalised.isdisjoint(other) and not any(map(self.__contains__, other))

    def __iter__(self) -> Iterator[str]:
        return iter(self._all)

    def __len__(self) -> int:
        return len(self._all)


@lru_cache(maxsize=16)
def stems_of(text: str) -> Stems:
    """Stems of all words."""
    return Stems(text)


@lru_cache(maxsize=16)
def initials_of(text: str) -> frozenset[str]:
    """The initials of all runs of capitalised words: EU for European Union."""
    runs = (match[0].split(" ") for match in _RUN_OF_SEVERAL.finditer(without_points(text)))
    return frozenset("".join(word[0] for word in run if word[0].isupper()).lower()[:_STEM] for run in runs)


def is_title(line: str) -> bool:
    """Whether a line is a heading: marked as one, or written in capitals throughout."""
    if line[0] == "#" or line[-1] in ".!?":
        return line[0] == "#"
    tokens = _TOKEN.findall(line[:300])
    return len(tokens) > 2 and sum(token[0].isupper() for token in tokens) > 0.6 * len(tokens)


@lru_cache(maxsize=4096)
def is_name(word: str) -> bool:
    """Whether a word of a run can be a name: no title, no month."""
    return (
        word[0].isupper() and word[1:2] != "-" and word.lower().replace("’", "'").removesuffix("'s") not in _NOT_NAMES
    )


def _names_in(lines: Iterable[str]) -> tuple[str, ...]:
    """The runs of capitalised words in some sentences, without a word that opens its sentence."""
    text, found = "\n".join(lines), []
    for match in _RUN.finditer(text):  # no run has a line break
        run = match[0]
        if _opens(text, match.start()):
            run = run.partition(" ")[2]
        if name := _NAMES[run]:
            found.append(name)
    return tuple(found)


def _opens(text: str, at: int) -> bool:
    """Whether what stands there may have its capital from its place alone: no word stands before it in its line, or a mark."""
    if text[max(0, at - 2) : at].strip()[-1:] in _OPENING:
        return True
    while at > 0 and text[at - 1] != "\n":
        at -= 1
        if text[at].isalnum() or text[at] == "_":
            return False
    return True


def _name(run: str) -> str:
    """What of a run of capitalised words is a name, or ""."""
    name = " ".join(filter(is_name, run.split(" "))) if run else ""
    return name if len(name) > 1 and (name.isalpha() or not any(map(str.isdigit, name))) else ""


_NAMES = Remembered(_name)


def _may_have_capital(text: str) -> bool:
    """Whether a capital is in a text; of what is not ASCII, said without a look."""
    return not text.isascii() or text.lower() != text


@lru_cache(maxsize=16)
def capital_lines(text: str) -> tuple[tuple[str, bool], ...]:
    """The sentences that may have a capital, no headings, and whether they may have one after their first character."""
    lines = [(line, _may_have_capital(line[1:])) for line in sentences(without_points(prose(text)))]
    return tuple([(line, within) for line, within in lines if (within or line[0].isupper()) and not is_title(line)])


@lru_cache(maxsize=16)
def names_of(text: str) -> tuple[str, ...]:
    """Runs of capitalised words that do not open a sentence, and acronyms; in order, with repeats."""
    return _names_in(line for line, is_within in capital_lines(text) if is_within)


@lru_cache(maxsize=256)
def names_within(clause: str) -> tuple[str, ...]:
    """The same of a part of a text, past the caches of whole texts, which hold few."""
    if clause[1:].islower() and "&" not in clause:
        return ()
    lines = sentences.__wrapped__(without_points.__wrapped__(prose.__wrapped__(clause)))
    # Without a capital after the first character there is but the word that opens the sentence.
    return _names_in(line for line in lines if _may_have_capital(line[1:]) and not is_title(line))


def capitals_mean_names(text: str) -> bool:
    """Not in German, where every noun has one."""
    if _GERMAN.isdisjoint(words(text)):
        return True
    tokens = text[:3000].lower().split()
    return sum(map(_GERMAN.__contains__, tokens)) < 0.08 * len(tokens) + 1


def is_among(key: tuple[str, ...], stems: Set[str]) -> bool:
    """Whether one word of a name is, or its initials, or another name for it."""
    if not stems.isdisjoint(key):
        return True
    if not _SAME.keys().isdisjoint(key) and any(same in stems for piece in key for same in _SAME.get(piece, ())):
        return True
    return len(key) > 1 and "".join([piece[0] for piece in key])[:_STEM] in stems


def alias_stems(stems: Iterable[str]) -> set[str]:
    """Stems of other names for what has these stems."""
    return {same for stem in stems for same in _SAME.get(stem, ())}


def has_all_names(part: str, other: str) -> bool:
    """Whether surely each name of a part of a text is known from another part: each capitalised word stands there, too."""
    if "&" in part:
        return False
    capitalised = _CAPITALISED.findall(part, 1)  # none that opens it is a name
    if not capitalised:
        return True
    has_initials = _HAS_INITIALS.search(part) or _HAS_INITIALS.search(other)
    return not has_initials and {*capitalised}.issubset(_CAPITALISED.findall(other))


@lru_cache(maxsize=512)
def part_stems(part: str) -> frozenset[str]:
    """Stems of all words of a part of a text, past the caches of whole texts."""
    return frozenset(map(STEMS.__getitem__, pieces(without_points.__wrapped__(part))))


def unknown(names: Iterable[str], stems: Set[str]) -> list[str]:
    """The names, each once, of which no word is among these stems, nor their initials or another name for them."""
    return [name for name in dict.fromkeys(names) if not is_among(key_of(name), stems)]


def absent(names: Sequence[str], text: str) -> list[str]:
    """The names that the text has in no way, each once."""
    return [
        name
        for name in (unknown(names, stems_of(text)) if names else ())
        if name not in names_of(text) and not is_among(key_of(name), initials_of(text))
    ]
