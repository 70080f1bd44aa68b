"""One cause in many places is told once, with its count and first places.

This is done last, after comments and the baseline have accepted single findings: what is accepted is not counted.
"""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Final

from collate.model.findings import Finding

MOST_OF_CAUSE: Final = 3  # findings of a cause that a rule names which are told one by one
MOST_ALIKE: Final = 20  # findings with one message
FIRST_PLACES: Final = 5  # places that a finding names when it stands for many
_ALONE: Final = "T"  # the rules on a transcription by itself; a work has rules with counts of their own
_BY_PAIR: Final = "V-slip"  # a form and the word that was meant are told once


def told_once(findings: Sequence[Finding]) -> list[Finding]:
    """Return findings, in their order, with one in place of many that have the same cause in one file."""
    groups: dict[tuple[str, str, str], list[Finding]] = {}
    for f in findings:
        if f.code.startswith(_ALONE) or f.code == _BY_PAIR:
            groups.setdefault((f.path, f.code, f.cause or f.message), []).append(f)
    together = {id(f): group for group in groups.values() if _is_told_once(group) for f in group}
    return list(_each(findings, together))


def _is_told_once(group: Sequence[Finding]) -> bool:
    count = sum(f.count for f in group)
    if group[0].code == _BY_PAIR:
        return len(group) > 1
    return len(group) > 1 and count > (MOST_OF_CAUSE if group[0].cause else MOST_ALIKE)


def _each(findings: Sequence[Finding], together: dict[int, list[Finding]]) -> Iterator[Finding]:
    for f in findings:
        group = together.get(id(f))
        if group is None:
            more = f"; {f.count - 1} more of this rule in this file" if f.count > 1 else ""
            yield replace(f, message=f"{f.message}{more}") if more else f
        elif group[0] is f:
            yield _of_many(group)


def _of_many(group: Sequence[Finding]) -> Finding:
    """Return the first of some findings, with their count and their first places in its message."""
    count = sum(f.count for f in group)
    places = ", ".join(f"{f.line}:{f.column}" for f in group[1:FIRST_PLACES])
    rest = ", .." if count > FIRST_PLACES else ""
    message = f"{group[0].message}; {count:,} times in this file, also at {places}{rest}"
    return replace(group[0], message=message, count=count)
