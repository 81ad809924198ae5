"""Does a text hold a benchmark's item? Finds shared n-grams of words by their hashes. Knows nothing of runs and of models.

The method is that of phi-1 and Cosmopedia (a shared 10-gram) with the care of GPT-3 (Brown et al. 2020, appendix C) for
what is short or common: items below 8 words are not matched, and an n-gram that more than 10 items have is no evidence.
What it cannot see: an item in other words, or in another language.
"""

from __future__ import annotations

import asyncio
import re
import unicodedata
from collections.abc import Awaitable, Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import TYPE_CHECKING

from rephrase.benchmark import Item
from rephrase.data import Document, Result, Task, Usage, Variant, Verdict
from rephrase.errors import UsageError
from rephrase.fidelity.words import UNSPACED, is_unspaced
from rephrase.variants import stable_hash

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Codes = NDArray[np.uint64]

CHECK = "decontamination"
GRAM = 10  # words; two characters of a script without spaces count as one word
SHORTEST = 8  # words of an item, or of a question in it, that is matched whole because it has no 10-gram
TELLING = (
    4  # different words of two letters or more that an n-gram needs: "1 2 3 4 ..." and "x y x y ..." are anybody's
)
COMMON = 10  # items of different text; an n-gram that more of them have is the benchmark's own phrase
MOST = 0.5  # of an item's n-grams: with so many of them the item stands there, whether they are common or not
_FACTOR = 0x9E3779B97F4A7C15  # odd, so that multiplying modulo 2^64 loses nothing
_REMEMBERED = 1 << 16  # words whose hashes are kept; a text's commonest words are all among them

_UNIT = re.compile(rf"[{UNSPACED}]|[^\W_{UNSPACED}]+")
_LETTERS = re.compile(rf"[{UNSPACED}]|[^\W\d_]{{2}}")
_COMMAND = re.compile(r"\\[A-Za-z]+")
_WITHIN = re.compile(r"['’]|(?<=\d),(?=\d{3}(?!\d))")  # what stands within a word or a number and is not read


@dataclass(frozen=True, slots=True)
class Hit:
    """A benchmark item that stands in a text. `item` is FILE#ID, `share` of its n-grams in (0, 1], `size` in words."""

    item: str
    share: float
    size: int

    @property
    def reason(self) -> str:
        return f"{self.size}-gram shared with {self.item} ({max(1, round(100 * self.share))} % of it)"


@dataclass(frozen=True, slots=True)
class Index:
    """The n-grams of all items, 12 bytes each: `grams` in rising order, and for each the place of an item that has it.

    `totals` is how many n-grams an item has and `item_sizes` how many words these have, in items' order; `sizes` are the
    lengths of n-grams there are, in units. `unmatched` counts the items that are too short to be found.
    """

    names: tuple[str, ...]
    totals: NDArray[np.int32]
    item_sizes: NDArray[np.int32]
    grams: Codes
    holders: NDArray[np.int32]
    sizes: tuple[int, ...]
    unmatched: int = 0

    def find(self, text: str) -> Hit | None:
        """The item of which most stands in the text, the first of several; time is linear in the text.

        It takes one n-gram that at most COMMON items have, or MOST of an item's n-grams.
        """
        import numpy as np

        codes = _codes(units(text))
        grams = np.unique(np.concatenate([_rolled(codes, size) for size in self.sizes]))
        first = np.searchsorted(self.grams, grams)
        known = self.grams[np.minimum(first, len(self.grams) - 1)] == grams
        if not known.any():
            return None
        return self._best(first[known], np.searchsorted(self.grams, grams[known], "right"))

    def _best(self, first: NDArray[np.intp], last: NDArray[np.intp]) -> Hit | None:
        """Judges the entries of the shared n-grams, `first` to `last` for each of them."""
        import numpy as np

        held = [self.holders[start:end] for start, end in zip(first.tolist(), last.tolist(), strict=True)]
        rare = [places for places in held if len(places) <= COMMON]
        places, counts = np.unique(np.concatenate(held), return_counts=True)
        shares = counts / self.totals[places]
        proven = shares >= MOST
        if rare:
            proven |= np.isin(places, np.concatenate(rare))
        if not proven.any():
            return None
        at = int(np.argmax(np.where(proven, shares, 0.0)))
        place = int(places[at])
        return Hit(self.names[place], float(shares[at]), int(self.item_sizes[place]))


def build(items: Iterable[Item]) -> Index:
    """The index of all items; of items with the same n-grams the first one stands for all.

    Raises UsageError when no item is long enough to be found.
    """
    import numpy as np

    names: list[str] = []
    sizes: list[tuple[int, int]] = []  # of each item's n-grams: in units, in words
    grams: list[Codes] = []
    seen: set[bytes] = set()
    used: set[int] = set()
    unmatched = 0
    for item in items:
        found, size, lengths = _grams(item)
        unmatched += not len(found)
        key = stable_hash(found.tobytes().hex()).to_bytes(8, "big")
        if len(found) and key not in seen:
            seen.add(key)
            used |= lengths
            names.append(item.name)
            sizes.append((len(found), size))
            grams.append(found)
    if not names:
        hint = f"an item needs {SHORTEST} words; name other fields `text`, or leave that file out"
        raise UsageError(f"none of the {unmatched} benchmark items is long enough to be recognised", hint)
    totals, words = np.array(sizes, np.int32).T
    holders = np.repeat(np.arange(len(names), dtype=np.int32), totals)
    every = np.concatenate(grams)
    order = np.argsort(every, kind="stable")
    return Index(tuple(names), totals, words, every[order], holders[order], tuple(sorted(used)), unmatched)


def _grams(item: Item) -> tuple[Codes, int, set[int]]:
    """An item's n-grams without repeats, their length in words, and all their lengths in units.

    The parts are read as one text. A question of 8 or 9 words in it counts whole, too: its answer may stand elsewhere.
    """
    import numpy as np

    joined = "\n".join(item.parts)
    width = 2 if is_unspaced(joined) else 1
    text = units(joined)
    size = min(len(text), GRAM * width)
    whole = [] if len(text) <= size else [part for part in map(units, _questions(item.parts)) if _is_short(part, width)]
    wanted = [(text, size), *((part, len(part)) for part in whole)] if size >= SHORTEST * width else []
    found = [_rolled(_codes(part), length)[_telling(part, length)] for part, length in wanted]
    grams = np.unique(np.concatenate(found)) if found else np.zeros(0, np.uint64)
    return grams, size // width, {length for _, length in wanted}


def _questions(parts: Sequence[str]) -> list[str]:
    return [part for part in parts if part.rstrip().endswith(("?", "？"))]


def _is_short(part: Sequence[str], width: int) -> bool:
    return SHORTEST * width <= len(part) < GRAM * width


def units(text: str) -> list[str]:
    """Words and numbers in lower case; where a script has no spaces, its characters.

    Like GPT-3's, whatever the marks between them; apostrophes and thousands' commas, LaTeX commands and the widths of
    characters make no difference either.
    """
    plain = text if text.isascii() else unicodedata.normalize("NFKC", text)
    if "\\" in plain:
        plain = _COMMAND.sub(" ", plain)
    return _UNIT.findall(_WITHIN.sub("", plain.casefold()))


@lru_cache(_REMEMBERED)
def _code(unit: str) -> int:
    return stable_hash(unit)


def _codes(found: Sequence[str]) -> Codes:
    import numpy as np

    return np.fromiter(map(_code, found), np.uint64, len(found))


def _rolled(codes: Codes, size: int) -> Codes:
    """A 64-bit hash of every `size` codes in a row."""
    import numpy as np

    count = max(0, len(codes) - size + 1)
    rolled = np.zeros(count, np.uint64)
    for shift in range(size):
        rolled = rolled * np.uint64(_FACTOR) + codes[shift : shift + count]
    return rolled


def _telling(found: Sequence[str], size: int) -> NDArray[np.bool_]:
    """Which of the n-grams of a text hold enough words to be somebody's."""
    import numpy as np

    words = [unit if _LETTERS.search(unit) else "" for unit in found]
    windows = (set(words[at : at + size]) - {""} for at in range(len(words) - size + 1))
    return np.array([len(window) >= TELLING for window in windows], np.bool_)


async def screened(
    index: Index | None, document: Document, variant: Variant, task: Task, write: Callable[[], Awaitable[Result]]
) -> Result:
    """What `write` gives, unless the document holds a benchmark item (then it is not called) or the accepted text does."""
    if index is None:
        return await write()
    if hit := await asyncio.to_thread(index.find, document.text):
        blank = Result(document, variant, task, "", (), (), (), 0.0, "rejected", "", Usage())
        return _refused(blank, hit, "in the source")
    result = await write()
    if result.status == "accepted" and (hit := await asyncio.to_thread(index.find, result.text)):
        return _refused(result, hit, "in the rewrite")
    return result


def _refused(result: Result, hit: Hit, where: str) -> Result:
    verdict = Verdict(CHECK, False, 1 - hit.share, f"{hit.reason}, {where}")
    reason = f"{CHECK}: {hit.reason}, {where}"
    return replace(result, status="rejected", reason=reason, verdicts=(*result.verdicts, verdict))
