"""Word against word: names, other words, and what every rule about words asks."""

from dataclasses import replace
from typing import Final

from rapidfuzz.distance import OSA

from collate.classify.language.english import shared_inflection
from collate.classify.language.folding import common_prefix_length
from collate.classify.reading_pair import LONGEST_COMPARED, ReadingPair, WordPair
from collate.classify.rules.names import differ_in_final_vowel, in_genitive, is_name, name_keys, without_genitive
from collate.model.variation import LAST_RULE, Certainty, Kind, Variation

POSSIBLE_COST: Final = 0.7  # nats a letter: learned edits that lead so far may still be right
LONG_NAME: Final = 8  # letters; shorter names are often one edit apart: Lenin, Lunin
DISSIMILAR: Final = 0.5  # similarity below which two words are surely two
SHORT_WORD: Final = 2  # letters; so short a word is another word beside one that is as short, or a letter longer
SENSE_PREFIXES: Final = frozenset(
    ("un", "in", "im", "ir", "il", "dis", "non", "mis", "any", "some", "re", "pre", "anti", "a", "δι", "παρα", "απο")
)


_OTHER_WORDS: Final = Variation(Kind.SUBSTITUTION, "other words in the same place", LAST_RULE)
_SIMILAR_OTHER_WORDS: Final = replace(
    _OTHER_WORDS, why="other words in the same place, with like letters", certainty=Certainty.LOW
)


def listed_words(pair: ReadingPair) -> Variation | None:
    """What a rule file says of the two."""
    words = pair.single
    if words is None:
        return None
    known = pair.context.known
    if frozenset((words.one, words.other)) in known.different:
        return Variation(Kind.SUBSTITUTION, "a rule file says that these are two words")
    for groups, cause, what in (
        (known.names, "name", "names of one"),
        (known.spellings, None, "spellings of one word"),
    ):
        if groups and groups.get(words.one, frozenset()) & groups.get(words.other, frozenset()):
            return Variation(Kind.SPELLING, f"a rule file says that these are {what}", cause=cause)
    return None


def transliterated_names(pair: ReadingPair) -> Variation | None:
    """Two spellings of one name."""
    words = pair.near
    if words is None or not are_names(pair, words) or differ_in_final_vowel(words.written, words.written_other):
        return None
    one, other = without_genitive(words.written), without_genitive(words.written_other)
    if one == other:
        return None
    if name_keys(words.written) & name_keys(words.written_other):
        if in_genitive(words.written) != in_genitive(words.written_other):
            why = "one name in two transliterations, here in the genitive and there not"
            return Variation(Kind.INFLECTION, why, also=(Kind.SPELLING,), certainty=Certainty.MEDIUM)
        return Variation(Kind.SPELLING, "two transliterations of one name: they share a key of sounds", cause="name")
    if pair.context.use_both(words.one, words.other) or shared_inflection(words.written, words.written_other):
        return None
    inner = min(common_prefix_length(one, other), common_prefix_length(one[::-1], other[::-1]))
    if OSA.distance(one, other) > 1 or max(len(one), len(other)) < LONG_NAME or inner < 2:
        return None
    why = "long names, one letter apart in the middle, and no two names to one witness"
    return Variation(Kind.SPELLING, why, cause="name", certainty=Certainty.MEDIUM)


def common_words(pair: ReadingPair) -> Variation | None:
    """Two words that every text may have are two words."""
    words = pair.single
    if words is None:
        return None
    known = pair.context.known.common
    if words.one not in known or words.other not in known:
        return None
    why = "another word: both are among the common words of the language"
    # Where words have endings, two that are short and like may be forms of one: les, des.
    forms = pair.context.known.endings and words.shorter <= SHORT_WORD + 1 and words.likeness >= DISSIMILAR
    certainty = Certainty.MEDIUM if forms else Certainty.HIGH
    return Variation(Kind.SUBSTITUTION, why, certainty=certainty)


def short_words(pair: ReadingPair) -> Variation | None:
    """Two letters against two or three are another word, whatever they share."""
    words = pair.near
    if words is None or words.shorter > SHORT_WORD or words.longer > SHORT_WORD + 1 or words.likeness < DISSIMILAR:
        return None
    return Variation(Kind.SUBSTITUTION, "another word: too short to be like", certainty=Certainty.LOW)


def substitution(pair: ReadingPair) -> Variation | None:
    """Whatever no lighter kind explains is another word."""
    words = pair.single
    if words is None:
        return _substituted_phrase(pair)
    if pair.context.use_both(words.one, words.other):
        return Variation(Kind.SUBSTITUTION, "another word: the same witnesses use both")
    certainty = Certainty.HIGH if words.likeness < DISSIMILAR and not _may_be_one_word(pair, words) else Certainty.LOW
    why = f"another word, {round(100 * words.likeness)} % alike"
    return Variation(Kind.SUBSTITUTION, why, certainty=certainty)


def _may_be_one_word(pair: ReadingPair, words: WordPair) -> bool:
    """The work cuts words short, or spells so freely that its edits lead from one to the other at some cost."""
    if pair.context.abbreviates and words.one[:1] == words.other[:1]:
        return True
    edits = pair.context.edits
    return edits is not None and edits.cost(words.folded, words.folded_other) < POSSIBLE_COST


def _substituted_phrase(pair: ReadingPair) -> Variation:
    """Say that several words are others, and how surely: if they are like, they may be the same ones misread."""
    here, there = (
        "".join(pair.base.words).lower()[:LONGEST_COMPARED],
        "".join(pair.reading.words).lower()[:LONGEST_COMPARED],
    )
    alike = OSA.normalized_similarity(here, there, score_cutoff=DISSIMILAR)
    return _SIMILAR_OTHER_WORDS if alike else _OTHER_WORDS


def differ_by_sense_prefix(one: str, other: str) -> bool:
    """One word is the other with a prefix that turns its sense: possible, impossible."""
    short, long = sorted((one, other), key=len)
    return long.endswith(short) and long.removesuffix(short) in SENSE_PREFIXES


def has_digit(text: str) -> bool:
    """Another number is another number, however alike: 1922, 1923."""
    return any(c.isdigit() for c in text)


def are_names(pair: ReadingPair, words: WordPair) -> bool:
    """Two capitalised words inside a sentence, in a language that does not write all nouns so."""
    if pair.base.opens or pair.reading.opens or pair.context.known.capital_nouns:
        return False
    return is_name(words.written) and is_name(words.written_other)
