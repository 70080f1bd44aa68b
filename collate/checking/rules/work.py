"""The rules on a work: collate its witnesses, then run the rules V, E and D."""

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Final

import numpy as np

from collate._dataclass import dataclass
from collate.checking.comparison import Comparison, WorkChecker
from collate.checking.rules import beside, committed, decided, editorial, variation, witness
from collate.checking.rules.registry import ENTRY_RULES, KIND_RULES
from collate.checking.settings import UNDECLARED_RULES, CheckSettings
from collate.editorial import FINDERS, interventions_of
from collate.model.alignment import GAP
from collate.model.findings import WorkFinding
from collate.model.progress import Progress
from collate.model.witness import Siglum, Witness
from collate.model.work import Work
from collate.pipeline.collating import collate_work
from collate.pipeline.reports import needs_every_base
from collate.reading.work import select_witnesses

# The rules of each function.
WITNESS_RULES: Final[tuple[tuple[frozenset[str], WorkChecker], ...]] = (
    (KIND_RULES, variation.disallowed_variations),
    (frozenset({"V-slip"}), variation.probable_error_findings),
    (beside.CODES, beside.slips_beside_others),
    (frozenset({"V-long-omission", "V-long-addition"}), witness.long_passages),
    (frozenset({"V-coverage"}), witness.low_coverage),
    (frozenset({"V-order"}), witness.moved_passages),
    (frozenset({"V-unrelated"}), witness.unrelated_to_work),
    (frozenset({"V-identical"}), witness.identical_witnesses),
    (frozenset({"V-quotes"}), witness.different_quotes),
)
_DECISION_RULES: Final = frozenset({"D201", "D202"})
_COMMITTED_RULES: Final = frozenset({"D101"}) | ENTRY_RULES | _DECISION_RULES


@dataclass(frozen=True, slots=True)
class WorkRulesInput:
    """What the rules on a work need.

    targets                the witnesses of the work to check
    undeclared_witnesses   further texts to check, which the work does not name yet
    undeclared_files       texts in the folder of the work that it does not name
    baseline_entries       the apparatus entries (id: line) that the baseline has, None if it has none
    is_complete            whether all witnesses could be read; if not, committed files are not checked
    progress               what gets each stage of collating and its share
    """

    work: Work
    targets: frozenset[Siglum]
    undeclared_witnesses: tuple[Witness, ...]
    undeclared_files: tuple[Path, ...]
    settings: CheckSettings
    aligner: str
    baseline_entries: dict[str, str] | None
    is_complete: bool = True
    progress: Progress | None = None

    def __repr__(self) -> str:
        count = len(self.targets) + len(self.undeclared_witnesses)
        return f"<WorkRulesInput: {count} witnesses to check of {len(self.work.witnesses)}>"


def work_findings(rules_input: WorkRulesInput) -> tuple[list[WorkFinding], dict[str, str] | None]:
    """Run the rules on works; return also the entries of the apparatus, if a baseline is to hold them.

    Committed files are checked against the work as it is declared. Witnesses are checked against the work together
    with the texts that it does not name yet.
    """
    work = rules_input.work
    rules = rules_input.settings.enabled_codes()
    witnesses = (*work.witnesses, *rules_input.undeclared_witnesses)
    targets = rules_input.targets | {w.siglum for w in rules_input.undeclared_witnesses}
    context = _editorial_context(rules_input, [w for w in witnesses if w.siglum in targets], rules)
    findings = list(editorial.editorial_findings(context))
    committed_rules = rules & _applicable_committed_rules(rules_input)
    comparison = _compare(rules_input, work, committed_rules) if committed_rules and len(work.witnesses) > 1 else None
    if targets and len(witnesses) > 1 and any(rules & codes for codes, _ in WITNESS_RULES):
        findings += _witness_findings(rules_input, rules, comparison)
    if comparison:
        findings += _committed_findings(rules_input, comparison, committed_rules)
    if comparison and committed_rules & ENTRY_RULES:
        return findings, committed.entry_lines(comparison.collated.apparatus)
    return findings, None


def _editorial_context(
    rules_input: WorkRulesInput, targets: Sequence[Witness], rules: frozenset[str]
) -> editorial.EditorialContext:
    """Find the editorial interventions, if a rule needs them."""
    needed = rules & set(UNDECLARED_RULES.values()) or ("E104" in rules and rules_input.settings.marking)
    interventions = tuple((w, interventions_of(w, FINDERS)) for w in targets) if needed else ()
    return editorial.EditorialContext(interventions, rules, rules_input.settings, rules_input.undeclared_files)


def _applicable_committed_rules(rules_input: WorkRulesInput) -> frozenset[str]:
    """Return the rules on committed files that have something to check."""
    if not rules_input.is_complete:
        return frozenset()
    report_rules = {"D101"} if committed.committed_formats(rules_input.work) else set()
    decision_rules = _DECISION_RULES if rules_input.work.decisions else frozenset()
    entry_rules = ENTRY_RULES if rules_input.settings.baseline else frozenset()
    return frozenset(report_rules) | decision_rules | entry_rules


def _compare(rules_input: WorkRulesInput, work: Work, rules: frozenset[str]) -> Comparison:
    """Collate a work for some rules; the apparatus tells only of the witnesses to check, if no rule needs all of it.

    Pages with a choice of base need every reading against every other.
    """
    formats = committed.committed_formats(work)
    every_base = "D101" in rules and needs_every_base(formats) and not work.report.witnesses
    targets = rules_input.targets | {w.siglum for w in rules_input.undeclared_witnesses}
    needs_all = rules & _COMMITTED_RULES or (work.decisions and rules & decided.CODES)
    told_of = None if needs_all else frozenset(targets if rules & KIND_RULES else ())
    collated = collate_work(
        work, rules_input.aligner, every_base=every_base, progress=rules_input.progress, told_of=told_of
    )
    return Comparison(collated, frozenset(targets), rules, rules_input.settings, rules_input.baseline_entries)


def _committed_findings(
    rules_input: WorkRulesInput, comparison: Comparison, rules: frozenset[str]
) -> list[WorkFinding]:
    findings: list[WorkFinding] = []
    if "D101" in rules:
        reported = select_witnesses(rules_input.work, rules_input.work.report.witnesses)
        reported_comparison = comparison
        if reported is not rules_input.work:
            every_base = needs_every_base(committed.committed_formats(reported))
            collated = collate_work(reported, rules_input.aligner, every_base=every_base, progress=rules_input.progress)
            reported_comparison = replace(comparison, collated=collated)
        findings += committed.stale_reports(reported_comparison)
    if rules & _DECISION_RULES:
        findings += committed.unheld_decision_findings(comparison)
    if rules & ENTRY_RULES:
        findings += committed.changed_entries(comparison)
    return findings


def _witness_findings(
    rules_input: WorkRulesInput, rules: frozenset[str], comparison: Comparison | None
) -> list[WorkFinding]:
    """Compare the witnesses to check with the others. If the base is one of them, another witness is the base."""
    witnesses = (*rules_input.work.witnesses, *rules_input.undeclared_witnesses)
    work = replace(rules_input.work, witnesses=witnesses)
    others = [w.siglum for w in rules_input.work.witnesses if w.siglum not in rules_input.targets]
    base = others[0] if others and work.base in rules_input.targets else work.base
    if comparison is None or rules_input.undeclared_witnesses or base != work.base:
        comparison = _compare(rules_input, replace(work, base=base), rules - _COMMITTED_RULES)
    else:
        comparison = replace(comparison, rules=rules)
    findings = [finding for codes, check in WITNESS_RULES if rules & codes for finding in check(comparison)]
    undecided = decided.without_decided(_each_place_once(findings), comparison.collated.apparatus)
    return _told_of_manuscripts(undecided, comparison)


# A rule is silent where one of these tells the same thing of the same place.
_TOLD_BY: Final = {
    "V-lost-run": ("V-long-omission", "V-omission"),
    "V-lost-word": ("V-omission",),
    "V-wrong-word": ("V-slip", "V-substitution"),
}


def _each_place_once(findings: list[WorkFinding]) -> list[WorkFinding]:
    """Return the findings without those that another rule tells of the same place."""
    places = {(finding.code, finding.siglum, finding.match.start) for finding in findings}
    return [
        finding
        for finding in findings
        if all((code, finding.siglum, finding.match.start) not in places for code in _TOLD_BY.get(finding.code, ()))
    ]


def _told_of_manuscripts(findings: list[WorkFinding], comparison: Comparison) -> list[WorkFinding]:
    """Return the findings without those of hands that are told of their manuscript, in the same column."""
    if not comparison.hands:
        return findings
    places = [(finding.siglum, _what_and_where(finding, comparison)) for finding in findings]
    told = set(places)
    manuscripts = [comparison.hands.get(siglum) if siglum else None for siglum, _ in places]
    return [
        finding
        for finding, manuscript, (_, place) in zip(findings, manuscripts, places, strict=True)
        if manuscript is None or (manuscript, place) not in told
    ]


def _what_and_where(finding: WorkFinding, comparison: Comparison) -> tuple[str, str, int]:
    """Return the code and the message of a finding, and the column of the token at which it begins."""
    alignment = comparison.collated.alignment
    w = next((w for w, t in enumerate(alignment.tokens) if t.witness.siglum == finding.siglum), None)
    if w is None:
        return finding.code, finding.match.message, -1
    token = int(np.searchsorted(alignment.tokens[w].spans[:, 1], finding.match.start, side="right"))
    at = np.flatnonzero(alignment.table[:, w] != GAP)
    return finding.code, finding.match.message, int(at[token]) if token < len(at) else len(alignment.table)
