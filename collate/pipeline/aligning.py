"""The first half of the journey, for those who go no further: witnesses to tokens, and to a table."""

from collections.abc import Sequence
from dataclasses import replace

import numpy as np

from collate.alignment import ALIGNERS, AlignOptions
from collate.alignment.collatex_table import collatex_cells
from collate.decisions import NO_DECISIONS, Decision, LocatedDecisions
from collate.errors import OptionError
from collate.model.alignment import Alignment, Segments
from collate.model.tokens import Tokens
from collate.model.witness import Witness
from collate.model.work import Work
from collate.reading.work import setting_error
from collate.text.tokenise import TOKENISERS, given_tokens, tokenise


def tokens_of(work: Work) -> tuple[Tokens, ...]:
    """Cut the witnesses of a work into tokens, as its settings say."""
    if work.tokeniser not in TOKENISERS:
        why = f"no tokeniser is called {work.tokeniser!r}; there are {', '.join(TOKENISERS)}"
        raise setting_error(work, None, "tokeniser", why)
    return tokenise(work.witnesses, TOKENISERS[work.tokeniser], work.normalisers)


def located_decisions(
    work: Work, tokens: Sequence[Tokens], decisions: Sequence[Decision] | None = None
) -> LocatedDecisions:
    """Read the decisions of a work, if none are given, and place them on its tokens."""
    if not (work.decisions if decisions is None else decisions):
        return NO_DECISIONS
    from collate.decisions.locating import place_decisions  # late: most works have none
    from collate.decisions.parsing import read_decisions

    return place_decisions(read_decisions(work) if decisions is None else decisions, tokens, work.left_out)


def align_work(work: Work, aligner: str = "native", options: AlignOptions | None = None) -> Alignment:
    """Put the tokens of a work side by side, as its decisions have it."""
    tokens = tokens_of(work)
    return align_decided(tokens, located_decisions(work, tokens), aligner, options or AlignOptions())


def align_decided(
    tokens: tuple[Tokens, ...], placing: LocatedDecisions, aligner: str, options: AlignOptions
) -> Alignment:
    """Put tokens side by side as decisions have it."""
    return ALIGNERS[aligner](tokens, replace(options, bonds=placing.bonds) if placing.placed else options)


def align_pretokenised(witnesses: Sequence[Witness], near_match: bool = False, aligner: str = "native") -> Alignment:
    """Put the tokens that a source gave side by side; one witness, or none that says anything, is a table of itself.

    Raises OptionError for an aligner that is not there, and for near matching by CollateX.
    """
    if aligner not in ALIGNERS:
        raise OptionError(f"no aligner is called {aligner!r}; there are {', '.join(ALIGNERS)}")
    if near_match and aligner == "collatex":
        raise OptionError("CollateX loses words when it matches near ones; match exactly, or take the native aligner")
    tokens = given_tokens(witnesses)
    if len(tokens) == 1 or not any(map(len, tokens)):
        return _alone(tokens)
    return ALIGNERS[aligner](tokens, AlignOptions(exact=not near_match))


def _alone(tokens: tuple[Tokens, ...]) -> Alignment:
    """Make the table of witnesses that have nothing beside them."""
    longest = max(tokens, key=len)
    table = np.repeat(np.arange(len(longest), dtype=np.int32)[:, None], len(tokens), axis=1)
    return Alignment(tokens, table, np.zeros(table.shape, np.int8), np.zeros(table.shape, np.float32))


def collatex_layout(alignment: Alignment, segmentation: bool, near_match: bool) -> Segments:
    """Lay a table out as CollateX does.

    Its columns are ranks, which say nothing of likeness; so where like words were put together, the
    columns stay as the aligner made them.
    """
    return collatex_cells(alignment, joined=segmentation, ranked=not near_match)
