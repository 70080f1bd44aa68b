"""One line for each finding: `path:line:column: CODE [level] message`."""

from collections.abc import Sequence

from collate.model.findings import Finding
from collate.terminal.display import visible


def headline(finding: Finding, colour: str = "", reset: str = "") -> str:
    """Return the line of one finding, its code coloured."""
    place = f"{visible(finding.path)}:{finding.line}:{finding.column}"
    return f"{place}: {colour}{finding.code}{reset} [{finding.level}] {visible(finding.message)}"


def write(findings: Sequence[Finding]) -> str:
    """Return one line for each finding."""
    return "".join(f"{headline(f)}\n" for f in findings)
