"""`rephrase verify` on runs and on outside data: every row comes out, in order, and nothing passes that was not checked."""

from __future__ import annotations

import asyncio
import json
import os
import signal
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pandas
import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from rephrase import cli
from rephrase.data import Task
from rephrase.errors import RephraseError
from rephrase.fidelity.score import Assessment, assess
from rephrase.pairs import Columns
from rephrase.report.progress import printable
from rephrase.report.tally import Tally
from rephrase.report.verdicts import VerifyProgress, report
from rephrase.verify import BATCH_PAIRS, Assess, Options, batches, verify
from tests.corpora import document, reworded, sentence
from tests.endpoint import Reply, Script, part_of, serving
from tests.test_judge import FAILS_CLOSED
from tests.test_judged_runs import YES
from tests.test_names_abroad import ENGLISH, SOURCES
from tests.test_run import good, ran, rephrase
from tests.test_run import rows as run_rows

Folder = Callable[[dict[str, str]], Path]
NO = '{"verdict": "no", "invented": ["the gilded roof"], "lost": []}'


def pair(number: int) -> dict[str, Any]:
    """Every third one says another year than its source."""
    source = sentence(number)
    rewrite = reworded(source)
    return {
        "id": f"p{number}",
        "before": source,
        "after": rewrite if number % 3 else rewrite.replace(str(1500 + number), "1999"),
        "style": "faq" if number % 2 else "textbook",
    }


def parquet(path: Path, rows: list[dict[str, Any]]) -> Path:
    pq.write_table(pa.Table.from_pylist(rows), path)
    return path


def jsonl(path: Path, lines: list[dict[str, Any] | str]) -> Path:
    path.write_text("\n".join(line if isinstance(line, str) else json.dumps(line) for line in lines), "utf-8")
    return path


COLUMNS = ("--source-column", "before", "--rewrite-column", "after", "--embedder", "none")


def verified(target: Path | str, **options: Any) -> Tally:
    """A verification in this process without an embedder."""
    columns = options.pop("columns", Columns("before", "after"))
    make = {"make": options.pop("make")} if "make" in options else {}
    chosen = Options(str(target), columns, embedder="none", **options)
    return asyncio.run(verify(chosen, VerifyProgress(), **make))


def refused(*arguments: object) -> str:
    """What the command line says when the user is wrong, which ends it with exit code 2: the error and its hint."""
    with pytest.raises(RephraseError) as caught:
        cli.app(["verify", *map(str, arguments)], standalone_mode=False)
    return f"{caught.value}\nhint: {caught.value.hint}"


def out_rows(path: Path) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = pq.read_table(path).to_pylist()
    return found


@pytest.mark.parametrize("name", ["pairs.parquet", "pairs.jsonl"])
def test_anybodys_pairs_are_checked(name: str, tmp_path: Path) -> None:
    """Parquet or JSON Lines with two text columns: a row out for each row in, with its id, its verdicts and why it failed."""
    rows = [pair(number) for number in range(1, 31)]
    path = tmp_path / name
    parquet(path, rows) if path.suffix == ".parquet" else jsonl(path, [*rows])
    ended = rephrase("verify", path, *COLUMNS, "--output", tmp_path / "verdicts.parquet")
    assert ended.returncode == 0, ended.stderr
    assert "30 rows: 20 passed" in ended.stdout
    assert "pass rate 66.7%" in ended.stdout
    table = [" ".join(line.split()[:4]) for line in ended.stdout.splitlines()]
    assert "numbers 20 10 33.3" in table and "faq 10 5 33.3" in table, ended.stdout
    found = out_rows(tmp_path / "verdicts.parquet")
    assert [row["id"] for row in found] == [f"p{number}" for number in range(1, 31)]
    assert [row["passed"] for row in found] == [number % 3 > 0 for number in range(1, 31)]
    failed = {row["id"]: [v["check"] for v in row["verdicts"] if not v["passed"]] for row in found if not row["passed"]}
    assert all("numbers" in checks for checks in failed.values())
    assert "- p3 " in ended.stdout and "invented: 1999" in ended.stdout
    assert str(pandas.read_parquet(tmp_path / "verdicts.parquet")["fidelity"].dtype) == "float64"


def test_a_runs_own_output_is_checked(folder: Folder, tmp_path: Path) -> None:
    """Accepted rows pass, rejected ones fail, and a document that no text was written for is counted with its reason."""
    corpus = folder({"a.md": document(0, 8), "b.md": document(30, 8), "c.md": document(60, 8)})

    def script(request: dict[str, Any]) -> Reply | str:
        part = part_of(request)
        if "1530" in part:
            return good(request).replace("workers", "").replace("15", "17")
        return Reply(status=400, body=b'{"error": {"message": "no"}}') if "1560" in part else good(request)

    out = tmp_path / "out"
    with serving(script) as endpoint:
        ran(corpus, out, endpoint.url, "--set", "repairs=0")
    (accepted,), quarantined = run_rows(out), run_rows(out, "quarantine")
    assert {row["status"] for row in quarantined} == {"rejected", "failed"}
    ended = rephrase("verify", out, "--embedder", "none", "--output", tmp_path / "v.parquet")
    assert ended.returncode == 0, ended.stderr
    assert "3 rows: 1 passed" in ended.stdout
    assert "1 failed, 1 unread" in ended.stdout
    assert "unread (the run wrote no text)\n        1  the endpoint refused the request" in ended.stdout
    found = out_rows(tmp_path / "v.parquet")
    assert [row["id"] for row in found] == [accepted["id"], *(row["id"] for row in quarantined)]
    assert [row["passed"] for row in found] == [True, False, False]
    tally = verified(out, columns=Columns())
    assert (tally.parts["data"].passed, tally.parts["quarantine"].failed) == (1, 1)
    assert verified(out / "quarantine", columns=Columns()).unread.total() == 1


def test_a_run_without_source_texts_says_so(folder: Folder, tmp_path: Path) -> None:
    """Rows that lack their source cannot be checked; that is one error and not a thousand failed rows."""
    with serving(good) as endpoint:
        ran(folder({"a.md": document(0, 4)}), tmp_path / "out", endpoint.url, "--set", "keep_source=false")
    ended = rephrase("verify", tmp_path / "out", "--embedder", "none")
    assert (ended.returncode, "keep_source" in ended.stderr) == (2, True)


@pytest.mark.parametrize("name", ["pairs.parquet", "pairs.jsonl"])
def test_a_wrong_column_is_told_with_the_ones_there_are(name: str, tmp_path: Path) -> None:
    """A column that is not there ends at once with exit code 2, the nearest name, and all names."""
    path = tmp_path / name
    parquet(path, [pair(1)]) if path.suffix == ".parquet" else jsonl(path, [pair(1)])
    for wrong in (("--source-column", "befor"), ("--id-column", "idd")):
        right = {"befor": "before", "idd": "id"}[wrong[1]]
        said = refused(path, *COLUMNS, *wrong)
        assert f"hint: did you mean {wrong[0]} {right}? the columns are: id, before, after, style" in said
    ended = rephrase("verify", path)
    assert (ended.returncode, "has no column 'source_text'" in ended.stderr) == (2, True)
    assert "--source-column" in ended.stderr


def test_wrong_targets_tasks_and_outputs_are_errors_of_the_user(tmp_path: Path) -> None:
    """A missing file, an empty folder, an unknown task, an output that is an input: two lines, exit code 2."""
    path = parquet(tmp_path / "pairs.parquet", [pair(1)])
    (tmp_path / "empty").mkdir()
    blank = jsonl(tmp_path / "blank.jsonl", [""])
    for arguments, said in (
        ((tmp_path / "pears.parquet",), "did you mean"),
        ((tmp_path / "*.nothing",), "no file to read"),
        ((tmp_path / "empty",), "no file to read"),
        ((blank,), "no row"),
        ((path, "--task", "translat"), "did you mean 'translate'?"),
        ((path, "--output", path), "one of the files to read"),
        ((path, "--output", tmp_path / "v.csv"), "ends in .parquet"),
        ((path, "--judge", "al"), "sample:0.05"),
        ((path, "--judge", "all"), "--judge-base-url"),
    ):
        assert said in refused(*arguments, *COLUMNS)


def test_the_pass_rate_decides_the_exit_code(tmp_path: Path) -> None:
    """Below --min-pass-rate the command ends with 1, after it has printed all; at it, with 0."""
    path = parquet(tmp_path / "pairs.parquet", [pair(number) for number in (1, 2, 4, 3)])
    for rate, code in ((0.75, 0), (0.76, 1)):
        ended = rephrase("verify", path, *COLUMNS, "--min-pass-rate", rate)
        assert (ended.returncode, "pass rate 75.0%" in ended.stdout) == (code, True)
    assert "75.00% is below 76.00%" in ended.stderr


def test_a_fidelity_floor_fails_what_the_verdicts_pass(tmp_path: Path) -> None:
    """With --min-fidelity a row below it fails, and the reason shown says so."""
    path = parquet(tmp_path / "pairs.parquet", [pair(1)])
    low = Assessment(assess(pair(1)["before"], pair(1)["after"], "rephrase").verdicts, 0.8)
    make = lambda name: lambda source, rewrite, task: low  # noqa: E731
    assert verified(path, make=make, min_fidelity=0.8).passed == 1
    tally = verified(path, make=make, min_fidelity=0.81)
    assert tally.failed == 1
    assert "fidelity is below the floor" in report(tally)


def test_two_processes_write_what_one_does(tmp_path: Path) -> None:
    """Rows come out in input order and equal, whoever checked them, over files that a glob names."""
    for part in range(2):
        rows = [pair(number) for number in range(400 * part, 400 * part + 350)]
        parquet(tmp_path / f"part-{part}.parquet", [{**row, "id": None} for row in rows])
    written = []
    for workers in (1, 2):
        tally = verified(tmp_path / "part-*.parquet", workers=workers, output=tmp_path / f"v{workers}.parquet")
        written.append((out_rows(tmp_path / f"v{workers}.parquet"), report(tally).splitlines()[4:]))
    assert written[0] == written[1]
    ids = [row["id"].removeprefix(tmp_path.as_posix()) for row in written[0][0]]
    assert ids == [f"/part-{part}.parquet:{number}" for part in range(2) for number in range(1, 351)]


def test_a_broken_row_costs_itself_only(tmp_path: Path) -> None:
    """Broken JSON, a missing, null or non-string text and an empty source fail as unreadable; the rows around them do not."""
    lines: list[dict[str, Any] | str] = [
        pair(1),
        '{"id": "broken", "before": "x',
        "",
        {"id": "no rewrite", "before": "x"},
        {"id": "null", "before": None, "after": "x"},
        {"id": 7, "before": "x", "after": ["y"]},
        "[1]",
        {"id": "empty", "before": " ", "after": "x"},
        {**pair(2), "id": None},
    ]
    path = jsonl(tmp_path / "pairs.jsonl", lines)
    tally = verified(path, output=tmp_path / "v.parquet")
    assert (tally.rows, tally.passed, tally.failed, tally.unreadable) == (8, 2, 6, 6)
    found = out_rows(tmp_path / "v.parquet")
    assert [row["id"] for row in found] == ["p1", "2", "no rewrite", "null", "7", "7", "empty", "9"]
    reasons = [row["verdicts"][0]["reason"] for row in found[1:-1]]
    assert all(reason.startswith("unreadable: ") for reason in reasons)
    said = ("broken JSON", "after is missing", "before is missing", "no string but list", "not an object", "is empty")
    assert all(words in reason for words, reason in zip(said, reasons, strict=True)), reasons


def test_bytes_that_are_no_text_cost_their_own_row(tmp_path: Path) -> None:
    """A Parquet string that is not valid UTF-8, and a column of numbers, are unreadable rows."""
    sources = pa.array([sentence(1).encode(), b"\xff\xfe\xfa"]).cast(pa.binary())
    bad = pa.StringArray.from_buffers(len(sources), *sources.buffers()[1:])
    table = pa.table({"before": bad, "after": [reworded(sentence(1)), "x"]})
    pq.write_table(table, tmp_path / "bytes.parquet")
    tally = verified(tmp_path / "bytes.parquet")
    assert (tally.passed, tally.failed, dict(tally.defects)) == (1, 1, {"before is not valid UTF-8": 1})
    path = parquet(tmp_path / "numbers.parquet", [{"before": 1, "after": "x"}])
    assert dict(verified(path).defects) == {"before is no string but int": 1}


def test_a_broken_file_is_named(tmp_path: Path) -> None:
    """A file that is no Parquet ends in two lines that name it."""
    (tmp_path / "bad.parquet").write_bytes(b"no parquet at all")
    ended = rephrase("verify", tmp_path, *COLUMNS)
    assert (ended.returncode, "bad.parquet" in ended.stderr, "Traceback" in ended.stderr) == (2, True, False)


def test_copies_fail_unless_they_are_allowed(tmp_path: Path) -> None:
    """A verbatim copy is faithful and no rephrasing: it fails by `copying` alone, and with --allow-copies not at all."""
    text = document(0, 12)
    path = parquet(tmp_path / "copies.parquet", [{"before": text, "after": text}])
    strict, lenient = verified(path), verified(path, allow_copies=True)
    assert (strict.failed, lenient.passed) == (1, 1)
    assert "copying: " in strict.worst[0].reasons
    assert lenient.checks["copying"].failed == 1


def test_the_row_says_its_task_unless_the_command_does(tmp_path: Path) -> None:
    """The column `task` decides row by row, --task over all; what is no task of ours is taken for rephrase."""
    rows = [{**pair(number), "task": task} for number, task in enumerate(("summary", "translate", "sing", None))]
    path = parquet(tmp_path / "pairs.parquet", rows)
    assert {name: group.passed + group.failed for name, group in verified(path).tasks.items()} == {
        "summary": 1,
        "translate": 1,
        "rephrase": 2,
    }
    assert set(verified(path, columns=Columns("before", "after", task="learning_note")).tasks) == {"learning_note"}


def test_a_check_that_does_not_apply_counts_no_row_as_passed(tmp_path: Path) -> None:
    """In a summary nothing is said of copies or of the places of sentences: the table calls such rows not judged."""
    target = jsonl(tmp_path / "pairs.jsonl", [pair(number) for number in range(6)])
    tally = verified(target, columns=Columns("before", "after", task="summary"))
    for check in ("alignment", "copying", "structure", "negation_abroad"):
        group = tally.checks[check]
        assert (group.passed, group.failed, group.not_judged) == (0, 0, 6), check
    assert (tally.checks["numbers"].passed, tally.checks["numbers"].failed, tally.checks["numbers"].not_judged) == (
        4,
        2,
        0,
    )
    table = report(tally)
    assert "\nalignment " not in table
    assert "alignment" in next(line for line in table.splitlines() if line.startswith("not for these rows: "))


def test_reasons_are_the_same_in_every_process(tmp_path: Path) -> None:
    """What a check says hangs on no order of a set, which differs from process to process: a run that goes on says the same."""
    countries = ("Portugal", "Norway", "Kenya")
    lines: list[dict[str, Any] | str] = [
        {"before": source, "after": ENGLISH.replace("Brazil", other).replace("met", "never met"), "task": "translate"}
        for source in SOURCES.values()
        for other in countries
    ]
    four = {"before": "Alemania, Brasil, Noruega y Suecia firmaron el tratado de paz.", "task": "translate"}
    lines += [four | {"after": "Portugal, Kenya, Chile and Egypt signed the treaty of peace."}]
    prose = " ".join(sentence(number) for number in range(12))
    lines += [
        {
            "before": prose,
            "after": reworded(prose).replace(str(1500 + n), "1999").replace("more", "less"),
            "task": "rephrase",
        }
        for n in range(12)
    ]
    target, said = jsonl(tmp_path / "pairs.jsonl", lines), []
    for seed in "12":
        output = tmp_path / f"{seed}.parquet"
        command = [sys.executable, "-m", "rephrase", "verify", str(target), *COLUMNS, "--output", str(output)]
        subprocess.run(command, check=True, capture_output=True, env={**os.environ, "PYTHONHASHSEED": seed})
        said.append(out_rows(output))
    assert said[0] == said[1]


def test_a_limit_takes_the_first_rows(tmp_path: Path) -> None:
    """--limit N checks and writes N rows."""
    path = parquet(tmp_path / "pairs.parquet", [pair(number) for number in range(50)])
    assert verified(path, limit=7, output=tmp_path / "v.parquet").rows == 7
    assert [row["id"] for row in out_rows(tmp_path / "v.parquet")] == [f"p{number}" for number in range(7)]


def test_batches_hold_few_rows_and_few_characters() -> None:
    """However long or many the rows, what is handed over at once stays small."""
    from rephrase.pairs import Pair

    short = list(batches(Pair(str(number), "x", "y") for number in range(3 * BATCH_PAIRS + 1)))
    assert [len(batch) for batch in short] == [BATCH_PAIRS] * 3 + [1]
    long = list(batches(Pair(str(number), "x" * 600_000) for number in range(5)))
    assert [len(batch) for batch in long] == [2, 2, 1]


def exploding(name: str) -> Assess:
    """A check with a bug."""

    def check(source: str, rewrite: str, task: Task) -> Assessment:
        if "1504" in source:
            raise ZeroDivisionError("in a check")
        return assess(source, rewrite, task)

    return check


@pytest.mark.parametrize("workers", [1, 2])
def test_a_bug_in_a_check_names_the_row_and_keeps_its_traceback(workers: int, tmp_path: Path) -> None:
    """An exception in a check ends the run with its traceback and the row's id, and leaves no output behind."""
    path = parquet(tmp_path / "pairs.parquet", [pair(number) for number in range(600)])
    with pytest.raises(RuntimeError, match="a check failed on row 'p4'") as caught:
        verified(path, workers=workers, make=exploding, output=tmp_path / "v.parquet")
    assert "ZeroDivisionError" in str(caught.value.__cause__) + repr(caught.value.__cause__)
    assert "in check" in str(caught.value.__cause__) or caught.value.__cause__.__traceback__  # type: ignore[union-attr]
    assert sorted(entry.name for entry in tmp_path.iterdir()) == ["pairs.parquet"]


def judged_by(
    script: Script, tmp_path: Path, which: str = "all", **options: Any
) -> tuple[Tally, int, list[dict[str, Any]]]:
    """What came of four pairs, one of which the checks fail; how often the judge was asked; the rows."""
    path = parquet(tmp_path / "pairs.parquet", [pair(number) for number in (1, 2, 3, 4)])
    with serving(script) as endpoint:
        out = tmp_path / "v.parquet"
        tally = verified(path, judge=which, judge_base_url=endpoint.url, output=out, retries=0, **options)
    return tally, len(endpoint.requests), out_rows(tmp_path / "v.parquet")


def test_a_judges_yes_passes_and_its_no_fails(tmp_path: Path) -> None:
    """What the checks pass is judged, what they fail is not; the judge's verdict decides, its tokens are told apart."""
    tally, asked, rows = judged_by(lambda request: NO if "1502" in str(request) else YES, tmp_path)
    assert asked == 3
    assert [(row["passed"], row["judged"]) for row in rows] == [
        (True, True),
        (False, True),
        (False, False),
        (True, True),
    ]
    assert rows[1]["verdicts"][-1]["check"] == "judge"
    assert "the gilded roof" in rows[1]["verdicts"][-1]["reason"]
    assert "judge: 3 rows judged, 1 failed, 0 without a verdict; 3 requests" in report(tally)
    assert (tally.uncertain, tally.usage.completion > 0) == (0, True)


@pytest.mark.parametrize("answer", FAILS_CLOSED)
def test_a_judge_without_a_verdict_passes_nothing(answer: str, tmp_path: Path) -> None:
    """Whatever a judge says that is no verdict, the rows that it was shown fail."""
    script: Any = FAILS_CLOSED[answer]
    tally, _, rows = judged_by(script if callable(script) else lambda request: script, tmp_path)
    assert (tally.passed, tally.no_verdict) == (0, 3)
    assert all(row["verdicts"][-1]["reason"].startswith("no verdict: ") for row in rows if row["judged"])


def test_a_judge_that_cannot_be_asked_ends_it(tmp_path: Path) -> None:
    """A dead port or a wrong key is an error of the user, found before the first row; nothing passes for it."""
    path = parquet(tmp_path / "pairs.parquet", [pair(1)])
    with serving(lambda request: YES, key="right") as endpoint:
        for url, said in (("http://127.0.0.1:9/v1", "cannot connect"), (endpoint.url, "JUDGE_API_KEY")):
            assert said in refused(path, *COLUMNS, "--judge", "all", "--judge-base-url", url)


def test_the_environments_endpoint_judges_with_its_own_key(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Without --judge-base-url OPENAI_BASE_URL and OPENAI_API_KEY are used."""
    path = parquet(tmp_path / "pairs.parquet", [pair(1)])
    with serving(lambda request: YES, key="sk-own") as endpoint:
        monkeypatch.setenv("OPENAI_BASE_URL", endpoint.url)
        monkeypatch.setenv("OPENAI_API_KEY", "sk-own")
        assert verified(path, judge="all").judged == 1


def test_a_random_sample_tells_what_the_checks_miss(tmp_path: Path) -> None:
    """With sample:1 every row that passed is drawn, and the share that the judge fails is printed."""
    tally, _, _ = judged_by(lambda request: NO if "1502" in str(request) else YES, tmp_path, "sample:1")
    assert (tally.sampled, tally.sampled_failed) == (3, 1)
    assert "it failed 1: the checks miss 33.3%" in report(tally)


def test_uncertain_rows_are_judged_and_counted(tmp_path: Path) -> None:
    """`uncertain` shows the judge what lies near the floor; without a judge such rows are counted as uncertain."""

    def unsure(name: str) -> Assess:
        def check(source: str, rewrite: str, task: Task) -> Assessment:
            found = assess(source, rewrite, task)
            return Assessment(found.verdicts, 0.5 if "1501" in source else found.fidelity and 1.0)

        return check

    tally, asked, rows = judged_by(lambda request: YES, tmp_path, "uncertain", make=unsure)
    assert asked == 1 + tally.sampled
    assert rows[0]["judged"]
    assert verified(tmp_path / "pairs.parquet", make=unsure).uncertain == 1


def test_hostile_text_does_not_reach_the_terminal(tmp_path: Path) -> None:
    """Ids, tasks, styles, columns and texts with escape codes, line breaks or right-to-left marks are shown without them."""
    hostile = "\x1b[2J\x9b31m\u202eevil\r\n\x07"
    row = {
        "id": hostile,
        "before": f"{hostile} In 1712 it was.",
        "after": f"{hostile} In 1713 it was.",
        "style": hostile,
    }
    path = jsonl(tmp_path / "pairs.jsonl", [row, "{" + hostile])
    ended = rephrase("verify", path, *COLUMNS)
    assert ended.returncode == 0, ended.stderr
    shown = ended.stdout + ended.stderr
    assert "evil" in shown
    assert printable(shown) == shown
    wrong = rephrase("verify", jsonl(tmp_path / "b.jsonl", [{hostile: 1}]), *COLUMNS)
    assert wrong.returncode == 2 and printable(wrong.stderr) == wrong.stderr


@pytest.mark.parametrize("workers", [1, 2])
def test_a_stopped_verification_leaves_nothing_behind(workers: int, tmp_path: Path) -> None:
    """Ctrl-C ends it with 130 and one line; no half-written file is left."""
    path = parquet(tmp_path / "pairs.parquet", [pair(number) for number in range(1, 60)])
    running: list[subprocess.Popen[str]] = []

    def stop(request: dict[str, Any]) -> str:
        running[0].send_signal(signal.SIGINT)
        return YES

    with serving(stop) as endpoint:
        judge = ("--judge", "all", "--judge-base-url", endpoint.url, "--workers", str(workers))
        command = [sys.executable, "-m", "rephrase", "verify", str(path), *COLUMNS, *judge]
        command += ["--output", str(tmp_path / "v.parquet")]
        running.append(subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True))
        said, complained = running[0].communicate(timeout=60)
    assert (running[0].returncode, said) == (130, "")
    assert complained.splitlines()[1:] == ["stopped; a run goes on where it was with the same command"]
    assert [entry.name for entry in tmp_path.iterdir()] == ["pairs.parquet"]


def test_the_worst_rows_come_first(tmp_path: Path) -> None:
    """--worst N shows the N failed rows of lowest fidelity, ties in input order, and no row that passed."""

    def graded(name: str) -> Assess:
        def check(source: str, rewrite: str, task: Task) -> Assessment:
            return Assessment(assess(source, rewrite, task).verdicts, (int(source[3:7]) % 10) / 10)

        return check

    path = parquet(tmp_path / "pairs.parquet", [pair(number) for number in range(60)])
    assert [example.id for example in verified(path, worst=4, make=graded).worst] == ["p0", "p30", "p21", "p51"]
    assert verified(path, worst=0).worst == []
    assert "the worst rows" not in report(verified(path, worst=0))
