"""`rephrase verify`: every pair of a data set through the checks, and a judge where one is asked. Prints nothing.

One event loop hands batches of pairs to a pool of processes, lets the judge see what comes back, and takes the results in
input order. Only a few batches are in memory at once, however many rows there are.
"""

from __future__ import annotations

import asyncio
import functools
import itertools
import multiprocessing
import os
import signal
from collections import deque
from collections.abc import AsyncGenerator, AsyncIterator, Callable, Iterable, Iterator, Sequence
from concurrent.futures import Executor, ProcessPoolExecutor, ThreadPoolExecutor
from contextlib import aclosing, asynccontextmanager
from dataclasses import dataclass, field, replace
from pathlib import Path

from rephrase import collector, pairs
from rephrase.data import Judge, Task, Verdict
from rephrase.errors import InputError, RephraseError, UsageError
from rephrase.fidelity import cascade, embedding, score
from rephrase.judges import judging
from rephrase.options import Options as RunOptions
from rephrase.pairs import Columns, Pair
from rephrase.plugins import did_you_mean
from rephrase.recipe import load_pipeline
from rephrase.report.tally import Tally
from rephrase.report.verdicts import VerifyProgress
from rephrase.rewriter import DEFAULT_OPENAI_URL, connected
from rephrase.verified import Checked, writing

BATCH_PAIRS = 200  # handed over at once: large enough that a process is not kept waiting for the next
BATCH_CHARACTERS = 1_000_000  # or fewer pairs, where they are long
AHEAD = 2  # batches being worked on beyond one a process: they bound memory, and keep the judge's endpoint full

Assess = Callable[[str, str, Task], score.Assessment]
Make = Callable[[str], Assess]  # from the name of an embedder; called once in each process


@dataclass(frozen=True, slots=True)
class Options:
    """What the command line was given. `min_fidelity` in [0, 1], 0 = the verdicts alone decide.

    `retries` is how often a request to the judge is sent again after a fault of its endpoint.
    """

    target: str
    columns: Columns = field(default_factory=Columns)
    output: Path | None = None
    embedder: str = "local"
    allow_copies: bool = False
    min_fidelity: float = 0.0
    workers: int = 1
    limit: int | None = None
    worst: int = 5
    judge: str = "none"
    judge_model: str = ""
    judge_base_url: str = ""
    judge_api_key_env: str = ""
    judge_prompt: str = "judge"
    retries: int = 5


def assessor(embedder: str) -> Assess:
    """The checks on one pair, with the embedder of that name loaded (`none` = without)."""
    return functools.partial(score.assess, embedder=embedding.load(embedder))


async def verify(options: Options, progress: VerifyProgress, make: Make = assessor) -> Tally:
    """Checks every row of the target and counts what came of it; writes a row each where an output is named.

    Raises RephraseError for what the user can mend. An exception in a check is a bug: it names the row and ends the run.
    """
    task = options.columns.task
    if task and task not in pairs.TASKS:
        hint = did_you_mean(task, pairs.TASKS) or f"there are: {', '.join(pairs.TASKS)}"
        raise UsageError(f"unknown task: {task!r}", hint)
    files = pairs.files(options.target)
    _refuse_an_input(options.output, files)
    progress.limit = _least(pairs.total(files, options.columns), options.limit)
    rows = itertools.islice(pairs.read(files, options.columns), options.limit)
    tally = Tally(options.worst)
    async with _judge(options, progress) as judge:
        with writing(options.output) as write, progress.showing():
            async with aclosing(_checked(batches(rows), options, judge, make)) as checked:
                async for done in checked:
                    tally.add(done)
                    write(done)
                    progress.checked(tally)
    if not tally.rows:
        raise InputError(f"no row in {options.target}", "name files that hold rows")
    return tally


def _refuse_an_input(output: Path | None, files: Sequence[pairs.File]) -> None:
    if output is None:
        return
    if output.is_dir() or output.suffix.lower() != ".parquet":
        raise UsageError(f"--output {output} is no Parquet file", "name a file that ends in .parquet")
    if any(isinstance(file.path, Path) and output.resolve() == file.path.resolve() for file in files):
        raise UsageError(f"--output {output} is one of the files to read", "name another file")


def _least(rows: int | None, limit: int | None) -> int | None:
    return min(rows, limit) if rows is not None and limit is not None else rows if limit is None else None


def batches(rows: Iterable[Pair]) -> Iterator[list[Pair]]:
    """The rows in lists of at most BATCH_PAIRS, and of about BATCH_CHARACTERS where rows are long."""
    batch: list[Pair] = []
    size = 0
    for row in rows:
        batch.append(row)
        size += len(row.source) + len(row.rewrite)
        if len(batch) == BATCH_PAIRS or size >= BATCH_CHARACTERS:
            yield batch
            batch, size = [], 0
    if batch:
        yield batch


async def _checked(
    batched: Iterator[list[Pair]], options: Options, judge: Judge | None, make: Make
) -> AsyncGenerator[list[Checked], None]:
    """The batches with what the checks and the judge said, in input order."""
    loop = asyncio.get_running_loop()
    pool = _pool(options.workers)

    async def one(batch: list[Pair]) -> list[Checked]:
        found = await loop.run_in_executor(pool, assess_batch, batch, options.embedder, make)
        rows = [_decided(pair, assessment, options) for pair, assessment in zip(batch, found, strict=True)]
        return await asyncio.gather(*(_shown(row, options, judge) for row in rows)) if judge else rows

    waiting: deque[asyncio.Task[list[Checked]]] = deque()
    try:
        for batch in batched:
            waiting.append(loop.create_task(one(batch)))
            if len(waiting) >= options.workers + AHEAD:
                yield await waiting.popleft()
        while waiting:
            yield await waiting.popleft()
    finally:
        for task in waiting:
            task.cancel()
        await asyncio.gather(*waiting, return_exceptions=True)
        pool.shutdown(wait=True, cancel_futures=True)


def _pool(workers: int) -> Executor:
    """One worker is a thread of this process. Processes are spawned, as a fork would take along the threads of others."""
    if workers == 1:
        return ThreadPoolExecutor(1)
    return ProcessPoolExecutor(workers, multiprocessing.get_context("spawn"), _begin)


def _begin() -> None:
    """The first thing that a process does. Ctrl-C reaches every process of the terminal; only the first one should speak of it."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    collector.seldom()


@functools.cache
def _made(make: Make, embedder: str) -> Assess:
    """Once in each process."""
    return make(embedder)


def assess_batch(batch: Sequence[Pair], embedder: str, make: Make) -> list[score.Assessment]:
    """What the checks say of each pair. A failure of theirs is raised anew with the row's id, from the first one."""
    assess = _made(make, embedder)
    return [_of_pair(pair, assess) for pair in batch]


def _of_pair(pair: Pair, assess: Assess) -> score.Assessment:
    if pair.defect:
        what = "unread" if pair.unread else "unreadable"
        return score.Assessment((Verdict("readable", False, 0.0, f"{what}: {pair.defect}"),), 0.0)
    try:
        return assess(pair.source, pair.rewrite, pair.task)
    except RephraseError:
        raise
    except Exception as error:
        raise RuntimeError(f"a check failed on row {pair.id!a}: {error!r}") from error


def _decided(pair: Pair, found: score.Assessment, options: Options) -> Checked:
    """What a row comes to before a judge."""
    ignored = score.NOT_FAITHFULNESS if options.allow_copies else frozenset()
    row = Checked(pair, found.verdicts, found.fidelity, ignored)
    passed = all(verdict.passed for verdict in row.counted) and found.fidelity >= options.min_fidelity
    return replace(row, passed=passed, uncertain=cascade.is_uncertain(row.counted, found.fidelity, pair.task))


async def _shown(row: Checked, options: Options, judge: Judge) -> Checked:
    """The row with the judge's verdict, where the cascade shows it to the judge."""
    if not row.passed:
        return row
    pair = row.pair
    why = cascade.chosen(options.judge, pair.source, pair.rewrite, row.counted, row.fidelity, pair.task)
    if not why:
        return row
    said = await judge(pair.source, pair.rewrite, pair.task)
    verdicts = (*row.verdicts, said.verdict)
    fidelity = score.fidelity(verdicts)
    passed = said.verdict.passed and fidelity >= options.min_fidelity
    judged = replace(row, verdicts=verdicts, fidelity=fidelity, passed=passed, uncertain=False)
    return replace(judged, why=why, usage=said.usage)


@asynccontextmanager
async def _judge(options: Options, progress: VerifyProgress) -> AsyncIterator[Judge | None]:
    """The judge that the options name; without a name the endpoint that the environment names."""
    pipeline = load_pipeline("auto", settings=[f"judge={options.judge}", f"retries={options.retries}"])
    here = os.environ.get("OPENAI_BASE_URL", "")
    if not here and os.environ.get("OPENAI_API_KEY"):
        here = DEFAULT_OPENAI_URL
    asked = RunOptions(
        (),
        Path(),
        base_url=here,
        judge_model=options.judge_model,
        judge_base_url=options.judge_base_url or here,
        judge_api_key_env=options.judge_api_key_env,
        judge_prompt=options.judge_prompt,
    )
    async with judging(asked, pipeline, None, connected) as panel:
        if panel.judge:
            progress.say(f"judge: {panel.name} ({panel.where}), shown {pipeline.judge}")
        yield panel.judge
