from __future__ import annotations

from dataclasses import asdict
from pathlib import Path
from typing import Any

import yaml
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from rephrase.card import card, write_card
from rephrase.output import MANIFEST, Counts
from rephrase.rows import quarantine_schema

NAMES = st.text(st.characters(blacklist_categories=[]), max_size=30) | st.sampled_from(
    ["---", "|", "a\n---\nb", "`<b>"]
)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.fixed_dictionaries({"pipeline": NAMES, "model": NAMES, "reasons": st.dictionaries(NAMES, st.integers())}))
def test_a_card_is_valid_whatever_names_it_holds(tmp_path: Path, manifest: dict[str, Any]) -> None:
    """The head is the same YAML for any manifest, every table row has two cells, and the file can be written."""
    write_card(tmp_path, manifest)
    text = (tmp_path / "README.md").read_text(encoding="utf-8")
    configs = yaml.safe_load(text.split("---\n")[1])["configs"]
    assert [config["config_name"] for config in configs] == ["default", "quarantine"]
    rows = [line for line in text.split("\n") if line.startswith("|")]
    assert all(line.replace("\\\\", "").replace("\\|", "").count("|") == 3 for line in rows)


def test_a_card_tells_how_the_data_was_made() -> None:
    """Recipe, model, counts and the most frequent reasons of a manifest are in its card."""
    recipe = {"name": "knowledge", "styles": ["faq", "lecture"], "tasks": ["rephrase"]}
    reasons = {f"reason {number}": number for number in range(30)}
    counts = asdict(Counts(documents=1234, variants=1234, accepted=1234))
    text = card({"pipeline": recipe, "model": "smol", "counts": counts, "reasons": reasons})
    for line in ("| pipeline | knowledge |", "| styles | faq, lecture |", "| model | smol |", "| documents | 1,234 |"):
        assert line in text
    assert text.index("| reason 29 | 29 |") < text.index("| reason 10 | 10 |")
    assert "| reason 9 |" not in text


def test_each_column_is_described_in_the_card() -> None:
    """The card names every column there is."""
    text = card({})
    assert [name for name in quarantine_schema().names if f"`{name}`" not in text] == []
    assert MANIFEST in text
