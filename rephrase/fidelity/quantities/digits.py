"""Digits in a text, as a careful reader sees them: what counts as a fact, and what a run of digits can mean. No words.

What is not a fact of the text is left out: URLs, link and image targets, code fences, list and step numbers at the
start of a line. Digits of every script become ASCII. Numbers of more than `LONGEST` digits are compared as text.
"""

from __future__ import annotations

import html
import re
import unicodedata
from collections.abc import Sequence
from fractions import Fraction
from functools import lru_cache

from rephrase.fidelity.words import ATTRIBUTES

Value = int | Fraction | str


class Ratio(Fraction):
    """A fraction that computes its hash once: what numbers are compared by is many times looked up in sets."""

    __slots__ = ("_hash",)

    def __hash__(self) -> int:  # type: ignore[override]  # typeshed says None of a number in general
        try:
            return self._hash
        except AttributeError:
            self._hash: int = super().__hash__()
            return self._hash


def plain(value: Fraction | int) -> int | Fraction:
    """The value as an int where it is one, so that equal values look equal."""
    return int(value) if value.denominator == 1 else Ratio(value)


TARGETS = re.compile(
    r"(?:https?|ftp)://[^\s<>\"')\]]+|\bwww\.[^\s<>\"')\]]+|(?<=\])\([^()\s]*\)|<img[^<>]*>|:[a-z]+:`[^`\n]*`|"
    + ATTRIBUTES
)
MATH = re.compile(r"\$\$|\$[A-Za-z]\$|\$[^$\n]{0,80}[\\^_{}][^$\n]{0,80}\$")
BOXED = re.compile(r"\$(\\boxed\{[^{}$\n]{0,80}\})\$")
DOLLAR = re.compile(r"\$(?<!\\\$)")
_REMARK = 300  # characters before a closing bracket in which it was opened
LIST_MARK = re.compile(
    r"^[ \t>#*_-]*(?:\(?\d{1,3}[.)]\)?|\([a-z]\)|(?:step|schritt|étape|paso|passo|шаг|adım)\s?\d{1,3}\b[.:)]?|第[\d一二三四五六七八九十]+步)"
    r"(?=[ \t*_:：\u4e00-\u9fff])",
    re.M | re.I,
)
LATEX = (
    (re.compile(r"\\(?:num|SI|qty)\{([^{}]*)\}"), r" \1 "),
    (re.compile(r"\{,\}"), ","),
    (re.compile(r"\\([%$#])"), r"\1"),
    (re.compile(r"\\[dtc]?frac\s*\{\s*(\d+)\s*\}\s*\{\s*(\d+)\s*\}|\\[dtc]?frac\s?(\d)\s?(\d)"), r" \1\3/\2\4 "),
    (re.compile(r"\\(?:times|cdot|ast)(?![a-z])"), "×"),
    (re.compile(r"\\(?:text|mathrm|mathbf|textbf|mbox)\s*\{"), "{"),
    (re.compile(r"\\[,;:! ]"), " "),
    (re.compile(r"\^\s*\{?\s*\\circ\s*\}?"), "°"),
    (re.compile(r"\\(?:begin|end|label|ref|eqref|cite|includegraphics)\{[^{}]*\}"), " "),
)


class _Digits(dict[int, int | str | None]):
    """Maps every decimal digit of every script to ASCII, and keeps other characters (lazily, one at a time)."""

    def __missing__(self, code: int) -> int:
        value = unicodedata.decimal(chr(code), None)
        self[code] = code if value is None else 48 + value
        return 48 + value if value is not None else code


_SIGNS = {"，": ",", "．": ".", "％": "%", "٪": "%", "−": "-"}
DIGITS = _Digits({ord(sign): plainly for sign, plainly in _SIGNS.items()})
_FOREIGN = re.compile(r"[^\D0-9]")  # a digit that is not ASCII


def facts(text: str) -> str:
    """The text without what is not a fact, its digits in ASCII and its simple LaTeX numbers written plainly."""
    if "&" in text:
        text = html.unescape(text)  # &#x2019; is an apostrophe and no number
    if not text.isascii() and (any(sign in text for sign in _SIGNS) or _FOREIGN.search(text)):
        text = text.translate(DIGITS)
    if ("`" in text and "```" in text) or ("~" in text and "~~~" in text):
        text = _without_fences(text)
    if _may_have_targets(text):
        text = TARGETS.sub(" ", text)
    if "$\\boxed" in text:  # in a text with prices, which keep their signs
        text = BOXED.sub(r" \1 ", text)
    if "$" in text and MATH.search(text):
        text = DOLLAR.sub(" ", text)
    if "\\" in text or ("{" in text and "{,}" in text):
        for pattern, plainly in LATEX:
            text = pattern.sub(plainly, text)
    return _without_list_marks(text)


def _may_have_targets(text: str) -> bool:
    """Whether a part of each target is there; single characters are found first, much the soonest."""
    return (
        ("{" in text and any(mark in text for mark in ("{:", "{#", "{.")))
        or ("/" in text and "://" in text)
        or ("]" in text and "](" in text)
        or ("<" in text and "<img" in text)
        or ("`" in text and ":`" in text)
        or "www." in text
    )


def _without_list_marks(text: str) -> str:
    """The text with a space for each mark at the beginning of a line."""
    pieces, kept, start = [], 0, 0
    while start >= 0:
        if (mark := LIST_MARK.match(text, start)) and not _closes_bracket(text, mark):
            pieces.append(text[kept : mark.start()])
            kept = mark.end()
        start = text.find("\n", max(start, kept)) + 1 or -1
    return " ".join([*pieces, text[kept:]]) if pieces else text


def _closes_bracket(text: str, mark: re.Match[str]) -> bool:
    """Whether what looks like a list's number ends a remark in brackets that began in a line before: (p. 74)."""
    if ")" not in mark[0] or "(" in mark[0]:
        return False
    before = text[max(0, mark.start() - _REMARK) : mark.start()].rpartition("\n\n")[2]
    return before.rfind("(") > before.rfind(")")


def _without_fences(text: str) -> str:
    kept, fence = [], ""
    for line in text.split("\n"):
        mark = line.lstrip()[:3]
        if not fence and mark in ("```", "~~~"):
            fence = mark
        elif fence and mark == fence:
            fence = ""
        elif not fence:
            kept.append(line)
    return "\n".join(kept)


# Languages in which a comma groups digits and a point begins decimals, and neither does the other's work.
COMMA_GROUPS = frozenset({"en", "zh", "ja", "th", "hi"})
SPACES = " \u00a0\u202f\u2009_"
LONGEST = 40


def number(text: str) -> Value:
    """The value of digits with at most one point; past `LONGEST` digits, the digits themselves."""
    if len(text) > LONGEST:
        return text.lstrip("0")
    return plain(Fraction(text)) if "." in text else int(text)


@lru_cache(maxsize=8192)
def readings(run: str, english: bool) -> tuple[tuple[Value, ...], ...]:
    """The numbers in a run of digits and separators, each with its readings.

    >>> readings("1,234.5", True)
    ((Fraction(2469, 2),),)
    >>> readings("1.000", False)
    ((1000, 1),)
    """
    if run[0] == ".":
        return ((number("0" + run),),) if run[1:].isdigit() else readings(run[1:], english)
    groups = re.split(r"[^\d]", run)
    separators = re.findall(r"[^\d]", run)
    if not separators:
        return ((number(run),),)
    if len(run) > LONGEST and len(separators) > LONGEST // 2:
        return tuple((number(group),) for group in groups)
    kinds = set(separators)
    if kinds & set(SPACES) and not _grouping(groups, separators):
        pieces = re.split(f"[{SPACES}]", run)
        return tuple(value for piece in pieces for value in readings(piece, english))
    if len(kinds) == 1:
        return _one_separator(groups, separators[0], english)
    last = separators[-1]
    if last in ".,·٫" and separators.count(last) == 1 and len(kinds) == 2 and _grouping(groups[:-1], separators[:-1]):
        return ((number("".join(groups[:-1]) + "." + groups[-1]),),)
    return tuple((number(group),) for group in groups)


def _grouping(groups: Sequence[str], separators: Sequence[str]) -> bool:
    """Whether digits are grouped in threes, or the Indian way (10,00,000)."""
    if not 1 <= len(groups[0]) <= 3 or len({*separators} - set(".,·٫")) > 1:
        return False
    if len(groups) == 1:
        return True
    inner = groups[1:-1]
    return len(groups[-1]) == 3 and (all(len(g) == 3 for g in inner) or all(len(g) == 2 for g in inner))


def _one_separator(groups: list[str], separator: str, english: bool) -> tuple[tuple[Value, ...], ...]:
    whole = number("".join(groups)) if _grouping(groups, separator) else None
    if len(groups) == 2 and separator in ".,·٫":
        decimal = number(".".join(groups))
        if whole is None or groups[0].startswith("0"):
            return ((decimal,),)
        if english:
            return ((decimal,),) if separator == "." else ((whole,),)
        return ((whole, decimal),)
    if whole is not None:
        return ((whole,),)
    return tuple((number(group),) for group in groups)


def times(values: tuple[Value, ...], scale: int | Fraction, keep: bool) -> tuple[Value, ...]:
    """The values times a multiplier, if need be beside what they are without it."""
    scaled = tuple(plain(Fraction(value) * scale) for value in values if not isinstance(value, str))
    return (*scaled, *values) if keep else scaled or values


def quotient(written: str) -> tuple[Value, tuple[Value, ...]] | None:
    """The value of a fraction (1/2, 3 1/2), and the numbers that say it as well where it is a division (12/3).

    None for a division by zero.
    """
    *whole, top, bottom = map(int, re.findall(r"\d+", written))
    if not bottom:
        return None
    is_division = top >= bottom or bottom > 12
    return plain(Fraction(top, bottom) + sum(whole)), (*whole, top, bottom) if is_division else ()
