"""What is printed when a run has ended: the counts, how to load the result, one before and after."""

from __future__ import annotations

import shutil
import sys
import textwrap

from rephrase.options import Options
from rephrase.output import Counts, written
from rephrase.place import Place, readable
from rephrase.report.progress import Progress, printable
from rephrase.run import Summary

SHOWN = 400  # characters of the before and of the after


def show(summary: Summary, options: Options, progress: Progress) -> None:
    """Prints to standard output; the progress line went to standard error."""
    counts, out, part = summary.counts, options.output, options.part
    if part.of:
        print(f"part {part.index} of {part.of} is done; when all are: rephrase merge {out}")
    if not summary.fresh:
        print(f"all is done already: {counts.variants} rows in {out}; nothing was sent")
    print(
        f"{counts.documents} documents in, {counts.variants} rows out: {counts.accepted} accepted, "
        f"{counts.rejected} rejected, {counts.failed} failed"
    )
    if summary.reasons:
        print("in quarantine for: " + ", ".join(f"{check} {number}" for check, number in summary.reasons.items()))
    if not summary.fresh:
        return
    print(
        f"{counts.requests} requests, {counts.prompt_tokens} prompt tokens ({counts.cached_tokens} cached), "
        f"{counts.completion_tokens} completion tokens"
    )
    if counts.judge_requests or counts.judge_sampled:
        print(_of_judge(counts))
    if counts.accepted:
        print("\nload it:  from datasets import load_dataset")
        print(
            f'          files = "{out}/data/*.parquet"'
        )  # of a folder `datasets` keeps what it loaded first, by its name
        print('          rows = load_dataset("parquet", data_files=files, split="train")')
        _before_and_after(out)
    else:
        print(f"\nno document was accepted; read why in the column `reason` of {out / 'quarantine'}")


def _of_judge(counts: Counts) -> str:
    """The judge's bill, and what the cheap checks miss: how many of what they were sure of it failed."""
    bill = (
        f"judge: {counts.judge_requests} requests, {counts.judge_prompt_tokens} prompt tokens, "
        f"{counts.judge_completion_tokens} completion tokens"
    )
    if not counts.judge_sampled:
        return bill
    return f"{bill}; of {counts.judge_sampled} drawn at random it failed {counts.judge_sampled_failed}"


def _before_and_after(out: Place) -> None:
    import pyarrow.parquet as pq

    for path in written(out).values():
        for batch in pq.ParquetFile(readable(path)).iter_batches(
            1, columns=["source_id", "source_text", "text", "chunks", "style"]
        ):
            row = batch.to_pylist()[0]
            if row["source_text"] is None:
                return
            chunk = next(chunk for chunk in row["chunks"] if chunk["attempts"])
            before = row["source_text"][chunk["source_start"] : chunk["source_end"]]
            after = row["text"][chunk["text_start"] : chunk["text_end"]]
            print(
                f"\nbefore ({printable(row['source_id'])}):\n{_short(before)}\n\nafter ({row['style']}):\n{_short(after)}"
            )
            return


def _short(text: str) -> str:
    shown = printable(text.strip())
    shown = shown if len(shown) <= SHOWN else shown[:SHOWN].rsplit(" ", 1)[0] + " …"
    return _wrapped(shown) if sys.stdout.isatty() else shown


def _wrapped(text: str) -> str:
    """Broken between words, so that a terminal does not break it within them."""
    width = max(shutil.get_terminal_size().columns - 1, 20)
    return "\n".join("\n".join(textwrap.wrap(line, width)) for line in text.splitlines())
