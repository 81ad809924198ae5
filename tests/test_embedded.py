"""The model that comes along, really loaded and really asked."""

from __future__ import annotations

from collections.abc import AsyncIterator, Sequence
from pathlib import Path
from typing import Any

import pyarrow.parquet as pq
import pytest

from rephrase import chain, cli, job
from rephrase.data import Completion, Document, Message, Sampling, Variant
from rephrase.models import embedded
from rephrase.models.endpoint import Address, Endpoint, connect
from rephrase.recipe import load_pipeline
from tests.corpora import document, reworded
from tests.endpoint import part_of

pytestmark = pytest.mark.model
pytest.importorskip("xllamacpp", reason="xllamacpp is not installed here")


@pytest.fixture
async def endpoint() -> AsyncIterator[Endpoint]:
    with embedded.serve(embedded.weights(""), slots=1) as serving:
        async with connect(Address(serving.base_url, "none", model=serving.model)) as connected:
            yield connected


async def test_a_chain_is_served_from_the_prefix_cache(endpoint: Endpoint) -> None:
    """On llama.cpp's server at least 85 % of the prompt tokens from the second chunk on come from its cache."""

    async def generate(messages: Sequence[Message], sampling: Sampling) -> Completion:
        """The server's own usage, and the words of a better writer, so that the chain goes on."""
        short = Sampling(sampling.temperature, sampling.top_p, 4, sampling.seed)
        asked: dict[str, Any] = {"messages": [{"role": m.role, "content": m.content} for m in messages]}
        return Completion(reworded(part_of(asked)), "stop", (await endpoint.generate(messages, short)).usage)

    pipeline = load_pipeline("knowledge", settings=["styles=plain", "perspectives=neutral"])
    recipe = job.load(pipeline)
    variant = Variant(0, "plain", "neutral", 1)
    source = Document("a", document(0, 60), "a.md")
    result = await chain.rewrite(
        source, variant, recipe.voice(recipe.tasks[0], variant), chain.Writer(generate, pipeline)
    )
    assert result.status == "accepted"
    later = [rewrite.usage for rewrite in result.rewrites[1:]]
    assert len(later) > 4
    assert sum(usage.cached for usage in later) >= 0.85 * sum(usage.prompt for usage in later)


def test_without_an_endpoint_the_model_that_comes_along_answers(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """No key, no address: one line says which model answers and where; what it writes is judged like any other text."""
    (tmp_path / "a.txt").write_text("Bread rises because yeast makes gas in the dough. The oven sets the crumb.\n")
    cli.app(["run", "--input", str(tmp_path / "a.txt"), "--output", str(tmp_path / "out")], standalone_mode=False)
    assert "model: SmolLM2-135M-Instruct" in capsys.readouterr().err
    rows = [
        row
        for kind in ("data", "quarantine")
        for row in pq.read_table(tmp_path / "out" / kind / "shard-00000.parquet").to_pylist()
    ]
    assert len(rows) == 1
    assert rows[0]["chunks"][0]["completion_tokens"] > 0
