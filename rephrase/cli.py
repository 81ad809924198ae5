"""The commands: parse, call, print. Heavy parts are imported by the command that needs them."""

from __future__ import annotations

import asyncio
import os
import signal
import sys
import threading
from importlib import import_module
from pathlib import Path
from typing import Annotated, Any

import typer

from rephrase import __version__, collector, flags
from rephrase.arguments import options_of, taking_arguments_of
from rephrase.errors import RephraseError, UsageError

PLANNED_CONCURRENCY = 32  # requests at once that a plan assumes where the run would learn how many
INTERRUPTED = 130  # the exit code of what Ctrl-C ended

app = typer.Typer(
    name="rephrase",
    help="Turn a corpus of documents into synthetic pretraining data: rewritten chunk by chunk, each chunk checked.",
    no_args_is_help=True,
    add_completion=True,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
)


@app.command()
def run(
    input: flags.Input,
    output: flags.Output,
    pipeline: flags.Pipeline = "auto",
    base_url: flags.BaseUrls = [],  # noqa: B006
    model: flags.ModelName = "",
    api_key_env: flags.ApiKeyEnv = "OPENAI_API_KEY",
    variants: flags.Variants = 1,
    limit: flags.Limit = None,
    seed: flags.Seed = 0,
    concurrency: flags.Concurrency = "auto",
    engine: flags.Engine = "local",
    ray_address: flags.RayAddress = "auto",
    workers: flags.Workers = 0,
    requests_per_minute: flags.RequestsPerMinute = 0,
    tokens_per_minute: flags.TokensPerMinute = 0,
    give_up_after: flags.GiveUpAfter = 600.0,
    text_field: flags.TextField = "text",
    id_field: flags.IdField = "id",
    keep_field: flags.KeepField = [],  # noqa: B006
    split: flags.Split = "",
    config: flags.Config = "",
    judge: flags.Judge = "",
    judge_model: flags.JudgeModel = "",
    judge_base_url: flags.JudgeBaseUrl = "",
    judge_api_key_env: flags.JudgeApiKeyEnv = "",
    judge_prompt: flags.JudgePrompt = "judge",
    extend: flags.Extend = False,
    max_cost: flags.MaxCost = None,
    max_total_tokens: flags.MaxTotalTokens = None,
    max_time: flags.MaxTime = "",
    price_in: flags.PriceIn = None,
    price_out: flags.PriceOut = None,
    price_cached: flags.PriceCached = None,
    keep_journal: flags.KeepJournal = False,
    decontaminate: flags.Decontaminate = [],  # noqa: B006
    part: flags.Part = "",
    journal_dir: flags.JournalDir = None,
    shard_size: flags.ShardSize = None,
    shard_mb: flags.ShardMb = None,
    push_to_hub: flags.PushToHub = "",
    public: flags.Public = False,
    log_json: flags.LogJson = "",
    set_: flags.Setting = [],  # noqa: B006
) -> None:
    """Rewrite a corpus into a data set.

    A run that was stopped goes on with the same command, and pays for nothing twice.

    Without --base-url, OPENAI_BASE_URL and OPENAI_API_KEY the small model that comes along does it.

    \b
    Examples:
      rephrase run --input corpus/ --output out/
      rephrase run --input corpus/ --output out/ --base-url http://localhost:8000/v1
      rephrase run --input corpus/ --output out/ --pipeline knowledge --variants 2
      rephrase run --input corpus/ --output out/ --max-cost 20 --price-in 0.1 --price-out 0.4
    """
    given = locals()
    # In a thread, since it reads the machine's certificates for a tenth of a second, in which all else can be imported.
    threading.Thread(target=import_module, args=("aiohttp",)).start()
    from rephrase import push
    from rephrase.report.log import opened
    from rephrase.report.progress import Progress
    from rephrase.report.summary import show
    from rephrase.run import run as do

    progress = Progress(log=opened(log_json))
    options = options_of(given)
    if push_to_hub and options.part.of:
        raise UsageError("--push-to-hub and --part do not go together", f"rephrase merge {output} --push-to-hub NAME")
    folder = push.check(push_to_hub, options.output) if push_to_hub else None
    show(asyncio.run(do(options, progress)), options, progress)
    if folder is not None:
        typer.echo(push.push(push_to_hub, folder, public))


@app.command()
@taking_arguments_of(run)
def plan(
    given: dict[str, Any],
    sample: Annotated[
        int, typer.Option(min=0, help="Rewrite N documents for good and project from them. 0 = send nothing.")
    ] = 0,
    sample_documents: Annotated[
        int, typer.Option(min=0, help="Count on N documents at most and project the rest; 0 = on all.")
    ] = 5000,
    answer_ratio: Annotated[
        float | None, typer.Option(min=0, help="Completion tokens for each source token. Default: by task.")
    ] = None,
    tokens_per_second: Annotated[
        float | None, typer.Option(min=0, help="Completion tokens a second of the endpoint in all.")
    ] = None,
    request_tokens_per_second: Annotated[
        float | None, typer.Option(min=0, help="Completion tokens a second of one request; see --concurrency.")
    ] = None,
) -> None:
    """Say what a run would take, before it.

    Requests, tokens, money, time and disk, by route and style. Takes the arguments of run.

    \b
    Examples:
      rephrase plan --input corpus/ --price-in 0.1 --price-out 0.4 --tokens-per-second 2000
      rephrase plan --input corpus/ --base-url http://localhost:8000/v1 --sample 20
    """
    from rephrase.options import chosen_recipes
    from rephrase.plan import plan as do
    from rephrase.report.forecast import Pace, forecast
    from rephrase.trial import projected, trial

    options = options_of(given)
    prices = chosen_recipes(options).own.pipeline.prices
    found = do(options, sample_documents, sample, answer_ratio, lambda line: typer.echo(f"warning: {line}", err=True))
    pace = Pace(tokens_per_second, request_tokens_per_second, options.concurrency or PLANNED_CONCURRENCY)
    tried = asyncio.run(trial(options, found.chosen, lambda line: typer.echo(line, err=True))) if sample else None
    typer.echo(forecast(found, prices, pace, tried, projected(tried, found.total, prices) if tried else None))


@app.command("check-endpoint")
def check_endpoint(
    base_url: flags.BaseUrl = "",
    model: Annotated[str, typer.Option(help="The model to look at. Default: the first that is listed.")] = "",
    api_key_env: Annotated[str, typer.Option(help="The variable that holds the key.")] = "OPENAI_API_KEY",
) -> None:
    """Say what an endpoint can do, and how to mend its faults.

    Sends a few small requests. Exits with 1 when the endpoint is not fit for a run.

    \b
    Examples:
      rephrase check-endpoint --base-url http://localhost:8000/v1
      rephrase check-endpoint --base-url http://localhost:4000/v1 --model qwen3-8b --api-key-env LITELLM_KEY
    """
    from rephrase.probe import probe
    from rephrase.report.endpoint import report
    from rephrase.rewriter import DEFAULT_OPENAI_URL

    url = base_url or os.environ.get("OPENAI_BASE_URL") or DEFAULT_OPENAI_URL
    found = probe(url, model, os.environ.get(api_key_env) or "none", api_key_env)
    typer.echo(report(found))
    if not found.fit:
        raise typer.Exit(1)


@app.command()
def merge(
    folder: Annotated[str, typer.Argument(help="The output folder of a run in parts.", metavar="DIR")],
    push_to_hub: flags.PushToHub = "",
    public: flags.Public = False,
) -> None:
    """Make one run of its parts (run --part).

    Says which parts are missing or not done, and how to do them.

    \b
    Example:
      rephrase merge out/
    """
    from rephrase import push
    from rephrase.merge import merge as do
    from rephrase.place import place

    out = place(folder)
    pushed = push.check(push_to_hub, out) if push_to_hub else None
    typer.echo(do(out, lambda line: typer.echo(f"warning: {line}", err=True)))
    if pushed is not None:
        typer.echo(push.push(push_to_hub, pushed, public))


@app.command()
def status(
    output: Annotated[str, typer.Argument(help="The output folder of a run.", metavar="DIR")],
    as_json: Annotated[bool, typer.Option("--json", help="As one JSON object.")] = False,
) -> None:
    """Say how far a run is, from its folder alone.

    The run may be at work in another process or have ended; nothing in the folder is changed.

    \b
    Examples:
      rephrase status out/
      rephrase status out/ --json
    """
    import json

    from rephrase.place import place
    from rephrase.report.status import record, state
    from rephrase.report.status import status as said

    found = state(place(output))
    typer.echo(json.dumps(record(found)) if as_json else said(found))


@app.command()
def prompts() -> None:
    """List the styles, perspectives, tasks and pipelines.

    \b
    Example:
      rephrase prompts
    """
    from rephrase.report.listing import listing

    typer.echo(listing())


@app.command()
def show(
    file: Annotated[str, typer.Argument(help="A document, or any input of run.", metavar="INPUT")],
    pipeline: flags.Pipeline = "auto",
    base_url: flags.BaseUrl = "",
    model: flags.ModelName = "",
    seed: Annotated[int, typer.Option(help="As for run.")] = 0,
    text_field: flags.TextField = "text",
    split: flags.Split = "",
    config: flags.Config = "",
    set_: flags.Setting = [],  # noqa: B006
) -> None:
    """Print the messages that would be sent for a document.

    Exactly as they would be sent, and nothing is.

    \b
    Examples:
      rephrase show corpus/page.md
      rephrase show corpus/page.md --pipeline knowledge --set styles=faq
    """
    from rephrase.options import Options
    from rephrase.report.messages import messages

    options = Options(
        (file,),
        Path(),
        pipeline,
        base_url,
        model,
        seed=seed,
        settings=tuple(set_),
        text_field=text_field,
        split=split,
        config=config,
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
    """Check rewrites that are there already.

    A run's, or anybody's, against their sources: any Parquet or JSONL with two text columns.

    \b
    Examples:
      rephrase verify out/
      rephrase verify pairs.parquet --source-column original --rewrite-column rewritten
      rephrase verify pairs.jsonl --task translate --output verdicts.parquet --min-pass-rate 0.9
    """
    from rephrase.pairs import Columns
    from rephrase.report.verdicts import VerifyProgress, report
    from rephrase.stop import interruptible
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
    tally = asyncio.run(interruptible(do(options, VerifyProgress())))
    typer.echo(report(tally))
    if tally.pass_rate < min_pass_rate:
        typer.echo(f"error: the pass rate {tally.pass_rate:.2%} is below {min_pass_rate:.2%}", err=True)
        raise typer.Exit(1)


@app.command()
def report(
    folder: Annotated[str, typer.Argument(help="A run's output folder.", metavar="DIR")],
    output: Annotated[
        Path | None, typer.Option(help="The file to write. Default: report.html in DIR.", metavar="FILE.html")
    ] = None,
    sample: Annotated[int, typer.Option(min=0, help="Rows in the reader, drawn by a hash of their ids.")] = 500,
) -> None:
    """Write what a run came to as one HTML file.

    Figures, charts, and source beside rewrite. The page needs no network.

    \b
    Examples:
      rephrase report out/
      rephrase report out/ --output report.html --sample 100
    """
    from rephrase.place import place
    from rephrase.report.html import write

    written = write(place(folder), output, sample)
    typer.echo(f"{written.path}: {written.sampled} of {written.rows} rows, {written.size / 1e6:.1f} MB")


@app.command()
def inspect(
    folder: Annotated[str, typer.Argument(help="A run's output folder.", metavar="DIR")],
    id: Annotated[str, typer.Argument(help="A row, or a document for all its rows.", metavar="[ID]")] = "",
    status: Annotated[str, typer.Option(help="List only these rows.", metavar="accepted|rejected|failed")] = "",
    check: Annotated[str, typer.Option(help="List only rows that failed this check.")] = "",
    style: Annotated[str, typer.Option(help="List only rows of this style.")] = "",
    limit: Annotated[int, typer.Option(min=1, help="Rows to list.")] = 50,
) -> None:
    """List a run's rows, or show one of them.

    One row is shown part by part, source and rewrite, with what the checks say.

    \b
    Examples:
      rephrase inspect out/ --status rejected --check numbers
      rephrase inspect out/ page.md/0
    """
    from rich.console import Console

    from rephrase.place import place
    from rephrase.report.inspect import Wanted
    from rephrase.report.inspect import inspect as do

    console = Console(highlight=False, markup=False, emoji=False)
    do(place(folder), id, Wanted(status, check, style, limit), console, console.is_terminal)


@app.callback(invoke_without_command=True)
def version(
    version: Annotated[bool, typer.Option("--version", help="Print the version and end.", is_eager=True)] = False,
) -> None:
    if version:
        typer.echo(f"rephrase {__version__}")
        raise typer.Exit


def main() -> None:
    """The border: a user's error is two lines and exit code 2; a bug keeps its traceback; Ctrl-C says how to go on."""
    collector.seldom()
    try:
        app()
    except RephraseError as error:
        code = getattr(error, "code", 2)  # of a run that was stopped and can go on
        sys.stderr.write(f"{'error: ' if code == 2 else ''}{_one_line(str(error))}\n")
        if error.hint:
            sys.stderr.write(f"hint: {_one_line(error.hint)}\n")
        sys.exit(code)
    except SystemExit as end:
        if (
            end.code == INTERRUPTED
        ):  # typer has made this of Ctrl-C; all is put away, and another one would only interrupt the end
            signal.signal(signal.SIGINT, signal.SIG_IGN)
            sys.stderr.write("stopped; a run goes on where it was with the same command\n")
        raise


def _one_line(text: str) -> str:
    return "".join(char if char.isprintable() else " " for char in text)
