"""Double end-point attachment: the text of the base with anchors, and the entries that point to them."""

from collections.abc import Iterator

from collate.rendering.tei.app import AppContent, readings_of
from collate.rendering.tei.characters import NEW_PARAGRAPH, encode_final_space, encode_text
from collate.rendering.tei.context import TeiContext
from collate.rendering.tei.stretches import Stretch, reading_order, stretches
from collate.rendering.tei.words import NO_TOKEN


class DoubleEndPoint:
    """Double end-point attachment while it is written.

    `spaced` is the token of the base whose white space has already been written.
    """

    def __init__(self, context: TeiContext) -> None:
        self.context, self.words, self.base = context, context.words, context.base
        self.spaced = NO_TOKEN
        self.silences = 0

    def pieces(self) -> Iterator[tuple[str, str]]:
        """Yield for each stretch the text of the base with its anchors, and the entry that points to them, or "".

        White space before a word is before the anchor, unless the entry is about it.
        """
        context = self.context
        readers = reading_order(context.apparatus, context.alignment)
        for stretch in stretches(context.apparatus, context.alignment, readers):
            opening, text = self._base_text(stretch)
            if stretch.entry is None and not stretch.silent and not stretch.extant:
                yield opening + text, ""
                continue
            self.silences += stretch.entry is None
            name, app_id = (
                (str(stretch.entry.number), f"app.{stretch.entry.number}")
                if stretch.entry
                else (f"s{self.silences}", f"silence.{self.silences}")
            )
            content = AppContent(self._readings(stretch), silent=context.silent_tokens(stretch, None))
            content.groups = context.extant_groups(stretch)
            entry = context.apps.encode(stretch.entry, content, app_id, f' from="#from.{name}" to="#to.{name}"')
            yield f'{opening}<anchor xml:id="from.{name}"/>{text}<anchor xml:id="to.{name}"/>', entry + "\n"
        if self.base is not None and self.spaced != len(self.words[self.base]):
            yield encode_final_space(self.words[self.base].space_before(len(self.words[self.base]))), ""

    def _base_text(self, stretch: Stretch) -> tuple[str, str]:
        """Return the white space before a stretch, and its words: those of another witness where the base is silent."""
        silent_tokens = self.context.silent_tokens(stretch, None, self.context.writer)
        lost = "".join([text for silent, text in silent_tokens if silent.witness == self.base])
        if stretch.entry is None and stretch.silent and not stretch.extant:
            return "", lost
        w = self._reader(stretch)
        words, first, last = self.words[w], stretch.before[w], stretch.after[w]
        if self.base not in (None, w):
            text = words.encode(first, last, True)
            return "", lost + (f'<supplied reason="silent" source="#{words.name}">{text}</supplied>' if text else "")
        if stretch.entry is not None and stretch.start == stretch.stop:
            siglum = self.context.alignment.tokens[w].witness.siglum
            if all(s.siglum != siglum for reading in readings_of(stretch.entry) for s in reading.support):
                return "", ""
            self.spaced = first
            space = words.space_before(first)
            return "", encode_text(space, NEW_PARAGRAPH) if first < len(words) else encode_final_space(space)
        has_space = first < last and self.spaced != first
        opening = encode_text(words.space_before(first), NEW_PARAGRAPH) if has_space else ""
        return opening, self.context.writer(w).encode(first, last, False, NEW_PARAGRAPH)

    def _reader(self, stretch: Stretch) -> int:
        lemma = stretch.entry.lemma if stretch.entry is not None else None
        return self.context.number[lemma.support[0].siglum] if lemma is not None else stretch.reader

    def _readings(self, stretch: Stretch) -> list[str]:
        """Return the text of each reading of a stretch, the lemma first."""
        if stretch.entry is None:
            representatives = [group[0] for group in self.context.extant_groups(stretch)]
            return [self.words[w].encode(stretch.before[w], stretch.after[w]) for w in representatives]
        texts = []
        for reading in readings_of(stretch.entry):
            support = reading.support[0]
            w = self.context.number[support.siglum]
            is_space = stretch.start == stretch.stop
            text = encode_text(self.words[w].text[slice(*support.spans[0])]) if is_space else ""
            texts.append(text or self.words[w].encode(stretch.before[w], stretch.after[w]))
        return texts
