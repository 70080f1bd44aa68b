"""The whole journey on a page: witnesses to tokens, to a table, to units, to an apparatus."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from collate.alignment import AlignOptions
from collate.apparatus import Apparatus, build_apparatus, work_evidence
from collate.classify import Kind, WorkEvidence, read_rulebook
from collate.decisions import Decision
from collate.editorial import FINDERS, Roles, find_interventions, roles_of
from collate.errors import WitnessError
from collate.model.alignment import Alignment
from collate.model.tokens import Tokens
from collate.model.witness import RESERVED
from collate.model.work import Work
from collate.pipeline.aligning import align_decided, located_decisions, tokens_of
from collate.variants import Units, variation_units

# Agreement and silence are facts of the witnesses, and no kinds that an editor could give.
DECIDED: Final = tuple(str(kind) for kind in Kind if kind not in (Kind.AGREEMENT, Kind.LACUNA))


@dataclass(frozen=True, slots=True, eq=False)
class Collated:
    """A work at every door of the journey."""

    work: Work
    alignment: Alignment
    roles: tuple[Roles, ...]
    units: Units
    context: WorkEvidence
    apparatus: Apparatus


def roles_in(tokens: Tokens) -> Roles:
    """Find the interventions of a witness and place them on its tokens."""
    return roles_of(tokens, find_interventions(tokens.witness, FINDERS.values()))


def collate_work(
    work: Work,
    aligner: str = "native",
    base: str | None = None,
    options: AlignOptions | None = None,
    decisions: Sequence[Decision] | None = None,
    every_base: bool = False,
) -> Collated:
    """Collate a work: everything from its witnesses to its apparatus. Its decisions are read if none are given.

    With `every_base`, entries also say of every reading how it differs from every other.

    Raises WitnessError when the base is no witness, or there is nothing to collate.
    """
    base = base or work.base
    sigla = [w.siglum for w in work.witnesses]
    if base not in (*sigla, *RESERVED):
        raise WitnessError(f"the base {base} is no witness; name one of {', '.join(sigla)}, or majority, or none")
    rulebook = read_rulebook(work.rules, work.language)
    tokens = tokens_of(work)
    placing = located_decisions(work, tokens, decisions)
    if placing.order:
        from collate.decisions.parsing import require_known_kinds  # late: most works have no decisions

        require_known_kinds(placing.decisions, DECIDED)
    alignment = align_decided(tokens, placing, aligner, options or AlignOptions())
    roles = tuple(roles_in(t) for t in alignment.tokens)
    units = variation_units(alignment, roles, placing.joints)
    context = work_evidence(alignment, rulebook)
    apparatus = build_apparatus(alignment, roles, units, base, context, work.title, every_base)
    if placing.order:
        from collate.apparatus.apply_decisions import apply_decisions

        apparatus = apply_decisions(apparatus, alignment, placing)
    return Collated(work, alignment, roles, units, context, apparatus)
