"""English spelling from about 1450 to 1700. Asked before the endings, because `madnes / madness` has no ending."""

from collate.classify.language.early_english import (
    are_listed_spellings,
    differ_in_changing_letters,
    early_keys,
    is_word_of_today,
    vowel_keys,
)
from collate.classify.reading_pair import ReadingPair, WordPair
from collate.classify.rules.words import are_names, has_digit
from collate.model.variation import Certainty, Kind, Variation


def early_english(pair: ReadingPair) -> Variation | None:
    """One English word in the spelling of older print and in that of today."""
    words = pair.single
    if words is None or not pair.evidence.is_english or has_digit(words.base + words.reading):
        return None
    why = _as_listed(words) or _by_apostrophe(pair, words)
    if why:
        return Variation(Kind.SPELLING, why, cause="historical")
    return _by_letters(pair, words) if pair.similar else None


def _as_listed(words: WordPair) -> str:
    """Return a sentence if the two are listed as spellings of one word, or ""."""
    return (
        "older spellings of one word, as listed for English" if are_listed_spellings(words.base, words.reading) else ""
    )


def _by_apostrophe(pair: ReadingPair, words: WordPair) -> str:
    """Return a sentence if only the place of an apostrophe differs, or one genitive has none, or ""."""
    signs = "'" in words.base, "'" in words.reading
    if not any(signs):
        return ""
    base, reading = words.base.replace("'", ""), words.reading.replace("'", "")
    if all(signs):
        ends = {words.base[-2:], words.reading[-2:]}
        return "the same letters; the apostrophe stands elsewhere" if base == reading and "s'" not in ends else ""
    marked = words.base if signs[0] else words.reading
    if not marked.endswith("'s") or not early_keys(base) & early_keys(reading):
        return ""
    if are_names(pair, words):
        return "a name in the genitive; older print writes it without an apostrophe"
    if pair.evidence.lacks_genitive_sign:
        return "a genitive; one witness writes none with an apostrophe"
    return ""


def _by_letters(pair: ReadingPair, words: WordPair) -> Variation | None:
    """Return a spelling if the words differ only in letters that older writers exchanged, added or left out."""
    if not differ_in_changing_letters(words.base, words.reading):
        return None
    known = is_word_of_today(words.base), is_word_of_today(words.reading)
    if all(known):
        return None  # before the changes, which cost more
    base, reading = pair.evidence.fold_graphic(words.base), pair.evidence.fold_graphic(words.reading)
    if not vowel_keys(base) & vowel_keys(reading) or pair.evidence.are_both_used(words.base, words.reading):
        return None
    shared = early_keys(base) & early_keys(reading)
    if not shared and not any(known):
        return None
    cause = (
        "name" if are_names(pair, words) and not any(known) else "historical"
    )  # older print has many nouns with a capital
    if not shared:
        why = f"{words.base if known[0] else words.reading!r} is a word of today, and the other an older spelling of it"
        return Variation(Kind.SPELLING, why, cause=cause, certainty=Certainty.MEDIUM)
    why = f"older and newer spelling of one word (both become {min(shared)!r})"
    return Variation(Kind.SPELLING, why, cause=cause, certainty=Certainty.HIGH if any(known) else Certainty.MEDIUM)
