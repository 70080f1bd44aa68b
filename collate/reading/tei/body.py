"""Which parts of a TEI file hold the text of the witness."""

from collections.abc import Sequence

from lxml import etree

from collate.reading.selectors import Selector
from collate.reading.tei.elements import attribute
from collate.reading.xml_source import local_name, string_value

_DOCUMENTS = ("TEI", "TEI.2", "teiCorpus", "teiCorpus.2")


def matches(selector: Selector, element: etree._Element) -> bool:
    """Return whether a selector means an element."""
    current: etree._Element | None = element
    for step in reversed(selector.steps):
        if current is None or not isinstance(current.tag, str):
            return False
        own = current
        if not step.matches(local_name(own), lambda name, own=own: attribute(own, name)):  # type: ignore[misc]
            return False
        current = current.getparent()
    return True


def bodies_of(root: etree._Element, selectors: Sequence[Selector]) -> list[etree._Element]:
    """Return the outermost elements that hold text, in order; none if the selectors match nothing."""
    if selectors:
        return _outermost(root, [e for e in root.iter(etree.Element) if any(matches(s, e) for s in selectors)])
    if local_name(root) not in _DOCUMENTS:
        return [root]
    return _outermost(root, [body for text in _documents(root) for body in _of_document(text)])


def _documents(root: etree._Element) -> list[etree._Element]:
    """Return the documents of a file; one may hold others, as a corpus does."""
    return list(root.iter("{*}TEI", "{*}TEI.2"))


def _of_document(document: etree._Element) -> list[etree._Element]:
    texts = [e for e in document if local_name(e) == "text"]
    found = [body for text in texts for body in _of_text(text)]
    if any(string_value(body).strip() for body in found):
        return found
    for name in ("sourceDoc", "facsimile"):
        pages = [e for e in document if local_name(e) == name]
        if any(string_value(e).strip() for page in pages for e in page.iter("{*}line", "{*}zone")):
            return pages
    return found


def _of_text(text: etree._Element) -> list[etree._Element]:
    """Return the bodies of a text; of an inscription, its edition alone."""
    bodies = list(text.iter("{*}body")) or [text]
    outermost = _outermost(text, bodies)
    found: list[etree._Element] = []
    for body in outermost:
        editions = [e for e in body if local_name(e) == "div" and e.get("type") == "edition"]
        found += editions or [body]
    return found


def _outermost(root: etree._Element, elements: Sequence[etree._Element]) -> list[etree._Element]:
    wanted = set(elements)
    if len(wanted) <= 1:
        return list(elements)

    def is_inside(element: etree._Element) -> bool:
        return any(parent in wanted for parent in element.iterancestors())

    return [e for e in dict.fromkeys(elements) if not is_inside(e)]
