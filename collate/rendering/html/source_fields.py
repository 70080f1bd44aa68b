"""What the record of a page has of a witness only if it was read from a marked-up source."""

import re
from typing import Any, Final

from collate._arrays import Int32
from collate.model.annotations import AnnotationName
from collate.model.told_marks import OF_STATE
from collate.model.witness import Witness

# The only addresses that become links. Nothing at them is loaded with the page.
_ADDRESS: Final = re.compile(r"https?://[^\s\x00-\x20\x7f<>\"]+", re.IGNORECASE)
_TOLD: Final = frozenset((*OF_STATE, AnnotationName.HAND))


def source_fields(witness: Witness, units: Int32 | None) -> dict[str, Any]:
    """Return the fields `stands`, `told` and `images`, without those that are empty.

    `units` are the offsets in UTF-16 of each code point; None if they are the same.
    """

    def offset(point: int) -> int:
        return point if units is None else int(units[point])

    fields: dict[str, Any] = {}
    if witness.origins:
        starts, lines, files = witness.line_stretches
        fields["stands"] = [[offset(start) for start in starts], list(lines), list(files)]
    told, images = [], []
    for a in witness.annotations:
        if a.name in _TOLD and not (a.start == 0 and a.end == len(witness.text)):
            label = f"{a.name} ({a.value})" if a.value else str(a.name)
            told.append([offset(a.start), offset(a.end), label])
        elif a.name is AnnotationName.FACSIMILE and _ADDRESS.fullmatch(a.value):
            images.append([offset(a.start), offset(a.end), a.value])
    return fields | ({"told": told} if told else {}) | ({"images": images} if images else {})
