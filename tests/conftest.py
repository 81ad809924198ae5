"""Fixtures that several test files share."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import settings

settings.register_profile("repeatable", derandomize=True, deadline=None)
settings.load_profile("repeatable")
os.environ["HF_HUB_OFFLINE"] = "1"
os.environ["HF_DATASETS_DISABLE_PROGRESS_BARS"] = "1"


@pytest.fixture(autouse=True)
def _no_endpoint_of_the_machine(monkeypatch: pytest.MonkeyPatch) -> None:
    """No test talks to an endpoint that the person who runs it has set up."""
    for name in ("OPENAI_API_KEY", "OPENAI_BASE_URL", "OPENAI_ORG_ID", "OPENAI_PROJECT_ID"):
        monkeypatch.delenv(name, raising=False)


@pytest.fixture
def folder(tmp_path: Path) -> Callable[[dict[str, str]], Path]:
    """Makes a corpus folder of files from their names and texts."""

    def make(files: dict[str, str]) -> Path:
        corpus = tmp_path / "corpus"
        for name, text in files.items():
            path = corpus / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8")
        return corpus

    return make


@pytest.fixture(scope="session")
def shared() -> Path:
    """The measured corpora and labels, where a machine has them."""
    path = Path(os.environ.get("REPHRASE_SHARED", Path(__file__).parents[2] / "shared")) / "data"
    if not path.is_dir():
        pytest.skip("the shared corpora are not on this machine")
    return path
