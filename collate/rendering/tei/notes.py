"""What is said of entries and readings, in the header: places, doubt, evidence, editors' words, old decisions.

It is not in the text, where Stemmaweb takes it for words, nor within an `app`, where teiphy takes a `witDetail` for an
ambiguous reading: it points there.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import chain, repeat
from math import inf

from collate.apparatus import Apparatus, Entry, entries_and_echoes, unheld_decisions
from collate.model.alignment import Alignment
from collate.model.interventions import Intervention
from collate.model.variation import Certainty, Variation
from collate.model.witness import Siglum, Witness
from collate.rendering.citation import cite_names, describe_outcome, describe_variation
from collate.rendering.tei.characters import as_word, encode_text, escape_attribute, escape_visible, pointers
from collate.rendering.tei.moves import counterpart_entries


def notes(apparatus: Apparatus, alignment: Alignment, ids: Mapping[Siglum, str]) -> Iterator[str]:
    """Return the chunks of the `notesStmt`, none where it would be empty; `ids` are those of the witnesses."""
    counterparts = counterpart_entries(apparatus, alignment)
    parts = chain(_entries(apparatus, ids, counterparts), _interventions(apparatus, ids), _decisions(apparatus))
    return enclosed("<notesStmt>\n", parts, "</notesStmt>\n")


def enclosed(opening: str, content: Iterable[str], closing: str) -> Iterator[str]:
    """Yield content between two tags, or nothing where it is empty."""
    is_empty = True
    for chunk in content:
        if is_empty:
            yield opening
            is_empty = False
        yield chunk
    if not is_empty:
        yield closing


def _entries(
    apparatus: Apparatus, ids: Mapping[Siglum, str], counterparts: Mapping[int, Sequence[int]]
) -> Iterator[str]:
    """Yield what is said of each entry and its readings."""
    by_variation: dict[Variation, str] = {}
    for entry in entries_and_echoes(apparatus):
        lines = _about(entry, counterparts)
        if entry.variations:
            lines += _evidence(entry, ids, by_variation)
        if lines:
            inner = "\n ".join(lines)
            yield f'<note type="entry" n="{entry.number}" target="#app.{entry.number}">\n {inner}\n</note>\n'


def _about(entry: Entry, counterparts: Mapping[int, Sequence[int]]) -> list[str]:
    """Return the notes on the verse or page, on how doubtful the place is, and on where the same words are."""
    doubt = round(entry.doubt, 3)
    lines = [f'<note type="place">{escape_visible(cite_names(entry.places))}</note>'] if entry.places else []
    lines += [f'<note type="doubt">{doubt}</note>'] if doubt else []
    if entry.other_place:
        apps = pointers([f"app.{n}" for n in counterparts.get(entry.number, ())])
        corresp = f' corresp="{apps}"' if apps else ""
        lines.append(f'<note type="moved"{corresp}>the same words are {escape_visible(entry.other_place)}</note>')
    return lines


def _interventions(apparatus: Apparatus, ids: Mapping[Siglum, str]) -> Iterator[str]:
    """Yield the editors' words in each witness, a note for each witness, whether other witnesses have them or not.

    A note inside another is an element inside its element.
    """
    for witness, of_witness in zip(apparatus.witnesses, apparatus.interventions or repeat(()), strict=False):
        if of_witness:
            inner = "".join(_nested(witness, of_witness, ids[witness.siglum]))
            yield f'<note type="interventions" n="{escape_attribute(witness.siglum)}">\n{inner}</note>\n'


def _nested(witness: Witness, interventions: Sequence[Intervention], ident: str) -> Iterator[str]:
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
    """Yield the decisions of an editor that no longer hold, a note for each."""
    for outcome in unheld_decisions(apparatus):
        place = f"{outcome.decision.file}:{outcome.decision.line}"
        words = escape_visible(f"{place}: {describe_outcome(outcome)}; {outcome.decision.reason}")
        yield f'<note type="decision">{words}</note>\n'


def _evidence(entry: Entry, ids: Mapping[Siglum, str], by_variation: dict[Variation, str]) -> list[str]:
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
    return details


def _why(variation: Variation, with_kind: bool) -> str:
    """Return the evidence, after the kind where no `rdg` can carry it: between two readings without a lemma."""
    head = f"{describe_variation(variation)}: " if with_kind else ""
    tail = f"; decided by {variation.decision}" if variation.decision else ""
    return escape_visible(f"{head}{variation.why}{tail}")
