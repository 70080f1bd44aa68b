"""The whole journey on a page: witnesses to tokens, to a table, to units, to an apparatus."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from collate.align import ALIGNERS, AlignOptions
from collate.align.segments import segments
from collate.alignment import Alignment, Segments
from collate.apparatus import Apparatus, build_apparatus
from collate.editorial import FINDERS, Roles, find_interventions, roles_of
from collate.errors import OptionError, WitnessError
from collate.read.work import Work, setting_error
from collate.tokenise import TOKENISERS, as_given, tokenise
from collate.tokens import Tokens
from collate.variants import Units, variation_units
from collate.witness import RESERVED, Witness


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


def align_given(witnesses: Sequence[Witness], near_match: bool = False, aligner: str = "native") -> Alignment:
    """Put the tokens that a source gave side by side; one witness, or none that says anything, is a table of itself.

    Raises OptionError for an aligner that is not there, and for near matching by CollateX.
    """
    if aligner not in ALIGNERS:
        raise OptionError(f"no aligner is called {aligner!r}; there are {', '.join(ALIGNERS)}")
    if near_match and aligner == "collatex":
        raise OptionError("CollateX loses words when it matches near ones; match exactly, or take the native aligner")
    tokens = as_given(witnesses)
    if len(tokens) == 1 or not any(map(len, tokens)):
        return _alone(tokens)
    return ALIGNERS[aligner](tokens, AlignOptions(exact=not near_match))


def _alone(tokens: tuple[Tokens, ...]) -> Alignment:
    """Make the table of witnesses that have nothing beside them."""
    longest = max(tokens, key=len)
    table = np.repeat(np.arange(len(longest), dtype=np.int32)[:, None], len(tokens), axis=1)
    return Alignment(tokens, table, np.zeros(table.shape, np.int8), np.zeros(table.shape, np.float32))


def laid_out(alignment: Alignment, segmentation: bool, near_match: bool) -> Segments:
    """Lay a table out as CollateX does.

    Its columns are ranks, which say nothing of likeness; so where like words were put together, the
    columns stay as the aligner made them.
    """
    return segments(alignment, joined=segmentation, ranked=not near_match)


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
