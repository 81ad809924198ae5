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
