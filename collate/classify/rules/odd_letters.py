"""A slip where spelling is free, and an older spelling where it is not: what the letters of the two words tell."""

from typing import Final

from collate.classify.confusables import is_confusable
from collate.classify.edit_model import is_usual_exchange
from collate.classify.reading_pair import ReadingPair, WordPair

_LIQUIDS: Final = frozenset("lrnλρνлрн")  # sounds that change places with a vowel in spelling: puzzels, puzzles


def has_odd_letters(pair: ReadingPair, form: str, intended: str) -> bool:
    """Return whether a form has letters for others that no writer exchanges, or two neighbours in the wrong order."""
    if not pair.evidence.slips.has_rare_trigram(form, intended):
        return False
    if _exchanges_neighbours(form, intended, pair.evidence.language_rules.vowels):
        return True
    return is_confusable(form, intended) and pair.evidence.has_unseen_letters(form, intended)


def _exchanges_neighbours(form: str, intended: str, vowels: frozenset[str]) -> bool:
    """Return whether two neighbouring letters of which spelling makes no exchange stand in the other order."""
    if len(form) != len(intended):
        return False
    places = [k for k, (a, b) in enumerate(zip(form, intended, strict=True)) if a != b]
    if len(places) != 2 or places[1] != places[0] + 1:
        return False
    one, other = (form[k] for k in places)
    if (intended[places[0]], intended[places[1]]) != (other, one) or "h" in (one, other):
        return False  # wh, hw
    is_vowel = one in vowels, other in vowels
    return not all(is_vowel) and not (any(is_vowel) and not _LIQUIDS.isdisjoint((one, other)))


def is_older_writing(pair: ReadingPair, words: WordPair) -> bool:
    """Return whether the two words may be an older and a newer spelling, in a work that has many such pairs."""
    return pair.evidence.has_older_spelling and is_usual_exchange(words.base_folded, words.reading_folded)
