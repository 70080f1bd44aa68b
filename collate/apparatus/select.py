"""Select the part of an apparatus that is shown: kinds, causes and significances by name."""

from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import replace
from typing import Final

from collate._dataclass import dataclass
from collate._repr import listed, repr_line
from collate._suggestion import suggestion
from collate.decisions import Action
from collate.errors import ConfigError
from collate.model.apparatus import IGNORED_BY_DECISION, Apparatus, Entry, LeftOut, Part
from collate.model.variation import SIGNIFICANCE, Kind, Significance, Variation

PLACE_NAMES: Final = "paratext.place"  # numbers of verses, lines and pages that only one reading has


@dataclass(frozen=True, slots=True)
class Selection:
    """Which variations are shown, by name: a kind, a kind with its cause, or a significance.

    Attributes
    ----------
    only : tuple of str
        The names that are shown; all if it is empty.
    ignore : tuple of str
        The names that are left out.
    typography : bool
        Whether typography, and the names of places, are shown without being named in `only`.

    Raises
    ------
    ConfigError
        For a name that is not a kind, a kind with a cause, or a significance.
    """

    only: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()
    typography: bool = False

    def __repr__(self) -> str:
        only = f"only {listed(self.only, 30)}" if self.only else "all"
        ignore = f" without {listed(self.ignore, 30)}" if self.ignore else ""
        return repr_line("Selection", f"{only}{ignore}{', typography' if self.typography else ''}")

    def __post_init__(self) -> None:
        """Check every name."""
        names = [*map(str, Kind), *map(str, Significance)]
        for name in (*self.only, *self.ignore):
            if name.partition(".")[0] not in names or (name not in names and name.endswith(".")):
                advice = suggestion(name.partition(".")[0], names)
                raise ConfigError(
                    f"{name or repr(name)}: not the name of a kind, of a kind with its cause, or of a significance; "
                    f"{advice}"
                )

    def shown_by(self, variation: Variation) -> str:
        """Return what would show a variation that is left out: the options to add or to leave away."""
        names = {str(variation.kind), variation.label, str(variation.significance)}
        options = ["with --all"] if _is_left_out_by_default(variation) and not self.typography else []
        options += ["without --ignore"] if names & set(self.ignore) else []
        options += ["without --only"] if self.only and not names & set(self.only) else []
        return " and ".join(options)

    def shows(self, variation: Variation) -> bool:
        """Return whether a variation is shown."""
        names = {str(variation.kind), variation.label, str(variation.significance)}
        if names & set(self.ignore):
            return False
        if _is_left_out_by_default(variation) and not self.typography:
            return bool({str(variation.kind), variation.label} & set(self.only))
        if variation.kind in (Kind.TRANSPOSITION, Kind.ADDITION):  # what changed inside the words is not hidden
            names |= {name for kind in variation.also for name in (str(kind), str(SIGNIFICANCE[kind]))}
        return not self.only or bool(names & set(self.only))


def _is_left_out_by_default(variation: Variation) -> bool:
    """Return whether a variation is left out unless it is asked for: typography, and names of places."""
    return variation.kind is Kind.TYPOGRAPHY or variation.label == PLACE_NAMES


def _shows_everything(apparatus: Apparatus, selection: Selection) -> bool:
    """Return whether nothing is left out, by a selection or by a decision of an editor."""
    ignores = any(outcome.decision.action is Action.IGNORE for outcome in apparatus.decisions)
    return selection.typography and not selection.only and not selection.ignore and not ignores


def _counted_as(variation: Variation) -> str:
    """Return the name by which a variation that is left out is counted: its kind, or the names of places."""
    return variation.label if variation.label == PLACE_NAMES else str(variation.kind)


class _Filter:
    """Decides for each distinct variation whether it is shown, and counts what is left out."""

    def __init__(self, apparatus: Apparatus, selection: Selection) -> None:
        self.selection = selection
        self.ignored = {o.decision.id for o in apparatus.decisions if o.decision.action is Action.IGNORE}
        self.shown: dict[int, bool] = {}  # by object, which the apparatus keeps: to hash the content takes longer
        self.hidden = Counter[tuple[str, str]]()  # by kind, and by what would show it

    def shows(self, variation: Variation) -> bool:
        """Return whether a variation is shown."""
        shown = self.shown.get(id(variation))
        if shown is None:
            shown = variation.decision not in self.ignored and self.selection.shows(variation)
            self.shown[id(variation)] = shown
        return shown

    def shows_or_counts(self, variation: Variation) -> bool:
        """Return whether a variation is shown, and count it if it is not."""
        if self.shows(variation):
            return True
        by_decision = variation.decision in self.ignored
        kind = IGNORED_BY_DECISION if by_decision else _counted_as(variation)
        self.hidden[kind, "" if by_decision else self.selection.shown_by(variation)] += 1
        return False

    def selected(self, apparatus: Apparatus, entries: Iterable[Entry]) -> Apparatus:
        """Return an apparatus with these entries, and how many variations were left out, by kind."""
        chosen = tuple(entries)
        by_kind = Counter[str]()
        for (kind, _), count in self.hidden.items():
            by_kind[kind] += count
        left_out = tuple([LeftOut(kind, count, shown) for (kind, shown), count in sorted(self.hidden.items())])
        hidden = tuple(sorted(by_kind.items()))
        echoes = _echoes_of(chosen, apparatus)
        part = apparatus.part and replace(apparatus.part, outside=self._outside(apparatus.part))
        return replace(
            apparatus,
            entries=chosen,
            hidden=hidden,
            only=self.selection.only,
            left_out=left_out,
            echoes=echoes,
            part=part,
        )

    def _outside(self, part: Part) -> tuple[Entry, ...]:
        """Return the entries outside of a part that would be shown; what is left out there is not counted."""
        return tuple([kept for entry in part.outside if (kept := _filter_entry(entry, self.shows))])


def select(apparatus: Apparatus, selection: Selection) -> Apparatus:
    """Return an apparatus without the readings that are not selected, or that an editor ignores, and count them.

    Entries keep their numbers.
    """
    if _shows_everything(apparatus, selection):
        return apparatus
    chosen = _Filter(apparatus, selection)
    kept = [kept for entry in apparatus.entries if (kept := _filter_entry(entry, chosen.shows_or_counts))]
    return chosen.selected(apparatus, kept)


def _echoes_of(entries: tuple[Entry, ...], apparatus: Apparatus) -> tuple[Entry, ...]:
    """Return the echoes of some entries."""
    numbers = {entry.number for entry in entries} if apparatus.echoes else set()
    return tuple([echo for echo in apparatus.echoes if echo.told_in in numbers])


def select_for_every_base(apparatus: Apparatus, selection: Selection) -> Apparatus:
    """Return an apparatus for a page on which any reading can become the lemma.

    Entries with pairwise variations keep all their readings; only the pairwise variations are selected.
    """
    if _shows_everything(apparatus, selection):
        return apparatus
    chosen = _Filter(apparatus, selection)
    kept = (
        _filter_pairwise(entry, chosen) if entry.pairwise else _filter_entry(entry, chosen.shows_or_counts)
        for entry in apparatus.entries
    )
    return chosen.selected(apparatus, [entry for entry in kept if entry])


def _filter_pairwise(entry: Entry, chosen: _Filter) -> Entry | None:
    """Return an entry with the pairwise variations that are shown; None if there are none."""
    for variation in entry.variations:
        chosen.shows_or_counts(variation)
    if entry.pairwise is None:
        return None
    pairwise = entry.pairwise.map(lambda _, __, variation: variation if chosen.shows(variation) else None)
    return replace(entry, pairwise=pairwise) if pairwise.has_variations else None


def _filter_entry(entry: Entry, shows: Callable[[Variation], bool]) -> Entry | None:
    """Return an entry with the readings or pairs that are shown; None if there are none."""
    if entry.lemma is None:
        pairs = tuple([p for p in entry.pairs if shows(p.second.variation)])
        if len(pairs) == len(entry.pairs):
            return entry if pairs else None
        return replace(entry, pairs=pairs) if pairs else None
    readings = tuple([r for r in entry.readings if shows(r.variation)])
    if len(readings) == len(entry.readings):
        return entry if readings else None
    return replace(entry, readings=readings) if readings else None
