"""All checks on one pair, in order of cost. They bring hundreds of patterns along: imported when a pair is to be judged."""

from __future__ import annotations

from rephrase.data import Check
from rephrase.fidelity import (
    alignment,
    arithmetic,
    copying,
    coverage,
    dates,
    formulas,
    language,
    length,
    markup,
    names,
    names_abroad,
    negation,
    negation_abroad,
    numbers,
    opposites_abroad,
    placed,
    proportion,
    refusal,
    repetition,
    structure,
    truncation,
    untranslated,
)

FORM: tuple[Check, ...] = (length.check, refusal.check, markup.check, repetition.check, language.check)
FACTS: tuple[Check, ...] = (
    truncation.check,
    numbers.check,
    arithmetic.check,
    dates.check,
    formulas.check,
    names.check,
    names_abroad.check,
    coverage.check,
    alignment.check,
    placed.check,
    negation.check,
    negation_abroad.check,
    opposites_abroad.check,
    proportion.check,
    structure.check,
    untranslated.check,
)
# These read a text sentence by sentence, and the rows of its tables among them.
OF_SENTENCES = frozenset([names.check, coverage.check, alignment.check, placed.check, negation.check])
CLOSENESS: tuple[Check, ...] = (copying.check,)
WHOLE: tuple[Check, ...] = (repetition.check, copying.check)  # asked again of a stitched document
