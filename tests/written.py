"""Works with hostile words and sigla, and readers of what is written of them: shared by tests of formats."""

import csv
import io
import re
from collections.abc import Iterable, Iterator
from functools import cache

from hypothesis import settings
from rendered import bytes_of, text_of
from test_writing import HOSTILE, SMALL

from collate.apparatus import Apparatus
from collate.model.alignment import GAP, Alignment, Testimony
from collate.model.tokens import Token
from collate.model.witness import Siglum, Witness
from collate.model.work import Work
from collate.pipeline.collating import Collated, collate_work
from collate.rendering.tables.cells import GUARDED

few = settings(max_examples=40, deadline=None)
many = settings(max_examples=80, deadline=None)

SIGLA = [
    "א",
    "A*",
    "a*",
    "P46 vid",
    "p46 VID",
    "01",
    "A",
    "a",
    "aA",
    "Aa",
    "]",
    "'",
    "=1",
    "x.2a.y",
    "n.01",
    '"',
    "<b>",
    "ALL",
    "&amp;",
    "\\",
    "-",
]


def work_of(*texts: str, sigla: Iterable[str] = "ABCDEFGHIJKLMNOPQRSTUVWXYZ", title: str = "t") -> Work:
    witnesses = tuple(Witness(Siglum(s), text) for s, text in zip(sigla, texts, strict=False))
    return Work(witnesses, title=title, base=witnesses[0].siglum)


def written(name: str, collated: Collated, apparatus: Apparatus | None = None) -> str:
    return text_of(name, apparatus or collated.apparatus, collated.alignment)


def packed(name: str, collated: Collated) -> bytes:
    return bytes_of(name, collated.apparatus, collated.alignment)


def table_of(text: str, dialect: str = "excel") -> list[list[str]]:
    return list(csv.reader(io.StringIO(text, newline=""), dialect))


@cache
def small() -> Collated:
    return collate_work(SMALL)


@cache
def hostile() -> Collated:
    """Collate hostile words in one witness; every witness has a hostile siglum."""
    texts = [" ".join(HOSTILE) + " ; end", "one two end", *["one two"] * (len(SIGLA) - 2)]
    return collate_work(work_of(*texts, sigla=SIGLA, title="<t> & \x00"))


@cache
def silent_everywhere() -> Collated:
    return collate_work(work_of("one two", "one two"))


def unguarded(cell: str) -> str:
    return GUARDED.sub("", cell, count=1) if GUARDED.match(cell) else cell


def untabbed(cell: str) -> str:
    return unguarded(re.sub(r"\\(.)", lambda m: {"t": "\t", "n": "\n", "r": "\r", "\\": "\\"}[m[1]], cell))


def slow_cells(alignment: Alignment) -> Iterator[tuple[int, str, Token | None, str]]:
    """Yield every cell of the table: (column from 1, siglum, token or None, testimony)."""
    for column, row in enumerate(alignment.table.tolist()):
        for w, i in enumerate(row):
            tokens = alignment.tokens[w]
            testimony = Testimony(int(alignment.testimony[column, w])).name.lower()
            yield column + 1, tokens.witness.siglum, None if i == GAP else tokens[i], testimony
