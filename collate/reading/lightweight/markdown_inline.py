"""From what stands in a block of Markdown to its items: emphasis, links, pictures, notes, code and text."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from types import MappingProxyType
from typing import Any, Final

from markdown_it.token import Token

from collate._late_regex import late_regex
from collate._repr import repr_line
from collate.model.annotations import AnnotationName
from collate.reading.lightweight import items
from collate.reading.lightweight.critic_markup import StateText
from collate.reading.lightweight.html_tags import HtmlTag, LocatedText, html_items
from collate.reading.lightweight.items import AskedSpace, Item, LeftOutRun, PartBegin, PartEnd, TypedRun
from collate.reading.lightweight.markdown_extras import EMBEDDED, HIDDEN, LOWERED, MARKED, RAISED, WIKI_LINK
from collate.reading.lightweight.markdown_lines import BlockText
from collate.reading.lightweight.markdown_parser import ATTRIBUTES, CITATION, SPAN_CLOSE, SPAN_OPEN
from collate.reading.note_numbers import is_note_number
from collate.reading.transcript import Separator
from collate.reading.web.kinds import PartOfPage

_PARTS: Final[Mapping[str, str]] = MappingProxyType(
    {
        "em_open": items.EMPHASIS,
        "strong_open": items.STRONG,
        "s_open": items.STRIKE,
        "link_open": "link",
        f"{RAISED}_open": "sup",
        f"{LOWERED}_open": "sub",
        f"{MARKED}_open": "mark",
    }
)
_ENDS: Final = frozenset(
    ("em_close", "strong_close", "s_close", SPAN_CLOSE, f"{RAISED}_close", f"{LOWERED}_close", f"{MARKED}_close")
)
_SAID: Final[Mapping[str, AnnotationName]] = MappingProxyType(
    {f"{RAISED}_open": AnnotationName.SUPERSCRIPT, "s_open": AnnotationName.DELETED}
)
_COLON: Final = late_regex(r":[ \t]++(?=\S)")  # before a definition
_CLASS: Final = late_regex(r"\.([\w:-]+)")
_ID: Final = late_regex(r"#([\w:.-]+)")
_KEY: Final = late_regex(r"""([\w:-]+)=("[^"]*"|'[^']*'|[^\s{}]+)""")

Piece = Item | HtmlTag
NoteOf = Callable[[str], Iterator[Piece]]  # from the label of a note to its items


class InlineItems:
    """Makes the items of the text of blocks, in one state of a file."""

    def __init__(self, state: StateText, environment: Mapping[str, Any], note_of: NoteOf) -> None:
        self._state = state
        self._environment = environment
        self._note_of = note_of

    def __repr__(self) -> str:
        return repr_line("InlineItems", f"{len(self._state.text)} characters")

    def of(
        self, tokens: Sequence[Token], block: BlockText, start: int = 0, end: int | None = None, is_verse: bool = False
    ) -> Iterator[Piece]:
        """Yield the items of the tokens of a block that stand in [start, end) of its text."""
        last = len(block.text) if end is None else end
        auto: tuple[int, int] | None = None
        for number, token in enumerate(tokens):
            place = token.map[0] if token.map else 0
            behind = next((t.map[0] for t in tokens[number + 1 : number + 2] if t.map), len(block.text))
            if token.info == "auto" or (auto and place < auto[1] and token.type == "text"):
                if token.type == "link_open":
                    auto = place, block.text.index(">", place) + 1
                    yield from self.text(block, place + 1, auto[1] - 1)
                continue
            auto = None
            if place >= last and token.nesting == 0:
                continue
            if token.type == "text":
                yield from self._text_token(token, block, place, start, last, is_verse)
            else:
                yield from self._token(token, block, place, behind, is_verse)

    def _text_token(
        self, token: Token, block: BlockText, place: int, start: int, last: int, is_verse: bool
    ) -> Iterator[Piece]:
        end = place + len(token.content)
        place, end = max(place, start), min(end, last)
        if is_verse and place < end and block.text[place] == "|" and (place == 0 or block.text[place - 1] == "\n"):
            place += 1
        if (place == 0 or block.text[place - 1] == "\n") and _COLON.match(block.text, place):
            place += 1
        if place < end:
            yield from self.text(block, place, end)

    def _token(self, token: Token, block: BlockText, place: int, behind: int, is_verse: bool) -> Iterator[Piece]:
        kind = token.type
        if kind in _PARTS:
            said = ((_SAID[kind], ""),) if kind in _SAID else ()
            yield PartBegin(_PARTS[kind], self._at(block, place), said=said)
        elif kind in _ENDS:
            yield PartEnd()
        elif kind == "link_close":
            yield PartEnd()
            yield from self._address(block, place, behind)
        elif kind == SPAN_OPEN:
            yield PartBegin("span", self._at(block, place), attributes=_attributes_of(token.content))
        elif kind == "softbreak":
            is_line = is_verse or _COLON.match(block.text, behind) is not None
            yield AskedSpace(Separator.LINE if is_line else Separator.SPACE)
        elif kind == "hardbreak":
            yield AskedSpace(Separator.LINE)
        elif kind == "text_special":
            yield from self._character(token, block, place)
        elif kind == "html_inline":
            yield from self.html(block.part(place, place + len(token.content)))
        else:
            yield from self._other(token, block, place, behind)
        if kind == SPAN_CLOSE:
            yield from self.left_out(items.ATTRIBUTES, block, block.text.find("{", place), behind)

    def _other(self, token: Token, block: BlockText, place: int, behind: int) -> Iterator[Piece]:
        kind = token.type
        if kind == "code_inline":
            marks = len(token.markup)
            end = block.text.rindex(token.markup, place + marks, max(behind, place + 2 * marks))
            yield PartBegin(items.CODE, self._at(block, place))
            yield from self.text(block, place + marks, end)
            yield PartEnd()
        elif kind == "image":
            yield PartBegin(items.IMAGE, self._at(block, place))
            yield from self.text(block, place + 2, place + 2 + len(token.content))
            yield PartEnd()
            yield from self._address(block, place + 2 + len(token.content), behind)
        elif kind in (HIDDEN, EMBEDDED):
            name, sides = (items.COMMENT, (2, 2)) if kind == HIDDEN else (items.IMAGE, (3, 2))
            yield PartBegin(name, self._at(block, place))
            yield from self.text(block, place + sides[0], place + len(token.content) - sides[1])
            yield PartEnd()
        elif kind == WIKI_LINK:
            yield from self._wiki_link(token, block, place)
        elif kind == CITATION:
            yield PartBegin(items.REFERENCE, self._at(block, place))
            yield from self.text(block, place, place + len(token.content))
            yield PartEnd()
        elif kind == ATTRIBUTES:
            yield from self.left_out(items.ATTRIBUTES, block, place, place + len(token.content))
        elif kind == "footnote_ref":
            yield from self._footnote(token, block, place)

    def _wiki_link(self, token: Token, block: BlockText, place: int) -> Iterator[Piece]:
        middle = place + token.content.index("|")
        yield from self.left_out(items.LINK_ADDRESSES, block, place + 2, middle)
        yield PartBegin("link", self._at(block, place))
        yield from self.text(block, middle + 1, place + len(token.content) - 2)
        yield PartEnd()

    def _footnote(self, token: Token, block: BlockText, place: int) -> Iterator[Piece]:
        label = token.meta.get("label")
        if label is not None:
            kind = "" if is_note_number(label, is_raised=True) else str(PartOfPage.CALL)
            yield PartBegin(items.MARKER, self._at(block, place), kind)
            yield from self.text(block, place + 2, place + 2 + len(label))
            yield PartEnd()
            yield from self._note_of(label)
            return
        note = self._environment["footnotes"]["list"][token.meta["id"]]
        yield PartBegin(items.FOOTNOTE, self._at(block, place))
        yield from self.of(note["tokens"], block.part(place + 2, place + 2 + len(note["content"])))
        yield PartEnd()

    def _character(self, token: Token, block: BlockText, place: int) -> Iterator[Item]:
        """Yield the character that a reference or a backslash stands for."""
        if token.content == token.markup:
            yield from self.text(block, place, place + len(token.markup))
            return
        spans = list(self._spans(block, place, place + len(token.markup)))
        if len(spans) == 1:
            yield TypedRun(token.content, *spans[0])
        else:
            yield from self.text(block, place, place + len(token.markup))

    def _address(self, block: BlockText, place: int, behind: int) -> Iterator[Item]:
        """Yield what stands behind the words of a link: `](address "title")` or `][label]`."""
        rest = block.text[place:behind]
        for opening, closing, name in (("](", ")", items.LINK_ADDRESSES), ("][", "]", items.LINK_LABELS)):
            if rest.startswith(opening):
                yield from self.left_out(name, block, place + 2, place + rest.rindex(closing))

    def left_out(self, name: str, block: BlockText, start: int, end: int) -> Iterator[Item]:
        """Yield the characters [start, end) of a block as left out, if there are any."""
        if block.text[start:end].strip():
            yield from (LeftOutRun(name, *span) for span in self._spans(block, start, end))

    def html(self, block: BlockText) -> Iterator[Piece]:
        """Yield the items of some HTML."""

        def spans(start: int, end: int) -> Iterator[tuple[int, int]]:
            return self._spans(block, start, end)

        def words(start: int, end: int) -> Iterator[Item]:
            return self.text(block, start, end)

        return html_items(LocatedText(block.text, spans, words))

    def _spans(self, block: BlockText, start: int, end: int) -> Iterator[tuple[int, int]]:
        for begin, stop, place in block.pieces(start, end):
            yield from self._state.spans(place, place + stop - begin)

    def _at(self, block: BlockText, place: int) -> int:
        return self._state.at(block.at(place))

    # -- text

    def text(self, block: BlockText, start: int, end: int) -> Iterator[Item]:
        """Yield the characters [start, end) of a block as they stand; a line end is a space."""
        for begin, stop, place in block.pieces(start, end):
            for own, behind, offset, is_inserted in self._state.pieces(place, place + stop - begin):
                if is_inserted:
                    yield PartBegin(items.INSERTION, offset, said=((AnnotationName.ADDED, ""),))
                yield from self._piece(own, behind, offset)
                if is_inserted:
                    yield PartEnd()

    def _piece(self, start: int, end: int, offset: int) -> Iterator[Item]:
        """Yield characters of the state that stand in the file as they are; a sign is the remark that it stands for."""
        text = self._state.text[start:end]
        remark = self._state.remarks.get(start)
        if remark is not None:
            yield PartBegin(items.REMARK, remark[0])
            yield TypedRun(remark[1], remark[0], remark[0] + len(remark[1]))
            yield PartEnd()
            return
        if text.strip("\n"):
            yield TypedRun(text, offset, offset + len(text))
        else:
            yield AskedSpace(Separator.SPACE)


def _attributes_of(text: str) -> tuple[tuple[str, str], ...]:
    """Return the attributes in braces: `{.poem #x lang=la}`."""
    found = [(own[1], own[2].strip("\"'")) for own in _KEY.finditer(text)]
    classes = _CLASS.findall(text)
    if classes:
        found.append(("class", " ".join(classes)))
    if own := _ID.search(text):
        found.append(("id", own[1]))
    return tuple(found)
