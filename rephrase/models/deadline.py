"""How long an answer may take, learned from those before it. Knows neither requests nor endpoints."""

from __future__ import annotations

from collections import deque

LONGEST = 600.0  # seconds, as long as the SDK itself waits
AT_FIRST, SLOW_DECODING = 60.0, 4.0  # seconds; tokens a second of a large model on a small machine
MARGIN, TIMES = 10.0, 3.0  # seconds; how often the slowest answer's time
REMEMBERED, ENOUGH = 200, 20  # answers


class Deadline:
    """Three times the slowest of the last answers and a margin, more where more tokens are asked for.

    Timeouts with no answer between them double it, so that an endpoint that became slow is not cut off for ever.
    """

    def __init__(self) -> None:
        self._answers: deque[tuple[float, int]] = deque(maxlen=REMEMBERED)
        self._patience = 1.0

    def seconds(self, tokens: int) -> float:
        """For an answer of at most `tokens`; at most LONGEST."""
        if len(self._answers) < ENOUGH:
            expected = AT_FIRST + tokens / SLOW_DECODING
        else:
            slowest, asked = max(self._answers)
            expected = MARGIN + TIMES * slowest * max(1.0, tokens / max(asked, 1))
        return min(expected * self._patience, LONGEST)

    def answered(self, seconds: float, tokens: int) -> None:
        """An answer for which `tokens` were asked came after `seconds`."""
        self._answers.append((seconds, tokens))
        self._patience = 1.0

    def missed(self) -> None:
        """No answer came in time."""
        self._patience = min(self._patience * 2.0, LONGEST)
