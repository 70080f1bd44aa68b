"""One word in two spellings: by the language, by the habits of the work, or by similarity."""

from typing import Final

from collate._late_regex import late_regex
from collate.classify.language.english import is_ambiguous_pair, regional_rule
from collate.classify.language.folding import with_one_letter
from collate.classify.reading_pair import ReadingPair, WordPair
from collate.classify.rules.correspondence import is_consonantal
from collate.classify.rules.words import SHORT_WORD, are_names, differ_by_sense_prefix, has_digit
from collate.classify.work_evidence import SPELLING_SIMILARITY
from collate.model.variation import Certainty, Kind, Variation
from collate.text.normalise import APOSTROPHE

SAME_WORD_SIMILARITY: Final = 0.72  # of two spellings of one word; flat between .70 and .78 where it was measured
SHORT_WORD_SIMILARITY: Final = 0.8  # of words of fewer than six letters: this / his are two words
SKELETON_SIMILARITY: Final = 0.6  # of words with the same consonants
SHORTEST_WORD: Final = 3  # letters; without other evidence shorter words are two words
# Running words. In a shorter work two similar words are often two words, although no witness uses both.
MIN_WORK_SIZE: Final = 20_000

# These changes are not British in a name: Caesar / Cesar, Lancaster / Lancastre.
OF_NAMES: Final = frozenset(("ae/e", "ae/e, first", "oe/e", "oea/ea", "re/er"))

_SS_BEFORE_VOWEL: Final = late_regex("(?<=[aeiouy])ss(?=[aeiouy])")
_DOUBLED_LETTER: Final = late_regex(r"([^\W\d_])\1+")


def variant_letters(pair: ReadingPair) -> Variation | None:
    """The words differ only in u and v, i and j, vv and w, æ and ae, and the like: one letter in any language."""
    words = pair.single
    if words is None:
        return None
    base, reading = with_one_letter(words.base), with_one_letter(words.reading)
    why = "letters that were once written for one another in many languages, as u and v, æ and ae"
    if base != reading and pair.evidence.exchanges_y_and_i:
        base, reading = base.replace("y", "i"), reading.replace("y", "i")
        why = "the work often has y for i"
    # A single letter may be a word, as the Slavonic v and u, or a sign in a formula.
    if base != reading or words.base == words.reading or len(base) < 2 or has_digit(base):
        return None
    # ÿm may be im as well as ihm.
    is_doubtful = len(base) <= SHORT_WORD and with_one_letter(words.base) != with_one_letter(words.reading)
    certainty = Certainty.MEDIUM if is_doubtful else Certainty.HIGH
    return Variation(Kind.SPELLING, f"one word: {why} (both become {base!r})", cause="historical", certainty=certainty)


def regional(pair: ReadingPair) -> Variation | None:
    """Two regional spellings of an English word."""
    words = pair.single
    if words is None or not pair.evidence.is_english:
        return None
    rule = regional_rule(words.base_surface, words.reading_surface)
    if rule is None:
        return _regional_or_two_words(pair, words)
    if rule in OF_NAMES and are_names(pair, words):
        letters = "one with re, the other with er" if rule == "re/er" else "one with ae or oe, the other with e"
        why = f"two spellings of one name: {letters}"
        return Variation(Kind.SPELLING, why, cause="name")
    return Variation(Kind.SPELLING, f"British and American spelling of one word ({rule})", cause="regional")


def _regional_or_two_words(pair: ReadingPair, words: WordPair) -> Variation | None:
    """Return a substitution of low certainty for a pair such as practice / practise, which may be one word or two."""
    if (
        words.similarity < SPELLING_SIMILARITY
        or not is_ambiguous_pair(words.base_surface, words.reading_surface)
        or pair.evidence.are_both_used(words.base, words.reading)
    ):
        return None
    why = "two words, or British and American spelling of one word; the text alone does not show which"
    return Variation(Kind.SUBSTITUTION, why, certainty=Certainty.LOW)


def historical(pair: ReadingPair) -> Variation | None:
    """The words differ only in letters that writers of the language exchanged freely."""
    words = pair.single
    if words is None:
        return None
    if _are_two_words_of_today(pair, words):
        return None
    key = pair.evidence.fold_graphic(words.base)
    if key != pair.evidence.fold_graphic(words.reading) or len(key) < 2:
        return None
    why = f"older spellings of one word: the language exchanges these letters freely (both become {key!r})"
    # Between vowels ss and ß are two sounds since about 1800: Masse, Maße.
    is_doubtful = words.base == words.reading and _SS_BEFORE_VOWEL.search(words.base) is not None
    return Variation(
        Kind.SPELLING, why, cause="historical", certainty=Certainty.MEDIUM if is_doubtful else Certainty.HIGH
    )


def _are_two_words_of_today(pair: ReadingPair, words: WordPair) -> bool:
    """Return whether both are common words, or one is a common contraction: den and denn, wed and we'd; not in show."""
    common = pair.evidence.language_rules.common
    if any(APOSTROPHE in word and word in common for word in (words.base, words.reading)):
        return True
    return not pair.evidence.is_english and words.base != words.reading and {words.base, words.reading} <= common


def letters_twice(pair: ReadingPair) -> Variation | None:
    """Two letters or more inside a word are written twice in one reading, once in the other."""
    words = pair.similar
    if words is None or words.longer_length - words.shorter_length < 2:
        return None
    short, long = sorted((words.base, words.reading), key=len)
    length = len(long) - len(short)
    for start in range(3, len(short)):
        if long[:start] + long[start + length :] == short and _repeats_what_precedes(long, start, length):
            why = f"the letters {long[start : start + length]!r} are written again in one reading"
            return Variation(Kind.SPELLING, why, cause="error", certainty=Certainty.MEDIUM)
    return None


def _repeats_what_precedes(word: str, start: int, length: int) -> bool:
    """Return whether the letters from `start` repeat two letters or more before them.

    Not the first or the last letters of the word: these may be grammar, as in mordet / momordit and den / denen.
    """
    run = word[start : start + length]
    return start + length < len(word) and any(
        run == word[start - unit : start] * (length // unit) for unit in range(2, min(length, start - 1) + 1)
    )


def doubled_letters(pair: ReadingPair) -> Variation | None:
    """Only doubled letters differ."""
    words = pair.similar
    if words is None or words.similarity < SKELETON_SIMILARITY or _are_two_words(pair, words):
        return None
    if are_names(pair, words):
        return None
    if not equal_if_single_letters(words):
        return None
    return _by_similarity(pair, "equal if doubled letters are written once")


def older_spelling(pair: ReadingPair) -> Variation | None:
    """The words differ only in letters that older writers exchanged, and are not two different words."""
    words = pair.similar
    if words is None or words.shorter_length < SHORTEST_WORD or _are_two_words(pair, words):
        return None
    key = pair.evidence.fold_loose(words.base)
    if key != pair.evidence.fold_loose(words.reading) or len(key) < SHORTEST_WORD:
        return None
    why = f"perhaps older spellings of one word (both become {key!r}); at most one witness uses both"
    return Variation(Kind.SPELLING, why, cause="historical", certainty=Certainty.MEDIUM)


def consonant_skeleton(pair: ReadingPair) -> Variation | None:
    """The same consonants, with similar vowels."""
    words = pair.similar
    if words is None or words.similarity < SKELETON_SIMILARITY or _are_two_words(pair, words):
        return None
    vowels = pair.evidence.language_rules.vowels
    base, reading = ("".join(c for c in word if c not in vowels) for word in (words.base, words.reading))
    if base != reading or len(base) < 2 or words.shorter_length < SHORTEST_WORD:
        return None
    if are_names(pair, words) or _too_short(words):
        return None
    return _by_similarity(pair, f"the same consonants, {base}; at most one witness uses both")


def similar_words(pair: ReadingPair) -> Variation | None:
    """Two similar words, and at most one witness uses both."""
    words = pair.similar
    if words is None or words.similarity < SAME_WORD_SIMILARITY or words.shorter_length < SHORTEST_WORD:
        return None
    if are_names(pair, words) or has_digit(words.base + words.reading):
        return None
    if _are_two_words(pair, words) or differ_by_sense_prefix(words.base, words.reading) or _too_short(words):
        return None
    why = f"{percent(words.similarity)} similar; at most one witness uses both"
    return _by_similarity(pair, why)


def _too_short(words: WordPair) -> bool:
    """Return whether words of fewer than six letters are not similar enough."""
    return words.shorter_length < 6 and words.similarity < SHORT_WORD_SIMILARITY


def _are_two_words(pair: ReadingPair, words: WordPair) -> bool:
    """Return whether the two are words of their own: the same witnesses use both, or both are common words."""
    evidence = pair.evidence
    if evidence.spells_freely:
        return True  # the rule `correspondence` decides; to be similar proves nothing there
    if is_consonantal(words):
        return True
    common = evidence.language_rules.common
    return (words.base in common and words.reading in common) or evidence.are_both_used(words.base, words.reading)


def _by_similarity(pair: ReadingPair, why: str) -> Variation:
    """Return a spelling variation by similarity: of low certainty in a short work."""
    if pair.evidence.total_words < MIN_WORK_SIZE:
        return Variation(Kind.SPELLING, f"{why}; but in short texts this is weak evidence", certainty=Certainty.LOW)
    return Variation(Kind.SPELLING, why, certainty=Certainty.MEDIUM)


def equal_if_single_letters(words: WordPair) -> bool:
    """Return whether two words are equal if doubled letters are written once."""
    return _DOUBLED_LETTER.sub(r"\1", words.base) == _DOUBLED_LETTER.sub(r"\1", words.reading)


def percent(share: float) -> str:
    """Return a share from 0 to 1 as a percentage."""
    return f"{round(100 * share)} %"
