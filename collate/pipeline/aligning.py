"""Align a work: from witnesses to tokens, and from tokens to an alignment."""

from collections.abc import Sequence
from dataclasses import replace

import numpy as np

from collate.alignment import ALIGNERS, AlignOptions
from collate.alignment.collatex_table import collatex_cells
from collate.decisions import NO_DECISIONS, Decision, LocatedDecisions
from collate.errors import OptionError
from collate.model.alignment import Alignment, Segments
from collate.model.progress import Progress
from collate.model.tokens import Tokens
from collate.model.witness import Witness
from collate.model.work import Work
from collate.reading.work import setting_error
from collate.text.normalise import NORMALISERS
from collate.text.tokenise import TOKENISERS, given_tokens, tokenise


def tokenise_work(work: Work) -> tuple[Tokens, ...]:
    """Return the tokens of each witness of a work, with the tokeniser and normalisers of its settings."""
    if work.tokeniser not in TOKENISERS:
        why = f"there is no tokeniser {work.tokeniser!r}; the tokenisers are {', '.join(TOKENISERS)}"
        raise setting_error(work, None, "tokeniser", why)
    for place, name in enumerate(work.normalisers):
        if name not in NORMALISERS:
            why = f"there is no normaliser {name!r}; the normalisers are {', '.join(NORMALISERS)}"
            raise setting_error(work, None, "normalisers", why, place)
    return tokenise(work.witnesses, TOKENISERS[work.tokeniser], work.normalisers, work.signs, work.sign_meanings)


def located_decisions(
    work: Work, tokens: Sequence[Tokens], decisions: Sequence[Decision] | None = None
) -> LocatedDecisions:
    """Return the tokens that each decision is about; without `decisions`, read them from the files of the work."""
    if not (work.decisions if decisions is None else decisions):
        return NO_DECISIONS
    from collate.decisions.locating import locate_decisions  # late: most works have none
    from collate.decisions.parsing import read_decisions

    return locate_decisions(read_decisions(work) if decisions is None else decisions, tokens, work.left_out)


def align_work(
    work: Work, aligner: str = "native", options: AlignOptions | None = None, progress: Progress | None = None
) -> Alignment:
    """Align a work, with the decisions of its editor."""
    tokens = tokenise_work(work)
    return align_decided(tokens, located_decisions(work, tokens), aligner, options or AlignOptions(), progress)


def align_decided(
    tokens: tuple[Tokens, ...],
    decisions: LocatedDecisions,
    aligner: str,
    options: AlignOptions,
    progress: Progress | None = None,
) -> Alignment:
    """Align tokens, with the constraints of decisions."""
    options = replace(options, constraints=decisions.constraints) if decisions.located else options
    return ALIGNERS[aligner](tokens, options, progress)


def align_pretokenised(witnesses: Sequence[Witness], near_match: bool = False, aligner: str = "native") -> Alignment:
    """Align tokens that were given by the source, without splitting the text again.

    One witness, or witnesses without tokens, need no aligner. Raises OptionError for an aligner that does not
    exist, and for near matching by CollateX.
    """
    if aligner not in ALIGNERS:
        raise OptionError(f"there is no aligner {aligner!r}; the aligners are {', '.join(ALIGNERS)}")
    if near_match and aligner == "collatex":
        raise OptionError(
            "CollateX loses words when it matches similar ones; use exact matching, or the native aligner"
        )
    tokens = given_tokens(witnesses)
    if len(tokens) == 1 or not any(map(len, tokens)):
        return _trivial_alignment(tokens)
    return ALIGNERS[aligner](tokens, AlignOptions(exact=not near_match))


def _trivial_alignment(tokens: tuple[Tokens, ...]) -> Alignment:
    """Return the alignment of one witness, or of witnesses without tokens."""
    longest = max(tokens, key=len)
    table = np.repeat(np.arange(len(longest), dtype=np.int32)[:, None], len(tokens), axis=1)
    return Alignment(tokens, table, np.zeros(table.shape, np.int8), np.zeros(table.shape, np.float32))


def collatex_layout(alignment: Alignment, segmentation: bool, near_match: bool) -> Segments:
    """Return the cells of an alignment as CollateX has them.

    With `segmentation`, words that always follow one another share a cell. CollateX places cells by their rank in
    its graph. With `near_match`, similar words share a column, so the columns stay as the aligner made them.
    """
    return collatex_cells(alignment, joined=segmentation, ranked=not near_match)
