"""Findings as a Code Quality report of GitLab."""

import json
from collections.abc import Sequence
from typing import Final

from collate.checking.baseline import fingerprints
from collate.checking.outputs.placed import placed_message
from collate.model.findings import Finding, Level

_SEVERITY: Final = {Level.ERROR: "major", Level.WARNING: "minor", Level.INFO: "info"}


def write(findings: Sequence[Finding]) -> str:
    """Return the report, as JSON."""
    issues = [
        {
            "check_name": f.code,
            "description": f"{f.code}: {placed_message(f)}",
            "severity": _SEVERITY[f.level],
            "fingerprint": fingerprint,
            "location": {
                "path": f.path,
                "positions": {
                    "begin": {"line": f.line, "column": f.column},
                    "end": {"line": f.end_line, "column": f.end_column},
                },
            },
        }
        for f, fingerprint in zip(findings, fingerprints(findings), strict=True)
    ]
    return json.dumps(issues, indent=1) + "\n"
