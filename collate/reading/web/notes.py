"""Which links of a page are the numbers of notes, and which elements are the notes.

A number of a note links to the note, and the note links back to its number: so nearly all programs write them. Where
they are named by a class or `epub:type`, the names count.
"""

import posixpath
from collections.abc import Iterator, Mapping, Sequence
from itertools import islice
from typing import Final
from urllib.parse import unquote

from lxml import etree

from collate._late_regex import late_regex
from collate.reading.note_numbers import is_note_number, without_brackets
from collate.reading.web.kinds import BLOCKS, ROWS, PartOfPage, part_of
from collate.reading.xml_source import local_name, string_value

_COMMENT: Final = late_regex(r"cmnt\d+")  # of Google Docs
_HEADINGS: Final = ("h1", "h2", "h3", "h4", "h5", "h6")
_SECTIONS: Final = frozenset((*_HEADINGS, "section", "article", "main", "body", "html"))
_BRACKETS: Final = 4  # characters around a number, with blanks
_HOLDS_NOTE: Final = frozenset(("div", "li", "aside", "dd"))
_LONGEST_NOTE: Final = 5  # paragraphs of a note of which only the first is known by a link
_MOST_INNER: Final = 50  # elements in which a heading is looked for
_MOST_LISTS: Final = 8  # lists of notes around another one; each looks through all that is in it
_NOTES: Final = (PartOfPage.FOOTNOTE, PartOfPage.ENDNOTE)
_LISTS: Final = (PartOfPage.NOTES, PartOfPage.ENDNOTES)
_WITHOUT_NAME: Final = (None, PartOfPage.MARKER, PartOfPage.CALL, PartOfPage.BACKLINK)


def notes_of(pages: Sequence[tuple[str, etree._Element]]) -> dict[etree._Element, PartOfPage]:
    """Return what the elements of some pages are that have to do with notes: markers, notes, links back, comments.

    `pages` are the names of the files of one text, and their outermost elements.
    """
    return _Links(pages).found()


class _Links:
    """The links of some pages, and what they lead to."""

    def __init__(self, pages: Sequence[tuple[str, etree._Element]]) -> None:
        self._pages = pages
        self._targets: dict[str, etree._Element] = {}
        self._order: dict[etree._Element, int] = {}
        self._links: list[tuple[etree._Element, str]] = []
        self._parts: dict[etree._Element, PartOfPage] = {}

    def found(self) -> dict[etree._Element, PartOfPage]:
        """Return what the elements are."""
        for page, root in self._pages:
            self._read(page, root)
        leads_to = {link: self._targets[key] for link, key in self._links if key in self._targets}
        back = _origins_of(leads_to)
        for link, target in leads_to.items():
            if link in self._parts or self._order[link] > self._order[target]:
                continue
            if not _is_number(link):
                continue
            is_note = self._is_note(target)
            returning = next((b for own in _around_anchor(link) for b in back.get(own, ()) if _is_in(b, target)), None)
            if not is_note and (_has_heading(target) or _is_other_number(target, returning)):
                continue
            if returning is not None:
                self._add_note(link, target, returning)
            elif is_note:
                self._parts[_marker(link)] = PartOfPage.MARKER
            elif is_raised(link):  # perhaps: it is kept
                self._parts[_marker(link)] = PartOfPage.CALL
        for _, root in self._pages:
            self._add_lists(root)
        return self._parts

    def _read(self, page: str, root: etree._Element) -> None:
        for element in _having(root, "@id or @name or @href"):
            key = element.get("id") or (element.get("name") if local_name(element) == "a" else None)
            if key:
                self._targets.setdefault(f"{page}#{key}", element)
                self._order[element] = len(self._order)
            if local_name(element) == "a" and (address := element.get("href")) and "#" in address:
                self._links.append((element, self._key(page, address)))
                self._order.setdefault(element, len(self._order))

    def _key(self, page: str, address: str) -> str:
        file, _, fragment = address.partition("#")
        if not file or len(self._pages) == 1:
            return f"{page}#{unquote(fragment)}"
        return f"{posixpath.normpath(posixpath.join(posixpath.dirname(page), unquote(file)))}#{unquote(fragment)}"

    def _add_note(self, link: etree._Element, target: etree._Element, returning: etree._Element) -> None:
        is_comment = _COMMENT.fullmatch(target.get("id", "")) is not None
        marker, note = _marker(link), _note(target, link)
        if any(around is note for around in link.iterancestors()):
            return  # two links within one paragraph, such as numbers of verses
        self._parts[marker] = PartOfPage.COMMENT if is_comment else PartOfPage.MARKER
        self._parts[_marker(returning)] = PartOfPage.BACKLINK
        own = part_of(note, local_name(note))
        if own not in _NOTES and not _has_named_note(note):
            self._parts[note] = PartOfPage.COMMENT if is_comment else PartOfPage.FOOTNOTE
            below = note.getnext() if local_name(note) == "dt" else None
            if below is not None and local_name(below) == "dd":
                self._parts[below] = self._parts[note]

    def _add_lists(self, root: etree._Element) -> None:
        """Let what is in a list of notes be notes, where nothing says so of each of them."""
        lists: set[etree._Element] = set()
        for element in _having(root, "@*"):
            part = part_of(element, local_name(element))
            if part not in (PartOfPage.NOTES, PartOfPage.ENDNOTES):
                continue
            lists.add(element)
            if sum(around in lists for around in element.iterancestors()) > _MOST_LISTS:
                continue
            kind = PartOfPage.FOOTNOTE if part is PartOfPage.NOTES else PartOfPage.ENDNOTE
            for item in _items_of(element):
                if (
                    not any(self._part(own) in _NOTES for own in item.iter(etree.Element))
                    or self._parts.get(item) is PartOfPage.FOOTNOTE
                ):
                    self._parts[item] = kind

    def _is_note(self, target: etree._Element) -> bool:
        """Return whether an element is named as a note, or stands in what is named as one or as a list of them."""
        return self._part(target) in _NOTES or any(
            part_of(own, local_name(own)) in (*_NOTES, *_LISTS) for own in target.iterancestors() if own.attrib
        )

    def _part(self, element: etree._Element) -> PartOfPage | None:
        return self._parts.get(element) or (part_of(element, local_name(element)) if element.attrib else None)


def _having(root: etree._Element, attributes: str) -> Iterator[etree._Element]:
    """Yield the elements with some attributes, in the order of the page; far faster than to ask each of them."""
    found = root.xpath(f"descendant-or-self::*[{attributes}]")
    return (e for e in found if isinstance(e, etree._Element)) if isinstance(found, list) else iter(())


def _origins_of(leads_to: Mapping[etree._Element, etree._Element]) -> dict[etree._Element, list[etree._Element]]:
    """Return the links that lead to each element."""
    back: dict[etree._Element, list[etree._Element]] = {}
    for link, target in leads_to.items():
        back.setdefault(target, []).append(link)
    return back


def _is_number(link: etree._Element) -> bool:
    return is_note_number(string_value(link), is_raised(link))


def is_raised(link: etree._Element) -> bool:
    """Return whether a link is superscript."""
    around = (link[0] if len(link) == 1 else link, link, link.getparent())
    return any(local_name(own) == "sup" for own in around if own is not None)


def _has_heading(target: etree._Element) -> bool:
    """Return whether what a link leads to is a heading, or a section."""
    inner = islice(target.iter(etree.Element), _MOST_INNER)
    return local_name(target) in _SECTIONS or any(local_name(own) in _HEADINGS for own in inner)


def _is_other_number(target: etree._Element, returning: etree._Element | None) -> bool:
    """Return whether what a link leads to is a raised number, such as that of a verse, and does not begin a note."""
    if not (local_name(target) == "sup" or is_raised(target)) or not _is_number(target):
        return False
    block = next((own for own in target.iterancestors() if local_name(own) in BLOCKS or local_name(own) in ROWS), None)
    begins = block is not None and string_value(block).lstrip().startswith(string_value(target).strip())
    return returning is None or not begins


def _around_anchor(link: etree._Element) -> Iterator[etree._Element]:
    """Yield the elements to which a link back may lead: the number, what is around it, an anchor before it."""
    yield link
    yield from link.iterdescendants(etree.Element)
    for around in link.iterancestors():
        if local_name(around) in BLOCKS or local_name(around) in ROWS:
            break
        yield around
    before = link.getprevious()
    if before is not None and local_name(before) in ("a", "span") and not string_value(before).strip():
        yield before


def _is_in(link: etree._Element, target: etree._Element) -> bool:
    """Return whether a link back stands in a note, of which the target is the whole or the beginning."""
    if link is target or any(around is target for around in link.iterancestors()):
        return True
    block = next((e for e in target.iterancestors() if local_name(e) in BLOCKS or local_name(e) in ROWS), None)
    return block is not None and any(around is block for around in link.iterancestors())


def _marker(link: etree._Element) -> etree._Element:
    """Return the outermost element that holds a number of a note and nothing else."""
    found, text = link, string_value(link).strip()
    for around in link.iterancestors():
        name = local_name(around)
        if name in BLOCKS or name in ROWS or not _has_only(around, text):
            break
        found = around
    return found


def _has_only(element: etree._Element, text: str) -> bool:
    """Return whether an element has this text, and no other than white space and brackets around it."""
    found = ""
    for part in element.itertext(etree.Element):
        found = (found + part).lstrip()
        if len(found.rstrip()) > len(text) + _BRACKETS:
            return False
    return text in (found.strip(), without_brackets(found))


def _note(target: etree._Element, link: etree._Element) -> etree._Element:
    """Return the block that is the note: the target, or what begins with it."""
    found = target
    while local_name(found) not in BLOCKS and local_name(found) not in ROWS:
        parent = found.getparent()
        if parent is None:
            break
        found = parent
    around = {*link.iterancestors()}
    while (parent := found.getparent()) is not None:
        is_first = parent[0] is found and not (parent.text or "").strip()
        if (
            local_name(parent) not in _HOLDS_NOTE
            or not is_first
            or len(parent) > _LONGEST_NOTE
            or parent in around
            or _is_list(parent, found)
        ):
            break
        found = parent
    return found


def _is_list(parent: etree._Element, found: etree._Element) -> bool:
    """Return whether an element holds several notes, or is named as a list of them."""
    if part_of(parent, local_name(parent)) not in (*_WITHOUT_NAME, PartOfPage.ASIDE, *_NOTES):
        return True
    anchors = {e.get("href", "").partition("#")[2] for e in parent.iter("{*}a") if _is_number(e)}
    own = {e.get("href", "").partition("#")[2] for e in found.iter("{*}a") if _is_number(e)}
    return anchors != own


def _has_named_note(note: etree._Element) -> bool:
    around = (e for e in note.iterancestors() if e.attrib)
    return any(part_of(e, local_name(e)) in _NOTES for e in around)


def _items_of(element: etree._Element) -> list[etree._Element]:
    """Return the notes in a list of notes."""
    rows = [e for e in element.iter("{*}li", "{*}dd") if all(local_name(a) != "li" for a in _up_to(e, element))]
    return rows or [e for e in element if local_name(e) in ("p", "div", "aside")]


def _up_to(element: etree._Element, top: etree._Element) -> Iterator[etree._Element]:
    for around in element.iterancestors():
        if around is top:
            return
        yield around
