"""From interventions to tokens."""

from collections.abc import Sequence

import numpy as np

from collate.model.interventions import Intervention, Roles
from collate.model.tokens import Tokens


def roles_of(tokens: Tokens, interventions: Sequence[Intervention]) -> Roles:
    """Assign each token to the innermost intervention in which it begins.

    `interventions` are in order, an outer one before those inside it.
    """
    index = np.full(len(tokens), -1, np.int32)
    bounds = np.array([(i.start, i.end) for i in interventions], np.int32).reshape(-1, 2)
    for k, (first, last) in enumerate(np.searchsorted(tokens.spans[:, 0], bounds).tolist()):
        # A word of which only letters are in brackets, `[vi]vas`, is no word of the editor.
        is_cut = last > first and bool(tokens.marks[last - 1]) and tokens.spans[last - 1, 1] > bounds[k, 1]
        index[first : last - is_cut] = k
    index.setflags(write=False)
    return Roles(tuple(interventions), index)
