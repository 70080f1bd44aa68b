"""What a work is like, so far as it decides for all of its pairs that a rule cannot answer."""

from collections.abc import Mapping
from enum import StrEnum
from types import MappingProxyType
from typing import Final


class WorkTrait(StrEnum):
    """Something that is so of a whole work, and that a rule needs to answer."""

    ENGLISH = "it is English"
    OTHER_LANGUAGE = "it is not English"
    FREE = "it spells freely"
    SETTLED = "its spelling is settled"
    LEMMAS = "it asks for lemmas"
    COMMON_WORDS = "common words of its language are known"
    ENDINGS = "endings of its language are known"
    FORMATIVES = "formatives of its language are known"
    WORD_FORMS = "forms of irregular words, or stems of verbs, are known"
    EXCHANGES = "letters that its language exchanges freely are known"


# What each rule needs. Rules without a row may answer in any work.
NEEDED: Final[Mapping[str, WorkTrait]] = MappingProxyType(
    {
        "regional": WorkTrait.ENGLISH,
        "early-english": WorkTrait.ENGLISH,
        "lemmas": WorkTrait.LEMMAS,
        "irregular": WorkTrait.WORD_FORMS,
        "english-inflection": WorkTrait.ENGLISH,
        "common-words": WorkTrait.COMMON_WORDS,
        "formatives": WorkTrait.FORMATIVES,
        "paradigm": WorkTrait.OTHER_LANGUAGE,
        "doubled": WorkTrait.SETTLED,
        "endings": WorkTrait.ENDINGS,
        "prefix": WorkTrait.OTHER_LANGUAGE,
        "correspondence": WorkTrait.FREE,
        "older": WorkTrait.SETTLED,
        "skeleton": WorkTrait.SETTLED,
        "like": WorkTrait.SETTLED,
        "stem": WorkTrait.OTHER_LANGUAGE,
    }
)
# The same for two different words in plain ASCII letters.
NEEDED_BY_PLAIN_WORDS: Final[Mapping[str, WorkTrait]] = MappingProxyType({**NEEDED, "historical": WorkTrait.EXCHANGES})
