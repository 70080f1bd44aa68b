"""What an error message adds to a name that does not exist: the name that was probably meant."""

from collections.abc import Iterable
from typing import Final

_LEAST_LIKENESS: Final = 0.5  # of a name that does not exist and the one that was probably meant


def suggestion(name: str, names: Iterable[str], otherwise: str = "") -> str:
    """Return "did you mean X?" for the most similar of some names; if none is similar, `otherwise`, or all names."""
    candidates = list(names)
    similar = nearest(name, candidates)
    return f"did you mean {similar}?" if similar else otherwise or f"use one of {', '.join(candidates)}"


def nearest(name: str, names: Iterable[str]) -> str | None:
    """Return the most similar of some names; None if none is similar."""
    import difflib  # late: most names are right

    similar = difflib.get_close_matches(name, list(names), 1, _LEAST_LIKENESS)
    return similar[0] if similar else None
