"""How much of its prompts llama.cpp's server computes and how much it takes from its cache, by layout of the conversation.

    python benchmarks/prefix.py [--documents 3] [--sentences 120]

Every request of a chain is really sent to the server of the model that comes along, which counts what it took from its cache;
what it writes is cut short and replaced by a good rewriter's text, so that chains go on to their end. `unavoidable` is each
excerpt, chunk and answer once, and what all documents share once; tokens are the server's. `per source` is computed prompt
tokens for each token of source text.
"""

from __future__ import annotations

import argparse
import asyncio
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))
from rephrase import chain, conversation, job, tokens
from rephrase.chunk import excerpts, split
from rephrase.data import Completion, Document, Message, Sampling, Variant
from rephrase.models import embedded
from rephrase.models.endpoint import Address, Endpoint, connect
from rephrase.recipe import load_pipeline
from tests.corpora import document, reworded
from tests.endpoint import part_of

LAYOUTS = [(context, size) for context in ("excerpt", "previous", "none") for size in (128, 256, 512)]
WRITTEN = 4  # tokens that the server writes for each request


@dataclass
class Seen:
    """What a layout came to, in tokens: of the server, and of cl100k_base where it says so."""

    prompt: int = 0
    cached: int = 0
    said: int = 0  # of all prompts, cl100k_base
    requests: int = 0
    accepted: int = 0


async def measured(
    endpoint: Endpoint, context: str, size: int, documents: Sequence[Document]
) -> tuple[Seen, float, float]:
    """The layout's totals, and the unavoidable and the source's tokens, both as the server counts."""
    pipeline = load_pipeline(
        "knowledge",
        settings=["styles=plain", "perspectives=neutral", f"context={context}", f"chunk_tokens={size}", "repairs=0"],
    )
    recipe = job.load(pipeline)
    variant = Variant(0, "plain", "neutral", 1)
    voice = recipe.voice(recipe.tasks[0], variant)
    seen = Seen()

    async def generate(messages: Sequence[Message], sampling: Sampling) -> Completion:
        short = Sampling(sampling.temperature, sampling.top_p, WRITTEN, sampling.seed)
        usage = (await endpoint.generate(messages, short)).usage
        seen.prompt, seen.cached, seen.requests = (
            seen.prompt + usage.prompt,
            seen.cached + usage.cached,
            seen.requests + 1,
        )
        seen.said += sum(tokens.counts([message.content for message in messages]))
        asked = {"messages": [{"role": m.role, "content": m.content} for m in messages]}
        return Completion(reworded(part_of(asked)), "stop", usage)

    once = sum(tokens.counts([turn.content for turn in conversation.opening(voice)]))
    source = 0
    for each in documents:
        result = await chain.rewrite(each, variant, voice, chain.Writer(generate, pipeline))
        seen.accepted += result.status == "accepted"
        chunks = split(each.text, size)
        for excerpt in excerpts(chunks, pipeline.excerpt_tokens):
            shown = context == "excerpt"
            parts = [chunk.text for chunk in excerpt]
            once += shown * tokens.count("".join(parts)) + sum(tokens.counts(parts))
            once += (context != "none") * sum(tokens.counts([reworded(part) for part in parts[:-1]]))
        source += tokens.count(each.text)
    scale = seen.prompt / seen.said
    return seen, once * scale, source * scale


async def main(count: int, sentences: int) -> None:
    documents = [Document(str(number), document(1000 * number, sentences), "") for number in range(count)]
    print(
        f"{'context':9} {'chunk':>5} {'requests':>8} {'prompt':>8} {'cached':>7} {'computed':>8} {'unavoidable':>11} {'ratio':>6} {'per source':>10}"
    )
    for context, size in LAYOUTS:
        with embedded.serve(embedded.weights(""), slots=1) as serving:
            async with connect(Address(serving.base_url, "none", model=serving.model)) as endpoint:
                seen, once, source = await measured(endpoint, context, size, documents)
        computed = seen.prompt - seen.cached
        print(
            f"{context:9} {size:5} {seen.requests:8} {seen.prompt:8} {seen.cached / seen.prompt:7.1%} {computed:8} {once:11.0f} "
            f"{computed / once:6.2f} {computed / source:10.2f}"
            + ("" if seen.accepted == count else "  (not all accepted)"),
            flush=True,
        )


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--documents", type=int, default=3)
    parser.add_argument("--sentences", type=int, default=120, help="of a document, about 24 tokens each")
    given = parser.parse_args()
    asyncio.run(main(given.documents, given.sentences))
