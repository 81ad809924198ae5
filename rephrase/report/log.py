"""`--log-json`: what happens in a run, one JSON object a line, for machines. Knows nothing of what the events mean."""

from __future__ import annotations

import json
import sys
import threading
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import TextIO

from rephrase.errors import OutputError


@dataclass(frozen=True, slots=True)
class JsonLog:
    """Lines with `event` and `time` (ISO 8601, UTC) and whatever else is told. Several threads may write."""

    stream: TextIO
    on_stderr: bool = False
    now: Callable[[], datetime] = lambda: datetime.now(UTC)
    _lock: threading.Lock = field(default_factory=threading.Lock)

    def write(self, event: str, **told: object) -> None:
        line = json.dumps({"event": event, "time": self.now().isoformat(timespec="milliseconds"), **told})
        with self._lock:
            self.stream.write(line + "\n")
            self.stream.flush()


def opened(name: str) -> JsonLog | None:
    """A log by its name: a file that is added to, `-` for standard error, None for "". Raises OutputError."""
    if not name:
        return None
    if name == "-":
        return JsonLog(sys.stderr, on_stderr=True)
    try:
        return JsonLog(open(name, "a", encoding="ascii"))
    except OSError as error:
        raise OutputError(
            f"cannot write {name}: {error.strerror or error}", "name another file with --log-json"
        ) from error
