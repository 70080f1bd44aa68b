"""Move what a baseline accepts to today's findings and entries, where a new version of collate divides texts otherwise.

A finding is the same one if its rule, its file and its message are the same, or its rule, its file and its line; an
entry if its line in the apparatus is the same. Nothing else is accepted: what is not found again is left as it is.
"""

from collections import defaultdict
from collections.abc import Callable, Hashable, Mapping, Sequence
from typing import Any

from collate._dataclass import dataclass
from collate._repr import repr_line
from collate.checking.baseline import fingerprints
from collate.model.findings import Finding

Record = dict[str, Any]  # a finding as the file has it


@dataclass(frozen=True, slots=True)
class MovedBaseline:
    """A baseline after its records were moved.

    known      the records of all findings
    entries    the apparatus entries (id: line) by the path of a work
    findings   how many records of findings were moved
    lines      how many entries were moved
    """

    known: list[Record]
    entries: dict[str, dict[str, str]]
    findings: int
    lines: int

    def __repr__(self) -> str:
        return repr_line("MovedBaseline", f"{self.findings} findings and {self.lines} entries moved")


def moved_baseline(
    record: Mapping[str, Any], findings: Sequence[Finding], entries: Mapping[str, Mapping[str, str]]
) -> MovedBaseline:
    """Return a baseline with the records of findings and entries that have other names today.

    Parameters
    ----------
    record : mapping
        The content of the file.
    findings : sequence of Finding
        All findings of the works that are checked.
    entries : mapping of str to (id: line)
        Their entries today.
    """
    known, moved = _moved_records([dict(finding) for finding in record["known"]], findings)
    accepted = {work: dict(lines) for work, lines in record.get("apparatus", {}).items()}
    count = 0
    for work in accepted.keys() & entries.keys():
        names = _new_names(accepted[work], entries[work])
        accepted[work] = {names.get(ident, ident): line for ident, line in accepted[work].items()}
        count += len(names)
    return MovedBaseline(known, accepted, moved, count)


def _moved_records(known: list[Record], findings: Sequence[Finding]) -> tuple[list[Record], int]:
    """Return the records with the fingerprints of today's findings, and how many of them are new."""
    today = dict(zip(fingerprints(findings), findings, strict=True))
    recorded = {record["fingerprint"] for record in known}
    free = {fingerprint: finding for fingerprint, finding in today.items() if fingerprint not in recorded}
    lost = {k: record for k, record in enumerate(known) if record["fingerprint"] not in today}
    moved = 0
    for of_record, of_finding in (
        (_message_of_record, lambda f: (f.code, f.path, f.message)),
        (_line_of_record, lambda f: (f.code, f.path, f.line)),
    ):
        found = _pairs(lost, free, of_record, of_finding)
        for k, fingerprint in found.items():
            finding = free.pop(fingerprint)
            del lost[k]
            known[k] |= {"fingerprint": fingerprint, "line": finding.line, "message": finding.message}
        moved += len(found)
    return known, moved


def _message_of_record(record: Record) -> Hashable:
    return record.get("code"), record.get("path"), record.get("message")


def _line_of_record(record: Record) -> Hashable:
    return record.get("code"), record.get("path"), record.get("line")


def _pairs(
    lost: Mapping[int, Record],
    free: Mapping[str, Finding],
    of_record: Callable[[Record], Hashable],
    of_finding: Callable[[Finding], Hashable],
) -> dict[int, str]:
    """Pair the records and the findings that have the same key, in their order, where there are as many of both."""
    records, findings = defaultdict(list), defaultdict(list)
    for k, record in lost.items():
        records[of_record(record)].append(k)
    for fingerprint, finding in free.items():
        findings[of_finding(finding)].append(fingerprint)
    return {
        k: fingerprint
        for key, numbers in records.items()
        if len(numbers) == len(findings[key])
        for k, fingerprint in zip(numbers, findings[key], strict=True)
    }


def _new_names(accepted: Mapping[str, str], today: Mapping[str, str]) -> dict[str, str]:
    """Return the new id of each accepted entry that has another id today, where as many have its line."""
    old, new = defaultdict(list), defaultdict(list)
    for ident, line in accepted.items():
        if ident not in today:
            old[line].append(ident)
    for ident, line in today.items():
        if ident not in accepted:
            new[line].append(ident)
    return {
        before: after
        for line, idents in old.items()
        if len(idents) == len(new[line])
        for before, after in zip(idents, new[line], strict=True)
    }
