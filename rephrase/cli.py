"""The commands: parse, call, print. Heavy parts are imported by the command that needs them."""

from __future__ import annotations

import asyncio
import sys
from pathlib import Path
from typing import Annotated

import typer

from rephrase import __version__
from rephrase.errors import RephraseError

INTERRUPTED = 130  # the exit code of what Ctrl-C ended

app = typer.Typer(
    name="rephrase",
    help="Turn a corpus of documents into synthetic pretraining data: rewritten chunk by chunk, each chunk checked.",
    no_args_is_help=True,
    add_completion=True,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
)

Pipeline = Annotated[str, typer.Option(help="A recipe by name, or a YAML file.", metavar="NAME|FILE")]
Setting = Annotated[
    list[str],
    typer.Option("--set", help="Change a key of the recipe, for example chunk_tokens=128.", metavar="KEY=VALUE"),
]
BaseUrl = Annotated[
    str, typer.Option(help="An OpenAI-compatible endpoint, ending in /v1. Default: OPENAI_BASE_URL.", metavar="URL")
]
ModelName = Annotated[
    str, typer.Option(help="The endpoint's model, or weights to load here: file.gguf, hf://owner/repo/file.gguf.")
]


@app.command()
def run(
    input: Annotated[list[Path], typer.Option(help="Files or folders of .txt .md .tex .jsonl.", metavar="PATH")],
    output: Annotated[Path, typer.Option(help="Folder for the data set; a run in it is continued.", metavar="DIR")],
    pipeline: Pipeline = "auto",
    base_url: BaseUrl = "",
    model: ModelName = "",
    api_key_env: Annotated[str, typer.Option(help="The variable that holds the key.")] = "OPENAI_API_KEY",
    variants: Annotated[
        int, typer.Option(min=1, help="How often each document is rewritten, each time otherwise.")
    ] = 1,
    limit: Annotated[int | None, typer.Option(min=1, help="Take only the first N documents.")] = None,
    seed: Annotated[int, typer.Option(help="Decides styles, perspectives and the model's draws.")] = 0,
    concurrency: Annotated[int, typer.Option(min=0, help="Requests in flight; 0 = what suits the model.")] = 0,
    text_field: Annotated[str, typer.Option(help="The field of a JSON line that holds the text.")] = "text",
    judge: Annotated[
        str,
        typer.Option(
            help="Which rewrites a judge is shown: none, uncertain, sample:0.05, all. Default: the recipe's.",
            metavar="WHICH",
        ),
    ] = "",
    judge_model: Annotated[
        str,
        typer.Option(help="Its model: of an endpoint, a .gguf file, or a cross-encoder's folder or hf://owner/repo."),
    ] = "",
    judge_base_url: Annotated[str, typer.Option(help="Its endpoint. Default: the rewriter's.", metavar="URL")] = "",
    judge_api_key_env: Annotated[
        str,
        typer.Option(help="The variable that holds its key. Default: the rewriter's; at another URL JUDGE_API_KEY."),
    ] = "",
    judge_prompt: Annotated[
        str, typer.Option(help="What it is asked: judge, judge_minicheck, or a file.", metavar="NAME|FILE")
    ] = "judge",
    decontaminate: Annotated[
        list[Path], typer.Option(help="Benchmark items that must not leak: JSONL, JSON, Parquet.", metavar="FILE")
    ] = [],  # noqa: B006
    set_: Setting = [],  # noqa: B006
) -> None:
    """Rewrite a corpus. Without --base-url and OPENAI_API_KEY the small model that comes along does it.

    Example: rephrase run --input corpus/ --output out/ --base-url http://localhost:8000/v1
    """
    from rephrase.report.progress import Progress
    from rephrase.report.summary import show
    from rephrase.run import Options
    from rephrase.run import run as do

    options = Options(
        tuple(input),
        output,
        pipeline,
        base_url,
        model,
        api_key_env,
        variants,
        limit,
        seed,
        concurrency,
        (*set_, *([f"judge={judge}"] if judge else [])),
        text_field,
        judge_model,
        judge_base_url,
        judge_api_key_env,
        judge_prompt,
        tuple(decontaminate),
    )
    progress = Progress()
    show(asyncio.run(do(options, progress)), output, progress)


@app.command()
def prompts() -> None:
    """List the styles, perspectives, tasks and pipelines there are."""
    from rephrase.report.listing import listing

    typer.echo(listing())


@app.command()
def show(
    file: Annotated[Path, typer.Argument(help="A document.", metavar="FILE")],
    pipeline: Pipeline = "auto",
    base_url: BaseUrl = "",
    model: ModelName = "",
    seed: Annotated[int, typer.Option(help="As for run.")] = 0,
    text_field: Annotated[str, typer.Option(help="As for run.")] = "text",
    set_: Setting = [],  # noqa: B006
) -> None:
    """Print the exact messages that would be sent for a document. Sends nothing."""
    from rephrase.report.messages import messages
    from rephrase.run import Options

    options = Options(
        (file,), Path(), pipeline, base_url, model, seed=seed, settings=tuple(set_), text_field=text_field
    )
    typer.echo(messages(options))


@app.command()
def verify(
    target: Annotated[
        str,
        typer.Argument(
            help="A run's output folder, or Parquet or JSONL: a file, folder or quoted glob.", metavar="TARGET"
        ),
    ],
    source_column: Annotated[str, typer.Option(help="The column of the source texts.")] = "source_text",
    rewrite_column: Annotated[str, typer.Option(help="The column of the rewrites.")] = "text",
    id_column: Annotated[str, typer.Option(help="The column of the ids. Default: id, else the row's number.")] = "",
    task: Annotated[
        str,
        typer.Option(
            help="What the rewrites are for. Default: the column `task`, else rephrase.",
            metavar="rephrase|learning_note|translate|summary",
        ),
    ] = "",
    output: Annotated[
        Path | None, typer.Option(help="Write a row for each row, with its verdicts.", metavar="FILE.parquet")
    ] = None,
    embedder: Annotated[
        str, typer.Option(help="Who compares meanings: none, local, or an endpoint's URL.", metavar="none|local|URL")
    ] = "local",
    allow_copies: Annotated[bool, typer.Option("--allow-copies", help="A copy of the source does not fail.")] = False,
    min_fidelity: Annotated[float, typer.Option(min=0, max=1, help="A row below fails whatever the verdicts.")] = 0.0,
    min_pass_rate: Annotated[float, typer.Option(min=0, max=1, help="Exit with 1 when fewer rows pass.")] = 0.0,
    worst: Annotated[int, typer.Option(min=0, help="Failed rows to show, the worst first.")] = 5,
    workers: Annotated[int, typer.Option(min=1, help="Processes that check.")] = 1,
    limit: Annotated[int | None, typer.Option(min=1, help="Take only the first N rows.")] = None,
    judge: Annotated[
        str,
        typer.Option(help="Which rows a judge is shown: none, uncertain, sample:0.05, all.", metavar="WHICH"),
    ] = "none",
    judge_model: Annotated[str, typer.Option(help="As for run.")] = "",
    judge_base_url: Annotated[str, typer.Option(help="Its endpoint. Default: OPENAI_BASE_URL.", metavar="URL")] = "",
    judge_api_key_env: Annotated[
        str,
        typer.Option(help="The variable that holds its key. Default: OPENAI_API_KEY; at another URL JUDGE_API_KEY."),
    ] = "",
    judge_prompt: Annotated[str, typer.Option(help="As for run.", metavar="NAME|FILE")] = "judge",
) -> None:
    """Check rewrites that are there already, a run's or anybody's, against their sources.

    Example: rephrase verify pairs.parquet --source-column original --rewrite-column rewritten
    """
    from rephrase.pairs import Columns
    from rephrase.report.verdicts import VerifyProgress, report
    from rephrase.verify import Options
    from rephrase.verify import verify as do

    options = Options(
        target,
        Columns(source_column, rewrite_column, id_column, task),
        output,
        embedder,
        allow_copies,
        min_fidelity,
        workers,
        limit,
        worst,
        judge,
        judge_model,
        judge_base_url,
        judge_api_key_env,
        judge_prompt,
    )
    tally = asyncio.run(do(options, VerifyProgress()))
    typer.echo(report(tally))
    if tally.pass_rate < min_pass_rate:
        typer.echo(f"error: the pass rate {tally.pass_rate:.2%} is below {min_pass_rate:.2%}", err=True)
        raise typer.Exit(1)


@app.callback(invoke_without_command=True)
def version(
    version: Annotated[bool, typer.Option("--version", help="Print the version and end.", is_eager=True)] = False,
) -> None:
    if version:
        typer.echo(f"rephrase {__version__}")
        raise typer.Exit


def main() -> None:
    """The border: a user's error is two lines and exit code 2; a bug keeps its traceback; Ctrl-C says how to go on."""
    try:
        app()
    except RephraseError as error:
        sys.stderr.write(f"error: {_one_line(str(error))}\n")
        if error.hint:
            sys.stderr.write(f"hint: {_one_line(error.hint)}\n")
        sys.exit(2)
    except SystemExit as end:
        if end.code == INTERRUPTED:  # typer has made this of Ctrl-C
            sys.stderr.write("stopped; a run goes on where it was with the same command\n")
        raise


def _one_line(text: str) -> str:
    return "".join(char if char.isprintable() else " " for char in text)
