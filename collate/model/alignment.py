"""The alignment table: validated on construction, read-only afterwards.

An omission, a lacuna, absence and illegibility are four different facts. In the table all four are GAP;
`testimony` distinguishes them.
"""

from enum import IntEnum
from reprlib import repr as short_repr
from typing import Final, Literal

import numpy as np

from collate._arrays import Bool, Float32, Int8, Int32, all_in_row
from collate._dataclass import dataclass
from collate.errors import AlignmentError, InternalError
from collate.model.tokens import Tokens

GAP: Final = -1

_SIGLA_SHOWN: Final = 6  # in a `repr`


class Testimony(IntEnum):
    """What a witness does in a column."""

    READS = 0
    OMITS = 1
    LACUNA = 2
    ABSENT = 3
    ILLEGIBLE = 4


@dataclass(frozen=True, slots=True)
class Link:
    """A word division: in columns [start, stop) these witnesses have the same letters, divided into other words."""

    start: int
    stop: int
    witnesses: tuple[int, ...]

    def __repr__(self) -> str:
        return f"<Link: columns {self.start}:{self.stop}, witnesses {short_repr(self.witnesses)}>"


@dataclass(frozen=True, slots=True)
class Move:
    """A transposition: words that `witnesses` have in `columns` are in `other_columns` in `other_witnesses`.

    Both are [start, stop).
    """

    columns: tuple[int, int]
    other_columns: tuple[int, int]
    witnesses: tuple[int, ...]
    other_witnesses: tuple[int, ...] = ()

    def __repr__(self) -> str:
        (start, stop), (other_start, other_stop) = self.columns, self.other_columns
        return (
            f"<Move: columns {start}:{stop} of witnesses {short_repr(self.witnesses)}, "
            f"columns {other_start}:{other_stop} of {short_repr(self.other_witnesses)}>"
        )


@dataclass(frozen=True, slots=True, eq=False)
class Alignment:
    """The tokens of all witnesses in one table. The arrays are read-only.

    Attributes
    ----------
    tokens : tuple of Tokens
        The tokens of each witness.
    table : (columns, witnesses) int32
        Index into the tokens of the witness, or GAP.
    testimony : (columns, witnesses) int8
        A `Testimony`.
    doubts : (columns, witnesses) float32
        How likely it is that the token belongs to another column, 0 to 1.
    links : tuple of Link
        Word divisions.
    moves : tuple of Move
        Transpositions.
    piecewise : int
        How many tokens were aligned piece by piece, because a better way would have taken too long.

    Raises
    ------
    AlignmentError
        If a token is lost, repeated or out of order.
    InternalError
        If the shapes differ, if a column is empty, or if a witness READS without a token.

    Examples
    --------
    >>> import collate
    >>> alignment = collate.align({"A": "the cat sat", "B": "the cat"})
    >>> alignment.table.tolist()
    [[0, 0], [1, 1], [2, -1]]
    >>> alignment.testimony.tolist()  # 0 reads, 1 omits
    [[0, 0], [0, 0], [0, 1]]
    """

    tokens: tuple[Tokens, ...]
    table: Int32
    testimony: Int8
    doubts: Float32
    links: tuple[Link, ...] = ()
    moves: tuple[Move, ...] = ()
    piecewise: int = 0

    def __post_init__(self) -> None:
        """Check the invariants, in linear time, and make the arrays read-only."""
        columns = len(self.table)
        if self.table.shape != (columns, len(self.tokens)) or self.testimony.shape != self.table.shape:
            raise InternalError(f"a table of shape {self.table.shape} for {len(self.tokens)} witnesses")
        if self.doubts.shape != self.table.shape:
            raise InternalError(f"doubts of shape {self.doubts.shape} for a table of shape {self.table.shape}")
        require_every_token(self.tokens, self.table)
        reads = self.testimony == Testimony.READS
        if bool((reads & (self.table == GAP)).any()):
            raise InternalError("the testimony of a witness is READS where it has no token")
        for array in (self.table, self.testimony, self.doubts):
            array.setflags(write=False)

    @property
    def extant(self) -> Bool:
        """(columns, witnesses) bool: the witness testifies, by a token or by an omission."""
        return np.asarray(self.testimony <= Testimony.OMITS)

    @property
    def doubt(self) -> Float32:
        """(columns,) float32: the greatest doubt of a token in each column."""
        return np.asarray(self.doubts.max(axis=1, initial=0.0))

    def codes(self, what: Literal["surface", "form"]) -> Int32:
        """Return the codes of the surfaces or forms in each cell.

        Returns
        -------
        (columns, witnesses) int32
            GAP where there is no token. (The table itself must not be used as an index without a mask: numpy
            takes the index -1 for the last token.)
        """
        codes = np.full(self.table.shape, GAP, dtype=np.int32)
        for w, tokens in enumerate(self.tokens):
            codes[self.table[:, w] != GAP, w] = getattr(tokens, what)  # the table has every token, in order
        return codes

    def sorts(self) -> Int8:
        """Return (columns, witnesses) int8: the sort of each token, GAP where there is none."""
        sorts = np.full(self.table.shape, GAP, dtype=np.int8)
        for w, tokens in enumerate(self.tokens):
            sorts[self.table[:, w] != GAP, w] = tokens.sort
        return sorts

    def __repr__(self) -> str:
        return f"<Alignment of {_sigla(self.tokens)}: {len(self.table)} columns>"


def require_every_token(tokens: tuple[Tokens, ...], table: Int32) -> None:
    """Check that a table (columns, witnesses) has every token of every witness once, in order.

    Raises
    ------
    AlignmentError
        If a token is lost, repeated or out of order; it names the first that is lost.
    InternalError
        If a column is empty.
    """
    if len(table) and bool(all_in_row(table == GAP).any()):
        raise InternalError("a column of the table is empty")
    for w, witness in enumerate(tokens):
        column = table[:, w]
        indices = column[column != GAP]
        if len(indices) == len(witness) and bool((indices == np.arange(len(witness))).all()):
            continue
        missing = sorted(set(range(len(witness))) - set(indices.tolist()))
        if missing:
            token, siglum = witness[missing[0]], witness.witness.siglum
            raise AlignmentError(
                f"the aligner lost {len(missing)} token{'s' * (len(missing) > 1)} of {siglum}, "
                f"the first is {token.surface!r} on line {token.line}; try the other aligner"
            )
        raise AlignmentError(
            f"the aligner repeated or reordered tokens of {witness.witness.siglum}; try the other aligner"
        )


@dataclass(frozen=True, slots=True, eq=False)
class Segments:
    """A table whose cells hold any number of tokens, as CollateX lays it out. The arrays are read-only.

    tokens  the tokens of each witness
    cells   (columns, witnesses, 2) int32   tokens [start, stop) of the witness; empty where both are equal
    doubt   (columns,) float32              the greatest doubt of a token in each column

    Raises
    ------
    InternalError
        If a token is lost, repeated or out of order, or if a column is empty.
    """

    tokens: tuple[Tokens, ...]
    cells: Int32
    doubt: Float32

    def __post_init__(self) -> None:
        """Check the invariants, in linear time, and make the arrays read-only."""
        filled = self.cells[:, :, 0] < self.cells[:, :, 1]
        for w, witness in enumerate(self.tokens):
            starts, stops = self.cells[filled[:, w], w].T
            borders = np.append(starts, len(witness)) == np.insert(stops, 0, 0)
            if not borders.all():
                raise InternalError(f"segments lose, repeat or reorder tokens of {witness.witness.siglum}")
        if not filled.any(axis=1).all():
            raise InternalError("a column of segments is empty")
        for array in (self.cells, self.doubt):
            array.setflags(write=False)

    def __repr__(self) -> str:
        return f"<Segments of {_sigla(self.tokens)}: {len(self.cells)} columns>"


def _sigla(tokens: tuple[Tokens, ...]) -> str:
    """Return the sigla of some witnesses for a `repr`; of many, the first ones."""
    sigla = [t.witness.siglum for t in tokens]
    return ", ".join([*sigla[:_SIGLA_SHOWN], "..."] if len(sigla) > _SIGLA_SHOWN else sigla)
