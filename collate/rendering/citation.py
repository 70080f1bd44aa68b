"""How an entry is cited, the same in every format."""

from collections.abc import Sequence
from typing import Final

from collate.apparatus import Apparatus, Entry, Reading, doubtful, summary, unclassified
from collate.decisions import Outcome
from collate.model.variation import Certainty, Kind, Variation
from collate.model.witness import Siglum
from collate.terminal.display import visible

_ABSENT_HERE: Final = {Kind.OMISSION, Kind.ADDITION}
_SUPERSCRIPTS: Final = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")


def list_sigla(names: Sequence[Siglum]) -> str:
    """List sigla in their order."""
    return " ".join(names)


def list_doubtful(apparatus: Apparatus) -> str:
    """`#12 (0.98), #3 (0.61)`: the entries that an editor should look at first."""
    return ", ".join(f"#{entry.number} ({entry.doubt:.2f})" for entry in doubtful(apparatus))


def list_unclassified(apparatus: Apparatus) -> str:
    """`#12, #31`: the entries that no rule could name."""
    return ", ".join(f"#{entry.number}" for entry in unclassified(apparatus))


def describe_variation(variation: Variation) -> str:
    """`spelling (regional; also capitalisation; within paratext)`; doubt is said."""
    notes = [variation.cause] if variation.cause else []
    notes += [f"also {kind}" for kind in variation.also]
    notes += [f"within {variation.within}"] if variation.within else []
    notes += [f"certainty {variation.certainty}"] if variation.certainty is not Certainty.HIGH else []
    return f"{variation.kind} ({'; '.join(notes)})" if notes else str(variation.kind)


def cite_lemma(entry: Entry) -> str:
    """The lemma with its repeat number where the word stands in its line before, or a caret for nothing."""
    if entry.lemma is None:
        return "no lemma"
    number = str(entry.lemma.occurrence).translate(_SUPERSCRIPTS) if entry.lemma.occurrence > 1 else ""
    return visible(entry.lemma.text) + number if entry.lemma.text else "‸"


def cite_reading(reading: Reading, lemma: bool = True) -> str:
    """A reading as an apparatus prints it: `om.` where the witness has nothing, `add.` where the base has."""
    if not reading.text:
        return "om."
    return visible(reading.text) if lemma else f"add. {visible(reading.text)}"


def list_nonextant(entry: Entry) -> str:
    """`LFF absent`: who does not testify here, and why."""
    return ", ".join(f"{siglum} {testimony.name.lower()}" for siglum, testimony in entry.silent)


def describe_outcome(verdict: Outcome) -> str:
    """`stale decision (ignore): 'colour' in A is gone ...`: what became of a decision."""
    return f"{verdict.state} decision {verdict.decision.id} ({verdict.decision.label}): {verdict.why}"


def count_kinds(apparatus: Apparatus) -> list[tuple[Kind, list[int]]]:
    """Give, for each kind that occurs, how often each witness but the base has it."""
    counted = summary(apparatus)
    witnesses = [w for w in counted if w != apparatus.base]
    return [(kind, [counted[w][kind] for w in witnesses]) for kind in Kind if any(counted[w][kind] for w in witnesses)]
