"""What an endpoint's refusal means, by its status and its words, and what is to be done. Sends nothing."""

from __future__ import annotations

import json
from collections.abc import Mapping

from rephrase.errors import ContextTooLong, EndpointUnusable, ModelError, RequestRejected
from rephrase.models.faults import REJECTIONS, TOO_LONG, Fault, retry_after

SHOWN = 200  # characters of what an endpoint said


class NotThere(EndpointUnusable):
    """The endpoint has no such path or model."""


def refused(
    status: int, headers: Mapping[str, str], body: str, where: str, api_key: str = "", api_key_name: str = ""
) -> ModelError:
    """The error for an answer of status 400 or more. The key is cut out of whatever the endpoint said."""
    said = _said(body, api_key) or f"status {status}"
    if status in (401, 403):
        return EndpointUnusable(
            f"{where} refuses the key in {api_key_name}",
            f"put a valid key in {api_key_name}, or name another variable with --api-key-env",
        )
    if status in (400, 413, 422, 500) and TOO_LONG.search(body):
        return ContextTooLong(f"the request is longer than the model's context ({status}: {said})")
    if status == 404:
        return NotThere(f"{where} answered 404: {said}", "mend --model, or --base-url (it ends in /v1)")
    if status == 429 and "insufficient_quota" in body:
        return EndpointUnusable(f"{where} says that the quota is used up: {said}", "the run goes on when there is more")
    if status in REJECTIONS:
        return Fault(f"{status}: {said}", "rejected", retry_after(headers))
    if status >= 500 or status in (408, 409):
        return Fault(f"{status}: {said}", "timeout" if status in (408, 504) else "broken")
    return RequestRejected(f"the endpoint refused the request ({status}: {said})")


def _said(body: str, api_key: str) -> str:
    """The endpoint's own words where it has any in the form of the API, on one line; a page of HTML says nothing."""
    try:
        answer = json.loads(body)
    except ValueError:
        return ""
    error = answer.get("error", answer) if isinstance(answer, dict) else None
    message = error.get("message") if isinstance(error, dict) else error
    text = " ".join(message.split())[:SHOWN] if isinstance(message, str) else ""
    return text.replace(api_key, "***") if api_key else text
