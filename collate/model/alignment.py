"""The alignment: tokens side by side in a table, checked once and then law.

Omission, lacuna, absence and illegibility are four facts. In the table all four are GAP;
`testimony` tells them apart.
"""

from dataclasses import dataclass
from enum import IntEnum
from typing import Final, Literal

import numpy as np

from collate._arrays import Bool, Float32, Int8, Int32
from collate._repr import listed, repr_line
from collate.errors import AlignmentError
from collate.model.tokens import Tokens

GAP: Final = -1


class Testimony(IntEnum):
    """What a witness does at a place."""

    READS = 0
    OMITS = 1
    LACUNA = 2
    ABSENT = 3
    ILLEGIBLE = 4


@dataclass(frozen=True, slots=True)
class Link:
    """In columns [start, stop) these witnesses have the same letters and other word borders."""

    start: int
    stop: int
    witnesses: tuple[int, ...]

    def __repr__(self) -> str:
        return repr_line("Link", f"columns {self.start}-{self.stop}: {listed(self.witnesses)}")


@dataclass(frozen=True, slots=True)
class Move:
    """The words of `witnesses` in columns `here` stand in columns `there` in `others`."""

    columns: tuple[int, int]
    other_columns: tuple[int, int]
    witnesses: tuple[int, ...]
    other_witnesses: tuple[int, ...] = ()

    def __repr__(self) -> str:
        places = " : ".join([f"columns {start}-{stop}" for start, stop in (self.columns, self.other_columns)])
        return repr_line("Move", f"{places}, {listed(self.witnesses, 16)} : {listed(self.other_witnesses, 16)}")


@dataclass(frozen=True, slots=True, eq=False)
class Alignment:
    """The tokens of all witnesses side by side.

    tokens     the witnesses, w of them
    table      (columns, witnesses) int32   index into tokens[w], or GAP
    testimony  (columns, witnesses) int8    a `Testimony`
    doubts     (columns, witnesses) float32   how far each token's place could be another: 0 certain .. 1 arbitrary
    links      word divisions; moves: transpositions; both relations beside the table

    Raises AlignmentError unless every token of every witness appears once, in order, no column
    is empty, and no witness READS where it has no token.
    """

    tokens: tuple[Tokens, ...]
    table: Int32
    testimony: Int8
    doubts: Float32
    links: tuple[Link, ...] = ()
    moves: tuple[Move, ...] = ()

    def __post_init__(self) -> None:
        """Check, in linear time, that nothing is lost, repeated or reordered; freeze the arrays."""
        columns = len(self.table)
        if self.table.shape != (columns, len(self.tokens)) or self.testimony.shape != self.table.shape:
            raise AlignmentError(f"a table of shape {self.table.shape} for {len(self.tokens)} witnesses; this is a bug")
        if self.doubts.shape != self.table.shape:
            raise AlignmentError(f"doubts of shape {self.doubts.shape} for a table {self.table.shape}; this is a bug")
        require_every_token(self.tokens, self.table)
        reads = self.testimony == Testimony.READS
        if bool((reads & (self.table == GAP)).any()):
            raise AlignmentError("a witness is said to read where it has no token; this is a bug")
        for array in (self.table, self.testimony, self.doubts):
            array.setflags(write=False)

    @property
    def extant(self) -> Bool:
        """(columns, witnesses) bool: the witness testifies here, by a word or by leaving one out."""
        return np.asarray(self.testimony <= Testimony.OMITS)

    @property
    def doubt(self) -> Float32:
        """(columns,) float32: the doubt of the least sure token in each column."""
        return np.asarray(self.doubts.max(axis=1, initial=0.0))

    def codes(self, what: Literal["surface", "form"]) -> Int32:
        """Give (columns, witnesses) int32 codes of surfaces or forms, GAP where there is no token.

        It masks first: numpy answers the index -1 with the last token.
        """
        codes = np.full(self.table.shape, GAP, dtype=np.int32)
        for w, tokens in enumerate(self.tokens):
            here = self.table[:, w] != GAP
            codes[here, w] = getattr(tokens, what)[self.table[here, w]]
        return codes

    def sorts(self) -> Int8:
        """Give (columns, witnesses) int8 sorts, GAP where there is no token."""
        sorts = np.full(self.table.shape, GAP, dtype=np.int8)
        for w, tokens in enumerate(self.tokens):
            here = self.table[:, w] != GAP
            sorts[here, w] = tokens.sort[self.table[here, w]]
        return sorts

    def __repr__(self) -> str:
        sigla = listed([t.witness.siglum for t in self.tokens])
        return f"<Alignment of {sigla}: {len(self.table)} columns>"


def require_every_token(tokens: tuple[Tokens, ...], table: Int32) -> None:
    """Raise AlignmentError, naming the token, unless each witness reads down its column of the table."""
    if len(table) and bool((table == GAP).all(axis=1).any()):
        raise AlignmentError("a column of the table is empty; this is a bug")
    for w, witness in enumerate(tokens):
        column = table[:, w]
        found = column[column != GAP]
        if len(found) == len(witness) and bool((found == np.arange(len(witness))).all()):
            continue
        missing = sorted(set(range(len(witness))) - set(found.tolist()))
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
    """A table whose cells may hold several tokens.

    tokens  the witnesses, w of them
    cells   (columns, witnesses, 2) int32   tokens [start, stop) of the witness; empty where both are equal
    doubt   (columns,) float32              of the least sure token in each column

    Raises AlignmentError unless every token of every witness appears once, in order, and no column is empty.
    """

    tokens: tuple[Tokens, ...]
    cells: Int32
    doubt: Float32

    def __repr__(self) -> str:
        return f"<Segments of {listed([t.witness.siglum for t in self.tokens])}: {len(self.cells)} columns>"

    def __post_init__(self) -> None:
        """Check, in linear time, that nothing is lost, repeated or reordered; freeze the arrays."""
        filled = self.cells[:, :, 0] < self.cells[:, :, 1]
        for w, witness in enumerate(self.tokens):
            starts, stops = self.cells[filled[:, w], w].T
            borders = np.append(starts, len(witness)) == np.insert(stops, 0, 0)
            if not borders.all():
                raise AlignmentError(f"segments lose, repeat or reorder tokens of {witness.witness.siglum}; a bug")
        if not filled.any(axis=1).all():
            raise AlignmentError("a column of segments is empty; this is a bug")
        for array in (self.cells, self.doubt):
            array.setflags(write=False)
