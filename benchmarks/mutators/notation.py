"""Errors in formulas and in marked answers. One error each."""

from __future__ import annotations

import random
import re
from collections.abc import Callable

from mutators.texts import FORMULA, Edit, replaced

_EXPONENT = re.compile(r"\^(\d)|\^\{(\d+)\}")
_SIGN = re.compile(r"(?<=[\w)}\s])[+-](?=\s*[\w\\(])")
_RELATION = re.compile(r"\\leq?(?![a-z])|\\geq?(?![a-z])|[<>]")
_DIGIT = re.compile(r"(?<![\\\w.^{])\d+(?!\w)")
_OPPOSITE = {"+": "-", "-": "+", "<": ">", ">": "<", "\\le": "\\ge", "\\leq": "\\geq", "\\ge": "\\le", "\\geq": "\\leq"}
_FUNCTIONS = {
    "sin": "cos", "cos": "sin", "tan": "cot", "log": "exp", "ln": "exp", "exp": "log", "max": "min", "min": "max",
    "sup": "inf", "inf": "sup", "arcsin": "arccos", "sqrt": "log", "gcd": "operatorname{lcm}",
}  # fmt: skip
_OPERATORS = {
    "cup": "cap", "cap": "cup", "sum": "prod", "prod": "sum", "int": "sum", "times": "div", "div": "times", "in": "notin",
    "notin": "in", "subset": "supset", "supset": "subset", "subseteq": "supseteq", "supseteq": "subseteq", "forall": "exists",
    "exists": "forall", "wedge": "vee", "vee": "wedge", "land": "lor", "lor": "land", "partial": "nabla", "infty": "pi",
    "equiv": "not\\equiv", "neq": "eq", "ne": "eq", "cdot": "div", "rightarrow": "leftarrow", "to": "gets",
}  # fmt: skip
_GREEK = "alpha beta gamma delta lambda mu sigma theta omega phi rho".split()
_COMMAND = re.compile(r"\\([a-z]+)(?![A-Za-z])")
_INDEX = re.compile(r"(?<=[A-Za-z}])_(?:([a-z\d])(?!\w)|\{([a-z\d]+)\})")
_LETTER = re.compile(r"(?<![\\A-Za-z{])[a-z](?![A-Za-z}])")
_TERM = re.compile(r"(?<=[\w)}]) ?[+-] ?(?:\d+|[a-z]|\d[a-z])(?= ?[=<>+]|\$|\\\)| ?\\[lg]e)")


def _within_formulas(pattern: re.Pattern[str], text: str) -> list[re.Match[str]]:
    spans = [formula.span() for formula in FORMULA.finditer(text) if len(formula[0]) > 6]
    return [match for start, end in spans for match in pattern.finditer(text, start, end)]


def _edit(pattern: re.Pattern[str], new: Callable[[re.Match[str], random.Random], str | None]) -> Edit:
    """One match within a formula changed to what the function makes of it, of those where it makes something."""

    def edit(text: str, rng: random.Random) -> str | None:
        found = [(m, other) for m in _within_formulas(pattern, text) if (other := new(m, rng)) not in (None, m[0])]
        if not found:
            return None
        match, other = rng.choice(found)
        return replaced(text, match.span(), str(other))

    return edit


def _other(match: re.Match[str], rng: random.Random) -> str:
    return _OPPOSITE.get(match[0], re.sub(r"\d+", lambda m: str(int(m[0]) + 1), match[0]))


formula_sign = _edit(_SIGN, _other)
formula_exponent = _edit(_EXPONENT, _other)
formula_relation = _edit(_RELATION, _other)
formula_constant = _edit(_DIGIT, _other)
formula_function = _edit(_COMMAND, lambda m, rng: f"\\{_FUNCTIONS[m[1]]}" if m[1] in _FUNCTIONS else None)
formula_operator = _edit(_COMMAND, lambda m, rng: _operator(m[1]) if m[1] in _OPERATORS else None)
formula_greek = _edit(
    _COMMAND, lambda m, rng: "\\" + rng.choice([g for g in _GREEK if g != m[1]]) if m[1] in _GREEK else None
)


def _operator(name: str) -> str:
    return {"eq": "=", "gets": "\\leftarrow"}.get(_OPERATORS[name], f"\\{_OPERATORS[name]}")


def _index(match: re.Match[str], rng: random.Random) -> str:
    own = match[1] or match[2]
    new = str(int(own) + 1) if own.isdigit() else rng.choice([letter for letter in "ijkmn" if letter != own])
    return f"_{new}" if match[1] else f"_{{{new}}}"


formula_index = _edit(_INDEX, _index)
formula_variable = _edit(_LETTER, lambda m, rng: rng.choice([x for x in "abcmnpqxyz" if x != m[0]]))
formula_term_lost = _edit(_TERM, lambda m, rng: "")


def formula_lost(text: str, rng: random.Random) -> str | None:
    """A longer formula that stands once left out."""
    found = [m for m in FORMULA.finditer(text) if len(m[0]) > 12 and text.count(m[0].strip("$")) == 1]
    return replaced(text, rng.choice(found).span(), "this") if found else None


_MARKED = re.compile(r"####\s*(-?\d[\d,]*(?:\.\d+)?)")
_WAYS = [
    "The answer is {}.", "The final answer is $\\boxed{{{}}}$.", "\\boxed{{{}}}", "Answer: {}", "Therefore, the answer is **{}**.",
    "#### {}", "So the final answer is {}.",
]  # fmt: skip


def marked_answer_changed(text: str, rng: random.Random) -> str | None:
    """The marked answer of a worked problem, marked in another way or the same, and another number."""
    match = _MARKED.search(text)
    if match is None:
        return None
    number = match[1].replace(",", "")
    new = str(int(number) + rng.choice([1, 2, 5, 10, -1])) if "." not in number else number + "5"
    return replaced(text, match.span(), rng.choice(_WAYS).format(new))


def answer_remarked(text: str, rng: random.Random) -> str | None:
    """The same answer marked in another way: harmless."""
    match = _MARKED.search(text)
    return replaced(text, match.span(), rng.choice(_WAYS[:5]).format(match[1])) if match else None
