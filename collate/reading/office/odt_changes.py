"""The tracked changes of a text in OpenDocument: they stand before the text, and points in it name them."""

from collections.abc import Sequence
from typing import Final

from lxml import etree

from collate._dataclass import dataclass
from collate._repr import repr_line
from collate.reading.office.document import Change, ChangeKind, Changes
from collate.reading.office.odt_styles import OFFICE, TEXT
from collate.reading.xml_source import local_name

_ID: Final = "{http://www.w3.org/XML/1998/namespace}id"
_DC: Final = "{http://purl.org/dc/elements/1.1/}"
_KINDS: Final = {"insertion": ChangeKind.INSERTED, "deletion": ChangeKind.DELETED}
BLOCKS: Final = (f"{TEXT}p", f"{TEXT}h")
INFO: Final = f"{OFFICE}change-info"


@dataclass(frozen=True, slots=True)
class ChangedRegion:
    """A tracked change: the words in it are inserted, deleted, or both.

    deletion  the element with the deleted words; None if none were
    merges    whether the last deleted paragraph and the one in which the point stands were one
    """

    changes: Changes
    deletion: etree._Element | None = None
    merges: bool = True

    def __repr__(self) -> str:
        return repr_line("ChangedRegion", ", ".join(map(repr, self.changes)))

    @property
    def deleted(self) -> tuple[etree._Element, ...]:
        """The outermost paragraphs of the deleted words: the end of each but the last one is deleted too."""
        if self.deletion is None:
            return ()
        found: list[etree._Element] = []
        inner: set[etree._Element] = set()
        for element in self.deletion.iter(*BLOCKS):
            if element not in inner:
                found.append(element)
                inner.update(element.iter(*BLOCKS))
        return tuple(found)


def regions_of(bodies: Sequence[etree._Element]) -> tuple[dict[str, ChangedRegion], int]:
    """Return the changes of a text by their ids, and how many others change only the formatting."""
    found: dict[str, ChangedRegion] = {}
    formatting = 0
    lists = [own for body in bodies for own in body.iterchildren(f"{TEXT}tracked-changes")]
    for element in (region for own in lists for region in own.iterchildren(f"{TEXT}changed-region")):
        changes: list[Change] = []
        deletion = None
        for child in element:
            kind = _KINDS.get(local_name(child))
            if kind is not None:
                changes.append(Change(kind, _said(child, "creator"), _said(child, "date")))
            if kind is ChangeKind.DELETED and deletion is None:
                deletion = child
            formatting += local_name(child) == "format-change"
        if changes:
            merges = element.get(f"{TEXT}merge-last-paragraph") != "false"
            region = ChangedRegion(tuple(changes), deletion, merges)
            for key in (element.get(f"{TEXT}id"), element.get(_ID)):
                if key:
                    found.setdefault(key, region)
    return found, formatting


def _said(change: etree._Element, name: str) -> str:
    """Return who made a change, or when."""
    return next((e.text or "" for info in change.iterchildren(INFO) for e in info.iterchildren(_DC + name)), "").strip()
