"""What `collate show editorial` does: lists the editorial interventions in each witness. It needs no alignment."""

from collections.abc import Sequence
from typing import Final

from collate.cli.tabular import ROW_FORMATS, Row, medium_of, write_text
from collate.editorial import FINDERS, Intervention, find_interventions
from collate.files.boundary import Permissions
from collate.files.encodings import Encodings
from collate.model.witness import Witness
from collate.reading import read_sources

_TEXT_KEYS: Final = ("siglum", "place", "kind", "words", "why")
_TSV_KEYS: Final = ("siglum", "start", "end", "line", "column", "kind", "cause", "text", "why")
_JSON_KEYS: Final = ("start", "end", "text", "kind", "cause", "why")

_WitnessInterventions = Sequence[tuple[Witness, Sequence[Intervention]]]


def show_editorial(
    sources: tuple[str, ...], encoding: Encodings, permissions: Permissions, format_name: str, output: str | None
) -> None:
    """Write the interventions of each witness."""
    work = read_sources(sources, encoding, permissions)
    interventions = [(w, find_interventions(w, FINDERS.values())) for w in work.witnesses]
    text = _as_json(interventions) if format_name == "json" else _as_rows(interventions, format_name)
    write_text(output, text, work.files, medium_of(format_name))


def _as_rows(witness_interventions: _WitnessInterventions, format_name: str) -> str:
    pairs = [(w, i) for w, interventions in witness_interventions for i in interventions]
    if format_name == "tsv":
        return ROW_FORMATS[format_name](_TSV_KEYS, [_tsv_row(w, i) for w, i in pairs])
    return ROW_FORMATS[format_name](_TEXT_KEYS, [_text_row(w, i) for w, i in pairs])


def _text_row(witness: Witness, intervention: Intervention) -> Row:
    place = f"{witness.line(intervention.start)}:{witness.column(intervention.start)}"
    kind = f"{intervention.role}.{intervention.cause}" if intervention.cause else str(intervention.role)
    words = " ".join(_text_of(witness, intervention).split())  # on one line
    return (witness.siglum, place, kind, words, intervention.why)


def _tsv_row(witness: Witness, intervention: Intervention) -> Row:
    return (
        witness.siglum,
        intervention.start,
        intervention.end,
        witness.line(intervention.start),
        witness.column(intervention.start),
        str(intervention.role),
        intervention.cause,
        _text_of(witness, intervention),
        intervention.why,
    )


def _as_json(witness_interventions: _WitnessInterventions) -> str:
    """Return a list if there is one witness, else an object with a list for each siglum. Offsets are code points."""
    import json

    lists = {
        w.siglum: [
            dict(zip(_JSON_KEYS, (i.start, i.end, _text_of(w, i), str(i.role), str(i.cause), i.why), strict=True))
            for i in interventions
        ]
        for w, interventions in witness_interventions
    }
    document = next(iter(lists.values())) if len(lists) == 1 else lists
    return json.dumps(document, ensure_ascii=False, indent=1) + "\n"


def _text_of(witness: Witness, intervention: Intervention) -> str:
    return witness.text[intervention.start : intervention.end]
