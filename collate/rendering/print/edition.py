"""The apparatus as an edition prints it, in plain text and in Markdown: by series, by line of the base.

`12  causam²] A B; causas C; om. D  (17)`: line, lemma, readings, and the number of the entry.
"""

from collections.abc import Callable, Iterable, Iterator
from itertools import groupby
from typing import Final

from collate.apparatus import Apparatus
from collate.model.alignment import Alignment
from collate.rendering.citation import TO_SUPERSCRIPTS, describe_hand
from collate.rendering.left_out import describe_nothing
from collate.rendering.lines import end_lines
from collate.rendering.nonextant import describe_nonextant, nonextant_passages, source_line_names
from collate.rendering.print.line_names import line_name
from collate.rendering.print.notes import (
    SERIES,
    SERIES_NAMES,
    NoteItem,
    Run,
    Series,
    Style,
    printed_items,
)
from collate.rendering.print.preface import describe_base, describe_form
from collate.rendering.tables.markdown import escape_markdown
from collate.terminal.display import isolated, visible

_BETWEEN_ENTRIES: Final = "  ‖  "  # two entries of one line

FormatRun = Callable[[Run], str]


def write_text(apparatus: Apparatus, alignment: Alignment) -> Iterator[str]:
    """Write the apparatus as plain text."""
    return end_lines(_text_lines(apparatus, alignment))


def write_edition(apparatus: Apparatus, alignment: Alignment) -> Iterator[str]:
    """Write the apparatus as an edition prints it, in Markdown."""
    return end_lines(_markdown_lines(apparatus, alignment))


def _text_lines(apparatus: Apparatus, alignment: Alignment) -> Iterator[str]:
    title = visible(apparatus.title or "Apparatus")
    yield from (title, "=" * len(title), "", *_preface(apparatus, alignment, str), "")
    for series, items in _by_series(apparatus, alignment):
        name = SERIES_NAMES[series]
        yield from (name, "-" * len(name), "")
        for line, entries in _by_line(apparatus, items, _run_as_text):
            yield f"{line}  {entries}"
        yield ""
    yield _no_difference(apparatus)


def _markdown_lines(apparatus: Apparatus, alignment: Alignment) -> Iterator[str]:
    title = escape_markdown(apparatus.title or "Apparatus")
    yield from (f"# {title}", "", *_preface(apparatus, alignment, escape_markdown), "")
    for series, items in _by_series(apparatus, alignment):
        yield from (f"## {SERIES_NAMES[series]}", "")
        for line, entries in _by_line(apparatus, items, _run_as_markdown):
            yield from (f"{escape_markdown(line)} {entries}", "")
    yield _no_difference(apparatus)


def _preface(apparatus: Apparatus, alignment: Alignment, escape: Callable[[str], str]) -> list[str]:
    """Return what the text is, who the witnesses are, and where they are not extant."""
    lines = [escape(f"{describe_base(apparatus)} {describe_form(apparatus)}"), ""]
    for w in apparatus.witnesses:
        bibliography = ", ".join(filter(None, (describe_hand(w), w.bibliography.title, w.bibliography.source)))
        lines.append(escape(visible(f"{w.siglum}: {bibliography}" if bibliography else w.siglum)) + "  ")
    passages = nonextant_passages(apparatus, alignment)
    nonextant = describe_nonextant(passages, source_line_names(apparatus, alignment)) if passages else []
    lines += [escape(f"{visible(siglum)}: {stretches}") + "  " for siglum, stretches in nonextant]
    return [line.rstrip() if escape is str else line for line in lines]


def _by_series(apparatus: Apparatus, alignment: Alignment) -> Iterator[tuple[Series, list[NoteItem]]]:
    name_lines = source_line_names(apparatus, alignment)
    items = [item for _, of_entry in printed_items(apparatus, alignment, name_lines) for item in of_entry]
    for series in SERIES:
        if of_series := [item for item in items if item.series is series]:
            yield series, of_series


def _by_line(apparatus: Apparatus, items: Iterable[NoteItem], format_run: FormatRun) -> Iterator[tuple[str, str]]:
    """Yield the name of each line of the base that has items, and the items."""
    for line, of_line in groupby(items, key=lambda item: line_name(item.entry, apparatus)):
        yield line, _BETWEEN_ENTRIES.join(_item(item, format_run) for item in of_line)


def _item(item: NoteItem, format_run: FormatRun) -> str:
    lemma = "".join(map(format_run, item.lemma))
    return f"{lemma}{'] ' if lemma else ''}{''.join(map(format_run, item.body))} ({item.entry.number})"


def _run_as_text(run: Run) -> str:
    return run.text.translate(TO_SUPERSCRIPTS) if run.style is Style.NUMBER else isolated(run.text)


def _run_as_markdown(run: Run) -> str:
    text = escape_markdown(isolated(run.text))
    match run.style:
        case Style.LEMMA:
            return f"**{text}**"
        case Style.EDITOR:
            return f"*{text.strip()}*{' ' * text.endswith(' ')}"
        case Style.NUMBER:
            return f"<sup>{text}</sup>"
        case _:
            return text


def _no_difference(apparatus: Apparatus) -> str:
    return "" if apparatus.entries else f"{describe_nothing(apparatus).capitalize()}."
