"""Works with hostile words, and what is read back of them: shared by the tests of formats for other programs."""

import csv
import io
import re
from functools import cache

from hypothesis import settings
from test_writing import HOSTILE, SMALL

from collate.apparatus import Apparatus
from collate.model.alignment import GAP, Testimony
from collate.model.witness import Siglum, Witness
from collate.pipeline.collating import Collated, collate_work
from collate.reading.work import Work
from collate.rendering.tables.cells import GUARDED
from collate.rendering.writers import render

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


def work_of(*texts, sigla="ABCDEFGHIJKLMNOPQRSTUVWXYZ", title="t"):
    found = tuple(Witness(Siglum(s), text) for s, text in zip(sigla, texts, strict=False))
    return Work(title, found, found[0].siglum)


def written(name, collated: Collated, apparatus: Apparatus | None = None):
    return render(name, apparatus or collated.apparatus, collated.alignment)


def table_of(text, dialect="excel"):
    return list(csv.reader(io.StringIO(text, newline=""), dialect))


@cache
def small():
    return collate_work(SMALL)


@cache
def hostile():
    """Hostile words in one witness, hostile sigla on all."""
    texts = [" ".join(HOSTILE) + " ; end", "one two end", *["one two"] * (len(SIGLA) - 2)]
    return collate_work(work_of(*texts, sigla=SIGLA, title="<t> & \x00"))


@cache
def silent_everywhere():
    return collate_work(work_of("one two", "one two"))


def unguarded(cell):
    return GUARDED.sub("", cell, count=1) if GUARDED.match(cell) else cell


def untabbed(cell):
    return unguarded(re.sub(r"\\(.)", lambda m: {"t": "\t", "n": "\n", "r": "\r", "\\": "\\"}[m[1]], cell))


def slow_cells(alignment):
    """Every cell of the table: (column from 1, siglum, token or None, testimony)."""
    for c, row in enumerate(alignment.table.tolist()):
        for w, i in enumerate(row):
            tokens = alignment.tokens[w]
            testimony = Testimony(int(alignment.testimony[c, w])).name.lower()
            yield c + 1, tokens.witness.siglum, None if i == GAP else tokens[i], testimony
