"""`rephrase merge DIR`: makes of a run in parts the folder that one run would have left. Reads no document, asks nobody."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

from rephrase import output, parts, resume
from rephrase.card import write_card
from rephrase.errors import OutputError, UsageError
from rephrase.journal import folder_of, remove_empty
from rephrase.parts import Part
from rephrase.place import Place
from rephrase.run import summed_up

SHOWN = 20  # parts that a message names


def merge(out: Place, warn: Callable[[str], None]) -> str:
    """Writes run.json and the card of a run whose parts are all done, and says what it came to.

    Raises OutputError, naming the parts and a command, where one is missing, not done or made of something else.
    """
    begun = parts.begun(out)
    whole = output.read_manifest(out)
    if not begun:
        if whole is not None:
            return f"{out} is a whole already"
        raise UsageError(
            f"{out} holds no run in parts", "name the --output folder that rephrase run --part I/N was given"
        )
    with resume.locked(out):
        if whole is None:
            _check(out, begun)
            manifest = {key: value for key, value in next(iter(begun.values())).items() if key != "part"}
            counts = summed_up(out, manifest, warn).counts
        else:  # it was stopped when all but the parts' manifests was done
            counts = output.Counts(**whole["counts"])
            write_card(out, whole)
        _remove(out, begun)
    return (
        f"{out}: {len(begun)} parts, {counts.documents} documents in, {counts.variants} rows out: "
        f"{counts.accepted} accepted, {counts.rejected} rejected, {counts.failed} failed"
    )


def _check(out: Place, begun: Mapping[Part, Mapping[str, Any]]) -> None:
    first = next(iter(begun))
    for part, manifest in begun.items():
        resume.refuse_others(out, begun, part, manifest["identity"])
    wanting = _wanting(out, begun, first.of)
    if wanting:
        told = "; ".join(f"part {index} {what}" for index, what in list(wanting.items())[:SHOWN])
        more = f" and {len(wanting) - SHOWN} more" if len(wanting) > SHOWN else ""
        others = ", ".join(f"{index}/{first.of}" for index in list(wanting)[1:SHOWN])
        command = parts.command_of(begun, Part(next(iter(wanting)), first.of))
        hint = f"{command}" + (f"  and the same with --part {others}{more}" if others else "")
        raise OutputError(f"{out} is not a whole: {told}{more}", hint)


def _wanting(out: Place, begun: Mapping[Part, Mapping[str, Any]], of: int) -> dict[int, str]:
    """What is wrong with each part that is not done, by its number."""
    by_number = {part.index: (part, manifest) for part, manifest in begun.items()}
    written, found = output.written(out), {}
    for index in range(of):
        if index not in by_number:
            found[index] = "was never begun"
            continue
        part, manifest = by_number[index]
        if not manifest.get("complete"):
            found[index] = "is not finished"
        elif lost := set(filter(part.mine, range(manifest["part"]["total"]))) - written.keys():
            found[index] = f"has lost shard {min(lost)}"
    return found


def _remove(out: Place, begun: Mapping[Part, Mapping[str, Any]]) -> None:
    """What only a run in parts has. Journals that were to be kept stay."""
    for part in begun:
        (out / part.manifest).unlink(missing_ok=True)
        (out / part.lock).unlink(missing_ok=True)
    for leftover in (out / parts.FOLDER).iterdir():
        if leftover.name.startswith("."):
            leftover.unlink(missing_ok=True)
    if isinstance(out, Path):
        remove_empty(out / parts.FOLDER)
    remove_empty(folder_of(out))
