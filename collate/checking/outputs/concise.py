"""A line a finding: `path:line:column: CODE [level] message`."""

from collections.abc import Sequence

from collate.model.findings import Finding
from collate.terminal.display import visible


def headline(finding: Finding, paint: str = "", reset: str = "") -> str:
    """Give the line of one finding, its code painted."""
    place = f"{visible(finding.path)}:{finding.line}:{finding.column}"
    return f"{place}: {paint}{finding.code}{reset} [{finding.level}] {visible(finding.message)}"


def write(findings: Sequence[Finding]) -> str:
    """Write a line a finding."""
    return "".join(f"{headline(f)}\n" for f in findings)
