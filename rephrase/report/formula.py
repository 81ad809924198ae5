"""LaTeX as MathML, which browsers draw without scripts. Formulas come from documents and models: nothing in them is trusted."""

from __future__ import annotations

import functools
import re
from typing import TYPE_CHECKING
from xml.etree import ElementTree  # reads only what the converter wrote, which has no document type

if TYPE_CHECKING:
    from math_core import LatexToMathML

LONGEST = 3000  # characters of LaTeX; a longer one stays text
LARGEST = 60_000  # characters of MathML
_ELEMENTS = frozenset(
    "math semantics annotation mrow mi mn mo ms mtext mspace mfrac msqrt mroot mstyle merror mpadded mphantom menclose msub msup"
    " msubsup munder mover munderover mmultiscripts mprescripts mtable mtr mtd".split()
)
_ATTRIBUTES = frozenset(
    "display displaystyle scriptlevel mathvariant stretchy symmetric fence separator form lspace rspace width height depth"
    " voffset minsize maxsize largeop movablelimits linethickness accent accentunder notation encoding columnspan rowspan"
    " columnalign rowspacing columnspacing columnlines rowlines frame style".split()
)
_STYLE = re.compile(r"[\w\s:;.,%#+-]*")  # no url(), no quotes


@functools.cache
def _converter() -> LatexToMathML:
    from math_core import LatexToMathML

    return LatexToMathML(annotation=False)


def mathml(latex: str, display: bool) -> str | None:
    """Safe MathML of a formula without its delimiters; None where it is broken, unknown to the converter, or too large."""
    from math_core import LatexError

    if len(latex) > LONGEST:
        return None
    try:
        made = _converter().convert_with_local_state(latex, displaystyle=display)
    except LatexError:
        return None
    return made if len(made) <= LARGEST and _is_safe(made) else None


def _is_safe(made: str) -> bool:
    """Whether it holds nothing but the elements and attributes of mathematics, whatever the converter lets through."""
    try:
        root = ElementTree.fromstring(made)  # noqa: S314
    except ElementTree.ParseError:
        return False
    return all(
        element.tag in _ELEMENTS
        and element.attrib.keys() <= _ATTRIBUTES
        and _STYLE.fullmatch(element.get("style", "")) is not None
        for element in root.iter()
    )
