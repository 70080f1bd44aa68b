"""Read files in DOCX, as Word, LibreOffice, Google Docs and Pages write them."""

from collections.abc import Iterator, Sequence

from lxml import etree

from collate._dataclass import dataclass
from collate._repr import counted, repr_line
from collate.errors import ReadError
from collate.model.witness import Witness
from collate.reading.office.document import Aside, OfficeText, StyledAs, UnreadPart
from collate.reading.office.package import OfficePackage, main_part, relations_of, require_main, word_package
from collate.reading.office.transcribing import witnesses_of_documents
from collate.reading.office.word_elements import formatting_changes, strays_of
from collate.reading.office.word_styles import WordStyles, numbered_lists, value
from collate.reading.office.word_text import WordText
from collate.reading.options import ReadOptions, SourceContent
from collate.reading.transcript import visible_length
from collate.reading.xml_source import local_name, string_value

_NOTES = ("footnote", "endnote", "comment")
_HEADS = ("header", "footer")
_RULES = ("separator", "continuationSeparator", "continuationNotice")  # types of notes that are lines and no notes
_DRAWN = ("chart", "diagramData")
_NOT_READ = ("altChunk", "subDoc")


def read_docx(sources: Sequence[SourceContent], options: ReadOptions) -> tuple[Witness, ...]:
    """Return the witness of some documents that are one text, or one for each state of it.

    Raises ReadError for a file that is no such document, is damaged, or would grow too large.
    """
    return witnesses_of_documents([_whole_document(source, options) for source in sources], sources, options)


@dataclass(frozen=True, slots=True)
class _Parts:
    """The outermost elements of the parts of a document: the text, and all others by what they are."""

    main: etree._Element
    others: tuple[tuple[str, etree._Element], ...]

    def __repr__(self) -> str:
        return repr_line("_Parts", counted(len(self.others) + 1, "part"))

    def of(self, kind: str) -> Iterator[etree._Element]:
        """Yield the parts of a kind, such as `header`."""
        return (root for own, root in self.others if own == kind)

    def with_text(self) -> tuple[etree._Element, ...]:
        """Return the parts that hold text."""
        kinds = (*(f"{name}s" for name in _NOTES), *_HEADS)
        return (self.main, *(root for kind in kinds for root in self.of(kind)))


def _whole_document(source: SourceContent, options: ReadOptions) -> OfficeText:
    try:
        return _document(source, options)
    except RecursionError:
        raise ReadError(f"{source.file}: tables or other elements are nested too deep; nest them less") from None


def _document(source: SourceContent, options: ReadOptions) -> OfficeText:
    """Return what a file holds."""
    parts = _parts(word_package(source), source, options)
    notes = {name: _notes_of(parts, name) for name in _NOTES}
    text = WordText(
        WordStyles(next(parts.of("styles"), None)), numbered_lists(next(parts.of("numbering"), None)), notes
    )
    text.read(parts.main)
    paragraphs = text.gathering.take()
    heads: list[Aside] = []
    for kind in _HEADS:
        for root in parts.of(kind):
            text.read(root)
            heads.append(Aside(StyledAs(kind), text.gathering.take()))
    text.leave_out_rest(_rules_of(parts))
    with_text = parts.with_text()
    drawn = list(_drawn_words(parts))
    visible = sum(visible_length(string_value(root)) for root in with_text)
    strays: list[UnreadPart] = []
    if visible_length("".join(text.seen)) != visible:  # seldom: they are looked for only then
        strays = [stray for root in with_text for stray in strays_of(root)]
    return OfficeText(
        paragraphs=paragraphs,
        heads=tuple(heads),
        unread=(*text.unread, *strays, *drawn),
        visible=visible + sum(visible_length(own.text) for own in drawn),
        notices=tuple(_notices(parts, text, strays, source.file)),
        formatting=sum(formatting_changes(root) for root in with_text),
    )


def _parts(package: OfficePackage, source: SourceContent, options: ReadOptions) -> _Parts:
    name = main_part(package, options)
    main = require_main(package, package.root(name, options), source)
    others: dict[str, tuple[str, etree._Element]] = {}
    for relation in relations_of(package, name, options).values():
        if relation.target == name or relation.target in others:
            continue
        if relation.kind in (*(f"{own}s" for own in _NOTES), *_HEADS, *_DRAWN, "styles", "numbering"):
            root = package.root(relation.target, options)
            if root is not None:
                others[relation.target] = (relation.kind, root)
    return _Parts(main, tuple(others.values()))


def _notes_of(parts: _Parts, name: str) -> dict[str, etree._Element]:
    """Return the notes of a kind by their ids, without the lines that separate them from the text."""
    found: dict[str, etree._Element] = {}
    for root in parts.of(f"{name}s"):
        for element in root:
            if local_name(element) == name and value(element, "type") not in _RULES:
                found.setdefault(value(element, "id"), element)
    return found


def _rules_of(parts: _Parts) -> tuple[etree._Element, ...]:
    """Return what else stands in the parts of the notes: separators, which are seldom words, and twins."""
    kept = {id(e) for name in _NOTES for e in _notes_of(parts, name).values()}
    return tuple(e for name in _NOTES for root in parts.of(f"{name}s") for e in root if id(e) not in kept)


def _drawn_words(parts: _Parts) -> Iterator[UnreadPart]:
    """Yield the words in charts and diagrams, and of WordArt: they stand in parts or attributes of their own."""
    for kind in _DRAWN:
        for root in parts.of(kind):
            for element in root.iter("{*}t", "{*}v"):
                yield UnreadPart("charts and diagrams", string_value(element), 1)
    for element in parts.main.iter("{*}textpath"):
        yield UnreadPart("words drawn as a picture", element.get("string", ""), 1)


def _notices(parts: _Parts, text: WordText, strays: Sequence[UnreadPart], file: str) -> Iterator[str]:
    """Yield what the user should know, each a sentence."""
    if text.numbered:
        what = counted(text.numbered, "paragraph has a number", "paragraphs have numbers")
        yield f"{file}: {what} of a list, which Word makes; they are not in the file, and no text"
    for font, count in text.unknown_fonts.items():
        yield (
            f"{file}: {counted(count, 'character')} of the font {font or 'without a name'} known only by the place "
            "in it; compare with what the program shows"
        )
    for name in _NOT_READ:
        if next(parts.main.iter("{*}" + name), None) is not None:
            yield f"{file}: another file is put into this document ({name}), and is not read; put its text into it"
    unknown = dict.fromkeys(part.name for part in strays if not part.known)
    if unknown:
        yield f"{file}: no rule knows the text in {', '.join(list(unknown)[:5])}; it is left out"
