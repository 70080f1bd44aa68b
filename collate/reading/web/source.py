"""Parse a page: XHTML as XML if it is well-formed, all else as a browser does."""

import codecs
import html.entities
import re
from array import array
from typing import Final

from lxml import etree

from collate._late_regex import late_regex
from collate.errors import ReadError
from collate.reading.decoding import xml_encoding
from collate.reading.options import ReadOptions
from collate.reading.plain import TEXT_ENCODINGS
from collate.reading.transcript import visible_length
from collate.reading.web.positions import html_positions
from collate.reading.xml_source import TextPositions, XmlSource, parse_xml, string_value

_LOOKED_AT: Final = 4096  # bytes
_CHARSET: Final = re.compile(rb"""<meta[^>]{0,300}?charset\s*=\s*["']?\s*([A-Za-z][\w.:-]*)""", re.IGNORECASE)
_ENTITY_NAME: Final = late_regex(r"&([A-Za-z][A-Za-z0-9]*);")
_OF_XML: Final = frozenset(("amp", "lt", "gt", "quot", "apos"))
_XHTML: Final = b"http://www.w3.org/1999/xhtml"
_WESTERN: Final = ("ascii", "iso8859-1")  # on the web these names mean cp1252


def parse_page(content: bytes, options: ReadOptions) -> XmlSource:
    """Return the tree of a page, and where its text stands.

    Raises ReadError, with the file, for bytes that are not of its encoding and for a page without text.
    """
    if _XHTML in content[:_LOOKED_AT] or content.lstrip()[:5] == b"<?xml":
        try:
            return parse_xml(content, options, _entities(content))
        except ReadError:
            pass  # many pages say that they are XHTML, and are not well-formed
    text = _decoded(content, options).replace("\0", "\ufffd")
    if not text.strip():
        raise ReadError(f"{options.file}: this page is empty")
    parser = etree.HTMLParser(encoding="utf-8", no_network=True)
    try:
        root = etree.fromstring(text.encode("utf-8", "surrogatepass"), parser)
    except etree.XMLSyntaxError as error:
        raise ReadError(f"{options.file}: this page cannot be read: {error.msg}; save it again") from None
    if root is None:
        raise ReadError(f"{options.file}: there is no text in this page; check that it is the right file")
    for told in parser.error_log:
        if told.level_name == "FATAL":
            raise ReadError(f"{options.file}:{told.line}: elements are nested more than 256 deep; nest them less")
    own = string_value(root)
    found = html_positions(text, own)
    return XmlSource(root, found or _lines_of_elements(root), options.file, len(own), visible_length(own))


def _entities(content: bytes) -> str:
    """Return declarations of the entities of HTML that a page uses, for a parser of XML."""
    names = {name for name in _ENTITY_NAME.findall(content.decode("latin-1")) if name not in _OF_XML}
    known = {name: html.entities.html5[f"{name};"] for name in names if f"{name};" in html.entities.html5}
    return "".join(
        f'<!ENTITY {name} "{"".join(f"&#{ord(c)};" for c in value)}">' for name, value in sorted(known.items())
    )


def _decoded(content: bytes, options: ReadOptions) -> str:
    mark, name = xml_encoding(content, options)
    if not mark and name == "utf-8" and (declared := _CHARSET.search(content[:_LOOKED_AT])):
        name = _known_encoding(declared[1].decode("ascii")) or name
    try:
        return content[len(mark) :].decode(name)
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        raise ReadError(
            f"{options.file}:{line}: byte {error.start + len(mark)} is not {name.upper()}; "
            f"name the encoding of the file, for instance {options.encoding_example('cp1252')}"
        ) from None
    except (UnicodeError, LookupError) as error:
        raise ReadError(f"{options.file}: not {name.upper()} ({error}); name the encoding of the file") from None


def _known_encoding(declared: str) -> str:
    """Return the encoding that a page names; "" for one that is not known, or cannot be, since its name was read."""
    try:
        name = codecs.lookup(declared).name
    except LookupError:
        return ""
    if not re.fullmatch(TEXT_ENCODINGS, name) or name.startswith(("utf-16", "utf-32")):
        return ""
    return "cp1252" if name in _WESTERN else name


def _lines_of_elements(root: etree._Element) -> TextPositions:
    """Return the line of the element in which each text stands, where no better is known."""
    offsets, lines, columns = array("i"), array("i"), array("i")
    total = 0
    stack: list[tuple[etree._Element, bool]] = [(root, False)]
    while stack:
        element, is_behind = stack.pop()
        is_element = isinstance(element.tag, str)
        text = element.tail if is_behind else element.text if is_element else ""
        if text:
            offsets.append(total)
            lines.append(max(element.sourceline or 1, 1))
            columns.append(1)
            total += len(text)
        if not is_behind:
            if element is not root:
                stack.append((element, True))
            if is_element:
                stack += [(child, False) for child in reversed(element)]
    return TextPositions(offsets, lines, columns)
