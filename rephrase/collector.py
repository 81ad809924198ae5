"""How often Python looks for garbage in cycles. Knows no run and no checks.

What a run makes is freed by counting references; of cycles there are few. At Python's own pace the collector walks over
thousands of documents in flight again and again, which takes 7 % of a run's processor time (`benchmarks/throughput.py`).
"""

from __future__ import annotations

import gc

NEW, YOUNG, OLD = (
    50_000,
    5,
    5,
)  # objects made before the youngest are looked at; such looks before the next older ones are


def seldom() -> None:
    """For the rest of this process; what is there now, mostly code, is never looked at again."""
    gc.freeze()
    gc.set_threshold(NEW, YOUNG, OLD)
