"""The runs of a printed note in the character styles of a Word file."""

from collections.abc import Iterable, Mapping
from typing import Final

from collate.rendering.print.notes import NoteItem, Run, Style
from collate.rendering.word.markup import cited_runs, link, text_runs

_STYLES: Final[Mapping[Style, str]] = {
    Style.LEMMA: "CollateLemma",
    Style.NUMBER: "CollateOccurrence",
    Style.WORDS: "CollateReading",
    Style.EDITOR: "CollateEditor",
    Style.SIGLA: "CollateSiglum",
    Style.LINES: "CollateLines",
    Style.PUNCTUATION: "",
}


def note_runs(runs: Iterable[Run]) -> str:
    """Return runs, each in the style of what it is."""
    return "".join([cited_runs(run.text, _STYLES[run.style]) for run in runs])


def item_runs(item: NoteItem, other: int | None, numbers_lemma: bool = True) -> str:
    """Return a note on an entry: lemma, bracket, readings, and its number in all formats.

    `other` is the number of the entry at the other place of moved words, to which the number leads. `numbers_lemma` is
    false where the note is at its word: nobody needs to count the occurrences of the word in its line.
    """
    lemma = note_runs(item.lemma if numbers_lemma else [run for run in item.lemma if run.style is not Style.NUMBER])
    number = text_runs(f" ({item.entry.told_in or item.entry.number})", "CollateNumber")
    end = number if other is None else link(other, number)
    return lemma + (text_runs("] ") if lemma else "") + note_runs(item.body) + end


def linked_entries(items: Iterable[NoteItem]) -> dict[int, int]:
    """Return for each entry that tells a move, and for its echo, the number of the other one; of several the first."""
    others: dict[int, int] = {}
    for item in items:
        entry = item.entry
        if entry.told_in is not None:
            others[entry.number] = entry.told_in
            others.setdefault(entry.told_in, entry.number)
    return others
