"""The apparatus as an edition prints it, in plain text and in Markdown: by series, by line of the base.

`12  causam²] A B; causas C; om. D  (17)`: line, lemma, readings, and the number of the entry.
"""

from collections.abc import Callable, Iterable, Iterator
from itertools import groupby
from typing import Final

from collate.apparatus import Apparatus, Entry
from collate.model.alignment import Alignment
from collate.model.variation import Significance
from collate.rendering.nonextant import describe_nonextant, nonextant_passages, source_line_names
from collate.rendering.print.notes import (
    SERIES,
    SERIES_NAMES,
    LineOccurrences,
    NoteItem,
    Run,
    Style,
    describe_base,
    describe_form,
    note_items,
)
from collate.rendering.tables.markdown import escape_markdown as plain_markdown
from collate.terminal.display import isolated, visible

_SUPERSCRIPTS: Final = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")
_BETWEEN: Final = "  ‖  "  # two entries of one line

Set = Callable[[Run], str]


def write_text(apparatus: Apparatus, alignment: Alignment) -> str:
    """Write the apparatus as plain text."""
    title = visible(apparatus.title or "Apparatus")
    lines = [title, "=" * len(title), "", *_preface(apparatus, alignment, str), ""]
    for series, rows in _by_series(apparatus):
        name = SERIES_NAMES[series]
        lines += [
            name,
            "-" * len(name),
            "",
            *(f"{place}  {said}" for place, said in _lines(apparatus, rows, _in_text)),
            "",
        ]
    return "\n".join(lines + _nothing(apparatus)).rstrip("\n") + "\n"


def write_edition(apparatus: Apparatus, alignment: Alignment) -> str:
    """Write the apparatus as an edition prints it, in Markdown."""
    lines = [
        f"# {plain_markdown(apparatus.title or 'Apparatus')}",
        "",
        *_preface(apparatus, alignment, plain_markdown),
        "",
    ]
    for series, rows in _by_series(apparatus):
        lines += [f"## {SERIES_NAMES[series]}", ""]
        lines += [
            line
            for place, said in _lines(apparatus, rows, _in_markdown)
            for line in (f"{plain_markdown(place)} {said}", "")
        ]
    return "\n".join(lines + _nothing(apparatus)).rstrip("\n") + "\n"


def _preface(apparatus: Apparatus, alignment: Alignment, escape: Callable[[str], str]) -> list[str]:
    """Say what the text is, who the witnesses are, and where they are silent."""
    lines = [escape(f"{describe_base(apparatus)} {describe_form(apparatus)}"), ""]
    for w in apparatus.witnesses:
        told = ", ".join(filter(None, (w.bibliography.title, w.bibliography.source)))
        lines.append(escape(visible(f"{w.siglum}: {told}" if told else w.siglum)) + "  ")
    passages = nonextant_passages(apparatus, alignment)
    silences = describe_nonextant(passages, source_line_names(apparatus, alignment)) if passages else []
    lines += [escape(f"{visible(siglum)}: {said}") + "  " for siglum, said in silences]
    return [line.rstrip() if escape is str else line for line in lines]


def _by_series(apparatus: Apparatus) -> Iterator[tuple[Significance, list[NoteItem]]]:
    anchors = LineOccurrences(apparatus)
    items = [item for entry in apparatus.entries for item in note_items(entry, apparatus.form, anchors)]
    for series in SERIES:
        if found := [item for item in items if item.series is series]:
            yield series, found


def _lines(apparatus: Apparatus, items: Iterable[NoteItem], set_: Set) -> Iterator[tuple[str, str]]:
    """Set the items line by line of the base."""
    for place, found in groupby(items, key=lambda item: _place(item.entry, apparatus)):
        yield place, _BETWEEN.join(_said(item, set_) for item in found)


def _place(entry: Entry, apparatus: Apparatus) -> str:
    """Name a line of the base; where the lemma is another's, or there is none, the witness with its line."""
    if entry.lemma is not None:
        siglum = entry.lemma.support[0].siglum
        of = "" if siglum == apparatus.base else f"{isolated(visible(siglum))} "
        return of + " ".join((*(f"{system} {value}," for system, value in entry.lemma.places), str(entry.lemma.line)))
    supports = {s.siglum: s for reading in entry.readings for s in reading.support}
    witness = next(w for w in apparatus.witnesses if w.siglum in supports)
    return f"{isolated(visible(witness.siglum))} {witness.line(supports[witness.siglum].spans[0][0])}"


def _said(item: NoteItem, set_: Set) -> str:
    lemma = "".join(map(set_, item.lemma))
    return f"{lemma}{'] ' if lemma else ''}{''.join(map(set_, item.body))} ({item.entry.number})"


def _in_text(run: Run) -> str:
    return run.text.translate(_SUPERSCRIPTS) if run.style is Style.NUMBER else isolated(run.text)


def _in_markdown(run: Run) -> str:
    text = plain_markdown(isolated(run.text))
    match run.style:
        case Style.LEMMA:
            return f"**{text}**"
        case Style.SAID:
            return f"*{text.strip()}*{' ' * text.endswith(' ')}"
        case Style.NUMBER:
            return f"<sup>{text}</sup>"
        case _:
            return text


def _nothing(apparatus: Apparatus) -> list[str]:
    return [] if apparatus.entries else ["No difference to show." if apparatus.hidden else "No difference."]
