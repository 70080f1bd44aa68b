"""Witnesses for hypothesis: few words, so that they repeat, with marks, case and spelling among them."""

import numpy as np
from hypothesis import strategies as st
from hypothesis.strategies import SearchStrategy

from collate.model.alignment import GAP, Alignment, Link, Testimony
from collate.model.witness import Extent, PassageUnit, Siglum, Witness
from collate.text.tokenise import tokenise

WORDS = ["the", "The", "colour", "color", "colours", "man", "men", "of", "to", "into", "in", ",", ".", '"', "”", "*",
         "[sic]", "[...]", "λόγος", "בָּרָא", "self-\nevident", "to-day"]  # fmt: skip
BLANKS = [" ", " ", " ", "\n", "\n\n", "\u00a0", ""]


def texts(max_size: int = 9) -> SearchStrategy[str]:
    piece = st.tuples(st.sampled_from(WORDS), st.sampled_from(BLANKS)).map("".join)
    return st.lists(piece, max_size=max_size).map("".join)


@st.composite
def witnesses(draw: st.DrawFn, least: int = 2, most: int = 4, fragments: bool = True) -> list[Witness]:
    """Two witnesses or more, of which one at least says something."""
    count = draw(st.integers(least, most))
    found = []
    for k in range(count):
        fragment = fragments and k > 0 and draw(st.booleans())
        found.append(
            Witness(
                Siglum("ABCDEF"[k]),
                draw(texts()),
                extent=Extent.FRAGMENT if fragment else Extent.COMPLETE,
                passages=PassageUnit.PARAGRAPH if fragment else PassageUnit.FILE,
            )
        )
    if all(not w.text.strip() for w in found):
        found[0] = Witness(Siglum("A"), "the man")
    return found


SILENCES = [Testimony.OMITS, Testimony.OMITS, Testimony.OMITS, Testimony.LACUNA, Testimony.ABSENT, Testimony.ILLEGIBLE]


@st.composite
def alignments(draw: st.DrawFn) -> Alignment:
    """Any table that holds every token once and in order, good or bad, with any silences and word divisions."""
    tokens = tokenise(draw(witnesses()))
    rest = [list(range(len(t))) for t in tokens]
    rows, testimony = [], []
    while any(rest):
        waiting = [w for w, r in enumerate(rest) if r]
        here = draw(st.lists(st.sampled_from(waiting), min_size=1, unique=True))
        rows.append([rest[w].pop(0) if w in here else GAP for w in range(len(tokens))])
        silence = draw(st.lists(st.sampled_from(SILENCES), min_size=len(tokens), max_size=len(tokens)))
        testimony.append([Testimony.READS if w in here else silence[w] for w in range(len(tokens))])
    links = []
    if len(rows) > 2 and draw(st.booleans()):
        start = draw(st.integers(0, len(rows) - 2))
        links = [Link(start, start + draw(st.integers(1, 2)), (0, 1))]
    return Alignment(
        tokens,
        np.array(rows, np.int32).reshape(-1, len(tokens)),
        np.array(testimony, np.int8).reshape(-1, len(tokens)),
        np.zeros((len(rows), len(tokens)), np.float32),
        tuple(links),
    )
