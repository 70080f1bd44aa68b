"""The apparatus as an edition prints it: notes on the words of a text, in series by significance.

A note belongs to words of the text that is printed, so an addition belongs to the word before it. Entries that belong
to the same words are one note. The formats that print (LaTeX, plain text, Markdown) differ only in how they format a
run. Whoever changes what is printed needs the whole order of a note, so it is one module of more than 300 lines.
"""

from collections.abc import Iterator, Mapping, Sequence
from enum import StrEnum
from functools import cached_property, lru_cache
from typing import Final

import numpy as np

from collate._dataclass import dataclass
from collate.apparatus import Apparatus, Entry, Lemma, Reading
from collate.model.alignment import GAP, Alignment, Testimony
from collate.model.hands import hands_of
from collate.model.variation import SIGNIFICANCE, Kind, Significance
from collate.model.witness import ApparatusForm, Siglum
from collate.rendering.cited_words import CitedReading, CitedTexts, CitedWords
from collate.rendering.hands_once import hands_with_lemma
from collate.rendering.nonextant import NameLines, NonExtant, name_stretch, nonextant_stretches, told_once
from collate.rendering.print.line_occurrences import LineOccurrences
from collate.rendering.printed_text import NONEXTANT_ABBREVIATIONS, printed_text
from collate.rendering.told_in_entries import ToldInEntries
from collate.terminal.display import visible

Series = Significance | Kind  # what the notes of one series have in common

MAX_LEMMA_WORDS: Final = 5  # of a lemma that is printed whole; of a longer one only the first and the last are printed
DISTINCTIVE_LENGTH: Final = 4  # letters of a word that alone is enough to find its place in a line
SERIES: Final[tuple[Series, ...]] = (
    Significance.SUBSTANTIVE,
    Significance.ACCIDENTAL,
    Significance.EDITORIAL,
    Significance.NONE,
)
SERIES_NAMES: Final[Mapping[Series, str]] = {
    Significance.SUBSTANTIVE: "Substantive readings",
    Significance.ACCIDENTAL: "Spelling, punctuation and the like",
    Significance.EDITORIAL: "Editorial words",
    Significance.NONE: "Agreements and lacunae",
}

_KINDS: Final[Mapping[Kind, Series]] = {kind: kind for kind in Kind}

_Cited = tuple[Reading, CitedReading]  # a reading, and the words by which it is cited


class Style(StrEnum):
    """What a run of a note is, which decides how it is formatted."""

    LEMMA = "lemma"
    NUMBER = "number"  # which occurrence in the line is meant
    WORDS = "words"
    EDITOR = "editor"  # words of the editor: om., add.
    SIGLA = "sigla"
    LINES = "lines"  # the name of some lines, ready to be printed: in LaTeX, a command
    PUNCTUATION = "punctuation"  # brackets, semicolons and the spaces around them


@dataclass(frozen=True, slots=True)
class Run:
    """Some words of a note, all of one style."""

    style: Style
    text: str


_SPACE: Final = Run(Style.PUNCTUATION, " ")
_SEMICOLON: Final = Run(Style.PUNCTUATION, "; ")


@dataclass(frozen=True, slots=True)
class NoteItem:
    """The part of a note on one entry, in one series."""

    entry: Entry
    series: Series
    lemma: tuple[Run, ...]
    body: tuple[Run, ...]


@dataclass(frozen=True, slots=True)
class Note:
    """Tokens [first, last) of the printed text, and the items on them."""

    first: int
    last: int
    items: tuple[NoteItem, ...]


def text_notes(apparatus: Apparatus, alignment: Alignment, name_lines: NameLines) -> list[Note]:
    """Return the notes on the printed text, in its order."""
    w = printed_text(apparatus, alignment)
    if w is None:
        return []
    before = np.concatenate(([0], np.cumsum(alignment.table[:, w] != GAP)))
    count = len(alignment.tokens[w])
    notes: list[Note] = []
    for entry, items in printed_items(apparatus, alignment, name_lines):
        if not items:
            continue
        first, last = int(before[entry.unit.start]), int(before[entry.unit.stop])
        if first == last:
            first, last = (first - 1, first) if first else (0, min(1, count))
        if notes and first < notes[-1].last:
            above = notes.pop()
            notes.append(Note(above.first, max(last, above.last), above.items + items))
        else:
            notes.append(Note(first, last, items))
    return notes


def printed_items(
    apparatus: Apparatus, alignment: Alignment, name_lines: NameLines, kinds: Sequence[Kind] = ()
) -> Iterator[tuple[Entry, tuple[NoteItem, ...]]]:
    """Yield each entry with its items. That a witness is not extant is told once for a stretch, in each series.

    If `kinds` are given, in their order, each of them is a series.
    """
    division = _Division(_KINDS, tuple(kinds)) if kinds else _BY_SIGNIFICANCE
    context = NoteContext(apparatus, alignment, name_lines, division)
    for entry in apparatus.entries:
        yield entry, tuple(_items(entry, context))


@dataclass(frozen=True, slots=True)
class _Division:
    """How readings are divided into series: the series of each kind, and the order of the series."""

    series_of: Mapping[Kind, Series]
    order: tuple[Series, ...]

    def of_entry(self, entry: Entry) -> list[Series]:
        """Return the series in which an entry is printed; without a lemma it is only in the first of them."""
        of_entry = {self.series_of[variation.kind] for variation in entry.variations}
        found = [series for series in self.order if series in of_entry]
        return found if entry.lemma else found[:1]


_BY_SIGNIFICANCE: Final = _Division(SIGNIFICANCE, SERIES)


@dataclass(frozen=True)
class NoteContext:
    """What the notes on an entry are made from."""

    apparatus: Apparatus
    alignment: Alignment
    name_lines: NameLines
    division: _Division = _BY_SIGNIFICANCE

    def __repr__(self) -> str:
        return f"<NoteContext of {self.apparatus!r}>"

    @cached_property
    def occurrences(self) -> LineOccurrences:
        """The occurrences of words in the lines of the file."""
        return LineOccurrences(self.apparatus)

    @cached_property
    def texts(self) -> CitedTexts:
        """The texts from which words are cited."""
        return CitedTexts(self.alignment)

    @cached_property
    def told(self) -> ToldInEntries:
        """What the sources say of words."""
        return ToldInEntries(self.apparatus)

    @cached_property
    def hands(self) -> dict[Siglum, Siglum]:
        """The manuscript of each hand."""
        return hands_of(self.apparatus.witnesses)

    @cached_property
    def silences(self) -> dict[tuple[int, Series], list[NonExtant]]:
        """The stretches that are told at each entry, in each series."""
        entries = ((entry, series) for entry in self.apparatus.entries for series in self.division.of_entry(entry))
        return told_once(entries, nonextant_stretches(self.apparatus, self.alignment))


def _items(entry: Entry, context: NoteContext) -> Iterator[NoteItem]:
    """Yield the items on an entry: all its readings in its first series, and in others the readings of that series."""
    words = context.texts.words(entry)
    cited = list(zip(entry.readings, words.readings, strict=True))
    series_of = context.division.series_of
    for k, series in enumerate(context.division.of_entry(entry)):
        silent = (*(_told(entry, context) if not k else ()), *_silent(entry, series, context))
        if entry.lemma is None:
            yield NoteItem(entry, series, (), (*_all_readings(entry, cited), *silent))
            continue
        of_series = [pair for pair in cited if series_of[pair[0].variation.kind] is series]
        body = (*_body(entry, entry.lemma, of_series if k else cited, context.apparatus.form, context.hands), *silent)
        yield NoteItem(entry, series, _lemma(entry, words, context.occurrences), body)


def _lemma(entry: Entry, words: CitedWords, occurrences: LineOccurrences) -> tuple[Run, ...]:
    """Return the words of the base that a note is about, or the words before them where they are no words."""
    assert entry.lemma is not None
    if entry.unit.is_white_space or not words.lemma:
        return _words_before(entry.lemma, occurrences) or (Run(Style.EDITOR, "init."),)
    number = (Run(Style.NUMBER, str(words.occurrence)),) if words.occurrence > 1 else ()
    return Run(Style.LEMMA, abbreviate(words.lemma)), *number


def _words_before(lemma: Lemma, occurrences: LineOccurrences) -> tuple[Run, ...]:
    """Return `post` and the word before a lemma, or the two words before it if the last one is short."""
    before = lemma.before.split()
    words = before[-2 if before and len(before[-1]) < DISTINCTIVE_LENGTH else -1 :]
    if not before:
        return ()
    number = occurrences.number(lemma, words)
    times = (Run(Style.NUMBER, str(number)),) if number else ()
    return Run(Style.EDITOR, "post "), Run(Style.LEMMA, visible(" ".join(words))), *times


def abbreviate(text: str) -> str:
    """Return a text whole, or of many words the first and the last."""
    words = text.split()
    return visible(f"{words[0]} … {words[-1]}" if len(words) > MAX_LEMMA_WORDS else text)


def _body(
    entry: Entry, lemma: Lemma, readings: Sequence[_Cited], form: ApparatusForm, hands: Mapping[Siglum, Siglum]
) -> Iterator[Run]:
    """Yield the readings with their sigla, after those of the lemma if the apparatus is positive.

    A negative one names hands with the lemma whose manuscript has another reading.
    """
    if form is ApparatusForm.POSITIVE:
        if entry.unit.is_white_space and lemma.text:
            yield Run(Style.WORDS, visible(lemma.text))
            yield _SPACE
        yield _sigla(lemma.witnesses)
        yield _SEMICOLON
    elif apart := hands_with_lemma(entry, hands):
        yield _sigla(apart)
        yield _SEMICOLON
    for k, (reading, words) in enumerate(readings):
        if k:
            yield _SEMICOLON
        yield from _reading(entry, reading, words)
        yield _SPACE
        yield _sigla(reading.witnesses)
    printed = [reading for reading, _ in readings]
    if others := [s for r in entry.readings if r not in printed for s in r.witnesses]:
        yield _SEMICOLON
        yield Run(Style.EDITOR, "aliter ")  # their readings are in another series: they must not seem to have the lemma
        yield _sigla(tuple(others))


def _reading(entry: Entry, reading: Reading, words: CitedReading) -> Iterator[Run]:
    """Yield a reading: its words, and what the editor says of them."""
    is_moved = reading.variation.kind is Kind.TRANSPOSITION
    where = f"transp. ({visible(entry.other_place)})" if entry.other_place else "transp."
    if entry.unit.is_white_space:
        yield Run(Style.WORDS, visible(words.text)) if words.text else Run(Style.EDITOR, "nullum spatium")
    elif not words.text:
        yield Run(Style.EDITOR, where if is_moved else "om. " if words.mark else "om.")
    else:
        if words.is_added:
            yield Run(Style.EDITOR, "huc transp. " if is_moved else "add. ")
        yield Run(Style.WORDS, visible(words.text))
        if is_moved and not words.is_added:
            yield Run(Style.EDITOR, " transp.")
        elif words.mark:
            yield Run(Style.EDITOR, " pro ")
    if words.mark and not is_moved:
        yield Run(Style.WORDS, visible(words.mark))


def _all_readings(entry: Entry, readings: Sequence[_Cited]) -> Iterator[Run]:
    """Yield every reading with its witnesses, where no reading is preferred."""
    for k, (reading, words) in enumerate(readings):
        if k:
            yield Run(Style.PUNCTUATION, " : ")
        text = visible(words.text)
        yield (
            Run(Style.WORDS, text)
            if text
            else Run(Style.EDITOR, "nullum spatium" if entry.unit.is_white_space else "om.")
        )
        yield _SPACE
        yield _sigla(reading.witnesses)


def _told(entry: Entry, context: NoteContext) -> Iterator[Run]:
    """Yield what the sources say of the words of an entry. No sign of an editor is added to the words."""
    for told in context.told.at(entry):
        yield _SEMICOLON
        yield Run(Style.WORDS, abbreviate(told.words))
        yield Run(Style.EDITOR, f" {visible(told.label)} in ")
        yield _sigla(told.sigla)


def _silent(entry: Entry, series: Series, context: NoteContext) -> Iterator[Run]:
    """Yield the witnesses of which a stretch that is not extant begins here, with its lines.

    A negative apparatus names absent ones only once, before the text.
    """
    is_positive = context.apparatus.form is ApparatusForm.POSITIVE or entry.lemma is None
    by_lines: dict[tuple[Testimony, str], list[Siglum]] = {}
    for stretch in context.silences.get((entry.number, series), ()):
        if stretch.testimony is not Testimony.ABSENT or is_positive:
            lines = name_stretch(stretch, entry, context.name_lines)
            by_lines.setdefault((stretch.testimony, lines), []).append(stretch.siglum)
    for (testimony, lines), sigla in by_lines.items():
        yield _SEMICOLON
        yield Run(Style.EDITOR, f"{NONEXTANT_ABBREVIATIONS[testimony]} ")
        yield _sigla(tuple(sigla))
        if lines:
            yield _SPACE
            yield Run(Style.LINES, lines)


@lru_cache(maxsize=1024)  # most readings have one of a few groups of witnesses
def _sigla(names: tuple[Siglum, ...]) -> Run:
    """Return sigla as a run, with commas between them if one contains a space."""
    shown = [visible(name) for name in names]
    return Run(Style.SIGLA, (", " if any(" " in name for name in shown) else " ").join(shown))
