"""Documents made for tests, and a rewriter that says the same of them in other words, as a good model would."""

from __future__ import annotations

import re

PLACES = ("Lisbon", "Oslo", "Cairo", "Quito", "Hanoi", "Dublin", "Perth", "Kyoto", "Lima", "Turin")
THINGS = (
    ("bridge", "river crossing"),
    ("library", "house of books"),
    ("market", "trading hall"),
    ("school", "place of teaching"),
    ("harbour", "landing for ships"),
    ("garden", "planted park"),
)
_SENTENCE = re.compile(
    r"In (\d+) the old (\w+) of (\w+) was repaired by (\d+) workers because its roof had begun to leak\."
)
_OTHER = dict(THINGS)


def sentence(number: int) -> str:
    """A sentence with two numbers, a place and a thing, different for every number."""
    thing, place = THINGS[number % len(THINGS)][0], PLACES[number % len(PLACES)]
    workers = 20 + number % 61
    return f"In {1500 + number % 500} the old {thing} of {place} was repaired by {workers} workers because its roof had begun to leak."


def document(first: int, sentences: int, per_paragraph: int = 4) -> str:
    """Paragraphs of such sentences under a heading now and then."""
    paragraphs = []
    for start in range(first, first + sentences, per_paragraph):
        stop = min(start + per_paragraph, first + sentences)
        paragraphs.append(" ".join(sentence(number) for number in range(start, stop)))
        if len(paragraphs) % 5 == 0:
            paragraphs[-1] = f"## Part {len(paragraphs) // 5}\n\n{paragraphs[-1]}"
    return "\n\n".join(paragraphs) + "\n"


def reworded(part: str) -> str:
    """The same facts in other words."""

    def other(match: re.Match[str]) -> str:
        year, thing, place, workers = match.groups()
        return f"A leaking roof made {workers} craftsmen mend the ancient {_OTHER[thing]} that stands in {place}; the year was {year}."

    return _SENTENCE.sub(other, part)
