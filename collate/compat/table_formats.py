"""The formats of an alignment table that are text, in the forms that CollateX gives them."""

import csv
import io
import json
from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import Final, Literal

from collate.compat.alignment_table import AlignmentTable, Column, text_of
from collate.errors import WriteError
from collate.rendering.xml_text import escape_xml

_COLLATEX: Final = "http://interedition.eu/collatex/ns/1.0"
_TEI: Final = "http://www.tei-c.org/ns/1.0"


def json_table(table: AlignmentTable) -> str:
    """Return `table`, a row for each witness, and `witnesses`, with the keys of each token in order of the alphabet.

    Raises WriteError for a token that holds what JSON does not know.
    """
    rows = [
        [None if cell is None else [token.token_data for token in cell] for cell in row.cells] for row in table.rows
    ]
    try:
        return json.dumps({"table": rows, "witnesses": table.sigla}, sort_keys=True, ensure_ascii=False)
    except (TypeError, ValueError, RecursionError) as error:
        raise WriteError(f"a token has a value that JSON cannot hold ({error}); remove its key") from None


def delimited_table(table: AlignmentTable, dialect: Literal["excel", "excel-tab"]) -> str:
    """Return a line for each witness: its siglum, then the text of each cell, as it is, with its white space.

    Nothing is done to a cell that a spreadsheet would run as a formula.
    """
    lines = io.StringIO()
    csv.writer(lines, dialect, lineterminator="\n").writerows([r.header, *r.to_list_of_strings()] for r in table.rows)
    return lines.getvalue()


def app_table(table: AlignmentTable) -> str:
    """Return an `app` for each column, with a `rdg` for each witness that has something there; in no namespace."""
    apps = [
        "<app>" + "".join(_rdg([siglum], text) for siglum, text in _readings(column)) + "</app>"
        for column in table.columns
    ]
    return f"<root>{''.join(apps)}</root>"


def tei_table(table: AlignmentTable, indent: bool) -> str:
    """Return the table as TEI parallel segmentation: shared text as it is, the rest in `app`.

    The wrapper is `cx:apparatus`, in the namespace of CollateX. `indent` puts each piece on a line of its own, for
    the eye: the white space of the text is lost by it.
    """
    pieces = [piece for column in table.columns for piece in _tei_pieces(column, len(table.rows), indent)]
    root = f'cx:apparatus xmlns:cx="{_COLLATEX}" xmlns="{_TEI}"'
    if indent:
        return '<?xml version="1.0" ?>\n' + "\n\t".join((f"<{root}>", *pieces)) + "\n</cx:apparatus>\n"
    return f'<?xml version="1.0" ?><{root}>{"".join(pieces)}</cx:apparatus>'


def _tei_pieces(column: Column, witnesses: int, indent: bool) -> list[str]:
    """Return the text or the `app` of a column, and the space after it, if any witness has white space there."""
    sigla: dict[str, list[str]] = {}
    for siglum, text in _readings(column):
        sigla.setdefault(text.strip(), []).append(siglum)
    spaced = any(text[-1:].isspace() for _, text in _readings(column))
    shared = len(sigla) == 1 and len(column.tokens_per_witness) == witnesses
    readings = [_rdg(having, text) for text, having in sigla.items()]
    between = "\n\t\t" if indent else ""
    app = between.join(("<app>", *readings)) + ("\n\t" if indent else "") + "</app>"
    return [escape_xml(next(iter(sigla))) if shared else app, *([" "] if spaced else [])]


def _readings(column: Column) -> list[tuple[str, str]]:
    """Return the siglum and the text of each witness that has something in a column, in order of the sigla."""
    return [(siglum, text_of(tokens)) for siglum, tokens in sorted(column.tokens_per_witness.items())]


def _rdg(sigla: list[str], text: str) -> str:
    wit = escape_xml(" ".join(f"#{siglum}" for siglum in sigla)).replace('"', "&quot;")
    return f'<rdg wit="{wit}">{escape_xml(text)}</rdg>'


TEXT_FORMATS: Final[Mapping[str, Callable[[AlignmentTable, bool], str]]] = MappingProxyType(
    {
        "json": lambda table, _: json_table(table),
        "tei": tei_table,
        "xml": lambda table, _: app_table(table),
        "csv": lambda table, _: delimited_table(table, "excel"),
        "tsv": lambda table, _: delimited_table(table, "excel-tab"),
    }
)
