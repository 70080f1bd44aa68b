"""The apparatus as TEI P5 (Guidelines, chapter 12): parallel segmentation, and double end-point attachment.

In parallel segmentation the text runs once. What all who testify share stands in it; where they
part stands an `app`, and of every witness the words can be picked out again, in order. White space
before a word goes with the word, so that no reading runs into its neighbour.

In double end-point attachment the text of the base stands by itself, with anchors; the entries
follow it and point to them.

In both the base reads back sign for sign. Of another witness the words do: the white space of what
it shares is the base's, or that of whoever is read in its place.
"""

from collate.apparatus import Apparatus
from collate.model.alignment import Alignment
from collate.rendering.phylo.characters import restore_left_out
from collate.rendering.tei.back import decisions, evidence, interventions
from collate.rendering.tei.context import TeiContext, tei_context
from collate.rendering.tei.endpoints import DoubleEndPoint
from collate.rendering.tei.header import header, language_of
from collate.rendering.tei.segmentation import ParallelSegmentation


def write_tei(apparatus: Apparatus, alignment: Alignment) -> str:
    """Write parallel segmentation."""
    desk = tei_context(restore_left_out(apparatus), alignment)
    return _document(desk, "parallel-segmentation", "".join(ParallelSegmentation(desk).parts()))


def write_tei_dep(apparatus: Apparatus, alignment: Alignment) -> str:
    """Write double end-point attachment: the base's text, then the entries."""
    desk = tei_context(restore_left_out(apparatus), alignment)
    text, apps = [], []
    for piece, entry in DoubleEndPoint(desk).parts():
        text.append(piece)
        apps.append(entry)
    listed = "".join(apps)
    return _document(desk, "double-end-point", "".join(text), f"<listApp>\n{listed}</listApp>\n" if listed else "")


def _document(desk: TeiContext, method: str, text: str, listed: str = "") -> str:
    """Put header, text and what stands behind it together."""
    apparatus = desk.apparatus
    language = language_of(apparatus)
    said = f' xml:lang="{language}"' if language else ""
    names = desk.names
    back = listed + evidence(apparatus, names) + interventions(apparatus, names) + decisions(apparatus)
    behind = f"<back>\n{back}</back>\n" if back else ""
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n<TEI xmlns="http://www.tei-c.org/ns/1.0">\n'
        f"{header(apparatus, desk.alignment, list(names.values()), method)}"
        f"<text{said}>\n<body>\n<p>{text}</p>\n</body>\n{behind}</text>\n</TEI>\n"
    )
