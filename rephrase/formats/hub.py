"""Data sets of the `datasets` library: on the Hub, streamed, or a folder of one on this machine."""

from __future__ import annotations

import os
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from rephrase.data import Document
from rephrase.errors import InputError, RephraseError, UsageError
from rephrase.formats.fields import Fields, document
from rephrase.formats.files import Source
from rephrase.formats.order import Gap, Order
from rephrase.formats.tables import BATCH_ROWS, rows

HUB = "hf://datasets/"
SAVED = ("dataset_dict.json", "state.json")  # what `save_to_disk` leaves in a folder, for several splits or for one


@dataclass(frozen=True, slots=True)
class Part:
    """One split of a data set, opened. `source` names its rows."""

    source: Source
    rows: Any

    def documents(self, fields: Fields, order: Order) -> Iterator[Document | Gap]:
        """The documents in the order of the rows. Raises InputError where the data set cannot be read on."""
        number = 0
        batches = iter(self.rows.with_format("arrow").iter(batch_size=BATCH_ROWS))
        while (table := self._next(batches, number)) is not None:
            if not order.wants(table.num_rows) and number:
                number += table.num_rows
                yield Gap(table.num_rows)
                continue
            for row in (row for batch in table.to_batches() for row in rows(batch)):
                number += 1
                yield document(row, number, self.source, fields)

    def _next(self, batches: Iterator[Any], number: int) -> Any:
        try:
            return next(batches, None)
        except Exception as error:  # of the network, of a file format, of the library's own
            where = f"{self.source.shown} after row {number}"
            raise InputError(f"cannot read {where}: {_first_line(error)}", "run the same command again") from error


def is_dataset(argument: Path | str, split: str, config: str) -> bool:
    """A data set's name on the Hub, or a folder that is one: by its files, or because a split or a config is asked for."""
    if str(argument).startswith(HUB):
        return len(_name(str(argument)).split("/")) <= 2
    if not os.path.isdir(argument):
        return False
    return bool(split or config) or any((Path(argument) / name).is_file() for name in SAVED)


def load(argument: Path | str, split: str, config: str) -> Part:
    """Opens a data set; of one on the Hub no more than its list of files. Raises UsageError with the names there are."""
    splits = _splits(str(argument), config)
    if not isinstance(splits, dict):
        splits = {str(splits.split or "train"): splits}
    names = ", ".join(splits)
    if not split and len(splits) > 1:
        raise UsageError(
            f"{argument} has several splits: {names}", f"name one, for example --split {next(iter(splits))}"
        )
    if split and split not in splits:
        raise UsageError(f"{argument} has no split {split}", f"it has {names}")
    chosen = split or next(iter(splits))
    label = "/".join(filter(None, (config, chosen)))
    name = _name(str(argument)) if str(argument).startswith(HUB) else os.path.basename(os.path.abspath(argument))
    return Part(Source(Path(name), label, f"{name}/{label}"), splits[chosen])


def version(argument: Path | str, split: str, config: str) -> str:
    """What a data set on the Hub is known by: its commit, where the Hub can be asked."""
    from huggingface_hub import HfApi

    name, _, revision = _name(str(argument)).partition("@")
    try:
        commit = HfApi().dataset_info(name, revision=revision or None).sha
    except Exception as error:
        raise _translated(str(argument), error) from error
    return "\0".join((str(argument), split, config, str(commit)))


def _splits(argument: str, config: str) -> Any:
    import datasets

    saved = any((Path(argument) / name).is_file() for name in SAVED)
    try:
        if saved:
            return datasets.load_from_disk(argument)
        if not argument.startswith(HUB):
            return datasets.load_dataset(argument, config or None, streaming=True)
        name, _, revision = _name(argument).partition("@")
        return datasets.load_dataset(name, config or None, revision=revision or None, streaming=True)
    except Exception as error:  # of the network, of the Hub, of what is in the folder
        raise _translated(argument, error) from error


def _translated(argument: str, error: Exception) -> RephraseError:
    from datasets.exceptions import DatasetNotFoundError
    from huggingface_hub.errors import RepositoryNotFoundError

    if "Config name is missing" in str(error) or "BuilderConfig" in str(error):
        return UsageError(f"{argument}: {' '.join(str(error).split())[:300]}", "name one with --config")
    if isinstance(error, DatasetNotFoundError | RepositoryNotFoundError):
        return UsageError(f"no data set {argument}", "check the name; a private or gated one needs `hf auth login`")
    if isinstance(error, ValueError | FileNotFoundError) or not argument.startswith(HUB):
        return InputError(f"cannot read {argument}: {_first_line(error)}", "check the name, --split and --config")
    name = _name(argument).partition("@")[0]
    hint = f"go online, or where you are run hf download {name} --repo-type dataset --local-dir DIR, then --input DIR"
    return InputError(f"cannot reach {argument}: {_first_line(error)}", hint)


def _name(argument: str) -> str:
    return argument.removeprefix(HUB).strip("/")


def _first_line(error: Exception) -> str:
    return str(error).strip().split("\n")[0][:300] or type(error).__name__
