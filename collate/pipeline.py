"""The whole journey on a page: witnesses to tokens, to a table, to units, to an apparatus."""

from dataclasses import dataclass

from collate.align import ALIGNERS, AlignOptions
from collate.alignment import Alignment
from collate.apparatus import Apparatus, build_apparatus
from collate.editorial import FINDERS, Roles, find_interventions, roles_of
from collate.errors import WitnessError
from collate.read.work import Work, setting_error
from collate.tokenise import TOKENISERS, tokenise
from collate.tokens import Tokens
from collate.variants import Units, variation_units
from collate.witness import RESERVED


@dataclass(frozen=True, slots=True, eq=False)
class Collated:
    """A work at every door of the journey."""

    work: Work
    alignment: Alignment
    roles: tuple[Roles, ...]
    units: Units
    apparatus: Apparatus


def tokens_of(work: Work) -> tuple[Tokens, ...]:
    """Cut the witnesses of a work into tokens, as its settings say."""
    if work.tokeniser not in TOKENISERS:
        why = f"no tokeniser is called {work.tokeniser!r}; there are {', '.join(TOKENISERS)}"
        raise setting_error(work, None, "tokeniser", why)
    return tokenise(work.witnesses, TOKENISERS[work.tokeniser], work.normalisers)


def align_work(work: Work, aligner: str = "native", options: AlignOptions | None = None) -> Alignment:
    """Put the tokens of a work side by side."""
    return ALIGNERS[aligner](tokens_of(work), options or AlignOptions())


def roles_in(tokens: Tokens) -> Roles:
    """Find the interventions of a witness and place them on its tokens."""
    return roles_of(tokens, find_interventions(tokens.witness, FINDERS.values()))


def collate_work(
    work: Work, aligner: str = "native", base: str | None = None, options: AlignOptions | None = None
) -> Collated:
    """Collate a work: everything from its witnesses to its apparatus.

    Raises WitnessError when the base is no witness, or there is nothing to collate.
    """
    base = base or work.base
    sigla = [w.siglum for w in work.witnesses]
    if base not in (*sigla, *RESERVED):
        raise WitnessError(f"the base {base} is no witness; name one of {', '.join(sigla)}, or majority, or none")
    alignment = align_work(work, aligner, options)
    roles = tuple(roles_in(t) for t in alignment.tokens)
    units = variation_units(alignment, roles)
    return Collated(
        work,
        alignment,
        roles,
        units,
        build_apparatus(alignment, roles, units, base, work.title, work.language),
    )
