"""Which sentences of two texts belong together, and which words of theirs: by equal stems, in one language.

Every content word of one text is paired with one of the other, first where two sentences share most. Says nothing of
what that means; the checks that compare sentence by sentence look at it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cached_property, lru_cache
from typing import NamedTuple

from rephrase.fidelity.coverage import STOP
from rephrase.fidelity.partners import Matched, is_anchor, stretch
from rephrase.fidelity.words import Remembered, flowing, lines_of_words, prose, sentences

# Punctuation and control characters part words, apostrophes do not; a table is ten times as fast as a pattern, and one
# of bytes ten times as fast again.
_CONTROLS = "".join(char for char in map(chr, range(128)) if not char.isprintable() and not char.isspace())
_PARTING = str.maketrans(
    dict.fromkeys('!"#$%&()*+,-/:;<=>?@[\\]^_`{|}~.—–…“”„«»¿¡·•×÷−≤≥≠' + _CONTROLS, " ") | dict.fromkeys("'’", "")
)
_PAGE = "cp1252"
_PARTING_BYTES = bytes(
    ord(" ") if _PARTING.get(ord(char)) == " " else byte
    for byte, char in enumerate(bytes(range(256)).decode(_PAGE, "replace"))
)
_APOSTROPHES = "'’".encode(_PAGE)
# An apostrophe within what only seems to be one word: 5'10, ''. Else the words of ASCII text are what punctuation parts.
_ODD_APOSTROPHE = re.compile(r"'(?<=[^\W_]')(?:\d|'|[^\W\d_]+\d)")
_CLAUSE = re.compile(r"\s(?:(?<=[,;:]\s)|(?=[–—(]|(?:and|but|which|who|because|while|although|where)\s))")
_LIST_NUMBER = re.compile(r"[(\[]?\d{1,3}[.)\]]+")
_STEM = 5
# Words that tie sentences together or name no thing: a paraphrase has others.
_LIGHT = STOP | frozenset(
    "additionally altogether amount calculate cant compute couldnt currently determine didnt doesnt dont finally find first following"
    " given hence however furthermore many moreover number overall particular quantity respectively second several since"
    " specifically thus total unfortunately various wasnt whole within wont isnt arent werent hasnt havent".split()
)
_LONG, _CLAUSE_LEAST = 26, 7  # words of a sentence that is looked at clause by clause, and content words of a clause
_AROUND, _PRIOR = 3, 8  # sentences either side, and how many words the rate of the whole text counts for beside them
_COMMON = 8  # sentences: a word in more of them places none
_FAR = 1.0  # of its likeness that a sentence loses at the other end of the text


class Sentence(NamedTuple):  # a tuple, because many are made
    """A sentence or clause and its content words as stems, with repeats."""

    text: str
    stems: tuple[str, ...]


def _stem(unit: str) -> str:
    """The beginning of a word, "" for one that carries no content."""
    return unit[:_STEM] if (len(unit) > 2 and unit not in _LIGHT) or unit.isdigit() else ""


_STEMS = Remembered(_stem)
stem = _STEMS.__getitem__  # of one word without apostrophes


_STEMS_OF_WORDS = Remembered(lambda word: _stem(word.replace("'", "")))


def stems(sentence: str) -> tuple[str, ...]:
    """Stems of the content words and numbers of a sentence, in order."""
    return _stems_of_parted(_parted(sentence.lower()))


def _stems_of_parted(lowered: str) -> tuple[str, ...]:
    return tuple(filter(None, map(_STEMS.__getitem__, lowered.split())))


def _stems_by_line(lines: Sequence[str]) -> Iterator[tuple[str, ...]]:
    """The stems of each of some lines, none of which has a line break: parted all at once."""
    return map(_stems_of_parted, _parted("\n".join(lines).lower()).split("\n"))


def _stems_by_sentence(text: str) -> Iterator[tuple[str, ...]]:
    """The stems of each sentence: from the words that other checks look at too, where those are what punctuation parts."""
    if text.isascii() and _ODD_APOSTROPHE.search(text) is None:
        stem = _STEMS_OF_WORDS.__getitem__
        return (tuple(filter(None, map(stem, units))) for units in lines_of_words(text))
    return _stems_by_line(sentences(text))


def _parted(lowered: str) -> str:
    """The text with spaces for punctuation."""
    page = "ascii" if lowered.isascii() else _PAGE
    try:
        return lowered.encode(page).translate(_PARTING_BYTES, _APOSTROPHES).decode(page)
    except UnicodeEncodeError:
        return lowered.translate(_PARTING)


def _clauses(sentence: str) -> Iterator[Sentence]:
    """A long sentence cut where a clause may begin; each piece but the only one has words enough to be judged."""
    pieces = _CLAUSE.split(sentence)
    stems_of_pieces = [*_stems_by_line(pieces)]
    left = sum(map(len, stems_of_pieces))
    texts: list[str] = []
    own: tuple[str, ...] = ()
    for piece, more in zip(pieces, stems_of_pieces, strict=True):
        if len(own) >= _CLAUSE_LEAST and left >= _CLAUSE_LEAST:
            yield Sentence(" ".join(texts), own)
            texts, own = [], ()
        texts.append(piece)
        own += more
        left -= len(more)
    yield Sentence(" ".join(texts), own)


@lru_cache(maxsize=8)
def whole(text: str) -> tuple[Sentence, ...]:
    """The sentences of a text that have any content words, none cut into clauses; the numbers of a list are none."""
    plain = flowing(prose(text))
    lines = sentences(plain)
    stems_of_lines = _stems_by_sentence(plain) if lines else ()
    pairs = zip(lines, stems_of_lines, strict=True)
    return tuple(
        [Sentence(line, own) for line, own in pairs if own and not (len(own) == 1 and _LIST_NUMBER.fullmatch(line))]
    )


@lru_cache(maxsize=8)
def laid_out(text: str) -> tuple[Sentence, ...]:
    """The sentences and clauses of a text that have any content words."""
    found: list[Sentence] = []
    for sentence in whole(text):
        if len(sentence.stems) >= 2 * _CLAUSE_LEAST and sentence.text.count(" ") >= _LONG:
            found += _clauses(sentence.text)
        else:
            found.append(sentence)
    return tuple(found)


def _votes(sentences: Sequence[Sentence]) -> dict[str, tuple[float, list[int]]]:
    """The sentences that have each stem, by number, and what a stem is worth for each; without the stems of many."""
    found: dict[str, list[int]] = {}
    for number, sentence in enumerate(sentences):
        for stem in dict.fromkeys(sentence.stems):
            found.setdefault(stem, []).append(number)
    return {stem: (1 / len(numbers), numbers) for stem, numbers in found.items() if len(numbers) <= _COMMON}


def _places(own: Sequence[Sentence], other: Sequence[Sentence]) -> list[tuple[float, int]]:
    """For each sentence, the one of the other text most like it, by their rarer words, and how alike; -1 for none."""
    votes_of = _votes(other).get
    sizes = [len(sentence.stems) for sentence in other]
    positions = [(number + 0.5) / len(other) for number in range(len(other))]
    found = []
    for at, sentence in enumerate(own):
        votes: dict[int, float] = {}
        for vote, numbers in filter(None, map(votes_of, dict.fromkeys(sentence.stems))):
            for number in numbers:
                votes[number] = votes.get(number, 0) + vote
        size = len(sentence.stems)
        position = (at + 0.5) / len(own)
        best, place = 0.0, -1
        for number, sum_of_votes in votes.items():
            likeness = sum_of_votes / (size + sizes[number])
            if likeness < best:  # and less where it stands elsewhere
                continue
            likeness *= 1 - _FAR * abs(positions[number] - position)
            if likeness > best or (likeness == best and number < place):
                best, place = likeness, number
        found.append((best, place))
    return found


class Both:
    """The sentences of two texts: where those of the first have their places, and which words are one another's."""

    def __init__(self, one: tuple[Sentence, ...], two: tuple[Sentence, ...]) -> None:
        self.texts = one, two

    @cached_property
    def ranked(self) -> list[tuple[float, int]]:
        """For each sentence of the first text how like the one in its place is, and which that is."""
        return _places(*self.texts)

    @cached_property
    def words(self) -> Matched:
        """The words paired."""
        own, other = ([sentence.stems for sentence in text] for text in self.texts)
        return Matched(own, other, self.ranked)


class Side:
    """One of the two texts: where its sentences have their places, and how many words of each found a partner there.

    All is found when it is asked for: most who ask want the places alone, and few want those of both sides.
    """

    def __init__(self, both: Both, number: int) -> None:
        self._both, self._number = both, number
        self.sizes = [len(sentence.stems) for sentence in both.texts[number]]

    @cached_property
    def places(self) -> list[int]:
        """The place of each sentence in the other text, -1 for none."""
        one, two = self._both.texts
        return [place for _, place in (_places(two, one) if self._number else self._both.ranked)]

    @cached_property
    def partners(self) -> list[int]:
        """How many words of each sentence found a partner at its place."""
        return self._both.words.partners[self._number]

    @cached_property
    def anywhere(self) -> list[int]:
        """The same, those counted too that have one elsewhere."""
        return self._both.words.anywhere[self._number]

    def alone(self, at: int) -> int:
        """Words of a sentence without a partner; 0 where there is no such sentence."""
        return self.sizes[at] - self.partners[at] if 0 <= at < len(self.sizes) else 0

    def rate_around(self, run: range) -> float:
        """Share of words with a partner in the sentences before the run or in those after it, whichever is lower.

        The whole text's share makes up for few words there.
        """
        before, after = slice(max(0, run.start - _AROUND), run.start), slice(run.stop, run.stop + _AROUND)
        outside, size = (sum(counts) - sum(counts[run.start : run.stop]) for counts in (self.partners, self.sizes))
        rate = (outside + 1) / (size + 2)
        return min(
            (sum(self.partners[side]) + _PRIOR * rate) / (sum(sizes) + _PRIOR)
            for side in (before, after)
            if (sizes := self.sizes[side]) or len(run) == len(self.sizes)
        )

    def is_anchor(self, at: int) -> bool:
        """Whether so much of a sentence stands at its place that the place is sure."""
        return is_anchor(at, self.partners, self.sizes)

    def unsure(self, at: int) -> int:
        """Words of a sentence whose place is not sure, else 0."""
        return self.sizes[at] if 0 <= at < len(self.sizes) and not self.is_anchor(at) else 0

    def gap(self, run: range) -> range:
        """The run and what stands around it up to the sentences whose place is sure."""
        start, stop = run.start, run.stop
        while start > 0 and not self.is_anchor(start - 1):
            start -= 1
        while stop < len(self.sizes) and not self.is_anchor(stop):
            stop += 1
        return range(start, stop)

    def stretch(self, run: range) -> set[int]:
        """The other text's sentences among which the run belongs, by the places of the sure ones before and after it."""
        return stretch(run, self.partners, self.sizes, self.places)


class Pairing:
    """Two texts cut into sentences, and each one's side of the pairing."""

    def __init__(self, one: tuple[Sentence, ...], two: tuple[Sentence, ...]) -> None:
        self.one, self.two = one, two
        both = Both(one, two)
        self.before, self.after = Side(both, 0), Side(both, 1)


@lru_cache(maxsize=4)
def pairing(source: str, rewrite: str) -> Pairing:
    """The sentences of both texts and which belong together."""
    return Pairing(laid_out(source), laid_out(rewrite))


def around(sentences: Sequence[Sentence], at: int) -> str:
    """The text of a sentence and of its neighbours."""
    return " ".join(sentence.text for sentence in sentences[max(0, at - 1) : at + 2])
