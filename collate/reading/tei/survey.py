"""What a file has, found before it is read: where its text is, its spans, its language, and how it writes spaces."""

from collections.abc import Mapping, Sequence
from types import MappingProxyType
from typing import Final

from lxml import etree

from collate._dataclass import dataclass
from collate._repr import repr_line
from collate.model.annotations import AnnotationName
from collate.reading.read_settings import ReadSettings
from collate.reading.tei.body import bodies_of
from collate.reading.tei.elements import ID, LANG
from collate.reading.tei.rearranged import needs_moving
from collate.reading.tei.repeated import Repeated, repeated_in
from collate.reading.tei.spans import Spans, spans_of

SPACES_PER_WORD: Final = 4  # at least one `c` for so many `w`


@dataclass(frozen=True, slots=True)
class Survey:
    """What is known of a file before it is read.

    bodies      the elements that hold its text
    holders     the elements around them
    spans       from empty elements to anchors
    notes       the `xml:id`s of notes, to which numbers in the text refer
    restored    the `xml:id`s of deletions that were taken back
    language    of the text
    has_spaces  whether spaces are elements of their own, so that the white space of the file means nothing
    glyphs      the characters of glyphs, by `xml:id`, as the header gives them
    images      the addresses of images, by the `xml:id` of the surface or picture
    said        what spans outside of the text say of words, by `xml:id`: their lemma
    repeated    the elements that stand for others
    is_rearranged  whether the text is not read in the order of the file
    """

    bodies: frozenset[etree._Element]
    holders: frozenset[etree._Element]
    spans: Spans
    notes: frozenset[str]
    restored: frozenset[str]
    language: str
    has_spaces: bool
    glyphs: Mapping[str, str]
    images: Mapping[str, str]
    said: Mapping[str, tuple[tuple[AnnotationName, str], ...]]
    repeated: Repeated
    is_rearranged: bool

    def __repr__(self) -> str:
        return repr_line("Survey", f"{len(self.bodies)} bodies")


def survey_of(root: etree._Element, settings: ReadSettings) -> Survey:
    """Return what a file has."""
    bodies = bodies_of(root, settings.body)
    return Survey(
        bodies=frozenset(bodies),
        holders=frozenset(parent for body in bodies for parent in body.iterancestors()),
        spans=spans_of(root),
        notes=frozenset(filter(None, (e.get(ID) for e in root.iter("{*}note")))),
        restored=frozenset(_targets(root)),
        language=_language(bodies),
        has_spaces=_has_spaces(bodies),
        glyphs=_glyphs(root),
        images=_images(root),
        said=_said(root),
        repeated=repeated_in(root),
        is_rearranged=needs_moving(root, settings),
    )


_SAID: Final = MappingProxyType(
    {"lemma": AnnotationName.LEMMA, "pos": AnnotationName.PART_OF_SPEECH, "partOfSpeech": AnnotationName.PART_OF_SPEECH}
)


def _said(root: etree._Element) -> dict[str, tuple[tuple[AnnotationName, str], ...]]:
    """Return what `span`s say of words; a span of several words says nothing of one."""
    found: dict[str, list[tuple[AnnotationName, str]]] = {}
    for span in root.iter("{*}span"):
        parent = span.getparent()
        kind = span.get("type") or (parent.get("type") if parent is not None else None)
        name = _SAID.get(kind or "")
        target = (span.get("target") or span.get("from") or "").lstrip("#")
        if name is None or not target or span.get("to", span.get("from")) != span.get("from") or " " in target:
            continue
        found.setdefault(target, []).append((name, " ".join((span.text or "").split())))
    return {target: tuple(said) for target, said in found.items()}


def _glyphs(root: etree._Element) -> dict[str, str]:
    found: dict[str, str] = {}
    for element in root.iter("{*}char", "{*}glyph"):
        mappings = {m.get("type", ""): (m.text or "").strip() for m in element.iter("{*}mapping")}
        text = mappings.get("standard") or mappings.get("Unicode") or next(iter(mappings.values()), "")
        if element.get(ID) and text:
            found[str(element.get(ID))] = text
    return found


def _images(root: etree._Element) -> dict[str, str]:
    found: dict[str, str] = {}
    for picture in root.iter("{*}graphic", "{*}media"):
        parent = picture.getparent()
        for element in (picture, parent):
            if element is not None and element.get(ID) and picture.get("url"):
                found.setdefault(str(element.get(ID)), str(picture.get("url")))
    return found


def _targets(root: etree._Element) -> list[str]:
    """Return what `undo` names, unless `redo` takes that back."""
    again = {t for e in root.iter("{*}redo") for t in e.get("target", "").split()}
    return [t.lstrip("#") for e in root.iter("{*}undo") for t in e.get("target", "").split() if t not in again]


def _has_spaces(bodies: Sequence[etree._Element]) -> bool:
    """Return whether spaces between the words that a file marks are elements of their own, as a habit."""
    spaces = sum(not (c.text or "").strip() for body in bodies for c in body.iter("{*}c"))
    words = sum(1 for body in bodies for _ in body.iter("{*}w")) if spaces else 0
    return 0 < words <= SPACES_PER_WORD * spaces


def _language(bodies: Sequence[etree._Element]) -> str:
    for body in bodies[:1]:
        for element in (body, *body.iterancestors()):
            if element.get(LANG):
                return str(element.get(LANG))
    return ""
