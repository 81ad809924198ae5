"""The columns of the output, and the row that is written for a result. Knows nothing of files."""

from __future__ import annotations

import functools
import json
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from rephrase.data import Result, Rewrite, Verdict
from rephrase.formats.decode import without_surrogates
from rephrase.tokens import count

if TYPE_CHECKING:
    import pyarrow as pa


@functools.cache
def schema() -> pa.Schema:
    """The columns of accepted rows. Positions are in characters of `source_text`, `base_text` and `text`.

    `base_text` is what was rewritten where that was not the source: the text of the row `base_id`, an earlier task's.
    """
    import pyarrow as pa

    text, whole, small, real = pa.string(), pa.int64(), pa.int32(), pa.float64()
    verdict = pa.struct({"check": text, "passed": pa.bool_(), "score": real, "reason": text})
    spans = dict.fromkeys(("source_start", "source_end", "base_start", "base_end", "text_start", "text_end"), whole)
    tokens = dict.fromkeys(("prompt_tokens", "cached_tokens", "completion_tokens"), whole)
    chunk = pa.struct({**spans, "attempts": small, "finish_reason": text, **tokens})
    texts = dict.fromkeys(("pipeline", "task", "style", "perspective", "model"), text)
    columns = {"id": text, "text": text, "source_id": text, "source_text": text, "source_path": text}
    columns |= {"variant": small, **texts, "n_tokens": whole, "n_source_tokens": whole, "fidelity": real}
    columns |= {"base_id": text, "base_text": text, "strategy": text}
    columns |= {"route": text, "language": text, "language_certainty": real, "math": real, "math_kind": text}
    return pa.schema({**columns, "verdicts": pa.list_(verdict), "chunks": pa.list_(chunk), "meta": text})


@functools.cache
def quarantine_schema() -> pa.Schema:
    """The same, and why the row is not among the accepted."""
    import pyarrow as pa

    return schema().append(pa.field("status", pa.string())).append(pa.field("reason", pa.string()))


def row(result: Result, *, model: str, keep_source: bool) -> dict[str, Any]:
    """The columns of `quarantine_schema`; `status` decides into which file it goes.

    A model's answer may hold a lone surrogate, which would cost the whole shard: another sign stands for each, and spans hold.
    """
    document, variant, base = result.document, result.variant, result.base
    route = document.route
    cells = {
        "id": f"{document.id}/{variant.number}",
        "text": result.text,
        "source_id": document.id,
        "source_text": document.text if keep_source else None,
        "source_path": document.source_path,
        "variant": variant.number,
        "pipeline": result.pipeline,
        "task": result.task,
        "style": variant.style,
        "perspective": variant.perspective,
        "model": model,
        "n_tokens": count(result.text),
        "n_source_tokens": count(document.text),
        "fidelity": result.fidelity,
        "base_id": f"{document.id}/{base.variant.number}" if base else None,
        "base_text": base.text if base and keep_source else None,
        "strategy": variant.strategy or None,
        "route": route.name,
        "language": route.language,
        "language_certainty": route.certainty,
        "math": route.math,
        "math_kind": route.kind,
        "verdicts": [verdict_cells(verdict) for verdict in result.verdicts],
        "chunks": [_chunk(rewrite, span, base) for rewrite, span in zip(result.rewrites, result.spans, strict=True)],
        "meta": _json(document.meta),
        "status": result.status,
        "reason": result.reason,
    }
    return {name: without_surrogates(cell) if isinstance(cell, str) else cell for name, cell in cells.items()}


def verdict_cells(verdict: Verdict) -> dict[str, Any]:
    """As `dataclasses.asdict`, which takes ten times as long."""
    said = without_surrogates(verdict.reason)
    return {"check": verdict.check, "passed": verdict.passed, "score": verdict.score, "reason": said}


def _chunk(rewrite: Rewrite, span: tuple[int, int], base: Result | None) -> dict[str, Any]:
    start, end = rewrite.chunk.start, rewrite.chunk.end
    source = _traced(start, end, base) if base else (start, end)
    return {
        "source_start": source[0],
        "source_end": source[1],
        "base_start": start if base else None,
        "base_end": end if base else None,
        "text_start": span[0],
        "text_end": span[1],
        "attempts": rewrite.attempts,
        "finish_reason": without_surrogates(rewrite.finish_reason),
        "prompt_tokens": rewrite.usage.prompt,
        "cached_tokens": rewrite.usage.cached,
        "completion_tokens": rewrite.usage.completion,
    }


def _traced(start: int, end: int, base: Result) -> tuple[int, int]:
    """Which characters of the document the characters of the base were written from: those of the chunks they touch."""
    touched = [
        rewrite.chunk
        for rewrite, (first, last) in zip(base.rewrites, base.spans, strict=True)
        if first < end and start < last
    ]
    return (touched[0].start, touched[-1].end) if touched else (0, 0)


def _json(meta: Mapping[str, Any]) -> str:
    """Valid JSON whatever `meta` holds: NaN becomes null, what JSON does not know becomes its string."""
    import orjson

    try:
        return orjson.dumps(dict(meta), default=str, option=orjson.OPT_NON_STR_KEYS).decode("utf-8")
    except orjson.JSONEncodeError:  # integers over 64 bits, lone surrogates
        return json.dumps(dict(meta), default=str)
