"""A whole run against an endpoint with every fault at once."""

from __future__ import annotations

import json
from collections import Counter
from pathlib import Path

import pyarrow.parquet as pq
import pytest

from tests.corpora import document
from tests.endpoint import serving
from tests.faults import faulty
from tests.test_run import Folder, good, rephrase


@pytest.mark.slow
def test_all_faults_at_once_lose_no_document(folder: Folder, tmp_path: Path) -> None:
    """Every document is a row, fewer than 1 % failed, and what is accepted is whole."""
    documents = {f"{n}.md": document(n, 30) for n in range(25)}
    corpus = folder(documents)
    with serving(faulty(good)) as endpoint:
        common = ("run", "--input", corpus, "--output", tmp_path / "out", "--base-url", endpoint.url)
        ran = rephrase(*common, "--set", "chunk_tokens=64")
    assert ran.returncode == 0, ran.stderr
    counts = json.loads((tmp_path / "out" / "run.json").read_text())["counts"]
    rows = [row for path in (tmp_path / "out").glob("*/*.parquet") for row in pq.read_table(path).to_pylist()]
    assert len(rows) == len(documents)
    print(counts, len(endpoint.requests), Counter(row["reason"][:60] for row in rows))
    assert counts["failed"] <= 0.01 * len(rows)
