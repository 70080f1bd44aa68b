"""Which elements of HTML in lightweight markup are notes, their numbers and links back, by the links between them."""

from collections.abc import Mapping, Sequence

from lxml import etree

from collate.reading.lightweight import items
from collate.reading.lightweight.html_tags import HtmlTag
from collate.reading.lightweight.items import Item, PartBegin, PartEnd, TypedRun
from collate.reading.web.kinds import PartOfPage
from collate.reading.web.notes import notes_of

_ELEMENTS = {
    items.PARAGRAPH: "p",
    items.HEADING: "h2",
    items.ITEM: "li",
    items.CELL: "td",
    items.QUOTATION: "blockquote",
    items.CODE: "pre",
}


def notes_of_items(found: Sequence[Item | HtmlTag], ends: Mapping[int, int]) -> dict[int, PartOfPage]:
    """Return what elements have to do with notes, by the numbers of their items; `ends` are those of the end tags."""
    if not any(isinstance(own, HtmlTag) and _links_inside(own) for own in found):
        return {}
    root = etree.Element("body")
    closing = {*ends.values()}
    numbers: dict[etree._Element, int] = {}
    around = [root]
    for number, item in enumerate(found):
        if isinstance(item, TypedRun):
            _add_text(around[-1], item.text)
        elif isinstance(item, PartBegin):
            around.append(etree.SubElement(around[-1], _ELEMENTS.get(item.name, "span")))
            numbers[around[-1]] = number
        elif isinstance(item, HtmlTag) and number in ends:
            around.append(_element(around[-1], item))
            numbers[around[-1]] = number
        elif len(around) > 1 and (isinstance(item, PartEnd) or number in closing):
            around.pop()
    return {numbers[own]: part for own, part in notes_of([("", root)]).items() if own in numbers}


def _links_inside(tag: HtmlTag) -> bool:
    return tag.name == "a" and any(key == "href" and value.startswith("#") for key, value in tag.attributes)


def _element(parent: etree._Element, tag: HtmlTag) -> etree._Element:
    try:
        return etree.SubElement(parent, tag.name, {key: value for key, value in tag.attributes if ":" not in key})
    except ValueError:  # a name or a character that XML does not have
        return etree.SubElement(parent, "span")


def _add_text(parent: etree._Element, text: str) -> None:
    """Add text behind what an element has; a character that XML does not have is a blank."""
    legal = "".join(c if c.isprintable() else " " for c in text)
    if len(parent):
        parent[-1].tail = (parent[-1].tail or "") + legal
    else:
        parent.text = (parent.text or "") + legal
