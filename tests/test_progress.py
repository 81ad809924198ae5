"""What a run shows and logs as it goes: the end foretold in simulated time, lines that fit, one JSON object a line."""

from __future__ import annotations

import contextvars
import heapq
import io
import json
import math
import random
import threading
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path

import pytest

from rephrase.data import Chunk, Document, Result, Usage, Variant
from rephrase.outlook import looking
from rephrase.recipe import PriceKeys
from rephrase.report.ahead import FEWEST, TAIL, Expected
from rephrase.report.log import JsonLog, opened
from rephrase.report.progress import Gauges, Progress, clock, short

PIECE = 1000  # characters of a chunk


class Simulated:
    """A run in simulated time: `places` documents at once, each chunk after chunk, some given up on the way."""

    def __init__(self, sizes: Sequence[int], places: int, given_up: float = 0.0, seed: int = 0) -> None:
        self.now = 0.0
        self.progress = Progress(clock=lambda: self.now)
        self.progress.expect(Expected(len(sizes), sum(sizes), tuple(sizes[-TAIL:])))
        self._draw = random.Random(seed)
        self._given_up = given_up
        self._waiting = [Document(str(n), "x" * size, "") for n, size in enumerate(sizes)]
        self._pieces = sum(-(-size // PIECE) for size in sizes)
        self._waiting.reverse()
        self._events: list[tuple[float, int, Document, int, contextvars.Context]] = []
        self._number = 0
        self.foretold: list[tuple[float, float | None]] = []
        for _ in range(places):
            self._start()
        self._go()

    def _start(self) -> None:
        if self._waiting:
            document, context = self._waiting.pop(), contextvars.copy_context()
            context.run(self.progress.begin, document)
            self._ask(document, 0, context)

    def _ask(self, document: Document, at: int, context: contextvars.Context) -> None:
        self._number += 1
        seconds = self._draw.lognormvariate(math.log(4.0), 0.5)
        heapq.heappush(self._events, (self.now + seconds, self._number, document, at, context))

    def _go(self) -> None:
        steps, every = 0, max(self._pieces // 100, 1)
        while self._events:
            self.now, _, document, at, context = heapq.heappop(self._events)
            until = min(at + PIECE, len(document.text))
            context.run(self.progress.answer, Usage(1, 4000, 3000, 250))
            context.run(self.progress.chunk, Chunk(at, until, document.text[at:until]))
            if until < len(document.text) and self._draw.random() >= self._given_up:
                self._ask(document, until, context)
            else:
                context.run(self.progress.results, [result(document)])
                self._start()
            steps += 1
            if steps % every == 0:
                eta = self.progress.counts()["eta"]
                assert eta is None or isinstance(eta, float)
                self.foretold.append((self.now, eta))

    def worst(self) -> float:
        """From a tenth of the run on, how far the foretold end lies from the real one, as a share of the whole time."""
        return max(
            abs(now + eta - self.now) / self.now if eta is not None else math.inf
            for now, eta in self.foretold
            if now >= self.now / 10
        )


def result(document: Document) -> Result:
    variant = Variant(0, "plain", "neutral", 0)
    return Result(document, variant, "rephrase", "", (), (), (), 1.0, "accepted", "", Usage())


def sizes(count: int, spread: float, seed: int) -> list[int]:
    draw = random.Random(seed)
    return [min(int(draw.lognormvariate(math.log(4000), spread)) + 300, 400_000) for _ in range(count)]


@pytest.mark.parametrize("seed", range(3))
@pytest.mark.parametrize(
    ("count", "places", "spread"), [(150, 32, 0.3), (200, 16, 1.0), (400, 32, 1.2), (1000, 64, 0.8), (40, 40, 0.5)]
)
def test_the_end_is_foretold_within_a_fifth_from_a_tenth_of_the_run_on(
    count: int, places: int, spread: float, seed: int
) -> None:
    """However the sizes of documents spread, and with few chains or many, the foretold end is off by 20 % of the whole time
    at most."""
    assert Simulated(sizes(count, spread, seed), places, seed=seed).worst() <= 0.2


def test_one_long_document_at_the_end_is_foretold() -> None:
    """A last document as long as a fifth of the corpus, which only one place works on, is seen from the start."""
    assert Simulated([4000] * 300 + [300_000], 32).worst() <= 0.1


@pytest.mark.parametrize(("given_up", "times"), [(0.1, 1), (0.02, 3)])
def test_documents_given_up_on_the_way_do_not_mislead(given_up: float, times: int) -> None:
    """Where some chunks end their documents early, the foretold end is off by 20 % of the whole time at most."""
    assert Simulated([times * size for size in sizes(400, 0.8, 5)], 32, given_up=given_up).worst() <= 0.2


def test_what_was_done_before_is_not_done_again() -> None:
    """Documents of finished shards are no work, and what they cost is in the bill."""
    now = 0.0
    progress = Progress(clock=lambda: now, prices=PriceKeys(prompt=1e6))
    progress.expect(Expected(2, 2000, (1000,) * 2), done=2)
    progress.begin(Document("c", "x" * 1000, ""))
    progress.before = Usage(2, 6, 0, 0)
    now = 10.0
    progress.chunk(Chunk(0, 1000, "x" * 1000))
    progress.answer(Usage(1, 3, 0, 0))
    progress.results([result(Document("c", "x" * 1000, ""))])
    counts = progress.counts()
    assert (counts["eta"], counts["share"], counts["documents_expected"]) == (10.0, 0.75, 2)
    assert (counts["cost"], counts["cost_projected"]) == (9.0, 12.0)


def test_the_first_answers_foretell_nothing() -> None:
    """While no document has ended, twenty answers are wanted before an end is told: a model and its caches have to warm up."""
    now = 0.0
    progress = Progress(clock=lambda: now)
    progress.expect(Expected(2, 60_000, (30_000, 30_000)))
    progress.begin(Document("c", "x" * 30_000, ""))
    told = []
    for _ in range(FEWEST):
        now += 10.0
        progress.chunk(Chunk(0, 1000, "x" * 1000))
        told.append(progress.counts()["eta"])
    assert told[:-1] == [None] * (FEWEST - 1)
    assert told[-1] is not None


def large() -> Progress:
    """A run of ordinary, large size in the middle."""
    now = 0.0
    progress = Progress(clock=lambda: now, prices=PriceKeys(prompt=0.5, completion=2))
    progress.gauges = lambda: Gauges(812, 1024, 12_345)
    progress.expect(Expected(10_000_000, 10_000_000, ()))
    progress.statuses.update({"accepted": 3_456_789, "rejected": 543_210, "failed": 12})
    progress.rows, progress.chunks = 4_000_010, 65_432_100
    progress.begin(Document("c", "x" * 4_000_000, ""))
    now = 36_000.0
    progress.usage = Usage(65_432_100, 400_000_000_000, 3, 20_000_000_000)
    progress.chunk(Chunk(0, 4_000_000, "x" * 4_000_000))
    progress.answer(Usage())
    progress.results([])
    return progress


def test_lines_fit_a_terminal_of_80_columns() -> None:
    """A run of ten million documents shows all its figures, and no line is longer than 80 characters."""
    lines, line = large().lines(), large().line()
    assert max(map(len, [*lines, line])) <= 80, [*lines, line]
    figures = ("4M/10M docs", "65.4M chunks", "812 of 1,024 in flight", "12.3k retries", "$240k of about $600k")
    for shown in (*figures, "ETA 15:00:00"):
        assert shown in "\n".join(lines), lines


def test_numbers_and_times_stay_short() -> None:
    assert [short(number) for number in (0, 9999, 12_345, 999_600, 1_234_567, 5e9)] == [
        "0",
        "9,999",
        "12.3k",
        "1000k",
        "1.23M",
        "5G",
    ]
    assert (clock(59), clock(3723)) == ("0:59", "1:02:03")


def test_the_log_is_one_json_object_a_line_with_event_and_time() -> None:
    """Notes, warnings and the counts at the end are objects with `event` and `time`; nothing else is written there."""
    stream = io.StringIO()
    progress = large()
    progress.log = JsonLog(stream, on_stderr=True, now=lambda: datetime(2026, 1, 2, 3, 4, 5, tzinfo=UTC))
    progress.say("model: a\nb at c")
    progress.warn("odd")
    with progress.showing():
        pass
    told = [json.loads(line) for line in stream.getvalue().splitlines()]
    assert [entry["event"] for entry in told] == ["note", "warning", "end"]
    assert {entry["time"] for entry in told} == {"2026-01-02T03:04:05.000+00:00"}
    assert told[-1]["accepted"] == 3_456_789 and told[-1]["in_flight"] == 812 and told[-1]["eta"] == 54_000.0


def test_a_log_is_a_file_that_is_added_to_or_standard_error(tmp_path: Path) -> None:
    assert opened("") is None
    to_stderr = opened("-")
    assert to_stderr is not None and to_stderr.on_stderr
    for _ in range(2):
        log = opened(str(tmp_path / "log.jsonl"))
        assert log is not None
        log.write("note", message="é")
        log.stream.close()
    assert [json.loads(line)["message"] for line in (tmp_path / "log.jsonl").read_text().splitlines()] == ["é", "é"]


def test_a_corpus_is_looked_through_while_the_run_works() -> None:
    """Its documents and characters are told once all were read; a block that ends first is told nothing and waits for nobody."""
    told: list[Expected] = []
    read = threading.Event()

    def tell(found: Expected) -> None:
        told.append(found)
        read.set()

    documents = [Document(str(n), "x" * n, "") for n in range(1, TAIL + 11)]

    with looking(lambda: iter(documents), tell):
        read.wait(60)
    (found,) = told
    assert (found.documents, found.characters) == (TAIL + 10, sum(range(1, TAIL + 11)))
    assert (len(found.last), found.last[0], found.last[-1]) == (TAIL, TAIL + 10, 11)  # the longest is begun first
