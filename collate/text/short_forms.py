"""Short forms with superscript letters: `w^th` for *with*, `y^e` for *the*."""

from functools import cache

from collate.text.word_signs import signs_table

LONGEST_RAISED = 6  # superscript letters


def may_be_contracted(short: str, raised: str, full: str) -> bool:
    """Check whether a short form is a word with letters left out: the same first letter, all letters in order, and
    the superscript letters at its end.
    """
    if len(short) >= len(full) or not raised or len(raised) > LONGEST_RAISED or not full.endswith(raised):
        return False
    line = short[: len(short) - len(raised)]
    remaining = iter(full[: len(full) - len(raised)])
    return bool(line) and line[0] == full[0] and all(letter in remaining for letter in line)


def is_common_superscript(line: str, raised: str) -> bool:
    """Check whether a word with superscript letters is a common one: `y^e`, `M^r`; not `x^n`."""
    return line + raised in superscript_words() or raised in _endings()


@cache
def superscript_words() -> dict[str, frozenset[str]]:
    """Return the full forms of common short forms with superscript letters, without capitals and accents."""
    words: dict[str, frozenset[str]] = {}
    for short, full in signs_table("superscript"):
        words[short] = words.get(short, frozenset()) | {full}
    return words


@cache
def _endings() -> frozenset[str]:
    return frozenset(ending for (ending,) in signs_table("superscript_endings"))
