"""What a run's folder says of it, while it is written and after, and what a run shows and logs as it goes."""

from __future__ import annotations

import json
import os
from collections.abc import Callable
from pathlib import Path

import pytest

from rephrase import resume
from rephrase.errors import UsageError
from rephrase.report.status import LOCKS, record, state, status
from tests.corpora import document
from tests.endpoint import serving
from tests.test_run import good, ran

Folder = Callable[[dict[str, str]], Path]
PRICES = ("--price-in", "1", "--price-out", "2")


def test_a_finished_run_is_told_from_its_folder(folder: Folder, tmp_path: Path) -> None:
    """Counts, reasons, tokens and cost of a finished run are those of its manifest, and no process holds it."""
    corpus = folder({"a.md": document(0, 8), "b.md": "# 1\n\n$$x$$\n", "c.md": document(20, 8)})
    with serving(good) as endpoint:
        counts = ran(corpus, tmp_path / "out", endpoint.url, "--set", "shard_size=2", *PRICES)["counts"]
    found = state(tmp_path / "out")
    assert (found.complete, found.shards, found.open, found.writer) == (True, 2, (), None)
    assert (found.counts.accepted, found.counts.rejected) == (2, 1) == (counts["accepted"], counts["rejected"])
    assert sum(found.reasons.values()) == 1
    assert found.usage.prompt == counts["prompt_tokens"]
    assert found.cost == pytest.approx((counts["prompt_tokens"] + 2 * counts["completion_tokens"]) / 1e6)
    assert "complete" in status(found) and "2 done, 0 open" in status(found)
    assert json.loads(json.dumps(record(found)))["accepted"] == 2


def test_an_open_shard_is_told_by_its_journal(folder: Folder, tmp_path: Path) -> None:
    """Answers paid for a shard that is not written yet are in the bill, torn lines are not, and the run is not complete."""
    corpus = folder({f"{n}.md": document(10 * n, 6) for n in range(4)})
    out = tmp_path / "out"
    with serving(good) as endpoint:
        manifest = ran(corpus, out, endpoint.url, "--set", "shard_size=2", "--keep-journal")
    whole = state(out)
    (out / "data" / "shard-00001.parquet").unlink()
    (out / "run.json").write_text(json.dumps({**manifest, "complete": False}))
    journal = out / "journal" / "shard-00001.jsonl"
    journal.write_bytes(journal.read_bytes() + b'{"key": "torn')
    found = state(out, now=journal.stat().st_mtime + 7)
    assert (found.complete, found.shards, [shard.number for shard in found.open]) == (False, 1, [1])
    assert (found.open[0].answers, found.open[0].age) == (2, 7)
    assert found.usage == whole.usage
    assert "not complete and not running" in status(found)
    assert "shard 00001 2 answers so far, the last 7 s ago" in status(found)


@pytest.mark.skipif(not LOCKS.exists(), reason="the kernel does not list its locks")
def test_who_writes_is_told_without_taking_the_lock(folder: Folder, tmp_path: Path) -> None:
    """While a process holds the folder it is named, and looking does not keep anybody from taking the lock."""
    with serving(good) as endpoint:
        ran(folder({"a.md": document(0, 6)}), tmp_path / "out", endpoint.url)
    with resume.locked(tmp_path / "out"):
        held = state(tmp_path / "out")
        assert held.writer == os.getpid()
        assert f"running (process {os.getpid()} writes there)" in status(held)
    before = sorted(tmp_path.rglob("*"))
    assert state(tmp_path / "out").writer is None
    assert sorted(tmp_path.rglob("*")) == before


def test_a_folder_without_a_run_is_said_to_hold_none(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="holds no run"):
        state(tmp_path)
