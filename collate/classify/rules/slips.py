"""One word against one word: a form that is probably a slip of one witness. `check` asks the same rule."""

from typing import Final

from collate._dataclass import dataclass
from collate._repr import quoted, repr_line
from collate.classify.confusables import MAX_LETTERS, is_confusable
from collate.classify.language.formatives import has_infix
from collate.classify.misreadings import is_listed_word, misread_letters
from collate.classify.reading_pair import ReadingPair, WordPair
from collate.classify.rules import inflection, spelling
from collate.classify.rules.correspondence import is_consonantal
from collate.classify.rules.early_english import early_english
from collate.classify.rules.lemmas import lemmas
from collate.classify.rules.names import is_name, name_keys
from collate.classify.rules.odd_letters import has_odd_letters, is_older_writing
from collate.classify.rules.words import differ_by_sense_prefix, has_digit
from collate.classify.slip_evidence import SlipEvidence
from collate.model.variation import Certainty, Kind, Variation

MIN_SLIP_SIMILARITY: Final = 0.3  # of two words of which one may be a slip: arm, ann
_POSSESSIVES = ("'s", "\u2019s")


@dataclass(frozen=True, slots=True)
class Slip:
    """A form that is probably a slip, and the word that was meant; both bare.

    is_either   the other word may be the slip just as well: each is in one witness only
    """

    form: str
    intended: str
    is_either: bool = False

    def __repr__(self) -> str:
        return repr_line("Slip", f"{quoted(self.form)} for {quoted(self.intended)}")


def slip(pair: ReadingPair) -> Variation | None:
    """One of the two words is probably a slip: one witness alone has it, and no rule explains it."""
    found = probable_slip(pair)
    if found is None:
        return None
    letters = misread_letters(found.form, found.intended)
    cause = "misreading" if letters else "error"
    if found.is_either:
        why = f"each of two near editions has a word that no other has: {found.intended!r} or {found.form!r} is a slip"
        return Variation(Kind.SPELLING, why, cause=cause, certainty=Certainty.LOW)
    how = "misread" if letters else "written"
    why = f"{found.form!r} is in no other witness and is easily {how} for {found.intended!r}"
    return Variation(Kind.SPELLING, why, cause=cause, certainty=Certainty.MEDIUM)


def probable_slip(pair: ReadingPair) -> Slip | None:
    """Return which of two words is probably a slip, or None."""
    words = pair.single
    if words is None or words.base == words.reading:
        return None
    found = _found_slip(pair, words)
    return None if found is None or is_older_writing(pair, words) else found


def _found_slip(pair: ReadingPair, words: WordPair) -> Slip | None:
    if words.longer_length > MAX_LETTERS or words.similarity < MIN_SLIP_SIMILARITY:
        return None
    if not _are_alike(words.base, words.reading) or has_digit(words.base + words.reading):
        return None
    evidence = pair.evidence.slips
    for form, intended, side, opposite in (
        (words.reading, words.base, pair.reading, pair.base),
        (words.base, words.reading, pair.base, pair.reading),
    ):
        if not side.is_singular or not evidence.is_rare(form, intended) or not _may_be_slip(pair, form, intended):
            continue
        if pair.evidence.spells_freely and not has_odd_letters(pair, form, intended):
            continue
        is_known = not opposite.is_singular or evidence.is_known_beside(form, intended)
        if (is_known or evidence.has_telling_trigram(form, intended)) and not _is_right(pair, words, form, intended):
            return Slip(form, intended)
    if pair.evidence.spells_freely or not evidence.stand_alone(words.base, words.reading) or _are_names(pair, words):
        return None
    intended, form = sorted((words.base, words.reading), key=evidence.oddness)
    if _may_be_slip(pair, form, intended):
        may_be_right = spelling.older_spelling(pair) or _is_right(pair, words, form, intended)
        return None if may_be_right else Slip(form, intended, is_either=True)
    return None


def _are_alike(base: str, reading: str) -> bool:
    """Return whether the letters of two words allow a slip."""
    return is_confusable(base, reading) or misread_letters(base, reading) is not None


def _may_be_slip(pair: ReadingPair, form: str, intended: str) -> bool:
    """Return whether a form may be a slip for a word like it: it is no common word and no genitive of a word here."""
    if form in pair.evidence.language_rules.common or is_listed_word(pair.evidence.language, form):
        return False
    if (
        pair.single is not None
        and is_consonantal(pair.single)
        and not pair.evidence.slips.has_telling_trigram(form, intended)
    ):
        return False  # where vowels are not written, two words are often one letter apart
    return not (form.endswith(_POSSESSIVES) and pair.evidence.slips.total(form[:-2]) > 1)


def _is_right(pair: ReadingPair, words: WordPair, form: str, intended: str) -> bool:
    """Return whether the language, or a habit of the work, explains the two forms as both right."""
    if _ends_oddly(form, intended):
        return False
    if not pair.evidence.slips.has_telling_trigram(form, intended) and pair.evidence.slips.is_habit(form, intended):
        return True
    return is_regular(pair, words, form, intended)


def is_regular(pair: ReadingPair, words: WordPair, form: str, intended: str) -> bool:
    """Return whether a rule of the language explains the two forms as both right: spellings, or forms of one word."""
    evidence = pair.evidence.slips
    if spelling.historical(pair) or inflection.irregular(pair) or differ_by_sense_prefix(form, intended):
        return True
    if pair.evidence.has_early_english and early_english(pair):
        return True
    if has_infix(form, intended, pair.evidence.language_rules.formatives):
        return True
    if evidence.has_telling_trigram(form, intended):
        return False
    if spelling.regional(pair):
        return True
    if _are_names(pair, words) and not _has_both(evidence, form, intended):
        return bool(name_keys(words.base_surface) & name_keys(words.reading_surface))
    return _is_inflected(pair, words)


def _is_inflected(pair: ReadingPair, words: WordPair) -> bool:
    """Return whether the endings of the language, or of the work, make forms of one word of the two."""
    if spelling.equal_if_single_letters(words):
        return False  # availleth for availeth: the same ending
    rules = (
        inflection.english_inflection,
        inflection.paradigm,
        inflection.known_endings,
        inflection.known_prefix,
        lemmas,
    )
    return any(rule(pair) for rule in rules)


def _are_names(pair: ReadingPair, words: WordPair) -> bool:
    """Return whether both words look like names, wherever they stand: `check` compares words of other places too."""
    if pair.evidence.language_rules.capital_nouns:
        return False
    return is_name(words.base_surface) and is_name(words.reading_surface)


def _has_both(evidence: SlipEvidence, form: str, intended: str) -> bool:
    """Return whether the witness that has a form also has the intended word."""
    owner = evidence.owner(form)
    return owner is not None and evidence.vocabularies[owner][intended] > 0


def _ends_oddly(form: str, intended: str) -> bool:
    """Return whether a form is another with its last letter doubled or lost: rules of endings accept `wass`, `calle`.

    A singular for a plural is no slip.
    """
    return form == intended + intended[-1:] or (form == intended[:-1] and not intended.endswith("s"))
