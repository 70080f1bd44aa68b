"""Signs that stand for a word: & and ⁊ for "and", &c for "et cetera"."""

from functools import cache
from typing import Final

from collate.files.package_data import DATA, package_text
from collate.text.normalise import AND_SIGNS, has_letter, marks

AND: Final = "&"  # the form of all these signs
AND_SO_FORTH: Final = ("&c", "&ca", "&cet", "&cetera", "ꝛc")  # forms without accents


def stands_for_word(surface: str) -> bool:
    """Check whether a token is a word: it has a letter or a digit, or a sign that stands for a word."""
    return has_letter(surface) or any(c in AND_SIGNS for c in surface)


@cache
def and_words() -> frozenset[str]:
    """Return the words, in any language, for which & stands, without capitals and accents."""
    return frozenset(str(_table()["and"]).split())


@cache
def sign_meanings() -> dict[str, frozenset[str]]:
    """Return the words for which each sign stands; the signs and words are without capitals and accents."""
    and_so_forth = frozenset(marks(words.casefold()) for words in _table()["and_so_forth"])
    return {AND: and_words(), **{sign: and_so_forth - {sign} for sign in AND_SO_FORTH}}


@cache
def _table() -> dict[str, str | list[str]]:
    import tomllib  # most texts have no such sign

    table: dict[str, str | list[str]] = tomllib.loads(package_text(DATA / "signs.toml"))
    return table
