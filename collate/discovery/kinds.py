"""What a parallel passage is: two witnesses, a quotation, or something that is no passage of a text at all."""

import tomllib
from collections.abc import Sequence
from dataclasses import replace
from functools import cache
from typing import Final

from collate._dataclass import dataclass
from collate._late_regex import late_regex
from collate._repr import repr_line
from collate.discovery.passages import ParallelKind
from collate.discovery.search_forms import search_form
from collate.editorial import FINDERS, interventions_of
from collate.editorial.datelines import names_month
from collate.files.package_data import DATA, package_text
from collate.model.interventions import Intervention
from collate.model.witness import Role, Witness

LEAST_SHARE: Final = 0.5  # of words that agree, in a passage that is not doubtful
LEAST_DOUBTFUL_SHARE: Final = 0.35
LEAST_DOUBTFUL_WORDS: Final = 40  # a paraphrase of fewer words is chance
LEAST_WORDS: Final = 16  # of a quotation: 20 words, of which the outer ones may be spoilt
LEAST_AGREEING: Final = 14  # of a quotation
SURE_SHARE: Final = 0.6  # of the words of a quotation of fewer than
FEW_WORDS: Final = 40
SHORTEST: Final = 12
LONGEST_FORMULA: Final = 60  # words
FORMULA_PLACES: Final = 3  # places in one document at which a formula stands, at least
WITNESS_WORDS: Final = 400  # words of a passage that is a witness in whatever it stands
WITNESS_SHARE: Final = 0.5  # of the words of one of the documents
AROUND: Final = 1_000  # characters around a passage that are looked at for headings, notes and datelines
LONGEST_BOILERPLATE: Final = 40_000  # characters; the longest licence has 20,000
LONGEST_DATING: Final = 60  # words
LONGEST_LIST: Final = 300
LEAST_ODD_SHARE: Final = 0.25
# How dating clauses begin: English, Latin, French, German, Italian, Spanish, Dutch, Russian.
_DATING_WORDS: Final = frozenset((
    "given", "dated", "done", "datum", "data", "date", "actum", "acta", "donné", "donne", "fait", "gegeben", "geben",
    "dado", "dato", "datiert", "gedaan", "gegeven", "дано",
))  # fmt: skip
_INITIAL: Final = late_regex(r"(?<!\w)[^\W\d_]\.")
_BOILERPLATE: Final = DATA / "boilerplate.toml"
_WORD: Final = late_regex(r"\w+(?:['’-]\w+)*")


@dataclass(frozen=True, slots=True)
class PassageFacts:
    """What the kind of a passage depends on.

    length        words of the longer span
    agreeing      words that agree
    share_of_document
                  the length as a share of the words of the shorter document
    most_places   how often one of its spans recurs in one document
    text          one of its spans as it is written
    is_editorial  whether most of its words are those of an editor or a printer
    """

    length: int
    agreeing: int
    share_of_document: float
    most_places: int
    text: str
    is_editorial: bool = False

    def __repr__(self) -> str:
        return repr_line("PassageFacts", f"{self.agreeing} of {self.length} words agree")


def is_worth_telling(length: int, agreeing: int) -> bool:
    """Return whether so many words agree that it is no chance."""
    if agreeing < SHORTEST or agreeing < LEAST_DOUBTFUL_SHARE * length:
        return False
    return agreeing >= LEAST_SHARE * length or agreeing >= LEAST_DOUBTFUL_WORDS


def kind_of(facts: PassageFacts) -> ParallelKind:
    """Return the kind of a passage; what is no text of an author comes before all others."""
    if is_boilerplate(facts.text):
        return ParallelKind.BOILERPLATE
    if facts.is_editorial or is_dating(facts.text) or is_list_of_references(facts.text):
        return ParallelKind.PARATEXT
    if facts.most_places >= FORMULA_PLACES and facts.length < LONGEST_FORMULA:
        return ParallelKind.FORMULA
    if facts.length < LEAST_WORDS or facts.agreeing < LEAST_AGREEING:
        return ParallelKind.SHORT
    if facts.length < FEW_WORDS and facts.agreeing < SURE_SHARE * facts.length:
        return ParallelKind.SHORT
    if facts.agreeing < LEAST_SHARE * facts.length:
        return ParallelKind.DOUBTFUL
    if facts.share_of_document >= WITNESS_SHARE or facts.length >= WITNESS_WORDS:
        return ParallelKind.WITNESS
    return ParallelKind.QUOTATION


@cache
def _terms() -> tuple[tuple[str, ...], int, int]:
    """Return the terms of boilerplate in search forms, how many are needed, and for how many words one."""
    table = tomllib.loads(package_text(_BOILERPLATE))
    terms = tuple(f" {_searched(term)} " for term in table["terms"])
    return terms, int(table["least"]), int(table["words_for_each"])


def _searched(text: str) -> str:
    words = _WORD.findall(text)
    forms = {word: search_form(word.casefold()) for word in set(words)}
    return " ".join(forms[word] for word in words)


def is_boilerplate(text: str) -> bool:
    """Return whether a text is the statement of a library, a publisher or a licence, by its terms."""
    if len(text) > LONGEST_BOILERPLATE:
        return False
    terms, least, words_for_each = _terms()
    searched = f" {_searched(text)} "
    counts = [count for count in map(searched.count, terms) if count]
    return len(counts) >= least and sum(counts) * words_for_each >= searched.count(" ") - 1


def is_dating(text: str) -> bool:
    """Return whether a short text is a dating clause: `Given at Westminster the fourth day of May`."""
    words = _WORD.findall(text)
    if not words or len(words) > LONGEST_DATING or words[0].casefold() not in _DATING_WORDS:
        return False
    return any(names_month(word) or word.isdecimal() for word in words)


def is_list_of_references(text: str) -> bool:
    """Return whether many words of a text are numbers and initials: a bibliography, an index, a table."""
    words = _WORD.findall(text)
    if not 0 < len(words) <= LONGEST_LIST:
        return False
    odd: int = sum(word[0].isdecimal() for word in words) + len(_INITIAL.findall(text))
    return odd >= LEAST_ODD_SHARE * len(words)


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


def is_mostly_editorial(spans: Sequence[tuple[int, int]], interventions: Sequence[Intervention]) -> bool:
    """Return whether more than half of some words [start, end) are in interventions that are no gloss."""
    outer = [(i.start, i.end) for i in interventions if i.role is not Role.GLOSS]
    inside = sum(any(start <= own and end <= stop for start, stop in outer) for own, end in spans)
    return 2 * inside > len(spans)
