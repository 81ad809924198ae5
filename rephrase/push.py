"""Puts a finished run's folder on the Hugging Face Hub, as a data set. The token comes from where `hf` keeps it, and is not shown."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any, Protocol, cast

from rephrase.errors import OutputError, UsageError
from rephrase.place import Place

NAME = re.compile(r"[\w.-]{1,96}/[\w.-]{1,96}")
FILES = ("README.md", "run.json", "data/shard-*.parquet", "quarantine/shard-*.parquet")


class Hub(Protocol):
    """What is needed of huggingface_hub.HfApi."""

    def create_repo(self, repo_id: str, *, private: bool, repo_type: str, exist_ok: bool) -> Any: ...

    def upload_folder(
        self, *, repo_id: str, folder_path: Path, repo_type: str, allow_patterns: Sequence[str], commit_message: str
    ) -> Any: ...


def check(name: str, out: Place, token: Callable[[], str | None] | None = None) -> Path:
    """The folder that can be pushed to a data set of that name. Raises UsageError, before anything is paid for, where it cannot."""
    if not NAME.fullmatch(name):
        raise UsageError(f"--push-to-hub {name} is no data set's name", "write owner/name")
    if not isinstance(out, Path):
        raise UsageError(f"--push-to-hub takes a folder on this machine, not {out}", "name one with --output")
    if not (token or _logged_in)():
        raise UsageError(f"nobody is logged in to push to {name}", "run `hf auth login`, or set HF_TOKEN")
    return out


def _logged_in() -> str | None:
    from huggingface_hub import get_token

    return get_token()


def push(name: str, out: Path, public: bool, hub: Hub | None = None) -> str:
    """Uploads what a run left, and says where it is. Interrupted, it goes on when it is called again.

    The data set is private unless it is to be `public`, or is there already. Raises OutputError where the Hub refuses.
    """
    hub = hub or _hub()
    try:
        hub.create_repo(name, private=not public, repo_type="dataset", exist_ok=True)
        hub.upload_folder(
            repo_id=name,
            folder_path=out,
            repo_type="dataset",
            allow_patterns=list(FILES),
            commit_message="A run of rephrase",
        )
    except Exception as error:  # of the network, of the Hub, of the library's own
        what = str(error).strip().split("\n")[0] or type(error).__name__
        hint = "the run is done and kept: the same command uploads what is missing"
        raise OutputError(f"cannot push to {name}: {what}", hint) from error
    return f"pushed to https://huggingface.co/datasets/{name}"


def _hub() -> Hub:
    from huggingface_hub import HfApi

    return cast(Hub, HfApi())
