"""Several words against several words."""

from dataclasses import replace
from itertools import groupby
from typing import Final

from rapidfuzz.distance import OSA

from collate.classify.language.folding import bare, fold_typography
from collate.classify.reading_pair import MIN_SIMILARITY, ReadingPair, ReadingSide, letter_similarity
from collate.classify.rules.numerals import may_start_reading, numerals
from collate.classify.rules.scribal import expanded_pairs, holy_name, may_be_short_form, scribal_signs
from collate.model.tokens import Sort
from collate.model.variation import Certainty, Kind, Variation
from collate.text.editorial_signs import has_superscript
from collate.text.normalise import APOSTROPHES
from collate.text.word_signs import AND

REDIVIDED_SIMILARITY: Final = 0.85  # of the letters of two readings that divide the same words otherwise
MAX_WORDS: Final = 12  # that differ in readings that are compared word by word
_OLDER: Final = str.maketrans({"y": "i", "j": "i", "v": "u"})


def reordered(pair: ReadingPair) -> Variation | None:
    """The same words in another order."""
    if len(pair.base.words) < 2 or len(pair.reading.words) < 2:
        return None
    if len(pair.base.words) != len(pair.reading.words) and (pair.is_plain or not pair.has_punctuation):
        return None
    if pair.is_plain and len("".join(pair.base.words)) != len("".join(pair.reading.words)):
        return None
    base, reading = pair.base.folded_words, pair.reading.folded_words
    if len(base) > 1 and base != reading and sorted(base) == sorted(reading):
        return Variation(Kind.TRANSPOSITION, "the same words in another order")
    return None


def redivided(pair: ReadingPair) -> Variation | None:
    """Nearly the same letters with a different word division."""
    if min(len(pair.base.words), len(pair.reading.words)) > 1 and not pair.has_punctuation:
        return None
    short, long = sorted((len("".join(pair.base.words)), len("".join(pair.reading.words))))
    if short + 1 < REDIVIDED_SIMILARITY * long:
        return None
    if pair.is_plain and len(pair.base.words) == len(pair.reading.words):
        return None
    base, reading = pair.base.folded_words, pair.reading.folded_words
    if once := _letter_at_seam(base, reading):
        return once
    if len(base) == len(reading) or not base or not reading or min(len(base), len(reading)) > 1:
        return None
    base_letters, reading_letters = "".join(map(bare, base)), "".join(map(bare, reading))
    older = _older_letters(base_letters), _older_letters(reading_letters)
    similarity = max(OSA.normalized_similarity(*both) for both in ((base_letters, reading_letters), older))
    if similarity < REDIVIDED_SIMILARITY or any(c.isdigit() for c in base_letters + reading_letters):
        return None
    why = f"nearly the same letters, {base_letters!r} and {reading_letters!r}, with a different word division"
    # Only letters that older spelling exchanges or doubles make no other word: con sent is not content.
    kind = Kind.SPELLING if older[0] == older[1] else Kind.SUBSTITUTION
    return Variation(kind, why, also=(Kind.WORD_DIVISION,), certainty=Certainty.LOW)


def _older_letters(letters: str) -> str:
    """Return letters as older spelling exchanges them: one for two, i for y and j, u for v, and no e at the end."""
    single = "".join(letter for letter, _ in groupby(letters.translate(_OLDER)))
    return single.removesuffix("e")


def _letter_at_seam(base: tuple[str, ...], reading: tuple[str, ...]) -> Variation | None:
    """Two words are one, with the letter that ends the first and begins the second once: οὐδὲ ἕν, οὐδέν."""
    joined, parts = sorted((base, reading), key=len)
    if len(joined) != 1 or len(parts) != 2:
        return None
    first, second = map(bare, parts)
    if len(second) < 2 or first[-1:] != second[:1] or first + second[1:] != bare(joined[0]):
        return None
    why = f"the same letters with a different word division; the last letter of {first!r} also begins {second!r}"
    return Variation(Kind.WORD_DIVISION, why, certainty=Certainty.MEDIUM)


def repeated(pair: ReadingPair) -> Variation | None:
    """One reading has a run of words twice that the other has once: a repetition, or a haplography."""
    if len(pair.base.words) == len(pair.reading.words) and not pair.has_punctuation:
        return None
    if pair.is_plain and pair.base.words[0].lower() != pair.reading.words[0].lower():
        return None
    base, reading = pair.base.folded_words, pair.reading.folded_words
    short, long = sorted((base, reading), key=len)
    run = _repeated_run(short, long)
    if not run:
        return None
    words = " ".join(run)
    if len(base) < len(reading):
        return Variation(Kind.ADDITION, f"{words!r} is written twice", cause="repetition")
    return Variation(Kind.OMISSION, f"{words!r} is written once instead of twice", cause="haplography")


def _repeated_run(short: tuple[str, ...], long: tuple[str, ...]) -> tuple[str, ...]:
    """Return the words that stand twice in a row in one reading and once in the other, which are otherwise equal."""
    length = len(long) - len(short)
    if not 0 < length <= len(short):
        return ()
    start = next((k for k, (a, b) in enumerate(zip(short, long, strict=False)) if a != b), len(short))
    run = long[start : start + length]
    is_repeated = long[:start] + long[start + length :] == short and long[start - length : start] == run
    return run if is_repeated and start >= length else ()


def word_beside_marks(pair: ReadingPair) -> tuple[ReadingPair, bool] | None:
    """Return the one word of each reading as a pair, and whether the marks beside them differ; or None."""
    if not pair.has_punctuation:
        return None
    places = [[k for k, sort in enumerate(side.sorts) if sort is Sort.WORD] for side in (pair.base, pair.reading)]
    if not all(len(of_side) == 1 for of_side in places):
        return None
    (at_base,), (at_reading,) = places
    marks = [
        (tuple(map(fold_typography, side.words[:at])), tuple(map(fold_typography, side.words[at + 1 :])))
        for side, at in ((pair.base, at_base), (pair.reading, at_reading))
    ]
    word_pair = ReadingPair(
        single_word_side(pair.base.words[at_base], pair.base, True),
        single_word_side(pair.reading.words[at_reading], pair.reading, True),
        pair.evidence,
    )
    return word_pair, marks[0] != marks[1]


def between_equal_words(pair: ReadingPair) -> ReadingPair | None:
    """Return what differs between the equal words at the beginning and the end of two readings; None without these."""
    base, reading = pair.base.words, pair.reading.words
    if base[0] != reading[0] and base[-1] != reading[-1]:
        return None  # the usual case
    if len(base) == len(reading) and not pair.has_punctuation:
        return None
    shorter = min(len(base), len(reading))
    first = next((k for k in range(shorter) if base[k] != reading[k]), shorter)
    last = next((k for k in range(shorter - first) if base[-1 - k] != reading[-1 - k]), shorter - first)
    if shorter == first + last:
        return None
    base_side, reading_side = (_cut(side, first, len(side.words) - last) for side in (pair.base, pair.reading))
    return ReadingPair(base_side, reading_side, pair.evidence)


def _cut(side: ReadingSide, first: int, last: int) -> ReadingSide:
    """Return the tokens of a reading from one to another."""
    return replace(
        side,
        words=side.words[first:last],
        sorts=side.sorts[first:last],
        marks=side.marks[first:last],
        told=side.told[first:last],
        opens_sentence=side.opens_sentence and not first,
    )


def single_word_pairs(pair: ReadingPair) -> list[ReadingPair]:
    """Return a pair for each two different words in the same position.

    The list is empty unless both sides have the same number of words, two or more, no more than `MAX_WORDS` of them
    different, and these are similar or fewer than the equal ones.
    """
    if len(pair.base.words) != len(pair.reading.words) and not pair.has_punctuation:
        return []
    base, reading = (
        [k for k, sort in enumerate(side.sorts) if sort is Sort.WORD] for side in (pair.base, pair.reading)
    )
    if len(base) != len(reading) or len(base) < 2:
        return []
    different = [(a, b) for a, b in zip(base, reading, strict=True) if pair.base.words[a] != pair.reading.words[b]]
    if len(different) > MAX_WORDS:
        return []
    # Between equal words there is no doubt which words are opposite each other.
    is_doubtful = 2 * len(different) > len(base)
    pairs = []
    for a, b in different:
        if is_doubtful and _are_two_words(pair.base.words[a], pair.reading.words[b], pair):
            return []
        sides = _side_of_token(a, pair.base, a == base[0]), _side_of_token(b, pair.reading, b == reading[0])
        word_pair = ReadingPair(*sides, pair.evidence)
        if is_doubtful and not _may_be_one_word(word_pair):
            return []
        pairs.append(word_pair)
    return pairs


def _are_two_words(base: str, reading: str, pair: ReadingPair) -> bool:
    """Return whether two words in plain letters are surely two: a quick test, before they are made a pair."""
    if may_be_short_form(base) or may_be_short_form(reading) or pair.base.told or pair.reading.told:
        return False
    if letter_similarity(base.lower(), reading.lower()) >= MIN_SIMILARITY:
        return False
    language = pair.evidence.language
    return not (may_start_reading(base, language) and may_start_reading(reading, language))


def _may_be_one_word(pair: ReadingPair) -> bool:
    """Return whether two words are similar, or one is a sign or a short form that need not look like the other."""
    base, reading = pair.base.words[0], pair.reading.words[0]
    if letter_similarity(base.lower(), reading.lower()) >= MIN_SIMILARITY:
        return True
    if not pair.is_plain and any(
        bare(word)[:1] == AND or has_superscript(word) or word[-1] in APOSTROPHES for word in (base, reading)
    ):
        return True
    if pair.base.told or pair.reading.told:
        return True
    return any(rule(pair) for rule in (holy_name, scribal_signs, numerals)) or bool(expanded_pairs(pair))


def _side_of_token(k: int, side: ReadingSide, is_first: bool) -> ReadingSide:
    """Return one token of a reading as a side of its own, with what is said of it."""
    plain = single_word_side(side.words[k], side, is_first)
    if not side.marks and not side.told:
        return plain
    return replace(plain, marks=side.marks[k : k + 1], told=side.told[k : k + 1])


def single_word_side(word: str, side: ReadingSide, is_first: bool) -> ReadingSide:
    """Return one word of a reading as a side of its own; only the first word can open a sentence."""
    return ReadingSide(
        (word,), (Sort.WORD,), opens_sentence=side.opens_sentence and is_first, is_singular=side.is_singular
    )
