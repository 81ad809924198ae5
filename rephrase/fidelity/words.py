"""Cuts a text into prose, words and sentences, in linear time. Knows nothing of rewriting or of verdicts."""

from __future__ import annotations

import html
import re
import unicodedata
from collections.abc import Callable, Sequence
from functools import cache, lru_cache
from typing import Generic, NamedTuple, TypeVar

from rephrase.fidelity.spans import spans
from rephrase.layout import front_matter

T = TypeVar("T")

# Scripts written without spaces between words: Han, kana, Thai, Lao, Khmer, Burmese. One character is one unit.
UNSPACED = "\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff"
_LETTER = re.compile(r"[^\W\d_]")
_HAN = re.compile("[\u3400-\u4dbf\u4e00-\u9fff]")

ATTRIBUTES = r"\{(?::\s?(?=[#.][A-Za-z]|[\w-]+=[\"'])|[#.](?=[A-Za-z]))[^{}\n]*\}"  # of kramdown and pandoc: {: #fig-2 .wide}, {#part}
_TAG_OR_LINK = re.compile(
    r"<!--|-->|</?[A-Za-z][^<>\n]{0,300}>|\]\([^()\s]{1,500}\)|\bhttps?://\S+|\bwww\.\S+|" + ATTRIBUTES
)
_COMMAND = re.compile(
    r"\\(?:begin|end|label|ref|eqref|cite[a-z]*)\*?\{[^{}\n]{0,80}\}|\\[A-Za-z]+\*?|:[a-z]+:`[^`\n]{0,80}`"
)
_TABLE_ROW = re.compile(r"^[ \t]*\|.*$|^[^\n|]+\|[^\n|]+\|[^\n]*$", re.MULTILINE)
# Begins with the mark itself, and not with a look behind, because the search then skips what is no mark.
_BREAK = re.compile(
    r"[.!?…。．｡！？।؟\n](?:(?<=[.!?…])[\"'”’)\]*_]*\s+(?=\S)|(?<=[。．｡！？।؟])[\"'”’)\]」』]*\s*|(?<=\n)\s*"
    r"|(?<=[^\d\s][.!?])(?=[\u3040-\u9fff]))"  # no space stands between sentences in Han and kana
)
_ABBREVIATIONS = (
    "Mr Mrs Ms Dr St Prof Sr Jr No vs etc e.g i.e cf Fig Eq Inc Ltd Co Corp Gen Gov Sen Rep Lt Col Capt Sgt"
    " Jan Feb Mar Apr Jun Jul Aug Sep Sept Oct Nov Dec al approx ca".split()
)
_ABBREVIATION = re.compile(rf"\b(?:{'|'.join(map(re.escape, _ABBREVIATIONS))}|[A-Z])\.$")
_LAST_TWO = frozenset(word[-2:] for word in _ABBREVIATIONS)
_LONGEST = max(map(len, _ABBREVIATIONS)) + 1  # characters, with the point

# The letters, digits and apostrophes of the code page 1252, in lower case; all its other characters as spaces. Most text
# of a Latin script has no others, and to translate and split is four times as fast as to search.
_APOSTROPHES = "'’"
_CASED = bytes(
    byte if char.isalnum() or char in _APOSTROPHES or char == "\n" else ord(" ")
    for byte, char in enumerate(bytes(range(256)).decode("cp1252", "replace"))
)
_SMALL = bytes(char.lower().encode("cp1252", "replace")[0] for char in bytes(range(256)).decode("cp1252", "replace"))
_LOWER = _CASED.translate(_SMALL)
# For each apostrophe, as a pattern that begins with one certain character is found several times as fast.
_LOOSE = {mark: re.compile(rf"{mark}(?:(?![^\W\d_])|(?<![^\W_].))") for mark in _APOSTROPHES}  # not within a word
_LOOSE_IN_NAME = {mark: re.compile(rf"{mark}(?:(?![^\W_])|(?<![^\W_].))") for mark in _APOSTROPHES}
_DIGIT_WITHIN = {mark: re.compile(rf"{mark}[^\W\d_]+\d") for mark in _APOSTROPHES}  # a word ends without a space
_MANY_MARKS = 50  # of different marks of punctuation in one text
_NAME = re.compile(r"[^\W_]+(?:['’][^\W_]+)*")


_LONG_LINE = 50  # characters; in a text of fixed width one that ends without a mark goes on in the next
_GOES_ON = re.compile(r"\n(?:(?<=[^\W_]\n)|(?<=[,;]\n))(?=[a-z])")
_WRAPPED = re.compile(rf"\n(?<=[^\n]{{{_LONG_LINE}}}[^\W_]\n)(?=[A-Z][^\n:]*\b[a-z])")
_FEWEST_WRAPPED = 2  # lines that go on in a small letter, of a text of fixed width


class Units(NamedTuple):
    """Patterns of a word of any script, and of one unit of a script without spaces."""

    word: re.Pattern[str]
    unspaced: re.Pattern[str]


@cache
def _units() -> Units:
    """Compiled when a text first needs them, which takes as long as a hundred short texts: most of a Latin script never do."""
    # Signs that belong to the letter before them: vowels of Indic scripts, points of Arabic and Hebrew, tones of Thai; joiners.
    signs = "".join(char for char in map(chr, range(0x300, 0x1AB0)) if unicodedata.category(char)[0] == "M")
    signs = f"[{signs}\u200c\u200d]"
    unspaced = f"(?!{signs})[{UNSPACED}]"
    letters, characters = (rf"{each}+(?:{signs}+{each}*)*" for each in (rf"[^\W\d_{UNSPACED}]", rf"[^\W_{UNSPACED}]"))
    return Units(re.compile(rf"{characters}(?:['’]{letters})*|{unspaced}{signs}*"), re.compile(unspaced))


def flowing(text: str) -> str:
    """The text with lines that surely go on in the next joined to it, as in books of fixed width."""
    if "\n" not in text:
        return text
    text, wrapped = _GOES_ON.subn(" ", text)
    return _WRAPPED.sub(" ", text) if wrapped >= _FEWEST_WRAPPED else text


class Remembered(dict[str, T], Generic[T]):
    """What a pure function says of each word met. To look one up is several times as fast as to call what remembers.

    `most` words are kept, of about 150 bytes each; then all are forgotten, as few come again and again.
    """

    def __init__(self, of: Callable[[str], T], most: int = 50_000) -> None:
        super().__init__()
        self._of, self._most = of, most

    def __missing__(self, word: str) -> T:
        if len(self) >= self._most:
            self.clear()
        found = self[word] = self._of(word)
        return found


@lru_cache(maxsize=16)
def prose(text: str) -> str:
    """The text without front matter, code, formulas, tables, tags, link targets and LaTeX commands; HTML entities as
    what they stand for."""
    text = text[front_matter(text) :]
    pieces, position = [], 0
    for span in spans(text):
        pieces.append(text[position : span.start])
        position = span.end
    left = " ".join([*pieces, text[position:]])
    if "&" in left:
        left = html.unescape(left)
    if "|" in left:
        left = _TABLE_ROW.sub("\n", left)
    if "\\" in left or "`" in left:
        left = _COMMAND.sub(" ", left)
    if any(mark in left for mark in ("<", "-->", "](", "http", "www.", "{:", "{#", "{.")):
        left = _TAG_OR_LINK.sub(" ", left)
    return left


def _translated(text: str, table: bytes) -> str | None:
    """The text with another character for each, or None if it has one that is not in the code page 1252."""
    page = "ascii" if text.isascii() else "cp1252"
    try:
        return text.encode(page).translate(table).decode(page)
    except UnicodeEncodeError:
        return None


def _plain(text: str) -> str | None:
    """The text in lower case with spaces for what is in no word and line breaks kept, or None if it is not so simple."""
    plain = _translated(text, _LOWER)
    for mark in _APOSTROPHES:
        if plain is not None and mark in plain:
            plain = _LOOSE[mark].sub(" ", plain)
            if _DIGIT_WITHIN[mark].search(plain):
                return None
    return plain


@lru_cache(maxsize=16)
def words(text: str) -> tuple[str, ...]:
    """Words in lower case; where a script has no spaces, its characters."""
    return tuple(cut(text))


def cut(text: str) -> list[str]:
    """The same, of a text that is not asked about again."""
    plain = _plain(text)
    return _units().word.findall(text.lower()) if plain is None else plain.split()


def pieces(text: str) -> list[str]:
    """Runs of letters and digits as they are written, with the apostrophes in them, whatever the script."""
    plain = _translated(text, _CASED)
    if plain is None:
        return _NAME.findall(text)
    for mark in _APOSTROPHES:
        if mark in plain:
            plain = _LOOSE_IN_NAME[mark].sub(" ", plain)
    return plain.split()


class Marks:
    """Sets the marks of punctuation that a pattern of one character finds apart from words, and cuts texts at spaces."""

    def __init__(self, mark: str, token: str) -> None:
        self._mark, self._token = re.compile(mark), re.compile(token)
        self._others = bytes(byte for byte in range(128) if not self._mark.match(chr(byte)))

    def cut(self, lines: Sequence[str]) -> list[list[str]]:
        """Words and marks of each of some lines, none of which has a line break. A pattern for each token takes longer,
        but where a text has very many kinds of marks."""
        text = "\n".join(lines)
        marks = (
            {*text.encode().translate(None, self._others).decode()} if text.isascii() else {*self._mark.findall(text)}
        )
        if len(marks) > _MANY_MARKS:
            return list(map(self._token.findall, lines))
        for mark in marks:
            text = text.replace(mark, f" {mark} ")
        return list(map(str.split, text.split("\n")))


@lru_cache(maxsize=16)
def lines_of_words(text: str) -> tuple[tuple[str, ...], ...]:
    """The words of each sentence."""
    return words_of(sentences(text))


def words_of(lines: Sequence[str]) -> tuple[tuple[str, ...], ...]:
    """The words of each of some lines, none of which has a line break: all at once, as most of it is done in one step."""
    plain = _plain("\n".join(lines))
    if plain is None:
        return tuple(tuple(_units().word.findall(line.lower())) for line in lines)
    return tuple(tuple(line.split()) for line in plain.split("\n")) if plain else ()


@lru_cache(maxsize=16)
def sentences(text: str) -> tuple[str, ...]:
    """Sentences and lines, stripped, none empty."""
    found: list[str] = []
    carry = ""
    position = 0
    for match in _BREAK.finditer(text):
        mark = match.start() + 1
        whole = carry + text[position : mark - 1 if match[0][0] == "\n" else mark]
        position = match.end()
        if "\n" not in match[0] and _is_abbreviated(whole):
            carry = whole + " "
            continue
        carry = ""
        if whole := whole.strip():
            found.append(whole)
    last = (carry + text[position:]).strip()
    return tuple([*found, last] if last else found)


def _is_abbreviated(text: str) -> bool:
    """Whether the point at the end of a text is that of an abbreviation or of an initial."""
    if text[-3:-1] not in _LAST_TWO and not "A" <= text[-2:-1] <= "Z":
        return False
    return _ABBREVIATION.search(text, max(0, len(text) - _LONGEST)) is not None


def has_letters(text: str) -> bool:
    """Whether there is a letter of any script."""
    return _LETTER.search(text) is not None


@lru_cache(maxsize=16)
def _unspaced(text: str) -> int:
    """Number of characters of scripts without spaces."""
    return 0 if text.isascii() else len(_units().unspaced.findall(text))


def is_unspaced(text: str) -> bool:
    """Whether most of the text is written without spaces between words."""
    return 2 * _unspaced(text) > len(words(text))


def length(text: str, units: tuple[str, ...] | None = None) -> float:
    """Length in words; two characters of an unspaced script count as one word. `units` are its words, if known."""
    return len(words(text) if units is None else units) - _unspaced(text) / 2


def shown(items: list[str] | tuple[str, ...], most: int = 4, width: int = 40) -> str:
    """A few items for a reason, each cut to a readable width."""
    cut = [item if len(item) <= width else item[: width - 1] + "…" for item in items[:most]]
    more = f" and {len(items) - most} more" if len(items) > most else ""
    return ", ".join(cut) + more
