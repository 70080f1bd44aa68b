"""Which witness is printed as the text, and the words for one that is not extant."""

from typing import Final

from collate.apparatus import Apparatus
from collate.model.alignment import Alignment, Testimony
from collate.model.hands import hands_of
from collate.model.witness import Siglum

NONEXTANT_ABBREVIATIONS: Final = {Testimony.LACUNA: "lac.", Testimony.ILLEGIBLE: "illeg.", Testimony.ABSENT: "deest"}


def printed_text(apparatus: Apparatus, alignment: Alignment) -> int | None:
    """Return the number of the witness whose text is printed: the base, or the longest manuscript if there is none."""
    sigla = [w.siglum for w in apparatus.witnesses]
    if apparatus.base in sigla:
        return sigla.index(Siglum(apparatus.base))
    hands = hands_of(apparatus.witnesses)
    ranks = [(siglum not in hands, len(t)) for siglum, t in zip(sigla, alignment.tokens, strict=True)]
    return max(range(len(ranks)), key=lambda w: ranks[w], default=None)
