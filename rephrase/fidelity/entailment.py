"""A cross-encoder as judge: is each sentence entailed by the other text? Weights are the user's own, none come along.

Sentence by sentence against the nearest passages of the other text, the best of them counting: rewrite against source for
what is invented, source against rewrite for what is lost. Compares statements one at a time, does no arithmetic.
"""

from __future__ import annotations

import asyncio
import hashlib
import json
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from rephrase.data import Judged, Task, Usage, Verdict
from rephrase.errors import UsageError
from rephrase.fidelity.judge import directions
from rephrase.fidelity.words import length, sentences, words

if TYPE_CHECKING:
    import numpy
    import onnxruntime
    import tokenizers

INSTALL = "pip install 'rephrase-corpus[entailment]'"
PASSAGE_WORDS = 120  # about 180 tokens: with a sentence it fits the 512 of the smallest such models
NEAREST = 2  # passages a sentence is compared with
LEAST_WORDS = 3  # a shorter line is a heading or a label and states nothing
LONGEST = 512  # tokens of passage and sentence together; the longer of both is cut
BATCH = 16
SUPPORTED = 0.5  # probability from which MiniCheck and FactCG call a sentence supported
NAMED = 3  # sentences in a reason
_WEIGHTS = ("model.onnx", "onnx/model.onnx")
_YES = ("entail", "support", "consistent", "faithful", "factual", "aligned")
_NO = ("not", "non", "un", "in", "contra", "neutral", "refut")


def is_cross_encoder(model: str) -> bool:
    """Whether `--judge-model` names a cross-encoder to load here: a folder, or hf:// with a repository and no file."""
    return bool(model) and (Path(model).is_dir() or (model.startswith("hf://") and not model.endswith(".gguf")))


@dataclass(frozen=True, slots=True)
class CrossEncoder:
    """A loaded model. `entailed` is the place of the label that means yes; `template` is how a pair is put in one text."""

    session: onnxruntime.InferenceSession
    tokenizer: tokenizers.Tokenizer
    entailed: int
    template: str
    digest: str

    async def judge(self, source: str, rewrite: str, task: Task) -> Judged:
        """A Judge. Computes in a thread of its own; costs no tokens."""
        return Judged(await asyncio.to_thread(self.verdict, source, rewrite, task), Usage())

    def verdict(self, source: str, rewrite: str, task: Task) -> Verdict:
        """Fails when a sentence is supported with less than SUPPORTED; the score is that of the worst sentence."""
        worst: list[tuple[float, str, str]] = []
        for direction in directions(task):
            claims, document = (rewrite, source) if direction == "invented" else (source, rewrite)
            worst += [(score, direction, claim) for claim, score in self.scores(claims, document)]
        worst.sort(key=lambda item: item[0])
        failed = [item for item in worst if item[0] < SUPPORTED]
        named = "; ".join(f"{direction} ({score:.2f}): {_cut(claim)}" for score, direction, claim in failed[:NAMED])
        more = f" and {len(failed) - NAMED} more" if len(failed) > NAMED else ""
        score = worst[0][0]
        return Verdict("judge", not failed, score, named + more or f"worst of {len(worst)} sentences {score:.2f}")

    def scores(self, claims: str, document: str) -> list[tuple[str, float]]:
        """Each sentence of `claims`, and the probability in [0, 1] that the best of its passages supports it."""
        found = [claim for claim in sentences(claims) if length(claim) >= LEAST_WORDS] or [claims]
        passages = _passages(document)
        asked = [(passage, claim) for claim in found for passage in _nearest(claim, passages)]
        best: dict[str, float] = {}
        for (_, claim), score in zip(asked, self._probabilities(asked), strict=True):
            best[claim] = max(best.get(claim, 0.0), score)  # a NaN is never the greater
        return [(claim, best[claim]) for claim in found]

    def _probabilities(self, pairs: Sequence[tuple[str, str]]) -> list[float]:
        found: list[float] = []
        for start in range(0, len(pairs), BATCH):
            logits = self._logits(pairs[start : start + BATCH])
            found.extend(float(probability) for probability in _softmax(logits)[:, self.entailed])
        return found

    def _logits(self, pairs: Sequence[tuple[str, str]]) -> Any:
        import numpy

        encoded = self.tokenizer.encode_batch([self._put(passage, claim) for passage, claim in pairs])
        given = {
            "input_ids": [entry.ids for entry in encoded],
            "attention_mask": [entry.attention_mask for entry in encoded],
            "token_type_ids": [entry.type_ids for entry in encoded],
        }
        wanted = [entry.name for entry in self.session.get_inputs()]
        return self.session.run(None, {name: numpy.array(given[name], dtype=numpy.int64) for name in wanted})[0]

    def _put(self, passage: str, claim: str) -> str | tuple[str, str]:
        if not self.template:
            return passage, claim
        before, _, rest = self.template.partition("{document}")
        between, _, after = rest.partition("{claim}")
        return f"{before}{passage}{between}{claim}{after}"


def load(model: str) -> CrossEncoder:
    """A cross-encoder from a folder or from hf://owner/repo (also owner/repo): ONNX weights, tokenizer.json, config.json.

    Raises UsageError when a package, a file, the network or the label that means yes is missing, naming what to do.
    """
    try:
        import onnxruntime
        import tokenizers
    except ImportError as error:
        raise UsageError(f"a cross-encoder needs the package {error.name}, which is not installed", INSTALL) from None
    folder = _folder(model)
    weights = next((folder / name for name in _WEIGHTS if (folder / name).is_file()), None)
    for name, there in (("model.onnx", weights), ("tokenizer.json", (folder / "tokenizer.json").is_file())):
        if not there:
            raise UsageError(f"{model} holds no {name}", "export the model to ONNX as docs/fidelity-judges.md says")
    template = folder / "template.txt"
    try:
        session = onnxruntime.InferenceSession(str(weights), providers=["CPUExecutionProvider"])
        tokenizer = tokenizers.Tokenizer.from_file(str(folder / "tokenizer.json"))
    except Exception as error:  # both packages raise bare kinds of Exception
        reason = str(error).strip().split("\n")[0][:200]
        raise UsageError(f"cannot load {model}: {reason}", "export the model anew") from error
    tokenizer.enable_truncation(LONGEST)
    config = _config(folder)
    tokenizer.enable_padding(pad_id=int(config.get("pad_token_id") or 0))
    _refuse_other_inputs(session, model)
    text = template.read_text(encoding="utf-8") if template.is_file() else ""
    return CrossEncoder(session, tokenizer, entailed_label(config, model), text, _digest(folder, weights))


def entailed_label(config: dict[str, Any], model: str = "") -> int:
    """The place of the label that means yes. Two labels without names are no and yes, as MiniCheck and FactCG have them."""
    names = {int(place): str(name).lower() for place, name in (config.get("id2label") or {}).items()}
    found = [place for place, name in names.items() if any(yes in name for yes in _YES) and not name.startswith(_NO)]
    if len(found) == 1:
        return found[0]
    if not found and sorted(names.values()) in ([], ["0", "1"], ["label_0", "label_1"]):
        return 1
    raise UsageError(
        f"{model}: config.json does not say which of its labels means yes: {', '.join(names.values())}",
        'name it "entailment" in id2label',
    )


def _folder(model: str) -> Path:
    if Path(model).is_dir():
        return Path(model)
    name = model.removeprefix("hf://")
    if name.count("/") != 1:
        raise UsageError(f"{model} is neither a folder nor hf://owner/repo", "write hf://owner/repo")
    from huggingface_hub import snapshot_download

    try:
        files = ["*.json", "template.txt", *_WEIGHTS, *(f"{weights}_data" for weights in _WEIGHTS)]
        return Path(snapshot_download(name, allow_patterns=files))
    except Exception as error:
        reason = str(error).strip().split("\n")[0]
        hint = "check the name and the network, or give a folder"
        raise UsageError(f"cannot fetch {model}: {reason}", hint) from error


def _config(folder: Path) -> dict[str, Any]:
    path = folder / "config.json"
    try:
        config = json.loads(path.read_text(encoding="utf-8")) if path.is_file() else {}
    except ValueError as error:
        raise UsageError(f"{path} is not JSON: {error}", "mend the file") from error
    return config if isinstance(config, dict) else {}


def _refuse_other_inputs(session: onnxruntime.InferenceSession, model: str) -> None:
    wanted = {entry.name for entry in session.get_inputs()}
    if not wanted <= {"input_ids", "attention_mask", "token_type_ids"} or "input_ids" not in wanted:
        raise UsageError(
            f"{model} is no sequence classifier: its inputs are {', '.join(sorted(wanted))}",
            "export it with --task text-classification",
        )


def _digest(folder: Path, weights: Path | None) -> str:
    """What the model is, by its configuration and the size of its weights: gigabytes are not read twice."""
    files = [path for path in sorted(folder.glob("*")) if path.suffix in (".json", ".txt") and path.is_file()]
    digest = hashlib.sha256(str(weights.stat().st_size if weights else 0).encode())
    for path in files:
        digest.update(path.read_bytes())
    return digest.hexdigest()[:16]


def _passages(text: str) -> list[str]:
    """Runs of whole sentences of about PASSAGE_WORDS words, each beginning half a passage after the last."""
    units = list(sentences(text)) or [text]
    found, start = [], 0
    while True:
        end, size = start, 0.0
        while end < len(units) and (end == start or size + length(units[end]) <= PASSAGE_WORDS):
            size += length(units[end])
            end += 1
        found.append(" ".join(units[start:end]))
        if end == len(units):
            return found
        start += max((end - start) // 2, 1)


def _nearest(claim: str, passages: Sequence[str]) -> list[str]:
    """The passages that hold most of the claim's words, the first ones where many do."""
    own = frozenset(words(claim))
    return sorted(passages, key=lambda passage: -len(own & frozenset(words(passage))))[:NEAREST]


def _softmax(logits: Any) -> numpy.ndarray[Any, Any]:
    import numpy

    table = numpy.asarray(logits, dtype=numpy.float64)
    powers = numpy.exp(table - table.max(axis=-1, keepdims=True))
    scaled: numpy.ndarray[Any, Any] = powers / powers.sum(axis=-1, keepdims=True)
    return scaled


def _cut(claim: str) -> str:
    one_line = " ".join(claim.split())
    return one_line if len(one_line) <= 80 else one_line[:79] + "…"
