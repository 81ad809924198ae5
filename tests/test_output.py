from __future__ import annotations

import json
import math
import os
import subprocess
import sys
from dataclasses import asdict, replace
from pathlib import Path
from typing import Any

import pytest

from rephrase.card import write_card
from rephrase.data import Chunk, Document, Result, Rewrite, Status, Usage, Variant, Verdict
from rephrase.errors import OutputError
from rephrase.output import Counts, count, finished, prepare, read_manifest, tidy, write_manifest, write_shard
from rephrase.rows import quarantine_schema, row, schema

os.environ["HF_HUB_OFFLINE"] = "1"  # read when datasets is imported, which the tests do later

SOURCE = "In 1779 the bridge was built. It is 30 m long."
TEXT = "The bridge, 30 m long, dates from 1779."


def result(status: Status = "accepted", identity: str = "a.txt", number: int = 0, **changes: Any) -> Result:
    """A result of two chunks, with `changes` to its fields."""
    usage = Usage(1, 100, 40, 10)
    chunks = (Chunk(0, 30, SOURCE[:30]), Chunk(30, len(SOURCE), SOURCE[30:]))
    made = Result(
        document=Document(identity, SOURCE, "corpus/a.txt", {"url": "u"}),
        variant=Variant(number, "faq", "beginner", 5),
        task="rephrase",
        text=TEXT,
        rewrites=tuple(Rewrite(chunk, "…", 2, "stop", usage, ()) for chunk in chunks),
        spans=((0, 12), (12, len(TEXT))),
        verdicts=(Verdict("numbers", True, 1.0), Verdict("length", False, 0.5, "too short")),
        fidelity=0.9,
        status=status,
        reason="" if status == "accepted" else "numbers: lost 42",
        usage=usage + usage,
        pipeline="knowledge",
    )
    return replace(made, **changes)


def shard(out: Path, number: int, results: list[Result]) -> Counts:
    """Writes a shard of these results, one document each."""
    counts = count(results, documents=len(results))
    rows = [row(one, model="m", keep_source=True) for one in results]
    write_shard(out, number, rows, counts)
    return counts


def load(out: Path, config: str | None = None, **options: Any) -> Any:
    from datasets import load_dataset

    return load_dataset(str(out), config, split="train", cache_dir=str(out.parent / "cache"), **options)


def files(folder: Path) -> list[str]:
    return sorted(path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file())


def test_load_dataset_gives_the_accepted_rows_only(tmp_path: Path) -> None:
    """`load_dataset(DIR)` loads data/ in order of shards, shards without rows among them; the second configuration
    loads the quarantine."""
    out = tmp_path / "out"
    shard(out, 0, [result("rejected", "a")])
    shard(out, 1, [result("accepted", "b"), result("failed", "c", text=""), result("accepted", "d")])
    shard(out, 2, [])
    shard(out, 10, [result("accepted", "e")])
    write_manifest(out, {"counts": {}})
    write_card(out, {"pipeline": "knowledge"})
    assert load(out)["id"][:] == ["b/0", "d/0", "e/0"]
    assert load(out)[0]["chunks"][1]["text_start"] == 12
    quarantine = load(out, "quarantine")
    assert list(zip(quarantine["source_id"], quarantine["status"], quarantine["reason"], strict=True)) == [
        ("a", "rejected", "numbers: lost 42"),
        ("c", "failed", "numbers: lost 42"),
    ]
    assert [line["id"] for line in load(out, streaming=True)] == ["b/0", "d/0", "e/0"]


def test_a_run_without_accepted_rows_can_be_streamed(tmp_path: Path) -> None:
    """With all rows rejected, a streaming load gives no row, the quarantine loads, and the card says why."""
    out = tmp_path / "out"
    counts = shard(out, 0, [result("rejected")])
    write_card(out, {"counts": asdict(counts)})
    assert list(load(out, streaming=True)) == []
    assert len(load(out, "quarantine")) == 1
    assert "No document was accepted" in (out / "README.md").read_text()


def test_pandas_reads_the_columns_as_promised(tmp_path: Path) -> None:
    """A data file has the columns of `schema` in order, and its cells are those of the result."""
    import pandas

    shard(tmp_path, 3, [result()])
    frame = pandas.read_parquet(tmp_path / "data" / "shard-00003.parquet")
    assert list(frame.columns) == schema().names
    line = frame.iloc[0]
    assert (line["id"], line["text"], line["source_text"], line["meta"]) == ("a.txt/0", TEXT, SOURCE, '{"url":"u"}')
    assert line["n_tokens"] > 5 < line["n_source_tokens"]
    assert line["verdicts"][1] == {"check": "length", "passed": False, "score": 0.5, "reason": "too short"}
    assert line["chunks"][0] == {
        **{"source_start": 0, "source_end": 30, "base_start": None, "base_end": None, "text_start": 0},
        **{"text_end": 12, "attempts": 2},
        **{"finish_reason": "stop", "prompt_tokens": 100, "cached_tokens": 40, "completion_tokens": 10},
    }


def test_a_row_has_a_cell_for_every_column() -> None:
    """The names of a row's cells are the columns of the quarantine, which are those of the data and two more."""
    cells = row(result(), model="m", keep_source=True)
    assert list(cells) == quarantine_schema().names == [*schema().names, "status", "reason"]


def test_the_source_can_be_left_out() -> None:
    """Without `keep_source` the source's text is null; its length and its other fields stay."""
    cells = row(result(), model="m", keep_source=False)
    assert cells["source_text"] is None
    assert cells["n_source_tokens"] > 5
    assert cells["meta"] == '{"url":"u"}'


@pytest.mark.parametrize(
    "meta",
    [{"n": math.nan}, {"n": 2**70}, {"n": "\ud800"}, {"\udfff": [{"x": "\ud800"}]}, {"n": Path("x")}, {"n": b"\xff"}],
)
def test_meta_is_json_whatever_it_holds(meta: dict[str, Any]) -> None:
    """Values that JSON does not know neither fail nor break the column."""
    document = Document("a", SOURCE, "a.txt", meta)
    cell = row(result(document=document), model="m", keep_source=True)["meta"]
    cell.encode("utf-8")
    assert len(json.loads(cell, parse_constant=pytest.fail)) == 1


def test_a_lone_surrogate_does_not_cost_a_shard(tmp_path: Path) -> None:
    """An answer that cannot be written as UTF-8 is written with U+FFFD, as long as before."""
    bad = "x\ud800y"
    shard(tmp_path, 0, [result(text=bad, verdicts=(Verdict("names", True, 1.0, bad),)), result("failed", reason=bad)])
    import pandas

    line = pandas.read_parquet(tmp_path / "data").iloc[0]
    assert (line["text"], line["verdicts"][0]["reason"]) == ("x\ufffdy", "x\ufffdy")


def test_totals_come_from_the_footers(tmp_path: Path) -> None:
    """`finished` gives each shard's counts as written, in order of numbers, and nothing for temporary files."""
    prepare(tmp_path)
    written = {
        100_000: shard(tmp_path, 100_000, [result()]),
        7: shard(tmp_path, 7, [result("accepted"), result("rejected"), result("failed")]),
        0: shard(tmp_path, 0, []),
    }
    (tmp_path / "data" / ".shard-00008.parquet.tmp").write_bytes(b"half")
    assert finished(tmp_path) == written
    assert list(finished(tmp_path)) == [0, 7, 100_000]
    total = sum(finished(tmp_path).values(), Counts())
    assert total == Counts(4, 4, 2, 1, 1, 8, 800, 320, 80)
    assert total.reconciles()


def test_rows_that_do_not_add_up_are_not_written(tmp_path: Path) -> None:
    """A shard whose rows are not what its counts say is a bug, and leaves no file."""
    rows = [row(result(), model="m", keep_source=True)]
    for counts in (Counts(documents=1, variants=2, accepted=1), Counts(documents=1, variants=1, rejected=1)):
        with pytest.raises(ValueError, match="does not reconcile"):
            write_shard(tmp_path, 0, rows, counts)
    assert files(tmp_path) == []


def test_a_shard_is_done_only_when_all_of_it_is_there(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """If writing stops after the quarantine, the shard is not finished, nothing temporary stays, and a second writing
    completes it."""
    (tmp_path / "data").write_text("in the way")
    with pytest.raises(OutputError, match=r"cannot write .*data/shard-00000\.parquet") as error:
        shard(tmp_path, 0, [result()])
    assert "finished shards are kept" in error.value.hint
    (tmp_path / "data").unlink()
    assert files(tmp_path) == ["quarantine/shard-00000.parquet"]
    assert finished(tmp_path) == {}
    counts = shard(tmp_path, 0, [result()])
    assert finished(tmp_path) == {0: counts}
    assert files(tmp_path) == ["data/shard-00000.parquet", "quarantine/shard-00000.parquet"]


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs a device that is always full")
def test_a_full_disk_is_an_error_that_leaves_nothing(tmp_path: Path) -> None:
    """Where no byte can be written the error says so, and neither the file nor its temporary one is there."""
    for name in ("quarantine/.shard-00000.parquet.tmp", ".run.json.tmp"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).symlink_to("/dev/full")
    with pytest.raises(OutputError, match="No space left on device"):
        shard(tmp_path, 0, [result()] * 500)
    with pytest.raises(OutputError, match="No space left on device"):
        write_manifest(tmp_path, {"a": 1})
    assert files(tmp_path) == []


def test_writing_twice_gives_the_same_bytes(tmp_path: Path) -> None:
    """A shard's files depend on its rows alone."""
    for folder in ("a", "b"):
        shard(tmp_path / folder, 0, [result(), result("rejected")])
    for name in files(tmp_path / "a"):
        assert (tmp_path / "a" / name).read_bytes() == (tmp_path / "b" / name).read_bytes()


def test_a_broken_data_file_is_named(tmp_path: Path) -> None:
    """A data file that is cut, or that another program wrote, is an error that says what to do."""
    import pyarrow as pa
    import pyarrow.parquet as pq

    shard(tmp_path, 0, [result()])
    path = tmp_path / "data" / "shard-00000.parquet"
    path.write_bytes(path.read_bytes()[:-20])
    with pytest.raises(OutputError, match=r"shard-00000\.parquet is not a finished shard") as error:
        finished(tmp_path)
    assert "delete that file" in error.value.hint
    pq.write_table(pa.table({"a": [1]}), path)
    with pytest.raises(OutputError, match="not a finished shard"):
        finished(tmp_path)


def test_an_output_folder_is_made_or_taken_up(tmp_path: Path) -> None:
    """A new folder is made with its parents; that of an earlier run keeps all but the temporary files of a dead one."""
    out = tmp_path / "new" / "out"
    prepare(out)
    assert files(out) == []
    (out / ".DS_Store").touch()
    prepare(out)
    write_manifest(out, {})
    shard(out, 0, [result()])
    kept = files(out)
    for name in (".run.json.tmp", "data/.shard-00001.parquet.tmp", "quarantine/.shard-00001.parquet.tmp"):
        (out / name).write_text("half")
    prepare(out)
    tidy(out)
    assert files(out) == kept


def test_a_folder_of_other_things_is_refused(tmp_path: Path) -> None:
    """A file, and a folder that holds files but no run, are errors with a hint, and stay as they are."""
    (tmp_path / "thesis.tex").write_text("mine")
    with pytest.raises(OutputError, match=r"not of a run: thesis\.tex") as error:
        prepare(tmp_path)
    assert "--output" in error.value.hint
    with pytest.raises(OutputError, match="is a file"):
        prepare(tmp_path / "thesis.tex")
    with pytest.raises(OutputError, match="cannot write to"):
        prepare(tmp_path / "thesis.tex" / "out")
    assert files(tmp_path) == ["thesis.tex"]


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write everywhere")
def test_a_folder_that_cannot_be_written_is_refused(tmp_path: Path) -> None:
    """Without permission to write, `prepare` says so before any request is paid for."""
    tmp_path.chmod(0o500)
    with pytest.raises(OutputError, match="Permission denied"):
        prepare(tmp_path)


def test_the_manifest_is_stable_text(tmp_path: Path) -> None:
    """run.json has sorted keys, two spaces, a last line end, and comes back as it was; a missing one is None."""
    assert read_manifest(tmp_path) is None
    write_manifest(tmp_path, {"b": {"z": 1, "a": "é"}, "a": [1]})
    text = (tmp_path / "run.json").read_text(encoding="utf-8")
    assert text == '{\n  "a": [\n    1\n  ],\n  "b": {\n    "a": "é",\n    "z": 1\n  }\n}\n'
    assert read_manifest(tmp_path) == {"a": [1], "b": {"z": 1, "a": "é"}}


@pytest.mark.parametrize("text", ["{", "[]", ""])
def test_a_broken_manifest_is_an_error(tmp_path: Path, text: str) -> None:
    """A run.json that holds no object is never taken for a new run."""
    (tmp_path / "run.json").write_text(text)
    with pytest.raises(OutputError, match=r"run\.json"):
        read_manifest(tmp_path)


def test_importing_the_output_loads_nothing_heavy() -> None:
    """Arrow, datasets and the tokenizer load when they are used, not when the modules are."""
    heavy = ["pyarrow", "datasets", "orjson", "tiktoken", "yaml"]
    code = (
        f"import sys, rephrase.output, rephrase.formats, rephrase.card; print([m for m in {heavy} if m in sys.modules])"
    )
    ran = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert ran.stdout == "[]\n"
