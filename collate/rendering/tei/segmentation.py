"""Parallel segmentation: the text is written once, with an entry where witnesses differ."""

from collections.abc import Iterator, Sequence

from collate.apparatus import Entry
from collate.model.alignment import GAP
from collate.rendering.tei.app import AppContent, readings_of
from collate.rendering.tei.characters import NEW_PARAGRAPH, encode_final_space, encode_text
from collate.rendering.tei.context import TeiContext, falls_silent_at_end
from collate.rendering.tei.stretches import Silent, Stretch, reading_order, stretches, witnesses_at_start
from collate.rendering.tei.words import NO_TOKEN


class ParallelSegmentation:
    """Parallel segmentation while it is written.

    `spaced` holds for each witness the token whose white space has already been written.
    """

    def __init__(self, context: TeiContext) -> None:
        self.context, self.words, self.base = context, context.words, context.base
        self.spaced = [NO_TOKEN] * len(context.words)
        self.silences = self.spaces = 0

    def pieces(self) -> Iterator[str]:
        """Yield the text, a stretch at a time."""
        readers = reading_order(self.context.apparatus, self.context.alignment)
        yield self._first_witnesses()
        remaining = stretches(self.context.apparatus, self.context.alignment, readers)
        stretch = next(remaining, None)
        while stretch is not None:
            following = next(remaining, None)
            if stretch.entry is not None and stretch.start == stretch.stop:
                yield self._space_entry(stretch, stretch.entry)
            elif stretch.entry is not None or stretch.silent or stretch.extant:
                yield self._app(stretch, following)
            else:
                w, first, last = stretch.reader, stretch.before[stretch.reader], stretch.after[stretch.reader]
                yield self.context.writer(w).encode(first, last, self.spaced[w] != first, NEW_PARAGRAPH)
            stretch = following
        if self.base is not None and self.spaced[self.base] != len(self.words[self.base]):
            yield encode_final_space(self.words[self.base].space_before(len(self.words[self.base])))

    def _first_witnesses(self) -> str:
        """Return the `app` that names the witnesses of the beginning, or nothing if these are all.

        Stemmaweb takes all others for complete if the first witness that begins is a fragment in the middle.
        """
        witnesses = witnesses_at_start(self.context.apparatus, self.context.alignment)
        if not witnesses or len(witnesses) == len(self.words):
            return ""
        self.silences += 1
        content = AppContent(["<witStart/>"], groups=[witnesses])
        return self.context.apps.encode(None, content, f"silence.{self.silences}")

    def _space_entry(self, stretch: Stretch, entry: Entry) -> str:
        """Return an entry on white space; a witness with a word only after the place has its own white space."""
        content, named = AppContent(), set[int]()
        for reading in readings_of(entry):
            support = reading.support[0]
            text = self.words[self.context.number[support.siglum]].text
            content.readings.append(encode_text(text[slice(*support.spans[0])]))
            named.update(self.context.number[s.siglum] for s in reading.support)
        table = self.context.alignment.table
        column = table[stretch.start].tolist() if stretch.start < len(table) else []
        for w in [w for w, token in enumerate(column) if token != GAP]:
            first = stretch.before[w]
            if w not in named and self.words[w].spaces[first]:
                content.spaces.append((w, encode_text(self.words[w].space_before(first))))
            self.spaced[w] = first
        for w in named:
            self.spaced[w] = stretch.before[w]
        return self.context.apps.encode(entry, content, f"app.{entry.number}")

    def _app(self, stretch: Stretch, following: Stretch | None) -> str:
        """Return the entry where witnesses differ or fall silent, each reading with its white space."""
        groups = self._groups(stretch)
        with_space_after = self._space_after_differs(stretch, following, groups)
        space_app = self._space_app(stretch, groups)
        readings = [self._reading(stretch, group, with_space_after) for group in groups]
        base_is_complete = self.base is None or self.spaced[self.base] == len(self.words[self.base])
        silent = [
            (s, text + self._space_after(stretch, [s.witness]) * with_space_after)
            for s, text in self._silent_tokens(stretch, None if base_is_complete else self.base)
        ]
        content = AppContent(readings, silent=silent, groups=groups)
        space_app_after = ""
        if with_space_after:
            space_app_after = self._space_app_after(stretch, groups)
            self.spaced = list(stretch.after)
        for s in stretch.silent:
            if s.witness == self.base and falls_silent_at_end(s, self.words[s.witness]):
                self.spaced[s.witness] = s.last
        if stretch.entry is not None:
            app = self.context.apps.encode(stretch.entry, content, f"app.{stretch.entry.number}")
        else:
            self.silences += 1
            app = self.context.apps.encode(None, content, f"silence.{self.silences}")
        return space_app + app + space_app_after

    def _silent_tokens(self, stretch: Stretch, base: int | None) -> list[tuple[Silent, str]]:
        return self.context.silent_tokens(stretch, base, self.context.writer)

    def _space_app(self, stretch: Stretch, groups: Sequence[Sequence[int]]) -> str:
        """Return an `app` for the white space of witnesses that read with the base, where the base has none.

        Only a witness whose word before the place is not the base's needs it.
        """
        base = self.base
        group = next((g for g in groups if base == g[0]), ())
        if base is None or not group or self.words[base].spaces[stretch.before[base]]:
            return ""
        above = self.context.alignment.table[stretch.start - 1].tolist() if stretch.start else [GAP] * len(self.words)
        others = [w for w in group if self._has_unwritten_space(stretch, w)]
        others = [w for w in others if GAP in (above[base], above[w]) and stretch.before[w] < stretch.after[w]]
        for w in others:
            self.spaced[w] = stretch.before[w]
        return self._app_of_spaces(group, others, stretch.before)

    def _space_app_after(self, stretch: Stretch, groups: Sequence[Sequence[int]]) -> str:
        """Return an `app` for the white space after a place of witnesses that read with the base, if it has none there.

        These have a word before the place that the base lacks, so the white space after it is theirs alone.
        """
        group = next((g for g in groups if self.base == g[0]), ())
        if not group or self._space_after(stretch, group[:1]):
            return ""
        return self._app_of_spaces(group, [w for w in group if self.words[w].spaces[stretch.after[w]]], stretch.after)

    def _app_of_spaces(self, group: Sequence[int], others: Sequence[int], tokens: Sequence[int]) -> str:
        """Return an `app` in which some witnesses of a group have the white space before their tokens."""
        if not others:
            return ""
        self.spaces += 1
        spaces = [(w, encode_text(self.words[w].space_before(tokens[w]))) for w in others]
        content = AppContent([""], spaces, groups=[[w for w in group if w not in others]])
        return self.context.apps.encode(None, content, f"space.{self.spaces}")

    def _has_unwritten_space(self, stretch: Stretch, w: int) -> bool:
        return self.words[w].spaces[stretch.before[w]] and self.spaced[w] != stretch.before[w]

    def _reading(self, stretch: Stretch, group: Sequence[int], with_space_after: bool) -> str:
        """Return a reading with white space before it: the base's own, else that of the first witness that has some."""
        w = group[0]
        space = self.spaced[w] != stretch.before[w]
        if w != self.base:
            with_space = [w for w in group if self._has_unwritten_space(stretch, w)]
            w, space = (with_space[0], True) if with_space else (w, False)
        text = self.context.writer(w).encode(stretch.before[w], stretch.after[w], space)
        return text + self._space_after(stretch, group) if with_space_after else text

    def _space_after(self, stretch: Stretch, group: Sequence[int]) -> str:
        """Return the white space after a reading: the base's own, else that of the first witness that has some."""
        if group[0] == self.base and stretch.after[self.base] < len(self.words[self.base]):
            return encode_text(self.words[self.base].space_before(stretch.after[self.base]))
        for w in group:
            if self.words[w].spaces[stretch.after[w]]:
                return encode_text(self.words[w].space_before(stretch.after[w]))
        return ""

    def _groups(self, stretch: Stretch) -> list[list[int]]:
        """Return the witnesses of each reading, the one whose words are written first."""
        if stretch.entry is not None:
            return [[self.context.number[s.siglum] for s in reading.support] for reading in readings_of(stretch.entry)]
        return self.context.extant_groups(stretch)

    def _space_after_differs(
        self, stretch: Stretch, following: Stretch | None, groups: Sequence[Sequence[int]]
    ) -> bool:
        """Return whether witnesses differ in having white space after the place: each reading then has its own."""
        if following is None or following.entry is not None or following.silent or following.extant:
            return False
        reader_has_space = self.words[following.reader].spaces[stretch.after[following.reader]]
        witnesses = [w for group in groups for w in group] + [s.witness for s in stretch.silent if s.ends]
        return any(self.words[w].spaces[stretch.after[w]] != reader_has_space for w in witnesses)
