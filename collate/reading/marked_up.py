"""Make a witness of what a transcript has collected."""

import hashlib
from collections.abc import Sequence

from collate.model.witness import Siglum, SourceFile, Witness
from collate.reading.options import ReadOptions, SourceContent
from collate.reading.transcript import TranscriptParts


def marked_up_witness(
    parts: TranscriptParts,
    sources: Sequence[SourceContent],
    options: ReadOptions,
    siglum: Siglum | None = None,
    derived_from: Siglum | None = None,
    structured: bool = True,
    notices: Sequence[str] = (),
) -> Witness:
    """Return the witness of a transcript.

    Parameters
    ----------
    parts
        What was collected.
    sources
        The files it was read from, in the order of the numbers in its origins.
    options
        What is known of the witness.
    siglum, derived_from
        Of a layer: its own siglum, and that of its manuscript.
    structured
        Whether the source itself says what is a heading, a note or furniture.
    notices
        What the reader wants to tell.
    """
    return Witness(
        siglum=siglum or options.siglum,
        text=parts.text,
        extent=options.extent,
        passages=options.passages,
        derived_from=derived_from or options.derived_from,
        bibliography=options.bibliography,
        sources=tuple(SourceFile(s.file, sha256=hashlib.sha256(s.content).hexdigest()) for s in sources),
        marks=parts.marks,
        places=parts.places,
        annotations=parts.annotations,
        origins=parts.origins,
        left_out=parts.left_out,
        pretokens=parts.pretokens,
        structured=structured,
        notices=tuple(notices),
    )
