"""What a run was given, and what follows from it: its recipes and its documents. Connects nobody, writes nothing."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from rephrase import job
from rephrase.data import Document
from rephrase.formats import counts, in_order
from rephrase.formats.fields import Fields
from rephrase.formats.order import Gap, Order
from rephrase.job import Recipes
from rephrase.models import embedded
from rephrase.models.pool import GIVE_UP_AFTER
from rephrase.parts import WHOLE, Part, stretched
from rephrase.place import Place
from rephrase.recipe import load_override, load_pipeline

LEASE = 60.0  # seconds; a worker cannot be asked while it cuts a document, which takes it about a second a megabyte


@dataclass(frozen=True, slots=True)
class Options:
    """What the command line was given. `concurrency` (requests at once at each endpoint) 0 = what it keeps up with.
    `more_base_urls` serve the same model; `give_up_after` is in seconds; 0 a minute = no bound.

    Without `judge_model` and `judge_base_url` the rewriter judges, where the recipe says that somebody does. `max_cost` is in
    US dollars, `max_time` in seconds. `workers` is the number of processes that make shards; 0 = this one, with others for its
    checks as they are needed, and of the ray engine one a node. One that is not asked for news for `lease` seconds ends itself.
    """

    inputs: tuple[Path | str, ...]
    output: Place
    pipeline: str = "auto"
    base_url: str = ""
    model: str = ""
    api_key_env: str = "OPENAI_API_KEY"
    variants: int = 1
    limit: int | None = None
    seed: int = 0
    concurrency: int = 0
    settings: tuple[str, ...] = ()
    text_field: str = "text"
    judge_model: str = ""
    judge_base_url: str = ""
    judge_api_key_env: str = ""
    judge_prompt: str = "judge"
    extend: bool = False
    keep_journal: bool = False
    max_cost: float | None = None
    max_total_tokens: int | None = None
    max_time: float | None = None
    decontaminate: tuple[Path, ...] = ()
    more_base_urls: tuple[str, ...] = ()
    give_up_after: float = GIVE_UP_AFTER
    requests_per_minute: int = 0
    tokens_per_minute: int = 0
    id_field: str = "id"
    keep_fields: tuple[str, ...] = ()
    split: str = ""
    config: str = ""
    engine: str = "local"
    part: Part = WHOLE
    journal_dir: Path | None = None
    ray_address: str = "auto"
    workers: int = 0
    lease: float = LEASE


def chosen_recipes(options: Options) -> Recipes:
    """The recipes as they will be used, with what the bundled model needs under the user's settings.

    Raises UsageError for a name that stands for no file, an unknown key, and prompts that do not go together.
    """
    under = load_override("embedded") if uses_bundled_weights(options) else {}
    own = load_pipeline(options.pipeline, under, options.settings)
    routed = {route: load_pipeline(name, under, options.settings) for route, name in own.routes.items()}
    return Recipes(job.load(own), {route: job.load(pipeline) for route, pipeline in routed.items()})


def is_embedded(options: Options) -> bool:
    if embedded.is_local(options.model):
        return True
    return not (options.base_url or os.environ.get("OPENAI_BASE_URL") or os.environ.get(options.api_key_env))


def uses_bundled_weights(options: Options) -> bool:
    return is_embedded(options) and not options.model


def read_of(options: Options, warn: Callable[[str], None]) -> Iterator[Document]:
    """The documents that the options name, as they are read: without their routes."""
    return (item for item in ordered(options, warn, Order()) if isinstance(item, Document))


def ordered(options: Options, warn: Callable[[str], None], order: Order) -> Iterator[Document | Gap]:
    """Those of the options' documents that the order wants, and gaps for the others."""
    return in_order(options.inputs, _fields(options), options.split, options.config, warn, order)


def planned(options: Options, size: int, most: float) -> tuple[Part, dict[str, int]]:
    """The part of the run to be done, and how many documents each file holds where that decides which shards it has.

    With `most`, MB a shard, every text has to be measured by every part, to know where shards end.
    """
    if not options.part.of or most:
        return options.part, {}
    counted = counts(options.inputs, _fields(options), options.split, options.config)
    if counted is None:
        return options.part, {}
    total = sum(counted.values())
    return stretched(options.part, total if options.limit is None else min(total, options.limit), size), counted


def _fields(options: Options) -> Fields:
    return Fields(options.text_field, options.id_field, options.keep_fields)
