"""Cuts a text into the signs of arithmetic: numbers, operators, brackets, words. Plain text and LaTeX; knows no values."""

from __future__ import annotations

import re
from collections.abc import Sequence
from fractions import Fraction
from functools import lru_cache
from typing import NamedTuple

from rephrase.fidelity.quantities.units import UNITS

NUMBER = r"\d{1,3}(?:(?:,|\{,\}|\\,|\\!,)\d{3})+(?!\d)(?:\.\d{1,15})?|\d{1,64}(?:\.\d{1,20}(?:\.{3}|…)?)?|(?<![\d.])\.\d{1,20}"
_RELATION = (
    r"\\(?:approx|leqslant|leq|le|geqslant|geq|ge|neq|ne|lt|gt|simeq)(?![A-Za-z])|<=|>=|==?|(?<![\d)}])!=|[=≠≈≤≥<>]"
)
_TOKEN = re.compile(
    rf"""
  (?P<skip>\s+|[$€£¥~&`]|\\(?:left|right|[bB]igg?[lr]?|displaystyle|textstyle|quad|qquad|boxed|fbox)(?![A-Za-z])
     |\\[,;:!$\ ()]|\^\s*(?:\{{\s*\\circ\s*\}}|\\circ)|°)
| (?P<sep>\\\\|\\[\[\]]|<<|>>|=>|<?-+>|<[-=]+>|={{3,}}|\\(?:Long|long)?(?:[rR]ightarrow|[lL]eftrightarrow)(?![A-Za-z])|\\(?:to|implies|iff|therefore)(?![A-Za-z])|[→⇒]|[,;.?!]?\n|\.(?![\d.])|[,:](?!\d)|(?<=[^\W\d]):|(?<!\S)\|(?=\s)|\\(?:begin|end)\{{(?:align|equation|gather|split|multline|eqnarray|displaymath|math)[a-z]{{0,3}}\*?\}}|[;?。，；：？、"“”]|•(?!\ \d+\ ?=)(?<!\d\ •))
| (?P<num>{NUMBER})
| (?P<frac>\\[dtc]?frac(?![A-Za-z])) | (?P<binom>\\[dt]?binom(?![A-Za-z])) | (?P<pi>\\pi(?![A-Za-z])|π)
  | (?P<root>\\sqrt(?![A-Za-z])|√|\bsqrt(?=\())
| (?P<times>\\(?:times|cdot|ast)(?![A-Za-z])|\\?\*|\*\*|[×·∗⋅∙]|(?<=\d\ )•(?=\ \d)) | (?P<over>\\div(?![A-Za-z])|[÷⁄])
| (?P<percent>\\?%|(?:percent|per\ cent)\b)
| (?P<rel>{_RELATION})
| (?P<word>/?\ ?[^\W\d_]+(?:['’/][^\W\d_]+)*)
| (?P<op>[-+/^−–]) | (?P<open>[(\[{{]) | (?P<close>[)\]}}]) | (?P<fact>!) | (?P<bad>\\[A-Za-z]+|\\?.)
    """,
    re.VERBOSE,
)
_CHANGED = frozenset(["times", "over", "op", "word"])  # kinds of tokens that are not what they look like
_EMPHASIS = re.compile(r"(?<![\d)])\*\*|\*\*(?![\d(])")  # and not a power
_UNIT_POWER = re.compile(r"(?<=[^\W\d_]{2})(?<!\\pi)\^\{?[23]\}?(?!\d)")  # cm^2
_OPERATORS = str.maketrans("−–", "--")
_MARKED = re.compile(r"\\(text|textbf|textit|textrm|mathrm|mathbf|mbox|textnormal|operatorname|hbox)\*?\s?\{([^{}]*)\}")
_UPRIGHT = frozenset(["text", "textrm", "mbox", "textnormal", "hbox"])
_LONE = re.compile(r"(?<![^\W_])[^\W\d_die](?![^\W_])")  # a unit; d, i and e are a differential, and numbers
_TERM = re.compile(r" ?[$€£(\\]{0,2}\.?[\d(]")  # how an operand begins
_SUPER = re.compile("[⁰¹²³⁴⁵⁶⁷⁸⁹⁻]+")
_SUPERSCRIPTS = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹⁻", "0123456789-")
_VULGAR = {"½": "(1/2)", "⅓": "(1/3)", "⅔": "(2/3)", "¼": "(1/4)", "¾": "(3/4)", "⅛": "(1/8)", "⅕": "(1/5)"}
# Words that are part of a calculation, which is then not read: the rest are units and prose.
_MEANINGFUL = frozenset(
    "sin cos tan cot sec csc log ln exp mod gcd lcm max min det lim choose remainder squared cubed negative half "
    "third thirds quarter quarters fourth fourths fifth fifths dozen hundred thousand million billion trillion two three "
    "four five six seven eight nine twelve twenty twice double triple pi ten am pm o'clock".split()
)
_SPOKEN = {"times": "*", "plus": "+", "minus": "-"}


class Token(NamedTuple):
    """A piece of a text; `gap` says whether something stood between it and the one before."""

    kind: str
    text: str
    start: int
    end: int
    gap: bool


def prepare(text: str) -> str:
    """The text with what is set upright in formulas as plain words, and powers and fractions written out."""
    if "\\" in text:
        text = _MARKED.sub(lambda match: f" {_LONE.sub('unit', match[2]) if match[1] in _UPRIGHT else match[2]} ", text)
    if "**" in text:
        text = _EMPHASIS.sub(" ", text)
    if not text.isascii():
        text = _SUPER.sub(lambda match: "^{" + match[0].translate(_SUPERSCRIPTS) + "}", text)
        for glyph, written in _VULGAR.items():
            text = text.replace(glyph, written)
    return _UNIT_POWER.sub("", text) if "^" in text else text


def tokens(text: str, start: int, stop: int) -> list[Token]:
    """The tokens of a part of a prepared text. Linear in its length."""
    found: list[Token] = []
    end = start
    for match in _TOKEN.finditer(text, start, stop):
        kind = str(match.lastgroup)
        if kind == "skip":
            continue
        gap = match.start() > end or not found
        if kind in _CHANGED:
            token = _token(kind, match, found, gap, text)
        else:
            token = Token(kind, match[0], match.start(), match.end(), gap)
        if kind == "num" and found and found[-1].kind == "frac" and len(token.text) > 1:  # \frac12 is 1 over 2
            found.append(token._replace(text=token.text[0], end=token.start + 1))
            token = Token("num", token.text[1:], token.start + 1, token.end, False)
        found.append(token)
        end = match.end()
    return found


def _token(kind: str, match: re.Match[str], found: Sequence[Token], gap: bool, text: str) -> Token:
    written = match[0]
    if kind in ("times", "over"):
        kind, written = "op", "^" if written == "**" and not gap else "*" if kind == "times" else "/"
    elif kind == "op":
        written = written.translate(_OPERATORS)
    elif kind == "word":
        kind, written = _word(written.strip(), found, gap, text[match.end() : match.end() + 4])
    return Token(kind, written, match.start(), match.end(), gap)


def _word(word: str, found: Sequence[Token], gap: bool, after: str) -> tuple[str, str]:
    """Whether letters are an operator, a unit or another word that may be skipped, or something unreadable."""
    before = found[-1] if found else None
    is_term = before is not None and before.kind in ("num", "close", "word", "percent")
    next_is_term = _TERM.match(after) is not None
    if word in ("x", "X") and is_term and next_is_term:
        return "op", "*"
    if word == "of" and next_is_term and is_share(found):
        return "op", "*"
    if word in _SPOKEN and is_term and next_is_term:
        return "op", _SPOKEN[word]
    bare = word.lstrip("/ ")
    if word == "a" and gap and after[:1] == " ":
        return "word", word
    if bare == "min" and before is not None and before.kind == "num":
        return "word", word
    if max(map(len, bare.split("/"))) < 2 or bare.lower() in _MEANINGFUL:
        return "bad", word
    is_glued = before is not None and not gap and before.kind in ("num", "close")
    return ("bad" if is_glued and len(bare) < 4 and bare.lower() not in UNITS else "word"), word


def is_share(found: Sequence[Token]) -> bool:
    """Whether the last tokens are a percentage or a fraction."""
    if not found:
        return False
    is_frac = found[-1].kind in ("num", "close") and any(token.kind == "frac" for token in found[-7:])
    return found[-1].kind == "percent" or is_frac or (len(found) > 1 and found[-2].text == "/")


@lru_cache(maxsize=4096)
def value_of(digits: str) -> Fraction:
    return Fraction(re.sub(r"[^\d.]", "", digits.rstrip("…").removesuffix("...")))
