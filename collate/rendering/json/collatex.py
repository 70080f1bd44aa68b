"""The alignment table as CollateX's JSON. What CollateX does not know is in keys that its readers ignore."""

import json
from collections.abc import Iterator
from typing import Final

import numpy as np

from collate._arrays import Int32
from collate.apparatus import Apparatus
from collate.errors import WriteError
from collate.model.alignment import GAP, Alignment, Link, Move, Segments
from collate.model.tokens import Tokens, Vocabulary
from collate.rendering.json.surrogates import escape_surrogates
from collate.rendering.json.token_keys import keys_of_tokens

DOUBT_DIGITS: Final = 3  # decimal places: doubt is not known more precisely


def collatex_table(alignment: Alignment, segments: Segments) -> dict[str, object]:
    """Return the table as CollateX has it: a row for each witness, each cell a list of tokens or None.

    `doubt` holds a number for each column, `links` the word divisions and `moves` the transpositions; both name
    tokens [start, stop) by the siglum of their witness.
    """
    return {
        "witnesses": [t.witness.siglum for t in alignment.tokens],
        "table": [_row(tokens, segments, w) for w, tokens in enumerate(alignment.tokens)],
        "doubt": [round(d, DOUBT_DIGITS) for d in segments.doubt.tolist()],
        "links": [_link(alignment, link) for link in alignment.links],
        "moves": [_move(alignment, move) for move in alignment.moves],
    }


def write_collatex(apparatus: Apparatus, alignment: Alignment) -> Iterator[str]:
    """Write the table of a work: each cell is one token, `t` with the white space after it, and `n` as compared.

    All `t` of a witness joined are its text. Columns stay as they were aligned.
    """
    del apparatus
    yield f'{{"witnesses": {_dumps([t.witness.siglum for t in alignment.tokens])},\n "table": ['
    for w, tokens in enumerate(alignment.tokens):
        yield (",\n  " if w else "") + _encoded_row(tokens, alignment.table[:, w])
    yield f'],\n "doubt": {_dumps([round(d, DOUBT_DIGITS) for d in alignment.doubt.tolist()])}'
    yield f',\n "links": {_dumps([_link(alignment, link) for link in alignment.links])}'
    yield f',\n "moves": {_dumps([_move(alignment, move) for move in alignment.moves])}}}\n'


def _encoded_row(tokens: Tokens, indices: Int32) -> str:
    """Return the row of a witness as JSON; equal tokens are encoded once."""
    with_space = Vocabulary()
    bounds = np.append(tokens.spans[:, 0], len(tokens.witness.text)).astype(np.int32)
    bounds[:1] = 0
    written = with_space.encode_spans(tokens.witness.text, np.stack((bounds[:-1], bounds[1:]), axis=1))
    forms = tokens.vocabulary.strings
    keys = keys_of_tokens(tokens)
    if keys:
        cells = [
            _dumps([{"t": with_space.strings[t], "n": forms[n], **keys.get(i, {})}])
            for i, (t, n) in enumerate(zip(written.tolist(), tokens.form.tolist(), strict=True))
        ]
    else:
        pairs, pair_of = np.unique(written.astype(np.int64) * len(forms) + tokens.form, return_inverse=True)
        distinct = [
            _dumps([{"t": with_space.strings[pair // len(forms)], "n": forms[pair % len(forms)]}])
            for pair in pairs.tolist()
        ]
        cells = [distinct[k] for k in pair_of.tolist()]
    return "[" + ", ".join(map([*cells, "null"].__getitem__, indices.tolist())) + "]"  # GAP, -1, is the last cell


def dump_table(table: dict[str, object]) -> str:
    """Return a table as JSON, with each key and each row on a line of its own, and letters unescaped.

    Raises WriteError when a key of a token is nested too deep.
    """
    lines = [f"{_dumps(key)}: {_dump_rows(value)}" for key, value in table.items()]
    return "{" + ",\n ".join(lines) + "}\n"


def _dump_rows(value: object) -> str:
    """Return a value as JSON; of a list of lists, each on a line of its own."""
    if isinstance(value, list) and any(isinstance(inner, list) for inner in value):
        return "[" + ",\n  ".join(map(_dumps, value)) + "]"
    return _dumps(value)


def _dumps(value: object) -> str:
    try:
        text = json.dumps(value, ensure_ascii=False, allow_nan=False)
    except RecursionError:
        raise WriteError(
            "the brackets in a key of a token are nested too deeply to be written; remove the key"
        ) from None
    return escape_surrogates(text)


def _row(tokens: Tokens, segments: Segments, w: int) -> list[list[dict[str, object]] | None]:
    given = [(p.start, p.end) for p in tokens.witness.pretokens]
    is_given = given == [*map(tuple, tokens.spans.tolist())]
    records = [_given_token(tokens, i) for i in range(len(tokens))] if is_given else _found_tokens(tokens)
    return [records[start:stop] or None for start, stop in segments.cells[:, w].tolist()]


def _given_token(tokens: Tokens, i: int) -> dict[str, object]:
    """Return a token that the source gives, with the keys that it came with."""
    pretoken = tokens.witness.pretokens[i]
    written = tokens.witness.text[pretoken.start : pretoken.end]
    return {"t": written} | ({} if pretoken.form is None else {"n": pretoken.form}) | dict(pretoken.keys)


def _found_tokens(tokens: Tokens) -> list[dict[str, object]]:
    """Return tokens that were found in a text, with the white space after each, and what the source says of them."""
    keys = keys_of_tokens(tokens)
    text, starts = tokens.witness.text, [*tokens.spans[:, 0].tolist(), len(tokens.witness.text)]
    starts[0] = 0
    return [
        {"t": text[starts[i] : starts[i + 1]], "n": token.form, **keys.get(i, {})} for i, token in enumerate(tokens)
    ]


def _link(alignment: Alignment, link: Link) -> dict[str, list[int]]:
    return _tokens_in(alignment, (link.start, link.stop), link.witnesses)


def _move(alignment: Alignment, move: Move) -> dict[str, dict[str, list[int]]]:
    return {
        "here": _tokens_in(alignment, move.columns, move.witnesses),
        "there": _tokens_in(alignment, move.other_columns, move.other_witnesses),
    }


def _tokens_in(alignment: Alignment, columns: tuple[int, int], witnesses: tuple[int, ...]) -> dict[str, list[int]]:
    """Return by siglum the tokens [start, stop) that witnesses have in columns [start, stop), if any."""
    ranges = {}
    for w in witnesses:
        cells = alignment.table[slice(*columns), w]
        tokens = cells[cells != GAP].tolist()
        if tokens:
            ranges[str(alignment.tokens[w].witness.siglum)] = [tokens[0], tokens[-1] + 1]
    return ranges
