"""What can go wrong with one request, by what is to be done about it. Reads status codes and words, sends nothing."""

from __future__ import annotations

import random
import re
import time
from collections.abc import Mapping
from email.utils import parsedate_to_datetime
from typing import Literal

from rephrase.errors import ModelError

Kind = Literal["rejected", "unreachable", "timeout", "broken", "unreadable"]

REJECTIONS = frozenset({429, 503, 529})  # the endpoint is busy: congestion, not a fault
LONGEST_PAUSE = 300.0  # seconds: a Retry-After beyond it is asked again after this long
FIRST_BACKOFF, LONGEST_BACKOFF = 0.5, 30.0  # seconds

# Codes and words of OpenAI, vLLM, SGLang, llama.cpp, Ollama, TGI, Mistral, Anthropic and Gemini, in this order.
TOO_LONG = re.compile(
    r"context_length_exceeded|maximum context length|(longer than|exceeds?) the (maximum )?model(?:'s)?( maximum)?"
    r" (context )?length|exceed_context_size|exceeds? the available context|exceeds? (the |maximum )?context (length|"
    r"size|window)|tokens` \+ `max_new_tokens` must be|too large for model with|prompt is too long|"
    r"exceeds the maximum number of tokens",
    re.IGNORECASE,
)


class Fault(ModelError):
    """This request got no answer this time; another try may. `retry_after` is in seconds, 0 = the endpoint named none.

    `kind`: rejected (busy), unreachable (no connection), timeout (no answer in time), broken (5xx, cut off), unreadable
    (an answer that is not a chat completion).
    """

    def __init__(self, message: str, kind: Kind, retry_after: float = 0.0) -> None:
        super().__init__(message)
        self.kind = kind
        self.retry_after = retry_after


def retry_after(headers: Mapping[str, str]) -> float:
    """Seconds in [0, LONGEST_PAUSE] that the endpoint asks to wait: milliseconds, seconds or a date; 0 = it does not say."""
    for name, unit in (("retry-after-ms", 0.001), ("retry-after", 1.0)):
        said = headers.get(name, "").strip()
        if re.fullmatch(r"\d{1,12}(\.\d{1,9})?", said):
            return min(float(said) * unit, LONGEST_PAUSE)
    try:
        seconds = parsedate_to_datetime(headers.get("retry-after", "")).timestamp() - time.time()
    except (TypeError, ValueError, OverflowError):
        return 0.0
    return min(max(seconds, 0.0), LONGEST_PAUSE)


def backoff(tries: int) -> float:
    """Seconds before try `tries` + 1: anything up to a bound that doubles each time ("full jitter", AWS 2015)."""
    return random.uniform(0.0, min(FIRST_BACKOFF * 2.0 ** min(tries, 16), LONGEST_BACKOFF))  # noqa: S311
