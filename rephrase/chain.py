"""The heart: one document through its chunk chain. Ask, check, repair, go on, stitch. Knows no files and no HTTP.

Each chunk is checked before the next is asked for, so a bad one never becomes context; one that cannot be mended ends
the chain, since its document cannot be accepted any more and the rest would be paid for nothing.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from rephrase import apart, conversation, tokens
from rephrase.apart import Away
from rephrase.chunk import excerpts, split
from rephrase.clean import clean
from rephrase.conversation import Voice
from rephrase.data import (
    LEFT,
    NO_VERDICT,
    Chunk,
    Completion,
    Document,
    Generate,
    Judge,
    Judging,
    Message,
    Result,
    Rewrite,
    Sampling,
    Usage,
    Variant,
    Verdict,
)
from rephrase.errors import ContextTooLong, EndpointUnusable, ModelError
from rephrase.fidelity import cascade, score
from rephrase.recipe import Context, Pipeline
from rephrase.result import KEPT, UNJUDGED, result_of
from rephrase.route import foreign
from rephrase.stitch import stitch
from rephrase.variants import stable_hash

SMALLEST_SPLIT = 32  # tokens: a chunk this small whose answer is still cut is not cut again
WARMER, WARMEST = 0.05, 1.0  # added to the temperature with each further answer for a chunk, up to this


@dataclass(frozen=True, slots=True)
class Writer:
    """What a chain needs beside the document: a model, a recipe, somebody to tell of each answer, perhaps a judge, and
    somebody to tell of each chunk that is through. `apart` computes what is slow, away from the event loop."""

    generate: Generate
    pipeline: Pipeline
    on_answer: Callable[[Usage], None] = lambda usage: None
    judge: Judge | None = None
    on_chunk: Callable[[Chunk], None] = lambda chunk: None
    apart: Away = apart.here


@dataclass(frozen=True, slots=True)
class Attempt:
    """One answer for one chunk and what the checks say of it."""

    text: str
    finish_reason: str
    usage: Usage
    verdicts: tuple[Verdict, ...]
    judging: Judging = UNJUDGED

    @property
    def passed(self) -> bool:
        return all(verdict.passed for verdict in self.verdicts)

    @property
    def is_loop(self) -> bool:
        return any(verdict.check == "repetition" and not verdict.passed for verdict in self.verdicts)


async def rewrite(document: Document, variant: Variant, voice: Voice, writer: Writer) -> Result:
    """The document in one variant: accepted, rejected with a reason, or failed with a reason. Never raises for one document.

    Raises EndpointUnusable when the model will not answer any request.
    """
    if document.defect:
        return await result_of(document, variant, voice, [], failure=document.defect)
    if unasked := foreign(document, writer.pipeline.languages):
        return replace(await result_of(document, variant, voice, [], failure=unasked), status="rejected")
    done: list[Rewrite] = []
    failure = ""
    LEFT.set(len(document.text))
    try:
        limits = writer.pipeline.chunk_tokens, writer.pipeline.excerpt_tokens
        for excerpt in await writer.apart(_excerpts, document.text, *limits):
            if not await _write_excerpt(excerpt, done, variant, voice, writer):
                break
    except EndpointUnusable:
        raise
    except ModelError as error:
        failure = str(error)
    return await result_of(document, variant, voice, done, failure, writer.pipeline.min_fidelity, writer.apart)


def _excerpts(text: str, chunk_tokens: int, excerpt_tokens: int) -> list[list[Chunk]]:
    return excerpts(split(text, chunk_tokens), excerpt_tokens)


async def _write_excerpt(
    excerpt: Sequence[Chunk], done: list[Rewrite], variant: Variant, voice: Voice, writer: Writer
) -> bool:
    """Writes the excerpt's chunks one after another onto `done`; False when one could not be written.

    When a conversation outgrows the model's context, the next one begins with the end of what was written and no excerpt.
    """
    source = "".join(chunk.text for chunk in excerpt).strip()
    context = writer.pipeline.context
    before = stitch(done[-8:])[0] if context != "none" else ""
    shared = conversation.opening(voice)
    turns = shared

    for chunk in excerpt:
        ask = _asking(voice, source, before, context, opened=len(turns) > len(shared))
        try:
            written = await _write_chunk(chunk, turns, ask, variant, voice, writer)
        except ContextTooLong:
            turns, context = shared, "none" if context == "none" else "previous"
            before = stitch(done[-8:])[0] if context != "none" else ""
            ask = _asking(voice, source, before, context, opened=False)
            written = await _write_shrunk(chunk, turns, ask, variant, voice, writer)
        done.extend(written)
        _through(chunk, writer)
        if not all(rewrite.passed for rewrite in written):
            return False
        if context != "none" and any(rewrite.attempts for rewrite in written):
            answer = stitch(written)[0].strip()
            turns = (*turns, Message("user", ask(chunk.text.strip())), Message("assistant", answer))
    return True


def _through(chunk: Chunk, writer: Writer) -> None:
    LEFT.set(LEFT.get() - len(chunk.text))
    writer.on_chunk(chunk)


def _asking(voice: Voice, source: str, before: str, context: Context, opened: bool) -> Callable[[str], str]:
    """How a part is asked for: alone once the conversation is opened, else with what may be seen beside it."""
    if opened:
        return lambda part: conversation.next_part(voice, part)
    return lambda part: conversation.first_part(voice, part, source, before, context)


async def _write_shrunk(
    chunk: Chunk, turns: tuple[Message, ...], ask: Callable[[str], str], variant: Variant, voice: Voice, writer: Writer
) -> list[Rewrite]:
    """The chunk alone, or in smaller and smaller pieces. Raises ContextTooLong where even the smallest does not fit."""
    try:
        return await _write_chunk(chunk, turns, ask, variant, voice, writer)
    except ContextTooLong:
        if (size := tokens.count(chunk.text)) <= SMALLEST_SPLIT:
            raise
    written: list[Rewrite] = []
    for piece in split(chunk.text, (size + 1) // 2):
        placed = Chunk(chunk.start + piece.start, chunk.start + piece.end, piece.text)
        written.extend(await _write_shrunk(placed, turns, ask, variant, voice, writer))
        if not written[-1].passed:
            break
    return written


async def _write_chunk(
    chunk: Chunk, turns: tuple[Message, ...], ask: Callable[[str], str], variant: Variant, voice: Voice, writer: Writer
) -> list[Rewrite]:
    """The best rewrite of a chunk; two or more when its answer would not fit the cap and the chunk was split.

    A chunk without prose stands as it is, unasked.
    """
    if not score.has_prose(chunk.text):
        return [Rewrite(chunk, chunk.text.strip(), 0, KEPT, Usage(), ())]
    question = (*turns, Message("user", ask(chunk.text.strip())))
    attempts: list[Attempt] = []
    messages, room = question, 1
    for _ in range(writer.pipeline.repairs + 1):
        best = await _best_candidate(chunk, messages, room, attempts, variant, voice, writer)
        if best.passed:
            break
        if best.finish_reason == "length" and not best.is_loop:
            messages, room = question, room * 2
        elif _mendable(best):
            answer = Message("assistant", best.text)
            messages = (*question, answer, Message("user", conversation.repair_turn(voice, best.verdicts)))
        else:
            messages = question  # an apology or a loop is better not shown again
    best = max(attempts, key=_rank)
    usage = sum((attempt.usage for attempt in attempts), Usage())
    judging = sum((attempt.judging for attempt in attempts), UNJUDGED)
    whole = Rewrite(chunk, best.text, len(attempts), best.finish_reason, usage, best.verdicts, judging)
    if best.finish_reason == "length" and not best.passed and tokens.count(chunk.text) > SMALLEST_SPLIT:
        return await _write_halves(whole, turns, ask, variant, voice, writer)
    return [whole]


async def _best_candidate(
    chunk: Chunk,
    messages: Sequence[Message],
    room: int,
    attempts: list[Attempt],
    variant: Variant,
    voice: Voice,
    writer: Writer,
) -> Attempt:
    """Samples candidates until one passes; adds them to `attempts` and gives the best of this round."""
    first = len(attempts)
    for _ in range(writer.pipeline.candidates):
        seed = stable_hash(variant.seed, chunk.start, chunk.end, len(attempts)) % 2**31
        completion = await writer.generate(messages, _sampling(chunk, writer.pipeline, room, seed, len(attempts)))
        writer.on_answer(completion.usage)
        attempts.append(await _judged(chunk, await _checked(chunk, completion, voice, writer), voice, writer))
        if attempts[-1].passed:
            break
    return max(attempts[first:], key=_rank)


async def _write_halves(
    whole: Rewrite,
    turns: tuple[Message, ...],
    ask: Callable[[str], str],
    variant: Variant,
    voice: Voice,
    writer: Writer,
) -> list[Rewrite]:
    """The chunk written in two or more pieces. What was paid for the whole is counted with the first."""
    chunk = whole.chunk
    written: list[Rewrite] = []
    for piece in split(chunk.text, (tokens.count(chunk.text) + 1) // 2):
        placed = Chunk(chunk.start + piece.start, chunk.start + piece.end, piece.text)
        written.extend(await _write_chunk(placed, turns, ask, variant, voice, writer))
        if not written[-1].passed:
            break
        if written[-1].attempts:
            turns = (*turns, Message("user", ask(piece.text.strip())), Message("assistant", written[-1].text))
    first = written[0]
    written[0] = replace(
        first,
        attempts=first.attempts + whole.attempts,
        usage=first.usage + whole.usage,
        judging=first.judging + whole.judging,
    )
    return written


def _sampling(chunk: Chunk, pipeline: Pipeline, room: int, seed: int, attempt: int) -> Sampling:
    """Each further answer for a chunk is drawn a little warmer: at the same temperature a copy is copied again."""
    given = pipeline.sampling
    cap = given.max_tokens or room * (2 * tokens.count(chunk.text) + 128)
    warmer = min(given.temperature + WARMER * attempt, max(given.temperature, WARMEST)) if given.temperature else 0.0
    return Sampling(round(warmer, 2), given.top_p, cap, seed)


async def _judged(chunk: Chunk, attempt: Attempt, voice: Voice, writer: Writer) -> Attempt:
    """The attempt with the judge's verdict, where there is a judge and the cascade chooses what the checks passed."""
    if writer.judge is None:
        return attempt
    source, task, found = chunk.text.strip(), voice.task.name, attempt.verdicts
    why = cascade.chosen(writer.pipeline.judge, source, attempt.text, found, score.fidelity(found), task)
    if not why:
        return attempt
    said = await writer.judge(source, attempt.text, task)
    sampled = why == "sample" and not said.verdict.reason.startswith(NO_VERDICT)
    judging = Judging(said.usage, int(sampled), int(sampled and not said.verdict.passed))
    return replace(attempt, verdicts=(*found, said.verdict), judging=judging)


async def _checked(chunk: Chunk, completion: Completion, voice: Voice, writer: Writer) -> Attempt:
    source = chunk.text.strip()
    text = clean(completion.text, source)
    found = await writer.apart(score.verdicts, source, text, voice.task.name)
    verdicts = (_finished(completion), *found, score.floor(found, writer.pipeline.min_fidelity))
    return Attempt(text, completion.finish_reason, completion.usage, verdicts)


def _finished(completion: Completion) -> Verdict:
    if completion.finish_reason == "length":
        return Verdict("finish", False, 0.0, f"cut at the cap of {completion.usage.completion} tokens")
    if completion.finish_reason == "content_filter":
        return Verdict("finish", False, 0.0, "stopped by the endpoint's content filter")
    return Verdict("finish", True, 1.0)


def _mendable(attempt: Attempt) -> bool:
    """Whether showing the answer again helps: its form is right and something in it can be named."""
    formless = {"finish", "refusal", "repetition", "markup", "language"}
    return bool(attempt.text) and not any(
        (v.check in formless or v.reason.startswith(NO_VERDICT)) and not v.passed for v in attempt.verdicts
    )


def _rank(attempt: Attempt) -> tuple[bool, int, float]:
    failed = sum(not verdict.passed for verdict in attempt.verdicts)
    return attempt.passed, -failed, score.fidelity(attempt.verdicts)
