"""Rules written for a work in Python: asked, and their answers checked, for they may do anything."""

import sys
from collections.abc import Callable, Mapping
from contextlib import redirect_stdout
from typing import Final

from collate.classify.reading_pair import ReadingPair
from collate.errors import RuleError
from collate.model.variation import Certainty, Kind, Variation


def ask_project_rule(name: str, rule: Callable[[ReadingPair], Variation | None], pair: ReadingPair) -> Variation | None:
    """Ask a rule written for the work, and check its answer; it may fail in any way."""
    base, reading = " ".join(pair.base.words), " ".join(pair.reading.words)
    try:
        with redirect_stdout(sys.stderr):  # its output must not get into a report
            variation = rule(pair)
    except (Exception, SystemExit) as error:
        raise RuleError(f"the rule {name} fails for {base!r} and {reading!r}: {error!r}; correct the rule") from error
    if variation is None:
        return None
    if not isinstance(variation, Variation):
        raise RuleError(
            f"the rule {name} returns {variation!r} for {base!r} and {reading!r}; it must return a Variation or None"
        )
    for field, value, is_valid in _checked_fields(variation):
        if not is_valid:
            must = f"it must be {_REQUIRED_TYPES[field]}"
            raise RuleError(f"the rule {name} returns {field} {value!r} for {base!r} and {reading!r}; {must}")
    return variation


_REQUIRED_TYPES: Final[Mapping[str, str]] = {
    "kind": "a Kind",
    "why": "a string",
    "cause": "a string or None",
    "also": "a tuple of Kinds",
    "certainty": "a Certainty",
}


def _checked_fields(variation: Variation) -> tuple[tuple[str, object, bool], ...]:
    """Return name, value and validity of the fields that a rule sets; Python does not check their types."""
    also_kinds = isinstance(variation.also, tuple) and all(isinstance(kind, Kind) for kind in variation.also)
    return (
        ("kind", variation.kind, isinstance(variation.kind, Kind)),
        ("why", variation.why, isinstance(variation.why, str)),
        ("cause", variation.cause, variation.cause is None or isinstance(variation.cause, str)),
        ("also", variation.also, also_kinds),
        ("certainty", variation.certainty, isinstance(variation.certainty, Certainty)),
    )
