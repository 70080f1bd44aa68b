"""What of an apparatus is shown: kinds, causes and significances by name."""

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, replace

from collate.apparatus.entries import Apparatus, Entry
from collate.classify.kinds import Kind, Significance, Variation
from collate.decisions import Action
from collate.errors import ConfigError

IGNORED = "ignored by decision"  # the name under which those readings are counted


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


def select(apparatus: Apparatus, wanted: Selection) -> Apparatus:
    """Leave out the readings that are not asked for, or that an editor ignores, and count them.

    Entries keep their numbers.
    """
    hidden = Counter[str]()
    ignored = {v.decision.id for v in apparatus.decisions if v.decision.action is Action.IGNORE}
    shown: dict[Variation, bool] = {}

    def shows(variation: Variation) -> bool:
        """Judge each distinct variation once, and count it where it is left out."""
        if ignored and variation.decision in ignored:
            hidden[IGNORED] += 1
            return False
        answer = shown.get(variation)
        if answer is None:
            answer = shown[variation] = wanted.shows(variation)
        if not answer:
            hidden[str(variation.kind)] += 1
        return answer

    entries = tuple([kept for entry in apparatus.entries if (kept := _kept(entry, shows))])
    return replace(apparatus, entries=entries, hidden=tuple(sorted(hidden.items())))


def _kept(entry: Entry, shows: Callable[[Variation], bool]) -> Entry | None:
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
