"""The benchmark of peers: all are asked what a run asks, the ratio is to the best peer, and a failure is a row."""

from __future__ import annotations

import argparse
import importlib
import json
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

from rephrase.cli import app
from tests.corpora import reworded
from tests.endpoint import part_of, serving

BENCHMARKS = Path(__file__).parents[1] / "benchmarks"


@pytest.fixture
def peers(monkeypatch: pytest.MonkeyPatch) -> Any:
    monkeypatch.syspath_prepend(BENCHMARKS)
    return importlib.import_module("peers")


def row(peers: Any, name: str, answered: int, failure: str = "") -> Any:
    """A line of the table: so many answers in a tenth of a second."""
    client = next(client for client in peers.CLIENTS if client.name == name)
    served = {"answered": answered, "seconds": 0.1, "slots": 10, "busy_seconds": 0.5}
    return peers.Row(client, None if failure else peers.Measured(1.0, 0.02, served, "", 100.0), failure)


def test_peers_are_sent_what_a_run_sends(peers: Any, tmp_path: Path) -> None:
    source, asked = tmp_path / "corpus.jsonl", tmp_path / "prompts" / "prompts.jsonl"
    importlib.import_module("throughput").corpus(source, 3, 2)
    peers.prompts(asked, source)
    with serving(lambda request: reworded(part_of(request))) as endpoint:
        command = peers.rephrase(source, tmp_path / "out", endpoint.url)[3:]
        assert CliRunner().invoke(app, command, catch_exceptions=False).exit_code == 0
    sent = {json.dumps(request["messages"]) for request in endpoint.requests}
    rows = map(json.loads, asked.read_text(encoding="utf-8").splitlines())
    assert {json.dumps(row["messages"]) for row in rows} == sent and len(sent) == 3


def test_the_ratio_is_to_the_best_peer_and_to_no_yardstick(peers: Any) -> None:
    rows = [
        row(peers, "aiohttp", 90),
        row(peers, "rephrase", 60),
        row(peers, "curator", 40),
        row(peers, "datatrove", 30),
    ]
    assert peers.ratio(rows) == "1.50 times the requests/s of the best peer, curator"
    assert peers.ratio([row(peers, "rephrase", 60), row(peers, "curator", 0, "no space")]).startswith("no ratio")


def test_the_table_has_the_fastest_first_and_says_why_one_failed(peers: Any) -> None:
    rows = [row(peers, "distilabel", 0, "no space"), row(peers, "curator", 40), row(peers, "aiohttp", 90)]
    lines = peers.table(rows).splitlines()[2:]
    assert [line.split()[1] for line in lines] == ["aiohttp", "curator", "distilabel"]
    assert "| 400 | 50.0% | 0.50 | 1 |" in lines[1] and "| no space |" in lines[2]


def test_a_client_that_cannot_be_installed_is_a_row(peers: Any, tmp_path: Path) -> None:
    """Its environment cannot be made where a file is."""
    (tmp_path / "file").touch()
    client = next(client for client in peers.CLIENTS if client.name == "curator")
    options = argparse.Namespace(slots=1, seconds=0.1, requests=1, concurrency=1, environments=tmp_path / "file")
    found = peers.row(client, tmp_path, options)
    assert found.found is None and found.failure.startswith("not installed:")
