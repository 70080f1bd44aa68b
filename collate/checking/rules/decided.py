"""What an editor has decided is not reported again: no rule calls a reading an error that a decision explains."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Final

from collate.apparatus import Entry, entries_and_echoes
from collate.checking.error_evidence import ERROR_CAUSES
from collate.model.apparatus import Apparatus, Lemma, Reading, Span
from collate.model.decisions import Action, Decision
from collate.model.findings import WorkFinding
from collate.model.variation import Variation
from collate.model.witness import Siglum

# What these say of a reading, a decision on its kind answers, unless it names an error, too.
_ON_WORDS: Final = frozenset({"V-slip", "V-wrong-word"})
# What is written twice or lost is still so if an editor says that it is an addition or an omission, but not if the
# editor ignores it.
_ON_RUNS: Final = frozenset({"V-doubled", "V-lost-run", "V-lost-word"})
CODES: Final = _ON_WORDS | _ON_RUNS

Place = tuple[Siglum, Span]


def without_decided(findings: Iterable[WorkFinding], apparatus: Apparatus) -> list[WorkFinding]:
    """Return the findings without those on readings of which an editor has decided that they are no error."""
    answered = _answered_places(apparatus)
    if not answered:
        return list(findings)
    return [f for f in findings if not any(_is_at(f, place) for place in answered.get(f.code, ()))]


def _is_at(finding: WorkFinding, place: Place) -> bool:
    """Return whether a finding has a character in a place; an empty one may lie at its edge."""
    siglum, (start, end) = place
    first, last = finding.match.start, finding.match.end
    if finding.siglum != siglum:
        return False
    return (first < end and start < last) or ((first == last or start == end) and first <= end and start <= last)


def _answered_places(apparatus: Apparatus) -> Mapping[str, list[Place]]:
    """Return the places that decisions answer, by the code of the rule."""
    decisions = {outcome.decision.id: outcome.decision for outcome in apparatus.decisions}
    places: dict[str, list[Place]] = {}
    if not decisions:
        return places
    for entry in entries_and_echoes(apparatus):
        for first, second, variation in _compared(entry):
            decision = decisions.get(variation.decision or "")
            for code in _answered_codes(decision) if decision else ():
                places.setdefault(code, []).extend((*_places_of(first), *_places_of(second)))
    return places


def _answered_codes(decision: Decision) -> frozenset[str]:
    """Return the rules that a decision on a pair of readings answers."""
    if decision.action is Action.IGNORE:
        return CODES
    return frozenset() if decision.cause in ERROR_CAUSES else _ON_WORDS


def _compared(entry: Entry) -> Iterator[tuple[Lemma | Reading, Reading, Variation]]:
    """Yield the pairs of readings of an entry, and the variation between them."""
    if entry.lemma is None:
        for pair in entry.pairs:
            yield pair.first, pair.second, pair.second.variation
        return
    for reading in entry.readings:
        yield entry.lemma, reading, reading.variation


def _places_of(reading: Lemma | Reading) -> Iterator[Place]:
    return ((support.siglum, span) for support in reading.support for span in support.spans)
