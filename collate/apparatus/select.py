"""What of an apparatus is shown: kinds, causes and significances by name."""

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, replace

from collate.decisions import Action
from collate.errors import ConfigError
from collate.model.apparatus import Apparatus, Entry
from collate.model.variation import Kind, Significance, Variation

IGNORED_BY_DECISION = "ignored by decision"  # the name under which those readings are counted


@dataclass(frozen=True, slots=True)
class Selection:
    """Show `only` these, if any are named, and none of `ignore`. Names are kind, kind.cause or significance.

    Typography is left out unless `typography` is true or it is named. Raises ConfigError for a
    name that is none of the three.
    """

    only: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()
    typography: bool = False

    def __post_init__(self) -> None:
        """Check every name."""
        known = [*map(str, Kind), *map(str, Significance)]
        for name in (*self.only, *self.ignore):
            if name.partition(".")[0] not in known or (name not in known and name.endswith(".")):
                import difflib

                near = difflib.get_close_matches(name.partition(".")[0], known, 1)
                mend = f"did you mean {near[0]}?" if near else f"there are {', '.join(known)}"
                raise ConfigError(f"{name}: no kind, kind.cause or significance has this name; {mend}")

    def shows(self, variation: Variation) -> bool:
        """Say whether a variation is asked for."""
        named = {str(variation.kind), variation.label, str(variation.significance)}
        if named & set(self.ignore):
            return False
        if variation.kind is Kind.TYPOGRAPHY and not self.typography:
            return bool({str(variation.kind), variation.label} & set(self.only))
        return not self.only or bool(named & set(self.only))


def _keeps_everything(apparatus: Apparatus, wanted: Selection) -> bool:
    """Say whether nothing at all is left out."""
    ignores = any(v.decision.action is Action.IGNORE for v in apparatus.decisions)
    return wanted.typography and not wanted.only and not wanted.ignore and not ignores


class _Filter:
    """Says of each variation whether it is shown, each distinct one once, and counts what is left out."""

    def __init__(self, apparatus: Apparatus, wanted: Selection) -> None:
        self.wanted = wanted
        self.ignored = {v.decision.id for v in apparatus.decisions if v.decision.action is Action.IGNORE}
        self.known: dict[Variation, bool] = {}
        self.hidden = Counter[str]()

    def shows(self, variation: Variation) -> bool:
        """Say whether a variation is shown."""
        answer = self.known.get(variation)
        if answer is None:
            answer = self.known[variation] = variation.decision not in self.ignored and self.wanted.shows(variation)
        return answer

    def counts(self, variation: Variation) -> bool:
        """Say whether a variation is shown, and count it if it is not."""
        if self.shows(variation):
            return True
        self.hidden[IGNORED_BY_DECISION if variation.decision in self.ignored else str(variation.kind)] += 1
        return False


def select(apparatus: Apparatus, wanted: Selection) -> Apparatus:
    """Leave out the readings that are not asked for, or that an editor ignores, and count them.

    Entries keep their numbers.
    """
    if _keeps_everything(apparatus, wanted):
        return apparatus
    judge = _Filter(apparatus, wanted)
    entries = tuple([kept for entry in apparatus.entries if (kept := _filter_entry(entry, judge.counts))])
    return replace(apparatus, entries=entries, hidden=tuple(sorted(judge.hidden.items())))


def select_for_every_base(apparatus: Apparatus, wanted: Selection) -> Apparatus:
    """Do the same where any reading may become the lemma: readings stay, and the grid says what is shown of them."""
    if _keeps_everything(apparatus, wanted):
        return apparatus
    judge = _Filter(apparatus, wanted)
    kept = (_filter_pairwise(e, judge) if e.pairwise else _filter_entry(e, judge.counts) for e in apparatus.entries)
    entries = tuple([entry for entry in kept if entry])
    return replace(apparatus, entries=entries, hidden=tuple(sorted(judge.hidden.items())))


def _filter_pairwise(entry: Entry, judge: _Filter) -> Entry | None:
    """Give an entry with what is shown of its grid, or None."""
    for variation in entry.variations:
        judge.counts(variation)
    grid = entry.pairwise.map(lambda _, __, v: v if judge.shows(v) else None) if entry.pairwise else None
    return replace(entry, pairwise=grid) if grid and grid.has_variations else None


def _filter_entry(entry: Entry, shows: Callable[[Variation], bool]) -> Entry | None:
    """Give what is left of an entry, or None."""
    if entry.lemma is None:
        pairs = tuple([p for p in entry.pairs if shows(p.second.variation)])
        if len(pairs) == len(entry.pairs):
            return entry if pairs else None
        return replace(entry, pairs=pairs) if pairs else None
    readings = tuple([r for r in entry.readings if shows(r.variation)])
    if len(readings) == len(entry.readings):
        return entry if readings else None
    return replace(entry, readings=readings) if readings else None
