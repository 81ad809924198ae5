"""Faults, and several endpoints: what is retried, what moves, what ends. Fakes in virtual time, and real HTTP."""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import Sequence
from email.utils import formatdate
from time import time

import pytest

from rephrase.data import Completion, Message, Sampling, Usage
from rephrase.errors import ContextTooLong, EndpointUnusable, ModelError, UsageError
from rephrase.models.connect import connected_pool
from rephrase.models.deadline import Deadline
from rephrase.models.endpoint import Address, connect
from rephrase.models.faults import Fault, retry_after
from rephrase.models.limiter import Limiter
from rephrase.models.pool import Member, Pool
from tests.endpoint import Reply, serving
from tests.simulated import in_virtual_time

ASKED = (Message("user", "hello"),)
SAMPLING = Sampling(0.7, 1.0, 64, 1)
MESSAGES = {
    "OpenAI": '{"error": {"message": "too long", "code": "context_length_exceeded"}}',
    "vLLM": '{"error": {"message": "This model\'s maximum context length is 4096 tokens. However, you requested 5000"}}',
    "llama.cpp": '{"error": {"message": "the request exceeds the available context size", "code": 400}}',
    "llama.cpp, by its type": '{"error": {"code": 400, "message": "too many tokens", "type": "exceed_context_size_error"}}',
    "vLLM, newer": '{"object": "error", "message": "The decoder prompt (length 5000) is longer than the maximum model length of 4096"}',
    "Ollama": '{"error": {"message": "the input length exceeds the context length"}}',
}


class Fake:
    """An endpoint that is up or not, and remembers which chains it was asked by."""

    def __init__(self, fault: Fault | None = None) -> None:
        self.fault = fault
        self.asked: list[asyncio.Task[object] | None] = []

    async def ask(self, messages: Sequence[Message], sampling: Sampling) -> Completion:
        await asyncio.sleep(0.01 if self.fault else 1.0)
        if self.fault:
            raise self.fault
        self.asked.append(asyncio.current_task())
        return Completion("yes", "stop", Usage(1, 1, 0, 1))


def pool(*fakes: Fake, retries: int = 2, said: list[str] | None = None) -> Pool:
    say = said.append if said is not None else lambda line: None
    return Pool([Member(f"at {n}", fake.ask, Limiter(8)) for n, fake in enumerate(fakes)], retries, 600, say)


async def chain(model: Pool, length: int = 10) -> None:
    for _ in range(length):
        await model.generate(ASKED, SAMPLING)


def test_chains_stay_put_move_when_theirs_dies_and_new_ones_use_it_when_it_is_back() -> None:
    async def run() -> None:
        fakes = [Fake(), Fake(), Fake()]
        model = pool(*fakes)
        chains = [asyncio.create_task(chain(model)) for _ in range(12)]
        await asyncio.sleep(3.5)
        homes = [set(fake.asked) for fake in fakes]
        assert sorted(map(len, homes)) == [4, 4, 4]
        assert not homes[0] & homes[1] | homes[1] & homes[2] | homes[0] & homes[2]
        fakes[0].fault = Fault("gone", "unreachable")
        await asyncio.gather(*chains)
        assert sum(len(fake.asked) for fake in fakes) == 120
        assert homes[1] <= set(fakes[1].asked) and not homes[1] & set(fakes[2].asked)
        fakes[0].fault = None
        await asyncio.sleep(30)
        await chain(model, 1)  # the trial
        before = len(fakes[0].asked)
        await asyncio.gather(*[chain(model) for _ in range(24)])
        assert len(fakes[0].asked) > before + 30

    in_virtual_time(run())


def test_when_all_are_down_the_run_waits_says_so_once_and_gives_up_in_the_end() -> None:
    async def run() -> None:
        fake, said = Fake(Fault("gone", "unreachable")), list[str]()
        model = pool(fake, said=said)
        waiting = [asyncio.create_task(chain(model, 1)) for _ in range(5)]
        await asyncio.sleep(300)
        fake.fault = None
        await asyncio.gather(*waiting)
        assert len(said) == 1
        fake.fault = Fault("gone", "unreachable")
        with pytest.raises(EndpointUnusable, match="600 s"):
            await chain(model)

    in_virtual_time(run())


def test_many_requests_that_are_never_answered_do_not_eject_an_endpoint_that_answers_others() -> None:
    """They reach their deadlines together, and none of them says anything of what came after it."""

    async def run() -> None:
        said, calls = list[str](), 0

        async def ask(messages: Sequence[Message], sampling: Sampling) -> Completion:
            nonlocal calls
            number = calls = calls + 1
            await asyncio.sleep(30 if number <= 20 else 1)
            if number <= 20:
                raise Fault("silent", "timeout")
            return Completion("yes", "stop", Usage(1, 1, 0, 1))

        model = Pool([Member("here", ask, Limiter(40))], 5, 600, said.append)
        chains = [asyncio.create_task(chain(model, 4)) for _ in range(20)]
        await asyncio.sleep(20)
        await asyncio.gather(*chains, chain(model, 20))
        assert not said

    in_virtual_time(run())


def test_faults_are_bounded_by_the_retries_and_rejections_are_not_faults() -> None:
    async def run() -> None:
        fake = Fake(Fault("500", "broken"))
        with pytest.raises(ModelError, match="after 2 retries"):
            await pool(fake).generate(ASKED, SAMPLING)
        fake.fault = Fault("429", "rejected")
        waiting = asyncio.create_task(chain(pool(fake), 1))
        await asyncio.sleep(200)
        fake.fault = None
        await waiting

    in_virtual_time(run())


@pytest.mark.parametrize("server", MESSAGES)
async def test_a_request_beyond_the_context_is_told_from_others(server: str) -> None:
    with serving(lambda request: Reply(status=400, body=MESSAGES[server].encode())) as endpoint:
        async with connect(Address(endpoint.url, "none")) as client:
            with pytest.raises(ContextTooLong):
                await client.generate(ASKED, SAMPLING)


FAULTS = {
    "rejected": Reply(status=429, body=b"{}", headers={"Retry-After": "7"}),
    "rejected, 529": Reply(status=529, body=b"overloaded", headers={"Retry-After": "7"}),
    "broken": Reply(status=502, body=b"{}"),
    "timeout": Reply(status=408, body=b"{}"),
    "unreadable": Reply(body=b"<html>"),
    "unreadable, no choices": Reply(body=b'{"object": "chat.completion", "choices": []}'),
    "unreadable, an error with status 200": Reply(body=b'{"error": {"message": "upstream failed"}}'),
    "broken, cut in the middle of the body": Reply("yes", cut=20),
}


@pytest.mark.parametrize("kind", [*FAULTS, "closed"])
async def test_each_fault_is_told_by_its_kind(kind: str) -> None:
    with serving(lambda request: FAULTS.get(kind, Reply(closes=True))) as endpoint:
        async with connect(Address(endpoint.url, "none")) as client:
            with pytest.raises(Fault) as raised:
                await client.generate(ASKED, SAMPLING)
    assert raised.value.kind == kind.split(",", maxsplit=1)[0].replace("closed", "broken")
    assert raised.value.retry_after == (7 if raised.value.kind == "rejected" else 0)


async def test_an_answer_without_text_is_empty_and_one_without_a_finish_reason_is_finished() -> None:
    bodies = [b'{"choices": [{"message": {"content": null}, "finish_reason": "content_filter"}]}']
    bodies.append(b'{"choices": [{"message": {"content": "yes"}}]}')
    with serving(lambda request: Reply(body=bodies.pop(0))) as endpoint:
        async with connect(Address(endpoint.url, "none")) as client:
            first, second = await client.generate(ASKED, SAMPLING), await client.generate(ASKED, SAMPLING)
    assert (first.text, first.finish_reason) == ("", "content_filter")
    assert (second.text, second.finish_reason) == ("yes", "stop")


async def test_an_endpoint_that_dies_in_the_middle_is_unreachable_and_one_dead_at_the_start_is_done_without() -> None:
    said: list[str] = []
    with serving(lambda request: "yes") as dying, serving(lambda request: "yes") as endpoint:
        pass
    with serving(lambda request: "yes") as endpoint:
        addresses = [Address(dying.url, "none"), Address(endpoint.url, "none")]
        async with connected_pool(addresses, say=said.append) as (name, model):
            assert (await model.generate(ASKED, SAMPLING)).text == "yes"
    assert name == "test-model" and len(said) == 1


async def test_endpoints_of_different_models_are_refused() -> None:
    with serving(lambda request: "", models=("a",)) as one, serving(lambda request: "", models=("b",)) as two:
        addresses = [Address(one.url, "none"), Address(two.url, "none")]
        with pytest.raises(UsageError, match="different models"):
            await contextlib.AsyncExitStack().enter_async_context(connected_pool(addresses))


def test_retry_after_is_seconds_or_a_date_and_never_too_long() -> None:
    assert retry_after({"retry-after": "7"}) == 7
    assert retry_after({"retry-after-ms": "1500"}) == 1.5
    assert 50 < retry_after({"retry-after": formatdate(time() + 60, usegmt=True)}) <= 60
    assert retry_after({"retry-after": "86400"}) == 300
    assert retry_after({"retry-after": "soon"}) == retry_after({}) == 0


def test_a_deadline_follows_the_answers_and_never_passes_ten_minutes() -> None:
    deadline = Deadline()
    assert 60 < deadline.seconds(300) < 200
    for _ in range(20):
        deadline.answered(2.0, 300)
    assert deadline.seconds(300) == 16
    deadline.missed()
    assert deadline.seconds(300) == 32
    assert deadline.seconds(10**6) == 600
