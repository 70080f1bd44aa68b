"""What `collate show editorial` does: the words of editors in each witness, without any collation."""

from collections.abc import Sequence
from typing import Final

from collate.cli.tabular import LAYOUTS, Row, write_safely
from collate.editorial import FINDERS, Intervention, find_interventions
from collate.model.witness import Witness
from collate.reading import read_sources

_TSV_KEYS: Final = ("siglum", "start", "end", "line", "column", "kind", "cause", "text", "why")
_JSON_KEYS: Final = ("start", "end", "text", "kind", "cause", "why")

_Found = Sequence[Intervention]


def show_editorial(sources: tuple[str, ...], encoding: str, layout: str, output: str | None) -> None:
    """List the interventions of each witness."""
    work = read_sources(sources, encoding)
    found = [(w, find_interventions(w, FINDERS.values())) for w in work.witnesses]
    write_safely(output, work, _json(found) if layout == "json" else _rows(found, layout))


def _rows(found: Sequence[tuple[Witness, _Found]], layout: str) -> str:
    if layout == "tsv":
        return LAYOUTS[layout](_TSV_KEYS, [_tsv_row(w, i) for w, interventions in found for i in interventions])
    return LAYOUTS[layout](
        ("siglum", "place", "kind", "words", "why"),
        [_text_row(w, i) for w, interventions in found for i in interventions],
    )


def _text_row(witness: Witness, found: Intervention) -> Row:
    place = f"{witness.line(found.start)}:{witness.column(found.start)}"
    kind = f"{found.role}.{found.cause}" if found.cause else str(found.role)
    # The words go on one line, whatever lines they fill.
    return (witness.siglum, place, kind, " ".join(_words(witness, found).split()), found.why)


def _tsv_row(witness: Witness, found: Intervention) -> Row:
    line, column = witness.line(found.start), witness.column(found.start)
    words = _words(witness, found)
    return (witness.siglum, found.start, found.end, line, column, str(found.role), found.cause, words, found.why)


def _json(found: Sequence[tuple[Witness, _Found]]) -> str:
    """Write a list for one witness, and a list for each siglum for several; offsets are code points of the text."""
    import json

    lists = {
        w.siglum: [
            dict(zip(_JSON_KEYS, (i.start, i.end, _words(w, i), str(i.role), str(i.cause), i.why), strict=True))
            for i in interventions
        ]
        for w, interventions in found
    }
    shown = next(iter(lists.values())) if len(lists) == 1 else lists
    return json.dumps(shown, ensure_ascii=False, indent=1) + "\n"


def _words(witness: Witness, found: Intervention) -> str:
    return witness.text[found.start : found.end]
