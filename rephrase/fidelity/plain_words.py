"""Short sentences of a rewrite that words cannot judge: those that only announce, and what the source says in function words.

English. A sentence of few content words may stand for a clause that has none ("What they do with that is up to them").
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from rephrase.fidelity.pairing import Sentence, stems
from rephrase.fidelity.words import cut

_KEYWORD = re.compile(r"^\W*\*\*[^*\n]{1,60}(?::\*\*|\*\*:|[.!?]?\*\*)\s")
# Asks or announces: Note what changes. Let us see how that works. Here is what happens. The reason is simple.
_ANNOUNCES = re.compile(
    r"^\W*(?:\d{1,2}\.\s)?(?:(?:now|then|first|next|so|let us|let['’]s|we will|please|student|teacher)\W+){0,2}"
    r"(?:note|notice|see|look|consider|remember|recall|learn|know|find out|understand|decide|ask|check|think|imagine|here is|this is)\W+"
    r"(?:at |about |again |yourself |first ){0,2}(?:what|how|why|where|when|which|who|whether|if)\b"
    r"|^\W*(?:the|this|that|one|another|its|their|our)\s(?:\w+\s){1,3}(?:is|are)\s(?:very |quite )?(?:this|these|simple|clear|easy|obvious|as follows|the following)\W*$",
    re.I,
)
_CLAUSE = re.compile(r"[.;:,()—–?!]\s*|\s(?:and|or|but)\s")
_FEW = 3  # content words of a sentence that function words may say
_KEPT = 0.8  # of a clause's words, with which a sentence says the same
_NEAR = 1  # sentences by which the clause may be away from the sentence's place
_LEAST, _MOST_STEMS = 6, 1  # words of a clause, and content words of one that is made of function words


def announces(text: str) -> bool:
    """Whether a sentence asks its reader to look at something, and so states nothing."""
    return _ANNOUNCES.match(text) is not None


def may_be_function_words(text: str, source: Sequence[Sentence], rewrite: Sequence[Sentence]) -> bool:
    """Whether a short sentence, its keyword aside, may stand for a clause of the source in its place that has next to no
    content words and is not in the rewrite with its own words."""
    if len(stems(_KEYWORD.sub("", text))) > _FEW:
        return False
    number = next((number for number, sentence in enumerate(rewrite) if text in sentence.text), 0)
    place = round(number * len(source) / max(len(rewrite), 1))
    near = source[max(0, place - _NEAR) : place + _NEAR + 1]
    bare = [frozenset(cut(clause)) for sentence in near for clause in _CLAUSE.split(sentence.text) if _is_bare(clause)]
    said = [frozenset(cut(sentence.text)) for sentence in rewrite] if bare else []
    return any(all(len(words & there) < _KEPT * len(words) for there in said) for words in bare)


def _is_bare(clause: str) -> bool:
    return clause.count(" ") >= _LEAST - 1 and len(stems(clause)) <= _MOST_STEMS
