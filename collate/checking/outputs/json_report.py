"""Findings as JSON, a list of records. Lines and columns count from 1; `start` and `end` count code points."""

import json
from collections.abc import Sequence
from typing import Final

from collate._late_regex import late_regex
from collate.model.findings import Finding

_SURROGATE: Final = late_regex("[\ud800-\udfff]")


def write(findings: Sequence[Finding]) -> str:
    """Return the findings as JSON."""
    records = [
        {
            "code": f.code,
            "name": f.rule.name,
            "level": str(f.level),
            "path": f.path,
            "line": f.line,
            "column": f.column,
            "end_line": f.end_line,
            "end_column": f.end_column,
            "start": f.start,
            "end": f.end,
            "message": f.message,
            "help": f.help,
            **({"places": dict(f.places)} if f.places else {}),
        }
        for f in findings
    ]
    text = json.dumps(records, ensure_ascii=False, indent=1)
    return _SURROGATE.sub(lambda surrogate: f"\\u{ord(surrogate[0]):04x}", text) + "\n"
