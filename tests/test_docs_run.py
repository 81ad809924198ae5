"""Every command of the documentation is run, against a scripted endpoint where it needs one, and does what its page says."""

from __future__ import annotations

import gzip
import io
import json
import re
import shlex
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from rephrase import cli
from tests import pages, tiny_onnx
from tests.corpora import document, reworded
from tests.endpoint import PART, serving
from tests.pages import DOCS, README

URL = re.compile(r"http://localhost:\d+/v1")
EXAMPLES = ("bread", "compass", "cork", "honeybee-dance", "soap")
# Inputs that no test has, and the Batch API, Ray and parts, which have tests of their own: these lines are only parsed.
ELSEWHERE = ("s3://", "hf://datasets/owner", "--engine batch", "--engine ray", "--part")
NOT_OURS = ("make", "ray", "pip", "source", "git", "optimum-cli", "python", "rephrase --install-completion")
COMMANDS = {  # each once, by the first page that has it
    line: page
    for page in reversed(pages.PAGES)
    if page.name not in ("tutorial.md", "recipes.md")
    for line in pages.shell(page)
    if not line.startswith(NOT_OURS) and not any(name in line for name in ELSEWHERE)
}


def answer(request: dict[str, Any]) -> str:
    """Rewrites a part as a good model would; a judge says yes; asked for ways of studying, names some."""
    said = [message["content"] for message in request["messages"]]
    if found := PART.search(said[-1]):
        return reworded(found[2])
    return "- Write down who did what and when.\n- Ask what each repair was for." if "ways" in said[0] else "Yes"


@pytest.fixture(scope="module")
def stage(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with everything that pages name: a corpus in several forms, a run's output, pairs, a benchmark, a judge."""
    from datasets import Dataset

    home = tmp_path_factory.mktemp("stage")
    texts = [document(40 * number, 5) for number in range(3)]
    files = {f"corpus/{name}.md": text for name, text in zip("abc", texts, strict=True)}
    files |= {f"examples/corpus/{name}.txt": document(50 * number, 4) for number, name in enumerate(EXAMPLES)}
    rows = [{"content": text, "doc": {"key": f"k{number}"}} for number, text in enumerate(texts)]
    files["benchmark.jsonl"] = json.dumps({"text": "Which of the seven bridges over the Pregel did Euler cross twice?"})
    files["pairs.jsonl"] = "\n".join(json.dumps({"source_text": text, "text": reworded(text)}) for text in texts)
    for name, text in files.items():
        (home / name).parent.mkdir(parents=True, exist_ok=True)
        (home / name).write_text(text, encoding="utf-8")
    lines = "\n".join(json.dumps(row) for row in rows).encode()
    (home / "crawl" / "a").mkdir(parents=True)
    (home / "crawl" / "a" / "part-0.jsonl.gz").write_bytes(gzip.compress(lines))
    (home / "crawl.jsonl.gz").write_bytes(gzip.compress(b"\n".join(json.dumps({"text": t}).encode() for t in texts)))
    crawl = [{"text": text, "url": "https://example.org", "meta": {"license": "CC0"}} for text in texts]
    Dataset.from_list(crawl).to_parquet(home / "crawl.parquet")
    Dataset.from_list([{"text": text} for text in texts]).save_to_disk(str(home / "saved_dataset"))
    pairs = [{"original": text, "rewritten": reworded(text)} for text in texts]
    Dataset.from_list(pairs).to_parquet(home / "pairs.parquet")
    tiny_onnx.make(home / "FactCG-onnx", "known")
    with serving(answer) as endpoint:
        arguments = ["run", "--input", str(home / "corpus"), "--output", str(home / "out"), "--base-url", endpoint.url]
        cli.app(arguments, standalone_mode=False)
    return home


Run = Callable[[str], None]


@pytest.fixture
def run(stage: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Run:
    """Runs a line of a page in a copy of the stage; the model that comes along is a scripted endpoint, too."""
    home = tmp_path / "home"
    shutil.copytree(stage, home)
    monkeypatch.chdir(home)

    def do(line: str) -> None:
        line = line.replace("...", "--input corpus/ --output out/")
        named = re.findall(r" --(?:judge-)?model ([\w./-]+)", line)
        with serving(answer, tuple(named) or ("test-model",)) as endpoint:
            monkeypatch.setenv("OPENAI_BASE_URL", endpoint.url)
            before, _, line = URL.sub(endpoint.url, line).rpartition(" | ")
            if before:
                monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(_printed(before))))
            if line.startswith("rephrase "):
                assert not cli.app(shlex.split(line)[1:], standalone_mode=False), (
                    line
                )  # an exit code, where one is raised
            else:
                _printed(line)

    return do


def _printed(line: str) -> bytes:
    return subprocess.run(["bash", "-c", line], check=True, capture_output=True).stdout


@pytest.mark.parametrize("line", COMMANDS, ids=[f"{page.name}: {line}"[:70] for line, page in COMMANDS.items()])
def test_a_command_of_a_page_runs(line: str, run: Run) -> None:
    """It ends well; one that begins a run begins it in a folder of its own, as if no other had been given before."""
    if line.startswith("rephrase run") or " | rephrase run" in line:
        shutil.rmtree("out")
    run(line)


def test_the_tutorial_leads_to_a_data_set(run: Run) -> None:
    """Its commands in their order, word for word, then its Python: all documents, those tried first untouched."""
    shutil.rmtree("out")
    shutil.rmtree("corpus")
    text = (DOCS / "tutorial.md").read_text(encoding="utf-8")
    for line in pages.shell(DOCS / "tutorial.md"):
        if line.startswith(NOT_OURS):
            continue
        run(line)
    (code,) = re.findall(r"```python\n(.*?)```", text, re.DOTALL)
    accepted = code.partition("rejected = ")[0]  # a good model's run has no rejected row, which the page says fails
    known: dict[str, Any] = {}
    exec(accepted, known)
    assert sorted(known["rows"]["source_id"]) == [f"{name}.txt" for name in EXAMPLES]
    assert Path("out/report.html").stat().st_size > 10_000


def test_the_report_of_the_readme_is_written(run: Run) -> None:
    assert any(line == "rephrase report out/" for line in pages.shell(README))
    run("rephrase report out/")
    assert Path("out/report.html").is_file()


DRIVER = """
import json, shlex, sys
from rephrase import cli
for line in json.load(sys.stdin):
    print("$", line, flush=True)
    assert not cli.app(shlex.split(line)[1:], standalone_mode=False), line
"""


def test_the_recipes_work_as_they_stand(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A style, a check, a pipeline and a format, written into a copy of the project, do what their page says."""
    page = DOCS / "recipes.md"
    for folder in ("rephrase", "prompts", "pipelines"):
        shutil.copytree(pages.ROOT / folder, tmp_path / folder, ignore=shutil.ignore_patterns("__pycache__"))
    examples = tmp_path / "examples" / "corpus"
    examples.mkdir(parents=True)
    for name in ("tides.md", "rainbow.md"):
        (examples / name).write_text(document(100, 4))
    for name, text in pages.files(page).items():
        (tmp_path / name).write_text(text, encoding="utf-8")
    for name, line, more in pages.additions(page):
        before = (tmp_path / name).read_text(encoding="utf-8")
        assert before.count(line) == 1, line
        (tmp_path / name).write_text(before.replace(line, line + more), encoding="utf-8")
    with serving(answer) as endpoint:
        monkeypatch.setenv("OPENAI_BASE_URL", endpoint.url)
        monkeypatch.setenv("PYTHONPATH", str(tmp_path))
        done = subprocess.run(
            [sys.executable, "-c", DRIVER],
            input=json.dumps(pages.shell(page)),
            cwd=tmp_path,
            capture_output=True,
            text=True,
            check=False,
        )
    assert done.returncode == 0, done.stderr
    assert "Write a letter to a friend who asked about the subject." in done.stdout
    assert "links: lost: https://example.org/plans" in done.stdout
    assert "```python\nprint((2 + 4 + 9) / 3)\n```" in done.stdout
    made = json.loads((tmp_path / "out" / "study" / "run.json").read_text())
    assert (made["counts"]["variants"], made["pipeline"]["name"]) == (4, "study")
    letters = json.loads((tmp_path / "out" / "letters" / "run.json").read_text())
    assert letters["counts"]["accepted"] == 2
