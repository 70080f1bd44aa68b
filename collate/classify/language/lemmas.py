"""Lemmas of Latin, from the package simplemma, which a work asks for (`[rules] lemmas = true`).

Only for Latin, and only where a text spells as dictionaries do: elsewhere lemmas name wrong words (`docs/kinds.md`).
"""

from collections.abc import Iterable
from functools import lru_cache
from importlib.util import find_spec
from typing import Final

from collate._late_regex import late_regex
from collate.classify.language.folding import CACHED_WORDS

PACKAGE: Final = "simplemma"
LANGUAGES: Final = ("la", "lat")
KNOWN_SHARE: Final = 0.9  # of the word forms of each witness
_CODE: Final = "la"
_CONSONANTAL_U: Final = late_regex("(?<![a-z])u(?=[aeiou])|(?<=[aeiou])u(?=[aeiou])|(?<=[lr])u(?=[aeio])")


def has_lemmas() -> bool:
    """Return whether the package with the lemmas is installed; it is not loaded."""
    return find_spec(PACKAGE) is not None


@lru_cache(CACHED_WORDS)
def lemma_of(word: str) -> str:
    """Return the lemma of a bare word, also asked with v where a u is a consonant; "" if its form is not known."""
    import simplemma  # 112 MB, and seconds to load

    for form in dict.fromkeys((word, _CONSONANTAL_U.sub("v", word))):
        if simplemma.is_known(form, lang=_CODE):
            return simplemma.lemmatize(form, lang=_CODE).lower()
    return ""


def knows_most(words: Iterable[str]) -> bool:
    """Return whether nine tenths of the different words of letters are known."""
    forms = [word for word in words if word.isalpha()]
    return bool(forms) and sum(bool(lemma_of(form)) for form in forms) >= KNOWN_SHARE * len(forms)
