"""Are the source's formulas in the rewrite, unchanged? Compares normalised notation, does no algebra."""

from __future__ import annotations

import re
from functools import lru_cache

from rephrase.data import Task, Verdict
from rephrase.fidelity.words import shown, spans

_TRIVIAL = 3  # characters after normalising: $x$, $n_i$
_SUPERSCRIPTS = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻ⁿ", "0123456789+-n")
_UNICODE = {
    "≤": r"\le ", "≥": r"\ge ", "≠": r"\ne ", "×": r"\times ", "·": r"\cdot ", "−": "-", "–": "-", "π": r"\pi ", "α": r"\alpha ",
    "β": r"\beta ", "γ": r"\gamma ", "δ": r"\delta ", "θ": r"\theta ", "λ": r"\lambda ", "μ": r"\mu ", "σ": r"\sigma ",
    "ε": r"\epsilon ", "∞": r"\infty ", "∑": r"\sum ", "∫": r"\int ", "√": r"\sqrt ", "∈": r"\in ", "→": r"\to ", "±": r"\pm ",
    "Δ": r"\Delta ", "Ω": r"\Omega ", "ω": r"\omega ", "φ": r"\phi ", "ρ": r"\rho ", "≈": r"\approx ",
}  # fmt: skip
_UNICODE_TABLE = str.maketrans(_UNICODE)
_SUPER = re.compile("[⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻ⁿ]+")
_TEXT = re.compile(r"\\(?:text|textrm|textit|textbf|mbox|label|tag|intertext|mathrm\{where)\*?\{[^{}]*\}")
_LAYOUT = re.compile(
    r"\\(?:left|right|bigl|bigr|Bigl|Bigr|big|Big|bigg|Bigg|displaystyle|textstyle|limits|nolimits|nonumber|notag|quad|qquad|hfill)(?![A-Za-z])"
    r"|\\[,;:!> ]|~|\\begin\{(?:aligned|align|split|gathered|equation|gather)\*?\}|\\end\{(?:aligned|align|split|gathered|equation|gather)\*?\}"
)
_SAME = [
    (re.compile(r"\\[dtc]frac(?![A-Za-z])"), r"\\frac"), (re.compile(r"\\(?:leqslant|leq)(?![A-Za-z])"), r"\\le"),
    (re.compile(r"\\(?:geqslant|geq)(?![A-Za-z])"), r"\\ge"), (re.compile(r"\\neq(?![A-Za-z])"), r"\\ne"),
    (re.compile(r"\\(?:times|ast)(?![A-Za-z])|\*"), r"\\cdot"), (re.compile(r"\\rightarrow(?![A-Za-z])"), r"\\to"),
    (re.compile(r"\\(?:ldots|cdots|dotsc|dotsb|dots)(?![A-Za-z])|…|\.\.\."), r"\\dots"),
    (re.compile(r"\\(?:mathbf|mathrm|mathit|boldsymbol|bm|mathsf|operatorname|rm|bf)\*?(?![A-Za-z])"), ""),
    (re.compile(r"\\(?:lvert|rvert|vert|mid)(?![A-Za-z])"), "|"), (re.compile(r"\\(?:lVert|rVert|Vert)(?![A-Za-z])"), r"\\|"),
    (re.compile(r"\\varepsilon"), r"\\epsilon"), (re.compile(r"\\prime"), "'"), (re.compile(r"\^\{('+)\}"), r"\1"),
]  # fmt: skip
_BRACED = re.compile(r"\{(\\[A-Za-z]+|[^{}\\])\}")
_SPACE = re.compile(r"\s+")
_EDGE = re.compile(r"^[.,;:]+|[.,;:。，、]+$")
_RELATION = re.compile(r"\\(?:le|ge|ne|approx|equiv|to|in|Rightarrow|iff|implies)(?![A-Za-z])|[=<>,;]|\\\\")
_CHANGED_FLOOR = 4


@lru_cache(maxsize=512)
def normal(formula: str) -> str:
    """One spelling for the many of the same formula: no spaces, no layout, no font, no spare braces."""
    text = _SUPER.sub(lambda match: "^{" + match[0].translate(_SUPERSCRIPTS) + "}", formula.translate(_UNICODE_TABLE))
    text = _LAYOUT.sub(" ", _TEXT.sub(" ", text))
    for pattern, same in _SAME:
        text = pattern.sub(same, text)
    text = _SPACE.sub("", text.replace("&", ""))
    for _ in range(3):
        text = _BRACED.sub(r"\1", text)
    return _EDGE.sub("", _EDGE.sub("", text.strip("\\")))


def _formulas(text: str) -> dict[str, str]:
    """Normalised formula -> as it is written, in order. The rows of an aligned display are formulas of their own."""
    found: dict[str, str] = {}
    for span in spans(text):
        if span.kind != "formula":
            continue
        matrix = "matrix" in span.inner or "cases" in span.inner or "array" in span.inner
        for row in [span.inner] if matrix else span.inner.split("\\\\"):
            if form := normal(row):
                found.setdefault(form, " ".join(row.split()))
    return found


def _within(form: str, whole: str) -> bool:
    """Whether the formula stands in the bigger one with nothing attached to its ends."""
    at = whole.find(form)
    while at >= 0:
        before, after = whole[at - 1 : at], whole[at + len(form) : at + len(form) + 1]
        if not (before.isalnum() or before in "\\-^_.") or not before:
            if not (after.isalnum() or after in "^_!'.") or not after:
                return True
        at = whole.find(form, at + 1)
    return False


def _missing(forms: dict[str, str], others: dict[str, str], text: str) -> list[str]:
    """Formulas, as they are written, that the others do not have."""
    whole = " ; ".join(others)
    plain = normal(text) if len(forms) else ""
    return [said for form, said in forms.items() if form not in others and not _within(form, whole) and not _within(form, plain)]


def check(source: str, rewrite: str, task: Task) -> Verdict:
    """Fails when a formula of the source is lost or changed, or one is invented where the task adds none."""
    if task == "summary":
        return Verdict("formulas", True, 1.0)
    before, after = _formulas(source), _formulas(rewrite)
    if not before and not after:
        return Verdict("formulas", True, 1.0)
    lost = _missing({form: said for form, said in before.items() if len(form) > _TRIVIAL}, after, rewrite)
    invented: list[str] = []
    if task != "learning_note":
        invented = _missing({form: said for form, said in after.items() if len(form) > _TRIVIAL}, before, source)
    if not lost and not invented:
        return Verdict("formulas", True, 1.0)
    said = [f"lost: {shown(lost, 2, 60)}"] * bool(lost) + [f"invented: {shown(invented, 2, 60)}"] * bool(invented)
    score = 1 - (len(lost) + len(invented)) / (len(before) + len(after))
    return Verdict("formulas", False, score, "; ".join(said))
