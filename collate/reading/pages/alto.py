"""ALTO, versions 1 to 4, as OCR programs and eScriptorium write it: the pages of a witness, in the order given.

The words of a file are its attributes `CONTENT` and its text nodes. Those of a line are its `String`s and hyphens; all
else is left out and counted: `ALTERNATIVE`s, single letters (`Glyph`), and what is said of the file. `SUBS_CONTENT`, as
the whole of a divided word, is said of words, and is none of them.
"""

import re
from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Final

from lxml import etree

from collate._late_regex import late_regex
from collate._repr import repr_line
from collate.model.witness import Witness
from collate.reading.decoding import decode_xml
from collate.reading.options import ReadOptions, SourceContent
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
from collate.reading.pages.reading_order import along_chains, in_order, ordered_ids
from collate.reading.pages.regions import with_bases
from collate.reading.pages.text_nodes import TextNode, text_nodes
from collate.reading.pages.transcribing import witnesses_of_pages
from collate.reading.read_settings import Abbreviations
from collate.reading.transcript import SourcePoint, visible_length
from collate.reading.xml_source import local_name, parse_xml

_CONTENT: Final = late_regex(r"""\sCONTENT\s*=\s*(?:"[^"]*"|'[^']*')""")
_ENTITY: Final = late_regex(r"&[^;\s]+;")
_WITH_CONTENT: Final = etree.XPath("//*[@CONTENT]")
_PARTS: Final = ("Description", "Styles", "Tags")  # of a file, beside the layout


def read_alto(sources: Sequence[SourceContent], options: ReadOptions) -> tuple[Witness, ...]:
    """Return the witness of files in ALTO.

    Raises ReadError for a file that is not well-formed XML.
    """
    notices = Notices(sources)
    files = [_AltoReader(n, source, options, notices).file() for n, source in enumerate(sources)]
    # What OCR programs take as an abbreviation is a guess: it is written unless a setting says otherwise.
    settings = options.settings
    expands = settings.abbreviations is Abbreviations.EXPANDED and "abbreviations" in settings.stated
    return witnesses_of_pages(files, sources, options, notices, expands)


class _AltoReader:
    """Reads one file."""

    def __init__(self, number: int, source: SourceContent, options: ReadOptions, notices: Notices) -> None:
        named = replace(options, file=source.file)
        self._number = number
        self._source = parse_xml(source.content, named)
        self._root = self._source.root
        self._notices = notices
        for unread in self._source.unread:
            notices.tell(f"declarations {unread.name}", unread.sentence, number, unread.line)
        self._prefix = self._root.tag.rpartition("}")[0] + "}" if self._root.tag.startswith("{") else ""
        text = decode_xml(source.content, named)
        self._points = _content_points(self._root, text, number)
        self._others = _behind_entities(text, self._points) if "&" in text else {}
        self._tags = {
            tag.get("ID", ""): tag for name in ("Tags",) for group in self._all(name) for tag in _elements(group)
        }
        self._raised = {s.get("ID", "") for s in self._all("TextStyle") if "superscript" in s.get("FONTSTYLE", "")}
        self._has_spaces = next(self._all("SP"), None) is not None
        self._read: set[etree._Element] = set()

    def __repr__(self) -> str:
        return repr_line("_AltoReader", str(self._number))

    def _all(self, name: str) -> Iterator[etree._Element]:
        yield from self._root.iter(self._prefix + name)

    def _at(self, node: etree._Element) -> SourcePoint:
        return SourcePoint(node.sourceline or 1, 1, self._number)

    def file(self) -> PageFile:
        """Return what the file holds."""
        outer = (e for e in self._all("Page") if next(e.iterancestors(self._prefix + "Page"), None) is None)
        pages = [self._page(element) for element in outer]
        nodes = list(text_nodes(self._source))
        unread = [*self._unread_contents(), *self._unread_nodes(nodes)]
        characters = visible_length("".join(node.text for node in nodes))
        characters += sum(visible_length(node.get("CONTENT", "")) for node in self._points)
        # Lines keep their elements for the settings that may ask for attributes; nobody asks for words any more.
        etree.strip_elements(self._root, self._prefix + "String", self._prefix + "Shape", with_tail=False)
        return PageFile(tuple(pages), tuple(unread), characters)

    def _page(self, element: etree._Element) -> Page:
        image = next((f.text or "" for f in self._all("fileName")), "").strip()
        labels = ElementLabels("Page", (), element)
        regions = [self._region(block) for block in element.iter(self._prefix + "TextBlock")]
        return Page(self._number, image, labels, tuple(self._ordered(regions)))

    def _ordered(self, regions: list[PageRegion]) -> list[PageRegion]:
        """Return the blocks as a reading order says, or else as each names the next one."""
        order = next(self._all("ReadingOrder"), None)
        if order is None:
            return along_chains(regions, lambda r: r.id, lambda r: r.chain[0].node.get("IDNEXT", ""))
        found, rest = in_order(regions, ordered_ids(order), lambda r: r.id, lambda r: r.chain[1].id)
        for region in rest:
            sentence = f"the block {region.id} stands in no group of the reading order; it is read last"
            self._notices.tell("block in no group", sentence, self._number, region.at.line)
        return [*found, *rest]

    def _region(self, block: etree._Element) -> PageRegion:
        around = [block, *(a for a in block.iterancestors() if local_name(a) != "alto")]
        chain = tuple(self._labels(node) for node in around)
        return PageRegion(chain, self._at(block), tuple(map(self._line, block.iterchildren(self._prefix + "TextLine"))))

    def _labels(self, node: etree._Element) -> ElementLabels:
        tags = (self._tags.get(reference) for reference in node.get("TAGREFS", "").split())
        types = [tag.get("LABEL") or tag.get("TYPE") or "" for tag in tags if tag is not None]
        return ElementLabels(local_name(node), with_bases(*types), node)

    def _line(self, element: etree._Element) -> PageLine:
        nodes = [n for n in element if local_name(n) in ("String", "SP", "HYP")]
        pieces = list(self._pieces(nodes))
        if not self._has_spaces:
            pieces = with_spaces(pieces)
        joined = joined_words(pieces)
        strings = [n for n in nodes if n.get("CONTENT") is not None]
        whole, rest = (0, ""), 0
        if strings and strings[0].get("SUBS_TYPE") == "HypPart2":
            rest = len(strings[0].get("CONTENT", ""))
        for start, node in zip(joined.starts, strings, strict=True):
            if node.get("SUBS_TYPE") == "HypPart1":
                whole = (start, node.get("SUBS_CONTENT", ""))
        is_divided = bool(strings) and local_name(strings[-1]) == "HYP" and bool(strings[-1].get("CONTENT", "").strip())
        return PageLine(joined.text, self._labels(element), joined.runs, joined.spans, is_divided, whole, rest)

    def _pieces(self, nodes: Sequence[etree._Element]) -> Iterator[WordPiece]:
        space = False
        for node in nodes:
            content = node.get("CONTENT")
            if content is None:
                space = space or local_name(node) == "SP"
                continue
            self._read.add(node)
            spans, others = tuple(self._spans(node, len(content))), self._others.get(node, ())
            yield WordPiece(content, self._points[node], space, spans, others)
            space = False

    def _spans(self, node: etree._Element, length: int) -> Iterator[LineSpan]:
        """Yield what is said of a word."""
        if is_doubtful(node.get("WC")):
            yield LineSpan(0, length, SpanKind.UNCLEAR)
        if node.get("SUBS_TYPE") == "Abbreviation" and node.get("SUBS_CONTENT"):
            yield LineSpan(0, length, SpanKind.ABBREVIATION, node.get("SUBS_CONTENT", ""))
        styles = node.get("STYLEREFS", "").split()
        if "superscript" in node.get("STYLE", "") or any(style in self._raised for style in styles):
            yield LineSpan(0, length, SpanKind.SUPERSCRIPT)
        for reference in node.get("TAGREFS", "").split():
            tag = self._tags.get(reference)
            if tag is not None and local_name(tag) == "NamedEntityTag":
                yield LineSpan(0, length, SpanKind.NAME, (tag.get("TYPE") or tag.get("LABEL") or "").lower())

    def _unread_contents(self) -> Iterator[UnreadText]:
        """Yield what attributes hold outside of lines: single letters and their alternatives."""
        rest: dict[str, list[etree._Element]] = {}
        for node in self._points:
            if node not in self._read:
                rest.setdefault(local_name(node), []).append(node)
        for name, nodes in rest.items():
            known = name in ("Glyph", "Variant")
            at = self._points[nodes[0]]
            if not known:
                sentence = f"no rule knows a {name} outside of lines; its text is left out"
                self._notices.tell(f"element {name}", sentence, self._number, at.line)
            yield UnreadText(name, " ".join(node.get("CONTENT", "") for node in nodes), at, known)

    def _unread_nodes(self, nodes: Sequence[TextNode]) -> Iterator[UnreadText]:
        rest: dict[str, list[TextNode]] = {}
        for node in nodes:
            name = next((n for a in node.element.iterancestors() if (n := local_name(a)) in _PARTS), "")
            rest.setdefault(name or local_name(node.element), []).append(node)
        for name, of_name in rest.items():
            known = name in (*_PARTS, "ALTERNATIVE")
            at = self._at(of_name[0].element)
            if not known:
                sentence = f"no rule knows the text in {name}; it is left out"
                self._notices.tell(f"element {name}", sentence, self._number, at.line)
            yield UnreadText(name, " ".join(node.text for node in of_name), at, known)


def _elements(group: etree._Element) -> list[etree._Element]:
    return [child for child in group if isinstance(child.tag, str)]


def _behind_entities(
    text: str, points: Mapping[etree._Element, SourcePoint]
) -> dict[etree._Element, tuple[TextRun, ...]]:
    """Return where the pieces behind the entities of an attribute stand: `&amp;` is one character of the text."""
    nodes = list(points)
    matches = list(_CONTENT.finditer(text))
    if len(nodes) != len(matches):
        return {}
    found = {}
    for node, match in zip(nodes, matches, strict=True):
        if "&" not in match.group():
            continue
        at, written = points[node], match.group().partition("=")[2].strip()[1:-1]
        shift, runs = 0, []
        for entity in _ENTITY.finditer(written):
            shift += len(entity.group()) - 1
            start = entity.end() - shift
            runs.append(TextRun(start, SourcePoint(at.line, at.column + entity.end(), at.file)))
        found[node] = tuple(run for run in runs if run.start < len(node.get("CONTENT", "")))
    return found


def _content_points(root: etree._Element, text: str, file: int) -> Mapping[etree._Element, SourcePoint]:
    """Return where each attribute `CONTENT` stands, in order of the file.

    A parser knows the lines of elements only. So the attributes are looked for in the text, in the same order; where it
    has more of them, as in a comment, the line of the element must do.
    """
    nodes = _WITH_CONTENT(root)
    found = [match.end() for match in _CONTENT.finditer(text)]
    if len(found) != len(nodes):
        return {node: SourcePoint(node.sourceline or 1, 1, file) for node in nodes}
    line_starts = [0, *(match.end() for match in re.finditer("\n", text))]
    points = {}
    for node, match in zip(nodes, _CONTENT.finditer(text), strict=True):
        start = match.end() - len(match.group().partition("=")[2].lstrip()) + 1
        line = bisect_right(line_starts, start)
        points[node] = SourcePoint(line, start - line_starts[line - 1] + 1, file)
    return points
