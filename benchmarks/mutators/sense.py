"""Errors that turn what a sentence says round: negation, comparatives, opposites. One error each."""

from __future__ import annotations

import random
import re

from mutators.texts import Edit, cased, matches, one_of, replaced, two_way

_AUXILIARY = re.compile(
    r"\b(?:is|are|was|were|can|could|will|would|should|must|has|have|had|does|did|do|may|might)\b(?! not|n't| no )(?= [a-z]{3})"
)
_SHORT_FORMS = {
    "is": "isn't",
    "are": "aren't",
    "was": "wasn't",
    "were": "weren't",
    "can": "can't",
    "could": "couldn't",
    "will": "won't",
    "would": "wouldn't",
    "should": "shouldn't",
    "has": "hasn't",
    "have": "haven't",
    "had": "hadn't",
    "does": "doesn't",
    "did": "didn't",
    "do": "don't",
}
_PAST = re.compile(
    r"(?:(?<=\b[Hh]e )|(?<=\b[Ii]t )|(?<=\b[Ss]he )|(?<=\bwho )|(?<=\b[Tt]hey )|(?<=[A-Z][a-z]{4} ))[a-z]{3,}ed\b(?! by)"
)
_NOT = re.compile(r"\b(?:can)?not (?!only\b)|(?<=[a-z])n['’]t\b|\bnever ")
_NO = re.compile(r"\b(?:no|without|neither|nobody|none|nothing)\b(?! longer| one|\.)", re.I)


def negation_added(text: str, rng: random.Random) -> str | None:
    found = matches(_AUXILIARY, text)
    if not found:
        return None
    match = rng.choice(found)
    if match[0] in _SHORT_FORMS and rng.random() < 0.4:
        return replaced(text, match.span(), _SHORT_FORMS[match[0]])
    return text[: match.end()] + rng.choice([" not", " not", " never", " no longer"]) + text[match.end() :]


def verb_negated(text: str, rng: random.Random) -> str | None:
    """A verb in the past: walked -> did not walk."""
    found = matches(_PAST, text)
    if not found:
        return None
    match = rng.choice(found)
    stem = match[0][:-2]
    stem = stem[:-1] if len(stem) > 3 and stem[-1] == stem[-2] and stem[-1] not in "sl" else stem
    stem = stem[:-1] + "y" if stem.endswith("i") else stem
    stem += "e" if re.search(r"(?:[aiou][vcszg]|at|ir|iz|us|ar|ov)$", stem) and len(stem) > 3 else ""
    return replaced(text, match.span(), rng.choice(["did not ", "didn't ", "never "]) + stem)


def negation_removed(text: str, rng: random.Random) -> str | None:
    found = matches(_NOT, text)
    if not found:
        return None
    match = rng.choice(found)
    left = text[: match.start()]
    if match[0].startswith("can"):
        return replaced(text, match.span(), "can ")
    if match[0][0] == "n" and match[0][1] in "'’":
        left = left[:-2] + "will" if left.endswith("wo") else left + ("n" if left.endswith("ca") else "")
    return left + text[match.end() :]


_TO_SOME = {
    "no": "some",
    "without": "with",
    "neither": "either",
    "nobody": "everybody",
    "none": "all",
    "nothing": "everything",
}


def no_removed(text: str, rng: random.Random) -> str | None:
    """no -> some, without -> with, nobody -> everybody."""
    found = matches(_NO, text)
    if not found:
        return None
    match = rng.choice(found)
    return replaced(text, match.span(), cased(_TO_SOME[match[0].lower()], match[0]))


no_added = one_of(
    {
        "always": "never",
        "with": "without",
        "everyone": "nobody",
        "everything": "nothing",
        "still": "no longer",
        "all": "none of",
        "either": "neither",
        "every": "no",
        "some": "no",
        "any": "no",
        "often": "never",
        "usually": "never",
    }
)
prefix_flipped = one_of(
    two_way(
        "possible/impossible likely/unlikely able/unable known/unknown common/uncommon legal/illegal direct/indirect regular/irregular finite/infinite stable/unstable visible/invisible necessary/unnecessary complete/incomplete dependent/independent correct/incorrect agree/disagree appeared/disappeared successful/unsuccessful usual/unusual able_to/unable_to equal/unequal certain/uncertain"
    )
)
comparative_reversed: Edit = one_of(
    two_way(
        "more/less more_than/fewer_than higher/lower larger/smaller bigger/smaller greater/smaller better/worse older/younger longer/shorter faster/slower stronger/weaker richer/poorer heavier/lighter earlier/later above/below at_least/at_most most/least highest/lowest largest/smallest biggest/smallest best/worst oldest/youngest longest/shortest fastest/slowest maximum/minimum increases/decreases increased/decreased increase/decrease increasing/decreasing rose/fell rise/fall rising/falling grew/shrank exceeded/fell_below majority/minority upper/lower cheaper/dearer thicker/thinner deeper/shallower wider/narrower closer/farther hotter/colder warmer/cooler fewer/more gained/lost gain/loss"
    )
)
order_reversed: Edit = one_of(
    two_way(
        "before/after first/last beginning/end begins/ends began/ended start/finish preceded/followed earlier/later previous/next early/late former/latter"
    )
)
opposite_word: Edit = one_of(
    two_way(
        "accepted/rejected bought/sold buy/sell won/lost wins/loses success/failure north/south northern/southern east/west eastern/western left/right positive/negative true/false rich/poor strong/weak hot/cold wet/dry alive/dead male/female men/women import/export open/closed opened/closed inside/outside internal/external allowed/forbidden approved/rejected supported/opposed ancient/modern public/private urban/rural old/new young/old good/bad easy/difficult simple/complex hard/soft thick/thin deep/shallow wide/narrow fast/slow high/low large/small big/small long/short heavy/light day/night summer/winter morning/evening input/output minimum/maximum even/odd vertical/horizontal parents/children husband/wife father/mother brother/sister son/daughter boys/girls teacher/student enemy/friend victory/defeat attack/defence agree/disagree present/absent rare/common guilty/innocent happy/sad clean/dirty full/empty safe/dangerous"
    )
)
