"""How an entry is cited: the same words in every format."""

from collections.abc import Sequence
from typing import Final

from collate.apparatus import Apparatus, Entry, doubtful, summary, unclassified
from collate.decisions import Outcome
from collate.model.apparatus import Lemma
from collate.model.variation import Certainty, Kind, Variation
from collate.model.witness import Siglum
from collate.rendering.cited_words import CitedReading, CitedWords
from collate.rendering.file_differences import describe_files, have_same_words
from collate.terminal.display import isolated, visible
from collate.terminal.escaping import printable_line
from collate.variants.white_space import LINE_BREAKS

OTHER_PLACE: Final = "the other place of the move"
TO_SUPERSCRIPTS: Final = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")


def list_sigla(sigla: Sequence[Siglum]) -> str:
    """Return sigla in their order, a space between them."""
    return " ".join(sigla)


def list_doubtful(apparatus: Apparatus) -> str:
    """Return the entries whose place is doubtful, with their doubt: `#12 (0.98), #3 (0.61)`."""
    return ", ".join(f"#{entry.number} ({entry.doubt:.2f})" for entry in doubtful(apparatus))


def list_unclassified(apparatus: Apparatus) -> str:
    """Return the entries that no rule could classify: `#12, #31`."""
    return ", ".join(f"#{entry.number}" for entry in unclassified(apparatus))


def describe_variation(variation: Variation) -> str:
    """Return kind, cause and remarks: `spelling (regional; also capitalisation; within paratext)`.

    A certainty that is not high is a remark.
    """
    remarks = [variation.cause] if variation.cause else []
    remarks += [f"also {kind}" for kind in variation.also]
    remarks += [f"within {variation.within}"] if variation.within else []
    remarks += [f"certainty {variation.certainty}"] if variation.certainty is not Certainty.HIGH else []
    return f"{variation.kind} ({'; '.join(remarks)})" if remarks else str(variation.kind)


def describe_in_entry(entry: Entry, variation: Variation) -> str:
    """Return what `describe_variation` does, and of moved words their other place and what changed in them.

    The second place of a move, which the first has told, is named as such.
    """
    if entry.told_in is not None:
        return OTHER_PLACE
    if variation.kind is Kind.TRANSPOSITION and entry.other_place:
        return f"{describe_variation(variation)}: {variation.why}"
    return describe_variation(variation)


def cite_lemma(words: CitedWords) -> str:
    """Return the lemma, numbered from its second occurrence in the line on; a caret where the base has no words."""
    if words.lemma is None:
        return "no lemma"
    number = str(words.occurrence).translate(TO_SUPERSCRIPTS) if words.occurrence > 1 else ""
    return visible(words.lemma) + number if words.lemma else "‸"


def cite_line(lemma: Lemma, base: str, label: str = "") -> str:
    """Return where a lemma is: `verse 3, 12`, the line of its file after `label`; the file only if there are several.

    If it is not of the base, such as the lemma of a majority, the siglum of its witness comes first.
    """
    siglum = lemma.support[0].siglum
    of_witness = "" if siglum == base else f"{isolated(visible(siglum))} "
    places = f"{list_places(lemma)}, " if lemma.places else ""
    file = f"{isolated(printable_line(lemma.file))} " if lemma.file else ""
    return f"{of_witness}{places}{file}{label}{lemma.line}"


def list_places(lemma: Lemma) -> str:
    """Return the places of a lemma, such as `verse 3:4, page 12v`; "" if it has none."""
    return ", ".join(f"{visible(system)} {visible(value)}" for system, value in lemma.places)


def cite_reading(reading: CitedReading) -> str:
    """Return a reading as an apparatus prints it: `om.` where it is empty, `add.` before it where the lemma is."""
    if not reading.text:
        return f"om. {visible(reading.mark)}" if reading.mark else "om."
    if reading.mark:
        return f"{visible(reading.text)} pro {visible(reading.mark)}"
    return f"add. {visible(reading.text)}" if reading.is_added else visible(reading.text)


def list_nonextant(entry: Entry) -> str:
    """Return the witnesses that are not extant here, and why: `LFF absent`."""
    return ", ".join(f"{siglum} {testimony.name.lower()}" for siglum, testimony in entry.silent)


def describe_outcome(outcome: Outcome) -> str:
    """Return what became of a decision: `stale decision 7a31 (ignore): 'colour' in A is gone ...`."""
    return f"{outcome.state} decision {outcome.decision.id} ({outcome.decision.label}): {outcome.why}"


def count_kinds(apparatus: Apparatus) -> list[tuple[Kind, list[int]]]:
    """Return each kind that occurs, with the number of its readings in each witness except the base."""
    counts = summary(apparatus)
    witnesses = [siglum for siglum in counts if siglum != apparatus.base]
    return [
        (kind, [counts[siglum][kind] for siglum in witnesses])
        for kind in Kind
        if any(counts[siglum][kind] for siglum in witnesses)
    ]


def describe_equal_words(apparatus: Apparatus) -> str:
    """Return how texts of the same words differ, in a sentence; "" if they are equal, or have other words."""
    space = apparatus.white_space
    is_typography = {kind for kind, _ in apparatus.hidden} == {str(Kind.TYPOGRAPHY)}
    if not space.same_words and not (is_typography and have_same_words(apparatus.witnesses)):
        return ""
    files = describe_files(apparatus.witnesses)
    differences = [f"the files differ in {files}"] if files else []
    if space.entries or any(name != LINE_BREAKS for name, _ in space.elsewhere) or (space.places and not files):
        differences.insert(0, f"white space differs in {space.places} place" + "s" * (space.places != 1))
    return "; ".join(["the same words", *differences]) if differences else ""


def list_white_space(apparatus: Apparatus) -> str:
    """Return the places whose white space differs without being an entry: `line ends in 3 places`."""
    return ", ".join(
        name if name.startswith("the ") else f"{name} in {count} place{'s' * (count != 1)}"
        for name, count in apparatus.white_space.elsewhere
    )
