"""`rephrase show`: the exact messages a document would be sent as, answers left open. Sends nothing."""

from __future__ import annotations

from rephrase import conversation
from rephrase.chunk import excerpts, split
from rephrase.options import Options, chosen_recipes, read_of
from rephrase.route import routed


def messages(options: Options) -> str:
    """The conversation of the first document of the input, turn by turn; of its first task, where the recipe has several."""
    recipes = chosen_recipes(options)
    document = routed(next(read_of(options, lambda line: None)))
    recipe = recipes.of(document)
    pipeline, task = recipe.pipeline, recipe.tasks[0]
    variant = recipe.plan(document, 1, options.seed)[0][0]
    voice = recipe.voice(task, variant)
    lines = [
        f"{document.id}: pipeline {pipeline.name}, task {task.name}, style {variant.style}, "
        f"perspective {variant.perspective}"
    ]
    lines += [f"--- {message.role}\n{message.content}" for message in conversation.opening(voice)]
    for number, excerpt in enumerate(excerpts(split(document.text, pipeline.chunk_tokens), pipeline.excerpt_tokens)):
        if number:
            lines.append("=== a new conversation for the next excerpt: the turns above, then")
        source = "".join(chunk.text for chunk in excerpt).strip()
        written = "(the end of what was written before)" if number else ""
        for position, chunk in enumerate(excerpt):
            part = chunk.text.strip()
            alone = position == 0 or pipeline.context == "none"
            turn = (
                conversation.first_part(voice, part, source, written, pipeline.context)
                if alone
                else conversation.next_part(voice, part)
            )
            lines.append(f"--- user\n{turn}\n--- assistant\n(its answer)")
    if len(recipe.tasks) > 1:
        later = ", ".join(prompt.name for prompt in recipe.tasks[1:])
        lines.append(f"=== then what was written goes through: {later}")
    return "\n".join(lines)
