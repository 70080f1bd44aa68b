"""Words that scribes write short: holy names, and signs or strokes for letters, expanded before they are compared.

More than 300 lines: holy names, signs and strokes are expanded into one another, so each needs the others.
"""

import re
import unicodedata
from collections.abc import Callable
from dataclasses import replace
from functools import cache, lru_cache
from itertools import islice, product
from typing import Final, NamedTuple

from collate._late_regex import late_regex
from collate.classify.language.folding import CACHED_WORDS, bare, common_prefix_length, is_plain
from collate.classify.language.short_forms import (
    full_names,
    letters_of,
    listed_meanings,
    meanings,
    without_strokes_of_letters,
    words_under_stroke,
)
from collate.classify.reading_pair import ReadingPair, ReadingSide, WordPair, letter_similarity
from collate.model.variation import WEIGHT, Certainty, Kind, Variation
from collate.text.figures import STROKES
from collate.text.normalise import APOSTROPHE, APOSTROPHES

MOST_EXPANSIONS: Final = 200
LIKE_LETTERS: Final = "correspondence"  # the rule that asks how like the letters of two words are
LEAST_SIMILARITY: Final = 0.6  # of an expanded word and the word opposite it, to be compared
_VOWELS: Final = frozenset("aeiouyαεηιουωаеиоуыѣ")
_NASALS: Final = ("", "m", "n", "mn", "nn", "mm")
_NINE: Final = late_regex(r"(?<![0-9])9(?![0-9])")  # written for ꝯ and ꝰ
_ELIDED: Final = late_regex(
    r"^(?:[cdjlmnst]|qu|[a-z]+ll|un|all)'(?=[aeiouyhàâéèêîôû])"
)  # l'uomo, d'une: no letters of one word are left out
_VOWELS_ABOVE: Final = "\u0363\u0364\u0365\u0366\u0367"  # over a vowel they make an umlaut or a diphthong: gruͤn, guͦt
_MACRON: Final = "\u0304"
_BARRED_P: Final = "p\u0331"
_SUPERSCRIPTS: Final = {"ᵃ": "\u0363", "ᵉ": "\u0364", "ⁱ": "\u0365", "ᵒ": "\u0366", "ᵘ": "\u0367", "ꝰ": "ꝰ"}


class ScribalLetter(NamedTuple):
    """A letter or sign of a word that is written short, and what it may stand for.

    written        the letters for which it may stand, the likeliest first
    is_sign        it is a sign for letters
    has_stroke     a stroke above it says that letters are left out
    """

    written: tuple[str, ...]
    is_sign: bool = False
    has_stroke: bool = False


def holy_name(pair: ReadingPair) -> Variation | None:
    """One word is a holy name, the other its short form: ιυ / Ἰησοῦ, dns / dominus, бг҃ъ / богъ."""
    if pair.single is None:
        return None
    short, full = _shorter_first(pair.single)
    names = listed_meanings(short).names
    if not names or letters_of(full) not in names or _is_common(pair, short):
        return None
    why = f"{bare(short)!r} is how scribes write the holy name {bare(full)!r}"
    return Variation(Kind.ABBREVIATION, why, cause="nomen-sacrum")


def _shorter_first(words: WordPair) -> tuple[str, str]:
    surfaces = words.base_surface, words.reading_surface
    if words.is_plain:
        return surfaces if len(surfaces[0]) < len(surfaces[1]) else surfaces[::-1]
    lengths = [len(word) - word.count(APOSTROPHE) for word in (words.base, words.reading)]
    return surfaces if lengths[0] < lengths[1] else surfaces[::-1]


def _is_common(pair: ReadingPair, short: str) -> bool:
    """Return whether a short form without a stroke is a common word of the language."""
    return not _has_stroke(short) and bare(short) in pair.evidence.language_rules.common


def scribal_signs(pair: ReadingPair) -> Variation | None:
    """One word is the other with a sign or a stroke for some of its letters, or is often written so."""
    words = pair.single
    if words is None:
        return None
    language = pair.evidence.language
    surfaces = (
        (words.base_surface, words.reading_surface)
        if words.is_plain
        else tuple(without_strokes_of_letters(side.words[0], language) for side in (pair.base, pair.reading))
    )
    one, other = surfaces
    for short, full in () if words.is_plain else ((one, other), (other, one)):
        if _may_be_short(short) and (found := _with_signs(short, full, pair)):
            return found
    short, full = _shorter_first(words)
    full_forms = listed_meanings(short).words
    if full_forms and letters_of(full) in full_forms:
        why = f"{bare(short)!r} is how scribes write {bare(full)!r}"
        return Variation(Kind.ABBREVIATION, why, certainty=Certainty.MEDIUM)
    if words.is_plain or not all(map(_may_be_short, surfaces)):
        return None
    return _both_short(one, other, pair.evidence.is_english)


def _with_signs(short: str, full: str, pair: ReadingPair) -> Variation | None:
    if letters_of(full) in words_under_stroke(short):
        why = f"{short!r} is how scribes write {full!r}: the stroke stands for the letters that are left out"
        return Variation(Kind.ABBREVIATION, why, cause="titlus")
    word = _letters(short)
    if any(letter.is_sign for letter in word) and letters_of(full) in _expansions(short):
        signs = " and ".join(c for c in short if c in _all_signs())
        why = f"{short!r} is {full!r}: scribes write {signs} for letters"
        return Variation(Kind.ABBREVIATION, why, cause="sign")
    if _has_stroke(short) and (letters_of(full) in _expansions(short) or _lacks_nasal(short, letters_of(full))):
        certainty = Certainty.MEDIUM if _has_likelier_word(short, full, pair) else Certainty.HIGH
        why = "a stroke over a letter stands for the m or n after it"
        return Variation(Kind.ABBREVIATION, why, cause="stroke", certainty=certainty)
    return _left_out(short, full, word, pair)


def _has_likelier_word(short: str, full: str, pair: ReadingPair) -> bool:
    """Return whether the work has another word more often for which the strokes may stand: grossen, not grossem."""
    counts = pair.evidence.frequencies
    words = _expansions(short) - {letters_of(full)}
    return any(counts.get(word, 0) > counts.get(bare(full), 0) for word in words)


def _lacks_nasal(short: str, whole: str) -> bool:
    """Return whether a word with a stroke lacks one m or n, which may stand before the stroke: omīs / omnis."""
    kept = letters_of(short)
    return len(whole) == len(kept) + 1 and any(
        c in "mn" and whole[:k] + whole[k + 1 :] == kept for k, c in enumerate(whole)
    )


def _left_out(short: str, full: str, word: tuple[ScribalLetter, ...], pair: ReadingPair) -> Variation | None:
    """Letters are left out where a stroke or an apostrophe says so: nr̃e / nostre, ml't / molt, nob̄ / nobis."""
    kept, whole = letters_of(short), letters_of(full)
    plain = "".join(c for c in kept if c not in APOSTROPHES)
    stands_inside = APOSTROPHE in kept[1:-1] and not pair.evidence.is_english and not _ELIDED.match(kept)
    says_so = stands_inside or _stroke_says_so(short, whole)
    if not says_so or APOSTROPHE in whole or not 1 <= len(plain) < len(whole) or plain[0] != whole[0]:
        return None
    pattern = "".join(rf"\w*(?:{'|'.join(map(re.escape, letter.written))})" for letter in word if letter.written)
    keeps_end = plain[-1] == whole[-1] or word[-1].is_sign
    if not keeps_end and not (word[-1].has_stroke and len(plain) > 1):
        return None
    if not re.fullmatch(pattern if keeps_end else rf"{pattern}\w*", whole):
        return None
    sign = "a stroke over a word" if _has_stroke(short) else "an apostrophe inside a word"
    why = f"{sign} says that letters of it are left out"
    # Where spelling is free, ſagn̄ may be sagen as well as sagten.
    is_sure = keeps_end and (not pair.evidence.spells_freely or _lacks_vowels(plain, whole))
    return Variation(Kind.ABBREVIATION, why, cause="titlus", certainty=Certainty.HIGH if is_sure else Certainty.MEDIUM)


def _lacks_vowels(short: str, whole: str) -> bool:
    """Return whether one word is the other without vowels in one place."""
    begins = common_prefix_length(short, whole)
    lacking = whole[begins : begins + len(whole) - len(short)]
    return whole == short[:begins] + lacking + short[begins:] and _VOWELS.issuperset(lacking)


def _stroke_says_so(short: str, whole: str) -> bool:
    """Return whether a stroke is over a consonant, or over a word whose first letters are not spoken together: nrẽ.

    Over a vowel it may be an accent, as may a tilde over an n between vowels: señor.
    """
    decomposed = unicodedata.normalize("NFD", short.casefold())
    letters = [(c, k) for k, c in enumerate(decomposed) if not (unicodedata.combining(c) or c in STROKES)]
    for n, (c, k) in enumerate(letters):
        following = letters[n + 1][1] if n + 1 < len(letters) else len(decomposed)
        strokes = STROKES.intersection(decomposed[k + 1 : following])
        if not strokes:
            continue
        if c in _VOWELS and strokes <= {"\u0303", "\u0304"}:
            begins_with_consonants = n > 1 and not {letters[0][0], letters[1][0]} & _VOWELS
            if begins_with_consonants and letters_of(short)[:2] != whole[:2]:
                return True
            continue
        between_vowels = 0 < n < len(letters) - 1 and letters[n - 1][0] in _VOWELS and letters[n + 1][0] in _VOWELS
        if not (c == "n" and strokes == {"\u0303"} and between_vowels):
            return True
    return False


def _both_short(one: str, other: str, is_english: bool) -> Variation | None:
    """Both words are written short, with other signs: ꝯmence / cõmence, nr̃e / n're."""
    if not (is_short(one) and is_short(other)):
        return None
    signs = [*_signs_of(one), *_signs_of(other)]
    if _have_same_signs(one, other) or (is_english and set(signs) == {APOSTROPHE}):
        return None  # the difference is in the letters: d'vn / d'un, or the apostrophe is no sign of a scribe
    plain = ["".join(c for c in letters_of(word) if c.isalpha()) for word in (one, other)]
    if plain[0] == plain[1]:
        return Variation(
            Kind.ABBREVIATION, "the same letters; another sign says that letters are left out", cause="sign"
        )
    if common := sorted(set(_expansions(one)) & set(_expansions(other))):
        return Variation(Kind.ABBREVIATION, f"both may be {common[0]!r}, written short in two ways", cause="sign")
    return None


def _signs_of(word: str) -> list[str]:
    """Return what a word has beside its letters, in order: signs, strokes and apostrophes of one shape each."""
    decomposed = unicodedata.normalize("NFD", _NINE.sub("ꝯ", word).casefold())
    signs = (APOSTROPHE if c in APOSTROPHES else _MACRON if c in STROKES else c for c in decomposed)
    return [c for c in signs if c in (APOSTROPHE, _MACRON) or c in _all_signs()]


def _have_same_signs(one: str, other: str) -> bool:
    """Return whether two words have the same letters, but for u and v, i and j, with the same signs."""
    may_be = _may_be_short(one) and _may_be_short(other)
    return may_be and letters_of(one) == letters_of(other) and _signs_of(one) == _signs_of(other)


def expanded(pair: ReadingPair, classify: Callable[[ReadingPair], Variation]) -> Variation | None:
    """One word is a short form of another spelling, or of another form, of the other word: ꝯmence / comance."""
    words = pair.single
    if words is None or not (_may_be_expanded(words.base_surface) or _may_be_expanded(words.reading_surface)):
        return None  # the usual case
    pairs = expanded_pairs(pair)
    if not pairs:
        return None
    variations = [classify(expanded_pair) for expanded_pair in pairs]
    best = min(variations, key=lambda variation: WEIGHT[variation.kind])
    if best.kind is Kind.SUBSTITUTION:
        return None
    also = tuple(dict.fromkeys((*best.also, Kind.ABBREVIATION)))
    certainty = best.certainty
    if best.rule == LIKE_LETTERS and certainty is Certainty.HIGH:
        certainty = Certainty.MEDIUM  # the expansion was chosen because it is like the other word
    return replace(best, why=f"one word is written short; {best.why}", also=also, certainty=certainty)


def expanded_pairs(pair: ReadingPair) -> list[ReadingPair]:
    """Return the pair with its short word expanded in the way that is most like the other word, for each short word."""
    if pair.single is None or _have_same_signs(pair.single.base_surface, pair.single.reading_surface):
        return []
    sides = (pair.base, pair.reading)
    pairs = []
    for k in (0, 1):
        short = without_strokes_of_letters(sides[k].words[0], pair.evidence.language)
        if not _may_be_expanded(short) or _is_common(pair, short):
            continue
        full = letters_of(sides[1 - k].words[0])
        like = [
            (letter_similarity(expansion, full), expansion)
            for expansion in {*_expansions(short), *full_names(letters_of(short))} - {letters_of(short)}
        ]
        best = max(like, default=(0.0, ""))
        if best[0] >= LEAST_SIMILARITY and best[1] != full:
            other = replace(sides[1 - k], marks=(), told=())
            long = _said(sides[k], best[1])
            pairs.append(ReadingPair(*((long, other) if k == 0 else (other, long)), pair.evidence))
    return pairs


@lru_cache(CACHED_WORDS)
def _may_be_expanded(word: str) -> bool:
    """Return whether a word may be a short form with a sign, or of a holy name."""
    return is_short(word) or bool(full_names(letters_of(word)))


@lru_cache(CACHED_WORDS)
def may_be_short_form(word: str) -> bool:
    """Return whether a word may be a short form of any word: for most words in plain letters it may not."""
    return not is_plain(word) or any(listed_meanings(word))  # the names that a plain word may stand for are listed


def _said(side: ReadingSide, word: str) -> ReadingSide:
    return replace(side, words=(word.capitalize() if side.words[0][:1].isupper() else word,), marks=(), told=())


def _has_stroke(word: str) -> bool:
    return not word.isascii() and not STROKES.isdisjoint(unicodedata.normalize("NFD", word))


@lru_cache(CACHED_WORDS)
def _may_be_short(word: str) -> bool:
    """Return whether a word has a sign, a stroke or an inner apostrophe: a quick test that few words pass."""
    if word.isascii() and word.isalpha():
        return False
    decomposed = unicodedata.normalize("NFD", word.casefold())
    return not _all_signs().isdisjoint(decomposed) or any(c in APOSTROPHES for c in decomposed[1:-1])


@cache
def _all_signs() -> frozenset[str]:
    return frozenset("9\u0331").union(
        STROKES, _SUPERSCRIPTS, (c for place in ("first", "last", "any", "above") for c in meanings(place))
    )


def is_short(word: str) -> bool:
    """Return whether a word has a sign, a stroke or an inner apostrophe that may say that letters are left out."""
    if not _may_be_short(word):
        return False
    inner = any(c in APOSTROPHES for c in word[1:-1])
    return inner or any(letter.is_sign or letter.has_stroke for letter in _letters(word))


@lru_cache(CACHED_WORDS)
def _expansions(word: str) -> frozenset[str]:
    """Return the words for which a word with signs and strokes may stand, without those that leave out more."""
    letters = _letters(word)
    if not any(letter.is_sign or letter.has_stroke for letter in letters):
        return frozenset()
    choices = [
        tuple(w + nasal for w in letter.written for nasal in (_NASALS if letter.has_stroke else ("",)))
        for letter in letters
    ]
    return frozenset(map("".join, islice(product(*choices), MOST_EXPANSIONS)))


@lru_cache(CACHED_WORDS)
def _letters(word: str) -> tuple[ScribalLetter, ...]:
    """Return the letters of a word with what each may stand for; apostrophes are left out."""
    lowered = unicodedata.normalize("NFD", _NINE.sub("ꝯ", word).casefold())
    lowered = "".join(_SUPERSCRIPTS.get(c, c) for c in lowered.replace(_BARRED_P, "ꝑ"))
    letters: list[ScribalLetter] = []
    for c in lowered:
        if unicodedata.category(c) == "Mn" or c in STROKES or unicodedata.combining(c):
            if not letters:
                continue
            if c in STROKES:
                letters[-1] = letters[-1]._replace(has_stroke=True)
            elif c in meanings("above") and not (c in _VOWELS_ABOVE and letters[-1].written[-1] in _VOWELS):
                written = tuple(w + said for w in letters[-1].written for said in meanings("above")[c])
                letters[-1] = ScribalLetter(written, True, letters[-1].has_stroke)
            continue
        if c in APOSTROPHES:
            continue
        said = meanings("any").get(c) or meanings("last" if letters else "first").get(c)
        letters.append(ScribalLetter(said, True) if said else ScribalLetter((letters_of(c),)))
    return tuple(letters)
