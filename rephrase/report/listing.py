"""`rephrase prompts`: what can be named in a recipe."""

from __future__ import annotations

from rephrase import plugins
from rephrase.recipe import load_pipeline, load_prompt


def listing() -> str:
    """Every kind with its names, weights and one-line descriptions."""
    sections = []
    for kind in ("styles", "perspectives", "tasks"):
        prompts = [load_prompt(kind, name) for name in plugins.names(kind)]
        lines = [f"  {prompt.name:<18} {prompt.weight:>4g}  {prompt.description}" for prompt in prompts]
        sections.append("\n".join([f"{kind} (name, weight, description)", *lines]))
    pipelines = [load_pipeline(name) for name in plugins.names("pipelines")]
    lines = [f"  {pipeline.name:<18}       {' '.join(pipeline.description.split())}" for pipeline in pipelines]
    sections.append("\n".join(["pipelines", *lines]))
    return "\n\n".join(sections)
