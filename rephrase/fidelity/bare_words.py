"""The words of a text's sentences as negation is judged by them: without apostrophes, and without what denies nothing."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterator, Sequence
from functools import cached_property
from itertools import chain, takewhile

from rephrase.fidelity.opposites import NEGATIONS, OPPOSITES, may_deny
from rephrase.fidelity.pairing import Sentence, Side, stem
from rephrase.fidelity.words import Remembered, words, words_of

_WHETHER, _WHETHER_NEAR = frozenset(["whether", "if", "it"]), 10  # words before "or not"
_SUBJECT, _COMPARED = 3, 9  # words after "no" between which a comparison may begin, and how many words it has
NEIGHBOURS = (-1, 0, 1)  # a rewriter splits and joins sentences

BARE = Remembered(lambda unit: unit.replace("’", "").replace("'", ""))
LOOKED_AT = frozenset(["yet", "neither", "not", "no", "none", "nothing", "nobody", "before", "other"])

# To answer no says again what the answer says.
_ANSWERED = re.compile(r"^(\W*(?:\w+:\W*)?)No(?:[,;:.!]|$)")
_VERBLESS = re.compile(
    r"^\W*(?:\w+:\W*)?(?:\w+ ){1,4}?(?:cannot|\w+n['’]t|(?:do|does|did|is|are|was|were|has|have|had|will|would|can|could|may|might|must|should|need) not)(?=\s*[,.;:!—–]|$)"
)
_FURTHER = frozenset(["further", "farther", "more", "others"])
_UNLIKE = frozenset(["different", "other"])
_OPEN = frozenset(
    "what which who whom whose why how when where".split()
)  # a question with one of them is no yes-or-no question
_KEYWORD = re.compile(r"^\W*\*\*([^*\n]{1,60})(?::\*\*|\*\*:)")
# Two words, and the one that says what they say together.
_TOGETHER = (
    ("with", "no", "without"),
    ("none", "but", "only"),
    ("nothing", "but", "only"),
    ("nobody", "but", "only"),
    ("none", "the", "not"),
    ("before", "long", "soon"),
    ("other", "than", "except"),
)

_NOBODY = frozenset(["no", "none", "nobody", "nothing"])
_COMPARATIVES = frozenset(word for word in OPPOSITES if word.endswith("er") and word[:-2] + "est" in OPPOSITES) | {
    *("more", "less", "better", "worse", "fewer", "further")
}
_ANOTHER_CLAUSE = frozenset("and but or which who that while".split())
_SCOPE = 5  # words after a denial among which is what it denies
_FEW = 0.25  # of a sentence's content words
_CONDITION = 5  # words between a denial and the "without" that it belongs to

Units = tuple[str, ...]


def _units(words: Units) -> Units:
    """Words without apostrophes, and without what is no negation: not only, or not, no doubt, No. 5; yet to is not; neither
    counts once."""
    units = tuple(map(BARE.__getitem__, words))
    return units if LOOKED_AT.isdisjoint(units) else denying(units)


def denying(units: Units) -> Units:
    """The same, of words without apostrophes."""
    if "yet" in units:
        units = tuple(
            "not" if unit == "yet" and units[at + 1 : at + 2] == ("to",) and units[at - 1] != "not" else unit
            for at, unit in enumerate(units)
        )
    for one, two, same in _TOGETHER:
        if one in units and two in units:
            units = _as_one(units, one, two, same)
    if "neither" in units and "nor" in units:
        units = tuple(unit for unit in units if unit != "nor")
    idle = {at for word in ("not", "no") for at in places(word, units) if not _denies(units, at)}
    return tuple(unit for at, unit in enumerate(units) if at not in idle) if idle else units


def _as_one(units: Units, one: str, two: str, same: str) -> Units:
    """The same with one word for two wherever the second follows the first."""
    found = list(units)
    for at in reversed(range(len(found) - 1)):
        if found[at] == one and found[at + 1] == two:
            found[at : at + 2] = [same]
    return tuple(found)


def keyword(text: str) -> Units:
    """The words of a keyword before a sentence, which say nothing besides it: **Exception:** The owl does not sleep."""
    found = _KEYWORD.match(text)
    return tuple(map(BARE.__getitem__, words(found[1]))) if found else ()


def places(word: str, units: Units) -> Iterator[int]:
    """Where a word stands."""
    at = -1
    for _ in range(units.count(word)):
        at = units.index(word, at + 1)
        yield at


class Text:
    """The sentences of a text, their units, and where they have their places in the other text."""

    def __init__(self, sentences: Sequence[Sentence], side: Side) -> None:
        self.sentences, self._side = sentences, side
        texts = [sentence.text for sentence in sentences]
        self.units = [*map(_units, words_of([_ANSWERED.sub(r"\1 ", text) if "No" in text else text for text in texts]))]

    def claimed(self, source: Text, asks: bool) -> Text:
        """The same without the denials by which a rewrite says no more than its source: of what two words deny together ("no
        different"), neither of which the source has; of a keyword; and where it `asks` as its form, of questions that may be
        answered yes or no, and of answers that leave the verb to the question ("They do not.")."""
        claimed = Text(self.sentences, self._side)
        asserted = (self._asserted(at, asks) for at in range(len(self.units)))
        plain = (_plainly(units, source.words) for units in asserted)
        claimed.units = [_excused(_without_new(units, source), source) for units in plain]
        return claimed

    def excused(self, rewrite: Text) -> Text:
        """The same without the denials that a rewrite may say as a superlative or a condition."""
        excused = Text(self.sentences, self._side)
        excused.units = [_excused(units, rewrite) for units in self.units]
        return excused

    def _asserted(self, at: int, asks: bool) -> Units:
        """The units of a sentence without the denials of its keyword and, where the text `asks`, of questions and answers."""
        units, text = self.units[at], self.sentences[at].text
        if asks and self.is_question(at) and _OPEN.isdisjoint(units):
            return tuple(unit for unit in units if unit not in NEGATIONS)
        first = sum(map(NEGATIONS.__contains__, keyword(text))) + (asks and _VERBLESS.match(text) is not None)
        return _without_first(units, first) if first else units

    @cached_property
    def words(self) -> frozenset[str]:
        """All units of the text."""
        return frozenset(unit for units in self.units for unit in units)

    @cached_property
    def stems(self) -> frozenset[str]:
        """The stems of its content words."""
        return frozenset(stem for sentence in self.sentences for stem in sentence.stems)

    @property
    def places(self) -> list[int]:
        return self._side.places

    def is_question(self, at: int) -> bool:
        return self.sentences[at].text.rstrip("\"'”’)*_").endswith("?")

    def asks(self) -> bool:
        """Whether any sentence is a question."""
        return any(map(self.is_question, range(len(self.sentences))))

    def around(self, at: int) -> Counter[str]:
        """The units of a sentence and of its neighbours."""
        near = [self.units[at + step] for step in NEIGHBOURS if 0 <= at + step < len(self.units)]
        return Counter(chain.from_iterable(near))


def _without_first(units: Units, denials: int) -> Units:
    """The units without so many denials from their beginning."""
    idle = [at for at, unit in enumerate(units) if unit in NEGATIONS][:denials]
    return tuple(unit for at, unit in enumerate(units) if at not in idle)


def _plainly(units: Units, known: Collection[str]) -> Units:
    """The units without a no or not before a word that denies too, unless that is known."""
    idle = {
        at
        for word in ("not", "no")
        for at in places(word, units)
        if (after := units[at + 1 : at + 2]) and after[0] not in known and (may_deny(after[0]) or after[0] in _UNLIKE)
    }
    return tuple(unit for at, unit in enumerate(units) if at not in idle) if idle else units


def _excused(units: Units, other: Text) -> Units:
    """The units without the denials of a superlative (nobody did more), and of a condition (cannot live without water) unless
    the other text has one, too."""
    idle = {at for at, unit in enumerate(units) if unit in _NOBODY and _is_compared(units, at)}
    if "without" in units and "without" not in other.words:
        for at in places("without", units):
            near = range(max(0, at - _CONDITION), at) if at > 1 else range(at + 1, min(len(units), at + 2 * _CONDITION))
            denied = [n for n in near if units[n] in NEGATIONS and n not in idle]
            idle |= {at, denied[-1]} if denied else set()
    return tuple(unit for at, unit in enumerate(units) if at not in idle) if idle else units


def _without_new(units: Units, other: Text) -> Units:
    """The units without the denials of what the other text does not speak of."""
    return tuple(unit for at, unit in enumerate(units) if unit not in NEGATIONS or not _is_new(units, at, other))


def _is_new(units: Units, at: int, other: Text) -> bool:
    """Whether what is denied has content words, none of which the other text has, in a sentence of which it has few."""
    scope = [*filter(None, map(stem, units[at + 1 : at + 1 + _SCOPE]))]
    if not scope or not other.stems.isdisjoint(scope):
        return False
    said = [*filter(None, map(stem, units))]
    return sum(map(other.stems.__contains__, said)) <= _FEW * len(said)


def _is_compared(units: Units, at: int) -> bool:
    """Whether a comparative soon follows what is denied: no man had more, none runs faster; but not: no more men."""
    after = takewhile(lambda unit: unit not in _ANOTHER_CLAUSE, units[at + 1 : at + _COMPARED])
    first = next((n for n, unit in enumerate(after) if unit in _COMPARATIVES), -1)
    return first >= (_SUBJECT - 1 if units[at] == "no" else 0)


def _denies(units: Sequence[str], at: int) -> bool:
    after = units[at + 1] if at + 1 < len(units) else ""
    if "than" in units[max(0, at - 1) : at]:  # more often than not
        return False
    if "or" in units[max(0, at - 1) : at]:  # whether or not, like it or not; but: annoying or not consistent
        return not (at + 1 == len(units) or not _WHETHER.isdisjoint(units[max(0, at - _WHETHER_NEAR) : at - 1]))
    if after == "even" and not NEGATIONS.isdisjoint(units[:at]):  # not in winter, not even in spring
        return False
    if after in _FURTHER and at + 2 == len(units) and units[at - 1] in ("and", "but"):  # so far and no further: only
        return False
    if after in ("only", "just", "merely", "doubt", "matter") or after.isdigit():
        return False
    return not _is_superlative(units, at)


def _is_superlative(units: Sequence[str], at: int) -> bool:
    """Whether nothing is denied but an equal: no animal is as big as the whale."""
    if units[at] != "no" or "as" not in units[at + _SUBJECT : at + _COMPARED]:
        return False
    first = units.index("as", at + _SUBJECT)
    return "as" in units[first + 2 : first + _COMPARED]
