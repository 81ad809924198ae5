"""A question that waits for its wave, and how its model wants to be asked. Sends nothing."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

from rephrase.data import Completion, Message, Sampling
from rephrase.models.endpoint import body_of


@dataclass(frozen=True, slots=True)
class Dialect:
    """What a model was found to take: the name of its cap on tokens, and whether it knows log-probabilities."""

    cap_name: str = "max_tokens"
    logprobs: bool = True

    def after(self, refusal: str, sampling: Sampling) -> Dialect:
        """What is left to try when a question asked so was refused; the same where that says nothing."""
        if self.cap_name == "max_tokens" and "max_completion_tokens" in refusal:
            return replace(self, cap_name="max_completion_tokens")
        if self.logprobs and sampling.top_logprobs and "logprobs" in refusal:
            return replace(self, logprobs=False)
        return self


@dataclass(eq=False, slots=True)
class Question:
    """One request and the future of its answer. `custom_id` is its name in a batch, "" until it is in one."""

    key: str
    model: str
    messages: Sequence[Message]
    sampling: Sampling
    answer: asyncio.Future[Completion]
    custom_id: str = ""
    faults: int = 0
    dialect: Dialect = Dialect()

    def body(self, dialect: Dialect) -> dict[str, Any]:
        """The request, asked in that way from now on."""
        self.dialect = dialect
        return body_of(self.model, self.messages, self.sampling, dialect.cap_name, dialect.logprobs)
