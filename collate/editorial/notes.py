"""Foot- and endnotes, and the markers that call them."""

import re
from collections.abc import Iterable
from typing import Final

from collate.editorial.interventions import Intervention
from collate.editorial.lines import Stretch, paragraphs
from collate.witness import Role, Witness

_SIGNED: Final = re.compile(r"[—–-]\s*(?:Ed|Eds|Tr|Trans)\.\s*$|[(\[](?:Ed|Eds|Tr|Trans)\.[)\]]\s*$")
_SIGN: Final = re.compile(r"^(\*{1,4}|†{1,2}|‡{1,2}|§|[¹²³⁴⁵⁶⁷⁸⁹⁰]+)\s*(?=\S)")


def footnotes(witness: Witness) -> Iterable[Intervention]:
    """Find paragraphs that are notes, and their markers in the text.

    A note is a paragraph that an editor signs (`—Ed.`), or one that begins with a sign which
    also stands behind a word or a mark of punctuation elsewhere.
    """
    for paragraph in paragraphs(witness.text):
        sign = _SIGN.match(paragraph.text)
        markers = list(_markers(witness.text, sign.group(1), paragraph)) if sign else []
        signed = _SIGNED.search(paragraph.text)
        if signed:
            why = f"a paragraph that its editor signs, {signed.group().strip()!r}"
        elif sign and markers:
            why = f"a paragraph that begins with {sign.group(1)!r}, which also stands in the text as a marker"
        else:
            continue
        yield Intervention(paragraph.start, paragraph.end, Role.NOTE, "footnote", why)
        yield from markers


def _markers(text: str, sign: str, note: Stretch) -> Iterable[Intervention]:
    """Find a sign where it hangs on a word or mark, outside its own note."""
    pattern = rf"(?<=[^\s*†‡§]){re.escape(sign)}(?![\w*†‡§])"
    for match in re.finditer(pattern, text):
        if not note.start <= match.start() < note.end:
            yield Intervention(
                *match.span(), Role.NOTE, "marker", f"the sign {sign!r} calls a note that begins with it"
            )
