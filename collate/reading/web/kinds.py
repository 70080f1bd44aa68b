"""What the elements of a page are: by their names, and by their classes, `epub:type`, `role` and id."""

from collections.abc import Mapping
from enum import StrEnum
from itertools import islice
from types import MappingProxyType
from typing import Final

from lxml import etree

from collate.reading.transcript import Separator
from collate.reading.words_apart import WordBorders
from collate.reading.xml_source import local_name

EPUB_TYPE: Final = "{http://www.idpf.org/2007/ops}type"


class PartOfPage(StrEnum):
    """What a part of a page is, by the name under which it is counted if it is left out."""

    HEADING = "heading"
    SPEAKER = "speaker"
    STAGE = "stage direction"
    SETTING = "setting"
    CAPTION = "caption"
    FOOTNOTE = "footnote"
    ENDNOTE = "endnote"
    NOTES = "notes"
    ENDNOTES = "endnotes"
    MARKER = "note markers"
    CALL = "calls of notes"  # marked as such, but no number: perhaps words of the text
    BACKLINK = "links back from notes"
    PAGE = "page numbers"
    LINE_NUMBER = "line numbers"
    CONTENTS = "table of contents"
    NAVIGATION = "navigation"
    HEADER = "headers"
    FOOTER = "footers"
    IMPRINT = "imprint"
    TITLE_PAGE = "title-page"
    BOILERPLATE = "words of the publisher of the file"
    COMMENT = "comments"
    SIDE_NOTE = "side note"
    LIST_NUMBER = "numbers of lists"
    FORMULA = "copies of formulas"
    ASIDE = "aside"
    HIDDEN = "hidden text"
    RUBY = "reading aids"
    RUBY_SIGN = "parentheses of reading aids"
    SCRIPT = "scripts"
    STYLE = "style sheets"
    HEAD = "head"
    FORM = "forms"
    DELETED = "deleted text"
    INSERTED = "inserted text"
    CORRECTION = "correction"  # of an editor, in the element `ins`


BLOCKS: Final = frozenset(
    (
        "address", "article", "aside", "blockquote", "body", "caption", "center", "details", "dialog", "dir",
        "div", "dl", "fieldset", "figcaption", "figure", "footer", "form", "h1", "h2", "h3", "h4", "h5", "h6",
        "head", "header", "hgroup", "hr", "html", "legend", "main", "menu", "nav", "noframes", "ol", "p", "pre",
        "section", "summary", "table", "tbody", "tfoot", "thead", "ul",
    )
)  # fmt: skip
ROWS: Final = frozenset(("li", "dt", "dd", "tr", "td", "th", "br", "option"))
PLAIN: Final = frozenset(
    ("a", "b", "big", "em", "font", "i", "small", "span", "strong", "tt", "u")
)  # bare, they say nothing
BORDERS: Final = WordBorders(  # of words that are left out
    BLOCKS | ROWS,
    frozenset(
        (
            "abbr", "acronym", "b", "bdi", "bdo", "big", "code", "del", "dfn", "em", "font", "i", "ins", "kbd", "mark",
            "rb", "ruby", "s", "samp", "small", "span", "strike", "strong", "sub", "sup", "tt", "u", "var", "wbr",
        )
    ),
    frozenset(("del", "ins")),
)  # fmt: skip
_BY_NAME: Final[Mapping[str, PartOfPage]] = MappingProxyType(
    {
        **dict.fromkeys(("h1", "h2", "h3", "h4", "h5", "h6"), PartOfPage.HEADING),
        **dict.fromkeys(("caption", "figcaption"), PartOfPage.CAPTION),
        **dict.fromkeys(("script", "noscript", "template"), PartOfPage.SCRIPT),
        **dict.fromkeys(
            ("form", "button", "select", "textarea", "input", "object", "iframe", "audio", "video", "canvas", "svg"),
            PartOfPage.FORM,
        ),
        "style": PartOfPage.STYLE,
        "head": PartOfPage.HEAD,
        "nav": PartOfPage.NAVIGATION,
        "aside": PartOfPage.ASIDE,
        "rt": PartOfPage.RUBY,
        "rtc": PartOfPage.RUBY,
        "rp": PartOfPage.RUBY_SIGN,
        "del": PartOfPage.DELETED,
        "ins": PartOfPage.INSERTED,
        "annotation": PartOfPage.FORMULA,
        "annotation-xml": PartOfPage.FORMULA,
    }
)
_TOKENS: Final = {
    PartOfPage.STAGE: "z3998:stage-direction",
    PartOfPage.FOOTNOTE: "footnote doc-footnote z3998:footnote note-text",
    PartOfPage.ENDNOTE: "endnote rearnote doc-endnote z3998:endnote",
    PartOfPage.NOTES: "footnotes doc-footnotes references smallrefs",
    PartOfPage.ENDNOTES: "endnotes rearnotes doc-endnotes",
    PartOfPage.MARKER: "noteref doc-noteref footnote-ref footnoteref fnanchor fnref note-ref",
    PartOfPage.BACKLINK: (
        "backlink referrer doc-backlink footnote-back footnote-backref mw-cite-backlink reversefootnote"
    ),
    PartOfPage.PAGE: "pagebreak doc-pagebreak pagenum pageno page-number pagenumber pagenum1 ws-pagenum",
    PartOfPage.LINE_NUMBER: "linenum linenumber line-number lineno",
    PartOfPage.COMMENT: "msocommentreference msocommenttext msocomtxt msocomanchor",
    PartOfPage.SIDE_NOTE: "sidenote sidenotes marginnote margin-note marginalia",
    PartOfPage.CAPTION: "caption thumbcaption wp-caption-text gallerytext z3998:caption",
    PartOfPage.FORMULA: "katex-html mjx_assistive_mathml mathjax_preview",
    PartOfPage.CONTENTS: "toc doc-toc landmarks loi lot page-list doc-pagelist",
    PartOfPage.NAVIGATION: (
        "navigation mw-editsection mw-jump-link navbox catlinks noprint ws-noexport mw-indicators ws-header hatnote "
        "ambox sistersitebox"
    ),
    PartOfPage.HEADER: "banner",
    PartOfPage.FOOTER: "contentinfo printfooter",
    PartOfPage.IMPRINT: "imprint colophon doc-colophon copyright-page",
    PartOfPage.TITLE_PAGE: "titlepage halftitlepage",
    PartOfPage.BOILERPLATE: (
        "pg-boilerplate pgheader pgfooter transnote transnotes tnote tnotes transcriber-note "
        "licensecontainer licensetpl"
    ),
}
_BY_TOKEN: Final[Mapping[str, PartOfPage]] = MappingProxyType(
    {token: part for part, tokens in _TOKENS.items() for token in tokens.split()}
)
_BY_ID: Final[Mapping[str, PartOfPage]] = MappingProxyType(
    {
        "pg-header": PartOfPage.BOILERPLATE,
        "pg-footer": PartOfPage.BOILERPLATE,
        "pg-machine-header": PartOfPage.BOILERPLATE,
        "sitesub": PartOfPage.NAVIGATION,
        "contentsub": PartOfPage.NAVIGATION,
        "catlinks": PartOfPage.NAVIGATION,
        "mw-navigation": PartOfPage.NAVIGATION,
        "toc": PartOfPage.CONTENTS,
    }
)
_SPEAKER: Final = "z3998:persona"
_SCENE: Final = "z3998:scene"
_MOST_SETTINGS: Final = 4  # paragraphs before the speeches of a scene


def tokens_of(element: etree._Element) -> str:
    """Return the classes, types and roles of an element, as they are written."""
    attributes = element.attrib
    if not attributes:
        return ""
    found = (attributes.get(key) for key in ("class", EPUB_TYPE, "epub:type", "role"))
    return " ".join(value for value in found if value)


def part_of(element: etree._Element, name: str) -> PartOfPage | None:
    """Return what an element is by itself; None for one that is text like what it stands in."""
    if element.attrib:
        tokens = tokens_of(element).lower().split()
        for token in tokens:
            if token in _BY_TOKEN:
                return _BY_TOKEN[token]
        if (own := element.get("id", "").lower()) in _BY_ID:
            return _BY_ID[own]
        if _SPEAKER in tokens and (name in BLOCKS or name in ROWS):
            return PartOfPage.SPEAKER
        if "mso-list" in (style := element.get("style", "").lower()) and "ignore" in style:
            return PartOfPage.LIST_NUMBER  # Word's own number of a paragraph
    if name == "p" and _is_setting(element):
        return PartOfPage.SETTING
    if name == "ins" and _is_correction(element):
        return PartOfPage.CORRECTION
    if name in ("header", "footer"):
        parent = element.getparent()
        if parent is None or local_name(parent) != "body":
            return None
        return PartOfPage.HEADER if name == "header" else PartOfPage.FOOTER
    return _BY_NAME.get(name)


def is_change(element: etree._Element) -> bool:
    """Return whether an element is deleted or inserted text."""
    return part_of(element, local_name(element).lower()) in (PartOfPage.DELETED, PartOfPage.INSERTED)


def _is_correction(element: etree._Element) -> bool:
    """Return whether an `ins` is the correction of an editor, of which only the title tells what stood there.

    A program that tracks changes writes when and who, and what was deleted stands beside it.
    """
    if not element.get("title") or any(
        key in ("datetime", "cite") or key.startswith("data-") for key in map(str, element.attrib)
    ):
        return False
    return all(own is None or local_name(own) != "del" for own in (element.getprevious(), element.getnext()))


def _is_setting(element: etree._Element) -> bool:
    """Return whether a paragraph says where a scene of a play is, of which the speeches are a table."""
    parent = element.getparent()
    if parent is None or _SCENE not in tokens_of(parent):
        return False
    return any(local_name(own) == "table" for own in islice(element.itersiblings(), _MOST_SETTINGS))


def separator_of(name: str) -> Separator:
    """Return what stands before and behind an element."""
    if name in BLOCKS:
        return Separator.PARAGRAPH
    return Separator.LINE if name in ROWS else Separator.NONE
