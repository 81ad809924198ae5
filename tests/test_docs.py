"""The documentation says what is true: its commands are the program's, and its links, file names and tables hold."""

from __future__ import annotations

import re
import shlex
from pathlib import Path
from typing import Any

import pytest
import typer
import yaml

from rephrase.cli import app
from tests import pages
from tests.pages import DOCS, PAGES, ROOT

_MODULE = re.compile(
    r"`((?:rephrase|benchmarks|tests|prompts|pipelines|docs)/[\w/.-]+\.(?:py|md|yaml|json))`"
)  # NAME = any
PICTURE = 150_000  # bytes: what a page may load for a picture


def ids(page: Path) -> str:
    return page.name


def commands() -> list[tuple[str, str]]:
    """Page and line of every `rephrase` and benchmark command in a shell block."""
    lines = [(page.name, line) for page in PAGES for line in pages.shell(page)]
    return [(page, line.split("| ")[-1]) for page, line in lines if "rephrase " in line or "python bench" in line]


@pytest.mark.parametrize(("page", "line"), commands())
def test_every_command_on_a_page_is_one_that_the_program_takes(page: str, line: str) -> None:
    """Its subcommand and options exist and its values have the right types; a benchmark's file exists."""
    words = shlex.split(line.split(" > ", maxsplit=1)[0])
    if "..." in words:  # a line that leaves out what was said before
        words[words.index("...") : words.index("...") + 1] = ["--input", "corpus/", "--output", "out/"]
    if words[0] == "python":
        assert (ROOT / words[1]).is_file()
        return
    group = typer.main.get_command(app)
    if words[1].startswith("-"):
        assert any(words[1] in option.opts for option in group.params)
        return
    assert words[1] in group.commands, words[1]  # type: ignore[attr-defined]
    group.commands[words[1]].make_context(words[1], words[2:])  # type: ignore[attr-defined]


@pytest.mark.parametrize("page", PAGES, ids=ids)
def test_every_make_target_and_extra_that_a_page_names_exists(page: Path) -> None:
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    extras = (ROOT / "pyproject.toml").read_text(encoding="utf-8")
    text = page.read_text(encoding="utf-8")
    for target in re.findall(r"(?:^|`)make ([\w-]+)(?=`|$)", text, re.MULTILINE):
        assert re.search(rf"^{target}:", makefile, re.MULTILINE), target
    for extra in re.findall(r"rephrase-corpus\[([\w-]+)\]", text):
        assert re.search(rf"^{extra} = \[", extras, re.MULTILINE), extra


@pytest.mark.parametrize("page", PAGES, ids=ids)
def test_every_file_that_a_page_names_exists(page: Path) -> None:
    """But for those that the page itself shows how to write."""
    text = page.read_text(encoding="utf-8")
    named = {name for name in _MODULE.findall(text) if "NAME" not in name} - set(pages.files(page))
    assert not [name for name in named if not (ROOT / name).exists()]


@pytest.mark.parametrize("page", PAGES, ids=ids)
def test_every_link_leads_to_a_file_and_a_heading_that_are_there(page: Path) -> None:
    """Pages of docs/ link to nothing outside it, so that the site has all it needs."""
    for link in pages.links(page):
        name, _, anchor = link.partition("#")
        target = (page.parent / name).resolve() if name else page
        assert target.exists(), link
        assert page.parent != DOCS or target.is_relative_to(DOCS), f"{link} is not on the site"
        assert not anchor or anchor in pages.anchors(target), link


@pytest.mark.parametrize("page", PAGES, ids=ids)
def test_what_is_generated_in_a_page_is_as_the_program_says(page: Path) -> None:
    """The `--help` of every command, the tables of prompts, the outputs of plans."""
    assert page.read_text(encoding="utf-8") == pages.anew(page), "write it anew: python -m tests.pages"


def test_every_command_has_its_help_on_the_page_of_commands() -> None:
    text = (DOCS / "commands.md").read_text(encoding="utf-8")
    assert [name for name in pages.commands() if f"<!-- help: {name} -->" not in text] == []


@pytest.mark.parametrize("command", pages.commands())
def test_the_help_of_every_command_has_an_example(command: str) -> None:
    """And its first sentence fits the list of commands in a terminal of 80 columns."""
    assert "Example" in pages.help_of(command)
    described = typer.main.get_command(app).commands[command].get_short_help_str(60)  # type: ignore[attr-defined]
    assert not described.endswith("...")


@pytest.mark.parametrize("command", pages.commands())
def test_the_examples_of_a_commands_help_are_commands(command: str) -> None:
    group = typer.main.get_command(app)
    written = group.commands[command].help or ""  # type: ignore[attr-defined]
    examples = [shlex.split(line) for line in re.findall(r"^ +rephrase (.+)$", written, re.MULTILINE)]
    assert command in [name for name, *_ in examples]
    for name, *words in examples:
        assert group.commands[name].make_context(name, words).info_name == name  # type: ignore[attr-defined]


def test_a_shell_is_told_how_to_complete(monkeypatch: pytest.MonkeyPatch) -> None:
    """Commands, options and the names of pipelines."""
    from typer.testing import CliRunner

    def completed(line: str) -> list[str]:
        words = {"_REPHRASE_COMPLETE": "complete_bash", "COMP_WORDS": line, "COMP_CWORD": str(line.count(" "))}
        return CliRunner().invoke(app, [], env=words, prog_name="rephrase").output.split()

    assert completed("rephrase che") == ["check-endpoint"]
    assert completed("rephrase run --pipe") == ["--pipeline"]
    assert "math_notes" in completed("rephrase run --pipeline ")


def navigation() -> list[str]:
    """The pages of the site in the order of its navigation."""

    def below(item: Any) -> list[str]:
        if isinstance(item, str):
            return [item]
        values = item.values() if isinstance(item, dict) else item
        return [name for value in values for name in below(value)]

    return below(yaml.safe_load((ROOT / "mkdocs.yml").read_text(encoding="utf-8"))["nav"])


def test_the_site_leads_to_every_page_and_to_no_other() -> None:
    assert sorted(navigation()) == sorted(page.relative_to(DOCS).as_posix() for page in DOCS.rglob("*.md"))


def test_the_site_asks_no_network() -> None:
    """No fonts, scripts or styles from elsewhere are configured."""
    config = yaml.safe_load((ROOT / "mkdocs.yml").read_text(encoding="utf-8"))
    assert config["theme"]["font"] is False
    assert not [value for value in map(str, config.values()) if "http" in value]


def test_pictures_are_small() -> None:
    found = list((DOCS / "images").iterdir())
    assert found and all(picture.stat().st_size < PICTURE for picture in found)
