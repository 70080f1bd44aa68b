"""The frame of a Word file: parts, styles, sections and properties, into which the text is put.

python-docx makes the frame. It has no footnotes, so their part is added to its package as any other part. Paragraphs
and footnotes are put in as strings. Importing this module imports python-docx.
"""

import datetime
from collections.abc import Iterator
from io import BytesIO
from typing import Final
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from docx import Document
from docx import document as word
from docx.enum.section import WD_SECTION
from docx.opc.constants import CONTENT_TYPE, RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import qn
from docx.shared import Mm

from collate.rendering.word.content import WordContent
from collate.rendering.word.markup import NAMESPACE, printable
from collate.rendering.word.style_sheet import set_styles

_CREATED: Final = datetime.datetime(1980, 1, 1)  # a fixed date: the same input must give the same bytes
_ZIP_DATE: Final = (1980, 1, 1, 0, 0, 0)
_MAX_TITLE: Final = 255  # characters of a property

_LEFT_OUT: Final = ("customXml", "stylesWithEffects", "numbering", "webSettings", "thumbnail", "extended-properties")
_SETTINGS: Final = (
    f'<w:settings xmlns:w="{NAMESPACE}"><w:defaultTabStop w:val="720"/>$notes<w:compat><w:compatSetting '
    'w:name="compatibilityMode" w:uri="http://schemas.microsoft.com/office/word" w:val="15"/></w:compat></w:settings>'
)
_RULES_IN_SETTINGS: Final = '<w:footnotePr><w:footnote w:id="-1"/><w:footnote w:id="0"/></w:footnotePr>'
_RULES: Final = "".join(
    f'<w:footnote w:type="{name}" w:id="{number}"><w:p><w:r><w:{name}/></w:r></w:p></w:footnote>'
    for number, name in ((-1, "separator"), (0, "continuationSeparator"))
)
_NOTES: Final = f"""<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<w:footnotes xmlns:w="{NAMESPACE}">{_RULES}"""
_NOTES_END: Final = b"</w:footnotes>"


def packed(content: WordContent) -> bytes:
    """Return the frame with the paragraphs and footnotes in it."""
    out = BytesIO()
    with ZipFile(BytesIO(_frame(content))) as framed, ZipFile(out, "w", ZIP_DEFLATED) as archive:
        for name in framed.namelist():
            member = ZipInfo(name, _ZIP_DATE)
            member.compress_type = ZIP_DEFLATED
            archive.writestr(member, b"".join(_filled(name, framed.read(name), content)))
    return out.getvalue()


def _filled(name: str, part: bytes, content: WordContent) -> Iterator[bytes]:
    """Yield a part of the frame with what belongs into it."""
    if name == "word/document.xml":
        before, body, rest = part.partition(b"<w:body>")
        text, properties, after = rest.rpartition(b"<w:sectPr")
        yield from (before, body, content.front.encode(), text, content.text.encode(), properties, after)
    elif name == "word/footnotes.xml":
        before, end, _ = part.rpartition(_NOTES_END)
        yield from (before, content.notes.encode(), end)
    else:
        yield part


def _frame(content: WordContent) -> bytes:
    document = Document()
    _leave_out_parts(document)
    _set_properties(document, content)
    set_styles(document, content.language)
    _set_sections(document, bool(content.text))
    settings = document.settings.element
    made = parse_xml(_SETTINGS.replace("$notes", _RULES_IN_SETTINGS if content.notes else ""))
    settings[:] = list(made)
    if content.notes:
        part = Part(
            PackURI("/word/footnotes.xml"),
            CONTENT_TYPE.WML_FOOTNOTES,
            _NOTES.encode() + _NOTES_END,
            document.part.package,
        )
        document.part.relate_to(part, RELATIONSHIP_TYPE.FOOTNOTES)
    out = BytesIO()
    document.save(out)
    return out.getvalue()


def _leave_out_parts(document: word.Document) -> None:
    """Take out of the template what is a picture, the data of another program, or not used."""
    for relations in (document.part.rels, document.part.package.rels):
        for name, relation in list(relations.items()):
            if relation.reltype.rpartition("/")[2] in _LEFT_OUT:
                del relations[name]


def _set_properties(document: word.Document, content: WordContent) -> None:
    properties = document.core_properties
    properties.title = printable(content.title)[:_MAX_TITLE]
    properties.language = content.language
    properties.created = properties.modified = _CREATED
    properties.revision = 1
    for name in ("author", "last_modified_by", "comments", "keywords", "subject", "category"):
        setattr(properties, name, "")


def _set_sections(document: word.Document, has_text: bool) -> None:
    """Make the pages A4 with their numbers at the foot; the lines of the text are numbered by fives on each page."""
    if has_text:
        document.add_section(WD_SECTION.NEW_PAGE)
    for section in document.sections:
        section.page_width, section.page_height = Mm(210), Mm(297)
        section.left_margin = section.right_margin = section.top_margin = section.bottom_margin = Mm(25)
    footer = document.sections[0].footer.paragraphs[0]
    footer.alignment = 1
    number = OxmlElement("w:fldSimple")
    number.set(qn("w:instr"), "PAGE")
    footer._p.append(number)
    if has_text:
        lines = OxmlElement("w:lnNumType")
        lines.set(qn("w:countBy"), "5")
        lines.set(qn("w:restart"), "newPage")
        document.sections[-1]._sectPr.find(qn("w:cols")).addprevious(lines)
