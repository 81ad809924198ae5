"""The one client: chat completions from an OpenAI-compatible endpoint. Knows HTTP and its errors, nothing of documents."""

from __future__ import annotations

import asyncio
import json
from collections.abc import AsyncIterator, Mapping, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any, cast

from rephrase.data import Completion, Message, Sampling, Usage
from rephrase.errors import ContextTooLong, EndpointUnusable, ModelError, RequestRejected, UsageError
from rephrase.models.deadline import LONGEST, Deadline
from rephrase.models.faults import REJECTIONS, TOO_LONG, Fault, retry_after
from rephrase.plugins import did_you_mean

if TYPE_CHECKING:
    import openai

CONNECT_TIMEOUT = 10.0  # seconds
LOOK_AGAIN = 5.0  # seconds
PROBE_TIMEOUT = 10.0  # seconds for the one question before the run


@dataclass(frozen=True, slots=True)
class Address:
    """Where and as whom to ask. `api_key_name` is the variable the key came from: only the name is ever shown."""

    base_url: str
    api_key: str
    api_key_name: str = "OPENAI_API_KEY"
    model: str = ""


class UnreadableAnswer(Fault):
    """The endpoint answered 200 with something that is not a chat completion."""

    def __init__(self) -> None:
        super().__init__("the endpoint's answer is not a chat completion", "unreadable")


class Endpoint:
    """A connected endpoint. `generate` has the type `Generate`; `model` is the name it is asked for."""

    def __init__(self, client: openai.AsyncOpenAI, address: Address, model: str) -> None:
        self._client = client
        self._address = address
        self._cap_name = "max_tokens"
        self._knows_logprobs = True
        self._deadline = Deadline()
        self.model = model

    @property
    def where(self) -> str:
        """The base URL."""
        return self._address.base_url

    async def generate(self, messages: Sequence[Message], sampling: Sampling) -> Completion:
        """One try. Raises Fault when another may help, else EndpointUnusable, ContextTooLong, RequestRejected or ModelError."""
        clock = asyncio.get_running_loop().time
        sent = clock()
        posted = asyncio.ensure_future(self._post(messages, sampling))
        try:
            while not posted.done():  # the deadline is learned meanwhile, too
                rest = sent + self._deadline.seconds(sampling.max_tokens) - clock()
                if rest <= 0:
                    self._deadline.missed()
                    said = f"{self._address.base_url} did not answer within {clock() - sent:.0f} s"
                    raise Fault(said, "timeout")
                await asyncio.wait({posted}, timeout=min(rest, LOOK_AGAIN))
        finally:
            posted.cancel()
        completion = read_completion(posted.result())
        self._deadline.answered(clock() - sent, sampling.max_tokens)
        return completion

    async def _post(self, messages: Sequence[Message], sampling: Sampling) -> bytes:
        asks_logprobs = sampling.top_logprobs > 0 and self._knows_logprobs
        body = body_of(self.model, messages, sampling, self._cap_name, asks_logprobs)
        import httpx2
        import openai

        try:
            response = await self._client.post("/chat/completions", cast_to=httpx2.Response, body=body)
        except (openai.BadRequestError, openai.UnprocessableEntityError) as error:
            if isinstance(known := translated(error, self._address), ContextTooLong):
                raise known from None
            if self._cap_name == "max_tokens" and "max_completion_tokens" in str(error):
                self._cap_name = "max_completion_tokens"  # newer OpenAI models know only this name
                return await self._post(messages, sampling)
            if asks_logprobs:
                content = await self._post(messages, replace(sampling, top_logprobs=0))
                self._knows_logprobs = False  # only now is it known that they were what it refused
                return content
            raise known from None
        except openai.OpenAIError as error:
            raise translated(error, self._address) from None
        return response.content


def body_of(
    model: str, messages: Sequence[Message], sampling: Sampling, cap_name: str = "max_tokens", logprobs: bool = True
) -> dict[str, Any]:
    """A question as the API takes it. `cap_name` is what the model calls the cap on the answer's tokens."""
    body: dict[str, Any] = {
        "model": model,
        "messages": [{"role": message.role, "content": message.content} for message in messages],
        "temperature": sampling.temperature,
        "top_p": sampling.top_p,
        "seed": sampling.seed,
        cap_name: sampling.max_tokens,
    }
    if sampling.top_logprobs and logprobs:
        body |= {"logprobs": True, "top_logprobs": sampling.top_logprobs}
    return body


@asynccontextmanager
async def connect(address: Address) -> AsyncIterator[Endpoint]:
    """A client for `address`, after one question (its list of models) that finds a dead port, a wrong key or name."""
    async with _client(address) as client:
        yield Endpoint(client, address, await _model_name(client, address))


@asynccontextmanager
async def presumed(address: Address, model: str) -> AsyncIterator[Endpoint]:
    """A client for an endpoint that is not up yet; `model` is what the others serve."""
    async with _client(address) as client:
        yield Endpoint(client, address, model)


def _client(address: Address) -> openai.AsyncOpenAI:
    """Without the SDK's retries, which keep a place and hide rejections, and its bound of connections: both are ours."""
    import httpx2
    import openai

    return openai.AsyncOpenAI(
        base_url=address.base_url,
        api_key=address.api_key,
        max_retries=0,
        http_client=openai.DefaultAsyncHttpxClient(
            limits=httpx2.Limits(max_connections=None, max_keepalive_connections=None),
            timeout=httpx2.Timeout(LONGEST, connect=CONNECT_TIMEOUT, pool=None),
        ),
    )


async def _model_name(client: openai.AsyncOpenAI, address: Address) -> str:
    import httpx2
    import openai

    try:
        probe = client.with_options(max_retries=0, timeout=PROBE_TIMEOUT)
        models = _model_ids((await probe.get("/models", cast_to=httpx2.Response)).content)
    except (openai.AuthenticationError, openai.PermissionDeniedError, openai.APIConnectionError) as error:
        if isinstance(error, openai.APITimeoutError):
            models = []  # slow to list is not dead: the first request will tell
        else:
            raise unusable(error, address) from None
    except openai.OpenAIError:
        models = []  # many servers have no list of models
    return _chosen(models, address)


def _chosen(models: Sequence[str], address: Address) -> str:
    if address.model:
        if models and address.model not in models and (near := did_you_mean(address.model, models)):
            raise EndpointUnusable(f"{address.base_url} has no model {address.model!r}", near)
        return address.model
    if len(models) == 1:
        return models[0]
    if not models:
        raise UsageError(f"{address.base_url} does not list its models", "name the model with --model")
    raise UsageError(
        f"{address.base_url} serves {len(models)} models", f"choose one with --model, for example --model {models[0]}"
    )


def _model_ids(body: bytes) -> list[str]:
    try:
        entries = json.loads(body)["data"]
        return [entry["id"] for entry in entries if isinstance(entry["id"], str)]
    except (ValueError, KeyError, TypeError):
        return []


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


def unusable(error: openai.OpenAIError, address: Address) -> ModelError:
    """The error for an endpoint that cannot be asked at all, at the start of a run."""
    import openai

    if isinstance(error, openai.APIConnectionError):
        hint = "start the server, or mend --base-url (it ends in /v1)"
        return EndpointUnreachable(f"cannot connect to {address.base_url}", hint)
    return translated(error, address)


class EndpointUnreachable(EndpointUnusable):
    """Nobody listens there; later perhaps."""


def translated(error: openai.OpenAIError, address: Address) -> ModelError:
    """Our error for one of the SDK's, by type, with what to do. The key is cut out of whatever the endpoint said."""
    import openai

    where, said = address.base_url, _said(error, address)
    if isinstance(error, openai.APIConnectionError):
        return _not_connected(error, where)
    if isinstance(error, (openai.AuthenticationError, openai.PermissionDeniedError)):
        return EndpointUnusable(
            f"{where} refuses the key in {address.api_key_name}",
            f"put a valid key in {address.api_key_name}, or name another variable with --api-key-env",
        )
    if not isinstance(error, openai.APIStatusError):
        return Fault(f"{type(error).__name__}: {said}", "broken")
    status, words = error.status_code, f"{error} {error.body}"  # the code stands in the body alone
    if status in (400, 413, 422, 500) and TOO_LONG.search(words):
        return ContextTooLong(f"the request is longer than the model's context ({status}: {said})")
    if status == 404:
        return EndpointUnusable(f"{where} answered 404: {said}", "mend --model, or --base-url (it ends in /v1)")
    if status == 429 and "insufficient_quota" in words:
        return EndpointUnusable(f"{where} says that the quota is used up: {said}", "the run goes on when there is more")
    if status in REJECTIONS:
        return Fault(f"{status}: {said}", "rejected", retry_after(error.response.headers))
    if status >= 500 or status in (408, 409):
        return Fault(f"{status}: {said}", "timeout" if status in (408, 504) else "broken")
    return RequestRejected(f"the endpoint refused the request ({status}: {said})")


def _not_connected(error: openai.APIConnectionError, where: str) -> Fault:
    import httpx2

    if isinstance(error.__cause__, (httpx2.ConnectError, httpx2.ConnectTimeout)):
        return Fault(f"cannot connect to {where}", "unreachable")
    if isinstance(error.__cause__, httpx2.TimeoutException):
        return Fault(f"{where} did not answer in time", "timeout")
    return Fault(f"{where} closed the connection before its answer was whole", "broken")


def _said(error: openai.OpenAIError, address: Address) -> str:
    body = cast(Any, error).body if isinstance(error, openai_api_error()) else None
    message = body.get("message") if isinstance(body, dict) else None
    text = " ".join(str(message or type(error).__name__).split())[:200]
    return text.replace(address.api_key, "***") if address.api_key else text


def openai_api_error() -> type[Exception]:
    """The SDK's base class of errors that carry a body (imported late: the SDK takes half a second)."""
    import openai

    return openai.APIError
