"""A chat completion from the bytes of an answer, whatever server wrote them. Knows no connection."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from rephrase.data import Completion, Usage
from rephrase.models.faults import Fault


class UnreadableAnswer(Fault):
    """The endpoint answered 200 with something that is not a chat completion."""

    def __init__(self) -> None:
        super().__init__("the endpoint's answer is not a chat completion", "unreadable")


def read_completion(body: bytes) -> Completion:
    """A chat completion from a response's bytes. Raises UnreadableAnswer for anything else."""
    import orjson

    try:
        answer = orjson.loads(body)
        choice = answer["choices"][0]
        text = choice["message"].get("content") or ""
        if not isinstance(text, str):
            raise TypeError
    except (ValueError, KeyError, IndexError, TypeError, AttributeError):
        raise UnreadableAnswer from None
    usage = answer.get("usage")
    finish_reason = str(choice.get("finish_reason") or "stop")
    counted = _usage(usage if isinstance(usage, dict) else {})
    return Completion(text, finish_reason, counted, _first_token(choice.get("logprobs")))


def _first_token(logprobs: object) -> tuple[tuple[str, float], ...]:
    """What could have stood first, blank tokens left out; nothing where the endpoint's answer is of another form."""
    places = logprobs.get("content") if isinstance(logprobs, dict) else None
    for place in places if isinstance(places, list) else []:
        if not isinstance(place, dict) or str(place.get("token", "")).strip():
            found = place.get("top_logprobs") if isinstance(place, dict) else None
            return tuple(filter(None, map(_alternative, found if isinstance(found, list) else [])))
    return ()


def _alternative(entry: object) -> tuple[str, float] | None:
    token, logprob = (entry.get("token"), entry.get("logprob")) if isinstance(entry, dict) else (None, None)
    if not isinstance(token, str) or not isinstance(logprob, int | float) or not logprob <= 0.001:
        return None  # NaN, and what is no probability
    return token, min(float(logprob), 0.0)


def _usage(usage: Mapping[str, Any]) -> Usage:
    details = usage.get("prompt_tokens_details")
    cached = details.get("cached_tokens") if isinstance(details, dict) else 0
    return Usage(1, _int(usage.get("prompt_tokens")), _int(cached), _int(usage.get("completion_tokens")))


def _int(value: object) -> int:
    return value if isinstance(value, int) and value > 0 else 0
