"""Reads a judge's answer: yes or no, how sure, what is invented and lost. Strict; asks nobody, believes no quotation.

Three forms are understood: a first word Yes or No (1 or 0), weighed by the first token's alternatives where they are
given; a JSON object {"verdict": "yes" | "no", "invented": [...], "lost": [...]}, also within prose or a code fence; both
together. Whatever else comes, or contradicts itself, is a problem and no verdict.
"""

from __future__ import annotations

import json
import math
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from rephrase.data import Completion, Task
from rephrase.fidelity import refusal

LONGEST = 20_000  # characters: no verdict is that long
_WORDS = {"yes": True, "no": False, "1": True, "0": False}
_VERDICTS: dict[Any, bool] = {"yes": True, "no": False, True: True, False: False}
_FIRST_WORD = re.compile(r"[\s*_\"'`(\[]*(yes|no|1|0)(?![\w.,]*\d)\b[\s*_\"'`)\].,:;!]*", re.IGNORECASE)
_THINKING = re.compile(r"\s*<(think|thinking|reasoning)>.*?</\1>", re.DOTALL)
_FENCE = re.compile(r"```\w*")
_LEAST_MASS = 0.5  # of the first token's probability that must lie on a yes or a no for it to be one
_EVEN = 0.5


@dataclass(frozen=True, slots=True)
class Answer:
    """What a judge said. `problem` says why it is no verdict (then the rest means nothing); `score` is in [0, 1]."""

    faithful: bool
    score: float
    invented: tuple[str, ...] = ()
    lost: tuple[str, ...] = ()
    problem: str = ""


class _Malformed(ValueError):
    """A JSON object with a verdict's keys and something else than a verdict in them."""


@dataclass(frozen=True, slots=True)
class _Found:
    """A verdict's JSON object: its verdict (None where it has none) and its lists (None where one is missing)."""

    verdict: bool | None
    invented: tuple[str, ...] | None
    lost: tuple[str, ...] | None


def unclear(problem: str) -> Answer:
    """No verdict, and why."""
    return Answer(False, 0.0, problem=problem)


def read(completion: Completion, task: Task, texts: str) -> Answer:
    """The answer in a completion about `texts` (source and rewrite: an object quoted from them is not the judge's own)."""
    text = _THINKING.sub("", completion.text, count=1).strip()
    if problem := _unusable(completion, text):
        return unclear(problem)
    first = _FIRST_WORD.match(text)
    word = _WORDS[first[1].lower()] if first else None
    try:
        objects = [_found(item) for raw, item in _objects(text) if not _is_quoted(raw, texts)]
    except _Malformed as error:
        return unclear(str(error))
    said = {word, *(item.verdict for item in objects)} - {None}
    if not said:
        is_refusal = not refusal.check("", text, task).passed
        return unclear("a refusal" if is_refusal else f"no yes or no in {len(text)} characters")
    invented, lost = _items(objects, task)
    if len(said) > 1 or (True in said and (invented or lost)):
        return unclear("the answer contradicts itself")
    if True in said and (problem := _not_plain(text[first.end() :] if first else "", objects, task)):
        return unclear(problem)
    return _weighed(True in said, probability_of_yes(completion) if first else None, invented, lost)


def probability_of_yes(completion: Completion) -> float | None:
    """P(yes) against P(no) from the first token's alternatives, all spellings together; None where they say neither."""
    mass = {True: 0.0, False: 0.0}
    for token, logprob in completion.first_token:
        says = _WORDS.get(token.strip(" \t\n*_\"'.▁Ġ").lower())
        if says is not None:
            mass[says] += math.exp(logprob)
    total = mass[True] + mass[False]
    return mass[True] / total if total >= _LEAST_MASS else None


def _unusable(completion: Completion, text: str) -> str:
    if completion.finish_reason == "length":
        return f"the answer is cut at {completion.usage.completion} tokens"
    if completion.finish_reason == "content_filter":
        return "the answer was stopped by a content filter"
    if not text:
        return "an empty answer"
    return f"an answer of {len(text)} characters" if len(text) > LONGEST else ""


def _weighed(faithful: bool, probability: float | None, invented: tuple[str, ...], lost: tuple[str, ...]) -> Answer:
    """The likelier of both words counts: at temperature 0 the first may be the commonest spelling of the rarer one."""
    if probability is None:
        return Answer(faithful, float(faithful), invented, lost)
    if not faithful:
        return Answer(False, min(probability, _EVEN), invented, lost)
    return Answer(probability >= _EVEN, probability, invented, lost)


def _not_plain(rest: str, objects: list[_Found], task: Task) -> str:
    """Why a yes does not count: an object without both lists, or words after it and no object that says yes, too."""
    if any(item.invented is None or (item.lost is None and task != "summary") for item in objects):
        return "a yes without the lists `invented` and `lost`"
    if any(item.verdict for item in objects):
        return ""
    for raw, _ in _objects(rest):
        rest = rest.replace(raw, "")
    return "a yes with more words after it" if _FENCE.sub("", rest).strip() else ""


def _items(objects: list[_Found], task: Task) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """All that is named as invented and as lost; what a summary leaves out is not lost."""
    invented = dict.fromkeys(name for item in objects for name in item.invented or ())
    lost = dict.fromkeys(name for item in objects for name in item.lost or ())
    return tuple(invented), () if task == "summary" else tuple(lost)


def _objects(text: str) -> Iterator[tuple[str, dict[str, Any]]]:
    """The JSON objects in a text that have a verdict's keys, each as it stands and as a value."""
    decoder, at = json.JSONDecoder(object_pairs_hook=_without_doubles), text.find("{")
    while at >= 0:
        try:
            value, end = decoder.raw_decode(text, at)
        except (json.JSONDecodeError, RecursionError):
            end = at + 1
        else:
            if isinstance(value, dict) and value.keys() & {"verdict", "invented", "lost"}:
                yield text[at:end], value
        at = text.find("{", end)


def _without_doubles(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) < len(pairs):
        raise _Malformed("a JSON answer with one key twice")
    return found


def _found(item: dict[str, Any]) -> _Found:
    verdict = item.get("verdict")
    if isinstance(verdict, str):
        verdict = verdict.strip().lower()
    if not isinstance(verdict, str | bool | None) or (verdict is not None and verdict not in _VERDICTS):
        raise _Malformed("a JSON answer whose verdict is neither yes nor no")
    return _Found(None if verdict is None else _VERDICTS[verdict], _names(item, "invented"), _names(item, "lost"))


def _names(item: dict[str, Any], key: str) -> tuple[str, ...] | None:
    """A list's items, each on one line and printable; None where the key is missing."""
    if key not in item:
        return None
    if not isinstance(item[key], list) or not all(isinstance(name, str) for name in item[key]):
        raise _Malformed(f"a JSON answer whose `{key}` is not a list of words")
    lines = (" ".join("".join(char if char.isprintable() else " " for char in name).split()) for name in item[key])
    return tuple(line for line in lines if line)


def _is_quoted(raw: str, texts: str) -> bool:
    return "".join(raw.split()) in "".join(texts.split())
