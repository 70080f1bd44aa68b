"""The text with its apparatus as a Word file: each note is a footnote at the words that it is about.

A footnote has a paragraph for each series, in the style of the series. The lines of the text are numbered by Word.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import groupby, pairwise
from typing import Final

from collate._dataclass import dataclass
from collate.apparatus import Apparatus, entries_and_echoes
from collate.model.alignment import Alignment
from collate.rendering.direction import majority_direction
from collate.rendering.left_out import describe_nothing
from collate.rendering.nonextant import nonextant_passages, source_line_names
from collate.rendering.print.notes import SERIES, Note, Series, text_notes
from collate.rendering.print.passages import noted_words, paragraph_starts, unlabelled_places
from collate.rendering.print.preface import describe_text
from collate.rendering.printed_text import printed_text
from collate.rendering.word.content import WordContent, word_bytes
from collate.rendering.word.front import front_pages
from collate.rendering.word.markup import (
    bookmarked,
    cited_runs,
    footnote,
    footnote_call,
    paragraph,
    printable,
    text_runs,
)
from collate.rendering.word.note_runs import item_runs, linked_entries
from collate.rendering.word.text_words import StyledWords, text_words

_STYLES: Final[Mapping[Series, str]] = dict(
    zip(
        SERIES,
        ("CollateNoteSubstantive", "CollateNoteAccidental", "CollateNoteEditorial", "CollateNoteEditorial"),
        strict=True,
    )
)
_BETWEEN_ENTRIES: Final = " ‖ "  # two entries on the same words in one series


def write_docx_edition(apparatus: Apparatus, alignment: Alignment) -> Iterator[bytes]:
    """Write the text of the base with the apparatus in footnotes, all in one chunk.

    Raises WriteError when python-docx is not installed.
    """
    both = replace(apparatus, entries=entries_and_echoes(apparatus))
    notes = text_notes(both, alignment, source_line_names(apparatus, alignment))
    links = linked_entries([item for note in notes for item in note.items])
    preface = describe_text(apparatus, alignment)
    if nonextant_passages(apparatus, alignment):
        preface += " Where a witness is not extant, lines are counted in the file of the text."
    if not apparatus.entries:
        preface += f" {describe_nothing(apparatus).capitalize()}."
    content = WordContent(
        apparatus.title,
        apparatus.language,
        front=front_pages(apparatus, alignment, preface),
        text="".join(_paragraphs(apparatus, alignment, notes, links)),
        notes="".join([_footnote(number, note, links) for number, note in enumerate(notes, 1)]),
    )
    yield word_bytes(content, "docx-edition")


def _paragraphs(
    apparatus: Apparatus, alignment: Alignment, notes: Sequence[Note], links: Mapping[int, int]
) -> Iterator[str]:
    """Yield the paragraphs of the text with the signs of their footnotes."""
    w = printed_text(apparatus, alignment)
    tokens = alignment.tokens[w] if w is not None else None
    if w is None or tokens is None or not len(tokens):
        calls = "".join([_call(number, note, links) for number, note in enumerate(notes, 1)])
        yield paragraph("CollateText", text_runs("No text.", "CollateEditor") + calls)
        return
    starts = paragraph_starts(tokens, notes)
    words = text_words(tokens, apparatus.interventions[w] if apparatus.interventions else (), starts)
    page = _Page(words, dict(unlabelled_places(tokens)), notes, links)
    at = 0
    for first, last in pairwise([0, *starts, len(tokens)]):
        end = at
        while end < len(notes) and notes[end].first < last:
            end += 1
        style = "CollateTextHeading" if words.is_heading(first, last) else "CollateText"
        direction = majority_direction(words.printed.passage(first, last))
        yield paragraph(style, "".join(page.noted(first, last, range(at, end), direction)), direction)
        at = end


@dataclass(frozen=True, slots=True)
class _Page:
    """The printed words, the places at which verses or pages begin, the notes, and the links between moved words."""

    words: StyledWords
    places: Mapping[int, str]
    notes: Sequence[Note]
    links: Mapping[int, int]

    def noted(self, first: int, last: int, numbers: range, direction: str) -> Iterator[str]:
        """Yield the runs of tokens [first, last), and the signs of the notes of these numbers, counted from 0."""
        at = first
        for k in numbers:
            note = self.notes[k]
            yield from self._passage(at, note.first, direction)
            yield _anchored(note, self._words_of(note, direction), self.links) + footnote_call(k + 1)
            at = note.last
        yield from self._passage(at, last, direction)

    def _words_of(self, note: Note, direction: str) -> str:
        """Return the words of a note; those of another witness, such as a majority's, have no places and roles."""
        printed = self.words.printed
        text = noted_words(printed, note)
        if text == printed.passage(note.first, note.last):
            return "".join(self._passage(note.first, note.last, direction))
        return text_runs(printed.spaces[note.first]) + text_runs(printable(" ".join(text.split())), "", direction)

    def _passage(self, first: int, last: int, direction: str) -> Iterator[str]:
        """Yield the runs of tokens [first, last), with the names of the places that begin there."""
        if first == last:
            return
        cuts = [first, *[i for i in range(first + 1, last) if i in self.places], last]
        for start, stop in pairwise(cuts):
            before = self.words.printed.spaces[start]
            if start in self.places:
                place = text_runs(f"[{self.places[start]}]", "CollatePlace") + text_runs(" ", "", direction)
                yield text_runs(before, "", direction) + place
                before = ""
            yield self.words.runs(start, stop, direction, before)


def _anchored(note: Note, runs: str, links: Mapping[int, int]) -> str:
    """Return the words of a note with bookmarks for the entries to which another one leads."""
    for number in dict.fromkeys(item.entry.number for item in note.items if item.entry.number in links):
        runs = bookmarked(number, runs)
    return runs


def _call(number: int, note: Note, links: Mapping[int, int]) -> str:
    return _anchored(note, "", links) + footnote_call(number)


def _footnote(number: int, note: Note, links: Mapping[int, int]) -> str:
    """Return a footnote with a paragraph for each style of its series."""
    items = sorted(note.items, key=lambda item: SERIES.index(item.series))
    paragraphs = []
    for style, of_style in groupby(items, key=lambda item: _STYLES[item.series]):
        runs = [item_runs(item, links.get(item.entry.number), numbers_lemma=False) for item in of_style]
        paragraphs.append((style, cited_runs(_BETWEEN_ENTRIES).join(runs)))
    return footnote(number, paragraphs)
