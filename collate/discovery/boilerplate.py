"""The statements of libraries, publishers and licences, by their terms and by phrases that stand in nothing else."""

from bisect import bisect_left
from functools import cache
from typing import Final

from collate._dataclass import dataclass
from collate._late_regex import late_regex
from collate._repr import repr_line
from collate.discovery.search_forms import search_form
from collate.files.package_data import DATA, package_table

LONGEST_BOILERPLATE: Final = 40_000  # characters; the longest licence has 20,000
_BOILERPLATE: Final = DATA / "boilerplate.toml"
_WORD: Final = late_regex(r"\w+(?:['’-]\w+)*")
_SEARCHED_WORD: Final = late_regex(r"\S+")


@dataclass(frozen=True, slots=True)
class _StatementTerms:
    """The terms of statements and the phrases that stand in nothing else, in search forms, and how many are needed."""

    terms: tuple[str, ...]
    phrases: tuple[str, ...]
    least: int
    words_for_each: int

    def __repr__(self) -> str:
        return repr_line("_StatementTerms", f"{len(self.terms)} terms, {len(self.phrases)} phrases")


@cache
def _statement_terms() -> _StatementTerms:
    table = package_table(_BOILERPLATE)
    terms, phrases = (tuple(f" {_searched(term)} " for term in table[key]) for key in ("terms", "phrases"))
    return _StatementTerms(terms + phrases, phrases, int(table["least"]), int(table["words_for_each"]))


def _searched(text: str) -> str:
    words = _WORD.findall(text)
    forms = {word: search_form(word.casefold()) for word in set(words)}
    return " ".join(forms[word] for word in words)


def is_boilerplate(text: str, is_at_end: bool = False) -> bool:
    """Return whether a text is the statement of a library, a publisher or a licence.

    It has several of their terms, in most of it, and two phrases that stand in nothing else. At an end of a document
    one phrase is enough. A sentence on rights has such terms too.
    """
    if len(text) > LONGEST_BOILERPLATE:
        return False
    wanted = _statement_terms()
    searched = f" {_searched(text)} "
    if sum(term in searched for term in wanted.terms) < wanted.least:
        return False
    if sum(phrase in searched for phrase in wanted.phrases) < (1 if is_at_end else 2):
        return False
    return 2 * _words_near_terms(searched, wanted) > len(searched.split())


def _words_near_terms(searched: str, wanted: _StatementTerms) -> int:
    """Return how many words have a term near them, before or behind."""
    reach = wanted.words_for_each // 2
    begins = [m.start() for m in _SEARCHED_WORD.finditer(searched)]
    near: set[int] = set()
    for term in wanted.terms:
        at = searched.find(term)
        while at >= 0:
            first = bisect_left(begins, at)
            near.update(range(max(0, first - reach), min(len(begins), first + len(term.split()) + reach)))
            at = searched.find(term, at + 1)
    return len(near)
