"""Read the text of one witness from TEI, by the TEI Guidelines alone: nothing here knows how we write it."""

from functools import cache
from pathlib import Path

from lxml import etree

TEI = "{http://www.tei-c.org/ns/1.0}"
ID = "{http://www.w3.org/XML/1998/namespace}id"
SCHEMA = Path(__file__).parent / "schema" / "tei_all-p5-3.6.0.rng"
RNG = "{http://relaxng.org/ns/structure/1.0}"
# Elements that nearly every document has, so that few parts of the schema are compiled.
WRITTEN = frozenset(
    "TEI abbr anchor app availability back body catDesc category char charDecl classDecl distributor div editorialDecl "
    "encodingDesc fileDesc g gap glyph lacunaEnd lacunaStart langUsage language lb lem licence listApp listWit milestone "
    "note notesStmt origDate p profileDesc publicationStmt rdg rdgGrp seg sourceDesc supplied taxonomy teiHeader text "
    "title titleStmt variantEncoding witDetail witEnd witStart witness".split()
)
FALLS_SILENT = {"lacunaStart", "witEnd"}
SPEAKS = {"lacunaEnd", "witStart"}


@cache
def whole_schema() -> etree.RelaxNG:
    return etree.RelaxNG(etree.parse(SCHEMA))


@cache
def schema_of(names: frozenset[str]) -> etree.RelaxNG:
    """Compile the schema without all elements that are not named: 10 ms, where the whole takes 10 s.

    Nothing in RELAX NG is allowed because something else is not, so what a part of the schema finds valid is valid.
    """
    schema = etree.parse(SCHEMA)
    for definition in schema.iter(f"{RNG}define"):
        if len(definition) == 1 and definition[0].tag == f"{RNG}element" and definition[0].get("name") not in names:
            definition[:] = [etree.Element(f"{RNG}notAllowed")]
    return etree.RelaxNG(schema)


def parsed(document: str) -> etree._Element:
    return etree.fromstring(document.encode("utf-8"))


def faults(document: str) -> list[str]:
    root = parsed(document)
    used = frozenset(etree.QName(element).localname for element in root.iter(etree.Element))
    if schema_of(WRITTEN | used).validate(root):
        return []
    whole_schema().validate(root)
    return [str(e) for e in whole_schema().error_log]


def ids(root: etree._Element) -> dict[str, str]:
    """Return the id of each witness, by its siglum."""
    return {witness.get("n"): witness.get(ID) for witness in root.iter(f"{TEI}witness")}


def name(element: etree._Element) -> str:
    tag: str = element.tag
    return tag.removeprefix(TEI)


def sign(element: etree._Element) -> str:
    """Return the character that a `g` stands for, which XML cannot hold; nothing for every other element."""
    return chr(int(element.get("ref").removeprefix("#char."), 16)) if name(element) == "g" else ""


class Picked:
    """The text of one witness, read from parallel segmentation."""

    def __init__(self, root: etree._Element, siglum: str) -> None:
        self.pointer = "#" + ids(root)[siglum]
        self._pieces: list[str] = []
        first_milestone = next((name(e) for e in root.iter() if self._marks(e)), "")
        self.silent = first_milestone in SPEAKS
        for paragraph in root.iterfind(f".//{TEI}body/{TEI}p"):
            self._read(paragraph)
        self.text = "".join(self._pieces)

    def _marks(self, e: etree._Element) -> bool:
        reading = e.getparent()
        return name(e) in FALLS_SILENT | SPEAKS and self.pointer in reading.get("wit", "").split()

    def _add(self, text: str | None) -> None:
        if not self.silent:
            self._pieces.append(text or "")

    def _read(self, element: etree._Element) -> None:
        self._add(sign(element))
        if name(element) != "g":
            self._add(element.text)
            for child in element:
                if name(child) == "app":
                    self._choose(child)
                else:
                    self._read(child)
                self._add(child.tail)

    def _choose(self, app: etree._Element) -> None:
        silent_before = self.silent
        for reading in app.iter(*[f"{TEI}{kind}" for kind in ("lem", "rdg", "witDetail")]):
            if self.pointer in reading.get("wit", "").split():
                self.silent = False
                self._read(reading)
                marks = [name(e) for e in reading if name(e) in FALLS_SILENT | SPEAKS]
                silent_before = marks[-1] in FALLS_SILENT if marks else silent_before
                self.silent = silent_before


def running(root: etree._Element, supplied: bool = False) -> str:
    """Return the text of the body, without what is supplied from other witnesses unless that is asked for."""
    pieces: list[str] = []

    def read(element: etree._Element) -> None:
        pieces.append(sign(element))
        if name(element) == "g":
            return
        if name(element) == "supplied" and element.get("reason") == "silent" and not supplied:
            return
        pieces.append(element.text or "")
        for child in element:
            read(child)
            pieces.append(child.tail or "")

    for paragraph in root.iterfind(f".//{TEI}body/{TEI}p"):
        read(paragraph)
    return "".join(pieces)
