"""What two programs make of TEI, by the rules of their parsers, written from what those do.

Stemmaweb (tradition_repo, `TEIParallelSegParser`) streams through the file. In `text` every character is a word of all
active witnesses, in an `app` of those of the reading; only a `note` outside of an `app`, and what follows a `witDetail`
within one, is skipped, until the next end tag and until the end of the `app`. `type` of a reading is a layer of its
witnesses. `witEnd` and `witStart` make the witnesses of the reading inactive and active; if the first of these is a
`witStart`, all other witnesses become inactive. A reading that names no witness ends the parse of its `app`.

EVT 3 (`app-parser`, `apparatus-entry-readings`, `gap.component`) shows for each `app` the lemma, and each `rdg`, also in
groups: "omit." where it has no node at all, else its text; of a `gap` only a sign. Notes of an `app` are on a tab.
"""

from collections.abc import Iterator

from lxml import etree
from tei_reader import ID, TEI, name

from collate._dataclass import dataclass

NORMAL = "witnesses"


@dataclass(frozen=True, slots=True)
class Layered:
    """Some words that Stemmaweb gives to a witness: the place in the text, the layer, and the words."""

    place: int
    layer: str
    words: tuple[str, ...]


class InStemmaweb:
    """A tradition as Stemmaweb would hold it: the paths of each witness, by its id."""

    def __init__(self, root: etree._Element) -> None:
        self.active = {w.get(ID): True for w in root.iter(f"{TEI}witness")}
        self.paths: dict[str, list[Layered]] = {w: [] for w in self.active}
        self.limits_seen = self.skip = False
        self.place = 0
        text = root.find(f"{TEI}text")
        assert text is not None
        self._element(text)

    def words(self, witness: str) -> list[str]:
        return [word for part in self.paths[witness] for word in part.words]

    def layers(self, witness: str) -> set[str]:
        return {part.layer for part in self.paths[witness]}

    def forks(self, witness: str) -> int:
        """Return at how many places the witness has more than one path with words, or words beside no words."""
        at: dict[int, list[Layered]] = {}
        for part in self.paths[witness]:
            at.setdefault(part.place, []).append(part)
        return sum(len(parts) > 1 and any(part.words for part in parts) for parts in at.values())

    def _element(self, element: etree._Element) -> None:
        if name(element) == "app":
            self._app(element)
        else:
            self.skip = self.skip or name(element) == "note"
            self._text(element.text)
            for child in element:
                self._element(child)
                self._text(child.tail)
        self.skip = False

    def _text(self, text: str | None) -> None:
        if text and text.strip() and not self.skip:
            self.place += 1
            for witness in [w for w, is_active in self.active.items() if is_active]:
                self.paths[witness].append(Layered(self.place, NORMAL, tuple(text.split())))

    def _app(self, app: etree._Element) -> None:
        self.place += 1
        skip = False
        for element in app.iter(etree.Element):
            if name(element) in ("lem", "rdg"):
                witnesses = [pointer[1:] for pointer in element.attrib["wit"].split(" ")]
                words = () if skip else tuple("".join(f" {text} " for text in element.itertext()).split())
                for witness in witnesses:
                    self.paths[witness].append(Layered(self.place, element.get("type", NORMAL), words))
            elif name(element) in ("witStart", "witEnd"):
                self._limit(element)
            elif name(element) == "witDetail":
                skip = True
            elif name(element) not in ("app", "rdgGrp") and name(element.getparent()) == "app":
                assert skip or not "".join(element.itertext()).strip(), "words that hang on no reading"
        for witness, is_active in self.active.items():
            has_path = any(p.place == self.place and p.layer == NORMAL for p in self.paths[witness][-2:])
            if not is_active or not has_path:
                self.paths[witness].append(Layered(self.place, NORMAL, ()))

    def _limit(self, element: etree._Element) -> None:
        witnesses = {pointer[1:] for pointer in element.getparent().get("wit").split(" ")}
        begins = name(element) == "witStart"
        if begins and not self.limits_seen:
            self.active = dict.fromkeys(self.active, False)
        self.active |= dict.fromkeys(witnesses, begins)
        self.limits_seen = True


def shown_by_evt(root: etree._Element) -> Iterator[str]:
    """Yield the box of each entry: the lemma and its witnesses, and the readings with theirs."""
    for app in root.iter(f"{TEI}app"):
        lemma = app.find(f"{TEI}lem")
        readings = [f"{_evt_reading(r) or 'omit.'} {_evt_sigla(r)}" for r in app.iter(f"{TEI}rdg")]
        head = f"{_evt_reading(lemma)} {_evt_sigla(lemma)}" if lemma is not None else ""
        notes = ["(notes)"] if app.find(f"{TEI}note") is not None else []
        yield " ".join([f"{head.strip()}]", *readings, *notes])


def _evt_sigla(reading: etree._Element) -> str:
    has_content = bool(reading.text) or len(reading) or name(reading) == "rdg"
    return reading.get("wit", "").replace("#", "") if has_content else ""


def _evt_reading(element: etree._Element) -> str:
    """Return what is shown of a reading; blank, but not empty, where it has only elements without text."""
    if name(element) == "gap":
        return f"[{element.get('extent')}]" if element.get("extent") else "[***]"
    pieces = [element.text or "", *(_evt_reading(child) + (child.tail or "") for child in element)]
    has_nodes = bool(element.text) or len(element) > 0
    return " ".join("".join(pieces).split()) or ("(blank)" if has_nodes and name(element) in ("lem", "rdg") else "")
