"""The options of `run`, one name each, and those that other commands share with it. Knows their words, not what they do."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from rephrase.plugins import names


def _pipelines() -> list[str]:
    """What a shell completes --pipeline with; it falls back to files."""
    return names("pipelines")


Pipeline = Annotated[
    str,
    typer.Option(help="A recipe by name, or a YAML file.", metavar="NAME|FILE", autocompletion=_pipelines),
]
Setting = Annotated[
    list[str],
    typer.Option("--set", help="Change a key of the recipe, for example chunk_tokens=128.", metavar="KEY=VALUE"),
]
BaseUrl = Annotated[
    str, typer.Option(help="An OpenAI-compatible endpoint, ending in /v1. Default: OPENAI_BASE_URL.", metavar="URL")
]
BaseUrls = Annotated[
    list[str],
    typer.Option(
        help="An OpenAI-compatible endpoint, ending in /v1; more than one share the work. Default: OPENAI_BASE_URL.",
        metavar="URL",
    ),
]
ModelName = Annotated[
    str, typer.Option(help="The endpoint's model, or weights to load here: file.gguf, hf://owner/repo/file.gguf.")
]
TextField = Annotated[str, typer.Option(help="The field or column that holds the text; a dot goes into objects.")]
IdField = Annotated[str, typer.Option(help="The field that holds the id. Without one: the file and the row's number.")]
Split = Annotated[str, typer.Option(help="Which split of a data set, for example train.")]
Config = Annotated[str, typer.Option(help="Which configuration of a data set.")]

PushToHub = Annotated[
    str, typer.Option(help="Upload the finished data set to the Hugging Face Hub.", metavar="OWNER/NAME")
]
Public = Annotated[bool, typer.Option("--public", help="What is pushed is for everybody to see. Default: private.")]
Input = Annotated[
    list[str],
    typer.Option(help="A file, folder, quoted glob, URL, hf://datasets/owner/name, or - for JSONL.", metavar="INPUT"),
]
Output = Annotated[
    str,
    typer.Option(help="Folder for the data set, or one at s3://, gs://, ...; a run in it is continued.", metavar="DIR"),
]
ApiKeyEnv = Annotated[str, typer.Option(help="The variable that holds the key.")]
Variants = Annotated[int, typer.Option(min=1, help="How often each document is rewritten, each time otherwise.")]
Limit = Annotated[int | None, typer.Option(min=1, help="Take only the first N documents.")]
Seed = Annotated[int, typer.Option(help="Decides styles, perspectives and the model's draws.")]
Concurrency = Annotated[
    str,
    typer.Option(help="Requests at once at each endpoint: a number, or as many as it keeps up with.", metavar="N|auto"),
]
Engine = Annotated[
    str,
    typer.Option(help="Who does the work: local; ray, a cluster; batch, the endpoint's Batch API.", metavar="NAME"),
]
RayAddress = Annotated[str, typer.Option(help="The cluster's head, HOST:PORT; auto = this machine's.")]
Workers = Annotated[
    int,
    typer.Option(
        min=0,
        help="Processes that work, each on shards of its own; 0 = one, and more for its checks as they are needed, or one a node of a cluster.",
    ),
]
RequestsPerMinute = Annotated[int, typer.Option(min=0, help="A bound for each endpoint; 0 = none.")]
TokensPerMinute = Annotated[int, typer.Option(min=0, help="A bound for each endpoint; 0 = none.")]
GiveUpAfter = Annotated[
    float, typer.Option(min=0, help="How long to wait when no endpoint answers.", metavar="SECONDS")
]
KeepField = Annotated[
    list[str], typer.Option(help="A field to keep in `meta`, for example meta.url. Default: all.", metavar="FIELD")
]
Judge = Annotated[
    str,
    typer.Option(
        help="Which rewrites a judge is shown: none, uncertain, sample:0.05, all. Default: the recipe's.",
        metavar="WHICH",
    ),
]
JudgeModel = Annotated[
    str,
    typer.Option(help="Its model: of an endpoint, a .gguf file, or a cross-encoder's folder or hf://owner/repo."),
]
JudgeBaseUrl = Annotated[str, typer.Option(help="Its endpoint. Default: the rewriter's.", metavar="URL")]
JudgeApiKeyEnv = Annotated[
    str,
    typer.Option(help="The variable that holds its key. Default: the rewriter's; at another URL JUDGE_API_KEY."),
]
JudgePrompt = Annotated[
    str, typer.Option(help="What it is asked: judge, judge_minicheck, or a file.", metavar="NAME|FILE")
]
Extend = Annotated[bool, typer.Option("--extend", help="Add the new documents of a grown input to a finished run.")]
MaxCost = Annotated[
    float | None, typer.Option(min=0, help="Stop before more is spent; goes on with a higher limit.", metavar="USD")
]
MaxTotalTokens = Annotated[
    int | None, typer.Option(min=1, help="Stop before more tokens are used, prompts and completions together.")
]
MaxTime = Annotated[str, typer.Option(help="Stop after this long, for example 90s, 15m, 8h.", metavar="TIME")]
PriceIn = Annotated[
    float | None,
    typer.Option(
        min=0, help="US dollars a million prompt tokens; of a batch's with that engine. Default: the recipe's."
    ),
]
PriceOut = Annotated[float | None, typer.Option(min=0, help="US dollars a million completion tokens.")]
PriceCached = Annotated[
    float | None, typer.Option(min=0, help="US dollars a million cached prompt tokens. Default: as --price-in.")
]
KeepJournal = Annotated[
    bool, typer.Option("--keep-journal", help="Keep every answer in journal/ when its shard is done.")
]
Decontaminate = Annotated[
    list[Path], typer.Option(help="Benchmark items that must not leak: JSONL, JSON, Parquet.", metavar="FILE")
]
Part = Annotated[
    str,
    typer.Option(help="Do part I of N, from 0/N to N-1/N, of which any number may run anywhere.", metavar="I/N"),
]
JournalDir = Annotated[
    Path | None,
    typer.Option(help="Where answers of open shards are kept. Default: in DIR, or for one elsewhere a cache here."),
]
ShardSize = Annotated[
    int | None, typer.Option(min=1, help="Documents a shard, a file each. Default: the recipe's, 500.")
]
ShardMb = Annotated[
    float | None, typer.Option(min=0, help="MB of source text after which a shard ends all the same; 0 = no bound.")
]
LogJson = Annotated[
    str, typer.Option(help="Write what happens, one JSON object a line; - is standard error.", metavar="FILE")
]
