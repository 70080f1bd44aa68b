"""What a filter leaves out, in words, where it leaves nothing to show."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Final

from collate.apparatus.select import PLACE_NAMES
from collate.model.apparatus import IGNORED_BY_DECISION, Apparatus, LeftOut, Part
from collate.model.place_names import parse_place_name
from collate.model.variation import Kind, Significance
from collate.model.witness import Siglum
from collate.rendering.citation import cite_names, describe_equal_words
from collate.terminal.display import isolated, visible

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
        return _in_part("no difference", apparatus)
    nothing = _in_part(_nothing(apparatus), apparatus)
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


def describe_part(apparatus: Apparatus) -> str:
    """Return what a part is: `only a part of the work: Mark 1 (3 entries; 5 entries are outside)`; "" for the whole."""
    if apparatus.part is None:
        return ""
    count = len(apparatus.entries)
    entries = "1 entry" if count == 1 else f"{count} entries"
    return f"only a part of the work: {name_part(apparatus)} ({entries}; {_outside(apparatus.part)})"


def _outside(part: Part) -> str:
    outside = len(part.outside)
    if not outside:
        return "no entry is outside"
    return "1 entry is outside" if outside == 1 else f"{outside} entries are outside"


def name_part(apparatus: Apparatus) -> str:
    """Return the places of a part: `Mark 1, page 12r of B`; "" for a whole work."""
    sigla = [w.siglum for w in apparatus.witnesses]
    return ", ".join(_named(place, sigla) for place in apparatus.part.places) if apparatus.part else ""


def _named(place: str, sigla: Sequence[Siglum]) -> str:
    siglum = next((s for s in sigla if place.startswith(f"{s}:") and parse_place_name(place[len(s) + 1 :])), "")
    name = parse_place_name(place[len(siglum) + 1 :] if siglum else place)
    cited = cite_names([(name.system, name.value)]) if name else visible(place)
    return f"{cited} of {isolated(visible(siglum))}" if siglum else cited


def list_hidden(apparatus: Apparatus) -> str:
    """Return what is not shown, by kind: `2 typography, 5 numbers of places`."""
    return ", ".join(
        f"{count} {_noun(kind, count) if kind == PLACE_NAMES else kind}" for kind, count in apparatus.hidden
    )


def _in_part(nothing: str, apparatus: Apparatus) -> str:
    """Return a sentence with the part that it is about: `no difference in Mark 1; 5 entries are outside`."""
    if apparatus.part is None:
        return nothing
    return f"{nothing} in {name_part(apparatus)}; {_outside(apparatus.part)}"


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
