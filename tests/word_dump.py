"""A Word file as lines of text, one for each paragraph, to compare and to read.

CollateText       words {Gloss|words}^1 with a sign of note 1
[1] CollateNote   a paragraph of footnote 1
#17 is a bookmark of entry 17, {->17|words} a link to it, <rtl> and <bidi> the direction, | between cells
"""

import io
import zipfile
from collections.abc import Iterator

from lxml import etree

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


def part(content: bytes, name: str) -> etree._Element:
    """Return the root of a part of a Word file, such as `document`."""
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return etree.fromstring(archive.read(f"word/{name}.xml"))


def part_names(content: bytes) -> list[str]:
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return archive.namelist()


def dump(content: bytes) -> str:
    lines = [*_body_lines(part(content, "document").find(f"{W}body"))]
    if "word/footnotes.xml" in part_names(content):
        for note in part(content, "footnotes").iter(f"{W}footnote"):
            if note.get(f"{W}type") is None:
                lines += [f"[{note.get(f'{W}id')}] {_paragraph(p)}" for p in note]
    return "".join(f"{line}\n" for line in lines)


def _body_lines(body: etree._Element) -> Iterator[str]:
    for element in body:
        if element.tag == f"{W}tbl":
            for row in element.iter(f"{W}tr"):
                yield " | ".join(_paragraph(p) for p in row.iter(f"{W}p"))
        elif element.tag == f"{W}p":
            yield _paragraph(element)


def _paragraph(element: etree._Element) -> str:
    properties = element.find(f"{W}pPr")
    style = "" if properties is None else _value(properties, "pStyle")
    bidi = "<bidi>" if properties is not None and properties.find(f"{W}bidi") is not None else ""
    return f"{style} {bidi}{_inline(element)}".rstrip()


def _inline(parent: etree._Element) -> str:
    found = []
    for element in parent:
        name = element.tag.removeprefix(W)
        if name == "r":
            found.append(_run(element))
        elif name == "hyperlink":
            found.append(f"{{->{element.get(f'{W}anchor').removeprefix('entry_')}|{_inline(element)}}}")
        elif name == "bookmarkStart":
            found.append(f"#{element.get(f'{W}name').removeprefix('entry_')} ")
    return "".join(found)


def _run(element: etree._Element) -> str:
    words = ""
    for child in element:
        name = child.tag.removeprefix(W)
        words += {"t": child.text or "", "softHyphen": "<->", "footnoteRef": "*"}.get(name, "")
        if name == "footnoteReference":
            words += f"^{child.get(f'{W}id')}"
    properties = element.find(f"{W}rPr")
    if properties is None:
        return words
    style = _value(properties, "rStyle").removeprefix("Collate")
    words = "<rtl>" + words if properties.find(f"{W}rtl") is not None else words
    return f"{{{style}|{words}}}" if style and style != "FootnoteReference" else words


def _value(properties: etree._Element, name: str) -> str:
    found = properties.find(f"{W}{name}")
    return "" if found is None else str(found.get(f"{W}val"))
