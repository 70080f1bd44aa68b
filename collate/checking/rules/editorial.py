"""E: an editor's words that are not declared, or not marked as the project wants; and texts that are not named."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from collate.checking.rules.variation import cited
from collate.checking.settings import DECLARED, CheckSettings
from collate.editorial import Intervention
from collate.model.findings import Match, WorkFinding
from collate.model.witness import Witness

_DECLARE: Final = 'declare it: [[witnesses.marks]] with role = "{}" in collation.toml; or say that it is text'


@dataclass(frozen=True, slots=True)
class EditorialContext:
    """What stands in the witnesses that are asked about in an editor's name; which rules are asked, and how.

    `loose` are texts beside the witnesses that the work does not name.
    """

    found: tuple[tuple[Witness, tuple[Intervention, ...]], ...]
    rules: frozenset[str]
    settings: CheckSettings
    loose: tuple[Path, ...] = ()


def editorial_findings(work: EditorialContext) -> Iterator[WorkFinding]:
    """Ask all rules on editors' words."""
    if work.rules & set(DECLARED.values()):
        yield from undeclared(work)
    if "E104" in work.rules:
        yield from ill_marked(work)
    if "E201" in work.rules:
        yield from unnamed(work)


def undeclared(work: EditorialContext) -> Iterator[WorkFinding]:
    """Give what rules take for an editor's words and the work does not declare."""
    for witness, found in _asked(work):
        code = DECLARED[found.role]
        if code in work.rules and not _is_declared(witness, found):
            message = f"{found.role} ({found.cause}) that is not declared: {cited(_text(witness, found))}"
            yield WorkFinding(code, Match(found.start, found.end, message, _DECLARE.format(found.role)), witness.siglum)


def ill_marked(work: EditorialContext) -> Iterator[WorkFinding]:
    """Give an editor's words that are not marked as the project's rule wants them."""
    patterns = dict(work.settings.marking)
    for witness, found in _asked(work):
        pattern = patterns.get(found.role)
        if pattern is not None and not pattern.search(_text(witness, found)):
            message = f"{found.role} that is not marked as {pattern.pattern}: {cited(_text(witness, found))}"
            yield WorkFinding(
                "E104", Match(found.start, found.end, message, "mark it as the project does"), witness.siglum
            )


def unnamed(work: EditorialContext) -> Iterator[WorkFinding]:
    """Give the texts beside the witnesses that the work does not name."""
    for path in work.loose:
        mend = "name it under [[witnesses]] in collation.toml, or move it away"
        yield WorkFinding("E201", Match(0, 0, "the work beside this text does not name it", mend), file=path)


def _asked(work: EditorialContext) -> Iterator[tuple[Witness, Intervention]]:
    for witness, interventions in work.found:
        yield from ((witness, found) for found in interventions if found.role in DECLARED)


def _is_declared(witness: Witness, found: Intervention) -> bool:
    """Say whether a mark of the work, with a role, covers the intervention or a part of it."""
    return any(mark.role is not None and mark.start < found.end and found.start < mark.end for mark in witness.marks)


def _text(witness: Witness, found: Intervention) -> str:
    return witness.text[found.start : found.end]
