"""What `collate explain` does."""

from collate.cli.collating import collate_with_notes, resolve_place
from collate.cli.output import print_text
from collate.cli.shown_work import read_shown
from collate.files.boundary import Permissions
from collate.files.encodings import Encodings
from collate.files.read_choices import ReadChoices
from collate.pipeline.explaining import explain
from collate.pipeline.explanation_text import explanation_lines
from collate.pipeline.places import parse_place


def explain_place(
    sources: tuple[str, ...],
    place: str,
    base: str | None,
    encoding: Encodings,
    permissions: Permissions,
    choices: ReadChoices,
    aligner: str,
    coloured: bool,
) -> None:
    """Print the explanation of each entry at a place."""
    sources, place = resolve_place(sources, place)
    result = collate_with_notes(read_shown(sources, encoding, permissions, choices), aligner, base)
    explanations = explain(result, parse_place(place, result))
    text = "\n".join(line for e in explanations for line in [*explanation_lines(e), ""])
    print_text(text, coloured)
