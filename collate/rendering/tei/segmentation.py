"""Parallel segmentation: the text runs once, and where witnesses part stands an entry."""

from collections.abc import Iterator, Sequence

from collate.apparatus import Entry
from collate.model.alignment import GAP
from collate.rendering.tei.app import AppContent, readings_of
from collate.rendering.tei.characters import NEW_PARAGRAPH, encode_final_space, encode_text
from collate.rendering.tei.context import TeiContext, falls_silent_at_end
from collate.rendering.tei.stretches import Stretch, reading_order, stretches
from collate.rendering.tei.words import NO_TOKEN


class ParallelSegmentation:
    """Parallel segmentation as it is written.

    `spaced` holds, for each witness, the token before which white space has been set already.
    """

    def __init__(self, desk: TeiContext) -> None:
        self.desk, self.words, self.base = desk, desk.words, desk.base
        self.spaced = [NO_TOKEN] * len(desk.words)
        self.silences = self.spaces = 0

    def parts(self) -> Iterator[str]:
        """Give the text, a stretch at a time."""
        readers = reading_order(self.desk.apparatus, self.desk.alignment)
        found = stretches(self.desk.apparatus, self.desk.alignment, readers)
        here = next(found, None)
        while here is not None:
            following = next(found, None)
            if here.entry is not None and here.start == here.stop:
                yield self._white(here, here.entry)
            elif here.entry is not None or here.hushed or here.speaking:
                yield self._place(here, following)
            else:
                w, first, last = here.reader, here.before[here.reader], here.after[here.reader]
                yield self.words[w].set(first, last, self.spaced[w] != first, NEW_PARAGRAPH)
            here = following
        if self.base is not None and self.spaced[self.base] != len(self.words[self.base]):
            yield encode_final_space(self.words[self.base].space(len(self.words[self.base])))

    def _white(self, here: Stretch, entry: Entry) -> str:
        """Set a place of white space; who has a word behind it, but none before, keeps his own."""
        prints, named = AppContent(), set[int]()
        for reading in readings_of(entry):
            support = reading.support[0]
            text = self.words[self.desk.number[support.siglum]].text
            prints.readings.append(encode_text(text[slice(*support.spans[0])]))
            named.update(self.desk.number[s.siglum] for s in reading.support)
        column = self.desk.alignment.table[here.start].tolist() if here.start < len(self.desk.alignment.table) else []
        for w in [w for w, token in enumerate(column) if token != GAP]:
            first = here.before[w]
            if w not in named and self.words[w].spaced(first):
                prints.others.append((w, encode_text(self.words[w].space(first))))
            self.spaced[w] = first
        for w in named:
            self.spaced[w] = here.before[w]
        return self.desk.apps.set(entry, prints, f"app.{entry.number}")

    def _place(self, here: Stretch, following: Stretch | None) -> str:
        """Set a place where witnesses part or fall silent, each reading with its white space."""
        readers = self._readers(here)
        tails = self._tails(here, following, readers)
        parted = self._parted(here, readers)
        readings = [self._reading(here, group, tails) for group in readers]
        ended = self.base is None or self.spaced[self.base] == len(self.words[self.base])
        silent = self.desk.hushed(here, None if ended else self.base)
        hushed = [(h, text + self._tail(here, [h.witness]) * tails) for h, text in silent]
        prints = AppContent(readings, hushed=hushed, speaking=readers)
        if tails:
            self.spaced = list(here.after)
        for h in here.hushed:
            if h.witness == self.base and falls_silent_at_end(h, self.words[h.witness]):
                self.spaced[h.witness] = h.last
        if here.entry is not None:
            return parted + self.desk.apps.set(here.entry, prints, f"app.{here.entry.number}")
        self.silences += 1
        return parted + self.desk.apps.set(None, prints, f"silence.{self.silences}")

    def _parted(self, here: Stretch, readers: Sequence[Sequence[int]]) -> str:
        """Set white space of those who read with the base, where it has none and its word before is not theirs."""
        base = self.base
        group = next((g for g in readers if base == g[0]), ())
        if base is None or not group or self.words[base].spaced(here.before[base]):
            return ""
        above = self.desk.alignment.table[here.start - 1].tolist() if here.start else [GAP] * len(self.words)
        lone = [w for w in group if self.words[w].spaced(here.before[w]) and self.spaced[w] != here.before[w]]
        lone = [w for w in lone if GAP in (above[base], above[w]) and here.before[w] < here.after[w]]
        if not lone:
            return ""
        self.spaces += 1
        others = [(w, encode_text(self.words[w].space(here.before[w]))) for w in lone]
        for w in lone:
            self.spaced[w] = here.before[w]
        prints = AppContent([""], others, speaking=[[w for w in group if w not in lone]])
        return self.desk.apps.set(None, prints, f"space.{self.spaces}")

    def _reading(self, here: Stretch, group: Sequence[int], tail: bool) -> str:
        """Set a reading, with the base's own white space; where others do not agree about theirs, there is some."""
        w = group[0]
        space = self.spaced[w] != here.before[w]
        if w != self.base:
            parted = [w for w in group if self.words[w].spaced(here.before[w]) and self.spaced[w] != here.before[w]]
            w, space = (parted[0], True) if parted else (w, False)
        text = self.words[w].set(here.before[w], here.after[w], space)
        return text + self._tail(here, group) if tail else text

    def _tail(self, here: Stretch, group: Sequence[int]) -> str:
        """Set the white space behind a reading."""
        if group[0] == self.base and here.after[self.base] < len(self.words[self.base]):
            return encode_text(self.words[self.base].space(here.after[self.base]))
        return next((encode_text(own.space(i)) for w in group if (own := self.words[w]).spaced(i := here.after[w])), "")

    def _readers(self, here: Stretch) -> list[list[int]]:
        """Give the witnesses of each reading, the one that speaks for it first."""
        if here.entry is not None:
            return [[self.desk.number[s.siglum] for s in r.support] for r in readings_of(here.entry)]
        return self.desk.parties(here)

    def _tails(self, here: Stretch, following: Stretch | None, readers: Sequence[Sequence[int]]) -> bool:
        """Say whether white space behind the place goes with its readings: where they do not agree about it."""
        if following is None or following.entry is not None or following.hushed or following.speaking:
            return False
        reads = self.words[following.reader].spaced(here.after[following.reader])
        asked = [w for group in readers for w in group] + [h.witness for h in here.hushed if h.ends]
        return any(self.words[w].spaced(here.after[w]) != reads for w in asked)
