"""`rephrase show`: the exact messages a document would be sent as, answers left open. Sends nothing."""

from __future__ import annotations

from rephrase import conversation
from rephrase.chunk import excerpts, split
from rephrase.formats import read
from rephrase.run import Options, chosen_prompts, recipe
from rephrase.variants import variants


def messages(options: Options) -> str:
    """The conversation of the first document of the input, turn by turn."""
    pipeline = recipe(options)
    prompts = chosen_prompts(pipeline)
    document = next(read(options.inputs, text_field=options.text_field, warn=lambda line: None))
    variant = variants(document.id, 1, options.seed, prompts.styles, prompts.perspectives)[0]
    shared = conversation.opening(prompts.voice(variant, pipeline.examples))
    lines = [f"{document.id}: style {variant.style}, perspective {variant.perspective}"]
    lines += [f"--- {message.role}\n{message.content}" for message in shared]
    for number, excerpt in enumerate(excerpts(split(document.text, pipeline.chunk_tokens), pipeline.excerpt_tokens)):
        if number:
            lines.append("=== a new conversation for the next excerpt: the turns above, then")
        source = "".join(chunk.text for chunk in excerpt).strip()
        written = "(the end of what was written before)" if number else ""
        for position, chunk in enumerate(excerpt):
            part = chunk.text.strip()
            alone = position == 0 or pipeline.context == "none"
            turn = (
                conversation.first_part(part, source, written, pipeline.context)
                if alone
                else conversation.next_part(part)
            )
            lines.append(f"--- user\n{turn}\n--- assistant\n(its answer)")
    return "\n".join(lines)
