"""Bespoke Curator: `curator.LLM` with its own aiohttp client (backend openai), rate limits out of the way, viewer and telemetry off."""

from __future__ import annotations

import os
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from given import BODY, CONCURRENCY, OUT, URL, prompts

litellm = find_spec("litellm")
assert litellm and litellm.origin
os.environ |= {
    "TIKTOKEN_CACHE_DIR": str(Path(litellm.origin).parent / "litellm_core_utils" / "tokenizers"),  # or it is fetched
    "TELEMETRY_ENABLED": "false",
    "CURATOR_VIEWER": "0",
    "CURATOR_CACHE_DIR": str(OUT / "cache"),
    "CURATOR_DISABLE_RICH_DISPLAY": "1",
    "LITELLM_LOCAL_MODEL_COST_MAP": "True",  # so are prices
}
from bespokelabs import curator  # noqa: E402

NO_LIMIT = 1_000_000_000  # requests or tokens a minute


class Rewriter(curator.LLM):  # type: ignore[misc]
    """Sends a row's messages, keeps the answer beside its id."""

    def prompt(self, input: dict[str, Any]) -> Any:
        return input["messages"]

    def parse(self, input: dict[str, Any], response: str) -> dict[str, Any]:
        return {"id": input["id"], "text": response}


def main() -> None:
    llm = Rewriter(
        model_name="simulated",
        backend="openai",
        generation_params=BODY,
        backend_params={
            "base_url": URL,
            "api_key": "none",
            "max_concurrent_requests": CONCURRENCY,
            "max_requests_per_minute": NO_LIMIT,
            "max_tokens_per_minute": NO_LIMIT,
            "max_retries": 0,
        },
    )
    llm(prompts()).dataset.to_parquet(OUT / "answers.parquet")


if __name__ == "__main__":
    main()
