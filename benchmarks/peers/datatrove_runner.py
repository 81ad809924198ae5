"""datatrove: JsonlReader, InferenceRunner, ParquetWriter in a LocalPipelineExecutor of one task, without checkpoints.

Its `EndpointServer` speaks HTTP of its own to an address on this machine (a new connection for each request), and the openai
SDK to any other. `sdk` spells the address so that it is not taken for one on this machine. Two tasks, which are two processes, were tried and are no faster.
"""

from __future__ import annotations

from typing import Any

from datatrove.data import Document
from datatrove.executor import LocalPipelineExecutor
from datatrove.pipeline.inference.run_inference import InferenceConfig, InferenceRunner
from datatrove.pipeline.readers import JsonlReader
from datatrove.pipeline.writers import ParquetWriter
from given import BODY, CONCURRENCY, MORE, OUT, PROMPTS, URL


async def rollout(document: Document, generate: Any) -> str:
    """The answer alone is kept."""
    found = await generate({"messages": document.metadata.pop("messages")})
    text: str = found.text
    return text


def main() -> None:
    url = URL.replace("127.0.0.1", "127.1") if MORE == ["sdk"] else URL.removesuffix("/v1")
    config = InferenceConfig(
        server_type="endpoint",
        model_name_or_path="simulated",
        endpoint_url=url,
        api_key="none",
        max_concurrent_generations=CONCURRENCY,
        default_generation_params=BODY,
    )
    reader = JsonlReader(str(PROMPTS.parent), glob_pattern=PROMPTS.name)
    runner = InferenceRunner(rollout, config, ParquetWriter(str(OUT / "answers")))
    LocalPipelineExecutor([reader, runner], logging_dir=str(OUT / "logs")).run()


if __name__ == "__main__":
    main()
