"""Findings for people: the line of text, a caret under the place, and how to correct it."""

from collections.abc import Sequence
from typing import Final

from collate.checking.outputs.concise import headline
from collate.model.findings import CONTEXT_LENGTH, Finding, Level
from collate.terminal.colour import RESET, Colour
from collate.terminal.display import isolated, visible, width
from collate.terminal.escaping import printable_line

COLOURS: Final = {Level.ERROR: Colour.BOLD_RED, Level.WARNING: Colour.BOLD_YELLOW, Level.INFO: Colour.CYAN}


def write(findings: Sequence[Finding]) -> str:
    """Return the findings with their lines, in colour; the command removes the colour where it is not wanted."""
    return "".join(map(_block, findings))


def _block(finding: Finding) -> str:
    before, matched, after = (_visible(part) for part in (finding.before, _matched(finding), finding.after))
    lead = "…" if finding.column - 1 > len(finding.before) else ""
    tail = "…" if len(finding.after) >= CONTEXT_LENGTH else ""
    line_number, colour = str(finding.line), COLOURS[finding.level]
    gutter = " " * len(line_number)
    lines = [headline(finding, colour, RESET)]
    if before or matched or after:
        caret = " " * width(lead + before) + "^" * max(1, width(matched))
        lines += [
            f"{line_number} | {isolated(lead + before + matched + after + tail)}",
            f"{gutter} | {colour}{caret}{RESET}",
        ]
    if finding.help:
        lines.append(f"{gutter} = help: {printable_line(finding.help)}")
    return "\n".join(lines) + "\n\n"


def _matched(finding: Finding) -> str:
    """Return the text of a finding; one that was cut ends after a whole word, if it may, and with an ellipsis."""
    text, is_one_line = finding.matched, finding.line == finding.end_line
    if len(text) < CONTEXT_LENGTH or (is_one_line and finding.end - finding.start <= len(text)):
        return text
    return f"{text.rpartition(' ')[0] or text} …"


def _visible(text: str) -> str:
    """Make invisible characters of a line visible; a tab takes one cell, so that the caret is in the right place."""
    text = text.replace("\t", "⇥")
    return visible(text) if text.strip() else text
