"""One word against one word, alike but for letters that are misread for one another: rn for m, 1 for l, ד for ר."""

from typing import Final

from collate._dataclass import dataclass
from collate._repr import quoted, repr_line
from collate.classify.language.english import word_stems
from collate.classify.language.folding import common_prefix_length
from collate.classify.language.languages import LanguageRules, known_forms, language_files, rules_of_language
from collate.classify.misreadings import Exchange, is_listed_word, misread_letters, misreadings
from collate.classify.reading_pair import ReadingPair, WordPair
from collate.classify.rules.correspondence import is_consonantal
from collate.classify.rules.slips import MIN_SLIP_SIMILARITY, Slip, is_regular, probable_slip
from collate.classify.work_evidence import WorkEvidence
from collate.model.variation import Certainty, Kind, Variation

MIN_COMMON_WORDS: Final = 1000  # words of a language; with fewer, a word that is not among them may be common too
LONG_WORD: Final = 7  # letters; seldom is another real word but a misreading away from a word as long
LONGEST_SMALL_WORD: Final = 3  # letters; of two small common words without vowels each is meant
SHORTEST_WORD: Final = 2  # letters; a single letter against another is no word misread, but in Chinese

_LONE_SIGNS: Final = tuple(map(set, ("1I", "1l", "Il", "0O", "0o", "5S", "|I", "|l")))


@dataclass(frozen=True, slots=True)
class Misreading:
    """What a misreading made, by evidence: a form that is no word, or another word if `form` is ""."""

    form: str
    why: str
    certainty: Certainty

    def __repr__(self) -> str:
        return repr_line("Misreading", quoted(self.form) if self.form else "two words")


def misreading(pair: ReadingPair) -> Variation | None:
    """The words are alike but for a shape: a spelling if one form is no word, a substitution if both are words."""
    found = _misreading(pair)
    if found is None:
        return None
    kind = Kind.SPELLING if found.form else Kind.SUBSTITUTION
    return Variation(kind, found.why, cause="misreading", certainty=found.certainty)


def probable_error(pair: ReadingPair) -> Slip | None:
    """Return which of two words is probably a slip or a misread form, or None; `check` reports it."""
    if slip := probable_slip(pair):
        return slip
    found = _misreading(pair)
    if found is None or not found.form or pair.single is None:
        return None
    words = pair.single
    return Slip(found.form, words.base if found.form == words.reading else words.reading)


def _misreading(pair: ReadingPair) -> Misreading | None:
    words = pair.single
    if words is None or words.base == words.reading:
        return None
    if lone := _lone_signs(words, pair.evidence):
        return lone
    if words.similarity < MIN_SLIP_SIMILARITY and words.longer_length > SHORTEST_WORD:
        return None
    letters = misread_letters(words.base, words.reading)
    if letters is None:
        return None
    shapes = f"{letters[0]!r} and {letters[1]!r} are misread for one another"
    digits = [any(c.isdigit() for c in part) for part in letters]
    if any(digits) and (number := _letter_in_number(words, shapes)):
        return number
    if any(digits):
        return _digit_in_word(words, digits, shapes)
    if pair.evidence.spells_freely:
        return None
    if not _are_listed(pair.evidence, words) and is_regular(pair, words, words.reading, words.base):
        return None
    return _by_vocabulary(pair.evidence, words, letters, shapes)


def _lone_signs(words: WordPair, evidence: WorkEvidence) -> Misreading | None:
    """Return the shape that stands alone for a word or figure like it: 1, l or | for I, 0 for O."""
    one, other = words.base_surface, words.reading_surface
    if len(one) > 1 or {one, other} not in _LONE_SIGNS or not (evidence.language or evidence.is_english):
        return None  # where no language is known, they may be signs of a formula
    return Misreading("", f"{one!r} and {other!r} alone are misread for one another", Certainty.MEDIUM)


def _letter_in_number(words: WordPair, shapes: str) -> Misreading | None:
    """Return the number that has letters for figures, if the other is a number: l85O for 1850."""
    numbers = [word.isdecimal() for word in (words.base, words.reading)]
    form, number = (words.base, words.reading) if numbers[1] else (words.reading, words.base)
    if numbers[0] == numbers[1] or len(number) < SHORTEST_WORD or not any(map(str.isdecimal, form)):
        return None
    return Misreading(form, f"{form!r} has a letter in a number: {shapes}", Certainty.HIGH)


def _digit_in_word(words: WordPair, digits: list[bool], shapes: str) -> Misreading | None:
    """Return the word that has a digit for a letter; a number is no word, nor is a single sign."""
    letters = [sum(c.isalpha() for c in word) for word in (words.base, words.reading)]
    if all(digits) or min(letters) == 0 or max(letters) < SHORTEST_WORD:
        return None
    is_base = digits[0] != _differ_beside_digit(words)
    form, what = (
        words.base if is_base else words.reading,
        "digit in a word" if is_base == digits[0] else "letter in a number",
    )
    return Misreading(form, f"{form!r} has a {what}: {shapes}", Certainty.HIGH)


def _differ_beside_digit(words: WordPair) -> bool:
    """Return whether a digit that both words have stands next to what differs: 12d, l2d."""
    before = words.common_prefix_length
    after = common_prefix_length(words.base[before:][::-1], words.reading[before:][::-1])
    return words.base[:before][-1:].isdecimal() or (after > 0 and words.base[-after].isdecimal())


def _are_listed(evidence: WorkEvidence, words: WordPair) -> bool:
    """Return whether both words are listed as real: modern and modem are no forms of one word."""
    return is_listed_word(evidence.language, words.base) and is_listed_word(evidence.language, words.reading)


def _by_vocabulary(evidence: WorkEvidence, words: WordPair, letters: Exchange, shapes: str) -> Misreading | None:
    """Ask the work, then the language, then the letters, which of the two are words."""
    known = [_is_word(evidence, word) for word in (words.base, words.reading)]
    is_strong = letters in misreadings().strong
    are_small = words.longer_length <= LONGEST_SMALL_WORD and is_consonantal(words)
    if are_small and {words.base, words.reading} <= evidence.language_rules.common:
        return None  # he and she in Hebrew differ in a letter that is easily misread, and are not misread
    if all(known):
        is_single = words.shorter_length < SHORTEST_WORD <= words.longer_length
        return Misreading("", f"two words; {shapes}", Certainty.MEDIUM) if is_strong and not is_single else None
    if is_consonantal(words):  # with few letters for a word, any of them makes another word
        return Misreading("", f"perhaps two words; {shapes}", Certainty.LOW) if is_strong else None
    odd = [misreadings().odd.search(word) is not None for word in (words.base, words.reading)]
    if odd[0] != odd[1]:
        return _no_word(words.base if odd[0] else words.reading, shapes)
    if any(known) and (is_strong or _has_many_words(evidence)) and words.shorter_length >= SHORTEST_WORD:
        return _no_word(words.base if known[1] else words.reading, shapes)
    if not is_strong:
        return None
    if "f" in letters:
        return _no_word(words.base if letters[0] == "f" else words.reading, shapes)
    if words.shorter_length >= LONG_WORD:
        form = max((words.base, words.reading), key=evidence.slips.oddness)
        return Misreading(form, f"one of the two is probably no word: {shapes}", Certainty.LOW)
    return Misreading("", f"perhaps two words; {shapes}", Certainty.LOW)


def _no_word(form: str, shapes: str) -> Misreading:
    return Misreading(
        form, f"{form!r} is no word that the work or the language is known to have: {shapes}", Certainty.LOW
    )


def _has_many_words(evidence: WorkEvidence) -> bool:
    """Return whether so many words of the language are known that an unknown one tells something."""
    return not evidence.language or len(evidence.language_rules.common) >= MIN_COMMON_WORDS


def _is_word(evidence: WorkEvidence, word: str) -> bool:
    """Return whether a word recurs in the work, or the language is known to have it."""
    if evidence.slips.total(word) > 1:
        return True
    if is_listed_word(evidence.language, word) or word in evidence.language_rules.common:
        return True
    code = evidence.language.split("-")[0].lower()
    if code:
        return _is_common(rules_of_language(code), code == "en", word)
    if _is_common(rules_of_language("en"), True, word):
        return True
    return any(word in known_forms(language) for language in sorted({path.stem for path in language_files().values()}))


def _is_common(rules: LanguageRules, is_english: bool, word: str) -> bool:
    """Return whether a word, or a form of it, is one of the common words of a language."""
    if word in rules.common or word in rules.families:
        return True
    return is_english and any(ending and stem in rules.common for stem, ending in word_stems(word).items())
