"""Plants one error in each of many faithful pairs, and makes harmless edits, and prints how many of either fail.

    python benchmarks/mutations.py [KIND ...] [--count 60] [--seed 1] [--show 3] [--family joined]

Only pairs that pass unchanged are edited; their share is printed first. Copying is left out: an edited copy is a copy.
The texts are third-party and no part of the project: REPHRASE_SHARED names their folder.
"""

from __future__ import annotations

import argparse
import random
from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from functools import lru_cache
from itertools import groupby

from mutators import facts, harmless, notation, quantities, sense, structure
from mutators.pairs import Pair, families
from mutators.texts import Edit

from rephrase.fidelity.score import NOT_FAITHFULNESS, verdicts
from rephrase.fidelity.words import sentences

Of = Callable[[Pair, Mapping[str, Sequence[Pair]]], Edit]  # an edit that needs other texts


def _invented(pair: Pair, others: Mapping[str, Sequence[Pair]]) -> Edit:
    return structure.sentence_invented([other.rewrite for other in others[pair.family] if other is not pair])


def _foreign(pair: Pair, others: Mapping[str, Sequence[Pair]]) -> Edit:
    """Into a translation a sentence of its source, else one of any translation's source."""
    texts = [pair.source] if pair.task == "translate" else [other.source for other in others["xquad"]]
    found = [line for text in texts for line in sentences(text) if sum(map(str.isalpha, line)) > 0.7 * len(line) > 17]
    return structure.sentence_in_another_language(found or [texts[0]])


def _name(pair: Pair, others: Mapping[str, Sequence[Pair]]) -> Edit:
    return facts.name_replaced(facts.PEOPLE)


def _weekday(pair: Pair, others: Mapping[str, Sequence[Pair]]) -> Edit:
    return facts.weekday_shifted(pair.source if pair.task == "rephrase" else None)


def _place(pair: Pair, others: Mapping[str, Sequence[Pair]]) -> Edit:
    return facts.name_replaced(facts.PLACES)


def _name_everywhere(pair: Pair, others: Mapping[str, Sequence[Pair]]) -> Edit:
    return facts.name_replaced_everywhere(facts.PEOPLE)


FACTS: dict[str, Edit] = {
    name: getattr(facts, name)
    for name in (
        "number_changed count_changed number_lost date_shifted unit_changed answer_changed result_changed"
        " names_exchanged"
    ).split()
}
QUANTITIES: dict[str, Edit] = {
    name: getattr(quantities, name)
    for name in (
        "ordinal_changed part_changed quotient_changed multiple_changed currency_changed points_for_percent decade_shifted"
        " century_shifted era_changed half_of_day_changed clock_shifted range_end_changed roman_changed unit_word_changed"
        " scale_changed point_moved sign_lost numbers_exchanged number_changed_everywhere"
    ).split()
}
NOTATION: dict[str, Edit] = {
    name: getattr(notation, name)
    for name in (
        "formula_sign formula_exponent formula_relation formula_constant formula_function formula_operator formula_greek"
        " formula_index formula_variable formula_term_lost formula_lost marked_answer_changed"
    ).split()
}
SENSE: dict[str, Edit] = {
    name: getattr(sense, name)
    for name in (
        "negation_added verb_negated negation_removed no_removed no_added prefix_flipped comparative_reversed"
        " order_reversed opposite_word"
    ).split()
}
STRUCTURE: dict[str, Edit] = {
    name: getattr(structure, name)
    for name in "sentence_dropped plausible_sentence_added last_third_cut cut_in_mid_sentence sentence_repeated".split()
}
NEEDS_OTHERS: dict[str, Of] = {
    "weekday_shifted": _weekday,
    "name_replaced": _name,
    "name_replaced_everywhere": _name_everywhere,
    "name_replaced_by_place": _place,
    "sentence_invented": _invented,
    "foreign_sentence": _foreign,
}
HARMLESS: dict[str, Edit] = {
    name: getattr(harmless, name)
    for name in (
        "digits_to_words words_to_digits thousands_reformatted percent_reformatted money_in_words date_reformatted"
        " sentences_reordered clauses_reordered active_to_passive synonyms spelling_variants contractions list_to_prose"
        " prose_to_list formula_reformatted formula_delimiters connectives quotes_and_dashes"
    ).split()
} | {"answer_remarked": notation.answer_remarked}
EDITS = FACTS | QUANTITIES | NOTATION | SENSE | STRUCTURE | HARMLESS
ONLY = {
    "answer_changed": ("gsm_plus",),
    "result_changed": ("gsm_plus",),
    "cut_in_mid_sentence": ("joined", "knowledge", "math", "xquad", "d2l"),
}


@lru_cache(maxsize=100_000)
def failed(source: str, rewrite: str, task: str) -> tuple[str, ...]:
    """The checks that fail the pair, copying left out."""
    found = verdicts(source, rewrite, task)
    return tuple(f"{v.check} ({v.reason})" for v in found if not v.passed and v.check not in NOT_FAITHFULNESS)


def applied(
    kind: str, pairs: Sequence[Pair], by_family: Mapping[str, Sequence[Pair]], seed: int
) -> list[tuple[Pair, str]]:
    """The pairs that the edit applies to, each with its edited rewrite. Each edit draws from a generator of its own."""
    rng = random.Random(f"{kind} {seed}")
    found = []
    for pair in pairs:
        edit = NEEDS_OTHERS[kind](pair, by_family) if kind in NEEDS_OTHERS else EDITS[kind]
        edited = edit(pair.rewrite, rng) if pair.family in ONLY.get(kind, (pair.family,)) else None
        if edited is not None and edited != pair.rewrite:
            found.append((pair, edited))
    return found


def line(kind: str, edited: Sequence[tuple[Pair, str]], names: Sequence[str]) -> str:
    """One row of the table: number of pairs, share that failed, and share by family."""
    by_family: dict[str, list[bool]] = defaultdict(list)
    for pair, rewrite in edited:
        by_family[pair.family].append(bool(failed(pair.source, rewrite, pair.task)))
    every = [result for results in by_family.values() for result in results]
    cells = [
        f"{100 * sum(r) / len(r):4.0f}/{len(r):<3}" if (r := by_family.get(name)) else "       -" for name in names
    ]
    return f"{kind:26} {len(every):5} {100 * sum(every) / max(len(every), 1):6.1f}  {' '.join(cells)}"


def show(edited: Sequence[tuple[Pair, str]], most: int, wanted: bool) -> None:
    """Prints pairs that were judged wrongly: with the part that was edited, and the checks that failed."""
    wrong = [(p, r, failed(p.source, r, p.task)) for p, r in edited if bool(failed(p.source, r, p.task)) != wanted]
    for pair, rewrite, checks in wrong[:most]:
        at = next((i for i, (a, b) in enumerate(zip(pair.rewrite, rewrite, strict=False)) if a != b), 0)
        print(
            f"  [{pair.family}] was: …{pair.rewrite[max(0, at - 60) : at + 100]!r}\n      now: …{rewrite[max(0, at - 60) : at + 100]!r}"
        )
        print(f"      {'; '.join(checks)}" if checks else f"      source: {pair.source[max(0, at - 150) : at + 200]!r}")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("kinds", nargs="*", help="kinds of edits, all by default")
    parser.add_argument("--count", type=int, default=60, help="pairs of each family")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--show", type=int, default=0, help="wrongly judged pairs to print, of each kind")
    parser.add_argument("--family", help="this family of texts only")
    options = parser.parse_args()
    pairs = families(options.count, random.Random(options.seed))
    by_family = {name: list(group) for name, group in groupby(pairs, key=lambda pair: pair.family)}
    names = [name for name in by_family if options.family in (None, name)]
    passing = []
    for name in names:
        good = [pair for pair in by_family[name] if not failed(pair.source, pair.rewrite, pair.task)]
        passing += good
        print(
            f"{name:12} {len(by_family[name]):4} pairs, {100 * len(good) / len(by_family[name]):5.1f} % pass unchanged"
        )
        for pair in [pair for pair in by_family[name] if pair not in good][: options.show]:
            print(f"    {failed(pair.source, pair.rewrite, pair.task)}")
    print(f"\n{'kind':26} {'n':>5} {'fail %':>6}  {' '.join(f'{name[:8]:>8}' for name in names)}")
    for title, kinds in (
        ("errors", [*FACTS, *QUANTITIES, *NOTATION, *NEEDS_OTHERS, *SENSE, *STRUCTURE]),
        ("harmless edits", [*HARMLESS]),
    ):
        print(f"-- {title}")
        total = []
        for kind in [kind for kind in kinds if not options.kinds or kind in options.kinds]:
            edited = applied(kind, passing, by_family, options.seed)
            total += [bool(failed(pair.source, rewrite, pair.task)) for pair, rewrite in edited]
            print(line(kind, edited, names))
            show(edited, options.show, title == "errors")
        print(f"{'over all':26} {len(total):5} {100 * sum(total) / max(len(total), 1):6.1f}")


if __name__ == "__main__":
    main()
