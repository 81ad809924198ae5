"""What is said to the model about one excerpt. Pure: builds messages, sends nothing.

A conversation only grows: system (task, style, perspective), worked examples, then a user turn for each part and the
model's answer to it. So each request begins, byte for byte, with the one before it, and a server's prefix cache has only
the new turn to compute. What documents share stands before what is a document's own.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from rephrase.data import Message, Verdict
from rephrase.recipe import Context, Prompt

TAIL_CHARACTERS = 600  # how much of what was written before an excerpt is shown when the excerpt is opened


@dataclass(frozen=True, slots=True)
class Voice:
    """The prompts of one variant, and how many worked examples of the task are shown."""

    task: Prompt
    style: Prompt
    perspective: Prompt
    repair: Prompt
    examples: int = 0


def opening(voice: Voice) -> tuple[Message, ...]:
    """The turns that all documents with this voice share."""
    system = "\n\n".join((voice.task.body, voice.style.body, voice.perspective.body))
    turns = [Message("system", system)]
    for example in voice.task.examples[: voice.examples]:
        turns.append(Message("user", next_part(voice, example.part)))
        turns.append(Message("assistant", example.rewrite))
    return tuple(turns)


def first_part(voice: Voice, part: str, excerpt: str, written: str, context: Context) -> str:
    """The first user turn of an excerpt: what the model may see beside the part, then the part."""
    shown = []
    if context == "excerpt":
        shown.append(f"This is the document:\n{fenced('document', excerpt)}")
    if context != "none" and written:
        tail = _tail(written)
        shown.append(f"This is the end of what you have written so far; go on from it:\n{fenced('written', tail)}")
    return "\n\n".join((*shown, next_part(voice, part)))


def next_part(voice: Voice, part: str) -> str:
    """A user turn that asks for one part."""
    return f"{voice.task.ask}\n{fenced('part', part)}"


def repair_turn(voice: Voice, verdicts: Sequence[Verdict]) -> str:
    """A user turn that says what is wrong with the last answer, check by check."""
    problems = "; ".join(f"{verdict.check}: {verdict.reason}" for verdict in verdicts if not verdict.passed)
    return voice.repair.body.replace("{problems}", f"Problems: {problems}.")


def fenced(tag: str, text: str, beside: str = "") -> str:
    """`text` between tags that occur neither in it nor in `beside`, so that no document closes or forges a fence."""
    name, number = tag, 2
    known = (text + beside).lower()
    while f"<{name}" in known or f"</{name}" in known:
        name, number = f"{tag}-{number}", number + 1
    return f"<{name}>\n{text}\n</{name}>"


def _tail(written: str) -> str:
    """The end of what was written, from the start of a line or a word."""
    if len(written) <= TAIL_CHARACTERS:
        return written
    tail = written[-TAIL_CHARACTERS:]
    for cut in ("\n", " "):
        head, found, rest = tail.partition(cut)
        if found and len(head) < TAIL_CHARACTERS // 2:
            return rest
    return tail
