"""Collate a work: from witnesses to tokens, to an alignment, to variation units, to an apparatus."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from collate._dataclass import dataclass
from collate._repr import counted
from collate.alignment import AlignOptions
from collate.apparatus import Apparatus, build_apparatus, work_evidence
from collate.classify import Kind, WorkEvidence, read_rulebook
from collate.decisions import NO_DECISIONS, Action, Decision, LocatedDecisions
from collate.editorial import FINDERS, Roles, interventions_of, roles_of
from collate.errors import WitnessError
from collate.model.alignment import Alignment
from collate.model.apparatus import SpaceDifferences
from collate.model.progress import Progress, tracked
from collate.model.tokens import Tokens
from collate.model.witness import RESERVED, Siglum
from collate.model.work import Work
from collate.pipeline.aligning import align_decided, located_decisions, tokenise_work
from collate.variants import Units, variation_units
from collate.variants.line_ends import Lines
from collate.variants.white_space import white_space, white_space_elsewhere

# Agreement and silence are facts of the witnesses: an editor cannot decide them.
DECIDABLE_KINDS: Final = tuple(str(kind) for kind in Kind if kind not in (Kind.AGREEMENT, Kind.LACUNA))


@dataclass(frozen=True, slots=True, eq=False)
class Collated:
    """A collated work: what each stage of the engine returned.

    Attributes
    ----------
    work : Work
        The witnesses and their settings.
    alignment : Alignment
        The tokens of all witnesses in columns.
    roles : tuple of Roles
        The interventions of each witness.
    units : Units
        The columns in which witnesses differ.
    evidence : WorkEvidence
        What the rules may use of the whole work.
    apparatus : Apparatus
        The entries against the base.
    decisions : LocatedDecisions
        The decisions of the editor, and the tokens they are about.
    """

    work: Work
    alignment: Alignment
    roles: tuple[Roles, ...]
    units: Units
    evidence: WorkEvidence
    apparatus: Apparatus
    decisions: LocatedDecisions = NO_DECISIONS

    def __repr__(self) -> str:
        entries = counted(len(self.apparatus.entries), "entry", "entries")
        return f"<Collated {counted(len(self.work.witnesses), 'witness', 'witnesses')}: {entries}>"


def find_roles(tokens: Tokens) -> Roles:
    """Find the interventions of a witness, and return which tokens each of them has."""
    return roles_of(tokens, interventions_of(tokens.witness, FINDERS))


def collate_work(
    work: Work,
    aligner: str = "native",
    base: str | None = None,
    options: AlignOptions | None = None,
    decisions: Sequence[Decision] | None = None,
    every_base: bool = False,
    progress: Progress | None = None,
    told_of: frozenset[Siglum] | None = None,
) -> Collated:
    """Collate a work: do everything from its witnesses to its apparatus.

    Parameters
    ----------
    work : Work
        The witnesses and their settings.
    aligner : str
        The aligner: "native" or "collatex".
    base : str or None
        A siglum, "majority" or "none"; by default the base of the work.
    options : AlignOptions or None
        The options of the aligner.
    decisions : sequence of Decision, or None
        The decisions of the editor; by default they are read from the files of the work.
    every_base : bool
        Whether entries also say how each reading differs from each other one.
    progress : callable or None
        What gets each stage and the share of it that is done, while the work is collated.
    told_of : set of Siglum, or None
        The witnesses whose readings the apparatus tells; what others have may be left out.

    Raises
    ------
    WitnessError
        The base is not a witness, or there is nothing to collate.
    ConfigError
        A decision is wrong; the message names file and line.
    """
    base = base or work.base
    sigla = [w.siglum for w in work.witnesses]
    if base not in (*sigla, *RESERVED):
        raise WitnessError(f"the base {base} is not a witness; choose one of {', '.join(sigla)}, majority or none")
    rulebook = read_rulebook(work.rules, work.language, work.sign_meanings)
    if progress is not None:
        progress("dividing into words", 0.0)
    tokens = tokenise_work(work)
    located = located_decisions(work, tokens, decisions)
    if located.order:
        from collate.decisions.parsing import require_known_kinds  # late: most works have no decisions

        require_known_kinds(located.decisions, DECIDABLE_KINDS)
    alignment = align_decided(tokens, located, aligner, options or AlignOptions(), progress)
    every_tokens = tracked(alignment.tokens, len(alignment.tokens), "finding variants", progress)
    roles = tuple(find_roles(t) for t in every_tokens)
    space = white_space(alignment, Lines(rulebook.lines))
    units = variation_units(alignment, roles, located.overrides, space)
    evidence = _taught(work_evidence(alignment, rulebook, bool(space.keeps_lines.any())), located)
    apparatus = build_apparatus(alignment, roles, units, base, evidence, work.title, every_base, progress, told_of)
    count = int(units.is_white_space.sum())
    differences = SpaceDifferences(count, white_space_elsewhere(units, space), count == len(units))
    apparatus = replace(apparatus, white_space=differences)
    collated = Collated(work, alignment, roles, units, evidence, apparatus, located)
    return replace(collated, apparatus=_decided(collated))


def with_every_base(collated: Collated) -> Collated:
    """Return a collated work whose entries also say how each reading differs from every other."""
    apparatus = build_apparatus(
        collated.alignment,
        collated.roles,
        collated.units,
        collated.apparatus.base,
        collated.evidence,
        collated.work.title,
        every_base=True,
    )
    built = replace(collated, apparatus=replace(apparatus, white_space=collated.apparatus.white_space))
    return replace(built, apparatus=_decided(built))


def _taught(evidence: WorkEvidence, decisions: LocatedDecisions) -> WorkEvidence:
    """Return the evidence with what the decisions on kinds have taught."""
    if not any(located.decision.action is Action.KIND for located in decisions.located):
        return evidence
    from collate.classify.learning.learner import taught  # late: most works have no decisions
    from collate.classify.learning.lessons import lessons_of

    return taught(evidence, lessons_of(decisions.located))


def _decided(collated: Collated) -> Apparatus:
    """Return the apparatus with the decisions of the editor."""
    if not collated.decisions.order:
        return collated.apparatus
    from collate.apparatus.apply_decisions import apply_decisions  # late: most works have no decisions

    return apply_decisions(collated.apparatus, collated.alignment, collated.decisions)
