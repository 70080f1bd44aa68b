"""The apparatus as an edition prints it: notes on the words of a text, in series by significance.

A note belongs to words of the text that is printed, so an addition belongs to the word before it. Entries that belong
to the same words are one note. The formats that print (LaTeX, plain text, Markdown) differ only in how they format a
run.
"""

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

import numpy as np

from collate.apparatus import Apparatus, Entry, Lemma, Reading
from collate.model.alignment import GAP, Alignment, Testimony
from collate.model.variation import SIGNIFICANCE, Kind, Significance
from collate.model.witness import ApparatusForm, Siglum
from collate.rendering.cited_words import CitedReading, CitedTexts, CitedWords
from collate.rendering.left_out import list_hidden
from collate.terminal.display import visible

MAX_LEMMA_WORDS: Final = 5  # of a lemma that is printed whole; of a longer one only the first and the last are printed
_WORD: Final = re.compile(r"\S+")
DISTINCTIVE_LENGTH: Final = 4  # letters of a word that alone is enough to find its place in a line
SERIES: Final = (Significance.SUBSTANTIVE, Significance.ACCIDENTAL, Significance.EDITORIAL, Significance.NONE)
SERIES_NAMES: Final = {
    Significance.SUBSTANTIVE: "Substantive readings",
    Significance.ACCIDENTAL: "Spelling, punctuation and the like",
    Significance.EDITORIAL: "Editorial words",
    Significance.NONE: "Agreements and lacunae",
}

_Cited = tuple[Reading, CitedReading]  # a reading, and the words by which it is cited

NONEXTANT_ABBREVIATIONS: Final = {Testimony.LACUNA: "lac.", Testimony.ILLEGIBLE: "illeg.", Testimony.ABSENT: "deest"}


class Style(StrEnum):
    """What a run of a note is, which decides how it is formatted."""

    LEMMA = "lemma"
    NUMBER = "number"  # which occurrence in the line is meant
    WORDS = "words"
    EDITOR = "editor"  # words of the editor: om., add.
    SIGLA = "sigla"
    PUNCTUATION = "punctuation"  # brackets, semicolons and the spaces around them


@dataclass(frozen=True, slots=True)
class Run:
    """Some words of a note, all of one style."""

    style: Style
    text: str


@dataclass(frozen=True, slots=True)
class NoteItem:
    """The part of a note on one entry, in one series."""

    entry: Entry
    series: Significance
    lemma: tuple[Run, ...]
    body: tuple[Run, ...]


@dataclass(frozen=True, slots=True)
class Note:
    """Tokens [first, last) of the printed text, and the items on them."""

    first: int
    last: int
    items: tuple[NoteItem, ...]


def printed_text(apparatus: Apparatus, alignment: Alignment) -> int | None:
    """Return the number of the witness whose text is printed: the base, or the longest if no witness is the base."""
    sigla = [w.siglum for w in apparatus.witnesses]
    if apparatus.base in sigla:
        return sigla.index(Siglum(apparatus.base))
    sizes = [len(t) for t in alignment.tokens]
    return max(range(len(sizes)), key=lambda w: sizes[w], default=None)


class LineOccurrences:
    """Numbers the occurrences of words in their line of the file; each line is indexed once."""

    def __init__(self, apparatus: Apparatus) -> None:
        self._witnesses = {w.siglum: w for w in apparatus.witnesses}
        self._lines: dict[tuple[Siglum, int], dict[tuple[str, ...], list[int]]] = {}

    def number(self, lemma: Lemma, words: Sequence[str]) -> int:
        """Return which occurrence of some words in the line ends before a lemma, from 1; 0 if there is only one."""
        support = lemma.support[0]
        ends = self._ends(support.siglum, lemma.line).get(tuple(words), [])
        return bisect_right(ends, support.spans[0][0]) if len(ends) > 1 and support.spans else 0

    def _ends(self, siglum: Siglum, line: int) -> dict[tuple[str, ...], list[int]]:
        """Return where each word of a line ends, and each two neighbouring words."""
        ends = self._lines.get((siglum, line))
        if ends is None:
            ends = self._lines[siglum, line] = {}
            witness = self._witnesses[siglum]
            start, stop = (*witness.line_starts, len(witness.text))[line - 1 : line + 1]
            before = ""
            for word in _WORD.finditer(witness.text, start, stop):
                for words in ((word[0],), (before, word[0])):
                    ends.setdefault(words, []).append(word.end())
                before = word[0]
        return ends


def text_notes(apparatus: Apparatus, alignment: Alignment) -> list[Note]:
    """Return the notes on the printed text, in its order."""
    w = printed_text(apparatus, alignment)
    if w is None:
        return []
    before = np.concatenate(([0], np.cumsum(alignment.table[:, w] != GAP)))
    count = len(alignment.tokens[w])
    notes: list[Note] = []
    occurrences, texts = LineOccurrences(apparatus), CitedTexts(alignment)
    for entry in apparatus.entries:
        items = tuple(note_items(entry, texts.words(entry), apparatus.form, occurrences))
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


def note_items(
    entry: Entry, words: CitedWords, form: ApparatusForm, occurrences: LineOccurrences
) -> Iterator[NoteItem]:
    """Yield the items on an entry: all its readings in its first series, and in others the readings of that series."""
    is_printed = False
    cited = list(zip(entry.readings, words.readings, strict=True))
    for series in SERIES:
        if entry.lemma is None:
            pairs = [pair for pair in entry.pairs if SIGNIFICANCE[pair.second.variation.kind] is series]
            if pairs and series is _heaviest(entry):
                yield NoteItem(entry, series, (), tuple(_all_readings(entry, cited)))
            continue
        of_series = [pair for pair in cited if SIGNIFICANCE[pair[0].variation.kind] is series]
        if of_series:
            readings = of_series if is_printed else cited
            body = tuple(_body(entry, entry.lemma, readings, form))
            yield NoteItem(entry, series, _lemma(entry, words, occurrences), body)
            is_printed = True


def _heaviest(entry: Entry) -> Significance:
    """Return the one series to which an entry without a lemma belongs."""
    return min((SIGNIFICANCE[p.second.variation.kind] for p in entry.pairs), key=SERIES.index)


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


def _body(entry: Entry, lemma: Lemma, readings: Sequence[_Cited], form: ApparatusForm) -> Iterator[Run]:
    """Yield the readings with their sigla, after those of the lemma if the apparatus is positive."""
    if form is ApparatusForm.POSITIVE:
        if entry.unit.is_white_space and lemma.text:
            yield Run(Style.WORDS, visible(lemma.text))
            yield Run(Style.PUNCTUATION, " ")
        yield _sigla(lemma.witnesses)
        yield Run(Style.PUNCTUATION, "; ")
    for k, (reading, words) in enumerate(readings):
        if k:
            yield Run(Style.PUNCTUATION, "; ")
        yield from _reading(entry, reading, words)
        yield Run(Style.PUNCTUATION, " ")
        yield _sigla(reading.witnesses)
    printed = [reading for reading, _ in readings]
    if others := [s for r in entry.readings if r not in printed for s in r.witnesses]:
        yield Run(Style.PUNCTUATION, "; ")
        yield Run(Style.EDITOR, "aliter ")  # their readings are in another series: they must not seem to have the lemma
        yield _sigla(others)
    yield from _silent(entry, form)


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
        yield Run(Style.PUNCTUATION, " ")
        yield _sigla(reading.witnesses)
    yield from _silent(entry, ApparatusForm.POSITIVE)


def _silent(entry: Entry, form: ApparatusForm) -> Iterator[Run]:
    """Yield the witnesses that are not extant; a negative apparatus names absent ones only once, before the text."""
    for testimony, words in NONEXTANT_ABBREVIATIONS.items():
        sigla = [siglum for siglum, t in entry.silent if t is testimony]
        if sigla and (testimony is not Testimony.ABSENT or form is ApparatusForm.POSITIVE):
            yield Run(Style.PUNCTUATION, "; ")
            yield Run(Style.EDITOR, f"{words} ")
            yield _sigla(sigla)


def _sigla(names: Iterable[Siglum]) -> Run:
    """Return sigla as a run, with commas between them if one contains a space."""
    shown = [visible(name) for name in names]
    return Run(Style.SIGLA, (", " if any(" " in name for name in shown) else " ").join(shown))


def describe_base(apparatus: Apparatus) -> str:
    """Return a sentence on the base."""
    if apparatus.base == "majority":
        return "Each lemma is the reading of most witnesses."
    if apparatus.base == "none":
        return "No reading is preferred: all readings are listed with their witnesses."
    base = visible(apparatus.base)
    has_no_lemma = any(entry.lemma is None for entry in apparatus.entries)
    addition = f"; where {base} is not extant, all readings are listed with their witnesses" if has_no_lemma else ""
    return f"The text is that of {base}{addition}."


def describe_form(apparatus: Apparatus) -> str:
    """Return sentences on how to read the notes, and on what they leave out."""
    sentences = []
    if apparatus.form is ApparatusForm.POSITIVE and apparatus.base != "none":
        sentences.append("The apparatus is positive: the witnesses of the lemma are named after the bracket.")
    elif apparatus.base != "none":
        sentences.append("The apparatus is negative: a witness that is not named has the lemma, if it is extant there.")
    if apparatus.hidden:
        sentences.append(f"Not shown: {list_hidden(apparatus)}.")
    return " ".join(sentences)
