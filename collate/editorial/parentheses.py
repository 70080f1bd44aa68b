"""The few round brackets that are an editor's: signed words, `(sic)`, resolved abbreviations."""

import re
from collections.abc import Iterable
from functools import cache
from typing import Final

from collate._late_regex import late_regex
from collate.editorial.cause import Cause
from collate.editorial.editors_phrases import may_end, phrase_pattern
from collate.model.interventions import Intervention
from collate.model.witness import Role, Witness

MIN_RESOLVED: Final = 3  # different resolved abbreviations; an author too writes word(s), with the same few endings
MAX_SIGNATURE_LENGTH: Final = 60  # code points of an editor's signature

_PARENTHESES: Final = late_regex(r"\([^()\r\n]{1,430}\)")
_RESOLVED: Final = late_regex(r"\([^\W\d_]{2,20}\)")

# A function of a program with no argument or several: `close()`, `store(data, table)`. There `parse(data)` is one too.
_CALL: Final = late_regex(r"[^\W\d_]\((?:\)|[^()\r\n]{0,80}[,=\"])")


def editors_parentheses(witness: Witness) -> Iterable[Intervention]:
    """Find `(Ed.)`, words signed `—Ed.)`, `(sic)`, and `Q(uintus)` in a text with three different ones or more."""
    text = witness.text
    if "(" not in text:
        return
    for match in _PARENTHESES.finditer(text):
        if may_end(match.group(), "signed") and _signature_pattern().search(match.group()[-MAX_SIGNATURE_LENGTH:]):
            why = "round brackets, signed by an editor"
            yield Intervention(match.start(), match.end(), Role.NOTE, Cause.FOOTNOTE, why)
    for match in _SIC.finditer(text):
        yield Intervention(*match.span(), Role.GLOSS, Cause.SIC, "an editor confirms the word before it: (sic)")
    resolved = [m for m in _RESOLVED.finditer(text) if text[m.start() - 1 : m.start()].isalpha()]
    if len({m.group().casefold() for m in resolved}) >= MIN_RESOLVED and not _CALL.search(text):
        for match in resolved:
            why = "letters in round brackets that resolve an abbreviation, as elsewhere in this text"
            yield Intervention(*match.span(), Role.GLOSS, Cause.EXPANSION, why)


_SIC: Final = late_regex(r"\([Ss][Ii][Cc][.!]?\)")


@cache
def _signature_pattern() -> re.Pattern[str]:
    """Return the pattern of a signature at the end of brackets."""
    return re.compile(rf"(?:^\(|[—–-]\s?){phrase_pattern('signed')}\.?\)$")
