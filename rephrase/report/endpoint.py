"""What `rephrase check-endpoint` prints. Looks at nothing itself."""

from __future__ import annotations

from rephrase.probe import Findings
from rephrase.report.progress import printable

MARKS = {True: "ok", False: "WRONG", None: "-"}


def report(findings: Findings) -> str:
    """A line a finding, and below what is wrong the way to mend it. Safe for a terminal."""
    lines = [f"{findings.base_url}" + (f"  {findings.model}" if findings.model else "")]
    for finding in findings.found:
        lines.append(f"{MARKS[finding.ok]:<6}{finding.name}: {finding.said}")
        if finding.remedy:
            lines.append(f"      {'mend' if finding.ok is False else 'hint'}: {finding.remedy}")
    lines.append("fit for a run" if findings.fit else "not fit for a run")
    return "\n".join(" ".join(printable(line).split("\n")) for line in lines)
