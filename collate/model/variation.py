"""The kinds of variation, a closed set ordered by weight, and a variation with its cause and evidence."""

from collections.abc import Mapping
from enum import StrEnum
from types import MappingProxyType
from typing import Final

from collate._dataclass import dataclass
from collate._repr import repr_line, shorten
from collate.model.witness import Role


class Significance(StrEnum):
    """Whether a variation affects the sense (substantive) or only its form (accidental), after Greg (1950).

    Words that an editor added are editorial; agreement and lacuna have no significance.

    Examples
    --------
    >>> import collate
    >>> [str(significance) for significance in collate.Significance]
    ['none', 'accidental', 'substantive', 'editorial']
    """

    NONE = "none"
    ACCIDENTAL = "accidental"
    SUBSTANTIVE = "substantive"
    EDITORIAL = "editorial"


class Kind(StrEnum):
    """How one reading differs from another, from the lightest kind to the heaviest.

    Examples
    --------
    >>> import collate
    >>> collate.Kind("spelling") is collate.Kind.SPELLING
    True
    >>> collate.Kind.SPELLING == "spelling"
    True
    """

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

# The kind of an addition or omission of words with an editorial role.
EDITORIAL_KINDS: Final[Mapping[Role, Kind]] = MappingProxyType(
    {Role.GLOSS: Kind.GLOSS, Role.NOTE: Kind.NOTE, Role.PARATEXT: Kind.PARATEXT}
)

LAST_RULE: Final = "substitution"  # id of the rule that answers when no other does


class Certainty(StrEnum):
    """How far the evidence of a rule can be trusted, from the most certain to the least.

    Examples
    --------
    >>> import collate
    >>> [str(certainty) for certainty in collate.Certainty]
    ['high', 'medium', 'low']
    """

    HIGH = "high"
    MEDIUM = "medium"
    LOW = "low"


@dataclass(frozen=True, slots=True)
class Variation:
    """How a reading differs from another.

    Attributes
    ----------
    kind : Kind
        The lightest kind that explains the whole difference.
    why : str
        The evidence, in a sentence.
    rule : str
        Id of the rule that answered.
    cause : str or None
        Where the variation comes from, if that is known, such as `regional`.
    also : tuple of Kind
        Other kinds in which the readings differ.
    within : Role or None
        The editorial role of the words, if they are not text.
    certainty : Certainty
        How far the evidence can be trusted.
    decision : str or None
        Id of the decision of an editor that set the kind.

    Examples
    --------
    >>> import collate
    >>> (variation,) = collate.classify_pairs([("colour", "color")], language="en")
    >>> variation.label, str(variation.significance), variation.rule
    ('spelling.regional', 'accidental', 'regional')
    """

    kind: Kind
    why: str
    rule: str = ""
    cause: str | None = None
    also: tuple[Kind, ...] = ()
    within: Role | None = None
    certainty: Certainty = Certainty.HIGH
    decision: str | None = None

    def __repr__(self) -> str:
        return repr_line("Variation", f"{shorten(self.label, 40)}: {self.why}")

    @property
    def significance(self) -> Significance:
        """The significance of the kind."""
        return SIGNIFICANCE[self.kind]

    @property
    def is_unclassified(self) -> bool:
        """Whether only the last rule answered, with low certainty."""
        return self.rule == LAST_RULE and self.certainty is Certainty.LOW

    @property
    def label(self) -> str:
        """The kind, with the cause if there is one: `spelling.regional`."""
        return f"{self.kind}.{self.cause}" if self.cause else str(self.kind)
