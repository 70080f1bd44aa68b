"""Which states a text has: the first hand, those who corrected it, and the last state."""

import re
from collections.abc import Sequence
from itertools import islice
from typing import Final

from lxml import etree

from collate._dataclass import dataclass
from collate._late_regex import late_regex
from collate._repr import repr_line
from collate.model.witness import Siglum
from collate.reading.read_settings import ReadSettings
from collate.reading.tei.elements import ID
from collate.reading.xml_source import local_name, string_value

FIRST: Final = "first"
LAST: Final = "last"
ALL: Final = "all"
_CORRECTOR: Final = late_regex(r"(?:corrector|corr|C(?=\d|$))(\d*)[a-z]?")
_FIRST_HANDS: Final = frozenset({"firsthand", "first", "*", "orig", "firsthandV"})
_MOST_PARTS: Final = 16  # of a substitution that are asked for the hand of another part
_ALTERING: Final = ("{*}add", "{*}del", "{*}addSpan", "{*}delSpan", "{*}rdg")
CORRECTING: Final = frozenset({"corr", "alt"})  # types of a reading of a later hand


@dataclass(frozen=True, slots=True)
class Layer:
    """A state of a text: which hands' changes are made in it.

    suffix   of its siglum: `*`, `C1`, "" for that of the manuscript itself
    hands    whose changes are made, "" for those of no named hand; None for all
    alone    whether only the words of this hand are read
    """

    suffix: str
    hands: frozenset[str] | None = None
    alone: str = ""

    def __repr__(self) -> str:
        return repr_line("Layer", self.suffix or LAST)

    def has(self, hand: str) -> bool:
        """Return whether the changes of a hand are made."""
        return self.hands is None or hand in self.hands


FIRST_STATE: Final = Layer("*", frozenset())
LAST_STATE: Final = Layer("")


@dataclass(frozen=True, slots=True)
class Hands:
    """The hands of a source, in the order in which they wrote.

    named      the hands that changed something
    separable  whether the source says of each change whose it is, so that each hand is a state
    altered    whether anything was changed
    readings   whether the changes are readings of an apparatus: `rdg type="corr"`
    """

    named: tuple[str, ...] = ()
    separable: bool = False
    altered: bool = False
    readings: bool = False

    def __repr__(self) -> str:
        return repr_line("Hands", " ".join(self.named))


def hand_name(value: str) -> str:
    """Return the name of a hand as layers have it: `C1` for `corrector1`, `corrector1a`; "" for the first hand."""
    name = value.strip().lstrip("#")
    if not name or name in _FIRST_HANDS:
        return ""
    match = _CORRECTOR.fullmatch(name)
    return f"C{match[1]}" if match else name


def is_doubtful(value: str) -> bool:
    """Return whether a reading is only thought to be of this hand: `corrector1V` (videtur)."""
    return re.fullmatch(r"(?:corrector|C)\d*[a-z]?V", value.strip().lstrip("#")) is not None


def hands_of(bodies: Sequence[etree._Element], roots: Sequence[etree._Element]) -> Hands:
    """Return the hands that changed a text; it stands in `bodies`, which are parts of the files `roots`."""
    found: dict[str, None] = {}
    altered = readings = nameless = False
    for body in bodies:
        for element in body.iter(*_ALTERING):
            name = local_name(element)
            if name == "rdg":
                if not is_correction(element):
                    continue
                readings = True
            value = hand_of_change(element)
            altered = True
            if is_doubtful(value):
                continue
            hand = hand_name(value)
            if hand:
                found.setdefault(hand)
            elif name in ("del", "delSpan"):
                nameless = True
    return Hands(_in_order(found, roots), bool(found) and not nameless, altered, readings)


def is_correction(reading: etree._Element) -> bool:
    """Return whether a reading of an apparatus is that of a later hand in the same manuscript."""
    kind = reading.get("type", "")
    return reading.get("wit") is None and (kind in CORRECTING or kind.startswith("corr"))


def hand_of_change(element: etree._Element) -> str:
    """Return the hand of an addition or deletion; in a substitution all parts are of one hand."""
    own = element.get("hand")
    if own:
        return str(own)
    parent = element.getparent()
    if parent is None or local_name(parent) not in ("subst", "mod"):
        return ""
    if parent.get("hand"):
        return str(parent.get("hand"))
    return next((str(part.get("hand")) for part in islice(parent, _MOST_PARTS) if part.get("hand")), "")


def replaced_words(element: etree._Element) -> str:
    """Return the words that an addition, or the reading of a corrector, stands for; "" if it stands for none."""
    parent = element.getparent()
    if parent is None:
        return ""
    if local_name(element) == "rdg":
        first = (r for r in parent if local_name(r) in ("rdg", "lem") and not is_correction(r))
        return _text(next(first, None))
    if local_name(parent) in ("subst", "mod"):
        return " ".join(filter(None, (_text(part) for part in parent if local_name(part) == "del")))
    before, behind = element.getprevious(), element.getnext()
    if before is not None and local_name(before) == "del" and not (before.tail or "").strip():
        return _text(before)
    touches = behind is not None and local_name(behind) == "del" and not (element.tail or "").strip()
    return _text(behind) if touches else ""


def _text(element: etree._Element | None) -> str:
    return "" if element is None else " ".join(string_value(element).split())


def _in_order(found: dict[str, None], roots: Sequence[etree._Element]) -> tuple[str, ...]:
    """Return hands in the order in which the header lists them; correctors by number."""
    listed = [hand_name(e.get(ID, "")) for root in roots for e in root.iter("{*}handNote", "{*}hand")]
    order = {hand: n for n, hand in reversed(list(enumerate(listed)))}
    first = {hand: n for n, hand in enumerate(found)}
    return tuple(sorted(found, key=lambda h: (order.get(h, len(order)), _number(h), first[h])))


def _number(hand: str) -> int:
    match = re.fullmatch(r"C(\d+)", hand)
    return int(match[1]) if match else 0


def layers_of(hands: Hands, settings: ReadSettings) -> tuple[Layer, ...]:
    """Return the states that the settings ask for, the first one first."""
    if settings.hand == FIRST:
        return (FIRST_STATE,)
    if settings.hand == ALL:
        return _all_layers(hands, settings.inherit)
    if settings.hand == LAST:
        return (LAST_STATE,)
    named = _layer_of(settings.hand, hands, settings.inherit)
    return (LAST_STATE if named is None else named,)


def _all_layers(hands: Hands, inherit: bool) -> tuple[Layer, ...]:
    if not hands.altered:
        return (LAST_STATE,)
    if not hands.separable:
        return (FIRST_STATE, LAST_STATE)
    named = [layer for hand in hands.named if (layer := _layer_of(hand, hands, inherit)) is not None]
    if not hands.readings and inherit:
        named[-1] = LAST_STATE
    return (FIRST_STATE, *named)


def _layer_of(hand: str, hands: Hands, inherit: bool) -> Layer | None:
    """Return the state after a hand; None if the source has no such hand."""
    name = hand_name(hand)
    if name not in hands.named:
        return FIRST_STATE if name == "" else None
    before = hands.named[: hands.named.index(name) + 1]
    suffix = name if hands.readings else f"^{name}"
    return Layer(suffix, frozenset({"", *before}), "" if inherit else name)


def siglum_of_layer(siglum: Siglum, layer: Layer, count: int) -> Siglum:
    """Return the siglum of a state; one that is read alone has that of the witness."""
    return Siglum(f"{siglum}{layer.suffix}") if count > 1 else siglum
