"""Reads TEI as its Guidelines say, and knows nothing of how we write it: one witness is picked out, in order."""

from functools import cache
from pathlib import Path

from lxml import etree

TEI = "{http://www.tei-c.org/ns/1.0}"
ID = "{http://www.w3.org/XML/1998/namespace}id"
SCHEMA = Path(__file__).parent / "schema" / "tei_all-p5-3.6.0.rng"
FALLS_SILENT = {"lacunaStart", "witEnd"}
SPEAKS = {"lacunaEnd", "witStart"}


@cache
def schema() -> etree.RelaxNG:
    return etree.RelaxNG(etree.parse(SCHEMA))


def parsed(document: str) -> etree._Element:
    return etree.fromstring(document.encode("utf-8"))


def faults(document: str) -> list[str]:
    schema().validate(parsed(document))
    return [str(e) for e in schema().error_log]


def ids(root: etree._Element) -> dict[str, str]:
    """The id of each witness by its siglum."""
    return {w.get("n"): w.get(ID) for w in root.iter(f"{TEI}witness")}


def name(element: etree._Element) -> str:
    return element.tag.removeprefix(TEI)


def sign(element: etree._Element) -> str:
    """What an element stands for by itself: a sign that XML cannot hold. The others only say what is beside them."""
    return chr(int(element.get("ref").removeprefix("#char."), 16)) if name(element) == "g" else ""


class Picked:
    """The words of one witness, picked out of parallel segmentation."""

    def __init__(self, root: etree._Element, siglum: str) -> None:
        self.pointer = "#" + ids(root)[siglum]
        self.out = []
        first = next((name(e) for e in root.iter() if self._marks(e)), "")
        self.silent = first in SPEAKS
        for paragraph in root.iterfind(f".//{TEI}body/{TEI}p"):
            self._read(paragraph)
        self.text = "".join(self.out)

    def _marks(self, e: etree._Element) -> bool:
        around = e.getparent()
        return name(e) in FALLS_SILENT | SPEAKS and self.pointer in around.get("wit", "").split()

    def _say(self, text: str | None) -> None:
        if not self.silent:
            self.out.append(text or "")

    def _read(self, element: etree._Element) -> None:
        self._say(sign(element))
        if name(element) != "g":
            self._say(element.text)
            for child in element:
                if name(child) == "app":
                    self._choose(child)
                else:
                    self._read(child)
                self._say(child.tail)

    def _choose(self, app: etree._Element) -> None:
        before = self.silent
        for reading in app:
            if name(reading) in ("lem", "rdg") and self.pointer in reading.get("wit", "").split():
                self.silent = False
                self._read(reading)
                marks = [name(e) for e in reading if name(e) in FALLS_SILENT | SPEAKS]
                self.silent = marks[-1] in FALLS_SILENT if marks else before


def running(root: etree._Element, supplied: bool = False) -> str:
    """The text that stands in the body, without what was supplied from other witnesses."""
    out = []

    def read(element: etree._Element) -> None:
        out.append(sign(element))
        if name(element) == "g":
            return
        if name(element) == "supplied" and element.get("reason") == "silent" and not supplied:
            return
        out.append(element.text or "")
        for child in element:
            read(child)
            out.append(child.tail or "")

    for paragraph in root.iterfind(f".//{TEI}body/{TEI}p"):
        read(paragraph)
    return "".join(out)
