"""The cross-encoder as judge, with a real ONNX model made here: which way it looks, what it names, what it refuses."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from rephrase.data import Usage
from rephrase.errors import UsageError
from rephrase.fidelity import entailment
from tests.corpora import document, reworded
from tests.endpoint import serving
from tests.test_run import good, ran, rows

for package in ("onnx", "onnxruntime", "tokenizers"):
    pytest.importorskip(package, reason=f"{package} is not installed")

from tests import tiny_onnx  # noqa: E402

SOURCE = "the mill at brook was built in the spring of 1779 . it ground oats for three villages ."
FAITHFUL = "built in the spring of 1779 was the mill at brook . for three villages it ground oats ."
INVENTS = f"{FAITHFUL} a great flood destroyed both wheels ."
LOSES = "in the spring of 1779 the mill at brook was built ."
WORDS = f"{SOURCE} {INVENTS}"


@pytest.fixture
def model(tmp_path: Path) -> Path:
    """The tiny model's folder."""
    return tiny_onnx.make(tmp_path / "tiny", WORDS)


@pytest.mark.parametrize(
    ("rewrite", "task", "failed"),
    [
        (FAITHFUL, "rephrase", ""),
        (INVENTS, "rephrase", "invented"),
        (LOSES, "rephrase", "lost"),
        (LOSES, "summary", ""),
        (INVENTS, "summary", "invented"),
        (INVENTS, "learning_note", ""),
        (LOSES, "learning_note", "lost"),
        (LOSES, "translate", "lost"),
    ],
)
def test_each_sentence_is_looked_for_in_the_other_text(rewrite: str, task: str, failed: str, model: Path) -> None:
    """What is invented and what is lost each fail, where the task cares; the worst sentence is named with its score."""
    verdict = entailment.load(str(model)).verdict(SOURCE, rewrite, task)
    assert (verdict.check, verdict.passed) == ("judge", not failed)
    if failed:
        sentence = {"invented": "a great flood destroyed both wheels .", "lost": "it ground oats for three villages ."}[
            failed
        ]
        assert verdict.reason == f"{failed} ({verdict.score:.2f}): {sentence}"
        assert verdict.score < 0.5
    else:
        assert verdict.score > 0.5
        assert "sentences" in verdict.reason


def test_a_long_source_is_searched_by_its_nearest_passages(model: Path) -> None:
    """A sentence is found wherever it stands in a source many passages long, and only the nearest ones are read."""
    filler = "the oats of brook ground in spring . " * 200
    encoder = entailment.load(str(model))
    before = encoder.verdict(f"{filler} {SOURCE}", FAITHFUL, "summary")
    after = encoder.verdict(f"{SOURCE} {filler}", FAITHFUL, "summary")
    assert before.passed and after.passed
    assert not encoder.verdict(filler, FAITHFUL, "summary").passed


def test_the_label_that_means_yes_is_read_from_the_config(tmp_path: Path) -> None:
    """A model whose first label is entailment judges as one whose second label is."""
    encoder = entailment.load(str(tiny_onnx.make(tmp_path / "tiny", WORDS, labels=("entailment", "not_entailment"))))
    assert encoder.verdict(SOURCE, FAITHFUL, "rephrase").passed
    assert not encoder.verdict(SOURCE, INVENTS, "rephrase").passed


@pytest.mark.parametrize(
    ("labels", "place"),
    [
        (["entailment", "neutral", "contradiction"], 0),
        (["CONTRADICTION", "NEUTRAL", "ENTAILMENT"], 2),
        (["Unsupported", "Supported"], 1),
        (["supported", "unsupported"], 0),
        (["LABEL_0", "LABEL_1"], 1),
        (["0", "1"], 1),
        ([], 1),
    ],
)
def test_labels_as_models_have_them(labels: list[str], place: int) -> None:
    """Three labels of inference, two of fact checking, and two without names."""
    assert entailment.entailed_label({"id2label": {str(n): name for n, name in enumerate(labels)}}) == place


@pytest.mark.parametrize("labels", [["joy", "anger"], ["LABEL_0", "LABEL_1", "LABEL_2"], ["neutral", "contradiction"]])
def test_labels_that_say_nothing_of_support_are_refused(labels: list[str]) -> None:
    """A model for something else is refused before it judges anything."""
    with pytest.raises(UsageError, match="which of its labels means yes"):
        entailment.entailed_label({"id2label": dict(enumerate(labels))}, "some/model")


def test_a_model_that_reads_one_text_has_a_template(tmp_path: Path) -> None:
    """template.txt puts passage and claim into one text, as FactCG wants them; braces in the texts stay as they are."""
    folder = tiny_onnx.make(tmp_path / "tiny", WORDS, template="{document} => {claim}")
    encoder = entailment.load(str(folder))
    assert encoder.verdict(f"{{claim}} {SOURCE}", FAITHFUL, "summary").passed
    assert not encoder.verdict(f"{{claim}} {SOURCE}", INVENTS, "summary").passed


def test_texts_without_sentences_are_judged_whole(model: Path) -> None:
    """A heading alone, or nothing, gives a verdict and no error; nothing is never supported by accident."""
    encoder = entailment.load(str(model))
    assert encoder.verdict("oats", "oats", "rephrase").passed
    assert not encoder.verdict("oats", "a flood", "rephrase").passed
    assert not encoder.verdict(SOURCE, "", "rephrase").passed
    assert not encoder.verdict(SOURCE, "flood " * 3000, "rephrase").passed


def test_what_is_missing_is_named(model: Path, tmp_path: Path) -> None:
    """A file that is not there, an unreadable one, a name that is none: two lines, with what to do."""
    (tmp_path / "void").mkdir()
    with pytest.raises(UsageError, match=r"holds no model\.onnx") as caught:
        entailment.load(str(tmp_path / "void"))
    assert "docs/fidelity-judges.md" in caught.value.hint
    (model / "model.onnx").write_bytes(b"no model")
    with pytest.raises(UsageError, match="cannot load"):
        entailment.load(str(model))
    with pytest.raises(UsageError, match="neither a folder nor"):
        entailment.load("hf://only-one-part")
    with pytest.raises(UsageError, match="cannot fetch hf://nobody/nothing"):
        entailment.load("hf://nobody/nothing")


def test_a_missing_extra_is_named_with_the_command(model: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Without onnxruntime the error names it and the command that installs it."""
    monkeypatch.setitem(sys.modules, "onnxruntime", None)
    with pytest.raises(UsageError, match="onnxruntime") as caught:
        entailment.load(str(model))
    assert caught.value.hint == "pip install 'rephrase-corpus[entailment]'"


@pytest.mark.parametrize(
    ("name", "is_one"),
    [
        ("hf://owner/repo", True),
        ("hf://owner/repo/file.gguf", False),
        ("owner/repo", False),
        ("gpt-x", False),
        ("", False),
    ],
)
def test_names_of_cross_encoders(name: str, is_one: bool) -> None:
    """hf:// with a repository alone, or a folder, is a cross-encoder; everything else is a chat model."""
    assert entailment.is_cross_encoder(name) is is_one


def test_a_run_is_judged_by_a_cross_encoder(tmp_path: Path, folder: Callable[[dict[str, str]], Path]) -> None:
    """`--judge-model FOLDER` judges in this process: what it does not find is rejected by name, and costs no tokens."""
    text = document(0, 6)
    lenient = tiny_onnx.make(tmp_path / "lenient", "known")  # every word unknown: all are the same to it
    strict = tiny_onnx.make(tmp_path / "strict", f"{text} {reworded(text)}")
    corpus = folder({"a.md": text})
    with serving(good) as endpoint:
        found = ran(corpus, tmp_path / "out", endpoint.url, "--judge", "all", "--judge-model", lenient)
        assert (found["counts"]["accepted"], found["counts"]["judge_requests"]) == (1, 0)
        found = ran(corpus, tmp_path / "out-2", endpoint.url, "--judge", "all", "--judge-model", strict)
    assert found["counts"]["rejected"] == 1
    assert "judge: invented (0." in rows(tmp_path / "out-2", "quarantine")[0]["reason"]
    assert json.loads((tmp_path / "out" / "run.json").read_text())["identity"]["judge"]["model"]


async def test_it_is_a_judge(model: Path) -> None:
    """It can stand wherever a chat model judges."""
    said = await entailment.load(str(model)).judge(SOURCE, FAITHFUL, "rephrase")
    assert (said.verdict.passed, said.usage) == (True, Usage())
