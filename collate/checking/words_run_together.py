"""Whether a form is a small English word and the word after it, written as one: `infact`."""

from typing import Final

from collate.classify import WorkEvidence
from collate.classify.language.early_english import is_word_of_today

_SMALL: Final = 2  # letters of a small word: longer ones make new words (any body, some times)


def are_run_together(form: str, evidence: WorkEvidence) -> bool:
    """Return whether a form begins with a small word, the rest is a word, and the form itself is none.

    Then it is the form that is wrong, even where a short text has neither of the two words elsewhere. Of other
    languages too few words are known.
    """
    return (
        evidence.is_english
        and not is_word_of_today(form)
        and is_word_of_today(form[:_SMALL])
        and is_word_of_today(form[_SMALL:])
    )
