"""The names of CollateX: in a program for CollateX, only the import changes, to `collate.compat.collatex`.

The signatures are those of CollateX 2.3 for Python, with `scheduler` of earlier versions. What is different, and
why, is in docs/from_collatex.md.
"""

import sys
from collections.abc import Callable, Mapping
from importlib import import_module
from pathlib import Path
from typing import IO, Any, Final, Literal, Self

from collate._dataclass import dataclass
from collate._repr import listed, repr_line
from collate.compat.alignment_table import Token, alignment_table
from collate.compat.collatex_json import align_collatex_json
from collate.compat.printed_table import Layout, coloured_html_table, html_table
from collate.compat.table_formats import TEXT_FORMATS
from collate.compat.variant_graph import svg_graph
from collate.errors import OptionError, ReadError
from collate.files.read import read_input
from collate.reading.collatex_json import parse_json, witnesses_of

__all__ = ["Collation", "collate"]


@dataclass(frozen=True, slots=True, eq=False)
class CollationWitness:
    """A witness of a `Collation`, as it was given."""

    given: Mapping[str, object]

    def __repr__(self) -> str:
        return repr_line("CollationWitness", self.sigil)

    @property
    def sigil(self) -> str:
        """The name of the witness: its `id`."""
        return str(self.given["id"])

    @property
    def content(self) -> str:
        """The text; for a witness given as tokens, the forms that are compared, with a space between them."""
        if "content" in self.given:
            return str(self.given["content"])
        return " ".join(token.token_string for token in self.tokens())

    def tokens(self) -> list[Token]:
        """Return the tokens. Raise ReadError if they do not have the form of CollateX."""
        (witness,) = witnesses_of({"witnesses": [self.given]})
        return [
            Token(
                {"t": witness.text[p.start : p.end]} | ({} if p.form is None else {"n": p.form}) | dict(p.keys),
            )
            for p in witness.pretokens
        ]


class Collation:
    """Witnesses to collate, in the order in which they were added.

    Examples
    --------
    >>> collation = Collation()
    >>> collation.add_plain_witness("A", "The quick brown fox")
    >>> collation.add_plain_witness("B", "The brown fox")
    >>> print(collate(collation))
    +---+-----+-------+-----------+
    | A | The | quick | brown fox |
    | B | The | -     | brown fox |
    +---+-----+-------+-----------+
    """

    def __init__(self) -> None:
        self.witnesses: list[CollationWitness] = []

    def __repr__(self) -> str:
        return repr_line("Collation", f"of {listed([w.sigil for w in self.witnesses])}")

    def add_plain_witness(self, sigil: str, content: str) -> None:
        """Add a witness whose text is cut into words and punctuation."""
        self.add_witness({"id": sigil, "content": content})

    def add_witness(self, witnessdata: Mapping[str, object]) -> None:
        """Add a witness: `id`, and either `content`, a text, or `tokens`, a list of objects with `t` and perhaps `n`.

        With both, the content is taken, as in CollateX. Mistakes in a witness are reported when it is collated.
        """
        if not isinstance(witnessdata, Mapping) or not isinstance(witnessdata.get("id"), str):
            raise ReadError('a witness has no "id" that is a string; write {"id": "A", "content": "..."}')
        unread = {"tokens"} if "content" in witnessdata else set()
        self.witnesses.append(CollationWitness({k: v for k, v in witnessdata.items() if k not in unread}))

    @classmethod
    def create_from_dict(cls, data: Mapping[str, object], limit: int | None = None) -> Self:
        """Return a collation of `data["witnesses"]`, or of the first `limit` of them."""
        witnesses = data.get("witnesses") if isinstance(data, Mapping) else None
        if not isinstance(witnesses, list):
            raise ReadError('there is no list of witnesses; write {"witnesses": [...]}')
        collation = cls()
        for witness in witnesses[:limit]:
            collation.add_witness(witness)
        return collation

    @classmethod
    def create_from_json(cls, json_data: IO[str]) -> Self:
        """Return the collation of an open JSON file."""
        return cls.create_from_json_string(json_data.read())

    @classmethod
    def create_from_json_string(cls, json_string: str) -> Self:
        """Return the collation of a string of JSON. Raise ReadError if it is not JSON."""
        return cls._parsed(json_string.encode("utf-8", "surrogatepass"), "JSON")

    @classmethod
    def create_from_json_file(cls, filename: str | Path) -> Self:
        """Return the collation of a JSON file in UTF-8. Raise ReadError, with the place, for mistakes in it."""
        return cls._parsed(read_input(str(filename)), str(filename))

    @classmethod
    def _parsed(cls, content: bytes, name: str) -> Self:
        data = parse_json(content, name)
        if not isinstance(data, dict):
            raise ReadError(f'{name}: there is no list of witnesses; write {{"witnesses": [...]}}')
        return cls.create_from_dict(data)


def collate(
    collation: Collation | Mapping[str, object],
    output: str = "table",
    layout: str = "horizontal",
    segmentation: bool = True,
    near_match: bool = False,
    astar: bool = False,
    detect_transpositions: bool = False,
    debug_scores: bool = False,
    properties_filter: Callable[..., bool] | None = None,
    indent: bool = False,
    scheduler: object = None,
) -> Any:  # noqa: ANN401 (as in CollateX, `output` decides)
    """Align a collation, and return the table in a format of CollateX.

    Parameters
    ----------
    collation
        A `Collation`, or a dictionary in the form of CollateX's JSON.
    output
        ``table`` returns an `AlignmentTable`, which prints; ``json``, ``tei``, ``xml``, ``csv`` and ``tsv`` return a
        `str`. ``html`` (plain), ``html2`` (vertical, in colours), ``svg_simple`` and ``svg`` (the variant graph, drawn
        by Graphviz) show it and return None in a notebook, as CollateX does, and return a `str` anywhere else.
    layout
        ``horizontal``, a row for each witness, or ``vertical``, a column for each: for ``table`` and ``html``.
    segmentation
        Words that always follow one another share a cell.
    near_match
        Similar words attract each other, with or without segmentation; CollateX allows it without only.
    indent
        Puts each piece of the ``tei`` on a line of its own.
    astar, detect_transpositions, debug_scores, scheduler
        Accepted, and without effect: there is one aligner; it always looks for transpositions (`moves` of
        `collate.align_collatex_json`), it prints nothing and it needs no scheduler.
    properties_filter
        Not supported: None only.

    Returns
    -------
    AlignmentTable, str or None
        See `output`.

    Raises
    ------
    OptionError
        For an output or a layout that does not exist, a `properties_filter`, and SVG without Graphviz.
    ReadError
        For a collation that is not as CollateX takes it.
    WriteError
        For what a format cannot hold.

    Examples
    --------
    >>> collate({"witnesses": [{"id": "A", "content": "a cat"}, {"id": "B", "content": "a dog"}]}, output="csv")
    'A,a ,cat\\nB,a ,dog\\n'
    """
    del astar, detect_transpositions, debug_scores, scheduler
    _check_options(output, layout, properties_filter)
    if not isinstance(collation, Collation):
        collation = Collation.create_from_dict(collation)
    aligned: Any = align_collatex_json({"witnesses": [w.given for w in collation.witnesses]}, segmentation, near_match)
    table = alignment_table(aligned["witnesses"], aligned["table"], Layout(layout))
    if output in TEXT_FORMATS:
        return TEXT_FORMATS[output](table, indent)
    if output == "html":
        return _shown("HTML", html_table(table.sigla, table.strings(), table.layout))
    if output == "html2":
        variant = [column.variant for column in table.columns]
        return _shown("HTML", coloured_html_table(table.sigla, table.strings(), variant))
    if output in ("svg", "svg_simple"):
        return _shown("SVG", svg_graph(table, detailed=output == "svg"))
    return table


OUTPUTS: Final = ("table", *TEXT_FORMATS, "html", "html2", "svg_simple", "svg")


def _check_options(output: str, layout: str, properties_filter: object) -> None:
    """Raise OptionError for what is not supported, before anything is done."""
    if output == "graph":
        raise OptionError(
            "output 'graph' is an object of CollateX; use 'svg' instead, or the format graphml of `collate report`"
        )
    if output not in OUTPUTS:
        raise OptionError(f"there is no output {output!r}; use one of {', '.join(OUTPUTS)}")
    if layout not in list(Layout):
        raise OptionError(f"there is no layout {layout!r}; use one of {', '.join(Layout)}")
    if properties_filter is not None:
        raise OptionError(
            "properties_filter is not supported: the aligner compares `n` alone; write what must differ into `n`"
        )


def _shown(kind: Literal["HTML", "SVG"], markup: str) -> str | None:
    """Show markup in a running notebook; return it if there is none."""
    ipython = sys.modules.get("IPython")  # a notebook has loaded it
    if ipython is None or ipython.get_ipython() is None:
        return markup
    display = import_module("IPython.display")
    display.display(getattr(display, kind)(markup))
    return None
