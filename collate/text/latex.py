r"""Commands of LaTeX, `\emph{word}`: in a text with them, curly brackets are marks of the text and no deletion."""

import re
from collections.abc import Sequence
from typing import Final

from collate._late_regex import late_regex

# A command with an argument or at the beginning of a group, or an entry of BibTeX: `\emph{`, `{\em `, `@book{`.
_GROUP: Final = late_regex(r"\\[A-Za-z@]+\*?(?:\[[^\[\]\n]{0,200}\])*\{|\{\\[A-Za-z]+|^@[A-Za-z]+\s?\{", re.MULTILINE)
_BEFORE_OPTION: Final = late_regex(r"\\(?:[A-Za-z@]{1,40}\*?|\\)?\Z")
_LONGEST_COMMAND: Final = 42  # code points, with its backslash
BACKSLASH: Final = "\\"


def has_commands(text: str) -> bool:
    """Check whether a text has commands of LaTeX or entries of BibTeX, so that its curly brackets are marks."""
    return "{" in text and (BACKSLASH in text or "@" in text) and _GROUP.search(text) is not None


def is_option(text: str, start: int, end: int) -> bool:
    r"""Check whether the square brackets [start, end) belong to a command: `\cite[p. 3]{x}`, `\item[a]`, `\[ x \]`."""
    return (
        _BEFORE_OPTION.search(text, max(0, start - _LONGEST_COMMAND), start) is not None
        or text[end : end + 1] == "{"
        or (start > 0 and text[start - 1] in "]}")
    )


def without_commands(words: Sequence[str]) -> tuple[str, ...]:
    r"""Return the words of `\emph{word}` without the command and the brackets of its argument."""
    kept: list[str] = []
    opened: list[bool] = []  # whether each open curly bracket belongs to a command
    for k, word in enumerate(words):
        command = words[k - 1] == BACKSLASH if k else False
        before = words[k - 2 : k] if k > 1 else ()
        if word == BACKSLASH or (command and word.isascii() and word.isalpha()):
            continue
        if word == "{":
            opened.append(tuple(before)[:1] == (BACKSLASH,) or tuple(words[k + 1 : k + 2]) == (BACKSLASH,))
            if opened[-1]:
                continue
        elif word == "}" and opened and opened.pop():
            continue
        kept.append(word)
    return tuple(kept)
