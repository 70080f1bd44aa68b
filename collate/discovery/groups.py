"""Which spans have one text: those of passages that lie upon one another, in any number of documents."""

from collections.abc import Iterable, Sequence
from dataclasses import field
from typing import Final

from collate._dataclass import dataclass
from collate._repr import repr_line

OVERLAP: Final = 0.5  # of the shorter of two spans of one document: then both are one place
PART: Final = 512  # words of a document in which spans are looked up


@dataclass(frozen=True, slots=True)
class WordSpan:
    """Words [start, end), by number, of a document, by number."""

    document: int
    start: int
    end: int

    def __len__(self) -> int:
        return self.end - self.start

    def __repr__(self) -> str:
        return repr_line("WordSpan", f"{self.document} {self.start}:{self.end}")


def group_spans(pairs: Sequence[tuple[WordSpan, WordSpan]]) -> tuple[list[int], list[list[WordSpan]]]:
    """Return the number, from 0, of the group of each pair, and the spans of each group, put together and sorted.

    Long pairs come first. A pair puts two groups together only if it is long beside the texts of one of them: the same
    saying in two books does not make them one text.
    """
    places = _Places()
    group_of_pair = [-1] * len(pairs)
    for k in sorted(range(len(pairs)), key=lambda k: (-_length(pairs[k]), k)):
        group_of_pair[k] = places.add(*pairs[k])
    roots = [places.root(group) for group in group_of_pair]
    numbers = {root: n for n, root in enumerate(dict.fromkeys(roots))}
    members: list[set[WordSpan]] = [set() for _ in numbers]
    for span, group in places.spans:
        members[numbers[places.root(group)]].add(span)
    return [numbers[root] for root in roots], [_united(own) for own in members]


def _length(pair: tuple[WordSpan, WordSpan]) -> int:
    return max(len(span) for span in pair)


@dataclass(slots=True)
class _Places:
    """The spans that have a group, by the part of their document, and which groups became one."""

    spans: list[tuple[WordSpan, int]] = field(default_factory=list)
    parents: list[int] = field(default_factory=list)
    longest: list[int] = field(default_factory=list)
    by_part: dict[tuple[int, int], list[int]] = field(default_factory=dict)
    known: set[tuple[WordSpan, int]] = field(default_factory=set)

    def __repr__(self) -> str:
        return repr_line("_Places", f"{len(self.spans)}")

    def root(self, group: int) -> int:
        while self.parents[group] != group:
            self.parents[group] = self.parents[self.parents[group]]
            group = self.parents[group]
        return group

    def add(self, one: WordSpan, other: WordSpan) -> int:
        """Add a pair, and return its group."""
        length = _length((one, other))
        group, second = self._at(one), self._at(other)
        if group < 0 and second < 0:
            group = second = self._new(length)
        elif group < 0 or second < 0:
            group = second = max(group, second)
        elif group != second:
            if length < OVERLAP * min(self.longest[group], self.longest[second]):
                return max(group, second, key=lambda g: (self.longest[g], -g))
            self.parents[second] = group
            self.longest[group] = max(self.longest[group], self.longest[second])
        self._put(one, group)
        self._put(other, group)
        return group

    def _new(self, length: int) -> int:
        self.parents.append(len(self.parents))
        self.longest.append(length)
        return len(self.parents) - 1

    def _put(self, span: WordSpan, group: int) -> None:
        if (span, group) in self.known:
            return
        self.known.add((span, group))
        for part in range(span.start // PART, (span.end - 1) // PART + 1):
            self.by_part.setdefault((span.document, part), []).append(len(self.spans))
        self.spans.append((span, group))

    def _at(self, span: WordSpan) -> int:
        """Return the group of the span that has most in common with another; -1 if none has half of the shorter."""
        most, found = 0, -1
        for part in range(span.start // PART, (span.end - 1) // PART + 1):
            for k in self.by_part.get((span.document, part), ()):
                known, group = self.spans[k]
                shared = min(known.end, span.end) - max(known.start, span.start)
                if shared > most and shared >= OVERLAP * min(len(known), len(span)):
                    most, found = shared, group
        return self.root(found) if found >= 0 else -1


def _united(spans: Iterable[WordSpan]) -> list[WordSpan]:
    """Return the places of some spans: those that overlap are one, from its first word to its last."""
    places: list[WordSpan] = []
    for span in sorted(spans, key=lambda s: (s.document, s.start, -s.end)):
        last = places[-1] if places else None
        if last and last.document == span.document and span.start < last.end:
            places[-1] = WordSpan(last.document, last.start, max(last.end, span.end))
        else:
            places.append(span)
    return places
