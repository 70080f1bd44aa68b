"""The spaces between tokens that were sent without any, as the Collation Editor sends them.

Written one after the other they would be one word: `tothehill`. Where one token has white space at an end, all that is
between them has been sent, and nothing is added.
"""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from collate.text.sign_chunks import UNSPACED


def spaces_after(written: Sequence[str]) -> list[str]:
    """Return what is missing after each token of a witness: a space, or "".

    Parameters
    ----------
    written : sequence of str
        What is written in each token, with its white space. None is empty.

    Returns
    -------
    list of str
        One for each token. Nothing is missing after the last one, nor after a character of a script without spaces.

    Examples
    --------
    >>> spaces_after(["to", "the", "hill"])
    [' ', ' ', '']
    >>> spaces_after(["to ", "the ", "hill"])
    ['', '', '']
    """
    if any(text != text.strip() for text in written):
        return [""] * len(written)
    return ["" if UNSPACED.match(text[-1]) else " " for text in written[:-1]] + [""] * bool(written)


def spaced(table: Mapping[str, Any]) -> dict[str, Any]:
    """Return a table in the Java dialect with the missing spaces in the `t` of its tokens."""
    missing = [_missing(table, w) for w in range(len(table["witnesses"]))]
    columns = [
        [[_with_space(token, next(spaces)) for token in cell] for cell, spaces in zip(column, missing, strict=True)]
        for column in table["table"]
    ]
    return dict(table) | {"table": columns}


def _missing(table: Mapping[str, Any], w: int) -> Iterator[str]:
    """Yield what is missing after each token of a witness. What was sent as a text has its spaces."""
    tokens = [token for column in table["table"] for token in column[w]]
    if not all(isinstance(token, dict) for token in tokens):
        return iter([""] * len(tokens))
    return iter(spaces_after([token["t"] for token in tokens]))


def _with_space(token: object, space: str) -> object:
    return token | {"t": token["t"] + space} if space and isinstance(token, dict) else token
