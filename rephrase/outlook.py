"""How large a corpus is, looked up in a thread while the run already works on it. Reads documents, keeps none."""

from __future__ import annotations

import threading
import time
from collections import deque
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from rephrase.data import Document
from rephrase.errors import RephraseError
from rephrase.report.ahead import TAIL, Expected

SLICE, PAUSE = 0.02, 0.18  # seconds of reading, and those that are then left to the run


@contextmanager
def looking(documents: Callable[[], Iterator[Document]], tell: Callable[[Expected], None]) -> Iterator[None]:
    """Counts `documents()` until the block ends, and tells what was found when all were read; nothing if that fails."""
    ended = threading.Event()

    def look() -> None:
        try:
            found = _counted(documents(), ended)
        except (RephraseError, OSError):
            return  # the run reads the same and says what is wrong; it only has no end in sight
        if found is not None:
            tell(found)

    thread = threading.Thread(target=look, daemon=True)
    thread.start()
    try:
        yield
    finally:
        ended.set()
        thread.join()


def _counted(documents: Iterator[Document], ended: threading.Event) -> Expected | None:
    last: deque[int] = deque(maxlen=TAIL)
    number = characters = 0
    since = time.monotonic()
    for document in documents:
        number += 1
        characters += len(document.text)
        last.append(len(document.text))
        if time.monotonic() - since > SLICE:
            if ended.wait(PAUSE):
                return None
            since = time.monotonic()
    return Expected(number, characters, tuple(sorted(last, reverse=True)))  # as they will be begun
