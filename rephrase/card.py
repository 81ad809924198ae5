"""Writes the data set card, README.md of an output folder. Knows a run only by its manifest."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from rephrase.output import write_file
from rephrase.place import Place

COLUMNS = """\
| column | what it holds |
|---|---|
| `id` | `source_id`, a slash, `variant` |
| `text` | the rewritten document |
| `source_id`, `source_path` | which document it was written from, and the file that one came from |
| `source_text` | that document as it was read; null if the run did not keep it |
| `variant` | the number of this rewriting of the document |
| `pipeline`, `task`, `style`, `perspective`, `model` | how it was written |
| `base_id`, `base_text` | the row whose text was rewritten, where that was not the source (a note on a translation); else null |
| `strategy` | the way of studying the document that the model named for this variant; else null |
| `route`, `language`, `language_certainty` | which way the document took, the source's language (ISO 639), its probability |
| `math`, `math_kind` | how mathematical the source is, 0 to 1, and of which kind |
| `n_tokens`, `n_source_tokens` | length of `text` and of the source, in tokens |
| `fidelity` | 0 to 1, 1 = nothing lost and nothing invented that the checks can see |
| `verdicts` | each check's `check`, `passed`, `score`, `reason` |
| `chunks` | each chunk's place in `source_text`, in `base_text` where there is one, and in `text` (characters), attempts, finish reason, tokens |
| `meta` | the source's other fields, as JSON |

Rows in `quarantine/` have two more: `reason`, and `status`, which is `rejected` (written, but not faithful) or
`failed` (not written).
"""
REASONS_SHOWN = 20


def write_card(out: Place, manifest: Mapping[str, Any]) -> None:
    """The card of a manifest. Its keys that are used, where they are there: `pipeline` (a name, or a mapping with name,
    tasks, styles, perspectives), `model`, `version`, `counts` (of output.Counts), `reasons` (reason -> number of rows).
    """
    write_file(out / "README.md", card(manifest))


def card(manifest: Mapping[str, Any]) -> str:
    """The head makes `load_dataset` load the accepted rows; the body is for people."""
    sections = (
        _intro(manifest),
        _counts(manifest),
        _reasons(manifest),
        _diversity(manifest),
        f"## Columns\n\n{COLUMNS}",
        _loading(manifest),
    )
    return f"---\n{_head()}---\n\n" + "\n".join(section for section in sections if section)


def _head() -> str:
    import yaml

    configs = [
        {"config_name": "default", "default": True, "data_files": [{"split": "train", "path": "data/*.parquet"}]},
        {"config_name": "quarantine", "data_files": [{"split": "train", "path": "quarantine/*.parquet"}]},
    ]
    return str(yaml.safe_dump({"tags": ["synthetic", "rephrased"], "configs": configs}, sort_keys=False))


def _intro(manifest: Mapping[str, Any]) -> str:
    pipeline = manifest.get("pipeline", "")
    recipe = pipeline if isinstance(pipeline, Mapping) else {"name": pipeline}
    rows = {
        "pipeline": recipe.get("name"),
        "model": manifest.get("model"),
        "tasks": recipe.get("tasks"),
        "styles": recipe.get("styles"),
        "perspectives": recipe.get("perspectives"),
        "version of rephrase": manifest.get("version"),
    }
    return (
        "# Rephrased documents\n\n"
        "Synthetic pretraining data: real documents, rewritten part by part by a language model, each part checked\n"
        "against its source. `data/` holds the documents that passed, `quarantine/` all others with the reason.\n"
        "`run.json` says in full how this was made.\n\n" + _table("made with", "", rows)
    )


def _counts(manifest: Mapping[str, Any]) -> str:
    counts = {str(name).replace("_", " "): number for name, number in (manifest.get("counts") or {}).items()}
    return "## Counts\n\n" + _table("what", "number", counts) if counts else ""


def _reasons(manifest: Mapping[str, Any]) -> str:
    reasons = manifest.get("reasons") or {}
    most = dict(sorted(reasons.items(), key=lambda item: (-item[1], item[0]))[:REASONS_SHOWN])
    return "## Why documents are in quarantine\n\n" + _table("reason", "documents", most) if most else ""


def _diversity(manifest: Mapping[str, Any]) -> str:
    figures = (manifest.get("diversity") or {}).get("run") or {}
    return "## Diversity\n\n" + _table("figure", "value", figures) if figures.get("outputs") else ""


def _loading(manifest: Mapping[str, Any]) -> str:
    none = (manifest.get("counts") or {}).get("accepted") == 0
    note = "No document was accepted, so there is nothing to load but the quarantine.\n\n" if none else ""
    return (
        f"## Loading\n\n{note}```python\nfrom datasets import load_dataset\n\n"
        'accepted = load_dataset("PATH/TO/THIS/FOLDER", split="train")\n'
        'others = load_dataset("PATH/TO/THIS/FOLDER", "quarantine", split="train")\n```\n\n'
        "`datasets` refuses to load a split that has no rows, unless with `streaming=True`.\n"
    )


def _table(left: str, right: str, rows: Mapping[str, Any]) -> str:
    lines = [f"| {_cell(name)} | {_cell(value)} |" for name, value in rows.items() if value not in (None, "", (), [])]
    return "\n".join([f"| {left} | {right} |", "|---|---|", *lines]) + "\n"


def _cell(value: Any) -> str:
    """One line that cannot leave its cell, whatever a prompt or a model is called."""
    if isinstance(value, int | float):
        return f"{value:,}"
    text = ", ".join(map(str, value)) if isinstance(value, list | tuple | Mapping) else str(value)
    one_line = " ".join(text.split())
    for mark, escaped in (("\\", "\\\\"), ("|", "\\|"), ("`", "\\`"), ("<", "&lt;")):
        one_line = one_line.replace(mark, escaped)
    return one_line
