"""The apparatus as TEI P5 (Guidelines, chapter 12): parallel segmentation, and double end-point attachment.

In parallel segmentation the text is written once. Text that all extant witnesses share is plain; where they differ
there is an `app`, and the words of every witness can be read out of it again, in order. White space before a word
belongs to the word, so no reading runs into the next.

In double end-point attachment the text of the base is written by itself, with anchors; the entries follow it and
point to them.

In both the base can be read out character by character. Of another witness the words can; the white space in text
that it shares is that of the base, or of the witness that is read instead.
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
    context = tei_context(restore_left_out(apparatus), alignment)
    return _document(context, "parallel-segmentation", "".join(ParallelSegmentation(context).pieces()))


def write_tei_dep(apparatus: Apparatus, alignment: Alignment) -> str:
    """Write double end-point attachment: the text of the base, then the entries."""
    context = tei_context(restore_left_out(apparatus), alignment)
    texts, apps = [], []
    for text, app in DoubleEndPoint(context).pieces():
        texts.append(text)
        apps.append(app)
    entries = "".join(apps)
    listed = f"<listApp>\n{entries}</listApp>\n" if entries else ""
    return _document(context, "double-end-point", "".join(texts), listed)


def _document(context: TeiContext, method: str, text: str, list_app: str = "") -> str:
    """Return the document: header, text, and what follows the text."""
    apparatus, ids = context.apparatus, context.ids
    language = language_of(apparatus)
    lang = f' xml:lang="{language}"' if language else ""
    back = list_app + evidence(apparatus, ids) + interventions(apparatus, ids) + decisions(apparatus)
    after = f"<back>\n{back}</back>\n" if back else ""
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n<TEI xmlns="http://www.tei-c.org/ns/1.0">\n'
        f"{header(apparatus, context.alignment, list(ids.values()), method)}"
        f"<text{lang}>\n<body>\n<p>{text}</p>\n</body>\n{after}</text>\n</TEI>\n"
    )
