"""One word in two spellings: by the language, by the habits of the work, by likeness, by a slip."""

import re
from typing import Final

from collate.classify.edit_model import SAME_WORD_COST
from collate.classify.language.english import on_stop_list, regional_rule
from collate.classify.reading_pair import ReadingPair, WordPair
from collate.classify.rules.words import are_names, differ_by_sense_prefix, has_digit
from collate.classify.work_evidence import SPELLING_SIMILARITY
from collate.model.variation import Certainty, Kind, Variation

SAME_WORD_SIMILARITY: Final = (
    0.72  # similarity of two spellings of one word; flat between .70 and .78 where it was measured
)
SHORT_WORD_SIMILARITY: Final = 0.8  # words of fewer than six letters must be as like as this: this / his are two
SKELETON_SIMILARITY: Final = 0.6  # words with the same consonants may be less like
CERTAIN_COST: Final = -1.0  # nats a letter: learned edits that are no chance
SHORTEST_WORD: Final = 3  # letters; such words are other words unless something says otherwise
MIN_WORK_SIZE: Final = 20_000  # in a shorter work two like words that nobody uses side by side are often two words

LATINATE: Final = frozenset(("ae/e", "ae/e, first", "oe/e", "oea/ea"))  # Caesar is no British spelling of Cesar

_DOUBLED_LETTER: Final = re.compile(r"([^\W\d_])\1+")
# Scripts that write words by their consonants: with few letters to a word, likeness proves nothing there.
_CONSONANTAL: Final = re.compile("[\u0590-\u08ff]")


def regional(pair: ReadingPair) -> Variation | None:
    """Two regional spellings of an English word."""
    words = pair.single
    if words is None or not pair.context.english:
        return None
    rule = regional_rule(words.written, words.written_other)
    if rule is None:
        return _regional_or_two_words(pair, words)
    if rule in LATINATE and are_names(pair, words):
        why = "two spellings of one name, with ae or oe and with e"
        return Variation(Kind.SPELLING, why, cause="name")
    return Variation(Kind.SPELLING, f"British and American spelling of one word ({rule})", cause="regional")


def _regional_or_two_words(pair: ReadingPair, words: WordPair) -> Variation | None:
    """Practice and practise may be two words to one writer and one to another."""
    if (
        words.likeness < SPELLING_SIMILARITY
        or not on_stop_list(words.written, words.written_other)
        or pair.context.use_both(words.one, words.other)
    ):
        return None
    why = "two words, or one in British and American spelling: only the writer knows"
    return Variation(Kind.SUBSTITUTION, why, certainty=Certainty.LOW)


def historical(pair: ReadingPair) -> Variation | None:
    """Letters that writers of the language exchanged freely."""
    words = pair.single
    if words is None:
        return None
    key = pair.context.graphic(words.one)
    if key != pair.context.graphic(words.other) or len(key) < 2:
        return None
    why = f"older spellings of one word: both become {key!r} where the language knows no difference"
    return Variation(Kind.SPELLING, why, cause="historical")


def doubled_letters(pair: ReadingPair) -> Variation | None:
    """The same letters, some written twice."""
    words = pair.near
    if words is None or words.likeness < SKELETON_SIMILARITY or _are_two_words(pair, words):
        return None
    if are_names(pair, words):
        return None
    if _DOUBLED_LETTER.sub(r"\1", words.one) != _DOUBLED_LETTER.sub(r"\1", words.other):
        return None
    return _spelling_or_slip(pair, words, "equal when doubled letters are single", Certainty.MEDIUM)


def older_spelling(pair: ReadingPair) -> Variation | None:
    """What older writers of the language exchanged, where the two are no words of their own."""
    words = pair.near
    if words is None or words.shorter < SHORTEST_WORD or _are_two_words(pair, words):
        return None
    key = pair.context.loose(words.one)
    if key != pair.context.loose(words.other) or len(key) < SHORTEST_WORD:
        return None
    why = f"may be older spellings of one word, {key!r}, and no witness uses both"
    return Variation(Kind.SPELLING, why, cause="historical", certainty=Certainty.MEDIUM)


def learned_edits(pair: ReadingPair) -> Variation | None:
    """Edits that this work makes again and again."""
    words, edits = pair.near, pair.context.edits
    if words is None or edits is None or has_digit(words.one + words.other):
        return None
    cost = edits.cost(words.folded, words.folded_other)
    if cost > SAME_WORD_COST:
        return None
    why = f"this work exchanges such letters freely ({cost:.2f} a letter; one word to {SAME_WORD_COST})"
    certainty = Certainty.HIGH if cost < CERTAIN_COST else Certainty.MEDIUM
    return Variation(Kind.SPELLING, why, cause="historical", certainty=certainty)


def consonant_skeleton(pair: ReadingPair) -> Variation | None:
    """The same consonants, and vowels that are like."""
    words = pair.near
    if words is None or words.likeness < SKELETON_SIMILARITY or _are_two_words(pair, words):
        return None
    vowels = pair.context.known.vowels
    one, other = ("".join(c for c in w if c not in vowels) for w in (words.one, words.other))
    if one != other or len(one) < 2 or are_names(pair, words) or words.shorter < SHORTEST_WORD or _too_short(words):
        return None
    return _spelling_or_slip(pair, words, f"the same consonants, {one}, and no witness uses both", Certainty.MEDIUM)


def similar_words(pair: ReadingPair) -> Variation | None:
    """Two words alike enough, which no witness uses side by side, are spellings of one."""
    words = pair.near
    if words is None or words.likeness < SAME_WORD_SIMILARITY or words.shorter < SHORTEST_WORD:
        return None
    if are_names(pair, words) or has_digit(words.one + words.other):
        return None
    if _are_two_words(pair, words) or differ_by_sense_prefix(words.one, words.other) or _too_short(words):
        return None
    return _spelling_or_slip(
        pair, words, f"{percent(words.likeness)} alike, and no witness uses both", Certainty.MEDIUM
    )


def _too_short(words: WordPair) -> bool:
    return words.shorter < 6 and words.likeness < SHORT_WORD_SIMILARITY


def _are_two_words(pair: ReadingPair, words: WordPair) -> bool:
    """The witnesses use both, or every text may have both: then the two are words of their own."""
    if pair.context.edits is not None:
        return True  # they have been asked, and would have said so
    if not words.one.isascii() and _CONSONANTAL.search(words.one):
        return True
    common = pair.context.known.common
    return (words.one in common and words.other in common) or pair.context.use_both(words.one, words.other)


def _spelling_or_slip(pair: ReadingPair, words: WordPair, why: str, certainty: Certainty) -> Variation:
    """Say that it is spelling, and perhaps a slip; in a short work that says little."""
    slip = slip_reason(pair, words)
    if slip:
        return Variation(Kind.SPELLING, f"{slip}; {why}", cause="error", certainty=Certainty.MEDIUM)
    if pair.context.size < MIN_WORK_SIZE:
        why, certainty = f"{why}; but the texts are short, so that says little", Certainty.LOW
    return Variation(Kind.SPELLING, why, certainty=certainty)


def slip_reason(pair: ReadingPair, words: WordPair) -> str:
    """Say why one of the two is perhaps a slip, or nothing.

    A word of one witness, seen nowhere else, one edit from what two or more others agree on; or from
    a word that stands elsewhere in the work.
    """
    if round((1 - words.likeness) * words.longer) != 1:
        return ""
    total = pair.context.total
    for word, other, side, opposite in (
        (words.other, words.one, pair.reading, pair.base),
        (words.one, words.other, pair.base, pair.reading),
    ):
        if not side.alone or total[word] != 1:
            continue
        if not opposite.alone:
            return f"{word!r} is one edit from what the others agree on, and seen nowhere else"
        if total[other] > 1:
            return f"{word!r} is seen nowhere else, and one edit from {other!r}, which is"
    return ""


def percent(likeness: float) -> str:
    """Write a share in hundredths."""
    return f"{round(100 * likeness)} %"
