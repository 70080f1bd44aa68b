"""Elements of a critical apparatus while the text of one witness is read."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

from lxml import etree

from collate.model.witness import GapReason
from collate.reading.tei.critical import Silence, names_witness, read_in
from collate.reading.tei.elements import left_out_name
from collate.reading.tei.plans import Plan
from collate.reading.tei.text_nodes import ABSENT
from collate.reading.tei.walk import Special, Walk
from collate.reading.transcript import Separator
from collate.reading.xml_source import local_name

_CLOSING_MARKS: Final = frozenset(",.;:!?\u00b7\u0387\u037e")


def read_apparatus(walk: Walk, element: etree._Element, plan: Plan) -> None:
    """Read what the witness has in an `app`. The white space beside it, before a mark, is only the editor's layout."""
    witness = walk.state.witness
    if element.get("from") or element.get("to"):  # its words were not found, which is told
        _read(walk, element, ())
        return
    if witness is None:
        read = walk.read_of(element, plan)
        _read(walk, element, () if read is None else read)
    else:
        chosen = read_in(element, witness)
        _read(walk, element, () if isinstance(chosen, Silence) else chosen)
        if isinstance(chosen, Silence) and not walk.nodes.skipping:
            be_silent(walk, chosen)
    if walk.next_character(element) in _CLOSING_MARKS and not walk.nodes.in_word and not walk.nodes.skipping:
        walk.nodes.join_mark()


def _read(walk: Walk, element: etree._Element, read: object) -> None:
    """Read the chosen readings, also those in groups; leave the others out."""
    walk.nodes.enter(element)
    walk.nodes.leave_out(left_out_name(element), element.text)
    for child in element:
        name = child.tag.rpartition("}")[2] if isinstance(child.tag, str) else ""
        if isinstance(read, (tuple, list)) and child in read:
            walk.element(child)
        elif name == "rdgGrp":
            _read(walk, child, read)
        elif name:
            walk.pass_over(child, f"{name} of other witnesses" if name in ("lem", "rdg") else left_out_name(child))
        walk.nodes.leave(child)
        walk.nodes.leave_out(left_out_name(element), child.tail)


def be_silent(walk: Walk, silence: Silence) -> None:
    """Write the sign of a gap, once where the witness is silent in several places with nothing between them."""
    if walk.silent_at == walk.transcript.length and silence.reason is GapReason.ABSENT:
        return
    why = f"the edition has no reading of this witness here ({silence.reason})"
    walk.nodes.separate(Separator.SPACE)
    walk.transcript.gap("[...]", silence.reason, why, walk.nodes.point(walk.nodes.cursor))
    walk.nodes.separate(Separator.SPACE)
    walk.silent_at = walk.transcript.length


def _start(walk: Walk, element: etree._Element, _: Plan) -> None:
    """Let the witness be extant from here on."""
    walk.content(element)  # it should have none
    witness = walk.state.witness
    if witness is not None and names_witness(element, witness) and ABSENT in walk.nodes.skipping:
        walk.nodes.stop_skipping(ABSENT)
        is_told = walk.silent_at == walk.transcript.length
        if walk.transcript.length and not walk.nodes.skipping and not is_told:
            lost = local_name(element) == "lacunaEnd"
            be_silent(walk, Silence(GapReason.LACUNA if lost else GapReason.ABSENT))


def _end(walk: Walk, element: etree._Element, _: Plan) -> None:
    """Let the witness be absent from here on."""
    walk.content(element)
    witness = walk.state.witness
    if witness is not None and names_witness(element, witness):
        walk.nodes.skip_to(ABSENT)


APPARATUS: Final[Mapping[str, Special]] = MappingProxyType(
    {
        "app": read_apparatus,
        "witStart": _start,
        "lacunaEnd": _start,
        "witEnd": _end,
        "lacunaStart": _end,
    }
)
