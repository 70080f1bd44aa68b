"""How a printed apparatus names the line of an entry."""

from collate.apparatus import Apparatus, Entry
from collate.rendering.citation import cite_names, cite_place
from collate.terminal.display import isolated, visible


def line_name(entry: Entry, apparatus: Apparatus) -> str:
    """Return the line of the base; where the base has no lemma, a witness with its line."""
    if entry.lemma is not None:
        return cite_place(entry, apparatus.base)
    supports = {s.siglum: s for reading in entry.readings for s in reading.support}
    witness = next(w for w in apparatus.witnesses if w.siglum in supports)
    line = witness.line(supports[witness.siglum].spans[0][0])
    label = "l. " if entry.places else ""
    return ", ".join(filter(None, (cite_names(entry.places), f"{isolated(visible(witness.siglum))} {label}{line}")))
