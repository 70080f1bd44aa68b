"""Kinds and reasons where there is no base: nothing was added or left out, one reading has more than the other."""

from typing import Final

from collate.model.variation import Kind, Variation

ADDITION_OR_OMISSION: Final = "addition or omission"
# What the rules say of the reading that has more, and the same without a base.
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
)


def undirected_kind(kind: Kind) -> str:
    """Return the name of a kind without a direction: `addition or omission` for both of these."""
    return ADDITION_OR_OMISSION if kind in (Kind.ADDITION, Kind.OMISSION) else str(kind)


def undirected_reason(variation: Variation) -> str:
    """Return why two readings differ, in words that do not make one of them the base."""
    for directed, undirected in _REASONS:
        if directed in variation.why:
            return variation.why.replace(directed, undirected)
    return variation.why
