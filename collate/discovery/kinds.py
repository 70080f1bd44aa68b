"""What a parallel passage is: two witnesses, a quotation, or something that is no passage of a text at all."""

import re
from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from rapidfuzz import fuzz

from collate._dataclass import dataclass
from collate._late_regex import late_regex
from collate._repr import repr_line
from collate.discovery.boilerplate import is_boilerplate
from collate.discovery.passages import ParallelKind
from collate.editorial import FINDERS, interventions_of
from collate.editorial.cause import Cause
from collate.editorial.datelines import names_month
from collate.model.interventions import Intervention
from collate.model.witness import Role, Witness

LEAST_SHARE: Final = 0.5  # of words that agree, in a passage that is not doubtful
LEAST_DOUBTFUL_SHARE: Final = 0.35
LEAST_DOUBTFUL_WORDS: Final = 40  # a paraphrase of fewer words is chance
LEAST_WORDS: Final = 16  # of a quotation: 20 words, of which the outer ones may be spoilt
LEAST_AGREEING: Final = 14  # of a quotation
SURE_SHARE: Final = 0.6  # of the words of a quotation of fewer than
FEW_WORDS: Final = 40
SURE_LETTERS: Final = 0.88  # of the letters of a quotation in which fewer words agree, because many are spoilt
LEAST_LETTERS: Final = 50  # of such a quotation
SHORTEST: Final = 12
LONGEST_FORMULA: Final = 60  # words
FORMULA_PLACES: Final = 3  # places in one document at which a formula stands, at least
WITNESS_WORDS: Final = 400  # words of a passage that is a witness in whatever it stands
WITNESS_SHARE: Final = 0.5  # of the words of one of the documents
AROUND: Final = 1_000  # characters around a passage that are looked at for headings, notes and datelines
AT_END: Final = 50  # words from an end of its document: there a statement needs one phrase less
LONGEST_DATING: Final = 60  # words
DATING_OPENING: Final = 24  # words in which the date of a dating clause begins
LONGEST_LIST: Final = 300
LEAST_ODD_SHARE: Final = 0.25
LEAST_REFERENCE_MARKS: Final = 3
REFERENCE_MARKS_FOR: Final = 4  # one mark at least for so many numbers and initials
TABLE_SHARE: Final = 0.6  # of numbers, in a table without such marks
# How dating clauses begin: English, Latin, French, German, Italian, Spanish, Dutch, Russian.
_DATING_WORDS: Final = frozenset((
    "given", "dated", "done", "datum", "data", "date", "actum", "acta", "donné", "donne", "fait", "gegeben", "geben",
    "dado", "dato", "datiert", "gedaan", "gegeven", "дано",
))  # fmt: skip
# Words between a number and a month, or between `anno` and a year, in the same languages.
_DATE_LINKS: Final = frozenset((
    "day", "days", "of", "the", "el", "month", "die", "dies", "mensis", "mense", "domini", "gratie", "gratiae",
    "jour", "du", "de", "le", "mois", "grâce", "tag", "tage", "des", "monats", "dem", "im", "herrn", "giorno", "del",
    "di", "mese", "señor", "día", "días", "mes", "dag", "van", "maand", "heren", "дня", "день", "месяца", "числа",
))  # fmt: skip
_DAY_NUMBERS: Final = frozenset((
    "first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth", "eleventh",
    "twelfth", "thirteenth", "fourteenth", "fifteenth", "sixteenth", "seventeenth", "eighteenth", "nineteenth",
    "twentieth", "thirtieth", "last", "kal", "kalendas", "kalendis", "non", "nonas", "nonis", "id", "idus", "idibus",
    "prima", "secunda", "tertia", "tercia", "quarta", "quinta", "sexta", "septima", "octava", "nona", "decima",
    "vicesima", "vigesima", "ultima", "premier", "deux", "trois", "quatre", "cinq", "six", "sept", "huit", "neuf",
    "dix", "onze", "douze", "treize", "quatorze", "quinze", "seize", "vingt", "trente", "ersten", "zweiten", "dritten",
    "vierten", "fünften", "sechsten", "siebten", "achten", "neunten", "zehnten", "zwanzigsten", "primo", "due", "tre",
    "quattro", "cinque", "dieci", "venti", "trenta", "primero", "dos", "tres", "cuatro", "cinco", "seis", "siete",
    "ocho", "nueve", "diez", "veinte", "treinta", "eersten", "tweeden", "derden", "vierden", "vijfden",
))  # fmt: skip
_COMPOUND_DAY: Final = late_regex(r"(?:twenty|thirty)-\w+|vingt-\w+|trente-\w+|dix-\w+|\w+undzwanzigsten")
_ROMAN_DAY: Final = late_regex(r"[xvij]{2,}|[xv]")
_DAY_FIGURE: Final = late_regex(r"\d{1,4}(?:st|nd|rd|th|er|e|o|го)?")
_YEAR_WORDS: Final = frozenset(
    ("anno", "año", "an", "année", "jahr", "jahre", "year", "jaar", "jaer", "года", "год", "лета")
)
_YEAR_NUMBER: Final = late_regex(r"\d{3,4}|m[mdclxvij]+")
_INITIAL: Final = late_regex(r"(?<!\w)[^\W\d_]\.")
# What bibliographies, indices and lists of passages write, and sentences do not: `(1999)`, `pp. 12-45`, `3:16`,
# `, 12, 15`, a year that ends a sentence.
_REFERENCE_MARK: Final = late_regex(
    r"\(\d{4}[a-z]?\)|(?<!\w)(?:pp?|vols?|vol|nos?|nr|fols?|ff?|bd|s|t|стр|с|т)\.\s?\d+|\d+[-–]\d+|\d+:\d+"
    r"|,\s\d+(?=[,;]|\.?\s*$)|,\s(?:1[5-9]|20)\d\d[.,;)]",
    re.IGNORECASE | re.MULTILINE,
)
# Glosses in an editor's own words; others supply or delete words of the text.
_NOTES_IN_TEXT: Final = frozenset((Cause.BRACKETED, Cause.EMENDATION, Cause.IDENTIFICATION))
_WORD: Final = late_regex(r"\w+(?:['’-]\w+)*")


@dataclass(frozen=True, slots=True)
class PassageFacts:
    """What the kind of a passage depends on.

    length        words of the longer span; characters without spaces count as parts of words
    agreeing      words that agree
    share_of_document
                  the length as a share of the words of the shorter document
    most_places   how often one of its spans recurs in one document
    text          one of its spans as it is written
    is_editorial  whether most of its words are those of an editor or a printer
    is_at_end     whether one of its spans is near the beginning or the end of its document
    letters       the share of the letters that agree, of a passage of few words
    is_in_general_use
                  whether it is made of known formulas, or stands at the ends of many documents
    """

    length: float
    agreeing: float
    share_of_document: float
    most_places: int
    text: str
    is_editorial: bool = False
    is_at_end: bool = False
    letters: float = 0.0
    is_in_general_use: bool = False

    def __repr__(self) -> str:
        return repr_line("PassageFacts", f"{self.agreeing:g} of {self.length:g} words agree")


def is_worth_telling(length: int, agreeing: int) -> bool:
    """Return whether so many words agree that it is no chance."""
    if agreeing < SHORTEST or agreeing < LEAST_DOUBTFUL_SHARE * length:
        return False
    return agreeing >= LEAST_SHARE * length or agreeing >= LEAST_DOUBTFUL_WORDS


def kind_of(facts: PassageFacts) -> ParallelKind:
    """Return the kind of a passage; what is no text of an author comes before all others."""
    if is_boilerplate(facts.text, facts.is_at_end):
        return ParallelKind.BOILERPLATE
    if facts.is_editorial or is_dating(facts.text) or is_list_of_references(facts.text):
        return ParallelKind.PARATEXT
    if facts.length < LONGEST_FORMULA and (facts.most_places >= FORMULA_PLACES or _is_formula_of_documents(facts)):
        return ParallelKind.FORMULA
    if facts.length < LEAST_WORDS or (_has_few_agreeing(facts) and facts.letters < SURE_LETTERS):
        return ParallelKind.SHORT
    if facts.agreeing < LEAST_SHARE * facts.length:
        return ParallelKind.DOUBTFUL
    if facts.share_of_document >= WITNESS_SHARE or facts.length >= WITNESS_WORDS:
        return ParallelKind.WITNESS
    return ParallelKind.QUOTATION


def _is_formula_of_documents(facts: PassageFacts) -> bool:
    """Return whether a passage is in general use; a short document that is hardly more than it is a text of its own."""
    return facts.is_in_general_use and facts.share_of_document < WITNESS_SHARE


def _has_few_agreeing(facts: PassageFacts) -> bool:
    few = SURE_SHARE * facts.length if facts.length < FEW_WORDS else 0
    return facts.agreeing < max(LEAST_AGREEING, few)


def share_of_letters(one: str, other: str) -> float:
    """Return the share of letters in which two short stretches agree; 0 if they have few letters."""
    if min(len(one), len(other)) < LEAST_LETTERS:
        return 0.0
    return fuzz.ratio(one, other) / 100


def is_dating(text: str) -> bool:
    """Return whether a short text is a dating clause: `Given at Westminster the fourth day of May`.

    It begins with such a word, and the day of a month, a month and a year, or `anno` and a year follow soon.
    """
    words = [word.casefold() for word in _WORD.findall(text)]
    if not words or len(words) > LONGEST_DATING or words[0] not in _DATING_WORDS:
        return False
    return any(_is_date(words, k) for k in range(1, min(len(words), DATING_OPENING)))


def _is_date(words: Sequence[str], at: int) -> bool:
    """Return whether the month at a word has a number beside it, or the `anno` at it a year behind it."""
    behind = next((word for word in words[at + 1 : at + 4] if word not in _DATE_LINKS), "")
    if words[at] in _YEAR_WORDS:
        return bool(_YEAR_NUMBER.fullmatch(behind))
    before = next((word for word in reversed(words[max(0, at - 5) : at]) if word not in _DATE_LINKS), "")
    return names_month(words[at]) and (_is_day_number(before) or bool(_DAY_FIGURE.fullmatch(behind)))


def _is_day_number(word: str) -> bool:
    patterns = (_DAY_FIGURE, _ROMAN_DAY, _COMPOUND_DAY)
    return word in _DAY_NUMBERS or any(pattern.fullmatch(word) for pattern in patterns)


def is_list_of_references(text: str) -> bool:
    """Return whether a text is a bibliography, an index or a table.

    Many of its words are numbers and initials, and they stand in the punctuation of references; a table is nearly all
    numbers. A sentence with many numbers or with the initials of persons is neither.
    """
    words = _WORD.findall(text)
    if not 0 < len(words) <= LONGEST_LIST:
        return False
    numbers: int = sum(word[0].isdecimal() for word in words)
    if numbers >= TABLE_SHARE * len(words):
        return True
    odd = numbers + len(_INITIAL.findall(text))
    marks = len(_REFERENCE_MARK.findall(text))
    return odd >= LEAST_ODD_SHARE * len(words) and marks >= max(LEAST_REFERENCE_MARKS, odd / REFERENCE_MARKS_FOR)


def editorial_in(document: Witness, start: int, end: int) -> list[Intervention]:
    """Return what in the code points [start, end) of a document is not text of its author.

    Only the passage and what is around it is looked at, so the time does not depend on the document.
    """
    begin = max(0, start - AROUND)
    part = _part(document, begin, min(len(document.text), end + AROUND))
    found = []
    for i in interventions_of(part, FINDERS):
        low, high = max(i.start + begin, start), min(i.end + begin, end)
        if low < high:
            found.append(Intervention(low, high, i.role, i.cause, i.why, i.certainty))
    return found


def _part(document: Witness, start: int, end: int) -> Witness:
    """Return the text [start, end) of a document with what its source says of roles, and nothing else."""
    marks = [
        replace(mark, start=max(mark.start, start) - start, end=min(mark.end, end) - start)
        for mark in document.marks
        if mark.start < end and mark.end > start
    ]
    return Witness(document.siglum, document.text[start:end], marks=tuple(marks), structured=document.structured)


def is_mostly_editorial(
    spans: Sequence[tuple[int, int]], interventions: Sequence[Intervention], with_notes_in_text: bool = False
) -> bool:
    """Return whether more than half of some words [start, end) are in interventions.

    A gloss does not count: an editor may give a quotation in brackets. Those that are notes within the text count if
    asked for, because all that is compared is such a note.
    """
    outer = [
        (i.start, i.end)
        for i in interventions
        if i.role is not Role.GLOSS or (with_notes_in_text and i.cause in _NOTES_IN_TEXT)
    ]
    inside = sum(any(start <= own and end <= stop for start, stop in outer) for own, end in spans)
    return 2 * inside > len(spans)
