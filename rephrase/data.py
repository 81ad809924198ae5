"""The values that flow through a run, in order of appearance. Knows nothing of files, models or prompts."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping, Sequence
from contextvars import ContextVar
from dataclasses import dataclass, field
from typing import Any, Literal, Protocol

Status = Literal["accepted", "rejected", "failed"]
Role = Literal["system", "user", "assistant"]
Task = str  # the name of a prompt under prompts/tasks: rephrase, learning_note, translate, ...


@dataclass(frozen=True, slots=True)
class Route:
    """What a document was found to be. `name`: knowledge, math, foreign or foreign_math; "" where nobody looked.

    `language` is an ISO 639 code, "" where none is sure; `certainty` its probability and `math` how mathematical, both in
    [0, 1]; `kind` of mathematics: theorem, definition, exercise, exposition, "" in other documents.
    """

    name: str = ""
    language: str = ""
    certainty: float = 0.0
    math: float = 0.0
    kind: str = ""


@dataclass(frozen=True, slots=True)
class Document:
    """One source document. `defect` says why it could not be read (then `text` is what could be, or empty)."""

    id: str
    text: str
    source_path: str
    meta: Mapping[str, Any] = field(default_factory=dict)
    defect: str = ""
    route: Route = Route()


@dataclass(frozen=True, slots=True)
class Chunk:
    """A span of a document in characters: `text == document.text[start:end]`, trailing white space included."""

    start: int
    end: int
    text: str


@dataclass(frozen=True, slots=True)
class Message:
    """One turn of a conversation."""

    role: Role
    content: str


@dataclass(frozen=True, slots=True)
class Sampling:
    """How an answer is drawn. `max_tokens` is the cap on the answer in tokens; `seed` may be ignored by an endpoint.

    `top_logprobs` (0 = none, endpoints allow up to 20) asks how likely the first token's alternatives were.
    """

    temperature: float
    top_p: float
    max_tokens: int
    seed: int
    top_logprobs: int = 0


@dataclass(frozen=True, slots=True)
class Usage:
    """Tokens an endpoint reports for one or more requests. `cached` is the part of `prompt` served from its cache."""

    requests: int = 0
    prompt: int = 0
    cached: int = 0
    completion: int = 0

    def __add__(self, other: Usage) -> Usage:
        return Usage(
            self.requests + other.requests,
            self.prompt + other.prompt,
            self.cached + other.cached,
            self.completion + other.completion,
        )

    def __sub__(self, other: Usage) -> Usage:
        return Usage(
            self.requests - other.requests,
            self.prompt - other.prompt,
            self.cached - other.cached,
            self.completion - other.completion,
        )


@dataclass(frozen=True, slots=True)
class Completion:
    """One answer of a model, as it came. `finish_reason` is the endpoint's: stop, length, content_filter, ...

    `first_token` holds what could have stood first in the answer, with natural log-probabilities (<= 0); empty where
    they were not asked for or the endpoint gives none.
    """

    text: str
    finish_reason: str
    usage: Usage
    first_token: tuple[tuple[str, float], ...] = ()


# Characters of source that the chain of this task still has to write. Who waits for a place at an endpoint gets it sooner
# the more that is: otherwise the longest chain waits its turn at each part, and all wait for it in the end.
LEFT: ContextVar[int] = ContextVar("left", default=0)


class Generate(Protocol):
    """A model: messages and sampling in, one completion out. Raises `ModelError` when no answer is to be had."""

    def __call__(self, messages: Sequence[Message], sampling: Sampling) -> Awaitable[Completion]: ...


@dataclass(frozen=True, slots=True)
class Verdict:
    """What one check says of one (source, rewrite) pair. `score` is in [0, 1], 1 = faithful; `reason` names the items."""

    check: str
    passed: bool
    score: float
    reason: str = ""

    def __reduce__(self) -> tuple[type[Verdict], tuple[str, bool, float, str]]:
        """Verdicts go between processes by the million: a third of the time that a dataclass with slots takes."""
        return Verdict, (self.check, self.passed, self.score, self.reason)


NOT_JUDGED = "not judged"  # a reason that begins so: the check has nothing to say of such a pair, and passes it


def not_judged(check: str, why: str) -> Verdict:
    """The verdict of a check that does not apply to a pair: `why` goes on from "not judged"."""
    return Verdict(check, True, 1.0, f"{NOT_JUDGED} {why}")


Check = Callable[[str, str, Task], Verdict]


NO_VERDICT = "no verdict: "  # a reason that begins so is the judge's fault, not the rewrite's


@dataclass(frozen=True, slots=True)
class Judged:
    """What a judge says of one pair, and what asking it cost."""

    verdict: Verdict
    usage: Usage


class Judge(Protocol):
    """A model's opinion: source, rewrite and task in, a verdict out, failed where there is none (it fails closed).

    Raises EndpointUnusable when it will not answer any request.
    """

    def __call__(self, source: str, rewrite: str, task: Task) -> Awaitable[Judged]: ...


@dataclass(frozen=True, slots=True)
class Judging:
    """What judging came to: its tokens, and how many of the texts the cheap checks were sure of it was shown and failed."""

    usage: Usage = Usage()
    sampled: int = 0
    sampled_failed: int = 0

    def __add__(self, other: Judging) -> Judging:
        return Judging(
            self.usage + other.usage,
            self.sampled + other.sampled,
            self.sampled_failed + other.sampled_failed,
        )


@dataclass(frozen=True, slots=True)
class Rewrite:
    """A chunk and the best text written for it. `attempts` counts all answers asked for, candidates and repairs.

    `usage` is the rewriter's alone; a judge's is in `judging`.
    """

    chunk: Chunk
    text: str
    attempts: int
    finish_reason: str
    usage: Usage
    verdicts: tuple[Verdict, ...]
    judging: Judging = Judging()

    @property
    def passed(self) -> bool:
        return all(verdict.passed for verdict in self.verdicts)


@dataclass(frozen=True, slots=True)
class Variant:
    """Which rewriting of a document: its number and the choices that follow from (document id, number, seed).

    `strategy` is a way of studying the document that stands in for the style, where the model named one.
    """

    number: int
    style: str
    perspective: str
    seed: int
    strategy: str = ""


@dataclass(frozen=True, slots=True)
class Result:
    """One row out: a document in one variant. `spans` are the rewrites' places in `text`, in characters.

    `base` is the result whose text was rewritten where that was not the document's own: the chunks are spans of it then.
    """

    document: Document
    variant: Variant
    task: Task
    text: str
    rewrites: tuple[Rewrite, ...]
    spans: tuple[tuple[int, int], ...]
    verdicts: tuple[Verdict, ...]
    fidelity: float
    status: Status
    reason: str
    usage: Usage
    judging: Judging = Judging()
    base: Result | None = None
    pipeline: str = ""
