"""Names of witnesses for programs that take letters and digits alone, and how to read the siglum out of one.

A sign that is neither an ASCII letter nor a digit is written as its code point in hexadecimal
between full stops: `A*` is `A.2a.`, `P46 vid` is `P46.20.vid`. A name of digits alone, which NEXUS
would take for the number of a witness, has `n.` before it. NEXUS does not tell `A` from `a`: where
two names differ in that alone their small letters are written as code points too.
"""

import re
from collections import Counter
from collections.abc import Sequence
from typing import Final

from collate.model.witness import Siglum

_OTHER: Final = re.compile("[^A-Za-z0-9]")
_SMALL_TOO: Final = re.compile("[^A-Z0-9]")
_NUMBER: Final = "n."
_CODED: Final = re.compile(r"\.([0-9a-f]+)\.")


def taxon_names(sigla: Sequence[Siglum]) -> list[str]:
    """Give each witness a name that is legal and its own, in any case of letters."""
    plain = [_coded(siglum, _OTHER) for siglum in sigla]
    times = Counter(name.casefold() for name in plain)
    return [
        name if times[name.casefold()] == 1 else _coded(siglum, _SMALL_TOO)
        for siglum, name in zip(sigla, plain, strict=True)
    ]


def siglum_of_taxon(name: str) -> str:
    """Read the siglum out of a name."""
    if name.startswith(_NUMBER) and name.removeprefix(_NUMBER).isdecimal():
        return name.removeprefix(_NUMBER)
    return _CODED.sub(lambda sign: chr(int(sign[1], 16)), name)


def _coded(siglum: Siglum, signs: re.Pattern[str]) -> str:
    if siglum.isascii() and siglum.isdecimal():
        return _NUMBER + siglum
    return signs.sub(lambda sign: f".{ord(sign[0]):x}.", siglum)
