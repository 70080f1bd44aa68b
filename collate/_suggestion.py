"""What an error message adds to a name that does not exist: the name that was probably meant."""

from collections.abc import Iterable
from typing import Final

_LEAST_LIKENESS: Final = 0.5  # of a name that does not exist and the one that was probably meant


def suggestion(name: str, names: Iterable[str], otherwise: str = "") -> str:
    """Return "did you mean X?" for the most similar of some names; if none is similar, `otherwise`, or all names."""
    import difflib  # late: most names are right

    candidates = list(names)
    similar = difflib.get_close_matches(name, candidates, 1, _LEAST_LIKENESS)
    return f"did you mean {similar[0]}?" if similar else otherwise or f"use one of {', '.join(candidates)}"
