"""Runs with a judge: who is asked and how often, that its no is mended and its silence never accepts, what is counted."""

from __future__ import annotations

import json
import runpy
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from rephrase import cli
from rephrase.data import Verdict
from rephrase.fidelity import cascade
from tests.corpora import document, reworded
from tests.endpoint import Reply, Script, part_of, serving
from tests.test_judge import FAILS_CLOSED, fenced_in
from tests.test_run import good, ran, rephrase, rows

Folder = Callable[[dict[str, str]], Path]
YES = 'Yes\n{"verdict": "yes", "invented": [], "lost": []}'
PASSED = (Verdict("numbers", True, 1.0), Verdict("coverage", True, 0.9))


def is_for_judge(request: dict[str, Any]) -> bool:
    return str(request["messages"][0]["content"]).startswith("You check a rewrite")


def with_judge(answer: Reply | str | Script) -> Script:
    """An endpoint that rewrites well, and judges as `answer` says."""

    def script(request: dict[str, Any]) -> Reply | str:
        if not is_for_judge(request):
            return good(request)
        return answer(request) if callable(answer) else answer

    return script


def test_a_judge_sees_every_part_and_its_tokens_are_counted_apart(
    folder: Folder, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """With `all` each part is judged before the next is asked for; the rewriter's counts are as without a judge."""
    corpus = folder({"a.md": document(0, 20)})
    with serving(with_judge(YES)) as endpoint:
        alone = ran(corpus, tmp_path / "alone", endpoint.url, "--set", "chunk_tokens=128")["counts"]
        plain = len(endpoint.requests)
        counts = ran(corpus, tmp_path / "out", endpoint.url, "--set", "chunk_tokens=128", "--judge", "all")["counts"]
    sent = endpoint.requests[plain:]
    assert [is_for_judge(request) for request in sent] == [False, True] * plain
    assert not any(map(is_for_judge, endpoint.requests[:plain]))
    for asked, judged in zip(sent[::2], sent[1::2], strict=True):
        turn = judged["messages"][-1]["content"]
        assert ("logprobs" in asked, "logprobs" in judged) == (False, True)
        assert fenced_in(turn, "source") == part_of(asked)
        assert fenced_in(turn, "rewrite") == reworded(part_of(asked))
    tokens = ("requests", "prompt_tokens", "completion_tokens")
    assert {name: counts[name] for name in tokens} == {name: alone[name] for name in tokens}
    assert counts["judge_requests"] == plain
    assert counts["judge_completion_tokens"] == plain * (len(YES) // 4)
    assert counts["judge_prompt_tokens"] > 0
    assert (alone["judge_requests"], alone["judge_prompt_tokens"]) == (0, 0)
    assert f"judge: {plain} requests, {counts['judge_prompt_tokens']} prompt tokens" in capsys.readouterr().out
    (verdict,) = [verdict for verdict in rows(tmp_path / "out")[0]["verdicts"] if verdict["check"] == "judge"]
    assert verdict["reason"] == f"{plain} of {plain} parts judged"


def test_a_judges_no_is_mended_like_any_other(folder: Folder, tmp_path: Path) -> None:
    """What the judge names is said to the rewriter, and the part that it then passes is what counts."""
    answers = [YES, 'No\n{"verdict": "no", "invented": ["the gilded roof"], "lost": ["craftsmen"]}']
    with serving(with_judge(lambda request: answers.pop())) as endpoint:
        counts = ran(folder({"a.md": document(0, 4)}), tmp_path / "out", endpoint.url, "--judge", "all")["counts"]
    assert (counts["accepted"], counts["requests"], counts["judge_requests"]) == (1, 2, 2)
    asked_again = endpoint.requests[2]["messages"][-1]["content"]
    assert "judge: invented: the gilded roof; lost: craftsmen" in asked_again


@pytest.mark.parametrize("answer", FAILS_CLOSED)
def test_a_judge_without_a_verdict_never_accepts(answer: str, folder: Folder, tmp_path: Path) -> None:
    """Whatever a judge says that is no verdict, the document is rejected by `judge` and the run goes on."""
    with serving(with_judge(FAILS_CLOSED[answer])) as endpoint:
        counts = ran(
            folder({"a.md": document(0, 3)}),
            tmp_path / "out",
            endpoint.url,
            "--judge",
            "all",
            "--set",
            "repairs=0",
            "--set",
            "retries=0",
        )["counts"]
    assert (counts["accepted"], counts["rejected"], counts["failed"]) == (0, 1, 0)
    assert "judge: no verdict: " in rows(tmp_path / "out", "quarantine")[0]["reason"]


def test_a_judge_without_a_verdict_is_not_held_against_the_rewriter(folder: Folder, tmp_path: Path) -> None:
    """Where the judge gave no verdict the part is asked for anew, with no problem named."""
    with serving(with_judge("")) as endpoint:
        ran(folder({"a.md": document(0, 3)}), tmp_path / "out", endpoint.url, "--judge", "all", "--set", "repairs=1")
    first, again = [request["messages"] for request in endpoint.requests if not is_for_judge(request)]
    assert first == again


def test_what_the_checks_fail_is_never_judged(folder: Folder, tmp_path: Path) -> None:
    """A judge is paid only for what the cheap checks pass."""
    with serving(lambda request: YES if is_for_judge(request) else good(request).replace("2", "3")) as endpoint:
        counts = ran(folder({"a.md": document(0, 10)}), tmp_path / "out", endpoint.url, "--judge", "all")["counts"]
    assert counts["rejected"] == 1
    assert not any(map(is_for_judge, endpoint.requests))


def test_a_judge_of_its_own_endpoint_gets_no_other_key(
    folder: Folder, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A judge elsewhere is asked there, by its own model's name, with the key that is named for it and never the rewriter's."""
    monkeypatch.setenv("OPENAI_API_KEY", "sk-of-the-rewriter")
    monkeypatch.setenv("JUDGE_API_KEY", "sk-of-the-judge")
    monkeypatch.setenv("THIRD_KEY", "sk-third")
    corpus = folder({"a.md": document(0, 3)})
    with serving(good, key="sk-of-the-rewriter") as rewriter:
        for key, option in (("sk-of-the-judge", ()), ("sk-third", ("--judge-api-key-env", "THIRD_KEY"))):
            with serving(lambda request: YES, models=("small", "large"), key=key) as judge:
                out = tmp_path / key
                more = ("--judge", "all", "--judge-base-url", judge.url, "--judge-model", "large", *option)
                manifest = ran(corpus, out, rewriter.url, *more)
            assert {request["model"] for request in judge.requests} == {"large"}
            assert manifest["identity"]["judge"]["model"] == "large"
            assert not any(key in path.read_text("utf-8", "replace") for path in out.rglob("*") if path.is_file())
    assert not any(map(is_for_judge, rewriter.requests))


def test_a_judge_that_cannot_be_asked_ends_the_run(folder: Folder, tmp_path: Path) -> None:
    """A wrong key, a dead port, an unknown prompt or way of judging ends in two lines and accepts nothing."""
    corpus = folder({"a.md": document(0, 3)})
    with serving(good) as endpoint, serving(lambda request: YES, key="right") as judge:
        common = ("run", "--input", corpus, "--output", tmp_path / "out", "--base-url", endpoint.url)
        for more, said in (
            (("--judge", "all", "--judge-base-url", judge.url), "JUDGE_API_KEY"),
            (("--judge", "all", "--judge-base-url", "http://127.0.0.1:9/v1"), "cannot connect"),
            (("--judge", "all", "--judge-prompt", "juge"), "did you mean 'judge'?"),
            (("--judge", "uncertian"), "did you mean 'uncertain'?"),
            (("--judge", "sample:2"), "sample:0.05"),
            (("--judge", "sample"), "sample:0.05"),
        ):
            done = rephrase(*common, *more)
            assert (done.returncode, said in done.stderr) == (2, True), done.stderr
    assert not rows(tmp_path / "out")


def test_the_model_that_comes_along_is_refused_as_judge(folder: Folder, tmp_path: Path) -> None:
    """The bundled weights write no verdicts, so a run that would ask them says so before anything is paid."""
    done = rephrase("run", "--input", folder({"a.md": "x"}), "--output", tmp_path / "out", "--judge", "all")
    assert (done.returncode, "--judge-base-url" in done.stderr) == (2, True), done.stderr


def test_another_judge_is_refused_and_never_mixed(folder: Folder, tmp_path: Path) -> None:
    """A run that was begun with one judge is not continued with another."""
    corpus = folder({"a.md": document(0, 3)})
    with serving(with_judge(YES)) as endpoint, serving(lambda request: YES, models=("other",)) as judge:
        manifest = ran(corpus, tmp_path / "out", endpoint.url, "--judge", "all")
        (tmp_path / "out" / "run.json").write_text(json.dumps({**manifest, "complete": False}))
        common = ("run", "--input", corpus, "--output", tmp_path / "out", "--base-url", endpoint.url, "--judge", "all")
        refused = rephrase(*common, "--judge-base-url", judge.url)
    assert (refused.returncode, "judge (model)" in refused.stderr) == (2, True), refused.stderr


def test_the_same_pairs_are_drawn_every_time(folder: Folder, tmp_path: Path) -> None:
    """Two runs show a judge the same parts whatever the concurrency, and what it fails of the drawn ones is counted."""
    corpus = folder({f"{n:02}.md": document(9 * n, 8) for n in range(12)})
    shown: list[list[str]] = []
    no = 'No\n{"verdict": "no", "invented": ["x"], "lost": []}'
    for concurrency in (1, 32):
        with serving(with_judge(no)) as endpoint:
            more = (
                "--judge",
                "sample:0.3",
                "--set",
                "chunk_tokens=64",
                "--set",
                "repairs=0",
                "--concurrency",
                concurrency,
            )
            counts = ran(corpus, tmp_path / str(concurrency), endpoint.url, *more)["counts"]
        shown.append(
            sorted(request["messages"][-1]["content"] for request in endpoint.requests if is_for_judge(request))
        )
        assert (
            0
            < counts["judge_sampled"]
            == counts["judge_sampled_failed"]
            == counts["judge_requests"]
            == counts["rejected"]
            < 12
        )
    assert shown[0] == shown[1]


def why(judge: str, number: int, verdicts: tuple[Verdict, ...] = PASSED, fidelity: float = 0.99) -> str:
    return cascade.chosen(judge, f"source {number}", f"rewrite {number}", verdicts, fidelity, "rephrase")


def test_the_cascade_shows_what_is_uncertain_and_a_fixed_share_of_the_rest() -> None:
    """`uncertain` shows all that lies in the band and about 5 % of the rest, `sample` its share, `all` all, `none` nothing."""
    numbers = range(4000)
    assert {why("none", n) for n in numbers} == {""}
    assert {why("all", n) for n in numbers} == {"all"}
    assert {why("uncertain", n, fidelity=0.6) for n in numbers} == {"uncertain"}
    drawn = [n for n in numbers if why("uncertain", n) == "sample"]
    assert 0.04 < len(drawn) / 4000 < 0.06
    assert drawn == [n for n in numbers if why("sample:0.05", n) == "sample"]
    assert 0.45 < sum(bool(why("sample:0.5", n)) for n in numbers) / 4000 < 0.55


@pytest.mark.parametrize("judge", ["all", "uncertain", "sample:1"])
def test_the_cascade_shows_nothing_that_failed(judge: str) -> None:
    """A pair that a check failed is not shown, however uncertain."""
    failed = (*PASSED, Verdict("names", False, 0.5, "lost: Oslo"))
    assert why(judge, 1, failed, 0.5) == ""
    assert not cascade.is_uncertain(failed, 0.5, "rephrase")


@pytest.mark.slow
def test_uncertain_sends_at_most_two_fifths_of_what_all_sends(shared: Path) -> None:
    """On every family of the development labels."""
    script = Path(__file__).parents[1] / "benchmarks" / "cascade_on_labels.py"
    found = runpy.run_path(str(script))["counted"](sorted((shared / "fidelity").glob("*.jsonl")))
    for family, counts in found.items():
        assert counts["uncertain"] + counts["sample"] <= 0.4 * counts["all"], family


def test_help_names_the_ways_to_judge() -> None:
    """`run --help` says how a judge is chosen."""
    from typer.testing import CliRunner

    shown = CliRunner().invoke(cli.app, ["run", "--help"], env={"COLUMNS": "200"}).output
    for option in ("--judge", "--judge-model", "--judge-base-url", "--judge-api-key-env", "--judge-prompt"):
        assert option in shown
