"""Which kinds a pair of readings can have. An editor may overrule every rule, but not what is written."""

import unicodedata
from typing import Final

from collate.model.variation import Kind

_NEEDS_BOTH: Final = (
    Kind.CAPITALISATION,
    Kind.DIACRITICS,
    Kind.ABBREVIATION,
    Kind.WORD_DIVISION,
    Kind.SPELLING,
    Kind.INFLECTION,
    Kind.SUBSTITUTION,
)
_SAME_LETTERS: Final = (Kind.PUNCTUATION, Kind.CAPITALISATION, Kind.DIACRITICS)
_NEEDS_ONE_EMPTY: Final = (Kind.ADDITION, Kind.OMISSION)
_OF_EDITORS: Final = (Kind.GLOSS, Kind.NOTE, Kind.PARATEXT)


def why_impossible(kind: Kind, first: str, second: str) -> str:
    """Return why two readings cannot differ in this way; "" if they can."""
    letters, others = _letters(first), _letters(second)
    if not first.strip() or not second.strip():
        if kind in _NEEDS_BOTH:
            return f"{kind} needs words on both sides"
        return "these are words, no punctuation" if kind is Kind.PUNCTUATION and letters + others else ""
    if kind in _NEEDS_ONE_EMPTY:
        return f"both readings have words, so the kind cannot be {kind}"
    if kind in _OF_EDITORS and letters and others and _has_no_more(first, second) and _has_no_more(second, first):
        return f"neither reading has words or signs that the other lacks, so there is no {kind}"
    if kind in _SAME_LETTERS and letters != others:
        return f"other letters differ too, so the kind cannot be {kind}"
    return ""


def possible_kinds(first: str, second: str) -> list[Kind]:
    """Return the kinds that two readings can have, from the lightest to the heaviest."""
    decidable = [kind for kind in Kind if kind not in (Kind.AGREEMENT, Kind.LACUNA)]
    return [kind for kind in decidable if not why_impossible(kind, first, second)]


def _has_no_more(text: str, other: str) -> bool:
    """Return whether a reading has no more words than another, and no more marks."""
    marks, other_marks = (sum(not c.isalnum() and not c.isspace() for c in t) for t in (text, other))
    return len(text.split()) <= len(other.split()) and marks <= other_marks


def _letters(text: str) -> str:
    """Return the letters and figures of a text, without case and accents."""
    return "".join([c for c in unicodedata.normalize("NFKD", text.casefold()) if c.isalnum()])
