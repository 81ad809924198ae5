"""The one client: chat completions from an OpenAI-compatible endpoint. Knows HTTP and its errors, nothing of documents."""

from __future__ import annotations

import asyncio
import json
import os
import ssl
from collections.abc import AsyncIterator, Mapping, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any
from urllib.request import getproxies

from rephrase import __version__
from rephrase.data import Completion, Message, Sampling
from rephrase.errors import ContextTooLong, EndpointUnusable, ModelError, RequestRejected, UsageError
from rephrase.models.completion import read_completion
from rephrase.models.deadline import Deadline
from rephrase.models.faults import Fault
from rephrase.models.refusals import NotThere, refused
from rephrase.plugins import did_you_mean

if TYPE_CHECKING:
    import aiohttp

CONNECT_TIMEOUT = 10.0  # seconds
LOOK_AGAIN = 5.0  # seconds; no deadline is shorter
KEPT_OPEN = 4.0  # seconds that an idle connection is kept: uvicorn, under most servers, closes it after 5
PROBE_TIMEOUT = 10.0  # seconds for the one question before the run
CHARACTERS_OF_ERROR = 10_000  # of a refusal that are looked at


@dataclass(frozen=True, slots=True)
class Address:
    """Where and as whom to ask. `api_key_name` is the variable the key came from: only the name is ever shown."""

    base_url: str
    api_key: str
    api_key_name: str = "OPENAI_API_KEY"
    model: str = ""

    def url(self, path: str) -> str:
        """`path` of the API there."""
        return f"{self.base_url.rstrip('/')}{path}"


class Endpoint:
    """A connected endpoint. `generate` has the type `Generate`; `model` is the name it is asked for."""

    def __init__(self, client: aiohttp.ClientSession, address: Address, model: str) -> None:
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
        loop = asyncio.get_running_loop()
        sent = loop.time()
        alarm: asyncio.TimerHandle

        def look() -> None:  # again and again, because the deadline is learned meanwhile, too
            nonlocal alarm
            rest = sent + self._deadline.seconds(sampling.max_tokens) - loop.time()
            if rest <= 0:
                limit.reschedule(loop.time())
            else:
                alarm = loop.call_later(min(rest, LOOK_AGAIN), look)

        alarm = loop.call_later(LOOK_AGAIN, look)
        try:
            async with asyncio.timeout(None) as limit:
                content = await self._post(messages, sampling)
        except TimeoutError:
            self._deadline.missed()
            raise Fault(
                f"{self._address.base_url} did not answer within {loop.time() - sent:.0f} s", "timeout"
            ) from None
        finally:
            alarm.cancel()
        completion = read_completion(content)
        self._deadline.answered(loop.time() - sent, sampling.max_tokens)
        return completion

    async def _post(self, messages: Sequence[Message], sampling: Sampling) -> bytes:
        asks_logprobs = sampling.top_logprobs > 0 and self._knows_logprobs
        body = body_of(self.model, messages, sampling, self._cap_name, asks_logprobs)
        try:
            return await _sent(self._client, self._address, "POST", "/chat/completions", as_json(body))
        except ContextTooLong:
            raise
        except RequestRejected as error:
            if self._cap_name == "max_tokens" and "max_completion_tokens" in str(error):
                self._cap_name = "max_completion_tokens"  # newer OpenAI models know only this name
                return await self._post(messages, sampling)
            if asks_logprobs:
                content = await self._post(messages, replace(sampling, top_logprobs=0))
                self._knows_logprobs = False  # only now is it known that they were what it refused
                return content
            raise


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


@asynccontextmanager
async def _client(address: Address) -> AsyncIterator[aiohttp.ClientSession]:
    """Connections without bound: how many requests there are at once is the limiter's. Deadlines are this module's own.

    aiohttp itself and not the SDK over it: a request takes a third of the processor time or less (benchmarks/transports.py).
    """
    import aiohttp

    connector = aiohttp.TCPConnector(limit=0, keepalive_timeout=KEPT_OPEN, ssl=_certificates(address.base_url))
    async with aiohttp.ClientSession(
        connector=connector,
        headers=_headers(address.api_key),
        timeout=aiohttp.ClientTimeout(total=None, sock_connect=CONNECT_TIMEOUT),
        cookie_jar=aiohttp.DummyCookieJar(),
        trust_env=bool(getproxies()),  # asked here once: aiohttp would ask in a thread for every request
    ) as client:
        yield client


def _headers(api_key: str) -> dict[str, str]:
    """What the SDK would send: the key, and whose account is charged where the environment says so."""
    accounts = {"OpenAI-Organization": "OPENAI_ORG_ID", "OpenAI-Project": "OPENAI_PROJECT_ID"}
    charged = {header: os.environ[name] for header, name in accounts.items() if os.environ.get(name)}
    said = {
        "Authorization": f"Bearer {api_key.strip()}",
        "Content-Type": "application/json",
        "Accept": "application/json",
    }
    return {**said, "User-Agent": f"rephrase/{__version__}", **charged}


def _certificates(base_url: str) -> ssl.SSLContext | bool:
    """The SDK's: those that SSL_CERT_FILE or SSL_CERT_DIR name, else certifi's."""
    if not base_url.lower().startswith("https:"):
        return True
    import httpx2

    return httpx2.create_ssl_context()


async def _sent(
    client: aiohttp.ClientSession, address: Address, method: str, path: str, body: bytes | None = None
) -> bytes:
    """The bytes of an answer of status 200. Raises Fault, EndpointUnusable, ContextTooLong, RequestRejected or ModelError."""
    import aiohttp

    try:
        async with client.request(method, address.url(path), data=body) as response:
            content = await response.read()
            status, headers = response.status, response.headers
    except (aiohttp.ClientError, TimeoutError, ValueError) as error:  # ValueError: bytes that are no HTTP
        raise _not_connected(error, address.base_url) from None
    if status < 400:
        return content
    said = content[:CHARACTERS_OF_ERROR].decode("utf-8", "replace")
    raise refused(status, headers, said, address.base_url, address.api_key, address.api_key_name)


def _not_connected(error: Exception, where: str) -> ModelError:
    import aiohttp

    if isinstance(error, aiohttp.InvalidURL):
        return EndpointUnusable(f"{where} is no URL", "mend --base-url: http://HOST:PORT/v1")
    if isinstance(error, (aiohttp.ClientConnectorError, aiohttp.ConnectionTimeoutError)):
        return Fault(f"cannot connect to {where}", "unreachable")
    if isinstance(error, TimeoutError):
        return Fault(f"{where} did not answer in time", "timeout")
    return Fault(f"{where} closed the connection before its answer was whole", "broken")


def as_json(body: Mapping[str, Any]) -> bytes:
    """JSON in UTF-8; a text with a lone surrogate, which UTF-8 does not have, in ASCII with escapes."""
    import orjson

    try:
        return orjson.dumps(body)
    except TypeError:
        return json.dumps(body).encode("ascii")


async def _model_name(client: aiohttp.ClientSession, address: Address) -> str:
    models: list[str] = []  # many servers have no list of models; slow to list is not dead: the first request will tell
    try:
        async with asyncio.timeout(PROBE_TIMEOUT):
            models = _model_ids(await _sent(client, address, "GET", "/models"))
    except Fault as error:
        if error.kind in ("unreachable", "broken"):
            raise EndpointUnreachable(
                f"cannot connect to {address.base_url}", "start the server, or mend --base-url (it ends in /v1)"
            ) from None
    except (NotThere, RequestRejected, TimeoutError):
        pass
    return _chosen(models, address)


def _chosen(models: Sequence[str], address: Address) -> str:
    if address.model:
        if models and address.model not in models and (near := did_you_mean(address.model, models)):
            raise EndpointUnusable(f"{address.base_url} has no model {address.model!r}", near)
        return address.model
    if len(models) == 1:
        return models[0]
    if not models:
        hint = "name the model with --model; `rephrase check-endpoint` says what else may be wrong"
        raise UsageError(f"{address.base_url} does not list its models", hint)
    raise UsageError(
        f"{address.base_url} serves {len(models)} models", f"choose one with --model, for example --model {models[0]}"
    )


def _model_ids(body: bytes) -> list[str]:
    try:
        entries = json.loads(body)["data"]
        return [entry["id"] for entry in entries if isinstance(entry["id"], str)]
    except (ValueError, KeyError, TypeError):
        return []


class EndpointUnreachable(EndpointUnusable):
    """Nobody listens there; later perhaps."""
