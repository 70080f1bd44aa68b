"""Collate parallel witnesses of a text, and say of every difference what kind it is, and why.

The doors of the library: `align_collatex_json` for who calls CollateX today, and `kinds_of` for who has
pairs of readings.
"""

from collate.as_collatex import align_collatex_json as align_collatex_json
from collate.errors import CollateError as CollateError
from collate.witness import Siglum as Siglum
from collate.witness import Witness as Witness


def __getattr__(name: str) -> object:
    """Load the rules when they are first asked for: the command line starts without them."""
    if name == "kinds_of":
        from collate.of_pairs import kinds_of

        return kinds_of
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
