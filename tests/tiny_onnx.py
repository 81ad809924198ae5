"""A real cross-encoder small enough to make in a test: it says yes when three quarters of a claim's words are in the passage.

An ONNX sequence classifier with two labels, a word-level tokenizer.json and a config.json, as an export leaves them.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

ARROW = "=>"  # parts passage and claim in the model that reads both as one text
_SPECIAL = ("[PAD]", "[CLS]", "[SEP]", "[UNK]", ARROW)


def make(folder: Path, texts: str, labels: tuple[str, str] = ("LABEL_0", "LABEL_1"), template: str = "") -> Path:
    """The model in `folder`, knowing the words of `texts`. With a template it reads one text and knows no token types."""
    folder.mkdir(parents=True, exist_ok=True)
    _write_tokenizer(folder / "tokenizer.json", texts)
    yes_first = "entail" in labels[0]
    _write_model(folder / "model.onnx", yes_first, one_text=bool(template))
    config = {"id2label": dict(enumerate(labels)), "pad_token_id": 0}
    (folder / "config.json").write_text(json.dumps(config))
    if template:
        (folder / "template.txt").write_text(template)
    return folder


def _write_tokenizer(path: Path, texts: str) -> None:
    from tokenizers import Tokenizer, models, normalizers, pre_tokenizers, processors

    splitter = pre_tokenizers.WhitespaceSplit()
    words = sorted({word for word, _ in splitter.pre_tokenize_str(texts.lower())} - set(_SPECIAL))
    vocabulary = {word: number for number, word in enumerate((*_SPECIAL, *words))}
    tokenizer = Tokenizer(models.WordLevel(vocabulary, unk_token="[UNK]"))
    tokenizer.normalizer = normalizers.Lowercase()
    tokenizer.pre_tokenizer = splitter
    tokenizer.post_processor = processors.TemplateProcessing(
        single="[CLS] $A", pair="[CLS] $A [SEP] $B:1 [SEP]:1", special_tokens=[("[CLS]", 1), ("[SEP]", 2)]
    )
    tokenizer.save(str(path))


def _write_model(path: Path, yes_first: bool, one_text: bool) -> None:
    import onnx
    from onnx import TensorProto, helper

    node = helper.make_node
    names = ["input_ids", "attention_mask", *([] if one_text else ["token_type_ids"])]
    constants = {"zero": 0, "one": 1, "two": 2, "arrow": _SPECIAL.index(ARROW)}
    nodes = [
        *_types(one_text),
        node("Cast", ["attention_mask"], ["mask"], to=TensorProto.FLOAT),
        node("Mul", ["mask", "type"], ["claim"]),
        node("Sub", ["mask", "claim"], ["passage"]),
        node("Unsqueeze", ["input_ids", "two"], ["down"]),
        node("Unsqueeze", ["input_ids", "one"], ["across"]),
        node("Equal", ["down", "across"], ["same"]),
        node("Cast", ["same"], ["same_f"], to=TensorProto.FLOAT),
        node("Unsqueeze", ["passage", "one"], ["passage_across"]),
        node("Mul", ["same_f", "passage_across"], ["matches"]),
        node("ReduceMax", ["matches", "two"], ["found"], keepdims=0),
        node("Mul", ["found", "claim"], ["found_of_claim"]),
        node("ReduceSum", ["found_of_claim", "one"], ["number_found"], keepdims=1),
        node("ReduceSum", ["claim", "one"], ["number"], keepdims=1),
        node("Div", ["number_found", "number"], ["share"]),
        node("Sub", ["share", "three_quarters"], ["above"]),
        node("Mul", ["above", "steepness"], ["yes"]),
        node("Sub", ["yes", "yes"], ["no"]),
        node("Concat", ["yes", "no"] if yes_first else ["no", "yes"], ["logits"], axis=1),
    ]
    initial = [helper.make_tensor(name, TensorProto.INT64, [1], [value]) for name, value in constants.items()]
    initial += [helper.make_tensor("three_quarters", TensorProto.FLOAT, [], [0.75])]
    initial += [helper.make_tensor("steepness", TensorProto.FLOAT, [], [40.0])]
    inputs = [helper.make_tensor_value_info(name, TensorProto.INT64, ["batch", "length"]) for name in names]
    outputs = [helper.make_tensor_value_info("logits", TensorProto.FLOAT, ["batch", 2])]
    graph = helper.make_graph(nodes, "tiny", inputs, outputs, initial)
    model = helper.make_model(graph, opset_imports=[helper.make_opsetid("", 18)], ir_version=9)
    onnx.checker.check_model(model)
    onnx.save(model, str(path))


def _types(one_text: bool) -> list[Any]:
    """1.0 for the claim's tokens: from the token types, or for all that stand behind the arrow."""
    from onnx import TensorProto, helper

    if not one_text:
        return [helper.make_node("Cast", ["token_type_ids"], ["type"], to=TensorProto.FLOAT)]
    return [
        helper.make_node("Equal", ["input_ids", "arrow"], ["is_arrow"]),
        helper.make_node("Cast", ["is_arrow"], ["is_arrow_f"], to=TensorProto.FLOAT),
        helper.make_node("Squeeze", ["one"], ["axis"]),
        helper.make_node("CumSum", ["is_arrow_f", "axis"], ["type"], exclusive=1),
    ]
