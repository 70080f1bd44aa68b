"""The named styles of the Word files: what a publisher maps to the styles of a series.

A style is found in Word by its name; in the file its name has no spaces (`CollateLemma`).
"""

from enum import StrEnum
from typing import Final

from collate._dataclass import dataclass
from collate._repr import repr_line


class StyleOf(StrEnum):
    """What a named style is applied to."""

    PARAGRAPH = "paragraph"
    CHARACTER = "character"


@dataclass(frozen=True, slots=True)
class NamedStyle:
    """A style of a Word file, by its name.

    name         what Word calls it
    of           paragraphs or characters
    use          what it is used for, in a few words
    based_on     the style from which it takes what it does not say
    size         in points; 0 as the style below
    bold, italic, superscript, small_capitals
    colour       six hexadecimal digits; "" for the colour of the text
    left, first  the indent of all lines, and of the first, in points
    before, after  the space around a paragraph, in points
    keeps_next   whether the next paragraph is on the same page
    of_text      whether its words are of the witnesses, in their language, and no spelling is checked
    """

    name: str
    of: StyleOf
    use: str
    based_on: str = ""
    size: float = 0
    bold: bool = False
    italic: bool = False
    superscript: bool = False
    small_capitals: bool = False
    colour: str = ""
    left: float = 0
    first: float = 0
    before: float = 0
    after: float = 0
    keeps_next: bool = False
    of_text: bool = False

    def __repr__(self) -> str:
        return repr_line("NamedStyle", f"{self.name}: {self.use}")


_P: Final = StyleOf.PARAGRAPH
_C: Final = StyleOf.CHARACTER
_GREY: Final = "595959"  # dark enough to be read in print and on a screen: the contrast is 7:1

STYLES: Final = (
    NamedStyle("Collate Preface", _P, "what the text is, and how to read the notes", after=8),
    NamedStyle("Collate Table", _P, "a cell of a table", size=9),
    NamedStyle("Collate Table Head", _P, "the first row of a table", "Collate Table", bold=True, keeps_next=True),
    NamedStyle("Collate Text", _P, "a paragraph of the text", after=6, of_text=True),
    NamedStyle(
        "Collate Text Heading", _P, "a heading in the text", "heading 3", size=11, bold=True, before=10, after=6,
        keeps_next=True, of_text=True,
    ),
    NamedStyle("Collate Entry", _P, "an entry of the apparatus", left=14, first=-14, before=3, keeps_next=True),
    NamedStyle("Collate Remark", _P, "kind, cause and reason, below an entry", size=9, left=14, colour=_GREY),
    NamedStyle("Collate Note", _P, "a footnote", "footnote text"),
    NamedStyle("Collate Note Substantive", _P, "a footnote on substantive readings", "Collate Note"),
    NamedStyle("Collate Note Accidental", _P, "a footnote on spelling, punctuation and the like", "Collate Note"),
    NamedStyle("Collate Note Editorial", _P, "a footnote on editorial words and lacunae", "Collate Note"),
    NamedStyle("Collate Lemma", _C, "the words of the text that an entry is about", of_text=True),
    NamedStyle("Collate Reading", _C, "the words of a reading", of_text=True),
    NamedStyle("Collate Siglum", _C, "sigla", bold=True, of_text=True),
    NamedStyle("Collate Editor", _C, "words of the apparatus: om., add., transp.", italic=True),
    NamedStyle("Collate Occurrence", _C, "which occurrence in its line a lemma is", superscript=True),
    NamedStyle("Collate Lines", _C, "the lines of a stretch that is not extant"),
    NamedStyle("Collate Place", _C, "verse, page and line of an entry, or of the text", size=8, colour=_GREY),
    NamedStyle("Collate Number", _C, "the number of an entry, as in all other formats", size=8, colour=_GREY),
    NamedStyle("Collate Gloss", _C, "a gloss in the text", italic=True, of_text=True),
    NamedStyle("Collate Note Words", _C, "a note of the witness in the text", size=9, of_text=True),
    NamedStyle("Collate Paratext", _C, "headings and page numbers in the text", small_capitals=True, of_text=True),
)  # fmt: skip
