"""The apparatus as TEI P5 (Guidelines, chapter 12): parallel segmentation, and double end-point attachment.

In parallel segmentation the text is written once. Text that all extant witnesses share is plain; where they differ
there is an `app`, and the words of every witness can be read out of it again, in order. White space before a word
belongs to the word, so no reading runs into the next.

In double end-point attachment the text of the base is written by itself, with anchors; the entries follow it and
point to them.

The text holds words of witnesses and nothing else: what is said of entries and readings is in the header, because
programs take all that is in the text for words.

In both the base can be read out character by character. Of another witness the words can; the white space in text
that it shares is that of the base, or of the witness that is read instead.
"""

from collections.abc import Iterable, Iterator

from collate.apparatus import Apparatus
from collate.model.alignment import Alignment
from collate.rendering.phylo.characters import restore_left_out
from collate.rendering.tei.context import TeiContext, tei_context
from collate.rendering.tei.endpoints import DoubleEndPoint
from collate.rendering.tei.header import header, language_of
from collate.rendering.tei.notes import enclosed
from collate.rendering.tei.segmentation import ParallelSegmentation


def write_tei(apparatus: Apparatus, alignment: Alignment) -> Iterator[str]:
    """Write parallel segmentation, a stretch of text at a time."""
    context = tei_context(restore_left_out(apparatus), alignment)
    yield from _document(context, "parallel-segmentation", ParallelSegmentation(context).pieces())


def write_tei_dep(apparatus: Apparatus, alignment: Alignment) -> Iterator[str]:
    """Write double end-point attachment: the text of the base, then the entries, which are held until then."""
    context = tei_context(restore_left_out(apparatus), alignment)
    apps: list[str] = []

    def base_text() -> Iterator[str]:
        for text, app in DoubleEndPoint(context).pieces():
            if app:
                apps.append(app)
            yield text

    yield from _document(context, "double-end-point", base_text(), apps)


def _document(context: TeiContext, method: str, text: Iterable[str], list_app: Iterable[str] = ()) -> Iterator[str]:
    """Yield the document: header, text, and the entries if they follow it. `list_app` is read after the text."""
    language = language_of(context.apparatus)
    lang = f' xml:lang="{language}"' if language else ""
    yield '<?xml version="1.0" encoding="UTF-8"?>\n<TEI xmlns="http://www.tei-c.org/ns/1.0">\n'
    yield from header(context.apparatus, context.alignment, context.ids, method)
    yield f"<text{lang}>\n<body>\n<p>"
    yield from text
    yield "</p>\n</body>\n"
    yield from enclosed("<back>\n<listApp>\n", list_app, "</listApp>\n</back>\n")
    yield "</text>\n</TEI>\n"
