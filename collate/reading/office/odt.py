"""Read texts in OpenDocument: ODT, a zip, and FODT, one file of XML, as LibreOffice and others write them."""

from collections.abc import Iterator, Sequence
from typing import Final

from lxml import etree

from collate._dataclass import dataclass
from collate._repr import counted, repr_line
from collate.errors import ReadError
from collate.model.witness import Witness
from collate.reading.office.document import Aside, OfficeText, StyledAs
from collate.reading.office.odt_changes import regions_of
from collate.reading.office.odt_styles import OFFICE, STYLE, OdtStyles
from collate.reading.office.odt_text import OdtText
from collate.reading.office.package import CONTENT, STYLES, is_object, open_document_package, require_main
from collate.reading.office.transcribing import witnesses_of_documents
from collate.reading.options import ReadOptions, SourceContent
from collate.reading.transcript import visible_length
from collate.reading.xml_source import local_name, parse_tree, string_value

_TEXT: Final = f"{OFFICE}text"
_HEADS: Final = ("header", "footer")


def read_odt(sources: Sequence[SourceContent], options: ReadOptions) -> tuple[Witness, ...]:
    """Return the witness of some documents that are one text, or one for each state of it.

    Raises ReadError for a file that is no such document, is damaged, has a password, or would grow too large.
    """
    return _witnesses([_zipped(source, options) for source in sources], sources, options)


def read_fodt(sources: Sequence[SourceContent], options: ReadOptions) -> tuple[Witness, ...]:
    """Return the witnesses of documents that are one file of XML each, as `read_odt` does."""
    roots = [parse_tree(source.content, options, source.file) for source in sources]
    return _witnesses([_OpenDocument(root, (root,)) for root in roots], sources, options)


@dataclass(frozen=True, slots=True)
class _OpenDocument:
    """A document.

    content  the element with its text
    roots    the elements with its styles and heads, those that count more last
    objects  the outermost elements of objects in it, such as formulas
    """

    content: etree._Element
    roots: tuple[etree._Element, ...]
    objects: tuple[etree._Element, ...] = ()

    def __repr__(self) -> str:
        return repr_line("_OpenDocument", counted(len(self.roots), "part"))


def _zipped(source: SourceContent, options: ReadOptions) -> _OpenDocument:
    package = open_document_package(source)
    content = require_main(package, package.root(CONTENT, options), source)
    styles = package.root(STYLES, options)
    found = (package.root(name, options) for name in package.parts if is_object(name))
    objects = tuple(root for root in found if root is not None)
    return _OpenDocument(content, (content,) if styles is None else (styles, content), objects)


def _witnesses(
    documents: Sequence[_OpenDocument], sources: Sequence[SourceContent], options: ReadOptions
) -> tuple[Witness, ...]:
    texts = [_whole_document(document, source) for document, source in zip(documents, sources, strict=True)]
    return witnesses_of_documents(texts, sources, options)


def _whole_document(document: _OpenDocument, source: SourceContent) -> OfficeText:
    try:
        return _document(document, source)
    except RecursionError:
        raise ReadError(f"{source.file}: tables or other elements are nested too deep; nest them less") from None


def _document(document: _OpenDocument, source: SourceContent) -> OfficeText:
    """Return what a document holds."""
    bodies = list(_outermost(document.content.iter(_TEXT), _TEXT))
    if not bodies:
        raise ReadError(f"{source.file}: this document has no text, such as a sheet; save the text in it as ODT")
    regions, formatting = regions_of(bodies)
    text = OdtText(OdtStyles(document.roots), regions, source.file)
    for body in bodies:
        text.read(body)
    paragraphs = text.gathering.take()
    heads: list[Aside] = []
    read = list(bodies)
    for kind in _HEADS:
        for element in _heads(document, kind):
            text.read(element)
            heads.append(Aside(StyledAs(kind), text.gathering.take()))
            read.append(element)
    text.leave_out_rest()
    for inner in document.objects:
        text.leave_out("embedded objects", inner)
        read.append(inner)
    unknown = [part.name for part in text.unread if not part.known]
    return OfficeText(
        paragraphs=paragraphs,
        heads=tuple(heads),
        unread=tuple(text.unread),
        visible=sum(visible_length(string_value(element)) for element in read),
        notices=tuple(_notices(text, unknown, source.file)),
        formatting=formatting,
    )


def _outermost(elements: Iterator[etree._Element], tag: str) -> Iterator[etree._Element]:
    return (e for e in elements if next(e.iterancestors(tag), None) is None)


def _heads(document: _OpenDocument, kind: str) -> Iterator[etree._Element]:
    """Yield the headers or the footers of all pages: of the first, of left ones and of others."""
    for root in document.roots:
        for page in root.iter(f"{STYLE}master-page"):
            if next(page.iterancestors(_TEXT, f"{STYLE}master-page"), None) is None:
                yield from (e for e in page if local_name(e).startswith(kind) and local_name(e) != f"{kind}-style")


def _notices(text: OdtText, unknown: Sequence[str], file: str) -> Iterator[str]:
    """Yield what the user should know, each a sentence."""
    if text.numbered:
        what = counted(text.numbered, "item of a list has a number", "items of lists have numbers")
        yield f"{file}: {what}, which LibreOffice makes; they are not in the file, and no text"
    if unknown:
        names = ", ".join(list(dict.fromkeys(unknown))[:5])
        yield f"{file}: no rule knows the text in {names}; it is left out"
