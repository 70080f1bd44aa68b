"""Findings as workflow commands of GitHub Actions, which shows each at its line in a pull request."""

from collections.abc import Sequence
from typing import Final

from collate.checking.outputs.placed import placed_message
from collate.model.findings import Finding, Level
from collate.terminal.escaping import printable_line

_COMMAND: Final = {Level.ERROR: "error", Level.WARNING: "warning", Level.INFO: "notice"}


def write(findings: Sequence[Finding]) -> str:
    """Return one command for each finding."""
    return "".join(
        f"::{_COMMAND[f.level]} title=collate ({_property(f.code)}),file={_property(f.path)},{_place(f)}::"
        f"{_escaped(_text(f))}\n"
        for f in findings
    )


def _place(f: Finding) -> str:
    """Return the position; GitHub shows columns only within one line."""
    if f.line != f.end_line:
        return f"line={f.line},endLine={f.end_line}"
    return f"line={f.line},col={f.column},endLine={f.end_line},endColumn={f.end_column}"


def _text(f: Finding) -> str:
    return f"{f.path}:{f.line}:{f.column}: {f.code} {placed_message(f)}" + (f" ({f.help})" if f.help else "")


def _escaped(text: str) -> str:
    return printable_line(text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A"))


def _property(text: str) -> str:
    return _escaped(text).replace(":", "%3A").replace(",", "%2C")
