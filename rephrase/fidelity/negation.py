"""Does the rewrite say the contrary? Compares sentences that are otherwise alike: negations, comparatives, opposites.

Fails on positive evidence only: two sentences that share most of their content words, of which one denies and the other
does not, or of which one has a word's opposite in its place. A paraphrase that denies in another way (fails to, lacks,
un-) makes up for a negation. Other ways of saying the contrary are left to a judge.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from rephrase.data import Task, Verdict, not_judged
from rephrase.fidelity.bare_words import BARE, LOOKED_AT, NEIGHBOURS, Text, Units, denying, keyword
from rephrase.fidelity.contraries import has_come, said_otherwise
from rephrase.fidelity.frames import in_their_frames
from rephrase.fidelity.opposites import (
    CONVERSE,
    COUNTS,
    DENYING,
    NEGATIONS,
    OF_A_KIND,
    OPPOSITES,
    PREFIXES,
    denies,
    may_deny,
    opposed,
)
from rephrase.fidelity.pairing import Sentence, pairing, stem, stems
from rephrase.fidelity.words import Remembered, prose, shown, words

_ALIKE = 0.5  # share of the shorter sentence's content words that the other has
_MUCH_ALIKE = 0.5  # the same of the longer one's: what is told freely is often denied for what was said as its contrary
_SCOPE = 5  # words after a negation among which is what it denies
_DENIED = 2  # content words after a negation of which one is what it denies
_THAN = 9  # words after a comparative among which is its "than"
_FEWEST = 2  # content words in common
_FILLERS = frozenset("longer ever even yet still quite really always any anymore".split())
_NO_OPPOSITES = (*"migrants migrant migration form forms formed side come vest vested press pressed".split(),)
_NEAR = 2  # sentences either side of a place in which what accounts for a negation may stand


@dataclass(frozen=True, slots=True)
class Match:
    """A sentence, the one in its place in the other text, and the words of both and of what stands around them."""

    own: tuple[str, ...]
    other: tuple[str, ...]
    around_own: Counter[str]
    around_other: Counter[str]
    text: str

    def denied(self) -> tuple[int, int]:
        return _negations(self.own), _negations(self.other)

    def is_denied_there(self, unit: str, within: int) -> bool:
        """Whether the other sentence has a content word, and so few words before it a negation."""
        stem_of_unit = stem(unit)
        places = (at for at, other in enumerate(self.other) if stem_of_unit and stem(other) == stem_of_unit)
        return any(_negations(self.other[max(0, at - within) : at]) for at in places)


def _negations(units: Iterable[str]) -> int:
    return sum(map(NEGATIONS.__contains__, units))


def _matches(own: Text, other: Text, wanted: frozenset[str], of_longer: float = 0.0) -> Iterator[Match]:
    """The sentences that have one of the wanted words and stand in the other text with most of their other words, which are also
    this share of the longer one's."""
    for at, (sentence, units, place) in enumerate(zip(own.sentences, own.units, own.places, strict=True)):
        if place < 0 or wanted.isdisjoint(units):
            continue
        here = set(sentence.stems)
        best = max(
            (place + step for step in NEIGHBOURS if 0 <= place + step < len(other.units)),
            key=lambda number: len(here.intersection(other.sentences[number].stems)),
        )
        there = set(other.sentences[best].stems)
        common, least = len(here & there), min(len(here), len(there))
        needed = max(min(_FEWEST, least), _ALIKE * least, of_longer * max(len(here), len(there)))
        if common >= needed:
            yield Match(units, other.units[best], own.around(at), other.around(best), sentence.text)


def _is_negation_lost(match: Match) -> bool:
    """Whether a negation of the sentence is gone, what it denied is there, and no other denial has come for it."""
    here, there = match.denied()
    if here <= there or _negations(match.around_own.elements()) <= _negations(match.around_other.elements()):
        return False
    around_own = match.around_own - Counter(keyword(match.text))
    new = (unit for unit in set(match.other) if match.around_other[unit] > around_own[unit])
    if said_otherwise(match.own, match.around_own, match.around_other):
        return False
    if any(_is_new_denial(unit, match) for unit in new):
        return False
    return any(_is_scope_kept(match, at) for at, unit in enumerate(match.own) if unit in NEGATIONS)


def _is_new_denial(unit: str, match: Match) -> bool:
    """Whether a word that only the other text has may deny: fails, lacks, unstable for not stable."""
    if may_deny(unit):
        return True
    return any(unit.startswith(prefix) and match.around_own[unit[len(prefix) :]] > 0 for prefix in PREFIXES)


def _is_scope_kept(match: Match, at: int) -> bool:
    """Whether a content word that a negation denies is in the other sentence and not denied there."""
    after = stems(" ".join(unit for unit in match.own[at + 1 : at + 1 + _SCOPE] if unit not in _FILLERS))
    scope = after[:_DENIED] or stems(" ".join(match.own[max(0, at - _SCOPE) : at]))[-1:]
    if any(map(match.is_denied_there, match.own[at + 1 : at + 1 + _SCOPE], range(1, _SCOPE + 1))):
        return False
    for number, unit in enumerate(match.other):
        if unit[:5] in scope and not _negations(match.other[max(0, number - _SCOPE) : number]):
            return True
    return False


def _is_much_alike(one: Sentence, two: Sentence) -> bool:
    """Whether half of either sentence's content words are in the other."""
    here, there = set(one.stems), set(two.stems)
    return len(here & there) >= _MUCH_ALIKE * max(len(here), len(there))


def _is_answered(text: Text, denied: Sequence[int], at: int) -> bool:
    """Whether a sentence is a question and the next one denies what it denies."""
    return at + 1 < len(denied) and bool(denied[at + 1]) and text.is_question(at)


def _unaccounted(own: Text, other: Text, denials: frozenset[str] = NEGATIONS) -> Iterator[str]:
    """Sentences that deny, with their neighbours, more often than the other text may deny in their place or next to it.

    Those that have a place are asked about only where the sentence there is much alike.
    """
    denied = [sum(map(denials.__contains__, units)) for units in own.units]
    if sum(map(bool, denied)) > 1 and not other.asks():  # then questions are the form of this text
        denied = [count if count and not _is_answered(own, denied, at) else 0 for at, count in enumerate(denied)]
    may = [sum(map(may_deny, units)) for units in other.units]
    for at in (at for at, count in enumerate(denied) if count):
        near = range(max(0, at - 1), min(len(denied), at + 2))
        places = [own.places[n] for n in near if own.places[n] >= 0]
        is_placed = own.places[at] >= 0
        stretch = may[max(0, min(places) - _NEAR) : max(places) + _NEAR + 1] if is_placed else may
        if sum(denied[n] for n in near) <= sum(stretch):
            continue
        place = own.places[at]
        if not is_placed or (
            _is_much_alike(own.sentences[at], other.sentences[place])
            and not said_otherwise(own.units[at], own.around(at), other.around(place))
        ):
            yield own.sentences[at].text


def _exchanged(match: Match, word: str, opposite: str) -> bool:
    """Whether the other sentence has a word's opposite in its place, and means it."""
    if word not in match.own or opposite not in match.other:
        return False
    one, two = {word, *OPPOSITES.get(opposite, ())}, {opposite, *OPPOSITES.get(word, ())}
    if not _is_rarer(one, match.around_own, match.around_other) or not _is_rarer(
        two, match.around_other, match.around_own
    ):
        return False
    if word in COUNTS and not _count_the_same(match, word, opposite):
        return False
    here, there = match.denied()
    return (here == there or word in NEGATIONS or opposite in NEGATIONS) and not _is_converse(match, word, opposite)


def _is_rarer(words: Iterable[str], here: Counter[str], there: Counter[str]) -> bool:
    """Whether there are fewer of some words there: of all that say the same, as a synonym may stand for one."""
    return sum(map(here.__getitem__, words)) > sum(map(there.__getitem__, words))


def _count_the_same(match: Match, word: str, opposite: str) -> bool:
    """Whether two number words stand before the same word: twenty years, two decades do not."""
    here, there = match.own.index(word) + 1, match.other.index(opposite) + 1
    one, two = match.own[here : here + 1], match.other[there : there + 1]
    return bool(one and two) and one[0][:4] == two[0][:4]


def _is_converse(match: Match, word: str, opposite: str) -> bool:
    """Whether both sentences say the same from two ends: A is larger than B, B is smaller than A."""
    here, there = match.own.index(word), match.other.index(opposite)
    if word not in CONVERSE and "than" not in match.own[here : here + _THAN]:
        return False
    left, right = _stems_around(match.own, here)
    left_there, right_there = _stems_around(match.other, there)
    return len(left & right_there) + len(right & left_there) > len(left & left_there) + len(right & right_there)


def _stems_around(units: Sequence[str], at: int) -> tuple[frozenset[str], frozenset[str]]:
    return frozenset(stems(" ".join(units[:at]))), frozenset(stems(" ".join(units[at + 1 :])))


def _roots(word: str) -> tuple[str, ...]:
    """What of a word a prefix may turn round: stable of unstable."""
    if not word.startswith(PREFIXES):
        return ()
    roots = [word[len(prefix) :] for prefix in PREFIXES if word.startswith(prefix)]
    return tuple(root for root in roots if _is_opposite(root, word) or _is_opposite(word, root))


_ROOTS_OF = Remembered(_roots)
_IS_TELLING = Remembered(
    lambda word: word in OPPOSITES or word in NEGATIONS or word in LOOKED_AT or word in DENYING or _roots(word)
)


def _said(text: str) -> tuple[Units, Counter[str]]:
    """The units of a text, and how often it has each that denies or may have an opposite."""
    bare = tuple(map(BARE.__getitem__, words(prose(text))))
    counts = Counter(filter(_IS_TELLING.__getitem__, bare))
    units = bare if LOOKED_AT.isdisjoint(counts) else denying(bare)
    return units, counts if units is bare else Counter(filter(_IS_TELLING.__getitem__, units))


def _candidates(before: Units, after: Units, one: Counter[str], two: Counter[str]) -> list[tuple[str, str]]:
    """Words that the rewrite has less often, each with an opposite that it has more often. Counts are of the telling words."""
    fewer = [word for word, count in one.items() if two.get(word, 0) < count]
    more = dict.fromkeys([word for word, count in two.items() if one.get(word, 0) < count])
    found = [*opposed(fewer, more)]
    prefixed = [(word, root) for changed in (more, fewer) for word in changed for root in _ROOTS_OF[word]]
    if prefixed:
        roots = frozenset(root for _, root in prefixed)
        here, there = (Counter(filter(roots.__contains__, units)) for units in (before, after))
        found += [(root, word) for word, root in prefixed if word in more and here[root] > there[root]]
        found += [(word, root) for word, root in prefixed if word not in more and here[root] < there[root]]
    return [(word, other) for word, other in found if _is_opposite(word, other)]


def _is_opposite(word: str, other: str) -> bool:
    return other in OPPOSITES.get(word, ()) or _is_prefixed(word, other)


def _is_prefixed(word: str, other: str) -> bool:
    """Whether a prefix makes one the opposite of the other: stable, unstable, but not to, into, migrants, immigrants nor flows,
    inflows."""
    longer = max(word, other, key=len)
    return min(len(word), len(other)) > 3 and not word.endswith(_NO_OPPOSITES) and denies(longer)


def _in_its_frame(source: str, rewrite: str, turned: Sequence[tuple[str, str]]) -> Iterator[str]:
    """Opposites that stand beside the same words, where sentences are not alike. Of many of a kind one may take another's
    place with no contrary said."""
    pairs = [pair for pair in dict.fromkeys(turned) if not OF_A_KIND.issuperset(pair)]
    if pairs:
        for word, opposite, beside in in_their_frames(source, rewrite, pairs):
            yield f"{word} → {opposite} beside {beside}…"


def contradictions(source: str, rewrite: str) -> list[str]:
    """What the rewrite turned round, each as the word and the sentence of the source; both texts of one language."""
    (before, one), (after, two) = _said(source), _said(rewrite)
    denied = [sum(map(count.__getitem__, NEGATIONS & count.keys())) for count in (one, two)]
    turned = _candidates(before, after, one, two)
    come = any(two[word] > one.get(word, 0) for word in DENYING & two.keys())
    if denied[0] == denied[1] and not turned and not come:
        return []
    found = pairing(source, rewrite)
    own, other = Text(found.one, found.before), Text(found.two, found.after)
    said = []
    if denied[0] > denied[1]:
        excused = own.excused(other)
        matches = _matches(excused, other, NEGATIONS, _MUCH_ALIKE)
        said += [f"no longer denied: {match.text}" for match in matches if _is_negation_lost(match)]
        said += [f"no longer denied: {text}" for text in _unaccounted(excused, other)]
    if denied[1] > denied[0]:
        claimed = other.claimed(own, rewrite.count("?") > max(2 * source.count("?"), 1))
        matches = _matches(claimed, own, NEGATIONS, _MUCH_ALIKE)
        said += [f"denied: {match.text}" for match in matches if _is_negation_lost(match)]
        said += [f"denied: {text}" for text in _unaccounted(claimed, own)]
    elif come:
        said += [f"denied: {text}" for text in _unaccounted(other, own, DENYING)]
    if turned:
        for match in _matches(own, other, frozenset(word for word, _ in turned)):
            said += [f"{word} → {other}: {match.text}" for word, other in turned if _exchanged(match, word, other)]
    if turned and not said:
        said += _in_its_frame(source, rewrite, [pair for pair in turned if has_come(pair[1], one, two)])
    return list(dict.fromkeys(said))


def check(source: str, rewrite: str, task: Task) -> Verdict:
    """Fails a rephrasing that denies what the source says, says what it denies, or has a word's opposite."""
    if task != "rephrase":
        return not_judged("negation", "across languages and in other tasks")
    said = contradictions(source, rewrite)
    if said:
        return Verdict("negation", False, 0.3, shown(said, 2, 110)[:240])
    return Verdict("negation", True, 1.0)
