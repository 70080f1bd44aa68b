"""Short and full forms of one word: listed, initials, marked by a stroke, or shortened by the habit of the work."""

import unicodedata
from types import MappingProxyType
from typing import Final

from collate.classify.language.folding import bare, is_plain
from collate.classify.language.languages import abbreviation_key
from collate.classify.language.short_forms import letters_of
from collate.classify.reading_pair import ReadingPair, ReadingSide
from collate.classify.rules.scribal import holy_name, may_be_short_form, scribal_signs
from collate.classify.work_evidence import drops_only_vowels
from collate.model.token_marks import TokenMark
from collate.model.tokens import Sort
from collate.model.variation import Certainty, Kind, Variation
from collate.text.contractions import expansions
from collate.text.normalise import APOSTROPHE
from collate.text.word_signs import AND, AND_SO_FORTH, short_and_so_forth, short_phrases, sign_meanings
from collate.text.written_out import full_forms

_TITLUS: Final = frozenset("\u0305\u035e\u0483\u0487\ua66f")
LEAST_NUMBER_WORD: Final = 2  # letters of a word that a numeral may stand for
_SEVEN: Final = "7"  # written for ⁊
_LAST_SIGNS: Final = ((";",), (":",), ("ꝫ",))
_AFTER: Final = MappingProxyType({"b": ("us", "is"), "q": ("ue",)})
MAX_CONTRACTED: Final = 3  # words of a reading with contractions
MOST_SHORT: Final = 5  # characters of the first part of a phrase that is written short
MIN_POINTED: Final = 4  # tokens of a reading of words with a point
MOST_PHRASES: Final = 500
_APOSTROPHES: Final = ("'", "’")
MAX_ELIDED: Final = 2  # letters for which a last apostrophe stands
_VOWELS: Final = "aeiou"
_SHORT_WORD: Final = 2  # letters: so many are a word of some language
_UNASPIRATED: Final = MappingProxyType(str.maketrans("φθχ", "πτκ"))
MAX_SUSPENDED_SHARE: Final = 0.75  # longest short form that keeps first and last letter, as a share of the full form


def abbreviation(pair: ReadingPair) -> Variation | None:
    """One reading is a short form of the other."""
    if (pair.base.marks or pair.reading.marks) and (found := _as_marked(pair)):
        return found
    base, reading = pair.base.words, pair.reading.words
    if pair.single is None and (found := _of_several_words(pair)):
        return found
    if len(base) > 1 < len(reading) and not (base[0][0].isupper() and reading[0][0].isupper()):
        return None  # of short forms, only initials are several words
    if not pair.is_plain and (found := _sign(pair) or _contraction(pair) or _elision(pair)):
        return found
    words = pair.single
    is_short = words and (may_be_short_form(words.base_surface) or may_be_short_form(words.reading_surface))
    if is_short and (found := holy_name(pair) or scribal_signs(pair)):
        return found
    added = len(words.reading) - len(words.base) if words else _letter_count(pair.reading) - _letter_count(pair.base)
    if not added:
        return None
    short, full = (pair.base, pair.reading) if added > 0 else (pair.reading, pair.base)
    found = _listed(pair, short, full) or _initials(short, full)
    return found or (_by_habit(pair) if words and abs(added) > 1 else None)


def _of_several_words(pair: ReadingPair) -> Variation | None:
    """Return what is written short of several words, or with a mark."""
    return _and_so_forth(pair) or _last_sign(pair) or _short_phrase(pair) or _pointed(pair)


def _as_marked(pair: ReadingPair) -> Variation | None:
    """The source says of each word that differs that it is written short, and it may be a short form of the other."""
    base, reading = pair.base, pair.reading
    if len(base.words) != len(reading.words):
        return None
    said: list[TokenMark] = []
    for k, (one, other) in enumerate(zip(base.words, reading.words, strict=True)):
        if bare(one) == bare(other):
            continue
        sides = [(one, other, base.marks), (other, one, reading.marks)]
        found = [mark for short, full, marks in sides if marks and (mark := _marked_short(short, full, marks[k]))]
        if not found:
            return None
        said += found
    if not said:
        return None
    names = {TokenMark.NOMEN_SACRUM: "nomen-sacrum", TokenMark.NUMERAL: "numeral"}
    causes = {names.get(mark) for mark in said}
    cause = causes.pop() if len(causes) == 1 else None
    is_numeral = TokenMark.NUMERAL in said  # what it counts is not known here
    why = "the source marks what is written short, and it may be a short form of the other"
    return Variation(Kind.ABBREVIATION, why, cause=cause, certainty=Certainty.MEDIUM if is_numeral else Certainty.HIGH)


def _marked_short(short: str, full: str, marks: TokenMark) -> TokenMark | None:
    """Return which mark says that a word is written short, if its letters are letters of the other in their order."""
    kept, whole = bare(short), bare(full)
    if len(kept) >= len(whole):
        return None
    if marks & TokenMark.NUMERAL and len(whole) >= LEAST_NUMBER_WORD:
        return TokenMark.NUMERAL
    letters = iter(whole)
    if not kept or kept[0] != whole[0] or not all(letter in letters for letter in kept):
        return None
    return next((mark for mark in (TokenMark.NOMEN_SACRUM, TokenMark.ABBREVIATION) if marks & mark), None)


def _sign(pair: ReadingPair) -> Variation | None:
    """One reading is a sign for the words of the other: & / and, &c / et cetera."""
    for sign, words in ((pair.base, pair.reading), (pair.reading, pair.base)):
        if len(sign.words) == 1 and (sign.words[0][0] in (AND, _SEVEN) or not sign.words[0].isascii()):
            meaning = AND if sign.words[0] == _SEVEN else bare(sign.words[0])
            if (meaning[:1] == AND or meaning in AND_SO_FORTH) and _full_form(words) in sign_meanings().get(
                meaning, ()
            ):
                why = f"{sign.words[0]!r} is a sign for {_full_form(words)!r}"
                return Variation(Kind.ABBREVIATION, why, cause="sign")
    return None


def _and_so_forth(pair: ReadingPair) -> Variation | None:
    """One reading is `etc`, or a sign for it, with or without a full stop: &c. / et cetera."""
    for short, full in ((pair.base, pair.reading), (pair.reading, pair.base)):
        if len(short.words) > 2 or short.words[1:] not in ((), (".",)):
            continue
        if len(short.words[0]) > MOST_SHORT or _letter_count(full) <= len(short.words[0]):
            continue
        written = bare(short.words[0])
        if written not in short_and_so_forth() and written not in AND_SO_FORTH:
            continue
        if _full_form(full) in sign_meanings()[AND_SO_FORTH[0]] - {written}:
            cause, what = ("sign", "sign for") if written in AND_SO_FORTH else (None, "short form of")
            why = f"{short.words[0]!r} is a {what} {_full_form(full)!r}"
            return Variation(Kind.ABBREVIATION, why, cause=cause)
    return None


def _short_phrase(pair: ReadingPair) -> Variation | None:
    """One reading is a listed phrase, the other its short form: z. B. / zum Beispiel, i.e. / that is."""
    for short, full in ((pair.base, pair.reading), (pair.reading, pair.base)):
        written = "".join(short.words)
        letters = sum(map(str.isalnum, written))
        is_marked = "." in written or (len(short.words) == 1 < len(full.words) and letters > _SHORT_WORD)
        if is_marked and letters <= 2 * MOST_SHORT and 2 * letters <= _letter_count(full):
            phrase = _full_form(full)
            if phrase in short_phrases().get(abbreviation_key(written), ()):
                why = f"{written!r} is a short form of {phrase!r}"
                return Variation(Kind.ABBREVIATION, why)
    return None


def _pointed(pair: ReadingPair) -> Variation | None:
    """Each word of two or more is short, with a point: V. M. / vuestra merced, S. Exa. / Sua Excelência."""
    for short, full in ((pair.base, pair.reading), (pair.reading, pair.base)):
        if len(short.words) < MIN_POINTED or set(short.words[1::2]) != {"."} or Sort.PUNCTUATION in full.sorts:
            continue
        pairs = [*zip(map(bare, short.words[::2]), map(bare, full.words), strict=False)]
        if len(short.words) == 2 * len(full.words) and all(_keeps_first_letter(*words) for words in pairs):
            why = f"{''.join(short.words)!r} may be {' '.join(full.words)!r}: each word is written short, with a point"
            return Variation(Kind.ABBREVIATION, why, cause="initials", certainty=Certainty.MEDIUM)
    return None


def _keeps_first_letter(short: str, full: str) -> bool:
    """Return whether a short form has the first letter of a word and perhaps some others, in their order."""
    letters = iter(full)
    return 0 < len(short) < len(full) and short[0] == full[0] and all(letter in letters for letter in short)


def _last_sign(pair: ReadingPair) -> Variation | None:
    """A semicolon or colon behind b or q is a sign of scribes: omnib; is omnibus, neq; is neque."""
    for short, full in ((pair.base, pair.reading), (pair.reading, pair.base)):
        if len(full.words) != 1 or len(short.words) != 2 or short.words[1:] not in _LAST_SIGNS:
            continue
        kept = letters_of(short.words[0])
        if any(letters_of(full.words[0]) == kept + ending for ending in _AFTER.get(kept[-1:], ())):
            why = (
                f"{short.words[0] + short.words[1]!r} is {full.words[0]!r}: scribes write {short.words[1]} for letters"
            )
            return Variation(Kind.ABBREVIATION, why, cause="sign")
    return None


def _contraction(pair: ReadingPair) -> Variation | None:
    """Words of one reading are written together with an apostrophe in the other: it's / it is, l'uomo / lo uomo."""
    for contracted, full in ((pair.base, pair.reading), (pair.reading, pair.base)):
        words = [bare(word) for word in contracted.words]
        if len(words) > MAX_CONTRACTED or not any(APOSTROPHE in word for word in words):
            continue
        if tuple(bare(word) for word in full.words) in _expanded(words):
            why = f"{' '.join(contracted.words)!r} is {' '.join(full.words)!r} contracted"
            return Variation(Kind.ABBREVIATION, why, cause="contraction")
    return None


def _expanded(words: list[str]) -> set[tuple[str, ...]]:
    """Return what a reading with contractions may stand for."""
    phrases: set[tuple[str, ...]] = {()}
    for word in words:
        choices = {(word,), *expansions(word)}
        phrases = {(*phrase, *choice) for phrase in phrases for choice in choices}
        if len(phrases) > MOST_PHRASES:
            return set()
    return phrases


def _elision(pair: ReadingPair) -> Variation | None:
    """A word that ends in an apostrophe is the other without its last vowel: ὑπ’ / ὑπό, ἐφ’ / ἐπί, th' / the."""
    if pair.single is None:
        return None
    surfaces = pair.single.base_surface, pair.single.reading_surface
    for written, other in (surfaces, surfaces[::-1]):
        full, stem = bare(other), _before_apostrophe(written)
        if not stem or full.count(APOSTROPHE) != stem.count(APOSTROPHE):
            continue
        if not 0 < len(full) - len(stem) <= MAX_ELIDED:
            continue
        if len(full) - len(stem) > 1 and any(pair.evidence.frequencies.get(stem + vowel) for vowel in _VOWELS):
            continue  # sag' is sage, not sagte, where the work has sage
        if full.startswith((stem, stem.translate(_UNASPIRATED))):
            why = f"{written!r} is {other!r}: the apostrophe stands for its last letters"
            return Variation(Kind.ABBREVIATION, why, cause="contraction")
    return None


def _before_apostrophe(written: str) -> str:
    """Return the letters before the apostrophe at the end of a word; "" if there is none."""
    short = bare(written)
    stem = short.rstrip(APOSTROPHE)
    if stem != short:
        return stem
    # Where a word is the only one with such an apostrophe, its form has a quotation mark.
    return bare(written[:-1]) if written[-1:] in _APOSTROPHES and written[:1] not in _APOSTROPHES else ""


def _letter_count(side: ReadingSide) -> int:
    joined = "".join(side.words)
    return len(joined) if is_plain(joined) else sum([len(bare(word)) for word in side.words])


def _listed(pair: ReadingPair, short: ReadingSide, full: ReadingSide) -> Variation | None:
    """The full form is listed for the short one; a titlus marks a nomen sacrum."""
    listed = pair.evidence.language_rules.abbreviations
    surface = "".join(short.words)
    listed_forms = listed.get(abbreviation_key(surface)) if listed else None
    # Without a language, a short word is a short form of some language only with a point or a capital: в, s, im.
    is_marked = len(bare(surface)) > _SHORT_WORD or surface[:1].isupper() or "." in surface
    if is_marked and not pair.evidence.language and len(short.folded_words) == 1:
        listed_forms = (listed_forms or frozenset()) | frozenset(full_forms(abbreviation_key(surface)))
    if listed_forms is None or len(short.folded_words) > 1 or _full_form(full) not in listed_forms:
        return None
    has_titlus = not _TITLUS.isdisjoint(unicodedata.normalize("NFD", surface))
    why = f"{surface!r} is listed as a short form of {_full_form(full)!r}"
    return Variation(Kind.ABBREVIATION, why, cause="nomen-sacrum" if has_titlus else None)


def _full_form(side: ReadingSide) -> str:
    return " ".join(bare(w) for w, sort in zip(side.words, side.sorts, strict=True) if sort is Sort.WORD)


def _initials(short: ReadingSide, full: ReadingSide) -> Variation | None:
    """The short form is the initials of the capitalised words: C. C. / Central Committee, V. / Vladimir."""
    if not short.words[0][:1].isupper() or len(short.words[0]) > 1 + len(full.words):
        return None  # the usual case
    initials = "".join(c for word in short.words for c in word if c.isalnum())
    words = [w for w, sort in zip(full.words, full.sorts, strict=True) if sort is Sort.WORD]
    capitalised = [w for w in words if w[:1].isupper()]
    if not initials.isupper() or len(initials) != len(capitalised) or any(len(w) < 2 for w in capitalised):
        return None
    if initials.casefold() != "".join(w[0] for w in capitalised).casefold():
        return None
    if len(words) > 2 * len(capitalised):
        return None
    if len(initials) == 1 and (initials in "IAO" or capitalised[0].isupper()):
        return None  # I, A and O are more often words; and U is no short form of USSR
    verb = "is the initial of" if len(initials) == 1 else "are the initials of"
    why = f"{initials!r} {verb} {' '.join(words)!r}"
    return Variation(Kind.ABBREVIATION, why, cause="initials", certainty=Certainty.MEDIUM)


def _by_habit(pair: ReadingPair) -> Variation | None:
    """Vowels or inner letters are left out, in a work that leaves out vowels without a sign."""
    words = pair.single
    if words is None or words.longer_length - words.shorter_length < 2 or words.base[:1] != words.reading[:1]:
        return None
    if not pair.evidence.drops_vowels:
        return None
    short, long = sorted((words.base, words.reading), key=len)
    if drops_only_vowels(short, long, pair.evidence.language_rules.vowels):
        how = "only vowels are left out"
    elif _is_suspension(short, long):
        how = "its first and last letters are kept"
    else:
        return None
    why = f"{short!r} is {long!r} shortened, as this work often does: {how}"
    return Variation(Kind.ABBREVIATION, why, certainty=Certainty.MEDIUM)


def _is_suspension(short: str, long: str) -> bool:
    """Return whether the short form has letters of the long one in their order, with its first and its last."""
    if len(short) < 2 or len(long) - len(short) < 2 or len(short) > MAX_SUSPENDED_SHARE * len(long):
        return False
    remaining = iter(long)
    return short[0] == long[0] and short[-1] == long[-1] and all(letter in remaining for letter in short)
