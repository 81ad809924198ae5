"""Edits that leave what a text says as it is: numbers, spelling, formulas and sentences in another form."""

from __future__ import annotations

import random
import re
from itertools import pairwise

from mutators.texts import FORMULA, Edit, all_of, cased, full_sentences, matches, replaced

_ONES = "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen".split()
_TENS = "zero ten twenty thirty forty fifty sixty seventy eighty ninety".split()
_SCALES = [(10**9, "billion"), (10**6, "million"), (1000, "thousand"), (100, "hundred")]
_INTEGER = re.compile(
    r"(?<![\w.,/$€£:^=+*×#-])\d{1,3}(?:,\d{3})+(?![\w%/:]|[.,]\d)|(?<![\w.,/$€£:^=+*×#-])\d{1,3}(?= [a-z]{3})(?! (?:percent|million|billion|thousand|January|a\.m))"
)


def in_words(number: int) -> str:
    """English words for 0 to 999,999,999,999."""
    for scale, name in _SCALES:
        if number >= scale:
            head, rest = divmod(number, scale)
            joint = " and " if rest < 100 else " "
            return f"{in_words(head)} {name}" + (joint + in_words(rest) if rest else "")
    if number < 20:
        return _ONES[number]
    return _TENS[number // 10] + (f"-{_ONES[number % 10]}" if number % 10 else "")


def digits_to_words(text: str, rng: random.Random) -> str | None:
    found = matches(_INTEGER, text)
    for match in reversed(found):
        text = replaced(text, match.span(), in_words(int(match[0].replace(",", ""))))
    return text if found else None


_IN_DIGITS = all_of(
    {in_words(n): str(n) for n in [*range(2, 100), 100, 200, 1000]}
    | {"a hundred": "100", "a thousand": "1,000", "third": "3rd", "fifth": "5th", "tenth": "10th"}
)
_FRACTION = re.compile(r"\b(?:one|two|three|four|a)[ -](?:third|fourth|fifth|tenth|half|quarter)s?\b", re.I)


def words_to_digits(text: str, rng: random.Random) -> str | None:
    """Not where fractions stand in words: nobody writes one 3rd."""
    return None if _FRACTION.search(text) else _IN_DIGITS(text, rng)


_PLAIN = re.compile(r"(?<![\w.,/^-])(?:\d{1,3}(?:,\d{3})+|[1-9]\d{3,})(?![\w/]|[.,]\d|s\b)")
_PERCENT = re.compile(r"(?<=\d)(?: ?%| percent| per cent)(?!\w)")
_MONEY = re.compile(r"\$(\d[\d,]*(?:\.\d+)?)(?![\d.,]*\d| ?(?:million|billion|thousand)|[)\s]*[+*/=x×-])")


def thousands_reformatted(text: str, rng: random.Random) -> str | None:
    found = [m for m in matches(_PLAIN, text) if not re.fullmatch(r"1[4-9]\d\d|20\d\d", m[0])]
    for match in reversed(found):
        plain = match[0].replace(",", "")
        text = replaced(text, match.span(), plain if "," in match[0] else f"{int(plain):,}")
    return text if found else None


def percent_reformatted(text: str, rng: random.Random) -> str | None:
    found = matches(_PERCENT, text)
    for match in reversed(found):
        forms = [form for form in ("%", " %", " percent", " per cent") if form != match[0]]
        text = replaced(text, match.span(), rng.choice(forms))
    return text if found else None


def money_in_words(text: str, rng: random.Random) -> str | None:
    found = matches(_MONEY, text)
    for match in reversed(found):
        text = replaced(text, match.span(), f"{match[1]} dollars")
    return text if found else None


_MONTHS = "January February March April May June July August September October November December".split()
_DATE = re.compile(
    rf"\b({'|'.join(_MONTHS)}) (\d{{1,2}})(?:st|nd|rd|th)?(,? (?=\d{{4}})|(?! ?\d))|\b(\d{{1,2}})(?:st|nd|rd|th)? ({'|'.join(_MONTHS)})\b"
)


def date_reformatted(text: str, rng: random.Random) -> str | None:
    """May 3, 1990 -> 3 May 1990 and back."""
    found = matches(_DATE, text)
    for match in reversed(found):
        new = f"{match[2]} {match[1]}{' ' if match[3] else ''}" if match[1] else f"{match[5]} {match[4]}"
        text = replaced(text, match.span(), new)
    return text if found else None


def sentences_reordered(text: str, rng: random.Random) -> str | None:
    """Two neighbouring sentences of a paragraph exchanged."""
    spans = full_sentences(text, 4)
    pairs = [(a, b) for a, b in pairwise(spans) if text[a[1] : b[0]].strip(" ") == ""]
    if not pairs:
        return None
    (a, b), (c, d) = rng.choice(pairs)
    return text[:a] + text[c:d] + text[b:c] + text[a:b] + text[d:]


_IRREGULAR = {
    "wrote": "written",
    "built": "built",
    "made": "made",
    "found": "found",
    "led": "led",
    "took": "taken",
    "won": "won",
    "gave": "given",
    "held": "held",
    "bought": "bought",
    "sold": "sold",
    "drew": "drawn",
    "sent": "sent",
    "beat": "beaten",
    "chose": "chosen",
    "saw": "seen",
    "told": "told",
    "paid": "paid",
    "caused": "caused",
}
_ACTIVE = re.compile(
    rf"(?:^|(?<=[.!?] ))(?P<agent>(?:The|A|An) (?:[a-z]+ )?[a-z]+|[A-Z][a-z]+(?: [A-Z][a-z]+)?) (?P<verb>[a-z]{{3,}}ed|{'|'.join(_IRREGULAR)}) (?P<object>(?:the|a|an|his|her|its|their) (?:[a-z]+ )?[a-z]+s?)(?=[.,]| in | at | on | by | from | to )"
)


def active_to_passive(text: str, rng: random.Random) -> str | None:
    found = matches(_ACTIVE, text)
    if not found:
        return None
    match = rng.choice(found)
    participle = _IRREGULAR.get(match["verb"], match["verb"])
    be = "were" if match["object"].endswith("s") and not match["object"].endswith("ss") else "was"
    agent = (
        match["agent"]
        if not match["agent"].startswith(("The ", "A ", "An "))
        else match["agent"][0].lower() + match["agent"][1:]
    )
    return replaced(text, match.span(), f"{cased(match['object'], 'X')} {be} {participle} by {agent}")


SYNONYMS = dict(
    pair.replace("_", " ").split("/")
    for pair in (
        "big/large small/little begin/start began/started begins/starts buy/purchase bought/purchased help/assist helped/assisted show/demonstrate"
        " shows/demonstrates showed/demonstrated shown/demonstrated use/employ used/employed uses/employs using/employing many/numerous about/approximately"
        " important/significant often/frequently usually/typically mainly/primarily however/nevertheless therefore/consequently because/since"
        " get/obtain gets/obtains got/obtained need/require needs/requires needed/required entire/whole method/approach methods/approaches"
        " build/construct built/constructed quickly/rapidly nearly/almost kind/type kinds/types area/region areas/regions company/firm companies/firms"
        " people/individuals said/stated says/states told/informed car/automobile ended/finished main/principal also/additionally"
        " different/distinct various/diverse famous/well-known allow/permit allows/permits allowed/permitted contain/include contains/includes"
        " called/named happen/occur happens/occurs happened/occurred choose/select chose/selected chosen/selected answer/response whole/entire"
        " create/produce creates/produces created/produced result/outcome results/outcomes part/portion parts/portions total/overall"
        " near/close_to rich/wealthy sick/ill quick/fast fast/quick house/home job/task work/labour difficult/hard enough/sufficient"
        " make/produce makes/produces example/instance discover/find discovered/found study/investigate studied/investigated describe/depict"
        " described/depicted describes/depicts gives/provides give/provide gave/provided given/provided calculate/compute calculated/computed"
        " each/every friend/companion friends/companions child/kid children/kids earn/make earns/makes largest/biggest entire/complete"
        " obtain/get arrive/reach_the_destination police/officers shut/close attempt/try attempted/tried tries/attempts damaged/harmed"
        " in_order_to/to a_lot_of/many as_well_as/and_also such_as/like due_to/because_of similar/comparable special/particular"
    ).split()
)  # fmt: skip
synonyms: Edit = all_of(SYNONYMS, 0.6)

_BRITISH = "color/colour colors/colours favorite/favourite center/centre centers/centres meter/metre meters/metres theater/theatre organize/organise organized/organised organization/organisation recognize/recognise recognized/recognised analyze/analyse analyzed/analysed traveled/travelled traveling/travelling labeled/labelled modeling/modelling neighbor/neighbour neighbors/neighbours behavior/behaviour labor/labour program/programme programs/programmes gray/grey defense/defence realize/realise realized/realised liter/litre liters/litres fiber/fibre catalog/catalogue honor/honour generalize/generalise minimize/minimise maximize/maximise normalized/normalised percent/per_cent toward/towards while/whilst among/amongst learned/learnt burned/burnt spelled/spelt skillful/skilful enrollment/enrolment canceled/cancelled judgment/judgement aluminum/aluminium plow/plough tire/tyre mold/mould kilometer/kilometre kilometers/kilometres summarize/summarise utilize/utilise characterized/characterised"
spelling_variants: Edit = all_of(
    {
        a: b.replace("_", " ")
        for pair in _BRITISH.split()
        for a, b in [pair.split("/"), pair.split("/")[::-1]]
        if "_" not in a
    }
)

CONTRACTIONS = {"is not": "isn't", "are not": "aren't", "was not": "wasn't", "were not": "weren't", "do not": "don't", "does not": "doesn't", "did not": "didn't", "cannot": "can't", "can not": "can't", "could not": "couldn't", "will not": "won't", "would not": "wouldn't", "should not": "shouldn't", "has not": "hasn't", "have not": "haven't", "had not": "hadn't", "it is": "it's", "that is": "that's", "there is": "there's", "we are": "we're", "they are": "they're", "i am": "I'm", "we have": "we've", "they have": "they've", "we will": "we'll", "you are": "you're", "he is": "he's", "she is": "she's", "let us": "let's"}  # fmt: skip


def contractions(text: str, rng: random.Random) -> str | None:
    """is not -> isn't, or where there is none the other way round."""
    return all_of(CONTRACTIONS)(text, rng) or all_of({b: a for a, b in CONTRACTIONS.items()})(text, rng)


_ITEMS = re.compile(r"(?:^[ ]*(?:[-*+]|\d+[.)]) +[^\n]+(?:\n+|$)){2,}", re.M)
_ITEM = re.compile(r"^[ ]*(?:[-*+]|\d+[.)]) +", re.M)


def list_to_prose(text: str, rng: random.Random) -> str | None:
    """A list's items written as sentences in a row."""
    found = list(_ITEMS.finditer(text))
    if not found:
        return None
    match = rng.choice(found)
    items = [item.strip() for item in _ITEM.split(match[0]) if item.strip()]
    return replaced(
        text, match.span(), " ".join(item if item[-1] in ".!?" else f"{item.rstrip(',;')}." for item in items) + "\n"
    )


def prose_to_list(text: str, rng: random.Random) -> str | None:
    """The sentences of a text as the items of a list."""
    spans = full_sentences(text, 4)
    if len(spans) < 3 or text.count("\n") > 2:
        return None
    marks = rng.choice([["- "] * len(spans), [f"{number}. " for number in range(1, len(spans) + 1)]])
    for (start, end), mark in zip(reversed(spans), reversed(marks), strict=True):
        text = f"{text[:start].rstrip()}\n{mark}{text[start:end]}{text[end:]}"
    return text.strip()


_FORMULA_FORMS = [
    (re.compile(r"\\frac(?=\{)"), r"\\dfrac"), (re.compile(r"\\dfrac(?=\{)"), r"\\frac"), (re.compile(r"\\leq(?![a-z])"), r"\\le"),
    (re.compile(r"\\le(?![a-z])"), r"\\leq"), (re.compile(r"\\geq(?![a-z])"), r"\\ge"), (re.compile(r"\\cdot(?![a-z])"), r"\\times"),
    (re.compile(r"(?<=\w)\s*([=+])\s*(?=\w)"), r"\\, \1 "), (re.compile(r"\s*=\s*"), "="), (re.compile(r"\^(\d)(?!\d)"), r"^{\1}"),
    (re.compile(r"\^\{(\w)\}"), r"^\1"), (re.compile(r"(?<![\\a-z])\(([^()]{1,30})\)"), r"\\left(\1\\right)"), (re.compile(r"\\left|\\right(?![a-z])"), ""),
    (re.compile(r"_(\w)(?!\w)"), r"_{\1}"), (re.compile(r"\\ne(?![a-z])"), r"\\neq"), (re.compile(r"\\mathbb\{(\w)\}"), r"\\mathbb \1"),
    (re.compile(r"\\to(?![a-z])"), r"\\rightarrow"), (re.compile(r"\\lbrace|\\\{"), r"\\{"), (re.compile(r"\.\.\.|\\ldots"), r"\\dots"),
]  # fmt: skip


def formula_reformatted(text: str, rng: random.Random) -> str | None:
    """Every formula in another spelling of the same."""
    changed = 0

    def anew(match: re.Match[str]) -> str:
        nonlocal changed
        formula = match[0]
        for pattern, form in rng.sample(_FORMULA_FORMS, 6):
            formula = pattern.sub(form, formula)
        changed += formula != match[0]
        return formula

    text = FORMULA.sub(anew, text)
    return text if changed else None


def formula_delimiters(text: str, rng: random.Random) -> str | None:
    """$x$ -> \\(x\\), $$x$$ -> \\[x\\]."""
    new = re.sub(r"\$\$(.+?)\$\$", lambda m: f"\\[{m[1]}\\]", text, flags=re.S)
    new = re.sub(r"(?<![\\$])\$([^$\n]*[\\^_=][^$\n]*)\$(?![\d$])", lambda m: f"\\({m[1]}\\)", new)
    return new if new != text else None


_OPENERS = ["In addition, ", "Moreover, ", "In fact, ", "Here, ", "Furthermore, "]
_PRONOUNS = re.compile(r"(?:The|It|This|These|They|He|She|In|We|A|An|There)\b")


def connectives(text: str, rng: random.Random) -> str | None:
    """A word or two of connection before some sentences."""
    spans = [s for s in full_sentences(text, 5)[1:] if _PRONOUNS.match(text[s[0] : s[1]])]
    if not spans:
        return None
    for start, _ in sorted(rng.sample(spans, min(2, len(spans))), reverse=True):
        text = text[:start] + rng.choice(_OPENERS) + text[start].lower() + text[start + 1 :]
    return text


def quotes_and_dashes(text: str, rng: random.Random) -> str | None:
    """Typographic quotation marks, apostrophes and dashes for plain ones."""
    if FORMULA.search(text) or "`" in text:
        return None
    new = re.sub(r"\"([^\"\n]+)\"", "“\\1”", text.replace("'", "’")).replace(" - ", " – ").replace("--", "—")
    return new if new != text else None


_LAST_CLAUSE = re.compile(
    r"^(?P<main>[A-Z][^,;:()\n]{15,80}) (?P<joint>because|when|while|although|after|if) (?P<rest>[^,;:()\n]{10,80})\.$"
)


def clauses_reordered(text: str, rng: random.Random) -> str | None:
    """A because B. -> Because B, A."""
    found = []
    for start, end in full_sentences(text):
        if match := _LAST_CLAUSE.match(text[start:end]):
            found.append((start, end, match))
    if not found:
        return None
    start, end, match = rng.choice(found)
    main = match["main"]
    lower = (
        main[0].lower() + main[1:]
        if main.split()[0] in ("The", "A", "An", "It", "This", "They", "He", "She", "We", "There")
        else main
    )
    return replaced(text, (start, end), f"{match['joint'].capitalize()} {match['rest']}, {lower}.")
