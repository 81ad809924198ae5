"""The row that a chain comes to: joins the rewrites, judges the whole, and says why it is not accepted. Asks nobody."""

from __future__ import annotations

from collections.abc import Sequence

from rephrase import apart
from rephrase.apart import Away
from rephrase.conversation import Voice
from rephrase.data import Document, Judging, Result, Rewrite, Status, Usage, Variant, Verdict
from rephrase.fidelity import score
from rephrase.stitch import stitch

KEPT = "kept"  # finish_reason of a chunk that holds nothing to rewrite and stands as it is
UNJUDGED = Judging()


async def result_of(
    document: Document,
    variant: Variant,
    voice: Voice,
    done: list[Rewrite],
    failure: str = "",
    floor: float = 0.0,
    away: Away = apart.here,
) -> Result:
    """One row from what was written: joins the rewrites, judges the whole, and says why when it is not accepted.

    `away` computes what is slow in a document of several parts; of one part all is known.
    """
    text, spans = stitch(done)
    usage = sum((rewrite.usage for rewrite in done), Usage())
    judging = sum((rewrite.judging for rewrite in done), UNJUDGED)
    bad = next((rewrite for rewrite in done if not rewrite.passed), None)
    verdicts: tuple[Verdict, ...] = ()
    fidelity = 0.0
    if bad and not failure:
        verdicts, fidelity = bad.verdicts, score.fidelity(bad.verdicts)
    elif done and not failure:
        judged = (document.text, text, done, spans, voice.task.name)
        whole = await away(score.of_document, *judged) if len(done) > 1 else score.of_document(*judged)
        verdicts, fidelity = whole.verdicts, whole.fidelity
    status, reason = _judgement(done, bad, verdicts, fidelity, failure, floor)
    return Result(
        document, variant, voice.task.name, text, tuple(done), spans, verdicts, fidelity, status, reason, usage, judging
    )


def _judgement(
    done: Sequence[Rewrite],
    bad: Rewrite | None,
    verdicts: Sequence[Verdict],
    fidelity: float,
    failure: str,
    floor: float,
) -> tuple[Status, str]:
    if failure:
        return "failed", failure
    if all(rewrite.finish_reason == KEPT for rewrite in done):
        return "rejected", "nothing to rewrite: only formulas, code or markup"
    if problems := "; ".join(f"{verdict.check}: {verdict.reason}" for verdict in verdicts if not verdict.passed):
        where = f"characters {bad.chunk.start}-{bad.chunk.end}: " if bad else ""
        return "rejected", where + problems
    if fidelity < floor:
        return "rejected", f"fidelity {fidelity:.2f} is below {floor:.2f}"
    return "accepted", ""
