"""A small reader of XML for tests of what stands around the readers: it knows a handful of elements.

`p` and `line` are blocks, `note` and `head` are kept aside, `fw` and `teiHeader` are left out, `pb` begins a page,
`del` and `add` are two hands. All other elements are inline.
"""

from collections.abc import Sequence
from typing import Final

from lxml import etree

from collate.model.annotations import AnnotationName
from collate.model.witness import Role, Siglum, Witness
from collate.reading.marked_up import marked_up_witness
from collate.reading.options import ReadOptions, SourceContent
from collate.reading.transcript import Separator, SourcePoint, Transcript, visible_length
from collate.reading.xml_source import XmlSource, local_name, parse_xml

BLOCKS: Final = ("p", "line", "TextLine", "Unicode", "body", "div")
ASIDE: Final = {"note": Role.NOTE, "head": Role.PARATEXT}
LEFT_OUT: Final = ("fw", "teiHeader", "Metadata")


class _Walk:
    """One walk through a file with the settings of one hand."""

    def __init__(self, transcript: Transcript, source: XmlSource, file: int, hand: str) -> None:
        self.transcript, self.source, self.file, self.hand = transcript, source, file, hand
        self.offset = 0

    def text(self, text: str | None, name: str = "") -> None:
        if not text:
            return
        start = self.offset
        self.offset += len(text)
        if name:
            self.transcript.leave_out(name, text, self.point(start))
        else:
            self.transcript.write_collapsed(text, lambda k: self.point(start + k))

    def point(self, offset: int) -> SourcePoint:
        return self.source.positions.point(offset, self.file)

    def element(self, element: etree._Element, left_out: str = "") -> None:
        name = local_name(element)
        is_left_out = name in LEFT_OUT or name == ("add" if self.hand == "first" else "del")
        inside = left_out or (name if is_left_out else "")
        transcript = self.transcript
        if name == "pb":
            transcript.place("page", element.get("n", "?"))
        if name in BLOCKS:
            transcript.separate(Separator.LINE)
        if name in ASIDE and not inside:
            transcript.begin_aside(ASIDE[name], name, f"the source has it as {name}")
        if name == "unclear" and not inside:
            transcript.begin(AnnotationName.UNCLEAR)
        if name:
            self.text(element.text, inside)
        for child in element:
            self.element(child, inside)
            self.text(child.tail, inside)
        if name == "unclear" and not inside:
            transcript.end(AnnotationName.UNCLEAR)
        if name in ASIDE and not inside:
            transcript.end_aside()
        if name in BLOCKS:
            transcript.separate(Separator.LINE)


def read_small(sources: Sequence[SourceContent], options: ReadOptions) -> tuple[Witness, ...]:
    """Return the witness in some files, or with `hand = "all"` its two hands."""
    hand = options.settings.hand
    if hand == "all":
        first = _read(sources, options, "first", Siglum(f"{options.siglum}*"))
        last = _read(sources, options, "last", Siglum(f"{options.siglum}C"), first.siglum)
        return first, last
    return (_read(sources, options, hand, options.siglum),)


def _read(
    sources: Sequence[SourceContent],
    options: ReadOptions,
    hand: str,
    siglum: Siglum,
    derived_from: Siglum | None = None,
) -> Witness:
    transcript = Transcript()
    characters = 0
    for number, source in enumerate(sources):
        own = ReadOptions(source.file, options.siglum, options.encoding, encoding_syntax=options.encoding_syntax)
        parsed = parse_xml(source.content, own, options.entities)
        characters += visible_length("".join(str(t) for t in parsed.root.itertext(etree.Element, etree.Entity)))
        transcript.separate(Separator.LINE)
        _Walk(transcript, parsed, number, hand).element(parsed.root)
    transcript.check_conservation(characters)
    parts = transcript.parts(tuple(s.file for s in sources))
    return marked_up_witness(parts, sources, options, siglum, derived_from)
