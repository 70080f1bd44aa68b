"""What `collate show editorial` does: lists the editorial interventions in each witness. It needs no alignment."""

from collections.abc import Sequence
from typing import Final

from collate.cli.notices import tell_notices
from collate.cli.tabular import ROW_FORMATS, Row, medium_of, write_text
from collate.editorial import FINDERS, Intervention, interventions_of
from collate.files.boundary import Permissions
from collate.files.encodings import Encodings
from collate.files.read_choices import ReadChoices
from collate.model.interventions import outer_numbers
from collate.model.place_names import rank_of_system
from collate.model.variation import Certainty
from collate.model.witness import Witness
from collate.reading import read_sources

_TEXT_KEYS: Final = ("siglum", "place", "kind", "words", "why")
_TSV_KEYS: Final = (
    "siglum", "start", "end", "line", "column", "kind", "cause", "text", "why", "within", "certainty",
)  # fmt: skip
_JSON_KEYS: Final = ("start", "end", "text", "kind", "cause", "why", "within", "certainty")

_WitnessInterventions = Sequence[tuple[Witness, Sequence[Intervention]]]


def show_editorial(
    sources: tuple[str, ...],
    encoding: Encodings,
    permissions: Permissions,
    choices: ReadChoices,
    format_name: str,
    output: str | None,
) -> None:
    """Write the interventions of each witness."""
    work = read_sources(sources, encoding, permissions, choices=choices)
    tell_notices(work.witnesses)
    interventions = [(w, interventions_of(w, FINDERS)) for w in work.witnesses]
    text = _as_json(interventions) if format_name == "json" else _as_rows(interventions, format_name)
    write_text(output, text, work.files, medium_of(format_name))


def _as_rows(witness_interventions: _WitnessInterventions, format_name: str) -> str:
    triples = [
        (witness, intervention, _around(interventions, outer))
        for witness, interventions in witness_interventions
        for intervention, outer in zip(interventions, outer_numbers(interventions), strict=True)
    ]
    if format_name == "tsv":
        return ROW_FORMATS[format_name](_TSV_KEYS, [_tsv_row(*triple) for triple in triples])
    return ROW_FORMATS[format_name](_TEXT_KEYS, [_text_row(*triple) for triple in triples])


def _around(interventions: Sequence[Intervention], outer: int) -> str:
    """Return the role and cause of the intervention with a number, or "" for -1."""
    return interventions[outer].label if outer >= 0 else ""


def _text_row(witness: Witness, intervention: Intervention, within: str) -> Row:
    place = f"{witness.line(intervention.start)}:{witness.column(intervention.start)}{_named(witness, intervention)}"
    words = " ".join(_text_of(witness, intervention).split())  # on one line
    remarks = [f"within {within}"] if within else []
    remarks += [f"certainty {intervention.certainty}"] if intervention.certainty is not Certainty.HIGH else []
    return (witness.siglum, place, intervention.label, words, "; ".join([*remarks, intervention.why]))


def _tsv_row(witness: Witness, intervention: Intervention, within: str) -> Row:
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
        within,
        str(intervention.certainty),
    )


def _as_json(witness_interventions: _WitnessInterventions) -> str:
    """Return a list if there is one witness, else an object with a list for each siglum. Offsets are code points."""
    import json

    lists = {
        w.siglum: [
            _json_record(w, i, _around(interventions, outer))
            for i, outer in zip(interventions, outer_numbers(interventions), strict=True)
        ]
        for w, interventions in witness_interventions
    }
    document = next(iter(lists.values())) if len(lists) == 1 else lists
    return json.dumps(document, ensure_ascii=False, indent=1) + "\n"


def _json_record(witness: Witness, i: Intervention, within: str) -> dict[str, object]:
    words = _text_of(witness, i)
    values = (i.start, i.end, words, str(i.role), str(i.cause), i.why, within or None, str(i.certainty))
    return dict(zip(_JSON_KEYS, values, strict=True))


def _named(witness: Witness, intervention: Intervention) -> str:
    """Return the innermost place that has a name, such as a verse, behind a blank; a line is told already."""
    named = [p for p in witness.places if p.system != "line" and p.start <= intervention.start < p.end]
    if not named:
        return ""
    inner = min(named, key=lambda p: (p.end - p.start, rank_of_system(p.system)))
    return f" {inner.system} {inner.value}"


def _text_of(witness: Witness, intervention: Intervention) -> str:
    return witness.text[intervention.start : intervention.end]
