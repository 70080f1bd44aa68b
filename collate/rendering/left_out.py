"""What a filter leaves out, in words, where it leaves nothing to show."""

from collections.abc import Iterable, Mapping
from typing import Final

from collate.apparatus.select import PLACE_NAMES
from collate.model.apparatus import IGNORED_BY_DECISION, Apparatus, LeftOut
from collate.model.variation import Kind, Significance
from collate.rendering.citation import describe_equal_words

# One and several of each kind, as they are counted in a sentence; other kinds are counted by their own names.
_NOUNS: Final[Mapping[str, tuple[str, str]]] = {
    Kind.TYPOGRAPHY: ("place of typography", "places of typography"),
    Kind.PUNCTUATION: ("punctuation mark", "punctuation marks"),
    Kind.CAPITALISATION: ("capital", "capitals"),
    Kind.DIACRITICS: ("diacritic", "diacritics"),
    Kind.WORD_DIVISION: ("word division", "word divisions"),
    Kind.GLOSS: ("gloss", "glosses"),
    Kind.PARATEXT: ("line of paratext", "lines of paratext"),
    PLACE_NAMES: ("number of a place", "numbers of places"),
    IGNORED_BY_DECISION: ("reading ignored by decision", "readings ignored by decision"),
}


def describe_nothing(apparatus: Apparatus) -> str:
    """Return a sentence for an apparatus without entries: what was asked for, and what differs and is not shown."""
    if same := describe_equal_words(apparatus):
        return same
    if not apparatus.hidden:
        return "no difference"
    nothing = _nothing(apparatus)
    if not apparatus.left_out:
        return f"{nothing}; {_differ(apparatus.hidden)}"
    by_option: dict[str, list[LeftOut]] = {}
    for row in apparatus.left_out:
        by_option.setdefault(row.shown, []).append(row)
    parts = [
        _differ((row.kind, row.count) for row in rows) + (f", shown {shown}" if shown else "")
        for shown, rows in by_option.items()
    ]
    return "; ".join((nothing, *parts))


def list_hidden(apparatus: Apparatus) -> str:
    """Return what is not shown, by kind: `2 typography, 5 numbers of places`."""
    return ", ".join(
        f"{count} {_noun(kind, count) if kind == PLACE_NAMES else kind}" for kind, count in apparatus.hidden
    )


def _nothing(apparatus: Apparatus) -> str:
    """Return `nothing substantive`, `no omission or addition`, or what else is not there."""
    names = apparatus.only
    if names and set(names) <= set(map(str, Significance)):
        return f"nothing {' or '.join(names)}"
    if names:
        return f"none of {', '.join(names)}" if set(names) & set(map(str, Significance)) else f"no {' or '.join(names)}"
    kinds = {kind for kind, _ in apparatus.hidden}
    return "nothing but typography" if kinds == {str(Kind.TYPOGRAPHY)} else "nothing to show"


def _differ(counts: Iterable[tuple[str, int]]) -> str:
    """Return `2 notes and 1 omission differ`."""
    rows = list(counts)
    words = [f"{count} {_noun(kind, count)}" for kind, count in rows]
    listed = " and ".join((", ".join(words[:-1]), words[-1])) if len(words) > 1 else words[0]
    return f"{listed} {'differs' if sum(count for _, count in rows) == 1 else 'differ'}"


def _noun(kind: str, count: int) -> str:
    one, several = _NOUNS.get(kind, (kind, f"{kind}s"))
    return one if count == 1 else several
