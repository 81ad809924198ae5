"""A run by several workers, each a process of its own (`--workers`): real processes, real HTTP."""

from __future__ import annotations

import asyncio
import json
import multiprocessing
import os
import signal
import threading
import time
from dataclasses import asdict
from pathlib import Path
from typing import Any

import pytest

from rephrase.engines import processes
from rephrase.errors import ModelError
from rephrase.options import Options
from rephrase.report.progress import Progress
from rephrase.run import run
from tests.corpora import document, reworded
from tests.endpoint import Reply, part_of, serving
from tests.test_resume import arguments, both, leftovers, started
from tests.test_run import Folder, ran, rephrase

MORE = ("--pipeline", "knowledge", "--set", "shard_size=3", "--set", "chunk_tokens=64", "--concurrency", 4)
SECRET = "sk-never-in-a-log-4711"


def good(request: dict[str, Any]) -> str:
    return reworded(part_of(request))


def slowly(request: dict[str, Any]) -> str:
    time.sleep(0.05)
    return good(request)


class Crowd:
    """Answers slowly; how many waited at once, at most."""

    def __init__(self) -> None:
        self.now = self.most = 0
        self._lock = threading.Lock()

    def answer(self, request: dict[str, Any]) -> str:
        with self._lock:
            self.now += 1
            self.most = max(self.most, self.now)
        said = slowly(request)
        with self._lock:
            self.now -= 1
        return said


def workers_of(process: int) -> list[int]:
    """The processes that a process has spawned, but for Python's own that looks after shared memory."""
    found = []
    for stat in Path("/proc").glob("[0-9]*/stat"):
        try:
            parent = int(stat.read_text().rpartition(")")[2].split()[1])
            spawned = b"spawn_main" in (stat.parent / "cmdline").read_bytes()
        except OSError:
            continue
        if parent == process and spawned:
            found.append(int(stat.parent.name))
    return found


def test_two_workers_make_the_rows_that_one_process_makes(
    folder: Folder, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The same rows, counts and totals, never more at once than is allowed, and the key is in no file."""
    corpus = folder({f"{n:02}.md": document(7 * n, 12) for n in range(12)})
    monkeypatch.setenv("OPENAI_API_KEY", SECRET)
    log = tmp_path / "log.jsonl"
    with serving(good, key=SECRET) as endpoint:
        alone = ran(corpus, tmp_path / "alone", endpoint.url, *MORE)
    crowd = Crowd()
    with serving(crowd.answer, key=SECRET) as endpoint:
        together = ran(corpus, tmp_path / "out", endpoint.url, *MORE, "--workers", 2, "--log-json", log)
    assert 2 < crowd.most <= 4
    assert both(tmp_path / "out") == both(tmp_path / "alone")
    assert together["counts"] == alone["counts"]
    assert not leftovers(tmp_path / "out")
    told = json.loads(log.read_text().splitlines()[-1])
    assert told["event"] == "end"
    assert [told[name] for name in ("documents", "accepted", "requests")] == [12, 12, alone["counts"]["requests"]]
    files = [path for path in tmp_path.rglob("*") if path.is_file()]
    assert not [path for path in files if SECRET.encode() in path.read_bytes()]


def test_a_worker_that_has_no_more_to_do_leaves_its_share_of_the_limit_to_the_others(
    folder: Folder, tmp_path: Path
) -> None:
    """A corpus of one shard is one worker's, which then asks as much at once as the run may."""
    corpus, crowd = folder({f"{n:02}.md": document(7 * n, 40) for n in range(12)}), Crowd()
    with serving(crowd.answer) as endpoint:
        ran(corpus, tmp_path / "out", endpoint.url, *MORE, "--workers", 2, "--set", "shard_size=12")
    assert crowd.most == 4


@pytest.mark.skipif(not Path("/proc/self/stat").exists(), reason="finds the workers in /proc")
def test_a_killed_worker_costs_only_what_it_had_in_flight(folder: Folder, tmp_path: Path) -> None:
    """Its shards go to another, with all the answers that were on disk: the same rows, and next to nothing paid again."""
    corpus, at_once = folder({f"{n:02}.md": document(7 * n, 16) for n in range(18)}), 4
    killed: list[int] = []
    lock = threading.Lock()

    def deadly(request: dict[str, Any]) -> str:
        with lock:
            if len(endpoint.requests) > alone["requests"] // 3 and not killed:
                killed.append(workers_of(os.getpid())[0])
                os.kill(killed[0], signal.SIGKILL)
        return slowly(request)

    with serving(good) as endpoint:
        alone = ran(corpus, tmp_path / "alone", endpoint.url, *MORE)["counts"]
    with serving(deadly) as endpoint:
        settings = ("shard_size=3", "chunk_tokens=64")
        options = Options(
            (corpus,), tmp_path / "out", "knowledge", endpoint.url, concurrency=at_once, settings=settings, workers=2
        )
        summary = asyncio.run(run(options, Progress()))
        paid = len(endpoint.requests)
    assert killed
    assert both(tmp_path / "out") == both(tmp_path / "alone")
    assert asdict(summary.counts) == alone
    assert paid <= alone["requests"] + at_once
    assert not leftovers(tmp_path / "out")


def test_workers_end_with_their_run_however_it_ends(folder: Folder, tmp_path: Path) -> None:
    """Also when it is killed; a worker that went on would write into a folder that may be another run's by then."""
    corpus = folder({f"{n:02}.md": document(7 * n, 16) for n in range(18)})
    with serving(slowly) as endpoint:
        process = started(*arguments(corpus, tmp_path / "out", endpoint.url, *MORE[2:], "--workers", 2))
        while len(endpoint.requests) < 10:
            time.sleep(0.01)
        theirs = workers_of(process.pid)
        process.send_signal(signal.SIGKILL)
        process.communicate(timeout=30)
        until = time.monotonic() + 10
        while any(Path(f"/proc/{pid}").exists() for pid in theirs) and time.monotonic() < until:
            time.sleep(0.05)
        assert len(theirs) == 2 and not any(Path(f"/proc/{pid}").exists() for pid in theirs)


@pytest.mark.skipif(not Path("/proc/self/stat").exists(), reason="finds the workers in /proc")
def test_a_signal_to_stop_that_reaches_the_workers_too_loses_no_answer(folder: Folder, tmp_path: Path) -> None:
    """As a batch system or a service manager sends it: to every process of the job."""
    corpus = folder({f"{n:02}.md": document(7 * n, 16) for n in range(18)})
    with serving(slowly) as endpoint:
        process = started(*arguments(corpus, tmp_path / "out", endpoint.url, *MORE[2:], "--workers", 2))
        while len(endpoint.requests) < 10:
            time.sleep(0.01)
        for pid in (*workers_of(process.pid), process.pid):
            os.kill(pid, signal.SIGTERM)
        said = process.communicate(timeout=30)[1].decode()
        assert process.returncode == 128 + signal.SIGTERM, said
        assert "lost" not in said
        counts = ran(corpus, tmp_path / "out", endpoint.url, *MORE)["counts"]
        assert counts["requests"] == len(endpoint.requests)


def test_workers_keep_their_answers_in_the_folder_that_is_named_for_them(folder: Folder, tmp_path: Path) -> None:
    """So a run goes on from them with any number of workers."""
    corpus = folder({f"{n:02}.md": document(7 * n, 12) for n in range(6)})
    more = (*MORE, "--workers", 2, "--keep-journal", "--journal-dir", tmp_path / "journals")
    with serving(good) as endpoint:
        ran(corpus, tmp_path / "out", endpoint.url, *more)
    assert len(list((tmp_path / "journals").rglob("shard-*.jsonl"))) == 2
    assert not leftovers(tmp_path / "out")


def test_what_stops_a_worker_is_told_in_two_lines(folder: Folder, tmp_path: Path) -> None:
    """A refused key ends the run as it does without workers."""
    corpus = folder({"a.md": document(0, 12)})
    with serving(lambda request: Reply(status=401), key="another") as endpoint:
        told = rephrase(*arguments(corpus, tmp_path / "out", endpoint.url, "--workers", 2))
    assert told.returncode == 2
    assert len(told.stderr.splitlines()) == 2 and "Traceback" not in told.stderr


def test_workers_that_die_again_and_again_end_the_run_with_an_error(
    folder: Folder, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A machine without memory for them, say: no worker is begun for ever."""
    monkeypatch.setattr(processes, "_live", die_at_once)
    corpus = folder({"a.md": document(0, 12)})
    with serving(good) as endpoint:
        options = Options((corpus,), tmp_path / "out", "knowledge", endpoint.url, workers=2)
        with pytest.raises(ModelError, match="lost before they did anything") as caught:
            asyncio.run(run(options, Progress()))
    assert "--workers" in caught.value.hint
    assert not multiprocessing.active_children()


def die_at_once(pipe: object) -> None:
    os._exit(9)
