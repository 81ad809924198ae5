"""Every format of rows, compressed and not, whole and damaged; what is read of a file, and inputs that are no paths."""

from __future__ import annotations

import bz2
import csv
import gzip
import io
import json
import lzma
import subprocess
import sys
import tracemalloc
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.feather
import pyarrow.parquet as pq
import pytest

from rephrase.corpus import survey
from rephrase.data import Document
from rephrase.errors import InputError, UsageError
from rephrase.formats import json_array, parquet, read
from rephrase.formats.fields import Fields
from rephrase.formats.files import Source
from tests.corpora import document, reworded
from tests.endpoint import part_of, serving

Row = dict[str, Any]
TEXTS = ("plain", 'two\nlines, a comma and "quotes"', "naïve 漢字 😀", "tab\tand \\ backslash, ] and }", " kept space ")
ROWS = [{"id": f"d{number}", "text": text, "url": f"u{number}"} for number, text in enumerate(TEXTS * 3)]


def jsonl(rows: list[Row]) -> bytes:
    return "".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows).encode()


def separated(rows: list[Row], delimiter: str) -> bytes:
    text = io.StringIO(newline="")
    writer = csv.DictWriter(text, list(rows[0]), delimiter=delimiter)
    writer.writeheader()
    writer.writerows(rows)
    return text.getvalue().encode()


def ipc(rows: list[Row], new: Callable[[io.BytesIO, pa.Schema], Any]) -> bytes:
    table, sink = pa.Table.from_pylist(rows), io.BytesIO()
    with new(sink, table.schema) as writer:
        writer.write_table(table, max_chunksize=4)
    return sink.getvalue()


def parquet_of(rows: list[Row], **options: Any) -> bytes:
    sink = io.BytesIO()
    pq.write_table(pa.Table.from_pylist(rows), sink, **options)
    return sink.getvalue()


WRITERS: dict[str, Callable[[list[Row]], bytes]] = {
    "a.jsonl": jsonl,
    "a.ndjson": jsonl,
    "a.json": lambda rows: json.dumps(rows, indent=1).encode(),
    "dense/a.json": lambda rows: json.dumps(rows, ensure_ascii=False, separators=(",", ":")).encode(),
    "lines/a.json": jsonl,
    "a.csv": lambda rows: separated(rows, ","),
    "a.tsv": lambda rows: separated(rows, "\t"),
    "a.parquet": lambda rows: parquet_of(rows, row_group_size=len(rows) // 20 + 1, compression="zstd"),
    "stream/a.arrow": lambda rows: ipc(rows, pa.ipc.new_stream),
    "file/a.arrow": lambda rows: ipc(rows, pa.ipc.new_file),
}
PACKERS: dict[str, Callable[[bytes], bytes]] = {
    "": bytes,
    ".gz": gzip.compress,
    ".bz2": lambda data: bz2.compress(data, 1),  # in blocks of 100 kB
    ".xz": lzma.compress,
    ".zst": lambda data: bytes(pa.compress(data, codec="zstd", asbytes=True)),
}


def documents(*inputs: Path | str, **options: Any) -> list[Document]:
    return list(read(inputs, warn=lambda line: None, **options))


def put(folder: Path, name: str, data: bytes) -> Path:
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(data)
    return path


@pytest.mark.parametrize("packing", PACKERS)
@pytest.mark.parametrize("name", WRITERS)
def test_one_corpus_is_the_same_in_every_format(tmp_path: Path, name: str, packing: str) -> None:
    """Ids, texts, other fields and their order do not depend on the format, nor on the compression."""
    if "parquet" in name and packing:
        pytest.skip("Parquet compresses its own pages")
    found = documents(put(tmp_path, name + packing, PACKERS[packing](WRITERS[name](ROWS))))
    assert [(row.id, row.text, row.meta, row.defect) for row in found] == [
        (row["id"], row["text"], {"url": row["url"]}, "") for row in ROWS
    ]


@pytest.mark.parametrize("name", WRITERS)
def test_rows_without_an_id_are_known_by_file_and_row(tmp_path: Path, name: str) -> None:
    """The id is then the file's name, without what says how it is compressed, and the row's number from 1."""
    rows = [{"text": row["text"]} for row in ROWS]
    put(tmp_path, name, WRITERS[name](rows))
    assert [row.id for row in documents(tmp_path)] == [f"{name}:{number}" for number in range(1, len(rows) + 1)]
    if "parquet" not in name:
        (tmp_path / name).unlink()
        put(tmp_path, f"{name}.GZ", gzip.compress(WRITERS[name](rows)))
        assert [row.id for row in documents(tmp_path)] == [f"{name}:{number}" for number in range(1, len(rows) + 1)]


def test_text_files_may_be_compressed(tmp_path: Path) -> None:
    """A compressed text file is one document, with the id that it has uncompressed."""
    assert documents(put(tmp_path, "a.txt.xz", lzma.compress("naïve".encode()))) == [
        Document("a.txt", "naïve", "a.txt.xz")
    ]


@pytest.mark.parametrize("packing", [packing for packing in PACKERS if packing])
@pytest.mark.parametrize("name", ["a.jsonl", "a.json", "a.csv", "stream/a.arrow"])
def test_a_cut_file_gives_what_stands_before_the_cut(tmp_path: Path, name: str, packing: str) -> None:
    """The documents before the damage are kept, then one failed row says what happened."""
    rows = [{"id": str(number), "text": f"{number} {number * 7919**5} " * 40} for number in range(1000)]
    whole = PACKERS[packing](WRITERS[name](rows))
    *kept, last = documents(put(tmp_path, name + packing, whole[: len(whole) * 2 // 3]))
    assert 200 < len(kept) < 990
    assert [(row.id, row.text) for row in kept] == [(row["id"], row["text"]) for row in rows[: len(kept)]]
    assert last.defect.startswith("unreadable from here on: ")
    assert last.id == f"{Path(name).name}:{len(kept) + 1}"


@pytest.mark.parametrize("name", ["a.jsonl.gz", "a.jsonl.bz2", "a.jsonl.xz", "a.jsonl.zst", "a.parquet", "a.arrow"])
def test_a_file_that_is_something_else_is_one_failed_row(tmp_path: Path, name: str) -> None:
    """Its ending lies; the other files are read."""
    put(tmp_path, name, b"this is no such file" * 100)
    put(tmp_path, "b.txt", b"text")
    bad, good = documents(tmp_path)
    assert bad.defect.startswith("unreadable: ")
    assert good.text == "text"


def test_a_broken_csv_row_costs_itself(tmp_path: Path) -> None:
    """Cells too many or too few, bad quotes and bytes that are no UTF-8 are each a failed row; numbers go on."""
    lines = [b"id,text", b"1,one", b"2,two,more", b"3", b'4,"a"b', b"", b"5,caf\xe9", b'6,"two\r\nlines"', b"7,"]
    found = documents(put(tmp_path, "a.csv", b"\r\n".join(lines)))
    assert [(row.id, row.text, row.defect) for row in found] == [
        ("1", "one", ""),
        ("a.csv:2", "", "broken row: 3 cells where the header has 2"),
        ("a.csv:3", "", "broken row: 1 cells where the header has 2"),
        ("a.csv:4", "", "broken row: ',' expected after '\"', line 5"),
        ("5", "", "text is not valid UTF-8"),
        ("6", "two\r\nlines", ""),
        ("7", "", "empty"),
    ]


def test_a_quote_that_never_ends_is_told(tmp_path: Path) -> None:
    """The rows it swallows are one failed row."""
    found = documents(put(tmp_path, "a.csv", b'id,text\n1,one\n2,"two\n3,three\n'))
    assert [row.id for row in found] == ["1", "a.csv:2"]
    assert found[1].defect == "broken row: unexpected end of data, line 4"


def test_a_bad_cell_of_a_table_costs_its_row(tmp_path: Path) -> None:
    """Null, a number, bytes and broken UTF-8 where a text should be, and odd values beside it."""
    broken = pa.Array.from_buffers(
        pa.string(), 2, [None, pa.py_buffer(bytes([0, 0, 0, 0, 1, 0, 0, 0, 2, 0, 0, 0])), pa.py_buffer(b"a\xff")]
    )
    cases = {
        "a": (pa.array(["x", None]), "text is not a string: text is null"),
        "b": (pa.array([1, 2]), "text is not a string: text is a number"),
        "c": (pa.array([b"x", b"y"]), "text is not a string: text is bytes"),
        "d": (broken, "text is not valid UTF-8"),
        "e": (pa.array(["x", " "]), "empty"),
    }
    for name, (column, _) in cases.items():
        pq.write_table(pa.table({"id": [1, 2], "text": column}), tmp_path / f"{name}.parquet")
    assert [row.defect for row in documents(tmp_path) if row.id == "2"] == [defect for _, defect in cases.values()]


def test_a_damaged_row_group_costs_one_row(tmp_path: Path) -> None:
    """The row groups before and after it are read, and their rows keep their numbers."""
    rows = [{"text": f"{number} {number**9}" * 300} for number in range(30)]
    data = bytearray(parquet_of(rows, row_group_size=10, compression="gzip", use_dictionary=False))
    column = pq.ParquetFile(io.BytesIO(data)).metadata.row_group(1).column(0)
    data[column.data_page_offset + 40 : column.data_page_offset + column.total_compressed_size] = bytes(
        column.total_compressed_size - 40
    )
    found = documents(put(tmp_path, "a.parquet", bytes(data)))
    assert [row.id for row in found if not row.defect] == [f"a.parquet:{n}" for n in (*range(1, 11), *range(21, 31))]
    (bad,) = (row for row in found if row.defect)
    assert (bad.id, bad.defect[:23]) == ("a.parquet:11", "unreadable row group 1:")


class Counted(io.FileIO):
    """A file that counts the bytes that are read from it."""

    total = 0

    def read(self, size: int | None = -1, /) -> bytes:
        data = super().read(size) or b""
        self.total += len(data)
        return data

    def readinto(self, buffer: Any, /) -> int:
        count = super().readinto(buffer) or 0
        self.total += count
        return count


def test_parquet_is_read_row_group_by_row_group(tmp_path: Path) -> None:
    """Of 100 row groups, the first row costs about one and the footer; and with --keep-field other columns cost nothing."""
    rows = [{"id": str(n), "text": f"{n * 7919**4} " * 40, "other": f"{n * 104729**4} " * 40} for n in range(10_000)]
    path = put(tmp_path, "a.parquet", parquet_of(rows, row_group_size=100, compression="none", use_dictionary=False))
    size, footer = path.stat().st_size, pq.read_metadata(path).serialized_size
    with Counted(path) as file, pq.ParquetFile(file, buffer_size=parquet.BUFFER, pre_buffer=False) as opened:
        read_of = parquet.documents(opened, Source(path, "a.parquet", "a.parquet"), Fields(keep=("id",)))
        next(read_of)
        first = file.total
        assert first < footer * 2 + 70_000 + size // 100
        assert sum(1 for _ in read_of) == 9_999
        assert file.total < size * 0.6
    assert opened.num_row_groups == 100


@pytest.mark.parametrize("name", ["a.json", "a.csv", "a.parquet", "file/a.arrow", "a.jsonl.gz", "a.jsonl.zst"])
def test_memory_does_not_grow_with_a_file(tmp_path: Path, name: str) -> None:
    """Reading 30 MB holds under 8 MB of Python's and Arrow's memory at any moment: some pages of 1 MB."""
    rows = [{"id": str(number), "text": f"{number} " * 800} for number in range(8000)]
    plain, packing = (name.rpartition(".")[0], name[name.rindex(".") :]) if name.count(".") > 1 else (name, "")
    path = put(tmp_path, name, PACKERS[packing](WRITERS[plain](rows)))
    del rows
    documents(put(tmp_path, f"small/{name}", PACKERS[packing](WRITERS[plain](ROWS))))  # loads what is loaded once
    tracemalloc.start()
    before = pa.total_allocated_bytes()
    seen = arrow = 0
    for _ in read([path], warn=print):
        seen += 1
        arrow = max(arrow, pa.total_allocated_bytes() - before) if seen % 50 == 0 else arrow
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert seen == 8000
    assert peak + arrow < 8_000_000


@pytest.mark.parametrize(
    ("data", "texts", "defects"),
    [
        (b'[{"text": "a"}, {"text": NaN}, {"text": "b"}]', ["a", "", "b"], ["", "text is not a string", ""]),
        (b'[{"text": "a"}, {"text": "caf\xe9"}, {"text": "b"}]', ["a", "", "b"], ["", "not valid UTF-8", ""]),
        (b'[{"text": "a"}, {oops}, 5, {"text": "b"},]', ["a", "", "", "b"], ["", "broken JSON", "not an object", ""]),
        (b'[{"text": "a"}, {"text": "b"}', ["a", ""], ["", "unreadable from here on: the array does not end"]),
        (b'[{"text": "a"}}, {"text": "b"}]', ["a", ""], ["", "unreadable from here on: more follows"]),
        (b'[{"text": "a"}] trailing', ["a", ""], ["", "unreadable from here on: more follows"]),
        (b'{"text": "one object",\n "n": {"a": [1]}}\n', ["one object"], [""]),
        (b'{"text": "a"}\n{"text": \n{"text": "b"}\n', ["a", "", "b"], ["", "broken JSON", ""]),
        (b'\xef\xbb\xbf [\n{"text": "a\\\\"}\n,{"text": "\\"]"}]\n\n', ["a\\", '"]'], ["", ""]),
        ('[{"text": "naïve"}]'.encode("utf-16"), ["naïve"], [""]),
    ],
)
def test_a_bad_element_of_an_array_costs_its_row(
    tmp_path: Path, data: bytes, texts: list[str], defects: list[str]
) -> None:
    """What can be read of a .json file is read, before and after the bad element, in its encoding."""
    found = documents(put(tmp_path, "a.json", data))
    assert [row.text for row in found] == texts
    assert all(row.defect.startswith(defect) for row, defect in zip(found, defects, strict=True))
    assert [bool(row.defect) for row in found] == [bool(defect) for defect in defects]


@pytest.mark.parametrize("size", [1, 2, 3, 7, 64])
def test_an_array_is_cut_the_same_however_it_arrives(size: int) -> None:
    """Where the pieces of a file end makes no difference, be it within an escape."""

    class Slow(io.BytesIO):
        def read(self, count: int | None = -1, /) -> bytes:
            return super().read(size)

    values = [{"text": 'a "b" \\ [c] {d}, é'}, [], {}, "\\", 5, {"x": [{"y": ["]"]}]}]
    data = json.dumps(values, indent=2).encode()
    assert [json.loads(element) for element in json_array.elements(Slow(data))] == values


def test_fields_are_named_and_chosen(tmp_path: Path) -> None:
    """Text and id may stand inside objects; of the others only the fields to keep are kept, nested as they were."""
    row = {"doc": {"body": "a", "key": 7}, "meta": {"url": "u", "n": 1, "who": {"name": "x"}}, "a.b": 1, "lang": "en"}
    expected = {"meta": {"url": "u", "who": {"name": "x"}}, "a.b": 1}
    keep = ("meta.url", "meta.who.name", "a.b", "nothing.here")
    for name in ("a.jsonl", "a.json", "a.parquet", "stream/a.arrow"):
        (found,) = documents(
            put(tmp_path, name, WRITERS[name]([row])), text_field="doc.body", id_field="doc.key", keep_fields=keep
        )
        assert (found.id, found.text, found.meta) == ("7", "a", expected)


@pytest.mark.parametrize("name", WRITERS)
def test_a_wrong_text_field_is_refused_with_the_right_one(tmp_path: Path, name: str) -> None:
    """When the first documents all lack the field, the run does not begin; the message names the fields there are."""
    path = put(tmp_path, name, WRITERS[name](ROWS))
    with pytest.raises(UsageError, match="no text field: wanted txt, the fields are id, text, url") as error:
        documents(path, text_field="txt", keep_fields=("url",))
    assert error.value.hint == "did you mean text? Then --text-field text"


def test_a_table_without_the_text_field_costs_one_row(tmp_path: Path) -> None:
    """Beside other files it is one failed row, not one for each of its own."""
    put(tmp_path, "a.jsonl", jsonl(ROWS))
    for name in ("b.csv", "b.parquet"):
        put(tmp_path, name, WRITERS[f"a{name[1:]}"]([{"body": "x"}] * 50))
    assert len(documents(tmp_path)) == len(ROWS) + 2


def test_a_glob_names_files_as_its_folder_does(tmp_path: Path) -> None:
    """The files of a pattern have the ids and the order that they have in the folder where it begins."""
    for name in ("b/x.jsonl", "a/x.jsonl.gz", "a/deep/y.csv", "c.txt"):
        plain = name.removesuffix(".gz")
        rows = WRITERS.get(f"a{Path(plain).suffix}", jsonl)([{"text": name}])
        put(tmp_path / "corpus", name, gzip.compress(rows) if name.endswith(".gz") else rows)
    folder = documents(tmp_path / "corpus")
    assert documents(str(tmp_path / "corpus" / "**")) == folder
    assert documents(tmp_path / "cor*") == [*documents(tmp_path)]
    assert [row.id for row in documents(tmp_path / "corpus" / "*" / "*.jsonl*")] == ["a/x.jsonl:1", "b/x.jsonl:1"]
    with pytest.raises(UsageError, match="no file matches"):
        read([tmp_path / "corpus" / "*.pdf"], warn=print)
    put(tmp_path, "odd[1].txt", b"literal")
    assert documents(tmp_path / "odd[1].txt")[0].text == "literal"


@pytest.fixture
def store() -> Iterator[str]:
    """A store of fsspec's own in memory, with a corpus in it."""
    import fsspec

    system = fsspec.filesystem("memory")
    for name, write in WRITERS.items():
        system.pipe(f"/bucket/{name}", write(ROWS))
    system.pipe("/bucket/z.jsonl.gz", gzip.compress(jsonl(ROWS)))
    system.pipe("/bucket/.hidden.jsonl", b"{}")
    yield "memory://bucket"
    system.rm("/bucket", recursive=True)


def test_a_remote_folder_reads_as_a_local_one(tmp_path: Path, store: str) -> None:
    """Files, folders and globs at a URL give the documents that they give on this machine."""
    for name, write in WRITERS.items():
        put(tmp_path / "bucket", name, write(ROWS))
    put(tmp_path / "bucket", "z.jsonl.gz", gzip.compress(jsonl(ROWS)))
    assert documents(store) == documents(tmp_path / "bucket")
    assert documents(f"{store}/a.parquet") == documents(tmp_path / "bucket" / "a.parquet")
    assert documents(f"{store}/*/*.arrow") == documents(tmp_path / "bucket" / "*" / "*.arrow")
    known = survey([store])
    assert (known.files, known) == (len(WRITERS) + 1, survey([store]))


def test_a_url_that_cannot_be_read_is_refused_at_once(store: str) -> None:
    """Nothing there, an unknown kind of file, an unknown protocol, a package that is missing: two lines say what to do."""
    cases = {
        f"{store}/none.jsonl": ("nothing at", "check the address"),
        f"{store}/*.none": ("no file matches", "check the pattern"),
        "nope://bucket/a.jsonl": ("Protocol not known", "known are"),
        "oci://bucket/a.jsonl": ("needs a package that is not installed", "pip install ocifs"),
    }
    for url, (message, hint) in cases.items():
        with pytest.raises(UsageError, match=message) as error:
            read([url], warn=print)
        assert hint in error.value.hint


def test_a_web_server_is_read(tmp_path: Path) -> None:
    """A file at http:// is read as one on this machine, with whatever stands after a question mark."""
    pytest.importorskip("aiohttp")
    put(tmp_path, "a.jsonl.gz", gzip.compress(jsonl(ROWS)))
    command = [sys.executable, "-u", "-m", "http.server", "0", "--bind", "127.0.0.1", "--directory", str(tmp_path)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True) as server:
        assert server.stdout
        port = server.stdout.readline().split("port ")[1].split()[0]
        try:
            assert documents(f"http://127.0.0.1:{port}/a.jsonl.gz?x=1") == documents(tmp_path / "a.jsonl.gz")
            with pytest.raises(UsageError, match="nothing at"):
                read([f"http://127.0.0.1:{port}/none.jsonl"], warn=print)
        finally:
            server.kill()


def test_standard_input_is_lines_of_json() -> None:
    """`-` is read line by line as JSONL, and no more can be known of it beforehand."""
    program = "from rephrase.formats import read; print([(d.id, d.text) for d in read(['-'], warn=print)])"
    done = subprocess.run(
        [sys.executable, "-c", program], input=jsonl(ROWS[:1]) + b'{"text": "b"}', stdout=-1, check=True
    )
    assert done.stdout.decode().strip() == "[('d0', 'plain'), ('stdin:2', 'b')]"
    assert survey(["-"]) == survey(["-"])


@pytest.fixture
def saved(tmp_path: Path) -> Path:
    """A data set with two splits, as `datasets` saves it and as the Hub holds it."""
    import datasets

    split = datasets.Dataset.from_list(ROWS)
    datasets.DatasetDict({"train": split, "test": split.select(range(2))}).save_to_disk(tmp_path / "saved")
    split.save_to_disk(tmp_path / "one")
    for name in ("train", "test"):
        put(tmp_path, f"hub/{name}.parquet", parquet_of(ROWS if name == "train" else ROWS[:2]))
    put(tmp_path, "hub/README.md", b"---\nconfigs:\n- config_name: small\n  data_files: test.parquet\n---\n")
    return tmp_path


def test_a_data_set_is_read_by_split_and_config(saved: Path) -> None:
    """Saved data sets and folders of the Hub's kind give the same documents; ids without a field name the split."""
    texts = [row["text"] for row in ROWS]
    assert [row.text for row in documents(saved / "saved", split="train")] == texts
    assert [row.text for row in documents(saved / "one")] == texts
    assert [row.text for row in documents(saved / "saved", split="test", id_field="none")] == texts[:2]
    assert documents(saved / "saved", split="test", id_field="none")[1].id == "test:2"
    (first, _) = documents(saved / "hub", split="train", config="small", id_field="none")
    assert (first.id, first.source_path, first.text) == ("small/train:1", "hub/small/train", texts[0])
    assert survey([saved / "saved"], "train") != survey([saved / "saved"], "test")


def test_a_data_set_that_cannot_be_opened_says_what_to_do(saved: Path) -> None:
    """Several splits, a wrong one, a wrong config, a split of a file, and the Hub out of reach."""
    put(saved, "a.jsonl", jsonl(ROWS))
    cases: list[tuple[Path | str, str, str, str, str]] = [
        (saved / "saved", "", "", "has several splits: train, test", "--split train"),
        (saved / "saved", "dev", "", "has no split dev", "it has train, test"),
        (saved / "hub", "train", "big", "small", "--config"),
        (saved / "a.jsonl", "train", "", "no data set with splits", "leave out --split"),
        ("hf://datasets/owner/name", "", "", "cannot reach", "hf download owner/name --repo-type dataset"),
    ]
    for given, split, config, message, hint in cases:
        with pytest.raises((UsageError, InputError), match=message) as error:
            read([given], split=split, config=config, warn=print)
        assert hint in error.value.hint


def test_a_run_takes_its_input_from_a_file_a_url_or_a_pipe(tmp_path: Path) -> None:
    """The command line gives the same rows for a compressed file, a Parquet file at a URL and standard input."""
    texts = [{"id": f"d{number}", "text": document(number * 5, 5), "url": "u", "n": 1} for number in range(3)]
    packed = put(tmp_path, "a.jsonl.gz", gzip.compress(jsonl(texts)))
    url = put(tmp_path, "a.parquet", parquet_of(texts)).as_uri()
    found = []
    with serving(lambda request: reworded(part_of(request))) as endpoint:
        for number, given in enumerate((str(packed), url, "-")):
            command = [
                sys.executable,
                "-m",
                "rephrase",
                "run",
                "--input",
                given,
                "--output",
                str(tmp_path / str(number)),
            ]
            more = ["--base-url", endpoint.url, "--pipeline", "knowledge", "--keep-field", "url"]
            subprocess.run([*command, *more], input=jsonl(texts), check=True, capture_output=True)
            rows = pq.read_table(tmp_path / str(number) / "data").to_pylist()
            found.append([(row["id"], row["source_text"], row["text"], row["meta"]) for row in rows])
    assert found[0] == found[1] == found[2]
    assert [(row[0], row[3]) for row in found[0]] == [(f"d{number}/0", '{"url":"u"}') for number in range(3)]


def test_a_pipe_is_read_once_and_whole(tmp_path: Path) -> None:
    """Nothing else of the program reads standard input beside the run, however long it is."""
    texts = [{"id": f"d{number}", "text": document(number * 3, 2)} for number in range(600)]
    with serving(lambda request: reworded(part_of(request))) as endpoint:
        command = [sys.executable, "-m", "rephrase", "run", "--input", "-", "--output", str(tmp_path / "out")]
        more = ["--base-url", endpoint.url, "--pipeline", "knowledge", "--set", "styles=plain"]
        subprocess.run([*command, *more], input=jsonl(texts), check=True, capture_output=True)
    rows = [row for path in (tmp_path / "out").glob("*/*.parquet") for row in pq.read_table(path).to_pylist()]
    assert sorted(row["source_id"] for row in rows) == sorted(row["id"] for row in texts)
