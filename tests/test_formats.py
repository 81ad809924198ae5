from __future__ import annotations

import json
import os
import tracemalloc
from collections.abc import Callable
from pathlib import Path

import pytest

from rephrase.data import Document
from rephrase.errors import InputError, UsageError
from rephrase.formats import formats, read

ENGLISH = "A naïve café costs 5 € — “quoted”.\r\nSecond line.\n"


class Corpus:
    """A folder `corpus` and the messages of the last reading of it."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.messages: list[str] = []

    def write(self, name: str, content: bytes | str) -> Path:
        path = self.folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content.encode() if isinstance(content, str) else content)
        return path

    def read(self, *paths: Path, text_field: str = "text") -> list[Document]:
        self.messages = []
        return list(read(paths or [self.folder], text_field=text_field, warn=self.messages.append))

    def one(self, name: str, content: bytes | str) -> Document:
        (document,) = self.read(self.write(name, content))
        return document


@pytest.fixture
def corpus(tmp_path: Path) -> Corpus:
    folder = tmp_path / "corpus"
    folder.mkdir()
    return Corpus(folder)


def test_a_folder_is_read_in_the_order_of_its_posix_paths(corpus: Corpus) -> None:
    """Documents come in the string order of their relative paths, whatever order the file system lists."""
    names = ["a/x.txt", "a-b/x.txt", "a.txt", "B.txt", "a/b/c.md", "z.rst", "a/é.tex", "a0/y.markdown"]
    for name in reversed(names):
        corpus.write(name, "text")
    documents = corpus.read()
    assert [document.id for document in documents] == sorted(names)
    assert [document.source_path for document in documents] == [f"corpus/{name}" for name in sorted(names)]
    assert corpus.messages == []


def test_paths_in_documents_do_not_depend_on_the_machine(
    corpus: Corpus, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """An absolute, a relative and a dotted path to one folder give the same documents; a file is known by its name."""
    file = corpus.write("sub/a.txt", "text")
    absolute = corpus.read()
    monkeypatch.chdir(tmp_path)
    assert corpus.read(Path("corpus")) == absolute
    monkeypatch.chdir(corpus.folder)
    assert corpus.read(Path(".")) == absolute == [Document("sub/a.txt", "text", "corpus/sub/a.txt")]
    assert corpus.read(file) == [Document("a.txt", "text", "a.txt")]


def test_hidden_and_foreign_files_are_left_out_and_the_foreign_counted(corpus: Corpus) -> None:
    """In a folder, hidden entries are ignored silently and unknown kinds are mentioned once, by suffix."""
    for name in (".hidden.txt", ".git/a.txt", "a.txt", "b.TXT", "one.pdf", "two.pdf", "Makefile"):
        corpus.write(name, "text")
    assert [document.id for document in corpus.read()] == ["a.txt", "b.TXT"]
    assert corpus.messages == ["skipped 3 files that no format reads: 2 .pdf, 1 no suffix"]


def test_links_neither_loop_nor_repeat_a_folder(corpus: Corpus) -> None:
    """A link to a parent, to a sibling folder or to itself ends the walk there; a link to a file is that file."""
    corpus.write("a/x.txt", "text")
    (corpus.folder / "a" / "up").symlink_to("..")
    (corpus.folder / "b").symlink_to("a")
    (corpus.folder / "self").symlink_to("self")
    (corpus.folder / "link.txt").symlink_to("a/x.txt")
    assert [document.id for document in corpus.read()] == ["a/x.txt", "link.txt"]


def test_a_pipe_in_a_folder_does_not_block(corpus: Corpus) -> None:
    """Only regular files are opened."""
    corpus.write("a.txt", "text")
    os.mkfifo(corpus.folder / "pipe.txt")
    assert [document.id for document in corpus.read()] == ["a.txt"]


def test_a_file_that_is_gone_costs_its_row(corpus: Corpus) -> None:
    """A broken link, text or JSONL, is one document with a defect, and the others are read."""
    corpus.write("b.txt", "text")
    (corpus.folder / "a.txt").symlink_to("gone")
    (corpus.folder / "c.jsonl").symlink_to("gone")
    defects = [document.defect for document in corpus.read()]
    assert defects == ["unreadable: No such file or directory", "", "unreadable: No such file or directory"]


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read everything")
def test_what_may_not_be_read_costs_its_row_or_a_message(corpus: Corpus) -> None:
    """A file without permission is a document with a defect, a folder without permission a message."""
    corpus.write("a.txt", "text").chmod(0)
    corpus.write("b/x.txt", "text").parent.chmod(0)
    corpus.write("c.txt", "text")
    documents = corpus.read()
    (corpus.folder / "b").chmod(0o700)
    assert [document.defect for document in documents] == ["unreadable: Permission denied", ""]
    assert any("skipped the folder" in message for message in corpus.messages)


def test_wrong_paths_are_refused_before_anything_is_read(corpus: Corpus) -> None:
    """A missing path, near or far from a name that exists, and a kind that no format reads raise at the call."""
    corpus.write("notes.txt", "text")
    odd = corpus.write("scan.pdf", "text")
    with pytest.raises(UsageError, match="no such file or folder") as error:
        read([corpus.folder / "note.txt"], warn=print)
    assert error.value.hint.endswith("corpus/notes.txt?")
    with pytest.raises(UsageError, match="no such file or folder") as error:
        read([corpus.folder / "no" / "where"], warn=print)
    assert "not there either" in error.value.hint
    with pytest.raises(UsageError, match=r"no format for \.pdf files") as error:
        read([odd], warn=print)
    assert ".jsonl" in error.value.hint


@pytest.mark.parametrize("name", ["", "a.pdf", "blank.jsonl"])
def test_an_input_without_documents_is_an_error(corpus: Corpus, name: str) -> None:
    """An empty folder, one with foreign files only and one with blank lines only raise InputError with a hint."""
    if name:
        corpus.write(name, "\n\n")
    with pytest.raises(InputError, match="no document") as error:
        corpus.read()
    assert error.value.hint


@pytest.mark.parametrize(
    ("encoding", "warns"),
    [
        *[(name, False) for name in ("utf-8", "utf-8-sig", "utf-16", "utf-32", "utf-16-le", "utf-16-be")],
        ("cp1252", True),
    ],
)
def test_text_is_read_in_its_encoding(corpus: Corpus, encoding: str, warns: bool) -> None:
    """Unicode encodings are read without a word and without their mark, Latin-1 with a warning that names the file;
    CRLF stays."""
    document = corpus.one("a.txt", ENGLISH.encode(encoding))
    assert (document.text, document.defect) == (ENGLISH, "")
    assert [message.startswith("a.txt is not UTF-8") for message in corpus.messages] == [True] * warns


@pytest.mark.parametrize(
    "data", [bytes(range(256)) * 8, b"\x89PNG\r\n\x1a\n" + b"\0" * 500, b"\x01\x02\x03\x04hello", b"\0" * 100]
)
def test_binary_files_are_no_text(corpus: Corpus, data: bytes) -> None:
    """Bytes with many control characters are a document with a defect."""
    assert corpus.one("a.txt", data) == Document("a.txt", "", "a.txt", defect="not text (binary)")


@pytest.mark.parametrize("text", ["a sentence with one\0NUL in it", "\x1b[31mred\x1b[0m text of a coloured log file"])
def test_a_few_control_characters_are_text(corpus: Corpus, text: str) -> None:
    """A NUL or a colour code in fine text is kept as it is."""
    document = corpus.one("a.txt", text)
    assert (document.text, document.defect) == (text, "")


@pytest.mark.parametrize("text", ["", " \r\n\t "])
def test_nothing_but_white_space_is_empty(corpus: Corpus, text: str) -> None:
    """An empty text is a defect in a text file and in a JSONL line, and is kept as it is."""
    assert corpus.one("a.txt", text) == Document("a.txt", text, "a.txt", defect="empty")
    document = corpus.one("a.jsonl", json.dumps({"text": text}))
    assert (document.text, document.defect) == (text, "empty")


def test_jsonl_gives_a_document_a_line(corpus: Corpus) -> None:
    """Ids come from the `id` field, else from path and line number; other fields are kept; blank lines are none."""
    lines = ['{"id": "x", "text": "one", "url": "u", "n": [1]}', "", '{"text": "two"}', '{"id": 7, "text": "three"}']
    corpus.write("sub/a.jsonl", "\r\n".join([*lines, '{"id": true, "text": "four"}']))
    where = "corpus/sub/a.jsonl"
    assert corpus.read() == [
        Document("x", "one", where, {"url": "u", "n": [1]}),
        Document("sub/a.jsonl:3", "two", where),
        Document("7", "three", where),
        Document("sub/a.jsonl:5", "four", where, {"id": True}),
    ]


@pytest.mark.parametrize(
    ("line", "defect"),
    [
        (b'{"text": "cut', "broken JSON: "),
        (b"{'text': 1}", "broken JSON: "),
        (b"[" * 100_000, "broken JSON: "),
        (b'{"text": "a", "n": ' + b"9" * 5000 + b"}", ""),
        (b'["text"]', "not an object: a list"),
        (b'"text"', "not an object: a string"),
        (b"null", "not an object: null"),
        (b'{"text": "caf\xe9"}', "not valid UTF-8: byte 14 of the line"),
        (b'{"Text": "a", "b": 1}', "no text field: wanted text, the fields are Text, b; did you mean Text?"),
        (b'{"body": "a"}', "no text field: wanted text, the fields are body"),
        (b"{}", "no text field: wanted text, the fields are none"),
        (b'{"text": null}', "text is not a string: text is null"),
        (b'{"text": 5}', "text is not a string: text is a number"),
        (b'{"text": ["a"]}', "text is not a string: text is a list"),
    ],
)
def test_a_bad_line_costs_its_row_and_a_message(corpus: Corpus, line: bytes, defect: str) -> None:
    """A bad line is one document whose defect says why; lines before and after it are read; the message names it."""
    corpus.write("a.jsonl", b'{"text": "before"}\n' + line + b'\n{"text": "after"}')
    before, bad, after = corpus.read()
    assert (before.text, after.text, after.id) == ("before", "after", "a.jsonl:3")
    if defect:
        assert bad.defect.startswith(defect)
        assert (bad.text, bad.id) == ("", "a.jsonl:2")
        assert corpus.messages == [f"corpus/a.jsonl (a.jsonl:2): {bad.defect}"]


def test_many_bad_lines_are_counted_not_listed(corpus: Corpus) -> None:
    """After five bad documents the messages end with their number."""
    corpus.write("a.jsonl", "{\n" * 100)
    assert len(corpus.read()) == 100
    assert len(corpus.messages) == 6
    assert corpus.messages[-1].startswith("100 documents could not be read")


@pytest.mark.parametrize(
    ("line", "text"),
    [
        (rb'{"text": "a\ud800b"}', "a\ufffdb"),
        (rb'{"text": "\ud83d\ude00"}', "😀"),
        (rb'{"text": "a", "x\ud800": ["\udfff", {"y": "\ud800"}]}', "a"),
        (rb'{"text": "a", "n": NaN, "m": -Infinity}', "a"),
        (b'{"text": "a\tb"}', "a\tb"),
        (rb'{"text": "a\u0000b"}', "a\0b"),
        ('{"text": "a\u2028b\x85c"}'.encode(), "a\u2028b\x85c"),
    ],
)
def test_odd_but_readable_lines_are_read(corpus: Corpus, line: bytes, text: str) -> None:
    """Lone surrogates become U+FFFD everywhere in the row; NaN, raw tabs, NULs and Unicode line ends do no harm."""
    document = corpus.one("a.jsonl", line + b"\n")
    assert (document.text, document.defect) == (text, "")
    repr(document.meta).encode("utf-8")
    json.dumps(document.meta, ensure_ascii=False).encode("utf-8")


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "utf-16-le", "utf-32"])
def test_jsonl_is_read_in_other_unicode_encodings(corpus: Corpus, encoding: str) -> None:
    """A byte order mark, or UTF-16 with or without one, gives the same documents as UTF-8."""
    lines = '{"text": "naïve 漢字"}\r\n{"text": "two\u2028"}\n'
    corpus.write("a.jsonl", lines.encode(encoding))
    assert [document.text for document in corpus.read()] == ["naïve 漢字", "two\u2028"]
    assert corpus.messages == []


def test_the_text_field_can_be_named(corpus: Corpus) -> None:
    """`text_field` chooses the text; a field called `text` is then one of the other fields."""
    file = corpus.write("a.ndjson", '{"body": "a", "text": "b"}')
    assert corpus.read(file, text_field="body") == [Document("a.ndjson:1", "a", "a.ndjson", {"text": "b"})]


def test_a_line_of_ten_megabytes_is_read(corpus: Corpus) -> None:
    """Length of a line is no reason to fail."""
    assert len(corpus.one("a.jsonl", json.dumps({"text": "word " * 2_000_000})).text) == 10_000_000


def test_memory_does_not_grow_with_a_file(corpus: Corpus) -> None:
    """Reading 20 MB of JSONL holds well under 2 MB at any moment."""
    path = corpus.write("a.jsonl", (json.dumps({"id": "a", "text": "x" * 2000}) + "\n") * 10_000)
    assert path.stat().st_size > 20_000_000
    tracemalloc.start()
    assert sum(1 for _ in read([path], warn=print)) == 10_000
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert peak < 2_000_000


def test_nothing_is_read_before_it_is_asked_for(corpus: Corpus) -> None:
    """The first document is there before the second file is opened."""
    corpus.write("a.txt", "first")
    second = corpus.write("b.txt", "second")
    documents = read([corpus.folder], warn=print)
    assert next(documents).text == "first"
    second.unlink()
    assert next(documents).defect == "unreadable: No such file or directory"


def test_each_format_is_found_by_its_suffixes() -> None:
    """The formats are the modules that name suffixes, and text files and JSON Lines are among them."""
    readers: dict[str, Callable[..., object]] = {suffix: module.read for suffix, module in formats().items()}
    assert {".txt", ".md", ".markdown", ".rst", ".tex", ".jsonl", ".ndjson"} <= readers.keys()
    assert all(suffix == suffix.lower() and suffix.startswith(".") for suffix in readers)
