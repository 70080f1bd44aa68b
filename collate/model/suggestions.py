"""A pair of words that an editor should decide."""

from collate._dataclass import dataclass
from collate._repr import quoted, repr_line
from collate.model.variation import Variation
from collate.model.witness import Siglum


@dataclass(frozen=True, slots=True)
class Suggestion:
    """Two words whose kind an editor should decide, because the answer would teach much.

    Attributes
    ----------
    entry : int
        The number of the first entry with these words.
    first, second : str
        The two words.
    siglum : Siglum
        A witness of the second word.
    variation : Variation
        What their kind is at present, and why.
    entries : int
        How many entries have the pair.
    needs_reading : bool
        Whether the entry has several readings, so that a decision must name the witness.
    """

    entry: int
    first: str
    second: str
    siglum: Siglum
    variation: Variation
    entries: int = 1
    needs_reading: bool = False

    def __repr__(self) -> str:
        return repr_line(
            "Suggestion", f"#{self.entry} {quoted(self.first)} : {quoted(self.second)} {self.variation.label}"
        )

    @property
    def options(self) -> tuple[str, ...]:
        """The arguments of `collate decide` that confirm the present kind and cause wherever the two words differ."""
        reading = ("--reading", str(self.siglum)) if self.needs_reading else ()
        cause = ("--cause", self.variation.cause) if self.variation.cause else ()
        return (f"#{self.entry}", *reading, "--kind", str(self.variation.kind), *cause, "--scope", "work")
