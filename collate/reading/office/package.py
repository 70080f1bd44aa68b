"""The parts of a document in a zip: found by the names and relations in it, which are never used as paths."""

import re
from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import Final

from lxml import etree

from collate._dataclass import dataclass
from collate._repr import counted, repr_line
from collate.errors import ReadError
from collate.files.archive import OF_DOCUMENT, archive_files, archive_names
from collate.reading.foreign_formats import foreign_archive
from collate.reading.options import ReadOptions, SourceContent
from collate.reading.xml_source import local_name, parse_tree

RELATIONS: Final = "_rels/.rels"
WORD_DOCUMENT: Final = "word/document.xml"
CONTENT: Final = "content.xml"
STYLES: Final = "styles.xml"
MANIFEST: Final = "META-INF/manifest.xml"
_OF_WORD: Final = re.compile(
    r"(?!docProps|customXml)(?:[^/]+/(?:(?:charts|diagrams)/)?)?(?:[^/]+\.xml|_rels/[^/]*\.rels)"
)
_OF_OPEN_DOCUMENT: Final = frozenset({CONTENT, STYLES, MANIFEST, "mimetype"})
_OBJECT: Final = re.compile(r"Object[^/]*/content\.xml")
_LONGEST_CHAIN: Final = 64  # parts of a path


@dataclass(frozen=True, slots=True)
class OfficePackage:
    """The parts of a document that may be read, by their names in the zip.

    file   the name of the document, as reports show it
    """

    file: str
    parts: Mapping[str, bytes]

    def __repr__(self) -> str:
        return repr_line("OfficePackage", f"{self.file}: {counted(len(self.parts), 'part')}")

    def root(self, name: str, options: ReadOptions) -> etree._Element | None:
        """Return the outermost element of a part; None if there is no such part.

        Raises ReadError, with the name of the part, if it is no XML that can be read.
        """
        content = self.parts.get(name)
        return None if content is None else parse_tree(content, options, f"{self.file}/{name}")


def word_package(source: SourceContent) -> OfficePackage:
    """Return the parts of a file in DOCX that may hold text or say how it is read."""
    return _package(source, lambda name: _OF_WORD.fullmatch(name) is not None)


def open_document_package(source: SourceContent) -> OfficePackage:
    """Return the parts of a file in ODT that may hold text or say how it is read."""
    package = _package(source, lambda name: name in _OF_OPEN_DOCUMENT or is_object(name))
    if b"encryption-data" in package.parts.get(MANIFEST, b""):
        raise ReadError(f"{source.file}: this document has a password; save it without one")
    return package


def is_object(name: str) -> bool:
    """Return whether a part of a file in ODT is an object in the document, such as a formula or a chart."""
    return _OBJECT.fullmatch(name) is not None


def _package(source: SourceContent, is_wanted: Callable[[str], bool]) -> OfficePackage:
    found = archive_files(source.content, source.file, is_wanted, OF_DOCUMENT)
    parts = dict(found)
    if len(parts) < len(found):
        raise ReadError(f"{source.file}: two parts of this document have one name; save it again")
    return OfficePackage(source.file, MappingProxyType(parts))


@dataclass(frozen=True, slots=True)
class Relation:
    """A part that another one refers to.

    kind   the last word of its type: `footnotes`, `header`
    target its name in the zip
    """

    kind: str
    target: str

    def __repr__(self) -> str:
        return repr_line("Relation", f"{self.kind} {self.target}")


def relations_of(package: OfficePackage, part: str, options: ReadOptions) -> dict[str, Relation]:
    """Return what a part refers to within the zip, by the ids of the relations; "" is the whole document.

    What lies outside of the file, such as a template or a linked picture, is never looked at.
    """
    folder, _, name = part.rpartition("/")
    prefix = f"{folder}/" if folder else ""
    root = package.root(f"{prefix}_rels/{name}.rels", options)
    found: dict[str, Relation] = {}
    for element in root if root is not None else ():
        if local_name(element) == "Relationship" and element.get("TargetMode") != "External":
            kind = element.get("Type", "").rpartition("/")[2]
            found[element.get("Id", "")] = Relation(kind, _within(folder, element.get("Target", "")))
    return found


def _within(folder: str, target: str) -> str:
    """Return the name in the zip that a relation means, seen from a folder of the zip."""
    steps = [] if target.startswith("/") or not folder else folder.split("/")
    for step in target.split("/")[:_LONGEST_CHAIN]:
        if step == "..":
            del steps[-1:]
        elif step not in ("", "."):
            steps.append(step)
    return "/".join(steps)


def main_part(package: OfficePackage, options: ReadOptions) -> str:
    """Return the name of the part with the text of a document of Word."""
    for relation in relations_of(package, "", options).values():
        if relation.kind == "officeDocument" and relation.target in package.parts:
            return relation.target
    return WORD_DOCUMENT


def require_main(package: OfficePackage, root: etree._Element | None, source: SourceContent) -> etree._Element:
    """Return the outermost element of the text; raise ReadError, which says what the file is, if there is none."""
    if root is not None:
        return root
    names = archive_names(source.content)
    what = foreign_archive(names, package.parts.get("mimetype", b"").decode("ascii", "replace").strip())
    says = f"this is {what}" if what else "there is no text in this document; check that it is whole, or save it again"
    raise ReadError(f"{source.file}: {says}")
