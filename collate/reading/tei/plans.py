"""What to do with the elements of a name: found once for each name, not for each element."""

from collections.abc import Sequence
from enum import IntEnum
from typing import Final

from lxml import etree

from collate._dataclass import dataclass
from collate._repr import repr_line
from collate.model.witness import Role
from collate.reading.read_settings import LEFT_OUT, Destiny, LineEnds, ReadSettings
from collate.reading.selectors import Selector
from collate.reading.tei import annotated
from collate.reading.tei.alternatives import ALTERNATIVES, REPLACED_NAMES, Row
from collate.reading.tei.elements import ID, KNOWN, LANG, SEPARATORS, destiny_by_name
from collate.reading.tei.places import PlaceNames
from collate.reading.transcript import Separator
from collate.reading.xml_source import local_name


class Effort(IntEnum):
    """How much is to be done for an element."""

    PLAIN = 0  # nothing: its content is read
    BLOCK = 1  # white space around it, and nothing else
    OTHER = 2
    NOTHING = 3  # a comment or a processing instruction
    QUICK = 4  # a rule of its own for the usual case


NUMBERED_BLOCKS: Final = frozenset({"l", "lg", "ab", "p", "div"})  # whose attributes may name a place
_NO_ATTRIBUTES: Final[frozenset[str]] = frozenset()


@dataclass(slots=True)
class Plan:
    """What to do with the elements of a name.

    separator  the white space around it
    destiny    what becomes of it if no selector says more; None for text
    row        which children are read; None for all
    annotate   what it says of its text
    named      the destinies of the selectors for this name
    apart, joined   the selectors for this name
    has_places whether it may begin a place
    why           the reason for a role, in a sentence
    effort     how much is to be done for an element without attributes
    attributed, telling   how much for one with attributes, and the attributes with which everything is to be done
    is_inline  whether no white space is around it
    is_fixed   whether the same becomes of all elements of the name
    says_by_attributes   whether an element without attributes says nothing of its text
    count, line   of elements that no rule knows: how many there are, and where the first one stands
    """

    name: str
    known: bool
    separator: Separator
    destiny: Destiny | None
    row: Row | None
    annotate: annotated.Row | None
    named: tuple[tuple[Selector, Destiny], ...]
    apart: tuple[Selector, ...]
    joined: tuple[Selector, ...]
    has_places: bool
    effort: Effort = Effort.OTHER
    attributed: Effort = Effort.OTHER
    telling: frozenset[str] = _NO_ATTRIBUTES
    is_inline: bool = False
    is_fixed: bool = False
    says_by_attributes: bool = False
    why: str = ""
    count: int = 0
    line: int = 0

    def __repr__(self) -> str:
        return repr_line("Plan", self.name)


def plan_for(element: etree._Element, settings: ReadSettings, places: PlaceNames, only_other: bool = False) -> Plan:
    """Return what to do with the elements of a name; with `only_other` none of them is read in a quicker way."""
    name = local_name(element)
    dropped = tuple((selector, LEFT_OUT) for selector in settings.dropped)
    destiny = destiny_by_name(name, settings)
    plan = Plan(
        name=name,
        known=name in KNOWN,
        separator=_separator(name, settings),
        destiny=destiny,
        row=ALTERNATIVES.get(name),
        annotate=annotated.ANNOTATED.get(name),
        named=tuple(row for row in (*dropped, *reversed(settings.roles)) if row[0].name in (name, "*")),
        apart=_of_name(settings.apart, name),
        joined=_of_name(settings.joined, name),
        has_places=places.of_name(name),
        says_by_attributes=name in _SAYING_BY_ATTRIBUTES,
        why=f"<{name}> in the source",
    )
    plan.is_inline = not plan.separator and not plan.apart
    plan.is_fixed = not plan.named and name not in _BY_TARGET and destiny is not LEFT_OUT
    if not isinstance(element.tag, str):
        plan.effort = plan.attributed = Effort.NOTHING
    elif not only_other:
        plan.effort, plan.attributed = _effort(plan, False), _effort(plan, True)
        plan.telling = _telling(plan)
    return plan


def _effort(plan: Plan, has_attributes: bool) -> Effort:
    if not plan.known or plan.row or plan.named or plan.apart or plan.joined:
        return Effort.OTHER
    if plan.name in _BREAKS:
        return Effort.QUICK
    if plan.name in _SPECIAL:
        return Effort.OTHER
    if plan.name in _WORDS:
        return Effort.OTHER if plan.has_places else Effort.QUICK
    if has_attributes and plan.has_places and plan.name in NUMBERED_BLOCKS:
        return Effort.QUICK
    if has_attributes and (plan.has_places or plan.annotate or plan.name in _BY_ATTRIBUTES):
        return Effort.OTHER
    if plan.annotate and not plan.says_by_attributes:
        return Effort.OTHER
    if plan.destiny:
        return (
            Effort.QUICK if plan.name in ("speaker", "stage") and plan.destiny.role not in _NO_ASIDE else Effort.OTHER
        )
    return Effort.BLOCK if plan.separator else Effort.PLAIN


def _telling(plan: Plan) -> frozenset[str]:
    """Return the attributes with which an element is read with all steps; words look at theirs themselves."""
    if plan.name in _WORDS:
        return _NO_ATTRIBUTES
    identity = (ID,) if plan.name in annotated.WITH_ID else ()
    return frozenset((LANG, *identity, *(_PARTS if plan.separator else ())))


def plan_in(
    root: etree._Element, element: etree._Element, settings: ReadSettings, places: PlaceNames, has_spans: bool
) -> Plan:
    """Return what to do with the elements of a name in a file."""
    is_usual = local_name(element) in KNOWN and _namespace(element) == _namespace(root)
    return plan_for(element, settings, places, only_other=has_spans or not is_usual)


def _namespace(element: etree._Element) -> str:
    return element.tag.rpartition("}")[0] if isinstance(element.tag, str) else ""


def _of_name(selectors: Sequence[Selector], name: str) -> tuple[Selector, ...]:
    return tuple(s for s in selectors if s.name in (name, "*"))


def _separator(name: str, settings: ReadSettings) -> Separator:
    if name == "line":
        return Separator.SPACE if settings.lines is LineEnds.JOIN else Separator.LINE
    return SEPARATORS.get(name, Separator.NONE)


_WORDS: Final = frozenset({"w", "pc", "c"})
_BREAKS: Final = frozenset({"lb", "pb", "cb", "gb"})
_BY_TARGET: Final = frozenset({"zone", "ref", "label"})  # what becomes of them depends on more than their name
_SPECIAL: Final = frozenset(
    {"gap", "subst", "mod", "handShift", "g", "milestone", "delSpan", "addSpan", "damageSpan", "space", "seg"}
    | {"line", "app", "witStart", "witEnd", "lacunaStart", "lacunaEnd"}
)  # rows of `special.SPECIAL` that no other test here finds
_PARTS: Final = frozenset({"part", "next", "prev"})
_BY_ATTRIBUTES: Final = frozenset({"ref", "zone", "label", "l", "ab", *REPLACED_NAMES})
_SAYING_BY_ATTRIBUTES: Final = frozenset({"hi", "w", "rdg", "subst", "mod", "retrace"})
_NO_ASIDE: Final = (None, Role.TEXT)
