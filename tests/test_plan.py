"""The plan against the run: requests exact, prompt tokens near, completions near after a sample; memory and intervals."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from rephrase import tokens
from rephrase.data import Usage
from rephrase.options import Options
from rephrase.plan import plan
from rephrase.planned import Work
from rephrase.recipe import PriceKeys
from rephrase.report.forecast import Pace, forecast
from rephrase.trial import Took, Trial, projected, trial
from tests.corpora import document, reworded
from tests.endpoint import Reply, part_of, serving
from tests.test_run import ran

Folder = Callable[[dict[str, str]], Path]
FLAGS = ("--set", "routes={}")


def counting(request: dict[str, Any]) -> Reply:
    """An endpoint that needs no repairs and bills in cl100k_base tokens, 4 a message and 3 more, half of them cached."""
    said = reworded(part_of(request))
    prompt = sum(4 + tokens.count(message["content"]) for message in request["messages"]) + 3
    usage = {
        "prompt_tokens": prompt,
        "completion_tokens": tokens.count(said),
        "prompt_tokens_details": {"cached_tokens": prompt // 2},
    }
    choice = {"index": 0, "finish_reason": "stop", "message": {"role": "assistant", "content": said}}
    return Reply(body=json.dumps({"choices": [choice], "usage": usage}).encode())


def corpus_of(folder: Folder) -> Path:
    return folder({f"{n:02}.md": document(11 * n, 4 + 11 * (n % 5)) for n in range(14)})


def options(corpus: Path, url: str, *settings: str, variants: int = 1) -> Options:
    return Options((corpus,), Path(), base_url=url, variants=variants, settings=("routes={}", *settings))


@pytest.mark.parametrize("context", ["excerpt", "previous", "none"])
def test_requests_are_exact_and_prompt_tokens_within_three_percent(
    context: str, folder: Folder, tmp_path: Path
) -> None:
    """Where nothing is repaired a run sends as many requests as were planned, and prompt tokens within 3 % of the plan's."""
    corpus = corpus_of(folder)
    settings = (f"context={context}", "chunk_tokens=64", "excerpt_tokens=512")
    with serving(counting) as endpoint:
        more = [part for setting in settings for part in ("--set", setting)]
        counts = ran(corpus, tmp_path / "out", endpoint.url, "--variants", 2, *FLAGS, *more)["counts"]
        planned = plan(options(corpus, endpoint.url, *settings, variants=2)).total
    assert counts["rejected"] == counts["failed"] == 0
    assert planned.documents == counts["documents"] == 14
    assert planned.rows == counts["variants"]
    assert planned.requests == counts["requests"]
    assert planned.prompt == pytest.approx(counts["prompt_tokens"], rel=0.03)
    assert planned.cached < planned.prompt


def test_cached_tokens_are_what_each_request_shares_with_the_one_before(folder: Folder, tmp_path: Path) -> None:
    """The part of a prompt that a prefix cache can hold is, within 3 %, the messages that the last request had, too."""
    corpus = folder({"a.md": document(0, 60)})
    with serving(counting) as endpoint:
        ran(corpus, tmp_path / "out", endpoint.url, *FLAGS, "--set", "chunk_tokens=64")
        planned = plan(options(corpus, endpoint.url, "chunk_tokens=64")).total
    shared = 0
    for before, after in zip(endpoint.requests, endpoint.requests[1:], strict=False):
        known = len(before["messages"])
        assert after["messages"][:known] == before["messages"]
        shared += sum(4 + tokens.count(message["content"]) for message in after["messages"][: known + 1])
    assert planned.cached == pytest.approx(shared, rel=0.03)


def test_a_sample_brings_completion_tokens_within_fifteen_percent(folder: Folder, tmp_path: Path) -> None:
    """A model whose answers are 40 % longer than assumed is known after a sample: the run lies near, inside the interval."""
    corpus = corpus_of(folder)
    with serving(counting) as endpoint:
        given = options(corpus, endpoint.url, "chunk_tokens=64")
        planned = plan(given, chosen=6, ratio=0.75)
        tried = asyncio.run(trial(given, planned.chosen, lambda line: None))
        sent = len(endpoint.requests)
        counts = ran(corpus, tmp_path / "out", endpoint.url, *FLAGS, "--set", "chunk_tokens=64")["counts"]
    found = projected(tried, planned.total, PriceKeys(prompt=1, completion=2))
    assert sent == sum(work.requests for work in tried.planned)
    assert found.requests.value == counts["requests"]
    assert found.completion.value == pytest.approx(counts["completion_tokens"], rel=0.15)
    assert found.prompt.value == pytest.approx(counts["prompt_tokens"], rel=0.05)
    assert found.cached.value == pytest.approx(counts["cached_tokens"], rel=0.05)
    assert found.acceptance.value == 1.0 > found.acceptance.low > 0.6


def test_of_a_large_corpus_some_documents_are_counted_and_the_interval_is_said(folder: Folder) -> None:
    """A tenth of the documents gives the totals of all within the interval that it says; documents stay exact."""
    corpus = folder({"c.jsonl": "\n".join(json.dumps({"text": document(n, 2 + n % 29)}) for n in range(400))})
    given = options(corpus, "http://localhost:1/v1", "chunk_tokens=64")
    whole, some = plan(given), plan(given, most=40)
    assert (some.documents, some.laid_out, some.total.documents) == (400, 40, 400)
    assert some.total.characters == whole.total.characters
    assert whole.error == Work()
    for name in ("requests", "prompt", "completion"):
        value, half = getattr(some.total, name), getattr(some.error, name)
        assert half > 0
        assert abs(value - getattr(whole.total, name)) <= 1.5 * half
        assert value == pytest.approx(getattr(whole.total, name), rel=0.15)


def test_groups_add_up_to_the_total(folder: Folder) -> None:
    """What is told by pipeline and style is the total, and a chain of tasks is planned task by task."""
    corpus = folder({"a.md": document(0, 30), "b.md": "Sei $x^2 = 4$. Dann ist $x = 2$ oder $x = -2$.\n" * 9})
    found = plan(Options((corpus,), Path(), base_url="http://localhost:1/v1"))
    tasks = {(group.pipeline, group.task) for group in found.groups}
    assert tasks == {
        ("knowledge", "rephrase"),
        ("translate_math_notes", "translate"),
        ("translate_math_notes", "learning_note"),
    }
    assert sum(work.requests for work in found.groups.values()) == found.total.requests
    assert sum(work.documents for work in found.groups.values()) == 2


def test_what_is_never_asked_is_planned_as_not_asked(folder: Folder) -> None:
    """An unreadable document, and one in a language that the recipe is not for, are rows without requests."""
    corpus = folder({"a.jsonl": '{"no": 1}\n', "b.md": "Der Rhein ist ein langer Strom und er ist schön. " * 20})
    found = plan(options(corpus, "http://localhost:1/v1", "languages=[en]"), warn=lambda line: None).total
    assert (found.rows, found.unasked, found.requests) == (2, 2, 0)


def test_a_judge_is_planned_apart(folder: Folder) -> None:
    """With `judge: all` there is a question for each request, and its tokens are paid with the rest."""
    found = plan(options(folder({"a.md": document(0, 40)}), "http://localhost:1/v1", "judge=all", "chunk_tokens=64"))
    assert found.total.judge_requests == found.total.requests > 1
    assert found.total.usage.prompt == round(found.total.prompt + found.total.judge_prompt)


def test_the_interval_of_a_sample_covers_what_differs_between_documents() -> None:
    """Documents that took more and less than planned give an interval around the mean; equal ones give none."""
    planned = [Work(documents=1, rows=1, requests=10, prompt=1000, completion=100)] * 20
    same = [Took(Usage(10, 1000, 500, 150), 1, 1)] * 20
    mixed = [Took(Usage(10, 1000, 500, 100 + 100 * (n % 2)), 1, n % 2) for n in range(20)]
    total = Work(rows=1000, requests=10_000, prompt=1e6, completion=1e5)
    equal = projected(Trial(planned, same, 1.0, 1), total, PriceKeys(completion=2))
    spread = projected(Trial(planned, mixed, 1.0, 1), total, PriceKeys(completion=2))
    assert equal.completion == (1.5e5, 1.5e5, 1.5e5)
    assert equal.cost.value == pytest.approx(0.3)
    assert 1.2e5 < spread.completion.low < spread.completion.value == 1.5e5 < spread.completion.high < 1.8e5
    assert spread.acceptance.value == 0.5
    assert (round(spread.acceptance.low, 2), round(spread.acceptance.high, 2)) == (0.33, 0.67)


def test_time_is_the_endpoints_or_that_of_the_longest_chain() -> None:
    """At a speed of one request the longest document is the least that a run takes."""
    assert Pace(in_total=100).seconds(1000, 900) == 10
    assert Pace(per_request=10, concurrency=10).seconds(1000, 900) == 90
    assert Pace(per_request=10, concurrency=10).seconds(100_000, 900) == 1000
    assert Pace().seconds(1, 1) is None


def test_a_plan_reads_at_80_columns(folder: Folder) -> None:
    """No line of the printed plan is longer than 80 characters, and it says what it costs."""
    planned = plan(options(corpus_of(folder), "http://localhost:1/v1"), most=5)
    text = forecast(planned, PriceKeys(prompt=1000, completion=2000, cached=100), Pace(in_total=50), None, None)
    assert max(map(len, text.splitlines())) <= 80, text
    assert "US dollars" in text and "wall time" in text and "Counted on 5 of 14 documents" in text
