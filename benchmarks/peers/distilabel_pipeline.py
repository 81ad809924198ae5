"""distilabel: a Pipeline of LoadDataFromDicts and ChatGeneration over its OpenAILLM, no cache.

It waits for the whole of a batch before it sends the next, so all documents are one batch; how many requests are then out at
once is up to the openai SDK (1000). Smaller batches, and several replicas of the step, were tried and are slower.
"""

from __future__ import annotations

import os

from given import BODY, OUT, URL, prompts

os.environ |= {"DISTILABEL_CACHE_DIR": str(OUT / "cache"), "DISTILABEL_LOG_LEVEL": "WARNING"}
from distilabel.models import OpenAILLM
from distilabel.pipeline import Pipeline
from distilabel.steps import LoadDataFromDicts
from distilabel.steps.tasks import ChatGeneration


def main() -> None:
    rows = prompts()
    sampling = {"temperature": BODY["temperature"], "top_p": BODY["top_p"], "max_new_tokens": BODY["max_tokens"]}
    llm = OpenAILLM(
        model="simulated", base_url=URL, api_key="none", max_retries=0, timeout=600, generation_kwargs=sampling
    )
    with Pipeline("peer") as pipeline:
        load = LoadDataFromDicts(data=rows, batch_size=len(rows))
        load >> ChatGeneration(llm=llm, input_batch_size=len(rows), add_raw_input=False, add_raw_output=False)
    pipeline.run(use_cache=False)["default"]["train"].to_parquet(OUT / "answers.parquet")


if __name__ == "__main__":
    main()
