"""A worker in another process, without one: what it makes, what it leaves to another, when it ends; and who gets which shard."""

from __future__ import annotations

import asyncio
import math
import threading
import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import Any

import pytest

from rephrase import output
from rephrase.data import Chunk, Document, Usage
from rephrase.engines import worker
from rephrase.engines.handout import Handout, Lot
from rephrase.engines.seats import folder, seats_of
from rephrase.engines.worker import Given, News, Worker
from rephrase.errors import OutputError, UsageError
from rephrase.options import Options, chosen_recipes, read_of
from rephrase.report.progress import Progress
from rephrase.report.relay import Finished, Hearing, Relay
from rephrase.shard import Shard, numbered
from tests.corpora import document, reworded
from tests.endpoint import part_of, serving
from tests.test_progress import result
from tests.test_run import Folder, ran, rephrase, rows

SETTINGS = ("shard_size=3", "chunk_tokens=64")


def slowly(request: dict[str, Any]) -> str:
    time.sleep(0.01)
    return reworded(part_of(request))


def given(corpus: Path, out: Path, url: str, token: str = "token") -> Given:
    options = Options((corpus,), out, "knowledge", url, concurrency=4, settings=SETTINGS)
    return Given(options, chosen_recipes(options), {"OPENAI_API_KEY": None}, token)


def shards(task: Given) -> Iterator[Shard]:
    return numbered(read_of(task.options, print), task.recipes.own.pipeline.shard_size)


async def until(hired: Worker, seen: int, enough: Callable[[News], bool], hear: Callable[[News], None]) -> int:
    """Asks for news until there is enough; how many events were seen."""
    while True:
        news = await hired.news(seen)
        seen = news.first + len(news.events)
        hear(news)
        if enough(news):
            return seen


def test_another_worker_goes_on_where_a_lost_one_was(folder: Folder, tmp_path: Path) -> None:
    """The rows are a local run's, no answer on disk is paid for again, and the progress counts nothing twice."""
    corpus, out = folder({f"{n}.md": document(7 * n, 20) for n in range(6)}), tmp_path / "out"
    progress = Progress()
    with serving(slowly) as endpoint:
        more = ("--pipeline", "knowledge", *_set(SETTINGS), "--concurrency", 4)
        ran(corpus, tmp_path / "local", endpoint.url, *more)
        alone = len(endpoint.requests)
        asyncio.run(_made_by_two(given(corpus, out, endpoint.url), progress, alone // 3))
        paid = len(endpoint.requests) - alone
    assert rows(out) == rows(tmp_path / "local")
    assert alone <= paid <= alone + 4
    counts = progress.counts()
    assert (counts["documents"], counts["accepted"], counts["requests"]) == (6, 6, alone)
    assert progress.ahead.in_flight == 0


async def _made_by_two(task: Given, progress: Progress, enough: int) -> None:
    """Both shards, by a worker that is lost after so many answers, and by another one."""
    hearing, finished = Hearing(progress), set[int]()

    def hears(number: int, news: News) -> None:
        for event in news.events:
            hearing.hear(number, event)
            finished.update([event.shard] if isinstance(event, Finished) else [])

    output.prepare(task.options.output)
    worker.hold(folder(task.options), "token")
    lost, other = Worker(end=lambda: None), Worker(end=lambda: None)
    await lost.connect(task)
    for shard in shards(task):
        assert await lost.take(shard) == [True]
    await until(lost, 0, lambda news: news.paid.requests > enough, partial(hears, 0))
    lost._life.cancel()
    await asyncio.wait([lost._life])
    await lost.take()
    await other.connect(task)
    for shard in shards(task):
        assert await other.take(shard) == [True]
        hearing.take_back(shard.number)
    seen = await until(other, 0, lambda news: len(finished) == 2, partial(hears, 1))
    assert await other.take(next(shards(task))) == [False]  # it is on disk
    await other.take()
    await until(other, seen, lambda news: news.ended, partial(hears, 1))


def _set(settings: tuple[str, ...]) -> list[str]:
    return [word for setting in settings for word in ("--set", setting)]


async def test_a_worker_refuses_a_folder_that_is_not_the_runs_and_another_version(
    folder: Folder, tmp_path: Path
) -> None:
    """On a node that does not see the folder, or sees another one of that name, nothing is written."""
    corpus = folder({"a.md": document(0, 4)})
    task = given(corpus, tmp_path, "http://127.0.0.1:9/v1")
    with pytest.raises(OutputError, match="node-7 does not see the output folder") as error:
        await Worker(lambda: "node-7").connect(task)
    assert "that all nodes share" in error.value.hint
    older = Given(task.options, task.recipes, {}, "token", version="0.0.1")
    with pytest.raises(UsageError, match=r"the run is one of 0\.0\.1"):
        await Worker().connect(older)


async def test_a_worker_ends_itself_once_the_folder_is_not_the_runs_any_more(folder: Folder, tmp_path: Path) -> None:
    """So nobody writes beside the run that comes after."""
    ended = threading.Event()
    with serving(slowly) as endpoint:
        task = given(folder({"a.md": document(0, 4)}), tmp_path / "out", endpoint.url)
        output.prepare(tmp_path / "out")
        worker.hold(tmp_path / "out", "token")
        hired = Worker(end=ended.set)
        await hired.connect(task)
        output.tidy(tmp_path / "out")  # as the next run does
        await hired.news(0)
        assert await asyncio.to_thread(ended.wait, 60)
        await hired.take()


async def test_a_worker_that_is_told_to_stop_begins_nothing_and_keeps_what_came_in(
    folder: Folder, tmp_path: Path
) -> None:
    """Its answers are on disk, and it says that it has ended."""
    with serving(slowly) as endpoint:
        task = given(folder({f"{n}.md": document(7 * n, 40) for n in range(3)}), tmp_path / "out", endpoint.url)
        output.prepare(tmp_path / "out")
        worker.hold(tmp_path / "out", "token")
        hired = Worker(end=lambda: None)
        await hired.connect(task)
        await hired.take(next(shards(task)))
        seen = await until(hired, 0, lambda news: news.paid.requests > 0, lambda news: None)
        while not (news := await hired.news(seen, grace=60.0)).ended:
            seen = news.first + len(news.events)
        journals = list((tmp_path / "out" / "journal").iterdir())
        assert sum(len(path.read_bytes().splitlines()) for path in journals) == len(endpoint.requests)
    assert not output.finished(tmp_path / "out")


async def test_a_signal_after_a_budget_was_used_up_bounds_how_long_answers_are_waited_for(
    folder: Folder, tmp_path: Path
) -> None:
    """A budget waits for all that is in flight; who presses Ctrl-C then is told of so many seconds."""
    answer = threading.Event()

    def never(request: dict[str, Any]) -> str:
        answer.wait(60)
        return reworded(part_of(request))

    with serving(never) as endpoint:
        hired, task = await _hired(folder({"a.md": document(0, 8)}), tmp_path / "out", endpoint.url)
        await hired.take(next(shards(task)))
        while not endpoint.requests:
            await hired.news(0)
        await hired.news(0, grace=math.inf)
        try:
            async with asyncio.timeout(10):
                while not (await hired.news(0, grace=0.1)).ended:
                    pass
        finally:
            answer.set()


async def test_a_worker_wants_as_many_shards_as_its_documents_in_flight_fill_however_small_they_are(
    folder: Folder, tmp_path: Path
) -> None:
    """A bound in MB may end shards long before they have the documents that the recipe allows."""
    with serving(slowly) as endpoint:
        corpus, more = folder({"a.md": document(0, 4)}), ("shard_size=500",)
        hired, _ = await _hired(corpus, tmp_path / "out", endpoint.url, concurrency=32, settings=more)
        await hired.take(Shard(0, (Document("d", "Few words.", "d.md"),)))
        assert (await hired.news(0)).wants > 30
        await hired.take()


async def _hired(corpus: Path, out: Path, url: str, **more: Any) -> tuple[Worker, Given]:
    task = given(corpus, out, url)
    options = replace(task.options, **more)
    task = replace(task, options=options, recipes=chosen_recipes(options))
    output.prepare(out)
    worker.hold(out, "token")
    hired = Worker(end=lambda: None)
    await hired.connect(task)
    return hired, task


def shard(number: int) -> Shard:
    return Shard(number, ())


async def test_a_shard_is_with_one_worker_until_it_is_done_and_a_lost_one_goes_first() -> None:
    read: list[int] = []

    def reading() -> Iterator[Shard]:
        for number in range(6):
            read.append(number)
            yield shard(number)

    handout = Handout[int](2, lambda each: each.number)
    task = asyncio.create_task(handout.read(reading()))
    assert [lot.number for lot in [await _given(handout, 0), await _given(handout, 1), await _given(handout, 0)]] == [
        0,
        1,
        2,
    ]
    handout.finished(0, 0)
    assert handout.lose(0) == [2]
    assert await handout.give(1, 1) == [Lot(2, 2)]
    assert len(read) <= 3 + 2 + 1  # what was given, what waits, and what is in hand
    for number in (3, 4, 5):
        assert (await _given(handout, 1)).number == number
    await task
    assert not handout.over and not await handout.give(1, 1)
    assert handout.busy(1) and not handout.busy(0)  # it has none, and there are no more to come
    for number in range(1, 6):
        handout.finished(1, number)
    assert handout.over and handout.done == set(range(6))


async def _given(handout: Handout[int], seat: int) -> Lot[int]:
    (lot,) = await handout.give(seat, 1)
    return lot


def test_workers_share_a_limit_so_that_it_holds_for_all_together() -> None:
    """What is learned is learned by each."""
    options = Options(("in",), Path("out"), concurrency=7, requests_per_minute=100)
    seats = seats_of(options, 3)
    assert [seat.options.concurrency for seat in seats] == [3, 2, 2]
    assert [seat.options.requests_per_minute for seat in seats] == [34, 33, 33]
    assert {seat.options.tokens_per_minute for seat in seats} == {0}


def test_what_was_told_of_a_lost_shard_is_as_if_never_said() -> None:
    progress = Progress(clock=lambda: 0.0)
    hearing = Hearing(progress)

    def counts() -> dict[str, object]:
        names = ("documents", "chunks", "accepted", "requests", "completion_tokens", "in_flight", "share")
        return {name: progress.counts()[name] for name in names}

    before = counts()
    relay = Relay(lambda event: hearing.hear(3, event))
    for kept in (True, False):
        relay.enter(int(kept))
        for _ in range(2):
            relay.begin(Document("a", "x" * 100, ""), 1)
            relay.answer(Usage(1, 10, 0, 10))
            relay.chunk(Chunk(0, 50, "x" * 50))
        relay.results([result(Document("a", "x" * 100, ""))])
        if kept:
            hearing.hear(3, Finished(1))
            before = counts()
    assert progress.rows == 2 and progress.usage.requests == 4
    hearing.take_back(0)
    hearing.take_back(1)
    assert counts() == before
    assert progress.rows == 1


def test_an_engine_that_there_is_not_is_told_in_two_lines(folder: Folder, tmp_path: Path) -> None:
    run = rephrase("run", "--input", folder({"a.md": "A text."}), "--output", tmp_path / "out", "--engine", "rai")
    assert run.returncode == 2
    assert run.stderr.splitlines() == ["error: unknown engine: 'rai'", "hint: did you mean 'ray'?"]
