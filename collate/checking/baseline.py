"""The baseline: findings that a project has accepted, each with its reason.

A finding is recognised by its fingerprint, which is made from the rule, the path, the words and their neighbours, and
not from the line or the message: an edit elsewhere in the file does not change it. The baseline also holds the
apparatus entries of each work, so that a later check can report new and removed entries.
"""

import hashlib
import json
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import field
from functools import lru_cache
from pathlib import Path
from typing import Any, Final

from collate._dataclass import dataclass
from collate._repr import repr_line
from collate.errors import ConfigError
from collate.files.read import read_bytes
from collate.model.findings import Finding

VERSION: Final = "collate-baseline/1"
_CONTEXT_LENGTH: Final = 24  # characters of the line before and after a finding that are part of its fingerprint
_HELP: Final = "write a new one with --write-baseline"


@dataclass(frozen=True, slots=True)
class AcceptedFinding:
    """A record of a baseline: the code of the rule and the path of a finding, and why it was accepted."""

    code: str
    path: str
    why: str

    def __repr__(self) -> str:
        return repr_line("AcceptedFinding", f"{self.code} in {self.path}")


@dataclass(frozen=True, slots=True)
class Baseline:
    """A baseline as read: accepted findings by fingerprint, and apparatus entries (id: line) by the path of a work."""

    findings: Mapping[str, AcceptedFinding] = field(default_factory=dict)
    entries: Mapping[str, Mapping[str, str]] = field(default_factory=dict)

    def accepts(self, finding: Finding, fingerprint: str) -> bool:
        """Return whether a record accepts a finding.

        Its code and path must be right too: they are what a reviewer reads, and a fingerprint is not readable.
        """
        record = self.findings.get(fingerprint)
        return record is not None and (record.code, record.path) == (finding.code, finding.path)

    def why(self, finding: Finding, fingerprint: str) -> str:
        """Return why a finding was accepted, or an empty string."""
        return self.findings[fingerprint].why if self.accepts(finding, fingerprint) else ""

    def __repr__(self) -> str:
        return f"<Baseline: {len(self.findings)} findings, entries of {len(self.entries)} works>"


EMPTY_BASELINE: Final = Baseline()


def fingerprints(findings: Sequence[Finding]) -> Iterator[str]:
    """Return the fingerprint of each finding; findings that are alike in everything get a number each."""
    repeats = Counter[str]()
    for f in findings:
        context = (f.before[-_CONTEXT_LENGTH:], f.matched, f.after[:_CONTEXT_LENGTH])
        words = (" ".join(text.split()) for text in context)
        content = "\x00".join((f.code, f.path, *words) if any(context) else (f.code, f.path, f.key))
        digest = hashlib.sha256(content.encode("utf-8", "surrogatepass")).hexdigest()[:16]
        repeats[digest] += 1
        yield digest if repeats[digest] == 1 else f"{digest}-{repeats[digest]}"


def render_baseline(findings: Sequence[Finding], entries: Mapping[str, Mapping[str, str]], previous: Baseline) -> str:
    """Return the JSON of a baseline, one finding a line so that changes are easy to review.

    The reasons of the previous baseline are kept.
    """
    records = (
        {"fingerprint": fingerprint, "code": f.code, "path": f.path, "line": f.line, "message": f.message}
        | {"why": previous.why(f, fingerprint)}
        for f, fingerprint in zip(findings, fingerprints(findings), strict=True)
    )
    return render_records(records, entries)


def render_records(records: Iterable[Mapping[str, Any]], entries: Mapping[str, Mapping[str, str]]) -> str:
    """Return the JSON of a baseline from the records of its findings and the entries of its works."""
    works = ",\n".join(f"{_json(work)}: {{{_lines(_members(lines))}}}" for work, lines in sorted(entries.items()))
    return f'{{"format": "{VERSION}",\n"known": [{_lines(map(_json, records))}],\n"apparatus": {{{works}}}}}\n'


def _members(entries: Mapping[str, str]) -> Iterator[str]:
    return (f"{_json(ident)}: {_json(line)}" for ident, line in entries.items())


def _lines(rows: Iterable[str]) -> str:
    text = ",\n".join(rows)
    return f"\n{text}\n" if text else ""


def _json(value: object) -> str:
    text = json.dumps(value, ensure_ascii=False)
    # UTF-8 cannot encode an unpaired surrogate.
    return json.dumps(value) if any("\ud800" <= c <= "\udfff" for c in text) else text


def read_baseline(path: Path) -> Baseline:
    """Read a baseline. Raises ConfigError if it cannot be read, is no baseline, or has another version."""
    try:
        return _parse_baseline(read_bytes(path))
    except OSError as error:
        raise ConfigError(f"{path}: {error.strerror}; {_HELP}") from None
    except RecursionError:
        raise ConfigError(f"{path}: not a baseline (brackets are nested too deeply); {_HELP}") from None
    except ValueError as error:
        raise ConfigError(f"{path}: not a baseline ({error}); {_HELP}") from None
    except (TypeError, KeyError, AttributeError):
        raise ConfigError(f"{path}: parts of the baseline are missing; {_HELP}") from None


@lru_cache(maxsize=4)
def _parse_baseline(content: bytes) -> Baseline:
    """Parse a baseline. Cached, because each work of a run may ask for the same one."""
    record = json.loads(content, parse_int=_whole_number)
    version = record.get("format") if isinstance(record, dict) else None
    if version != VERSION:
        raise ValueError(f"its format is {repr(version)[:40]}, and this collate reads {VERSION!r}")
    return _baseline_of(record)


def _whole_number(digits: str) -> int:
    try:
        return int(digits)
    except ValueError:  # Python reads 4300 digits
        raise ValueError(f"a number of {len(digits)} digits is too large") from None


def _baseline_of(record: Mapping[str, Any]) -> Baseline:
    findings = {
        str(finding["fingerprint"]): AcceptedFinding(
            str(finding.get("code", "")), str(finding.get("path", "")), str(finding.get("why", ""))
        )
        for finding in record["known"]
    }
    entries = {
        str(work): {str(ident): str(line) for ident, line in lines.items()}
        for work, lines in record.get("apparatus", {}).items()
    }
    return Baseline(findings, entries)
