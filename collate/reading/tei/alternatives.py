"""Which children of an element are read, where an encoding offers several: one table from an element to them.

A row returns ALL if everything in the element is read, NONE if nothing is, or the children that are read; what else
stands in the element is then left out.
"""

from collections.abc import Callable, Mapping, Sequence
from functools import lru_cache
from types import MappingProxyType
from typing import Final

from lxml import etree

from collate._dataclass import dataclass
from collate._repr import repr_line
from collate.reading.divided_words import NO_WORDS, WorkWords
from collate.reading.read_settings import Abbreviations, Errors, Keeping, ReadSettings, Spelling
from collate.reading.tei.critical import EditionWitness, Silence, read_in, readings_of
from collate.reading.tei.elements import ID
from collate.reading.tei.layers import (
    Layer,
    hand_name,
    hand_of_change,
    is_correction,
    is_doubtful,
)
from collate.reading.xml_source import local_name

LEVELS: Final = ("dipl", "facs", "norm")
_LEVELS: Final = frozenset(LEVELS)
NEVER_WRITTEN: Final = frozenset({"omitted", "subaudible", "explanation"})  # reasons of `supplied`
_CERTAINTY: Final = ("high", "medium", "", "low", "unknown")
_RESTORING: Final = ("restore",)


@dataclass(frozen=True, slots=True)
class TextState:
    """What the alternatives depend on: the settings, the layer, and the deletions that were taken back.

    restored   the `xml:id`s of deletions that `undo` names
    words      of the work, if words that a line end divides are joined by them
    witness    of a critical edition, whose text is read; None for the text of the edition itself
    """

    settings: ReadSettings
    layer: Layer
    restored: frozenset[str] = frozenset()
    witness: EditionWitness | None = None
    words: WorkWords = NO_WORDS

    def __repr__(self) -> str:
        return repr_line("TextState", self.layer.suffix)


ALL: Final = None  # everything in the element is read
NONE: Final[tuple[etree._Element, ...]] = ()
Read = Sequence[etree._Element] | None
Row = Callable[[etree._Element, TextState], Read]


def _read_if(condition: bool) -> Read:
    return ALL if condition else NONE


def _addition(element: etree._Element, state: TextState) -> Read:
    if element.get(ID) in state.restored:
        return NONE  # it was taken back
    if state.layer.hands is None:
        return ALL
    return _read_if(state.layer.has(hand_name(hand_of_change(element))))


def is_restored(element: etree._Element, state: TextState) -> bool:
    """Return whether a deletion was taken back: it stands in `restore`, or `undo` names it."""
    if element.get(ID) in state.restored:
        return True
    parent = element.getparent()
    while parent is not None and local_name(parent) in ("hi", "seg", "restore"):
        if local_name(parent) in _RESTORING:
            return True
        parent = parent.getparent()
    return False


def _deletion(element: etree._Element, state: TextState) -> Read:
    is_made = state.layer.hands is None or state.layer.has(hand_name(hand_of_change(element)))
    return _read_if(not is_made or is_restored(element, state))


def _supplied(element: etree._Element, state: TextState) -> Read:
    never_written = element.get("reason", "") in NEVER_WRITTEN
    return _read_if(not never_written or state.settings.errors is Errors.CORRECTED)


def _surplus(element: etree._Element, state: TextState) -> Read:
    return _read_if(state.settings.errors is Errors.WRITTEN)


def _expansion(element: etree._Element, state: TextState) -> Read:
    return _read_if(state.settings.abbreviations is Abbreviations.EXPANDED)


def _abbreviation_mark(element: etree._Element, state: TextState) -> Read:
    """Leave out the mark of an abbreviation that is expanded: in `expan`, or beside the letters that it stands for."""
    if state.settings.abbreviations is Abbreviations.WRITTEN:
        return ALL
    for beside in (element.getnext(), element.getprevious()):
        if beside is not None and local_name(beside) == "ex":
            return NONE
    parent = element.getparent()
    while parent is not None and local_name(parent) in ("abbr", "hi", "expan", "seg"):
        if local_name(parent) == "expan":
            return NONE
        parent = parent.getparent()
    return ALL


# The names of the children of `choice`, the preferred ones first, for each setting.
@lru_cache
def _preferred(errors: Errors, spelling: Spelling, abbreviations: Abbreviations, unclear: Keeping) -> tuple[str, ...]:
    return (
        *(("sic",) if errors is Errors.WRITTEN else ("corr",)),
        *(("orig",) if spelling is Spelling.ORIGINAL else ("reg",)),
        *(("expan", "ex") if abbreviations is Abbreviations.EXPANDED else ("abbr", "am")),
        *(("unclear",) if unclear is Keeping.KEEP else ()),
        "seg",
    )


def _choice(element: etree._Element, state: TextState) -> Read:
    children = [child for child in element if isinstance(child.tag, str)]
    if not children:
        return ALL
    names = [local_name(child) for child in children]
    if not _LEVELS.isdisjoint(names):
        return _level_of_state(children, names, state)
    own = state.settings
    for wanted in _preferred(own.errors, own.spelling, own.abbreviations, own.unclear):
        if (number := names.count(wanted)) == 1:
            return (children[names.index(wanted)],)
        if number:
            found = (child for child, name in zip(children, names, strict=True) if name == wanted)
            return (min(found, key=_rank),)
    return (min(children, key=_rank),)


def _rank(element: etree._Element) -> int:
    certainty = element.get("cert", "")
    return _CERTAINTY.index(certainty) if certainty in _CERTAINTY else _CERTAINTY.index("")


def _level_of_state(children: Sequence[etree._Element], names: Sequence[str], state: TextState) -> Read:
    """Return the level that is read; nothing if another level says that all of it was added later, or deleted."""
    level = _level(children, names, state.settings.level)
    if next(level.iter("{*}add", "{*}del"), None) is not None:
        return (level,)
    for child in children:
        inner = [e for e in child if isinstance(e.tag, str)]
        if len(inner) == 1 and local_name(inner[0]) in ("add", "del"):
            beside = (child.text or "") + (inner[0].tail or "")
            if not beside.strip() and ALTERNATIVES[local_name(inner[0])](inner[0], state) == NONE:
                return NONE
    return (level,)


def _level(children: Sequence[etree._Element], names: Sequence[str], level: str) -> etree._Element:
    """Return the level that is read; where it is missing, the nearest one."""
    for wanted in (level, *LEVELS):
        if wanted in names:
            return children[names.index(wanted)]
    return children[0]


def _apparatus(element: etree._Element, state: TextState) -> Read:
    """Choose among the readings of the hands of one manuscript; else the lemma, or the first reading."""
    if state.witness is not None:
        chosen = read_in(element, state.witness)
        return ALL if isinstance(chosen, Silence) else chosen
    readings = readings_of(element)
    if not readings:
        return NONE
    if any(is_correction(reading) for reading in readings):
        return _reading_of_hand(readings, state.layer)
    return (next((r for r in readings if local_name(r) == "lem"), readings[0]),)


def _reading_of_hand(readings: Sequence[etree._Element], layer: Layer) -> Read:
    """Return the last reading whose hand has written in this layer."""
    own = [r for r in readings if not is_doubtful(r.get("hand", ""))]
    later = [r for r in own if is_correction(r) and layer.has(hand_name(r.get("hand", "")))]
    if later:
        return (later[-1],)
    first = [r for r in own if not is_correction(r)]
    return tuple(first[:1])


ALTERNATIVES: Final[Mapping[str, Row]] = MappingProxyType(
    {
        "add": _addition,
        "del": _deletion,
        "supplied": _supplied,
        "surplus": _surplus,
        "suppressed": _surplus,
        "expunged": _surplus,
        "ex": _expansion,
        "am": _abbreviation_mark,
        "choice": _choice,
        "app": _apparatus,
    }
)


def replacement(element: etree._Element, name: str, settings: ReadSettings) -> str | None:
    """Return what an attribute says instead of the text of an element: `abbr/@expan` of P4, `w/@reg`."""
    attribute = _REPLACED.get((name, _stated(name, settings)))
    return element.get(attribute) if attribute else None


def _stated(name: str, settings: ReadSettings) -> str:
    if name in ("sic", "corr"):
        return settings.errors.value
    return settings.abbreviations.value if name in ("abbr", "expan") else settings.spelling.value


_REPLACED: Final[Mapping[tuple[str, str], str]] = MappingProxyType(
    {
        ("sic", "corrected"): "corr",
        ("corr", "written"): "sic",
        ("orig", "regularised"): "reg",
        ("reg", "original"): "orig",
        ("w", "regularised"): "reg",
        ("abbr", "expanded"): "expan",
        ("expan", "written"): "abbr",
    }
)
REPLACED_NAMES: Final = frozenset(name for name, _ in _REPLACED)
