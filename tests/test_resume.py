"""A run can be killed at any moment and be continued, and what was paid for is not paid again. Real processes, real HTTP."""

from __future__ import annotations

import asyncio
import json
import os
import random
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rephrase import cli, journal
from rephrase.data import Completion, Message, Sampling, Usage
from rephrase.errors import OutputError, RephraseError
from rephrase.resume import locked
from rephrase.stop import Stopped
from tests.corpora import document, reworded
from tests.endpoint import Reply, part_of, serving
from tests.test_run import ran, rephrase, rows

Folder = Callable[[dict[str, str]], Path]
SAMPLING = Sampling(0.7, 0.9, 100, 1)


def good(request: dict[str, Any]) -> str:
    return reworded(part_of(request))


def slowly(request: dict[str, Any]) -> str:
    time.sleep(0.02)
    return good(request)


def arguments(corpus: Path, out: Path, url: str, *more: object) -> list[str]:
    given = ["run", "--input", corpus, "--output", out, "--base-url", url, "--pipeline", "knowledge", *more]
    return [str(argument) for argument in given]


def started(*command: str) -> subprocess.Popen[bytes]:
    return subprocess.Popen(
        [sys.executable, "-m", "rephrase", *command], stdout=subprocess.DEVNULL, stderr=subprocess.PIPE
    )


alone_or_with_workers = pytest.mark.parametrize("workers", [(), ("--workers", 2)], ids=["alone", "workers"])


def corpus_of(folder: Folder, documents: int, sentences: int = 20) -> Path:
    return folder({f"{n:03}.md": document(7 * n, sentences) for n in range(documents)})


def both(out: Path) -> list[dict[str, Any]]:
    return [*rows(out), *rows(out, "quarantine")]


def leftovers(out: Path) -> list[str]:
    """Files that a finished run must not leave."""
    return [str(path) for path in out.rglob("*") if path.suffix == ".tmp" or "journal" in path.parts]


@alone_or_with_workers
def test_a_run_killed_again_and_again_ends_in_the_same_rows_and_pays_each_answer_once(
    folder: Folder, tmp_path: Path, workers: tuple[object, ...]
) -> None:
    """Beyond the uninterrupted run's requests there are at most those that were in flight at each kill."""
    corpus, kills, at_once = corpus_of(folder, 24), 0, 4
    more = ("--set", "shard_size=6", "--set", "chunk_tokens=64", "--concurrency", at_once)
    with serving(slowly) as endpoint:
        ran(corpus, tmp_path / "whole", endpoint.url, "--pipeline", "knowledge", *more)
        uninterrupted = len(endpoint.requests)
        draw = random.Random(5)
        while True:
            process = started(*arguments(corpus, tmp_path / "out", endpoint.url, *more, *workers))
            enough = len(endpoint.requests) + draw.randint(1, uninterrupted // 3)
            while process.poll() is None and len(endpoint.requests) < enough:
                time.sleep(0.005)
            if process.poll() is not None:
                assert process.returncode == 0
                break
            process.send_signal(signal.SIGKILL)
            process.wait()
            kills += 1
            assert kills < 60
        asked = len(endpoint.requests) - uninterrupted
    assert kills >= 2
    assert both(tmp_path / "out") == both(tmp_path / "whole")
    assert asked <= uninterrupted + kills * at_once
    assert not leftovers(tmp_path / "out")


@alone_or_with_workers
def test_ctrl_c_lets_what_is_in_flight_come_in_and_the_same_command_goes_on(
    folder: Folder, tmp_path: Path, workers: tuple[object, ...]
) -> None:
    """No answer that was paid for is lost, and the exit code is 130."""
    corpus = corpus_of(folder, 12)
    more = ("--set", "shard_size=4", "--set", "chunk_tokens=64", "--concurrency", 3)
    with serving(slowly) as endpoint:
        process = started(*arguments(corpus, tmp_path / "out", endpoint.url, *more, *workers))
        while len(endpoint.requests) < 15:
            time.sleep(0.01)
        process.send_signal(signal.SIGINT)
        said = process.communicate(timeout=30)[1].decode()
        assert process.returncode == 130, said
        assert "the same command" in said
        assert "Traceback" not in said
        before = len(endpoint.requests)
        counts = ran(corpus, tmp_path / "out", endpoint.url, "--pipeline", "knowledge", *more)["counts"]
        assert counts["requests"] == len(endpoint.requests)
    assert before < counts["requests"]
    assert counts["accepted"] == 12


@alone_or_with_workers
def test_a_budget_of_tokens_is_not_exceeded_and_a_higher_one_goes_on(
    folder: Folder, tmp_path: Path, workers: tuple[object, ...]
) -> None:
    """By more than the requests in flight, that is; the exit code is 3, and the rows end up the same as without."""
    corpus = corpus_of(folder, 10)
    more = ("--set", "shard_size=3", "--set", "chunk_tokens=64", "--concurrency", 4)
    with serving(good) as endpoint:
        whole = ran(corpus, tmp_path / "whole", endpoint.url, "--pipeline", "knowledge", *more)["counts"]
        total = whole["prompt_tokens"] + whole["completion_tokens"]
        half = (*more, *workers, "--max-total-tokens", total // 2)
        process = rephrase(*arguments(corpus, tmp_path / "out", endpoint.url, *half))
        assert process.returncode == 3, process.stderr
        assert "--max-total-tokens" in process.stderr
        assert "higher limit" in process.stderr
        ran(corpus, tmp_path / "out", endpoint.url, "--pipeline", "knowledge", *more, "--max-total-tokens", 2 * total)
        assert len(endpoint.requests) == 2 * whole["requests"]
    assert both(tmp_path / "out") == both(tmp_path / "whole")


def test_a_budget_of_dollars_counts_what_earlier_sittings_paid(folder: Folder, tmp_path: Path) -> None:
    corpus = corpus_of(folder, 8)
    more = ("--set", "shard_size=3", "--concurrency", 2, "--price-in", 2, "--price-out", 8, "--pipeline", "knowledge")
    with serving(good) as endpoint:
        whole = ran(corpus, tmp_path / "whole", endpoint.url, *more)["counts"]
        cost = (2 * whole["prompt_tokens"] + 8 * whole["completion_tokens"]) / 1e6
        asked = []
        for share in (0.3, 0.3, 0.6):
            given = arguments(corpus, tmp_path / "out", endpoint.url, *more, "--max-cost", share * cost)
            with pytest.raises(Stopped, match="--max-cost"):
                cli.app(given, standalone_mode=False)
            asked.append(len(endpoint.requests) - whole["requests"])
        assert asked[0] == asked[1] < asked[2] < 0.75 * whole["requests"]


def test_a_kept_journal_is_not_paid_for_twice_by_a_budget(folder: Folder, tmp_path: Path) -> None:
    """What finished shards cost stands in their files; their journals, where they are kept, do not count again."""
    corpus = corpus_of(folder, 8)
    more = ("--pipeline", "knowledge", "--set", "shard_size=2", "--concurrency", 2, "--keep-journal")
    with serving(good) as endpoint:
        whole = ran(corpus, tmp_path / "whole", endpoint.url, *more)["counts"]
        total, asked = whole["prompt_tokens"] + whole["completion_tokens"], whole["requests"]
        first = arguments(corpus, tmp_path / "out", endpoint.url, *more, "--max-total-tokens", total // 2)
        with pytest.raises(Stopped, match="--max-total-tokens"):
            cli.app(first, standalone_mode=False)
        ran(corpus, tmp_path / "out", endpoint.url, *more, "--max-total-tokens", total + total // asked)
        assert len(endpoint.requests) == 2 * asked


def test_a_budget_of_time_stops_resumable(folder: Folder, tmp_path: Path) -> None:
    corpus = corpus_of(folder, 12)
    with serving(slowly) as endpoint:
        given = arguments(corpus, tmp_path / "out", endpoint.url, "--concurrency", 1, "--max-time", "0.2s")
        with pytest.raises(Stopped, match="--max-time"):
            cli.app(given, standalone_mode=False)
        assert ran(corpus, tmp_path / "out", endpoint.url, "--pipeline", "knowledge")["counts"]["accepted"] == 12


def test_max_cost_without_prices_and_a_strange_time_are_errors_with_a_hint(folder: Folder, tmp_path: Path) -> None:
    corpus = corpus_of(folder, 1)
    for more in (("--max-cost", 1), ("--max-time", "soon"), ("--max-time", "-3s")):
        with pytest.raises(RephraseError) as error:
            cli.app(arguments(corpus, tmp_path / "out", "http://127.0.0.1:9/v1", *more), standalone_mode=False)
        assert error.value.hint


def test_two_runs_never_write_to_one_folder_and_a_dead_one_holds_nothing(folder: Folder, tmp_path: Path) -> None:
    corpus, out = corpus_of(folder, 6), tmp_path / "out"
    with serving(slowly) as endpoint:
        process = started(*arguments(corpus, out, endpoint.url, "--concurrency", 1, "--set", "chunk_tokens=32"))
        while len(endpoint.requests) < 3:
            time.sleep(0.01)
        second = rephrase(*arguments(corpus, out, endpoint.url))
        assert (second.returncode, "another run is writing" in second.stderr) == (2, True), second.stderr
        process.send_signal(signal.SIGKILL)
        process.wait()
        ran(corpus, out, endpoint.url, "--pipeline", "knowledge", "--set", "chunk_tokens=32")
    with locked(out), pytest.raises(OutputError, match="another run"), locked(out):
        pass


def test_extend_adds_the_new_documents_of_a_grown_folder_and_touches_no_other(folder: Folder, tmp_path: Path) -> None:
    """A name that sorts before the old ones moves nothing; an unchanged input is all done; what differs is named."""
    corpus, out = corpus_of(folder, 5), tmp_path / "out"
    more = ("--pipeline", "knowledge", "--set", "shard_size=2")
    with serving(good) as endpoint:
        ran(corpus, out, endpoint.url, *more)
        before, asked = both(out), len(endpoint.requests)
        (corpus / "000-new.md").write_text(document(300, 5))
        (corpus / "zzz.md").write_text(document(320, 5))
        refused = rephrase(*arguments(corpus, out, endpoint.url, "--set", "shard_size=2"))
        assert refused.returncode == 2
        assert "--extend" in refused.stderr
        manifest = ran(corpus, out, endpoint.url, *more, "--extend")
        assert manifest["counts"]["documents"] == 7
        assert len(endpoint.requests) - asked == 2
        ran(corpus, out, endpoint.url, *more, "--extend")
        assert len(endpoint.requests) - asked == 2
    after = both(out)
    assert after[: len(before)] == before
    assert [row["source_id"] for row in after[len(before) :]] == ["000-new.md", "zzz.md"]


def test_extend_adds_the_documents_beyond_a_limit(folder: Folder, tmp_path: Path) -> None:
    """A run of the first documents is extended to the others of the same input, whose digest is as it was."""
    corpus, out = corpus_of(folder, 5), tmp_path / "out"
    more = ("--pipeline", "knowledge")
    with serving(good) as endpoint:
        ran(corpus, out, endpoint.url, *more, "--limit", 2)
        before = both(out)
        assert ran(corpus, out, endpoint.url, *more, "--extend", "--limit", 3)["counts"]["documents"] == 3
        assert ran(corpus, out, endpoint.url, *more, "--extend")["counts"]["documents"] == 5
    assert both(out)[: len(before)] == before


@pytest.mark.parametrize(
    ("changed", "named"),
    [
        (("--seed", 3), "seed"),
        (("--variants", 2), "variants"),
        (("--set", "chunk_tokens=128"), "chunk_tokens"),
        (("--model", "other"), "model"),
    ],
)
def test_a_changed_setting_is_refused_and_named(
    folder: Folder, tmp_path: Path, changed: Sequence[object], named: str
) -> None:
    corpus = corpus_of(folder, 2)
    with serving(good, models=("test-model", "other")) as endpoint:
        ran(corpus, tmp_path / "out", endpoint.url, "--pipeline", "knowledge", "--model", "test-model")
        more = changed if "--model" in changed else ("--model", "test-model", *changed)
        with pytest.raises(OutputError, match=named) as error:
            cli.app(arguments(corpus, tmp_path / "out", endpoint.url, *more), standalone_mode=False)
        assert "--output" in error.value.hint


def test_a_journal_is_kept_only_when_asked_for(folder: Folder, tmp_path: Path) -> None:
    corpus = corpus_of(folder, 3)
    with serving(good) as endpoint:
        ran(corpus, tmp_path / "a", endpoint.url, "--pipeline", "knowledge")
        ran(corpus, tmp_path / "b", endpoint.url, "--pipeline", "knowledge", "--keep-journal")
        asked = len(endpoint.requests) // 2
    assert not leftovers(tmp_path / "a")
    lines = (tmp_path / "b" / "journal" / "shard-00000.jsonl").read_text().splitlines()
    assert len(lines) == asked
    assert all(set(json.loads(line)) == {"key", "text", "finish_reason", "usage"} for line in lines)


def asked_of(out: Path, questions: Sequence[str], answers: list[str]) -> list[str]:
    """Asks through a journal in `out`; what reaches the model goes to `answers`."""

    async def model(messages: Sequence[Message], sampling: Sampling) -> Completion:
        answers.append(messages[0].content)
        return Completion(f"to {messages[0].content} ({len(answers)})", "stop", Usage(1, 2, 0, 3), (("Yes", -0.1),))

    async def ask() -> list[str]:
        journals = journal.Journals(journal.folder_of(out))
        journals.load(())
        journals.enter(0)
        generate = journals.recorded("m", model)
        said = [await generate((Message("user", question),), SAMPLING) for question in questions]
        return [completion.text for completion in said]

    return asyncio.run(ask())


@given(torn=st.integers(min_value=0, max_value=400), junk=st.binary(max_size=20))
def test_whatever_is_torn_off_a_journal_only_that_is_asked_again(
    tmp_path_factory: pytest.TempPathFactory, torn: int, junk: bytes
) -> None:
    """A journal cut anywhere, and with rubbish at its end, answers what is whole in it and takes new lines after that."""
    out = tmp_path_factory.mktemp("journal")
    questions = ["a", "b\ud800", "c " * 30, "a"]
    first: list[str] = []
    said = asked_of(out, questions, first)
    path = out / "journal" / "shard-00000.jsonl"
    whole = path.read_bytes()
    cut = whole[: max(len(whole) - torn, 0)]
    path.write_bytes(cut + junk.replace(b"\n", b""))
    kept = cut.count(b"\n")
    second: list[str] = []
    assert asked_of(out, questions, second)[:kept] == said[:kept]
    assert len(second) == len(questions) - kept
    third: list[str] = []
    asked_of(out, questions, third)
    assert not third


def test_an_answer_never_answers_another_question() -> None:
    """Every part of what is asked is in the key: roles, texts and their borders, model, each sampling parameter."""
    base = ((Message("user", "ab"), Message("user", "c")), "m", SAMPLING)
    others = [
        ((Message("user", "a"), Message("user", "bc")), "m", SAMPLING),
        ((Message("system", "ab"), Message("user", "c")), "m", SAMPLING),
        ((Message("user", "ab"),), "m", SAMPLING),
        (base[0], "m2", SAMPLING),
        *((base[0], "m", Sampling(*change)) for change in ((0.8, 0.9, 100, 1), (0.7, 1.0, 100, 1), (0.7, 0.9, 101, 1))),
        (base[0], "m", Sampling(0.7, 0.9, 100, 2)),
        (base[0], "m", Sampling(0.7, 0.9, 100, 1, top_logprobs=5)),
    ]
    keys = {journal.key_of(*other) for other in [base, *others]}
    assert len(keys) == 1 + len(others)


def test_a_key_of_the_endpoint_is_in_no_file_of_a_run(folder: Folder, tmp_path: Path) -> None:
    """Also when the endpoint says it back in its errors, and while a journal is kept."""
    key = "sk-very-secret-0123456789"
    corpus = corpus_of(folder, 3)
    with serving(lambda r: Reply(status=400, text=key) if "001" in str(r) else good(r), key=key) as endpoint:
        process = subprocess.run(
            [sys.executable, "-m", "rephrase", *arguments(corpus, tmp_path / "out", endpoint.url, "--keep-journal")],
            capture_output=True,
            env={**os.environ, "OPENAI_API_KEY": key},
            check=False,
        )
    assert process.returncode == 0
    said = process.stdout + process.stderr
    assert key.encode() not in said + b"".join(p.read_bytes() for p in (tmp_path / "out").rglob("*") if p.is_file())
