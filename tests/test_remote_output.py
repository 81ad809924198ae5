"""An output folder in a store: the same files as on disk, whole or not at all, and runs that go on after a kill."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pyarrow.parquet as pq
import pytest

from rephrase import cli, lease
from rephrase.errors import OutputError, UsageError
from rephrase.journal import folder_of
from rephrase.output import atomic, written
from rephrase.place import Remote, place, readable
from rephrase.report.status import state
from rephrase.resume import locked
from tests.corpora import document
from tests.endpoint import serving
from tests.test_more_formats import jsonl
from tests.test_resume import arguments, good, slowly

MORE = ("--shard-size", "3", "--set", "chunk_tokens=64")
ROWS = [{"id": f"d{n}", "text": document(3 * n, 4)} for n in range(9)]


@pytest.fixture
def memory(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    """A store in memory; this machine's journals go to a cache of the test's own."""
    import fsspec

    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    yield "memory://store/out"
    system = fsspec.filesystem("memory", use_listings_cache=False)
    if system.exists("/store"):
        system.rm("/store", recursive=True)


@pytest.fixture
def bucket(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    """A bucket of an S3-compatible store on this machine, for this process and those it starts."""
    server = pytest.importorskip("moto.server")
    s3fs = pytest.importorskip("s3fs")
    store = server.ThreadedMotoServer(ip_address="127.0.0.1", port=0, verbose=False)
    store.start()
    host, port = store.get_host_and_port()
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    for name, value in {
        "AWS_ACCESS_KEY_ID": "test",
        "AWS_SECRET_ACCESS_KEY": "test",
        "AWS_DEFAULT_REGION": "us-east-1",
        "AWS_ENDPOINT_URL": f"http://{host}:{port}",
    }.items():
        monkeypatch.setenv(name, value)
    s3fs.S3FileSystem.clear_instance_cache()
    s3fs.S3FileSystem().mkdir("bucket")
    try:
        yield "s3://bucket"
    finally:
        s3fs.S3FileSystem.clear_instance_cache()
        store.stop()


def did(*given: object) -> None:
    cli.app([str(each) for each in given], standalone_mode=False)


def remote(url: str) -> Remote:
    found = place(url)
    assert isinstance(found, Remote)
    return found


def rows_of(url: str) -> list[dict[str, Any]]:
    top = place(url)
    names = [path for folder in ("data", "quarantine") for path in written(top, folder).values()]
    return [row for path in names for row in pq.read_table(readable(path)).to_pylist()]


def test_a_run_into_a_store_is_read_like_any_other(
    memory: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Its rows are those of a run on disk, and nothing else is left; status, verify, report and inspect look into it."""
    corpus = tmp_path / "a.jsonl"
    corpus.write_bytes(jsonl(ROWS[:5]))
    with serving(good) as endpoint:
        did(*arguments(corpus, tmp_path / "out", endpoint.url, *MORE))
        given = [*arguments(corpus, tmp_path, endpoint.url, *MORE), "--output", memory]
        did(*given)
        asked = len(endpoint.requests)
        did(*given)
        assert len(endpoint.requests) == asked
    assert rows_of(memory) == rows_of(str(tmp_path / "out"))
    assert remote(f"{memory}/README.md").read_text() == (tmp_path / "out" / "README.md").read_text()
    assert {path.name for path in remote(memory).iterdir()} == {"data", "quarantine", "run.json", "README.md"}
    assert (state(place(memory)).complete, state(place(memory)).shards) == (True, 2)
    capsys.readouterr()
    did("verify", memory, "--embedder", "none")
    did("inspect", memory)
    assert "d4/0" in capsys.readouterr().out
    pytest.importorskip("jinja2")
    did("report", memory)
    assert remote(f"{memory}/report.html").exists()


def test_parts_of_a_run_in_a_store_are_merged(memory: str, tmp_path: Path) -> None:
    corpus = tmp_path / "a.jsonl"
    corpus.write_bytes(jsonl(ROWS[:7]))
    with serving(good) as endpoint:
        did(*arguments(corpus, tmp_path / "out", endpoint.url, *MORE))
        given = [*arguments(corpus, tmp_path, endpoint.url, *MORE), "--output", memory]
        did(*given, "--part", "1/2")
        with pytest.raises(OutputError, match="part 0 was never begun"):
            did("merge", memory)
        did(*given, "--part", "0/2")
    did("merge", memory)
    assert rows_of(memory) == rows_of(str(tmp_path / "out"))
    assert not list(remote(f"{memory}/parts").iterdir())
    assert remote(f"{memory}/run.json").read_text() == (tmp_path / "out" / "run.json").read_text()


def test_a_file_in_a_store_is_there_whole_or_not_at_all(memory: str) -> None:
    """What a failed block wrote is nowhere, and what stood there before still does."""
    file = remote(f"{memory}/a.txt")
    with pytest.raises(ZeroDivisionError), atomic(file) as opened:
        opened.write(str(1 / int(opened.write(b"half") != 4)).encode())
    assert not file.exists()
    with atomic(file) as opened:
        opened.write(b"whole")
    with pytest.raises(ZeroDivisionError), atomic(file) as opened:
        opened.write(str(1 / int(opened.write(b"half") != 4)).encode())
    assert file.read_bytes() == b"whole"


def test_a_lock_in_a_store_keeps_others_out_until_its_holder_is_dead(memory: str) -> None:
    """A holder elsewhere is dead when it has not written for a while, one of this machine when its process has ended."""
    folder = remote(memory)
    with locked(folder), pytest.raises(OutputError, match=f"process {os.getpid()} on"), locked(folder):
        pass
    lock = folder / "lock"
    assert not lock.exists()
    ended = subprocess.Popen([sys.executable, "-c", ""])
    ended.wait()
    mine = {"host": "h", "machine": lease.machine(), "holder": "x"}
    lock.write_bytes(json.dumps(mine | {"process": ended.pid}).encode())
    with lease.held(lock, "busy"):
        pass
    lock.write_bytes(json.dumps(mine | {"process": 1, "machine": "other"}).encode())
    with pytest.raises(OutputError, match="busy: process 1 on h"), lease.held(lock, "busy"):
        pass
    with lease.held(lock, "busy", dead=0.0):
        pass


def taken_over(lock: Remote, data: bytes) -> None:
    """Writes another holder's lock until the one that has it must have looked."""
    beat = threading.Event()
    for _ in range(30):
        lock.write_bytes(data)
        beat.wait(0.01)


def test_a_lock_that_was_taken_over_is_told_to_who_had_it(memory: str) -> None:
    lock = remote(f"{memory}/lock")
    other = json.dumps({"host": "h", "process": 1, "machine": "other", "holder": "y"}).encode()
    with pytest.raises(OutputError, match="busy"), lease.held(lock, "busy", beat=0.01):
        taken_over(lock, other)
    assert lock.read_bytes() == other


def test_journals_of_a_store_have_a_place_of_their_own_on_this_machine(memory: str, tmp_path: Path) -> None:
    """One for each output, in the cache or where it is said."""
    one, other = folder_of(place(memory)), folder_of(place(f"{memory}2"))
    assert one != other and one.is_relative_to(tmp_path / "cache" / "rephrase" / "journal")
    assert folder_of(place(memory), tmp_path / "here").parent == tmp_path / "here"
    assert folder_of(tmp_path / "out") == tmp_path / "out" / "journal"


def test_what_cannot_be_written_to_is_refused() -> None:
    for url in ("https://example.org/out", "nope://bucket/out", "oci://bucket/out"):
        with pytest.raises(UsageError) as error:
            place(url)
        assert error.value.hint


def test_input_and_output_in_a_bucket_and_a_kill_between(bucket: str, tmp_path: Path) -> None:
    """A killed run goes on at once on the same machine and pays nothing twice but what was in flight; `datasets` streams
    the result, also from the bucket."""
    remote(f"{bucket}/in/a.jsonl").write_bytes(jsonl(ROWS))
    (tmp_path / "a.jsonl").write_bytes(jsonl(ROWS))
    out = f"{bucket}/out"
    with serving(slowly) as endpoint:
        did(*arguments(tmp_path / "a.jsonl", tmp_path / "out", endpoint.url, *MORE))
        whole = len(endpoint.requests)
        given = [*arguments(tmp_path, tmp_path, endpoint.url, *MORE), "--concurrency", "2", "--output", out]
        given[given.index("--input") + 1] = f"{bucket}/in/"
        killed = subprocess.Popen([sys.executable, "-m", "rephrase", *given], stderr=subprocess.DEVNULL)
        while len(endpoint.requests) < whole + whole // 2:
            assert killed.poll() is None
            time.sleep(0.005)
        killed.send_signal(signal.SIGKILL)
        killed.wait()
        done = state(place(out))
        assert (done.complete, done.writer) == (False, None)
        did(*given)
        assert len(endpoint.requests) <= 2 * whole + 2
    ours, local = rows_of(out), rows_of(str(tmp_path / "out"))
    assert [row["text"] for row in ours] == [row["text"] for row in local]
    assert [row["id"] for row in ours] == [row["id"] for row in local]
    assert not list(folder_of(place(out)).glob("*"))
    assert not [path.name for path in remote(out).iterdir() if path.name.startswith(".")]
    import datasets

    accepted = [row["text"] for row in local if "status" not in row]
    on_disk = datasets.load_dataset(str(tmp_path / "out"), split="train", streaming=True)
    assert [row["text"] for row in on_disk] == accepted
    files = {"train": f"{out}/data/*.parquet"}
    streamed = datasets.load_dataset("parquet", data_files=files, split="train", streaming=True)
    assert [row["text"] for row in streamed] == accepted
