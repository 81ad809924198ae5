"""Which relation two sides of a formula stand in, and whether another text says another one of the same sides. Does no algebra."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

# How each relation is written, and turned round so that a > b and b < a are one; signs that writers choose between are one.
_NAMES = {
    "<": ("<", "\\lt"), "≤": ("≤", "\\le", "\\leq", "\\leqslant", "<="), "=": ("=", "\\equiv", "\\cong", "\\simeq", "\\approx"),
    "≠": ("≠", "\\ne", "\\neq", "\\not=", "!="), "∈": ("∈", "\\in"), "∉": ("∉", "\\notin", "\\not\\in"),
    "⊂": ("⊂", "⊆", "\\subset", "\\subseteq", "\\subseteqq", "\\subsetneq", "\\subsetneqq"), "∤": ("\\nmid", "\\not\\mid", "∤"),
    "|": ("\\mid", "∣"), "≺": ("\\prec",), "⪯": ("\\preceq", "\\preccurlyeq"),
}  # fmt: skip
_TURNED = {
    "<": (">", "\\gt"), "≤": ("≥", "\\ge", "\\geq", "\\geqslant", ">="), "⊂": ("⊃", "⊇", "\\supset", "\\supseteq", "\\supsetneq"),
    "∈": ("\\ni", "∋"), "≺": ("\\succ",), "⪯": ("\\succeq", "\\succcurlyeq"),
}  # fmt: skip
_WRITTEN = {sign: (name, False) for name, signs in _NAMES.items() for sign in signs}
_WRITTEN |= {sign: (name, True) for name, signs in _TURNED.items() for sign in signs}
_SYMMETRIC = frozenset("=≠")
_TOKEN = re.compile(
    r"\\text\s*\{[^{}]{0,200}\}|\\not\s*(?:=|\\[A-Za-z]+)|\\[A-Za-z]+|\\\\|\\.|[<>!]=|[(){}\[\],;:<>=≤≥≠∈∉⊂⊆⊃⊇∋∣∤]"
)
_OPENING, _CLOSING = frozenset(["(", "[", "\\{"]), frozenset([")", "]", "\\}"])
# Between these stand formulas of their own.
_PARTING = frozenset(
    [",", ";", ":", "\\\\", "\\quad", "\\qquad", "\\implies", "\\iff", "\\Rightarrow", "\\Leftrightarrow", "\\land", "\\lor", "\\wedge", "\\vee"]
)  # fmt: skip
_SPACE = re.compile(r"\s+")
_DEEPEST = 20  # brackets within brackets

Said = tuple[str, str, str]  # a side, the relation, the other side


class _Chain:
    """A chain of sides and relations that is being read, a < b < c: where its last side begins, and what stood before that."""

    def __init__(self, start: int) -> None:
        self.start = start
        self.before: tuple[str, tuple[str, bool]] | None = None

    def take(self, side: str) -> Iterator[Said]:
        """What the chain says with one more side."""
        if self.before is not None:
            yield from _between(*self.before, side)


def _said(formula: str, normal: Callable[[str], str]) -> Iterator[Said]:
    """What a formula says of each two sides that stand beside one another, also in brackets; braces are part of a side."""
    chains, depth = [_Chain(0)], 0
    for token in _TOKEN.finditer(formula):
        sign = _SPACE.sub("", token[0])
        depth += (sign == "{") - (sign == "}")
        if depth > 0:
            continue
        chain, side = chains[-1], formula[chains[-1].start : token.start()]
        if sign in _OPENING and len(chains) < _DEEPEST:
            chains.append(_Chain(token.end()))
        elif sign in _CLOSING:
            yield from chain.take(normal(side))
            chains = chains[:-1] or [_Chain(token.end())]
        elif sign in _PARTING or sign.startswith("\\text"):
            yield from chain.take(normal(side))
            chains[-1] = _Chain(token.end())
        elif sign in _WRITTEN:
            here = normal(side)
            yield from chain.take(here)
            chain.before, chain.start = (here, _WRITTEN[sign]), token.end()
    yield from chains[-1].take(normal(formula[chains[-1].start :]))


def _between(side: str, relation: tuple[str, bool], other: str) -> Iterator[Said]:
    name, is_turned = relation
    if side and other:
        swap = is_turned or (name in _SYMMETRIC and other < side)
        yield (other, name, side) if swap else (side, name, other)


def relations(formulas: Iterable[str], normal: Callable[[str], str]) -> Counter[Said]:
    """How often some formulas, as they are written, say what of two sides; `normal` gives a side its one spelling."""
    return Counter(said for formula in formulas for said in _said(formula, normal))


def is_told(formula: str, after: Counter[Said], normal: Callable[[str], str]) -> bool:
    """Whether a text says all that a formula says of its sides, maybe one by one or turned round."""
    chain = [*_said(formula, normal)]
    return bool(chain) and all(said in after for said in chain)


def contradicted(
    lost: Iterable[str], before: Counter[Said], after: Counter[Said], normal: Callable[[str], str]
) -> bool:
    """Whether of one of the formulas lost the rewrite says two sides to stand in another relation, oftener than the source does."""
    others: dict[frozenset[str], list[Said]] = {}
    for said, times in after.items():
        if times > before[said]:
            others.setdefault(frozenset((said[0], said[2])), []).append(said)
    return bool(others) and any(_is_another(said, others) for formula in lost for said in _said(formula, normal))


def _is_another(said: Said, others: Mapping[frozenset[str], Sequence[Said]]) -> bool:
    """Whether something else is said of the same sides."""
    return any(other != said for other in others.get(frozenset((said[0], said[2])), ()))
