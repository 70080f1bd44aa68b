"""Kinds and reasons where there is no base: nothing was added or left out, one reading has more than the other."""

from dataclasses import replace
from typing import Final

from collate._late_regex import late_regex
from collate.model.variation import Kind, Variation
from collate.model.witness import NO_BASE

ADDITION_OR_OMISSION: Final = "addition or omission"
# What the rules say of the reading that has more, and the same without a base. A phrase is before its own beginning.
_REASONS: Final = (
    (
        "the base does not have these words and may have lost them",
        "only one reading has these words; the other may have lost them",
    ),
    ("the base does not have these words", "only one reading has these words"),
    ("the base has these words; the witness continues without them", "only one reading has these words"),
    ("; not in the base", "; only in one reading"),
    ("; not in the witness", "; only in one reading"),
    ("punctuation added:", "punctuation that only one reading has:"),
    ("punctuation left out:", "punctuation that only one reading has:"),
    ("in words that other witnesses omit:", "in words that other witnesses do not have:"),
)
# What changed inside words: `nothing to “in” (addition)`, `“in” to nothing (omission)`.
_ONE_SIDED: Final = late_regex(r"(?:nothing to (“[^”]*”)|(“[^”]*”) to nothing) \(([^)]*)\)")
_DIRECTED: Final = late_regex(r"^(?:addition|omission)")


def undirected_kind(kind: Kind) -> str:
    """Return the name of a kind without a direction: `addition or omission` for both of these."""
    return ADDITION_OR_OMISSION if kind in (Kind.ADDITION, Kind.OMISSION) else str(kind)


def kind_name(kind: Kind, base: str) -> str:
    """Return what a kind is called in a report with this base."""
    return undirected_kind(kind) if base == NO_BASE else str(kind)


def undirected(variation: Variation) -> Variation:
    """Return a variation between two readings of which neither is the base; the same object if it says nothing else."""
    why = undirected_reason(variation)
    return variation if why == variation.why else replace(variation, why=why)


def undirected_reason(variation: Variation) -> str:
    """Return why two readings differ, in words that do not make one of them the base."""
    why = variation.why
    for directed, undirected in _REASONS:
        why = why.replace(directed, undirected)
    return _ONE_SIDED.sub(
        lambda change: f"only one has {change[1] or change[2]} ({_DIRECTED.sub(ADDITION_OR_OMISSION, change[3])})", why
    )
