"""CollateX's table as JSON, with what ours knows beyond it in keys that its readers do not look at."""

import json
import re
from typing import Final

import numpy as np

from collate._arrays import Int32
from collate.apparatus import Apparatus
from collate.errors import WriteError
from collate.model.alignment import GAP, Alignment, Link, Move, Segments
from collate.model.tokens import Tokens, Vocabulary

_SURROGATES: Final = re.compile("[\ud800-\udfff]")  # of a pair only one half: no encoding can write it

DOUBT_DIGITS: Final = 3  # decimal places: doubt is not known more finely


def collatex_table(alignment: Alignment, segments: Segments) -> dict[str, object]:
    """Give the table as CollateX does: a row for each witness, of lists of tokens and null.

    `doubt` holds a number for each column, `links` the word divisions and `moves` the
    transpositions; both of these name tokens [start, stop) by the id of their witness.
    """
    return {
        "witnesses": [t.witness.siglum for t in alignment.tokens],
        "table": [_row(tokens, segments, w) for w, tokens in enumerate(alignment.tokens)],
        "doubt": [round(d, DOUBT_DIGITS) for d in segments.doubt.tolist()],
        "links": [_link(alignment, link) for link in alignment.links],
        "moves": [_move(alignment, move) for move in alignment.moves],
    }


def write_collatex(apparatus: Apparatus, alignment: Alignment) -> str:
    """Write the table of a work as CollateX does: each token with the white space after it, and what is compared.

    Put together, the `t` of a witness are its text. Columns stay as they were aligned, each cell one token.
    """
    del apparatus
    rows = [_encoded_row(tokens, alignment.table[:, w]) for w, tokens in enumerate(alignment.tokens)]
    lines = (
        f'"witnesses": {_dumps([t.witness.siglum for t in alignment.tokens])}',
        '"table": [' + ",\n  ".join(rows) + "]",
        f'"doubt": {_dumps([round(d, DOUBT_DIGITS) for d in alignment.doubt.tolist()])}',
        f'"links": {_dumps([_link(alignment, link) for link in alignment.links])}',
        f'"moves": {_dumps([_move(alignment, move) for move in alignment.moves])}',
    )
    return "{" + ",\n ".join(lines) + "}\n"


def _encoded_row(tokens: Tokens, at: Int32) -> str:
    """Write the row of a witness; a cell is written once for all tokens that are the same."""
    if tokens.witness.pretokens:
        cells = [_dumps([_token(tokens, i)]) for i in range(len(tokens))]
    else:
        spaced = Vocabulary()
        bounds = np.append(tokens.spans[:, 0], len(tokens.witness.text)).astype(np.int32)
        bounds[:1] = 0
        with_space = spaced.encode_spans(tokens.witness.text, np.stack((bounds[:-1], bounds[1:]), axis=1))
        strings = tokens.vocabulary.strings
        found, which = np.unique(with_space.astype(np.int64) * len(strings) + tokens.form, return_inverse=True)
        said = [
            _dumps([{"t": spaced.strings[p // len(strings)], "n": strings[p % len(strings)]}]) for p in found.tolist()
        ]
        cells = [said[k] for k in which.tolist()]
    return "[" + ", ".join(map([*cells, "null"].__getitem__, at.tolist())) + "]"


def dump_table(table: dict[str, object]) -> str:
    """Write a table as JSON, a key a line and a row a line, letters as they are.

    What no encoding can write is escaped. Raises WriteError where it is nested too deep.
    """
    lines = [f"{_dumps(key)}: {_dump_rows(value)}" for key, value in table.items()]
    return "{" + ",\n ".join(lines) + "}\n"


def _dump_rows(value: object) -> str:
    """Write a list, of lists in lines of their own."""
    if isinstance(value, list) and any(isinstance(inner, list) for inner in value):
        return "[" + ",\n  ".join(map(_dumps, value)) + "]"
    return _dumps(value)


def _dumps(value: object) -> str:
    try:
        text = json.dumps(value, ensure_ascii=False, allow_nan=False)
    except RecursionError:
        raise WriteError("a key of a token holds brackets nested too deep to be written; take it out") from None
    return _SURROGATES.sub(lambda half: f"\\u{ord(half.group()):04x}", text)


def _row(tokens: Tokens, segments: Segments, w: int) -> list[list[dict[str, object]] | None]:
    given = [_token(tokens, i) for i in range(len(tokens))]
    return [given[start:stop] or None for start, stop in segments.cells[:, w].tolist()]


def _token(tokens: Tokens, i: int) -> dict[str, object]:
    """Give a token back as it was given."""
    given = tokens.witness.pretokens[i]
    written = tokens.witness.text[given.start : given.end]
    return {"t": written} | ({} if given.form is None else {"n": given.form}) | dict(given.keys)


def _link(alignment: Alignment, link: Link) -> dict[str, list[int]]:
    return _tokens_in(alignment, (link.start, link.stop), link.witnesses)


def _move(alignment: Alignment, move: Move) -> dict[str, dict[str, list[int]]]:
    return {
        "here": _tokens_in(alignment, move.columns, move.witnesses),
        "there": _tokens_in(alignment, move.other_columns, move.other_witnesses),
    }


def _tokens_in(alignment: Alignment, columns: tuple[int, int], witnesses: tuple[int, ...]) -> dict[str, list[int]]:
    """Give the tokens [start, stop) of witnesses in columns [start, stop), by siglum; who has none is left out."""
    found = {}
    for w in witnesses:
        here = alignment.table[slice(*columns), w]
        here = here[here != GAP].tolist()
        if here:
            found[str(alignment.tokens[w].witness.siglum)] = [here[0], here[-1] + 1]
    return found
