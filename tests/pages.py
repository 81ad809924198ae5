"""The pages of the documentation as tests see them: their commands, the files they show, and what is generated in them.

`python -m tests.pages` writes anew what is generated: the `--help` of every command, tables of prompts, outputs of plans.
"""

from __future__ import annotations

import io
import os
import re
import shlex
from collections.abc import Callable, Iterator, Mapping
from contextlib import chdir, redirect_stdout
from pathlib import Path

ROOT = Path(__file__).parents[1]
DOCS = ROOT / "docs"
README = ROOT / "README.md"
PAGES = sorted([README, ROOT / "CONTRIBUTING.md", *DOCS.glob("*.md")])
COLUMNS = "88"  # of the terminal that a page shows

_SHELL = re.compile(r"^```(?:sh|bash|console)\n(.*?)^```", re.DOTALL | re.MULTILINE)
_FILE = re.compile(r"^[^\n]*`([\w./-]+)`:\n\n(`{3,4})\w*\n(.*?)^\2$", re.DOTALL | re.MULTILINE)
_DIFF = re.compile(r"^```diff\n--- (\S+)\n(.*?)^```", re.DOTALL | re.MULTILINE)
_GENERATED = re.compile(r"(<!-- (.+?) -->\n).*?(<!-- end -->)", re.DOTALL)
_LINK = re.compile(r"(?<!`)\]\((?!https?:|mailto:)([^)\s]+)\)")
_FENCED = re.compile(r"^(`{3,4}).*?^\1$", re.DOTALL | re.MULTILINE)
_HEADING = re.compile(r"^#{1,6} (.+)$", re.MULTILINE)


def shell(page: Path) -> list[str]:
    """Every line of the page's shell blocks, continuations joined, without prompts, comments and outputs."""
    found = []
    for block in _SHELL.findall(page.read_text(encoding="utf-8")):
        lines = block.replace("\\\n", " ").splitlines()
        prompted = any(line.startswith("$ ") for line in lines)
        for line in lines:
            if prompted and not line.startswith("$ "):
                continue
            command = " ".join(shlex.split(line.removeprefix("$ "), comments=True)) and line.removeprefix("$ ").strip()
            if command:
                found.append(re.sub(r"\s+#\s.*$", "", command))
    return found


def files(page: Path) -> dict[str, str]:
    """The files that a page shows in full: `name`: and then a block."""
    return {name: text for name, _, text in _FILE.findall(page.read_text(encoding="utf-8"))}


def additions(page: Path) -> Iterator[tuple[str, str, str]]:
    """(file, line that stands there, lines to put below it) of the page's diffs."""
    for name, body in _DIFF.findall(page.read_text(encoding="utf-8")):
        for hunk in re.findall(r"^ (.*\n)((?:\+.*\n)+)", body, re.MULTILINE):
            yield name, hunk[0], "".join(line[1:] + "\n" for line in hunk[1].splitlines())


def links(page: Path) -> list[str]:
    """What the page links to, web addresses aside."""
    return _LINK.findall(_prose(page))


def anchors(page: Path) -> set[str]:
    """The page's headings as the ends of links, as GitHub and MkDocs make them."""
    plain = (re.sub(r"[`*]|\[([^\]]*)\]\([^)]*\)", r"\1", heading) for heading in _HEADING.findall(_prose(page)))
    return {re.sub(r"[\s-]+", "-", re.sub(r"[^\w\s-]", "", heading.lower()).strip()) for heading in plain}


def _prose(page: Path) -> str:
    return _FENCED.sub("", page.read_text(encoding="utf-8"))


def help_of(command: str) -> str:
    """What `rephrase COMMAND --help` prints, in a terminal of COLUMNS."""
    from typer.testing import CliRunner

    from rephrase.cli import app

    words = ["--help"] if command == "rephrase" else [command, "--help"]
    return CliRunner().invoke(app, words, env={"COLUMNS": COLUMNS}, prog_name="rephrase").output


def output_of(line: str) -> str:
    """What a command prints that needs no model, with the example documents at hand."""
    from rephrase.cli import app

    shown = io.StringIO()
    with chdir(ROOT), redirect_stdout(shown):
        app(shlex.split(line)[1:], standalone_mode=False)
    return shown.getvalue()


def table(kind: str) -> str:
    """The prompts of a kind with what their heads say."""
    from rephrase import plugins
    from rephrase.recipe import load_prompt

    folder: plugins.Kind = "styles" if kind == "styles" else "perspectives"
    prompts = [load_prompt(folder, name) for name in plugins.names(folder)]
    if kind == "perspectives":
        head = "| perspective | weight | for whom |\n|---|--:|---|\n"
        return head + "".join(f"| `{one.name}` | {one.weight:g} | {one.description} |\n" for one in prompts)
    prompts.sort(key=lambda one: (one.tasks, one.name))
    rows = [
        f"| `{one.name}` | {one.weight:g} | {', '.join(one.tasks) or 'rephrase'} | {', '.join(one.kinds) or '-'} "
        f"| {', '.join(one.perspectives) or 'all'}{' but ' + ', '.join(one.without) if one.without else ''} | {one.description} |\n"
        for one in prompts
    ]
    return "| style | weight | task | kinds | perspectives | what is written |\n|---|--:|---|---|---|---|\n" + "".join(
        rows
    )


def commands() -> list[str]:
    """The program's commands in the order of its help."""
    import typer

    from rephrase.cli import app

    return list(typer.main.get_command(app).commands)  # type: ignore[attr-defined]


def generated(what: str) -> str:
    """What stands between `<!-- what -->` and `<!-- end -->`."""
    makers: Mapping[str, Callable[[str], str]] = {"help": help_of, "output": output_of}
    kind, _, rest = what.partition(": ")
    if kind in makers:
        return f"\n```text\n{makers[kind](rest).strip()}\n```\n\n"
    return f"\n{table(kind)}\n"


def anew(page: Path) -> str:
    """The page's text with what is generated in it made anew."""
    return _GENERATED.sub(lambda found: found[1] + generated(found[2]) + found[3], page.read_text(encoding="utf-8"))


def main() -> None:
    """Writes every page whose generated parts have changed."""
    for name in ("OPENAI_API_KEY", "OPENAI_BASE_URL"):
        os.environ.pop(name, None)
    for page in PAGES:
        if (text := anew(page)) != page.read_text(encoding="utf-8"):
            page.write_text(text, encoding="utf-8")
            print(f"{page.relative_to(ROOT)} written")


if __name__ == "__main__":
    main()
