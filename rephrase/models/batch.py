"""Questions answered by a Batch API. Each waits in a future; when nothing else can go on, all that wait are one wave.

A wave becomes one or more batches, and their answers let the chains run on to their next questions, which are the next wave.
What is in which batch stands in the ledger before it is sent, so that a killed run's questions wait for the batches that they
are in already. Knows no documents, and no HTTP.
"""

from __future__ import annotations

import asyncio
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Protocol

from rephrase.data import Completion, Generate, Message, Sampling
from rephrase.errors import EndpointUnusable, ModelError
from rephrase.journal import key_of
from rephrase.models.batch_api import BatchApi, Status, TurnMissed, line_of
from rephrase.models.faults import Fault
from rephrase.models.ledger import Entry, Ledger, packed
from rephrase.models.question import Dialect, Question

SLOWER = 1.5  # each look at a batch comes so much later than the one before
SEND_AGAIN = "mend that; the same command then sends its questions again"


@dataclass(frozen=True, slots=True)
class Pace:
    """How much is sent at once and how often is looked. Bounds of a file as OpenAI publishes them; seconds.

    `settled`: when chains wait for each other rather than for an answer, nothing is sent before it is so quiet for so long.
    """

    most_requests: int = 50_000
    most_bytes: int = 200_000_000
    first_look: float = 5.0
    longest_look: float = 60.0
    settled: float = 5.0


class Flow(Protocol):
    """What must be known of an engine: documents in flight, and whether more are being begun."""

    @property
    def in_flight(self) -> int: ...

    @property
    def beginning(self) -> bool: ...


@dataclass(slots=True)
class Post:
    """Takes questions in and gives answers out. `work` is its one task: everything remote happens there, step by step."""

    api: BatchApi
    ledger: Ledger
    retries: int
    pace: Pace = field(default_factory=Pace)
    say: Callable[[str], None] = lambda line: None
    flow: Flow | None = None
    again: int = 0  # questions that had to be sent again
    waiting_for: str = ""  # in words
    _open: set[Question] = field(default_factory=set)
    _parked: list[Question] = field(default_factory=list)
    _sent: dict[str, Question] = field(default_factory=dict)
    _places: dict[str, Entry] = field(default_factory=dict)
    _unclaimed: defaultdict[str, list[str]] = field(default_factory=lambda: defaultdict(list))
    _used: Counter[str] = field(default_factory=Counter)
    _dialects: defaultdict[str, Dialect] = field(default_factory=lambda: defaultdict(Dialect))
    _changed: asyncio.Event = field(default_factory=asyncio.Event)
    _most: int = 0  # requests a batch, less than the bound once that was too much for the account
    _full: bool = False
    _wave: int = 0
    _lost: Exception | None = None

    def __post_init__(self) -> None:
        self._most = self.pace.most_requests
        self._wave = self.ledger.last_wave
        for entry in self.ledger.entries:
            for custom_id in entry.requests:
                self._place(custom_id, entry)
        for custom_id in self._places:
            key, _, number = custom_id.rpartition("-")
            self._unclaimed[key].append(custom_id)
            self._used[key] = max(self._used[key], int(number) + 1)

    @property
    def in_flight(self) -> int:
        """Questions without an answer."""
        return len(self._open)

    def changed(self) -> None:
        """Something went on."""
        self._changed.set()

    def model(self, name: str) -> Generate:
        """The model of that name."""

        async def ask(messages: Sequence[Message], sampling: Sampling) -> Completion:
            if self._lost is not None:
                raise self._lost
            answer: asyncio.Future[Completion] = asyncio.get_running_loop().create_future()
            question = Question(key_of(messages, name, sampling), name, messages, sampling, answer)
            if custom_id := self._claimed(question.key):
                question.custom_id = custom_id
                self._sent[custom_id] = question
            else:
                self._parked.append(question)
            self._open.add(question)
            self.changed()
            try:
                return await answer
            finally:
                self._open.discard(question)
                self.changed()

        return ask

    async def work(self) -> None:
        """Sends and fetches until it is cancelled. What it cannot go on without is raised by every question."""
        try:
            while True:
                await self._quiet()
                await self._compose()
                self._retire()
                for entry in [entry for entry in self.ledger.entries if not entry.batch_id]:
                    await self._submit(entry)
                await self._fetch()
        except ModelError as error:
            ends = isinstance(error, EndpointUnusable)
            self._lose(error if ends else EndpointUnusable(f"the Batch API refuses: {error}", SEND_AGAIN))
        except (
            Exception
        ) as error:  # the folder cannot be written, or a bug: told by the chains, which would wait for ever
            self._lose(error)

    def _lose(self, error: Exception) -> None:
        self._lost = error
        for question in self._open:
            if not question.answer.done():
                question.answer.set_exception(error)

    @property
    def _is_quiet(self) -> bool:
        """Whether every chain in flight waits for an answer and no other can be begun."""
        flow = self.flow
        return bool(self._open) and flow is not None and not flow.beginning and len(self._open) >= flow.in_flight

    async def _quiet(self) -> None:
        """Returns when nothing goes on but waiting; chains that wait for another one's answer are not told from busy ones."""
        while not self._is_quiet:
            self._changed.clear()
            lasts = bool(self._open) and self.flow is not None and not self.flow.beginning
            try:
                await asyncio.wait_for(self._changed.wait(), self.pace.settled if lasts else None)
            except TimeoutError:
                return

    async def _compose(self) -> None:
        """Makes batches of what is parked, one model a batch; not while the account is full."""
        parked = [question for question in self._parked if not question.answer.done()]
        if not parked or self._full:
            return
        self._parked = []
        self._wave += 1
        place = 0
        for model in dict.fromkeys(question.model for question in parked):
            asked = {self._named(question): question for question in parked if question.model == model}
            for lines in packed(self._lines(model, asked), self._most, self.pace.most_bytes):
                place += 1
                requests = tuple(lines)
                entry = Entry(self.ledger.next_number(), self._wave, place, model, self.api.address.base_url, requests)
                await asyncio.to_thread(self.ledger.compose, entry, lines.values())
                for custom_id in lines:
                    self._place(custom_id, entry)
                    self._sent[custom_id] = asked[custom_id]
        batches = f"{place} batches" if place > 1 else "a batch"
        self.say(f"wave {self._wave}: {len(parked):,} questions in {batches}")

    def _lines(self, model: str, asked: Mapping[str, Question]) -> Iterator[tuple[str, bytes]]:
        for custom_id, question in asked.items():
            yield custom_id, line_of(custom_id, question.body(self._dialects[model]))

    def _claimed(self, key: str) -> str:
        """The newest batch's request for that question that nobody has claimed in this sitting, or ""."""
        custom_ids = self._unclaimed.get(key)
        while custom_ids:
            if (custom_id := custom_ids.pop()) in self._places:
                return custom_id
        return ""

    def _named(self, question: Question) -> str:
        """Its custom id: its key in the journal, told apart from the same question asked by another chain."""
        if not question.custom_id:
            question.custom_id = f"{question.key}-{self._used[question.key]}"
            self._used[question.key] += 1
        return question.custom_id

    def _place(self, custom_id: str, entry: Entry) -> None:
        """It is in that batch from now on; the one that it was in before is done with it."""
        if (before := self._places.pop(custom_id, None)) is not None:
            before.left.discard(custom_id)
        self._places[custom_id] = entry

    def _retire(self) -> None:
        """Forgets batches all of whose answers were used. They are in the journal: their chains have asked on, or ended."""
        for entry in [entry for entry in self.ledger.entries if entry.ended and not entry.left]:
            self.ledger.remove(entry)

    async def _submit(self, entry: Entry) -> None:
        """Uploads and creates, or what of it is not done yet."""
        if not entry.file_id:
            entry.file_id = await self.api.upload(self.ledger.path(entry), entry.name)
            entry.sure = True
            self.ledger.write(entry)
        entry.batch_id = await self.api.create(entry.file_id, entry.name, entry.made, may_exist=not entry.sure)
        self.ledger.write(entry)

    async def _fetch(self) -> None:
        """Looks until a batch that somebody waits for has ended, or there is something new to send; uses what came."""
        wait = 0.0
        while not (self._parked and self._is_quiet and not self._full):
            await asyncio.sleep(wait)
            wanted = list(dict.fromkeys(self._places[custom_id] for custom_id in self._sent))
            if not wanted:
                break
            stands = [(entry, await self.api.status(entry.batch_id)) for entry in wanted]
            self._tell(stands)
            if any(status.ended for _, status in stands):
                await self._use_all(stands)
                break
            wait = min(max(wait * SLOWER, self.pace.first_look), self.pace.longest_look)
        self._full = self._full and bool(self._sent)

    async def _use_all(self, stands: Sequence[tuple[Entry, Status]]) -> None:
        """Of the batches that ended. Where one was too much for the account, others are waited for, or smaller ones made."""
        ended = [(entry, status) for entry, status in stands if status.ended]
        too_much = [self._failed(entry, status) for entry, status in ended if status.state == "failed"]
        self._full = bool(too_much) and len(too_much) < len(stands)
        for entry, status in ended:
            if status.state != "failed":
                await self._use(entry, status)
        if too_much and not self._full:
            self._most = max(max(too_much) // 2, 1)
            self.say(f"the account takes no batch so large: at most {self._most:,} questions each from now on")
            await asyncio.sleep(self.pace.longest_look)

    def _tell(self, stands: Sequence[tuple[Entry, Status]]) -> None:
        entry, status = next((stand for stand in stands if not stand[1].ended), stands[0])
        said = f"batch {entry.place} of wave {entry.wave}: {status.done:,} of {len(entry.requests):,} done"
        if status.state != "in_progress":
            said += f" ({status.state})"
        self.waiting_for = said + (f", {len(stands) - 1} more" if len(stands) > 1 else "")

    async def _use(self, entry: Entry, status: Status) -> None:
        """Gives a batch's answers out; what it has none for goes with the next wave."""
        answered, missed = 0, []
        async for custom_id, came in self.api.outcomes(status):
            question = self._sent.get(custom_id)
            if question is None or self._places[custom_id] is not entry:
                continue
            if isinstance(came, TurnMissed):
                missed.append((question, came))
            else:
                answered += isinstance(came, Completion)
                self._give(question, came)
        asked = [self._sent[custom_id] for custom_id in entry.requests if custom_id in self._sent]
        silent = dict.fromkeys(asked, Fault("the batch's files say nothing of it", "broken"))
        for question, fault in {**silent, **dict(missed)}.items():
            self._give(question, fault, counts=not (isinstance(fault, TurnMissed) and answered))
        entry.ended, self.waiting_for = True, ""
        left = f", {len(self._parked):,} to be asked again" if self._parked else ""
        self.say(f"{_name(entry)} {status.state}: {answered:,} of {len(entry.requests):,} answers{left}")
        if status.state == "cancelled" and asked:
            entry.requests = tuple(name for name in entry.requests if name not in {each.custom_id for each in asked})
            self.ledger.write(entry)  # the next sitting fetches what it answered, and asks the rest anew
            raise EndpointUnusable(f"{_name(entry)} was cancelled", "the same command sends what is left of it again")

    def _give(self, question: Question, came: Completion | ModelError, counts: bool = True) -> None:
        """An answer or a refusal to its chain; after a fault the question waits for the next wave, as often as is allowed."""
        del self._sent[question.custom_id]
        self._places[question.custom_id].left.discard(question.custom_id)
        if question.answer.done():
            return
        if isinstance(came, Completion):
            question.answer.set_result(came)
        elif isinstance(came, Fault) or self._learned(question, str(came)):
            question.faults += isinstance(came, Fault) and counts
            self.again += 1
            if question.faults <= self.retries:
                self._parked.append(question)
                return
            question.answer.set_exception(ModelError(f"the endpoint failed after {self.retries} retries ({came})"))
        else:
            question.answer.set_exception(came)
        self._open.discard(question)

    def _learned(self, question: Question, refusal: str) -> bool:
        """Whether a refusal shows how else the model wants to be asked."""
        after = question.dialect.after(refusal, question.sampling)
        if after == question.dialect:
            return False
        self._dialects[question.model] = after
        return True

    def _failed(self, entry: Entry, status: Status) -> int:
        """Takes back a batch that was not worked on because the account had too much waiting; how large it was.

        Raises EndpointUnusable where it failed for another reason, or holds a single question.
        """
        self.ledger.remove(entry)
        if not status.too_much or len(entry.requests) == 1:
            raise EndpointUnusable(f"{_name(entry)} failed: {status.said or 'it is not said why'}", SEND_AGAIN)
        for custom_id in entry.requests:
            del self._places[custom_id]
            if custom_id in self._sent:
                self._parked.append(self._sent.pop(custom_id))
        return len(entry.requests)


def _name(entry: Entry) -> str:
    return f"batch {entry.place} of wave {entry.wave} ({entry.batch_id})"
