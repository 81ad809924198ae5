"""The one rule by which a name becomes a file: `(kind, name) -> path`. Knows where the folders are, not what is in them."""

from __future__ import annotations

import difflib
import os
from collections.abc import Iterable
from pathlib import Path
from typing import Literal

from rephrase.errors import UsageError

Kind = Literal["styles", "perspectives", "tasks", "pipelines"]

_PACKAGE = Path(__file__).parent
# In a wheel prompts/ and pipelines/ lie inside the package; in a checkout they lie beside it.
_HOME = _PACKAGE if (_PACKAGE / "prompts").is_dir() else _PACKAGE.parent
_FOLDERS: dict[Kind, tuple[Path, str]] = {
    "styles": (_HOME / "prompts" / "styles", ".md"),
    "perspectives": (_HOME / "prompts" / "perspectives", ".md"),
    "tasks": (_HOME / "prompts" / "tasks", ".md"),
    "pipelines": (_HOME / "pipelines", ".yaml"),
}


def names(kind: Kind) -> list[str]:
    """All names of a kind, sorted. A new file in the folder is a new name."""
    folder, suffix = _FOLDERS[kind]
    return sorted(name.removesuffix(suffix) for name in os.listdir(folder) if name.endswith(suffix))


def find(kind: Kind, name: str) -> Path:
    """The file that `name` stands for: one of ours by its name, or a user's own by its path.

    Raises UsageError with a did-you-mean when there is no such file.
    """
    folder, suffix = _FOLDERS[kind]
    singular = kind.removesuffix("s")
    if "/" in name or name.endswith((".md", ".yaml", ".yml")):
        path = Path(name)
        if path.is_file():
            return path
        raise UsageError(
            f"no such {singular} file: {name}", f"give a path to a {suffix} file, or a name: {_listed(kind)}"
        )
    path = folder / f"{name}{suffix}"
    if name in names(kind):
        return path
    raise UsageError(f"unknown {singular}: {name!r}", did_you_mean(name, names(kind)) or f"there are: {_listed(kind)}")


def did_you_mean(word: str, known: Iterable[str]) -> str:
    """`did you mean 'faq'?`, or nothing when nothing is near."""
    near = difflib.get_close_matches(word, list(known), n=1, cutoff=0.6)
    return f"did you mean {near[0]!r}?" if near else ""


def _listed(kind: Kind) -> str:
    return ", ".join(names(kind))
