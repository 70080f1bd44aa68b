"""How an entry is cited: the same words in every format."""

import re
from collections.abc import Iterable, Sequence
from typing import Final

from collate.apparatus import Apparatus, Entry, doubtful, summary, unclassified
from collate.decisions import Outcome
from collate.model.hands import is_first_hand
from collate.model.place_names import OF_ONE_BOOK, is_level_of
from collate.model.variation import Certainty, Kind, Variation
from collate.model.witness import Siglum, Witness
from collate.rendering.cited_words import CitedReading, CitedWords
from collate.rendering.file_differences import describe_files, have_same_words
from collate.terminal.display import isolated, visible
from collate.terminal.escaping import printable_line
from collate.variants.white_space import LINE_BREAKS

OTHER_PLACE: Final = "the other place of the move"
# A book and a number, `Mark 1:3` or `1 Cor 3`: no such name is a number alone.
_BEGINS_WITH_WORD: Final = re.compile(r"(?:\d+\s)?[^\W\d_]{2,}[^\d]*\d")
TO_SUPERSCRIPTS: Final = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")


def list_sigla(sigla: Sequence[Siglum]) -> str:
    """Return sigla in their order, a space between them; a comma too if one contains a space."""
    return (", " if any(" " in siglum for siglum in sigla) else " ").join(sigla)


def describe_hand(witness: Witness) -> str:
    """Return what a hand is: `first hand of 01`, `hand of 01`; "" for a witness that is no hand."""
    if witness.derived_from is None:
        return ""
    return f"{'first hand' if is_first_hand(witness) else 'hand'} of {visible(witness.derived_from)}"


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


def cite_place(entry: Entry, base: str, label: str = "") -> str:
    """Return where an entry is: `Mark 1:3, page 12v, l. 40`; `40`, after `label`, where no place has a name.

    If the lemma is not of the base, such as that of a majority, the siglum of its witness is before its page and line.
    """
    if entry.lemma is None:
        return cite_names(entry.places)
    siglum = entry.lemma.support[0].siglum
    of_work = [name for name in entry.places if name[0] not in OF_ONE_BOOK]
    of_book = [name for name in entry.places if name[0] in OF_ONE_BOOK]
    file = f"{isolated(printable_line(entry.lemma.file))} " if entry.lemma.file else ""
    line = f"{file}{label or ('l. ' if entry.places else '')}{entry.lemma.line}"
    of_witness = ", ".join(filter(None, (cite_names(of_book), line)))
    of_witness = of_witness if siglum == base else f"{isolated(visible(siglum))} {of_witness}"
    return ", ".join(filter(None, (cite_names(of_work), of_witness)))


def cite_names(places: Sequence[tuple[str, str]]) -> str:
    """Return places as an editor cites them: `Mark 1:3, page 12v`.

    A name that begins with a word, such as `Mark 1:3`, needs no system before it. A name that another one begins with,
    such as that of its chapter, is left out.
    """
    of_work = [value for system, value in places if system not in OF_ONE_BOOK]
    cited = [
        visible(value) if system not in OF_ONE_BOOK and _BEGINS_WITH_WORD.match(value) else visible(f"{system} {value}")
        for system, value in places
        if system in OF_ONE_BOOK or not any(value != other and is_level_of(value, other) for other in of_work)
    ]
    return ", ".join(cited)


def cite_number(entry: Entry) -> str:
    """Return the number of an entry, its places if it has any, and two spaces: `#12  Mark 1:3  `."""
    return "".join(f"{part}  " for part in (f"#{entry.number}", cite_names(entry.places)) if part)


def cite_new_names(entries: Iterable[Entry]) -> list[str]:
    """Return the places of each entry, with a space after them; "" where they are those of the entry before."""
    cited = [cite_names(entry.places) for entry in entries]
    return [
        f"{names} " if names and names != before else "" for before, names in zip(["", *cited], cited, strict=False)
    ]


def list_places(places: Sequence[tuple[str, str]]) -> str:
    """Return all places with their systems: `verse 3:4, page 12v`; "" if there are none."""
    return ", ".join(f"{visible(system)} {visible(value)}" for system, value in places)


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
