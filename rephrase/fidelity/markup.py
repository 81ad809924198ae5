"""Does the rewrite bring markup that the source has not? Knows tag names; `a < b` is no tag."""

from __future__ import annotations

import re

from rephrase.data import Task, Verdict
from rephrase.fidelity.words import shown

_HTML = frozenset(
    "html head body div span script style link meta title br hr img table thead tbody tr td th ul ol li dl dt dd h1 h2 h3 h4 h5 h6"
    " p a b i u em strong small sub sup pre code blockquote section article header footer nav main aside form input button"
    " label select option iframe svg path canvas video audio figure figcaption center font noscript textarea details summary".split()
)
_SHORT = frozenset("a b i p u".split())  # also variable names: only with their closing tag or an attribute
_TAG = re.compile(r"<(/?)([a-z][a-z0-9:_-]{0,30})((?:\s[^<>]{0,500})?)(/?)>")
_DOCTYPE = re.compile(r"<!doctype\b|<\?xml\b|<!--|<!\[cdata\[")
_ENTITY = re.compile(r"&(?:nbsp|amp|lt|gt|quot|#\d{2,5});")


def _tags(lowered: str) -> list[str]:
    """Names of what are certainly tags, in order, once each."""
    closed = {match[2] for match in _TAG.finditer(lowered) if match[1]}
    names: dict[str, None] = {}
    for match in _TAG.finditer(lowered):
        name = match[2]
        pair = name in closed
        if pair or (name in _HTML and (name not in _SHORT or "=" in match[3])):
            names[name] = None
    return list(names)


def check(source: str, rewrite: str, task: Task) -> Verdict:
    """Fails when the rewrite has tags, a doctype or entities of which the source has none."""
    if "<" not in rewrite and "&" not in rewrite:
        return Verdict("markup", True, 1.0)
    lowered, known = rewrite.lower(), source.lower()
    found = [f"<{name}>" for name in _tags(lowered) if f"<{name}" not in known and f"</{name}" not in known]
    for pattern in (_DOCTYPE, _ENTITY):
        found += sorted(
            {match[0] for match in pattern.finditer(lowered)} - {match[0] for match in pattern.finditer(known)}
        )
    if found:
        return Verdict("markup", False, 0.0, f"markup that the source has not: {shown(found)}")
    return Verdict("markup", True, 1.0)
