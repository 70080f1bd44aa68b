"""Witnesses for hypothesis: few words, so that they repeat, with marks, case and spelling among them."""

from hypothesis import strategies as st

from collate.witness import Extent, Passages, Siglum, Witness

WORDS = ["the", "The", "colour", "color", "colours", "man", "men", "of", "to", "into", "in", ",", ".", '"', "”", "*",
         "[sic]", "[...]", "λόγος", "בָּרָא", "self-\nevident", "to-day"]  # fmt: skip
BLANKS = [" ", " ", " ", "\n", "\n\n", "\u00a0", ""]


def texts(max_size=9):
    piece = st.tuples(st.sampled_from(WORDS), st.sampled_from(BLANKS)).map("".join)
    return st.lists(piece, max_size=max_size).map("".join)


@st.composite
def witnesses(draw, least=2, most=4, fragments=True):
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
                passages=Passages.PARAGRAPH if fragment else Passages.FILE,
            )
        )
    if all(not w.text.strip() for w in found):
        found[0] = Witness(Siglum("A"), "the man")
    return found
