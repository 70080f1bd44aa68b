"""V: what a witness brings that its project does not allow, and what looks like a slip."""

from collections.abc import Iterator
from typing import Final

from collate.apparatus import Entry, Reading, Selection, Support, select
from collate.checking.comparison import Comparison
from collate.checking.rules.probable_errors import as_written, probable_errors
from collate.classify import Kind, Variation
from collate.model.findings import Match, WorkFinding
from collate.model.witness import MAJORITY
from collate.terminal.display import visible

LONGEST: Final = 60  # signs of a reading that is cited
_MEND: Final = "look into the source; then mend the text, allow {}, or keep it in the baseline with its reason"
_SILENT: Final = (Kind.AGREEMENT, Kind.LACUNA)


def not_allowed(work: Comparison) -> Iterator[WorkFinding]:
    """Give the variations from the base that the project does not allow; those that an editor ignores are none."""
    shown = select(work.collated.apparatus, Selection(typography=True))
    allowed = frozenset(work.settings.allow or ())
    for entry in shown.entries:
        for who, lemma, reading in _pairs(entry, work.base):
            variation = reading.variation
            code = f"V-{variation.kind}"
            if code not in work.rules or variation.kind in _SILENT or _names(variation) & allowed:
                continue
            if variation.kind is Kind.TRANSPOSITION and not reading.text:
                continue  # it is told where the words stand
            for support in reading.support:
                if support.siglum in work.asked and support.siglum != work.base:
                    yield WorkFinding(code, _told(variation, f"{who} {lemma}", reading.text, support), support.siglum)


def _pairs(entry: Entry, base: str) -> Iterator[tuple[str, str, Reading]]:
    """Give each reading with those that have something else, and what they have."""
    if entry.lemma is None:
        for pair in entry.pairs:
            yield ", ".join(pair.first.witnesses), _had(pair.first.text, len(pair.first.witnesses)), pair.second
        return
    who = "most" if base == MAJORITY else base
    for reading in entry.readings:
        yield who, _had(entry.lemma.text, 2 if base == MAJORITY else 1), reading


def _had(text: str, witnesses: int) -> str:
    """Say what some witnesses have."""
    return f"{'have' if witnesses > 1 else 'has'} {cited(text) if text else 'nothing here'}"


def _names(variation: Variation) -> set[str]:
    return {str(variation.kind), variation.label, str(variation.significance)}


def _told(variation: Variation, others: str, text: str, support: Support) -> Match:
    start, end = support.spans[0]
    said = f"{cited(text)}, where {others}" if text else f"{others}, and the witness nothing"
    return Match(start, end, f"{variation.label}: {said}", _MEND.format(variation.label))


def cited(text: str) -> str:
    """Cite a reading, the middle of a long one left out."""
    words = " ".join(text.split()) or visible(text)
    return repr(words if len(words) <= LONGEST else f"{words[: LONGEST * 2 // 3]} … {words[-LONGEST // 3 :]}")


def probable_slips(work: Comparison) -> Iterator[WorkFinding]:
    """Give the forms that only one witness has and that look like slips, with what the others read."""
    alignment = work.collated.alignment
    numbers = [w for w in range(len(alignment.tokens)) if work.siglum(w) in work.asked]
    for slip in probable_errors(alignment, work.collated.evidence, numbers):
        tokens = alignment.tokens[slip.witness]
        start, end = int(tokens.spans[slip.first, 0]), int(tokens.spans[slip.last - 1, 1])
        told = [
            f"{', '.join(sorted(map(work.siglum, others)))} {'have' if len(others) > 1 else 'has'} "
            + repr(as_written(alignment, slip, word, others[0]))
            if others
            else f"the work has {word!r} elsewhere"
            for word, others in slip.meant
        ]
        written = cited(tokens.witness.text[start:end])
        message = f"{written} stands in no other witness and looks like a slip: {'; '.join(told)}"
        yield WorkFinding("V-slip", Match(start, end, message, "look into the source"), work.siglum(slip.witness))
