"""The table that CollateX's `collate` returns: rows, columns and cells with CollateX's names.

The cells are lists and the tokens are objects, because programs for CollateX read `cell[0].token_data["t"]`.
"""

from collections.abc import Mapping, Sequence

from collate._dataclass import dataclass
from collate._repr import counted, listed, shorten
from collate.compat.printed_table import Layout, html_table, text_table


@dataclass(frozen=True, slots=True, repr=False)
class Token:
    """A token as it was given. `token_string` is the form that is compared: `n`, or `t` without it."""

    token_data: Mapping[str, object]

    @property
    def token_string(self) -> str:
        """The form that is compared."""
        return str(self.token_data["n"] if "n" in self.token_data else self.token_data["t"])

    def __repr__(self) -> str:
        return self.token_string


Cell = list[Token] | None


@dataclass(frozen=True, slots=True, repr=False)
class Row:
    """What one witness has in each column: `header` is its siglum; a cell is a list of tokens, or None."""

    header: str
    cells: list[Cell]

    def to_list(self) -> list[Cell]:
        """Return the cells."""
        return self.cells

    def to_list_of_strings(self) -> list[str | None]:
        """Return the text of each cell, with its white space, or None where the witness has nothing."""
        return [None if cell is None else text_of(cell) for cell in self.cells]

    def __repr__(self) -> str:
        return f"<Row of {shorten(self.header, 40)}: {counted(len(self.cells), 'cell')}>"


@dataclass(frozen=True, slots=True, repr=False)
class Column:
    """What each witness has in one column, by siglum; a witness that has nothing is left out.

    `variant` is true where the witnesses do not all have the same forms.
    """

    tokens_per_witness: dict[str, list[Token]]
    variant: bool

    def __repr__(self) -> str:
        return f"<Column of {listed([*self.tokens_per_witness])}: {'variant' if self.variant else 'invariant'}>"


@dataclass(frozen=True, slots=True, repr=False)
class AlignmentTable:
    """A table of witnesses: print it, or show it in a notebook.

    `rows` are in the order of the witnesses, `columns` in the order of the text.
    """

    rows: list[Row]
    columns: list[Column]
    layout: Layout = Layout.HORIZONTAL

    def __str__(self) -> str:
        return text_table(self.sigla, self.strings(), self.layout)

    def __repr__(self) -> str:
        return f"<AlignmentTable of {listed(self.sigla)}: {counted(len(self.columns), 'column')}>"

    def _repr_html_(self) -> str:
        return html_table(self.sigla, self.strings(), self.layout)

    @property
    def sigla(self) -> list[str]:
        """The sigla of the witnesses, in their order."""
        return [row.header for row in self.rows]

    def strings(self) -> list[list[str | None]]:
        """Return the text of each cell, a list for each witness."""
        return [row.to_list_of_strings() for row in self.rows]


def text_of(tokens: Sequence[Token]) -> str:
    """Return what is written in a cell, with its white space."""
    return "".join(str(token.token_data["t"]) for token in tokens)


def alignment_table(sigla: Sequence[str], table: Sequence[Sequence[object]], layout: Layout) -> AlignmentTable:
    """Build the table from its JSON: a row for each witness, whose cells are lists of token objects, or None."""
    rows = [Row(siglum, [_cell(cell) for cell in cells]) for siglum, cells in zip(sigla, table, strict=True)]
    columns = [_column(rows, number) for number in range(len(rows[0].cells))]
    return AlignmentTable(rows, columns, layout)


def _cell(tokens: object) -> Cell:
    return [Token(token) for token in tokens] if isinstance(tokens, list) else None


def _column(rows: Sequence[Row], number: int) -> Column:
    cells = [(row.header, row.cells[number]) for row in rows]
    tokens = {siglum: cell for siglum, cell in cells if cell is not None}
    forms = {tuple(token.token_string for token in cell) for cell in tokens.values()}
    return Column(tokens, variant=len(forms) > 1 or len(tokens) < len(rows))
