"""Prompts and pipelines as values: the door through which Markdown and YAML files come in. Sends nothing, reads no document."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from functools import lru_cache
from pathlib import Path
from typing import Any, Literal, cast

import yaml
from pydantic import BaseModel, ConfigDict, Field, ValidationError, field_validator

from rephrase import plugins
from rephrase.errors import UsageError

LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)  # in C where it is there: 40 prompts in a tenth of the time
Context = Literal["excerpt", "previous", "none"]


class _Strict(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class Example(_Strict):
    """A worked example of a task, shown to the model as a turn of its own before the document."""

    part: str
    rewrite: str


class Prompt(_Strict):
    """A style, a perspective or a task: a Markdown file whose head is YAML and whose body is said to the model.

    `weight` is the relative chance of being drawn (> 0); `source` names the paper or practice it is after. A style can say
    for which `tasks` it is (those that no style names take the styles that name none), for which `kinds` of mathematics, and
    with which `perspectives` it goes, or `without` which it must go. A task says with which words it asks for a part.
    """

    name: str
    description: str
    source: str = ""
    weight: float = Field(default=1.0, gt=0)
    tasks: tuple[str, ...] = ()
    kinds: tuple[str, ...] = ()
    perspectives: tuple[str, ...] = ()
    without: tuple[str, ...] = ()
    ask: str = "Rewrite this part:"
    examples: tuple[Example, ...] = ()
    body: str = Field(min_length=1)

    @property
    def digest(self) -> str:
        return _digest(self.model_dump_json())


class SamplingKeys(_Strict):
    """How answers are drawn. `max_tokens` caps one answer in tokens; absent = twice the chunk and 128 more."""

    temperature: float = Field(default=0.7, ge=0, le=2)
    top_p: float = Field(default=0.95, gt=0, le=1)
    max_tokens: int | None = Field(default=None, ge=1)


class PriceKeys(_Strict):
    """US dollars for a million tokens of the prompt, the completion, and the part of the prompt that came from a cache.

    Without `cached` that part costs what the rest of the prompt does.
    """

    prompt: float = Field(default=0.0, ge=0)
    completion: float = Field(default=0.0, ge=0)
    cached: float | None = Field(default=None, ge=0)


class Pipeline(_Strict):
    """A recipe: which prompts, how a document is cut, how an answer is drawn and judged.

    tasks            what is done, by name of a file in prompts/tasks or by a path; each further task rewrites what the one
                     before it wrote. `strategies` first asks for ways of studying the document, one a variant
    routes           for a document's route (knowledge, math, foreign, foreign_math) the pipeline that it takes instead
    styles           names or paths, or `all`; a mapping gives weights: {faq: 3, textbook: 1}
    perspectives     the same
    chunk_tokens     size of one rewritten part, in source tokens
    excerpt_tokens   how much of a document one conversation covers, in source tokens
    context          what the model sees beside the part: the whole excerpt, only the previous parts, or nothing
    candidates       answers sampled at most for a chunk, until one passes all checks
    repairs          how often a chunk that fails is asked again, naming what is wrong
    retries          how often a request is sent again after a fault of the endpoint
    examples         how many worked examples of the task are shown first (small models need them)
    shard_size       documents a shard: the unit of output and of resume
    shard_mb         MB of source text in UTF-8 after which a shard ends before it has so many; 0 = no bound
    min_fidelity     a part below is asked again and a document below is rejected, in [0, 1]; 0.5 = nothing found wrong
    judge            which rewrites a judge is shown: none, uncertain, sample:0.05 (that share of them) or all
    languages        ISO codes of the languages that the model writes; documents in others are rejected unasked. Empty = all
    keep_source      whether rows carry `source_text`
    prices           what the model costs, for --max-cost; not part of what rows are made of
    """

    name: str = ""
    description: str = ""
    tasks: tuple[str, ...] = Field(default=("rephrase",), min_length=1)
    routes: dict[Literal["knowledge", "math", "foreign", "foreign_math"], str] = {}
    styles: tuple[str, ...] | dict[str, float] = ("all",)
    perspectives: tuple[str, ...] | dict[str, float] = ("all",)
    chunk_tokens: int = Field(default=256, ge=16)
    excerpt_tokens: int = Field(default=4096, ge=16)
    context: Context = "excerpt"
    candidates: int = Field(default=1, ge=1, le=64)
    repairs: int = Field(default=2, ge=0, le=16)
    retries: int = Field(default=5, ge=0)
    examples: int = Field(default=0, ge=0)
    sampling: SamplingKeys = SamplingKeys()
    shard_size: int = Field(default=500, ge=1)
    shard_mb: float = Field(default=0, ge=0)
    min_fidelity: float = Field(default=0.5, ge=0, le=1)
    judge: str = "none"
    languages: tuple[str, ...] = ()
    keep_source: bool = True
    prices: PriceKeys = PriceKeys()

    @field_validator("tasks", "styles", "perspectives", "languages", mode="before")
    @classmethod
    def _one_name_is_a_list_of_one(cls, value: object) -> object:
        return [name.strip() for name in value.split(",")] if isinstance(value, str) else value

    @field_validator("judge")
    @classmethod
    def _one_of_the_ways_to_judge(cls, value: str) -> str:
        way, _, share = value.partition(":")
        if value in ("none", "uncertain", "all") or (way == "sample" and _is_share(share)):
            return value
        near = plugins.did_you_mean(way, ("none", "uncertain", "sample", "all")) if way != "sample" else ""
        raise ValueError(f"write none, uncertain, all, or sample: and a share like sample:0.05{near and f'; {near}'}")

    @property
    def digest(self) -> str:
        return _digest(self.model_dump_json())


def load_prompt(kind: plugins.Kind, name: str) -> Prompt:
    """The prompt `name` of a kind. Raises UsageError naming the file and the key that is wrong."""
    path = plugins.find(kind, name)
    return _prompt(path, path.read_text(encoding="utf-8"))


@lru_cache(maxsize=512)
def _prompt(path: Path, text: str) -> Prompt:
    """What a file says. The recipes of a run's routes share most of their prompts: each text is read as YAML once."""
    head, body = _front_matter(path, text)
    return cast(Prompt, _validated(Prompt, {"name": path.stem, **head, "body": body.strip()}, str(path)))


def load_prompts(kind: plugins.Kind, chosen: Sequence[str] | Mapping[str, float]) -> tuple[Prompt, ...]:
    """The chosen prompts of a kind in the order given, with the recipe's weights where it gives them."""
    wanted: list[str] = []
    for name in chosen:
        wanted.extend(plugins.names(kind) if name == "all" else [name])
    prompts = [load_prompt(kind, name) for name in dict.fromkeys(wanted)]
    if isinstance(chosen, Mapping):
        prompts = [
            prompt.model_copy(update={"weight": chosen.get(name, prompt.weight)})
            for name, prompt in zip(dict.fromkeys(wanted), prompts, strict=True)
        ]
    return tuple(prompts)


def load_pipeline(name: str, under: Mapping[str, Any] | None = None, settings: Sequence[str] = ()) -> Pipeline:
    """The pipeline `name` (ours, or a user's YAML by its path), with `under` beneath `settings` over its keys.

    `under` is what a weak model needs; `settings` are `KEY=VALUE` strings of the command line and win.
    Raises UsageError with a did-you-mean for an unknown key, and with the reason for a wrong value.
    """
    path = plugins.find("pipelines", name)
    keys = _yaml(path, path.read_text(encoding="utf-8"))
    merged = _merge({"name": path.stem}, keys)
    merged = _merge(merged, under or {})
    for setting in settings:
        merged = _merge(merged, _setting(setting))
    return cast(Pipeline, _validated(Pipeline, merged, str(path) if not settings else f"{path.name} with --set"))


def load_override(name: str) -> dict[str, Any]:
    """The keys of a YAML file beside the pipelines that is laid over whatever pipeline is chosen."""
    path = plugins.find("pipelines", name)
    keys = _yaml(path, path.read_text(encoding="utf-8"))
    return {key: value for key, value in keys.items() if key not in ("name", "description")}


def _setting(setting: str) -> dict[str, Any]:
    key, equals, value = setting.partition("=")
    if not equals or not key.strip():
        raise UsageError(f"--set takes KEY=VALUE, not {setting!r}", "for example: --set sampling.temperature=0.7")
    try:
        nested: Any = yaml.safe_load(value)
    except yaml.YAMLError as error:
        raise UsageError(
            f"--set {setting}: the value is not YAML", "quote it, for example: --set styles='[faq]'"
        ) from error
    for part in reversed(key.strip().split(".")):
        nested = {part: nested}
    return cast("dict[str, Any]", nested)


def _merge(below: Mapping[str, Any], above: Mapping[str, Any]) -> dict[str, Any]:
    merged = dict(below)
    for key, value in above.items():
        old = merged.get(key)
        # Only these are merged key by key: a mapping of styles replaces the styles, it does not add to them.
        both = key in ("sampling", "prices") and isinstance(value, dict)
        merged[key] = _merge(old, value) if both and isinstance(old, dict) else value
    return merged


def _front_matter(path: Path, text: str) -> tuple[dict[str, Any], str]:
    if not text.startswith("---\n") or "\n---" not in text[4:]:
        raise UsageError(
            f"{path}: no YAML head", "begin the file with `---`, name and description, `---`, then the instruction"
        )
    head, _, body = text[4:].partition("\n---")
    return _yaml(path, head), body


def _yaml(path: Path, text: str) -> dict[str, Any]:
    try:
        value = yaml.load(text, Loader=LOADER) or {}  # noqa: S506  # a safe one
    except yaml.YAMLError as error:
        raise UsageError(f"{path}: not YAML: {' '.join(str(error).split())}", "mend the file") from error
    if not isinstance(value, dict):
        raise UsageError(f"{path}: expected keys and values", "write `key: value` lines")
    return value


def _validated(model: type[BaseModel], values: Mapping[str, Any], where: str) -> BaseModel:
    try:
        return model.model_validate(values)
    except ValidationError as error:
        first = error.errors()[0]
        key = ".".join(str(part) for part in first["loc"] if part not in ("function-before", "tuple[str, ...]"))
        if first["type"] == "extra_forbidden":
            raise UsageError(f"{where}: unknown key {key!r}", _nearest_key(model, key)) from None
        raise UsageError(f"{where}: {key}: {first['msg'].lower()} (got {first['input']!r})", f"mend {key}") from None


def _nearest_key(model: type[BaseModel], key: str) -> str:
    known = [name for name in model.model_fields if name not in ("name", "description", "body")]
    if model is Pipeline:
        known = known + [f"sampling.{name}" for name in SamplingKeys.model_fields]
        known = known + [f"prices.{name}" for name in PriceKeys.model_fields]
    near = plugins.did_you_mean(key, known) or plugins.did_you_mean(f"sampling.{key}", known)
    return near or f"the keys are: {', '.join(known)}"


def _is_share(text: str) -> bool:
    """Whether a text is a number above 0 and at most 1."""
    try:
        return 0 < float(text) <= 1
    except ValueError:
        return False


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()[:16]
