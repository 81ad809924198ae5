"""Errors of whole sentences: dropped, invented, repeated, cut off, in another language. One error each."""

from __future__ import annotations

import random
from collections.abc import Sequence

from mutators.texts import Edit, full_sentences, replaced, sentence_spans


def sentence_dropped(text: str, rng: random.Random) -> str | None:
    found = full_sentences(text)
    if len(sentence_spans(text)) < 3 or not found:
        return None
    start, end = rng.choice(found)
    return (text[:start].rstrip(" ") + " " + text[end:].lstrip(" ")).strip()


def sentence_invented(others: Sequence[str]) -> Edit:
    """A sentence of another text of the same kind put between two sentences, or at the end."""

    def edit(text: str, rng: random.Random) -> str | None:
        other = rng.choice(others)
        found, places = full_sentences(other), full_sentences(text, 3)
        if not found or not places or other[:60] in text:
            return None
        start, end = rng.choice(found)
        sentence = other[start:end]
        at = rng.choice(places)[1]
        return None if sentence in text else f"{text[:at]} {sentence}{text[at:]}"

    return edit


# What a writer might add to any text without being asked to: none of it is in any source.
PLAUSIBLE = (
    "This was later confirmed by several studies.",
    "Many people still remember it today.",
    "The exact figures have never been published.",
    "Similar cases have been reported in other countries.",
    "This makes it one of the best known examples in the world.",
    "Researchers are still working on a better explanation.",
    "It took several years before this was widely accepted.",
    "The idea was first proposed by a group of students.",
    "As a result, the costs fell sharply in the following years.",
    "However, not everyone agreed with this view.",
    "The project was financed by a private foundation.",
    "A new version is expected to appear next year.",
    "His friends were very surprised when they heard about it.",
    "The family celebrated with a large dinner that evening.",
)


def plausible_sentence_added(text: str, rng: random.Random) -> str | None:
    """A sentence that could stand in any text put between two sentences, or at the end."""
    places = full_sentences(text, 3)
    if not places:
        return None
    at = rng.choice(places)[1]
    return f"{text[:at]} {rng.choice(PLAUSIBLE)}{text[at:]}"


def last_third_cut(text: str, rng: random.Random) -> str | None:
    """Cut at the end of a sentence, so that nothing breaks off."""
    spans = sentence_spans(text)
    if len(spans) < 3:
        return None
    ends = [end for _, end in spans if 0.5 * len(text) < end < 0.75 * len(text)]
    return text[: rng.choice(ends)] if ends else None


def cut_in_mid_sentence(text: str, rng: random.Random) -> str | None:
    words = text.split(" ")
    return " ".join(words[: len(words) * 2 // 3]).rstrip(" .,;:") if len(words) > 20 else None


def sentence_repeated(text: str, rng: random.Random) -> str | None:
    """A sentence said again: at once, later, or at the end."""
    found = full_sentences(text, 5)
    if not found:
        return None
    start, end = rng.choice(found)
    at = rng.choice([place[1] for place in found if place[1] >= end])
    return f"{text[:at]} {text[start:end]}{text[at:]}"


def sentence_in_another_language(foreign: Sequence[str]) -> Edit:
    """A sentence replaced by one in another language."""

    def edit(text: str, rng: random.Random) -> str | None:
        found = full_sentences(text)
        if not found:
            return None
        return replaced(text, rng.choice(found), rng.choice(foreign))

    return edit
