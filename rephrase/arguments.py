"""From the arguments of a command to the options of a run. Knows typer's signatures, nothing of what is done."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import fields
from inspect import Signature, signature
from typing import TYPE_CHECKING, Any

from rephrase.errors import UsageError

if TYPE_CHECKING:
    from rephrase.options import Options


def options_of(given: Mapping[str, Any]) -> Options:
    """The options of a run from the arguments of its command, which are called alike but for what is put together here."""
    from rephrase.options import Options  # loads the formats and the models' client, which --help does not need
    from rephrase.parts import part_of
    from rephrase.place import place

    prices = _prices(given["price_in"], given["price_out"], given["price_cached"])
    shards = [f"{name}={given[name]}" for name in ("shard_size", "shard_mb") if given[name] is not None]
    judge = [f"judge={given['judge']}"] if given["judge"] else []
    alike = {name: given[name] for name in (each.name for each in fields(Options)) if name in given}
    made = {
        "inputs": tuple(given["input"]),
        "settings": (*given["set_"], *judge, *prices, *shards),
        "output": place(given["output"] or "."),
        "part": part_of(given["part"]),
        "max_time": _seconds(given["max_time"]),
        "decontaminate": tuple(given["decontaminate"]),
        "base_url": given["base_url"][0] if given["base_url"] else "",
        "more_base_urls": tuple(given["base_url"][1:]),
        "concurrency": _concurrency(given["concurrency"]),
        "keep_fields": tuple(given["keep_field"]),
    }
    return Options(**{**alike, **made})


def _concurrency(said: str) -> int:
    """Requests at once; 0 of auto."""
    if said != "auto" and not said.isdecimal():
        raise UsageError(f"--concurrency {said!r} is no number", "write a number, or auto")
    return 0 if said == "auto" else int(said)


def _prices(prompt: float | None, completion: float | None, cached: float | None) -> list[str]:
    given = {"prompt": prompt, "completion": completion, "cached": cached}
    return [f"prices.{name}={price}" for name, price in given.items() if price is not None]


def _seconds(time: str) -> float | None:
    """Seconds of 90, 90s, 15m, 8h, 2d; None of nothing."""
    if not time:
        return None
    number, unit = (time[:-1], time[-1]) if time[-1] in "smhd" else (time, "s")
    try:
        seconds = float(number) * {"s": 1, "m": 60, "h": 3600, "d": 86400}[unit]
    except ValueError:
        seconds = 0.0
    if not 0 < seconds < float("inf"):
        raise UsageError(f"--max-time {time!r} is no time", "write for example 90s, 15m or 8h")
    return seconds


def taking_arguments_of(command: Callable[..., None]) -> Callable[[Callable[..., None]], Callable[..., None]]:
    """A command that takes all that another one takes, none of it needed but --input, and hands it on as a mapping."""

    def taking(do: Callable[..., None]) -> Callable[..., None]:
        theirs = dict(signature(command, eval_str=True).parameters)
        theirs["output"] = theirs["output"].replace(default="")
        own = dict(list(signature(do, eval_str=True).parameters.items())[1:])

        def both(**given: Any) -> None:
            do({name: given.pop(name) for name in theirs}, **given)

        parameters = {name: each.replace(kind=each.KEYWORD_ONLY) for name, each in (theirs | own).items()}
        both.__name__, both.__doc__ = do.__name__, do.__doc__
        both.__signature__ = Signature(list(parameters.values()))  # type: ignore[attr-defined]
        both.__annotations__ = {name: each.annotation for name, each in parameters.items()}
        return both

    return taking
