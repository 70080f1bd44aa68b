"""One line for each finding: `path:line:column: CODE [level] message`."""

from collections.abc import Sequence

from collate.checking.outputs.placed import placed_message
from collate.model.findings import Finding
from collate.terminal.display import visible
from collate.terminal.escaping import printable_line


def headline(finding: Finding, colour: str = "", reset: str = "") -> str:
    """Return the line of one finding, its code coloured."""
    place = f"{printable_line(finding.path)}:{finding.line}:{finding.column}"
    return (
        f"{place}: {colour}{printable_line(finding.code)}{reset} [{finding.level}] {visible(placed_message(finding))}"
    )


def write(findings: Sequence[Finding]) -> str:
    """Return one line for each finding."""
    return "".join(f"{headline(f)}\n" for f in findings)
