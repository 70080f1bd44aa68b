"""Counts over all works of a corpus, and the works that a person should look at first."""

from collections import Counter
from collections.abc import Iterable, Mapping
from heapq import nlargest
from typing import Final

from collate._dataclass import dataclass
from collate._repr import counted
from collate.corpus.manifest import WorkRecord, WorkState

LISTED: Final = 20  # works in each list of the summary
MOST_PAIRS: Final = 200_000  # pairs of sigla whose agreement is counted over all works
MOST_SIGLA: Final = 2_000  # sigla whose kinds are counted over all works


@dataclass(frozen=True, slots=True)
class SiglaPair:
    """How often two sigla agree, over all works that have both: entries with the same reading, and compared entries."""

    first: str
    second: str
    agreements: int
    compared: int
    works: int

    def __repr__(self) -> str:
        return f"<SiglaPair {self.first} {self.second}: {self.agreements} of {self.compared}>"


@dataclass(frozen=True, slots=True)
class CorpusSummary:
    """Counts over all works of a corpus.

    works       how many there are
    failed      the records of works that failed, by name
    words       in all witnesses of all works
    entries     in all works
    kinds       how many readings have each kind, in all works
    by_witness  the same for each siglum
    pairs       for each two sigla, how often they agree
    left_out    what was not counted because there is too much of it
    slowest     the records of works that took longest
    doubtful    the records of works with the most doubtful entries
    notes       how many works have notes
    """

    works: int
    failed: tuple[WorkRecord, ...]
    words: int
    entries: int
    kinds: Mapping[str, int]
    by_witness: Mapping[str, Mapping[str, int]]
    pairs: tuple[SiglaPair, ...]
    left_out: tuple[str, ...]
    slowest: tuple[WorkRecord, ...]
    doubtful: tuple[WorkRecord, ...]
    notes: int

    def __repr__(self) -> str:
        return f"<CorpusSummary: {counted(self.works, 'work')}, {len(self.failed)} failed>"


def summarise(records: Iterable[WorkRecord]) -> CorpusSummary:
    """Count over the records of all works; each is looked at once, and few are kept."""
    counts = _Counts()
    for record in records:
        counts.add(record)
    return counts.summary()


class _Counts:
    """What is counted while the records go by."""

    def __init__(self) -> None:
        self.works = self.words = self.entries = self.notes = 0
        self.failed: list[WorkRecord] = []
        self.kinds: Counter[str] = Counter()
        self.by_witness: dict[str, Counter[str]] = {}
        self.pairs: dict[tuple[str, str], list[int]] = {}
        self.left_out: dict[str, None] = {}
        self.slowest: list[WorkRecord] = []
        self.doubtful: list[WorkRecord] = []

    def add(self, record: WorkRecord) -> None:
        """Count a record."""
        figures = record.figures
        self.works += 1
        self.words += sum(figures.words.values())
        self.entries += figures.entries
        self.notes += bool(record.notes)
        self.kinds.update(figures.kinds)
        if record.state is WorkState.FAILED:
            self.failed.append(record)
        for siglum, kinds in figures.by_witness.items():
            if siglum in self.by_witness or len(self.by_witness) < MOST_SIGLA:
                self.by_witness.setdefault(siglum, Counter()).update(kinds)
            else:
                self.left_out[f"kinds are counted for {MOST_SIGLA:,} sigla only"] = None
        self._add_pairs(record)
        self.slowest = nlargest(LISTED, [*self.slowest, record], key=lambda r: r.seconds)
        if figures.doubtful:
            self.doubtful = nlargest(LISTED, [*self.doubtful, record], key=lambda r: r.figures.doubtful)

    def _add_pairs(self, record: WorkRecord) -> None:
        for first, second, equal, both in record.figures.agreement:
            pair = (second, first) if (second, first) in self.pairs else (first, second)
            if pair not in self.pairs and len(self.pairs) >= MOST_PAIRS:
                self.left_out[f"agreement is counted for {MOST_PAIRS:,} pairs of sigla only"] = None
                continue
            sums = self.pairs.setdefault(pair, [0, 0, 0])
            for k, count in enumerate((equal, both, 1)):
                sums[k] += count

    def summary(self) -> CorpusSummary:
        """Return the counts."""
        return CorpusSummary(
            self.works,
            tuple(sorted(self.failed, key=lambda r: r.work)),
            self.words,
            self.entries,
            dict(sorted(self.kinds.items(), key=lambda row: (-row[1], row[0]))),
            {siglum: dict(sorted(counts.items())) for siglum, counts in sorted(self.by_witness.items())},
            tuple(SiglaPair(a, b, *sums) for (a, b), sums in sorted(self.pairs.items())),
            tuple(self.left_out),
            tuple(self.slowest),
            tuple(self.doubtful),
            self.notes,
        )
