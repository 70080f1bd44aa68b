"""A reader for tests: a few elements of a marked-up file become a witness with origins, annotations and notes."""

from collections.abc import Sequence

from lxml import etree

from collate.model.annotations import AnnotationName
from collate.model.witness import GapReason, Role, Siglum, Witness
from collate.reading.marked_up import marked_up_witness
from collate.reading.options import ReadOptions, SourceContent
from collate.reading.transcript import Separator, SourcePoint, Transcript
from collate.reading.xml_source import XmlSource, parse_xml

_ANNOTATIONS = {
    "supplied": AnnotationName.SUPPLIED,
    "unclear": AnnotationName.UNCLEAR,
    "del": AnnotationName.DELETED,
    "w": AnnotationName.LEMMA,
    "hand": AnnotationName.HAND,
    "seg": AnnotationName.ID,
    "zone": AnnotationName.FACSIMILE,
}


def read_small(siglum: str, *files: tuple[str, str]) -> Witness:
    """Read a witness from the names and contents of its files."""
    transcript = Transcript()
    options = ReadOptions(file=files[0][0], siglum=Siglum(siglum))
    sources = [SourceContent(name, content.encode()) for name, content in files]
    for number, source in enumerate(sources):
        parsed = parse_xml(source.content, options)
        _walk(parsed.root, transcript, _Walk(parsed, number))
    transcript.check_conservation(sum(map(_visible, sources)))
    return marked_up_witness(transcript.parts(tuple(s.file for s in sources)), sources, options)


def _visible(source: SourceContent) -> int:
    text = str(etree.XPath("string()")(etree.fromstring(source.content)))
    return len("".join(text.split()))


class _Walk:
    def __init__(self, source: XmlSource, number: int) -> None:
        self.source, self.number, self.offset = source, number, 0

    def write(self, text: str | None, transcript: Transcript) -> None:
        if text:
            start = self.offset
            transcript.write_collapsed(text, lambda k: self.source.positions.point(start + k, self.number))
            self.offset += len(text)


def _walk(element: etree._Element, transcript: Transcript, walk: _Walk) -> None:
    name, value = element.tag, element.get("v", "")
    if name == "p":
        transcript.separate(Separator.PARAGRAPH)
    elif name == "lb":
        transcript.separate(Separator.LINE)
    elif name == "pb":
        transcript.place("page", value)
    elif name == "gap":
        transcript.gap("[..]", GapReason.ILLEGIBLE, "illegible", SourcePoint(element.sourceline or 1, 1, walk.number))
    elif name == "note":
        transcript.begin_aside(Role.NOTE, "footnote", "a note")
    elif name in _ANNOTATIONS:
        transcript.begin(_ANNOTATIONS[name], value)
    walk.write(element.text, transcript)
    for child in element:
        _walk(child, transcript, walk)
        walk.write(child.tail, transcript)
    if name == "p":
        transcript.separate(Separator.PARAGRAPH)
    elif name == "note":
        transcript.end_aside()
    elif name in _ANNOTATIONS:
        transcript.end(_ANNOTATIONS[name])


def lines_of(content: str) -> Sequence[str]:
    """Return the lines of a file."""
    return content.split("\n")
