"""The table of peers: who is compared with whom, what a failure looks like, and that all are asked what a run asks."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from types import ModuleType

import pytest

from tests.endpoint import serving

BENCHMARKS = Path(__file__).parents[1] / "benchmarks"
