"""Names of taxa for programs that take only letters and digits, and the siglum of such a name.

A character that is neither an ASCII letter nor a digit is written as its code point in hexadecimal between full
stops: `A*` is `A.2a.`, `P46 vid` is `P46.20.vid`. A name of digits alone, which NEXUS would take for the number of a
taxon, has `n.` before it. NEXUS does not distinguish `A` from `a`, so where two names differ only in case, their
small letters are written as code points too.
"""

import re
from collections import Counter
from collections.abc import Sequence
from typing import Final

from collate.model.witness import Siglum

_ENCODED: Final = re.compile("[^A-Za-z0-9]")
_ENCODED_WITH_SMALL_LETTERS: Final = re.compile("[^A-Z0-9]")
_NUMBER_PREFIX: Final = "n."
_CODE_POINT: Final = re.compile(r"\.([0-9a-f]+)\.")


def taxon_names(sigla: Sequence[Siglum]) -> list[str]:
    """Return a legal name for each siglum; no two are equal, even without case."""
    names = [_encode(siglum, _ENCODED) for siglum in sigla]
    counts = Counter(name.casefold() for name in names)
    return [
        name if counts[name.casefold()] == 1 else _encode(siglum, _ENCODED_WITH_SMALL_LETTERS)
        for siglum, name in zip(sigla, names, strict=True)
    ]


def siglum_of_taxon(name: str) -> str:
    """Return the siglum from which a name was made."""
    if name.startswith(_NUMBER_PREFIX) and name.removeprefix(_NUMBER_PREFIX).isdecimal():
        return name.removeprefix(_NUMBER_PREFIX)
    return _CODE_POINT.sub(lambda encoded: chr(int(encoded[1], 16)), name)


def _encode(siglum: Siglum, encoded: re.Pattern[str]) -> str:
    if siglum.isascii() and siglum.isdecimal():
        return _NUMBER_PREFIX + siglum
    return encoded.sub(lambda character: f".{ord(character[0]):x}.", siglum)
