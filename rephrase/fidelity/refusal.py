"""Is the rewrite a text, or a model talking about one? Knows phrases and tokens, no meaning; the source may use them all."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from rephrase.data import Task, Verdict
from rephrase.fidelity.grams import vocabulary
from rephrase.fidelity.words import shown

_START = r"(?m:^)[ \t*_#>\"“'-]*+"
_LEAD = r"(?:(?:sure|certainly|of course|absolutely|okay|ok|great)[!,.:]*\s+)?"
_TEXT = r"(?:text|passage|version|document|paragraph|rewrite|rephras\w+|translation|summary|part|content|excerpt|article|note)"
_MADE = r"(?:rewritten|rephrased|revised|paraphrased|translated|simplified|edited|reworded|rewrite|translation|summary|learning note)"

# What can open a remark stands at the start of a line, which is where it is looked for first.
_OPENING = (
    rf"{_START}(?:{_LEAD}here(?:'|’)?s?(?:\s+(?:is|are))?\s+(?:the|a|an|my|your)\s+(?:[\w-]+\s+){{0,4}}?{_TEXT}\b"
    r"|(?:sure|certainly|of course|absolutely)[!,.]\s+(?:here|i|let|below|the following)"
    rf"|(?:the\s+)?(?:{_MADE})\s*(?:{_TEXT})?\s*(?:\([^)\n]{{0,60}}\)\s*)?[*_]*:"
    r"|(?:note|disclaimer)[*_]*:[*_]*\s*(?:i(?:'|’)ve|i have|i |this (?:is a )?(?:rewrit|rephras|version|text has|translat)|the (?:above|rewritten|rephrased|original)))"
)

_PHRASES = {
    "refusal": re.compile(
        r"\b(?:i(?:'|’)?m|i am)\s+(?:really\s+|very\s+|so\s+)?sorry,?\s+(?:but|i|for)\b|\bi apologi[sz]e,?\s+(?:but|for|i)\b"
        r"|\bmy apologies\b|\bi\s+(?:can(?:no|'|’)t|can not|am unable to|(?:'|’)m unable to|am not able to|(?:'|’)m not able to)\s+"
        r"(?:\w+\s+){0,2}?(?:assist|help|fulfil+|comply|provide|rewrite|rephrase|translate|summari[sz]e|generate|complete|process|answer|access|continue)\b"
        r"|\b(?:i won(?:'|’)t be able to|unable to (?:fulfil+|comply with|process) (?:this|your|the) request)",
    ),
    "assistant": re.compile(
        r"\bas an? (?:ai|artificial intelligence|large language|language)(?:[ -](?:language[ -])?(?:model|assistant))?\b(?:,| i\b| language model)"
        r"|\bi(?:'|’)?m (?:just )?an? (?:ai|language model|ai assistant)\b|\bi am (?:just )?an? (?:ai|language model)\b"
    ),
    "meta text": re.compile(
        rf"{_OPENING}|\bi (?:have )?(?:made|kept|preserved|maintained|rewrote|rephrased) (?:the (?:following|original|meaning|same|text|passage)|these|some|all the|all of)\b"
        r"|\bi(?:'|’)ve (?:made|kept|preserved|maintained|rewritten|rephrased)\b|\bi have (?:rewritten|rephrased|paraphrased)\b"
        r"|\blet me know (?:if|how|whether|what)\b|\bfeel free to (?:ask|let me|reach)\b|\bi hope this (?:helps|meets|version|rewrit)"
        r"|\bplease (?:provide|share|paste) (?:me )?(?:with )?(?:the|your) (?:\w+\s+)?(?:text|passage|document|content)\b"
        r"|\bthis (?:rewritten|rephrased|revised|paraphrased) (?:version|text|passage)\b|\bthe (?:rewritten|rephrased) (?:version|text|passage)\b"
        r"|\bwould you like me to\b"
    ),
    "prompt echo": re.compile(
        r"</?(?:part|document|written|source|instructions?)>|\brewrite (?:this|the (?:next|following)) (?:part|passage|text)\b"
    ),
    "reasoning": re.compile(r"</?(?:think|thinking|reasoning|thought|scratchpad|reflection|analysis)>"),
    "template token": re.compile(
        r"<\|[a-z_]{2,30}\|>|<｜[^｜\n]{1,40}｜>|\[/?inst\]|<</?sys>>|</?s>|<(?:start|end)_of_turn>|<pad>|<eos>|<bos>"
        r"|(?m:^[ \t]*+(?:###[ \t]*)?(?:assistant|human|user|system)[ \t]*:[ \t]*$)"
    ),
}
# One of these words, or of these signs, is in whatever the pattern finds: to look them up is a hundred times as fast.
_WORDS = {
    "refusal": frozenset(["i", "im", "apologies", "unable"]),
    "assistant": frozenset(["ai", "artificial", "language"]),
    "meta text": frozenset("i me feel please rephrased rewritten paraphrased revised".split()),
    "prompt echo": frozenset(["rewrite"]),
    "reasoning": frozenset[str](),
    "template token": frozenset(["assistant", "human", "user", "system"]),
}
_SIGNS = {"prompt echo": ("<",), "reasoning": ("<",), "template token": ("<", "[")}
_OPENERS = frozenset("here heres sure certainly course absolutely".split())  # one of them, or a colon, is in an opening
# One of these, too, which keeps most of the patterns from being tried for a common word.
_MARKS = {
    "refusal": ("sorry", "apolog", "i can", "i  ", "i\n", "i\t", "unable to", "not able to", "i won"),
    "assistant": ("an ai", "a ai", "artificial intelligence", "language"),
    "meta text": ("i made", "i have", "i’ve", "i've", "i kept", "i preserved", "i maintained", "i rewrote", "i rephrased",
                  "let me know", "feel free", "i hope this", "please provide", "please share", "please paste",
                  "rewritten", "rephrased", "this revised", "this paraphrased", "would you like"),
    "prompt echo": ("<", "rewrite"),
    "reasoning": ("<",),
    "template token": ("<", "inst]", "assistant", "human", "user", "system"),
}  # fmt: skip
_OPENS = re.compile(_OPENING)
_ERROR = re.compile(
    r"^\W*(?:(?:http(?:/[\d.]+)?\s*)?(?:error\s*:?\s*)?[45]\d\d\b\s*[:-]?\s*)?(?:bad gateway|internal server error|service (?:temporarily )?unavailable|"
    r"gateway time-?out|too many requests|rate limit(?: has been)? (?:exceeded|reached)|unauthorized|forbidden|not found|bad request|"
    r"connection (?:error|refused|reset|timed out)|request timed out|timeout|upstream connect error|context length exceeded|"
    r"an error (?:has )?occurred|error|null|none|undefined|nan|n/a)\b"
)
_JSON_ERROR = re.compile(r'^\s*\{\s*"(?:error|detail|message|code|status|object)"\s*:')
_ERROR_WORDS = 25  # an error body is short; a text that opens with "Not found in Europe, ..." goes on


def error_body(text: str) -> bool:
    """Whether the whole answer is an error message of a server."""
    lowered = text[:2000].lower()
    if (_JSON_ERROR.match(lowered) and '"error"' in lowered) or (_JSON_ERROR.match(lowered) and len(text) < 500):
        return True
    match = _ERROR.match(lowered)
    if match is None or len(text) > 400 or len(text.split()) > _ERROR_WORDS:
        return False
    return (
        match[0].strip() not in {"error", "none", "null", "timeout", "not found", "forbidden"} or len(text.split()) <= 6
    )


@lru_cache(maxsize=4)
def _flat(source: str) -> str:
    return " ".join(source.lower().split())


def _may_have(name: str, lowered: str, said: frozenset[str]) -> bool:
    """Whether the pattern is worth a search. Never false where it finds something."""
    may_be = not said.isdisjoint(_WORDS[name]) or any(map(lowered.__contains__, _SIGNS.get(name, ())))
    if may_be and any(map(lowered.__contains__, _MARKS[name])):
        return True
    may_open = name == "meta text" and (":" in lowered or not said.isdisjoint(_OPENERS))
    return may_open and any(_OPENS.match(lowered, at) for at in _line_starts(lowered))


def _said(text: str) -> frozenset[str]:
    """The words of a text, and the parts of those that an apostrophe divides."""
    said = vocabulary(text)
    for mark in "'’":
        if mark in text:
            said = said.union(*[word.split(mark) for word in said if mark in word])
    return said


def _line_starts(text: str) -> Iterator[int]:
    at = 0
    while at >= 0:
        yield at
        at = text.find("\n", at) + 1 or -1


def _fresh(pattern: re.Pattern[str], lowered: str, source: str) -> list[str]:
    """What the pattern finds in the rewrite and the source does not have, spaces apart. Of two that say sorry, neither refuses
    by that alone."""
    found = []
    for match in pattern.finditer(lowered):
        phrase = " ".join(match[0].split()).strip(" *_#>\"“'-")
        if phrase not in source and phrase not in found and not ("sorry" in phrase and "sorry" in source):
            found.append(phrase)
    return found


def check(source: str, rewrite: str, task: Task) -> Verdict:
    """Fails on refusals, assistant talk, reasoning, echoes of the prompt, template tokens and error bodies."""
    if error_body(rewrite) and not error_body(source):
        return Verdict("refusal", False, 0.0, f"an error message: {' '.join(rewrite[:80].split())}")
    lowered, said = rewrite.lower(), _said(rewrite)
    for name, pattern in _PHRASES.items():
        if _may_have(name, lowered, said) and (found := _fresh(pattern, lowered, _flat(source))):
            return Verdict("refusal", False, 0.0, f"{name}: {shown(found)}")
    return Verdict("refusal", True, 1.0)
