"""The styles of a Word file: those of Word that are used, in one font, and ours. Importing it imports python-docx."""

from typing import Final

from docx.document import Document
from docx.enum.style import WD_STYLE_TYPE
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.oxml.xmlchemy import BaseOxmlElement
from docx.shared import Pt, RGBColor
from docx.styles.style import ParagraphStyle
from docx.styles.styles import Styles

from collate.rendering.word.styles import STYLES, NamedStyle, StyleOf

_FONT: Final = "Times New Roman"  # it knows Latin, Greek, Cyrillic, Hebrew and Arabic, and is on most computers
_EASTERN_FONTS: Final = {"ja": "MS Mincho", "zh": "SimSun", "ko": "Batang"}
_KEPT_STYLES: Final = frozenset(
    ("Normal", "Heading1", "Heading2", "Heading3", "DefaultParagraphFont", "TableNormal", "NoList", "Title", "Footer",
     "TableGrid")
)  # fmt: skip


def set_styles(document: Document, language: str) -> None:
    """Leave only the styles of Word that are used, in one font, and add ours."""
    styles = document.styles
    for element in list(styles.element):
        if element.tag == qn("w:style") and element.get(qn("w:styleId")) not in _KEPT_STYLES:
            styles.element.remove(element)
    defaults = styles.element.find(f"{qn('w:docDefaults')}/{qn('w:rPrDefault')}/{qn('w:rPr')}")
    _set_font(defaults, _EASTERN_FONTS.get(language, ""))
    for name, size in (("Normal", 11), ("Title", 20), ("heading 1", 15), ("heading 2", 12), ("heading 3", 11)):
        style = styles[name.replace("heading", "Heading")]
        _plain(style.element)
        style.font.size = Pt(size)
        style.font.bold = name != "Normal"
        if name.startswith("heading"):
            style.paragraph_format.space_before, style.paragraph_format.space_after = Pt(12), Pt(4)
            style.paragraph_format.keep_with_next = True
    _number_lines(styles["Normal"], False)
    styles["Normal"].paragraph_format.space_after = Pt(0)
    styles["Normal"].paragraph_format.line_spacing = 1.15
    text = styles.add_style("footnote text", WD_STYLE_TYPE.PARAGRAPH, builtin=True)
    sign = styles.add_style("footnote reference", WD_STYLE_TYPE.CHARACTER, builtin=True)
    for style, name in ((text, "FootnoteText"), (sign, "FootnoteReference")):
        style.element.set(qn("w:styleId"), name)
    text.base_style, text.font.size = styles["Normal"], Pt(9)
    sign.font.superscript = True
    for row in STYLES:
        _add_style(styles, row, language)


def _set_font(properties: BaseOxmlElement, eastern: str) -> None:
    """Set the fonts of all scripts, instead of those of the theme."""
    fonts = properties.find(qn("w:rFonts"))
    fonts.attrib.clear()
    for name in ("ascii", "hAnsi", "cs"):
        fonts.set(qn(f"w:{name}"), _FONT)
    if eastern:
        fonts.set(qn("w:eastAsia"), eastern)


def _plain(style: BaseOxmlElement) -> None:
    """Take the looks of the template from one of its styles: font, colour and lines."""
    for name in (
        "w:rPr/w:rFonts",
        "w:rPr/w:color",
        "w:rPr/w:spacing",
        "w:rPr/w:kern",
        "w:pPr/w:pBdr",
        "w:pPr/w:contextualSpacing",
    ):
        for element in style.findall("/".join(qn(step) for step in name.split("/"))):
            element.getparent().remove(element)


def _add_style(styles: Styles, row: NamedStyle, language: str) -> None:
    is_paragraph = row.of is StyleOf.PARAGRAPH
    style = styles.add_style(row.name, WD_STYLE_TYPE.PARAGRAPH if is_paragraph else WD_STYLE_TYPE.CHARACTER)
    style.base_style = styles[(row.based_on or "Normal").replace("heading", "Heading")] if is_paragraph else None
    style.quick_style, style.hidden, style.unhide_when_used = True, False, False
    font = style.font
    font.size = Pt(row.size) if row.size else None
    for name, value in (("bold", row.bold), ("italic", row.italic)):
        setattr(font, name, value or None)
        setattr(font, f"cs_{name}", value or None)
    font.superscript, font.small_caps = row.superscript or None, row.small_capitals or None
    if row.colour:
        font.color.rgb = RGBColor.from_string(row.colour)
    if is_paragraph:
        if row.of_text:
            _number_lines(style, True)
        space = style.paragraph_format
        space.left_indent, space.first_line_indent = Pt(row.left) or None, Pt(row.first) or None
        space.space_before, space.space_after = Pt(row.before) or None, Pt(row.after) or None
        space.keep_with_next = row.keeps_next or None
    if row.of_text:
        font.no_proof = True  # their spelling is that of a witness
        if language:
            _set_language(style.element.get_or_add_rPr(), language)


def _number_lines(style: ParagraphStyle, is_numbered: bool) -> None:
    """Set whether the lines of paragraphs are numbered where their section numbers lines.

    It comes before what else the style says of paragraphs: python-docx puts that around it, in the order of Word.
    """
    suppressed = OxmlElement("w:suppressLineNumbers")
    if is_numbered:
        suppressed.set(qn("w:val"), "0")
    style.element.get_or_add_pPr().append(suppressed)


def _set_language(properties: BaseOxmlElement, language: str) -> None:
    """Set the language of words of the witnesses, in all scripts."""
    named = OxmlElement("w:lang")
    for name in ("val", "eastAsia", "bidi"):
        named.set(qn(f"w:{name}"), language)
    properties.append(named)
