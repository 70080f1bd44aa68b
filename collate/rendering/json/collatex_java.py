"""The alignment table as the Java version of CollateX, its HTTP service, returns it.

`write_collatex_java` writes that of a work for programs that read this form, such as Stemmaweb (`cxjson`). Each cell is
one token, an object. Stemmaweb puts a space between tokens unless one of them says `join_prior` or `join_next`.
"""

import json
from collections.abc import Iterator, Sequence
from typing import Final

import numpy as np

from collate._arrays import Bool
from collate.apparatus import Apparatus
from collate.apparatus.part import columns_shown
from collate.model.alignment import GAP, Alignment, Segments
from collate.model.tokens import Sort, Tokens
from collate.rendering.json.collatex import collatex_table
from collate.rendering.json.surrogates import escape_surrogates
from collate.rendering.json.token_keys import keys_of_tokens
from collate.rendering.layers import LACUNA, layer_cells, layer_columns
from collate.rendering.unbroken import unbroken

_NO_TOKEN: Final = "[]"
_LACUNA_TOKEN: Final = '[{"t": "#LACUNA#", "n": "#LACUNA#"}]'


def java_table(
    alignment: Alignment, segments: Segments, tokens: Sequence[Sequence[object]], transpositions: bool = True
) -> dict[str, object]:
    """Return the table with a list for each column and a cell for each witness, `[]` where it has no tokens.

    `tokens` are those of each witness as they are returned. Keys that CollateX does not have are those of
    `collatex_table`; `moves` is empty when `transpositions` is false.
    """
    columns = [
        [list(row[start:stop]) for row, (start, stop) in zip(tokens, column, strict=True)]
        for column in segments.cells.tolist()
    ]
    table = collatex_table(alignment, segments) | {"table": columns}
    return table if transpositions else table | {"moves": []}


def write_collatex_java(apparatus: Apparatus, alignment: Alignment) -> Iterator[str]:
    """Write a list for each column of the table, with a list for each witness in it: of one token, or empty.

    The form has no sign for what is not extant: where such a stretch begins, there is a token `#LACUNA#`.
    """
    columns = layer_columns(alignment)
    witness, token = layer_cells(alignment, columns, columns_shown(apparatus, alignment))
    token[1:][(token[1:] == LACUNA) & (token[:-1] == LACUNA)] = GAP
    encoded = [_encoded_cells(tokens) for tokens in alignment.tokens]
    heading = {"name": apparatus.title, "witnesses": [column.heading for column in columns]}
    yield f'{_dumps(heading)[:-1]},\n "table": ['
    for k, (of_row, tokens) in enumerate(zip(witness.tolist(), token.tolist(), strict=True)):
        cells = [encoded[w][i] for w, i in zip(of_row, tokens, strict=True)]
        yield f"{',' if k else ''}\n  [{', '.join(cells)}]"
    yield "]}\n"


def _encoded_cells(tokens: Tokens) -> list[str]:
    """Return the cell of each token as JSON, then those to which LACUNA, -2, and GAP, -1, lead."""
    strings = tokens.vocabulary.strings
    keys = keys_of_tokens(tokens)
    prior, following = _joins(tokens)
    cells = []
    known: dict[tuple[int, int, bool, bool], str] = {}
    rows = zip(tokens.surface.tolist(), tokens.form.tolist(), prior.tolist(), following.tolist(), strict=True)
    for i, row in enumerate(rows):
        cell = known.get(row) if i not in keys else None
        if cell is None:
            surface, form, joins_prior, joins_next = row
            token: dict[str, object] = {
                "t": unbroken(strings[surface], strings[form]), "n": strings[form], "normal_form": strings[form]
            }  # fmt: skip
            token |= keys.get(i, {})
            token |= {"join_prior": True} if joins_prior else {}
            token |= {"join_next": True} if joins_next else {}
            cell = f"[{_dumps(token)}]"
            if i not in keys:
                known[row] = cell
        cells.append(cell)
    return [*cells, _LACUNA_TOKEN, _NO_TOKEN]


def _joins(tokens: Tokens) -> tuple[Bool, Bool]:
    """Return which tokens touch the one before them, and which the one after.

    Between a mark and a word, the mark says it: so a word is the same whether there is a mark beside it or not.
    """
    is_mark = tokens.sort == Sort.PUNCTUATION
    touches = np.zeros(len(tokens), bool)
    touches[1:] = tokens.spans[1:, 0] == tokens.spans[:-1, 1]
    mark_before = np.zeros(len(tokens), bool)
    mark_before[1:] = is_mark[:-1]
    following = np.zeros(len(tokens), bool)
    following[:-1] = touches[1:] & is_mark[:-1] & ~is_mark[1:]
    return touches & (is_mark | ~mark_before), following


def _dumps(value: object) -> str:
    return escape_surrogates(json.dumps(value, ensure_ascii=False, allow_nan=False))
