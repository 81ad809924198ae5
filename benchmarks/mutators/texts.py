"""What the edits share: prose apart from formulas, sentences that can be put back, one match chosen. Knows no edit."""

from __future__ import annotations

import random
import re
from collections.abc import Callable, Sequence

Edit = Callable[[str, random.Random], str | None]

FORMULA = re.compile(
    r"\$\$.+?\$\$|\$[^$\n]*[^$\s]\$(?!\d)|\\\[.+?\\\]|\\\(.+?\\\)|\\begin\{(?:align|equation|gather)\*?\}.+?\\end\{[a-z]+\*?\}",
    re.S,
)
_KEPT = re.compile(
    rf"```.*?```|`[^`\n]*`|{FORMULA.pattern}|https?://\S+|\]\([^)\s]*\)|\\[a-zA-Z]+|:[a-z]+:`[^`]*`|<[^<>\n]*>", re.S
)
_END = re.compile(r"(?<=[.!?])[\"”')]*(?:\s+|$)|\n+")
_SHORT = re.compile(
    r"\b(?:[A-Z]|Mr|Mrs|Ms|Dr|St|Jr|Sr|No|vs|Fig|Eq|Inc|Corp|Co|e\.g|i\.e|cf|al|Gen|Sen|Gov|Rep|Lt|approx|etc)\.$"
)


def kept_spans(text: str) -> list[tuple[int, int]]:
    """Formulas, code, links and commands, in characters: no edit of prose touches them."""
    return [match.span() for match in _KEPT.finditer(text)]


def matches(pattern: re.Pattern[str], text: str) -> list[re.Match[str]]:
    """The matches that lie in prose."""
    kept = kept_spans(text)
    return [m for m in pattern.finditer(text) if not any(m.start() < end and m.end() > start for start, end in kept)]


def replaced(text: str, span: tuple[int, int], by: str) -> str:
    return text[: span[0]] + by + text[span[1] :]


def cased(word: str, like: str) -> str:
    """The word with a capital where the one it stands for has one."""
    return word[:1].upper() + word[1:] if like[:1].isupper() else word


def one_of(table: dict[str, str]) -> Edit:
    """An edit that changes one word of the table, chosen at random, to what the table has for it; no word of a name."""
    pattern = any_of(table)

    def edit(text: str, rng: random.Random) -> str | None:
        found = [match for match in matches(pattern, text) if not _is_in_name(text, match)]
        if not found:
            return None
        match = rng.choice(found)
        return replaced(text, match.span(), cased(table[match[0].lower()], match[0]))

    return edit


def _is_in_name(text: str, match: re.Match[str]) -> bool:
    """Whether a word has a capital that no beginning of a sentence gives it: New York, Rose."""
    return match[0][0].isupper() and text[: match.start()].rstrip(" \"“'*_(#-")[-1:] not in (
        "",
        ".",
        "!",
        "?",
        ":",
        "\n",
    )


def all_of(table: dict[str, str], share: float = 1.0, in_names: bool = True) -> Edit:
    """An edit that changes each word of the table, or a share of them; those in names too, or not."""
    table = {key.lower(): value for key, value in table.items()}
    pattern = any_of(table)

    def edit(text: str, rng: random.Random) -> str | None:
        found = [match for match in matches(pattern, text) if rng.random() < share]
        found = [match for match in found if in_names or not _is_in_name(text, match)]
        for match in reversed(found):
            text = replaced(text, match.span(), cased(table[match[0].lower()], match[0]))
        return text if found else None

    return edit


def any_of(table: dict[str, str]) -> re.Pattern[str]:
    words = "|".join(re.escape(word) for word in sorted(table, key=len, reverse=True))
    return re.compile(rf"(?<![\w'’-])(?:{words})(?![\w'’-])", re.I)


def two_way(pairs: str) -> dict[str, str]:
    """`a/b c/d` as a table in both directions."""
    table: dict[str, str] = {}
    for pair in pairs.split():
        one, other = (side.replace("_", " ") for side in pair.split("/"))
        table.setdefault(one, other)
        table.setdefault(other, one)
    return table


def sentence_spans(text: str) -> list[tuple[int, int]]:
    """Sentences and lines of a text as spans, without the white space between them; none is cut within a formula."""
    kept = kept_spans(text)
    spans, start = [], 0
    for match in _END.finditer(text):
        if any(begin < match.start() < end for begin, end in kept) or _SHORT.search(text[start : match.start()]):
            continue
        if text[start : match.start()].strip():
            spans.append((start, match.start() + len(match[0].rstrip())))
        start = match.end()
    if text[start:].strip():
        spans.append((start, len(text.rstrip())))
    return spans


def full_sentences(text: str, least: int = 6) -> list[tuple[int, int]]:
    """Spans of the sentences of at least so many words that end like one and are no heading, list item or row.

    What begins with a small letter is the rest of a sentence that a line break or a point within it cut in two.
    """
    found = []
    for start, end in sentence_spans(text):
        sentence = text[start:end]
        plain = sentence[:1].isalpha() and not sentence[0].islower() and sentence.rstrip("\"”')")[-1:] in ".!?"
        if plain and len(sentence.split()) >= least:
            found.append((start, end))
    return found


def pick(items: Sequence[str], rng: random.Random, other_than: str = "") -> str | None:
    left = [item for item in items if item.lower() != other_than.lower()]
    return rng.choice(left) if left else None
