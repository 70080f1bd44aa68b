"""What stands behind the text: the evidence of each reading, editors' words, decisions that no longer hold.

Within an `app` teiphy takes a `witDetail` for an ambiguous reading, so they stand apart and point.
"""

from collections.abc import Mapping
from itertools import repeat

from collate.apparatus import Apparatus, Entry, unheld_decisions
from collate.model.variation import Variation
from collate.model.witness import Siglum
from collate.rendering.citation import describe_outcome, describe_variation
from collate.rendering.tei.characters import as_word, encode_text, escape_attribute, escape_visible, pointers


def evidence(apparatus: Apparatus, names: Mapping[Siglum, str]) -> str:
    """Set the evidence of all entries, a paragraph each."""
    said: dict[Variation, str] = {}
    found = "".join([_of(entry, names, said) for entry in apparatus.entries])
    return f'<div type="evidence">\n{found}</div>\n' if found else ""


def interventions(apparatus: Apparatus, names: Mapping[Siglum, str]) -> str:
    """Set the words in each witness that stand in an editor's name, whether others have them or not."""
    found = []
    for witness, made in zip(apparatus.witnesses, apparatus.interventions or repeat(()), strict=False):
        notes = [
            f'<note type="{i.role}" subtype="{as_word(i.cause or i.role)}" source="#{names[witness.siglum]}">'
            f"{encode_text(witness.text[i.start : i.end])}</note>\n"
            for i in made
        ]
        found += [f'<p n="{escape_attribute(witness.siglum)}">\n{"".join(notes)}</p>\n'] if notes else []
    return f'<div type="interventions">\n{"".join(found)}</div>\n' if found else ""


def decisions(apparatus: Apparatus) -> str:
    """Set the decisions of an editor that no longer hold, a paragraph each."""
    sentences = [
        f"{outcome.decision.file}:{outcome.decision.line}: {describe_outcome(outcome)}; {outcome.decision.reason}"
        for outcome in unheld_decisions(apparatus)
    ]
    paragraphs = "".join(f"<p>{escape_visible(sentence)}</p>\n" for sentence in sentences)
    return f'<div type="decisions">\n{paragraphs}</div>\n' if paragraphs else ""


def _of(entry: Entry, names: Mapping[Siglum, str], said: dict[Variation, str]) -> str:
    details = []
    if entry.lemma is not None:
        asked = [(f"#app.{entry.number}.{k}", r) for k, r in enumerate(entry.readings, 1)]
    else:
        place = {s.siglum: f"#app.{entry.number}.{k}" for k, r in enumerate(entry.readings, 1) for s in r.support}
        ends = [[place[r.support[0].siglum] for r in (p.first, p.second)] for p in entry.pairs]
        asked = [(" ".join(both), p.second) for both, p in zip(ends, entry.pairs, strict=True)]
    for target, reading in asked:
        why = said.get(reading.variation)
        if why is None:
            why = said[reading.variation] = _why(reading.variation, entry.lemma is None)
        wit = pointers([names[s.siglum] for s in reading.support])
        details.append(f'<witDetail wit="{wit}" target="{target}">{why}</witDetail>')
    inner = "\n ".join(details)
    return f'<p n="{entry.number}">\n {inner}\n</p>\n' if details else ""


def _why(variation: Variation, kind: bool) -> str:
    """Say the kind too where no reading can carry it: between two readings without a lemma."""
    head = f"{describe_variation(variation)}: " if kind else ""
    tail = f"; decided by {variation.decision}" if variation.decision else ""
    return escape_visible(f"{head}{variation.why}{tail}")
