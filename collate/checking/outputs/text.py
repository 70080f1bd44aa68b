"""Findings for a person: the line in which each stands, a caret under the place, and how to mend it."""

from collections.abc import Sequence
from typing import Final

from collate.checking.outputs.concise import headline
from collate.model.findings import CONTEXT_LENGTH, Finding, Level
from collate.terminal.colour import RESET, Colour
from collate.terminal.display import isolated, visible, width

COLOURS: Final = {Level.ERROR: Colour.BOLD_RED, Level.WARNING: Colour.BOLD_YELLOW, Level.INFO: Colour.CYAN}


def write(findings: Sequence[Finding]) -> str:
    """Write findings with their lines. Colour is set here and taken off where nobody sees it."""
    return "".join(map(_shown, findings))


def _shown(finding: Finding) -> str:
    before, matched, after = (_in_line(part) for part in (finding.before, finding.matched, finding.after))
    lead = "…" if finding.column - 1 > len(finding.before) else ""
    tail = "…" if len(finding.after) >= CONTEXT_LENGTH else ""
    number, paint = str(finding.line), COLOURS[finding.level]
    gutter = " " * len(number)
    lines = [headline(finding, paint, RESET)]
    if before or matched or after:
        caret = " " * width(lead + before) + "^" * max(1, width(matched))
        lines += [f"{number} | {isolated(lead + before + matched + after + tail)}", f"{gutter} | {paint}{caret}{RESET}"]
    if finding.help:
        lines.append(f"{gutter} = help: {finding.help}")
    return "\n".join(lines) + "\n\n"


def _in_line(text: str) -> str:
    """Make what stands in a line visible; a tab takes one cell, as the caret counts."""
    text = text.replace("\t", "⇥")
    return visible(text) if text.strip() else text
