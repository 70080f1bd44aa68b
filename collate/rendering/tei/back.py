"""What follows the text: the evidence for each reading, the editors' words, and decisions that no longer hold.

Within an `app`, teiphy takes a `witDetail` for an ambiguous reading, so the evidence is here and points there.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import chain, repeat
from math import inf

from collate.apparatus import Apparatus, Entry, entries_and_echoes, unheld_decisions
from collate.model.interventions import Intervention
from collate.model.variation import Certainty, Variation
from collate.model.witness import Siglum, Witness
from collate.rendering.citation import describe_outcome, describe_variation
from collate.rendering.tei.characters import as_word, encode_text, escape_attribute, escape_visible, pointers


def back(apparatus: Apparatus, ids: Mapping[Siglum, str], list_app: Iterable[str] = ()) -> Iterator[str]:
    """Return the chunks of the `back`, none where it would be empty; `list_app` are the entries, if they are here.

    `ids` are those of the witnesses.
    """
    parts = chain(
        _enclosed("<listApp>\n", list_app, "</listApp>\n"),
        _enclosed('<div type="evidence">\n', _evidence(apparatus, ids), "</div>\n"),
        _enclosed('<div type="interventions">\n', _interventions(apparatus, ids), "</div>\n"),
        _enclosed('<div type="decisions">\n', _decisions(apparatus), "</div>\n"),
    )
    return _enclosed("<back>\n", parts, "</back>\n")


def _enclosed(opening: str, content: Iterable[str], closing: str) -> Iterator[str]:
    """Yield content between two tags, or nothing where it is empty."""
    is_empty = True
    for chunk in content:
        if is_empty:
            yield opening
            is_empty = False
        yield chunk
    if not is_empty:
        yield closing


def _evidence(apparatus: Apparatus, ids: Mapping[Siglum, str]) -> Iterator[str]:
    """Yield the evidence for the readings of all entries, a paragraph for each entry."""
    by_variation: dict[Variation, str] = {}
    for entry in entries_and_echoes(apparatus):
        if entry.variations:
            yield _entry_evidence(entry, ids, by_variation)


def _interventions(apparatus: Apparatus, ids: Mapping[Siglum, str]) -> Iterator[str]:
    """Yield the editors' words in each witness, a paragraph for each, whether other witnesses have them or not.

    A note inside another is an element inside its element.
    """
    for witness, of_witness in zip(apparatus.witnesses, apparatus.interventions or repeat(()), strict=False):
        if of_witness:
            notes = "".join(_notes(witness, of_witness, ids[witness.siglum]))
            yield f'<p n="{escape_attribute(witness.siglum)}">\n{notes}</p>\n'


def _notes(witness: Witness, interventions: Sequence[Intervention], ident: str) -> Iterator[str]:
    """Yield the elements of interventions and the words between their tags, in order."""
    open_ends: list[int] = []
    written = 0

    def close_until(offset: float) -> Iterator[str]:
        nonlocal written
        while open_ends and open_ends[-1] <= offset:
            end = open_ends.pop()
            yield f"{encode_text(witness.text[written:end])}</note>" + "\n" * (not open_ends)
            written = end

    for i in interventions:
        yield from close_until(i.start)
        if open_ends:
            yield encode_text(witness.text[written : i.start])
        certainty = f' cert="{i.certainty}"' if i.certainty is not Certainty.HIGH else ""
        yield f'<note type="{i.role}" subtype="{as_word(i.cause or i.role)}" source="#{ident}"{certainty}>'
        written = i.start
        open_ends.append(i.end)
    yield from close_until(inf)


def _decisions(apparatus: Apparatus) -> Iterator[str]:
    """Yield the decisions of an editor that no longer hold, a paragraph for each."""
    for outcome in unheld_decisions(apparatus):
        place = f"{outcome.decision.file}:{outcome.decision.line}"
        yield f"<p>{escape_visible(f'{place}: {describe_outcome(outcome)}; {outcome.decision.reason}')}</p>\n"


def _entry_evidence(entry: Entry, ids: Mapping[Siglum, str], by_variation: dict[Variation, str]) -> str:
    """Return the evidence of an entry; `by_variation` keeps the sentence of each variation, made once."""
    if entry.lemma is not None:
        targets = [(f"#app.{entry.number}.{k}", reading) for k, reading in enumerate(entry.readings, 1)]
    else:
        pointer = {s.siglum: f"#app.{entry.number}.{k}" for k, r in enumerate(entry.readings, 1) for s in r.support}
        targets = [
            (" ".join(pointer[side.support[0].siglum] for side in (pair.first, pair.second)), pair.second)
            for pair in entry.pairs
        ]
    details = []
    for target, reading in targets:
        why = by_variation.get(reading.variation)
        if why is None:
            why = by_variation[reading.variation] = _why(reading.variation, entry.lemma is None)
        wit = pointers([ids[s.siglum] for s in reading.support])
        details.append(f'<witDetail wit="{wit}" target="{target}">{why}</witDetail>')
    inner = "\n ".join(details)
    return f'<p n="{entry.number}">\n {inner}\n</p>\n'


def _why(variation: Variation, with_kind: bool) -> str:
    """Return the evidence, after the kind where no `rdg` can carry it: between two readings without a lemma."""
    head = f"{describe_variation(variation)}: " if with_kind else ""
    tail = f"; decided by {variation.decision}" if variation.decision else ""
    return escape_visible(f"{head}{variation.why}{tail}")
