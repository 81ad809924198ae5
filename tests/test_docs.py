"""The documentation says what is true: its commands are the program's, and its links and file names exist."""

from __future__ import annotations

import re
import shlex
from pathlib import Path

import pytest
import typer

from rephrase.cli import app

ROOT = Path(__file__).parents[1]
PAGES = sorted([ROOT / "README.md", ROOT / "CONTRIBUTING.md", *(ROOT / "docs").glob("*.md")])
_BLOCK = re.compile(r"^```(?:sh|bash|console)\n(.*?)^```", re.DOTALL | re.MULTILINE)
_LINK = re.compile(r"\]\((?!https?:|#)([^)#\s]+)")
_MODULE = re.compile(
    r"`((?:rephrase|benchmarks|tests|prompts|pipelines|docs)/[\w/.-]+\.(?:py|md|yaml|json))`"
)  # NAME = any


def commands() -> list[tuple[str, str]]:
    """Page and line of every `rephrase` and benchmark command in a shell block, line continuations joined."""
    found = []
    for page in PAGES:
        for block in _BLOCK.findall(page.read_text(encoding="utf-8")):
            for line in block.replace("\\\n", " ").splitlines():
                words = line.removeprefix("$ ").strip()
                if words.startswith(("rephrase ", "python benchmarks/")):
                    found.append((page.name, words))
    return found


@pytest.mark.parametrize(("page", "line"), commands())
def test_every_command_on_a_page_is_one_that_the_program_takes(page: str, line: str) -> None:
    """Its subcommand and options exist and its values have the right types; a benchmark's file exists."""
    words = shlex.split(line.split(" #", maxsplit=1)[0].split(" > ", maxsplit=1)[0])
    if "..." in words:  # a line that leaves out what was said before
        words[words.index("...") : words.index("...") + 1] = ["--input", "corpus/", "--output", "out/"]
    if words[0] == "python":
        assert (ROOT / words[1]).is_file()
        return
    group = typer.main.get_command(app)
    assert words[1] in group.commands, words[1]  # type: ignore[attr-defined]
    group.commands[words[1]].make_context(words[1], words[2:])  # type: ignore[attr-defined]


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_every_file_that_a_page_names_exists(page: Path) -> None:
    text = page.read_text(encoding="utf-8")
    missing = [name for name in _LINK.findall(text) if not (page.parent / name).exists()]
    missing += [name for name in _MODULE.findall(text) if "NAME" not in name and not (ROOT / name).exists()]
    assert not missing
