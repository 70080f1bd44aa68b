"""Signs that stand for a word: & and ⁊ for "and", &c for "et cetera"; and what else `data/signs.toml` lists."""

from functools import cache
from typing import Final

from collate.files.package_data import DATA, package_table
from collate.text.editorial_signs import AND_SIGNS
from collate.text.normalise import has_letter, marks

AND: Final = "&"  # the form of all these signs
AND_SO_FORTH: Final = ("&c", "&ca", "&cet", "&cetera", "ꝛc")  # forms without accents
MOST_LETTERS: Final = 4  # of a short form of "and so forth"


def stands_for_word(surface: str) -> bool:
    """Check whether a token is a word: it has a letter or a digit, or a sign that stands for a word."""
    return has_letter(surface) or any(c in AND_SIGNS for c in surface)


@cache
def and_words() -> frozenset[str]:
    """Return the words, in any language, for which & stands, without capitals and accents."""
    return frozenset(word for (word,) in signs_table("and"))


@cache
def editors_words() -> frozenset[str]:
    """Return words that an editor writes in brackets directly after a word, and that are no letters of it."""
    return frozenset(word for (word,) in signs_table("editors_words"))


@cache
def sign_meanings() -> dict[str, frozenset[str]]:
    """Return the words for which each sign stands; the signs and words are without capitals and accents."""
    and_so_forth = frozenset(" ".join(row) for row in signs_table("and_so_forth"))
    return {AND: and_words(), **{sign: and_so_forth - {sign} for sign in AND_SO_FORTH}}


@cache
def short_phrases() -> dict[str, frozenset[str]]:
    """Return the phrases that each short form may mean, by its letters; all without capitals and accents."""
    phrases: dict[str, set[str]] = {}
    for short, *words in signs_table("short_phrases"):
        phrases.setdefault(short, set()).add(" ".join(words))
    return {short: frozenset(full) for short, full in phrases.items()}


@cache
def short_and_so_forth() -> frozenset[str]:
    """Return the short forms of "and so forth": etc, usw."""
    return frozenset(row[0] for row in signs_table("and_so_forth") if len(row) == 1 and len(row[0]) <= MOST_LETTERS)


@cache
def signs_table(name: str) -> tuple[tuple[str, ...], ...]:
    """Return the rows of a table of `data/signs.toml`, a word or several each, without capitals and accents."""
    table: str = package_table(DATA / "signs.toml")[name]
    return tuple(tuple(marks(row.casefold()).split()) for row in table.replace("\n", ",").split(",") if row.strip())
