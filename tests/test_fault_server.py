"""A whole run against an endpoint with every fault at once."""

from __future__ import annotations

import json
from pathlib import Path

import pyarrow.parquet as pq
import pytest

from tests.corpora import document
from tests.endpoint import serving
from tests.faults import faulty
from tests.test_run import Folder, good, rephrase


@pytest.mark.slow
def test_all_faults_at_once_lose_no_document(folder: Folder, tmp_path: Path) -> None:
    """Every document is a row, none has failed, and what is accepted is whole."""
    documents = {f"{n}.md": document(n, 30) for n in range(12)}
    corpus = folder(documents)
    with serving(faulty(good, left_out=("silent",))) as endpoint:  # deadlines are tested in virtual time
        common = ("run", "--input", corpus, "--output", tmp_path / "out", "--base-url", endpoint.url)
        ran = rephrase(*common, "--set", "chunk_tokens=64")
    assert ran.returncode == 0, ran.stderr
    counts = json.loads((tmp_path / "out" / "run.json").read_text())["counts"]
    rows = [row for path in (tmp_path / "out").glob("*/*.parquet") for row in pq.read_table(path).to_pylist()]
    assert sorted(row["source_id"] for row in rows) == sorted(documents)
    assert counts["failed"] == 0
    assert counts["accepted"] >= len(documents) / 2
    for row in pq.read_table(tmp_path / "out" / "data").to_pylist():
        # What a split part cuts in two, the endpoint gives back as it is.
        said = row["text"].count("craftsmen") + row["text"].count("workers")
        assert said == documents[row["source_id"]].count("workers")
        assert all(chunk["finish_reason"] == "stop" for chunk in row["chunks"])
