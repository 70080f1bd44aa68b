"""Foot- and endnotes, and the markers that call them."""

import re
from bisect import bisect_left
from collections.abc import Iterable
from typing import Final

from collate.editorial.interventions import Intervention
from collate.editorial.lines import Stretch, paragraphs
from collate.witness import Role, Witness

_SIGNED: Final = re.compile(r"[—–-]\s*(?:Ed|Eds|Tr|Trans)\.\s*$|[(\[](?:Ed|Eds|Tr|Trans)\.[)\]]\s*$")
_ENDS_OF_A_SIGNED_NOTE: Final = tuple(f"{who}.{end}" for who in ("Ed", "Eds", "Tr", "Trans") for end in ("", ")", "]"))
_SIGN: Final = re.compile(r"^(\*{1,4}|†{1,2}|‡{1,2}|§|[¹²³⁴⁵⁶⁷⁸⁹⁰]+)\s*(?=\S)")


def footnotes(witness: Witness) -> Iterable[Intervention]:
    """Find paragraphs that are notes, and their markers in the text.

    A note is a paragraph that an editor signs (`—Ed.`), or one that begins with a sign which
    also stands behind a word or a mark of punctuation elsewhere.
    """
    found: dict[str, list[int]] = {}
    called: set[str] = set()
    for paragraph in paragraphs(witness.text):
        sign = _SIGN.match(paragraph.text)
        signed = _SIGNED.search(paragraph.text) if paragraph.text.endswith(_ENDS_OF_A_SIGNED_NOTE) else None
        markers = _markers(witness.text, sign.group(1), found) if sign else []
        elsewhere = len(markers) > len(_within(markers, paragraph))
        if signed:
            why = f"a paragraph that its editor signs, {signed.group().strip()!r}"
        elif sign and elsewhere:
            why = f"a paragraph that begins with {sign.group(1)!r}, which also stands in the text as a marker"
        else:
            continue
        yield Intervention(paragraph.start, paragraph.end, Role.NOTE, "footnote", why)
        if sign and sign.group(1) not in called:
            called.add(sign.group(1))
            why = f"the sign {sign.group(1)!r} calls a note that begins with it"
            yield from (Intervention(at, at + len(sign.group(1)), Role.NOTE, "marker", why) for at in markers)


def _markers(text: str, sign: str, found: dict[str, list[int]]) -> list[int]:
    """Give the places where a sign hangs on a word or mark, looked for once for each sign."""
    if sign not in found:
        pattern = rf"(?<=[^\s*†‡§]){re.escape(sign)}(?![\w*†‡§])"
        found[sign] = [match.start() for match in re.finditer(pattern, text)]
    return found[sign]


def _within(markers: list[int], note: Stretch) -> list[int]:
    """Give the markers inside a note."""
    return markers[bisect_left(markers, note.start) : bisect_left(markers, note.end)]
