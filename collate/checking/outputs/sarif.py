"""Findings as SARIF 2.1.0 (OASIS), for code scanning. Columns count code points."""

import json
from collections.abc import Sequence
from typing import Any, Final
from urllib.parse import quote

from collate._version import __version__
from collate.checking.baseline import fingerprints
from collate.checking.outputs.placed import placed_message
from collate.checking.rule_docs import rule_documentation
from collate.model.findings import Finding, Level, Rule
from collate.terminal.display import visible

_SCHEMA: Final = "https://json.schemastore.org/sarif-2.1.0.json"
_LEVEL: Final = {Level.ERROR: "error", Level.WARNING: "warning", Level.INFO: "note"}


def write(findings: Sequence[Finding]) -> str:
    """Return a log with one run."""
    rules = {f.code: f.rule for f in findings}
    rule_index = {code: index for index, code in enumerate(rules)}
    prints = fingerprints(findings)
    results = [_result(f, rule_index[f.code], print_) for f, print_ in zip(findings, prints, strict=True)]
    driver = {"name": "collate", "version": __version__, "rules": [_rule(r) for r in rules.values()]}
    run = {"tool": {"driver": driver}, "columnKind": "unicodeCodePoints", "results": results}
    return json.dumps({"$schema": _SCHEMA, "version": "2.1.0", "runs": [run]}, indent=1) + "\n"


def _rule(rule: Rule) -> dict[str, Any]:
    return {
        "id": rule.code,
        "name": "".join(part.capitalize() for part in rule.name.split("-")),
        "shortDescription": {"text": rule.description},
        "help": {"text": rule_documentation(rule.code)},
        "defaultConfiguration": {"level": _LEVEL[rule.level]},
    }


def _result(f: Finding, rule_index: int, fingerprint: str) -> dict[str, Any]:
    region = {"startLine": f.line, "startColumn": f.column, "endLine": f.end_line, "endColumn": f.end_column}
    uri = quote(f.path, errors="surrogateescape")  # a file name may have bytes that are no text
    return {
        "ruleId": f.code,
        "ruleIndex": rule_index,
        "level": _LEVEL[f.level],
        "message": {"text": placed_message(f) + (f"; {f.help}" if f.help else "")},
        "locations": [
            {
                "physicalLocation": {
                    "artifactLocation": {"uri": uri},
                    "region": region,
                },
                **_logical(f),
            }
        ],
        "partialFingerprints": {"collate/1": fingerprint},
    }


def _logical(f: Finding) -> dict[str, Any]:
    """Return the verse or page as a location in the text rather than in the file, if there is one."""
    if not f.places:
        return {}
    return {
        "logicalLocations": [
            {"name": visible(value), "fullyQualifiedName": visible(f"{system}={value}"), "kind": visible(system)}
            for system, value in f.places
        ]
    }
