"""From the blocks of a state of a file in Markdown to its items."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from types import MappingProxyType
from typing import Any, Final

from markdown_it.token import Token

from collate._late_regex import late_regex
from collate._repr import counted, repr_line
from collate.errors import ReadError
from collate.reading.lightweight import items
from collate.reading.lightweight.critic_markup import StateText
from collate.reading.lightweight.html_tags import HtmlTag
from collate.reading.lightweight.items import AskedSpace, Item, LeftOutRun, MarkupRun, PartBegin, PartEnd, TypedRun
from collate.reading.lightweight.markdown_inline import InlineItems
from collate.reading.lightweight.markdown_lines import StateLines
from collate.reading.lightweight.markdown_parser import (
    FENCED_DIV,
    MOST_NESTED,
    heading_attributes,
    markdown_parser,
)
from collate.reading.transcript import Separator

_MOST_NOTES: Final = 20  # notes in notes
_BLOCKS: Final[Mapping[str, str]] = MappingProxyType(
    {
        "paragraph_open": items.PARAGRAPH,
        "heading_open": items.HEADING,
        "blockquote_open": items.QUOTATION,
        "list_item_open": items.ITEM,
        "th_open": items.CELL,
        "td_open": items.CELL,
    }
)
_SEPARATORS: Final[Mapping[str, Separator]] = MappingProxyType({items.ITEM: Separator.LINE, items.CELL: Separator.LINE})
_APART: Final = frozenset(
    ("bullet_list_open", "bullet_list_close", "ordered_list_open", "ordered_list_close", "table_open", "table_close",
     "hr", FENCED_DIV)
)  # fmt: skip
_TASK: Final = late_regex(r"\[[ xX]\](?=[ \t])")
_NOTE_LABEL: Final = late_regex(r"\[\^[^\s\[\]]++\]:[^\[\]]*+(?=\[)")
_VERSE: Final = late_regex(r"\|(?:[ \t][^\n]*+)?(?:\n\|(?:[ \t][^\n]*+)?)*+")

Piece = Item | HtmlTag


class StateItems:
    """Makes the items of a state of a file."""

    def __init__(self, state: StateText, place_of: Callable[[int], str]) -> None:
        self._state = state
        self._place_of = place_of  # from an offset of the file to its file and line
        self._lines = StateLines(state.text)
        self._environment: dict[str, Any] = {}
        self._tokens = markdown_parser().parse(state.text, self._environment)
        self._require_shallow()
        self._inline = InlineItems(state, self._environment, self._note)
        self._notes = _notes(self._tokens)
        self._written: set[int] = set()
        self._depth = 0  # of notes in notes
        self._row = 0  # the line of the row of a table that is read
        self._list_items = 0  # around what is read

    def __repr__(self) -> str:
        return repr_line("StateItems", counted(len(self._tokens), "token"))

    def _require_shallow(self) -> None:
        for token in self._tokens:
            if token.level >= MOST_NESTED - 1:
                offset = self._state.at(self._lines.starts[token.map[0]]) if token.map else 0
                raise ReadError(
                    f"{self._place_of(offset)}: quotations or lists are nested more than {MOST_NESTED // 2} deep; "
                    "nest them less"
                )

    def items(self) -> Iterator[Piece]:
        """Yield the items of the state. A note stands at its first marker; one without a marker at the end."""
        yield from self._of(0, len(self._tokens))
        for starts in self._notes.values():
            for start in starts:
                yield from self._note_at(start, Separator.PARAGRAPH)
        yield from self._definitions()

    def _of(self, start: int, end: int) -> Iterator[Piece]:
        """Yield the items of the blocks of some tokens."""
        number = start
        while number < end:
            token = self._tokens[number]
            if token.type == "footnote_reference_open":
                number = _end_of(self._tokens, number)
            elif token.type == "inline":
                yield from self._inline_block(token, self._tokens[number - 1], self._around(number))
            else:
                yield from self._block(token)
            number += 1

    def _around(self, number: int) -> str:
        return self._tokens[number - 2].type if number > 1 else ""

    def _block(self, token: Token) -> Iterator[Piece]:
        name = _BLOCKS.get(token.type)
        self._list_items += {"list_item_open": 1, "list_item_close": -1}.get(token.type, 0)
        if name is not None:
            separator = Separator.NONE if token.hidden else _SEPARATORS.get(name, Separator.PARAGRAPH)
            start = self._state.at(self._lines.starts[token.map[0]]) if token.map else 0
            yield PartBegin(name, start, attributes=_level(token), separator=separator)
            if name is items.ITEM and token.info and token.map:
                yield from self._left_out(items.LIST_NUMBERS, f"{token.info}{token.markup}", token.map[0])
        elif token.type.replace("_close", "_open") in _BLOCKS:
            yield PartEnd()
        elif token.type in _APART:
            is_inner = token.level > 0 and "list" in token.type and self._list_items > 0
            yield AskedSpace(Separator.LINE if is_inner else Separator.PARAGRAPH)
            if token.type == FENCED_DIV and token.map:
                line = self._lines.lines[token.map[0]]
                yield from self._left_out(items.ATTRIBUTES, line.rpartition(":::")[2].strip(" :"), token.map[0])
        elif token.type in ("fence", "code_block"):
            yield from self._code(token)
        elif token.type == "html_block" and token.map:
            block = self._lines.block(token.content, token.map[0])
            yield AskedSpace(Separator.PARAGRAPH)
            yield from self._inline.html(block)
            yield AskedSpace(Separator.PARAGRAPH)
        elif token.type == "tr_close":
            yield from self._behind_cells()

    def _left_out(self, name: str, words: str, line: int) -> Iterator[Item]:
        found = self._lines.find(words, line) if words else None
        if found:
            yield from (LeftOutRun(name, *span) for span in self._state.spans(*found))

    def _behind_cells(self) -> Iterator[Piece]:
        """Yield what stands behind the last column of a table: text that browsers do not show."""
        rest = self._lines.rest(self._row)
        if rest is not None:
            tokens = markdown_parser().inline.parse(rest.text, markdown_parser(), self._environment, [])
            yield PartBegin(items.CELL, self._state.at(rest.at(0)), separator=Separator.LINE)
            yield from self._inline.of(tokens, rest)
            yield PartEnd()

    def _inline_block(self, token: Token, opening: Token, around: str) -> Iterator[Piece]:
        if not token.map or not token.content:
            if token.map and opening.type in ("th_open", "td_open"):
                self._row = token.map[0]
            return
        if opening.type in ("th_open", "td_open"):
            self._row = token.map[0]
            yield from self._inline.of(token.children or [], self._lines.cell(token.content, token.map[0]))
            return
        block = self._lines.block(token.content, token.map[0])
        start, end = 0, len(token.content)
        if opening.type == "heading_open":
            end = heading_attributes(token.content)
        task = _TASK.match(token.content) if around == "list_item_open" else None
        if task:
            start = task.end()
            yield from self._inline.left_out("task boxes", block, 0, start)
        is_verse = opening.type == "paragraph_open" and _VERSE.fullmatch(token.content) is not None
        yield from self._inline.of(token.children or [], block, start, end, is_verse)
        if end < len(token.content):
            yield from self._inline.left_out(items.ATTRIBUTES, block, end, len(token.content))

    def _code(self, token: Token) -> Iterator[Piece]:
        if not token.map:
            return
        first = token.map[0]
        yield PartBegin(items.CODE, self._state.at(self._lines.starts[first]), separator=Separator.PARAGRAPH)
        if token.type == "fence":
            yield from self._left_out("languages of code", token.info.strip(), first)
            first += 1
        for number, line in enumerate(token.content.split("\n"), first):
            if line.strip():
                block = self._lines.block(line, number)
                yield from self._inline.text(block, 0, len(line))
                yield AskedSpace(Separator.LINE)
        yield PartEnd()

    # -- notes and definitions

    def _note(self, label: str) -> Iterator[Piece]:
        """Yield a note at its marker; nothing if it was there before."""
        starts = self._notes.get(label)
        if starts and self._depth < _MOST_NOTES:
            yield from self._note_at(starts[0], Separator.NONE)

    def _note_at(self, start: int, around: Separator) -> Iterator[Piece]:
        if start in self._written:
            return
        self._written.add(start)
        self._depth += 1
        token = self._tokens[start]
        label = f"[^{token.meta['label']}]:"
        offset = self._state.at(self._lines.starts[token.map[0]]) if token.map else 0
        yield PartBegin(items.FOOTNOTE, offset, separator=around)
        if token.map:
            column = self._lines.lines[token.map[0]].find(label)
            if column >= 0:
                place = self._lines.starts[token.map[0]] + column
                yield from (MarkupRun(*span) for span in self._state.spans(place, place + len(label)))
        yield from _in_lines(self._of(start + 1, _end_of(self._tokens, start)))
        yield PartEnd()
        self._depth -= 1

    def _definitions(self) -> Iterator[Item]:
        """Yield the definitions of links, which are no text."""
        known = [*self._environment.get("references", {}).values(), *self._environment.get("duplicate_refs", [])]
        for first, last in sorted(tuple(own["map"]) for own in known):
            for number in range(first, last):
                line = self._lines.lines[number]
                inner = _definition(line) if number == first else line.lstrip(" \t>")
                if inner.strip():
                    place = self._lines.starts[number] + len(line) - len(inner)
                    for span in self._state.spans(place, place + len(inner.rstrip())):
                        yield LeftOutRun(items.LINK_ADDRESSES, *span)


def _definition(line: str) -> str:
    """Return what the first line of a definition has of it, without marks and labels of notes before it."""
    start = max(line.find("["), 0)
    while (label := _NOTE_LABEL.match(line, start)) is not None:
        start = label.end()
    return line[start:]


def _in_lines(found: Iterator[Piece]) -> Iterator[Piece]:
    """Yield the items of a note: its paragraphs are lines, and there is no white space at its borders."""
    has_text = is_line = False
    for item in found:
        own = item
        if isinstance(item, PartBegin) and item.separator:
            is_line, own = True, replace(item, separator=Separator.NONE)
        elif isinstance(item, AskedSpace) and item.separator > Separator.SPACE:
            is_line = True
            continue
        elif isinstance(item, TypedRun | PartBegin):
            if is_line and has_text:
                yield AskedSpace(Separator.LINE)
            is_line, has_text = False, has_text or isinstance(item, TypedRun)
        yield own


def _notes(tokens: Sequence[Token]) -> dict[str, list[int]]:
    """Return where the notes begin, by their labels."""
    found: dict[str, list[int]] = {}
    for number, token in enumerate(tokens):
        if token.type == "footnote_reference_open":
            found.setdefault(token.meta["label"], []).append(number)
    return found


def _end_of(tokens: Sequence[Token], start: int) -> int:
    """Return the number of the token that ends a note."""
    depth = 0
    for number in range(start, len(tokens)):
        depth += (tokens[number].type == "footnote_reference_open") - (
            tokens[number].type == "footnote_reference_close"
        )
        if depth == 0:
            return number
    return len(tokens)


def _level(token: Token) -> tuple[tuple[str, str], ...]:
    return (("level", token.tag[1:]),) if token.type == "heading_open" else ()
