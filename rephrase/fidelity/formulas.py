"""Are the source's formulas in the rewrite, unchanged? Compares normalised notation, does no algebra."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from fractions import Fraction
from functools import lru_cache

from rapidfuzz import fuzz

from rephrase.data import Task, Verdict
from rephrase.fidelity.relations import Said, contradicted, is_told, relations
from rephrase.fidelity.spans import spans
from rephrase.fidelity.words import shown

_TRIVIAL = re.compile(r"[^\d=<>]{0,3}|\\[A-Za-z]+")  # $x$, $n_i$, $\theta$: prose may say them in words
_SYMBOL = re.compile(r"\\?[A-Za-z]+|\\?[A-Za-z]+_\{?\w\}?")
_SUPERSCRIPTS = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻ⁿ", "0123456789+-n")
_UNICODE = {
    "≤": r"\le ", "≥": r"\ge ", "≠": r"\ne ", "×": r"\times ", "·": r"\cdot ", "−": "-", "–": "-", "π": r"\pi ", "α": r"\alpha ",
    "β": r"\beta ", "γ": r"\gamma ", "δ": r"\delta ", "θ": r"\theta ", "λ": r"\lambda ", "μ": r"\mu ", "σ": r"\sigma ",
    "ε": r"\epsilon ", "∞": r"\infty ", "∑": r"\sum ", "∫": r"\int ", "√": r"\sqrt ", "∈": r"\in ", "→": r"\to ", "±": r"\pm ",
    "Δ": r"\Delta ", "Ω": r"\Omega ", "ω": r"\omega ", "φ": r"\phi ", "ρ": r"\rho ", "≈": r"\approx ", "∉": r"\notin ",
}  # fmt: skip
_UNICODE_TABLE = str.maketrans(_UNICODE)
_SUPER = re.compile("[⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻ⁿ]+")
_TEXT = re.compile(r"\\(?:text|textrm|textit|textbf|mbox|label|tag|intertext|mathrm\{where)\*?\{[^{}]*\}")
_LAYOUT = re.compile(
    r"\\(?:left|right|bigl|bigr|Bigl|Bigr|big|Big|bigg|Bigg|displaystyle|textstyle|limits|nolimits|nonumber|notag|quad|qquad|hfill)(?![A-Za-z])"
    r"|\\[,;:!> ]|~|\\begin\{(?:aligned|align|split|gathered|equation|gather)\*?\}|\\end\{(?:aligned|align|split|gathered|equation|gather)\*?\}"
)
# What is written in several ways, each with what it cannot be without: to look for that costs a tenth of the pattern.
_SAME = [
    (("dfrac", "tfrac", "cfrac"), re.compile(r"\\[dtc]frac(?![A-Za-z])"), r"\\frac"),
    (("leq",), re.compile(r"\\(?:leqslant|leq)(?![A-Za-z])"), r"\\le"),
    (("geq",), re.compile(r"\\(?:geqslant|geq)(?![A-Za-z])"), r"\\ge"),
    (("\\not",), re.compile(r"\\not\s*(?:=|\\eq(?![A-Za-z]))"), r"\\ne "),
    (("\\not",), re.compile(r"\\not\s*\\in(?![A-Za-z])"), r"\\notin"),
    (("\\not",), re.compile(r"\\not\s*\\(mid|parallel|subseteq|supseteq|cong)(?![A-Za-z])"), r"\\n\1"),
    (("neq",), re.compile(r"\\neq(?![A-Za-z])"), r"\\ne"),
    (("times", "ast", "*"), re.compile(r"\\(?:times|ast)(?![A-Za-z])|\*"), r"\\cdot"),
    (("rightarrow",), re.compile(r"\\rightarrow(?![A-Za-z])"), r"\\to"),
    (("dots", "…", "..."), re.compile(r"\\(?:ldots|cdots|dotsc|dotsb|dots)(?![A-Za-z])|…|\.\.\."), r"\\dots"),
    (("math", "boldsymbol", "bm", "operatorname", "rm", "bf"),
     re.compile(r"\\(?:mathbf|mathrm|mathit|boldsymbol|bm|mathsf|operatorname|rm|bf)\*?(?![A-Za-z])"), ""),
    (("vert", "mid"), re.compile(r"\\(?:lvert|rvert|vert|mid)(?![A-Za-z])"), "|"),
    (("Vert",), re.compile(r"\\(?:lVert|rVert|Vert)(?![A-Za-z])"), r"\\|"),
    (("varepsilon",), re.compile(r"\\varepsilon"), r"\\epsilon"),
    (("prime",), re.compile(r"\\prime"), "'"),
    (("^{'",), re.compile(r"\^\{('+)\}"), r"\1"),
]  # fmt: skip
_BOX = re.compile(r"\\(?:boxed|fbox)\s?\{((?:[^{}]|\{[^{}]*\})*)\}")  # marks an answer, which `arithmetic` compares
_TUPLE = re.compile(
    r"(\([^(){}]*,[^(){}]*\))\^\{?(?:\\top|\\intercal|T)(?![A-Za-z])\}?"
)  # (3, 2)^T: a vector either way
_BRACED = re.compile(r"\{(\\[A-Za-z]+|[^{}\\])\}")
_ROW_BREAK = re.compile(r"\A(?:\\\\)++")
# A pattern begins with the sign itself and looks behind it afterwards, because the search then skips what is no such sign.
_COMMA = r"(?:,(?<=\d,)|\{,\}(?<=\d\{,\}))"
_THOUSANDS = re.compile(rf"{_COMMA}(?=\d{{3}}(?!\d))")
_DECIMAL_COMMA = re.compile(rf"{_COMMA}(?=\d)")
_COMMAS = re.compile(",{2,}")  # what is left of "1, 2, \\text{or}, 3"
_EDGE = re.compile(r"^[.,;:]+|[.,;:?。，、？]+$")
_NUMBERS_ONLY = re.compile(r"(?:[\d.,%$+-]|\\cdot|\\[%$])*+")  # left to the numbers check
_FUNCTION = re.compile(r"\\(?:mathrm|operatorname|mathit|textrm|mathbf|rm)\*?\s?\{[^{}]*[^\W\d_]{2}[^{}]*\}")
_LOST_SHARE = 0.5  # of a learning note's formulas: it solves in its own way, but keeps what is given
_LONG = 8  # characters of a formula that a translation does not say in words
_LOOKS, _MOST = 20, 200  # bounds on hostile texts
_GRID = re.compile("matrix|cases|array")
_MUCH_ALIKE = 60  # per cent, where counts show that one stands for the other
_ALIKE = 80  # per cent: the same formula with something changed


@lru_cache(maxsize=512)
def normal(formula: str) -> str:
    """One spelling for the many of the same formula: no spaces, no layout, no font, no spare braces."""
    text = formula
    if not text.isascii():
        text = _SUPER.sub(lambda match: "^{" + match[0].translate(_SUPERSCRIPTS) + "}", text.translate(_UNICODE_TABLE))
    if "\\" in text or "~" in text:
        text = _LAYOUT.sub(" ", _TEXT.sub(" ", text))
    for needed, pattern, same in _SAME:
        if any(part in text for part in needed):
            text = pattern.sub(same, text)
    text = "".join(text.replace("&", "").split())
    if "," in text:
        text = _TUPLE.sub(r"\1", _COMMAS.sub(",", text))
        text = _DECIMAL_COMMA.sub(".", _THOUSANDS.sub("", text))
    for _ in range(3 if "{" in text else 0):
        text = _BRACED.sub(r"\1", text)
    return _EDGE.sub("", _EDGE.sub("", _ROW_BREAK.sub("", text).rstrip("\\")))


_ARGUMENT = r"(\{[^{}]*\}|\\[A-Za-z]+|[^{}\\])"
_FRACTION = re.compile(rf"\\frac{_ARGUMENT}{_ARGUMENT}")
_DECIMAL = re.compile(r"\d{1,15}\.\d{1,15}(?!\d)")
_PER_CENT = re.compile(r"(\d{1,15}(?:\.\d{1,15})?)\\?%")
_QUOTIENT = re.compile(r"\d(?<![\w.^/].)\d{0,14}/\d{1,15}(?![\w.])")
_TIMES = re.compile(r"\\cdot(?:(?<=\d\\cdot)(?=[A-Za-z(\\])|(?<=\)\\cdot)(?=\())")

_WORDS = re.compile(
    r"[A-Za-z](?<![\\^_A-Za-z].)[A-Za-z]+(?![A-Za-z])"
)  # of prose, around what is no formula by its marks


def _plain(form: str) -> str:
    """One spelling for a number and for a quotient in a normalised formula: 0.5, 50 %, 1/2 and \\frac12 are 1/2."""
    if "%" in form:
        form = _PER_CENT.sub(lambda match: str(Fraction(match[1]) / 100), form)
    if "." in form:
        form = _DECIMAL.sub(lambda match: str(Fraction(match[0])), form)
    if "\\frac" in form:
        form = _FRACTION.sub(lambda match: f"{_operand(match[1])}/{_operand(match[2])}", form)
    if "/" in form:
        form = _QUOTIENT.sub(lambda match: _reduced(match[0]), form)
    return _TIMES.sub("", form)


def _operand(argument: str) -> str:
    inner = argument.strip("{}")
    return f"({inner})" if re.search(r"[-+=<>/]|\\cdot", inner) else inner


def _reduced(quotient: str) -> str:
    above, _, below = quotient.partition("/")
    return str(Fraction(int(above), int(below))) if int(below) else quotient


def _formulas(text: str, task: Task) -> dict[str, str]:
    """Normalised formula -> as it is written, in order. The rows of an aligned display are formulas of their own."""
    found: dict[str, str] = {}
    for span in spans(text):
        if span.kind != "formula":
            continue
        rows = [span.inner] if _GRID.search(span.inner) else span.inner.split("\\\\")
        for written in rows:
            is_boxed = task != "learning_note" and "box" in written
            row = _BOX.sub(r"\1", written) if is_boxed else written
            # A translation translates the names of functions, too.
            form = normal(_FUNCTION.sub(" ", row) if task == "translate" else row)
            if form and (is_boxed or not _NUMBERS_ONLY.fullmatch(form)):
                found.setdefault(form, " ".join(written.split()))
    return found


def _is_free(before: str, after: str) -> bool:
    """Whether nothing is attached to the ends of a formula found in a bigger one."""
    return not (before and (before.isalnum() or before in "\\-^_.")) and not (
        after and (after.isalnum() or after in "^_!'.")
    )


def _within(form: str, whole: str) -> bool:
    """Whether the formula stands in a bigger one."""
    at, looks = whole.find(form), 0
    while at >= 0 and looks < _LOOKS:
        end = at + len(form)
        if _is_free(whole[at - 1 : at] if at else "", whole[end : end + 1]):
            return True
        at, looks = whole.find(form, at + 1), looks + 1
    return False


def _missing(forms: dict[str, str], others: dict[str, str], text: str) -> list[str]:
    """Normalised formulas that neither the others nor the plain text have, whole or part by part."""
    left = [form for form in forms if not _TRIVIAL.fullmatch(form) and form not in others]
    if not left:
        return []
    missing = _not_within(left[:_MOST], " ; ".join(others))
    if not missing or not (missing := _not_within(missing, " ; ".join([*others, normal(text)]))):
        return []
    plain = _plain(" ; ".join([*others, normal(_WORDS.sub(" ; ", text))]))
    return [form for form in missing if not all(_within(_plain(part), plain) for part in _parts(form))]


def _not_within(forms: Sequence[str], whole: str) -> list[str]:
    """The formulas that do not stand in a bigger one, whole or part by part."""
    return [form for form in forms if not all(_within(part, whole) for part in _parts(form))]


def _parts(form: str) -> list[str]:
    """A list of formulas in its items, unless a comma stands within brackets."""
    items = form.split(",")
    return (
        items
        if all(len(item) > 2 and item.count("(") == item.count(")") and "{" not in item for item in items)
        else [form]
    )


def _renamed(before: dict[str, str], after: dict[str, str], source: str, rewrite: str) -> tuple[list[str], list[str]]:
    """Symbols that are formulas by themselves and stand for others: gone, and come without being anywhere in the source."""
    new = [form for form in after if form not in before and _SYMBOL.fullmatch(form)][:_LOOKS]
    if not new:
        return [], []
    whole = " ; ".join([*before, normal(source)])
    new = [form for form in new if form not in whole]
    gone = [*(_symbols(source) - _symbols(rewrite))] if new else []
    return (gone, new) if gone else ([], [])


def _symbols(text: str) -> Counter[str]:
    """How often each symbol is a formula by itself."""
    return Counter(filter(_SYMBOL.fullmatch, (normal(span.inner) for span in spans(text) if span.kind == "formula")))


def _is_told_in_steps(form: str, after: dict[str, str]) -> bool:
    """Whether a chain of equations has all sides of this one, in order: a = b = c also says a = c. A box is no side of its own."""
    sides = _BOX.sub(r"\1", form).split("=")
    return len(sides) > 1 and any(_has_in_order(_BOX.sub(r"\1", other).split("="), sides) for other in after)


def _has_in_order(whole: Sequence[str], some: Sequence[str]) -> bool:
    left = iter(whole)
    return all(side in left for side in some)


def _is_changed(lost: list[str], after: dict[str, str], before: dict[str, str]) -> bool:
    """Whether one of the lost formulas is there with something changed."""
    new = [form for form in after if form not in before][:_MOST]
    return any(fuzz.ratio(one, other, score_cutoff=_ALIKE) for one in lost[:10] for other in new[:20] if len(one) > 5)


def _of_note(
    lost: list[str], before: dict[str, str], after: dict[str, str], source: str, rewrite: str
) -> tuple[list[str], bool]:
    """Those of the lost formulas that a note does not tell in steps, and whether it has one of them with something changed."""
    said = _relations(rewrite) if lost else Counter[Said]()
    lost = [f for f in lost if not _is_told_in_steps(f, after) and not is_told(before[f], said, normal)]
    if not lost or _is_changed(lost, after, before):
        return lost, bool(lost)
    return lost, contradicted([before[form] for form in lost[:_LOOKS]], _relations(source), said, normal)


def _relations(text: str) -> Counter[Said]:
    return relations((span.inner for span in spans(text) if span.kind == "formula"), normal)


def _exchanged(source: str, rewrite: str) -> tuple[list[str], list[str]]:
    """Formulas, bare numbers among them, that stand less often in a translation, and much the same ones that do so more often.

    Both have them elsewhere, too: as sets they are the same. A longer one that stands by itself in the source alone is
    lost where bigger ones do not have it as often as all of the source.
    """
    before, after = _counts(source), _counts(rewrite)
    gone, come = before - after, after - before
    pairs = [(a, b) for a in list(gone)[:_LOOKS] for b in list(come)[:_LOOKS] if fuzz.ratio(a, b) >= _MUCH_ALIKE]
    lost = [form for form in list(gone)[:_LOOKS] if form not in after and len(form) >= _LONG]
    if lost and not pairs:
        whole, whole_after = (" ; ".join(counts.elements()) for counts in (before, after))
        return [form for form in lost if whole.count(form) > whole_after.count(form)], []
    return [a for a, _ in pairs], [b for _, b in pairs]


def _counts(text: str) -> Counter[str]:
    """How often each normalised formula stands in a text; those that prose may say in words left out."""
    forms = (normal(_FUNCTION.sub(" ", span.inner)) for span in spans(text) if span.kind == "formula")
    return Counter(form for form in forms if form and ("+" in form or "-" in form or not _TRIVIAL.fullmatch(form)))


def check(source: str, rewrite: str, task: Task) -> Verdict:
    """Fails when a formula of the source is lost or changed, or one is invented where the task adds none."""
    before, after = _formulas(source, task), _formulas(rewrite, task)
    if task == "summary" or not (before or after):
        return Verdict("formulas", True, 1.0)
    lost = _missing(before, after, rewrite)
    invented = _missing(after, before, source) if task != "learning_note" else []
    if task == "learning_note":
        lost, changed = _of_note(lost, before, after, source, rewrite)
        score = 1 - len(lost) / max(len(before), 1)
        passed = not changed and len(lost) <= _LOST_SHARE * len(before)
    else:
        if not lost and not invented:
            lost, invented = _renamed(before, after, source, rewrite)
        if task == "translate" and not lost and not invented:
            lost, invented = _exchanged(source, rewrite)
        score = 1 - (len(lost) + len(invented)) / max(len(before) + len(after), len(lost) + len(invented))
        passed = not lost and not invented
    said = [f"lost: {shown([before.get(form, form) for form in lost], 2, 60)}"] * bool(lost)
    said += [f"invented: {shown([after.get(form, form) for form in invented], 2, 60)}"] * bool(invented)
    return Verdict("formulas", passed, score, "" if passed else "; ".join(said)[:200])
