"""A run in parts: N processes that know of each other only by the folder they write to, and the whole that merge makes of it."""

from __future__ import annotations

import json
import random
import signal
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from rephrase import cli
from rephrase.errors import OutputError, RephraseError, UsageError
from rephrase.formats.order import Gap, Order
from rephrase.options import Options, ordered
from rephrase.ours import Ours
from rephrase.output import Counts
from rephrase.parts import Part, part_of
from rephrase.recipe import Pipeline
from rephrase.resume import locked
from tests.corpora import document
from tests.endpoint import serving
from tests.test_more_formats import PACKERS, WRITERS, jsonl, parquet_of, put
from tests.test_resume import arguments, both, good, slowly, started

MORE = ("--shard-size", "1", "--set", "chunk_tokens=64")


def corpus_of(path: Path, documents: int) -> Path:
    return put(path, "a.jsonl", jsonl([{"id": f"d{n}", "text": document(3 * n, 6)} for n in range(documents)]))


def did(*given: object) -> None:
    cli.app([str(each) for each in given], standalone_mode=False)


def test_parts_in_any_order_and_one_of_them_killed_are_after_merge_what_one_run_writes(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """The same files with the same rows, the same manifest and card; merge names what is missing and how to run it."""
    corpus, out, of = corpus_of(tmp_path, 14), tmp_path / "out", 7
    with serving(slowly) as endpoint:
        did(*arguments(corpus, tmp_path / "whole", endpoint.url, *MORE))
        asked = len(endpoint.requests)
        order = random.Random(3).sample(range(of), of)
        killed = started(*arguments(corpus, out, endpoint.url, *MORE, "--part", f"{order[0]}/{of}", "--concurrency", 1))
        while len(endpoint.requests) < asked + 5:
            time.sleep(0.005)
        killed.send_signal(signal.SIGKILL)
        killed.wait()
        for index in order[1:-1]:
            did(*arguments(corpus, out, endpoint.url, *MORE, "--part", f"{index}/{of}"))
        with pytest.raises(OutputError, match=f"part {order[-1]} was never begun") as error:
            did("merge", out)
        assert f"part {order[0]} is not finished" in str(error.value)
        assert error.value.hint.startswith("rephrase run --input ")
        assert f"--part {min(order[0], order[-1])}/{of}" in error.value.hint
        capsys.readouterr()
        did("status", out)
        said = capsys.readouterr().out
        assert f"of {of}: 5 complete" in said and f"1 not finished ({order[0]}), 1 not begun ({order[-1]})" in said
        for index in (order[0], order[-1]):
            did(*arguments(corpus, out, endpoint.url, *MORE, "--part", f"{index}/{of}"))
        assert len(endpoint.requests) <= 2 * asked + 1
        did("merge", out)
        before = len(endpoint.requests)
        did(*arguments(corpus, out, endpoint.url, *MORE))
        assert len(endpoint.requests) == before
    assert both(out) == both(tmp_path / "whole")
    names = [sorted(str(path.relative_to(top)) for path in top.rglob("*")) for top in (out, tmp_path / "whole")]
    assert names[0] == names[1]
    for name in ("run.json", "README.md"):
        assert (out / name).read_text() == (tmp_path / "whole" / name).read_text()
    did("verify", out, "--embedder", "none")
    assert "parts" not in json.loads((out / "run.json").read_text())


@pytest.mark.parametrize(
    ("changed", "named"),
    [
        (("--part", "1/4"), "in 3 parts"),
        (("--part", "1/3", "--seed", 3), "seed"),
        (("--part", "1/3", "--set", "chunk_tokens=128"), "chunk_tokens"),
        (("--part", "1/3", "--model", "other"), "model"),
        (("--part", "1/3", "--limit", 4), "limit"),
        ((), "rephrase merge|in 3 parts"),
    ],
)
def test_a_part_of_something_else_is_refused_and_told_what_differs(
    tmp_path: Path, changed: tuple[object, ...], named: str
) -> None:
    """Another N, recipe, seed, model or input; and a run that is not in parts at all."""
    corpus, out = corpus_of(tmp_path, 4), tmp_path / "out"
    with serving(good, models=("test-model", "other")) as endpoint:
        did(*arguments(corpus, out, endpoint.url, *MORE, "--part", "0/3", "--model", "test-model"))
        with pytest.raises(OutputError, match=named) as error:
            did(*arguments(corpus, out, endpoint.url, *MORE, "--model", "test-model", *changed))
    assert error.value.hint


def test_a_part_that_runs_already_is_refused_and_a_strange_part_too(tmp_path: Path) -> None:
    """Other parts run beside it."""
    corpus, out = corpus_of(tmp_path, 4), tmp_path / "out"
    out.mkdir()
    with serving(good) as endpoint, locked(out, Part(1, 2).lock):
        did(*arguments(corpus, out, endpoint.url, *MORE, "--part", "0/2"))
        with pytest.raises(OutputError, match="another process does this part"):
            did(*arguments(corpus, out, endpoint.url, *MORE, "--part", "1/2"))
    for strange in ("2/2", "1", "1/0", "-1/2", "a/b"):
        with pytest.raises(UsageError, match="is no part"):
            part_of(strange)
    with pytest.raises(RephraseError, match="--extend"):
        did(*arguments(corpus, out, "http://127.0.0.1:9/v1", "--part", "0/2", "--extend"))


def test_a_part_leaves_the_files_of_others_alone(tmp_path: Path) -> None:
    """Their half-written shards and their journals stay, its own half-written ones go."""
    corpus, out = corpus_of(tmp_path, 12), tmp_path / "out"
    (out / "parts").mkdir(parents=True)
    theirs = [put(out, name, b"{}\n") for name in ("journal/shard-00001.jsonl", "data/.shard-00003.parquet.tmp")]
    own = put(out, "data/.shard-00002.parquet.tmp", b"")
    with serving(good) as endpoint:
        put(out, "parts/1-of-2.json", b'{"identity": {}, "part": {"index": 1, "of": 2, "shards": null}}')
        did(*arguments(corpus, out, endpoint.url, *MORE, "--part", "0/2"))
    assert all(path.exists() for path in theirs) and not own.exists()


class Counting:
    """Counts the bytes that are read of a file at `counted://`, as a store would send them."""

    read = 0


@pytest.fixture
def counted(tmp_path: Path) -> Callable[[str], str]:
    """URLs of files whose reading is counted."""
    import fsspec
    from fsspec.implementations.local import LocalFileSystem

    class System(LocalFileSystem):  # type: ignore[misc]
        protocol = "counted"

        def _open(self, path: str, mode: str = "rb", block_size: int | None = None, **options: Any) -> Any:
            opened = super()._open(path, mode, block_size, **options)
            plain = opened.read

            def read(size: int = -1) -> bytes:
                data: bytes = plain(size)
                Counting.read += len(data)
                return data

            opened.read = read
            return opened

    fsspec.register_implementation("counted", System, clobber=True)
    return lambda name: f"counted://{tmp_path / name}"


def test_no_part_reads_row_groups_that_are_not_its_own(tmp_path: Path, counted: Callable[[str], str]) -> None:
    """Of a Parquet file of 100 row groups each of 10 parts reads its tenth; what is done is not read again at all."""
    rows = [{"id": str(n), "text": f"{n * 7919**4} " * 100} for n in range(2000)]
    plain = {"use_dictionary": False, "compression": "none", "write_statistics": False}
    size = put(tmp_path, "a.parquet", parquet_of(rows, row_group_size=20, **plain)).stat().st_size
    Counting.read = 0
    for index in range(10):
        before = Counting.read
        found = read_by_part(counted("a.parquet"), f"{index}/10", 20)
        assert found == [str(n) for n in range(200 * index, 200 * index + 200)]
        assert Counting.read - before < size * 0.1 + 200_000  # the footer, twice, 64 kB at least
    assert size > 3_500_000
    before = Counting.read
    ours = Ours(Options((counted("a.parquet"),), tmp_path), Pipeline(shard_size=20), print)
    ours.needs({number: Counts() for number in range(90)})
    assert [shard.number for shard in ours.shards()] == list(range(90, 100))
    assert Counting.read - before < size * 0.11 + 200_000


def read_by_part(given: str, part: str, size: int = 50) -> list[str]:
    """The ids of the documents that a part gets, in its shards."""
    ours = Ours(Options((given,), Path("none"), part=part_of(part)), Pipeline(shard_size=size), print)
    return [document.id for shard in ours.shards() for document in shard.documents]


@pytest.mark.parametrize("packing", ["", ".gz", ".zst"])
@pytest.mark.parametrize("name", WRITERS)
def test_parts_divide_a_corpus_of_any_format(tmp_path: Path, name: str, packing: str) -> None:
    """Every document is in one part and in the shard that it has in a whole run."""
    if "parquet" in name and packing:
        pytest.skip("Parquet compresses its own pages")
    rows = [{"id": f"d{n}", "text": f"text {n}", "url": "u"} for n in range(333)]
    path = str(put(tmp_path, name + packing, PACKERS[packing](WRITERS[name](rows))))
    parts = [read_by_part(path, f"{index}/4", 10) for index in range(4)]
    assert sorted(one for part in parts for one in part) == sorted(row["id"] for row in rows)
    stretches = "parquet" in name
    for index, part in enumerate(parts):
        shards = {int(one[1:]) // 10 for one in part}
        assert shards == {
            n for n in range(34) if (34 * index // 4 <= n < 34 * (index + 1) // 4 if stretches else n % 4 == index)
        }


def test_lines_that_nobody_wants_are_not_parsed(tmp_path: Path) -> None:
    """But for the first 100, by which a wrong text field is told."""
    path = put(tmp_path, "a.jsonl", b'{"text": "a"}\n' * 100 + b"broken\n" * 900)
    found = list(ordered(Options((path,), tmp_path), print, Order(lambda first, last: False)))
    assert [isinstance(item, Gap) for item in found] == [False] * 100 + [True] * 900


def test_a_shard_ends_by_size_where_that_is_asked_for(tmp_path: Path) -> None:
    """With the document by which it has so many MB, whichever machine or part counts."""
    path = put(tmp_path, "a.jsonl", jsonl([{"text": "é" * 100 * (n % 5 + 1)} for n in range(50)]))
    recipe = Pipeline(shard_size=8, shard_mb=0.001)
    whole = {shard.number: shard.documents for shard in Ours(Options((path,), tmp_path), recipe, print).shards()}
    assert [len(documents) for documents in whole.values()][:3] == [3, 2, 3]
    parts: dict[int, Any] = {}
    for index in range(3):
        parts |= {
            s.number: s.documents for s in Ours(Options((path,), tmp_path, part=Part(index, 3)), recipe, print).shards()
        }
    assert parts == whole
