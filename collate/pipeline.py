"""The whole journey on a page: witnesses to tokens, to a table, to an apparatus."""

from collate.read.work import Work, require_known
from collate.tokenise import TOKENISERS, tokenise
from collate.tokens import Tokens


def tokens_of(work: Work) -> tuple[Tokens, ...]:
    """Cut the witnesses of a work into tokens, as its settings say."""
    require_known(work, list(TOKENISERS))
    return tokenise(work.witnesses, TOKENISERS[work.tokeniser], work.normalisers)
