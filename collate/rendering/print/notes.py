"""The apparatus as an edition prints it: notes on the words of a text, in series by significance.

A note hangs on words of the text that is printed, so what is added hangs on the word before it. Two
entries that hang on the same word are one note. The formats that print (LaTeX, plain text, Markdown)
only differ in how they set a run.
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
from collate.terminal.display import visible

MAX_LEMMA_WORDS: Final = 5  # of a lemma that is printed whole; of a longer one the first and the last stand for all
_WORD: Final = re.compile(r"\S+")
DISTINCTIVE_LENGTH: Final = 4  # letters of a word that tells by itself where in its line it stands
SERIES: Final = (Significance.SUBSTANTIVE, Significance.ACCIDENTAL, Significance.EDITORIAL, Significance.NONE)
SERIES_NAMES: Final = {
    Significance.SUBSTANTIVE: "Substantive readings",
    Significance.ACCIDENTAL: "Spelling, punctuation and the like",
    Significance.EDITORIAL: "Editorial words",
    Significance.NONE: "Agreement and silence",
}

NONEXTANT_ABBREVIATIONS: Final = {Testimony.LACUNA: "lac.", Testimony.ILLEGIBLE: "illeg.", Testimony.ABSENT: "deest"}


class Style(StrEnum):
    """How a run of a note is set."""

    LEMMA = "lemma"
    NUMBER = "number"  # which of several like words in the line is meant
    WORDS = "words"
    SAID = "said"  # what the editor says: om., add.
    SIGLA = "sigla"
    SIGN = "sign"  # brackets, semicolons and the spaces that belong to them


@dataclass(frozen=True, slots=True)
class Run:
    """Some words of a note, set in one way."""

    style: Style
    text: str


@dataclass(frozen=True, slots=True)
class NoteItem:
    """What a note says of one entry, in one series."""

    entry: Entry
    series: Significance
    lemma: tuple[Run, ...]
    body: tuple[Run, ...]


@dataclass(frozen=True, slots=True)
class Note:
    """Tokens [first, last) of the text that is printed, and what is said of them."""

    first: int
    last: int
    items: tuple[NoteItem, ...]


def printed_text(apparatus: Apparatus, alignment: Alignment) -> int | None:
    """Give the number of the witness whose text is printed: the base, or the one that says most."""
    sigla = [w.siglum for w in apparatus.witnesses]
    if apparatus.base in sigla:
        return sigla.index(Siglum(apparatus.base))
    sizes = [len(t) for t in alignment.tokens]
    return max(range(len(sizes)), key=lambda w: sizes[w], default=None)


class LineOccurrences:
    """Counts how often the words before a place have stood in its line of the file; each line is cut once."""

    def __init__(self, apparatus: Apparatus) -> None:
        self._witnesses = {w.siglum: w for w in apparatus.witnesses}
        self._lines: dict[tuple[Siglum, int], dict[tuple[str, ...], list[int]]] = {}

    def number(self, lemma: Lemma, words: Sequence[str]) -> int:
        """Give which of several like words in the line ends before a lemma, from 1; 0 where there is but one."""
        support = lemma.support[0]
        ends = self._ends(support.siglum, lemma.line).get(tuple(words), [])
        return bisect_right(ends, support.spans[0][0]) if len(ends) > 1 and support.spans else 0

    def _ends(self, siglum: Siglum, line: int) -> dict[tuple[str, ...], list[int]]:
        """Give where each word of a line ends, and each two."""
        found = self._lines.get((siglum, line))
        if found is None:
            found = self._lines[siglum, line] = {}
            witness = self._witnesses[siglum]
            start, stop = (*witness.line_starts, len(witness.text))[line - 1 : line + 1]
            before = ""
            for word in _WORD.finditer(witness.text, start, stop):
                for words in ((word[0],), (before, word[0])):
                    found.setdefault(words, []).append(word.end())
                before = word[0]
        return found


def text_notes(apparatus: Apparatus, alignment: Alignment) -> list[Note]:
    """Give the notes on the printed text, in its order."""
    w = printed_text(apparatus, alignment)
    if w is None:
        return []
    before = np.concatenate(([0], np.cumsum(alignment.table[:, w] != GAP)))
    count = len(alignment.tokens[w])
    hung: list[Note] = []
    anchors = LineOccurrences(apparatus)
    for entry in apparatus.entries:
        items = tuple(note_items(entry, apparatus.form, anchors))
        if not items:
            continue
        first, last = int(before[entry.unit.start]), int(before[entry.unit.stop])
        if first == last:
            first, last = (first - 1, first) if first else (0, min(1, count))
        if hung and first < hung[-1].last:
            above = hung.pop()
            hung.append(Note(above.first, max(last, above.last), above.items + items))
        else:
            hung.append(Note(first, last, items))
    return hung


def note_items(entry: Entry, form: ApparatusForm, anchors: LineOccurrences) -> Iterator[NoteItem]:
    """Say what is to be said of an entry: all of it in its first series, and in others what belongs there."""
    said = False
    for series in SERIES:
        if entry.lemma is None:
            pairs = [p for p in entry.pairs if SIGNIFICANCE[p.second.variation.kind] is series]
            if pairs and series is _heaviest(entry):
                yield NoteItem(entry, series, (), tuple(_all_readings(entry)))
            continue
        own = [r for r in entry.readings if SIGNIFICANCE[r.variation.kind] is series]
        if own:
            readings = own if said else entry.readings
            body = tuple(_body(entry, entry.lemma, readings, form))
            yield NoteItem(entry, series, _lemma(entry, entry.lemma, anchors), body)
            said = True


def _heaviest(entry: Entry) -> Significance:
    """Give the series in which an entry without a lemma stands, once."""
    return min((SIGNIFICANCE[p.second.variation.kind] for p in entry.pairs), key=SERIES.index)


def _lemma(entry: Entry, lemma: Lemma, anchors: LineOccurrences) -> tuple[Run, ...]:
    """Print the words that a note is about; where the base has none, those after which something is added."""
    if entry.unit.is_white_space or not lemma.text:
        return _after(lemma, anchors) or (Run(Style.SAID, "init."),)
    if _is_mark(lemma):
        return _after(lemma, anchors)
    number = (Run(Style.NUMBER, str(lemma.occurrence)),) if lemma.occurrence > 1 else ()
    return Run(Style.LEMMA, abbreviate(lemma.text)), *number


def _after(lemma: Lemma, anchors: LineOccurrences) -> tuple[Run, ...]:
    """Print the word before a lemma, for what has no word of its own; a short one may be any, so two are printed."""
    before = lemma.before.split()
    words = before[-2 if before and len(before[-1]) < DISTINCTIVE_LENGTH else -1 :]
    if not before:
        return ()
    number = anchors.number(lemma, words)
    times = (Run(Style.NUMBER, str(number)),) if number else ()
    return Run(Style.SAID, "post "), Run(Style.LEMMA, visible(" ".join(words))), *times


def _is_mark(lemma: Lemma) -> bool:
    """Say whether a lemma is punctuation: a comma could be any in its line, so it is named by the word before it."""
    return bool(lemma.text) and bool(lemma.before.split()) and not any(c.isalnum() for c in lemma.text)


def abbreviate(text: str) -> str:
    """Print the first and the last of many words."""
    words = text.split()
    return visible(f"{words[0]} … {words[-1]}" if len(words) > MAX_LEMMA_WORDS else text)


def _body(entry: Entry, lemma: Lemma, readings: Sequence[Reading], form: ApparatusForm) -> Iterator[Run]:
    """Print the readings: those who have the lemma first, if the apparatus is positive."""
    if form is ApparatusForm.POSITIVE:
        if _is_mark(lemma):
            yield Run(Style.WORDS, visible(lemma.text))
            yield Run(Style.SIGN, " ")
        yield _sigla(lemma.witnesses)
        yield Run(Style.SIGN, "; ")
    for k, reading in enumerate(readings):
        if k:
            yield Run(Style.SIGN, "; ")
        yield from _reading(entry, lemma, reading, form)
        yield Run(Style.SIGN, " ")
        yield _sigla(reading.witnesses)
    if others := [s for r in entry.readings if r not in readings for s in r.witnesses]:
        yield Run(Style.SIGN, "; ")
        yield Run(Style.SAID, "aliter ")  # as the series before says: nobody may seem to have the lemma who has not
        yield _sigla(others)
    yield from _silent(entry, form)


def _reading(entry: Entry, lemma: Lemma, reading: Reading, form: ApparatusForm) -> Iterator[Run]:
    """Print one reading. In a negative apparatus a mark that it lacks, or has another for, is named."""
    named = _is_mark(lemma) and form is ApparatusForm.NEGATIVE and not entry.unit.is_white_space
    moved = reading.variation.kind is Kind.TRANSPOSITION
    where = f"transp. ({visible(entry.other_place)})" if entry.other_place else "transp."
    if entry.unit.is_white_space:
        yield Run(Style.WORDS, visible(reading.text)) if reading.text else Run(Style.SAID, "nullum spatium")
    elif not reading.text:
        if named:
            yield Run(Style.WORDS, visible(lemma.text))
            yield Run(Style.SIGN, " ")
        yield Run(Style.SAID, where if moved else "om.")
    else:
        if not lemma.text:
            yield Run(Style.SAID, "huc transp. " if moved else "add. ")
        yield Run(Style.WORDS, visible(reading.text))
        if moved and lemma.text:
            yield Run(Style.SAID, " transp.")
        if named:
            yield Run(Style.SAID, " pro ")
            yield Run(Style.WORDS, visible(lemma.text))


def _all_readings(entry: Entry) -> Iterator[Run]:
    """Print every reading with its witnesses, where none is preferred."""
    for k, reading in enumerate(entry.readings):
        if k:
            yield Run(Style.SIGN, " : ")
        text = visible(reading.text)
        yield (
            Run(Style.WORDS, text)
            if text
            else Run(Style.SAID, "nullum spatium" if entry.unit.is_white_space else "om.")
        )
        yield Run(Style.SIGN, " ")
        yield _sigla(reading.witnesses)
    yield from _silent(entry, ApparatusForm.POSITIVE)


def _silent(entry: Entry, form: ApparatusForm) -> Iterator[Run]:
    """Name those who do not testify. Who is absent for long stretches is named once, before the text."""
    for testimony, words in NONEXTANT_ABBREVIATIONS.items():
        sigla = [siglum for siglum, t in entry.silent if t is testimony]
        if sigla and (testimony is not Testimony.ABSENT or form is ApparatusForm.POSITIVE):
            yield Run(Style.SIGN, "; ")
            yield Run(Style.SAID, f"{words} ")
            yield _sigla(sigla)


def _sigla(names: Iterable[Siglum]) -> Run:
    """List sigla; commas part them where one has a blank in it, or one would seem to be two."""
    shown = [visible(name) for name in names]
    return Run(Style.SIGLA, (", " if any(" " in name for name in shown) else " ").join(shown))


def describe_base(apparatus: Apparatus) -> str:
    """Say against which text the notes are."""
    if apparatus.base == "majority":
        return "Each lemma is the reading of most witnesses."
    if apparatus.base == "none":
        return "No reading is preferred: all stand side by side with their witnesses."
    silent = any(entry.lemma is None for entry in apparatus.entries)
    aside = "; where it is silent all readings stand side by side" if silent else ""
    return f"The text is that of {visible(apparatus.base)}{aside}."


def describe_form(apparatus: Apparatus) -> str:
    """Say how the notes are to be read, and what they leave out."""
    said = []
    if apparatus.form is ApparatusForm.POSITIVE and apparatus.base != "none":
        said.append("The apparatus is positive: the witnesses of the lemma are named after the bracket.")
    elif apparatus.base != "none":
        said.append("The apparatus is negative: whoever is not named has the lemma, unless it is silent there.")
    if apparatus.hidden:
        said.append(f"Not shown: {', '.join(f'{count} {name}' for name, count in apparatus.hidden)}.")
    return " ".join(said)
