"""`rephrase check-endpoint`: what an endpoint can do, what is wrong with it and how to mend it. Sends a few small requests.

Speaks HTTP itself, so that what comes back is seen as it came: headers, pages that are no JSON, answers left empty.
"""

from __future__ import annotations

import contextlib
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from rephrase.answered import choice_of, context_of, is_refused, json_of, thought_of
from rephrase.plugins import did_you_mean

if TYPE_CHECKING:
    import httpx2

TIMEOUT = 120.0  # seconds: a cold server may load its weights first
LISTED = 10  # models that are named
PREFIX = "The lighthouse keeper wrote down the weather every morning, noon and night of that long year. " * 60
ROOM = 128  # tokens of the measured answer
NOT_HERE = (404, 405, 501)  # what a server that knows nothing of the API says of its paths


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that was looked at. `remedy` is an action where `ok` is false; ok None = worth knowing, nothing wrong."""

    name: str
    ok: bool | None
    said: str
    remedy: str = ""


@dataclass(slots=True)
class Findings:
    """What was found, in the order of looking. Fit for a run when nothing is wrong."""

    base_url: str
    model: str = ""
    found: list[Finding] = field(default_factory=list)

    @property
    def fit(self) -> bool:
        return all(finding.ok is not False for finding in self.found)

    def add(self, name: str, ok: bool | None, said: str, remedy: str = "") -> None:
        self.found.append(Finding(name, ok, said, remedy))


class _Broken(Exception):
    """What makes all further looking useless; said already."""


def probe(base_url: str, model: str = "", key: str = "none", key_name: str = "OPENAI_API_KEY") -> Findings:
    """Looks at the endpoint, most basic things first, and stops at what makes the rest useless. Never raises for its faults."""
    import httpx2

    findings = Findings(base_url.rstrip("/"))
    headers = {"Authorization": f"Bearer {key}"}
    limits = httpx2.Timeout(TIMEOUT, connect=10.0)
    with httpx2.Client(timeout=limits, headers=headers) as client, contextlib.suppress(_Broken):
        _Probe(client, findings, key, key_name).all(model)
    return findings


class _Probe:
    def __init__(self, client: httpx2.Client, findings: Findings, key: str, key_name: str) -> None:
        self._client = client
        self._findings = findings
        self._key = key
        self._key_name = key_name
        self._cap_name = "max_tokens"

    def all(self, model: str) -> None:
        entries = self._models(bool(model))
        self._findings.model = self._chosen(model, [entry["id"] for entry in entries])
        self._context(next((entry for entry in entries if entry["id"] == self._findings.model), {}))
        self._completion()
        self._cache()
        self._logprobs()

    def _models(self, named: bool) -> list[dict[str, Any]]:
        response = self._sent("GET", "/models")
        body = json_of(response)
        if is_refused(response, body):
            self._refused_key(response)
        entries = body.get("data") if isinstance(body, dict) else None
        listed = [entry for entry in entries or [] if isinstance(entry, dict) and isinstance(entry.get("id"), str)]
        if listed:
            names = ", ".join(entry["id"] for entry in listed[:LISTED])
            more = f" and {len(listed) - LISTED} more" if len(listed) > LISTED else ""
            self._findings.add("models", True, names + more)
        elif response.status_code == 404 and (below := self._lies_below()):
            self._broken(
                "address", f"no API at {self._findings.base_url}, but there is one below it", f"--base-url {below}"
            )
        elif body is None and (response.is_success or (response.status_code in NOT_HERE and not named)):
            self._no_api(response)
        else:
            said = f": {self._error_of(body, response)}" if response.is_error else ""
            self._findings.add("models", None, f"none listed ({response.status_code}{said}); a run then needs --model")
        return listed

    def _lies_below(self) -> str:
        """The address with /v1 where that answers with a list of models, else ""."""
        import httpx2

        below = f"{self._findings.base_url}/v1"
        try:
            body = json_of(self._client.get(f"{below}/models"))
        except httpx2.HTTPError:
            return ""
        return below if isinstance(body, dict) and isinstance(body.get("data"), list) else ""

    def _no_api(self, response: httpx2.Response) -> None:
        kind = response.headers.get("content-type", "no content type").partition(";")[0]
        if below := self._lies_below():
            self._broken("address", f"a page ({kind}) is at {self._findings.base_url}", f"--base-url {below}")
        self._broken(
            "address",
            f"{self._findings.base_url} answers with {kind}, not with JSON: this is no language model's API",
            "give the URL of the API itself, not of a page or a proxy's sign-in; it mostly ends in /v1",
        )

    def _chosen(self, model: str, names: Sequence[str]) -> str:
        if model and names and model not in names:
            near = did_you_mean(model, names) or f"--model {names[0]}"
            self._broken("model", f"there is no model {model!r} here", near)
        if not model and len(names) > 1:
            self._findings.add("model", None, f"{len(names)} are served; {names[0]} is looked at, a run needs --model")
        if not model and not names:
            self._broken("model", "no model is listed and none was named", _NO_MODEL)
        return model or names[0]

    def _context(self, entry: Mapping[str, Any]) -> None:
        size = context_of(entry)
        if size is None:
            self._findings.add("context", None, "its length is not told")
            return
        enough = size >= 2 * 4096 + 2048
        self._findings.add(
            "context",
            enough or None,
            f"{size:,} tokens" + ("" if enough else ": too few for excerpts of 4,096; use --set excerpt_tokens=1024"),
        )

    def _completion(self) -> None:
        started = time.monotonic()
        response, body = self._asked([("user", "Write the numbers from one to forty in words.")], ROOM)
        seconds = time.monotonic() - started
        choice = choice_of(body)
        if choice is None:
            self._broken("completion", "the answer is no chat completion", "give an endpoint of chat completions (/v1)")
            return
        message = choice["message"]
        text, thought = message.get("content") or "", thought_of(message)
        usage = body.get("usage") if isinstance(body, dict) else None
        told = usage.get("completion_tokens") if isinstance(usage, dict) else None
        if not isinstance(told, int):
            self._findings.add("usage", False, "answers tell no token counts: costs and budgets stay 0", _USAGE)
        self._said(text, thought, choice.get("finish_reason"))
        if isinstance(told, int) and told:
            self._findings.add(
                "speed", None, f"{told / seconds:.1f} tokens/s of one request; {seconds:.2f} s for {told} tokens"
            )
        self._limits(response)

    def _said(self, text: str, thought: str, finish: object) -> None:
        if text.strip() and not thought and "<think>" not in text:
            self._findings.add("completion", True, f"{' '.join(text.split())[:60]!r} ({finish})")
        elif text.strip():
            self._findings.add("completion", None, "the model thinks aloud first: paid for and thrown away", _THINKING)
        elif thought:
            self._findings.add(
                "completion", False, f"all of the answer is thought, none of it text ({finish})", _THINKING
            )
        else:
            self._findings.add(
                "completion",
                False,
                f"the answer is empty ({finish})",
                "load a chat (instruct) model with its chat template; a base model answers nothing",
            )

    def _limits(self, response: httpx2.Response) -> None:
        limits = {
            name.lower(): value
            for name, value in response.headers.items()
            if name.lower().startswith("x-ratelimit-limit")
        }
        told = ", ".join(f"{value} {name.removeprefix('x-ratelimit-limit-')}" for name, value in sorted(limits.items()))
        self._findings.add("rate limits", None, f"{told} a minute or as the provider says" if told else "none told")

    def _cache(self) -> None:
        """The same long beginning twice, as the requests of one document have it."""
        seconds = []
        cached: object = None
        for question in ("How often?", "Who wrote?"):
            started = time.monotonic()
            _, body = self._asked([("system", PREFIX), ("user", question)], 1)
            seconds.append(time.monotonic() - started)
            usage = body.get("usage") if isinstance(body, dict) else None
            details = usage.get("prompt_tokens_details") if isinstance(usage, dict) else None
            cached = details.get("cached_tokens") if isinstance(details, dict) else None
            prompt = usage.get("prompt_tokens") if isinstance(usage, dict) else None
        times = f"{seconds[0]:.2f} s, then {seconds[1]:.2f} s for a prompt that begins alike"
        if isinstance(cached, int) and cached > 0:
            self._findings.add("prefix cache", True, f"{cached} of {prompt} tokens served from it; {times}")
        elif seconds[1] < seconds[0] / 2:
            self._findings.add("prefix cache", True, f"at work, though not told in `usage`; {times}")
        else:
            self._findings.add("prefix cache", None, f"not to be seen: {times}", _CACHE)

    def _logprobs(self) -> None:
        status, body = self._posted({"logprobs": True, "top_logprobs": 5}, [("user", "Say yes.")], 4)
        choice = choice_of(body)
        given = bool(choice and isinstance(choice.get("logprobs"), dict) and choice["logprobs"].get("content"))
        said = "given" if given else f"none ({status.status_code}); a judge then has only its words to go by"
        self._findings.add("logprobs", given or None, said)

    def _asked(self, turns: Sequence[tuple[str, str]], room: int) -> tuple[httpx2.Response, Any]:
        response, body = self._posted({}, turns, room)
        if response.status_code == 400 and "max_completion_tokens" in response.text:
            self._cap_name = "max_completion_tokens"
            response, body = self._posted({}, turns, room)
        if not response.is_success:
            self._bad_status(response, body)
        if body is None:
            self._no_api(response)
        return response, body

    def _posted(
        self, more: Mapping[str, Any], turns: Sequence[tuple[str, str]], room: int
    ) -> tuple[httpx2.Response, Any]:
        messages = [{"role": role, "content": content} for role, content in turns]
        asked = {"model": self._findings.model, "messages": messages, self._cap_name: room, **more}
        response = self._sent("POST", "/chat/completions", asked)
        return response, json_of(response)

    def _sent(self, method: str, path: str, body: object = None) -> httpx2.Response:
        import httpx2

        url = self._findings.base_url + path
        try:
            return (
                self._client.request(method, url, json=body) if body is not None else self._client.request(method, url)
            )
        except httpx2.ConnectError as error:
            self._broken(
                "connection",
                f"nobody answers at {url}: {error}",
                "start the server, or mend host and port of --base-url",
            )
        except httpx2.TimeoutException:
            self._broken(
                "connection",
                f"{url} did not answer within {TIMEOUT:.0f} s",
                "wait until the model is loaded and the machine is not busy, then look again",
            )
        except (httpx2.HTTPError, httpx2.InvalidURL, ValueError) as error:
            self._broken("connection", f"{url}: {error}", "give a URL such as http://localhost:8000/v1")
        raise AssertionError

    def _bad_status(self, response: httpx2.Response, body: Any) -> None:
        status, said = response.status_code, self._error_of(body, response)
        if is_refused(response, body):
            self._refused_key(response)
        if status == 404 and (below := self._lies_below()):
            self._broken(
                "address", f"no API at {self._findings.base_url}, but there is one below it", f"--base-url {below}"
            )
        if status in NOT_HERE and body is None:
            self._no_api(response)
        hint = {
            402: "add credit to the account",
            404: "mend --model, or --base-url (it mostly ends in /v1)",
            429: "wait, or raise the account's limit; a run with fewer --concurrency keeps below it",
            503: "wait until the model is loaded, then look again",
        }
        self._broken("completion", f"refused with {status}: {said}", hint.get(status, "see the server's log"))

    def _refused_key(self, response: httpx2.Response) -> None:
        which = (
            f"the key in {self._key_name}"
            if self._key != "none"
            else f"a request without a key ({self._key_name} is not set)"
        )
        hint = f"put a valid key in {self._key_name}, or name another variable with --api-key-env"
        self._broken("key", f"{self._findings.base_url} refuses {which} ({response.status_code})", hint)

    def _error_of(self, body: Any, response: httpx2.Response) -> str:
        error = body.get("error", body) if isinstance(body, dict) else None
        said = error.get("message") if isinstance(error, dict) else error
        page = "html" in response.headers.get("content-type", "")
        text = " ".join(str(said or ("a page of HTML" if page else response.text)).split())[:200]
        return text.replace(self._key, "***") if self._key else text

    def _broken(self, name: str, said: str, remedy: str) -> None:
        self._findings.add(name, False, said, remedy)
        raise _Broken


_NO_MODEL = "name it with --model; if no language model is served here, mend --base-url (it mostly ends in /v1)"
_USAGE = "turn usage reports on in the server or proxy; `rephrase plan` still counts tokens itself"
_THINKING = "turn thinking off in the server (vLLM: --default-chat-template-kwargs '{\"enable_thinking\": false}'), or take an instruct model"
_CACHE = (
    "vLLM: --enable-prefix-caching; llama.cpp keeps one for each slot (--parallel); hosted: often for long prompts only"
)
