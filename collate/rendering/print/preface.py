"""The sentences before a printed apparatus: which text it is of, and how to read its notes."""

from collate.apparatus import Apparatus
from collate.model.alignment import Alignment, Testimony
from collate.model.hands import hands_of
from collate.model.witness import ApparatusForm
from collate.rendering.left_out import describe_part, list_hidden
from collate.rendering.printed_text import printed_text
from collate.terminal.display import visible


def describe_base(apparatus: Apparatus) -> str:
    """Return sentences on the base, and on the part of the work if it is not the whole."""
    sentence = _base(apparatus)
    return f"{sentence} This is {describe_part(apparatus)}." if apparatus.part else sentence


def _base(apparatus: Apparatus) -> str:
    if apparatus.base == "majority":
        return "Each lemma is the reading of most witnesses."
    if apparatus.base == "none":
        return "No reading is preferred: all readings are listed with their witnesses."
    base = visible(apparatus.base)
    has_no_lemma = any(entry.lemma is None for entry in apparatus.entries)
    addition = f"; where {base} is not extant, all readings are listed with their witnesses" if has_no_lemma else ""
    return f"The text is that of {base}{addition}."


def describe_form(apparatus: Apparatus) -> str:
    """Return sentences on how to read the notes, and on what they leave out."""
    sentences = []
    if apparatus.form is ApparatusForm.POSITIVE and apparatus.base != "none":
        sentences.append("The apparatus is positive: the witnesses of the lemma are named after the bracket.")
    elif apparatus.base != "none":
        sentences.append("The apparatus is negative: a witness that is not named has the lemma, if it is extant there.")
    if hands_of(apparatus.witnesses):
        sentences.append("A hand of a witness is named only where it differs from that witness.")
    if any(testimony is not Testimony.OMITS for entry in apparatus.entries for _, testimony in entry.silent):
        sentences.append("That a witness is not extant is told once for all its lines, in each series.")
    if apparatus.hidden:
        sentences.append(f"Not shown: {list_hidden(apparatus)}.")
    return " ".join(sentences)


def describe_text(apparatus: Apparatus, alignment: Alignment) -> str:
    """Return sentences on what is printed, and on how to read its notes."""
    sentences = [describe_base(apparatus), describe_form(apparatus)]
    w = printed_text(apparatus, alignment)
    if w is not None and apparatus.base in ("majority", "none"):
        siglum = visible(alignment.tokens[w].witness.siglum)
        lemmas = (
            ", with the lemma instead of its words where a note is about one entry"
            if apparatus.base == "majority"
            else ""
        )
        sentences.insert(1, f"The text is that of {siglum}, the longest witness{lemmas}.")
    return " ".join(filter(None, sentences))
