"""An endpoint with every fault at once, by the number of the request."""

from __future__ import annotations

import itertools
import random
import threading
from typing import Any

from tests.endpoint import Reply, Script

NEVER = 3600.0  # seconds
SHARES = {"busy": 10, "broken": 5, "closed": 3, "silent": 1, "garbage": 2, "cut": 5, "empty": 3}  # per cent


def faulty(script: Script, seed: int = 0, left_out: tuple[str, ...] = ()) -> Script:
    """`script`, but of each hundred requests as many as SHARES says get no good answer; those of the faults `left_out` do."""
    numbers, lock = itertools.count(), threading.Lock()

    def answer(request: dict[str, Any]) -> Reply:
        with lock:
            number = next(numbers)
        fault = _fault(number, seed)
        good = script(request)
        reply = Reply(good) if isinstance(good, str) else good
        match "" if fault in left_out else fault:
            case "busy":
                return Reply(status=429, body=b"{}")
            case "broken":
                return Reply(status=500, body=b"{}")
            case "closed":
                return Reply(closes=True)
            case "silent":
                return Reply(closes=True, seconds=NEVER)
            case "garbage":
                return Reply(body=b"<html>Bad gateway</html>")
            case "cut":
                return Reply(reply.text[: len(reply.text) // 2], "length")
            case "empty":
                return Reply("")
        return reply

    return answer


def _fault(number: int, seed: int) -> str:
    hundred = [name for name, share in SHARES.items() for _ in range(share)]
    hundred += [""] * (100 - len(hundred))
    random.Random(f"{seed} {number // 100}").shuffle(hundred)
    return hundred[number % 100]
