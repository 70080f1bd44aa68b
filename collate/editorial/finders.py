"""Run the finders on a witness, and make one list of what they find."""

from collections.abc import Callable, Iterable, Mapping
from typing import Final

from collate.editorial.cause import Cause
from collate.editorial.nesting import nested, without_crossing
from collate.editorial.note_citations import citations_in_notes
from collate.model.interventions import Intervention
from collate.model.witness import Role, Witness

Finder = Callable[[Witness], Iterable[Intervention]]
_OF_TYPED_SIGNS: Final = frozenset(("square-brackets", "other-brackets", "parentheses"))


def interventions_of(witness: Witness, finders: Mapping[str, Finder]) -> tuple[Intervention, ...]:
    """Return the interventions of a witness, found by those of some finders that suit it.

    The layout of a marked-up source says nothing that its markup does not say: only typed brackets are looked at.
    """
    suits = _OF_TYPED_SIGNS if witness.structured else finders.keys()
    return find_interventions(witness, [finder for name, finder in finders.items() if name in suits])


def find_interventions(witness: Witness, finders: Iterable[Finder]) -> tuple[Intervention, ...]:
    """Return the interventions of a witness in order, an outer one before those inside it; no two cross.

    The marks of the source and of the work come first, then each finder in turn. What crosses the finding of an
    earlier finder is cut. A mark with the role text keeps all finders out.
    """
    kept: list[Intervention] = []
    marked = [Intervention(m.start, m.end, m.role, m.cause or "", m.why) for m in witness.marks if m.role]
    named = [
        Intervention(*place.label, Role.PARATEXT, Cause.PLACE, f"the name of a place: {place.system} {place.value}")
        for place in witness.places
        if place.label
    ]
    for interventions in (marked, named, *(list(finder(witness)) for finder in finders)):
        if interventions:
            kept = nested(witness.text, kept, without_crossing(interventions))
    if not witness.structured:
        kept = nested(witness.text, kept, without_crossing(citations_in_notes(witness.text, kept)))
    return tuple(intervention for intervention in kept if intervention.role is not Role.TEXT)
