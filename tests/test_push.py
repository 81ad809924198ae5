"""A finished run goes to the Hub whole and private, and what cannot be pushed is told before it is paid for."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from rephrase.errors import OutputError, UsageError
from rephrase.place import place
from rephrase.push import check, push


class Recorded:
    """A hub that remembers what it was asked, and fails where it is told to."""

    def __init__(self, fails: str = "") -> None:
        self.asked: list[tuple[str, dict[str, Any]]] = []
        self._fails = fails

    def create_repo(self, repo_id: str, **options: Any) -> None:
        self.asked.append((repo_id, options))
        if self._fails:
            raise RuntimeError(self._fails)

    def upload_folder(self, *, repo_id: str, **options: Any) -> None:
        self.asked.append((repo_id, options))


@pytest.mark.parametrize("public", [False, True])
def test_what_a_run_left_is_uploaded_and_private_unless_said(tmp_path: Path, public: bool) -> None:
    """The rows, their quarantine, the card and the manifest; nothing else of the folder."""
    hub = Recorded()
    assert push("owner/name", tmp_path, public, hub).endswith("/datasets/owner/name")
    (repo, made), (uploaded, options) = hub.asked
    assert (repo, uploaded, made["private"], made["repo_type"]) == ("owner/name", "owner/name", not public, "dataset")
    assert options["folder_path"] == tmp_path
    assert options["allow_patterns"] == ["README.md", "run.json", "data/shard-*.parquet", "quarantine/shard-*.parquet"]


def test_what_cannot_be_pushed_is_told_before_the_run(tmp_path: Path) -> None:
    """A strange name, a folder that is elsewhere, nobody logged in; the token is in no message."""
    for name, out, token in (
        ("name", tmp_path, "hf_secret"),
        ("owner/name", place("memory://out"), "hf_secret"),
        ("owner/name", tmp_path, None),
    ):
        with pytest.raises(UsageError) as error:
            check(name, out, lambda token=token: token)  # type: ignore[misc]
        assert error.value.hint and "hf_secret" not in f"{error.value} {error.value.hint}"
    assert check("owner/name", tmp_path, lambda: "hf_secret") == tmp_path


def test_a_hub_that_refuses_leaves_the_run_as_it_is(tmp_path: Path) -> None:
    with pytest.raises(OutputError, match="cannot push to owner/name: 403 Forbidden") as error:
        push("owner/name", tmp_path, False, Recorded("403 Forbidden\nmore"))
    assert "same command" in error.value.hint
