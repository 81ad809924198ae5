"""What an endpoint's answer says, whatever server it is: is it JSON, a completion, a thought, a refused key. Sends nothing."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import httpx2

NO_DATA_BASE = "no_db_connection"  # LiteLLM without a data base, of every key but its master key
CONTEXT_KEYS = ("max_model_len", "context_length", "max_context_length", "n_ctx", "context_window", "n_ctx_train")


def json_of(response: httpx2.Response) -> Any:
    """The body as JSON; None where it is none."""
    try:
        return json.loads(response.content)
    except ValueError:
        return None


def is_refused(response: httpx2.Response, body: Any) -> bool:
    """Whether it is the key that the endpoint does not take."""
    error = body.get("error") if isinstance(body, dict) else None
    kind = error.get("type") if isinstance(error, dict) else None
    return response.status_code in (401, 403) or kind == NO_DATA_BASE


def choice_of(body: Any) -> dict[str, Any] | None:
    """The first choice of a chat completion; None where there is none."""
    try:
        choice = body["choices"][0]
        return choice if isinstance(choice["message"], dict) else None
    except (KeyError, IndexError, TypeError):
        return None


def thought_of(message: Mapping[str, Any]) -> str:
    """What a model says to itself, where the server tells it apart."""
    return str(message.get("reasoning_content") or message.get("reasoning") or "")


def context_of(entry: Mapping[str, Any]) -> int | None:
    """Tokens of a model's entry, from where servers tell it: vLLM, LM Studio, OpenRouter beside the name, llama.cpp below `meta`."""
    meta = entry.get("meta")
    for place in (entry, meta if isinstance(meta, dict) else {}):
        for key in CONTEXT_KEYS:
            if isinstance(place.get(key), int) and place[key] > 0:
                return int(place[key])
    return None
