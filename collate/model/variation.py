"""The kinds of variation: a closed set, from the lightest to the heaviest, with open causes."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from types import MappingProxyType
from typing import Final

from collate.model.witness import Role


class Significance(StrEnum):
    """Greg's line (1950): what affects the sense, what affects its dress; and what is an editor's."""

    NONE = "none"
    ACCIDENTAL = "accidental"
    SUBSTANTIVE = "substantive"
    EDITORIAL = "editorial"


class Kind(StrEnum):
    """How one reading differs from another. Members stand in the order of their weight."""

    AGREEMENT = "agreement"
    TYPOGRAPHY = "typography"
    PUNCTUATION = "punctuation"
    CAPITALISATION = "capitalisation"
    DIACRITICS = "diacritics"
    ABBREVIATION = "abbreviation"
    WORD_DIVISION = "word-division"
    SPELLING = "spelling"
    INFLECTION = "inflection"
    SUBSTITUTION = "substitution"
    ADDITION = "addition"
    OMISSION = "omission"
    TRANSPOSITION = "transposition"
    GLOSS = "gloss"
    NOTE = "note"
    PARATEXT = "paratext"
    LACUNA = "lacuna"


_ACCIDENTAL: Final = (
    Kind.TYPOGRAPHY,
    Kind.PUNCTUATION,
    Kind.CAPITALISATION,
    Kind.DIACRITICS,
    Kind.ABBREVIATION,
    Kind.WORD_DIVISION,
    Kind.SPELLING,
)
_SUBSTANTIVE: Final = (Kind.INFLECTION, Kind.SUBSTITUTION, Kind.ADDITION, Kind.OMISSION, Kind.TRANSPOSITION)

SIGNIFICANCE: Final[Mapping[Kind, Significance]] = MappingProxyType(
    {
        Kind.AGREEMENT: Significance.NONE,
        Kind.LACUNA: Significance.NONE,
        **dict.fromkeys(_ACCIDENTAL, Significance.ACCIDENTAL),
        **dict.fromkeys(_SUBSTANTIVE, Significance.SUBSTANTIVE),
        **dict.fromkeys((Kind.GLOSS, Kind.NOTE, Kind.PARATEXT), Significance.EDITORIAL),
    }
)

WEIGHT: Final[Mapping[Kind, int]] = MappingProxyType({kind: weight for weight, kind in enumerate(Kind)})

# The kind of an addition or omission whose words stand in an editor's name.
EDITORIAL_KINDS: Final[Mapping[Role, Kind]] = MappingProxyType(
    {Role.GLOSS: Kind.GLOSS, Role.NOTE: Kind.NOTE, Role.PARATEXT: Kind.PARATEXT}
)


LAST_RULE: Final = "substitution"  # answers what no other rule could name


class Certainty(StrEnum):
    """How far the evidence of a rule can be trusted; nothing is said in a firmer voice than it deserves."""

    HIGH = "high"
    MEDIUM = "medium"
    LOW = "low"


@dataclass(frozen=True, slots=True)
class Variation:
    """How a reading differs from another, and on what evidence; `decision` is the id of an editor's, if one spoke."""

    kind: Kind
    why: str
    rule: str = ""
    cause: str | None = None
    also: tuple[Kind, ...] = ()
    within: Role | None = None
    certainty: Certainty = Certainty.HIGH
    decision: str | None = None

    @property
    def significance(self) -> Significance:
        """Whether the difference touches the sense."""
        return SIGNIFICANCE[self.kind]

    @property
    def is_unclassified(self) -> bool:
        """Only the last rule had an answer, and it is not sure."""
        return self.rule == LAST_RULE and self.certainty is Certainty.LOW

    @property
    def label(self) -> str:
        """`spelling.regional`: the kind and, if there is one, its cause."""
        return f"{self.kind}.{self.cause}" if self.cause else str(self.kind)
