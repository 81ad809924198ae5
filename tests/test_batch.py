"""The batch engine against a Batch API on localhost: the same rows as online, and nothing submitted twice, killed or not."""

from __future__ import annotations

import asyncio
import json
import multiprocessing
import os
import signal
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from rephrase import journal
from rephrase.errors import OutputError, RephraseError, UsageError
from rephrase.models.batch import Pace
from rephrase.models.ledger import Ledger, waiting
from rephrase.options import Options
from rephrase.report.progress import Progress
from rephrase.run import Summary, run
from rephrase.stop import Stopped
from tests import endpoint
from tests.batch_server import BatchServer, Fate, Unheard, serving
from tests.corpora import document
from tests.endpoint import Reply, part_of
from tests.test_judged_runs import YES
from tests.test_resume import both
from tests.test_run import good, rows

Folder = Callable[[dict[str, str]], Path]
QUICK = Pace(first_look=0.002, longest_look=0.01, settled=0.3)


def options(corpus: Path, out: Path, url: str, engine: str = "batch", *settings: str, **more: Any) -> Options:
    small = ("chunk_tokens=64", "shard_size=2", "repairs=1", *settings)
    return Options(
        (corpus,), out, pipeline="knowledge", base_url=url, settings=small, engine=engine, give_up_after=2.0, **more
    )


def ran(given: Options, pace: Pace = QUICK, progress: Progress | None = None) -> Summary:
    return asyncio.run(run(given, progress or Progress(), pace))


def corpus_of(folder: Folder, documents: int = 5, sentences: int = 7) -> Path:
    return folder({f"{n}.md": document(7 * n, sentences + n % 2) for n in range(documents)})


def online(corpus: Path, out: Path, script: endpoint.Script, *settings: str) -> list[dict[str, Any]]:
    """The rows of the same run online."""
    with endpoint.serving(script) as server:
        ran(options(corpus, out, server.url, "local", *settings))
    return both(out)


def mended(request: dict[str, Any]) -> str:
    """Gets every second part wrong, until it is told what is wrong with it."""
    first = sum(message["role"] == "user" for message in request["messages"]) == 1
    told = "invented" in request["messages"][-1]["content"] or "lost" in request["messages"][-1]["content"]
    return good(request).replace("15", "16") if first and not told else good(request)


def as_online(server: BatchServer, corpus: Path, tmp_path: Path, *settings: str, pace: Pace = QUICK) -> None:
    """Runs to the end and compares."""
    with serving(server):
        ran(options(corpus, tmp_path / "out", server.url, "batch", *settings), pace)
    assert both(tmp_path / "out") == online(corpus, tmp_path / "online", server.script, *settings)
    assert not (tmp_path / "out" / "batches").exists()
    assert not server.online


def test_batches_give_the_same_rows_as_online(folder: Folder, tmp_path: Path) -> None:
    """With several parts a document and repairs between waves; each question is asked once, and chains share their waves."""
    server = BatchServer(mended, slow=True)
    as_online(server, corpus_of(folder), tmp_path)
    asked = [sum(chunk["attempts"] for chunk in row["chunks"]) for row in both(tmp_path / "out")]
    assert sum(asked) == sum(server.sizes) == server.submitted.total()
    assert max(server.submitted.values()) == 1
    assert server.sizes[0] == len(asked) == 5
    assert len(server.batches) == max(asked) > 2
    assert any(chunk["attempts"] == 2 for row in both(tmp_path / "out") for chunk in row["chunks"])


def _sitting(given: Options) -> None:
    ran(given)


def test_a_run_killed_between_any_two_steps_goes_on_and_submits_nothing_twice(folder: Folder, tmp_path: Path) -> None:
    """kill -9 before and after each upload, creation, look and download of each wave, one after another: the same rows."""
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload(["tests.test_batch", "openai", "rephrase.fidelity.score", "pyarrow.parquet"])
    corpus = corpus_of(folder, 2, 4)
    kills: set[tuple[object, ...]] = set()
    alive: list[Any] = []

    def kill(step: str, when: str) -> None:
        stands = [batch["status"] for batch in server.batches.values()]
        now = (step, when, len(stands), *stands[-1:])
        if step != "list" and now not in kills:
            kills.add(now)
            os.kill(alive[-1].pid, signal.SIGKILL)
            raise Unheard

    server = BatchServer(good, hook=kill)
    with serving(server):
        for _ in range(100):
            alive.append(context.Process(target=_sitting, args=(options(corpus, tmp_path / "out", server.url),)))
            alive[-1].start()
            alive[-1].join()
            if alive[-1].exitcode != -signal.SIGKILL:
                break
    assert alive[-1].exitcode == 0
    assert len(kills) >= 16
    assert {step for step, *_ in kills} == {"upload", "create", "look", "fetch"}
    assert max(server.submitted.values()) == 1
    assert both(tmp_path / "out") == online(corpus, tmp_path / "online", good)
    assert not (tmp_path / "out" / "batches").exists()


def test_a_creation_whose_answer_was_lost_is_not_done_twice(folder: Folder, tmp_path: Path) -> None:
    """The connection breaks after the batch was made: it is found among the batches there are, however many."""
    lost: list[str] = []

    def lose(step: str, when: str) -> None:
        if (step, when) == ("create", "after") and len(lost) < 2:
            lost.append(step)
            raise Unheard

    server = BatchServer(good, hook=lose)
    for number in range(250):  # of others, older and newer
        other = {"id": f"batch_{number}", "input_file_id": f"x{number}", "status": "completed", "metadata": None}
        server.batches[other["id"] or ""] = {**other, "created_at": 4_000_000_000 + number}
    as_online(server, corpus_of(folder, 3), tmp_path)
    assert lost
    assert max(server.submitted.values()) == 1


def test_what_an_expired_batch_did_not_come_to_is_asked_again(folder: Folder, tmp_path: Path) -> None:
    """And what it answered is used; expiring is not held against a question, even with no retries."""
    ends = [Fate("expired", 2), Fate("expired", 3), Fate()]
    server = BatchServer(good, fate=lambda batch: ends.pop(0) if ends else Fate())
    as_online(server, corpus_of(folder), tmp_path, "retries=0")
    assert server.sizes[:2] == [5, 5]
    assert sum(server.sizes) == 3 + 2 + len({*server.submitted})


def test_requests_that_fail_are_asked_again_or_refused_as_online(folder: Folder, tmp_path: Path) -> None:
    """A 500, a 429 and a missing line are asked again in the next wave; a context that is too long shortens the question; a
    refusal and what keeps failing are failed rows, and no other document suffers."""
    tried: dict[str, int] = {}

    def script(request: dict[str, Any]) -> Reply | str:
        part, turns = part_of(request), len(request["messages"])
        tried[part] = tried.get(part, 0) + 1
        number = int(request["messages"][1]["content"].partition("In 15")[2][:2])
        if number == 7 and tried[part] == 1:
            return Reply(status=500, body=b'{"error": {"message": "broken"}}')
        if number == 14 and tried[part] == 1:
            return Reply(status=429, body=b'{"error": {"message": "slow down"}}')
        if number == 21 and turns > 2:
            return Reply(status=400, body=b'{"error": {"message": "no", "code": "context_length_exceeded"}}')
        if number == 28:
            return Reply(status=400, body=b'{"error": {"message": "this is not allowed"}}')
        if number == 35:
            return Reply(status=503, body=b'{"error": {"message": "never"}}')
        return good(request)

    fates = [Fate(mute=1)]
    server = BatchServer(script, fate=lambda batch: fates.pop() if fates else Fate())
    with serving(server):
        summary = ran(options(corpus_of(folder, 6), tmp_path / "out", server.url, "batch", "retries=2"))
    failed = {row["source_id"]: row["reason"] for row in rows(tmp_path / "out", "quarantine")}
    assert (summary.counts.accepted, summary.counts.failed) == (4, 2)
    assert "this is not allowed" in failed["4.md"]
    assert failed["5.md"] == "the endpoint failed after 2 retries (503: never)"


def test_a_model_that_wants_other_names_is_asked_with_them(folder: Folder, tmp_path: Path) -> None:
    """Newer models refuse `max_tokens`: what was refused for it goes with the next wave, and all that follows is right."""

    def script(request: dict[str, Any]) -> Reply | str:
        if "max_tokens" in request:
            said = {"error": {"message": "Unsupported parameter: use 'max_completion_tokens' instead."}}
            return Reply(status=400, body=json.dumps(said).encode())
        return good(request)

    server = BatchServer(script)
    with serving(server):
        counts = ran(options(corpus_of(folder), tmp_path / "out", server.url, "batch", "retries=0")).counts
    assert counts.accepted == 5
    assert sum(server.sizes) == counts.requests + 5


@pytest.mark.parametrize(("requests", "size"), [(2, 200_000_000), (50_000, 7_000)])
def test_no_file_is_larger_than_is_allowed(requests: int, size: int, folder: Folder, tmp_path: Path) -> None:
    """In requests or in bytes: a wave is then several batches."""
    server = BatchServer(good, most_requests=requests, most_bytes=size)
    pace = Pace(requests, size, QUICK.first_look, QUICK.longest_look)
    as_online(server, corpus_of(folder), tmp_path, pace=pace)
    assert max(server.submitted.values()) == 1
    assert server.sizes[0] < 5


def test_an_account_that_is_full_gets_smaller_batches_and_later(folder: Folder, tmp_path: Path) -> None:
    """A batch that failed because too many tokens would be waiting is not lost; nothing that ran is sent again."""

    def fate(batch: dict[str, Any]) -> Fate:
        many = len(server.files[batch["input_file_id"]].splitlines())
        said = {"code": "token_limit_exceeded", "message": "Enqueued token limit reached", "line": None}
        return Fate("failed", errors=[said]) if many > 2 else Fate()

    server = BatchServer(good, fate=fate)
    as_online(server, corpus_of(folder), tmp_path)
    assert max(server.sizes) == 2
    assert max(server.submitted.values()) == 1


@pytest.mark.parametrize("state", ["failed", "cancelled"])
def test_a_batch_that_failed_or_was_cancelled_ends_the_run_which_can_go_on(
    state: str, folder: Folder, tmp_path: Path
) -> None:
    """In two lines that name it; the same command then sends what is left, and only that."""
    why = {"code": "billing_hard_limit_reached", "message": "no more money", "line": None}
    ends = [Fate("failed", errors=[why]) if state == "failed" else Fate("cancelled", 2)]
    server = BatchServer(good, fate=lambda batch: ends.pop() if ends else Fate())
    corpus = corpus_of(folder)
    with serving(server):
        given = options(corpus, tmp_path / "out", server.url)
        with pytest.raises(RephraseError, match=r"batch 1 of wave 1 \(batch_0\)") as ended:
            ran(given)
        assert ("no more money" in str(ended.value)) == (state == "failed")
        assert "the same command" in ended.value.hint
        ran(given)
    assert both(tmp_path / "out") == online(corpus, tmp_path / "online", good)
    assert server.submitted.total() - len(server.submitted) == (3 if state == "cancelled" else 0)


def _stopped(given: Options) -> None:
    try:
        ran(given)
    except Stopped as stopped:
        os._exit(stopped.code)


def test_ctrl_c_leaves_the_batches_to_be_fetched_later(folder: Folder, tmp_path: Path) -> None:
    """At once, without waiting for an answer; the exit code is 130, and the same command picks the batches up."""
    context = multiprocessing.get_context("forkserver")
    corpus, interrupted = corpus_of(folder), list[str]()
    process: list[Any] = []

    def interrupt(step: str, when: str) -> None:
        if (step, when) == ("look", "before") and len(server.batches) == 2 and process[0].is_alive():
            server.batches["batch_1"]["status"] = "in_progress"  # for ever
            os.kill(process[0].pid, signal.SIGINT) if not interrupted else None
            interrupted.append(step)

    server = BatchServer(good, hook=interrupt, slow=True)
    with serving(server):
        process.append(context.Process(target=_stopped, args=(options(corpus, tmp_path / "out", server.url),)))
        process[0].start()
        process[0].join()
        assert process[0].exitcode == 130
        assert waiting(tmp_path / "out") >= 1
        server.batches["batch_1"]["status"] = "validating"
        server.submitted.subtract(json.loads(line)["custom_id"] for line in server.files["file-2"].splitlines())
        ran(options(corpus, tmp_path / "out", server.url))
    assert max(server.submitted.values()) == 1
    assert both(tmp_path / "out") == online(corpus, tmp_path / "online", good)


def test_the_end_of_the_time_leaves_the_batches_to_be_fetched_later(folder: Folder, tmp_path: Path) -> None:
    """A batch may take a day: nobody waits for it longer than was said."""
    corpus, server = corpus_of(folder), BatchServer(good, fate=lambda batch: Fate("in_progress"), slow=True)
    with serving(server):
        with pytest.raises(Stopped, match="max-time"):
            ran(options(corpus, tmp_path / "out", server.url, max_time=3.0))
        server.fate = lambda batch: Fate()
        server.fates.clear()
        ran(options(corpus, tmp_path / "out", server.url))
    assert max(server.submitted.values()) == 1
    assert both(tmp_path / "out") == online(corpus, tmp_path / "online", good)


def test_a_judge_at_the_same_place_is_asked_in_batches_too(folder: Folder, tmp_path: Path) -> None:
    """Even another model than the rewriter's, in batches of its own; one elsewhere is asked online."""

    def script(request: dict[str, Any]) -> str:
        return YES if request["model"] == "judge" else good(request)

    corpus, server, elsewhere = corpus_of(folder, 3), BatchServer(script), BatchServer(script)
    with serving(server, ("test-model", "judge")), serving(elsewhere, ("judge",)):
        for name, url in (("here", ""), ("there", elsewhere.url)):
            judge = {"judge_model": "judge", "judge_base_url": url, "model": "test-model"}
            ran(options(corpus, tmp_path / name, server.url, "batch", "judge=all", **judge))
            counts = json.loads((tmp_path / name / "run.json").read_text())["counts"]
            assert (counts["accepted"], counts["judge_requests"]) == (3, counts["requests"])
    assert not server.online
    assert len(elsewhere.online) == counts["requests"]
    assert sum(server.sizes) == 3 * counts["requests"]


def test_a_budget_is_not_exceeded_by_a_wave(folder: Folder, tmp_path: Path) -> None:
    """What a wave may cost is counted before it is sent; the same command with more money comes to the same rows."""
    corpus, server = corpus_of(folder, 12), BatchServer(good)
    with serving(server):
        with pytest.raises(Stopped, match="max-total-tokens"):
            ran(options(corpus, tmp_path / "out", server.url, max_total_tokens=4_000))
        spent = sum(
            answer.usage.prompt + answer.usage.completion
            for path in (tmp_path / "out" / "journal").glob("*.jsonl")
            for answer in journal.answers(path)
        )
        assert 0 < spent <= 4_000
        assert 0 < sum(server.sizes) < 12
        ran(options(corpus, tmp_path / "out", server.url))
    assert max(server.submitted.values()) == 1
    assert both(tmp_path / "out") == online(corpus, tmp_path / "online", good)


def test_the_same_question_of_two_documents_is_two_requests(folder: Folder, tmp_path: Path) -> None:
    """As it is online, each with a custom id of its own in one batch."""
    corpus = folder({"a.jsonl": (json.dumps({"id": "same", "text": document(3, 7)}) + "\n") * 3})
    server = BatchServer(good)
    as_online(server, corpus, tmp_path)
    assert server.sizes[0] == 3
    assert max(server.submitted.values()) == 1


def test_chains_that_wait_for_one_anothers_question_do_not_wait_for_ever(folder: Folder, tmp_path: Path) -> None:
    """The strategies of a document are asked for once for all its variants."""

    def script(request: dict[str, Any]) -> str:
        asks = "<document>" in request["messages"][-1]["content"] and "<part" not in request["messages"][-1]["content"]
        return "1. Explain it step by step to a friend\n2. Ask who did what and answer" if asks else good(request)

    server = BatchServer(script)
    more = ("tasks=[strategies, rephrase]",)
    with serving(server):
        counts = ran(options(corpus_of(folder, 2), tmp_path / "out", server.url, "batch", *more, variants=2)).counts
    assert counts.accepted == 4
    assert server.sizes[0] == 2


def test_what_cannot_be_is_told_before_anything_is_sent(
    folder: Folder, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """An unknown engine, no endpoint, several, one without a Batch API; and a run that waits for batches goes on with them."""
    corpus, out = corpus_of(folder, 1), tmp_path / "out"
    with endpoint.serving(good) as server:
        for given, said in (
            (options(corpus, out, server.url, "bach"), "unknown engine: 'bach'"),
            (options(corpus, out, ""), "needs an endpoint"),
            (options(corpus, out, server.url, more_base_urls=("http://x/v1",)), "one --base-url"),
        ):
            with pytest.raises(UsageError, match=said):
                ran(given)
    with pytest.raises(UsageError) as unknown:
        ran(options(corpus, out, "http://x/v1", "bach"))
    assert unknown.value.hint == "did you mean 'batch'?"
    stuck = BatchServer(good, fate=lambda batch: Fate("failed"))
    with serving(stuck):
        ledger = Ledger(out)
        out.mkdir()
        (out / "batches").mkdir()
        (out / "run.json").write_text("{}")
        name = out / "batches" / "batch-00001.json"
        entry = {"number": 1, "wave": 1, "place": 1, "model": "m", "where": "http://elsewhere/v1", "requests": ["a-0"]}
        name.write_text(json.dumps({**entry, "name": "n", "made": 1.0, "file_id": "f", "batch_id": "b"}))
        ledger.load()
        assert [each.batch_id for each in ledger.entries] == ["b"]
        with pytest.raises(OutputError, match="waits for batches at http://elsewhere/v1"):
            ran(options(corpus, out, stuck.url))
        with pytest.raises(UsageError, match="waits for 1 batches"):
            ran(options(corpus, out, stuck.url, "local"))
    assert not stuck.submitted
