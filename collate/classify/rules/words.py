"""One word against one word: listed words, names, other words; and tests that several rules share."""

from dataclasses import replace
from functools import cache
from typing import Final

from rapidfuzz.distance import OSA

from collate._late_regex import late_regex
from collate.classify.language.early_english import is_word_of_today, were_one_word
from collate.classify.language.english import shared_inflection
from collate.classify.language.folding import common_prefix_length, with_one_letter
from collate.classify.language.formatives import differing_formatives
from collate.classify.reading_pair import LONGEST_COMPARED, ReadingPair, WordPair
from collate.classify.rules.names import (
    differ_in_final_vowel,
    differ_in_first_h,
    in_genitive,
    is_name,
    name_keys,
    without_genitive,
)
from collate.model.token_marks import TokenMark
from collate.model.variation import LAST_RULE, Certainty, Kind, Variation

LONG_NAME: Final = 8  # letters; shorter names are often one edit apart: Lenin, Lunin
DISSIMILAR: Final = 0.5  # below this similarity two words are certainly two
SHORT_WORD: Final = 2  # letters; against a word of two or three letters it is another word
# Nats per letter, in a work that spells freely. From here on the letters of two words are not written for one another:
# .92 of such pairs are two words or forms, from the second cost on .97.
APART_COST: Final = 0.6
FAR_APART_COST: Final = 1.2
_DOUBLED: Final = late_regex(r"(.)\1+")
# Prefixes that change the sense of a word.
SENSE_PREFIXES: Final = frozenset(
    ("un", "in", "im", "ir", "il", "dis", "non", "mis", "any", "some", "re", "pre", "anti", "a", "δι", "παρα", "απο")
)


_OTHER_WORDS: Final = Variation(Kind.SUBSTITUTION, "different words in the same place", LAST_RULE)
_DOUBTFUL_OTHER_WORDS: Final = replace(_OTHER_WORDS, certainty=Certainty.LOW)
_SIMILAR_OTHER_WORDS: Final = replace(
    _OTHER_WORDS, why="different words in the same place, with similar letters", certainty=Certainty.LOW
)


def listed_words(pair: ReadingPair) -> Variation | None:
    """The pair is listed in a rule file."""
    words = pair.single
    if words is None:
        return None
    rules = pair.evidence.language_rules
    if rules.different and frozenset((words.base, words.reading)) in rules.different:
        return Variation(Kind.SUBSTITUTION, "listed in a rule file as two different words")
    for groups, cause, what in (
        (rules.names, "name", "spellings of one name"),
        (rules.spellings, None, "spellings of one word"),
    ):
        if words.base in groups and words.reading in groups and groups[words.base] & groups[words.reading]:
            is_older = cause is None and with_one_letter(words.base) == with_one_letter(words.reading)
            return Variation(
                Kind.SPELLING, f"listed in a rule file as {what}", cause="historical" if is_older else cause
            )
    return None


def transliterated_names(pair: ReadingPair) -> Variation | None:
    """Two spellings or transliterations of one name."""
    words = pair.similar
    if words is None or not are_names(pair, words):
        return None
    surfaces = words.base_surface, words.reading_surface
    if differ_in_final_vowel(*surfaces) or differ_in_first_h(*surfaces):
        return None
    base, reading = without_genitive(words.base_surface), without_genitive(words.reading_surface)
    if base == reading:
        return None
    if name_keys(words.base_surface) & name_keys(words.reading_surface):
        if in_genitive(words.base_surface) != in_genitive(words.reading_surface):
            why = "two transliterations of one name, one of them in the genitive"
            return Variation(Kind.INFLECTION, why, also=(Kind.SPELLING,), certainty=Certainty.MEDIUM)
        why = "two transliterations of one name: they can stand for the same sounds"
        certainty = Certainty.LOW if _may_be_no_name(pair, words) else Certainty.HIGH
        return Variation(Kind.SPELLING, why, cause="name", certainty=certainty)
    if pair.evidence.are_both_used(words.base, words.reading) or shared_inflection(
        words.base_surface, words.reading_surface
    ):
        return None
    common_ends = min(common_prefix_length(base, reading), common_prefix_length(base[::-1], reading[::-1]))
    if OSA.distance(base, reading) > 1 or max(len(base), len(reading)) < LONG_NAME or common_ends < 2:
        return None
    why = "long names that differ by one letter in the middle; at most one witness uses both"
    return Variation(Kind.SPELLING, why, cause="name", certainty=Certainty.MEDIUM)


def _may_be_no_name(pair: ReadingPair, words: WordPair) -> bool:
    """Return whether one is a word too, as Parish beside Paris, or letters are doubled in an unknown language."""
    if _marked_as_names(pair):
        return False
    if pair.evidence.is_english:
        return is_word_of_today(words.base) or is_word_of_today(words.reading)
    is_known = bool(pair.evidence.language_rules.common)
    return not is_known and _DOUBLED.sub(r"\1", words.base) == _DOUBLED.sub(r"\1", words.reading)


def common_words(pair: ReadingPair) -> Variation | None:
    """Two common words of the language are different words."""
    words = pair.single
    if words is None:
        return None
    rules = pair.evidence.language_rules
    if pair.evidence.is_english and were_one_word(words.base, words.reading) and pair.evidence.has_early_english:
        why = "different words of today; in older print they may be one word in two spellings"
        return Variation(Kind.SUBSTITUTION, why, certainty=Certainty.MEDIUM)
    if words.base not in rules.common or words.reading not in rules.common:
        if words.similarity < DISSIMILAR or not pair.evidence.is_english:
            return None
        if not (is_word_of_today(words.base) and is_word_of_today(words.reading)):
            return None
        why = "different words: both are English words of today"
        return Variation(Kind.SUBSTITUTION, why, certainty=certainty_of_two(pair, words, FAR_APART_COST))
    why = "different words: both are common words of the language"
    # In a language with endings, two short and similar words may be forms of one: les, des.
    may_be_forms = rules.endings and words.shorter_length <= SHORT_WORD + 1 and words.similarity >= DISSIMILAR
    certainty = Certainty.MEDIUM if may_be_forms else certainty_of_two(pair, words, FAR_APART_COST)
    if pair.evidence.spells_freely and words.similarity >= DISSIMILAR:
        certainty = Certainty.MEDIUM  # then and than, loose and lose were one word in two spellings
    return Variation(Kind.SUBSTITUTION, why, certainty=certainty)


def other_formative(pair: ReadingPair) -> Variation | None:
    """One word with another prefix, suffix or infix of the language, or without it, is another word."""
    words, rows = pair.similar, pair.evidence.language_rules.formatives
    if words is None or not rows or has_digit(words.base):
        return None
    formatives = differing_formatives(words.base, words.reading, rows)
    if formatives is None:
        return None
    one, other = formatives
    how = f"one with {one}, the other with {other}" if one and other else f"only one has {one or other}"
    return Variation(Kind.SUBSTITUTION, f"different words of one stem: {how}", certainty=Certainty.MEDIUM)


def short_words(pair: ReadingPair) -> Variation | None:
    """A word of two letters against one of two or three is a different word."""
    words = pair.similar
    if (
        words is None
        or words.shorter_length > SHORT_WORD
        or words.longer_length > SHORT_WORD + 1
        or words.similarity < DISSIMILAR
    ):
        return None
    return Variation(
        Kind.SUBSTITUTION, "different words: too short to be compared by their letters", certainty=Certainty.LOW
    )


def substitution(pair: ReadingPair) -> Variation | None:
    """No lighter kind explains the difference."""
    words = pair.single
    if words is None:
        return _substituted_phrase(pair)
    if pair.evidence.are_both_used(words.base, words.reading):
        certainty = Certainty.MEDIUM if pair.evidence.spells_freely else Certainty.HIGH
        return Variation(Kind.SUBSTITUTION, "different words: the same witnesses use both", certainty=certainty)
    is_open = words.similarity >= DISSIMILAR or _may_be_one_word(pair, words) or _may_be_one_letter(words)
    certainty = Certainty.LOW if is_open else Certainty.HIGH
    return _other_word(round(100 * words.similarity), certainty)


@cache
def _other_word(percentage: int, certainty: Certainty) -> Variation:
    """Return the substitution of a word; one for each percentage, because there are so many of them."""
    return replace(_OTHER_WORDS, why=f"different words, {percentage} % similar", certainty=certainty)


def _may_be_one_word(pair: ReadingPair, words: WordPair) -> bool:
    """Return whether one word is possible: the work spells freely, or shortens words; or a short one shares letters."""
    common = pair.evidence.language_rules.common
    if _may_be_short_form(words) and not (words.base in common and words.reading in common):
        return True
    return pair.evidence.spells_freely or (pair.evidence.drops_vowels and words.base[:1] == words.reading[:1])


def _may_be_one_letter(words: WordPair) -> bool:
    """Return whether the words are y and i, which were written for one another; i and j or u and v may be signs."""
    return {words.base, words.reading} == {"y", "i"}


def _may_be_short_form(words: WordPair) -> bool:
    """Return whether a word of three letters or fewer shares letters with another that is as short, or begins alike."""
    if words.shorter_length > SHORT_WORD + 1 or not words.similarity:
        return False
    if words.shorter_length == 1 and words.base_surface.isupper() and words.reading_surface.isupper():
        return False  # U, USSR: initials
    return words.longer_length <= SHORT_WORD + 1 or words.base[:1] == words.reading[:1]


def _substituted_phrase(pair: ReadingPair) -> Variation:
    """Return the substitution of several words; its certainty is low where they are similar and may be misread."""
    base, reading = ("".join(side.words).lower()[:LONGEST_COMPARED] for side in (pair.base, pair.reading))
    similarity = OSA.normalized_similarity(base, reading, score_cutoff=DISSIMILAR)  # 0 below the cutoff
    if similarity:
        return _SIMILAR_OTHER_WORDS
    return _DOUBTFUL_OTHER_WORDS if pair.evidence.spells_freely else _OTHER_WORDS


def certainty_of_two(pair: ReadingPair, words: WordPair, least_cost: float) -> Certainty:
    """Return how sure a list of words or forms is that these are two: not high where letters may make them one."""
    evidence = pair.evidence
    if not evidence.spells_freely:
        return Certainty.HIGH
    cost = evidence.spelling_cost(words.base_folded, words.reading_folded)
    return Certainty.HIGH if cost >= least_cost else Certainty.MEDIUM


def differ_by_sense_prefix(base: str, reading: str) -> bool:
    """Return whether one word is the other with a prefix that changes its sense: possible, impossible."""
    short, long = sorted((base, reading), key=len)
    return long.endswith(short) and long.removesuffix(short) in SENSE_PREFIXES


def has_digit(text: str) -> bool:
    """Return whether a text has a digit; numbers with other digits are other numbers, however similar."""
    return not text.isalpha() and any(c.isdigit() for c in text)


def are_names(pair: ReadingPair, words: WordPair) -> bool:
    """Return whether both words have a capital inside a sentence, in a language that does not capitalise all nouns."""
    if _marked_as_names(pair):
        return True
    if pair.base.opens_sentence or pair.reading.opens_sentence or pair.evidence.language_rules.capital_nouns:
        return False
    return is_name(words.base_surface) and is_name(words.reading_surface)


def _marked_as_names(pair: ReadingPair) -> bool:
    """Return whether the source of each side marks its word as a name."""
    if not pair.base.marks or not pair.reading.marks:
        return False
    return all(len(side.marks) == 1 and TokenMark.NAME in side.marks[0] for side in (pair.base, pair.reading))
