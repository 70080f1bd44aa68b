"""Tags of HTML in lightweight markup: which parts they make, by the kinds of pages of the web."""

import html
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from re import Match
from typing import Final

from lxml import etree

from collate._dataclass import dataclass
from collate._late_regex import late_regex
from collate._repr import repr_line
from collate.model.annotations import AnnotationName
from collate.reading.lightweight.items import (
    COMMENT,
    LINK_ADDRESSES,
    AskedSpace,
    Item,
    LeftOutRun,
    MarkupRun,
    NamedPlace,
    PartBegin,
    PartEnd,
    Saying,
    TypedRun,
)
from collate.reading.note_numbers import is_note_number
from collate.reading.web.kinds import PartOfPage, part_of, separator_of
from collate.reading.web.style_sheet import is_hidden
from collate.reading.web.walking import page_name

_PIECE: Final = late_regex(
    r"(?P<comment><!--)|(?P<other><[!?])|<(?P<end>/?)(?P<name>[A-Za-z][A-Za-z0-9:-]*+)"
    r"""(?P<attributes>(?:[^"'<>]++|"[^"]*+"|'[^']*+')*+)>"""
)
_ATTRIBUTE: Final = late_regex(r"""([A-Za-z_:][\w:.-]*+)(?:\s*+=\s*+("[^"]*+"|'[^']*+'|[^\s"'=<>`]++))?""")
_REFERENCE: Final = late_regex(r"&(?:#[0-9]{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,31});")
_VOID: Final = frozenset(("area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "wbr"))
_RAW: Final = {"script": str(PartOfPage.SCRIPT), "style": str(PartOfPage.STYLE)}
_TOKENS: Final = ("class", "id", "role", "epub:type", "hidden", "style")
_COUNTED: Final = {"href": LINK_ADDRESSES, "src": LINK_ADDRESSES, "alt": "images"}


@dataclass(frozen=True, slots=True)
class LocatedText:
    """Some text with HTML in it, and where it stands in its file.

    spans  returns the stretches [start, end) of the file in which the characters [start, end) of the text stand
    words  returns the items of the characters [start, end) of the text, as they stand
    """

    text: str
    spans: Callable[[int, int], Iterator[tuple[int, int]]]
    words: Callable[[int, int], Iterator[Item]]

    def __repr__(self) -> str:
        return repr_line("LocatedText", self.text)

    def at(self, place: int) -> int:
        """Return where a character stands in the file."""
        return next((start for start, _ in self.spans(place, place + 1)), 0)

    def markup(self, start: int, end: int) -> Iterator[Item]:
        """Yield the characters [start, end) as markup."""
        return (MarkupRun(*span) for span in self.spans(start, end))


@dataclass(frozen=True, slots=True)
class HtmlTag:
    """A tag, and where it stands in the file."""

    name: str
    start: int
    is_end: bool = False
    attributes: tuple[tuple[str, str], ...] = ()

    def __repr__(self) -> str:
        return repr_line("HtmlTag", f"{self.start} {'/' * self.is_end}{self.name}")


NotesOf = Callable[[Sequence[Item | HtmlTag], Mapping[int, int]], Mapping[int, PartOfPage]]


def html_items(located: LocatedText) -> Iterator[Item | HtmlTag]:
    """Yield the tags, comments and text of some HTML."""
    text, place = located.text, 0
    while (found := _PIECE.search(text, place)) is not None:
        yield from text_items(located, place, found.start())
        if found["name"] is None:
            place = _markup_end(text, found)
            yield from _comment(located, found.start(), place)
            continue
        place = found.end()
        name = found["name"].lower()
        yield from _tag(located, found, name)
        if name in _RAW and not found["end"] and (end := text.lower().find(f"</{name}", place)) >= 0:
            yield from (LeftOutRun(_RAW[name], *span) for span in located.spans(place, end))
            place = end
    yield from text_items(located, place, len(text))


def _markup_end(text: str, found: Match[str]) -> int:
    """Return where a comment or a declaration ends; at the end of the text if nowhere."""
    sign = "-->" if found["comment"] else ">"
    end = text.find(sign, found.end())
    return end + len(sign) if end >= 0 else len(text)


def _comment(located: LocatedText, start: int, end: int) -> Iterator[Item]:
    """Yield a comment or a declaration; one without an end is left to be told."""
    text = located.text
    is_comment = text.startswith("<!--", start)
    if not text.endswith("-->" if is_comment else ">", start + 4, end):
        return
    yield PartBegin(COMMENT, located.at(start))
    yield from located.words(start + 4, end - 3) if is_comment else located.words(start + 2, end - 1)
    yield PartEnd()


def text_items(located: LocatedText, start: int, end: int) -> Iterator[Item]:
    """Yield the characters [start, end) of a text; a reference is the character that it names."""
    for found in _REFERENCE.finditer(located.text, start, end):
        value = html.unescape(found.group())
        spans = list(located.spans(*found.span()))
        if value == found.group() or len(spans) != 1:
            continue
        yield from located.words(start, found.start())
        yield TypedRun(value, *spans[0])
        start = found.end()
    yield from located.words(start, end)


def _tag(located: LocatedText, found: Match[str], name: str) -> Iterator[Item | HtmlTag]:
    start, first, last = found.start(), found.start(), found.end()
    attributes: list[tuple[str, str]] = []
    for own in _ATTRIBUTE.finditer(located.text, found.start("attributes"), found.end("attributes")):
        key, value = own[1].lower(), own[2] or ""
        attributes.append((key, html.unescape(value.strip("\"'"))))
        if name in ("a", "img") and key in _COUNTED and value.strip("\"'"):
            quotes = value[0] in "\"'"
            begin, end = own.start(2) + quotes, own.end(2) - quotes
            yield from located.markup(first, begin)
            yield from (LeftOutRun(_COUNTED[key], *span) for span in located.spans(begin, end))
            first = end
    yield from located.markup(first, last)
    yield HtmlTag(name, located.at(start), bool(found["end"]), tuple(attributes))


# -- from tags to parts


def with_elements(found: Sequence[Item | HtmlTag], notes_of: NotesOf) -> list[Item]:
    """Return items with parts for the tags that belong together; other tags are only markup.

    `notes_of` tells which of them have to do with notes.
    """
    ends = _matched(found)
    notes = notes_of(found, ends)
    closing = {end: start for start, end in ends.items()}
    result: list[Item] = []
    for number, item in enumerate(found):
        if isinstance(item, PartBegin) and number in notes:
            result.append(replace(item, kind=str(notes[number])))
        elif not isinstance(item, HtmlTag):
            result.append(item)
        elif number in ends:
            result += _begin(item, found, number, ends[number], notes.get(number))
        elif number in closing:
            result.append(PartEnd())
        elif separator_of(item.name):
            result.append(AskedSpace(separator_of(item.name)))
    return result


def _matched(found: Sequence[Item | HtmlTag]) -> dict[int, int]:
    """Return the number of the end tag of each tag that has one within the same part."""
    ends: dict[int, int] = {}
    opened: list[tuple[str, int, int]] = []  # name, depth of parts, number
    counts: dict[str, int] = {}
    depth = 0
    for number, item in enumerate(found):
        if isinstance(item, PartBegin):
            depth += 1
        elif isinstance(item, PartEnd):
            depth -= 1
            while opened and opened[-1][1] > depth:
                counts[opened.pop()[0]] -= 1
        elif isinstance(item, HtmlTag) and not item.is_end:
            if item.name not in _VOID:
                opened.append((item.name, depth, number))
                counts[item.name] = counts.get(item.name, 0) + 1
        elif isinstance(item, HtmlTag) and counts.get(item.name) and _has_at(opened, item.name, depth):
            while opened:
                name, _, start = opened.pop()
                counts[name] -= 1
                if name == item.name:
                    ends[start] = number
                    break
    return ends


def _has_at(opened: Sequence[tuple[str, int, int]], name: str, depth: int) -> bool:
    """Return whether the tag of a name that was opened last stands in the same part."""
    return next(own[1] == depth for own in reversed(opened) if own[0] == name)


def element_items(tag: HtmlTag, inner: Sequence[Item]) -> Iterator[Item]:
    """Yield the items of an element around those in it."""
    separator = separator_of(tag.name)
    if tag.name in _VOID:
        if separator:
            yield AskedSpace(separator)
        return
    yield from _begin(tag, inner, 0, len(inner))
    yield from inner
    yield PartEnd()


def _begin(
    tag: HtmlTag, found: Sequence[Item | HtmlTag], number: int, end: int, of_note: PartOfPage | None = None
) -> Iterator[Item]:
    kind = of_note or kind_of(tag)
    if kind is PartOfPage.MARKER and not _is_number(found, number, end, tag):
        kind = PartOfPage.CALL
    if kind is PartOfPage.PAGE:
        inner = "".join(i.text for i in found[number:end] if isinstance(i, TypedRun))
        own = dict(tag.attributes)
        names = (own.get("title"), own.get("aria-label"), inner, own.get("id"))
        name = next((n for n in (page_name(value) for value in names if value) if n), "")
        if name:
            yield NamedPlace("page", name)
    said: list[Saying] = []
    language = dict(tag.attributes).get("lang") or dict(tag.attributes).get("xml:lang")
    if tag.name == "sup" and kind is None:
        said.append((AnnotationName.SUPERSCRIPT, ""))
    if kind is PartOfPage.INSERTED:
        said.append((AnnotationName.ADDED, ""))
    if tag.name in ("s", "strike") and kind is None:
        said.append((AnnotationName.DELETED, ""))
    if language and not separator_of(tag.name):
        said.append((AnnotationName.LANGUAGE, language))
    yield PartBegin(tag.name, tag.start, str(kind or ""), tag.attributes, separator_of(tag.name), tuple(said))


def _is_number(found: Sequence[Item | HtmlTag], number: int, end: int, tag: HtmlTag) -> bool:
    """Return whether what is in an element is the number of a note."""
    inner = found[number:end]
    around = (tag, *found[max(number - 1, 0) : number], *inner)
    is_raised = any(isinstance(own, HtmlTag | PartBegin) and own.name == "sup" for own in around)
    return is_note_number("".join(own.text for own in inner if isinstance(own, TypedRun)), is_raised)


def kind_of(tag: HtmlTag) -> PartOfPage | None:
    """Return what an element is by itself; None for one that is text like what it stands in."""
    try:
        element = etree.Element(tag.name)
        for key, value in tag.attributes:
            if key in _TOKENS:
                element.set(key if key != "epub:type" else "role", value)
    except ValueError:
        return None
    if is_hidden(element, frozenset()):
        return PartOfPage.HIDDEN
    return part_of(element, tag.name)
