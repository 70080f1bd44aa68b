"""The variant graph of an alignment table, drawn by Graphviz as CollateX draws it.

A box is a reading of a column; an arrow leads from each reading of a witness to its next, with the sigla of
those who take it. Boxes of one column are under one another (Schmidt and Colomb 2009).
"""

import shutil
import subprocess
from collections.abc import Iterable, Mapping
from html import escape
from typing import Final

from collate.compat.alignment_table import AlignmentTable, Token, text_of
from collate.errors import OptionError, WriteError
from collate.rendering.xml_text import show_invalid_xml

Reading = tuple[int, tuple[str, ...]]  # the column, and the forms of its tokens

_START: Final[Reading] = (-1, ())
_LONGEST_STRING: Final = 2_000  # code points; as bytes and escaped, eight times as many


def svg_graph(table: AlignmentTable, detailed: bool) -> str:
    """Return the variant graph as SVG; `detailed` boxes name their column and what each witness writes.

    Raises OptionError where the program `dot` of Graphviz is not installed, WriteError where it fails.
    """
    return drawn_svg(dot_graph(table, detailed))


def can_draw() -> bool:
    """Return whether the program `dot` of Graphviz is installed."""
    return shutil.which("dot") is not None


def drawn_svg(dot: str) -> str:
    """Return a graph in the language of Graphviz as SVG.

    Raises OptionError where the program `dot` of Graphviz is not installed, WriteError where it fails.
    """
    program = shutil.which("dot")
    if program is None:
        raise OptionError("SVG is drawn by Graphviz, and its program `dot` was not found; install Graphviz")
    drawn = subprocess.run([program, "-Tsvg"], input=dot.encode("utf-8"), capture_output=True, check=False)
    if drawn.returncode:
        raise WriteError(f"Graphviz could not draw the graph: {drawn.stderr.decode('utf-8', 'replace').strip()}")
    return drawn.stdout.decode("utf-8")


def dot_graph(table: AlignmentTable, detailed: bool) -> str:
    """Return the variant graph in the language of Graphviz."""
    end: Reading = (len(table.columns), ())
    written: dict[Reading, dict[str, str]] = {_START: {}}
    steps: dict[tuple[Reading, Reading], list[str]] = {}
    for row in table.rows:
        last = _START
        for number, cell in enumerate(row.cells):
            if cell is not None:
                reading = (number, _forms(cell))
                written.setdefault(reading, {})[row.header] = text_of(cell)
                steps.setdefault((last, reading), []).append(row.header)
                last = reading
        steps.setdefault((last, end), []).append(row.header)
    written[end] = {}
    names = {reading: f"n{number}" for number, reading in enumerate(sorted(written))}
    boxes = [f"{name} [label={_label(reading, written[reading], detailed, end)}];" for reading, name in names.items()]
    arrows = [f"{names[a]} -> {names[b]} [label={quoted_label(', '.join(sigla))}];" for (a, b), sigla in steps.items()]
    ranks = [f"{{rank=same; {' '.join(n for r, n in names.items() if r[0] == c)}}}" for c in range(len(table.columns))]
    return "\n".join(("digraph {", "rankdir=LR;", *boxes, *arrows, *ranks, "}", ""))


def _forms(cell: Iterable[Token]) -> tuple[str, ...]:
    return tuple(token.token_string for token in cell)


def _label(reading: Reading, written: Mapping[str, str], detailed: bool, end: Reading) -> str:
    """Return the label of a box; the start and the end of the text have a word or a sign of their own."""
    column, forms = reading
    if not written:
        return quoted_label("end" if reading == end else "start")
    if not detailed:
        return quoted_label(_words(forms))
    sigla: dict[str, list[str]] = {}
    for siglum, text in written.items():
        sigla.setdefault(text, []).append(siglum)
    rows = [_row(f"<b>{_html(_words(forms))}</b>", f"column {column + 1}")]
    rows += [_row(_html(text), _html(", ".join(having))) for text, having in sorted(sigla.items())]
    return f'<<table cellspacing="0">{"".join(rows)}</table>>'


def _row(left: str, right: str) -> str:
    return f'<tr><td align="left">{left}</td><td align="left">{right}</td></tr>'


def _words(forms: Iterable[str]) -> str:
    return " ".join(map(str.strip, forms))


def _html(text: str) -> str:
    """Escape a text for a label in HTML; Graphviz does not accept an empty element."""
    return escape(show_invalid_xml(text), quote=False) or " "


def quoted_label(text: str) -> str:
    """Quote a label: Graphviz reads backslashes and the entities of HTML in it.

    A long one is several strings, which Graphviz puts together, because a string may have 16384 bytes.
    """
    written = show_invalid_xml(text)
    pieces = [written[k : k + _LONGEST_STRING] for k in range(0, len(written), _LONGEST_STRING)] or [""]
    return " + ".join(map(_quoted, pieces))


def _quoted(text: str) -> str:
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"').replace("&", "&amp;") + '"'
