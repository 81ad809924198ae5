"""What every driver is given on its command line: prompts, a folder to write to, the endpoint, how many requests at once.

Imported by the drivers beside it, each in an environment of its own; knows none of them. Importing it turns off whatever a
library would say to or ask of the network, and keeps caches in the output folder: import it before the library.
"""

from __future__ import annotations

import json
import os
import sys
from pathlib import Path
from typing import Any

PROMPTS, OUT, URL, CONCURRENCY = Path(sys.argv[1]), Path(sys.argv[2]), sys.argv[3], int(sys.argv[4])
MORE = sys.argv[5:]  # of which of its ways a driver is asked
BODY = {"temperature": 0.7, "top_p": 1.0, "max_tokens": 1024}

OUT.mkdir(parents=True, exist_ok=True)
os.environ |= {
    "HOME": str(OUT),
    "HF_HUB_OFFLINE": "1",
    "HF_HUB_DISABLE_TELEMETRY": "1",
    "HF_DATASETS_DISABLE_PROGRESS_BARS": "1",
    "DO_NOT_TRACK": "1",
    "OPENAI_API_KEY": "none",
}


def prompts() -> list[dict[str, Any]]:
    """A row a document: `id`, `text` and `messages`, which is what is sent."""
    with PROMPTS.open(encoding="utf-8") as file:
        return [json.loads(line) for line in file]


def write(rows: list[dict[str, Any]]) -> None:
    """The answers, for a driver whose library writes none."""
    with (OUT / "answers.jsonl").open("w", encoding="utf-8") as file:
        file.writelines(json.dumps(row) + "\n" for row in rows)
