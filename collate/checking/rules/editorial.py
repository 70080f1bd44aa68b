"""E: editors' words that are not declared, or not marked as the project requires; and texts that no work names."""

from collections.abc import Iterator
from pathlib import Path
from typing import Final

from collate._dataclass import dataclass
from collate.checking.rules.variation import quoted
from collate.checking.settings import UNDECLARED_RULES, CheckSettings
from collate.editorial import Intervention
from collate.model.findings import Match, WorkFinding
from collate.model.variation import Certainty
from collate.model.witness import Witness

_DECLARE_HELP: Final = (
    'declare it in collation.toml: [[witnesses.marks]] with role = "{}", or "text" if it is not an editor\'s'
)


@dataclass(frozen=True, slots=True)
class EditorialContext:
    """The editorial interventions in the witnesses to check, the codes of the rules to run, and the settings.

    `undeclared_files` are texts in the folder of the work that it does not name.
    """

    interventions: tuple[tuple[Witness, tuple[Intervention, ...]], ...]
    rules: frozenset[str]
    settings: CheckSettings
    undeclared_files: tuple[Path, ...] = ()

    def __repr__(self) -> str:
        return f"<EditorialContext: {len(self.interventions)} witnesses, {len(self.rules)} rules>"


def editorial_findings(context: EditorialContext) -> Iterator[WorkFinding]:
    """Run all rules on editors' words."""
    if context.rules & set(UNDECLARED_RULES.values()):
        yield from undeclared_interventions(context)
    if "E104" in context.rules:
        yield from wrongly_marked(context)
    if "E201" in context.rules:
        yield from undeclared_witnesses(context)


def undeclared_interventions(context: EditorialContext) -> Iterator[WorkFinding]:
    """Find what the rules recognise as an editor's words and the work does not declare."""
    for witness, intervention in _declarable(context):
        code = UNDECLARED_RULES[intervention.role]
        if code in context.rules and not _is_declared(witness, intervention):
            words = quoted(_text_of(witness, intervention))
            message = f"undeclared {intervention.role} ({intervention.cause}): {words}"
            help_ = _DECLARE_HELP.format(intervention.role)
            yield WorkFinding(code, Match(intervention.start, intervention.end, message, help_), witness.siglum)


def wrongly_marked(context: EditorialContext) -> Iterator[WorkFinding]:
    """Find an editor's words that are not marked as the project requires."""
    patterns = dict(context.settings.marking)
    for witness, intervention in _declarable(context):
        if witness.structured and _is_declared(witness, intervention):
            continue  # its markup marks it
        pattern, text = patterns.get(intervention.role), _text_of(witness, intervention)
        if pattern is not None and not pattern.is_in(text):
            message = f"{intervention.role} that does not match {pattern.pattern.pattern}: {quoted(text)}"
            help_ = "mark it as the setting `marking` requires"
            yield WorkFinding("E104", Match(intervention.start, intervention.end, message, help_), witness.siglum)


def undeclared_witnesses(context: EditorialContext) -> Iterator[WorkFinding]:
    """Find the texts in the folder of a work that the work does not name."""
    for path in context.undeclared_files:
        help_ = "add it under [[witnesses]] in collation.toml, or move it to another folder"
        yield WorkFinding("E201", Match(0, 0, "the work in this folder does not name this text", help_), file=path)


def _declarable(context: EditorialContext) -> Iterator[tuple[Witness, Intervention]]:
    for witness, interventions in context.interventions:
        # Words that may as well be the author's need not be declared.
        sure = (i for i in interventions if i.certainty is not Certainty.LOW)
        yield from ((witness, i) for i in sure if i.role in UNDECLARED_RULES)


def _is_declared(witness: Witness, intervention: Intervention) -> bool:
    """Return whether a mark of the work, with a role, covers the intervention or a part of it."""
    return any(
        mark.role is not None and mark.start < intervention.end and intervention.start < mark.end
        for mark in witness.marks
    )


def _text_of(witness: Witness, intervention: Intervention) -> str:
    return witness.text[intervention.start : intervention.end]
