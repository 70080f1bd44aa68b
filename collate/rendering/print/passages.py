"""The passages of the printed text: its paragraphs, the places in it, and the words that a note is about."""

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import Final

import numpy as np

from collate.model.tokens import Tokens
from collate.rendering.citation import cite_names
from collate.rendering.print.notes import Note
from collate.rendering.print.printed_words import PrintedWords

_BREAK: Final = re.compile(r"\r\n|\n|\r")
_LINE: Final = "line"  # the one system whose names are not printed beside the text: they would be on every line


def unlabelled_places(tokens: Tokens) -> Iterator[tuple[int, str]]:
    """Yield the words at which a verse or page begins whose name is not in the text, each with the name."""
    places = [p for p in tokens.witness.places if p.label is None and p.system != _LINE]
    borders = np.array([place.start for place in places], np.int32)
    first = np.searchsorted(tokens.spans[:, 1], borders, side="right").tolist()
    names: dict[int, list[str]] = {}
    for i, place in sorted(zip(first, places, strict=True), key=lambda row: row[0]):
        if i < len(tokens) and place.start < place.end:
            names.setdefault(i, []).append(cite_names([(place.system, place.value)]))
    return ((i, ", ".join(of_word)) for i, of_word in names.items())


def paragraph_starts(tokens: Tokens, notes: Sequence[Note]) -> list[int]:
    """Return the tokens at which paragraphs begin: after empty lines, or at every line if there are none."""
    text, spans = tokens.witness.text, tokens.spans.tolist()
    between = [text[a[1] : b[0]] for a, b in pairwise(spans)]
    breaks = [0] + [len(_BREAK.findall(space)) if space not in ("", " ") else 0 for space in between]
    least = 2 if any(b > 1 for b in breaks) else 1
    inside_notes = {i for note in notes for i in range(note.first + 1, note.last)}
    return [i for i, b in enumerate(breaks) if b >= least and i not in inside_notes]


def noted_words(printed: PrintedWords, note: Note) -> str:
    """Return the words that a note is about; where the lemma is another witness's, those of the lemma."""
    lemma = note.items[0].entry.lemma
    is_single_entry = len({item.entry.number for item in note.items}) == 1
    if lemma is not None and lemma.text and is_single_entry and printed.siglum not in lemma.witnesses:
        return lemma.text
    return printed.passage(note.first, note.last)
