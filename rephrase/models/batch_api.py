"""The remote steps of a Batch API, as OpenAI published it: upload, create, look, fetch. Knows no documents and keeps nothing.

A step that meets a fault is taken again; creating a batch asks first whether an earlier try made it, so that nothing is
worked on twice.
"""

from __future__ import annotations

import asyncio
import json
from collections.abc import AsyncIterator, Awaitable, Callable, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, TypeVar

from rephrase.data import Completion
from rephrase.errors import EndpointUnusable, ModelError
from rephrase.models.completion import read_completion
from rephrase.models.deadline import LONGEST
from rephrase.models.endpoint import CONNECT_TIMEOUT, Address, as_json
from rephrase.models.faults import Fault, backoff
from rephrase.models.refusals import refused

if TYPE_CHECKING:
    import openai
    from openai.types import Batch

T = TypeVar("T")

CHAT: Final = "/v1/chat/completions"
WINDOW: Final = "24h"  # in which a batch is worked on; the one that the API knows
MARK = "rephrase"  # the key under which a batch's metadata holds our name for it
PAGE = 100  # batches a listing, as many as the API allows
SKEW = 3600.0  # seconds that two clocks may differ
ENDED = frozenset({"completed", "expired", "failed", "cancelled"})
GONE = (
    "use the key that it was made with; if it is gone for good, delete the file in the output's batches/ that names it: "
    "its questions are then asked again"
)
UNFINISHED = frozenset({"batch_expired", "batch_cancelled"})  # codes of requests whose turn did not come


class TurnMissed(Fault):
    """The batch ended before the request's turn came."""

    def __init__(self, message: str) -> None:
        super().__init__(message, "rejected")


@dataclass(frozen=True, slots=True)
class Status:
    """A batch as it stands: `state` is the API's word, `done` of `total` requests are through, `said` why it failed."""

    state: str
    done: int = 0
    total: int = 0
    files: tuple[str, ...] = ()
    said: str = ""
    too_much: bool = False  # it failed because more tokens would be waiting than the account may have

    @property
    def ended(self) -> bool:
        """Whether nothing more will come of it."""
        return self.state in ENDED


@asynccontextmanager
async def connected(address: Address, give_up_after: float) -> AsyncIterator[BatchApi]:
    """The Batch API at `address`. Raises EndpointUnusable when there is none."""
    import httpx2
    import openai

    timeout = httpx2.Timeout(LONGEST, connect=CONNECT_TIMEOUT)
    async with openai.AsyncOpenAI(
        base_url=address.base_url, api_key=address.api_key, max_retries=0, timeout=timeout
    ) as client:
        api = BatchApi(client, address, give_up_after)
        await api.check()
        yield api


class BatchApi:
    """All steps raise EndpointUnusable when nothing answers for `give_up_after` seconds, and ModelError when refused."""

    def __init__(self, client: openai.AsyncOpenAI, address: Address, give_up_after: float) -> None:
        self._client = client
        self._give_up_after = give_up_after
        self.address = address

    async def check(self) -> None:
        """Raises EndpointUnusable where batches are unknown."""
        import openai

        async def look() -> None:
            try:
                await self._client.batches.list(limit=1)
            except openai.APIStatusError as error:
                if error.status_code not in (404, 405, 501):
                    raise
                said = f"{self.address.base_url} has no Batch API: it answers {error.status_code} to /batches"
                raise EndpointUnusable(said, "leave out --engine batch, or mend --base-url (it ends in /v1)") from None

        await self._lasting(look)

    async def upload(self, path: Path, name: str) -> str:
        """The id of the file of requests at `path`, uploaded under `name`. Twice is harmless: it is only a file."""

        async def post() -> str:
            with path.open("rb") as file:
                return (await self._client.files.create(file=(f"{name}.jsonl", file), purpose="batch")).id

        return await self._lasting(post)

    async def create(self, file_id: str, name: str, since: float, may_exist: bool) -> str:
        """The id of the batch of that file. `may_exist`: it may have been made before, after `since` (Unix seconds)."""

        async def find_or_post() -> str:
            nonlocal may_exist
            if may_exist and (found := await self._found(file_id, name, since)):
                return found
            may_exist = True  # whatever comes of this try, it may have been made
            made = await self._client.batches.create(
                input_file_id=file_id, endpoint=CHAT, completion_window=WINDOW, metadata={MARK: name}
            )
            return made.id

        return await self._lasting(find_or_post)

    async def status(self, batch_id: str) -> Status:
        """How far the batch is. Raises EndpointUnusable where it is not known."""

        async def look() -> Batch:
            return await self._client.batches.retrieve(batch_id)

        return status_of(await self._lasting(look, f"batch {batch_id}"))

    async def outcomes(self, status: Status) -> AsyncIterator[tuple[str, Completion | ModelError]]:
        """What became of the batch's requests by custom id, in any order; nothing of those that the endpoint says nothing of."""
        import orjson

        for file_id in status.files:

            async def fetch(file_id: str = file_id) -> bytes:
                return (await self._client.files.content(file_id)).content

            for raw in (await self._lasting(fetch, f"file {file_id}")).splitlines():
                try:
                    line = orjson.loads(raw)
                except ValueError:
                    continue  # a line that is cut off says nothing
                if isinstance(line, dict):
                    yield str(line.get("custom_id")), outcome(line, self.address)

    async def _found(self, file_id: str, name: str, since: float) -> str:
        """The id of the batch made of that file under that name, "" where there is none. Newest batches are listed first."""
        async for batch in self._client.batches.list(limit=PAGE):
            if (batch.metadata or {}).get(MARK) == name or batch.input_file_id == file_id:
                return batch.id
            if batch.created_at and batch.created_at < since - SKEW:
                break
        return ""

    async def _lasting(self, step: Callable[[], Awaitable[T]], sought: str = "") -> T:
        """The step's outcome, tried again after each fault. `sought` is what the endpoint must know."""
        import openai

        clock = asyncio.get_running_loop().time
        began, tries = clock(), 0
        while True:
            try:
                return await step()
            except openai.OpenAIError as error:
                if sought and isinstance(error, openai.NotFoundError):
                    raise EndpointUnusable(f"{self.address.base_url} does not know {sought}", GONE) from None
                fault = _translated(error, self.address)
            if not isinstance(fault, Fault):
                raise fault
            if clock() - began > self._give_up_after:
                hint = "batches that are there are worked on meanwhile: the same command picks them up"
                raise EndpointUnusable(f"{self.address.base_url}: {fault}", hint)
            await asyncio.sleep(fault.retry_after or backoff(tries))
            tries += 1


def status_of(batch: Batch) -> Status:
    """A batch as an API describes it; what it leaves out is empty."""
    counts, errors = batch.request_counts, (batch.errors.data if batch.errors else None) or []
    said = "; ".join(f"{error.code}: {error.message}" for error in errors[:3])
    return Status(
        batch.status,
        (counts.completed or 0) + (counts.failed or 0) if counts else 0,
        counts.total or 0 if counts else 0,
        tuple(filter(None, (batch.output_file_id, batch.error_file_id))),
        " ".join(said.split())[:300],
        any(error.code == "token_limit_exceeded" for error in errors),
    )


def outcome(line: Mapping[str, Any], address: Address) -> Completion | ModelError:
    """What a line of an output or error file says: an answer, a Fault that another try may mend, or a refusal."""
    import orjson

    response, error = line.get("response"), line.get("error")
    if isinstance(response, dict) and response.get("status_code") == 200:
        try:
            return read_completion(orjson.dumps(response.get("body")))
        except Fault as fault:
            return fault
    if isinstance(response, dict) and isinstance(status := response.get("status_code"), int) and 400 <= status < 600:
        return _refused(status, response.get("body"), address)
    code, said = (error.get("code"), error.get("message")) if isinstance(error, dict) else ("", "")
    if code in UNFINISHED:
        return TurnMissed(f"{code}: {said}")
    return Fault(f"{code or 'error'}: {said or 'without an answer'}", "broken")


def _refused(status: int, body: object, address: Address) -> ModelError:
    """The error that the same answer would have been online."""
    said = json.dumps(body)
    return refused(status, {}, said, address.base_url, address.api_key, address.api_key_name)


def _translated(error: openai.OpenAIError, address: Address) -> ModelError:
    """Our error for one of the SDK's."""
    import httpx2
    import openai

    where = address.base_url
    if isinstance(error, openai.APIStatusError):
        answer = error.response
        return refused(answer.status_code, answer.headers, answer.text, where, address.api_key, address.api_key_name)
    if isinstance(error.__cause__, (httpx2.ConnectError, httpx2.ConnectTimeout)):
        return Fault(f"cannot connect to {where}", "unreachable")
    if isinstance(error, openai.APITimeoutError):
        return Fault(f"{where} did not answer in time", "timeout")
    return Fault(f"{where} closed the connection before its answer was whole", "broken")


def line_of(custom_id: str, body: Mapping[str, Any]) -> bytes:
    """A batch file's line."""
    return as_json({"custom_id": custom_id, "method": "POST", "url": CHAT, "body": body}) + b"\n"
