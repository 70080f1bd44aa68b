"""The text of a part of a document of Word: runs, fields, notes, tables, text boxes, and the changes tracked in them.

Names are compared without their namespaces: the strict and the usual form of DOCX have other namespaces for the same
elements. More than 300 lines: one walk; each element of Word is a row of one table.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from typing import Final

from lxml import etree

from collate._repr import repr_line
from collate.model.annotations import AnnotationName
from collate.reading.office import destinies as part
from collate.reading.office.document import Change, ChangeKind, Changes, StyledAs, UnreadPart, day_of
from collate.reading.office.gathering import Gathering
from collate.reading.office.symbols import signs_of, symbol
from collate.reading.office.word_elements import CODES, PROPERTIES, TEXTS, own_text
from collate.reading.office.word_formulas import formula_items
from collate.reading.office.word_styles import WordStyles, is_level, is_on, namespace_of, value
from collate.reading.transcript import SPACES, Separator
from collate.reading.xml_source import local_name, string_value

SPACE: Final = "{http://www.w3.org/XML/1998/namespace}space"
_PAGE_BREAKS: Final = ("page",)
_SECTION_ON_PAGE: Final = ("continuous", "nextColumn")

Notes = Mapping[str, Mapping[str, etree._Element]]  # from `footnote` to the notes by their ids


class WordText:
    """Walks through the parts of a document of Word, and gathers their paragraphs.

    Attributes
    ----------
    unread : list of UnreadPart
        What is no part of any state of the text.
    numbered : int
        How many paragraphs have a number that Word writes.
    seen : list of str
        The text of all elements that hold text.
    unknown_fonts : Counter
        How many characters are known only by their place in a font.
    """

    def __init__(self, styles: WordStyles, lists: Mapping[str, bool], notes: Notes) -> None:
        self.gathering = Gathering()
        self.unread: list[UnreadPart] = []
        self.numbered = 0
        self.seen: list[str] = []
        self.unknown_fonts: Counter[str] = Counter()
        self._styles = styles
        self._lists = lists
        self._notes = {kind: dict(by_id) for kind, by_id in notes.items()}
        self._fields: list[list[str]] = []  # open fields: "code" or "result", and the code so far
        self._is_balanced = True
        self._known_changes: dict[tuple[str, str, str], Change] = {}
        self._known_styles: dict[tuple[str, tuple[str, ...]], StyledAs] = {}
        self._plans: dict[str, _Row] = {}
        self._style: StyledAs | None = None  # of the run
        self._says: AnnotationName | None = None
        self._raises: AnnotationName | None = None  # in a formula
        self._is_own_sign = False  # whether the sign of a note stands in the text that comes next

    def __repr__(self) -> str:
        return repr_line("WordText", repr(self.gathering))

    # -- the walk

    def read(self, root: etree._Element) -> None:
        """Read a part, or a note."""
        self._is_balanced = _has_whole_fields(root)
        self._read_children(root)
        self._fields.clear()

    def _read_children(self, element: etree._Element) -> None:
        plans = self._plans
        for child in element:
            tag = child.tag
            plan = plans.get(tag)
            if plan is None:
                if not isinstance(tag, str):
                    continue
                plan = plans[tag] = self._plan(tag)
            plan(self, child)

    def _plan(self, tag: str) -> "_Row":
        """Return what is done for the elements of a name; the content of an unknown one is read."""
        return _ROWS.get(tag.rpartition("}")[2], WordText._read_children)

    def _nothing(self, element: etree._Element) -> None:
        del element

    # -- blocks

    def _paragraph(self, element: etree._Element) -> None:
        gathering = self.gathering
        space = namespace_of(element)
        properties = element.find(space + "pPr")
        if properties is None:
            gathering.begin(self._paragraph_style("", None))
            self._read_children(element)
            self._end_paragraph(gathering.changes)
            return
        paragraph = gathering.begin(StyledAs(part.PARAGRAPH, (), gathering.around))
        end = gathering.changes
        style_id, level, breaks = "", None, False
        list_id: str | None = None
        for row in properties:
            name = local_name(row)
            if name == "pStyle":
                style_id = value(row)
            elif name == "outlineLvl":
                level = value(row)
            elif name == "framePr":
                paragraph.is_initial = value(row, "dropCap").lower() in ("drop", "margin")
            elif name == "pageBreakBefore":
                paragraph.begins_page = is_on(row)
            elif name == "numPr":
                list_id = next((value(e) for e in row if local_name(e) == "numId"), "")
            elif name == "rPr":
                end = (*end, *self._changes_in(row))
            elif name == "sectPr":
                breaks = _breaks_page(row)
        style = self._styles.of(style_id) if style_id else None
        if style is not None and style.begins_page:
            paragraph.begins_page = True
        paragraph.style = self._paragraph_style(style_id, level)
        if list_id is None and style is not None:
            list_id = style.list_id
        self.numbered += bool(list_id) and self._lists.get(list_id or "", False)
        self._read_children(element)
        if breaks:
            gathering.page_break()
        self._end_paragraph(end)

    def _end_paragraph(self, changes: Changes) -> None:
        self.gathering.end(changes)
        if not self._is_balanced:
            self._fields.clear()

    def _paragraph_style(self, style_id: str, level: str | None) -> StyledAs:
        style = self._styles.of(style_id) if style_id else None
        name = part.PARAGRAPH
        if level is not None:
            name = part.HEADING if is_level(level) else part.PARAGRAPH
        elif style is not None and style.is_heading:
            name = part.HEADING
        elif style is not None and style.is_caption:
            name = part.CAPTION
        if self._is_in_contents():
            name = part.CONTENTS
        return self._styled(name, (style.name,) if style is not None else (), self.gathering.around)

    def _styled(self, name: str, styles: tuple[str, ...], around: StyledAs | None) -> StyledAs:
        """Return what a part is, as one object for all that are the same."""
        if around is not None:
            return StyledAs(name, styles, around)
        key = (name, styles)
        found = self._known_styles.get(key)
        if found is None:
            found = self._known_styles[key] = StyledAs(name, styles)
        return found

    def _is_in_contents(self) -> bool:
        return any(code.lstrip().upper().startswith("TOC") for _, code in self._fields)

    def _row(self, element: etree._Element) -> None:
        self._read_changed(element, self._changes_of_properties(element, "trPr"))

    def _cell(self, element: etree._Element) -> None:
        self._read_in(part.CELL, element, self._changes_of_properties(element, "tcPr"))
        self.gathering.end_part()

    def _text_box(self, element: etree._Element) -> None:
        fields, self._fields = self._fields, []
        self._read_in(part.TEXT_BOX, element, ())
        self.gathering.end_part()
        self._fields = fields

    def _control(self, element: etree._Element) -> None:
        """Read a content control; a table of contents is furniture, and words that ask for text are the program's."""
        own = [child for child in element if local_name(child) == "sdtPr"]
        if any(is_on(e) for row in own for e in row if local_name(e) == "showingPlcHdr"):
            self._leave_out_all("placeholders", element)
        elif any(value(e).lower() == "table of contents" for row in own for e in row.iter("{*}docPartGallery")):
            self._read_in(part.CONTENTS, element, ())
        else:
            self._read_children(element)

    def _read_in(self, name: str, element: etree._Element, changes: Changes) -> None:
        gathering = self.gathering
        around = gathering.around
        gathering.around = StyledAs(name, (), around)
        self._read_changed(element, changes)
        gathering.around = around

    # -- changes

    def _read_changed(self, element: etree._Element, changes: Changes) -> None:
        """Read what is in an element, as a part of these changes."""
        gathering = self.gathering
        before = gathering.changes
        if changes:
            gathering.changes = (*before, *(change for change in changes if change not in before))
        self._read_children(element)
        gathering.changes = before

    def _changed(self, element: etree._Element) -> None:
        self._read_changed(element, (self._change(element),))

    def _change(self, element: etree._Element) -> Change:
        kind = _KINDS[local_name(element)]
        key = (kind, value(element, "author"), value(element, "date"))
        found = self._known_changes.get(key)
        if found is None:
            found = self._known_changes[key] = Change(kind, *key[1:])
        return found

    def _changes_in(self, properties: etree._Element) -> Changes:
        return tuple(self._change(row) for row in properties if local_name(row) in _KINDS)

    def _changes_of_properties(self, element: etree._Element, name: str) -> Changes:
        properties = element.find(namespace_of(element) + name)
        return () if properties is None else self._changes_in(properties)

    # -- runs

    def _run(self, element: etree._Element) -> None:
        before = self._style, self._says
        properties = element.find(namespace_of(element) + "rPr")
        if properties is None or not len(properties):
            self._style, self._says = None, self._raises
        else:
            self._style, self._says = self._run_style(properties)
            self._says = self._says or self._raises
        self._read_children(element)
        self._style, self._says = before
        self._is_own_sign = False

    def _run_style(self, properties: etree._Element) -> tuple[StyledAs | None, AnnotationName | None]:
        """Return what a run is, if it is not like the rest of its paragraph, and what is said of it."""
        styles: tuple[str, ...] = ()
        hides = strikes = None
        says = None
        for row in properties:
            name = row.tag.rpartition("}")[2] if isinstance(row.tag, str) else ""
            if name == "rStyle":
                style = self._styles.of(value(row))
                styles = (style.name,)
                hides = style.hides if hides is None else hides
                strikes = style.strikes if strikes is None else strikes
            elif name == "vanish":
                hides = is_on(row)
            elif name in ("strike", "dstrike"):
                strikes = is_on(row) or bool(strikes and name == "dstrike")
            elif name == "vertAlign" and value(row) == "superscript":
                says = AnnotationName.SUPERSCRIPT
        if strikes and says is None:
            says = AnnotationName.DELETED
        name = part.HIDDEN if hides else part.STRIKE if strikes else part.SPAN
        if name == part.SPAN and not styles:
            return None, says
        return self._styled(name, styles, None), says

    def _text(self, element: etree._Element) -> None:
        text = element.text or "" if not len(element) else own_text(element)
        self.seen.append(text)
        if self._fields and any(phase == "code" for phase, _ in self._fields):
            self._leave_out("field codes", text)
            if len(element):
                self._read_children(element)
            return
        if element.get(SPACE) != "preserve" and text[:1].isspace() | text[-1:].isspace():
            text = text.strip(SPACES)  # as Word does
        if self._is_own_sign:
            self._is_own_sign = False
            self._leave_out("note numbers", text)
        elif text:
            self.gathering.words(text if text.isascii() else _as_seen(element, text), self._style, self._says)
        if len(element):
            self._read_children(element)

    def _code(self, element: etree._Element) -> None:
        text = own_text(element)
        self.seen.append(text)
        if self._fields and self._fields[-1][0] == "code" and local_name(element) != "fldData":
            self._fields[-1][1] += text[:200]
        self._leave_out("field codes", text)
        if len(element):
            self._read_children(element)

    def _leave_out(self, name: str, text: str, known: bool = True) -> None:
        if text.strip(SPACES):
            self.unread.append(UnreadPart(name, text, max(self.gathering.number, 1), known))

    def _field_sign(self, element: etree._Element) -> None:
        """Open or close a field: its code comes first, then its result, which is text."""
        kind = value(element, "fldCharType")
        if kind == "begin":
            self._fields.append(["code", ""])
        elif kind == "separate" and self._fields:
            self._fields[-1][0] = "result"
            if self._fields[-1][1].lstrip().upper().startswith("TOC") and self.gathering.is_in_paragraph:
                paragraph = self.gathering.paragraph
                paragraph.style = StyledAs(part.CONTENTS, paragraph.style.styles, paragraph.style.around)
        elif kind == "end" and self._fields:
            self._fields.pop()
        self._read_children(element)

    def _blank(self, element: etree._Element) -> None:
        self.gathering.blank(Separator.SPACE)
        self._read_children(element)

    def _break(self, element: etree._Element) -> None:
        if value(element, "type") in _PAGE_BREAKS:
            self.gathering.page_break()
        else:
            self.gathering.blank(Separator.LINE)
        self._read_children(element)

    def _hyphen(self, element: etree._Element) -> None:
        self.gathering.sign("-")
        self._read_children(element)

    def _symbol(self, element: etree._Element) -> None:
        font = value(element, "font")
        sign, is_known = symbol(font, value(element, "char"))
        if not is_known:
            self.unknown_fonts[font] += 1
        if sign.strip():
            self.gathering.sign(sign)
        elif sign:
            self.gathering.blank(Separator.SPACE)
        self._read_children(element)

    def _formula(self, element: etree._Element) -> None:
        """Read a part of a formula with the signs that its elements stand for."""
        for item in formula_items(element):
            if not isinstance(item, str):
                self._plan(item.tag)(self, item)
            elif item.strip():
                self.gathering.sign(item)
            elif item:
                self.gathering.blank(Separator.SPACE)

    def _raised(self, element: etree._Element) -> None:
        """Read what stands above the line in a formula."""
        before, self._raises = self._raises, AnnotationName.SUPERSCRIPT
        self._read_children(element)
        self._raises = before

    def _row_of_formula(self, element: etree._Element) -> None:
        for cell in element:
            self.gathering.blank(Separator.SPACE)
            if isinstance(cell.tag, str):
                self._plan(cell.tag)(self, cell)
        self.gathering.blank(Separator.SPACE)

    def _formula_on_its_own(self, element: etree._Element) -> None:
        self.gathering.blank(Separator.LINE)
        self._read_children(element)
        self.gathering.blank(Separator.LINE)

    def _alternatives(self, element: etree._Element) -> None:
        """Read the first choice; the others say the same for other programs."""
        is_read = False
        for child in element:
            if local_name(child) in ("Choice", "Fallback") and is_read:
                self._leave_out_all("copies for older programs", child)
            elif isinstance(child.tag, str):
                is_read = is_read or local_name(child) in ("Choice", "Fallback")
                self._plan(child.tag)(self, child)

    def _leave_out_all(self, name: str, element: etree._Element) -> None:
        """Leave out the texts in an element; what stands outside of them is counted already."""
        for leaf in element.iter(*["{*}" + leaf for leaf in (*TEXTS, *CODES)]):
            around = (above for above in leaf.iterancestors() if above.getparent() is not None)
            if not any(local_name(above) in PROPERTIES for above in around):
                self.seen.append(own_text(leaf))
                self._leave_out(name, self.seen[-1])

    # -- notes and comments

    def _note_sign(self, element: etree._Element) -> None:
        name = local_name(element).removesuffix("Reference")
        note = self._notes.get(name, {}).pop(value(element, "id"), None)
        self._is_own_sign = name != part.COMMENT and value(element, "customMarkFollows").lower() in ("1", "true", "on")
        if note is not None:
            self._aside(name, note, element)
        self._read_children(element)

    def _aside(self, name: str, element: etree._Element, sign: etree._Element) -> None:
        """Read a note at the place of its sign."""
        gathering = self.gathering
        before = self._fields, self._style, self._says, self._is_own_sign, gathering.around
        self._fields, self._style, self._says, self._is_own_sign = [], None, None, False
        style = StyledAs(name, (), gathering.around)
        gathering.begin_aside(lambda: _length_around(sign))
        gathering.around = style
        self._read_children(element)
        gathering.around = before[4]
        gathering.end_aside(style, _who(element) if name == part.COMMENT else "")
        self._fields, self._style, self._says, self._is_own_sign, gathering.around = before

    def _ruby(self, element: etree._Element) -> None:
        """Read a word, then the reading aid above it."""
        aids = [child for child in element if local_name(child) == "rt"]
        for child in element:
            if isinstance(child.tag, str) and child not in aids:
                self._plan(child.tag)(self, child)
        for child in aids:
            self._aside(part.RUBY, child, element)

    def leave_out_rest(self, others: Iterable[etree._Element]) -> None:
        """Leave out the notes and comments to which nothing refers, and other elements of their parts."""
        for kind, notes in self._notes.items():
            for note in notes.values():
                self._leave_out_all(f"{kind}s without a sign in the text", note)
            notes.clear()
        for element in others:
            self._leave_out_all("separators of notes", element)


def _as_seen(element: etree._Element, text: str) -> str:
    """Return the text of a run with the characters that its font shows, if that is a font of signs."""
    run = element.getparent()
    fonts = None if run is None else run.find("{*}rPr/{*}rFonts")
    return text if fonts is None else signs_of(value(fonts, "ascii") or value(fonts, "hAnsi"), text)


def _length_around(element: etree._Element) -> int:
    """Return how many characters the paragraph has in which an element stands."""
    around = next((above for above in element.iterancestors() if local_name(above) == "p"), None)
    return 0 if around is None else len(string_value(around))


def _breaks_page(section: etree._Element) -> bool:
    kind = next((value(child) for child in section if local_name(child) == "type"), "")
    return kind not in _SECTION_ON_PAGE


def _has_whole_fields(root: etree._Element) -> bool:
    kinds = [value(e, "fldCharType") for e in root.iter("{*}fldChar")]
    return kinds.count("begin") == kinds.count("end")


def _who(comment: etree._Element) -> str:
    """Return who wrote a comment, and on which day."""
    author, day = " ".join(value(comment, "author").split()), day_of(value(comment, "date"))
    return f"comment{f' by {author}' if author else ''}{f' of {day}' if day else ''}"


_KINDS: Final = {
    "ins": ChangeKind.INSERTED,
    "moveTo": ChangeKind.INSERTED,
    "cellIns": ChangeKind.INSERTED,
    "del": ChangeKind.DELETED,
    "moveFrom": ChangeKind.DELETED,
    "cellDel": ChangeKind.DELETED,
}
_Row = Callable[[WordText, etree._Element], None]
_ROWS: Final[Mapping[str, _Row]] = {
    **dict.fromkeys(PROPERTIES, WordText._nothing),
    **dict.fromkeys(TEXTS, WordText._text),
    **dict.fromkeys(CODES, WordText._code),
    **dict.fromkeys(("ins", "del", "moveTo", "moveFrom"), WordText._changed),
    **dict.fromkeys(("tab", "ptab"), WordText._blank),
    **dict.fromkeys(("br", "cr"), WordText._break),
    **dict.fromkeys(("footnoteReference", "endnoteReference", "commentReference"), WordText._note_sign),
    "p": WordText._paragraph,
    "r": WordText._run,
    "tr": WordText._row,
    "tc": WordText._cell,
    "sdt": WordText._control,
    "txbxContent": WordText._text_box,
    "fldChar": WordText._field_sign,
    "noBreakHyphen": WordText._hyphen,
    "sym": WordText._symbol,
    "AlternateContent": WordText._alternatives,
    "ruby": WordText._ruby,
    **dict.fromkeys(("f", "d", "nary", "rad"), WordText._formula),
    "sup": WordText._raised,
    "oMathPara": WordText._formula_on_its_own,
    "mr": WordText._row_of_formula,
}
