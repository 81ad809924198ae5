"""distilabel: a Pipeline of LoadDataFromDicts and ChatGeneration over its OpenAILLM, no cache.

It waits for a whole batch before it sends the next; a step's replicas are processes that take batches in turn.
"""

from __future__ import annotations

import os

from given import BODY, CONCURRENCY, MORE, OUT, URL, prompts

os.environ |= {"DISTILABEL_CACHE_DIR": str(OUT / "cache"), "DISTILABEL_LOG_LEVEL": "WARNING"}
from distilabel.models import OpenAILLM  # noqa: E402
from distilabel.pipeline import Pipeline  # noqa: E402
from distilabel.steps import LoadDataFromDicts, StepResources  # noqa: E402
from distilabel.steps.tasks import ChatGeneration  # noqa: E402


def main() -> None:
    replicas, batch = int(MORE[0]), int(MORE[1]) if MORE[1:] else CONCURRENCY
    sampling = {"temperature": BODY["temperature"], "top_p": BODY["top_p"], "max_new_tokens": BODY["max_tokens"]}
    with Pipeline("peer") as pipeline:
        load = LoadDataFromDicts(data=prompts(), batch_size=batch)
        llm = OpenAILLM(model="simulated", base_url=URL, api_key="none", max_retries=0, generation_kwargs=sampling)
        ask = ChatGeneration(
            llm=llm,
            input_batch_size=batch,
            resources=StepResources(replicas=replicas),
            add_raw_input=False,
            add_raw_output=False,
        )
        load >> ask
    pipeline.run(use_cache=False)["default"]["train"].to_parquet(OUT / "answers.parquet")


if __name__ == "__main__":
    main()
