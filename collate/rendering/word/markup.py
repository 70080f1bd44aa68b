"""Paragraphs, runs, tables and footnotes as WordprocessingML, each as one string.

A long edition has a hundred thousand runs, so they are formatted strings and no tree. Elements are in the order on
which Word insists. Where words run from right to left, their run says so (`w:rtl`), and a paragraph of such words too.
"""

import re
from collections.abc import Iterable, Sequence
from functools import lru_cache
from typing import Final

from collate.rendering.direction import direction_runs
from collate.rendering.xml_text import escape_xml
from collate.terminal.escaping import escape

NAMESPACE: Final = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
SOFT_HYPHEN: Final = "\u00ad"

_TEXT_WIDTH: Final = 9070  # in twentieths of a point: what the margins leave of A4
_LEFT_TO_RIGHT_MARK: Final = "\u200e"
_ISOLATES: Final = str.maketrans("", "", "\u2068\u2069")  # Word shows them as boxes in many fonts; runs do their work
# What acts on a line and cannot be seen. Joiners, marks of direction and signs of private use stay.
_UNPRINTABLE: Final = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069\ufff9-\ufffb\ufffe\uffff]")
_SURROGATE: Final = re.compile("[\ud800-\udfff]")
# Scripts of East Asia and their punctuation: quotation marks among them are wide only in a font for these scripts.
_EASTERN: Final = re.compile(
    "[\u2e80-\u9fff\ua000-\ua4cf\uac00-\ud7af\uf900-\ufaff\ufe30-\ufe4f\uff00-\uffef\U00020000-\U0003ffff]"
)


def printable(text: str) -> str:
    """Return words of a text as a page shows them: control characters and what XML cannot hold by their code points."""
    if text.isprintable():
        return text
    shown = _UNPRINTABLE.sub(lambda character: escape(character[0]), text)
    return _SURROGATE.sub(lambda character: escape(character[0]), shown)


def text_runs(text: str, style: str = "", around: str = "L") -> str:
    """Return words as runs of one direction each, in a character style; `around` is the direction of the paragraph."""
    if not text:
        return ""
    if text.isascii() and around == "L":
        return _run(text, style, "L")
    return "".join([_run(piece, style, direction) for direction, piece in direction_runs(text, around)])


def cited_runs(text: str, style: str = "") -> str:
    """Return words of a note, which is from left to right; what follows them stays on their right."""
    if text.isascii():
        return text_runs(text, style)
    pieces = direction_runs(text.translate(_ISOLATES), "L")
    runs = "".join([_run(piece, style, direction) for direction, piece in pieces])
    return runs + _run(_LEFT_TO_RIGHT_MARK, "", "L") if pieces and pieces[-1][0] == "R" else runs


@lru_cache(maxsize=4096)  # sigla, signs and words of the apparatus recur
def _run(text: str, style: str, direction: str) -> str:
    properties = f'<w:rStyle w:val="{style}"/>' if style else ""
    if not text.isascii() and _EASTERN.search(text):
        properties += '<w:rFonts w:hint="eastAsia"/>'
    if direction == "R":
        properties += "<w:rtl/>"
    before = f"<w:rPr>{properties}</w:rPr>" if properties else ""
    words = escape_xml(text)
    if SOFT_HYPHEN in words:
        words = words.replace(SOFT_HYPHEN, '</w:t><w:softHyphen/><w:t xml:space="preserve">')
    return f'<w:r>{before}<w:t xml:space="preserve">{words}</w:t></w:r>'


def paragraph(style: str, runs: str, direction: str = "L") -> str:
    """Return a paragraph in a style."""
    bidi = "<w:bidi/>" if direction == "R" else ""
    return f'<w:p><w:pPr><w:pStyle w:val="{style}"/>{bidi}</w:pPr>{runs}</w:p>'


def heading(level: int, text: str) -> str:
    """Return a heading of the document, which its outline shows."""
    return paragraph(f"Heading{level}", cited_runs(text))


def anchor_name(number: int) -> str:
    """Return the name of the bookmark at an entry."""
    return f"entry_{number}"


def bookmarked(number: int, runs: str) -> str:
    """Return runs at which links to an entry arrive."""
    name = anchor_name(number)
    return f'<w:bookmarkStart w:id="{number}" w:name="{name}"/>{runs}<w:bookmarkEnd w:id="{number}"/>'


def link(number: int, runs: str) -> str:
    """Return runs that lead to an entry of the same document."""
    return f'<w:hyperlink w:anchor="{anchor_name(number)}" w:history="1">{runs}</w:hyperlink>'


def footnote_call(number: int) -> str:
    """Return the sign of a footnote in the text."""
    return f'<w:r><w:rPr><w:rStyle w:val="FootnoteReference"/></w:rPr><w:footnoteReference w:id="{number}"/></w:r>'


def footnote(number: int, paragraphs: Sequence[tuple[str, str]]) -> str:
    """Return a footnote of paragraphs, each a style and its runs; the first begins with the sign."""
    sign = '<w:r><w:rPr><w:rStyle w:val="FootnoteReference"/></w:rPr><w:footnoteRef/></w:r>' + text_runs(" ")
    (style, runs), *others = paragraphs
    body = paragraph(style, sign + runs) + "".join([paragraph(*other) for other in others])
    return f'<w:footnote w:id="{number}">{body}</w:footnote>'


def table(shares: Sequence[int], header: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """Return a table as wide as the text; a cell is runs, a column has its share. Each page repeats the header."""
    widths = [_TEXT_WIDTH * share // sum(shares) for share in shares]
    grid = "".join([f'<w:gridCol w:w="{width}"/>' for width in widths])
    head = _row(widths, [text_runs(name) for name in header], "CollateTableHead", "<w:trPr><w:tblHeader/></w:trPr>")
    body = "".join([_row(widths, cells, "CollateTable", "<w:trPr><w:cantSplit/></w:trPr>") for cells in rows])
    properties = (
        f'<w:tblPr><w:tblStyle w:val="TableGrid"/><w:tblW w:w="{sum(widths)}" w:type="dxa"/>'
        '<w:tblLayout w:type="fixed"/><w:tblLook w:val="0020"/></w:tblPr>'
    )
    # Word takes two tables without a paragraph between them for one.
    return f"<w:tbl>{properties}<w:tblGrid>{grid}</w:tblGrid>{head}{body}</w:tbl>{paragraph('CollateTable', '')}"


def _row(widths: Sequence[int], cells: Sequence[str], style: str, properties: str) -> str:
    filled = "".join(
        [
            f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/></w:tcPr>{paragraph(style, cell)}</w:tc>'
            for width, cell in zip(widths, cells, strict=True)
        ]
    )
    return f"<w:tr>{properties}{filled}</w:tr>"
