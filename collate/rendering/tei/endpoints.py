"""Double end-point attachment: the text of the base with anchors, and the entries that point to them."""

from collections.abc import Iterator

from collate.rendering.tei.app import AppContent, readings_of
from collate.rendering.tei.characters import NEW_PARAGRAPH, encode_final_space, encode_text
from collate.rendering.tei.context import TeiContext
from collate.rendering.tei.stretches import Stretch, reading_order, stretches
from collate.rendering.tei.words import NO_TOKEN


class DoubleEndPoint:
    """Double end-point attachment as it is written; `spaced` is the token of the base that has its white space."""

    def __init__(self, desk: TeiContext) -> None:
        self.desk, self.words, self.base = desk, desk.words, desk.base
        self.spaced = NO_TOKEN
        self.silences = 0

    def parts(self) -> Iterator[tuple[str, str]]:
        """Give the text of the base with anchors, a stretch at a time, and the entry that points to each.

        White space before a word stands before the anchor, where it is not what the entry is about.
        """
        for here in stretches(
            self.desk.apparatus, self.desk.alignment, reading_order(self.desk.apparatus, self.desk.alignment)
        ):
            opening, text = self._running(here)
            if here.entry is None and not here.hushed and not here.speaking:
                yield opening + text, ""
                continue
            self.silences += here.entry is None
            name, ident = (
                (str(here.entry.number), f"app.{here.entry.number}")
                if here.entry
                else (f"s{self.silences}", f"silence.{self.silences}")
            )
            ends = f' from="#from.{name}" to="#to.{name}"'
            prints = AppContent(self._readings(here), hushed=self.desk.hushed(here, None))
            prints.speaking = self.desk.parties(here)
            entry = self.desk.apps.set(here.entry, prints, ident, ends)
            yield f'{opening}<anchor xml:id="from.{name}"/>{text}<anchor xml:id="to.{name}"/>', entry + "\n"
        if self.base is not None and self.spaced != len(self.words[self.base]):
            yield encode_final_space(self.words[self.base].space(len(self.words[self.base]))), ""

    def _running(self, here: Stretch) -> tuple[str, str]:
        """Set the words of the base, and the white space before them; where it is silent, another's are supplied."""
        lost = "".join([text for hush, text in self.desk.hushed(here, None) if hush.witness == self.base])
        if here.entry is None and here.hushed and not here.speaking:
            return "", lost
        w = self._reader(here)
        own, first, last = self.words[w], here.before[w], here.after[w]
        if self.base not in (None, w):
            text = own.set(first, last, True)
            return "", lost + (f'<supplied reason="silent" source="#{own.name}">{text}</supplied>' if text else "")
        if here.entry is not None and here.start == here.stop:
            siglum = self.desk.alignment.tokens[w].witness.siglum
            if all(s.siglum != siglum for r in readings_of(here.entry) for s in r.support):
                return "", ""
            self.spaced = first
            return "", encode_text(own.space(first), NEW_PARAGRAPH) if first < len(own) else encode_final_space(
                own.space(first)
            )
        opening = encode_text(own.space(first), NEW_PARAGRAPH) if first < last and self.spaced != first else ""
        return opening, own.set(first, last, False, NEW_PARAGRAPH)

    def _reader(self, here: Stretch) -> int:
        lemma = here.entry.lemma if here.entry is not None else None
        return self.desk.number[lemma.support[0].siglum] if lemma is not None else here.reader

    def _readings(self, here: Stretch) -> list[str]:
        """Set the readings of a stretch."""
        if here.entry is None:
            parties = self.desk.parties(here)
            return [self.words[group[0]].set(here.before[group[0]], here.after[group[0]]) for group in parties]
        readings = []
        for reading in readings_of(here.entry):
            support = reading.support[0]
            w = self.desk.number[support.siglum]
            white = here.start == here.stop
            text = encode_text(self.words[w].text[slice(*support.spans[0])]) if white else ""
            readings.append(text or self.words[w].set(here.before[w], here.after[w]))
        return readings
