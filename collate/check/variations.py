"""V: what a witness brings that its project does not allow, and what looks like a slip."""

from collections.abc import Iterator
from typing import Final

from collate.apparatus import Contrast, Reading, Selection, Support, select
from collate.check.comparison import Comparison
from collate.check.findings import Found, Remark
from collate.check.slips import as_written, slips
from collate.classify import Kind, Variation

LONGEST: Final = 60  # signs of a reading that is cited
_MEND: Final = "look into the source; then mend the text, allow {}, or keep it in the baseline with its reason"
_SILENT: Final = (Kind.AGREEMENT, Kind.LACUNA)


def not_allowed(work: Comparison) -> Iterator[Remark]:
    """Give the variations from the base that the project does not allow; those that an editor ignores are none."""
    shown = select(work.collated.apparatus, Selection(typography=True))
    allowed = frozenset(work.settings.allow or ())
    for entry in shown.entries:
        for lemma, reading in _pairs(entry.lemma.text if entry.lemma else None, entry.readings, entry.pairs):
            variation = reading.variation
            code = f"V-{variation.kind}"
            if code not in work.rules or variation.kind in _SILENT or _names(variation) & allowed:
                continue
            if variation.kind is Kind.TRANSPOSITION and not reading.text:
                continue  # it is told where the words stand
            for support in reading.support:
                if support.siglum in work.asked and support.siglum != work.base:
                    yield Remark(code, _told(variation, lemma, reading.text, support, work.base), support.siglum)


def _pairs(
    lemma: str | None, readings: tuple[Reading, ...], pairs: tuple[Contrast, ...]
) -> Iterator[tuple[str, Reading]]:
    """Give each reading with what it is set against."""
    if lemma is None:
        yield from ((pair.first.text, pair.second) for pair in pairs)
    else:
        yield from ((lemma, reading) for reading in readings)


def _names(variation: Variation) -> set[str]:
    return {str(variation.kind), variation.label, str(variation.significance)}


def _told(variation: Variation, lemma: str, text: str, support: Support, base: str) -> Found:
    start, end = support.spans[0]
    against = f"{base} has {cited(lemma)}" if lemma else f"{base} has nothing here"
    said = f"{cited(text)}, where {against}" if text and lemma else f"{cited(text)}; {against}" if text else against
    nothing = "" if text else ", and the witness nothing"
    return Found(start, end, f"{variation.label}: {said}{nothing}", _MEND.format(variation.label))


def cited(text: str) -> str:
    """Cite a reading, the middle of a long one left out."""
    words = " ".join(text.split())
    return repr(words if len(words) <= LONGEST else f"{words[: LONGEST * 2 // 3]} … {words[-LONGEST // 3 :]}")


def probable_slips(work: Comparison) -> Iterator[Remark]:
    """Give the forms that only one witness has and that look like slips, with what the others read."""
    alignment = work.collated.alignment
    numbers = [w for w in range(len(alignment.tokens)) if work.siglum(w) in work.asked]
    for slip in slips(alignment, work.collated.context, numbers):
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
        yield Remark("V-slip", Found(start, end, message, "look into the source"), work.siglum(slip.witness))
