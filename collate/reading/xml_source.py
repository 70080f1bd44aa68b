"""A file in XML: parsed safely, and where each of its characters stands in the file.

Nothing outside of the file is read: no network, no external entity, no external DTD, no XInclude. The entities that
the file declares itself are resolved.
"""

import re
from array import array
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import lru_cache
from typing import Final
from xml.parsers import expat

from lxml import etree

from collate._dataclass import dataclass
from collate._late_regex import late_regex
from collate._repr import repr_line, shorten
from collate.errors import ReadError
from collate.reading.decoding import decode_xml, xml_encoding
from collate.reading.document_type import UnreadDeclarations, without_unread_declarations
from collate.reading.options import ReadOptions
from collate.reading.text_runs import text_runs
from collate.reading.transcript import SourcePoint, visible_length

_ENTITY: Final = late_regex(r"""<!ENTITY\s+([\w.:-]+)\s+(?:"([^"<>%]*)"|'([^'<>%]*)')\s*>""")
_DOCTYPE: Final = late_regex(r"<!DOCTYPE\s+[^\s\[>]+(?:[^\[>\"']|\"[^\"]*\"|'[^']*')*(?P<subset>\[)?")
_ROOT: Final = late_regex(r"<(?P<name>[^\s!?/>]+)")
_BEFORE_ROOT: Final = late_regex(r"(?:\s+|<\?.*?\?>|<!--.*?-->)*", re.DOTALL)
_LINE_IN_MESSAGE: Final = late_regex(r", line (\d+), column (\d+).*$", re.DOTALL)
_NO_ENTITY: Final = late_regex(r"Entity '([^']+)' not defined")
_OTHER_FILE: Final = re.compile(rb"<!ENTITY\s+([^\s%\"']+)\s+(?:SYSTEM|PUBLIC)\s")
_PARSER: Final = etree.XMLParser(  # for all files: to make one takes as long as to parse a small file
    encoding="utf-8", resolve_entities="internal", no_network=True, load_dtd=False, dtd_validation=False
)
_SMALL: Final = 8_000  # bytes: such a file is parsed again sooner than its bytes are looked at all at once
XINCLUDE: Final = "{http://www.w3.org/2001/XInclude}include"


@dataclass(frozen=True, slots=True)
class TextPositions:
    """Where the characters of all text nodes of a document stand in its file; the nodes are one after the other.

    offsets          (n,) int32   the character, counted over all text nodes, at which a run begins
    lines, columns   (n,) int32   where it stands in the file, from 1; the run is on one line
    """

    offsets: "array[int]"
    lines: "array[int]"
    columns: "array[int]"

    def __repr__(self) -> str:
        return f"<TextPositions: {len(self.offsets)} runs>"

    def point(self, offset: int, file: int = 0) -> SourcePoint:
        """Return where a character, counted over all text nodes, stands."""
        n = bisect_right(self.offsets, offset) - 1
        if n < 0:
            return SourcePoint(1, 1, file)
        return SourcePoint(self.lines[n], self.columns[n] + offset - self.offsets[n], file)


@dataclass(frozen=True, slots=True)
class XmlSource:
    """A parsed file.

    root       its outermost element
    positions  where its text stands
    file       its name, as reports show it
    characters, visible   how many characters all text nodes have, and how many of them are no white space
    unread     declarations in other files, which are not read
    """

    root: etree._Element
    positions: TextPositions
    file: str
    characters: int
    visible: int
    unread: tuple[UnreadDeclarations, ...] = ()

    def __repr__(self) -> str:
        return repr_line("XmlSource", shorten(self.file, 60))


_STRING_VALUE: Final = etree.XPath("string()")


def string_value(element: etree._Element) -> str:
    """Return the text of an element and of all in it, without comments and processing instructions."""
    if not len(element) and isinstance(element.tag, str):
        return element.text or ""  # as most elements are
    if element.getparent() is None:
        return str(_STRING_VALUE(element))  # of a whole file
    text: str = etree.tostring(element, method="text", encoding="unicode", with_tail=False)  # sooner for a small one
    return text


def local_name(element: etree._Element) -> str:
    """Return the name of an element without its namespace; "" for comments and processing instructions."""
    return _local_name_of(element.tag)


@lru_cache(4096)
def _local_name_of(tag: object) -> str:
    return tag.rpartition("}")[2] if isinstance(tag, str) else ""


def parse_xml(content: bytes, options: ReadOptions, entities: str = "", first_line: int = 1) -> XmlSource:
    """Parse a file.

    Parameters
    ----------
    content
        The bytes of the file.
    options
        Its name, and its encoding if the user names one.
    entities
        The text of a local file of `<!ENTITY name "value">`, which the document may use too.

    Raises
    ------
    ReadError
        The file is not well-formed, is too deep, refers to something outside, or has an entity that nothing declares:
        with file and line.
    """
    coded, unread = without_unread_declarations(_in_utf8(content, options, entities))
    root = _parsed(coded, options, unread)
    text = string_value(root)
    positions = _positions(coded, len(text), options)
    return XmlSource(root, positions, options.file, len(text), visible_length(text), unread)


def told_of_declarations(sources: Sequence[XmlSource]) -> Iterator[str]:
    """Yield a sentence for each name of declarations that are not read: where the first of them is, and how many."""
    found: dict[str, list[tuple[str, UnreadDeclarations]]] = {}
    for source in sources:
        for unread in source.unread:
            found.setdefault(unread.name, []).append((source.file, unread))
    for (file, first), *others in found.values():
        more = f" (the first of {len(others) + 1:,} such places)" if others else ""
        yield f"{file}:{first.line}: {first.sentence}{more}"


def parse_tree(content: bytes, options: ReadOptions, file: str) -> etree._Element:
    """Parse a part of a file, `file` in messages, whose lines mean nothing to a reader: no positions are found.

    Raises ReadError as `parse_xml` does.
    """
    own = replace(options, file=file, encoding="utf-8")
    coded, unread = without_unread_declarations(_in_utf8(content, own, ""))
    return _parsed(coded, own, unread)


def _in_utf8(content: bytes, options: ReadOptions, entities: str) -> bytes:
    """Return a file in UTF-8; most are, and they are not copied."""
    text = decode_xml(content, options)
    if entities:
        text = _with_entities(text, entities)
    elif xml_encoding(content, options) == (b"", "utf-8"):
        return content
    return text.encode("utf-8", "surrogatepass")


def _parsed(coded: bytes, options: ReadOptions, unread: Sequence[UnreadDeclarations]) -> etree._Element:
    """Return the root. Raises ReadError for an entity that was not resolved, too: its text would be lost."""
    try:
        root = etree.fromstring(coded, _PARSER)
    except etree.XMLSyntaxError as error:
        raise _syntax_error(error, coded, options, unread) from None
    if root is None:
        raise ReadError(f"{options.file}: this XML file has no element; check that it is whole")
    if b"<!DOCTYPE" in coded:
        for entity in root.iter(etree.Entity):
            raise _unresolved(options, entity.sourceline or 1, str(entity.name), coded, unread)
    return root


def _syntax_error(
    error: etree.XMLSyntaxError, coded: bytes, options: ReadOptions, unread: Sequence[UnreadDeclarations]
) -> ReadError:
    """Return the error of the parser in a sentence, with the line and what to do."""
    message = _LINE_IN_MESSAGE.sub("", str(error.msg))
    line = error.lineno or 1
    if missing := _NO_ENTITY.search(message):
        return _unresolved(options, line, missing[1], coded, unread)
    if not coded.strip():
        return ReadError(f"{options.file}: this XML file is empty")
    lowered = message.lower()
    if "external" in lowered:
        return ReadError(
            f"{options.file}:{line}: refers to another file, which is never read; put its text into this one"
        )
    if "loop" in lowered or "amplification" in lowered:
        return ReadError(f"{options.file}:{line}: its entities grow without limit; remove them")
    if "depth" in lowered:
        return ReadError(f"{options.file}:{line}: elements are nested more than 256 deep; nest them less")
    if "text node too long" in lowered or "huge" in lowered:
        return ReadError(f"{options.file}:{line}: a text without any element is longer than 10 MB; divide it")
    return ReadError(f"{options.file}:{line}: not well-formed XML: {shorten(message, 200)}; correct it")


def _unresolved(
    options: ReadOptions, line: int, name: str, coded: bytes, unread: Sequence[UnreadDeclarations]
) -> ReadError:
    """Return the error of an entity without text: it stands for another file, or nothing declares it."""
    if any(name == found.decode() for found in _OTHER_FILE.findall(coded)):
        return ReadError(
            f"{options.file}:{line}: the entity {name} is another file, which is never read; put its text into this one"
        )
    if f"&{name};".encode() not in coded and f"%{name};".encode() in coded:
        return ReadError(
            f"{options.file}:{line}: %{name}; is not replaced by its declarations; write them in its place"
        )
    elsewhere = next((shorten(own.address, 120) for own in unread if own.address), "")
    copy = f"; a copy of {elsewhere!r} will do, if it declares it so" if elsewhere else ""
    return ReadError(
        f'{options.file}:{line}: the entity &{name}; is not declared; put <!ENTITY {name} "..."> into a local file, '
        f'and name it: entities = "FILE" under [read]{copy}'
    )


def _with_entities(text: str, entities: str) -> str:
    """Return a document with more declarations, all on lines that it has."""
    subset = "".join(
        f"<!ENTITY {name} {_quoted(double or single)}>" for name, double, single in _ENTITY.findall(entities)
    )
    start = _BEFORE_ROOT.match(text)
    at = start.end() if start else 0
    doctype = _DOCTYPE.match(text, at)
    if doctype is None:
        root = _ROOT.match(text, at)
        return f"{text[:at]}<!DOCTYPE {root['name']} [{subset}]>{text[at:]}" if root else text
    end = doctype.end()
    return f"{text[:end]}{subset}{text[end:]}" if doctype["subset"] else f"{text[:end]} [{subset}]{text[end:]}"


def _quoted(value: str) -> str:
    return f"'{value}'" if '"' in value else f'"{value}"'


def _positions(coded: bytes, characters: int, options: ReadOptions) -> TextPositions:
    """Return where each run of text stands: the parser of the tree knows lines of elements only."""
    found = text_runs(coded) if len(coded) > _SMALL else None
    if found is not None and found[3] == characters:
        return TextPositions(*found[:3])
    return _positions_by_parsing(coded, options)


def _positions_by_parsing(coded: bytes, options: ReadOptions) -> TextPositions:
    offsets, lines, columns = array("i"), array("i"), array("i")
    parser = expat.ParserCreate("utf-8")
    parser.buffer_text = False
    total = 0

    def characters(chunk: str) -> None:
        nonlocal total
        offsets.append(total)
        lines.append(parser.CurrentLineNumber)
        columns.append(parser.CurrentColumnNumber + 1)
        total += len(chunk)

    parser.CharacterDataHandler = characters
    try:
        parser.Parse(coded, True)
    except expat.ExpatError as error:
        raise ReadError(
            f"{options.file}:{error.lineno}: not well-formed XML: {expat.ErrorString(error.code)}; correct it"
        ) from None
    return TextPositions(offsets, lines, columns)
