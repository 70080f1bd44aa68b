"""The text of a document in OpenDocument: paragraphs, notes, tables, frames, and the changes tracked in them.

More than 300 lines: one walk; each element of the format is a row of one table.
"""

from collections import Counter
from collections.abc import Callable, Mapping
from typing import Final

from lxml import etree

from collate._repr import repr_line
from collate.errors import ReadError
from collate.model.annotations import AnnotationName
from collate.reading.office import destinies as part
from collate.reading.office.document import Change, Changes, StyledAs, UnreadPart, day_of
from collate.reading.office.gathering import Gathering
from collate.reading.office.odt_changes import BLOCKS, ChangedRegion
from collate.reading.office.odt_styles import TEXT, OdtStyles
from collate.reading.office.symbols import signs_of
from collate.reading.transcript import SPACES, Separator
from collate.reading.xml_source import local_name, string_value

_DC: Final = "{http://purl.org/dc/elements/1.1/}"
_STYLE_NAME: Final = f"{TEXT}style-name"
MOST_OPEN: Final = 100  # changes of different authors and times at one point; programs write two or three
_TEXTS: Final = etree.XPath(".//text()")
_SVG: Final = "{urn:oasis:names:tc:opendocument:xmlns:svg-compatible:1.0}"


class OdtText:
    """Walks through a text in OpenDocument, and gathers its paragraphs.

    Attributes
    ----------
    unread : list of UnreadPart
        What is no part of any state of the text.
    numbered : int
        How many items of lists have a number that LibreOffice writes.
    """

    def __init__(self, styles: OdtStyles, regions: Mapping[str, ChangedRegion], file: str) -> None:
        self.gathering = Gathering()
        self.unread: list[UnreadPart] = []
        self.numbered = 0
        self._styles = styles
        self._regions = regions
        self._file = file
        self._inserted: dict[str, Changes] = {}  # open insertions
        self._open: Counter[Change] = Counter()  # how many of them have each change
        self._waiting: list[etree._Element] = []  # lists of changes
        self._placed: set[etree._Element] = set()  # deletions whose place was found
        self._run: tuple[StyledAs | None, AnnotationName | None] = None, None
        self._list_style = ""
        self._signs = ""  # the font, where it has signs in place of letters
        self._plans: dict[str, _Row] = {}
        self._known_styles: dict[tuple[str, str, StyledAs | None], StyledAs] = {}

    def __repr__(self) -> str:
        return repr_line("OdtText", repr(self.gathering))

    # -- the walk

    def read(self, element: etree._Element) -> None:
        """Read the text in an element."""
        self._words(element.text)
        plans = self._plans
        for child in element:
            tag = child.tag
            if isinstance(tag, str):
                plan = plans.get(tag)
                if plan is None:
                    plan = plans[tag] = self._plan(tag)
                plan(self, child)
            self._words(child.tail)

    def _plan(self, tag: str) -> "_Row":
        """Return what is done for the elements of a name; the content of an unknown one is read."""
        return _ROWS.get(tag) or _ROWS.get(tag.rpartition("}")[2]) or OdtText.read

    def _words(self, text: str | None) -> None:
        if not text:
            return
        if self.gathering.is_in_paragraph:
            self.gathering.words(signs_of(self._signs, text) if self._signs else text, *self._run)
        elif text.strip(SPACES):
            self.unread.append(UnreadPart("text outside of paragraphs", text, max(self.gathering.number, 1), False))

    def leave_out(self, name: str, element: etree._Element) -> None:
        """Leave out an element with all that is in it."""
        text = " ".join(_TEXTS(element))
        if text.strip(SPACES):
            self.unread.append(UnreadPart(name, text, max(self.gathering.number, 1)))

    # -- blocks

    def _paragraph(self, element: etree._Element) -> None:
        gathering = self.gathering
        run, self._run = self._run, (None, None)
        paragraph = gathering.begin(self._paragraph_style(element))
        style = self._styles.of("paragraph", element.get(_STYLE_NAME, ""))
        paragraph.begins_page = style.begins_page
        if style.hides:
            self._run = StyledAs(part.HIDDEN), None
        self.read(element)
        gathering.end(gathering.changes)
        self._run = run

    def _paragraph_style(self, element: etree._Element) -> StyledAs:
        style = self._styles.of("paragraph", element.get(_STYLE_NAME, ""))
        name = part.PARAGRAPH
        if element.tag == BLOCKS[1] or style.is_title:
            name = part.HEADING
        elif style.is_caption:
            name = part.CAPTION
        return self._styled(name, style.name, self.gathering.around)

    def _styled(self, name: str, style: str, around: StyledAs | None) -> StyledAs:
        """Return what a part is, as one object for all that are the same."""
        key = name, style, around
        found = self._known_styles.get(key)
        if found is None:
            found = self._known_styles[key] = StyledAs(name, (style,) if style else (), around)
        return found

    def _read_in(self, name: str, element: etree._Element) -> None:
        gathering = self.gathering
        around = gathering.around
        gathering.around = StyledAs(name, (), around)
        self.read(element)
        gathering.around = around

    def _cell(self, element: etree._Element) -> None:
        self._read_in(part.CELL, element)
        self.gathering.end_part()

    def _text_box(self, element: etree._Element) -> None:
        self._read_in(part.TEXT_BOX, element)
        self.gathering.end_part()

    def _contents(self, element: etree._Element) -> None:
        self._read_in(part.CONTENTS, element)

    def _section(self, element: etree._Element) -> None:
        display = element.get(f"{TEXT}display", "")
        if display == "none" or (display == "condition" and element.get(f"{TEXT}is-hidden") == "true"):
            self._read_in(part.HIDDEN, element)
        else:
            self.read(element)

    def _list(self, element: etree._Element) -> None:
        before = self._list_style
        self._list_style = element.get(_STYLE_NAME, before)
        self.read(element)
        self._list_style = before

    def _item(self, element: etree._Element) -> None:
        self.numbered += self._styles.numbers(self._list_style)
        self.read(element)

    # -- in a paragraph

    def _span(self, element: etree._Element) -> None:
        style = self._styles.of("text", element.get(_STYLE_NAME, ""))
        if style.says_nothing:  # as most automatic styles
            self.read(element)
            return
        before, says = self._run, self._run[1]
        name = part.HIDDEN if style.hides else part.STRIKE if style.strikes else part.SPAN
        if style.raises or style.strikes:
            says = AnnotationName.SUPERSCRIPT if style.raises else AnnotationName.DELETED
        inner = before[0]
        if name != part.SPAN or (style.name and (inner is None or inner.name == part.SPAN)):
            inner = self._styled(name, style.name, None)
        signs, self._signs = self._signs, style.signs or self._signs
        self._run = inner, says
        self.read(element)
        self._run, self._signs = before, signs

    def _blank(self, element: etree._Element) -> None:
        self.gathering.blank(Separator.SPACE)
        self.read(element)

    def _line_break(self, element: etree._Element) -> None:
        self.gathering.blank(Separator.LINE)
        self.read(element)

    def _note(self, element: etree._Element) -> None:
        kind = part.ENDNOTE if element.get(f"{TEXT}note-class") == "endnote" else part.FOOTNOTE
        for child in element:
            if local_name(child) == "note-body":
                self._aside(kind, child)
            elif isinstance(child.tag, str):
                self.leave_out("note numbers", child)
        self._leave_out_between(element)

    def _comment(self, element: etree._Element) -> None:
        self._aside(part.COMMENT, element, _who(element))

    def _said(self, element: etree._Element) -> None:
        self.leave_out("authors and days", element)

    def _ruby(self, element: etree._Element) -> None:
        for child in element:
            if local_name(child) == "ruby-text":
                self._aside(part.RUBY, child)
            elif isinstance(child.tag, str):
                self.read(child)
        self._leave_out_between(element)

    def _leave_out_between(self, element: etree._Element) -> None:
        """Leave out text between the parts of an element, where the format has none."""
        text = (element.text or "") + "".join(child.tail or "" for child in element)
        if text.strip(SPACES):
            self.unread.append(UnreadPart(local_name(element), text, max(self.gathering.number, 1), False))

    def _aside(self, name: str, element: etree._Element, why: str = "") -> None:
        """Read what stands at a point, such as a note."""
        gathering = self.gathering
        before = self._run, gathering.around, self._list_style
        style = StyledAs(name, (), gathering.around)
        gathering.begin_aside(lambda: _length_around(element))
        gathering.around, self._run = style, (None, None)
        if name == part.RUBY:
            gathering.begin(StyledAs(part.PARAGRAPH, (), style))
        self.read(element)
        self._run, gathering.around, self._list_style = before
        gathering.end_aside(style, why)

    # -- changes

    def _change_start(self, element: etree._Element) -> None:
        key = element.get(f"{TEXT}change-id", "")
        region = self._regions.get(key)
        if region is not None and key not in self._inserted:
            self._inserted[key] = region.changes
            self._open.update(region.changes)
            self._enter(tuple(self._open))
            if region.deletion is not None and not region.deleted:  # the deleted words stand in the text
                self._placed.add(region.deletion)
                self._leave_out_info(region.deletion, ())
        self.read(element)

    def _change_end(self, element: etree._Element) -> None:
        ended = self._inserted.pop(element.get(f"{TEXT}change-id", ""), ())
        for change in ended:
            self._open[change] -= 1
            if not self._open[change]:
                del self._open[change]
        if ended:
            self._enter(tuple(self._open))
        self.read(element)

    def _enter(self, changes: Changes) -> None:
        """Let what follows have these changes; each stretch of words has all of them, so they cannot be many."""
        if len(changes) > MOST_OPEN:
            raise ReadError(
                f"{self._file}: paragraph {max(self.gathering.number, 1)} is in more than {MOST_OPEN} tracked changes "
                "at once; accept or reject some of them"
            )
        self.gathering.changes = changes

    def _change_point(self, element: etree._Element) -> None:
        """Read the words that were deleted here, as a part of the deletion."""
        region = self._regions.get(element.get(f"{TEXT}change-id", ""))
        if region is not None and region.deletion is not None and region.deletion not in self._placed:
            self._placed.add(region.deletion)
            before = self.gathering.changes
            self._enter((*before, *region.changes))
            if self.gathering.is_in_paragraph:
                self._read_deleted(region.deleted, region.merges)
            else:
                for block in region.deleted:
                    self._paragraph(block)
            self._leave_out_info(region.deletion, region.deleted)
            self.gathering.changes = before
        self.read(element)

    def _read_deleted(self, blocks: tuple[etree._Element, ...], merges: bool) -> None:
        """Read deleted words in the middle of a paragraph: where they divide it, they are several paragraphs."""
        gathering = self.gathering
        style = gathering.paragraph.style
        for n, block in enumerate(blocks):
            is_last = merges and n == len(blocks) - 1
            if not is_last:
                gathering.paragraph.style = self._paragraph_style(block)
            run, self._run = self._run, (None, None)
            self.read(block)
            self._run = run
            if not is_last:
                gathering.divide(gathering.changes, style)

    def _leave_out_info(self, deletion: etree._Element, blocks: tuple[etree._Element, ...]) -> None:
        """Leave out what stands in a deletion beside its paragraphs: who deleted them, and when."""
        inner = set(blocks)
        waiting = list(deletion)
        texts = [deletion.text or ""]
        while waiting:
            child = waiting.pop()
            texts.append(child.tail or "")
            if child in inner or not isinstance(child.tag, str):
                continue
            texts.append(child.text or "")
            waiting.extend(child)
        if any(text.strip(SPACES) for text in texts):
            self.unread.append(UnreadPart("authors and days", " ".join(texts), max(self.gathering.number, 1)))

    def _tracked(self, element: etree._Element) -> None:
        """Pass over the list of changes: deleted words are read at their points."""
        self._waiting.append(element)

    def leave_out_rest(self) -> None:
        """Leave out what stands in the lists of changes, without the deletions that were read at their points."""
        for element in self._waiting:
            waiting = [element]
            while waiting:
                own = waiting.pop()
                if own in self._placed or not isinstance(own.tag, str):
                    continue
                is_deletion = local_name(own) == "deletion"
                if is_deletion or local_name(own) == "change-info":
                    self.leave_out("deletions without a place" if is_deletion else "authors and days", own)
                    continue
                self._leave_out_between(own)
                waiting.extend(own)

    def _settings(self, element: etree._Element) -> None:
        self.leave_out("settings of the document", element)

    def _picture(self, element: etree._Element) -> None:
        self.leave_out("pictures", element)

    def _description(self, element: etree._Element) -> None:
        self.leave_out("descriptions of pictures", element)

    def _object(self, element: etree._Element) -> None:
        self.leave_out("embedded objects", element)

    def _number(self, element: etree._Element) -> None:
        self.leave_out("numbers of lists", element)

    def _hidden(self, element: etree._Element) -> None:
        self.leave_out("hidden text", element)

    def _variable(self, element: etree._Element) -> None:
        """Read the value that a variable gets here, if the document shows it."""
        if element.get(f"{TEXT}display") == "none":
            self._hidden(element)
        else:
            self.read(element)


def _length_around(element: etree._Element) -> int:
    """Return how many characters the paragraph has in which an element stands."""
    around = next((above for above in element.iterancestors(*BLOCKS)), None)
    return 0 if around is None else len(string_value(around))


def _who(comment: etree._Element) -> str:
    """Return who wrote a comment, and on which day."""
    author = next((e.text or "" for e in comment.iterchildren(f"{_DC}creator")), "")
    day = day_of(next((e.text or "" for e in comment.iterchildren(f"{_DC}date")), ""))
    author = " ".join(author.split())
    return f"comment{f' by {author}' if author else ''}{f' of {day}' if day else ''}"


_Row = Callable[[OdtText, etree._Element], None]
_ROWS: Final[Mapping[str, _Row]] = {
    **dict.fromkeys(("p", "h"), OdtText._paragraph),
    **dict.fromkeys(("s", "tab"), OdtText._blank),
    # The format has fields of these names too, whose text is text.
    **dict.fromkeys((f"{_DC}creator", f"{_DC}date"), OdtText._said),
    **dict.fromkeys((f"{_SVG}title", f"{_SVG}desc"), OdtText._description),
    **dict.fromkeys(("date-string", "sender-initials", "creator-initials"), OdtText._said),
    **dict.fromkeys(("table-of-content", "illustration-index", "table-index", "object-index"), OdtText._contents),
    **dict.fromkeys(
        (
            "table-of-content-source", "illustration-index-source", "table-index-source", "object-index-source",
            "user-index-source", "alphabetical-index-source", "bibliography-source", "forms", "script",
            "sequence-decls", "variable-decls", "user-field-decls", "dde-connection-decls", "event-listeners",
        ),
        OdtText._settings,
    ),
    **dict.fromkeys(("object", "object-ole", "math"), OdtText._object),
    **dict.fromkeys(("list-item", "numbered-paragraph"), OdtText._item),
    **dict.fromkeys(("table-cell", "covered-table-cell"), OdtText._cell),
    "span": OdtText._span,
    "list": OdtText._list,
    "section": OdtText._section,
    "line-break": OdtText._line_break,
    "note": OdtText._note,
    "annotation": OdtText._comment,
    "ruby": OdtText._ruby,
    "text-box": OdtText._text_box,
    "change": OdtText._change_point,
    "change-start": OdtText._change_start,
    "change-end": OdtText._change_end,
    "tracked-changes": OdtText._tracked,
    "binary-data": OdtText._picture,
    "number": OdtText._number,
    "hidden-text": OdtText._hidden,
    **dict.fromkeys(("variable-set", "user-field-get", "expression"), OdtText._variable),
}  # fmt: skip
