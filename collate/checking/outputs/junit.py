"""Findings as JUnit XML: one test case for each finding, which most forges show as failed tests."""

from collections.abc import Sequence

from collate.checking.outputs.placed import placed_message
from collate.model.findings import Finding
from collate.rendering.xml_text import escape_xml


def write(findings: Sequence[Finding]) -> str:
    """Return one test suite; without findings it has one case that passes."""
    cases = "".join(map(_case, findings)) or ' <testcase classname="collate" name="check"/>\n'
    count, failed = max(1, len(findings)), len(findings)
    return (
        '<?xml version="1.0" encoding="utf-8"?>\n<testsuites>\n'
        f'<testsuite name="collate check" tests="{count}" failures="{failed}" errors="0">\n'
        f"{cases}</testsuite>\n</testsuites>\n"
    )


def _case(f: Finding) -> str:
    message = placed_message(f) + (f"; {f.help}" if f.help else "")
    return (
        f' <testcase classname="{_attribute(f.path)}" name="{_attribute(f.code)}" line="{f.line}">'
        f'<failure type="{f.level}" message="{_attribute(message)}">'
        f"{escape_xml(f'line {f.line}, column {f.column}: {message}')}</failure></testcase>\n"
    )


def _attribute(text: str) -> str:
    return escape_xml(text).replace('"', "&quot;").replace("\n", "&#10;").replace("\t", "&#9;")
