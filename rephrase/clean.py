"""Takes off an answer what is certainly not part of the rewrite. Knows answers' habits, no models; unsure, it leaves them."""

from __future__ import annotations

import re

_THINK = re.compile(r"^\s*<(think|thinking|reasoning)>")
_WRAPPER = re.compile(r"^<(part|document|written)>")
_TEXT = r"(?:text|passage|version|document|paragraph|rewrite|translation|summary|part|content|excerpt|article|note)"
_MADE = r"(?:rewritten|rephrased|revised|paraphrased|translated|simplified|reworded)"
_PREAMBLE = re.compile(
    rf"^[*_#\s]*(?:(?:sure|certainly|of course|absolutely|okay|ok)[!,.]*\s+)?"
    rf"(?:here(?:'s|’s|\s+is)\s+(?:the|a|an|my|your)\s+(?:[\w-]+\s+){{0,4}}?{_TEXT}\b[^\n:.!?]{{0,80}}"
    rf"|(?:the\s+)?{_MADE}\s+{_TEXT}(?:\s+\([^)\n]{{0,60}}\))?|(?:sure|certainly|of course|absolutely))\s*[*_]*:[*_]*(?=\s|$)",
    re.IGNORECASE,
)
_META = re.compile(
    r"^[*_#\s(\[]*(?:(?:please\s+)?let me know (?:if|how|whether)\b|i(?:'ve| have)? made the following (?:changes|edits|adjustments)\b"
    r"|(?:note|notes)[*_]*:[*_]*\s*i(?:'ve|’ve|\s+have)\b|i hope this (?:helps|meets)\b|(?:changes|edits) (?:i\s+)?made[*_]*:"
    r"|feel free to (?:ask|let me know)\b)",
    re.IGNORECASE,
)
_FENCE = re.compile(r"^(```+|~~~+)[^\n`]*\n")
_PARAGRAPH = re.compile(r"\n[ \t]*\n\s*")


def _known(piece: str, source: str) -> bool:
    return " ".join(piece.lower().split()) in " ".join(source.lower().split())


def _without_thinking(text: str, source: str) -> str:
    match = _THINK.match(text)
    if match is None or match[0].strip() in source:
        return text
    closer = f"</{match[1]}>"
    at = text.find(closer)
    return text if at < 0 else text[at + len(closer) :]


def _without_preamble(text: str, source: str) -> str:
    match = _PREAMBLE.match(text)
    rest = text[match.end() :] if match else ""
    return rest if match and rest.strip() and not _known(match[0], source) else text


def _without_wrapper(text: str, source: str) -> str:
    match = _WRAPPER.match(text)
    if match is None or match[0] in source:
        return text
    closer = f"</{match[1]}>"
    whole = text.endswith(closer) and text.count(closer) == 1 and text.count(match[0]) == 1
    return text[match.end() : -len(closer)] if whole else text


def _without_fence(text: str, source: str) -> str:
    match = _FENCE.match(text)
    if match is None or _FENCE.match(source.strip()):
        return text
    mark = match[1]
    whole = text.endswith("\n" + mark) and text.count("\n" + mark) == 1
    return text[match.end() : -len(mark)] if whole else text


def _without_meta(text: str, source: str) -> str:
    """Cuts from the first of the trailing meta paragraphs on; never the first paragraph."""
    for gap in _PARAGRAPH.finditer(text):
        match = _META.match(text[gap.end() : gap.end() + 200])
        if match and not _known(match[0], source):
            return text[: gap.start()]
    return text


def clean(text: str, source: str) -> str:
    """The answer without white space around it, closed reasoning, preamble, wrapping delimiters and trailing meta text."""
    while True:
        before = text = text.strip()
        for step in (_without_thinking, _without_preamble, _without_wrapper, _without_fence, _without_meta):
            text = step(text, source).strip()
        if text == before:
            return text
