"""A work beside itself: its witnesses are collated, and the rules on works are asked."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Final

from collate.checking.comparison import Comparison, WorkFinder
from collate.checking.rules import committed as drift
from collate.checking.rules import editorial as editors
from collate.checking.rules import variation as variations
from collate.checking.rules import witness as witnesses
from collate.checking.rules.committed import known_entries
from collate.checking.rules.registry import KIND_RULES
from collate.checking.settings import DECLARED, CheckSettings
from collate.editorial import FINDERS, find_interventions
from collate.model.findings import WorkFinding
from collate.model.witness import Siglum, Witness
from collate.model.work import Work
from collate.pipeline.collating import collate_work
from collate.pipeline.reports import every_base
from collate.reading.work import of_witnesses

# Which rules a finder answers for.
ON_WITNESSES: Final[tuple[tuple[frozenset[str], WorkFinder], ...]] = (
    (KIND_RULES, variations.not_allowed),
    (frozenset({"V-slip"}), variations.probable_slips),
    (frozenset({"V-long-omission", "V-long-addition"}), witnesses.long_passages),
    (frozenset({"V-coverage"}), witnesses.coverage),
    (frozenset({"V-order"}), witnesses.order),
    (frozenset({"V-unrelated"}), witnesses.unrelated),
    (frozenset({"V-identical"}), witnesses.identical),
    (frozenset({"V-quotes"}), witnesses.other_quotes),
)
_ENTRIES: Final = frozenset({"D301", "D302"})
_DECISIONS: Final = frozenset({"D201", "D202"})
_COMMITTED: Final = frozenset({"D101"}) | _ENTRIES | _DECISIONS


@dataclass(frozen=True, slots=True)
class WorkRulesInput:
    """A work, the witnesses of it that are asked about, and texts that are to come in as witnesses.

    Of one that is not `complete`, because a witness cannot be read, what is committed says nothing.
    """

    work: Work
    asked: frozenset[Siglum]
    added: tuple[Witness, ...]
    loose: tuple[Path, ...]
    settings: CheckSettings
    aligner: str
    known: dict[str, str] | None
    complete: bool = True


def work_findings(beside: WorkRulesInput) -> tuple[list[WorkFinding], dict[str, str] | None]:
    """Ask the rules on works; give also the entries of the apparatus, where a baseline is to know them.

    What is committed is asked of the work as it names itself; what comes in is asked of it together with the
    texts that it does not name yet.
    """
    rules = beside.settings.codes()
    witnesses = (*beside.work.witnesses, *beside.added)
    asked = beside.asked | {w.siglum for w in beside.added}
    found = list(editors.editorial_findings(_editors(beside, [w for w in witnesses if w.siglum in asked], rules)))
    committed = rules & _of_interest(beside)
    whole = _collated(beside, beside.work, committed) if committed and len(beside.work.witnesses) > 1 else None
    if asked and len(witnesses) > 1 and any(rules & codes for codes, _ in ON_WITNESSES):
        found += _on_witnesses(beside, rules, whole)
    if whole:
        found += _on_committed(beside, whole, committed)
    entries = known_entries(whole.collated.apparatus) if whole and committed & _ENTRIES else None
    return found, entries


def _editors(beside: WorkRulesInput, asked: Sequence[Witness], rules: frozenset[str]) -> editors.EditorialContext:
    """Find what editors have put in, if anything is asked about it."""
    needed = rules & set(DECLARED.values()) or ("E104" in rules and beside.settings.marking)
    found = tuple((w, find_interventions(w, FINDERS.values())) for w in asked) if needed else ()
    return editors.EditorialContext(found, rules, beside.settings, beside.loose)


def _of_interest(beside: WorkRulesInput) -> frozenset[str]:
    """Give the rules on what is committed that have anything to look at."""
    if not beside.complete:
        return frozenset()
    reports = {"D101"} if drift.committed_formats(beside.work) else set()
    decisions = _DECISIONS if beside.work.decisions else frozenset()
    return frozenset(reports) | decisions | (_ENTRIES if beside.settings.baseline else frozenset())


def _collated(beside: WorkRulesInput, work: Work, rules: frozenset[str]) -> Comparison:
    """Collate a work for some rules; pages with a choice of base need every reading against every other."""
    grids = "D101" in rules and every_base(drift.committed_formats(work)) and not work.report.witnesses
    collated = collate_work(work, beside.aligner, every_base=grids)
    asked = beside.asked | {w.siglum for w in beside.added}
    return Comparison(collated, frozenset(asked), rules, beside.settings, beside.known)


def _on_committed(beside: WorkRulesInput, whole: Comparison, rules: frozenset[str]) -> list[WorkFinding]:
    found: list[WorkFinding] = []
    if "D101" in rules:
        part = of_witnesses(beside.work, beside.work.report.witnesses)
        chosen = whole
        if part is not beside.work:
            grids = every_base(drift.committed_formats(part))
            chosen = replace(whole, collated=collate_work(part, beside.aligner, every_base=grids))
        found += drift.stale_reports(chosen)
    if rules & _DECISIONS:
        found += drift.decisions(whole)
    if rules & _ENTRIES:
        found += drift.changed_entries(whole)
    return found


def _on_witnesses(beside: WorkRulesInput, rules: frozenset[str], whole: Comparison | None) -> list[WorkFinding]:
    """Set what comes in beside the rest. Where the base itself comes in, it is set against a witness that does not."""
    work = replace(beside.work, witnesses=(*beside.work.witnesses, *beside.added))
    others = [w.siglum for w in beside.work.witnesses if w.siglum not in beside.asked]
    base = others[0] if others and work.base in beside.asked else work.base
    if whole is None or beside.added or base != work.base:
        comparison = _collated(beside, replace(work, base=base), rules - _COMMITTED)
    else:
        comparison = replace(whole, rules=rules)
    return [remark for codes, find in ON_WITNESSES if rules & codes for remark in find(comparison)]
