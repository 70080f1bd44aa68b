"""Word against word: spelling, inflection, or another word."""

import math
from typing import Final

from rapidfuzz.distance import OSA

from collate.classify.english import inflected, regional_rule
from collate.classify.kinds import Certainty, Kind, Variation
from collate.classify.names import differ_in_final_vowel, is_name, name_keys, without_genitive
from collate.classify.question import Context, Question, bare, common_beginning
from collate.tokens import Sort

LIKE: Final = 0.72  # similarity of two spellings of one word; flat between .70 and .78 where it was measured
SHARED_STEM: Final = 0.45  # of the longer word
LONGEST_ENDING: Final = 4
TURNING: Final = frozenset(
    ("un", "in", "im", "ir", "il", "dis", "non", "mis", "any", "some", "re", "pre", "anti", "a", "δι", "παρα", "απο")
)
CAPITAL_NOUNS: Final = ("de", "deu", "ger", "lb", "ltz")
ENOUGH_WORDS: Final = 20_000  # in a shorter work two like words that nobody uses side by side are often two words
LONGEST: Final = 200  # letters that are compared
SHORT_LIKE: Final = 0.8  # words of fewer than six letters must be as like as this: this / his are two
SHORT: Final = 3  # letters; such words are other words unless something says otherwise


_OTHER_WORDS: Final = Variation(Kind.SUBSTITUTION, "other words in the same place")


def single(pair: Question) -> tuple[str, str] | None:
    """Give the two words of a pair of single words."""
    if pair.base.sorts == (Sort.WORD,) == pair.reading.sorts:
        return pair.base.words[0], pair.reading.words[0]
    return None


def regional(pair: Question) -> Variation | None:
    """Two regional spellings of an English word."""
    words = single(pair)
    if words is None or not pair.context.english:
        return None
    rule = regional_rule(*words)
    if rule is None:
        return None
    return Variation(Kind.SPELLING, f"British and American spelling of one word ({rule})", cause="regional")


def names(pair: Question) -> Variation | None:
    """Two spellings of one name."""
    words = single(pair)
    if words is None or not _are_names(pair, words) or differ_in_final_vowel(*words):
        return None
    one, other = map(without_genitive, words)
    if one == other:
        return None
    if name_keys(words[0]) & name_keys(words[1]):
        return Variation(Kind.SPELLING, "two transliterations of one name: they share a key of sounds", cause="name")
    if pair.context.use_both(bare(words[0]), bare(words[1])) or inflected(*words) or OSA.distance(one, other) > 1:
        return None
    why = "capitalised in both, one edit apart, and not two names to the same witness"
    return Variation(Kind.SPELLING, why, cause="name", certainty=Certainty.MEDIUM)


def english_inflection(pair: Question) -> Variation | None:
    """Two forms of one English word."""
    words = single(pair)
    if words is None or not pair.context.english:
        return None
    how = inflected(*words)
    return Variation(Kind.INFLECTION, how, certainty=Certainty.HIGH) if how else None


def learned_inflection(pair: Question) -> Variation | None:
    """Two endings that alternate on several stems inside one witness are a paradigm."""
    words = single(pair)
    if words is None or pair.context.english:
        return None
    one, other = bare(words[0]), bare(words[1])
    stem = common_beginning(one, other)
    endings = one[stem:], other[stem:]
    if stem < 3 or stem < SHARED_STEM * max(len(one), len(other)) or max(map(len, endings)) > LONGEST_ENDING:
        return None
    stems = pair.context.stems_with(*endings)
    if stems < _enough_stems(pair.context):
        return None
    why = f"the endings -{endings[0]} and -{endings[1]} alternate on {stems} stems inside one witness"
    return Variation(Kind.INFLECTION, why, certainty=Certainty.MEDIUM)


def spelling(pair: Question) -> Variation | None:
    """Two words alike enough, which no witness uses side by side, are spellings of one."""
    words = single(pair)
    if words is None:
        return None
    likeness = _likeness(*words)
    if likeness < LIKE:
        return None
    one, other = bare(words[0]), bare(words[1])
    if min(len(one), len(other)) < SHORT or _are_names(pair, words) or _has_digit(one + other):
        return None
    if pair.context.use_both(one, other) or _negated(one, other):
        return None
    if min(len(one), len(other)) < 6 and likeness < SHORT_LIKE:
        return None
    why = f"{_percent(likeness)} alike, and no witness uses both"
    if _is_slip(pair, one, other):
        why = f"one edit from what the others agree on, and seen nowhere else; {why}"
        return Variation(Kind.SPELLING, why, cause="error", certainty=Certainty.MEDIUM)
    if pair.context.size < ENOUGH_WORDS:
        why += "; but the texts are short, so that says little"
        return Variation(Kind.SPELLING, why, certainty=Certainty.LOW)
    return Variation(Kind.SPELLING, why, certainty=Certainty.MEDIUM)


def stem_inflection(pair: Question) -> Variation | None:
    """Two words with a long common beginning may be forms of one, where no endings are known."""
    words = single(pair)
    if words is None or pair.context.english:
        return None
    one, other = bare(words[0]), bare(words[1])
    stem = common_beginning(one, other)
    if stem < max(3, SHARED_STEM * max(len(one), len(other))) or _likeness(*words) < SHARED_STEM:
        return None
    if _has_digit(one + other):
        return None
    why = f"a common beginning, {one[:stem]}-, and nothing else to tell by"
    return Variation(Kind.INFLECTION, why, certainty=Certainty.LOW)


def reordered(pair: Question) -> Variation | None:
    """The same words in another order are a transposition."""
    if len(pair.base.words) < 2 or len(pair.reading.words) < 2:
        return None
    one, other = pair.base.lexical, pair.reading.lexical
    if len(one) > 1 and one != other and sorted(one) == sorted(other):
        return Variation(Kind.TRANSPOSITION, "the same words in another order")
    return None


def substitution(pair: Question) -> Variation | None:
    """Whatever no lighter kind explains is another word."""
    words = single(pair)
    if words is None:
        return _OTHER_WORDS
    both = pair.context.use_both(bare(words[0]), bare(words[1]))
    if both:
        return Variation(Kind.SUBSTITUTION, "another word: the same witnesses use both")
    likeness = _likeness(*words)
    certainty = Certainty.HIGH if likeness < 0.5 else Certainty.LOW
    return Variation(Kind.SUBSTITUTION, f"another word, {_percent(likeness)} alike", certainty=certainty)


def _negated(one: str, other: str) -> bool:
    """One word is the other with a prefix that turns its sense: possible, impossible."""
    short, long = sorted((one, other), key=len)
    return long.endswith(short) and long.removesuffix(short) in TURNING


def _has_digit(text: str) -> bool:
    """Another number is another number, however alike: 1922, 1923."""
    return any(c.isdigit() for c in text)


def _are_names(pair: Question, words: tuple[str, str]) -> bool:
    """Two capitalised words inside a sentence, in a language that does not write all nouns so."""
    if pair.base.opens or pair.reading.opens or not all(map(is_name, words)):
        return False
    return pair.context.language.split("-")[0].lower() not in CAPITAL_NOUNS


def _likeness(one: str, other: str) -> float:
    return float(OSA.normalized_similarity(bare(one)[:LONGEST], bare(other)[:LONGEST]))


def _percent(likeness: float) -> str:
    return f"{round(100 * likeness)} %"


def _enough_stems(context: Context) -> int:
    """Give how many stems make a paradigm: round(sqrt(word forms of a witness) / 8), from 2 to 6."""
    forms = max((len(v) for v in context.vocabularies), default=0)
    return max(2, min(6, round(math.sqrt(forms) / 8)))


def _is_slip(pair: Question, one: str, other: str) -> bool:
    """The reading of one witness, one edit away from what two or more others read, and seen nowhere else."""
    alone = pair.reading.alone and not pair.base.alone
    return alone and OSA.distance(one, other) == 1 and pair.context.total[other] == 1
