"""PAGE, of any year, as Transkribus, eScriptorium and OCR-D write it: the pages of a witness, in the order given.

The words of a file are its text nodes. The text of a line is that of its `TextEquiv` with the lowest index, or that of
its words where it has none; never that of its region, which nobody keeps up to date. All other text is left out and
counted: other readings of a line, its words and letters where the line has a text of its own, the text of regions, and
what is said of the file.

More than 300 lines: what each of three programs writes in its own way is read here.
"""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Final

from lxml import etree

from collate._repr import repr_line
from collate.model.witness import Witness
from collate.reading.options import ReadOptions, SourceContent
from collate.reading.pages.custom_tags import CustomTag, order_index, parse_custom, remarks_of, spans_of, structure_type
from collate.reading.pages.layout import (
    ElementLabels,
    LineSpan,
    Page,
    PageFile,
    PageLine,
    PageRegion,
    SpanKind,
    TextRun,
    UnreadText,
    is_doubtful,
)
from collate.reading.pages.line_of_words import WordPiece, joined_words, with_spaces
from collate.reading.pages.notices import Notices
from collate.reading.pages.reading_order import by_index, in_order, ordered_ids
from collate.reading.pages.regions import with_bases
from collate.reading.pages.text_nodes import TextNode, text_nodes
from collate.reading.pages.transcribing import witnesses_of_pages
from collate.reading.read_settings import Abbreviations
from collate.reading.transcript import SourcePoint, visible_length
from collate.reading.xml_source import XmlSource, local_name, parse_xml

_LAST: Final = 10**9
_TEXTS: Final = ("Unicode", "PlainText")
# What text outside of lines is called, by the element whose `TextEquiv` it is.
_NAMES: Final = {"TextLine": "other TextEquiv", "Word": "Word", "Glyph": "Glyph"}
_REMARKS: Final = "comments"
_WITH_REMARK: Final = etree.XPath("//*[@comments or contains(@custom, 'comment')]")
_OF_REGION: Final = "TextEquiv of regions"
_KNOWN: Final = ("Metadata", "CornerPts", *_TEXTS)


def read_page(sources: Sequence[SourceContent], options: ReadOptions) -> tuple[Witness, ...]:
    """Return the witness of files in PAGE, or the states of its text: the last one, then the first hand.

    Raises ReadError for a file that is not well-formed XML.
    """
    notices = Notices(sources)
    files = [_PageReader(n, source, options, notices).file() for n, source in enumerate(sources)]
    expands = options.settings.abbreviations is Abbreviations.EXPANDED
    return witnesses_of_pages(files, sources, options, notices, expands)


class _PageReader:
    """Reads one file."""

    def __init__(self, number: int, source: SourceContent, options: ReadOptions, notices: Notices) -> None:
        self._number = number
        self._source: XmlSource = parse_xml(source.content, replace(options, file=source.file))
        self._notices = notices
        for unread in self._source.unread:
            notices.tell(f"declarations {unread.name}", unread.sentence, number, unread.line)
        root = self._source.root
        self._prefix = root.tag.rpartition("}")[0] + "}" if root.tag.startswith("{") else ""
        self._equivalent, self._word, self._unicode = (self._prefix + name for name in ("TextEquiv", "Word", "Unicode"))
        self._texts = {node.element: node for node in text_nodes(self._source)}
        self._read: set[etree._Element] = set()

    def __repr__(self) -> str:
        return repr_line("_PageReader", self._source.file)

    def file(self) -> PageFile:
        """Return what the file holds."""
        nodes = list(self._texts.values())
        pages = tuple(self._page(element) for element in self._source.root.iter(self._prefix + "Page"))
        remarks = tuple(self._remarks())
        unread = (*self._unread(), *remarks)
        # Lines keep their elements for the settings that may ask for attributes; nobody asks for words any more.
        etree.strip_elements(self._source.root, self._word, with_tail=False)
        texts = (*(node.text for node in nodes), *(remark.text for remark in remarks))
        return PageFile(pages, unread, visible_length("".join(texts)))

    def _tell(self, kind: str, sentence: str, line: int) -> None:
        self._notices.tell(kind, sentence, self._number, line)

    def _children(self, element: etree._Element, name: str) -> Iterator[etree._Element]:
        yield from element.iterchildren(self._prefix + name)

    def _page(self, element: etree._Element) -> Page:
        labels = ElementLabels("Page", with_bases(element.get("type", "")), element)
        regions = list(self._regions(element, (labels,)))
        return Page(self._number, element.get("imageFilename", ""), labels, tuple(self._ordered(element, regions)))

    def _ordered(self, page: etree._Element, regions: list[PageRegion]) -> list[PageRegion]:
        """Return the regions as the reading order says, or else as their tags do, or as they stand in the file."""
        order = next(self._children(page, "ReadingOrder"), None)
        if order is None:
            return by_index(regions, _index)
        found, rest = in_order(regions, ordered_ids(order), lambda r: r.id, _parent_id)
        for region in rest:
            if any(line.text.strip() for line in region.lines):
                kind = region.chain[0].types[:1] or (region.chain[0].element,)
                sentence = (
                    f"the region {region.id} ({kind[0]}) stands in no group of the reading order; it is read last"
                )
                self._tell("region in no group", sentence, region.at.line)
        return [*found, *rest]

    def _regions(self, element: etree._Element, around: tuple[ElementLabels, ...]) -> Iterator[PageRegion]:
        """Yield the regions in an element, an outer one before the ones inside of it; cells by row and column."""
        inner = [c for c in element if local_name(c).endswith("Region") or local_name(c) == "TableCell"]
        if local_name(element) == "TableRegion":
            inner.sort(key=lambda child: self._cell(child) or (_LAST, _LAST))
        for child in inner:
            tags = parse_custom(child.get("custom", ""))
            types = with_bases(structure_type(tags), child.get("type", ""))
            labels = ElementLabels(local_name(child), types, child)
            at = SourcePoint(child.sourceline or 1, 1, self._number)
            lines = self._lines(child)
            if not lines:
                self._tell_text_without_lines(child, labels, at)
            yield PageRegion((labels, *around), at, lines, self._cell(child))
            yield from self._regions(child, (labels, *around))

    def _cell(self, region: etree._Element) -> tuple[int, int] | None:
        """Return row and column of a cell: attributes, or those of a role in newer files."""
        cell = region
        if region.get("row") is None:
            cell = next(region.iter(self._prefix + "TableCellRole"), region)
        try:
            row, column = cell.get("row", cell.get("rowIndex")), cell.get("col", cell.get("columnIndex"))
            return (int(row or ""), int(column or ""))
        except ValueError:
            return None

    def _tell_text_without_lines(self, region: etree._Element, labels: ElementLabels, at: SourcePoint) -> None:
        equivalents = list(self._children(region, "TextEquiv"))
        if any(self._text_of(e) is not None for e in equivalents):
            sentence = f"the region {labels.id} has a text but no lines; a text is read from lines, so it is left out"
            self._tell("text without lines", sentence, at.line)

    def _lines(self, region: etree._Element) -> tuple[PageLine, ...]:
        lines = [(line, parse_custom(line.get("custom", ""))) for line in self._children(region, "TextLine")]
        without = sum(_line_index(*pair) is None for pair in lines)
        if 0 < without < len(lines):
            which = f"{without} of the {len(lines)} lines of the region {region.get('id', '')} have no readingOrder"
            self._tell("line without number", f"{which}; all are read as they stand", region.sourceline or 1)
        ordered = by_index(lines, lambda pair: _line_index(*pair))
        return tuple(self._line(line, tags) for line, tags in ordered)

    def _line(self, element: etree._Element, tags: tuple[CustomTag, ...]) -> PageLine:
        labels = ElementLabels("TextLine", with_bases(structure_type(tags), element.get("type", "")), element)
        chosen, confidence = self._chosen(element)
        words = list(element.iterchildren(self._word))
        if chosen is None:
            return self._line_of_words(element, labels, words, tags)
        self._read.add(chosen.element)
        doubtful = list(self._doubtful_words(chosen.text, element)) if words else []
        if not words and is_doubtful(confidence):
            doubtful = [LineSpan(0, len(chosen.text), SpanKind.UNCLEAR)]
        spans = self._spans(element, tags, chosen.text)
        if doubtful:
            spans = tuple(sorted((*spans, *doubtful), key=lambda s: (s.start, -s.end)))
        return PageLine(chosen.text, labels, self._runs(chosen), spans)

    def _runs(self, node: TextNode) -> tuple[TextRun, ...]:
        """Return the pieces of a text that stand in the file as they are: an entity and a line end divide it."""
        positions = self._source.positions
        first = TextRun(0, positions.point(node.offset, self._number))
        if node.stop - node.run < 2:
            return (first,)
        others = (positions.offsets[n] for n in range(node.run, node.stop) if positions.offsets[n] > node.offset)
        return (first, *(TextRun(n - node.offset, positions.point(n, self._number)) for n in others))

    def _line_of_words(
        self, element: etree._Element, labels: ElementLabels, words: list[etree._Element], tags: tuple[CustomTag, ...]
    ) -> PageLine:
        """Return a line that has no text of its own: that of its words, with spaces between them."""
        pieces = [piece for word in words if (piece := self._piece(word)) is not None]
        joined = joined_words(with_spaces(pieces))
        spans = tuple(
            sorted((*self._spans(element, tags, joined.text), *joined.spans), key=lambda s: (s.start, -s.end))
        )
        return PageLine(joined.text, labels, joined.runs, spans)

    def _spans(self, element: etree._Element, tags: tuple[CustomTag, ...], text: str) -> tuple[LineSpan, ...]:
        """Return what the tags of a line say of its text."""
        if not any("offset" in tag.attributes for tag in tags):
            return ()
        line = element.sourceline or 1
        return spans_of(tags, text, lambda kind, sentence: self._tell(kind, sentence, line))

    def _piece(self, word: etree._Element) -> WordPiece | None:
        """Return the text of a word, or else of its letters; None if it has none."""
        chosen, confidence = self._chosen(word)
        nodes = (
            [chosen] if chosen is not None else [n for g in self._children(word, "Glyph") if (n := self._chosen(g)[0])]
        )
        if not nodes:
            return None
        self._read.update(node.element for node in nodes)
        text = "".join(node.text.strip() for node in nodes)
        at = self._source.positions.point(nodes[0].offset, self._number)
        spans = (LineSpan(0, len(text), SpanKind.UNCLEAR),) if is_doubtful(confidence) else ()
        return WordPiece(text, at, spans=spans)

    def _doubtful_words(self, text: str, element: etree._Element) -> Iterator[LineSpan]:
        """Yield the words of a line that a program read with little confidence."""
        if not any(is_doubtful(e.get("conf")) for e in element.iter(self._equivalent)):
            return
        end = 0
        for word in element.iterchildren(self._word):
            chosen, confidence = self._chosen(word)
            if chosen is None:
                continue
            start = text.find(chosen.text.strip(), end)
            if start < 0:
                continue
            end = start + len(chosen.text.strip())
            if is_doubtful(confidence):
                yield LineSpan(start, end, SpanKind.UNCLEAR)

    def _chosen(self, element: etree._Element) -> tuple[TextNode | None, str | None]:
        """Return the text of an element and its confidence: that of the `TextEquiv` with the lowest index."""
        best: TextNode | None = None
        best_rank, confidence = _LAST + 1, None
        for equivalent in element.iterchildren(self._equivalent):
            node = self._text_of(equivalent)
            if node is not None and (rank := _rank(equivalent.get("index"))) < best_rank:
                best, best_rank, confidence = node, rank, equivalent.get("conf")
        return best, confidence

    def _text_of(self, equivalent: etree._Element) -> TextNode | None:
        """Return the text in a `TextEquiv`: that in Unicode, or else the plain one."""
        plain = None
        for child in equivalent:
            node = self._texts.get(child)
            if node is not None and child.tag == self._unicode:
                return node
            if node is not None and local_name(child) == "PlainText":
                plain = node
        return plain

    def _remarks(self) -> Iterator[UnreadText]:
        """Yield the remarks of editors, which stand in attributes; one that goes on in the next line is one."""
        last = ""
        for element in _WITH_REMARK(self._source.root):
            at = SourcePoint(element.sourceline or 1, 1, self._number)
            if own := element.get("comments", "").strip():
                yield UnreadText(_REMARKS, own, at)
            for remark, goes_on in remarks_of(parse_custom(element.get("custom", ""))):
                if not goes_on or remark != last:
                    yield UnreadText(_REMARKS, remark, at)
                last = remark if goes_on else ""

    def _unread(self) -> Iterator[UnreadText]:
        """Yield the text that was not read, all of one name together."""
        rest: dict[str, list[TextNode]] = {}
        names: dict[tuple[str, str], str] = {}
        for element, node in self._texts.items():
            if element in self._read:
                continue
            outer = element.getparent()
            owner = outer.getparent() if outer is not None else None
            key = (element.tag, owner.tag if owner is not None else "")
            if key not in names:
                names[key] = _name_of(element)
            rest.setdefault(names[key], []).append(node)
        for name, nodes in rest.items():
            at = self._source.positions.point(nodes[0].offset, self._number)
            known = name in _KNOWN or name in _NAMES.values() or name == _OF_REGION
            if not known:
                self._tell(f"element {name}", f"no rule knows the element {name}; its text is left out", at.line)
            yield UnreadText(name, " ".join(node.text for node in nodes), at, known)


def _rank(index: str | None) -> int:
    """Return the rank of a `TextEquiv`; one without a number is the first."""
    if index is None:
        return -1
    return int(index) if index.isascii() and index.isdigit() and len(index) < 10 else _LAST


def _name_of(element: etree._Element) -> str:
    """Return by what name a text outside of lines is counted."""
    if local_name(element) not in _TEXTS:
        names = [local_name(element), *map(local_name, element.iterancestors())]
        return "Metadata" if "Metadata" in names else names[0]
    equivalent = element.getparent()
    owner = equivalent.getparent() if equivalent is not None else None
    name = local_name(owner) if owner is not None else ""
    if name.endswith("Region") or name == "TableCell":
        return _OF_REGION
    return _NAMES.get(name, local_name(element))


def _index(region: PageRegion) -> int | None:
    return order_index(parse_custom(region.chain[0].node.get("custom", "")))


def _line_index(line: etree._Element, tags: tuple[CustomTag, ...]) -> int | None:
    index = order_index(tags)
    if index is None and (own := line.get("index")):
        return _rank(own)
    return index


def _parent_id(region: PageRegion) -> str:
    return region.chain[1].id if len(region.chain) > 1 else ""
