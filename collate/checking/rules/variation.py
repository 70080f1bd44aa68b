"""V: variations of a witness that its project does not allow, and probable errors."""

from collections.abc import Iterator, Sequence
from typing import Final

from collate.apparatus import Entry, Reading, Selection, Support, entries_and_echoes, select
from collate.checking.comparison import Comparison
from collate.checking.look_alikes import look_alike_clause
from collate.checking.rules.probable_errors import ProbableError, probable_errors, spelling_in_witness
from collate.classify import Kind, Variation
from collate.model.findings import Match, WorkFinding
from collate.model.variation import SIGNIFICANCE
from collate.model.witness import MAJORITY
from collate.terminal.display import visible

MAX_QUOTE_LENGTH: Final = 60  # characters of a reading that are quoted
_HELP: Final = "check the source; then correct the text, allow {}, or accept it in the baseline with a reason"
_NOT_COMPARED: Final = (Kind.AGREEMENT, Kind.LACUNA)


def disallowed_variations(work: Comparison) -> Iterator[WorkFinding]:
    """Find the variations from the base that the project does not allow, without those that an editor ignores."""
    shown = select(work.collated.apparatus, Selection(typography=True))
    allowed = frozenset(work.settings.allow or ())
    for entry in entries_and_echoes(shown):
        for others, lemma, reading in _compared_readings(entry, work.base):
            variation = reading.variation
            if variation.kind in _NOT_COMPARED or (variation.kind is Kind.TRANSPOSITION and not reading.text):
                continue  # moved words are reported where they are
            supports = [s for s in reading.support if s.siglum in work.targets and s.siglum != work.base]
            if f"V-{variation.kind}" in work.rules and not _allow_names(variation) & allowed:
                for support in supports:
                    match = _match_for(variation, f"{others} {lemma}", reading.text, support)
                    yield WorkFinding(f"V-{variation.kind}", match, support.siglum)
            if variation.kind is Kind.TRANSPOSITION:
                yield from _changes_inside(work, variation, supports, allowed)


def _changes_inside(
    work: Comparison, moved: Variation, supports: Sequence[Support], allowed: frozenset[str]
) -> Iterator[WorkFinding]:
    """Find the kinds of changes inside moved words that the project does not allow, even if it allows the move."""
    for kind in moved.also:
        if f"V-{kind}" in work.rules and not {str(kind), str(SIGNIFICANCE[kind])} & allowed:
            for support in supports:
                start, end = support.spans[0]
                match = Match(start, end, f"{kind} in words that have moved: {moved.why}", _HELP.format(kind))
                yield WorkFinding(f"V-{kind}", match, support.siglum)


def _compared_readings(entry: Entry, base: str) -> Iterator[tuple[str, str, Reading]]:
    """Return each reading with the witnesses that it is compared with, and what they have."""
    if entry.lemma is None:
        for pair in entry.pairs:
            yield ", ".join(pair.first.witnesses), _reads(pair.first.text, len(pair.first.witnesses)), pair.second
        return
    others = "most" if base == MAJORITY else base
    for reading in entry.readings:
        yield others, _reads(entry.lemma.text, 2 if base == MAJORITY else 1), reading


def _reads(text: str, witness_count: int) -> str:
    """Return a clause that says what some witnesses have."""
    return f"{'have' if witness_count > 1 else 'has'} {quoted(text) if text else 'nothing'}"


def _allow_names(variation: Variation) -> set[str]:
    """Return the names by which the setting `allow` can allow a variation."""
    return {str(variation.kind), variation.label, str(variation.significance)}


def _match_for(variation: Variation, others: str, text: str, support: Support) -> Match:
    start, end = support.spans[0]
    difference = f"{quoted(text)}, where {others}" if text else f"{others}, and this witness has nothing"
    return Match(start, end, f"{variation.label}: {difference}", _HELP.format(variation.label))


def quoted(text: str) -> str:
    """Quote a reading; the middle of a long one is left out, between whole words if there are any."""
    words = " ".join(text.split()) or visible(text)
    if len(words) > MAX_QUOTE_LENGTH:
        head, tail = words[: MAX_QUOTE_LENGTH * 2 // 3 + 1], words[-MAX_QUOTE_LENGTH // 3 - 1 :]
        words = f"{head.rpartition(' ')[0] or head[:-1]} … {tail.partition(' ')[2] or tail[1:]}"
    return repr(words)


def probable_error_findings(work: Comparison) -> Iterator[WorkFinding]:
    """Find the forms that only one witness has and that are probably errors, with what the others have."""
    alignment = work.collated.alignment
    targets = [w for w in range(len(alignment.tokens)) if work.siglum(w) in work.targets]
    for error in probable_errors(alignment, work.collated.evidence, targets):
        tokens = alignment.tokens[error.witness]
        start, end = int(tokens.spans[error.first, 0]), int(tokens.spans[error.last - 1, 1])
        text = quoted(tokens.witness.text[start:end])
        corrections = "; ".join(_correction_clauses(work, error))
        alike = look_alike_clause(tokens.witness.text[start:end], error.corrections[0][0]) if error.corrections else ""
        message = f"{text} is in no other witness and looks like an error: {corrections}{alike}"
        meant = sorted(word.casefold() for word, _ in error.corrections)
        cause = f"{text.casefold()} for {', '.join(meant)}"
        match = Match(start, end, message, "check the source", cause=cause)
        yield WorkFinding("V-slip", match, work.siglum(error.witness))


def _correction_clauses(work: Comparison, error: ProbableError) -> Iterator[str]:
    for word, others in error.corrections:
        if others:
            sigla = ", ".join(sorted(map(work.siglum, others)))
            spelling = spelling_in_witness(work.collated.alignment, error, word, others[0])
            yield f"{sigla} {'have' if len(others) > 1 else 'has'} {spelling!r}"
        else:
            yield f"the work has {word!r} elsewhere"
