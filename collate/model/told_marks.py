"""What the source of a witness says of the words of a reading, as reports tell it."""

from collections.abc import Iterable, Sequence
from typing import Final

from collate._dataclass import dataclass
from collate._repr import quoted, repr_line
from collate.model.annotations import AnnotationName
from collate.model.witness import Siglum, Witness

# What says where words stand, and nothing of the words.
_OF_PLACES: Final = frozenset(
    (AnnotationName.ID, AnnotationName.FACSIMILE, AnnotationName.NUMBER, AnnotationName.REPLACES)
)
OF_WORDS: Final = tuple(name for name in AnnotationName if name not in _OF_PLACES)
# What an editor must see beside the words; a lemma or a language is for programs.
OF_STATE: Final = (
    AnnotationName.SUPPLIED,
    AnnotationName.UNCLEAR,
    AnnotationName.DELETED,
    AnnotationName.ADDED,
    AnnotationName.SURPLUS,
    AnnotationName.ERROR,
    AnnotationName.EXPANSION,
    AnnotationName.ABBREVIATION,
    AnnotationName.NUMERAL,
    AnnotationName.NOMEN_SACRUM,
    AnnotationName.REGULARISED,
    AnnotationName.DAMAGE,
)


@dataclass(frozen=True, slots=True)
class ToldMark:
    """What the source of one witness says of some words of a reading.

    Attributes
    ----------
    siglum : Siglum
        The witness.
    name : AnnotationName
        What is said.
    value : str
        The reason, the lemma, the expansion; "" where the name says all.
    start, end : int
        The code points [start, end) of the reading of which it is said.
    words : str
        The text there.
    """

    siglum: Siglum
    name: AnnotationName
    value: str
    start: int
    end: int
    words: str

    def __repr__(self) -> str:
        return repr_line("ToldMark", f"{self.siglum} {quoted(self.words)} {self.label}")

    @property
    def label(self) -> str:
        """What is said, in words: `supplied (lost)`."""
        return f"{self.name} ({self.value})" if self.value else str(self.name)


@dataclass(frozen=True, slots=True)
class ToldWords:
    """Words of an entry, what sources say of them, and the witnesses whose sources say so."""

    words: str
    label: str
    sigla: tuple[Siglum, ...]

    def __repr__(self) -> str:
        return repr_line("ToldWords", f"{quoted(self.words)} {self.label}")


def told_marks(
    witness: Witness, spans: Iterable[tuple[int, int]], names: Sequence[AnnotationName] = OF_WORDS
) -> list[ToldMark]:
    """Return what the source of a witness says of the code points of some spans, in order."""
    if not len(witness.annotations):
        return []
    found = []
    for start, end in spans:
        for a in witness.annotations.over(start, end, names) if start < end else ():
            first, last = max(start, a.start), min(end, a.end)
            words = witness.text[first:last]
            if words.strip():
                found.append(ToldMark(witness.siglum, a.name, a.value, first, last, words))
    return found
